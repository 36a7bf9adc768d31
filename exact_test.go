package huibao_test

import (
	"encoding/json"
	"math/big"
	"math/rand/v2"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// rat is a ratio by the standard library, the oracle of this file.
func rat(r huibao.Ratio) *big.Rat { return new(big.Rat).Quo(r.Num.Rat(), r.Den.Rat()) }

func random(rng *rand.Rand) huibao.Ratio {
	num := decimal.New(rng.Int64N(2_000_001)-1_000_000, -rng.Int32N(4))
	den := decimal.New(rng.Int64N(999)+1, -rng.Int32N(3))
	if rng.IntN(4) == 0 {
		den = den.Neg()
	}
	return huibao.NewRatio(num, den)
}

// TestRatioProperty holds the arithmetic of fractions against math/big's.
func TestRatioProperty(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		a, b := random(rng), random(rng)
		x, y := rat(a), rat(b)
		for _, c := range []struct {
			name string
			got  huibao.Ratio
			want *big.Rat
		}{
			{"+", a.Add(b), new(big.Rat).Add(x, y)}, {"-", a.Sub(b), new(big.Rat).Sub(x, y)}, {"*", a.Mul(b), new(big.Rat).Mul(x, y)},
		} {
			if !c.got.Valid() || rat(c.got).Cmp(c.want) != 0 {
				t.Fatalf("%s %s %s = %s, want %s", x, c.name, y, rat(c.got), c.want)
			}
		}
		if b.Sign() != 0 && rat(a.Quo(b)).Cmp(new(big.Rat).Quo(x, y)) != 0 {
			t.Fatalf("%s / %s", x, y)
		}
		if a.Cmp(b) != x.Cmp(y) || a.Sign() != x.Sign() {
			t.Fatalf("%s and %s", x, y)
		}
		places := rng.Int32N(4)
		floor := a.Floor(places)
		if low, high := floor.Rat(), floor.Add(decimal.New(1, -places)).Rat(); low.Cmp(x) > 0 || high.Cmp(x) <= 0 {
			t.Fatalf("floor of %s at %d places is %s", x, places, floor)
		}
		off := new(big.Rat).Sub(a.Round(places).Rat(), x)
		if half := decimal.New(5, -places-1).Rat(); off.Abs(off).Cmp(half) > 0 {
			t.Fatalf("%s rounded at %d places is %s", x, places, a.Round(places))
		}
		if got := rat(a.Clamp()); got.Sign() < 0 || got.Cmp(big.NewRat(1, 1)) > 0 || x.Sign() >= 0 && x.Cmp(big.NewRat(1, 1)) <= 0 && got.Cmp(x) != 0 {
			t.Fatalf("%s within 0 and 1 is %s", x, got)
		}
		data, err := json.Marshal(a)
		var back huibao.Ratio
		if err != nil || json.Unmarshal(data, &back) != nil || back.Cmp(a) != 0 {
			t.Fatalf("%s became %v (%v)", data, back, err)
		}
	}
}

// TestRatioEdges names what is no fraction, and what rounding may not hide.
func TestRatioEdges(t *testing.T) {
	if huibao.RatioOf(1, 0).Valid() || (huibao.Ratio{}).Valid() || !huibao.RatioOf(-1, -2).Valid() {
		t.Error("a fraction has a denominator")
	}
	if huibao.RatioOf(1, 2).Quo(huibao.RatioOf(0, 3)).Valid() {
		t.Error("nothing is divided by zero")
	}
	for _, c := range []struct{ num, den, percent, points string }{
		{"99995", "100000", "99.99%", "+100.00"}, {"1", "1", "100.00%", "+100.00"}, {"100004", "100000", "100.00%", "+100.00"}, {"3", "2", "150.00%", "+150.00"},
		{"0", "5", "0.00%", "+0.00"}, {"-1", "3", "-33.33%", "-33.33"}, {"2", "3", "66.67%", "+66.67"}, {"-1", "100000", "0.00%", "+0.00"},
	} {
		if got := ratio(c.num, c.den); got.PercentText(2) != c.percent || got.PointsText(2) != c.points {
			t.Errorf("%s/%s: %s %s, want %s %s", c.num, c.den, got.PercentText(2), got.PointsText(2), c.percent, c.points)
		}
	}
	for _, bad := range []string{`{"num":"1e999","den":"1"}`, `{"num":"x","den":"1"}`, `{"num":"1","den":"x"}`, `[]`} {
		var r huibao.Ratio
		if err := json.Unmarshal([]byte(bad), &r); err == nil {
			t.Errorf("%s read as %v", bad, r)
		}
	}
}

// TestQuantities adds and prints numbers, and keeps what is none apart from 0.
func TestQuantities(t *testing.T) {
	missing, na := huibao.Quantity{}, huibao.NA()
	for _, c := range []struct {
		a, b huibao.Quantity
		want string
		is   huibao.QuantityState
	}{
		{huibao.MustNum("0.1"), huibao.MustNum("0.2"), "0.3", huibao.Number}, {huibao.MustNum("1.50"), huibao.NumInt(-2), "-0.5", huibao.Number},
		{huibao.NumInt(1), missing, "", huibao.Missing}, {missing, huibao.NumInt(1), "", huibao.Missing}, {huibao.NumInt(0), na, "/", huibao.NotApplicable}, {na, missing, "/", huibao.NotApplicable},
	} {
		if got := c.a.Add(c.b); got.String() != c.want || got.State() != c.is || got.IsNumber() != (c.is == huibao.Number) || got.IsMissing() != (c.is == huibao.Missing) {
			t.Errorf("%v + %v = %v, want %s", c.a, c.b, got, c.want)
		}
	}
	if got := huibao.MustNum("2.345").Fixed(2) + na.Fixed(2) + missing.Fixed(2); got != "2.35/" {
		t.Error(got)
	}
	if d := missing.Or(dec("7")); !d.Equal(dec("7")) || !huibao.NumInt(0).Or(dec("7")).IsZero() {
		t.Error("zero is a number")
	}
	for _, bad := range []string{`"1e61"`, `"x"`, `"1e-61"`, `7`, `"` + string(make([]byte, 130)) + `"`} {
		var q huibao.Quantity
		if err := json.Unmarshal([]byte(bad), &q); err == nil {
			t.Errorf("%s read as %v", bad, q)
		}
	}
}
