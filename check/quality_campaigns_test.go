package check_test

import (
	"math"
	"math/rand/v2"
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// shape is how a year's work is spread over its months: slowly begun and ended, in a few
// batches, at the ends of quarters, as it comes, at the year's beginning, towards its end, or
// evenly.
func shape(rnd *rand.Rand) [12]float64 {
	var w [12]float64
	kind, middle, steep := rnd.IntN(7), 4+5*rnd.Float64(), 0.5+rnd.Float64()
	sum := 0.0
	for m := range w {
		x := float64(m)
		switch kind {
		case 0:
			w[m] = 1/(1+math.Exp(-steep*(x+1-middle))) - 1/(1+math.Exp(-steep*(x-middle)))
		case 1:
			if rnd.IntN(3) == 0 {
				w[m] = rnd.ExpFloat64()
			}
		case 2:
			w[m] = 0.3
			if m%3 == 2 {
				w[m] = 2.4
			}
		case 3:
			w[m] = rnd.ExpFloat64()
		case 4:
			w[m] = math.Exp(-x / 2.5)
		case 5:
			w[m] = math.Exp((x - 11) / 2.5)
		default:
			w[m] = math.Max(0, 1+0.2*rnd.NormFloat64())
		}
		sum += w[m]
	}
	for m := range w {
		w[m] /= math.Max(sum, 1e-9)
	}
	return w
}

// campaigns spreads what flows and cumulative rates come to in the year otherwise than the plan
// lets expect, and tops payments up by other parts each month.
func campaigns(y *year, rnd *rand.Rand) {
	for _, code := range slices.Sorted(keysOf(y[11])) {
		last, w := y[11][code], shape(rnd)
		_, flows := last[huibao.FieldThis]
		_, pays := last[huibao.FieldMonths]
		numer := last[huibao.FieldNumer]
		switch {
		case flows:
			places, reached := int32(0), decimal.Zero
			for m := range y {
				places = max(places, -y[m][code][huibao.FieldThis].Exponent())
			}
			for m := range y {
				this := decimal.NewFromFloat(last[huibao.FieldCumulative].InexactFloat64() * w[m]).Round(places)
				reached = reached.Add(this)
				y[m][code][huibao.FieldThis], y[m][code][huibao.FieldCumulative] = this, reached
			}
		case pays:
			topped := last[huibao.FieldPaid].LessThan(last[huibao.FieldMonths].Mul(decimal.NewFromInt(680)))
			paid, months := decimal.Zero, decimal.Zero
			for m := range y {
				now, part := y[m][code][huibao.FieldMonths].Sub(months), 1.0
				if topped {
					part = 0.3 + 0.4*rnd.Float64()
				}
				months = months.Add(now)
				paid = paid.Add(decimal.NewFromFloat(now.InexactFloat64() * 690 * part).Round(0))
				y[m][code][huibao.FieldPaid] = paid
			}
		case y[0][code][huibao.FieldNumer].Mul(decimal.NewFromInt(3)).LessThan(numer):
			share := 0.0
			for m := range y {
				share += w[m]
				y[m][code][huibao.FieldNumer] = decimal.Min(numer, decimal.NewFromFloat(numer.InexactFloat64()*share).Floor())
				y[m][code][huibao.FieldDenom] = last[huibao.FieldDenom]
			}
		}
	}
}
