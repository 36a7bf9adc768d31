package importer

import (
	"testing"

	"huibao"
	"huibao/internal/same"
)

// TestSameWords tells a name, a 分母含义 and a 口径 that came back as they were printed, with words
// that change nothing or shortened, from those with which the figure beside them may be another.
func TestSameWords(t *testing.T) {
	r := &reader{ret: &huibao.Return{}, form: &huibao.Form{Unit: huibao.UnitRef{Code: "C", Name: "甲县"}}, known: Known{Period: huibao.Period{Year: 2024, Month: 6}}}
	count := &huibao.FormRow{}
	count.Code, count.Name, count.Kind, count.Measure, count.DoneMeans = "27.2", "农机安全检查(含年检)", huibao.KindCount, "台次", "竣工验收并投入使用；在建的不计"
	rate := &huibao.FormRow{}
	rate.Code, rate.Kind, rate.Numerator, rate.Denominator, rate.Basis = "7.1", huibao.KindRate, "本年累计采血筛查活产数", "年内辖区 65 岁及以上常住居民", huibao.BasisYear
	for _, c := range []struct {
		row   *huibao.FormRow
		field huibao.Field
		same  []string
		other []string
	}{
		{count, huibao.FieldIndicator, []string{"农机安全检查（含年检）", "农机安全检查", "2.农机安全检查(含年检)", "（2）农机安全检查（含年检）", "★农机安全检查(含年检)", "农机安全检查(含年检)（台次）", "农机安全检查(含年检)（6月）",
			"农机安全检查（含年检）数", "农机安全检查(含年检)。", "27.2 农机安全检查(含年检)", "全县农机安全检查(含年检)", "农机安全检查(含年检)（甲县）", "农机安全检查(含年检)\n〔竣工验收并投入使用；在建的不计〕", "农机安全检查(含年检)〔竣工验收〕", "别的说法"},
			[]string{"农机安全检查(含年检)（估算）", "农机安全检查(含年检)（含乙县）", "农机安全检查(含年检)（累计）", "农机安全检查(不含年检)", "农机安全检查(含年检)（5月）", "农机安全检查(含年检)（万台次）", "农机安全检查(含年检)（计划数）",
				"农机安全检查(含年检)（不含高崖乡）", "农机安全检查(含年检)-预计", "农机安全检查(含年检) 暂估", "拟开展农机安全检查(含年检)", "农机安全检查(含年检)（部分）", "农机安全检查(含年检)\n〔竣工验收；在建的计入〕"}},
		{rate, huibao.FieldDenomName, []string{"年内辖区65岁及以上常住居民", "常住居民", "年内辖区 65 岁及以上常住居民（人）", "年内辖区 65 岁及以上常住居民数"}, []string{"年内辖区 60 岁及以上常住居民", "户籍人口", "年内辖区 65 岁及以上常住居民（估）", "全市年内辖区 65 岁及以上常住居民", "年内辖区 65 岁及以上常住居民（不含外地户籍）"}},
		{rate, huibao.FieldNumerName, []string{"采血筛查活产数", "本年累计采血筛查活产数"}, []string{"5月采血筛查活产数", "本年累计应采血筛查活产数"}},
		{rate, huibao.FieldBasis, []string{"本年累计", "累计"}, []string{"时点", "当月", "本月"}},
	} {
		for want, texts := range map[bool][]string{true: c.same, false: c.other} {
			for _, text := range texts {
				if got := r.sameWords(c.row, c.field, text); got != want {
					t.Errorf("%s %s: same %v", c.field, text, got)
				}
			}
		}
	}
}

// TestUnreadColumn remarks what stands over our 自检 and in columns of the unit's own, where it may be
// of the row's figures.
func TestUnreadColumn(t *testing.T) {
	for _, c := range []struct {
		heading, text string
		number        bool
		want          string
	}{
		{"核实数", "31", true, "核实数\n31"},
		{"更正", "31", true, "更正\n31"},
		{"序号", "31", true, ""},
		{"开工数", "31", true, ""},
		{"核实率", "31", true, ""},
		{"审核意见", "数据有误", false, "审核意见\n数据有误"},
		{"审核意见", "应为31", false, "审核意见\n应为31"},
		{"科室", "农机中心", false, ""},
		{"自检", "待核实", false, "自检\n待核实"},
		{"自检", "本年累计小于本期完成；累计数比上期减少，请核对；", false, ""},
		{"自检", "无误", false, ""},
	} {
		text := c.text
		if !c.number {
			text = `"` + text + `"`
		}
		book := same.Open(t, []byte("编码,"+c.heading+",名称\n1.1,"+text+",x\n"))
		g, err := book.Sheets[0].Grid(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		tab := table{page: page{Sheet: book.Sheets[0], grid: g}, head: 1, columns: map[huibao.Field]int{huibao.FieldCode: 1, huibao.FieldIndicator: 3}}
		if c.heading == "自检" {
			tab.columns[huibao.FieldSelfCheck] = 2
		}
		var row huibao.ReturnRow
		tab.describeUnread(2, &row)
		got := ""
		if m, ok := row.Has(huibao.RemarkUnreadColumn); ok {
			got = m.Text
		}
		if got != c.want {
			t.Errorf("%s %s: %q", c.heading, c.text, got)
		}
	}
}

// TestLostPrevious: our formula of 本年累计 that shows an error because the column of 上期累计 was deleted
// is as if it were blank; any other error is one.
func TestLostPrevious(t *testing.T) {
	whole := table{columns: map[huibao.Field]int{huibao.FieldPrevious: 5, huibao.FieldThis: 6}}
	cut := table{columns: map[huibao.Field]int{huibao.FieldThis: 5}}
	const broken = `IF(ISNUMBER(E4),ROUND(N(#REF!)+E4,2),"")`
	if whole.lostPrevious(huibao.FieldCumulative, broken) || !cut.lostPrevious(huibao.FieldCumulative, broken) || cut.lostPrevious(huibao.FieldThis, broken) || cut.lostPrevious(huibao.FieldCumulative, "1/0") {
		t.Error("which errors follow from a column that was deleted is not told")
	}
}
