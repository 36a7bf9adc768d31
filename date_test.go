package huibao_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"huibao"
)

// TestDates reads, counts and prints days, the day of China's time.
func TestDates(t *testing.T) {
	leap := huibao.Date{Year: 2024, Month: 2, Day: 29}
	if got, err := huibao.ParseDate(" 2024-02-29 "); err != nil || got != leap {
		t.Errorf("%v %v", got, err)
	}
	for _, bad := range []string{"2023-02-29", "2024-2-9", "2024/02/29", "", "20240229"} {
		if got, err := huibao.ParseDate(bad); err == nil {
			t.Errorf("%q read as %s", bad, got)
		}
	}
	if got := huibao.DateOf(time.Date(2024, 6, 30, 16, 0, 0, 0, time.UTC)); got.String() != "2024-07-01" {
		t.Errorf("midnight in China is %s", got)
	}
	if got := leap.AddDays(1); got.String() != "2024-03-01" || got.DaysSince(leap) != 1 || leap.DaysSince(got) != -1 {
		t.Error(got)
	}
	if got := leap.Chinese(); got != "2024年2月29日" || (huibao.Date{}).Chinese() != "" || (huibao.Date{}).String() != "" {
		t.Error(got)
	}
	if got := (huibao.Date{Year: 2024, Month: 1, Day: 1}).Serial(); got != 45292 {
		t.Errorf("Excel calls the day %d", got)
	}
	for _, c := range []struct {
		y, m, d int
		ok      bool
	}{{2024, 2, 29, true}, {2023, 2, 29, false}, {2024, 13, 1, false}, {2024, 0, 1, false}, {1899, 12, 31, false}, {10000, 1, 1, false}, {2024, 4, 31, false}} {
		if _, ok := huibao.NewDate(c.y, c.m, c.d); ok != c.ok {
			t.Errorf("%d-%d-%d: %v", c.y, c.m, c.d, ok)
		}
	}
}

// TestDateText keeps a day through text, none included.
func TestDateText(t *testing.T) {
	for _, d := range []huibao.Date{{}, {Year: 2024, Month: 7, Day: 3}} {
		text, _ := d.MarshalText()
		var back huibao.Date
		if err := back.UnmarshalText(text); err != nil || back != d {
			t.Errorf("%q: %v %v", text, back, err)
		}
	}
	var d huibao.Date
	if err := d.UnmarshalText([]byte("明天")); err == nil {
		t.Error("no day")
	}
}

// TestDateOrder holds days' order against their distance.
func TestDateOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	start := huibao.Date{Year: 1999, Month: 12, Day: 31}
	for range 500 {
		a, b := start.AddDays(rng.IntN(20000)), start.AddDays(rng.IntN(20000))
		n := a.DaysSince(b)
		if a.Before(b) != (n < 0) || a.After(b) != (n > 0) || (a.Cmp(b) == 0) != (n == 0) || b.AddDays(n) != a {
			t.Fatalf("%s and %s, %d days", a, b, n)
		}
	}
}

// TestPeriodDays gives the first and last day and the words of a period.
func TestPeriodDays(t *testing.T) {
	for _, c := range []struct{ text, start, end, words string }{
		{"2024-02", "2024-02-01", "2024-02-29", "2024年2月"}, {"2023-02", "2023-02-01", "2023-02-28", "2023年2月"},
		{"2024-12", "2024-12-01", "2024-12-31", "2024年12月"}, {"2024-Q1", "2024-01-01", "2024-03-31", "2024年第1季度"}, {"2024-Q4", "2024-10-01", "2024-12-31", "2024年第4季度"},
	} {
		p, err := huibao.ParsePeriod(c.text)
		if err != nil || p.Start().String() != c.start || p.End().String() != c.end || p.Chinese() != c.words {
			t.Errorf("%s: %s %s %s %v", c.text, p.Start(), p.End(), p.Chinese(), err)
		}
		for m := 1; m <= 12; m++ {
			in := m >= p.Start().Month && m <= p.End().Month
			if p.Contains(m) != in {
				t.Errorf("%s contains month %d: %v", p, m, !in)
			}
		}
		text, _ := p.MarshalText()
		var back huibao.Period
		if err := back.UnmarshalText(text); err != nil || back != p {
			t.Errorf("%s became %s (%v)", p, back, err)
		}
		if !p.Prev().Before(p) || p.Next().Before(p) || p.Next().Prev() != p {
			t.Errorf("%s between %s and %s", p, p.Prev(), p.Next())
		}
	}
	var none huibao.Period
	if err := none.UnmarshalText(nil); err != nil || !none.IsZero() || none.String() != "" {
		t.Error("no period is none")
	}
	if err := none.UnmarshalText([]byte("六月")); err == nil {
		t.Error("a word is no period")
	}
}

// TestMonthSets turns ranges of months over the year's end.
func TestMonthSets(t *testing.T) {
	for _, c := range []struct {
		set  huibao.MonthSet
		want string // a digit for each month
	}{
		{0, "111111111111"}, {huibao.QuarterEnds, "001001001001"}, {huibao.MonthRange(3, 5), "001110000000"},
		{huibao.MonthRange(11, 3), "111000000011"}, {huibao.MonthRange(6, 6), "000001000000"}, {huibao.MonthRange(1, 12), "111111111111"},
	} {
		for m := 1; m <= 12; m++ {
			if got := c.set.Has(month(m)); got != (c.want[m-1] == '1') {
				t.Errorf("%b in month %d: %v", c.set, m, got)
			}
		}
	}
	second := huibao.Period{Year: 2024, Month: 6, Quarter: true}
	if !huibao.MonthRange(4, 4).Has(second) || huibao.MonthRange(7, 7).Has(second) {
		t.Error("a quarter has its own months and no other")
	}
}
