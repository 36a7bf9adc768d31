package check

import (
	"fmt"

	"huibao"
)

// bothReport is S24: of an indicator that a county and the bureau both report, so that one is held
// against the other, the county's figure stands in the bureau's table.
func bothReport(s *scope) (list []hit) {
	for _, p := range s.pairs("", nil) {
		row := p.r
		r, ok := row.Has(huibao.RemarkNotItsOwn)
		if !ok || !row.FilledIn() {
			continue
		}
		field := mainField(row.Kind)
		at, figure := row.At(field), row.Quantity(field).String()
		list = append(list, hit{place: at, code: row.Code, found: figure, cause: "有 %d 个双报核对的指标，数在牵头单位报来的表里", item: fmt.Sprintf("%s（%s）", row.Code, figure),
			message: fmt.Sprintf("%s：指标 %s 是双报核对，要%s自己报；%s的表里是 %s，不能代替，没有计入。", at, s.nameOf(row.Code), s.Form.Unit.Name, r.Text, figure)})
	}
	return list
}

// noneItsOwn says why a bureau's table tells nothing of a county that counts as its return: all that is filled in there
// is what the county must report itself; "" where there is more.
func noneItsOwn(s *scope) string {
	var codes []string
	for _, p := range s.pairs("", nil) {
		if !p.r.FilledIn() {
			continue
		}
		if _, ok := p.r.Has(huibao.RemarkNotItsOwn); !ok {
			return ""
		}
		codes = append(codes, p.Code)
	}
	if len(codes) == 0 {
		return ""
	}
	return "在牵头单位的表里，都是双报核对的指标（" + few(codes) + "），要本单位自己报"
}
