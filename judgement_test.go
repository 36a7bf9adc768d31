package huibao_test

import (
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

func dec(s string) decimal.Decimal { return decimal.RequireFromString(s) }

func ratio(n, d string) huibao.Ratio { return huibao.NewRatio(dec(n), dec(d)) }

var (
	january  = huibao.Date{Year: 2024, Month: 1, Day: 1}
	december = huibao.Date{Year: 2024, Month: 12, Day: 31}
)

func month(m int) huibao.Period { return huibao.Period{Year: 2024, Month: m} }

func points(list ...string) []huibao.PacePoint {
	var out []huibao.PacePoint
	for i := 0; i < len(list); i += 2 {
		p, err := huibao.ParsePeriod(list[i])
		if err != nil {
			panic(err)
		}
		out = append(out, huibao.PacePoint{Period: p, Share: dec(list[i+1])})
	}
	return out
}

// TestShare works pace out by hand.
func TestShare(t *testing.T) {
	for _, c := range []struct {
		name      string
		got, want huibao.Ratio
	}{
		{"linear June", huibao.LinearShare(january, december, month(6)), ratio("1", "2")},
		{"linear August", huibao.LinearShare(january, december, month(8)), ratio("2", "3")},
		{"April to September, June", huibao.LinearShare(huibao.Date{Year: 2024, Month: 4, Day: 15}, huibao.Date{Year: 2024, Month: 9, Day: 30}, month(6)), ratio("1", "2")},
		{"before the start", huibao.LinearShare(huibao.Date{Year: 2024, Month: 9, Day: 1}, december, month(6)), ratio("0", "1")},
		{"after the deadline", huibao.LinearShare(january, huibao.Date{Year: 2024, Month: 3, Day: 31}, month(6)), ratio("1", "1")},
		{"quarter", huibao.LinearShare(january, december, huibao.Period{Year: 2024, Month: 6, Quarter: true}), ratio("1", "2")},
		{"winter", huibao.PaceShare(points("2024-03", "0", "2024-06", "35", "2024-09", "80"), january, month(6)), ratio("35", "100")},
		{"between points", huibao.PaceShare(points("2024-03", "0", "2024-06", "30"), january, month(5)), ratio("20", "100")},
		{"jump, before", huibao.PaceShare(points("2024-08", "0", "2024-09", "100"), january, month(8)), ratio("0", "1")},
		{"jump, after", huibao.PaceShare(points("2024-08", "0", "2024-09", "100"), january, month(9)), ratio("1", "1")},
		{"stays after the last", huibao.PaceShare(points("2024-11", "100"), january, month(12)), ratio("1", "1")},
	} {
		if c.got.Cmp(c.want) != 0 {
			t.Errorf("%s: %s/%s, want %s/%s", c.name, c.got.Num, c.got.Den, c.want.Num, c.want.Den)
		}
	}
}

// TestExactness is judgement.md's first sentence: 120 × 4/12 is 40.
func TestExactness(t *testing.T) {
	if got := huibao.DueAmount(dec("120"), huibao.LinearShare(january, december, month(4)), true); got.Cmp(ratio("40", "1")) != 0 {
		t.Errorf("120 × 4/12 = %s/%s", got.Num, got.Den)
	}
	if got := huibao.DueAmount(dec("7"), ratio("1", "2"), true); got.Cmp(ratio("3", "1")) != 0 {
		t.Errorf("half of 7 things is %s/%s", got.Num, got.Den)
	}
}

// TestWorkedExample is judgement.md's worked example, June 2024, and its changed
// target.
func TestWorkedExample(t *testing.T) {
	b := huibao.Bounds{Yellow: ratio("10", "100"), Red: ratio("30", "100")}
	for _, c := range []struct {
		name, reached, allocation, num, den string
		percent, points                     string
		light                               huibao.Light
	}{
		{"12.5 city", "200", "400", "1", "2", "50.00%", "+0.00", huibao.Green},
		{"12.5 third county", "48", "100", "1", "2", "48.00%", "-2.00", huibao.Green},
		{"20.1 city", "112.05", "300", "35", "100", "37.35%", "+2.35", huibao.Green},
		{"20.1 third county", "33.05", "100", "35", "100", "33.05%", "-1.95", huibao.Green},
		{"12.5 August", "276", "400", "2", "3", "69.00%", "+2.33", huibao.Green},
		{"12.5 September, changed", "313", "480", "3", "4", "65.21%", "-9.79", huibao.Green},
		{"12.5 September, third county", "70", "140", "3", "4", "50.00%", "-25.00", huibao.Yellow},
		{"ten points behind", "40", "100", "1", "2", "40.00%", "-10.00", huibao.Yellow},
		{"thirty points behind", "20", "100", "1", "2", "20.00%", "-30.00", huibao.Yellow},
		{"more than thirty", "19", "100", "1", "2", "19.00%", "-31.00", huibao.Red},
		{"one thing of three, nothing whole due", "1", "3", "1", "2", "33.33%", "+0.00", huibao.Green},
	} {
		p := ratio(c.num, c.den)
		share := ratio(c.reached, c.allocation)
		due := huibao.DueAmount(dec(c.allocation), p, true)
		got := huibao.FlowPoints(share, p, huibao.Whole(dec(c.reached)), due)
		if share.PercentText(2) != c.percent || got.PointsText(2) != c.points {
			t.Errorf("%s: %s %s, want %s %s", c.name, share.PercentText(2), got.PointsText(2), c.percent, c.points)
		}
		if light := b.JudgePoints(got, false, false); light != c.light {
			t.Errorf("%s: %s, want %s", c.name, light, c.light)
		}
	}
	if got := ratio("2760", "2800").PercentText(2); got != "98.57%" {
		t.Errorf("7.1: %s", got)
	}
	if got := ratio("99999", "100000").PercentText(2); got != "99.99%" {
		t.Errorf("short of the target: %s", got)
	}
}

// TestHeld judges figures without points.
func TestHeld(t *testing.T) {
	for _, c := range []struct {
		met, before, deadline bool
		short                 string
		want                  huibao.Light
	}{
		{true, true, true, "0", huibao.Green}, {false, false, false, "4.99", huibao.Yellow}, {false, false, false, "5", huibao.Red},
		{false, true, false, "1", huibao.Red}, {false, false, true, "1", huibao.Red},
	} {
		if got := huibao.JudgeHeld(c.met, c.before, c.deadline, ratio(c.short, "100")); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

// TestConvertMeasure converts exactly or not at all.
func TestConvertMeasure(t *testing.T) {
	for _, c := range []struct{ from, to, num, den string }{
		{"万元", "元", "10000", "1"}, {"亿元", "万元", "10000", "1"}, {"米", "公里", "1", "1000"}, {"里", "公里", "1", "2"}, {"亩", "公顷", "1", "15"},
		{"万人", "人", "10000", "1"}, {"元/月/人", "元/人/月", "1", "1"}, {"元/人·月", "元/人/月", "1", "1"}, {"万元/人/年", "元/人/年", "10000", "1"},
	} {
		got, ok := huibao.ConvertMeasure(c.from, c.to)
		if !ok || got.Cmp(ratio(c.num, c.den)) != 0 {
			t.Errorf("%s → %s: %v %v", c.from, c.to, got, ok)
		}
	}
	for _, c := range [][2]string{{"元", "人"}, {"元/月", "元/年"}, {"户", "人"}, {"公里", "平方米"}} {
		if got, ok := huibao.ConvertMeasure(c[0], c[1]); ok {
			t.Errorf("%s → %s: %v", c[0], c[1], got)
		}
	}
}

// TestQuantity keeps number, missing, zero and not applicable apart, in JSON too.
func TestQuantity(t *testing.T) {
	for _, q := range []huibao.Quantity{{}, huibao.NumInt(0), huibao.NA(), huibao.MustNum("-12.50")} {
		data, err := q.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		var back huibao.Quantity
		if err := back.UnmarshalJSON(data); err != nil || !back.Equal(q) || back.State() != q.State() {
			t.Errorf("%s became %v (%v)", data, back, err)
		}
	}
	if (huibao.Quantity{}).Equal(huibao.NumInt(0)) || huibao.NA().Equal(huibao.Quantity{}) {
		t.Error("missing, zero and not applicable are three things")
	}
}

// TestPeriods reads, prints and steps.
func TestPeriods(t *testing.T) {
	for _, c := range []struct{ text, prev, next string }{{"2024-01", "2023-12", "2024-02"}, {"2024-Q1", "2023-Q4", "2024-Q2"}, {"2024-12", "2024-11", "2025-01"}} {
		p, err := huibao.ParsePeriod(c.text)
		if err != nil || p.String() != c.text || p.Prev().String() != c.prev || p.Next().String() != c.next {
			t.Errorf("%s: %s %s %s %v", c.text, p, p.Prev(), p.Next(), err)
		}
	}
	for _, bad := range []string{"", "2024", "2024-13", "2024-Q5", "24-01", "2024-1", "2024-0x", "20x4-06", "+202-06", "0024-06", "2024-Q0", "2024-q2", "2024-00", "２０２４-06"} {
		if p, err := huibao.ParsePeriod(bad); err == nil {
			t.Errorf("%q read as %s", bad, p)
		}
	}
}
