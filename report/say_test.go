package report

import (
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

func TestAmounts(t *testing.T) {
	for _, c := range []struct {
		n, measure string
		places     int32
		want       string
	}{
		{"300.00", "公里", 2, "300公里"}, {"112.05", "公里", 2, "112.05公里"}, {"1100", "人次", 0, "1100人次"}, {"2199700.00", "元", 2, "219.97万元"}, {"9999.5", "元", 0, "9999.5元"},
		{"10000", "元", 0, "1万元"}, {"99999999", "元", 2, "1亿元"}, {"9999.996", "元", 2, "1万元"}, {"120000000", "元", 2, "1.2亿元"}, {"130", "元/人/月", 2, "130元/人/月"}, {"-12", "户", 0, "−12户"},
	} {
		if got := amount(decimal.RequireFromString(c.n), c.places, c.measure); got != c.want {
			t.Errorf("%s %s: %s, want %s", c.n, c.measure, got, c.want)
		}
	}
	for _, c := range []struct {
		n, d int64
		text string
		cell string
	}{{19, 25, "76%", "76.0"}, {174, 1800, "9.7%", "9.7"}, {99999, 100000, "99.999%", "99.999"}, {1999999, 2000000, "99.9999%", "99.9999"}, {1, 1, "100%", "100.0"}, {3, 2, "150%", "150.0"}, {0, 5, "0%", "0.0"}} {
		r := huibao.RatioOf(c.n, c.d)
		if percentOf(r) != c.text || percentCell(r) != c.cell {
			t.Errorf("%d/%d: %s %s, want %s %s", c.n, c.d, percentOf(r), percentCell(r), c.text, c.cell)
		}
	}
	if percentCell(huibao.Ratio{}) != "—" {
		t.Error("no share")
	}
}

// TestPrintedShares: the printed points are the difference of the printed percentages, and never
// say otherwise than the light.
func TestPrintedShares(t *testing.T) {
	m := &Model{Consolidation: &statement.Consolidation{Plan: inforce.At(&huibao.Plan{Year: 2024, Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(30)}, huibao.Period{Year: 2024, Month: 6})}}
	b := m.Plan.BoundsOf()
	for num := int64(0); num <= 1100; num++ {
		for _, share := range []huibao.Ratio{huibao.RatioOf(1, 2), huibao.RatioOf(2, 3), huibao.RatioOf(521, 1000), huibao.RatioOf(11, 12)} {
			s := &huibao.Standing{Completion: huibao.RatioOf(num, 1100), Share: share}
			s.Points = s.Completion.Sub(share)
			s.Met = num == 1100
			s.Light = b.JudgePoints(s.Points, s.Met, false)
			p, ok := m.printedShares(s)
			if !ok || !p.apart.Equal(p.share.Sub(p.due)) || !s.Met && p.share.GreaterThanOrEqual(decimal.NewFromInt(100)) {
				t.Fatalf("%d of 1100: %+v", num, p)
			}
			if !agrees(s, p.apart, b) {
				t.Fatalf("%d of 1100 is %s, printed %s behind %s by %s", num, s.Light, p.share, p.due, p.apart)
			}
		}
	}
}

// TestGap is the fewest further units that bring a figure to its pace.
func TestGap(t *testing.T) {
	for _, c := range []struct {
		places int32
		short  huibao.Ratio
		want   string
	}{{0, huibao.RatioOf(247, 1), "247"}, {0, huibao.RatioOf(1, 3), "1"}, {2, huibao.RatioOf(1, 3), "0.34"}, {2, huibao.RatioOf(-1, 3), ""}} {
		got, ok := gapOf(&huibao.Indicator{Places: c.places}, &huibao.Standing{Shortfall: c.short})
		if ok != (c.want != "") || ok && got.String() != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
}
