package batch_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"huibao/internal/exceltest"
	"huibao/internal/sheet"
)

// changedBand begins what the print sheets say once 台账 is not what was issued.
const changedBand = "台账已被改动"

// bands are where they say so.
var bands = map[string][2]int{"说明": {2, 2}, "总览": {2, 1}, "任务进展": {2, 1}, "县区对比": {2, 1}, "各期对比": {2, 1}}

// TestExcel computes the workbook with Excel's ways: every saved value is what its formula gives.
// Then a figure of each kind in 台账 is changed, or emptied, one after the other: what rests on it moves and
// every print sheet says so, or nothing moves.
func TestExcel(t *testing.T) {
	dir, _ := sharedDemo(t)
	b := open(t, filepath.Join(dir, "out", "2024-06", "汇总表.xlsx"))
	x := exceltest.Open(t, b)
	was := x.Formulas()
	for at, got := range was {
		name, ref, _ := strings.Cut(at, "!")
		row, col, _ := sheet.ParseRef(ref)
		g, err := b.SheetByName(name).Grid(context.Background())
		must(t, err)
		if saved := g.At(row, col).Raw; !exceltest.Same(got, saved) {
			t.Errorf("%s is %s, saved is %q", at, got, saved)
		}
	}
	if len(was) < 1500 {
		t.Errorf("%d formulas", len(was))
	}
	g, err := b.SheetByName("台账").Grid(context.Background())
	must(t, err)
	seen, edits, moves := map[string]bool{}, 0, 0
	for _, row := range g.Rows()[1:] {
		kind := g.At(row, 9).Raw + "|" + g.At(row, 11).Raw + "|" + g.At(row, 15).Raw // type, item, counted
		if g.At(row, 12).Type != sheet.Number || seen[kind] {
			continue
		}
		seen[kind] = true
		for _, change := range []func() (undo func()){func() func() { return x.Edit("台账", row, 12, 7654321) }, func() func() { return x.Clear("台账", row, 12) }} {
			undo := change()
			edits++
			if bandTells(t, g.At(row, 1).Raw, x, was) {
				moves++
			}
			undo()
		}
	}
	if edits < 30 || moves < edits/2 || moves == edits {
		t.Errorf("%d changes, %d of which moved anything", edits, moves)
	}
}

// bandTells reports whether a change moved a figure, and holds that the bands then tell of it.
func bandTells(t *testing.T, what string, x *exceltest.Book, was map[string]string) bool {
	t.Helper()
	moved := ""
	for at, got := range x.Formulas() {
		name, ref, _ := strings.Cut(at, "!")
		row, col, _ := sheet.ParseRef(ref)
		if p, is := bands[name]; (!is || p != [2]int{row, col}) && got != was[at] {
			moved = at
		}
	}
	for name, p := range bands {
		if told := strings.HasPrefix(x.Text(name, p[0], p[1]), changedBand); told != (moved != "") {
			t.Errorf("%s was changed, which moved %q; %s says %q", what, moved, name, x.Text(name, p[0], p[1]))
		}
	}
	return moved != ""
}
