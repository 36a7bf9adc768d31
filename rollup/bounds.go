package rollup

import (
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/statement"
)

// A city figure that lacks units is judged by what it must come to at least and may come to
// at most (statement.md, 3). Of each unit h that is not counted, L is its last counted
// cumulative of the year and A its allocation:
//
//	low  = Σ counted + Σ L
//	high = Σ counted + Σ max(A, L)
//
// Neither is printed; only the verdict is.
type interval struct{ low, high huibao.Ratio }

// saidGreen and saidBehind say what a verdict that rests on bounds rests on.
const saidGreen = "（按已报数）"

func saidBehind(holes []huibao.Hole) string {
	word := statement.WordOf(holes[0])
	for _, h := range holes {
		if statement.WordOf(h) != word {
			word = "未计入" // of several sorts
		}
	}
	return "（" + word + "县区按完成全年任务计也未达）"
}

// uncounted are the entries that a city's figure lacks.
func uncounted(entries []entry, f huibao.Field) []entry {
	return slices.DeleteFunc(slices.Clone(entries), func(e entry) bool { return e.hole == "" && e.has(f) })
}

// byBounds gives the light of a city's figure with holes: judge says what a figure would be
// judged as, met whether it would be all that is asked for. The share of the whole that is
// counted must be at least a half for a green.
func (g *group) byBounds(s *huibao.Standing, b interval, ok bool, covered bool, judge func(huibao.Ratio) huibao.Light, met func(huibao.Ratio) bool) {
	g.missing(s)
	if !ok {
		return
	}
	low, high := judge(b.low), judge(b.high)
	switch {
	case low == huibao.Green && high == huibao.Green:
		if covered {
			s.Light, s.Reason, s.Met = huibao.Green, "", met(b.low) && met(b.high)
			s.Word = word(s) + saidGreen
		}
	case low == high, low == huibao.Red && high == huibao.Yellow:
		s.Light, s.Reason = high, ""
		s.Word = s.Light.Label() + saidBehind(s.Holes)
	}
}

// countBounds are the bounds of a count; false where a unit that is not counted has no
// allocation, so that there is no saying what it may come to.
func (g *group) countBounds(s *huibao.Standing, entries []entry) (b interval, ok, covered bool) {
	sum := s.Reached.Or(decimal.Zero)
	low, high, lacking := sum, sum, decimal.Zero
	for _, e := range uncounted(entries, huibao.FieldCumulative) {
		part, allotted := g.c.Plan.Allocation(g.ind.Code, e.Subject).Decimal()
		if !allotted {
			return b, false, false
		}
		last := g.least(e)
		low, high, lacking = low.Add(last), high.Add(decimal.Max(part, last)), lacking.Add(part)
	}
	whole, _ := s.Target.Decimal()
	covered = lacking.Add(lacking).LessThanOrEqual(whole)
	return interval{huibao.Whole(low), huibao.Whole(high)}, true, covered
}

// least is what an uncounted unit must have reached: what last counted, or less where its row
// itself says so.
func (g *group) least(e entry) decimal.Decimal {
	last := g.c.Previous.Last(e.Subject, g.ind.Code, g.c.Period.Year).Reached.Or(decimal.Zero)
	if e.row == nil {
		return last
	}
	least := last
	if d, ok := e.row.Quantity(huibao.FieldCumulative).Decimal(); ok {
		least = decimal.Min(least, d)
	}
	if d, ok := e.row.Quantity(huibao.FieldThis).Decimal(); ok && d.Sign() < 0 {
		least = decimal.Min(least, last.Add(d))
	}
	return decimal.Max(least, decimal.Zero)
}

// rateBounds are the bounds of a rate: an uncounted unit's denominator is what it was, or up to
// twice what that has grown to where it grows; none of what is new may be reached, or all.
func (g *group) rateBounds(s *huibao.Standing, entries []entry) (b interval, ok, covered bool) {
	n, d := s.Numer.Or(decimal.Zero), s.Denom.Or(decimal.Zero)
	lowN, highN, all := n, n, d
	lastDenoms := decimal.Zero
	for _, e := range uncounted(entries, huibao.FieldNumer) {
		last := g.c.Previous.Last(e.Subject, g.ind.Code, g.c.Period.Year)
		oldN, okN := last.Numer.Decimal()
		oldD, okD := last.Denom.Decimal()
		if !okN || !okD || oldD.Sign() <= 0 {
			return b, false, false
		}
		denom, most := oldD, oldD
		if g.ind.Mode != huibao.ModeCumulative {
			grown := huibao.NewRatio(oldD.Mul(decimal.NewFromInt(int64(2*g.c.Period.Month))), decimal.NewFromInt(int64(last.At.Month)))
			denom = grown.Round(0)
			if huibao.Whole(denom).Cmp(grown) < 0 {
				denom = denom.Add(decimal.NewFromInt(1))
			}
			most = oldN.Add(denom.Sub(oldD))
		}
		lowN, highN, all = lowN.Add(oldN), highN.Add(decimal.Max(most, oldN)), all.Add(denom)
		lastDenoms = lastDenoms.Add(oldD)
	}
	if all.Sign() <= 0 {
		return b, false, false
	}
	covered = d.GreaterThanOrEqual(lastDenoms)
	return interval{huibao.NewRatio(lowN, all), huibao.NewRatio(highN, all)}, true, covered
}

// behindOf is the light of a count or rate at a level, by points.
func (g *group) behindOf(s *huibao.Standing, completion func(huibao.Ratio) huibao.Ratio, goal huibao.Ratio) func(huibao.Ratio) huibao.Light {
	return func(figure huibao.Ratio) huibao.Light {
		points := huibao.FlowPoints(completion(figure), s.Share, figure, s.Due)
		return g.bounds().JudgePoints(points, g.ind.Comparator.Meets(figure, goal), s.AtDeadline)
	}
}

// mostlyHeld reports whether a figure without points stands below what it must be, whatever
// the units come to that are missing.
func (g *group) mostlyHeld(s *huibao.Standing, below bool) {
	g.missing(s)
	if !below {
		return
	}
	s.Light = huibao.JudgeHeld(false, g.unmetBefore(s.Unit), s.AtDeadline, huibao.Ratio{})
	s.Word, s.Reason = "未达标", ""
	if s.AtDeadline {
		s.Word = "逾期未达"
	}
}

// unitsHeld judges what every unit must hold: one below is below, whoever is missing.
func (g *group) unitsHeld(s *huibao.Standing) {
	if len(s.Holes) == 0 {
		g.held(s, s.Held == s.Of, huibao.Ratio{})
		return
	}
	g.mostlyHeld(s, s.Held < s.Of-len(s.Holes))
}
