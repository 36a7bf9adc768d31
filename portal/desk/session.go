package desk

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"strings"
	"time"

	"huibao"
	"huibao/ledger"
)

// How long a session lasts (S20), and a one-time password (S22).
const (
	IdleLimit    = 60 * time.Minute
	SessionLimit = 12 * time.Hour
	maxSessions  = 3
	OneTimeLimit = 72 * time.Hour
	seenEvery    = time.Minute // how exact Seen is: a page need not be a transaction
)

var errSignIn = &Problem{Sentence: "账号或密码不对；请再试一次，或请办公室重发一次性密码"}

// SignIn begins a session and returns the token for the browser. A name that is not
// known takes as long as one that is, and is answered the same (S24).
func (d *Desk) SignIn(ctx context.Context, account, password, address string) (string, error) {
	account = strings.TrimSpace(account)
	if wait := d.guess.wait(d.now(), account, address); wait > 0 {
		return "", &Problem{Sentence: "试得太多了，请等一会儿再试；账号没有锁，到时间就能再试", Wait: wait}
	}
	var cred ledger.Credential
	var known bool
	err := d.led.View(ctx, func(v *ledger.View) error {
		g, ok, err := v.GrantOf(account)
		if err != nil || !ok || g.Disabled {
			return err
		}
		cred, known, err = v.Credential(account)
		return err
	})
	if err != nil {
		return "", err
	}
	if !known {
		cred.Hash = nobody
	}
	right, err := matches(ctx, password, cred.Hash)
	if err != nil {
		return "", err
	}
	if !known || !right || !cred.Until.IsZero() && !d.now().Before(cred.Until) {
		return "", errors.Join(errSignIn, d.saw(ctx, ledger.Access{Person: clip(account), What: "登录未成", Address: address}))
	}
	d.guess.proved(account)
	return d.begin(ctx, account, address)
}

// begin makes a session; of more than three the oldest end. A one-time password remains
// until an own one is set, within its 72 hours: whoever is cut off can begin again.
func (d *Desk) begin(ctx context.Context, account, address string) (string, error) {
	token := base64.RawURLEncoding.EncodeToString(random(32))
	now := d.now()
	err := d.led.Act(ctx, d.as(account), func(t *ledger.Tx) error {
		old, err := t.SessionsOf(account)
		if err != nil {
			return err
		}
		for len(old) >= maxSessions {
			if err := t.EndSession(account, old[0].Token); err != nil {
				return err
			}
			old = old[1:]
		}
		return errors.Join(t.PutSession(ledger.Session{Token: digest(token), Person: account, Made: now, Seen: now, Address: address}),
			t.Saw(ledger.Access{Person: account, What: "登录", Address: address}))
	})
	return token, err
}

// digest is what the ledger keeps of a token.
func digest(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Who is the person of a token, with the grants of this moment; nil where the session
// has ended, or the person is disabled (S15).
func (d *Desk) Who(ctx context.Context, token, address string) (*Person, error) {
	if token == "" {
		return nil, nil
	}
	var s ledger.Session
	var p *Person
	err := d.led.View(ctx, func(v *ledger.View) (err error) {
		var ok bool
		if s, ok, err = v.Session(digest(token)); err != nil || !ok || d.over(s) {
			return err
		}
		g, ok, err := v.GrantOf(s.Person)
		if err != nil || !ok || g.Disabled {
			return err
		}
		cred, ok, err := v.Credential(s.Person)
		if err == nil && ok {
			p = &Person{ID: g.Person, Name: g.Name, Roles: g.Roles, Address: address, MustSet: !cred.Until.IsZero(), token: s.Token}
		}
		return err
	})
	if err != nil || p == nil || d.now().Sub(s.Seen) < seenEvery {
		return p, err
	}
	return p, d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		now, ok, err := t.Session(s.Token)
		if err != nil || !ok { // ended meanwhile: it does not come back
			return err
		}
		now.Seen = d.now()
		return t.PutSession(now)
	})
}

func (d *Desk) over(s ledger.Session) bool {
	now := d.now()
	return now.Sub(s.Seen) >= IdleLimit || now.Sub(s.Made) >= SessionLimit
}

// SignOut ends the session on the server.
func (d *Desk) SignOut(ctx context.Context, p *Person) error {
	return d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		return errors.Join(t.EndSession(p.ID, p.token), t.Saw(ledger.Access{Person: p.ID, What: "退出", Address: p.Address}))
	})
}

// OwnSession is one of the person's sessions, as the page shows it.
type OwnSession struct {
	Token      string // its hash: names it, and opens nothing
	Made, Seen time.Time
	Address    string
	This       bool
}

// Sessions lists the person's own that have not ended.
func (d *Desk) Sessions(ctx context.Context, p *Person) ([]OwnSession, error) {
	var list []OwnSession
	err := d.led.View(ctx, func(v *ledger.View) error {
		all, err := v.SessionsOf(p.ID)
		for _, s := range all {
			if !d.over(s) {
				list = append(list, OwnSession{s.Token, s.Made.In(huibao.China), s.Seen.In(huibao.China), s.Address, s.Token == p.token})
			}
		}
		return err
	})
	return list, err
}

// EndSession ends one of the person's own sessions.
func (d *Desk) EndSession(ctx context.Context, p *Person, token string) error {
	return d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		return errors.Join(t.EndSession(p.ID, token), t.Saw(ledger.Access{Person: p.ID, What: "结束登录", Address: p.Address}))
	})
}

// SetPassword sets the person's own password and begins a new session; all others end.
func (d *Desk) SetPassword(ctx context.Context, p *Person, old, fresh, again string) (token string, err error) {
	if wait := d.guess.wait(d.now(), p.ID, p.Address); wait > 0 {
		return "", &Problem{Sentence: "试得太多了，请等一会儿再试", Wait: wait}
	}
	var cred ledger.Credential
	if err := d.led.View(ctx, func(v *ledger.View) (err error) { cred, _, err = v.Credential(p.ID); return err }); err != nil {
		return "", err
	}
	right, err := matches(ctx, old, cred.Hash)
	switch {
	case err != nil:
		return "", err
	case !right:
		return "", &Problem{Sentence: "现在的密码不对"}
	}
	d.guess.proved(p.ID)
	switch {
	case fresh != again:
		return "", &Problem{Sentence: "两次输入的新密码不一样"}
	case fresh == old:
		return "", &Problem{Sentence: "新密码和现在的一样"}
	}
	own := []string{p.ID, p.Name}
	for _, u := range p.Units() {
		if unit := d.plan().Plan.UnitByCode(u); unit != nil {
			own = append(own, unit.Names()...)
		}
	}
	if why := refusePassword(fresh, own); why != "" {
		return "", &Problem{Sentence: why}
	}
	hash, err := hashPassword(ctx, fresh)
	if err != nil {
		return "", err
	}
	err = d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		return errors.Join(t.SetCredential(ledger.Credential{Person: p.ID, Hash: hash}), t.EndSessions(p.ID, ""),
			t.Saw(ledger.Access{Person: p.ID, What: "改密码", Address: p.Address}))
	})
	if err != nil {
		return "", err
	}
	return d.begin(ctx, p.ID, p.Address)
}
