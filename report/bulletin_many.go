package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/pdf"
	"huibao/statement"
)

// countyTally is how a county's indicators stand.
type countyTally struct {
	unit                          *huibao.Unit
	due, green, yellow, red, open int
	without                       []string // words of what it lacks that is due
	place                         int      // 0: below the line
}

// tallies are those of the counties: those with a place first, by the share of judged
// indicators on pace, then by fewer reds; ties share a place. A county of which something
// that is due is not judged has none (statement.md, 5).
func (m *Model) tallies() []countyTally {
	var list []countyTally
	for _, u := range m.Areas {
		t := countyTally{unit: u}
		for s := range m.Consolidation.Units[u.Code].All() {
			if !statement.Due(s) {
				continue
			}
			t.due++
			switch s.Light {
			case huibao.Green:
				t.green++
			case huibao.Yellow:
				t.yellow++
			case huibao.Red:
				t.red++
			default:
				t.open++
				if word := statement.Lacking(s.Holes); !slices.Contains(t.without, word) {
					t.without = append(t.without, word)
				}
			}
		}
		list = append(list, t)
	}
	rank := func(a, b countyTally) int {
		return cmp.Or(cmp.Compare(min(a.open, 1), min(b.open, 1)), b.share().Cmp(a.share()), cmp.Compare(a.red, b.red))
	}
	slices.SortStableFunc(list, rank)
	for i := range list {
		switch {
		case list[i].open > 0 || list[i].due == 0:
		case i > 0 && list[i-1].place > 0 && rank(list[i-1], list[i]) == 0:
			list[i].place = list[i-1].place
		default:
			list[i].place = i + 1
		}
	}
	return list
}

// share is that of the judged indicators on pace; 0 where none was judged.
func (t countyTally) share() huibao.Ratio {
	if judged := t.green + t.yellow + t.red; judged > 0 {
		return huibao.RatioOf(int64(t.green), int64(judged))
	}
	return huibao.RatioOf(0, 1)
}

// manyCounties is annex 2 where there are too many counties to be set side by side: how the
// indicators of each stand, then, indicator by indicator, who is behind.
func (b *bulletin) manyCounties() {
	t := pdf.Table{Columns: []pdf.Column{{Title: "位次", Width: 16, Align: pdf.Centre}, {Title: "县（区）", Width: 50}, {Title: "应评", Width: 18, Align: pdf.Right}, {Title: "达序时", Width: 20, Align: pdf.Right},
		{Title: "滞后", Width: 18, Align: pdf.Right}, {Title: "严重滞后", Width: 22, Align: pdf.Right}, {Title: "未评", Width: 18, Align: pdf.Right}, {Title: "达序时占比%", Width: 28, Align: pdf.Right}, {Title: "备注", Width: 45}}}
	for _, x := range b.tallies() {
		place, remark, share := "—", "", "—"
		switch {
		case x.place > 0:
			place = itoa(x.place)
		case x.due == 0:
			remark = "没有应评的指标"
		default:
			remark = "不排位：" + strings.Join(x.without, "、")
		}
		if x.green+x.yellow+x.red > 0 {
			share = percentCell(x.share())
		}
		t.Rows = append(t.Rows, pdf.Row{Cells: cells(place, x.unit.Name, itoa(x.due), itoa(x.green), itoa(x.yellow), itoa(x.red), itoa(x.open), share, remark), Refs: []string{RefCounties}})
	}
	b.doc.keyed("县（区）", t)
	b.doc.Small("位次按已评指标达序时的占比，占比相同的严重滞后少者在前，再相同的并列；有应评未评的不排位。")
	b.behindByIndicator()
}

// worstShown is how many counties of an indicator are listed, fewer where more than manyBehind
// indicators have some; abreast how many in a line.
const (
	worstShown = 9
	fewerShown = 6
	manyBehind = 40
	abreast    = 3
)

// behindByIndicator lists under each indicator the counties that are behind, worst first.
func (b *bulletin) behindByIndicator() {
	t := pdf.Table{}
	for range abreast {
		t.Columns = append(t.Columns, pdf.Column{Title: "县（区）", Width: 26}, pdf.Column{Title: "任务", Width: 16, Align: pdf.Right}, pdf.Column{Title: "累计", Width: 18, Align: pdf.Right},
			pdf.Column{Title: "完成率%", Width: 15, Align: pdf.Right}, pdf.Column{Title: "欠", Width: 14, Align: pdf.Right})
	}
	var rows []IndicatorRow
	behindOf := map[string][]*huibao.Unit{}
	for _, r := range b.Rows {
		if list := b.behindIn(r); len(list) > 0 && r.Scope != huibao.ScopeOutside {
			rows, behindOf[r.Code] = append(rows, r), list
		}
	}
	shown := worstShown
	if len(rows) > manyBehind {
		shown = fewerShown
	}
	var printed []func()
	for _, r := range rows {
		list := behindOf[r.Code]
		head := r.Code + " " + b.called(r.Indicator) + "（" + r.Measure + "）：" + itoa(len(list)) + "个县（区）滞后"
		if len(list) > shown {
			head += fmt.Sprintf("，列最后的%d个，其余见汇总表“县区”", shown)
			list = list[:shown]
		}
		if pace := b.paceCell(r); pace != "—" {
			head += "（序时" + pace + "%）"
		}
		t.Rows = append(t.Rows, pdf.Row{Category: head})
		for line := range slices.Chunk(list, abreast) {
			row := pdf.Row{Refs: []string{r.Code}}
			for _, u := range line {
				s := b.UnitStanding(u.Code, r.Code)
				task, reached, share, gap := b.countyFigure(r, s)
				row.Cells = append(row.Cells, cells(u.Name, task, reached, share, gap)...)
				printed = append(printed, func() {
					b.doc.add(r.Code+"|"+u.Code, b.called(r.Indicator)+"（"+u.Name+"）", 0, statement.Cell{Column: "任务", Text: task}, statement.Cell{Column: "累计", Text: reached},
						statement.Cell{Column: "完成率%", Text: share}, statement.Cell{Column: "欠", Text: gap})
				})
			}
			t.Rows = append(t.Rows, row)
		}
	}
	if len(t.Rows) == 0 {
		return
	}
	b.doc.Keep(captionRoom)
	b.doc.Small("各指标滞后的县（区）")
	b.doc.Doc.Table(t)
	for _, p := range printed {
		p()
	}
}

