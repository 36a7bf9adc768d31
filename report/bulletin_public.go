package report

import (
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/pdf"
)

// smallMost is the largest number of people in a county that is not shown (1 to 4),
// since they could be told who they are.
const smallMost = 4

// people are the measures that count persons or households.
var people = []string{"人", "名", "户", "人次", "例", "位"}

// hidden stands for a figure that is not shown for that.
const hiddenFigure = "＊"

// publicLegend says what the signs of the public's table mean.
const publicLegend = "　＊ 人数很少，不单独列出；— 暂无可以公布的数"

// publicAreas are the counties that the public's table sets side by side, where they
// are few.
func (b *bulletin) publicAreas() []*huibao.Unit {
	if len(b.Areas) > sideBySide {
		return nil
	}
	return b.Areas
}

// publicAnnex is the public's table: only reviewed and whole figures, counties side by
// side where they are few.
func (b *bulletin) publicAnnex(n int) {
	b.annex(n, "民生实事任务进展情况", publicLegend)
	t := pdf.Table{Columns: []pdf.Column{{Title: "序号", Width: 13, Align: pdf.Centre}, {Title: "任务", Width: 38}, {Title: "指标", Width: 50}, {Title: "计量单位", Width: 18, Align: pdf.Centre},
		{Title: "年度任务", Width: 22, Align: pdf.Right}, {Title: "累计完成", Width: 24, Align: pdf.Right}, {Title: "完成率", Width: 20, Align: pdf.Right}}}
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

// publicCells are an indicator's figures as the public sees them.
func (b *bulletin) publicCells(r IndicatorRow, areas []*huibao.Unit) []pdf.Cell {
	target, reached, share := quantityText(r.Target, r.Places), "—", "—"
	if r.S.Allocated {
		target = quantityText(r.S.Target, r.Places)
	}
	if r.TargetRef != nil {
		target = refText(r.Indicator)
	}
	open := len(r.S.Holes) == 0 && !r.S.Starred
	if open {
		reached = printed(r.Indicator, r.S)
		if r.S.Completion.Valid() {
			share = r.S.Completion.PercentText(2)
		}
	}
	list := cells(r.Name, r.Measure, target, reached, share)
	return append(list, cells(b.countyFigures(r, areas, open)...)...)
}

// countyFigures are the counties' figures; of counts of people 1 to 4 are hidden, and
// where one alone is, the next smallest with it, since the total would give it away.
func (b *bulletin) countyFigures(r IndicatorRow, areas []*huibao.Unit, open bool) []string {
	texts := make([]string, len(areas))
	var small, rest []int
	figures := make([]decimal.Decimal, len(areas))
	for i, u := range areas {
		texts[i] = "—"
		s := b.UnitStanding(u.Code, r.Code)
		if s == nil || len(s.Holes) > 0 || s.Starred || !open {
			continue
		}
		if r.Kind == huibao.KindMilestone {
			texts[i] = orDash(s.State)
			continue
		}
		texts[i] = printed(r.Indicator, s)
		d, ok := s.Reached.Decimal()
		if r.Kind == huibao.KindRate {
			d, ok = s.Numer.Decimal()
		}
		if !ok {
			continue
		}
		figures[i] = d
		switch {
		case d.Sign() > 0 && d.LessThanOrEqual(decimal.NewFromInt(smallMost)):
			small = append(small, i)
		case d.Sign() > 0:
			rest = append(rest, i)
		}
	}
	if r.Kind == huibao.KindCount && !slices.Contains(people, r.Measure) || r.Kind != huibao.KindCount && r.Kind != huibao.KindRate {
		return texts
	}
	if len(small) == 1 && len(rest) > 0 {
		small = append(small, slices.MinFunc(rest, func(a, c int) int { return figures[a].Cmp(figures[c]) }))
	}
	for _, i := range small {
		texts[i] = hiddenFigure
	}
	return texts
}
