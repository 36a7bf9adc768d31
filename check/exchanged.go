package check

import (
	"fmt"

	"huibao"
)

// exchanged is L04. Where most numerators of a return are larger than their denominators, the two
// columns have changed places: then a rate that may go over 100 is asked about too, for it would be
// published as its inverse.
func exchanged(s *scope) []hit {
	list := byRules("L04", func(_ *scope, p pair, rule huibao.RowRule) hit {
		return hit{message: fmt.Sprintf("%s：分子 %s，分母 %s。", rule.Say, p.q(huibao.FieldNumer), p.q(huibao.FieldDenom))}
	})(s)
	if !s.fractionsTurned() {
		return list
	}
	const remedy = "请把分子、分母两栏的数换过来；确实没有填反的请联系办公室认可"
	held := map[string]bool{}
	for i := range list {
		h := &list[i]
		held[h.code] = true
		h.cause, h.remedy, h.item = turnedCause, remedy, s.fraction(h.code)
	}
	for _, p := range s.rows(huibao.KindRate) {
		n, okN := p.r.Quantity(huibao.FieldNumer).Decimal()
		d, okD := p.r.Quantity(huibao.FieldDenom).Decimal()
		if !okN || !okD || n.Equal(d) || !p.Over100 || held[p.Code] {
			continue
		}
		at := p.r.At(huibao.FieldNumer)
		list = append(list, hit{place: at, at: huibao.FieldNumer, code: p.Code, found: p.r.Values.Of(huibao.FieldNumer).Text, cause: turnedCause, remedy: remedy, item: s.fraction(p.Code),
			message: fmt.Sprintf("%s：分子 %s，分母 %s；其他各行的分子、分母像是填反了，这一行是不是也填反了？", at, n, d)})
	}
	return list
}

const turnedCause = "像是整栏的分子、分母填反了，有 %d 行"

// fraction is a rate's two numbers, as one of several.
func (s *scope) fraction(code string) string {
	row := s.Return.RowByCode(code)
	return fmt.Sprintf("%s 分子 %s、分母 %s", row.At(huibao.FieldNumer), row.Quantity(huibao.FieldNumer), row.Quantity(huibao.FieldDenom))
}

// fractionsTurned reports whether most of the rates that can tell have the larger number above.
func (s *scope) fractionsTurned() bool {
	over, under := 0, 0
	for _, p := range s.pairs(huibao.KindRate, s.misread) {
		n, okN := p.r.Quantity(huibao.FieldNumer).Decimal()
		d, okD := p.r.Quantity(huibao.FieldDenom).Decimal()
		switch {
		case !okN || !okD || p.Over100:
		case n.GreaterThan(d) && d.Sign() > 0:
			over++
		case n.LessThan(d):
			under++
		}
	}
	return ofColumn(over, under)
}
