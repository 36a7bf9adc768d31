package report

import (
	"fmt"
	"iter"
	"sync"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/book"
	"huibao/internal/sheet"
)

// widestCounties is how many counties 县区对比 sets side by side; of more there is 县区 alone.
const widestCounties = 30

// mostMatches bounds the work of 县区's look-ups: its rows times those of 台账. Beyond, its
// figures are values.
const mostMatches = 20_000_000

// pairHeads are the headings of 县区 with the widths of their columns.
var pairHeads = []column{{"键", 18}, {"编码", 7}, {"指标", 34}, {"任务序号", 8}, {"任务", 26}, {"类型", 7}, {"责任单位", 22}, {"单位", 24}, {"单位类别", 10}, {"计量单位", 12},
	{"累计（现值）ƒ", 14}, {"文字值", 10}, {"任务（目标）ƒ", 14}, {"完成率ƒ", 10}, {"亮灯", 14}, {"印发时累计", 12}, {"印发时任务", 12}, {"印发时完成率", 12}}

// pairTwins is how many columns of 县区 are hidden.
const pairTwins = 3

// pairLine is one indicator of one county.
type pairLine struct {
	row  IndicatorRow
	unit *huibao.Unit
	s    *huibao.Standing
}

// pairs writes 县区: a row for every indicator of every county; each figure is that of its
// row in 台账.
func (w *workbook) pairs() {
	about, lines := "标 ƒ 的列是公式，随台账变动；其余为值", w.pairCount()
	live := w.livePairs()
	switch {
	case !w.fewPairs():
		about = fmt.Sprintf("指标和单位的组合超过%d行，本表不列；各县（区）的数见台账", mostPairs)
	case !live:
		about = "行数多，各列都是印发时的值，不随台账变动"
	}
	g := w.grid(sheetPairs)
	g.data("县区进展　"+w.Period.Chinese(), about)
	fixed := g.headsOf(pairHeads)
	first := g.row + 1
	g.row += max(lines, 1)
	g.unseen = pairTwins
	g.finish(2, true, fixed)
	if live && lines > 0 {
		for _, c := range [][2]string{{"K", "P"}, {"M", "Q"}, {"N", "R"}} {
			w.twin(sheetPairs, c[0], c[1], g.row)
		}
	}
	p := &pairRows{workbook: w, live: live, line: w.styles.line(), left: w.styles.text("left"), centre: w.styles.text("center"), whole: w.styles.ordinal(), percent: w.styles.number(percentFormat),
		format: map[string]int{}, lights: map[huibao.Light]int{}}
	styles := []int{p.line, p.left, p.centre, p.whole, p.percent}
	w.eachPair(func(r IndicatorRow, _ *huibao.Unit, light huibao.Light) bool {
		p.format[figureFormat(r)] = w.styles.number(figureFormat(r))
		p.lights[light] = w.styles.light(light)
		return true
	})
	heights := newRowHeights("20", pairHeads)
	w.b.Rows(sheetPairs, styles, func(out *book.RowWriter) {
		for i, x := range w.pairLines() {
			out.Row(first+i, p.height(heights, x))
			p.write(out, x, first+i)
		}
	})
}

// livePairs reports whether the figures of 县区 are looked up in 台账.
func (w *workbook) livePairs() bool { return w.pairCount()*w.ledgerLen <= mostMatches }

// pairCount is how many lines 县区 has; they are counted once.
func (w *workbook) pairCount() int {
	if w.pairTotal == nil {
		w.pairTotal = sync.OnceValue(func() (n int) {
			w.eachPair(func(IndicatorRow, *huibao.Unit, huibao.Light) bool {
				n++
				return true
			})
			return n
		})
	}
	return w.pairTotal()
}

// wide reports whether the counties are few enough to stand side by side.
func (w *workbook) wide() bool { return len(w.Areas) <= widestCounties }

// eachPair goes through the indicators and counties of which 县区 has a line.
func (w *workbook) eachPair(do func(IndicatorRow, *huibao.Unit, huibao.Light) bool) {
	if !w.fewPairs() {
		return
	}
	for _, r := range w.Rows {
		for _, u := range w.Areas {
			if light, ok := w.UnitLight(u.Code, r.Code); ok && !do(r, u, light) {
				return
			}
		}
	}
}

// pairLines are the lines of 县区, numbered from 0.
func (w *workbook) pairLines() iter.Seq2[int, pairLine] {
	return func(yield func(int, pairLine) bool) {
		n := 0
		w.eachPair(func(r IndicatorRow, u *huibao.Unit, _ huibao.Light) bool {
			n++
			return yield(n-1, pairLine{r, u, w.UnitStanding(u.Code, r.Code)})
		})
	}
}

// pairRows writes the rows of 县区.
type pairRows struct {
	*workbook
	live                               bool
	line, left, centre, whole, percent int // styles
	format                             map[string]int
	lights                             map[huibao.Light]int
}

