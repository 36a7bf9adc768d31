package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/formula"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// workings computes the formulas of a workbook anew.
type workings struct {
	grids   map[string]*sheet.Grid
	r1c1    bool
	done    map[spot]formula.Outcome
	open    map[spot]bool // being computed
	changes map[spot]string
	budget  int     // of cells that may still be looked at
	saved   *string // why no saved result can be believed; nil until it is asked
}

// spot is a cell of the workbook.
type spot struct {
	sheet    string
	row, col int
}

// Bounds of what is computed for one workbook.
const (
	maxLooks = 2_000_000
	maxChain = 60 // formulas that rest on one another
)

func (p page) spot(row, col int) spot {
	row, col = p.place(row, col)
	return spot{p.Name, row, col}
}

func newWorkings(book *sheet.Book, pages []page) *workings {
	w := &workings{grids: map[string]*sheet.Grid{}, r1c1: book.Format == sheet.XML2003, done: map[spot]formula.Outcome{}, open: map[spot]bool{}, changes: map[spot]string{}, budget: maxLooks}
	for _, p := range pages {
		w.grids[p.Name] = p.grid
	}
	return w
}

// result is what the formula of a cell gives.
func (w *workings) result(at spot) formula.Outcome {
	if out, ok := w.done[at]; ok {
		return out
	}
	if w.open[at] || len(w.open) >= maxChain {
		return formula.Outcome{}
	}
	w.open[at] = true
	defer delete(w.open, at)
	out := formula.Outcome{}
	if f := w.parse(at); f != nil {
		out = f.Eval(sheetCells{w, at.sheet})
	}
	w.done[at] = out
	return out
}

func (w *workings) parse(at spot) *formula.CellFormula {
	text := w.grids[at.sheet].Formula(at.row, at.col)
	if text == "" {
		return nil
	}
	f, err := formula.ParseCell(text, formula.At{Row: at.row, Col: at.col, R1C1: w.r1c1})
	if err != nil {
		return nil
	}
	return f
}

// sheetCells gives a formula on a sheet its cells.
type sheetCells struct {
	w    *workings
	name string
}

func (c sheetCells) grid(name string) (*sheet.Grid, string) {
	if name == "" {
		name = c.name
	}
	return c.w.grids[name], name
}

func (c sheetCells) Extent(name string) (rows, cols int) {
	if g, _ := c.grid(name); g != nil {
		return g.MaxRow, g.MaxCol
	}
	return 0, 0
}

func (c sheetCells) Cell(name string, row, col int) formula.Operand {
	g, name := c.grid(name)
	if c.w.budget--; g == nil || c.w.budget < 0 {
		return formula.Operand{}
	}
	cell := g.At(row, col)
	if cell.HasFormula {
		if out := c.w.result(spot{name, row, col}); out.Known() {
			return out.Operand
		}
	}
	return saved(cell)
}

// saved is what a cell holds as it was saved.
func saved(cell sheet.Cell) formula.Operand {
	switch cell.Type {
	case sheet.Blank:
		if !cell.HasFormula {
			return formula.Operand{Kind: formula.KindBlank}
		}
	case sheet.Number:
		if d, err := sheet.Decimal15(cell.Raw); err == nil {
			return formula.NumberOf(d)
		}
	case sheet.Text:
		return formula.Operand{Kind: formula.KindText, Text: cell.Raw}
	case sheet.Bool:
		return formula.Operand{Kind: formula.KindBool, Bool: cell.Raw == "1"}
	}
	return formula.Operand{}
}

