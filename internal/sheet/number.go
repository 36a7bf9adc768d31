package sheet

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Bounds of a number's text: what a file may store is far below, and arithmetic on
// it stays cheap.
const (
	maxDigits   = 400
	maxExponent = 3 // digits
)

// isNumber reports whether a text is a number as a file may store it: decimal
// notation with at most one sign, with an exponent of at most three digits.
func isNumber[T string | []byte](s T) bool {
	i := 0
	if i < len(s) && (s[i] == '-' || s[i] == '+') {
		i++
	}
	digits, point := 0, false
	for ; i < len(s); i++ {
		if s[i] == '.' && !point {
			point = true
			continue
		}
		if s[i] < '0' || s[i] > '9' {
			break
		}
		digits++
	}
	if digits == 0 || digits > maxDigits {
		return false
	}
	return i == len(s) || s[i]|0x20 == 'e' && isExponent(s[i+1:])
}

func isExponent[T string | []byte](s T) bool {
	i := 0
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		i = 1
	}
	if n := len(s) - i; n < 1 || n > maxExponent {
		return false
	}
	for ; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func parseNumber(raw string) (decimal.Decimal, error) {
	if !isNumber(raw) {
		return decimal.Decimal{}, fmt.Errorf("%q 不是数", raw)
	}
	return decimal.NewFromString(raw)
}

// Decimal15 is a number cell's stored text rounded to the 15 significant digits
// that Excel itself keeps (its own sums store 796.5400000000001 for 796.54), half
// away from zero. It fails for a text that no number cell can hold.
func Decimal15(raw string) (decimal.Decimal, error) {
	d, err := parseNumber(raw)
	if err != nil {
		return d, err
	}
	digits := int32(d.NumDigits())
	if digits <= 15 {
		return d, nil
	}
	return d.Round(15 - digits - d.Exponent()), nil
}

// Plain is a cell's stored text; of a number with more digits than Excel keeps what it is without them, as the
// cell shows it.
func (c Cell) Plain() string {
	if c.Type != Number || SignificantDigits(c.Raw) <= 15 {
		return c.Raw
	}
	d, err := Decimal15(c.Raw)
	if err != nil {
		return c.Raw
	}
	return d.String()
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
