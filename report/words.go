package report

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

func itoa(n int) string { return strconv.Itoa(n) }

// group prints a number with thousands separators and places decimals.
func group(d decimal.Decimal, places int32) string {
	s := d.StringFixed(places)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, frac, has := strings.Cut(s, ".")
	var b strings.Builder
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(c)
	}
	if has {
		return sign + b.String() + "." + frac
	}
	return sign + b.String()
}

// quantityText prints a quantity, or — where there is none.
func quantityText(q huibao.Quantity, places int32) string {
	if d, ok := q.Decimal(); ok {
		return group(d, places)
	}
	if q.State() == huibao.NotApplicable {
		return "/"
	}
	return "—"
}

// sentence says where an indicator stands, in words made from its figures.
func (m *Model) sentence(ind *huibao.Indicator, s *huibao.Standing) string {
	text := ind.Name
	switch ind.Kind {
	case huibao.KindCount:
		text += m.countWords(ind, s)
	case huibao.KindRate:
		text += m.rateWords(ind, s)
	case huibao.KindStandard:
		text += m.standardWords(ind, s)
	case huibao.KindRelation:
		text += m.relationWords(ind, s)
	case huibao.KindMilestone:
		if s.Of > 0 {
			text += fmt.Sprintf("%d 个单位中 %d 个已完成", s.Of, s.Held)
		}
	}
	return text + m.tail(s)
}

// tail adds what qualifies a figure: the reason why it is not judged, the units it
// lacks, the star of a pending return.
func (m *Model) tail(s *huibao.Standing) string {
	var list []string
	if !s.Judged() && s.Word != "" && (len(s.Holes) == 0 || s.Word != statement.Lacking(s.Holes)) {
		list = append(list, s.Word)
	}
	if names := m.holeNames(s, holesNamed); names != "" {
		list = append(list, "不含"+names)
	}
	star := ""
	if s.Starred {
		star = "*"
	}
	if len(list) == 0 {
		return star
	}
	return star + "（" + strings.Join(list, "，") + "）"
}

// holesNamed is how many of the units that a figure lacks a sentence names; the note in
// 指标 names all.
const holesNamed = 6

// holeNames names the units that a figure lacks, and why: the first few, and how many
// there are.
func (m *Model) holeNames(s *huibao.Standing, most int) string {
	var list []string
	for _, h := range s.Holes {
		list = append(list, m.Plan.UnitName(h.Unit)+"（"+h.Why+"）")
	}
	return listed(list, most, "、", "等%d个单位")
}

func (m *Model) countWords(ind *huibao.Indicator, s *huibao.Standing) string {
	now, ok := s.Reached.Decimal()
	if !ok {
		return ""
	}
	text := fmt.Sprintf("累计完成 %s %s", group(now, ind.Places), ind.Measure)
	if ind.Mode == huibao.ModeStock {
		text = fmt.Sprintf("现有 %s %s", group(now, ind.Places), ind.Measure)
	}
	if target, ok := s.Target.Decimal(); ok && s.Allocated && s.Completion.Valid() {
		text += fmt.Sprintf("，为年度目标 %s %s的 %s", group(target, ind.Places), ind.Measure, s.Completion.PercentText(2))
	}
	return text + pointsWords(s)
}

// pointsWords says how far ahead or behind a figure is.
func pointsWords(s *huibao.Standing) string {
	if !s.Points.Valid() || !s.Judged() || s.Share.Sign() == 0 {
		return ""
	}
	if s.Points.Sign() == 0 {
		return "，与序时持平"
	}
	if s.Points.Sign() < 0 {
		return "，低于序时 " + s.Points.Mul(huibao.RatioOf(-1, 1)).Percent(2).StringFixed(2) + " 个百分点"
	}
	if s.Met {
		return ""
	}
	return "，高于序时 " + s.Points.Percent(2).StringFixed(2) + " 个百分点"
}

func (m *Model) rateWords(ind *huibao.Indicator, s *huibao.Standing) string {
	r := s.Rate()
	if !r.Valid() {
		return ""
	}
	text := " " + r.PercentText(2)
	if target, ok := s.Target.Decimal(); ok {
		text += fmt.Sprintf("（目标 %s%%）", target.String())
	}
	if ind.Mode == huibao.ModeMaintain || ind.Mode == huibao.ModeFinal {
		return text
	}
	return text + pointsWords(s)
}

func (m *Model) standardWords(ind *huibao.Indicator, s *huibao.Standing) string {
	low, ok := s.Reached.Decimal()
	if !ok {
		return ""
	}
	text := fmt.Sprintf("：%d 个单位中 %d 个执行到位，最低 %s %s", s.Of, s.Held, low.String(), ind.Measure)
	if paid, ok := s.Paid.Decimal(); ok {
		text += fmt.Sprintf("，累计发放 %s 元", group(paid, 2))
	}
	return text
}

func (m *Model) relationWords(_ *huibao.Indicator, s *huibao.Standing) string {
	if !s.Rate().Valid() {
		return ""
	}
	return fmt.Sprintf("：%d 个单位中 %d 个达到，最低为参照的 %s 倍", s.Of, s.Held, s.Rate().Round(2).StringFixed(2))
}

// lightWords is the glyph and the word of a standing.
func lightWords(s *huibao.Standing) string { return s.Light.Glyph() + " " + s.Word }

// taskLight is the glyph and the word of a task.
func taskLight(t *TaskRow) string { return t.S.Light.Glyph() + " " + t.Light }

// unitNames joins the names of units.
func unitNames(p *inforce.Plan, codes []string) string {
	var list []string
	for _, c := range codes {
		list = append(list, p.UnitName(c))
	}
	return strings.Join(list, "、")
}
