package portal

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"huibao/act"
	"huibao/portal/desk"
)

// TestSignOn: by the provider a person is in as by his password, where he wanted to go.
func TestSignOn(t *testing.T) {
	h := newHouse(t)
	p := providedBy(h)
	h.admit("p", act.Held{Role: act.Clerk, Unit: h.mine})
	h.admit("keeper", act.Held{Role: act.Keeper})
	h.enter("p")
	if r := (&browser{h: h}).get("/login?next=/me"); !strings.Contains(r.body, `<a class="btn b2" href="/login/oidc?next=%2fme">用银川通登录</a>`) {
		t.Error(r.body)
	}
	b := &browser{h: h}
	back, cookie := p.begin(b, "/r/"+june+"/"+h.mine)
	asked := p.codes[back.Get("code")]
	back.Set("iss", p.site.URL)
	r := end(b, back, cookie)
	if r.status != http.StatusSeeOther || r.where != "/r/"+june+"/"+h.mine || b.get(r.where).status != http.StatusOK {
		t.Fatal(r.status, r.where, r.body)
	}
	if set := strings.Join(r.header.Values("Set-Cookie"), "\n"); !strings.Contains(set, "hb-oidc=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax") {
		t.Error(set)
	}
	if r := b.get("/login/oidc?next=/me"); r.where != "/me" {
		t.Error("who is in is sent away:", r.where)
	}
	in := b.cookie
	p.codes[back.Get("code")] = asked // a provider that takes a code twice
	if r := end(b, back, cookie); r.status != http.StatusUnprocessableEntity || b.cookie != "" {
		t.Error("it counts twice:", r.status) // the cookie of the session is not sent by end
	}
	b.cookie = in
	if r := b.get(SignOnPath + "?state=x&code=y"); r.where != "/" || b.cookie != in {
		t.Error("a link makes somebody another:", r.status)
	}
	if r := h.enter("keeper").get("/audit"); !strings.Contains(r.body, "通过统一身份认证") {
		t.Error("not recorded")
	}
	if strings.Contains(h.log.String(), clientSecret) || strings.Contains(h.log.String(), back.Get("code")) {
		t.Error(h.log.String())
	}
}

// TestS36SignOnNext: afterwards only to paths of ours, and nowhere far too long.
func TestS36SignOnNext(t *testing.T) {
	h := newHouse(t)
	p := providedBy(h)
	h.admit("p", act.Held{Role: act.Leader})
	for _, next := range []string{"//evil.test", `/\evil.test`, "https://evil.test", "/" + strings.Repeat("a", 2000)} {
		b := &browser{h: h}
		back, cookie := p.begin(b, next)
		if r := end(b, back, cookie); r.status != http.StatusSeeOther || r.where != "/" {
			t.Errorf("%.20s: %d %.20s", next, r.status, r.where)
		}
	}
}

