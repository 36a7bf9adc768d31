package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// What happens to a column as a whole is told by the column, not by its rows: in each of them the figure may be
// what it was by chance. Its figures are all multiples of a number of which those before were not, and so many times
// larger; or one figure, or a series of them, was drawn down over rows that have nothing to do with it; or nearly all
// are a small part of what they were.
const (
	columnRows  = 5 // rows that must tell
	levelRows   = 3 // of what there is in all, which hardly moves in a month
	filledRows  = 6 // rows one below the other
	filledOff   = 3 // of them, that are no figure of their row
	lastFigures = 2 // of a row, that tell what its figures are like

	notMultiples = 8 // times as many as the figures that are no multiples are those that are, of a column that was multiplied
)

var (
	columnFactors            = []int64{10000, 1000, 100, 10, 2}
	doubledMost              = decimal.NewFromInt(5) // of what it was a doubled column is no more, in the middle
	nearTwo                  = [2]decimal.Decimal{decimal.New(16, -1), decimal.New(26, -1)}
	lowLeast, lowPart, lowNo = decimal.NewFromInt(10), decimal.NewFromInt(5), decimal.NewFromInt(3) // what is usual of a figure that tells; a fifth of it is low, a third is not
	lowDigit                 = decimal.NewFromInt(8)                                                // and an eighth has lost a digit
	leapLeast, leapPart      = decimal.NewFromInt(2), decimal.NewFromInt(20)                        // by how much, and by which part of itself, a numerator leaps
	monthsOfYear             = decimal.NewFromInt(12)
)

// cell is a figure that was typed in a column, with about what its row's own past lets expect there.
type cell struct {
	expected
	known bool
	past  []decimal.Decimal // figures of the column that the row had before
	due   decimal.Decimal   // what the figure would be if all went on as it did; 0 where nobody can say
	long  bool              // whether enough is known of the past to say what is usual
}

// columnCells are what was typed in the columns of a kind, from top to bottom.
func columnCells(s *scope, kind huibao.Kind, fields ...huibao.Field) []cell {
	var list []cell
	for _, p := range s.pairs(kind, s.misread) {
		for _, f := range fields {
			d, ok := p.r.Quantity(f).Decimal()
			if !ok || !typed(p, f) || p.r.Values.Of(f).Formula != "" || f == huibao.FieldCumulative && typed(p, huibao.FieldThis) {
				continue
			}
			if f == huibao.FieldNumer && p.r.Quantity(f).Equal(p.r.Quantity(huibao.FieldDenom)) {
				continue // it is as its denominator is
			}
			if now, before, flows := twoFigures(p); flows && f == huibao.FieldThis && fills(p, now, before) {
				continue // what was left of a task is what it is
			}
			list = append(list, s.cellOf(p, f, d))
		}
	}
	slices.SortStableFunc(list, func(a, b cell) int {
		return cmp.Or(strings.Compare(a.r.Sheet, b.r.Sheet), cmp.Compare(a.r.Row, b.r.Row))
	})
	return list
}

func (s *scope) cellOf(p pair, f huibao.Field, is decimal.Decimal) cell {
	c := cell{expected: expected{pair: p, field: f, is: is, given: true}}
	if f == huibao.FieldThis {
		past := flows(p.FormRow)
		c.long = len(past) >= pastedFrom
		past = positive(past)
		c.past = past[max(0, len(past)-lastFigures):]
		c.as, c.known = ofPeriod(p)
		c.due = c.as
		return c
	}
	was, ok := p.Prior.Values[f].Decimal()
	if !ok || was.Sign() <= 0 || sinceJanuary(p, f) && !s.ofThisYear(p) {
		return c
	}
	c.as, c.known, c.long, c.past, c.due = was, true, true, []decimal.Decimal{was}, was
	if sinceJanuary(p, f) || f == huibao.FieldDenom && s.grewInStep(p) {
		c.due = was.Mul(decimal.NewFromInt(int64(s.Form.Period.Month))).DivRound(decimal.NewFromInt(int64(p.Prior.Period.Month)), 4)
	}
	if p.Kind == huibao.KindStandard && f != huibao.FieldPeople {
		c.due = c.due.Mul(s.catchUp(p)).Round(4)
	}
	return c
}

