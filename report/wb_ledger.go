package report

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/book"
	"huibao/internal/mask"
	"huibao/internal/sheet"
)

// Columns of 台账 that formulas refer to.
const (
	ledgerUnit    = "B"
	ledgerCode    = "C"
	ledgerItem    = "D"
	ledgerValue   = "E"
	ledgerCounted = "G"
)

// ledgerHeads are the headings of 台账 with the widths of their columns.
var ledgerHeads = []struct {
	label string
	width int
}{{"报告期", 9}, {"单位", 24}, {"编码", 7}, {"项目", 18}, {"数值", 16}, {"计量单位", 12}, {"计入", 7}, {"状态", 8}, {"文件", 34}, {"SHA-256", 18},
	{"工作表", 10}, {"单元格", 8}, {"原文", 16}, {"备注", 30}}

// maxLedgerRows is how many values a sheet of 台账 holds; more go on to the next.
const maxLedgerRows = 1048576 - 8

// ledgerSheet is one sheet of 台账 and its last row.
type ledgerSheet struct {
	name string
	last int
}

// ledgerLine is one value of 台账.
type ledgerLine struct {
	sub   *huibao.Submission
	row   *huibao.ReturnRow
	field huibao.Field
	label string
}

// ledger writes 台账: every value of the period, with where it stands.
func (w *workbook) ledger() {
	lines := w.ledgerLines()
	w.ledgerCell = make(map[cellKey]string, len(lines))
	w.ledgerRows, w.ledgerPlace = map[string]ledgerRange{}, make(map[huibao.Source]ledgerRange, len(lines))
	w.linkFiles = len(lines) <= mostLinks
	counted := w.countedCells()
	for n := 0; n == 0 || len(lines) > 0; n++ {
		part := lines[:min(len(lines), maxLedgerRows)]
		lines = lines[len(part):]
		w.ledgerSheet(n, part, counted)
	}
}

func (w *workbook) ledgerLines() []ledgerLine {
	var list []ledgerLine
	for i := range w.Submissions {
		s := &w.Submissions[i]
		if !s.Counts() || s.Return == nil {
			continue
		}
		for j := range s.Return.Rows {
			row := &s.Return.Rows[j]
			for _, f := range row.Fields() {
				if col, ok := huibao.ColumnOf(row.Kind, f); ok && col.IsInput() {
					list = append(list, ledgerLine{s, row, f, col.Label})
				}
			}
		}
	}
	slices.SortStableFunc(list, func(a, b ledgerLine) int { return huibao.CompareCodes(a.row.Code, b.row.Code) })
	return list
}

// ledgerSheet writes one sheet of 台账; its rows are streamed.
func (w *workbook) ledgerSheet(n int, lines []ledgerLine, counted map[cellKey]string) {
	name := sheetLedger
	if n > 0 {
		name += itoa(n + 1)
		w.b.Add(name)
	}
	g := w.grid(name)
	g.title("台账："+w.Period.Chinese()+"全部填报值", "“计入”为“是”的数进入全市汇总；“核对”为牵头单位的核对数；“否”为未计入，原因见备注。原文为单元格中所填的文字。", len(ledgerHeads))
	var labels []string
	fixed := map[int]int{}
	for i, h := range ledgerHeads {
		labels = append(labels, h.label)
		fixed[i+1] = h.width
	}
	g.heads(labels...)
	first := g.row + 1
	g.row += max(len(lines), 1)
	w.ledgers = append(w.ledgers, ledgerSheet{name, g.row})
	for i, x := range lines {
		w.ledgerCell[cellKey{x.row.Code, x.row.Subject, x.field}] = fmt.Sprintf("%s!$%s$%d", name, ledgerValue, first+i)
		w.extend(x.row.Code, name, first+i)
		v := x.row.Values.Cell(x.field)
		w.ledgerPlace[v.Source] = ledgerRange{name, first + i, first + i}
	}
	g.finish(4, true, fixed)
	l := &ledgerRows{workbook: w, counted: counted, left: w.styles.text("left"), centre: w.styles.text("center"), line: w.styles.line(), link: w.styles.fileLink()}
	styles := []int{l.left, l.centre, l.line, l.link}
	for places := range int32(maxLedgerPlaces + 1) {
		l.number = append(l.number, w.styles.number(placesFormat(places)))
		styles = append(styles, l.number[places])
	}
	w.b.Rows(name, styles, func(out *book.RowWriter) {
		for i, x := range lines {
			out.Row(first+i, "18")
			l.write(out, x)
		}
	})
}

// maxLedgerPlaces is how many decimals of a value are shown.
const maxLedgerPlaces = 6

// ledgerRows writes the rows of 台账.
type ledgerRows struct {
	*workbook
	counted                  map[cellKey]string
	left, centre, line, link int   // styles
	number                   []int // by places
}

func (l *ledgerRows) write(out *book.RowWriter, x ledgerLine) {
	ind := l.Plan.IndicatorByCode(x.row.Code)
	v := x.row.Values.Of(x.field)
	out.Text(l.centre, l.Period.String())
	out.Text(l.left, l.Plan.UnitName(x.row.Subject))
	out.Text(l.centre, x.row.Code)
	out.Text(l.left, x.label)
	l.value(out, v)
	out.Text(l.centre, measureOf(ind, x.field))
	mark, why := countedMark(l.counted, x.row, x.field, x.sub)
	out.Text(l.centre, mark)
	out.Text(l.centre, x.sub.State.Label())
	l.file(out, v.Source.File)
	out.Text(l.line, v.Source.SHA256)
	out.Text(l.centre, v.Source.Sheet)
	out.Text(l.centre, v.Source.Cell)
	out.Text(l.left, mask.Text(v.Text))
	out.Text(l.left, mask.Text(why+remarkText(v)))
}