// shown is a figure of a live column: what it is, and the formula that gives it, if any.
type shown struct {
	value   decimal.Decimal
	formula string
	style   int
	ok      bool
}

// height is that of a line whose names wrap.
func (p *pairRows) height(h rowHeights, x pairLine) string {
	return h.of("指标", x.row.Name, "任务", x.row.Task.Title, "责任单位", p.Plan.UnitName(p.Plan.ResponsibleOf(x.row.Indicator)), "单位", x.unit.Name, "亮灯", lightWords(x.s))
}

func (p *pairRows) write(out *book.RowWriter, x pairLine, n int) {
	out.Text(p.line, keyOf(x.row.Code, unitKey(x.unit.Code)))
	out.Text(p.centre, x.row.Code)
	out.Text(p.left, x.row.Name)
	out.Int(p.whole, x.row.Indicator.Task)
	out.Text(p.left, x.row.Task.Title)
	out.Text(p.centre, x.row.Kind.Label())
	out.Text(p.left, p.Plan.UnitName(p.Plan.ResponsibleOf(x.row.Indicator)))
	out.Text(p.left, x.unit.Name)
	out.Text(p.centre, x.unit.Level.Label())
	out.Text(p.centre, x.row.Measure)
	reached, target, share := p.reached(x), p.target(x), p.share(x, n)
	p.figure(out, reached)
	switch {
	case x.row.Kind == huibao.KindMilestone:
		out.Text(p.centre, x.s.State)
	case !reached.ok:
		out.Text(p.centre, quantityText(x.s.Reached, 0))
	default:
		out.Empty(p.centre)
	}
	p.figure(out, target)
	p.figure(out, share)
	out.Text(p.lights[x.s.Light], lightWords(x.s))
	for _, f := range []shown{reached, target, share} {
		f.formula = ""
		p.figure(out, f)
	}
}

func (p *pairRows) figure(out *book.RowWriter, f shown) {
	switch {
	case !f.ok:
		out.Empty(p.centre)
	case f.formula != "" && p.live:
		out.Formula(f.style, f.formula, f.value)
	default:
		out.Number(f.style, f.value)
	}
}

// reached looks the county's own value up in 台账, of a rate both.
func (p *pairRows) reached(x pairLine) shown {
	f := shown{style: p.format[figureFormat(x.row)]}
	if x.row.Kind == huibao.KindMilestone {
		return f
	}
	if f.value, _, f.ok = shownFigure(x.row.Indicator, x.s); !f.ok {
		return f
	}
	switch x.row.Kind {
	case huibao.KindRate:
		f.formula = p.rateFormula(x.row.Code, x.unit.Code)
	case huibao.KindCount:
		f.value = f.value.Round(x.row.Places)
		if at, ok := p.ledgerCell[cellKey{x.row.Code, x.unit.Code, huibao.FieldCumulative}]; ok {
			f.formula = fmt.Sprintf("ROUND(%s,%d)", at.number(), x.row.Places)
		}
	}
	return f
}

// rateFormula is a unit's rate by its rows in 台账; "" without them.
func (w *workbook) rateFormula(code, unit string) string {
	n, ok := w.ledgerCell[cellKey{code, unit, huibao.FieldNumer}]
	d, both := w.ledgerCell[cellKey{code, unit, huibao.FieldDenom}]
	if !ok || !both {
		return ""
	}
	return fmt.Sprintf("ROUND(%s/%s,4)", n.number(), d.number())
}

func (p *pairRows) target(x pairLine) shown {
	f := shown{style: p.format[figureFormat(x.row)]}
	f.value, f.ok = scaled(x.row, x.s.Target).Decimal()
	if _, given := p.Plan.Allocation(x.row.Code, x.unit.Code).Decimal(); given && x.row.Kind == huibao.KindCount {
		f.formula = p.targetCell(x.row.Code, x.unit.Code, targetPart)
	}
	return f
}

// share is the completion; of a stock, which rests on the year's beginning, its value.
func (p *pairRows) share(x pairLine, n int) shown {
	f := shown{style: p.percent, ok: x.s.Completion.Valid()}
	if !f.ok {
		return f
	}
	f.value = capped(x.s.Completion, x.s.Completion.Cmp(huibao.RatioOf(1, 1)) < 0)
	if x.row.Kind == huibao.KindCount && x.row.Mode != huibao.ModeStock {
		f.formula = completionFormula(sheet.Ref(n, 11) + "/" + sheet.Ref(n, 13))
	}
	return f
}

// completionFormula rounds a share; what is short of its target never shows as 100 %.
func completionFormula(share string) string {
	return fmt.Sprintf("IF(%s<1,MIN(ROUND(%s,4),0.9999),ROUND(%s,4))", share, share, share)
}
