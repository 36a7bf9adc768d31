package report

import (
	"testing"

	"github.com/shopspring/decimal"
)

// TestFormatted: a column is as wide as its numbers are shown, a share as its percentage.
func TestFormatted(t *testing.T) {
	for _, c := range []struct{ n, format, want string }{{"1", percentFormat, "100.00%"}, {"-0.0227", percentFormat, "−2.27%"}, {"1234.5", pointsFormat, "1,234.50"}} {
		if got := formatted(decimal.RequireFromString(c.n), c.format); got != c.want {
			t.Errorf("%s as %s: %s, want %s", c.n, c.format, got, c.want)
		}
	}
}