// TestS34SignOnRefused: nobody is in by a token or an answer that isn't right, and the page
// says so in Chinese.
func TestS34SignOnRefused(t *testing.T) {
	h := newHouse(t)
	p := providedBy(h)
	h.admit("p", act.Held{Role: act.Leader})
	h.admit("gone", act.Held{Role: act.Leader})
	h.admit("late", act.Held{Role: act.Leader})
	h.enter("p")
	h.enter("gone")
	must(t, h.desk.Disable(context.Background(), "test", "gone", true))
	h.clock.move(desk.OneTimeLimit)
	const untrue, again, nobody, unsaid = "没有通过核对", "不是从这个浏览器开始的", "没有您能用的账号", "没有告诉您的账号"
	for _, c := range []struct {
		name string
		says map[string]any
		back func(back url.Values, cookie *string)
		want string // "": he is in
	}{
		{"right", nil, nil, ""},
		{"one of two for whom it is", map[string]any{"aud": []string{"other", clientID}, "azp": clientID}, nil, ""},
		{"state", nil, func(b url.Values, _ *string) { b.Set("state", strings.Repeat("A", 43)) }, again},
		{"no state", nil, func(b url.Values, _ *string) { b.Del("state") }, again},
		{"no cookie", nil, func(_ url.Values, c *string) { *c = "" }, again},
		{"changed cookie", nil, func(_ url.Values, c *string) { *c = "A" + *c }, again},
		{"another's cookie", nil, func(_ url.Values, c *string) { _, *c = p.begin(&browser{h: h}, "/") }, again},
		{"code", nil, func(b url.Values, _ *string) { b.Set("code", "guessed") }, untrue},
		{"another's code", nil, func(b url.Values, _ *string) {
			other, _ := p.begin(&browser{h: h}, "/")
			b.Set("code", other.Get("code"))
		}, untrue},
		{"no code", nil, func(b url.Values, _ *string) { b.Del("code") }, untrue},
		{"issuer of the answer", nil, func(b url.Values, _ *string) { b.Set("iss", "https://evil.test") }, untrue},
		{"the provider refuses", nil, func(b url.Values, _ *string) { b.Set("error", "access_denied") }, "没有让您登录"},
		{"nonce", map[string]any{"nonce": "x"}, nil, untrue},
		{"no nonce", map[string]any{"nonce": nil}, nil, untrue},
		{"audience", map[string]any{"aud": "other"}, nil, untrue},
		{"two audiences", map[string]any{"aud": []string{"other", clientID}}, nil, untrue},
		{"party", map[string]any{"azp": "other"}, nil, untrue},
		{"issuer", map[string]any{"iss": "https://evil.test"}, nil, untrue},
		{"expired", map[string]any{"exp": h.clock.now().Unix() - 1}, nil, untrue},
		{"no claim", map[string]any{"preferred_username": nil}, nil, unsaid},
		{"empty claim", map[string]any{"preferred_username": " "}, nil, unsaid},
		{"a number", map[string]any{"preferred_username": 7}, nil, unsaid},
		{"unknown", map[string]any{"preferred_username": "q"}, nil, nobody},
		{"other letters", map[string]any{"preferred_username": "P"}, nil, nobody},
		{"disabled", map[string]any{"preferred_username": "gone"}, nil, nobody},
		{"never set a password", map[string]any{"preferred_username": "late"}, nil, "一次性密码已过期"},
		{"too late", nil, func(url.Values, *string) { h.clock.move(10 * time.Minute) }, again},
	} {
		b := &browser{h: h}
		p.says = c.says
		back, cookie := p.begin(b, "/me")
		if c.back != nil {
			c.back(back, &cookie)
		}
		p.holds(c.name, end(b, back, cookie), b, c.want)
	}
	for _, alg := range []string{"none", "HS256"} {
		p.says, p.alg = nil, alg
		b := &browser{h: h}
		back, cookie := p.begin(b, "/me")
		p.holds(alg, end(b, back, cookie), b, untrue)
	}
}

var (
	alert   = regexp.MustCompile(`role="alert"><p>([^<]+)</p>`)
	english = regexp.MustCompile(`[A-Za-z]`)
)

// holds compares what somebody was answered.
func (p *provider) holds(name string, r reply, b *browser, want string) {
	p.h.t.Helper()
	if want == "" {
		if r.status != http.StatusSeeOther || b.get("/me").status == http.StatusSeeOther {
			p.h.t.Errorf("%s: %d %s", name, r.status, r.body)
		}
		return
	}
	m := alert.FindStringSubmatch(r.body)
	if r.status != http.StatusUnprocessableEntity || b.cookie != "" || m == nil || !strings.Contains(m[1], want) || english.MatchString(m[1]) {
		p.h.t.Errorf("%s: %d %s", name, r.status, r.body)
	}
}

// TestSignOnSecondFactor: the provider is no second factor of ours: who has one is asked
// for it, who must have one comes nowhere before. A one-time password must be replaced.
func TestSignOnSecondFactor(t *testing.T) {
	h := newHouse(t)
	h.desk.AskCodes(desk.AllCodes)
	p := providedBy(h)
	h.admit("p", act.Held{Role: act.Officer})
	sign := func() (*browser, reply) {
		b := &browser{h: h}
		back, cookie := p.begin(b, "/me")
		return b, end(b, back, cookie)
	}
	b, _ := sign()
	if r := b.get("/board/" + june); r.where != "/me" {
		t.Error("before an own password:", r.status, r.where)
	}
	own := h.enter("p")
	b, _ = sign()
	if r := b.get("/board/" + june); r.where != "/me/code" {
		t.Error("before a second factor:", r.status, r.where)
	}
	app := h.enrolled(own)
	h.clock.move(30 * time.Second)
	b, r := sign()
	m := pendingField.FindStringSubmatch(r.body)
	if r.status != http.StatusOK || m == nil || b.cookie != "" {
		t.Fatal(r.status, r.body)
	}
	if r := b.post("/login/code", "pending", m[1], "code", app.code(), "next", "/me"); r.where != "/me" || b.get("/board/"+june).status != http.StatusOK {
		t.Error(r.status, r.where)
	}
}

