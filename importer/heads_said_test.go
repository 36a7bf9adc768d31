package importer

import (
	"testing"

	"huibao"
	"huibao/internal/sheet"
)

// TestHeadsOfOthers: what heads a column of standards, rates, relations or milestones may be of another time, or count in
// another way, than the form does.
func TestHeadsOfOthers(t *testing.T) {
	june := huibao.Period{Year: 2024, Month: 6}
	other, alone := "不是2024年6月的数", "像是本月一个月的数，"
	year := &huibao.Form{Rows: []huibao.FormRow{{Promise: huibao.Promise{Kind: huibao.KindRate, Basis: huibao.BasisYear}}}}
	now := &huibao.Form{Rows: []huibao.FormRow{{Promise: huibao.Promise{Kind: huibao.KindRate, Basis: huibao.BasisNow}}}}
	for _, c := range []struct {
		kind    huibao.Kind
		field   huibao.Field
		heading string
		form    *huibao.Form
		want    string
	}{
		{huibao.KindStandard, huibao.FieldPaid, "本年累计实发（元）", nil, ""},
		{huibao.KindStandard, huibao.FieldPaid, "截至6月底累计实发（元）", nil, ""},
		{huibao.KindStandard, huibao.FieldPaid, "截至7月2日累计实发（元）", nil, ""},
		{huibao.KindStandard, huibao.FieldPaid, "上半年累计实发（元）", nil, ""},
		{huibao.KindStandard, huibao.FieldPaid, "本年累计实发（元，1-6月）", nil, ""},
		{huibao.KindStandard, huibao.FieldPaid, "2024年累计实发（元）", nil, ""},
		{huibao.KindStandard, huibao.FieldPaid, "本年累计实发（本期末）", nil, ""},
		{huibao.KindStandard, huibao.FieldPaid, "截至本月累计实发", nil, ""},
		{huibao.KindStandard, huibao.FieldPaid, "截至5月底累计实发（元）", nil, other},
		{huibao.KindStandard, huibao.FieldPaid, "1-5月累计实发（元）", nil, other},
		{huibao.KindStandard, huibao.FieldPaid, "一至五月累计实发（元）", nil, other},
		{huibao.KindStandard, huibao.FieldPaid, "本年累计实发（元，截至5月底）", nil, other},
		{huibao.KindStandard, huibao.FieldPaid, "累计实发（元）（1-5月）", nil, other},
		{huibao.KindStandard, huibao.FieldPaid, "2023年累计实发（元）", nil, other},
		{huibao.KindStandard, huibao.FieldPaid, "去年累计实发（元）", nil, other},
		{huibao.KindStandard, huibao.FieldPaid, "实发金额（本月）", nil, alone + "本年累计实发（元）要填本年累计的数"},
		{huibao.KindStandard, huibao.FieldMonths, "发放人月（当月）", nil, alone + "累计发放人月（次）要填本年累计的数"},
		{huibao.KindStandard, huibao.FieldPeople, "6月末对象人数", nil, ""},
		{huibao.KindStandard, huibao.FieldPeople, "期末对象人数（当月）", nil, ""},
		{huibao.KindStandard, huibao.FieldPeople, "期末对象人数（5月末）", nil, other},
		{huibao.KindStandard, huibao.FieldPeople, "期末对象人数（上月）", nil, other},
		{huibao.KindStandard, huibao.FieldPeople, "期末对象人数（累计）", nil, "像是累计的人数，期末对象人数要填期末的人数"},
		{huibao.KindStandard, huibao.FieldStandard, "实际执行标准（元/人/月）", nil, ""},
		{huibao.KindStandard, huibao.FieldStandard, "实际执行标准（2023年7月起）", nil, ""},
		{huibao.KindStandard, huibao.FieldStandard, "2024年实际执行标准", nil, ""},
		{huibao.KindStandard, huibao.FieldStandard, "实际执行标准（2023年）", nil, other},
		{huibao.KindRate, huibao.FieldNumer, "1-6月分子", year, ""},
		{huibao.KindRate, huibao.FieldNumer, "分子（6月）", year, ""},
		{huibao.KindRate, huibao.FieldNumer, "分子（人）", year, ""},
		{huibao.KindRate, huibao.FieldNumer, "1-5月分子", year, other},
		{huibao.KindRate, huibao.FieldDenom, "分母（截至5月）", year, other},
		{huibao.KindRate, huibao.FieldNumer, "分子（本月）", year, alone + "分子要填本年累计的数"},
		{huibao.KindRate, huibao.FieldNumer, "分子（本月）", now, ""},
		{huibao.KindRate, huibao.FieldNumer, "分子（本月累计）", year, ""},
		{huibao.KindRelation, huibao.FieldOwn, "本单位数值（6月）", nil, ""},
		{huibao.KindRelation, huibao.FieldOwn, "本单位数值（5月）", nil, other},
		{huibao.KindMilestone, huibao.FieldState, "6月状态", nil, ""},
		{huibao.KindMilestone, huibao.FieldState, "5月状态", nil, other},
		{huibao.KindMilestone, huibao.FieldProgress, "5月进展", nil, ""},
		{huibao.KindCount, huibao.FieldThis, "本期完成", nil, ""},
		{huibao.KindCount, huibao.FieldThis, "5月完成", nil, other},
	} {
		r := newReader(t.Context(), File{}, Known{Period: june})
		r.ret.Period, r.form = june, c.form
		if got := r.otherHead(c.kind, c.field, c.heading); got != c.want {
			t.Errorf("%s: %q, not %q", c.heading, got, c.want)
		}
	}
}

// TestInOtherScale tells a measure of thousands that no row has from one that a row has and from a place.
func TestInOtherScale(t *testing.T) {
	r := &reader{form: &huibao.Form{Rows: []huibao.FormRow{{Promise: huibao.Promise{Measure: "万人"}}}}, ret: &huibao.Return{}}
	front := page{Sheet: &sheet.Sheet{Name: huibao.FrontSheet}}
	for text, want := range map[string]bool{"单位:万元": true, "单位:千米": true, "单位:万平方米": true, "单位:万人": false, "单位:万源市": false, "单位:百色市": false, "单位:百分比": false, "单位:户": false} {
		if got := r.inOtherScale(front, text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
