package statement_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"huibao/statement"
)

func sentence(place, text string) statement.Printed {
	return statement.Printed{Text: "通报", Part: "正文", Place: place, Cells: []statement.Cell{{Text: text}}}
}

func row(part, of string, cells ...string) statement.Printed {
	p := statement.Printed{Text: "通报", Part: part, Row: of}
	for i := 0; i < len(cells); i += 2 {
		p.Cells = append(p.Cells, statement.Cell{Column: cells[i], Text: cells[i+1]})
	}
	return p
}

// TestDifferences tells what two editions print otherwise, and nothing of what only moved.
func TestDifferences(t *testing.T) {
	before := []statement.Printed{sentence("总体情况", "甲。"), sentence("总体情况", "乙。"), sentence("总体情况", "乙。"),
		row("附件1", "1.1", "累计", "3", "亮灯", "● 达序时"), row("附件1", "1.2", "累计", "—"), row("附件4", "海原县", "状态", "通过")}
	for name, c := range map[string]struct {
		after []statement.Printed
		want  []string
	}{
		"the same": {before, nil},
		"moved":    {[]statement.Printed{before[5], before[4], before[3], before[2], before[0], before[1]}, nil},
		"a figure and a light": {slices.Replace(slices.Clone(before), 3, 4, row("附件1", "1.1", "累计", "4", "亮灯", "▲ 滞后")),
			[]string{"1.1 累计：3→4", "1.1 亮灯：● 达序时→▲ 滞后"}},
		"a sentence":              {slices.Replace(slices.Clone(before), 0, 1, sentence("总体情况", "丙。")), []string{" ：甲。→丙。"}},
		"one of two of the same":  {slices.Delete(slices.Clone(before), 2, 3), []string{" ：乙。→"}},
		"a row gone, another new": {slices.Replace(slices.Clone(before), 4, 5, row("附件1", "1.3", "累计", "9")), []string{"1.3 ：→累计 9", "1.2 ：→"}},
		"a column gone":           {slices.Replace(slices.Clone(before), 3, 4, row("附件1", "1.1", "累计", "3")), []string{"1.1 亮灯：● 达序时→"}},
	} {
		var got []string
		for _, d := range statement.Differences(before, c.after) {
			got = append(got, fmt.Sprintf("%s %s：%s→%s", d.Line().Row, d.Column, d.Old(), d.New()))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// TestDifferencesAreWhole changes cells of random tables: exactly they are listed, whichever
// way the lines are ordered.
func TestDifferencesAreWhole(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		var before, after []statement.Printed
		want := map[string]bool{}
		for i := range 1 + r.IntN(20) {
			was, now := row("附件1", fmt.Sprint("r", i)), row("附件1", fmt.Sprint("r", i))
			for c := range 1 + r.IntN(5) {
				old, fresh := fmt.Sprint(r.IntN(9)), ""
				if fresh = old; r.IntN(4) == 0 {
					fresh = old + "x"
					want[fmt.Sprint("r", i, "c", c)] = true
				}
				was.Cells = append(was.Cells, statement.Cell{Column: fmt.Sprint("c", c), Text: old})
				now.Cells = append(now.Cells, statement.Cell{Column: fmt.Sprint("c", c), Text: fresh})
			}
			before, after = append(before, was), append(after, now)
		}
		r.Shuffle(len(after), func(i, j int) { after[i], after[j] = after[j], after[i] })
		list := statement.Differences(before, after)
		for _, d := range list {
			if !want[d.Line().Row+d.Column] || d.New() != d.Old()+"x" {
				t.Fatalf("%s %s: %q, %q", d.Line().Row, d.Column, d.Old(), d.New())
			}
		}
		if len(list) != len(want) {
			t.Fatalf("%d of %d", len(list), len(want))
		}
	}
}
