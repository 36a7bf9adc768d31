package huibao

import (
	"math/rand"
	"testing"

	"github.com/shopspring/decimal"
)

func TestApportion(t *testing.T) {
	ints := func(list ...int64) []decimal.Decimal {
		var out []decimal.Decimal
		for _, n := range list {
			out = append(out, decimal.NewFromInt(n))
		}
		return out
	}
	got, ok := Apportion(decimal.NewFromInt(100), ints(1, 1, 1), 0)
	if !ok || got[0].String() != "34" || got[1].String() != "33" || got[2].String() != "33" {
		t.Error(got, ok)
	}
	got, ok = Apportion(decimal.RequireFromString("10.5"), ints(2, 1), 1)
	if !ok || got[0].String() != "7" || got[1].String() != "3.5" {
		t.Error(got, ok)
	}
	for _, bad := range []func() ([]decimal.Decimal, bool){
		func() ([]decimal.Decimal, bool) { return Apportion(decimal.NewFromInt(1), ints(0, 0), 0) },
		func() ([]decimal.Decimal, bool) { return Apportion(decimal.NewFromInt(1), ints(2, -1), 0) },
		func() ([]decimal.Decimal, bool) { return Apportion(decimal.RequireFromString("1.5"), ints(1), 0) },
		func() ([]decimal.Decimal, bool) { return Apportion(decimal.NewFromInt(1), nil, 0) },
	} {
		if got, ok := bad(); ok {
			t.Error(got)
		}
	}
}

// TestApportionAddsUp holds that shares add up, and that none is a step away from
// its exact share.
func TestApportionAddsUp(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	for range 2000 {
		places := int32(rnd.Intn(3))
		total := decimal.New(rnd.Int63n(1e6), -places)
		weights := make([]decimal.Decimal, 1+rnd.Intn(12))
		sum := decimal.Zero
		for i := range weights {
			weights[i] = decimal.New(rnd.Int63n(1e7), -2)
			sum = sum.Add(weights[i])
		}
		if sum.IsZero() {
			continue
		}
		shares, ok := Apportion(total, weights, places)
		if !ok {
			t.Fatal(total, weights)
		}
		got := decimal.Zero
		for i, s := range shares {
			got = got.Add(s)
			off := Whole(s).Sub(NewRatio(total.Mul(weights[i]), sum))
			if step := Whole(decimal.New(1, -places)); off.Cmp(step) >= 0 || step.Add(off).Sign() <= 0 {
				t.Fatalf("share %s of %s is a step off", s, total)
			}
		}
		if !got.Equal(total) {
			t.Fatalf("%s shared as %v", total, shares)
		}
	}
}
