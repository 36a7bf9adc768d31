package desk

import (
	"context"
	"crypto/hmac"
	"encoding/base64"
	"errors"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"huibao/internal/signon"
	"huibao/ledger"
)

// Bounds of signing in by the city's provider: how long one may take, and how many that
// came back are remembered for as long.
const (
	flowLimit = 10 * time.Minute
	maxFlows  = 10000
	maxNext   = 1000 // bytes of where to go afterwards: the cookie holds it
)

// flows are the sign-ins by the provider that came back: each counts once.
type flows struct {
	provider *signon.Provider // nil where there is none
	mu       sync.Mutex
	used     map[string]time.Time
}

func newFlows() *flows { return &flows{used: map[string]time.Time{}} }

// once reports whether a sign-in comes back for the first time. Where more came back of
// late than can be remembered none does: forgetting one would let it count twice.
func (f *flows) once(state string, now time.Time) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	for s, at := range f.used {
		if now.Sub(at) >= flowLimit {
			delete(f.used, s)
		}
	}
	if _, was := f.used[state]; was || len(f.used) >= maxFlows {
		return false
	}
	f.used[state] = now
	return true
}

// SignOnBy lets people sign in by the city's provider, too, before anybody is served.
func (d *Desk) SignOnBy(p *signon.Provider) { d.flows.provider = p }

// SignOnName is what people call the provider, "" where there is none; down says that it
// could not be reached the last time.
func (d *Desk) SignOnName() (name string, down bool) {
	if p := d.flows.provider; p != nil {
		return p.Name(), p.Down()
	}
	return "", false
}

// flow is what ties a sign-in together: all of it follows from the text in the browser's
// cookie, and none can be told from it without the servers' key.
func (d *Desk) flow(text string) signon.Flow {
	return signon.Flow{State: d.mark(text, "state"), Nonce: d.mark(text, "nonce"), Verifier: d.mark(text, "verifier")}
}

// BeginSignOn is where the browser goes to sign in by the provider, and the cookie with
// which it comes back.
func (d *Desk) BeginSignOn(next, address string) (to, cookie string, err error) {
	p := d.flows.provider
	if p == nil {
		return "", "", ErrNotFound
	}
	if wait := d.guess.waitAddress(d.now(), address); wait > 0 {
		return "", "", &Problem{Sentence: "试得太多了，请等一会儿再试", Wait: wait}
	}
	if len(next) > maxNext {
		next = "/"
	}
	text := strconv.FormatInt(d.now().Unix(), 10) + " " + base64.RawURLEncoding.EncodeToString(random(16)) + " " + next
	if to, err = p.Address(d.flow(text)); err != nil {
		return "", "", notSignedOn(err)
	}
	return to, d.sealed(text, "flow"), nil
}

// notSignedOn makes what the provider answered a sentence for the page; beneath it is what
// goes to the log.
func notSignedOn(err error) error {
	var f *signon.Failure
	if errors.As(err, &f) {
		return errors.Join(&Problem{Sentence: f.Sentence}, err)
	}
	return err
}

// EndSignOn takes what the browser brings back from the provider, once, by the cookie with
// which it began. The provider says who it is and no more: the account must be there, in
// force, with a password that is; whoever has a second factor is asked for it.
func (d *Desk) EndSignOn(ctx context.Context, cookie string, back url.Values, address string) (e Entry, next string, err error) {
	p := d.flows.provider
	if p == nil {
		return e, "", ErrNotFound
	}
	again := &Problem{Sentence: "这次登录不是从这个浏览器开始的，或者等得太久、已经用过；请再登录一次"}
	text := d.unsealed(cookie, "flow")
	if text == "" {
		return e, "", again
	}
	parts := strings.SplitN(text, " ", 3)
	seconds, err := strconv.ParseInt(parts[0], 10, 64)
	f := d.flow(text)
	if err != nil || d.now().Sub(time.Unix(seconds, 0)) >= flowLimit || !hmac.Equal([]byte(f.State), []byte(back.Get("state"))) || !d.flows.once(f.State, d.now()) {
		return e, "", again
	}
	next = parts[2]
	account, err := p.Account(ctx, f, back)
	if err != nil {
		return e, next, errors.Join(notSignedOn(err), d.saw(ctx, ledger.Access{What: "登录未成", Object: bySignOn, Address: address}))
	}
	e, err = d.signedOn(ctx, account, address)
	return e, next, err
}

// bySignOn says in the access chain by what somebody signed in.
const bySignOn = "统一身份认证"

// signedOn begins the session of an account that the provider named, or asks for its code.
func (d *Desk) signedOn(ctx context.Context, account, address string) (Entry, error) {
	if wait := d.guess.wait(d.now(), bySignOn+" "+account, address); wait > 0 {
		return Entry{}, &Problem{Sentence: "试得太多了，请等一会儿再试", Wait: wait}
	}
	refused := func(sentence string) error {
		return errors.Join(&Problem{Sentence: sentence}, d.saw(ctx, ledger.Access{Person: clip(account), What: "登录未成", Object: bySignOn, Address: address}))
	}
	cred, known, err := d.credential(ctx, account)
	switch {
	case err != nil:
		return Entry{}, err
	case !known:
		return Entry{}, refused("您已通过" + d.flows.provider.Name() + "，但这里没有您能用的账号；请联系办公室")
	case !cred.Until.IsZero() && !d.now().Before(cred.Until): // it is asked for next, to set an own one
		return Entry{}, refused("您的一次性密码已过期，还没有设过自己的密码；请办公室重发一次性密码，再登录")
	}
	d.guess.proved(bySignOn + " " + account)
	if err := d.saw(ctx, ledger.Access{Person: account, What: "通过" + bySignOn, Address: address}); err != nil {
		return Entry{}, err
	}
	return d.enter(ctx, cred, address)
}
