package check

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// What is counted from the year's beginning on only grows (laws.md, 1). smallShare and
// smallFall are by how much a register may be corrected without a word, rebased by how
// much a denominator may be; fallHeld is the share from which a fall of money may be
// another measure or a lost digit.
var (
	smallShare = decimal.New(1, -2)
	smallFall  = decimal.NewFromInt(3)
	rebased    = decimal.New(5, -2)
	fallHeld   = decimal.New(5, -2)
	two        = decimal.NewFromInt(2)
)

// growing lists the fields of a row that only grow within their year.
func growing(p pair) []huibao.Field {
	switch {
	case p.Kind == huibao.KindCount && p.Mode != huibao.ModeStock:
		return []huibao.Field{huibao.FieldCumulative}
	case p.Kind == huibao.KindRate && p.Basis == huibao.BasisYear:
		return []huibao.Field{huibao.FieldNumer, huibao.FieldDenom}
	case p.Kind == huibao.KindStandard:
		return []huibao.Field{huibao.FieldMonths, huibao.FieldPaid, huibao.FieldBackPay}
	}
	return nil
}

// fell is H01: a row of which fields that only grow are less than when they last counted.
func fell(s *scope) []hit {
	var list []hit
	for _, p := range s.rows("") {
		if p.Prior.Period.Year != s.Form.Year {
			continue
		}
		h := hit{code: p.Code, severity: huibao.Notice}
		var falls []string
		for _, f := range growing(p) {
			now, ok := p.r.Quantity(f).Decimal()
			was, known := p.Prior.Values[f].Decimal()
			if ok && known && now.LessThan(was) {
				falls = append(falls, fmt.Sprintf("%s %s 少于%s已计入的 %s，少 %s", f.Label(p.Kind), now, p.Prior.Period.Chinese(), was, was.Sub(now)))
				h.fall(p, f, now, was)
			}
		}
		if len(falls) == 0 {
			continue
		}
		h.message = h.place.String() + "：" + strings.Join(falls, "；") + "。"
		if h.holds {
			h.message += "写明原因以前这一行不计入。"
		}
		list = append(list, h)
	}
	return list
}

// fall takes one field into what is said of its row: it counts, unless there is nothing left,
// or less than half, or money is missing, and nobody said why.
func (h *hit) fall(p pair, f huibao.Field, now, was decimal.Decimal) {
	if h.place.Cell == "" {
		h.place, h.found, h.expected = p.r.At(f), p.r.Values.Of(f).Text, "不小于 "+was.String()
	}
	lost := was.Sub(now)
	small := decimal.Max(was.Mul(smallShare), smallFall)
	if f == huibao.FieldDenom {
		small = decimal.Max(small, was.Mul(rebased))
	}
	gone := nothingLeft(p, now, was)
	if lost.LessThanOrEqual(small) && !(gone && p.Kind == huibao.KindRate) { // a rate that is none is no correction
		return
	}
	h.severity = "" // the check's own
	money := f == huibao.FieldPaid || f == huibao.FieldBackPay
	h.holds = h.holds || gone || now.Mul(two).LessThan(was) || money && lost.GreaterThan(was.Mul(fallHeld))
}

// nothingLeft reports whether a figure that was there has become 0, or a rate 0/0.
func nothingLeft(p pair, now, was decimal.Decimal) bool {
	if p.Kind != huibao.KindRate {
		return now.IsZero() && was.Sign() > 0
	}
	n, d := p.r.Quantity(huibao.FieldNumer).Or(decimal.Zero), p.r.Quantity(huibao.FieldDenom).Or(decimal.Zero)
	return n.IsZero() && d.IsZero()
}
