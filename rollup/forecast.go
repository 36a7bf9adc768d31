package rollup

import (
	"math/big"

	"github.com/shopspring/decimal"

	"huibao"
)

// Forecasts follow the drift method (Hyndman and Athanasopoulos, Forecasting:
// Principles and Practice, 3rd ed., 5.2 and 5.5) over the plan's own time: the share of
// the year's work that is due, so that work that rests in winter is not taken to be
// behind. With y reached at the share p, the pace is y ÷ p, the forecast for the
// deadline y ÷ p, and the range of four in five (t distribution) its standard error
// σ √((1−p) ÷ p), where σ² is the mean of (x − y∕p·Δ)² ÷ Δ over the periods, each with
// the increment x and the share Δ.

// forecastLeast is how many periods a forecast needs.
const forecastLeast = 3

// quantiles of the t distribution, 0.90 one-sided, by degrees of freedom from 1.
var quantiles = []decimal.Decimal{decimal.New(3078, -3), decimal.New(1886, -3), decimal.New(1638, -3), decimal.New(1533, -3), decimal.New(1476, -3),
	decimal.New(1440, -3), decimal.New(1415, -3), decimal.New(1397, -3), decimal.New(1383, -3), decimal.New(1372, -3), decimal.New(1363, -3)}

// point is what was reached by a share of the year's work.
type point struct {
	share huibao.Ratio
	y     decimal.Decimal
}

// forecast is where the present pace ends at the deadline: of counts that go with a
// pace and miss no unit in any period. Nil where there is none.
func (g *group) forecast(s *huibao.Standing) *huibao.Forecast {
	target, ok := s.Target.Decimal()
	if g.ind.Kind != huibao.KindCount || g.ind.Comparator == huibao.AtMost || !ok || !s.Allocated || s.AtDeadline || target.Sign() <= 0 {
		return nil
	}
	base := decimal.Zero
	if g.ind.Mode == huibao.ModeStock {
		b, known := s.Baseline.Decimal()
		if !known {
			return nil
		}
		base = b
	}
	points := g.points(s, base)
	if len(points) < forecastLeast {
		return nil
	}
	middle, spread, ok := drift(points)
	if !ok {
		return nil
	}
	places := g.ind.Places
	f := &huibao.Forecast{At: middle.Add(base).Round(places), Low: decimal.Max(middle.Sub(spread), points[len(points)-1].y).Add(base).Round(places),
		High: middle.Add(spread).Add(base).Round(places), Periods: len(points)}
	f.MetBy = g.metBy(points[len(points)-1], middle, target.Sub(base))
	return f
}

// points are what was reached in each period of the year, this one last; none where a
// period misses a unit or the figure fell.
func (g *group) points(s *huibao.Standing, base decimal.Decimal) []point {
	var list []point
	add := func(x *huibao.Standing, share huibao.Ratio) bool {
		y, ok := x.Reached.Decimal()
		if !ok || len(x.Holes) > 0 || !share.Valid() {
			return false
		}
		if share.Sign() > 0 {
			list = append([]point{{share, y.Sub(base)}}, list...)
		}
		return true
	}
	if !add(s, s.Share) {
		return nil
	}
	for c := g.c.Previous; c != nil && c.Period.Year == g.c.Period.Year; c = c.Previous {
		if was := c.CityStanding(g.ind.Code); was == nil || !add(was, was.Share) {
			break
		}
	}
	return list
}

// drift is the forecast at the share 1 and half of its range. It is not ok where
// nothing was due yet or nothing done.
func drift(points []point) (middle, spread decimal.Decimal, ok bool) {
	last := points[len(points)-1]
	if last.share.Sign() <= 0 || last.y.Sign() <= 0 || last.share.Cmp(huibao.RatioOf(1, 1)) >= 0 {
		return middle, spread, false
	}
	pace := huibao.Whole(last.y).Quo(last.share)
	sum, n := huibao.RatioOf(0, 1), 0
	before := point{huibao.RatioOf(0, 1), decimal.Zero}
	for _, p := range points {
		step := p.share.Sub(before.share)
		if step.Sign() > 0 {
			off := huibao.Whole(p.y.Sub(before.y)).Sub(pace.Mul(step))
			sum = shorten(sum.Add(off.Mul(off).Quo(step)))
			n++
		}
		before = p
	}
	if n < forecastLeast-1 {
		return middle, spread, false
	}
	left := huibao.RatioOf(1, 1).Sub(last.share)
	variance := sum.Mul(huibao.RatioOf(1, int64(max(n-1, 1)))).Mul(left).Quo(last.share)
	return pace.Round(guard), root(variance.Round(guard)).Mul(quantiles[min(n-1, len(quantiles))-1]), true
}

// guard is how many decimals are carried; a forecast is shown with fewer.
const guard = 8

// shorten keeps a sum of fractions from growing.
func shorten(r huibao.Ratio) huibao.Ratio { return huibao.Whole(r.Round(guard)) }

// root is the square root, to guard ÷ 2 decimals.
func root(d decimal.Decimal) decimal.Decimal {
	if d.Sign() <= 0 {
		return decimal.Zero
	}
	n := d.Shift(guard).BigInt()
	return decimal.NewFromBigInt(new(big.Int).Sqrt(n), -guard/2)
}

// metBy is the first period by whose end the pace reaches the target; zero where it
// does not by the deadline.
func (g *group) metBy(now point, pace, target decimal.Decimal) huibao.Period {
	if now.y.GreaterThanOrEqual(target) || pace.LessThan(target) {
		return huibao.Period{}
	}
	for p := g.c.Period.Next(); p.Year == g.c.Period.Year; p = p.Next() {
		share := g.c.Plan.Share(g.ind, p)
		if share.Valid() && huibao.Whole(pace).Mul(share).Cmp(huibao.Whole(target)) >= 0 {
			return p
		}
	}
	return huibao.Period{}
}
