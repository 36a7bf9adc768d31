package check

import (
	"slices"
	"strings"
	"testing"

	"huibao"
)

// TestUnchanged asks of a return whose figures are all last period's, and holds its rows where that is no chance; of one
// in which a figure moved, or of what never moves, nothing.
func TestUnchanged(t *testing.T) {
	const (
		flows = "form 1.1 target 9000\nform 1.2 target 9000\nseries 1.1 20 245\nseries 1.2 4 38\nset 1.1 this 245\nset 1.1 cumulative 510\nset 1.2 this 38\nset 1.2 cumulative 80\n"
		third = "add 6.1 count 丙\nform 6.1 target 9000\nseries 6.1 90 127\nset 6.1 this 127\nset 6.1 cumulative 344\n"
		rate  = "form 2.1 mode cumulative\nprior 2.1 numerator 95\nprior 2.1 denominator 100\n"
		paid  = "prior 3.1 standard 115\nprior 3.1 people 10\nprior 3.1 months 60\nprior 3.1 paid 6900\n"
		moved = flows + "set 1.2 this 39\nset 1.2 cumulative 81\n"
		rates = "add 6.2 rate 丁\nform 6.2 mode cumulative\nprior 6.2 numerator 61\nprior 6.2 denominator 120\nset 6.2 numerator 61\nset 6.2 denominator 120\n" +
			"add 6.3 rate 戊\nform 6.3 mode cumulative\nprior 6.3 numerator 70\nprior 6.3 denominator 130\nset 6.3 numerator 70\nset 6.3 denominator 130\n"
	)
	for name, c := range map[string]struct {
		script string
		held   []string // the rows held
		asked  bool
	}{
		"all stands":                   {flows + third + rate + paid, []string{"1.1", "1.2", "6.1", "2.1", "3.1"}, true},
		"it is told why":               {flows + third + rate + paid + "told", nil, true},
		"it came again before":         {flows + third + rate + paid + "series 6.1 90 127 127\nset 6.1 cumulative 471", nil, true},
		"one month before":             {flows + third + "series 6.1 127\nset 6.1 cumulative 254", nil, true},
		"round figures":                {flows + third + "series 6.1 90 120\nset 6.1 this 120\nset 6.1 cumulative 330", nil, true},
		"payments by the half year":    {flows + rate + paid, nil, true},
		"a flow moved":                 {flows + rate + paid + "set 1.2 this 39\nset 1.2 cumulative 81", nil, false},
		"a rate moved":                 {flows + rate + paid + "set 2.1 numerator 96", nil, false},
		"money was paid":               {flows + rate + paid + "set 3.1 months 70\nset 3.1 paid 8050", nil, false},
		"rates and standards alone":    {rate + paid, nil, true},
		"a standard that never moves":  {"prior 3.1 standard 115\nprior 3.2 standard 115", nil, false},
		"a rate alone":                 {rate, nil, false},
		"a rate that is there in full": {"set 2.1 numerator 100\nprior 2.1 numerator 100\nprior 2.1 denominator 100\n" + paid, nil, false},
		"a rate that is kept":          {rate + paid + "form 2.1 mode maintain", nil, false},
		"months without anything":      {"series 1.1 20 0\nseries 1.2 4 0\nset 1.1 this 0\nset 1.1 cumulative 20\nset 1.2 this 0\nset 1.2 cumulative 4\n" + rate, nil, false},
		"nothing was counted before":   {flows, nil, false},
		"a table of rates as it was":   {moved + rate + rates, nil, true},
		"one of its rates moved":       {moved + rate + rates + "set 6.3 numerator 71", nil, false},
		"two rates as they were":       {moved + rate + "add 6.2 rate 丁\nform 6.2 mode cumulative\nprior 6.2 numerator 61\nprior 6.2 denominator 120\nset 6.2 numerator 61\nset 6.2 denominator 120\n", nil, false},
	} {
		in := input(good())
		for line := range strings.Lines(c.script) {
			fields := strings.Fields(line)
			switch {
			case len(fields) == 0:
			case fields[0] == "told":
				in.Return.OtherNotes = map[string]string{"H04": "六月没有新开工的项目，各数与五月相同"}
			default:
				if err := change(&in, fields[0], fields[1:]); err != nil {
					t.Fatalf("%s: %q: %v", name, line, err)
				}
			}
		}
		v := Run(in)
		var held []string
		asked := false
		for _, f := range v.Findings {
			if f.Code != "H04" {
				continue
			}
			asked = true
			if f.Holds {
				for _, cell := range f.Cells {
					held = append(held, cell.Indicator)
				}
			}
			if f.Severity != huibao.Warning {
				t.Errorf("%s: %s", name, f.Severity)
			}
		}
		if asked != c.asked || !slices.Equal(held, c.held) {
			t.Errorf("%s: asked %t, held %v", name, asked, held)
			for _, f := range v.Findings {
				t.Log(f.Code, f.Message)
			}
		}
	}
}
