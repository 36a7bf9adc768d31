package report

import (
	"fmt"

	"huibao"
	"huibao/internal/book"
)

// widestCounties is how many counties 县区对比 sets side by side; more stand below
// each other.
const widestCounties = 30

// longHeads are the headings of the long form with the widths of their columns.
var longHeads = []struct {
	label string
	width int
}{{"编码", 7}, {"指标", 34}, {"单位", 24}, {"计量单位", 12}, {"累计（比率）", 14}, {"分解（目标）", 14}, {"完成率", 10}, {"亮灯", 14}}

// longLine is one indicator of one county.
type longLine struct {
	row  IndicatorRow
	unit *huibao.Unit
	s    *huibao.Standing
}

// countiesLong writes 县区对比 with a row for every indicator of every county; each
// figure is that of its cell in 台账.
func (w *workbook) countiesLong() {
	var lines []longLine
	for _, r := range w.Rows {
		for _, u := range w.Areas {
			if s := w.UnitStanding(u.Code, r.Code); s != nil {
				lines = append(lines, longLine{r, u, s})
			}
		}
	}
	g := w.grid(sheetCounties)
	g.title("县区对比", legend(w.Model), len(longHeads))
	var labels []string
	fixed := map[int]int{}
	for i, h := range longHeads {
		labels = append(labels, h.label)
		fixed[i+1] = h.width
	}
	g.heads(labels...)
	first := g.row + 1
	g.row += max(len(lines), 1)
	g.finish(3, true, fixed)
	l := &longRows{workbook: w, left: w.styles.text("left"), centre: w.styles.text("center"), percent: w.styles.number(percentFormat),
		numbers: map[int32]int{}, lights: map[huibao.Light]int{}}
	styles := []int{l.left, l.centre}
	for _, x := range lines {
		l.numbers[x.row.Places] = w.styles.number(placesFormat(x.row.Places))
		l.numbers[2] = w.styles.number(placesFormat(2))
		l.lights[x.s.Light] = w.styles.light(x.s.Light)
	}
	w.b.Rows(sheetCounties, styles, func(out *book.RowWriter) {
		for i, x := range lines {
			out.Row(first+i, "20")
			l.write(out, x, first+i)
		}
	})
}

// longRows writes the rows of the long form.
type longRows struct {
	*workbook
	left, centre, percent int // styles
	numbers               map[int32]int
	lights                map[huibao.Light]int
}

func (l *longRows) write(out *book.RowWriter, x longLine, n int) {
	out.Text(l.centre, x.row.Code)
	out.Text(l.left, x.row.Name)
	out.Text(l.left, x.unit.Name)
	out.Text(l.centre, x.row.Measure)
	l.figure(out, x)
	l.target(out, x)
	if x.row.Kind == huibao.KindCount && x.row.Mode != huibao.ModeStock && x.s.Completion.Valid() {
		share := fmt.Sprintf("E%d/F%d", n, n)
		out.Formula(l.percent, fmt.Sprintf("IF(%s<1,MIN(ROUND(%s,4),0.9999),ROUND(%s,4))", share, share, share),
			capped(x.s.Completion, x.s.Completion.Cmp(huibao.RatioOf(1, 1)) < 0))
	} else {
		out.Text(l.centre, "—")
	}
	out.Text(l.lights[x.s.Light], lightWords(x.s))
}

// figure refers to the county's own cell in 台账, of a rate to both.
func (l *longRows) figure(out *book.RowWriter, x longLine) {
	at := func(f huibao.Field) string { return l.ledgerCell[cellKey{x.row.Code, x.unit.Code, f}] }
	d, ok := x.s.Reached.Decimal()
	rate := x.s.Rate()
	switch {
	case x.row.Kind == huibao.KindRate && rate.Valid() && at(huibao.FieldNumer) != "" && at(huibao.FieldDenom) != "":
		out.Formula(l.percent, fmt.Sprintf("ROUND(%s/%s,4)", at(huibao.FieldNumer), at(huibao.FieldDenom)), rate.Round(4))
	case x.row.Kind == huibao.KindCount && ok && at(huibao.FieldCumulative) != "":
		out.Formula(l.numbers[x.row.Places], fmt.Sprintf("ROUND(%s,%d)", at(huibao.FieldCumulative), x.row.Places), d.Round(x.row.Places))
	case x.row.Kind == huibao.KindMilestone:
		out.Text(l.centre, orDash(x.s.State))
	case ok && x.row.Kind != huibao.KindCount && x.row.Kind != huibao.KindRate:
		out.Number(l.numbers[2], d)
	default:
		out.Text(l.centre, quantityText(x.s.Reached, 0))
	}
}

func (l *longRows) target(out *book.RowWriter, x longLine) {
	d, ok := x.s.Target.Decimal()
	switch {
	case !ok:
		out.Text(l.centre, "—")
	case x.row.Kind == huibao.KindRate:
		out.Number(l.percent, d.Shift(-2))
	case x.row.Kind == huibao.KindCount && l.targetCol[x.unit.Code] != "":
		out.Formula(l.numbers[x.row.Places], l.targetCell(x.row.Code, x.unit.Code), d)
	default:
		out.Number(l.numbers[2], d)
	}
}
