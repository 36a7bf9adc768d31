package portal

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"huibao/act"
	"huibao/portal/desk"
)

// TestDemoPeople: in a demo, and nowhere else, whoever sits before the machine is any of its
// people without a password, and is not asked for one; nobody else, and from nowhere else.
func TestDemoPeople(t *testing.T) {
	h := newHouse(t)
	h.admit("stranger", act.Held{Role: act.Director})
	h.admit("shown", act.Held{Role: act.Director})
	h.admit("fill", act.Held{Role: act.Clerk, Unit: h.mine})
	b := &browser{h: h}
	if r := b.post("/demo", "account", "shown"); r.status != http.StatusNotFound || b.cookie != "" {
		t.Fatal("no demo, and in:", r.status)
	}
	h.desk.Demo([]act.Grant{{Person: "shown", Roles: []act.Held{{Role: act.Director}}}, {Person: "fill", Roles: []act.Held{{Role: act.Clerk, Unit: h.mine}}}})
	if r := b.post("/demo", "account", "stranger"); r.status != http.StatusNotFound || b.cookie != "" {
		t.Error("one who is not of the demo:", r.status)
	}
	if _, err := h.desk.EnterDemo(context.Background(), "shown", "10.0.0.9"); !errors.Is(err, desk.ErrNotFound) {
		t.Error("from another machine:", err)
	}
	for host, want := range map[string]bool{"127.0.0.1:8080": true, "localhost": true, "[::1]:8080": true, "[::1]": true, "evil.test": false, "127.0.0.1.evil.test:8080": false, "10.0.0.9": false, "": false} {
		if atThisMachine(host) != want {
			t.Errorf("%q is of this machine: %v", host, !want)
		}
	}
	for name, value := range map[string]string{"Host": "evil.test", "X-Forwarded-For": "10.0.0.9", "Via": "1.1 proxy", "Forwarded": "for=10.0.0.9", "Origin": "http://evil.test"} {
		req, err := http.NewRequest(http.MethodPost, h.site.URL+"/demo", strings.NewReader("account=shown"))
		must(t, err)
		req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		if req.Header.Set(name, value); name == "Host" {
			req.Host = value
		}
		res, err := http.DefaultClient.Do(req)
		must(t, err)
		must(t, res.Body.Close())
		want := http.StatusNotFound
		if name == "Origin" {
			want = http.StatusForbidden // by what guards every form; a proxy that rewrites Host is held below
		}
		if res.StatusCode != want || len(res.Cookies()) > 0 {
			t.Errorf("with %s: %s: %d", name, value, res.StatusCode)
		}
	}
	h.rewritten(t)
	if r := b.post("/demo", "account", "shown"); r.status != http.StatusSeeOther || r.where != "/" {
		t.Fatal(r.status, r.where)
	}
	h.clock.move(desk.ProofLimit)
	if page := b.get("/settings"); page.status != http.StatusOK || strings.Contains(page.body, "您的密码") {
		t.Error("asks for a password that nobody has:", page.status)
	}
	if r := b.post("/settings", "name", "计入", "value", "报出才计", "from", june); r.status != http.StatusSeeOther {
		t.Error("a setting:", r.status, r.body)
	}
	before := b.cookie
	if r := b.post("/demo", "account", "fill"); r.status != http.StatusSeeOther {
		t.Fatal(r.status)
	}
	if page := b.get("/"); page.status != http.StatusOK || !strings.Contains(page.body, "报表") {
		t.Error("the other person's page:", page.status)
	}
	if (&browser{h: h, cookie: before}).get("/").where != "/login?next=%2F" {
		t.Error("the first person is still in")
	}
	must(t, h.desk.Disable(context.Background(), "test", "shown", true))
	if r := b.post("/demo", "account", "shown"); r.status != http.StatusNotFound {
		t.Error("who is disabled:", r.status)
	}
}

// rewritten asks as proxies do that rewrite Host and say nothing else of themselves: as a browser
// asks that called them by their own name, over https and over http, and as nginx does by default.
func (h *house) rewritten(t *testing.T) {
	t.Helper()
	address := strings.TrimPrefix(h.site.URL, "http://")
	for what, request := range map[string]string{
		"https, which is judged by Sec-Fetch-Site": "POST /demo HTTP/1.1\r\nHost: " + address + "\r\nOrigin: https://demo.example\r\nSec-Fetch-Site: same-origin\r\n",
		"nginx": "POST /demo HTTP/1.0\r\nHost: " + address + "\r\n",
	} {
		c, err := net.Dial("tcp", address)
		must(t, err)
		_, err = io.WriteString(c, request+"Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 13\r\n\r\naccount=shown")
		must(t, err)
		answer, err := io.ReadAll(c)
		must(t, errors.Join(err, c.Close()))
		if !strings.Contains(string(answer), " 404 ") || strings.Contains(string(answer), "Set-Cookie") {
			t.Errorf("%s: %.200s", what, answer)
		}
	}
}
