package check

import (
	"fmt"
	"strings"
	"testing"
)

// TestWholeColumns holds a column whose figures are another one's, or were moved as a whole, and none in which they only
// look so here and there.
func TestWholeColumns(t *testing.T) {
	rows := func(n int, past, figures string) string {
		var b strings.Builder
		p, f := strings.Fields(past), strings.Fields(figures)
		for i := range n {
			code := fmt.Sprintf("6.%d", i+1)
			fmt.Fprintf(&b, "add %s count 甲\nform %s mode flow\nform %s target 900000\nseries %s %s\n", code, code, code, code, strings.ReplaceAll(p[i], ",", " "))
			this, cum, _ := strings.Cut(f[i], "/")
			if this != "" {
				fmt.Fprintf(&b, "set %s this %s\n", code, this)
			}
			if cum != "" {
				fmt.Fprintf(&b, "set %s cumulative %s\n", code, cum)
			}
		}
		return b.String()
	}
	const past = "30,40 5,6 100,90 12,10 300,250 9,9 20,30 7,8 60,50 15,14 44,41"
	for name, c := range map[string]struct {
		script, code string
		held         int
	}{
		"the year's in the period's":         {rows(5, past, "110/180 15/26 290/480 34/56 800/1350"), "H10", 5},
		"one great month":                    {rows(5, past, "110/180 5/16 90/280 10/32 260/810"), "H10", 0},
		"the period's in the year's":         {rows(5, past, "/38 /5 /96 /11 /270"), "H01", 5},
		"cumulatives that go on":             {rows(5, past, "/108 /16 /286 /33 /820"), "H01", 0},
		"two fell":                           {rows(5, past, "/38 /5 /286 /33 /820"), "H01", 1},
		"sorted by itself":                   {rows(11, past, "5/75 6/17 8/198 9/31 11/561 13/31 20/70 31/46 44/154 60/89 90/175"), "H13", 11},
		"by chance but one":                  {rows(11, past, "5/75 6/17 8/198 9/31 11/561 13/31 20/70 31/46 44/154 60/89 50/135"), "H13", 0},
		"a plan that stands by its size":     {rows(11, "4,4 5,5 7,7 9,9 12,12 13,13 20,20 31,31 44,44 60,60 90,90", "5/13 6/16 8/22 9/27 11/35 13/39 20/60 31/93 44/132 60/180 90/270"), "H13", 0},
		"small ones that are often the same": {rows(11, past, "1/71 1/12 1/191 1/23 1/551 1/19 2/52 2/17 2/112 2/31 3/88"), "H13", 0},
	} {
		in := input(good())
		for line := range strings.Lines("del 1.1\ndel 1.2\n" + c.script) {
			fields := strings.Fields(line)
			if err := change(&in, fields[0], fields[1:]); err != nil {
				t.Fatalf("%s: %q: %v", name, line, err)
			}
		}
		held := 0
		v := Run(in)
		for _, f := range v.Findings {
			if f.Code == c.code && f.Holds {
				held += max(1, len(f.Cells))
			}
		}
		if held != c.held {
			t.Errorf("%s: %d held", name, held)
			for _, f := range v.Findings {
				t.Log(f.Code, f.Holds, len(f.Cells), f.Message)
			}
		}
	}
}
