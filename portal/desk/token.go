package desk

import (
	"context"
	"encoding/base64"
	"errors"
	"slices"
	"strings"
	"time"

	"huibao"
	"huibao/act"
	"huibao/ledger"
)

// TokenLimit is how long a program's token lasts.
const TokenLimit = 366 * 24 * time.Hour

// Bounds of what programs ask: of a token, and of an address with tokens that do not hold.
const (
	asksAtOnce  = 300 // all units of a city once
	asksEvery   = 500 * time.Millisecond
	wrongAtOnce = 20
	wrongEvery  = time.Minute
)

// machinePrefix begins the account of a program: no person signs in by it.
const machinePrefix = "接口-"

// tokenPrefix makes a token known for one where it is found in a file.
const tokenPrefix = "hb_"

func machine(account string) bool { return strings.HasPrefix(account, machinePrefix) }

// MachineRoles are what a program may be: it hands in for a unit, or looks. It signs and
// decides nothing.
func MachineRoles() []act.Role { return []act.Role{act.Clerk, act.Officer, act.Leader} }

// machineOnly refuses a program what only a person may, and a person a program's account.
func machineOnly(g act.Grant) error {
	if !machine(g.Person) {
		return nil
	}
	for _, h := range g.Roles {
		if !slices.Contains(MachineRoles(), h.Role) {
			return &Problem{Sentence: "接口只能是填报人、经办或领导：签发和决定要由人办"}
		}
	}
	return nil
}

// Program is a program that may use the interface.
type Program struct {
	Account, Name, Roles string
	Until                time.Time
	Ended                bool // or its account is out of force
}

// Programs lists them, for the 管理员 and the office.
func (d *Desk) Programs(ctx context.Context, p *Person) ([]Program, error) {
	if !p.Has(append([]act.Role{act.Keeper}, office...)...) {
		return nil, ErrNotFound
	}
	var list []Program
	err := d.led.View(ctx, func(v *ledger.View) error {
		tokens, err := v.Tokens()
		if err != nil {
			return err
		}
		for _, k := range tokens {
			g, _, err := v.GrantOf(k.Person)
			if err != nil {
				return err
			}
			list = append(list, Program{g.Person, g.Name, d.RolesOf(g.Roles), k.Until.In(huibao.China), g.Disabled || !d.now().Before(k.Until)})
		}
		return nil
	})
	return list, err
}

// NewToken admits a program, or gives one that is admitted another token; the one before
// ends. The token is told this once: only its hash is kept.
func (d *Desk) NewToken(ctx context.Context, p *Person, name string, held act.Held) (string, error) {
	g := act.Grant{Person: machinePrefix + strings.TrimSpace(name), Name: strings.TrimSpace(name), Roles: []act.Held{held}}
	if err := d.keeps(p, g.Person); err != nil {
		return "", err
	}
	set, err := d.set(ctx)
	if err != nil {
		return "", err
	}
	if err := errors.Join(wellNamed(g, set), machineOnly(g)); err != nil {
		return "", err
	}
	if held.Unit != "" && d.plan().Plan.UnitByCode(held.Unit) == nil {
		return "", &Problem{Sentence: "方案的单位表中没有这个单位"}
	}
	token := tokenPrefix + base64.RawURLEncoding.EncodeToString(random(32))
	return token, d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		return errors.Join(t.Grant(g), t.PutToken(ledger.Token{Hash: digest(token), Person: g.Person, Until: d.now().Add(TokenLimit)}),
			t.Saw(ledger.Access{Person: p.ID, What: "发接口令牌", Object: clip(g.Person), Address: p.Address}))
	})
}

// EndToken takes a program's token and its roles away, at once.
func (d *Desk) EndToken(ctx context.Context, p *Person, account string) error {
	if err := d.keeps(p, account); err != nil {
		return err
	}
	return d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		g, ok, err := t.GrantOf(account)
		if err != nil {
			return err
		}
		if !ok || !machine(account) {
			return &Problem{Sentence: "没有这个程序；请刷新再看"}
		}
		g.Disabled = true
		return errors.Join(t.Grant(g), t.DropToken(account), t.Saw(ledger.Access{Person: p.ID, What: "收回接口令牌", Object: clip(account), Address: p.Address}))
	})
}

// Bearer is the program of a token, with the grants of this moment; nil where there is
// none, which is recorded. Who asks too often is a *Problem.
func (d *Desk) Bearer(ctx context.Context, token, address string) (*Person, error) {
	if !strings.HasPrefix(token, tokenPrefix) {
		return nil, nil
	}
	var p *Person
	err := d.led.View(ctx, func(v *ledger.View) error {
		k, ok, err := v.Token(digest(token))
		if err != nil || !ok || !d.now().Before(k.Until) {
			return err
		}
		g, ok, err := v.GrantOf(k.Person)
		if err == nil && ok && !g.Disabled && machineOnly(g) == nil {
			p = &Person{ID: g.Person, Name: g.Name, Roles: g.Roles, Address: address}
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	key, most, every := "w "+address, wrongAtOnce, wrongEvery
	if p != nil {
		key, most, every = "p "+p.ID, asksAtOnce, asksEvery
	}
	if wait := d.guess.take(d.now(), key, most, every); wait > 0 {
		return nil, &Problem{Sentence: "问得太密了，请等一会儿再问", Wait: wait}
	}
	if p == nil {
		return nil, d.saw(ctx, ledger.Access{Person: machinePrefix + "？", What: "令牌无效", Address: address})
	}
	return p, nil
}