// behindIn are the counties behind in an indicator, those that lack most first.
func (b *bulletin) behindIn(r IndicatorRow) []*huibao.Unit {
	var list []*huibao.Unit
	for _, u := range b.Areas {
		if b.countyBehind(u.Code, r.Code) {
			list = append(list, u)
		}
	}
	lack := func(u *huibao.Unit) huibao.Ratio {
		s := b.UnitStanding(u.Code, r.Code)
		if !s.Shortfall.Valid() {
			return huibao.RatioOf(0, 1)
		}
		if gap, ok := gapOf(r.Indicator, s); ok {
			return huibao.Whole(gap)
		}
		return s.Shortfall
	}
	slices.SortStableFunc(list, func(x, y *huibao.Unit) int { return lack(y).Cmp(lack(x)) })
	return list
}

// countyFigure is a county's row: its task, what it has reached (of rates the two numbers), its
// share and what it lacks.
func (b *bulletin) countyFigure(r IndicatorRow, s *huibao.Standing) (task, reached, share, gap string) {
	task, reached, share, gap = "—", quantityText(s.Reached, r.Places), "—", "—"
	if d, ok := s.Target.Decimal(); ok && s.Allocated {
		task = group(d, max(r.Places, -min(d.Exponent(), 0)))
	}
	if p, ok := b.printedShares(s); ok && paced(r) {
		share = fixedOne(p.share.String())
	} else if s.Completion.Valid() {
		share = percentCell(s.Completion)
	}
	if r.Kind == huibao.KindRate && s.Rate().Valid() {
		reached, share = s.Numer.String()+"/"+s.Denom.String(), percentCell(s.Rate())
	}
	if d, ok := gapOf(r.Indicator, s); ok && paced(r) && r.Kind == huibao.KindCount && behind(s) {
		gap = group(d, r.Places)
	}
	return task, reached, share, gap
}

// slowTable is where a template wants the counties that are behind in most, where there are
// many.
const slowTable = "【滞后指标较多的县（区）】"

// slowShown is how many of them it has.
const slowShown = 10

// slowCountiesTable sets the counties with most indicators behind.
func (b *bulletin) slowCountiesTable() {
	list := slices.DeleteFunc(b.tallies(), func(t countyTally) bool { return t.yellow+t.red == 0 })
	slices.SortStableFunc(list, func(x, y countyTally) int {
		return cmp.Or(cmp.Compare(y.yellow+y.red, x.yellow+x.red), cmp.Compare(y.red, x.red))
	})
	t := pdf.Table{Columns: []pdf.Column{{Title: "县（区）", Width: 34}, {Title: "滞后", Width: 16, Align: pdf.Right}, {Title: "严重滞后", Width: 20, Align: pdf.Right}, {Title: "主要是", Width: 86}}}
	for _, x := range list[:min(len(list), slowShown)] {
		t.Rows = append(t.Rows, pdf.Row{Cells: cells(x.unit.Name, itoa(x.yellow), itoa(x.red), b.worstOf(x.unit)), Refs: []string{RefCounties}})
	}
	b.doc.captioned("滞后指标较多的县（区）", t)
}

// worstNamed is how many indicators of a county are named.
const worstNamed = 4

// worstOf names the indicators in which a county is furthest behind.
func (b *bulletin) worstOf(u *huibao.Unit) string {
	type item struct {
		name   string
		red    bool
		points decimal.Decimal
	}
	var list []item
	for _, r := range b.Rows {
		s := b.UnitStanding(u.Code, r.Code)
		if !behind(s) {
			continue
		}
		x := item{name: b.called(r.Indicator), red: s.Light == huibao.Red}
		if p, ok := b.printedShares(s); ok {
			x.points = p.apart
		}
		list = append(list, x)
	}
	slices.SortStableFunc(list, func(x, y item) int { return cmp.Or(boolCmp(y.red, x.red), x.points.Cmp(y.points)) })
	var names []string
	for _, x := range list {
		names = append(names, x.name)
	}
	return listed(names, worstNamed, "、", "等%d项")
}
