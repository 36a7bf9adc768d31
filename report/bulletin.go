package report

import (
	"fmt"
	"io"
	"strings"

	"huibao"
	"huibao/internal/mask"
	"huibao/internal/pdf"
)

// Bulletin writes 通报.pdf: the text, then the annexes on landscape pages. Every
// sentence is made from the figures; nothing is said that they do not.
func Bulletin(w io.Writer, m *Model) error {
	title := fmt.Sprintf("关于%s进展情况的通报", strings.TrimSuffix(m.Plan.Title, "（示例）"))
	doc, err := pdf.New(pdf.Meta{Title: title, Author: m.Plan.Office, Subject: m.Period.Chinese(), Producer: "huibao " + m.Info.Version, Time: m.Info.Date.Time()})
	if err != nil {
		return err
	}
	b := &bulletin{Model: m, doc: doc}
	b.text(title)
	b.taskAnnex()
	b.countyAnnex()
	b.standardAnnex()
	b.returnAnnex()
	return doc.Render(w)
}

// bulletin is the bulletin while it is set.
type bulletin struct {
	*Model
	doc *pdf.Doc
}

func (b *bulletin) text(title string) {
	d := b.doc
	d.Title(title)
	if b.Plan.MainTo != "" {
		d.Plain(b.Plan.MainTo + "：")
	}
	for _, s := range b.sections() {
		if s.heading != "" {
			d.Heading(1, s.heading)
		}
		for _, p := range s.paras {
			d.Para(p)
		}
	}
	d.Keep(closingLines)
	d.Space(1)
	d.Plain("　　附件：1．任务进展一览表")
	d.Plain("　　　　　2．县区对比")
	d.Plain("　　　　　3．标准落实情况")
	d.Plain("　　　　　4．报送与审核情况")
	d.Space(2)
	d.Sign(b.Plan.Office)
	d.Sign(b.Plan.Day(b.Period).Bulletin.Chinese())
}

// closingLines is how many lines the end of the text takes: the list of annexes, 署名
// and date, which stay together.
const closingLines = 9

// lightShape is the shape and the colour of a light.
func lightShape(l huibao.Light) (pdf.Shape, [3]int) {
	switch l {
	case huibao.Green:
		return pdf.Disc, [3]int{0x2e, 0x7d, 0x32}
	case huibao.Yellow:
		return pdf.Triangle, [3]int{0xb2, 0x6a, 0x00}
	case huibao.Red:
		return pdf.Square, [3]int{0xc6, 0x28, 0x28}
	}
	return pdf.Ring, [3]int{0x75, 0x75, 0x75}
}

func lightCell(l huibao.Light, word string) pdf.Cell {
	shape, colour := lightShape(l)
	return pdf.Cell{Text: word, Shape: shape, Colour: colour}
}

func cells(texts ...string) []pdf.Cell {
	var list []pdf.Cell
	for _, t := range texts {
		list = append(list, pdf.Cell{Text: t})
	}
	return list
}

// annex begins an annex on a landscape page.
func (b *bulletin) annex(n int, title string) {
	b.doc.Section(true)
	b.doc.AnnexTitle(fmt.Sprintf("附件%d", n), title)
	b.doc.Small(fmt.Sprintf("%s　数据截止 %s　图例：圆形（绿）达序时，三角（橙）滞后，方形（红）严重滞后，圆圈（灰）未评；* 含待说明报表", b.Period.Chinese(), b.Plan.Day(b.Period).CutOff.Chinese()))
}

func (b *bulletin) taskAnnex() {
	b.annex(1, "任务进展一览表")
	t := pdf.Table{Columns: []pdf.Column{{Title: "序号", Width: 10, Align: pdf.Centre}, {Title: "任务", Width: 40}, {Title: "牵头单位", Width: 30},
		{Title: "进展", Width: 130}, {Title: "亮灯", Width: 22, Align: pdf.Centre}, {Title: "较上期", Width: 20, Align: pdf.Centre}, {Title: "评价", Width: 20, Align: pdf.Centre}}}
	category := ""
	for i := range b.Tasks {
		r := &b.Tasks[i]
		if r.Category != category {
			category = r.Category
			t.Rows = append(t.Rows, pdf.Row{Category: category})
		}
		row := cells(itoa(r.No), r.Title, unitNames(b.Plan, r.Lead), r.Progress)
		row = append(row, lightCell(r.S.Light, r.Light))
		row = append(row, cells(r.Change, fmt.Sprintf("%d项中评%d项", r.S.Of, r.S.Judged))...)
		t.Rows = append(t.Rows, pdf.Row{Cells: row})
	}
	b.doc.Table(t)
}

// sideBySide is how many counties annex 2 sets side by side.
const sideBySide = 12

