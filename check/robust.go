package check

import (
	"slices"

	"github.com/shopspring/decimal"
)

// Robust statistics (Hampel 1974; Leys and others, J. Exp. Soc. Psychol. 49, 2013):
// the median for the middle, and for the width the median of the distances from it,
// times 1.4826, which is the standard deviation where the figures are normal. Neither
// is moved by the very figures that are looked for.

// madScale makes the median absolute deviation a standard deviation.
var madScale = decimal.New(14826, -4)

func median(list []decimal.Decimal) decimal.Decimal {
	if len(list) == 0 {
		return decimal.Zero
	}
	sorted := slices.SortedFunc(slices.Values(list), decimal.Decimal.Cmp)
	n := len(sorted)
	if n%2 == 1 {
		return sorted[n/2]
	}
	return sorted[n/2-1].Add(sorted[n/2]).Mul(decimal.New(5, -1))
}

// spread is the scaled median absolute deviation from a middle, and not less than a
// floor, so that small or steady figures do not shout.
func spread(list []decimal.Decimal, middle, floor decimal.Decimal) decimal.Decimal {
	away := make([]decimal.Decimal, len(list))
	for i, d := range list {
		away[i] = d.Sub(middle).Abs()
	}
	return decimal.Max(median(away).Mul(madScale), floor)
}
