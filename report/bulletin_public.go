package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/pdf"
	"huibao/statement"
)

// smallMost is the largest number of people in a county that is not shown (1 to 4),
// since they could be told who they are.
const smallMost = 4

// people are the measures that count persons or households.
var people = []string{"人", "名", "户", "人次", "户次", "例", "位", "对"}

// hidden stands for a figure that is not shown for that.
const hiddenFigure = "＊"

// publicLegend says what the signs of the public's table mean.
const publicLegend = "　＊ 人数很少，不单独列出；— 暂无可以公布的数"

// publicMost is how many counties the public's table sets side by side.
const publicMost = 12

// publicAreas are the counties that the public's table sets side by side, where they
// are few.
func (b *bulletin) publicAreas() []*huibao.Unit {
	if len(b.Areas) > publicMost {
		return nil
	}
	return b.Areas
}

// publicAnnex is the public's table: only reviewed and whole figures, counties side by
// side where they are few.
func (b *bulletin) publicAnnex() {
	b.annex(0, "民生实事进展情况", publicLegend)
	t := pdf.Table{Columns: []pdf.Column{{Title: "序号", Width: 13, Align: pdf.Centre}, {Title: "任务", Width: 38}, {Title: "指标", Width: 50}, {Title: "计量单位", Width: 18, Align: pdf.Centre},
		{Title: "今年要做的（本市）", Width: 24, Align: pdf.Right}, {Title: "已完成", Width: 24, Align: pdf.Right}, {Title: "完成率%", Width: 18, Align: pdf.Right}, {Title: "说明", Width: 44}}}
	areas := b.publicAreas()
	for _, u := range areas {
		t.Columns = append(t.Columns, pdf.Column{Title: u.Name, Width: 22, Align: pdf.Right})
	}
	for i := range b.Tasks {
		task := &b.Tasks[i]
		for _, r := range task.Indicators {
			row := append(cells(itoa(task.No), task.Title), b.publicCells(r, areas)...)
			t.Rows = append(t.Rows, pdf.Row{Cells: row, Refs: []string{r.Code}})
		}
	}
	b.doc.Table(t)
}

// publicCells are an indicator's figures as the public sees them: what was set for this city,
// what has been done, the share of it where nothing is missing, and how it stands.
func (b *bulletin) publicCells(r IndicatorRow, areas []*huibao.Unit) []pdf.Cell {
	target, reached, share := "—", "—", "—"
	switch d, ok := r.S.Target.Decimal(); {
	case ok && r.Kind == huibao.KindRate:
		target = trimmed(d.String()) + "%"
	case ok:
		target = group(d, r.Places)
	case r.TargetRef != nil:
		target = refText(r.Indicator)
	}
	whole := len(r.S.Holes) == 0
	if whole || r.Kind == huibao.KindCount && r.S.Reached.IsNumber() {
		reached = publicFigure(r.Indicator, r.S)
	}
	if whole && r.S.Completion.Valid() && r.Kind != huibao.KindRate {
		share = percentCell(r.S.Completion)
	}
	counties, hideTotal := b.countyFigures(r, areas)
	if hideTotal {
		reached, share = hiddenFigure, "—"
	}
	list := cells(cmp.Or(r.PublicName, r.Name), r.Measure, target, reached, share, b.publicWord(r))
	return append(list, cells(counties...)...)
}

// publicFigure is a figure as the public reads it.
func publicFigure(ind *huibao.Indicator, s *huibao.Standing) string {
	if ind.Kind == huibao.KindRate && s.Rate().Valid() {
		return percentOf(s.Rate())
	}
	return bare(ind, s)
}

// shownWhole reports whether a sum that lacks a part is by itself all that was asked for.
func shownWhole(s *huibao.Standing) bool {
	now, ok := s.Reached.Decimal()
	target, okT := s.Target.Decimal()
	return ok && okT && now.GreaterThanOrEqual(target)
}

