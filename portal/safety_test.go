package portal

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"huibao/act"
	"huibao/ledger"
	"huibao/portal/desk"
)

// TestS1Chunked: a body of a length that is not told is bounded like one that is, and a
// length that is a lie is read no further than what comes.
func TestS1Chunked(t *testing.T) {
	h := newHouse(t)
	chunked := func(req *http.Request) { req.ContentLength = -1 }
	long := "account=p&password=" + strings.Repeat("a", maxForm)
	if r := (&browser{h: h}).ask("POST", "/login", long, "application/x-www-form-urlencoded", chunked); r.status != http.StatusRequestEntityTooLarge {
		t.Error(r.status)
	}
	c, err := net.Dial("tcp", strings.TrimPrefix(h.site.URL, "http://"))
	must(t, err)
	_, err = c.Write([]byte("POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\naccount=p"))
	must(t, err)
	must(t, c.(*net.TCPConn).CloseWrite())
	answer := make([]byte, 12)
	_, err = c.Read(answer)
	if err == nil && string(answer) == "HTTP/1.1 200" {
		t.Error("half a form is taken")
	}
	must(t, c.Close())
}

// TestS7Paths: nothing in a path leads out of what it names.
func TestS7Paths(t *testing.T) {
	h := newHouse(t)
	h.admit("p", act.Held{Role: act.Officer})
	b := h.enter("p")
	for _, name := range []string{"..%2f..%2fplan.xlsx", "%2e%2e%2f%2e%2e%2fplan.xlsx", "..%5c..%5cplan.xlsx", "%2fetc%2fpasswd", "C:%5cplan.xlsx", "%00", "CON", strings.Repeat("%F0%9F%98%80", 300), "app.css%00.png", "%2e%2e", "pages%2flogin.html"} {
		for _, path := range []string{"/static/", "/blank/" + june + "/", "/r/" + june + "/", "/board/"} {
			if r := b.get(path + name); r.status != http.StatusNotFound && r.status != http.StatusMovedPermanently && r.status != http.StatusTemporaryRedirect && r.status != http.StatusBadRequest {
				t.Errorf("%s: %d", path+name, r.status)
			}
		}
	}
}

// TestS8Names: a name of a download can't leave its header, and says what it is in
// Chinese to a browser (RFC 6266, RFC 8187).
func TestS8Names(t *testing.T) {
	for name, want := range map[string]string{
		"中宁县_2024-06.xlsx":          "%E4%B8%AD%E5%AE%81%E5%8E%BF_2024-06.xlsx",
		"a\";\r\nX: y.xlsx":         "a%22%3B%0D%0AX%3A%20y.xlsx",
		"a'b(c)*@=&+,/\\.xlsx":      "a%27b%28c%29%2A%40%3D&+%2C%2F%5C.xlsx",
		"\u202exslx.exe":            "%E2%80%AExslx.exe",
		"a\x00b" + "\xff" + ".xlsx": "a%00b%FF.xlsx",
	} {
		w := httptest.NewRecorder()
		attach(w, name)
		plain := "_.xlsx"
		if !strings.HasSuffix(name, ".xlsx") { // bytes to a browser, whatever it calls itself
			plain = "_"
		}
		if got := w.Header().Get("Content-Disposition"); got != `attachment; filename="`+plain+`"; filename*=UTF-8''`+want {
			t.Errorf("%q: %s", name, got)
		}
	}
}

