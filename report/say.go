package report

import (
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// How numbers stand in running text (statement.md, 2.3): no separators, no trailing zeros,
// percentages with one decimal, money from 1万元 on in 万元. Tables have the same digits with
// fixed places.

var (
	wan = decimal.NewFromInt(10000)
	yi  = decimal.NewFromInt(100000000)
)

// plain prints a number for running text.
func plain(d decimal.Decimal, places int32) string { return signOut(trimmed(d.StringFixed(places))) }

// signOut gives a number the sign that is printed.
func signOut(s string) string {
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		return minus + rest
	}
	return s
}

func trimmed(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// amount prints a number with its measure: 1100人次, 219.97万元.
func amount(d decimal.Decimal, places int32, measure string) string {
	if measure == "元" {
		switch abs := d.Round(2).Abs(); {
		case abs.DivRound(wan, 2).GreaterThanOrEqual(wan):
			return plain(d.DivRound(yi, 2), 2) + "亿元"
		case abs.GreaterThanOrEqual(wan):
			return plain(d.DivRound(wan, 2), 2) + "万元"
		}
		places = max(places, 2)
	}
	return plain(d, places) + measure
}

// mostPlaces is how many decimals a percentage is given at most, where fewer would say
// something else than its light.
const mostPlaces = 4

// percentages are a figure's share, what is due of it, and how far apart the two are, as they
// are printed: the difference of the printed ones, with as many places as it takes not to
// contradict the light (statement.md, 2.1, rules 3 and 4).
type percentages struct{ share, due, apart decimal.Decimal }

// printedShares gives the percentages of a standing that has points.
func (m *Model) printedShares(s *huibao.Standing) (p percentages, ok bool) {
	if !s.Completion.Valid() || !s.Share.Valid() {
		return p, false
	}
	bounds := m.Plan.BoundsOf()
	for places := int32(1); ; places++ {
		p.share, p.due = shareAt(s.Completion, places), s.Share.Percent(places)
		p.apart = p.share.Sub(p.due)
		if places == mostPlaces || agrees(s, p.apart, bounds) {
			return p, true
		}
	}
}

// agrees reports whether printed points say the same as the light.
func agrees(s *huibao.Standing, apart decimal.Decimal, b huibao.Bounds) bool {
	behind := huibao.Whole(apart.Neg().Shift(-2))
	switch {
	case s.Points.Valid() && s.Points.Sign() < 0 && apart.Sign() >= 0, s.Points.Valid() && s.Points.Sign() > 0 && apart.Sign() <= 0:
		return false
	case s.Met || s.AtDeadline:
		return true
	case s.Light == huibao.Green:
		return behind.Cmp(b.Yellow) < 0 || s.Points.Valid() && s.Points.Sign() == 0
	case s.Light == huibao.Yellow:
		return behind.Cmp(b.Yellow) >= 0 && behind.Cmp(b.Red) <= 0
	case s.Light == huibao.Red:
		return behind.Cmp(b.Red) > 0
	}
	return true
}

// shareAt is a share in percent; what falls short of the whole is never 100.
func shareAt(r huibao.Ratio, places int32) decimal.Decimal {
	hundred := decimal.NewFromInt(100)
	for ; ; places++ {
		p := r.Percent(places)
		short := r.Cmp(huibao.RatioOf(1, 1)) < 0
		if !short || p.LessThan(hundred) {
			return p
		}
		if places >= mostPlaces {
			return hundred.Sub(decimal.New(1, -places))
		}
	}
}

// percentOf prints a share for running text: 76%, 9.7%.
func percentOf(r huibao.Ratio) string { return trimmed(shareAt(r, 1).String()) + "%" }

// percentCell prints a share for a table whose heading has the sign: 76.0.
func percentCell(r huibao.Ratio) string {
	if !r.Valid() {
		return "—"
	}
	p := shareAt(r, 1)
	return p.StringFixed(max(1, -p.Exponent()))
}

// apartText prints printed points for running text: 22.5个百分点.
func apartText(d decimal.Decimal) string {
	if d.IsZero() {
		return "不足0.1个百分点"
	}
	return trimmed(d.Abs().String()) + "个百分点"
}

// gapOf is how much more brings a figure to its pace: the fewest further units, at the
// indicator's places; false where nothing is lacking.
func gapOf(ind *huibao.Indicator, s *huibao.Standing) (decimal.Decimal, bool) {
	if !s.Shortfall.Valid() || s.Shortfall.Sign() <= 0 {
		return decimal.Zero, false
	}
	down := s.Shortfall.Floor(ind.Places)
	if huibao.Whole(down).Cmp(s.Shortfall) < 0 {
		down = down.Add(decimal.New(1, -ind.Places))
	}
	return down, true
}