func (b *bulletin) countyAnnex() {
	b.annex(2, "县区对比")
	if len(b.Areas) > sideBySide {
		b.manyCounties()
		return
	}
	t := pdf.Table{Columns: []pdf.Column{{Title: "编码", Width: 12, Align: pdf.Centre}, {Title: "指标", Width: 52}, {Title: "计量单位", Width: 18, Align: pdf.Centre}}}
	for _, u := range b.Areas {
		t.Columns = append(t.Columns, pdf.Column{Title: u.Name + " 累计", Width: 22, Align: pdf.Right}, pdf.Column{Title: "完成率", Width: 18, Align: pdf.Right}, pdf.Column{Title: "亮灯", Width: 22, Align: pdf.Centre})
	}
	for _, r := range b.Rows {
		if row, ok := b.countyRow(r); ok {
			t.Rows = append(t.Rows, pdf.Row{Cells: row})
		}
	}
	b.doc.Table(t)
	b.doc.Small("未分解到县区的指标只列数、不评价。")
}

// countyRow is one indicator across the counties; counts and rates only.
func (b *bulletin) countyRow(r IndicatorRow) ([]pdf.Cell, bool) {
	row, any := cells(r.Code, r.Name, r.Measure), false
	for _, u := range b.Areas {
		s := b.UnitStanding(u.Code, r.Code)
		if s == nil {
			row = append(row, cells("—", "—", "—")...)
			continue
		}
		reached, share := quantityText(s.Reached, r.Places), "—"
		switch {
		case r.Kind == huibao.KindRate && s.Rate().Valid():
			reached = s.Rate().PercentText(2)
		case r.Kind != huibao.KindCount && r.Kind != huibao.KindRate:
			return nil, false
		}
		if s.Completion.Valid() {
			share = s.Completion.PercentText(2)
		}
		any = true
		row = append(row, cells(reached, share)...)
		row = append(row, lightCell(s.Light, s.Word))
	}
	return row, any
}

func (b *bulletin) standardAnnex() {
	b.annex(3, "标准落实情况")
	t := pdf.Table{Columns: []pdf.Column{{Title: "编码", Width: 12, Align: pdf.Centre}, {Title: "标准", Width: 58}, {Title: "计量单位", Width: 22, Align: pdf.Centre},
		{Title: "原标准", Width: 20, Align: pdf.Right}, {Title: "应执行", Width: 20, Align: pdf.Right}, {Title: "最低执行", Width: 20, Align: pdf.Right}, {Title: "到位", Width: 16, Align: pdf.Centre},
		{Title: "期末人数", Width: 22, Align: pdf.Right}, {Title: "累计人月（次）", Width: 24, Align: pdf.Right}, {Title: "累计实发（元）", Width: 34, Align: pdf.Right}, {Title: "亮灯", Width: 24, Align: pdf.Centre}}}
	for _, r := range b.Rows {
		if r.Kind != huibao.KindStandard {
			continue
		}
		row := cells(r.Code, r.Name, r.Measure, quantityText(r.Baseline, 0), quantityText(r.Target, 0), quantityText(r.S.Reached, 0),
			fmt.Sprintf("%d/%d", r.S.Held, r.S.Of), quantityText(r.S.People, 0), quantityText(r.S.Months, 0), quantityText(r.S.Paid, 2))
		t.Rows = append(t.Rows, pdf.Row{Cells: append(row, lightCell(r.S.Light, r.S.Word))})
	}
	b.doc.Table(t)
}

func (b *bulletin) returnAnnex() {
	b.annex(4, "报送与审核情况")
	t := pdf.Table{Columns: []pdf.Column{{Title: "单位", Width: 50}, {Title: "状态", Width: 22, Align: pdf.Centre}, {Title: "收到", Width: 26, Align: pdf.Centre},
		{Title: "时限", Width: 26, Align: pdf.Centre}, {Title: "版次", Width: 14, Align: pdf.Right}, {Title: "待改错误", Width: 20, Align: pdf.Right}, {Title: "待说明", Width: 18, Align: pdf.Right},
		{Title: "已说明", Width: 18, Align: pdf.Right}, {Title: "情况", Width: 90}}}
	for _, u := range b.Units {
		row := cells(u.Name, u.State, u.Received, u.Timely)
		if u.Sub == nil {
			t.Rows = append(t.Rows, pdf.Row{Cells: append(row, cells("—", "—", "—", "—", "")...)})
			continue
		}
		t.Rows = append(t.Rows, pdf.Row{Cells: append(row, cells(itoa(u.Sub.Version), itoa(u.Errors), itoa(u.Warnings), itoa(u.Explain), mask.Text(u.Sub.Why))...)})
	}
	b.doc.Table(t)
	bars := []pdf.Bar{}
	for _, c := range b.Categories {
		if c.Judged > 0 {
			share := huibao.RatioOf(int64(c.OnPace), int64(c.Judged))
			bars = append(bars, pdf.Bar{Label: c.Name, Num: c.OnPace, Den: c.Judged, Text: share.PercentText(2)})
		}
	}
	b.doc.Bars("各类别指标达序时占比（按可评指标数）", bars)
	b.doc.Small("数据校验码 " + b.Checksum + "　方案版本 " + fmt.Sprintf("%.12s", b.PlanVersion))
}
