package check

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// fewerMonths are standards paid by the month to more people at the period's end than
// were paid in all months of the year together.
func fewerMonths(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindStandard) {
		people, ok := p.r.Quantity(huibao.FieldPeople).Decimal()
		months, okM := p.r.Quantity(huibao.FieldMonths).Decimal()
		if !ok || !okM || p.PayBy != huibao.PayFull && p.PayBy != huibao.PayTopUp || months.IsZero() || !people.GreaterThan(months) {
			continue
		}
		at := p.r.At(huibao.FieldPeople)
		list = append(list, hit{place: at, code: p.Code, found: people.String(), expected: "不大于 " + months.String(),
			message: fmt.Sprintf("%s：期末对象 %s 人，多于本年累计发放的 %s 人月。", at, people, months)})
	}
	return list
}

// counted are the words that say what a count counts, the whole before its parts.
var counted = [][2]string{{"人", "户"}, {"人次", "人"}, {"人数", "户数"}, {"人次", "人数"}}

// moreHouseholds are two counts of one task whose names differ only in what is
// counted: more households than people, more people than times.
func moreHouseholds(s *scope) []hit {
	var list []hit
	rows := s.rows(huibao.KindCount)
	for _, big := range rows {
		for _, small := range rows {
			if big.TaskNo != small.TaskNo || !pairs(big.FormRow, small.FormRow) {
				continue
			}
			b, ok := big.r.Quantity(huibao.FieldCumulative).Decimal()
			c, okC := small.r.Quantity(huibao.FieldCumulative).Decimal()
			if ok && okC && c.GreaterThan(b) {
				at := small.r.At(huibao.FieldCumulative)
				list = append(list, hit{place: at, code: small.Code, found: c.String(), expected: "不大于 " + b.String(),
					message: fmt.Sprintf("%s：%s 累计 %s %s，多于 %s 的 %s %s。", at, s.nameOf(small.Code), c, small.Measure, s.nameOf(big.Code), b, big.Measure)})
			}
		}
	}
	return list
}

// pairs reports whether two counts count the same thing, one by the larger word.
func pairs(big, small *huibao.FormRow) bool {
	if big.Code == small.Code {
		return false
	}
	for _, w := range counted {
		if big.Measure == w[0] && small.Measure == w[1] && big.Name == small.Name {
			return true
		}
		b, ok := strings.CutSuffix(big.Name, w[0])
		c, okC := strings.CutSuffix(small.Name, w[1])
		if ok && okC && b == c && b != "" {
			return true
		}
	}
	return false
}

// otherDenominators are rates of one task whose denominators the plan calls by one
// name, and that differ: those that are not what most of them are, else not what the first one is.
func otherDenominators(s *scope) []hit {
	var list []hit
	type one struct {
		pair
		n decimal.Decimal
	}
	var names []string
	by := map[string][]one{}
	for _, p := range s.rows(huibao.KindRate) {
		n, ok := p.r.Quantity(huibao.FieldDenom).Decimal()
		if !ok || p.Denominator == "" {
			continue
		}
		key := fmt.Sprintf("%d %s", p.TaskNo, p.Denominator)
		if by[key] == nil {
			names = append(names, key)
		}
		by[key] = append(by[key], one{p, n})
	}
	for _, key := range names {
		first, most := by[key][0], 0
		for _, x := range by[key] {
			same := 0
			for _, y := range by[key] {
				if x.n.Equal(y.n) {
					same++
				}
			}
			if same > most {
				first, most = x, same
			}
		}
		for _, x := range by[key] {
			if x.n.Equal(first.n) {
				continue
			}
			at := x.r.At(huibao.FieldDenom)
			list = append(list, hit{place: at, code: x.Code, found: x.n.String(), expected: first.n.String(),
				message: fmt.Sprintf("%s：分母“%s”填的是 %s，%s 中同样的分母是 %s。", at, x.Denominator, x.n, s.nameOf(first.Code), first.n)})
		}
	}
	return list
}
