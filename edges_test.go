package huibao_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// What lies just on a bound, where a comparison that is a little off would print another figure.

// TestPaceEdges: a jump in the very period is taken, nothing is due before all points, and what
// ends the month before it begins is due at once.
func TestPaceEdges(t *testing.T) {
	march := huibao.Date{Year: 2024, Month: 3, Day: 1}
	for _, c := range []struct {
		name string
		got  huibao.Ratio
		want string
	}{
		{"a jump this month", huibao.PaceShare(points("2024-06", "30", "2024-06", "60", "2024-12", "100"), january, month(6)), "60.00%"},
		{"before a jump", huibao.PaceShare(points("2024-06", "30", "2024-06", "60", "2024-12", "100"), january, month(5)), "25.00%"},
		{"before a point of the month before the start", huibao.PaceShare(points("2024-02", "10", "2024-12", "100"), march, month(1)), "0.00%"},
		{"ends the month before it begins", huibao.LinearShare(huibao.Date{Year: 2024, Month: 7, Day: 1}, huibao.Date{Year: 2024, Month: 6, Day: 30}, month(1)), "100.00%"},
		{"begins and ends in one month", huibao.LinearShare(march, huibao.Date{Year: 2024, Month: 3, Day: 31}, month(2)), "0.00%"},
	} {
		if !c.got.Valid() || c.got.PercentText(2) != c.want {
			t.Errorf("%s: %+v, want %s", c.name, c.got, c.want)
		}
	}
	if got := huibao.JudgeHeld(false, false, false, huibao.Ratio{}); got != huibao.Yellow {
		t.Errorf("unmet, and not short by a number of points: %s", got)
	}
	if got := huibao.StockCompletion(huibao.RatioOf(3, 1), huibao.RatioOf(2, 1), huibao.RatioOf(2, 1)); got.Valid() {
		t.Errorf("no way to go: %+v", got)
	}
}

// TestApportionEdges: a unit of no weight gets nothing, and nothing is shared out as nothing.
func TestApportionEdges(t *testing.T) {
	for _, c := range []struct {
		total   string
		weights []string
		want    string
	}{{"7", []string{"0", "2", "1"}, "0 5 2"}, {"0", []string{"1", "2"}, "0 0"}} {
		var weights []decimal.Decimal
		for _, w := range c.weights {
			weights = append(weights, dec(w))
		}
		shares, ok := huibao.Apportion(dec(c.total), weights, 0)
		var got []string
		for _, s := range shares {
			got = append(got, s.String())
		}
		if !ok || strings.Join(got, " ") != c.want {
			t.Errorf("%s by %v: %v, %v", c.total, c.weights, got, ok)
		}
	}
}

// TestQuantityEdges: two numbers are equal by value alone, a number has one form however it was
// typed, and bounds are inclusive.
func TestQuantityEdges(t *testing.T) {
	missing := huibao.Quantity{}
	for _, c := range []struct {
		a, b huibao.Quantity
		want bool
	}{{huibao.NumInt(5), huibao.NumInt(6), false}, {huibao.NumInt(5), huibao.Num(dec("5.00")), true}, {missing, missing, true}, {missing, huibao.NumInt(0), false}} {
		if c.a.Equal(c.b) != c.want || c.b.Equal(c.a) != c.want {
			t.Errorf("%s = %s: want %v", c.a, c.b, c.want)
		}
	}
	if a, b := huibao.Num(dec("1.50")), huibao.Num(dec("1.5")); !reflect.DeepEqual(a, b) {
		t.Errorf("1.50 is kept as %#v, 1.5 as %#v", a, b)
	}
	for text, good := range map[string]bool{"1" + strings.Repeat("0", 119): true, "1" + strings.Repeat("0", 120): false, "1e60": true, "1e61": false, "1e-60": true, "1e-61": false} {
		if _, err := huibao.ParseDecimal(text); (err == nil) != good {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{`{"den":"2"}`, `{"num":"1"}`, `{}`} {
		r := huibao.RatioOf(1, 2)
		if err := json.Unmarshal([]byte(text), &r); err != nil || r.Valid() {
			t.Errorf("%s: %+v, %v", text, r, err)
		}
	}
}

// TestMeasureEdges: a shortened measure is the same only where its head is of one size.
func TestMeasureEdges(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{{"元/月", "元/人/月", true}, {"万元/月", "元/人/月", false}, {"万元", "万元/人", true}, {"个/月", "个/人/月", false}} {
		if got := huibao.SameMeasure(c.a, c.b); got != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}

// TestPriorEdges: what another unit reported later is no row's prior figure, nor does a period
// count as collected by a unit's own record.
func TestPriorEdges(t *testing.T) {
	const cum = huibao.FieldCumulative
	h := huibao.History{record(1, "C1", "1.1", true, cum, "10"), record(2, "C2", "1.1", true, cum, "7"), record(3, "C1", "1.2", true, cum, "8")}
	if p := h.Prior("C1", "1.1", month(4)); p.Period != month(1) || !p.Values[cum].Equal(huibao.NumInt(10)) {
		t.Errorf("%+v", p)
	}
	if got := h.Dark(month(1), month(4)); len(got) > 0 {
		t.Errorf("dark: %v", got)
	}
}
