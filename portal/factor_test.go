package portal

import (
	"crypto/hmac"
	"crypto/sha1"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"huibao/act"
	"huibao/portal/desk"
)

// phone is an app that holds a secret: RFC 6238 said a second time.
type phone struct {
	h      *house
	secret string
}

func (p phone) code() string {
	key, err := base32.StdEncoding.DecodeString(p.secret)
	must(p.h.t, err)
	mac := hmac.New(sha1.New, key)
	must(p.h.t, binary.Write(mac, binary.BigEndian, p.h.clock.now().Unix()/30))
	sum := mac.Sum(nil)
	o := sum[19] & 15
	return fmt.Sprintf("%06d", (binary.BigEndian.Uint32(sum[o:])&0x7fffffff)%1000000)
}

var (
	secretField  = regexp.MustCompile(`name="secret" value="([A-Z2-7]{32})"`)
	pendingField = regexp.MustCompile(`name="pending" value="([^"]+)"`)
)

func (h *house) enrolled(b *browser) phone {
	h.t.Helper()
	m := secretField.FindStringSubmatch(b.get("/me/code").body)
	if m == nil {
		h.t.Fatal("no secret on the page")
	}
	p := phone{h, m[1]}
	if r := b.post("/me/code", "secret", p.secret, "code", p.code()); r.status != http.StatusSeeOther {
		h.t.Fatalf("%d %s", r.status, r.body)
	}
	return p
}

// TestS23SecondFactor: whose role needs a code comes nowhere before he has one; then a
// password alone opens nothing, a code counts once, and not with another's password.
func TestS23SecondFactor(t *testing.T) {
	h := newHouse(t)
	h.desk.AskCodes(desk.AllCodes)
	h.admit("sign", act.Held{Role: act.Signer, Unit: h.mine})
	h.admit("fill", act.Held{Role: act.Clerk, Unit: h.mine})
	fill := h.enter("fill")
	if r := fill.get("/"); r.status != http.StatusOK {
		t.Error("填报人 needs no code:", r.status, r.where)
	}
	b := h.enter("sign")
	if r := b.get("/r/" + june + "/" + h.mine); r.where != "/me/code" {
		t.Error(r.status, r.where)
	}
	before := *b
	app := h.enrolled(b)
	if r := b.get("/r/" + june + "/" + h.mine); r.status != http.StatusOK {
		t.Error(r.status)
	}
	if r := before.get("/me"); r.status != http.StatusSeeOther {
		t.Error("a session of before the code still stands")
	}
	if r := b.post("/me/code", "secret", strings.Repeat("A", 32), "code", "000000"); r.status != http.StatusUnprocessableEntity {
		t.Error("a second one is taken:", r.status)
	}

	c := &browser{h: h}
	asked := c.post("/login", "account", "sign", "password", ownPassword, "next", "/me")
	if asked.status != http.StatusOK || c.cookie != "" {
		t.Fatal("a password alone signs in:", asked.status)
	}
	pending := pendingField.FindStringSubmatch(asked.body)[1]
	if r := c.post("/login/code", "pending", pending, "code", app.code()); r.status != http.StatusUnprocessableEntity || c.cookie != "" {
		t.Error("the code that was given to bind is taken again:", r.status)
	}
	h.clock.move(30 * time.Second)
	swapped := base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, "%d fill", h.clock.now().Unix()))
	for _, forged := range []string{"", "x", pending + "x", "." + pending, swapped + pending[strings.Index(pending, "."):]} {
		if r := c.post("/login/code", "pending", forged, "code", app.code()); r.status != http.StatusUnprocessableEntity || c.cookie != "" {
			t.Errorf("%q: %d", forged, r.status)
		}
	}
	if r := c.post("/login/code", "pending", pending, "next", "/me", "code", app.code()); r.status != http.StatusSeeOther || r.where != "/me" || c.get("/me").status != http.StatusOK {
		t.Error(r.status, r.where)
	}
	h.clock.move(5 * time.Minute)
	if r := c.post("/login/code", "pending", pending, "code", app.code()); r.status != http.StatusUnprocessableEntity {
		t.Error("after five minutes:", r.status)
	}
}

// TestS23Guessing: codes are bounded like passwords, and a new password makes a sign-in
// that waits for a code worthless.
func TestS23Guessing(t *testing.T) {
	h := newHouse(t)
	h.admit("p", act.Held{Role: act.Leader})
	b := h.enter("p")
	app := h.enrolled(b)
	h.clock.move(30 * time.Second)
	ask := func() string {
		return pendingField.FindStringSubmatch((&browser{h: h}).post("/login", "account", "p", "password", ownPassword).body)[1]
	}
	pending := ask()
	for i := range 5 {
		if r := (&browser{h: h}).post("/login/code", "pending", pending, "code", "12345"); r.status != http.StatusUnprocessableEntity {
			t.Error(i, r.status)
		}
	}
	if r := (&browser{h: h}).post("/login/code", "pending", pending, "code", app.code()); r.status != http.StatusTooManyRequests {
		t.Error("a sixth try:", r.status)
	}
	h.clock.move(time.Minute)
	other := "Riverbank-plum7"
	if r := b.post("/me/password", "old", ownPassword, "fresh", other, "again", other); r.status != http.StatusSeeOther {
		t.Fatal(r.status)
	}
	if r := (&browser{h: h}).post("/login/code", "pending", pending, "code", app.code()); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "重新登录") {
		t.Error(r.status)
	}
}
