package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"huibao/act"
	"huibao/ledger"
)

// Bounds of what the 管理员 types and brings at once.
const (
	maxAccount = 60  // characters of an account or a name
	maxSlips   = 400 // one-time passwords of one request: each takes a tenth of a second
)

// keeps holds a change of an account to whose it may be: the 管理员 changes every
// account but his own, so that nobody gives himself what he has not, and one 管理员
// always remains.
func (d *Desk) keeps(p *Person, account string) error {
	switch {
	case !p.Has(act.Keeper):
		return ErrNotFound
	case d.Stale(p):
		return errStale
	case p.ID == account:
		return &Problem{Sentence: "自己的账号请另一位管理员改；自己的密码在“我的登录”里改"}
	}
	return nil
}

// Names are the names of all accounts.
func (d *Desk) Names(ctx context.Context) (map[string]string, error) {
	names := map[string]string{}
	return names, d.led.View(ctx, func(v *ledger.View) error {
		list, err := v.Grants()
		for _, g := range list {
			names[g.Person] = g.Name
		}
		return err
	})
}

// MayReset reports whether a person may give an account a new beginning: the 管理员 any
// but his own, the office those of units.
func (d *Desk) MayReset(p *Person, g act.Grant) bool {
	ofUnits := !slices.ContainsFunc(g.Roles, func(h act.Held) bool { return !h.Role.OfUnit() })
	return p.ID != g.Person && !machine(g.Person) && (p.Has(act.Keeper) || p.Has(office...) && ofUnits)
}

// movedOn are the refusals of what was right when the page was made.
var movedOn = []act.Code{act.CodeMoved, act.CodeChanged, act.CodeLocked, act.CodeNotLocked, act.CodeOrder, act.CodeNoDecision, act.CodeQuestion}

// problemOf makes a refusal what a page shows: the person's to mend, or a state of things
// that is another than the page had.
func problemOf(err error) error {
	var refused *act.Refusal
	if !errors.As(err, &refused) {
		return err
	}
	return &Problem{Sentence: refused.Sentence, Moved: slices.Contains(movedOn, refused.Code)}
}

// Account shows one account, for who may see all of them.
func (d *Desk) Account(ctx context.Context, p *Person, account string) (*Account, error) {
	list, err := d.People(ctx, p)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(list, func(a Account) bool { return a.Person == account })
	if i < 0 {
		return nil, ErrNotFound
	}
	return &list[i], nil
}

// PutAccount grants what an account may do from now on. A new one gets a one-time
// password; fresh says that there must be none yet, else there must be one.
func (d *Desk) PutAccount(ctx context.Context, p *Person, g act.Grant, fresh bool) (*Slip, error) {
	if err := d.keeps(p, g.Person); err != nil {
		return nil, err
	}
	if len(g.Roles) == 0 {
		return nil, &Problem{Sentence: "请至少选一个角色；不再用的账号请停用"}
	}
	if fresh && machine(g.Person) {
		return nil, &Problem{Sentence: "“" + machinePrefix + "”开头的账号是给程序用的；请在“通知和接口”里发令牌"}
	}
	set, err := d.set(ctx)
	if err != nil {
		return nil, err
	}
	if err := errors.Join(wellNamed(g, set), machineOnly(g)); err != nil {
		return nil, err
	}
	for _, h := range g.Roles {
		if h.Unit != "" && d.plan().Plan.UnitByCode(h.Unit) == nil {
			return nil, &Problem{Sentence: "方案的单位表中没有这个单位"}
		}
	}
	var s *Slip
	var cred ledger.Credential
	if fresh {
		if s, cred, err = d.slip(ctx, g); err != nil {
			return nil, err
		}
	}
	err = d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		old, ok, err := t.GrantOf(g.Person)
		switch {
		case err != nil:
			return err
		case fresh && ok:
			return &Problem{Sentence: "已经有这个账号；要改它，请在下面的表里点它"}
		case !fresh && !ok:
			return ErrNotFound
		case fresh:
			return errors.Join(t.Grant(g), t.SetCredential(cred))
		}
		g.Disabled = old.Disabled
		return t.Grant(g)
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// wellNamed refuses what can't be typed at a sign-in, and grants that nobody can have.
func wellNamed(g act.Grant, set *act.State) error {
	for _, s := range []string{g.Person, g.Name} {
		if utf8.RuneCountInString(s) > maxAccount || strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }) {
			return &Problem{Sentence: fmt.Sprintf("账号和姓名最多 %d 个字，不能有看不见的字符", maxAccount)}
		}
	}
	return problemOf(g.Check(set.OnePerson))
}

// slip makes a one-time password for a person.
func (d *Desk) slip(ctx context.Context, g act.Grant) (*Slip, ledger.Credential, error) {
	s := &Slip{Person: g.Person, Name: g.Name, Roles: d.RolesOf(g.Roles), Password: oneTime()}
	hash, err := d.hash.of(ctx, s.Password)
	return s, ledger.Credential{Person: g.Person, Hash: hash, Until: d.now().Add(OneTimeLimit)}, err
}