// file writes a file's name, linked to the file beside the workbook: two folders up is
// the workspace.
func (l *ledgerRows) file(out *book.RowWriter, path string) {
	if !l.linkFiles || !linkable(path) {
		out.Text(l.line, path)
		return
	}
	out.FormulaText(l.link, `HYPERLINK("../../`+strings.ReplaceAll(path, `"`, `""`)+`","`+strings.ReplaceAll(path, `"`, `""`)+`")`, path)
}

// linkable reports whether a path can be opened by a link: members of archives and
// units' parts of a file can't, nor can names that a link takes apart.
func linkable(path string) bool {
	return strings.HasPrefix(path, "returns/") && len(path) < 200 && !strings.ContainsAny(path, "!#%\"?*<>|\\\n\r\t") && book.Clean(path) == path
}

// mostLinks is how many rows 台账 may have for its files to be linked.
const mostLinks = 50000

// ledgerRange is a range of rows of 台账.
type ledgerRange struct {
	sheet       string
	first, last int
}

func (r ledgerRange) link() string {
	return fmt.Sprintf("%s!A%d:%s%d", r.sheet, r.first, sheet.ColName(len(ledgerHeads)), r.last)
}

// extend notes that a row of 台账 is of an indicator; the rows of one stand together.
func (w *workbook) extend(code, name string, row int) {
	r, ok := w.ledgerRows[code]
	if !ok || r.sheet != name {
		r = ledgerRange{name, row, row}
	}
	r.last = row
	w.ledgerRows[code] = r
}

// codeCell writes an indicator's code, linked to its rows in 台账.
func (g *grid) codeCell(col int, code string) {
	g.text(col, "center", code)
	if r, ok := g.ledgerRows[code]; ok {
		g.b.Check(g.b.SetCellHyperLink(g.name, g.ref(col), r.link(), "Location"))
		g.style(col, g.styles.link())
	}
}

func (l *ledgerRows) value(out *book.RowWriter, v huibao.Value) {
	d, ok := v.Quantity.Decimal()
	switch {
	case v.Word != "":
		out.Text(l.left, mask.Text(v.Word))
	case !v.Date.IsZero():
		out.Text(l.centre, v.Date.String())
	case ok:
		out.Number(l.number[min(max(-d.Exponent(), 0), maxLedgerPlaces)], d)
	default:
		out.Text(l.centre, quantityText(v.Quantity, 0))
	}
}

// cellKey names a value by indicator, subject and field.
type cellKey struct {
	code, unit string
	field      huibao.Field
}

// countedCells says of every value that a city figure rests on whether it counts
// in it, or is there to be compared.
func (w *workbook) countedCells() map[cellKey]string {
	m := map[cellKey]string{}
	for _, s := range w.City {
		for _, f := range s.Figures {
			for _, p := range f.Parts {
				key := cellKey{s.Code, p.Unit, p.Field}
				if p.Excluded == "" {
					m[key] = "是"
				} else {
					m[key] = p.Excluded
				}
			}
		}
		if s.Other != nil {
			for _, p := range s.Other.Parts {
				m[cellKey{s.Code, p.Unit, p.Field}] = "核对"
			}
		}
	}
	return m
}

func countedMark(counted map[cellKey]string, row *huibao.ReturnRow, f huibao.Field, s *huibao.Submission) (mark, why string) {
	switch m := counted[cellKey{row.Code, row.Subject, f}]; {
	case s.Holds(row.Code):
		return "否", "该行有误未计入；"
	case m == "是", m == "核对":
		return m, ""
	case m != "":
		return "否", m + "；"
	}
	return "—", ""
}

func remarkText(v huibao.Value) string {
	s := ""
	for _, r := range v.Remarks {
		if r.Text != "" {
			s += r.Text + "；"
		}
	}
	return s
}

// measureOf is the measure of a field of an indicator.
func measureOf(ind *huibao.Indicator, f huibao.Field) string {
	switch f {
	case huibao.FieldPaid, huibao.FieldBackPay:
		return "元"
	case huibao.FieldPeople:
		return "人"
	case huibao.FieldMonths:
		return "人月（次）"
	case huibao.FieldThis, huibao.FieldCumulative, huibao.FieldPrevious, huibao.FieldStandard, huibao.FieldOwn:
		return ind.Measure
	}
	return "—"
}

// sumFormula adds up what counts of an item of an indicator over 台账; a cell with
// the code and, for one unit, its name are referred to.
func (w *workbook) sumFormula(code, item, unit string, places int32) string {
	var sums []string
	for _, l := range w.ledgers {
		column := func(c string) string { return fmt.Sprintf("%s!$%s$4:$%s$%d", l.name, c, c, l.last) }
		cond := fmt.Sprintf(`%s,%s,%s,"%s",%s,"是"`, column(ledgerCode), code, column(ledgerItem), item, column(ledgerCounted))
		if unit != "" {
			cond += "," + column(ledgerUnit) + "," + unit
		}
		sums = append(sums, fmt.Sprintf("SUMIFS(%s,%s)", column(ledgerValue), cond))
	}
	return fmt.Sprintf("ROUND(%s,%d)", strings.Join(sums, "+"), places)
}
