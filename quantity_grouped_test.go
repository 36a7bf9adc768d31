package huibao

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
)

// TestPlain: whole numbers that are written without a big number are written as by one.
func TestPlain(t *testing.T) {
	for _, d := range []decimal.Decimal{{}, decimal.Zero, decimal.NewFromInt(-1), decimal.NewFromInt(999999999999999999), decimal.NewFromInt(-999999999999999999),
		decimal.NewFromInt(1000000000000000000), decimal.NewFromInt(math.MaxInt64), decimal.NewFromInt(math.MinInt64), decimal.RequireFromString("9223372036854775808"),
		decimal.RequireFromString("123456789012345678901234567890"), decimal.New(12, 3), decimal.New(-1250, -2), decimal.New(0, -3), decimal.New(5, -60)} {
		if got, want := (Quantity{Number, d}).String(), d.String(); got != want {
			t.Errorf("%s, not %s", got, want)
		}
	}
}

func TestGrouped(t *testing.T) {
	for in, want := range map[string]string{"0": "0", "-12": "-12", "999": "999", "1000": "1,000", "-1234567.50": "-1,234,567.50", "0.1234": "0.1234", "100000": "100,000"} {
		if got := Grouped(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
