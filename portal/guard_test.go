package portal

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huibao/act"
)

// TestS19CrossOrigin: a post from elsewhere is refused, by Origin where plain http brings
// no Sec-Fetch-Site; nothing changes by GET.
func TestS19CrossOrigin(t *testing.T) {
	h := newHouse(t)
	h.admit("p", act.Held{Role: act.Leader})
	b := h.enter("p")
	for _, c := range []struct {
		name, value string
		want        int
	}{
		{"Origin", "http://evil.test", http.StatusForbidden},
		{"Sec-Fetch-Site", "cross-site", http.StatusForbidden},
		{"Sec-Fetch-Site", "same-site", http.StatusForbidden},
		{"Origin", h.site.URL, http.StatusSeeOther},
	} {
		r := b.do("POST", "/me/end", nil, func(req *http.Request) { req.Header.Set(c.name, c.value) })
		if r.status != c.want {
			t.Errorf("%s %s: %d", c.name, c.value, r.status)
		}
	}
	for _, r := range routes {
		if r.method != "POST" || hasRoute("GET", r.pattern) {
			continue
		}
		if got := b.get(r.pattern); got.status != http.StatusNotFound && got.status != http.StatusMethodNotAllowed {
			t.Errorf("GET %s: %d", r.pattern, got.status)
		}
	}
	if b.get("/me").status != http.StatusOK {
		t.Error("a GET signed out")
	}
}

func hasRoute(method, pattern string) bool {
	return slices.ContainsFunc(routes, func(r route) bool { return r.method == method && r.pattern == pattern })
}

// TestS21Cookie: how the cookie is bound, on plain http and by https.
func TestS21Cookie(t *testing.T) {
	for secure, want := range map[bool]string{
		false: "hb=x; Path=/; HttpOnly; SameSite=Strict",
		true:  "__Host-hb=x; Path=/; HttpOnly; Secure; SameSite=Lax",
	} {
		if got := (&Server{opt: Options{Secure: secure}}).cookie("x").String(); got != want {
			t.Error(got)
		}
	}
}

// TestS26Headers: the policy is on every answer, of errors too, and pages keep to it.
func TestS26Headers(t *testing.T) {
	h := newHouse(t)
	h.admit("p", act.Held{Role: act.Officer})
	b := h.enter("p")
	for _, path := range []string{"/login", "/no", "/static/app.css", "/static/no.css", "/me", "/board/" + june, "/r/" + june + "/" + h.mine, "/people", "/board/2030-01", "/board/2024-6"} {
		r := b.get(path)
		if r.header.Get("Content-Security-Policy") != policy || r.header.Get("X-Content-Type-Options") != "nosniff" || r.header.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: %v", path, r.header)
		}
	}
	r := b.get("/blank/" + june + "/" + h.mine)
	if got := r.header.Get("Content-Disposition"); r.header.Get("Content-Security-Policy") != "sandbox" ||
		got != `attachment; filename="_.xlsx"; filename*=UTF-8''%E4%B8%AD%E5%AE%81%E5%8E%BF_2024-06.xlsx` || !strings.HasPrefix(r.body, "PK") {
		t.Errorf("%d %v", r.status, r.header)
	}
}

// TestS27Templates: html/template alone, nothing declared safe, nothing inline.
func TestS27Templates(t *testing.T) {
	bad := map[string][]string{
		"*.go":         {"text/template", "template.HTML(", "template.JS(", "template.URL(", "template.CSS("},
		"pages/*.html": {"<script>", "<style", " style=", " onclick", "javascript:"},
	}
	for pattern, words := range bad {
		list, err := filepath.Glob(pattern)
		must(t, err)
		if len(list) == 0 {
			t.Fatal("nothing to look at:", pattern)
		}
		for _, name := range list {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			data, err := os.ReadFile(name)
			must(t, err)
			for _, w := range words {
				if strings.Contains(string(data), w) {
					t.Errorf("%s holds %s", name, w)
				}
			}
		}
	}
}

// hostile are texts that people may type for a name or an account.
var hostile = []string{`<script>alert(1)</script>`, `" onfocus="x`, `'><img src=x>`, "\n{\"level\":\"INFO\"", "海原县\u202egnp.exe", strings.Repeat("😀", 300), "{{.}}", "\x00"}

// TestS27S30Hostile: such texts are text on every page, and one line in the log.
func TestS27S30Hostile(t *testing.T) {
	h := newHouse(t)
	h.admit("keeper", act.Held{Role: act.Keeper})
	for _, text := range hostile {
		h.admit(text, act.Held{Role: act.Leader})
		r := (&browser{h: h}).post("/login", "account", text, "password", "x", "next", text)
		if r.status != http.StatusUnprocessableEntity || strings.Contains(r.body, "<script>") || strings.Contains(r.body, "<img") || strings.Contains(r.body, `" onfocus="x`) {
			t.Errorf("%q: %d\n%s", text, r.status, r.body)
		}
	}
	people := h.enter("keeper").get("/people")
	if people.status != http.StatusOK || strings.Contains(people.body, "<script>") || strings.Contains(people.body, "<img") || strings.Contains(people.body, "\u202e") || !strings.Contains(people.body, "&lt;script&gt;") {
		t.Errorf("%d %s", people.status, people.body)
	}
	if h.log.Len() != 0 {
		t.Error(h.log.String())
	}
}

// TestS1Body: a form over 64 KB is refused in Chinese.
func TestS1Body(t *testing.T) {
	h := newHouse(t)
	r := (&browser{h: h}).post("/login", "account", strings.Repeat("a", maxForm), "password", "x")
	if r.status != http.StatusRequestEntityTooLarge || !strings.Contains(r.body, "64 KB；请写短些再交") {
		t.Errorf("%d", r.status)
	}
}

// TestS36Next: after signing in only to paths of ours.
func TestS36Next(t *testing.T) {
	for next, want := range map[string]string{
		"/board/2024-06": "/board/2024-06", "/": "/", "": "/", "//evil.test": "/", `/\evil.test`: "/", "https://evil.test": "/", "/\t/evil.test": "/", "board": "/",
	} {
		if got := localPath(next); got != want {
			t.Errorf("%q: %q", next, got)
		}
	}
}
