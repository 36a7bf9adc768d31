package notify

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/http"
	"net/http/httptest"
	"net/mail"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huibao/internal/mailtest"
)

var day = time.Date(2024, 7, 2, 1, 0, 0, 0, time.UTC)

// TestMail: what arrives is what was written, and to whom.
func TestMail(t *testing.T) {
	cert := httptest.NewUnstartedServer(nil)
	cert.StartTLS()
	defer cert.Close()
	for name, m := range map[string]*Mail{"plain": {Security: Plain}, "tls": {Security: TLS, User: "u", Password: "秘密"}} {
		p := &mailtest.Server{}
		var trust *tls.Config
		if m.Security == TLS {
			p.Secure = &tls.Config{Certificates: cert.TLS.Certificates}
			trust = cert.Client().Transport.(*http.Transport).TLSClientConfig.Clone()
			trust.ServerName = "example.com"
		}
		m.Server, m.From = p.Serve(t), "office@example.gov.cn"
		if err := m.reach(context.Background(), trust); err != nil || len(p.Letters()) > 0 {
			t.Fatalf("%s: to look whether it is there: %v, %q", name, err, p.Letters())
		}
		if err := m.send(context.Background(), []string{"a@example.gov.cn", "b@example.gov.cn"}, "中宁县：请报送", "请登录。\n第二行", day, trust); err != nil {
			t.Fatalf("%s: %v (%v)", name, err, errors.Unwrap(err))
		}
		got, err := mail.ReadMessage(strings.NewReader(strings.Join(p.Letters(), "|")))
		if err != nil {
			t.Fatal(name, err)
		}
		subject, err := new(mime.WordDecoder).DecodeHeader(got.Header.Get("Subject"))
		if err != nil || subject != "中宁县：请报送" {
			t.Errorf("%s: %q %v", name, subject, err)
		}
		body, err := io.ReadAll(quotedprintable.NewReader(got.Body))
		if err != nil || strings.ReplaceAll(string(body), "\r\n", "\n") != "请登录。\n第二行\n" {
			t.Errorf("%s: %q %v", name, body, err)
		}
		if to := got.Header.Get("To"); !strings.Contains(to, "a@example.gov.cn") || !strings.Contains(to, "b@example.gov.cn") {
			t.Errorf("%s: %s", name, to)
		}
		if when, err := got.Header.Date(); err != nil || !when.Equal(day) {
			t.Errorf("%s: %v %v", name, when, err)
		}
	}
}

// TestMailFailures: what certainly did not go out may be tried again, else not.
func TestMailFailures(t *testing.T) {
	for _, c := range []struct {
		name, word, says string
		certain          bool
		why              string
	}{
		{"no sender", "MAIL", "550 no", true, "邮件服务器没有收（550）"},
		{"no recipient", "RCPT", "550 no", true, "邮件服务器不收这个收件人（550）"},
		{"full", "DATA", "452 full", true, "邮件服务器没有收（452）"},
		{"refused when it was read", ".", "554 spam", true, "邮件服务器没有收（554）"},
		{"cut after it was read", ".", mailtest.Cut, false, "发送中断，不知道送到没有"},
	} {
		p := &mailtest.Server{}
		p.Say(c.word, c.says)
		m := &Mail{Server: p.Serve(t), Security: Plain, From: "office@example.gov.cn"}
		err := m.Send(context.Background(), []string{"a@example.gov.cn"}, "x", "y", day)
		var f *Failure
		if !errors.As(err, &f) || f.Certain != c.certain || f.Why != c.why {
			t.Errorf("%s: %v (%v)", c.name, err, errors.Unwrap(err))
		}
	}
	p := &mailtest.Server{}
	err := (&Mail{Server: p.Serve(t), Security: StartTLS, From: "office@example.gov.cn"}).Send(context.Background(), []string{"a@example.gov.cn"}, "x", "y", day)
	var f *Failure
	if !errors.As(err, &f) || !f.Certain || len(p.Letters()) > 0 {
		t.Errorf("in the clear where TLS was asked for: %v %q", err, p.Letters())
	}
}

