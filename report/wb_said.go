package report

import (
	"fmt"
	"strings"

	"huibao/internal/mask"
	"huibao/statement"
)

// said writes 单位说明: every text that a unit wrote beside its figures, with these, so that somebody
// reads it: the checks ask about what they understand, and no rule understands all that can be said.
func (w *workbook) said() {
	list := statement.SaidOf(w.Submissions())
	g := w.grid(sheetSaid)
	g.data("单位说明", fmt.Sprintf("各单位写在数旁的话共 %d 条，原样列出；请逐条看，与数不符的向单位核实，或者不采用这一行", len(list)))
	g.heads("单位", "编码", "指标", "写在", "说明", "这一行的数", "计入", "问题", "文件", "工作表", "单元格", reading[0], reading[1])
	g.long()
	twice := map[string]int{}
	for _, x := range list {
		text, code, name, figures := mask.Text(x.Text), "", "", x.Figures()
		if x.Row != nil {
			code, name = x.Row.Code, x.Row.Name
		}
		key := hashKey("t", x.Sub.Unit, code, x.Where, text, figures)
		if twice[key]++; twice[key] > 1 {
			key = hashKey("t", key, fmt.Sprint(twice[key]))
		}
		g.next(key)
		if ind := w.Plan.IndicatorByCode(code); ind != nil {
			name = ind.Name
		}
		g.text(1, "left", w.Plan.UnitName(x.Sub.Unit))
		g.text(2, "center", code)
		g.text(3, "left", name)
		g.text(4, "center", x.Where)
		g.text(5, "left", text)
		g.text(6, "left", figures)
		g.text(7, "center", x.Counted())
		g.text(8, "center", strings.Join(x.Asked(), "、"))
		g.text(9, "left", x.Source.File)
		g.text(10, "center", x.Source.Sheet)
		g.text(11, "center", x.Source.Cell)
		if p := w.ledgerPlace[x.Source]; p.sheet != nil {
			g.linked(11, x.Source.Cell, p)
		}
		opinion := g.noteCells(12, x.Sub.Unit, key, code, reading)
		g.height(text, 60, wrapped{figures, 34}, wrapped{name, 30}, wrapped{opinion, 30})
	}
	g.finish(0, true, map[int]int{1: 20, 2: 8, 3: 30, 4: 12, 5: 60, 6: 34, 7: 8, 8: 12, 9: 34, 10: 10, 11: 8, 12: 30, 13: 10})
}