// TestS34SignOnDown: without the provider people sign in by their passwords, and the page says
// so; it is asked again when it may be back. It is nobody's way to another host.
func TestS34SignOnDown(t *testing.T) {
	h := newHouse(t)
	p := providedBy(h)
	h.admit("p", act.Held{Role: act.Leader})
	away := func(name string) {
		t.Helper()
		b := &browser{h: h}
		p.holds(name, b.get("/login/oidc"), b, "银川通暂时连不上；请用账号和密码登录")
		if r := b.get("/login"); r.status != http.StatusOK || !strings.Contains(r.body, "银川通暂时连不上：请先用账号和密码登录") {
			t.Error(name, r.status, r.body)
		}
		h.clock.move(5 * time.Second)
	}
	p.down = true
	away("down")
	h.enter("p")
	p.down, p.hosts = false, "http://127.0.0.2:1"
	away("another host")
	p.hosts, p.more = p.site.URL, strings.Repeat("a", 1<<20)
	away("far too long")
	p.more = strings.Repeat("a", 1<<19)
	b := &browser{h: h}
	back, cookie := p.begin(b, "/me")
	p.down = true
	p.holds("down meanwhile", end(b, back, cookie), b, "暂时连不上")
	p.down = false
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("another host is asked") }))
	t.Cleanup(other.Close)
	for name, token := range map[string]func(http.ResponseWriter, *http.Request){
		"sent on": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, other.URL+"/token", http.StatusTemporaryRedirect)
		},
		"a page": func(w http.ResponseWriter, _ *http.Request) { _, _ = fmt.Fprint(w, "<html>") },
	} {
		p.token = token
		back, cookie := p.begin(b, "/me")
		p.holds(name, end(b, back, cookie), b, "没有通过核对")
	}
	p.token = nil
	back, cookie = p.begin(b, "/me")
	p.holds("there again", end(b, back, cookie), b, "")
	if r := (&browser{h: h}).get("/login"); strings.Contains(r.body, "暂时连不上") {
		t.Error(r.body)
	}
	if log := h.log.String(); strings.Contains(log, clientSecret) || !strings.Contains(log, "not of the issuer's host") {
		t.Error(log)
	}
}

// TestSignOnGuessing: sign-ins are bounded by account and by address.
func TestSignOnGuessing(t *testing.T) {
	h := newHouse(t)
	p := providedBy(h)
	p.says = map[string]any{"preferred_username": "unknown"}
	for i := range 6 {
		b := &browser{h: h}
		back, cookie := p.begin(b, "/")
		if r, late := end(b, back, cookie), i == 5; late != (r.status == http.StatusTooManyRequests) {
			t.Error(i, r.status)
		}
	}
	var r reply
	for range 200 {
		r = (&browser{h: h}).get("/login/oidc")
	}
	if r.status != http.StatusTooManyRequests || r.header.Get("Retry-After") == "" {
		t.Error(r.status)
	}
}

// TestSignOnCookie: how the cookie is bound; without a provider there is no such page.
func TestSignOnCookie(t *testing.T) {
	for secure, want := range map[bool]string{
		false: "hb-oidc=x; Path=/; Max-Age=600; HttpOnly; SameSite=Lax",
		true:  "__Host-hb-oidc=x; Path=/; Max-Age=600; HttpOnly; Secure; SameSite=Lax",
	} {
		if got := (&Server{opt: Options{Secure: secure}}).signOnCookie("x").String(); got != want {
			t.Error(got)
		}
	}
	b := &browser{h: newHouse(t)}
	for _, path := range []string{"/login/oidc", SignOnPath} {
		if r := b.get(path); r.status != http.StatusNotFound {
			t.Error(path, r.status)
		}
	}
	if r := b.get("/login"); strings.Contains(r.body, "/login/oidc") {
		t.Error(r.body)
	}
}
