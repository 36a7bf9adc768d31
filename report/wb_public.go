package report

import (
	"io"
	"strings"

	"huibao"
	"huibao/internal/book"
)

// PublicWorkbook writes 公示.xlsx of a model made of the plan's public part: the table
// of the public notice as a data sheet, each row with its key, in values alone, since the ledger
// names files.
func PublicWorkbook(w io.Writer, m *Model) error {
	const name = "公示"
	wb := &workbook{Model: m, b: book.New(name)}
	wb.styles = newLooks(wb.b)
	g := wb.grid(name)
	b := &bulletin{Model: m}
	areas := b.publicAreas()
	heads := []string{"序号", "任务", "指标", "计量单位", "今年要做的（本市）", "已完成", "完成率", "说明"}
	for _, u := range areas {
		heads = append(heads, u.Name)
	}
	g.data(m.Plan.Title+"进展情况", m.Period.Chinese()+"，数据截止 "+m.Plan.Day(m.Period).CutOff.Chinese()+publicLegend)
	g.heads(heads...)
	for i := range b.Tasks {
		task := &b.Tasks[i]
		for _, r := range task.Indicators {
			g.next(keyOf(r.Code))
			g.ordinal(1, task.No)
			g.text(2, "left", task.Title)
			for c, cell := range b.publicCells(r, areas) {
				g.publicCell(3+c, cell.Text)
			}
			g.height(task.Title, 30, wrapped{r.Name, 40})
		}
	}
	g.finish(3, true, map[int]int{1: 6, 2: 30, 3: 40})
	return wb.b.Finish(w, book.Meta{Title: m.Plan.Title + "公示", Creator: m.Plan.Office, Time: m.Info.Date.Time()})
}

// Columns of the public's table that are not as in print: a share in per cent is a fraction here.
const (
	publicShare = 7
	publicNote  = 8
)

// publicCell writes a cell of the public's table: what is a number as one, per cent as a fraction.
func (g *grid) publicCell(col int, text string) {
	bare, unit := strings.NewReplacer(",", "", minus, "-").Replace(text), ""
	for _, u := range []string{"%", " 倍"} {
		if cut, is := strings.CutSuffix(bare, u); is {
			bare, unit = cut, u
		}
	}
	d, err := huibao.ParseDecimal(bare)
	if err != nil {
		h := "center"
		if col < 5 || col == publicNote {
			h = "left"
		}
		g.text(col, h, text)
		return
	}
	format := placesFormat(-min(d.Exponent(), 0))
	switch {
	case unit == "%" || col == publicShare:
		d, format = d.Shift(-2), format+"%"
	case unit != "":
		format += `"` + unit + `"`
	}
	g.number(col, huibao.Num(d), format)
}
