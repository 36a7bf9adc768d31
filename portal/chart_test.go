package portal

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/portal/desk"
)

// TestLineDue: what is due has a label where it is drawn, and is drawn where it has one: in one
// period alone as a short line, in none not at all.
func TestLineDue(t *testing.T) {
	n := func(s string) huibao.Quantity { return huibao.Num(decimal.RequireFromString(s)) }
	for name, c := range map[string]struct {
		due    []huibao.Quantity
		points int
	}{
		"none":            {[]huibao.Quantity{{}, {}, {}}, 0},
		"the last":        {[]huibao.Quantity{{}, {}, n("30")}, 2},
		"the first":       {[]huibao.Quantity{n("30"), {}, {}}, 2},
		"one between":     {[]huibao.Quantity{{}, n("30"), {}}, 2},
		"two":             {[]huibao.Quantity{{}, n("20"), n("30")}, 2},
		"every":           {[]huibao.Quantity{n("10"), n("20"), n("30")}, 3},
		"none, but zeros": {[]huibao.Quantity{n("0"), n("0"), n("0")}, 3},
	} {
		var months []desk.FigureMonth
		for i, due := range c.due {
			months = append(months, desk.FigureMonth{Head: string(rune('1'+i)) + "月", Reached: n("25"), Due: due, Text: "25 户"})
		}
		l := lineOf(months)
		if l == nil {
			t.Fatalf("%s: no chart", name)
		}
		points := strings.Fields(l.Due)
		if len(points) != c.points || (l.LastDue != nil) != (c.points > 0) || c.points == 2 && points[0] == points[1] {
			t.Errorf("%s: %d points and a label %v: %q", name, len(points), l.LastDue, l.Due)
		}
	}
}
