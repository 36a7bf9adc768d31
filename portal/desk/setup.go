package desk

import (
	"context"
	"crypto/subtle"
	"encoding/base64"
	"errors"
	"slices"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/ledger"
)

// SetupKey is what opens /setup while nobody keeps the accounts, by whichever server of the ledger;
// "" when somebody does.
func (d *Desk) SetupKey(ctx context.Context) (string, error) {
	kept, err := d.isKept(ctx)
	if err != nil || kept {
		return "", err
	}
	if d.setup = d.setupKey; d.setup == "" {
		d.setup = base64.RawURLEncoding.EncodeToString(random(32))
	}
	return d.setup, nil
}

// isKept reports whether somebody keeps the accounts.
func (d *Desk) isKept(ctx context.Context) (kept bool, err error) {
	err = d.led.View(ctx, func(v *ledger.View) (err error) { kept, err = keeperIn(v); return err })
	return kept, err
}

func keeperIn(v *ledger.View) (bool, error) {
	list, err := v.Grants()
	return slices.ContainsFunc(list, func(g act.Grant) bool {
		return !g.Disabled && slices.Contains(g.Roles, act.Held{Role: act.Keeper})
	}), err
}

// MaySetUp is nil for that key while nobody keeps the accounts.
func (d *Desk) MaySetUp(ctx context.Context, key string) error {
	if d.setup == "" || subtle.ConstantTimeCompare([]byte(d.setup), []byte(key)) != 1 {
		return ErrNotFound
	}
	kept, err := d.isKept(ctx)
	if err == nil && kept {
		return ErrNotFound
	}
	return err
}

// Founder is how the first 管理员 names himself, with his password as typed twice.
type Founder struct{ Account, Name, Fresh, Again string }

// SetUp makes the first 管理员, with a password of his own, and signs him in.
func (d *Desk) SetUp(ctx context.Context, key string, f Founder, address string) (string, error) {
	if err := d.MaySetUp(ctx, key); err != nil {
		return "", err
	}
	g := act.Grant{Person: strings.TrimSpace(f.Account), Name: strings.TrimSpace(f.Name), Roles: []act.Held{{Role: act.Keeper}}}
	if err := wellNamed(g, act.NewState(huibao.Period{})); err != nil {
		return "", err
	}
	if f.Fresh != f.Again {
		return "", &Problem{Sentence: "两次输入的密码不一样"}
	}
	if why := refusePassword(f.Fresh, d.ownWords(g.Person, g.Name, nil)); why != "" {
		return "", &Problem{Sentence: why}
	}
	hash, err := d.hash.of(ctx, f.Fresh)
	if err != nil {
		return "", err
	}
	err = d.led.Act(ctx, d.as(g.Person), func(t *ledger.Tx) error {
		kept, err := keeperIn(&t.View)
		if err != nil {
			return err
		}
		if kept { // by another browser, meanwhile
			return ErrNotFound
		}
		if _, ok, err := t.GrantOf(g.Person); err != nil || ok {
			return errors.Join(err, &Problem{Sentence: "已经有这个账号，请另取一个"})
		}
		return errors.Join(t.Grant(g), t.SetCredential(ledger.Credential{Person: g.Person, Hash: hash}), t.EndSessions(g.Person, ""),
			t.Saw(ledger.Access{Person: clip(g.Person), What: "首次设置", Address: address}))
	})
	if err != nil {
		return "", err
	}
	return d.begin(ctx, g.Person, address)
}
