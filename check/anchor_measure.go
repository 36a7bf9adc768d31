package check

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/shopspring/decimal"

	"huibao"
)

// inOwnMeasure computes a cumulative again that the sheet's formula added up of a figure
// in another measure and one that we printed in the indicator's.
func inOwnMeasure(p pair) {
	m, ok := p.r.Has(huibao.RemarkMeasureOther)
	cum, this := p.r.Values.Of(huibao.FieldCumulative), p.r.Quantity(huibao.FieldThis)
	if !ok || p.Mode != huibao.ModeFlow || cum.Formula == "" || isDerived(cum) || !this.IsNumber() {
		return
	}
	written, _, _ := strings.Cut(m.Text, "\n")
	before, known := p.Prior.Values[huibao.FieldCumulative].Decimal()
	if !known {
		before = p.r.Quantity(huibao.FieldPrevious).Or(decimal.Zero)
	}
	p.r.Values.Set(recomputed(p, before, fmt.Sprintf("上期累计 %s ＋ 本期完成 %s（%s）；表中的计量单位写作“%s”", before, this, p.Measure, written)))
}

// measures is V20: a row came back with another 计量单位. What was typed in it is read in
// that only if it converts and the row's history bears it out; else the row is asked.
func measures(s *scope) []hit {
	var list []hit
	for _, p := range s.rows("") {
		for _, m := range p.r.Remarks {
			if m.Kind != huibao.RemarkMeasureOther {
				continue
			}
			if h, is := otherMeasure(p, m); is {
				list = append(list, h)
			}
		}
	}
	return list
}

// otherMeasure judges one measure of a row, or of one of its columns, that is not the one issued.
func otherMeasure(p pair, m huibao.Remark) (hit, bool) {
	written, field, _ := strings.Cut(m.Text, "\n")
	v, own := measuredValue(p), p.Measure
	if f := huibao.Field(field); f != "" && f != v.Field && (measureOf(p, f) != p.Measure || p.Kind != huibao.KindCount) { // of that column alone
		v, own = p.r.Values.Of(f), measureOf(p, f)
	}
	h := hit{place: m.Place, code: p.Code, found: written, expected: own}
	said := fmt.Sprintf("%s：计量单位写作“%s”，下发的是“%s”", m.Place, written, own)
	switch {
	case p.Kind == huibao.KindMilestone:
		return h, false
	case p.Kind == huibao.KindRate:
		h.message, h.severity = said+"；分子、分母照所填的数读取。", huibao.Info
		if strings.ContainsAny(written, "万亿千百") {
			h.message, h.severity, h.holds = said+"；分子、分母是以它为单位的吗？", "", true
		}
	case !v.Quantity.IsNumber() || isDerived(v):
		return h, false
	default:
		h.message, h.holds = readings(p, v, written, own)
		if field != "" { // one heading, of many rows
			h.cause, h.item = escaped(said)+"，有 %d 行", p.Code+" "+h.message
		}
		h.message = said + "；" + h.message + "。"
		if !h.holds {
			h.severity, h.remedy = huibao.Info, "不必处理；以后请按下发的计量单位填"
		}
	}
	return h, true
}

// measuredValue is the figure of a row by which its measure is judged.
func measuredValue(p pair) huibao.Value {
	switch p.Kind {
	case huibao.KindStandard:
		return p.r.Values.Of(huibao.FieldStandard)
	case huibao.KindRelation:
		return p.r.Values.Of(huibao.FieldOwn)
	}
	if v := p.r.Values.Of(huibao.FieldThis); v.Quantity.IsNumber() && !isDerived(v) {
		return v
	}
	return p.r.Values.Of(huibao.FieldCumulative)
}

// readings says what a figure is in the one measure and in the other, and whether one
// must ask which is meant.
func readings(p pair, v huibao.Value, written, own string) (message string, ask bool) {
	d, _ := v.Quantity.Decimal()
	label := v.Field.Label(p.Kind)
	if strings.IndexFunc(v.Text, unicode.IsLetter) >= 0 || d.IsZero() {
		return fmt.Sprintf("%s“%s”读作 %s %s", label, v.Text, d, own), false // it says its own, or needs none
	}
	factor, converts := huibao.ConvertMeasure(written, own)
	if !converts || !v.Has(huibao.RemarkConverted) {
		return fmt.Sprintf("%s %s 是 %s %s 还是 %s %s？两者换算不了", label, d, d, own, d, written), true
	}
	typed := huibao.Whole(d).Mul(huibao.NewRatio(factor.Den, factor.Num)).Round(conversionPlaces)
	both := fmt.Sprintf("%s %s 按“%s”是 %s %s，按下发的“%s”是 %s %s", label, typed, written, huibao.Grouped(d.String()), own, own, huibao.Grouped(typed.String()), own) // 13100000000 元 is no telephone number
	ref, with, ok := usual(p, v.Field)
	switch {
	case !ok:
		return both + "，没有以往的数可以对照", true
	case !within(d, ref, furthest), !tellsApart(d, typed, ref):
		return both + "；" + with + " " + ref.String(), true
	}
	return both + "；" + with + " " + ref.String() + "，读作 " + d.String() + " " + own, false
}

// tellsApart reports whether what a row usually is tells the converted figure from the one that
// was typed, even where the measures are close (里, 公里): the typed one is far from it, or twice
// as far by its factor.
func tellsApart(converted, typed, usual decimal.Decimal) bool {
	if !within(typed, usual, furthest) {
		return true
	}
	near, far := distance(converted, usual), distance(typed, usual)
	return near.Mul(near).LessThanOrEqual(far)
}

// distance is by which factor of two figures above 0 the larger is more than the other.
func distance(a, b decimal.Decimal) decimal.Decimal {
	return decimal.Max(a, b).DivRound(decimal.Min(a, b), conversionPlaces)
}

// conversionPlaces are more than those to which conversions are exact.
const conversionPlaces = 15

// usual is what a figure of a row is compared with: what it was, or must be.
func usual(p pair, f huibao.Field) (ref decimal.Decimal, with string, ok bool) {
	last, known := p.Prior.Values[f].Decimal()
	switch {
	case f == huibao.FieldPaid:
		if due, isDue := dueAmount(p.r).Decimal(); isDue && due.Sign() > 0 {
			return due, "应发", true
		}
		return last, "上期", known
	case f == huibao.FieldPeople, f == huibao.FieldMonths:
		return last, "上期", known
	case p.Kind == huibao.KindStandard || p.Kind == huibao.KindRelation:
		if due, isDue := p.DueStandard().Decimal(); isDue {
			return due, "应为", true
		}
		return last, "上期", known
	case p.Mode != huibao.ModeFlow:
		return last, "上期", known
	}
	past := positive(flows(p.FormRow))
	if len(past) == 0 {
		return ref, "", false
	}
	if ref = median(past); f == huibao.FieldThis {
		return ref, "以往各期的中位数", true
	}
	return last.Add(ref), "上期累计加以往各期的中位数", known
}
