package check

import (
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// How strange a figure is where another was expected, in points: about twice the natural logarithm of how much rarer it
// is than the expected one, where months differ by half as a rule. One that is far off is no stranger for being farther:
// every row has months of its own.
const (
	strangeMost  = 9 // of how far it is off
	strangeFew   = 2 // where both are small
	strangeNone  = 2 // of none where there was something, or of something where there was none: many a month has none
	strangeNew   = 6 // of how far it is off in a row of which few periods are known, or one that has had months without any
	strangeAgain = 2 // at least, of one that is near to that of a single period only
	strangeWhole = 5 // of a whole number, or of one with places, where each one before was not
)

var strangeTimes = []struct {
	times  decimal.Decimal
	points int
}{
	{decimal.New(13, -1), 0}, {decimal.New(16, -1), 1}, {decimal.New(2, 0), 2}, {decimal.New(25, -1), 3}, {decimal.New(3, 0), 4}, {decimal.New(4, 0), 6}, {decimal.New(6, 0), 8},
}

// strangeness is how strange a figure is where about another was expected.
func strangeness(d, as decimal.Decimal) int {
	low, high := decimal.Min(d, as), decimal.Max(d, as)
	points := strangeMost
	for _, x := range strangeTimes {
		if high.LessThanOrEqual(low.Mul(x.times)) {
			points = x.points
			break
		}
	}
	switch {
	case high.LessThan(shiftLeast):
		return min(points, strangeFew)
	case low.IsZero():
		return min(points, strangeNone)
	}
	return points
}

// strangeAtHome is how strange a figure is in its own row, also if it was a season's in which all rows were so many
// times what they are as a rule. What is left of a task is not strange.
func (x *expected) strangeAtHome(season decimal.Decimal) int {
	if now, before, ok := twoFigures(x.pair); ok && fills(x.pair, now, before) {
		return 0
	}
	return min(x.strangeAt(x), strangeness(x.is, x.as.Mul(season))+x.unlikeHere(x.is))
}

// strangeAt is how strange a row's figure would be in another row, or in its own.
func (x *expected) strangeAt(y *expected) int {
	points := strangeness(x.is, y.as)
	if y.field == huibao.FieldThis {
		past := flows(y.FormRow)
		some := positive(past)
		near, next := strangeMost, strangeMost
		for _, d := range some {
			near, next = nearest(near, next, strangeness(x.is, d))
		}
		points = min(points, max(strangeAgain, near), next)
		if len(some) > 0 { // what it did last it may do again
			points = min(points, strangeness(x.is, some[len(some)-1]))
		}
		if len(some) < pastedFrom || len(some) < len(past) || !steady(some, median(some)) {
			points = min(points, strangeNew)
		}
	}
	return points + y.unlikeHere(x.is)
}

// nearest are the two least of three, the lesser of which come first.
func nearest(near, next, points int) (int, int) {
	if points < near {
		return points, near
	}
	return near, min(next, points)
}

// unlikeHere is how strange a figure is for being whole, or not, in a row.
func (x *expected) unlikeHere(d decimal.Decimal) int {
	switch {
	case x.Kind != huibao.KindCount || d.IsZero():
		return 0
	case x.Places == 0 && !d.IsInteger():
		return strangeMost
	case x.Places > 0 && d.IsInteger():
		if past := positive(flows(x.FormRow)); len(past) >= pastedFrom && !slices.ContainsFunc(past, decimal.Decimal.IsInteger) {
			return strangeWhole
		}
	}
	return 0
}

// seasonOf is how many times what they are as a rule the figures of a column are, in the middle; 1 where that is not
// far, or few tell.
func seasonOf(rows []*expected) decimal.Decimal {
	var times []decimal.Decimal
	for _, x := range rows {
		if x != nil && x.given && x.is.Sign() > 0 && x.as.Sign() > 0 && decimal.Max(x.is, x.as).GreaterThanOrEqual(shiftLeast) {
			times = append(times, x.is.DivRound(x.as, 4))
		}
	}
	one := decimal.NewFromInt(1)
	if middle := median(times); len(times) >= columnRows && !alike(middle, one) {
		return middle
	}
	return one
}
