package report

import (
	"cmp"

	"github.com/shopspring/decimal"

	"huibao"
)

// leftOut is how many people a standard below what is due concerns, or a rate has not reached.
func (m *Model) leftOut(r IndicatorRow) decimal.Decimal {
	sum := decimal.Zero
	switch r.Kind {
	case huibao.KindRate:
		n, okN := r.S.Numer.Decimal()
		d, okD := r.S.Denom.Decimal()
		if okN && okD {
			sum = d.Sub(n)
		}
	case huibao.KindStandard:
		for _, a := range m.Plan.Assignments(r.Indicator) {
			if s := m.UnitStanding(a.Subject, r.Code); s != nil && s.Held == 0 {
				if n, ok := s.People.Decimal(); ok {
					sum = sum.Add(n)
				}
			}
		}
	}
	return sum
}

// worstFirst is a total order: rows without points come after those with points, by the people
// whom they leave out.
func worstFirst(a, b lag) int {
	order := pointsCmp(a.S, b.S)
	if !paced(a.IndicatorRow) && !paced(b.IndicatorRow) {
		order = b.people.Cmp(a.people)
	}
	return cmp.Or(cmp.Compare(graver(a.S.Light), graver(b.S.Light)), boolCmp(paced(b.IndicatorRow), paced(a.IndicatorRow)), order, cmp.Compare(b.S.Behind, a.S.Behind), huibao.CompareCodes(a.Code, b.Code))
}

func graver(l huibao.Light) int {
	if l == huibao.Red {
		return 0
	}
	return 1
}

func boolCmp(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func pointsCmp(a, b *huibao.Standing) int {
	if a.Points.Valid() && b.Points.Valid() {
		return a.Points.Cmp(b.Points)
	}
	return boolCmp(b.Points.Valid(), a.Points.Valid())
}
