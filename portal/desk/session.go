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
	EndsSoon     = 10 * time.Minute // what is left of a session when its page says so (R9)
	maxSessions  = 3
	OneTimeLimit = 72 * time.Hour
	seenEvery    = time.Minute // how exact Seen is: a page need not be a transaction
)

var errSignIn = &Problem{Sentence: "账号或密码不对；请再试一次，或请办公室重发一次性密码"}

// Entry is what a right password opens: a session, by the token for the browser, or
// what is to be shown with a code within five minutes.
type Entry struct{ Token, Pending string }

// SignIn begins a session, or asks for the second factor of who has one. A name that is
// not known takes as long as one that is, and is answered the same (S24).
func (d *Desk) SignIn(ctx context.Context, account, password, address string) (Entry, error) {
	account = strings.TrimSpace(account)
	if wait := d.guess.wait(d.now(), account, address); wait > 0 {
		return Entry{}, &Problem{Sentence: "试得太多了，请等一会儿再试；账号没有锁，到时间就能再试", Wait: wait}
	}
	cred, known, err := d.credential(ctx, account)
	if err != nil {
		return Entry{}, err
	}
	right, err := d.hash.matches(ctx, password, cmpHash(cred, known))
	if err != nil {
		return Entry{}, err
	}
	if !known || !right || !cred.Until.IsZero() && !d.now().Before(cred.Until) {
		return Entry{}, errors.Join(errSignIn, d.saw(ctx, ledger.Access{Person: clip(account), What: "登录未成", Address: address}))
	}
	d.guess.proved(account)
	return d.enter(ctx, cred, address)
}

// enter begins the session of who proved who he is, or asks for his code.
func (d *Desk) enter(ctx context.Context, cred ledger.Credential, address string) (Entry, error) {
	has, err := d.hasCode(ctx, cred.Person)
	if err != nil {
		return Entry{}, err
	}
	if has {
		return Entry{Pending: d.pending(cred.Person, cred.Hash, d.now())}, nil
	}
	token, err := d.begin(ctx, cred.Person, address)
	return Entry{Token: token}, err
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
// has ended, or the person is disabled (S15). The session is in use by it.
func (d *Desk) Who(ctx context.Context, token, address string) (*Person, error) {
	p, err := d.WhoPolls(ctx, token, address)
	if err != nil || p == nil || !d.unseen(p) {
		return p, err
	}
	seen := p.seen
	err = d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		now, ok, err := t.Session(p.token)
		if err != nil || !ok || d.over(now) { // ended meanwhile: it does not come back
			return err
		}
		now.Seen = d.now()
		seen = now.Seen
		return t.PutSession(now)
	})
	if err == nil {
		p.seen = seen
	}
	return p, err
}

// unseen reports whether the ledger is to be told that the person's session is in use.
func (d *Desk) unseen(p *Person) bool { return p.token != "" && d.now().Sub(p.seen) >= seenEvery }

// WhoPolls is Who for a page that asks by itself whether it is another: nobody need sit
// before it, so it keeps no session from ending.
func (d *Desk) WhoPolls(ctx context.Context, token, address string) (*Person, error) {
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
		if err != nil || !ok {
			return err
		}
		_, has, err := v.Factor(s.Person)
		if err != nil {
			return err
		}
		head, err := v.Head()
		if err == nil {
			p = &Person{ID: g.Person, Name: g.Name, Roles: g.Roles, Address: address, HasCode: has, token: s.Token, head: head, made: s.Made, seen: s.Seen}
			p.MustSet, p.MustEnrol = !cred.Until.IsZero() && !d.shown(s.Token), !has && d.needsCode(g.Roles)
		}
		return err
	})
	return p, err
}

// Ends is when the person's session ends if it is not used again, and when it does however
// it is used.
func (d *Desk) Ends(p *Person) (idle, last time.Time) {
	last = p.made.Add(SessionLimit)
	if idle = p.seen.Add(IdleLimit); idle.After(last) {
		idle = last
	}
	return idle, last
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
	if err := d.rightPassword(ctx, p, old); err != nil {
		return "", err
	}
	switch {
	case fresh != again:
		return "", &Problem{Sentence: "两次输入的新密码不一样"}
	case fresh == old:
		return "", &Problem{Sentence: "新密码和现在的一样"}
	}
	if why := refusePassword(fresh, d.ownWords(p.ID, p.Name, p.Units())); why != "" {
		return "", &Problem{Sentence: why}
	}
	hash, err := d.hash.of(ctx, fresh)
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

// ownWords are what is no secret of a person: account, name, units, the year.
func (d *Desk) ownWords(account, name string, units []string) []string {
	own := []string{account, name}
	for _, u := range units {
		if unit := d.plan().Plan.UnitByCode(u); unit != nil {
			own = append(own, unit.Names()...)
		}
	}
	return own
}
