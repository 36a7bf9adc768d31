package act

import (
	"bytes"
	"slices"
	"strings"

	"huibao"
)

// Setting is the document of 设置; the object is its name. It holds from a period on, for
// a unit or, without one, for all that have none of their own.
type Setting struct {
	Where
	Name  string        `json:"name"`
	Value string        `json:"value"`
	From  huibao.Period `json:"from"`
}

// The settings, and what they may be; the first value of each is how it is without one.
const (
	SetCounting = "计入"
	OnReceipt   = "收到即计" // what came counts, as soon as the checks let it
	OnReport    = "报出才计" // only what was signed counts

	SetReviewer = "审核人"
	Reviewed    = "设"
	NotReviewed = "不设" // 提交 goes to the 负责人

	SetPersons = "提交和签发"
	TwoPersons = "两个人"
	SamePerson = "可以是一个人" // the 负责人 may sign what he handed on
)

// Values are what a setting may be, the usual one first; nil for what is none.
func Values(name string) []string {
	return map[string][]string{SetCounting: {OnReceipt, OnReport}, SetReviewer: {Reviewed, NotReviewed}, SetPersons: {TwoPersons, SamePerson}}[name]
}

// Settings are their names.
func Settings() []string { return []string{SetCounting, SetReviewer, SetPersons} }

// OfUnits reports whether a setting may be another for a unit.
func OfUnits(name string) bool { return name != SetCounting }

func refuseSetting(a Act) error {
	var d Setting
	if err := a.Into(&d); err != nil {
		return err
	}
	switch values := Values(d.Name); {
	case !slices.Contains(values, d.Value):
		return Refused(CodeNoSuchThing, "没有这样的设置：%s %s；可用的有 %s", d.Name, d.Value, strings.Join(values, "、"))
	case d.Unit != "" && !OfUnits(d.Name):
		return Refused(CodeNoSuchThing, "“%s”全市只有一种，不能按单位设", d.Name)
	case d.From.IsZero() || !d.Period.IsZero():
		return Refused(CodeNoSuchThing, "请写明从哪一期起")
	}
	return nil
}

// Setting is how something is set in the period for a unit; of no period, how it was set
// last.
func (s *State) Setting(name, unit string) string {
	own, all := "", Values(name)[0]
	for _, a := range s.sets {
		var d Setting
		switch {
		case a.Into(&d) != nil || d.Name != name || !s.Period.IsZero() && s.Period.Before(d.From):
		case d.Unit == "":
			all = d.Value
		case d.Unit == unit:
			own = d.Value
		}
	}
	if own != "" {
		return own
	}
	return all
}

// Ahead lists what of a setting begins after the state's period and was not said otherwise
// since, by period, in the order in which it was said.
func (s *State) Ahead(name string) []Setting {
	var list []Setting
	for _, a := range s.sets {
		var d Setting
		if a.Into(&d) != nil || d.Name != name {
			continue
		}
		list = slices.DeleteFunc(list, func(old Setting) bool { return old.Unit == d.Unit && !old.From.Before(d.From) })
		if s.Period.Before(d.From) {
			list = append(list, d)
		}
	}
	slices.SortStableFunc(list, func(a, b Setting) int { return a.From.Cmp(b.From) })
	return list
}

// ReportedOnly reports whether only what was signed counts.
func (s *State) ReportedOnly() bool { return s.Setting(SetCounting, "") == OnReport }

// CountedBy is the last act that says which versions may count: the setting of it, and where
// only what was signed counts a 签发, or its 撤回; 0 for none.
func (s *State) CountedBy() int {
	n := 0
	for _, a := range s.sets {
		var d Setting
		if a.Object == SetCounting && a.Into(&d) == nil && !s.Period.Before(d.From) {
			n = a.N
		}
	}
	if s.ReportedOnly() {
		n = max(n, s.signs)
	}
	return n
}

// NoReviewer reports whether a unit has no 审核人 between its clerk and its 负责人.
func (s *State) NoReviewer(unit string) bool { return s.Setting(SetReviewer, unit) == NotReviewed }

// OnePerson reports whether in a unit one person may hand a return on and sign it.
func (s *State) OnePerson(unit string) bool { return s.Setting(SetPersons, unit) == SamePerson }

// setAlready finds the 设置 in force that says the same.
func (s *State) setAlready(a Act) (int, bool) {
	for _, old := range slices.Backward(s.sets) {
		if old.Object == a.Object && old.Unit == a.Unit {
			return old.N, bytes.Equal(old.Doc, a.Doc)
		}
	}
	return 0, false
}
