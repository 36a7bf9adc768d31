package importer_test

import (
	"slices"
	"testing"

	"huibao"
	"huibao/internal/sheet"
)

// TestZeroReport ticks the box of a blank return and reads where it stands.
func TestZeroReport(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	for _, text := range []string{"", huibao.ZeroTicked, "√"} {
		p := copyPaper(t, form)
		front := p.leaf(huibao.FrontSheet)
		n := slices.IndexFunc(front.rows, func(r []any) bool { return len(r) > 1 && r[0] == any(huibao.ZeroLabel) })
		if n < 0 || front.rows[n][1] != any(huibao.ZeroText) {
			t.Fatal("the blank return has no line of 零报告")
		}
		if text != "" {
			front.rows[n][1] = text
		}
		got := readBack(t, plan, p.name, p.write(t)).ZeroReport
		switch {
		case text == "" && got != nil:
			t.Errorf("a box left alone is ticked: %+v", got)
		case text != "" && (got == nil || got.Text != text || got.Source.Place() != huibao.Place{Sheet: huibao.FrontSheet, Cell: sheet.Ref(n+1, 2)}):
			t.Errorf("%q: %+v", text, got)
		}
	}
}
