package numtext

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// unitRunes are the units that multiply a number.
const unitRunes = "十百千万亿萬億"

// unitAt is the power of ten of the unit at the beginning of s, and its length, 0 where
// there is none.
func unitAt(s string) (power int32, n int) {
	r, n := utf8.DecodeRuneInString(s)
	switch r {
	case '十':
		return 1, n
	case '百':
		return 2, n
	case '千':
		return 3, n
	case '万', '萬':
		return 4, n
	case '亿', '億':
		return 8, n
	}
	return 0, 0
}

// multiple reports whether a measure is itself a multiple of another: 万元.
func multiple(measure string) bool {
	if _, n := unitAt(measure); n == 0 || n == len(measure) {
		return false
	}
	for _, w := range []string{"千克", "千米", "千瓦", "千伏", "百分"} {
		if strings.HasPrefix(measure, w) {
			return false
		}
	}
	return true
}

// tally adds up 1亿2千万3百: terms within a section, sections by 万 and 亿.
type tally struct {
	total, section, pending decimal.Decimal
	has                     bool // pending has been given
	small, big              int32
	whole                   bool // by 亿, once
}

// take multiplies what is pending by a unit; false where the units are out of order.
func (t *tally) take(power int32) bool {
	if power < 4 {
		if !t.has || power >= t.small {
			return false
		}
		t.section, t.small, t.has = t.section.Add(t.pending.Shift(power)), power, false
		return true
	}
	filled := t.has || t.small < 4
	if t.has {
		t.section = t.section.Add(t.pending)
	}
	switch {
	case power == 4 && (t.big == 4 || !filled), power == 8 && (t.whole || !filled && t.big != 4):
		return false
	case power == 8:
		t.total, t.whole = t.total.Add(t.section).Shift(8), true
	default:
		t.total = t.total.Add(t.section.Shift(4))
	}
	t.section, t.has, t.small, t.big = decimal.Zero, false, 4, power
	return true
}

func (t *tally) sum() decimal.Decimal {
	s := t.total.Add(t.section)
	if t.has {
		s = s.Add(t.pending)
	}
	return s
}

// scale multiplies a number by the units at the beginning of s, and adds the digits under
// them: 1万2千, 3亿5000万, 1万零5; a last single digit takes the next place down (1万5).
func (r *reading) scale(first decimal.Decimal, s string) (whole decimal.Decimal, rest string, d *Doubt) {
	t := &tally{pending: first, has: true, small: 4, big: 12}
	irregular := func() (decimal.Decimal, string, *Doubt) {
		return whole, s, &Doubt{Why: "万、千、百的次序不规范，不能确定是多少"}
	}
	rest = s
	for {
		power, n := unitAt(rest)
		if n == 0 {
			return t.sum(), rest, nil
		}
		if !t.take(power) {
			return irregular()
		}
		rest = rest[n:]
		digits, nought := strings.CutPrefix(rest, "零")
		k := 0
		for k < len(digits) && isDigit(digits[k]) {
			k++
		}
		if k == 0 {
			if nought {
				return irregular()
			}
			continue
		}
		next, more := unitAt(digits[k:])
		if !first.IsInteger() || k > int(power) || k < len(digits) && strings.IndexByte(".,", digits[k]) >= 0 {
			return irregular()
		}
		t.pending, t.has = decimal.RequireFromString(digits[:k]), true
		switch {
		case more > 0 && (next >= power || k > int(power-next)):
			return irregular()
		case more > 0:
		case k == 1 && !nought && power > 1:
			t.pending = t.pending.Shift(power - 1)
		case k < int(power) && !nought:
			return irregular()
		}
		rest = digits[k:]
	}
}