// sinceJanuary reports whether a figure is counted from the year's beginning.
func sinceJanuary(p pair, f huibao.Field) bool {
	switch f {
	case huibao.FieldCumulative:
		return p.Mode != huibao.ModeStock
	case huibao.FieldNumer:
		return p.Mode == huibao.ModeCumulative
	}
	return f == huibao.FieldMonths || f == huibao.FieldPaid
}

// catchUp is how many times what was paid so far it would have been if nobody had been paid late: what is paid by
// the quarter is behind until it is.
func (s *scope) catchUp(p pair) decimal.Decimal {
	people, months := p.Prior.Values[huibao.FieldPeople].Or(decimal.Zero), p.Prior.Values[huibao.FieldMonths].Or(decimal.Zero)
	if months.Sign() <= 0 {
		return decimal.Zero
	}
	return decimal.Max(decimal.NewFromInt(1), people.Mul(decimal.NewFromInt(int64(p.Prior.Period.Month))).DivRound(months, 6))
}

// inputColumns are the columns of figures that a unit types, by kind.
var inputColumns = []struct {
	kind   huibao.Kind
	fields []huibao.Field
}{
	{huibao.KindCount, []huibao.Field{huibao.FieldThis, huibao.FieldCumulative}},
	{huibao.KindRate, []huibao.Field{huibao.FieldNumer, huibao.FieldDenom}},
	{huibao.KindStandard, []huibao.Field{huibao.FieldPeople, huibao.FieldMonths, huibao.FieldPaid}},
}

// wholeColumns is H14.
func wholeColumns(s *scope) []hit {
	var list []hit
	for _, x := range inputColumns {
		found := multiplied(columnCells(s, x.kind, x.fields...))
		if len(found) == 0 {
			for _, f := range x.fields {
				found = append(found, oneColumn(columnCells(s, x.kind, f))...)
			}
		}
		list = append(list, found...)
	}
	return slices.Concat(list, allReached(s), otherShapes(s))
}

// oneColumn is H14 of one column.
func oneColumn(cells []cell) []hit {
	for _, f := range []func([]cell) []hit{multiplied, drawnDown, diminished} {
		if found := f(cells); len(found) > 0 {
			return found
		}
	}
	return nil
}

// broken reports whether a row's figures have places, so that they are multiples of nothing.
func (c cell) broken() bool { return c.Kind == huibao.KindCount && c.Places > 0 }

// longKnown are the cells of whose past enough is known.
func longKnown(cells []cell) []cell {
	return slices.DeleteFunc(slices.Clone(cells), func(c cell) bool { return !c.long })
}

// whyOnce says how a unit tells that a whole column is right.
const whyOnce = "确实如此的请在这些行的说明栏写明原因，或在“其他情况说明”中写一次，问题编号填 H14"

// drawnDown are the cells over which one figure, or a series, was drawn down.
func drawnDown(cells []cell) []hit {
	var list []hit
	for from := 0; from < len(cells); {
		to, step := from+1, decimal.Zero
		for to < len(cells) && cells[to].r.Sheet == cells[from].r.Sheet {
			by := cells[to].is.Sub(cells[to-1].is)
			if to == from+1 {
				step = by
			} else if !by.Equal(step) {
				break
			}
			to++
		}
		if run := cells[from:to]; len(run) >= filledRows && !run[0].is.IsZero() && strangers(run) >= filledOff {
			list = append(list, drawnHits(run, step)...)
		}
		from = max(to-1, from+1)
	}
	return list
}

func drawnHits(run []cell, step decimal.Decimal) []hit {
	how := "都是 " + run[0].is.String()
	if !step.IsZero() {
		how = fmt.Sprintf("是 %s、%s、%s 这样排下来的", run[0].is, run[1].is, run[2].is)
	}
	var list []hit
	for _, c := range run {
		list = append(list, c.asked("“"+escaped(c.field.Label(c.Kind))+"”有 %d 行连着"+how+"，像是向下填充的", "请逐行填自己的数；"+whyOnce, true))
	}
	return list
}

// strangers is how many figures are none of their row's.
func strangers(run []cell) int {
	n := 0
	for _, c := range run {
		target, set := c.Target.Decimal()
		switch {
		case c.isPart(), c.known && off(c.is, c.as, shiftOff):
			n++
		case !c.known && set && c.Kind == huibao.KindCount && c.Allocated && off(c.is, target.DivRound(monthsOfYear, 4), shiftFar):
			n++
		}
	}
	return n
}