// TestS19Proxy: behind a proxy that gives another Host, the origin that serve was told
// of counts, and no other.
func TestS19Proxy(t *testing.T) {
	h := newHouse(t)
	s, err := New(h.desk, Options{Origin: "https://bs.example.gov.cn", Secure: true, Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	for origin, want := range map[string]int{
		"https://bs.example.gov.cn": http.StatusUnprocessableEntity, "http://bs.example.gov.cn": http.StatusForbidden,
		"https://evil.test": http.StatusForbidden, "null": http.StatusForbidden,
	} {
		req := httptest.NewRequest("POST", "http://127.0.0.1:8080/login", strings.NewReader("account=p&password=x"))
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		req.Header.Set("Origin", origin)
		w := httptest.NewRecorder()
		s.ServeHTTP(w, req)
		if w.Code != want || w.Header().Get("Strict-Transport-Security") == "" {
			t.Errorf("%s: %d", origin, w.Code)
		}
	}
}

// TestS24Address: whence a request comes is what our proxy says last, and nothing that
// the other side wrote itself.
func TestS24Address(t *testing.T) {
	for _, c := range []struct {
		origin, remote, want string
		forwarded            []string
	}{
		{"", "10.0.0.9:5", "10.0.0.9", []string{"1.1.1.1"}},
		{"", "127.0.0.1:5", "127.0.0.1", []string{"1.1.1.1"}},
		{"https://a", "127.0.0.1:5", "10.0.0.7", []string{"1.1.1.1, 10.0.0.7"}},
		{"https://a", "[::1]:5", "10.0.0.8", []string{"1.1.1.1", "10.0.0.8"}},
		{"https://a", "127.0.0.1:5", "127.0.0.1", []string{"a\nb"}},
		{"https://a", "127.0.0.1:5", "127.0.0.1", nil},
		{"https://a", "10.0.0.9:5", "10.0.0.9", []string{"1.1.1.1"}},
	} {
		s := &Server{opt: Options{Origin: c.origin}}
		r := httptest.NewRequest("GET", "/", nil)
		r.RemoteAddr = c.remote
		r.Header["X-Forwarded-For"] = c.forwarded
		if got := s.address(r); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

// TestS20Rotation: signing in makes a new session, whatever cookie was there; the one of
// before ends.
func TestS20Rotation(t *testing.T) {
	h := newHouse(t)
	h.admit("p", act.Held{Role: act.Leader})
	b := h.enter("p")
	old := *b
	if r := b.post("/login", "account", "p", "password", ownPassword); r.status != http.StatusSeeOther || b.cookie == old.cookie {
		t.Error(r.status)
	}
	if old.get("/me").status != http.StatusSeeOther || b.get("/me").status != http.StatusOK {
		t.Error("the session of before stands, or the new one doesn't")
	}
	planted := &browser{h: h, cookie: strings.Repeat("A", 43)}
	planted.post("/login", "account", "p", "password", ownPassword)
	if planted.cookie == strings.Repeat("A", 43) || (&browser{h: h, cookie: strings.Repeat("A", 43)}).get("/me").status != http.StatusSeeOther {
		t.Error("a planted cookie is a session")
	}
}

// TestS29Audit: who did what, from where and when is in the chain of what was seen, and
// the 管理员 reads it.
func TestS29Audit(t *testing.T) {
	h := newHouse(t)
	h.admit("fill", act.Held{Role: act.Clerk, Unit: h.mine})
	h.admit("keeper", act.Held{Role: act.Keeper})
	b := h.enter("fill")
	(&browser{h: h}).post("/login", "account", "fill", "password", "wrong")
	b.get("/blank/" + june + "/" + h.mine)
	b.get("/r/" + june + "/" + h.other)
	b.post("/logout")
	keeper := h.enter("keeper")
	keeper.post("/people/one", "account", "fill", "do", "reset")
	p, err := h.desk.Who(context.Background(), keeper.cookie, "")
	must(t, err)
	seen, err := h.desk.Seen(context.Background(), p, desk.Asked{})
	must(t, err)
	want := []ledger.Access{
		{Person: "keeper", What: "重置密码和验证码", Object: "fill"},
		{Person: "fill", What: "退出"},
		{Person: "fill", What: "不予查看", Object: "GET /r/" + june + "/" + h.other},
		{Person: "fill", What: "下载空白表", Object: june + " " + h.mine},
		{Person: "fill", What: "登录未成"},
		{Person: "fill", What: "改密码"},
		{Person: "fill", What: "登录"},
	}
	for _, w := range want {
		w.Address = "127.0.0.1"
		found := false
		for _, s := range seen.List {
			found = found || s.Access == w && s.At.Equal(h.clock.now())
		}
		if !found {
			t.Errorf("not written down: %+v", w)
		}
	}
	if r := keeper.get("/audit"); r.status != http.StatusOK || !strings.Contains(r.body, "登录未成") || !strings.Contains(r.body, "2024-07-05 16:00:00") {
		t.Error(r.status)
	}
}

// TestS34Dialers: what connects out of the house is these files, each of which has a test by its name
// that it goes where it was set to and nowhere else.
func TestS34Dialers(t *testing.T) {
	known := map[string]string{"internal/notify/mail.go": "TestS34Mail", "internal/notify/hook.go": "TestS34Hook", "internal/signon/client.go": "TestS34SignOn", "internal/bucket/settings.go": "TestS34Bucket", "internal/clamd/clamd.go": "TestS34Clamd"}
	dials := regexp.MustCompile(`net\.Dial|net\.Dialer|tls\.Dial|http\.(Client\{|Transport\{|Get\(|Post\(|DefaultClient|DefaultTransport)`)
	const root = ".."
	found := map[string]bool{}
	must(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && d.IsDir() && (d.Name() == "bench" || strings.HasPrefix(d.Name(), ".") && path != root) {
			return fs.SkipDir
		}
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || strings.HasSuffix(filepath.Dir(name), "test") {
			return err
		}
		data, err := os.ReadFile(path)
		if name = filepath.ToSlash(name); dials.Match(data) {
			found[name] = true
			if known[name] == "" {
				t.Errorf("%s connects out, and has no test that says where to", name)
			}
		}
		return err
	}))
	for name, test := range known {
		tests, err := filepath.Glob(filepath.Join(root, filepath.Dir(name), "*_test.go"))
		must(t, err)
		has := false
		for _, file := range tests {
			data, err := os.ReadFile(file)
			must(t, err)
			has = has || strings.Contains(string(data), "func "+test+"(")
		}
		if !has || !found[name] {
			t.Errorf("%s: is there %v, has its test %v", name, found[name], has)
		}
	}
}

// TestS31Errors: of what breaks a page says a number and nothing else; the log says what.
func TestS31Errors(t *testing.T) {
	h := newHouse(t)
	var log bytes.Buffer
	s, err := New(h.desk, Options{Log: slog.New(slog.NewJSONHandler(&log, nil))})
	must(t, err)
	for name, serve := range map[string]func(*Server, http.ResponseWriter, *request) error{
		"error": func(*Server, http.ResponseWriter, *request) error {
			return errors.New("open /srv/secret: 640102199001011237")
		},
		"panic": func(*Server, http.ResponseWriter, *request) error { panic("secret") },
	} {
		log.Reset()
		w := httptest.NewRecorder()
		s.answer(w, httptest.NewRequest("GET", "/x", nil), route{who: anyone, serve: serve})
		body := w.Body.String()
		number := body[max(0, strings.Index(body, "E-")):]
		if w.Code != http.StatusInternalServerError || strings.Contains(body, "secret") || len(number) < 10 || !strings.Contains(log.String(), number[:10]) {
			t.Errorf("%s: %d %s\n%s", name, w.Code, body, log.String())
		}
		if !strings.Contains(log.String(), "secret") || strings.Contains(log.String(), "640102199001011237") {
			t.Errorf("%s: %s", name, log.String())
		}
	}
	if r := (&browser{h: h}).ask("POST", "/login", "%zz", "application/x-www-form-urlencoded", nil); r.status != http.StatusBadRequest {
		t.Error("a form that can't be read is ours to mend:", r.status)
	}
}

// TestS32Personal: a personal number that somebody typed is on no page.
func TestS32Personal(t *testing.T) {
	h := newHouse(t)
	h.admit("keeper", act.Held{Role: act.Keeper})
	h.admit("640102199001011237", act.Held{Role: act.Leader})
	b := h.enter("keeper")
	for _, path := range []string{"/people", "/audit"} {
		if body := b.get(path).body; strings.Contains(body, ">640102199001011237<") {
			t.Error(path)
		}
	}
}

// TestScriptSmall: what our script weighs, whole, is what its design allows.
func TestScriptSmall(t *testing.T) {
	data, err := files.ReadFile("static/app.js")
	must(t, err)
	if len(data) > 4<<10 {
		t.Errorf("app.js has %d bytes, more than 4 KB", len(data))
	}
}
