package importer_test

import (
	"slices"
	"testing"

	"huibao"
)

// TestMiscoded: of two rows with one code it is said which is another's by its name, wherever it stands, and where
// its code is; a row that was copied is none of that.
func TestMiscoded(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	for name, c := range map[string]struct {
		do   func(l *leaf)
		want string
	}{
		"below":  {func(l *leaf) { l.rows[l.row("12.4")][0] = "12.3" }, "12.3\n43\n12.4\nA"},
		"above":  {func(l *leaf) { l.rows[l.row("12.3")][0] = "12.4" }, "12.4\n43\n12.3\nA"},
		"copied": {func(l *leaf) { l.rows = append(l.rows, slices.Clone(l.rows[l.row("12.3")])) }, "12.3\n42"},
	} {
		p := copyPaper(t, form)
		fill(p, form)
		c.do(p.leaf("计数"))
		ret := readBack(t, plan, p.name, p.write(t))
		got, _ := ret.Has(huibao.RemarkRowTwice)
		if cut := got.Text[:min(len(got.Text), len(c.want))]; cut != c.want || (name == "copied") != (got.Text == c.want) {
			t.Errorf("%s: %q", name, got.Text)
		}
	}
}
