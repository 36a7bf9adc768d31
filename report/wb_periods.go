package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/internal/theme"
	"huibao/statement"
)

// periodsFirst is the column of the first period in 各期对比.
const periodsFirst = 4

// periods are those of the plan's year up to this one, oldest first.
func (m *Model) periods() []*statement.Past {
	list := []*statement.Past{{Period: m.Period, City: m.City}}
	for p := m.Previous; p != nil && p.Period.Year == m.Period.Year; p = p.Previous {
		list = append([]*statement.Past{p}, list...)
	}
	return list
}

// shownFigure is the figure that stands for an indicator in a period: what was
// reached, a rate or a multiple as a ratio, how many units have completed; and the
// number format of it.
func shownFigure(ind *huibao.Indicator, s *huibao.Standing) (d decimal.Decimal, format string, ok bool) {
	switch ind.Kind {
	case huibao.KindRate:
		r := s.Rate()
		if !r.Valid() {
			return d, "", false
		}
		return r.Round(4), percentFormat, true
	case huibao.KindRelation:
		r := s.Rate()
		if !r.Valid() {
			return d, "", false
		}
		return r.Round(2), placesFormat(2), true
	case huibao.KindMilestone:
		return decimal.NewFromInt(int64(s.Held)), wholeFormat, s.Of > 0
	}
	d, ok = s.Reached.Decimal()
	return d, placesFormat(max(ind.Places, 0)), ok
}

// byPeriods writes 各期对比: the city's figure of every indicator by period, and where the
// present pace ends.
func (w *workbook) byPeriods() {
	g := w.grid(sheetPeriods)
	periods := w.periods()
	var lines sparklines
	heads := []string{"编码", "指标", "计量单位"}
	for _, c := range periods {
		heads = append(heads, periodHead(c.Period))
	}
	ends := len(heads) + 1
	forecasts := slices.ContainsFunc(w.Rows, func(r IndicatorRow) bool { return r.S.Forecast != nil })
	if forecasts {
		heads = append(heads, "预计年末", "下限", "上限", "预计达标")
	}
	heads = append(heads, "走势")
	line := len(heads)
	short, unlike := w.shortRows(periods), w.unlikeRows()
	type remark struct {
		head  string
		texts map[string]string
	}
	remarks := slices.DeleteFunc([]remark{{"不齐的期", short}, {"两期口径", unlike}}, func(x remark) bool { return len(x.texts) == 0 })
	first := len(heads) + 1
	for _, x := range remarks {
		heads = append(heads, x.head)
	}
	g.title("各期对比："+w.Period.Chinese()+"止各期全市数", "计数为本年累计（存量为现值），比率为当期比率，标准为最低执行标准，关系为最低倍数，事项为已完成单位数；“不齐的期”的数不含所列单位，不能直接与其他期比", len(heads))
	g.heads(heads...)
	for _, r := range w.Rows {
		g.row++
		g.text(1, "center", r.Code)
		g.text(2, "left", r.Name)
		g.text(3, "center", r.Measure)
		for i, c := range periods {
			g.text(periodsFirst+i, "center", "—")
			s := c.CityStanding(r.Code)
			if s == nil {
				continue
			}
			if d, format, ok := shownFigure(r.Indicator, s); ok {
				g.number(periodsFirst+i, huibao.Num(d), format)
			}
		}
		if forecasts {
			w.forecastCells(g, r, ends)
		}
		lines.add(g, line, len(periods))
		for i, x := range remarks {
			g.text(first+i, "left", x.texts[r.Code])
		}
		g.height(r.Name, 34, wrapped{short[r.Code], remarkWidth}, wrapped{unlike[r.Code], remarkWidth})
	}
	fixed := map[int]int{2: 34}
	for i := range remarks {
		fixed[first+i] = remarkWidth
	}
	lines.draw(g)
	g.finish(3, false, fixed)
	w.paceCharts(periods, g)
}

// remarkWidth is the width of 不齐的期 and of 两期口径.
const remarkWidth = 44

