package huibao

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/shopspring/decimal"
)

// Ratio is an exact fraction of two decimals. Den is positive in every value
// made by NewRatio; the zero Ratio is 0/0 and Valid reports false for it.
//
// Ratios are compared and combined by cross-multiplication, so that
// 120 × 4/12 is 40 and not 39.99….
type Ratio struct {
	Num decimal.Decimal `json:"num"`
	Den decimal.Decimal `json:"den"`
}

// NewRatio returns num/den with a positive denominator. A zero denominator
// gives the invalid Ratio.
func NewRatio(num, den decimal.Decimal) Ratio {
	switch den.Sign() {
	case 0:
		return Ratio{}
	case -1:
		return Ratio{num.Neg(), den.Neg()}
	}
	return Ratio{num, den}
}

// UnmarshalJSON reads a fraction; one without a positive denominator is the invalid
// Ratio.
func (r *Ratio) UnmarshalJSON(data []byte) error {
	var text struct {
		Num json.RawMessage `json:"num"`
		Den json.RawMessage `json:"den"`
	}
	if err := json.Unmarshal(data, &text); err != nil {
		return fmt.Errorf("ratio: %w", err)
	}
	*r = Ratio{}
	if text.Num == nil || text.Den == nil {
		return nil
	}
	num, err := ParseDecimal(strings.Trim(string(text.Num), `"`))
	if err != nil {
		return fmt.Errorf("ratio: %w", err)
	}
	den, err := ParseDecimal(strings.Trim(string(text.Den), `"`))
	if err != nil {
		return fmt.Errorf("ratio: %w", err)
	}
	*r = NewRatio(num, den)
	return nil
}

// RatioOf returns the fraction num/den of two integers.
func RatioOf(num, den int64) Ratio {
	return NewRatio(decimal.NewFromInt(num), decimal.NewFromInt(den))
}

// Whole returns d/1.
func Whole(d decimal.Decimal) Ratio { return Ratio{d, decimal.NewFromInt(1)} }

// Valid reports whether r has a denominator.
func (r Ratio) Valid() bool { return r.Den.Sign() > 0 }

// Cmp compares two valid ratios exactly: -1, 0 or 1.
func (r Ratio) Cmp(s Ratio) int { return r.Num.Mul(s.Den).Cmp(s.Num.Mul(r.Den)) }

// Sign returns -1, 0 or 1.
func (r Ratio) Sign() int { return r.Num.Sign() }

// Add returns r + s.
func (r Ratio) Add(s Ratio) Ratio {
	return NewRatio(r.Num.Mul(s.Den).Add(s.Num.Mul(r.Den)), r.Den.Mul(s.Den))
}

// Sub returns r - s.
func (r Ratio) Sub(s Ratio) Ratio { return r.Add(Ratio{s.Num.Neg(), s.Den}) }

// Mul returns r × s.
func (r Ratio) Mul(s Ratio) Ratio { return NewRatio(r.Num.Mul(s.Num), r.Den.Mul(s.Den)) }

// Quo returns r ÷ s; the invalid Ratio when s is zero.
func (r Ratio) Quo(s Ratio) Ratio { return NewRatio(r.Num.Mul(s.Den), r.Den.Mul(s.Num)) }

// Round returns the decimal nearest to r with the given places, half away from
// zero.
func (r Ratio) Round(places int32) decimal.Decimal { return r.Num.DivRound(r.Den, places) }

// Floor returns the largest multiple of 10^-places that is not above r.
func (r Ratio) Floor(places int32) decimal.Decimal {
	scaled := r.Num.Shift(places)
	q, rem := scaled.QuoRem(r.Den, 0)
	if rem.Sign() < 0 {
		q = q.Sub(decimal.NewFromInt(1))
	}
	return q.Shift(-places)
}

// Clamp returns r held within 0…1.
func (r Ratio) Clamp() Ratio {
	one := RatioOf(1, 1)
	switch {
	case r.Sign() < 0:
		return RatioOf(0, 1)
	case r.Cmp(one) > 0:
		return one
	}
	return r
}

// Percent returns 100 r rounded to places, half away from zero.
func (r Ratio) Percent(places int32) decimal.Decimal {
	return r.Num.Shift(2).DivRound(r.Den, places)
}

// PercentText prints r as a percentage with places decimals: "98.57%". A ratio
// short of one never prints as 100 % or more: it is cut at 99.99 % (or the same
// with fewer nines).
func (r Ratio) PercentText(places int32) string {
	p := r.Percent(places)
	hundred := decimal.NewFromInt(100)
	if r.Cmp(RatioOf(1, 1)) < 0 && p.Cmp(hundred) >= 0 {
		p = hundred.Sub(decimal.New(1, -places))
	}
	return p.StringFixed(places) + "%"
}

// PointsText prints r as signed percentage points: "+2.35", "-9.79", "+0.00".
func (r Ratio) PointsText(places int32) string {
	s := r.Percent(places).StringFixed(places)
	if r.Percent(places).Sign() >= 0 {
		return "+" + s
	}
	return s
}
