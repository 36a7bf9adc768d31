package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/statement"
)

// Opened is a figure of the city or a unit as a page shows it, with the digits of the
// official texts; what there is none of is "".
type Opened struct {
	Code, Name, Measure string
	TaskNo              int
	Task, Lead, Unit    string
	Reached, This       string // with the measure
	Target, Due         string // with the measure
	Completion, Share   string // percentages
	Apart               string // signed points
	Says                string // where it stands, in words
	Light               huibao.Light
	Word, Was           string
	Note                string // what it rests on or lacks
	Starred             bool
	Units               []OpenedPart
	Months              []OpenedMonth
}

// OpenedPart is one unit's own part of a figure of the city.
type OpenedPart struct {
	Code, Name, Text     string
	Light                huibao.Light
	Word                 string
	Reached, Due, Target huibao.Quantity // on one scale; missing where there is none
}

// OpenedMonth is the figure in one period of the year.
type OpenedMonth struct {
	Head, Text   string
	Reached, Due huibao.Quantity // on one scale
	Lacks        bool            // it lacks units
}

// NewOpened says where a standing stands.
func NewOpened(c *statement.Consolidation, s *huibao.Standing) *Opened {
	m := &Model{Consolidation: c}
	ind := c.Plan.IndicatorByCode(s.Code)
	task := c.Plan.TaskByNo(ind.Task)
	r := IndicatorRow{Indicator: ind, Task: task, S: s}
	o := &Opened{Code: s.Code, Name: m.called(ind), Measure: ind.Measure, TaskNo: ind.Task, Lead: c.Plan.UnitName(c.Plan.ResponsibleOf(ind)), Unit: c.Plan.UnitName(s.Unit),
		Light: s.Light, Word: s.Word, Starred: s.Starred}
	if task != nil {
		o.Task = task.Title
	}
	if s.Unit == huibao.CityUnit {
		o.Unit = "全市"
	}
	o.Reached = shownText(ind, s)
	if ind.Kind == huibao.KindCount {
		o.This = measured(s.This, ind.Places, ind.Measure)
		o.Target = measured(s.Target, ind.Places, ind.Measure)
		if s.Due.Valid() {
			o.Due = group(s.Due.Round(ind.Places), ind.Places) + " " + ind.Measure
		}
	} else if ind.Kind == huibao.KindRate && s.Target.IsNumber() {
		o.Target = s.Target.String() + "%"
	}
	if p, ok := m.printedShares(s); ok && paced(r) && s.Judged() {
		o.Completion, o.Share = percentCell(s.Completion)+"%", trimmed(p.due.String())+"%"
		if s.Points.Valid() && !s.AtDeadline && !nothingWhole(s, p) {
			o.Apart = signed(p.apart)
		}
	}
	whole := *s
	whole.Holes = nil // the note names them all
	o.Says = strings.TrimLeft(m.reachedText(r, &whole), "，")
	if s.Was != "" {
		o.Was = s.Was.Label()
	}
	o.Note = openedNote(m, r)
	return o
}

// measured is a quantity with its measure; "" for none.
func measured(q huibao.Quantity, places int32, measure string) string {
	if !q.IsNumber() {
		return ""
	}
	return quantityText(q, places) + " " + measure
}

// shownText is the figure that stands for an indicator (shownFigure), as text.
func shownText(ind *huibao.Indicator, s *huibao.Standing) string {
	d, _, ok := shownFigure(ind, s)
	switch {
	case !ok:
		return orDash(cmp.Or(s.State, s.Word))
	case ind.Kind == huibao.KindRate:
		return percentCell(s.Rate()) + "%"
	case ind.Kind == huibao.KindMilestone && s.Unit != huibao.CityUnit:
		return orDash(s.State)
	case ind.Kind == huibao.KindMilestone:
		return itoa(s.Held) + " 个单位"
	case ind.Kind == huibao.KindRelation:
		return group(d, 2) + " 倍"
	}
	return group(d, max(ind.Places, 0)) + " " + ind.Measure
}

func openedNote(m *Model, r IndicatorRow) string {
	s, text := r.S, ""
	if !s.Judged() && s.Reason != "" {
		text += s.Reason + "。"
	}
	if names := m.holeNames(s, len(s.Holes)); names != "" {
		text += "不含" + names + "。"
	}
	if s.Unit == huibao.CityUnit {
		text += m.caughtUp(r.Code)
	}
	if d, ok := s.Difference.Decimal(); ok && !d.IsZero() {
		text += "牵头单位核对数相差 " + group(d, r.Places) + "。"
	}
	if s.Starred {
		text += "含待说明的报表。"
	}
	return text
}

