package check

import (
	"github.com/shopspring/decimal"

	"huibao"
)

// sheetLeast is how many rates must be as they were, all of them, so that their table is last period's with another
// label; of standards unchangedLeast do, which are paid each month. One row in sheetMoved may have changed.
const (
	sheetLeast = 5
	sheetMoved = 8
)

// paidMost is the share of the people times the months up to the last period for which a standard that is paid each
// month was paid at least.
var paidMost = decimal.New(9, -1)

// sheetsAsLast asks about the rates and the standards of a return whose counts changed: a table of them that is as it
// was, in all or nearly all of its rows, was not filled in anew, and its rows are not counted.
func sheetsAsLast(s *scope) (list []hit) {
	for _, kind := range []huibao.Kind{huibao.KindRate, huibao.KindStandard} {
		if h, is := sheetAsLast(s, kind); is {
			list = append(list, h)
		}
	}
	return list
}

func sheetAsLast(s *scope, kind huibao.Kind) (hit, bool) {
	var same []stood
	changed, tell, tells := 0, 0, 0
	for _, p := range s.rows(kind) {
		how, at, figures := standsWhole(p)
		if how == moved {
			changed++
		}
		if how != stands {
			continue
		}
		x := standingAt(p, at, figures)
		same, tells = append(same, x), tells+x.tells
		if how, _, _ := standsAs(p); how == stands {
			tell++
		}
	}
	least := unchangedLeast
	if kind == huibao.KindRate {
		least = sheetLeast
	}
	if len(same) < least || tell < unchangedLeast || tells < unchangedHeld || changed*sheetMoved > len(same) {
		return hit{}, false
	}
	h := asLast(same, true, true)
	h.message = "别的表有变动，“" + kind.Label() + "”表里" + h.message
	return h, true
}

// standsWhole is how all figures of a rate or of a standard that is paid each month stand to those of the period
// before, whether they could have changed or not.
func standsWhole(p pair) (constancy, huibao.Field, []decimal.Decimal) {
	switch {
	case !p.Prior.Counted:
	case p.Kind == huibao.KindRate:
		how, figures := ofBoth(p, huibao.FieldNumer, huibao.FieldDenom)
		return how, huibao.FieldNumer, figures
	case p.Kind == huibao.KindStandard:
		how, figures := ofBoth(p, huibao.FieldPeople, huibao.FieldMonths, huibao.FieldPaid)
		if how == stands && !paidEachMonth(p) {
			how = tellsNothing
		}
		return how, huibao.FieldPaid, figures
	}
	return tellsNothing, "", nil
}

// paidEachMonth reports whether a standard was paid up to the last period for each of its months, which no quarter's
// payment explains: it must be paid for this one, too.
func paidEachMonth(p pair) bool {
	if paysInLumps(p) || len(p.Series) == 0 {
		return false
	}
	people, known := p.Prior.Values[huibao.FieldPeople].Decimal()
	months, paid := p.Prior.Values[huibao.FieldMonths].Decimal()
	last := p.Series[len(p.Series)-1].Period.Month
	if !known || !paid || months.LessThan(people.Mul(decimal.NewFromInt(int64(last))).Mul(paidMost)) {
		return false
	}
	return last%3 != 0 || eachMoved(p)
}

// eachMoved reports whether the months of a standard grew in every period that is known, in three of them at least.
func eachMoved(p pair) bool {
	last, seen := decimal.Zero, 0
	for _, x := range p.Series {
		d, ok := x.Cumulative.Decimal()
		switch {
		case !ok:
			continue
		case !d.GreaterThan(last):
			return false
		}
		last, seen = d, seen+1
	}
	return seen > 2
}
