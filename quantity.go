package huibao

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// QuantityState tells a number from its two kinds of absence.
type QuantityState uint8

// The three states of a Quantity.
const (
	Missing       QuantityState = iota // 缺: nothing was reported
	Number                             // a number, zero included
	NotApplicable                      // 不适用: "/", "—", 无此项
)

// Quantity is a number, or missing, or not applicable. The zero Quantity is
// missing. JSON: a string in plain notation, null, or "/".
type Quantity struct {
	state QuantityState
	n     decimal.Decimal
}

// Num returns the Quantity that is the number d, in its shortest form, so that a
// number that was stored and read again is the same in every way.
func Num(d decimal.Decimal) Quantity {
	if d.Exponent() != 0 {
		if short, err := decimal.NewFromString(d.String()); err == nil {
			d = short
		}
	}
	return Quantity{Number, d}
}

// NumInt returns the Quantity that is the whole number i.
func NumInt(i int64) Quantity { return Num(decimal.NewFromInt(i)) }

// NA returns the Quantity that does not apply.
func NA() Quantity { return Quantity{state: NotApplicable} }

// MustNum returns the Quantity written in s, for tables and tests; it panics on
// text that is no decimal.
func MustNum(s string) Quantity { return Num(decimal.RequireFromString(s)) }

// State returns which of the three q is.
func (q Quantity) State() QuantityState { return q.state }

// IsNumber reports whether q holds a number.
func (q Quantity) IsNumber() bool { return q.state == Number }

// IsMissing reports whether nothing was reported.
func (q Quantity) IsMissing() bool { return q.state == Missing }

// Decimal returns the number and true, or zero and false.
func (q Quantity) Decimal() (decimal.Decimal, bool) { return q.n, q.state == Number }

// Or returns the number, or d where there is none.
func (q Quantity) Or(d decimal.Decimal) decimal.Decimal {
	if q.state == Number {
		return q.n
	}
	return d
}

// Equal reports whether q and r are the same state and, if numbers, of the same
// value (1.10 equals 1.1).
func (q Quantity) Equal(r Quantity) bool {
	return q.state == r.state && (q.state != Number || q.n.Equal(r.n))
}

// String prints the number in plain notation, "/" or the empty string.
func (q Quantity) String() string {
	switch q.state {
	case Number:
		return plain(q.n)
	case NotApplicable:
		return "/"
	}
	return ""
}

// plain is d.String, without a big number where a small whole one will do: most are, and it is
// asked for of each value of thousands of returns.
func plain(d decimal.Decimal) string {
	const sure = 18 // digits, of which an int64 holds any
	if d.Exponent() == 0 && d.NumDigits() <= sure {
		return strconv.FormatInt(d.CoefficientInt64(), 10)
	}
	return d.String()
}

// Fixed prints the number rounded to places, "/" or the empty string.
func (q Quantity) Fixed(places int32) string {
	if q.state == Number {
		return q.n.StringFixed(places)
	}
	return q.String()
}

// Add returns the sum of two numbers; missing or not applicable unless both are
// numbers.
func (q Quantity) Add(r Quantity) Quantity {
	if q.state != Number {
		return q
	}
	if r.state != Number {
		return r
	}
	return Num(q.n.Add(r.n))
}

// MarshalJSON writes "12.5", null or "/".
func (q Quantity) MarshalJSON() ([]byte, error) {
	if q.state == Missing {
		return []byte("null"), nil
	}
	return json.Marshal(q.String())
}

// UnmarshalJSON reads what MarshalJSON writes.
func (q *Quantity) UnmarshalJSON(data []byte) error {
	var s *string
	if err := json.Unmarshal(data, &s); err != nil {
		return fmt.Errorf("quantity: %w", err)
	}
	switch {
	case s == nil:
		*q = Quantity{}
	case *s == "/":
		*q = NA()
	default:
		d, err := ParseDecimal(*s)
		if err != nil {
			return fmt.Errorf("quantity: %w", err)
		}
		*q = Num(d)
	}
	return nil
}

// maxExponent bounds decimals that somebody else wrote: arithmetic on 1e999999999 would
// fill the memory.
const maxExponent = 60

// ParseDecimal reads a decimal that comes from outside (a stamp, a setting, a typed
// rate): one of more than 120 characters, or with an exponent beyond ±60, is an error.
func ParseDecimal(s string) (decimal.Decimal, error) {
	if len(s) > 2*maxExponent {
		return decimal.Zero, fmt.Errorf("a number of %d characters", len(s))
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return decimal.Zero, err
	}
	if d.Exponent() > maxExponent || d.Exponent() < -maxExponent {
		return decimal.Zero, fmt.Errorf("a number out of bounds: %q", s)
	}
	return d, nil
}

// Grouped is a number in plain notation with its thousands apart, as texts print it.
func Grouped(s string) string {
	whole, _, _ := strings.Cut(s, ".")
	digits := strings.TrimLeft(whole, "-")
	sign, rest := whole[:len(whole)-len(digits)], s[len(whole):]
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return sign + digits + rest
}