// OpenUnits lists the parts that the units have in a figure of the city.
func (o *Opened) OpenUnits(c *statement.Consolidation) {
	ind := c.Plan.IndicatorByCode(o.Code)
	var seen []string
	for _, a := range c.Plan.Assignments(ind) {
		s := c.UnitStanding(a.Subject, o.Code)
		if a.Role != huibao.RolePart || s == nil || slices.Contains(seen, a.Subject) {
			continue
		}
		seen = append(seen, a.Subject)
		p := OpenedPart{Code: a.Subject, Name: c.Plan.UnitName(a.Subject), Text: shownText(ind, s), Light: s.Light, Word: s.Word, Reached: scaleOf(ind, s)}
		switch {
		case ind.Kind == huibao.KindCount:
			p.Target = s.Target
			if s.Due.Valid() {
				p.Due = huibao.Num(s.Due.Round(ind.Places))
			}
		case ind.Kind == huibao.KindRate:
			p.Target = s.Target
		}
		o.Units = append(o.Units, p)
	}
}

// scaleOf is the figure on the scale of a chart: percentages as hundreds.
func scaleOf(ind *huibao.Indicator, s *huibao.Standing) huibao.Quantity {
	d, _, ok := shownFigure(ind, s)
	switch {
	case !ok:
		return huibao.Quantity{}
	case ind.Kind == huibao.KindRate:
		return huibao.Num(d.Shift(2))
	}
	return huibao.Num(d)
}

// OpenYear lists the periods of the year up to this one: of the city as they stood, of a
// unit what counted in each.
func (o *Opened) OpenYear(c *statement.Consolidation, before *statement.Past, unit string, now *huibao.Standing) {
	ind := c.Plan.IndicatorByCode(o.Code)
	add := func(period huibao.Period, s *huibao.Standing) {
		if s == nil {
			return
		}
		p := OpenedMonth{Head: periodHead(period), Text: shownText(ind, s), Reached: scaleOf(ind, s), Lacks: len(s.Holes) > 0}
		if ind.Kind == huibao.KindCount && s.Due.Valid() {
			p.Due = huibao.Num(s.Due.Round(ind.Places))
		}
		o.Months = append(o.Months, p)
	}
	add(c.Period, now)
	for x := before; x != nil && x.Period.Year == c.Period.Year; x = x.Previous {
		if unit == huibao.CityUnit {
			add(x.Period, x.CityStanding(o.Code))
		} else {
			add(x.Period, countedStanding(x, unit, ind))
		}
	}
	slices.Reverse(o.Months)
}

// countedStanding is what counted of a unit in an earlier period, nil where nothing did.
func countedStanding(x *statement.Past, unit string, ind *huibao.Indicator) *huibao.Standing {
	counted := x.Last(unit, ind.Code, x.Period.Year)
	if counted.At != x.Period || ind.Kind != huibao.KindCount && ind.Kind != huibao.KindRate {
		return nil
	}
	return &huibao.Standing{Code: ind.Code, Unit: unit, Reached: counted.Reached, Numer: counted.Numer, Denom: counted.Denom}
}

// termsMost is how many terms a sum is written out with.
const termsMost = 12

// FormulaText says how a figure was made of its parts: 94 ＋ 63 ＋ 17 ＝ 174 户.
func FormulaText(f *huibao.Figure) string {
	value := strings.TrimSpace(f.Value.String() + " " + f.Measure)
	switch f.Method {
	case huibao.MethodRatio:
		return "各单位分子之和 ÷ 分母之和 ＝ " + value
	case huibao.MethodOne:
		return "一个单位报的数，原样"
	case huibao.MethodWorst:
		return "各单位中最低的：" + value
	case huibao.MethodCount:
		return "各单位中达到的个数：" + value
	}
	var terms []decimal.Decimal
	sum := decimal.Zero
	for _, p := range f.AllParts() {
		if d, ok := p.Reported().Quantity.Decimal(); ok && p.Excluded == "" && p.Field == f.Item {
			terms, sum = append(terms, d), sum.Add(d)
		}
	}
	whole, ok := f.Value.Decimal()
	if len(terms) > termsMost || len(terms) == 0 || !ok || !whole.Equal(sum) {
		return "各单位之和"
	}
	var b strings.Builder
	for i, d := range terms {
		switch {
		case i > 0 && d.Sign() < 0:
			b.WriteString(" － " + d.Abs().String())
			continue
		case i > 0:
			b.WriteString(" ＋ ")
		}
		b.WriteString(d.String())
	}
	return b.String() + " ＝ " + value
}