// diminished are the cells of a column of which nearly all are a small part of what they were, or fractions of what
// comes whole. What has become nothing tells nothing, nor does what goes on after a task was done. After one period
// alone nobody knows what is usual, and of holidays a fifth or a sixth is: it is asked about, and counts.
func diminished(cells []cell) []hit {
	low, not, sure, digits := 0, 0, 0, 0
	for _, c := range cells {
		switch {
		case c.is.Sign() <= 0, c.field != huibao.FieldThis:
		case c.isPart():
			low, sure, digits = low+1, sure+1, digits+1
		case !c.known || c.as.LessThan(lowLeast) || wasDone(c.pair):
		case c.is.Mul(lowNo).GreaterThanOrEqual(c.as):
			not++
		case c.is.Mul(exchangedNear).GreaterThanOrEqual(leastOf(c.pair)): // as little came before: it tells neither way
		case c.is.Mul(lowPart).LessThanOrEqual(c.as):
			low++
			if c.is.Mul(lowDigit).LessThanOrEqual(c.as) {
				digits++
			}
			if len(flows(c.FormRow)) > 1 {
				sure++
			}
		}
	}
	if low < columnRows || 4*not > low {
		return nil
	}
	var list []hit
	for _, c := range cells {
		if c.is.Sign() >= 0 && !c.isPart() && c.is.Mul(lowNo).LessThan(c.as) {
			list = append(list, c.asked("“本期完成”整栏的数几乎都只有以往的几分之一，可能少写了位数或换了计量单位，%d 行", "请核对计量单位和位数；"+whyOnce, 2*sure >= low && 2*digits >= low))
		}
	}
	return list
}

// wasDone reports whether a task had been done before the period.
func wasDone(p pair) bool {
	before, ok := p.Prior.Values[huibao.FieldCumulative].Decimal()
	target, set := p.Target.Decimal()
	return ok && set && before.GreaterThanOrEqual(target)
}

// leastOf is the least that a flow did in a period in which it did anything; 0 where it never did.
func leastOf(p pair) decimal.Decimal {
	if some := positive(flows(p.FormRow)); len(some) > 0 {
		return slices.MinFunc(some, decimal.Decimal.Cmp)
	}
	return decimal.Zero
}

// allReached are rates of which all was reached at once, with a leap: the denominators stand in both columns.
func allReached(s *scope) []hit {
	tell, not := 0, 0
	var list []hit
	for _, p := range s.pairs(huibao.KindRate, s.misread) {
		n, denom := p.r.Quantity(huibao.FieldNumer), p.r.Quantity(huibao.FieldDenom)
		d, ok := denom.Decimal()
		if !ok || !n.IsNumber() || d.Sign() <= 0 {
			continue
		}
		if !n.Equal(denom) {
			not++
			continue
		}
		c := s.cellOf(p, huibao.FieldNumer, d)
		if c.leaps() {
			tell++
		}
		list = append(list, c.asked("整栏的分子几乎都与分母相同，像是把分母复制到了分子，%d 行", "请填各行自己的分子；"+whyOnce, true))
	}
	if tell < foreignLeast || 4*not > len(list) {
		return nil
	}
	return list
}

// leaps reports whether a rate's numerator came to all at once: by a twentieth of it and by two at least, and by more
// than twice what a period brings of one that grows over the year.
func (c cell) leaps() bool {
	more := c.is.Sub(c.as)
	return c.known && more.GreaterThanOrEqual(leapLeast) && more.Mul(leapPart).GreaterThanOrEqual(c.is) && more.GreaterThan(c.due.Sub(c.as).Mul(two))
}

// asked is a question about one cell of a column.
func (c cell) asked(cause, remedy string, holds bool) hit {
	at := c.r.At(c.field)
	h := hit{place: at, at: c.field, code: c.Code, found: c.is.String(), holds: holds, cause: cause, remedy: remedy, item: fmt.Sprintf("%s 填 %s", at, c.is)}
	if c.known {
		h.expected = "约 " + c.as.String()
		h.item += "，以往约 " + c.as.String()
	}
	h.message = fmt.Sprintf("%s。", h.item) // of one row alone, which a column never is
	return h
}
