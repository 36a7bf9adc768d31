package check

import (
	"fmt"

	"huibao"
)

// unitDays is P11: units that end before they begin, names out of order, and heirs that
// cannot take over.
func unitDays(p *huibao.Plan, _ []huibao.PlanRemark) []hit {
	var list []hit
	say := func(u *huibao.Unit, heading string, sev huibao.Severity, format string, args ...any) {
		place := at(p, u.At, heading)
		list = append(list, hit{place: place, severity: sev, found: u.Name, message: fmt.Sprintf("%s：%s"+format+"。", append([]any{place, u.Name}, args...)...)})
	}
	for i := range p.Units {
		u := &p.Units[i]
		if !u.End.IsZero() && !u.Start.Before(u.End) {
			say(u, "撤销日期", huibao.Error, "的撤销日期 %s 不晚于起始日期 %s", u.End, u.Start)
		}
		last := huibao.Date{}
		for _, n := range u.Renamed {
			if !n.From.After(last) {
				say(u, "名称", huibao.Error, "的名称没有按日期先后写：%s 应晚于 %s", n.From, last)
			}
			last = n.From
		}
		heir := heirOn(p, u, u.End)
		switch {
		case heir == nil && !u.End.IsZero() && u.IsArea():
			say(u, "后继", "", "有撤销日期而没有后继，撤销后它以前完成的数不再计入")
		case heir == nil:
		case u.End.IsZero():
			say(u, "撤销日期", "", "的后继没有撤销日期，按方案第一期起并入")
		case !heir.Began(u.End) || heir.Ended(u.End):
			say(u, "后继", huibao.Error, "撤销时（%s），后继%s不在", u.End, heir.Name)
		}
	}
	return list
}

// heirOn is the last of a unit's 后继 who took over by a day, or nil.
func heirOn(p *huibao.Plan, u *huibao.Unit, day huibao.Date) *huibao.Unit {
	if u.Successor == "" {
		return nil
	}
	heir := p.UnitByCode(u.Successor)
	for range p.Units {
		if heir == nil || heir.Successor == "" || !heir.Ended(day) {
			break
		}
		heir = p.UnitByCode(heir.Successor)
	}
	return heir
}
