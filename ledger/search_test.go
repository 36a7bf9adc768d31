package ledger

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"huibao"
	"huibao/act"
)

// TestSearch looks for words in both chains, in whichever database: in any case of the Latin
// letters, in one of several spellings, none of them a pattern, and between two instants.
func TestSearch(t *testing.T) {
	l := opened(t, filepath.Join(t.TempDir(), "ledger"))
	noon := actor()
	must(t, l.PreparePortal(context.Background()))
	for i, note := range []string{"已核实 50%", "ABC_d", "a'b"} {
		at := Actor{"zhang", noon.When.Add(time.Duration(i) * time.Hour)}
		must(t, l.Act(context.Background(), at, func(x *Tx) error {
			_, err := x.Append(accept(june, "C01", "x-V1"+string(rune('0'+i)), note))
			return errors.Join(err, x.Saw(Access{Person: "Wang", What: "登录", Object: note, Address: "10.0.0.9"}))
		}))
	}
	one := func(words ...string) Search { return Search{Words: [][]string{words}, Most: 10} }
	for _, c := range []struct {
		name        string
		s           Search
		whole       bool
		acts, lines []int
	}{
		{"all", Search{Most: 10}, true, []int{3, 2, 1}, []int{3, 2, 1}},
		{"the newest", Search{Most: 1}, true, []int{3}, []int{3}},
		{"a word", one("核实"), true, []int{1}, []int{1}},
		{"what was said, to whom it is not shown", one("核实"), false, nil, []int{1}},
		{"no pattern", one("%"), true, []int{1}, []int{1}},
		{"no pattern either", one("_"), true, []int{2}, []int{2}},
		{"another case", one("aBc_D"), true, []int{2}, []int{2}},
		{"a quotation mark", one("'"), true, []int{3}, []int{3}},
		{"either spelling", one("没有", "a'B"), true, []int{3}, []int{3}},
		{"both words", Search{Words: [][]string{{"bc_d"}, {"核实"}}, Most: 10}, true, nil, nil},
		{"a person", one("wANG"), true, nil, []int{3, 2, 1}},
		{"from on, until before", Search{From: noon.When.Add(time.Hour), Until: noon.When.Add(2 * time.Hour), Most: 10}, true, []int{2}, []int{2}},
		{"another zone", Search{From: noon.When.Add(time.Hour).In(huibao.China), Most: 10}, true, []int{3, 2}, []int{3, 2}},
	} {
		must(t, l.View(context.Background(), func(v *View) error {
			acts, err := v.ActsBy(c.s, c.whole)
			seen, serr := v.SeenBy(c.s)
			var a, s []int
			for _, x := range acts {
				a = append(a, x.N)
				if (x.Note == "") == c.whole || x.Kind != act.Accept {
					t.Errorf("%s: %+v", c.name, x)
				}
			}
			for _, x := range seen {
				s = append(s, x.N)
			}
			if !slices.Equal(a, c.acts) || !slices.Equal(s, c.lines) {
				t.Errorf("%s: acts %v, lines %v; want %v, %v", c.name, a, s, c.acts, c.lines)
			}
			return errors.Join(err, serr)
		}))
	}
}
