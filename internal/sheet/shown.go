package sheet

import (
	"fmt"
	"strings"
	"time"

	"github.com/shopspring/decimal"
)

// Decimal15 is a number cell's stored text rounded to the 15 significant digits
// that Excel itself keeps (its own sums store 796.5400000000001 for 796.54).
func Decimal15(raw string) (decimal.Decimal, error) {
	d, err := decimal.NewFromString(raw)
	if err != nil {
		return d, fmt.Errorf("%q 不是数", raw)
	}
	digits := int32(len(d.Coefficient().String()))
	if d.Sign() < 0 {
		digits--
	}
	if digits <= 15 {
		return d, nil
	}
	return d.Round(15 - digits - d.Exponent()), nil
}

// SignificantDigits counts the digits of a number's text without leading and
// trailing zeros.
func SignificantDigits(raw string) int {
	mantissa, _, _ := strings.Cut(strings.ToLower(raw), "e")
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, mantissa)
	return len(strings.Trim(digits, "0"))
}

// Shown is what a reader sees of a number cell where that is not plainly its
// stored text: a date, a percentage, fixed places, 万. It is "" for all else.
func Shown(c Cell, date1904 bool) string {
	if c.Type != Number {
		return ""
	}
	switch c.Format.Class {
	case ClassDate:
		if y, m, d, ok := SerialDate(c.Raw, date1904); ok {
			return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
		}
	case ClassPercent:
		if d, err := Decimal15(c.Raw); err == nil {
			return d.Shift(2).StringFixed(int32(c.Format.Places)) + "%"
		}
	case ClassScaled:
		if d, err := Decimal15(c.Raw); err == nil {
			return scaled(d, c.Format)
		}
	}
	return ""
}

func scaled(d decimal.Decimal, f NumFmt) string {
	places := int32(f.Places)
	if f.Scale%3 != 0 {
		places = int32(f.Scale % 3)
	}
	s := d.Shift(-int32(f.Scale)).StringFixed(places)
	if strings.Contains(f.Code, "万") {
		s += "万"
	}
	return s
}

// ShownDecimal is the number that a reader would take a cell to hold, by its
// places; ok is false where the format hides nothing (General, text, dates).
func ShownDecimal(c Cell) (decimal.Decimal, bool) {
	d, err := Decimal15(c.Raw)
	if c.Type != Number || err != nil {
		return d, false
	}
	switch c.Format.Class {
	case ClassNumber:
		return d.Round(int32(c.Format.Places)), true
	case ClassPercent:
		return d.Round(int32(c.Format.Places) + 2), true
	}
	return d, false
}

// SerialDate turns an Excel serial number into a day. In the 1900 system the day
// 60 (29 February 1900) does not exist; fractions of a day are dropped.
func SerialDate(raw string, date1904 bool) (year, month, day int, ok bool) {
	d, err := decimal.NewFromString(raw)
	if err != nil || d.Sign() < 0 || d.GreaterThan(decimal.NewFromInt(2958465)) {
		return 0, 0, 0, false
	}
	n := int(d.IntPart())
	base := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case date1904:
		base = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case n < 1 || n == 60:
		return 0, 0, 0, false
	case n < 60:
		base = base.AddDate(0, 0, 1)
	}
	t := base.AddDate(0, 0, n)
	return t.Year(), int(t.Month()), t.Day(), true
}
