package report

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
)

func itoa(n int) string { return strconv.Itoa(n) }

// minus stands before a negative number that is printed; a line never ends behind it.
const minus = "−"

// group prints a number with thousands separators and places decimals.
func group(d decimal.Decimal, places int32) string {
	return strings.Replace(huibao.Grouped(d.StringFixed(places)), "-", minus, 1)
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
func (m *Model) sentence(r IndicatorRow) string {
	text := m.called(r.Indicator)
	if said := m.reachedText(r, r.S); said != "" {
		if first := []rune(said)[0]; first != '，' && first != '（' {
			text += "："
		}
		text += said
	}
	if !r.S.Judged() && r.S.Word != "" && len(r.S.Holes) == 0 {
		text += "（" + r.S.Word + "）"
	}
	return text
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

// caughtUp says which periods of which units a count makes up for, and whether its 本期 does.
func (m *Model) caughtUp(code string) string {
	var in, out []string
	for _, u := range m.CatchUps(code) {
		word := "补报"
		if u.Came {
			word = "补计"
		}
		text := m.Plan.UnitName(u.Unit) + word + span(u.From, u.To)
		if u.InThis {
			in = append(in, text)
		} else {
			out = append(out, text)
		}
	}
	text := ""
	if len(in) > 0 {
		text += "本期含" + strings.Join(in, "、") + "。"
	}
	if len(out) > 0 {
		text += "累计含" + strings.Join(out, "、") + "，本期不含。"
	}
	return text
}

// span is two periods of a year in words: 5月, 4—5月.
func span(from, to huibao.Period) string {
	if from == to {
		return periodHead(to)
	}
	return strings.TrimRight(periodHead(from), "月季度") + "—" + periodHead(to)
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