// TestHook: the text as JSON, signed; an answer that refuses; no other host by a
// redirect, and the address never in an error.
func TestHook(t *testing.T) {
	var got map[string]any
	var query string
	answer, status := `{"errcode":0,"errmsg":"ok"}`, http.StatusOK
	elsewhere := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("followed to another host") }))
	defer elsewhere.Close()
	robot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		query = r.URL.RawQuery
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			t.Error(err)
		}
		w.Header().Set("Location", elsewhere.URL)
		w.WriteHeader(status)
		_, _ = io.WriteString(w, answer)
	}))
	defer robot.Close()
	h := &Hook{URL: robot.URL + "/robot/send?access_token=abc", Secret: "SEC1"}
	if err := h.Send(context.Background(), "请报送", day); err != nil {
		t.Fatal(err, errors.Unwrap(err))
	}
	if got["msgtype"] != "text" || got["text"].(map[string]any)["content"] != "请报送" {
		t.Error(got)
	}
	// The signature as openssl says it: printf '1719882000000\nSEC1' | openssl dgst -sha256 -hmac SEC1 -binary | base64
	if want := "access_token=abc&sign=" + wantSign + "&timestamp=1719882000000"; query != want {
		t.Error(query)
	}
	for _, c := range []struct {
		status  int
		answer  string
		certain bool
	}{{200, `{"errcode":310000}`, true}, {403, "", true}, {302, "", true}, {502, "", false}, {200, "<html>", false}} {
		status, answer = c.status, c.answer
		var f *Failure
		if err := h.Send(context.Background(), "x", day); !errors.As(err, &f) || f.Certain != c.certain || strings.Contains(err.Error(), "abc") {
			t.Errorf("%+v: %v", c, err)
		}
	}
	robot.Close()
	var f *Failure
	if err := h.Send(context.Background(), "x", day); !errors.As(err, &f) || !f.Certain || strings.Contains(errors.Unwrap(err).Error(), "abc") {
		t.Error(err, errors.Unwrap(err))
	}
}

// TestRead: the file is refused by name of what is wrong; what pages say of it holds no
// secret.
func TestRead(t *testing.T) {
	file := filepath.Join(t.TempDir(), "通知.json")
	good := `{"mail":{"server":"m.example.gov.cn:465","security":"tls","user":"u","password":"p1","from":"o@example.gov.cn"},"webhook":{"url":"https://robot.example/send?key=k1"}}`
	for text, why := range map[string]string{
		good:                         "",
		`{}`:                         "",
		`{"mail":{}}`:                "mail.server",
		`{"mail":{"server":"a:25"}}`: "mail.security",
		`{"mail":{"server":"a:25","security":"none","password":"x","from":"o@e.cn"}}`: "明文",
		`{"mail":{"server":"a:25","security":"none","from":"o@e.cn\nBcc: x@y.cn"}}`:   "mail.from",
		`{"webhook":{"url":"http://robot.example/"}}`:                                 "webhook.url",
		`{"webhook":{"url":"https://u:p@robot.example/"}}`:                            "webhook.url",
		`{"sms":{}}`: "JSON",
	} {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := Read(file)
		if why == "" && err != nil || why != "" && (err == nil || !strings.Contains(err.Error(), why)) {
			t.Errorf("%s: %v", text, err)
		}
		if text == good && (strings.Contains(c.Mail.Where()+c.Hook.Where(), "p1") || strings.Contains(c.Hook.Where(), "k1") || c.Hook.Where() != "robot.example") {
			t.Error(c.Mail.Where(), c.Hook.Where())
		}
	}
}

// TestIsAddress: one address, and nothing beside it.
func TestIsAddress(t *testing.T) {
	for text, want := range map[string]bool{
		"a@example.gov.cn": true, "zhang.san+x@e.cn": true,
		"": false, "a": false, "a@b": false, "@e.cn": false, "a@e.cn,b@e.cn": false, "a b@e.cn": false, "a@e.cn\r\nBcc: b@e.cn": false, "张@e.cn": false,
		"<a@e.cn>": false, "a@@e.cn": false, "a@.cn": false, strings.Repeat("a", 260) + "@e.cn": false,
	} {
		if IsAddress(text) != want {
			t.Errorf("%q", text)
		}
	}
}

const wantSign = "E32rO15Ybm9N6KcNzgi%2Bs%2F11KevGK3qXtf%2FJc%2BSxXRA%3D"
