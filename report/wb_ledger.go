package report

import (
	"cmp"
	"strings"

	"huibao"
	"huibao/internal/book"
	"huibao/internal/mask"
)

// ledgerHeads are the headings of 台账 with the widths of their columns.
var ledgerHeads = []column{{"键", 22}, {"报告期", 9}, {"单位", 24}, {"单位类别", 10}, {"任务序号", 8}, {"任务", 26}, {"编码", 7}, {"指标", 28}, {"类型", 7}, {"责任单位", 22}, {"项目", 18},
	{"数值", 16}, {"文字值", 14}, {"计量单位", 12}, {"计入", 7}, {"不计入原因", 16}, {"状态", 8}, {"文件", 46}, {"哈希", 18}, {"工作表", 10}, {"单元格", 8}, {"原文", 16},
	{"备注", 30}, {"汇总键", 18}}

// maxLedgerRows is how many values a sheet of 台账 holds; more go on to the next.
const maxLedgerRows = 1048576 - 8

// ledgerSheet is one sheet of 台账 and its last row.
type ledgerSheet struct {
	name string
	last int
}

// ledger writes 台账: every value of the period, with where it stands. Its lines are
// walked, not held: once for what other sheets refer to, once to be written.
func (w *workbook) ledger() {
	lines := w.ledgerLines()
	w.ledgerLen = lines.count
	w.linkFiles = lines.count <= mostLinks
	for n := 0; n == 0 || n*maxLedgerRows < lines.count; n++ {
		name := sheetLedger
		if n > 0 {
			name += itoa(n + 1)
			w.b.Add(name)
		}
		w.ledgers = append(w.ledgers, &ledgerSheet{name: name})
	}
	w.ledgerPlaces(lines)
	for n := range w.ledgers {
		w.writeLedger(n, lines)
	}
}

// ledgerPlaces notes where the lines stand that other sheets refer to: the first of an
// indicator, those of findings, and, where figures are looked up, those of values.
func (w *workbook) ledgerPlaces(lines *ledgerLines) {
	w.ledgerCell, w.ledgerRows, w.ledgerPlace = map[cellKey]ledgerPlace{}, map[string]ledgerPlace{}, map[huibao.Source]ledgerPlace{}
	for i := range w.Submissions() {
		if s := &w.Submissions()[i]; s.Counts() {
			for _, f := range s.Findings {
				if f.Cell != "" {
					w.ledgerPlace[sourceOf(s, f)] = ledgerPlace{}
				}
			}
		}
	}
	every, told := w.wide() || w.pairCount() > 0 && w.livePairs(), w.mayBeTold() // of thousands of counties 县区 has no row that looks one up
	wanted := func(code string, r ledgerRow) bool {
		_, known := w.ledgerRows[code]
		return every || r.looked || !known || told(r.sub)
	}
	for n, x := range lines.some(wanted) {
		place := ledgerPlace{w.ledgers[n/maxLedgerRows], x.key}
		if every || x.looked {
			w.ledgerCell[x.cell()] = place
		}
		if _, ok := w.ledgerRows[x.row.Code]; !ok {
			w.ledgerRows[x.row.Code] = place
		}
		source := x.source()
		if _, asked := w.ledgerPlace[source]; asked {
			w.ledgerPlace[source] = place
		}
	}
}

// sourceOf is the cell that a finding is about.
func sourceOf(s *huibao.Submission, f huibao.Finding) huibao.Source {
	return huibao.Source{File: s.FileOf(f), SHA256: s.SHA256, Sheet: f.Sheet, Cell: f.Cell}
}

// writeLedger writes the nth sheet of 台账; its rows are streamed.
func (w *workbook) writeLedger(n int, lines *ledgerLines) {
	at := w.ledgers[n]
	from, to := n*maxLedgerRows, min((n+1)*maxLedgerRows, lines.count)
	g := w.grid(at.name)
	g.data("台账："+w.Period.Chinese()+"全部填报值", "计入为 1 的数进入全市汇总；原文为单元格中所填的文字")
	fixed := g.headsOf(ledgerHeads)
	first := g.row + 1
	g.row += max(to-from, 1)
	at.last = g.row
	g.finish(0, true, fixed)
	l := &ledgerRows{workbook: w, left: w.styles.text("left"), centre: w.styles.text("center"), line: w.styles.line(), link: w.styles.fileLink(), ordinal: w.styles.ordinal(), heights: newRowHeights("18", ledgerHeads)}
	styles := []int{l.left, l.centre, l.line, l.link, l.ordinal}
	for places := range int32(maxLedgerPlaces + 1) {
		l.number = append(l.number, w.styles.number(placesFormat(places)))
		styles = append(styles, l.number[places])
	}
	rows := func(yield func(ledgerLine) bool) {
		for i, x := range lines.all() {
			if i >= from && i < to && !yield(x) {
				return
			}
		}
	}
	if lines.count > LongLedger {
		w.b.Blocks(at.name, styles, w.Last.Kept, l.blocks(first, rows))
		return
	}
	w.b.Rows(at.name, styles, func(out *book.RowWriter) {
		n := first
		for x := range rows {
			out.Row(n, l.height(x))
			l.write(out, l.marked(x))
			n++
		}
	})
}