// recompute holds the saved result of a formula against what it gives: one that
// differs is held back, one that cannot be computed is believed unless the workbook was
// not calculated.
func (r *reader) recompute(v *huibao.Value, t table, n, col int, cell sheet.Cell) {
	if !cell.HasFormula || !cell.Cached || !v.Quantity.IsNumber() && v.Date.IsZero() && v.Word == "" {
		return
	}
	if what := r.work.changing(t.spot(n, col), maxChain); what != "" && v.Quantity.IsNumber() {
		holdBack(v, huibao.RemarkChanging, what)
		return
	}
	out := r.work.result(t.spot(n, col))
	text := strings.TrimSpace(cell.Raw)
	d, err := sheet.Decimal15(text) // some programs store every result as a text
	shown, stored := shownFormula(v.Formula), text
	if err == nil {
		stored = d.String()
	}
	switch {
	case out.Kind == formula.KindText && strings.TrimSpace(out.Text) == text:
	case !out.Known():
		if why := r.work.uncalculated(r.book); why != "" {
			holdBack(v, huibao.RemarkUncalculated, why)
			return
		}
		v.Remarks = append(v.Remarks, remark(huibao.RemarkBelieved, shown+"没有重算，按文件里存的结果读取"))
	case err == nil && out.Agrees(d):
	case r.book.Uncalculated != "" && ourFormula.MatchString(v.Formula):
		holdBack(v, huibao.RemarkUncached, "公式没有保存结果")
	default:
		want := out.Plain()
		if want == "" {
			want = "空"
		}
		holdBack(v, huibao.RemarkStale, shown+"的结果应为 "+want+"，文件里存的是 "+stored)
	}
}

// ourFormula is the formula of a cumulative or of a relation's value as we issue it.
var ourFormula = regexp.MustCompile(`^IF\(ISNUMBER\([A-Z]+\d+\),ROUND\(N\([A-Z]+\d+\)\+[A-Z]+\d+,\d+\),""\)$|^IF\(COUNT\([A-Z]+\d+,[A-Z]+\d+\)=2,IF\([A-Z]+\d+=0,"",ROUND\([A-Z]+\d+/[A-Z]+\d+,\d+\)\),""\)$`)

// maxShownFormula is how much of a formula is shown, in characters.
const maxShownFormula = 80

func shownFormula(text string) string {
	if text == unknownFormula {
		return "公式"
	}
	if rs := []rune(text); len(rs) > maxShownFormula {
		text = string(rs[:maxShownFormula]) + "…"
	}
	return "公式 =" + text + " "
}

// uncalculated says why no saved result of the workbook can be believed; "" where they
// can.
func (w *workings) uncalculated(book *sheet.Book) string {
	if w.saved == nil {
		why := book.Uncalculated
		if why == "" && w.allZero() {
			why = "多处公式存的结果是 0，所引用的格却不是 0"
		}
		w.saved = &why
	}
	return *w.saved
}

// fewZeros is how many formulas with a wrong 0 tell that a workbook was not calculated.
const fewZeros = 3

// allZero reports whether formulas have a saved 0 that they cannot have, or that rest on
// cells that are not 0, and none that cannot be computed has another result.
func (w *workings) allZero() bool {
	zeros := 0
	for name, g := range w.grids {
		if slices.Contains(ours, name) {
			continue
		}
		for _, n := range g.Rows() {
			for _, cell := range g.Row(n) {
				d, err := sheet.Decimal15(cell.Raw)
				if !cell.HasFormula || !cell.Cached || cell.Type != sheet.Number || err != nil {
					continue
				}
				at := spot{name, cell.Row, cell.Col}
				out := w.result(at)
				switch {
				case !out.Known() && !d.IsZero():
					return false
				case !d.IsZero(), out.Known() && out.Agrees(d):
				case out.Known(), w.restsOnFigures(at):
					zeros++
				}
			}
		}
	}
	return zeros >= fewZeros
}

// fewCells is how many cells of one range are looked at.
const fewCells = 1000

// restsOnFigures reports whether a formula refers to a cell with a number that is not 0.
func (w *workings) restsOnFigures(at spot) bool {
	f := w.parse(at)
	if f == nil {
		return false
	}
	looks := 0
	for _, a := range f.Refs() {
		g, _ := sheetCells{w, at.sheet}.grid(a.Sheet)
		if g == nil {
			continue
		}
		for row := a.Row1; row <= min(a.Row2, g.MaxRow); row++ {
			for col := a.Col1; col <= min(a.Col2, g.MaxCol); col++ {
				if looks++; looks > fewCells {
					return false
				}
				cell := g.At(row, col)
				if d, err := sheet.Decimal15(cell.Raw); cell.Type == sheet.Number && err == nil && !d.IsZero() {
					return true
				}
			}
		}
	}
	return false
}
