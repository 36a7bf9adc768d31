package portal

import (
	"bytes"
	"context"
	"crypto/sha256"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/hardlink"
	"huibao/internal/sheet"
	"huibao/internal/testdb"
	"huibao/portal/desk"
	"huibao/samples"
)

// clock is the server's, moved by tests.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// house is a served workspace of the sample, with a run of June.
type house struct {
	t     *testing.T
	desk  *desk.Desk
	site  *httptest.Server
	clock *clock
	log   *bytes.Buffer
	dir   string
	mine  string // code of 中宁县
	other string // of 海原县
	slips map[string]string
	seen  string // the last form of a sign-off page
}

const june = "2024-06"

// ran is the sample after a run, made once and copied for each test.
var ran = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "huibao-portal")
	if err != nil {
		return "", err
	}
	if err := samples.Unpack(dir); err != nil {
		return "", err
	}
	if err := withoutOwnEditions(filepath.Join(dir, "plan.xlsx")); err != nil {
		return "", err
	}
	m := samples.Periods()[1]
	opt := batch.Options{Period: m.Period, Date: m.Date, Limits: sheet.DefaultLimits(), MaxFiles: 1000, MaxDepth: 8, Who: "test"}
	w, err := batch.At(dir)
	if err != nil {
		return "", err
	}
	if _, err := batch.Issue(context.Background(), w, opt, nil); err != nil {
		return "", err
	}
	if _, err = batch.Run(context.Background(), w, opt); err != nil {
		return "", err
	}
	held, err = batch.ReadPlan(context.Background(), w.Plan(), sheet.DefaultLimits())
	return dir, err
})

// held is the plan of ran, which is read once while somebody holds it.
var held *batch.LoadedPlan

// cheap has passwords hashed by what costs nothing; TestHashCost holds what they cost.
var cheap = desk.HashedBy(func(password string, salt []byte) []byte {
	sum := sha256.Sum256(append(salt[:len(salt):len(salt)], password...))
	return sum[:]
})

func newHouse(t *testing.T) *house {
	t.Helper()
	from, err := ran()
	must(t, err)
	dir := t.TempDir()
	must(t, hardlink.Copy(dir, from))
	return housed(t, dir)
}

// housed serves a workspace of the sample.
func housed(t *testing.T, dir string) *house {
	return seated(t, dir, time.Date(2024, 7, 5, 8, 0, 0, 0, time.UTC), "中宁县", "海原县")
}

// seated serves a workspace at a time, with two of its units by their names.
func seated(t *testing.T, dir string, at time.Time, mine, other string) *house {
	w := moved(t, dir)
	var err error
	h := &house{t: t, dir: dir, clock: &clock{at: at}, log: &bytes.Buffer{}, slips: map[string]string{}}
	h.desk, err = desk.Open(context.Background(), w, "", h.clock.now, cheap)
	must(t, err)
	t.Cleanup(func() { must(t, h.desk.Close()) })
	h.mine, err = h.desk.UnitCode(mine)
	must(t, err)
	h.other, err = h.desk.UnitCode(other)
	must(t, err)
	s, err := New(h.desk, Options{Log: slog.New(slog.NewJSONHandler(h.log, nil))})
	must(t, err)
	h.site = httptest.NewServer(s)
	t.Cleanup(h.site.Close)
	return h
}

// placed is a workspace with the database that its tests' ledger lies in.
func placed(dir string) batch.Workspace {
	return batch.Workspace{Dir: dir, Database: testdb.Of(dir)}
}

