package huibao_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// TestPaceProperty: a share due never falls through the year, starts at no less than
// nothing and ends at the whole, however it is given.
func TestPaceProperty(t *testing.T) {
	for _, c := range []struct {
		name  string
		share func(huibao.Period) huibao.Ratio
	}{
		{"linear", func(p huibao.Period) huibao.Ratio { return huibao.LinearShare(january, december, p) }},
		{"from May", func(p huibao.Period) huibao.Ratio {
			return huibao.LinearShare(huibao.Date{Year: 2024, Month: 5, Day: 20}, december, p)
		}},
		{"points", func(p huibao.Period) huibao.Ratio {
			return huibao.PaceShare(points("2024-09", "80", "2024-03", "5", "2024-12", "100"), january, p)
		}},
	} {
		last := huibao.RatioOf(0, 1)
		for m := 1; m <= 12; m++ {
			s := c.share(month(m))
			if s.Cmp(last) < 0 || s.Cmp(huibao.RatioOf(1, 1)) > 0 {
				t.Errorf("%s, month %d: %s after %s", c.name, m, s.PercentText(2), last.PercentText(2))
			}
			last = s
		}
		if last.Cmp(huibao.RatioOf(1, 1)) != 0 {
			t.Errorf("%s ends at %s", c.name, last.PercentText(2))
		}
	}
	if got := huibao.LinearShare(december, january, month(1)); got.Cmp(huibao.RatioOf(1, 1)) != 0 {
		t.Error("what must end before it starts is due at once")
	}
	if got := huibao.PaceShare(points("2024-01", "40"), huibao.Date{Year: 2024, Month: 6, Day: 1}, huibao.Period{Year: 2023, Month: 12}); got.Sign() != 0 {
		t.Errorf("before all of it: %s", got.PercentText(2))
	}
}

// TestDue rounds what is due of whole things down, and of others not.
func TestDue(t *testing.T) {
	for _, c := range []struct {
		allocation, num, den string
		whole                bool
		want                 string
	}{{"3", "1", "2", true, "1"}, {"3", "1", "2", false, "1.5"}, {"10", "2", "3", true, "6"}, {"0.9", "1", "2", true, "0"}, {"-3", "1", "2", true, "-2"}} {
		if got := huibao.DueAmount(dec(c.allocation), ratio(c.num, c.den), c.whole); got.Cmp(ratio(c.want, "1")) != 0 {
			t.Errorf("%+v: %s", c, got.Round(4))
		}
	}
}

// TestStock measures the way from what there was to what there shall be.
func TestStock(t *testing.T) {
	whole := func(s string) huibao.Ratio { return huibao.Whole(dec(s)) }
	if got := huibao.StockCompletion(whole("7"), whole("4"), whole("12")); got.Cmp(huibao.RatioOf(3, 8)) != 0 {
		t.Errorf("3 of 8: %s", got.PercentText(2))
	}
	if got := huibao.StockCompletion(whole("3"), whole("4"), whole("12")); got.Cmp(huibao.RatioOf(-1, 8)) != 0 {
		t.Errorf("fallen: %s", got.PercentText(2))
	}
	for _, target := range []string{"4", "3"} {
		if huibao.StockCompletion(whole("5"), whole("4"), whole(target)).Valid() {
			t.Errorf("there is no way from 4 to %s", target)
		}
	}
}

// TestMeets holds a figure to its target on the right side.
func TestMeets(t *testing.T) {
	for _, c := range []struct {
		is           huibao.Comparator
		less, eq, gt bool
	}{{huibao.AtLeast, false, true, true}, {huibao.Equal, false, true, true}, {huibao.AtMost, true, true, false}} {
		ten := huibao.RatioOf(10, 1)
		if c.is.Meets(huibao.RatioOf(9, 1), ten) != c.less || c.is.Meets(ten, ten) != c.eq || c.is.Meets(huibao.RatioOf(11, 1), ten) != c.gt {
			t.Errorf("%s 10", c.is)
		}
	}
}

// TestLights judges points by the plan's own bounds, to the last hundredth.
func TestLights(t *testing.T) {
	p := &huibao.Plan{Yellow: decimal.NewFromInt(5), Red: decimal.NewFromInt(20)}
	b := p.BoundsOf()
	for _, c := range []struct {
		points        string
		met, deadline bool
		want          huibao.Light
	}{
		{"4.99", false, false, huibao.Green}, {"5", false, false, huibao.Yellow}, {"20", false, false, huibao.Yellow}, {"20.01", false, false, huibao.Red},
		{"-3", false, false, huibao.Green}, {"50", true, true, huibao.Green}, {"0.01", false, true, huibao.Red},
	} {
		if got := b.JudgePoints(huibao.RatioOf(0, 1).Sub(ratio(c.points, "100")), c.met, c.deadline); got != c.want {
			t.Errorf("%s points behind: %s, want %s", c.points, got, c.want)
		}
	}
	list := []huibao.Light{huibao.Grey, huibao.Green, huibao.Yellow, huibao.Red}
	for i, a := range list {
		if a.Judged() != (a != huibao.Grey) || a.Label() == "" || a.Label() == string(a) {
			t.Errorf("%s: %q", a, a.Label())
		}
		for j, b := range list {
			if a.Worse(b) != (i > j) || (a.Glyph() == b.Glyph()) != (i == j) {
				t.Errorf("%s and %s", a, b)
			}
		}
	}
	if huibao.Light("").Judged() {
		t.Error("no light is no verdict")
	}
}
