package importer

import (
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// TestPlainNames: a name with its number, who does it, its verb in front or its own target is the row's;
// what may be another row's, or of a part, is less than certain or is told.
func TestPlainNames(t *testing.T) {
	row := func(code, name, measure string, target int64) huibao.FormRow {
		var f huibao.FormRow
		f.Code, f.Name, f.Kind, f.Measure, f.Target = code, name, huibao.KindCount, measure, huibao.Num(decimal.NewFromInt(target))
		return f
	}
	r := &reader{ret: &huibao.Return{}, form: &huibao.Form{Unit: huibao.UnitRef{Code: "C", Name: "海原县"}, Rows: []huibao.FormRow{
		row("20.1", "农村公路路况提升", "公里", 300), row("4.1", "新建义务教育学校", "所", 2), row("4.2", "改造义务教育学校", "所", 3)}}}
	for name, want := range map[string]struct{ taken, plain bool }{
		"农村公路路况提升（市交通局）": {true, true}, "（一）农村公路路况提升": {true, true}, "一、农村公路路况提升": {true, true}, "①农村公路路况提升": {true, true}, "提升农村公路路况": {true, true}, "农村公路路况提升300公里": {true, true}, "农村公路路况提升工程": {true, true},
		"农村公路路况提升200公里": {true, false}, "农村公路路况提升（沙坡头区交通局）": {false, false}, "农村公路路况提升（计划）": {false, false}, "农村公路路况改善": {false, false}, "建设义务教育学校": {false, false},
	} {
		list := r.matches(name)
		if taken, plain := standsOut(list, certain), r.plainly(&r.form.Rows[0], name); taken != want.taken || plain != want.plain {
			t.Errorf("%s: taken %v, plainly %v", name, taken, plain)
		}
	}
}

func TestWithoutNumber(t *testing.T) {
	for name, want := range map[string]string{
		"一、一刻钟便民生活圈": "一刻钟便民生活圈",
		"(二)三孩生育补贴":  "三孩生育补贴",
		"三、一老一小服务":   "一老一小服务",
		"一、二类区失业保险金": "一、二类区失业保险金",
		"十一、农村户厕改造":  "农村户厕改造",
		"1、一村一品示范村":  "一村一品示范村",
		"无障碍改造":      "无障碍改造",
		"一、":         "",
	} {
		if got := withoutNumber(name, numberFront); got != want {
			t.Errorf("%s: %q, is %q", name, got, want)
		}
	}
}
