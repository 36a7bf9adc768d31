package planfile

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// AliasCell is the cell of 指标 that gives an indicator another name beside those that it has.
// A name that is another indicator's, or that holds a sign between names, is refused.
func AliasCell(p *huibao.Plan, code, name string) (Cell, error) {
	ind := p.IndicatorByCode(code)
	col := p.Columns["指标"]["别名"]
	bare := func(s string) string { return strings.Join(strings.Fields(fold(s)), "") }
	switch {
	case ind == nil:
		return Cell{}, fmt.Errorf("方案没有指标 %s", code)
	case col == 0:
		return Cell{}, fmt.Errorf("“指标”表没有“别名”一栏，请先加上")
	case bare(name) == "" || len(names(bare(name))) != 1:
		return Cell{}, fmt.Errorf("“%s”里有顿号或分号，不能写作一个别名；请单位改写名称", name)
	}
	for i := range p.Indicators {
		x := &p.Indicators[i]
		if slices.ContainsFunc(append([]string{x.Name}, x.Aliases...), func(s string) bool { return bare(s) == bare(name) }) {
			return Cell{}, fmt.Errorf("“%s”已经是 %s %s 的名称", name, x.Code, x.Name)
		}
	}
	old := strings.Join(ind.Aliases, "、")
	return Cell{Sheet: "指标", Ref: sheet.Ref(ind.At.Row, col), Text: strings.TrimPrefix(old+"、"+bare(name), "、"), Over: true}, nil
}
