package check

import (
	"fmt"

	"github.com/shopspring/decimal"

	"huibao"
)

// negative judges figures below zero: this period's asks for an explanation, all
// others are wrong.
func negative(s *scope) []hit {
	var list []hit
	turned := s.signsTurned()
	for _, p := range s.filled() {
		for _, f := range p.r.Fields() {
			v := p.r.Values.Of(f)
			d, ok := v.Quantity.Decimal()
			if !ok || d.Sign() >= 0 || v.Origin == huibao.OriginDerived || turned && f == huibao.FieldCumulative && p.r.Quantity(huibao.FieldThis).Or(d).Sign() < 0 && typed(p, huibao.FieldThis) {
				continue
			}
			h := say(v, f.Label(p.Kind), " %s 是负数。", d)
			h.place, h.code, h.found = v.Source.Place(), p.Code, v.Text
			if f == huibao.FieldThis {
				h.severity = huibao.Warning
				h.message = fmt.Sprintf("%s：本期完成为 %s（核减）。请在说明栏写明核减原因。", v.Source.Place(), d)
				if turned {
					h.holds, h.item = true, fmt.Sprintf("%s 填 %s", v.Source.Place(), d)
					h.cause, h.remedy = "“本期完成”里的数几乎都是负数，像是正负号错了，%d 行", "请改正整栏的正负号；确是核减的请在这些行的说明栏写明原因"
				}
			}
			list = append(list, h)
		}
	}
	return list
}

// signsTurned reports whether this period's figures as a whole are below zero, and of their usual size: a reduction is
// one of a row or two, or a small one.
func (s *scope) signsTurned() bool {
	below, above := 0, 0
	for _, p := range s.filled() {
		d, ok := p.r.Quantity(huibao.FieldThis).Decimal()
		switch {
		case !ok || p.Kind != huibao.KindCount || !typed(p, huibao.FieldThis):
		case d.Sign() < 0 && !small(p, d.Abs()):
			below++
		case !d.IsZero():
			above++
		}
	}
	return ofColumn(below, above)
}

// small reports whether a figure is a small part of what its row brings in a period.
func small(p pair, d decimal.Decimal) bool {
	usual, known := ofPeriod(p)
	return known && d.Mul(threeTimes).LessThanOrEqual(usual)
}
