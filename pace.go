package huibao

import (
	"slices"

	"github.com/shopspring/decimal"
)

// LinearShare is p, the share due at a period's end where pace is linear: calendar
// months, both ends counted whole, from the month of start to the period's last
// month, over those to the deadline's month, held within 0…1.
func LinearShare(start, deadline Date, period Period) Ratio {
	total := deadline.months() - start.months() + 1
	if total <= 0 {
		return RatioOf(1, 1)
	}
	return RatioOf(int64(period.months()-start.months()+1), int64(total)).Clamp()
}

// PaceShare is p where the plan has its own pace (序时): linear by months between
// the points given, from 0 at the month before the start; after the last point it
// stays. A jump is two points.
func PaceShare(points []PacePoint, start Date, period Period) Ratio {
	points = slices.Clone(points)
	slices.SortStableFunc(points, func(a, b PacePoint) int { return a.Period.Cmp(b.Period) })
	at, share := start.months()-1, Whole(decimal.Zero)
	now := period.months()
	for _, p := range points {
		m, s := p.Period.months(), Whole(p.Share.Shift(-2))
		if m > now {
			if m <= at {
				return share
			}
			step := RatioOf(int64(now-at), int64(m-at))
			return share.Add(s.Sub(share).Mul(step)).Clamp()
		}
		at, share = m, s
	}
	return share.Clamp()
}

// DueAmount is what is due of an allocation at share p, rounded down for things
// that come whole.
func DueAmount(allocation decimal.Decimal, p Ratio, whole bool) Ratio {
	due := Whole(allocation).Mul(p)
	if whole {
		return Whole(due.Floor(0))
	}
	return due
}

// FlowPoints is how far a flow count is ahead of its pace: completion − p, and 0
// where that is negative though what is reached covers what is due.
func FlowPoints(completion, p, reached, due Ratio) Ratio {
	points := completion.Sub(p)
	if points.Sign() < 0 && reached.Cmp(due) >= 0 {
		return RatioOf(0, 1)
	}
	return points
}

// StockCompletion is (now − baseline) ÷ (target − baseline); invalid when the
// baseline is not below the target.
func StockCompletion(now, baseline, target Ratio) Ratio {
	way := target.Sub(baseline)
	if way.Sign() <= 0 {
		return Ratio{}
	}
	return now.Sub(baseline).Quo(way)
}

// Meets reports whether a figure meets its target under a comparator; = is met
// by ≥ (judgement.md, edges).
func (c Comparator) Meets(figure, target Ratio) bool {
	if c == AtMost {
		return figure.Cmp(target) <= 0
	}
	return figure.Cmp(target) >= 0
}