// Reset gives an account a new beginning: a one-time password, no second factor, all its
// sessions ended.
func (d *Desk) Reset(ctx context.Context, p *Person, account string) (*Slip, error) {
	a, err := d.Account(ctx, p, account)
	switch {
	case err != nil:
		return nil, err
	case machine(account):
		return nil, &Problem{Sentence: "程序用的账号没有密码；要换令牌请在“通知和接口”里再发一个"}
	case !d.MayReset(p, a.Grant):
		return nil, ErrNotFound
	case d.Stale(p):
		return nil, errStale
	}
	return d.begins(ctx, p.ID, a.Grant, p.Address)
}

// ResetAt is Reset for who is at the machine.
func (d *Desk) ResetAt(ctx context.Context, who, account string) (*Slip, error) {
	g, ok, err := d.grant(ctx, account)
	if err != nil {
		return nil, err
	}
	if !ok || machine(account) {
		return nil, noAccount(account)
	}
	return d.begins(ctx, who, g, "")
}

func (d *Desk) begins(ctx context.Context, who string, g act.Grant, address string) (*Slip, error) {
	s, cred, err := d.slip(ctx, g)
	if err != nil {
		return nil, err
	}
	return s, d.led.Act(ctx, d.as(who), func(t *ledger.Tx) error {
		return errors.Join(t.SetCredential(cred), t.DropFactor(g.Person), t.EndSessions(g.Person, ""),
			t.Saw(ledger.Access{Person: who, What: "重置密码和验证码", Object: clip(g.Person), Address: address}))
	})
}

func (d *Desk) grant(ctx context.Context, account string) (g act.Grant, ok bool, err error) {
	err = d.led.View(ctx, func(v *ledger.View) (err error) { g, ok, err = v.GrantOf(account); return err })
	return g, ok, err
}

// DisableAccount is Disable for the 管理员.
func (d *Desk) DisableAccount(ctx context.Context, p *Person, account string, disabled bool) error {
	if err := d.keeps(p, account); err != nil {
		return err
	}
	if _, ok, err := d.grant(ctx, account); err != nil || !ok {
		return errors.Join(err, ErrNotFound)
	}
	return d.Disable(ctx, p.ID, account, disabled)
}

// AdmitList admits the people of a table that the 管理员 brings; those who have a
// password keep it.
func (d *Desk) AdmitList(ctx context.Context, p *Person, list []act.Grant) ([]Slip, error) {
	if err := d.keeps(p, ""); err != nil {
		return nil, err
	}
	if slices.ContainsFunc(list, func(g act.Grant) bool { return g.Person == p.ID }) {
		return nil, &Problem{Sentence: "表里有您自己的账号；请另一位管理员改，或者把这几行删掉再导入"}
	}
	if n, err := d.withoutPassword(ctx, list); err != nil {
		return nil, err
	} else if n > maxSlips {
		return nil, &Problem{Sentence: fmt.Sprintf("一次最多给 %d 人发密码，表里有 %d 人还没有密码；请分几张表，或请管服务器的人一次导入", maxSlips, n)}
	}
	slips, err := d.Admit(ctx, p.ID, list, false)
	return slips, problemOf(err)
}

// withoutPassword is how many of a table have no password yet.
func (d *Desk) withoutPassword(ctx context.Context, list []act.Grant) (n int, err error) {
	err = d.led.View(ctx, func(v *ledger.View) error {
		for _, g := range list {
			_, has, err := v.Credential(g.Person)
			if err != nil {
				return err
			}
			if !has {
				n++
			}
		}
		return nil
	})
	return n, err
}

// Lacking names the units that owe a return from now on and can't hand in or sign: nobody can
// sign in as 填报人, or as 负责人.
func (d *Desk) Lacking(list []Account) []string {
	var names []string
	owing := d.owing()
	for _, u := range d.plan().Plan.Units {
		if !owing[u.Code] {
			continue
		}
		var lacking []string
		for _, role := range []act.Role{act.Clerk, act.Signer} {
			can := slices.ContainsFunc(list, func(a Account) bool {
				return a.Usable && slices.Contains(a.Roles, act.Held{Role: role, Unit: u.Code})
			})
			if !can {
				lacking = append(lacking, string(role))
			}
		}
		if len(lacking) > 0 {
			names = append(names, u.Name+"："+strings.Join(lacking, "、"))
		}
	}
	return names
}

// owing are the units that have a return to make in this period or a later one of the year.
func (d *Desk) owing() map[string]bool {
	owing := map[string]bool{}
	for _, period := range d.plan().Plan.Periods() {
		if period.Before(d.Current()) {
			continue
		}
		for _, u := range d.plan().At(period).ReturningUnits() {
			owing[u.Code] = true
		}
	}
	return owing
}
