package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"huibao/act"
	"huibao/internal/sheet"
	"huibao/ledger"
)

// Bounds of a table of people: how many, and in which columns its headings may stand.
const (
	maxPeople     = 10000
	widestHeading = 50
)

// Slip is what a person is given to sign in for the first time.
type Slip struct {
	Person   string `json:"person"`
	Name     string `json:"name"`
	Roles    string `json:"roles"`
	Password string `json:"password"`
}

// Sheet is what is handed to one unit, or to the office (Unit is "").
type Sheet struct {
	Unit  string
	Slips []Slip
}

// ReadPeople reads a table of people: 账号, 姓名, 角色, 单位, a role a line, in any order
// of columns. A line that cannot be taken is an error that names it; then nobody is. A line whose 账号
// is 空缺 is passed over: PeopleTable has them to be filled in.
func (d *Desk) ReadPeople(ctx context.Context, path string) ([]act.Grant, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("人员表无法打开：%w", err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return d.ReadPeopleFrom(ctx, f, info.Size(), filepath.Base(path))
}

// ReadPeopleFrom is ReadPeople of a file that is open.
func (d *Desk) ReadPeopleFrom(ctx context.Context, r io.ReaderAt, size int64, name string) ([]act.Grant, error) {
	b, err := sheet.Open(ctx, r, size, name, d.limits)
	if err != nil {
		return nil, fmt.Errorf("人员表无法读取：%w", sheet.Ours(err))
	}
	if len(b.Sheets) == 0 {
		return nil, errors.New("人员表里没有表")
	}
	g, err := b.Sheets[0].Grid(ctx)
	if err != nil {
		return nil, fmt.Errorf("人员表无法读取：%w", sheet.Ours(err))
	}
	return d.peopleIn(ctx, g)
}

// Sheets puts slips together by unit, in the order of the table.
func (d *Desk) Sheets(list []act.Grant, slips []Slip) []Sheet {
	var sheets []Sheet
	for _, s := range slips {
		unit := ""
		for _, g := range list {
			for _, h := range g.Roles {
				if g.Person == s.Person && h.Unit != "" && unit == "" {
					unit = d.plan().Plan.UnitName(h.Unit)
				}
			}
		}
		i := slices.IndexFunc(sheets, func(x Sheet) bool { return x.Unit == unit })
		if i < 0 {
			sheets = append(sheets, Sheet{Unit: unit})
			i = len(sheets) - 1
		}
		sheets[i].Slips = append(sheets[i].Slips, s)
	}
	return sheets
}

var peopleColumns = []string{"账号", "姓名", "角色", "单位"}

// vacant stands for the account where nobody has a role: a blank one may be a merged cell's.
const vacant = "空缺"

func (d *Desk) peopleIn(ctx context.Context, g *sheet.Grid) ([]act.Grant, error) {
	var at []int
	var list []act.Grant
	set, err := d.set(ctx)
	if err != nil {
		return nil, err
	}
	for _, row := range g.Rows() {
		if at == nil {
			at = columnsOf(g, row)
			continue
		}
		var v [4]string
		for i, col := range at {
			v[i] = strings.TrimSpace(g.At(row, col).Raw)
		}
		if v == [4]string{} || v[0] == vacant && v[1] == "" {
			continue
		}
		if v[0] == vacant {
			return nil, fmt.Errorf("第 %d 行：账号还写着“%s”，姓名已经填了 %q；请把账号也填上", row, vacant, v[1])
		}
		held := act.Held{Role: act.Role(v[2])}
		if v[3] != "" {
			u := d.plan().Plan.UnitByName(v[3])
			if u == nil {
				return nil, fmt.Errorf("第 %d 行：方案的单位表中没有 %q", row, v[3])
			}
			held.Unit = u.Code
		}
		i := slices.IndexFunc(list, func(g act.Grant) bool { return g.Person == v[0] })
		if i < 0 {
			list = append(list, act.Grant{Person: v[0], Name: v[1]})
			i = len(list) - 1
		}
		if list[i].Name != v[1] {
			return nil, fmt.Errorf("第 %d 行：账号 %q 前面写的姓名是 %q，这里是 %q", row, v[0], list[i].Name, v[1])
		}
		list[i].Roles = append(list[i].Roles, held)
		if err := list[i].Check(set.OnePerson); err != nil {
			return nil, fmt.Errorf("第 %d 行：%w", row, err)
		}
		if machine(v[0]) {
			return nil, fmt.Errorf("第 %d 行：“%s”开头的账号是给程序用的，请换一个", row, machinePrefix)
		}
		if len(list) > maxPeople {
			return nil, fmt.Errorf("人员表超过 %d 人", maxPeople)
		}
	}
	if len(list) == 0 {
		return nil, fmt.Errorf("人员表里没有人：第一行应是 %s，一行写一个人的一个角色", strings.Join(peopleColumns, "、"))
	}
	return list, nil
}

// columnsOf finds the columns by the headings of a row, or nil.
func columnsOf(g *sheet.Grid, row int) []int {
	at := make([]int, len(peopleColumns))
	for col := 1; col <= widestHeading; col++ {
		if k := slices.Index(peopleColumns, strings.TrimSpace(strings.TrimPrefix(g.At(row, col).Raw, "\ufeff"))); k >= 0 {
			at[k] = col
		}
	}
	if slices.Contains(at, 0) {
		return nil
	}
	return at
}

// Admit grants people what they may do; who has no password yet, and with again
// everybody, gets one to be used within 72 hours. who is the actor at the machine.
func (d *Desk) Admit(ctx context.Context, who string, list []act.Grant, again bool) ([]Slip, error) {
	slips, creds := []Slip{}, []ledger.Credential{}
	for _, g := range list {
		var has bool
		err := d.led.View(ctx, func(v *ledger.View) (err error) { _, has, err = v.Credential(g.Person); return err })
		if err != nil {
			return nil, err
		}
		if has && !again {
			continue
		}
		s, cred, err := d.slip(ctx, g)
		if err != nil {
			return nil, err
		}
		slips, creds = append(slips, *s), append(creds, cred)
	}
	return slips, d.led.Act(ctx, d.as(who), func(t *ledger.Tx) error {
		for _, g := range list {
			was, _, err := t.GrantOf(g.Person)
			if err != nil {
				return err
			}
			if was.Disabled && !g.Disabled { // an older table brings nobody back
				return act.Refused(act.CodePerson, "账号 %q 已停用；要让他回来，请先在“人员”里恢复再导入，否则把他的行删掉", g.Person).
					Typed("账号 %q 已停用；要让他回来，先运行 huibao people enable %s，否则把他的行删掉", g.Person, g.Person)
			}
			if err := t.Grant(g); err != nil {
				return err
			}
		}
		for _, c := range creds {
			if err := errors.Join(t.SetCredential(c), t.EndSessions(c.Person, "")); err != nil {
				return err
			}
		}
		return nil
	})
}

// RolesOf says roles in words: 中宁县 填报人、审核人.
func (d *Desk) RolesOf(list []act.Held) string {
	var parts []string
	for _, h := range list {
		word := string(h.Role)
		if h.Unit != "" {
			word = d.plan().Plan.UnitName(h.Unit) + " " + word
		}
		parts = append(parts, word)
	}
	return strings.Join(parts, "、")
}

// Account is a person as the 管理员 sees him.
type Account struct {
	act.Grant
	Words    string `json:"words"`
	Password string `json:"password"` // its state in words; never itself
	Usable   bool   `json:"usable"`   // can sign in now
	HasCode  bool   `json:"has_code"` // has a second factor
}

// People lists all accounts, for the 管理员 and the office.
func (d *Desk) People(ctx context.Context, p *Person) ([]Account, error) {
	if !p.Has(append([]act.Role{act.Keeper}, office...)...) {
		return nil, ErrNotFound
	}
	var list []Account
	err := d.led.View(ctx, func(v *ledger.View) error {
		grants, err := v.Grants()
		if err != nil {
			return err
		}
		for _, g := range grants {
			c, ok, err := v.Credential(g.Person)
			if err != nil {
				return err
			}
			_, has, err := v.Factor(g.Person)
			if err != nil {
				return err
			}
			a := Account{Grant: g, Words: d.RolesOf(g.Roles), Password: "自己的密码", Usable: true, HasCode: has}
			switch {
			case g.Disabled:
				a.Password, a.Usable = "停用", false
			case machine(g.Person):
				a.Password, a.Usable = "没有：程序用令牌", false
			case !ok:
				a.Password, a.Usable = "还没有密码", false
			case !c.Until.IsZero() && !d.now().Before(c.Until):
				a.Password, a.Usable = "一次性密码已过期", false
			case !c.Until.IsZero():
				a.Password = "一次性密码，还没登录改过"
			}
			list = append(list, a)
		}
		return nil
	})
	return list, err
}

// Disable takes a person's roles out of force, at once. What was signed in by then does not
// come back with them: neither a session nor a program's token.
func (d *Desk) Disable(ctx context.Context, who, account string, disabled bool) error {
	return d.led.Act(ctx, d.as(who), func(t *ledger.Tx) error {
		g, ok, err := t.GrantOf(account)
		if err != nil {
			return err
		}
		if !ok {
			return noAccount(account)
		}
		g.Disabled = disabled
		return errors.Join(t.Grant(g), t.EndSessions(account, ""), t.DropToken(account))
	})
}

func noAccount(account string) error {
	return act.Refused(act.CodePerson, "没有账号 %q；有哪些请看“人员”页", account).Typed("没有账号 %q；用 huibao people list 查看", account)
}

// Everyone lists all accounts for who is at the machine.
func (d *Desk) Everyone(ctx context.Context) ([]Account, error) {
	return d.People(ctx, &Person{Roles: []act.Held{{Role: act.Keeper}}})
}

// UnitCode is the code of a unit by one of its names.
func (d *Desk) UnitCode(name string) (string, error) {
	u := d.plan().Plan.UnitByName(name)
	if u == nil {
		return "", fmt.Errorf("方案的单位表中没有 %q", name)
	}
	return u.Code, nil
}

// UnitName is a unit to choose.
type UnitName struct{ Code, Name string }

// UnitNames are the plan's units, in its order.
func (d *Desk) UnitNames() []UnitName {
	var list []UnitName
	for _, u := range d.plan().Plan.Units {
		list = append(list, UnitName{u.Code, u.Name})
	}
	return list
}
