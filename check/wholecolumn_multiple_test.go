package check

import (
	"testing"

	"github.com/shopspring/decimal"
)

// TestMultipleOf says what Mod says, of any figure.
func TestMultipleOf(t *testing.T) {
	for _, text := range []string{"0", "1", "2", "10", "100", "1e2", "12e1", "15e-1", "20.0", "20.5", "-40", "-41", "999999999999999999", "1000000000000000000", "123456789012345678901234567890", "9223372036854775808"} {
		d := decimal.RequireFromString(text)
		for _, k := range columnFactors {
			if got, want := multipleOf(d, k), d.Mod(decimal.NewFromInt(k)).IsZero(); got != want {
				t.Errorf("%s of %d: %t", text, k, got)
			}
		}
	}
}