// publicWord says how an indicator stands in words that need no key.
func (b *bulletin) publicWord(r IndicatorRow) string {
	word := ""
	switch {
	case r.S.Met && r.S.Judged() && (len(r.S.Holes) == 0 || shownWhole(r.S)):
		word = "已完成年度任务"
		if r.Kind != huibao.KindCount || r.Comparator == huibao.AtMost {
			word = "已达到要求"
		}
	case r.S.Light == huibao.Green:
		word = "进展正常"
	case behind(r.S) && r.S.AtDeadline:
		word = "未完成"
		if r.Kind != huibao.KindCount {
			word = "未达到要求"
		}
	case behind(r.S):
		word = "进展偏慢"
	case r.Kind == huibao.KindCount && !r.S.Allocated && r.Scope == huibao.ScopeRegion:
		word = "全区任务，不设本市任务数"
	case len(r.S.Holes) > 0:
	case r.S.Word == "未到期", r.S.Word == "本期不报":
		word = "年底评定"
	}
	var missing, checking []string
	for _, h := range r.S.Holes {
		if statement.WordOf(h) == statement.WordMissing {
			missing = append(missing, b.Plan.UnitName(h.Unit))
		} else {
			checking = append(checking, b.Plan.UnitName(h.Unit))
		}
	}
	list := []string{word}
	if len(missing) > 0 {
		list = append(list, listed(missing, countiesNamed, "、", "等%d个单位")+"暂无数据")
	}
	if len(checking) > 0 {
		list = append(list, listed(checking, countiesNamed, "、", "等%d个单位")+"数据核实中")
	}
	return strings.Trim(strings.Join(list, "；"), "；")
}

// countyFigures are the counties' figures; of counts of people those that could be told who they
// are are hidden, and the city's too where it would give them away.
func (b *bulletin) countyFigures(r IndicatorRow, areas []*huibao.Unit) (texts []string, hideTotal bool) {
	texts = make([]string, len(areas))
	figures := map[int]decimal.Decimal{}
	for i, u := range areas {
		texts[i] = "—"
		s := b.UnitStanding(u.Code, r.Code)
		if s == nil || len(s.Holes) > 0 {
			continue
		}
		if r.Kind == huibao.KindMilestone {
			texts[i] = orDash(s.State)
			continue
		}
		texts[i] = publicFigure(r.Indicator, s)
		d, ok := s.Reached.Decimal()
		if r.Kind == huibao.KindRate {
			d, ok = s.Numer.Decimal()
		}
		if ok {
			figures[i] = d
		}
	}
	if r.Kind == huibao.KindCount && !slices.Contains(people, r.Measure) || r.Kind != huibao.KindCount && r.Kind != huibao.KindRate {
		return texts, false
	}
	hidden, hideTotal := suppressed(figures)
	for _, i := range hidden {
		texts[i] = hiddenFigure
	}
	return texts, hideTotal && r.Kind == huibao.KindCount
}

// suppressed are the figures that are not shown: 1 to 4, and beside them the smallest others
// until the sum leaves two readings of each; where nothing else is left to hide, the sum too.
func suppressed(figures map[int]decimal.Decimal) (hidden []int, hideTotal bool) {
	var rest []int
	for i, d := range figures {
		if d.Sign() > 0 && d.LessThanOrEqual(decimal.NewFromInt(smallMost)) {
			hidden = append(hidden, i)
		} else if d.Sign() >= 0 {
			rest = append(rest, i)
		}
	}
	slices.Sort(hidden)
	slices.SortFunc(rest, func(a, c int) int {
		return cmp.Or(boolCmp(figures[a].IsZero(), figures[c].IsZero()), figures[a].Cmp(figures[c]), a-c)
	})
	if len(hidden) == 0 || !given(figures, hidden) {
		return hidden, false
	}
	if len(rest) == 0 {
		return hidden, true
	}
	for _, i := range rest { // which of several alike it is would tell
		if figures[i].Equal(figures[rest[0]]) {
			hidden = append(hidden, i)
		}
	}
	return hidden, false
}

// given reports whether the sum of small figures gives each of them away: there is only one, or
// all must be the least or the most.
func given(figures map[int]decimal.Decimal, small []int) bool {
	sum := decimal.Zero
	for _, i := range small {
		sum = sum.Add(figures[i])
	}
	n := decimal.NewFromInt(int64(len(small)))
	return len(small) == 1 || sum.LessThanOrEqual(n) || sum.GreaterThanOrEqual(n.Mul(decimal.NewFromInt(smallMost)))
}