// moved is the same, whose ledger was a file.
func moved(t *testing.T, dir string) batch.Workspace {
	t.Helper()
	w, err := batch.At(dir)
	must(t, err)
	if testdb.DSN() != "" {
		_, err = w.CopyLedger(context.Background(), testdb.Of(dir), "test")
		must(t, err)
	}
	return placed(dir)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// admit grants a person a role; the one-time password is kept.
func (h *house) admit(id string, roles ...act.Held) {
	h.t.Helper()
	slips, err := h.desk.Admit(context.Background(), "test", []act.Grant{{Person: id, Name: "某" + id, Roles: roles}}, false)
	must(h.t, err)
	for _, s := range slips {
		h.slips[id] = s.Password
	}
}

// browser is one person's; it follows no redirect.
type browser struct {
	h      *house
	cookie string
}

type reply struct {
	status int
	where  string
	body   string
	header http.Header
}

func (b *browser) do(method, path string, form url.Values, change func(*http.Request)) reply {
	b.h.t.Helper()
	kind := ""
	if form != nil {
		kind = "application/x-www-form-urlencoded"
	}
	return b.ask(method, path, form.Encode(), kind, change)
}

// send posts a body of a kind.
func (b *browser) send(path, body, kind string) reply {
	b.h.t.Helper()
	return b.ask("POST", path, body, kind, nil)
}

func (b *browser) ask(method, path, text, kind string, change func(*http.Request)) reply {
	b.h.t.Helper()
	req, err := http.NewRequest(method, b.h.site.URL+path, strings.NewReader(text))
	must(b.h.t, err)
	if kind != "" {
		req.Header.Set("Content-Type", kind)
	}
	if b.cookie != "" {
		req.Header.Set("Cookie", "hb="+b.cookie)
	}
	if change != nil {
		change(req)
	}
	res, err := http.DefaultTransport.RoundTrip(req)
	must(b.h.t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(b.h.t, err)
	for _, c := range res.Cookies() {
		b.cookie = c.Value
	}
	return reply{res.StatusCode, res.Header.Get("Location"), string(body), res.Header}
}

func (b *browser) get(path string) reply { return b.do("GET", path, nil, nil) }

func (b *browser) post(path string, pairs ...string) reply {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	return b.do("POST", path, form, nil)
}

const ownPassword = "plum-Riverbank9"

// enter signs a person in and, the first time, sets an own password.
func (h *house) enter(id string) *browser {
	h.t.Helper()
	b := &browser{h: h}
	if once, ok := h.slips[id]; ok {
		if r := b.post("/login", "account", id, "password", once); r.status != http.StatusSeeOther {
			h.t.Fatalf("%s can't sign in: %d", id, r.status)
		}
		delete(h.slips, id)
		if r := b.post("/me/password", "old", once, "fresh", ownPassword, "again", ownPassword); r.status != http.StatusSeeOther {
			h.t.Fatalf("%s can't set a password: %d %s", id, r.status, r.body)
		}
		return b
	}
	if r := b.post("/login", "account", id, "password", ownPassword); r.status != http.StatusSeeOther {
		h.t.Fatalf("%s can't sign in: %d", id, r.status)
	}
	return b
}

// TestS11Anonymous: without signing in only these answer; nothing that changes does.
func TestS11Anonymous(t *testing.T) {
	h := newHouse(t)
	open := map[string]bool{"GET /static/{name}": true, "GET /healthz": true, "GET /offline": true, "GET /login": true, "POST /login": true, "POST /login/code": true, "GET /login/oidc": true, "GET /login/oidc/back": true, "GET /setup": true, "POST /setup": true, "POST /demo": true, "GET /api/v1/openapi.json": true}
	for _, r := range routes {
		if r.who.anyone != open[r.method+" "+r.pattern] {
			t.Errorf("%s %s: for anyone is %v", r.method, r.pattern, r.who.anyone)
		}
		if r.method == "POST" && !r.who.anyone {
			if got := (&browser{h: h}).post(r.pattern); got.status != http.StatusUnauthorized {
				t.Errorf("%s without signing in: %d", r.pattern, got.status)
			}
		}
	}
}

// TestS15Grants: what a person may do is another at the next request; a disabled person
// is out.
func TestS15Grants(t *testing.T) {
	h := newHouse(t)
	h.admit("p", act.Held{Role: act.Clerk, Unit: h.mine})
	b := h.enter("p")
	if r := b.get("/board/" + june); r.status != http.StatusNotFound {
		t.Error(r.status)
	}
	h.admit("p", act.Held{Role: act.Officer})
	if r := b.get("/board/" + june); r.status != http.StatusOK {
		t.Error("not at once:", r.status)
	}
	must(t, h.desk.Disable(context.Background(), "test", "p", true))
	if r := b.get("/board/" + june); r.status != http.StatusSeeOther {
		t.Error("still in:", r.status)
	}
	if r := (&browser{h: h}).post("/login", "account", "p", "password", ownPassword); r.status != http.StatusUnprocessableEntity {
		t.Error("signs in:", r.status)
	}
}

// TestS20Sessions: idle 60 minutes, 12 hours at most, three at once, signed out on the
// server; a cookie of before the password is worth nothing.
func TestS20Sessions(t *testing.T) {
	h := newHouse(t)
	h.admit("p", act.Held{Role: act.Clerk, Unit: h.mine})
	once := h.slips["p"]
	early := &browser{h: h}
	early.post("/login", "account", "p", "password", once)
	in := func(b *browser) bool { return b.get("/me").status == http.StatusOK }
	b := h.enter("p")
	if in(early) || !in(b) {
		t.Error("a session outlives the new password, or the new one doesn't stand")
	}
	h.clock.move(desk.IdleLimit - time.Second)
	if !in(b) {
		t.Error("ended before 60 minutes")
	}
	h.clock.move(desk.IdleLimit)
	if in(b) {
		t.Error("idle for 60 minutes, and in")
	}
	b = h.enter("p")
	for range 13 {
		h.clock.move(55 * time.Minute)
		if !in(b) {
			t.Fatal("ended while in use")
		}
	}
	h.clock.move(5 * time.Minute)
	if in(b) {
		t.Error("in after 12 hours")
	}
	var four []*browser
	for range 4 {
		h.clock.move(5 * time.Minute)
		four = append(four, h.enter("p"))
	}
	if in(four[0]) || !in(four[1]) || !in(four[3]) {
		t.Error("not the three newest")
	}
	stolen := *four[3]
	if r := four[3].post("/logout"); r.status != http.StatusSeeOther {
		t.Error(r.status)
	}
	if in(&stolen) || !in(four[2]) {
		t.Error("signing out ends this session on the server, and no other")
	}
}

// TestS22Passwords: a one-time password opens nothing but its replacement and ends
// after 72 hours; an own one must not be easily guessed.
func TestS22Passwords(t *testing.T) {
	h := newHouse(t)
	h.admit("zhangsan", act.Held{Role: act.Clerk, Unit: h.mine})
	once := h.slips["zhangsan"]
	b := &browser{h: h}
	b.post("/login", "account", "zhangsan", "password", once)
	if r := b.get("/"); r.where != "/me" {
		t.Errorf("a one-time password opens the front page: %d %s", r.status, r.where)
	}
	for fresh, want := range map[string]string{
		"short-9":                "至少要 10",
		strings.Repeat("长", 129): "最多 128",
		"zhangsan2024":           "太好猜",
		"中宁县中宁县123456":           "太好猜",
		"aaaaaaaaaaaa":           "太好猜",
		"Q1w2e3r4t5y6":           "太常用",
		"manchester":             "太常用",
		once:                     "和现在的一样",
	} {
		if r := b.post("/me/password", "old", once, "fresh", fresh, "again", fresh); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, want) {
			t.Errorf("%q: %d", fresh, r.status)
		}
	}
	h.clock.move(desk.OneTimeLimit)
	if r := (&browser{h: h}).post("/login", "account", "zhangsan", "password", once); r.status != http.StatusUnprocessableEntity {
		t.Errorf("after 72 hours: %d", r.status)
	}
}

// TestS24Guessing: five tries, then one a minute; unknown names are answered the same;
// nobody is shut out for good.
func TestS24Guessing(t *testing.T) {
	h := newHouse(t)
	h.admit("p", act.Held{Role: act.Leader})
	try := func(account string) reply {
		return (&browser{h: h}).post("/login", "account", account, "password", "wrong-password")
	}
	for _, account := range []string{"p", "unknown"} {
		for i := range 5 {
			if r := try(account); r.status != http.StatusUnprocessableEntity {
				t.Errorf("%s, try %d: %d", account, i, r.status)
			}
		}
		if r := try(account); r.status != http.StatusTooManyRequests || r.header.Get("Retry-After") == "" {
			t.Errorf("%s, try 6: %d", account, r.status)
		}
	}
	h.clock.move(time.Minute)
	alike := func(account string) string { return strings.ReplaceAll(try(account).body, `value="`+account+`"`, "") }
	if alike("p") != alike("unknown") {
		t.Error("an unknown name is told by its page")
	}
	h.clock.move(time.Minute)
	h.enter("p")
}
