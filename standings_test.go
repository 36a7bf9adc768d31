package huibao_test

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// anyStanding fills in every field of a unit's standing, so that one that is added is not
// forgotten where they are packed.
func anyStanding(t *testing.T, r *rand.Rand) huibao.Standing {
	var s huibao.Standing
	number := func() decimal.Decimal {
		list := []string{"0", "-7", "12.50", "0.001", "1e5", "123456789012345678901234567890.5"}
		return decimal.RequireFromString(list[r.IntN(len(list))])
	}
	for i := range reflect.ValueOf(&s).Elem().NumField() {
		if r.IntN(4) == 0 {
			continue
		}
		name := reflect.TypeOf(s).Field(i).Name
		switch f := reflect.ValueOf(&s).Elem().Field(i).Addr().Interface().(type) {
		case *string:
			*f = name
		case *huibao.Light:
			*f = huibao.Yellow
		case *int:
			*f = r.IntN(2000) - 1000
		case *bool:
			*f = true
		case *huibao.Quantity:
			if *f = huibao.NA(); r.IntN(3) > 0 {
				*f = huibao.Num(number())
			}
		case *huibao.Ratio:
			*f = huibao.NewRatio(number(), number())
		case *[]huibao.Hole:
			*f = []huibao.Hole{{Unit: "C1", Why: "未报"}, {Unit: "C2"}}
		case **huibao.Forecast, *[]huibao.Figure, **huibao.Figure: // the city's alone
		default:
			t.Fatalf("%s is a %T, which is not packed", name, f)
		}
	}
	return s
}

// TestStandings packs standings at random: each is found as it was, by its code and in order.
func TestStandings(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 5))
		var want []huibao.Standing
		for range r.IntN(4) {
			want = append(want, anyStanding(t, r))
		}
		var list huibao.Standings
		for i := range want {
			list.Add(&want[i])
		}
		if list.Len() != len(want) || list.Of("9.9") != nil {
			t.Fatalf("%d of %d", list.Len(), len(want))
		}
		if light, ok := list.Light("9.9"); ok {
			t.Fatalf("%s of none", light)
		}
		if len(want)%2 == 0 { // also before
			list.Clip()
		}
		i := 0
		for got := range list.All() {
			first := want[0]
			for _, w := range want {
				if w.Code == want[i].Code {
					first = w
					break
				}
			}
			if a, b := text(t, want[i]), text(t, *got); a != b {
				t.Fatalf("%s became %s", a, b)
			}
			if a, b := text(t, first), text(t, *list.Of(want[i].Code)); a != b {
				t.Fatalf("%s was looked up as %s", a, b)
			}
			if light, ok := list.Light(want[i].Code); !ok || light != first.Light {
				t.Fatalf("the light of %+v is %s, %v", first, light, ok)
			}
			i++
		}
	}
}

func text(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