// shortRows says by code which periods' figures lack units, and which.
func (w *workbook) shortRows(periods []*statement.Past) map[string]string {
	m := map[string]string{}
	for _, r := range w.Rows {
		var list []string
		for _, c := range periods {
			s := c.CityStanding(r.Code)
			if s == nil || len(s.Holes) == 0 {
				continue
			}
			if _, _, shown := shownFigure(r.Indicator, s); shown {
				list = append(list, periodHead(c.Period)+"不含"+w.holeNames(s, holesNamed))
			}
		}
		if len(list) > 0 {
			m[r.Code] = strings.Join(list, "；")
		}
	}
	return m
}

// unlikeRows is 两期口径 by code, of the rows that have one.
func (w *workbook) unlikeRows() map[string]string {
	m := map[string]string{}
	for _, r := range w.Rows {
		if text := w.unlike(r); text != "" {
			m[r.Code] = text
		}
	}
	return m
}

// unlike says where this period's figure and the last one's are of different units, and what
// both come to over the units that are in both: a fall may be none.
func (w *workbook) unlike(r IndicatorRow) string {
	before := w.Previous
	if before == nil || before.Period.Year != w.Period.Year {
		return ""
	}
	was := before.CityStanding(r.Code)
	if was == nil {
		return ""
	}
	_, _, shownWas := shownFigure(r.Indicator, was)
	if _, _, shown := shownFigure(r.Indicator, r.S); !shown || !shownWas {
		return ""
	}
	both := w.Alike(before, r.Code)
	if both.Same() {
		return ""
	}
	var list []string
	for _, x := range []struct {
		period huibao.Period
		lacks  []string
	}{{w.Period, both.OnlyBefore}, {before.Period, both.OnlyAfter}} {
		if len(x.lacks) > 0 {
			list = append(list, periodHead(x.period)+"不含"+listed(x.lacks, holesNamed, "、", "等%d个单位"))
		}
	}
	a, okA := both.Before.Decimal()
	b, okB := both.After.Decimal()
	switch {
	case !okA || !okB:
		return strings.Join(list, "，") + "，两期的数不能直接相减"
	case r.Kind == huibao.KindRate:
		list = append(list, fmt.Sprintf("两期都有的单位：%s%%→%s%%", a.Shift(2).StringFixed(2), b.Shift(2).StringFixed(2)))
	default:
		list = append(list, fmt.Sprintf("两期都有的单位：%s→%s", group(a, r.Places), group(b, r.Places)))
	}
	return strings.Join(list, "，")
}

// periodHead is a period as a heading: 6月, 2季度.
func periodHead(p huibao.Period) string {
	if p.Quarter {
		return itoa(p.Month/3) + "季度"
	}
	return itoa(p.Month) + "月"
}

func (w *workbook) forecastCells(g *grid, r IndicatorRow, col int) {
	for c := col; c < col+4; c++ {
		g.text(c, "center", "—")
	}
	f := r.S.Forecast
	if f == nil {
		return
	}
	for i, d := range []decimal.Decimal{f.At, f.Low, f.High} {
		g.number(col+i, huibao.Num(d), placesFormat(r.Places))
	}
	switch {
	case !f.MetBy.IsZero():
		g.text(col+3, "center", periodHead(f.MetBy))
	case r.S.Met:
		g.text(col+3, "center", "已达到")
	default:
		g.text(col+3, "center", "到期难以达到")
	}
}

// sparklines draw each indicator's figures by period at the end of its row; all in one group, which
// is written once.
type sparklines struct{ at, of []string }

func (l *sparklines) add(g *grid, col, periods int) {
	if periods < 2 {
		g.text(col, "center", "—")
		return
	}
	g.text(col, "center", "")
	l.at = append(l.at, g.ref(col))
	l.of = append(l.of, fmt.Sprintf("%s!%s:%s", g.name, g.ref(periodsFirst), g.ref(periodsFirst+periods-1)))
}

func (l *sparklines) draw(g *grid) {
	if len(l.at) > 0 {
		g.b.Check(g.b.AddSparkline(g.name, &excelize.SparklineOptions{Location: l.at, Range: l.of, Markers: true, SeriesColor: "#" + theme.Blue}))
	}
}
