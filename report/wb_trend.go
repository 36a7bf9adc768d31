package report

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/book"
	"huibao/statement"
)

// trendHeads are the headings of 趋势 with the widths of their columns.
var trendHeads = []column{{"键", 22}, {"报告期", 10}, {"编码", 7}, {"指标", 34}, {"任务序号", 8}, {"任务", 26}, {"类型", 7}, {"责任单位", 22}, {"单位", 24}, {"单位类别", 10}, {"计量单位", 12},
	{"累计（现值）", 14}, {"文字值", 10}, {"完成率", 10}, {"序时", 10}, {"超欠百分点", 11}, {"亮灯", 14}, {"不含", 34}}

// trendLine is an indicator of the city or of a county in a period of the year.
type trendLine struct {
	row    IndicatorRow
	unit   string
	period huibao.Period
	s      *huibao.Standing
}

// trend writes 趋势: a row for every indicator of the city and of every county in every period
// of the year. Of a county's earlier periods it has what was kept of them: what counted, and the light.
func (w *workbook) trend() {
	periods := w.periods()
	about, lines := "各列都是当期印发时的值，不随台账变动；县（区）以前各期只有计入的数和亮灯", 0
	if !w.fewTrends(periods) {
		about = fmt.Sprintf("各列都是当期印发时的值；指标、单位、报告期的组合超过%d行，只列全市", mostPairs)
	}
	formats, lights := map[string]int{}, map[huibao.Light]int{}
	t := &trendRows{workbook: w, line: w.styles.line(), left: w.styles.text("left"), centre: w.styles.text("center"), whole: w.styles.ordinal(), percent: w.styles.number(percentFormat),
		points: w.styles.number(pointsFormat), format: formats, lights: lights}
	styles := []int{t.line, t.left, t.centre, t.whole, t.percent, t.points}
	w.eachTrend(periods, func(x trendLine) {
		lines++
		formats[figureFormat(x.row)] = w.styles.number(figureFormat(x.row))
		lights[x.s.Light] = w.styles.light(x.s.Light)
	})
	g := w.grid(sheetTrend)
	g.data("趋势　"+w.Period.Chinese()+"止各期", about)
	fixed := g.headsOf(trendHeads)
	first := g.row + 1
	g.row += max(lines, 1)
	g.finish(3, true, fixed)
	heights := newRowHeights("20", trendHeads)
	w.b.Rows(sheetTrend, styles, func(out *book.RowWriter) {
		n := first
		w.eachTrend(periods, func(x trendLine) {
			out.Row(n, t.height(heights, x))
			t.write(out, x)
			n++
		})
	})
}

// fewTrends reports whether the pairs of indicators and counties have room in every period.
func (w *workbook) fewTrends(periods []*statement.Past) bool {
	return len(w.Rows)*(len(w.Areas)+1)*len(periods) <= mostPairs
}

// eachTrend goes through the lines of 趋势: by indicator, the city first, by period.
func (w *workbook) eachTrend(periods []*statement.Past, do func(trendLine)) {
	few := w.fewTrends(periods)
	for _, r := range w.Rows {
		for _, c := range periods {
			if s := c.CityStanding(r.Code); s != nil {
				do(trendLine{r, huibao.CityUnit, c.Period, s})
			}
		}
		if !few {
			continue
		}
		for _, u := range w.Areas {
			for _, c := range periods {
				if s := w.standingIn(c, u.Code, r.Indicator); s != nil {
					do(trendLine{r, u.Code, c.Period, s})
				}
			}
		}
	}
}

// standingIn is how a county stood in a period; of an earlier one what was kept. nil is none.
func (w *workbook) standingIn(c *statement.Past, unit string, ind *huibao.Indicator) *huibao.Standing {
	if c.Period == w.Period {
		return w.UnitStanding(unit, ind.Code)
	}
	v, ok := c.Verdict(unit, ind.Code)
	s := countedStanding(c, unit, ind)
	switch {
	case !ok && s == nil:
		return nil
	case s == nil:
		s = &huibao.Standing{Code: ind.Code, Unit: unit}
	}
	s.Light, s.Word = v.Light, keptWord(ind, v.Light)
	return s
}

// keptWord is the word of a light of which nothing else was kept.
func keptWord(ind *huibao.Indicator, l huibao.Light) string {
	if l.Judged() && (ind.Kind == huibao.KindStandard || ind.Kind == huibao.KindRelation || ind.Kind == huibao.KindRate && ind.Mode == huibao.ModeMaintain) {
		if l == huibao.Green {
			return "达标"
		}
		return "未达标"
	}
	return l.Label()
}

// trendRows writes the rows of 趋势.
type trendRows struct {
	*workbook
	line, left, centre, whole, percent, points int // styles
	format                                     map[string]int
	lights                                     map[huibao.Light]int
}

// height is that of a line whose names wrap.
func (t *trendRows) height(h rowHeights, x trendLine) string {
	return h.of("指标", x.row.Name, "任务", x.row.Task.Title, "责任单位", t.Plan.UnitName(t.Plan.ResponsibleOf(x.row.Indicator)), "单位", t.Plan.UnitName(x.unit), "不含", t.holeNames(x.s, holesNamed))
}

func (t *trendRows) write(out *book.RowWriter, x trendLine) {
	r := x.row
	out.Text(t.line, keyOf(r.Code, unitKey(x.unit), keyPart(x.period.String())))
	out.Text(t.centre, x.period.String())
	out.Text(t.centre, r.Code)
	out.Text(t.left, r.Name)
	out.Int(t.whole, r.Indicator.Task)
	out.Text(t.left, r.Task.Title)
	out.Text(t.centre, r.Kind.Label())
	out.Text(t.left, t.Plan.UnitName(t.Plan.ResponsibleOf(r.Indicator)))
	out.Text(t.left, t.Plan.UnitName(x.unit))
	t.class(out, t.centre, x.unit)
	out.Text(t.centre, r.Measure)
	t.reached(out, x)
	t.ratio(out, x.s.Completion)
	if x.s.Completion.Valid() && paced(r) {
		t.ratio(out, x.s.Share)
	} else {
		out.Empty(t.centre)
	}
	if x.s.Points.Valid() {
		out.Number(t.points, x.s.Points.Percent(2))
	} else {
		out.Empty(t.centre)
	}
	if x.s.Light == "" {
		out.Empty(t.centre)
	} else {
		word, _, _ := strings.Cut(x.s.Word, "（") // of what it rests on 指标 tells
		out.Text(t.lights[x.s.Light], x.s.Light.Glyph()+" "+word)
	}
	out.Text(t.left, t.holeNames(x.s, holesNamed))
}

// reached writes the figure, or the word that stands for it.
func (t *trendRows) reached(out *book.RowWriter, x trendLine) {
	var d decimal.Decimal
	ok := false
	if x.unit == huibao.CityUnit || x.row.Kind != huibao.KindMilestone {
		d, _, ok = shownFigure(x.row.Indicator, x.s)
	}
	if !ok {
		out.Empty(t.centre)
		out.Text(t.centre, x.s.State)
		return
	}
	out.Number(t.format[figureFormat(x.row)], d)
	out.Empty(t.centre)
}

func (t *trendRows) ratio(out *book.RowWriter, r huibao.Ratio) {
	if !r.Valid() {
		out.Empty(t.centre)
		return
	}
	out.Number(t.percent, capped(r, r.Cmp(huibao.RatioOf(1, 1)) < 0))
}
