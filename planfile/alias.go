package planfile

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// AliasCells are the cells of 指标 that give an indicator another name beside those that it has: one, and
// the heading of a new column 别名 where there is none. A name that is another indicator's, or that holds
// a sign between names, is refused. The plan is left as it is: see GaveAlias.
func AliasCells(p *huibao.Plan, code, name string) ([]Cell, error) {
	ind := p.IndicatorByCode(code)
	col, headed := aliasColumn(p)
	switch {
	case ind == nil:
		return nil, fmt.Errorf("方案没有指标 %s", code)
	case bareAlias(name) == "" || len(names(bareAlias(name))) != 1:
		return nil, fmt.Errorf("“%s”里有顿号或分号，不能写作一个别名；请单位改写名称", name)
	}
	for i := range p.Indicators {
		x := &p.Indicators[i]
		if slices.ContainsFunc(append([]string{x.Name}, x.Aliases...), func(s string) bool { return bareAlias(s) == bareAlias(name) }) {
			return nil, fmt.Errorf("“%s”已经是 %s %s 的名称", name, x.Code, x.Name)
		}
	}
	var cells []Cell
	if !headed {
		cells = append(cells, Cell{Sheet: "指标", Ref: sheet.Ref(p.HeadRows["指标"], col), Text: "别名"})
	}
	old := strings.Join(ind.Aliases, "、")
	return append(cells, Cell{Sheet: "指标", Ref: sheet.Ref(ind.At.Row, col), Text: strings.TrimPrefix(old+"、"+bareAlias(name), "、"), Over: true}), nil
}

// GaveAlias notes in the plan that the cells of AliasCells are in its file. It is for who has written
// them: where that failed, the next name brings the heading again.
func GaveAlias(p *huibao.Plan, code, name string) {
	p.Columns["指标"]["别名"], _ = aliasColumn(p)
	ind := p.IndicatorByCode(code)
	ind.Aliases = append(ind.Aliases, bareAlias(name))
}

// aliasColumn is the column 别名 of 指标, and whether it has its heading; else it is the one behind the last.
func aliasColumn(p *huibao.Plan) (col int, headed bool) {
	if col = p.Columns["指标"]["别名"]; col > 0 {
		return col, true
	}
	for _, at := range p.Columns["指标"] {
		col = max(col, at+1)
	}
	return col, false
}

func bareAlias(s string) string { return strings.Join(strings.Fields(fold(s)), "") }
