package huibao

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Apportion shares a total out by weights, in steps of 10^-places, so that the
// shares add up to the total exactly: the method of largest remainders (Hamilton
// 1792), ties to the earlier. The total must be a multiple of the step; weights
// must not be negative, and some positive: else false.
func Apportion(total decimal.Decimal, weights []decimal.Decimal, places int32) ([]decimal.Decimal, bool) {
	sum := decimal.Zero
	for _, w := range weights {
		if w.Sign() < 0 {
			return nil, false
		}
		sum = sum.Add(w)
	}
	if sum.Sign() == 0 || total.Sign() < 0 || !total.Equal(total.Truncate(places)) {
		return nil, false
	}
	shares := make([]decimal.Decimal, len(weights))
	rest := make([]Ratio, len(weights))
	order := make([]int, len(weights))
	left := total
	for i, w := range weights {
		exact := NewRatio(total.Mul(w), sum)
		shares[i] = exact.Floor(places)
		rest[i] = exact.Sub(Whole(shares[i]))
		left, order[i] = left.Sub(shares[i]), i
	}
	slices.SortStableFunc(order, func(a, b int) int { return rest[b].Cmp(rest[a]) })
	step := decimal.New(1, -places)
	for _, i := range order {
		if left.Sign() == 0 {
			break
		}
		shares[i], left = shares[i].Add(step), left.Sub(step)
	}
	return shares, true
}