// maxLedgerPlaces is how many decimals of a value are shown.
const maxLedgerPlaces = 6

// ledgerRows writes the rows of 台账.
type ledgerRows struct {
	*workbook
	code                              string // of which counted is
	counted                           map[unitField]string
	left, centre, line, link, ordinal int   // styles
	number                            []int // by places
	heights                           rowHeights
}

// height is that of a line whose texts wrap.
func (l *ledgerRows) height(x ledgerLine) string {
	ind, v := l.Plan.IndicatorByCode(x.row.Code), x.row.Values.Of(x.field)
	return l.heights.of("单位", l.Plan.UnitName(x.row.Subject), "任务", l.Plan.TaskByNo(ind.Task).Title, "指标", ind.Name, "责任单位", l.Plan.UnitName(l.Plan.ResponsibleOf(ind)),
		"文字值", mask.Text(v.Word), "文件", v.Source.File, "工作表", v.Source.Sheet, "原文", mask.Text(v.Text), "备注", mask.Text(remarkText(v)))
}

func (l *ledgerRows) write(out *book.RowWriter, x markedLine) {
	ind := l.Plan.IndicatorByCode(x.row.Code)
	v := x.row.Values.Of(x.field)
	out.Text(l.line, x.key)
	out.Text(l.centre, l.Period.String())
	out.Text(l.left, l.Plan.UnitName(x.row.Subject))
	l.class(out, l.centre, x.row.Subject)
	out.Int(l.ordinal, ind.Task)
	out.Text(l.left, l.Plan.TaskByNo(ind.Task).Title)
	out.Text(l.centre, x.row.Code)
	out.Text(l.left, ind.Name)
	out.Text(l.centre, ind.Kind.Label())
	out.Text(l.left, l.Plan.UnitName(l.Plan.ResponsibleOf(ind)))
	out.Text(l.left, x.label)
	l.value(out, v)
	out.Text(l.centre, measureOf(ind, x.field))
	out.Int(l.ordinal, x.mark)
	out.Text(l.left, x.why)
	out.Text(l.centre, x.sub.State.Label())
	l.file(out, v.Source.File)
	out.Text(l.line, v.Source.SHA256)
	out.Text(l.centre, v.Source.Sheet)
	out.Text(l.centre, v.Source.Cell)
	out.Text(l.left, mask.Text(v.Text))
	out.Text(l.left, mask.Text(remarkText(v)))
	out.Text(l.line, keyOf(x.row.Code, fieldKey(x.field)))
}

// file writes a file's name, linked to the file beside the workbook: two folders up is
// the workspace.
func (l *ledgerRows) file(out *book.RowWriter, path string) {
	if !l.linkFiles || !linkable(path) {
		out.Text(l.left, path)
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

// value writes a number in the column of numbers, words and dates in that of words.
func (l *ledgerRows) value(out *book.RowWriter, v huibao.Value) {
	d, ok := v.Quantity.Decimal()
	if ok && v.Word == "" && v.Date.IsZero() {
		out.Number(l.number[min(max(-d.Exponent(), 0), maxLedgerPlaces)], d)
		out.Empty(l.centre)
		return
	}
	out.Empty(l.centre)
	switch {
	case v.Word != "":
		out.Text(l.left, mask.Text(v.Word))
	case !v.Date.IsZero():
		out.Text(l.centre, v.Date.String())
	default:
		out.Text(l.centre, quantityText(v.Quantity, 0))
	}
}

// cellKey names a value by indicator, subject and field.
type cellKey struct {
	code, unit string
	field      huibao.Field
}

// unitField names a value of one indicator.
type unitField struct {
	unit  string
	field huibao.Field
}

// countedCells says of every value that the city's figure of an indicator rests on
// whether it counts in it, or is there to be compared.
func (w *workbook) countedCells(code string) map[unitField]string {
	s := w.CityStanding(code)
	if s == nil {
		return nil
	}
	m := make(map[unitField]string, len(w.Plan.Units))
	for i := range s.Figures {
		for p := range s.Figures[i].Counts() {
			m[unitField{p.Unit, p.Field}] = cmp.Or(p.Excluded, "是")
		}
	}
	if s.Other != nil {
		for p := range s.Other.Counts() {
			m[unitField{p.Unit, p.Field}] = "核对"
		}
	}
	return m
}

// countedMark is 1 of a value that is in a city figure, else 0 and why.
func countedMark(counted map[unitField]string, row *huibao.ReturnRow, f huibao.Field, s *huibao.Submission) (mark int, why string) {
	switch m := counted[unitField{row.Subject, f}]; {
	case s.Holds(row.Code):
		return 0, "待核"
	case m == "是":
		return 1, ""
	case m == "核对":
		return 0, "核对数"
	default:
		return 0, m
	}
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
