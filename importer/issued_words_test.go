package importer

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

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

// TestPlainWords tells what people put around a printed name and that says nothing of the figure (who
// does it, its number, until when, the row's own target) from what makes another figure of it.
func TestPlainWords(t *testing.T) {
	form := &huibao.Form{Unit: huibao.UnitRef{Code: "C", Name: "海原县"}, Period: huibao.Period{Year: 2024, Month: 6}, Day: huibao.CalendarDay{CutOff: huibao.Date{Year: 2024, Month: 6, Day: 25}}}
	r := &reader{ret: &huibao.Return{}, form: form}
	count := func(name, measure string, target int64, task string) *huibao.FormRow {
		row := &huibao.FormRow{}
		row.Code, row.Name, row.Kind, row.Measure, row.Target, row.Task = "1.1", name, huibao.KindCount, measure, huibao.Num(decimal.NewFromInt(target)), task
		return row
	}
	rate := &huibao.FormRow{}
	rate.Code, rate.Kind, rate.Numerator, rate.Denominator, rate.Basis = "6.1", huibao.KindRate, "本年已筛查农村适龄妇女", "本年累计活产数", huibao.BasisYear
	pay := func(name string) *huibao.FormRow {
		row := &huibao.FormRow{}
		row.Code, row.Name, row.Kind, row.Measure = "11.2", name, huibao.KindStandard, "元/人/月"
		return row
	}
	now := &huibao.FormRow{}
	now.Code, now.Kind, now.Numerator, now.Denominator, now.Basis = "22.2", huibao.KindRate, "已入住(已分配入住)套数", "可分配公租房总套数", huibao.BasisNow
	child := *rate
	child.Numerator, child.Denominator = "已救助符合条件 0—6 岁残疾儿童", "年内户籍人口"
	for _, c := range []struct {
		row   *huibao.FormRow
		field huibao.Field
		same  string // parted by blanks
		other string
	}{
		{count("企业见习岗位", "个", 90, "提升高校毕业生就业率"), huibao.FieldIndicator,
			"企业见习岗位（县人社局） 企业见习岗位（牵头：县人社局） 企业见习岗位（人社） 企业见习岗位（海原县人社局） 企业见习岗位90个 企业见习岗位（年度目标90个） 企业见习岗位（90个） 开发企业见习岗位 企业见习岗位（县人社局、县财政局） 企业见习岗位（民生实事） 企业见习岗位（个）（县人社局） 企业见习岗位【县人社局】（截至6月25日）",
			"企业见习岗位91个 企业见习岗位90 企业见习岗位（90） 企业见习岗位（计划90个） 企业见习岗位90户 企业见习岗位（沙坡头区人社局） 企业见习岗位（不含县教育局） 企业见习岗位（县人社局除外） 企业见习岗位（含县教育局） 企业见习岗位（村委） 企业见习岗位（民办） 企业见习岗位（城区） 拟开发企业见习岗位 开发区企业见习岗位 企业见习岗位市级示范中心"},
		{count("各类招聘会", "场次", 15, "提升高校毕业生就业率"), huibao.FieldIndicator,
			"①各类招聘会 ⑴各类招聘会 各类招聘会① 各类招聘会（截至6月25日） 各类招聘会（6月） 各类招聘会（2024年6月） 各类招聘会（截至6月底） 举办各类招聘会 ——各类招聘会 其中：各类招聘会 各类的招聘会",
			"各类招聘会（截至5月25日） 各类招聘会（5月） 各类招聘会（2023年6月） 各类招聘会（1—6月） 各类招聘会（截至6月30日） 各类招聘会（估算） 各类招聘会（农村） 各类招聘会（计划） 筹办各类招聘会"},
		{count("改造城镇老旧小区", "户", 300, "提升城市安居品质"), huibao.FieldIndicator, "改造城镇老旧小区（县住建局） 改造城镇老旧小区300户 改造城镇老旧小区（住建局）", "改造城镇老旧小区（含沙坡头区） 改造城镇老旧小区（城市）"},
		{count("困难残疾人家庭无障碍改造", "户", 100, "提升残疾人生活品质"), huibao.FieldIndicator, "困难残疾人家庭无障碍改造（户）【残联】 困难残疾人家庭无障碍改造（县残联）", "困难残疾人家庭无障碍改造（万户）【残联】"},
		{count("农机安全检查(含年检)", "台次", 900, "免费开展农机安全服务"), huibao.FieldIndicator, "农机安全检查(含年检)县农机中心 农机安全检查(含年检)/县农机中心 农机安全检查(含年检)（县农机中心）", "农机安全检查(含年检)乙县农机中心 农机安全检查(含年检)县外"},
		{count("发放租赁补贴", "户", 100, "加强保障性住房供给"), huibao.FieldIndicator, "发放租赁补贴（住房保障）", "发放租赁补贴（农村） 发放租赁补贴（公租房）"},
		{count("物业规范化示范小区", "个", 2, "建设完整社区、未来社区，提升物业服务"), huibao.FieldIndicator, "物业规范化示范小区（县住建局）", "物业规范化示范小区（未来社区）"},
		{count("更新改造四类管线", "公里", 10, "提升城市安居品质"), huibao.FieldIndicator, "更新改造四类管线（燃气、供热、供水、排水） 更新改造四类管线（燃气/供热/供水/排水）", "更新改造四类管线（燃气、供热） 更新改造四类管线（燃气、供热、供水、排水、通信） 更新改造四类管线（不含燃气、供热、供水、排水） 更新改造四类管线（燃气）"},
		{pay("重度残疾人护理补贴"), huibao.FieldIndicator, "重度残疾人护理补贴（一级、二级） 重度残疾人护理补贴（两项补贴之一）", "重度残疾人护理补贴（一级） 重度残疾人护理补贴（不含二级） 重度残疾人护理补贴（两项补贴合计）"},
		{now, huibao.FieldBasis, "时点（6月25日） 期末时点 时点数 时点（6月底）", "时点（5月25日） 时点（6月10日） 本月 累计"},
		{now, huibao.FieldNumerName, "已入住套数 已入住(已分配入住)套数", "已入住(含已分配未入住)套数 已分配套数"},
		{rate, huibao.FieldNumerName, "本年已筛查的农村适龄妇女 本年筛查农村适龄妇女", "本年应筛查农村适龄妇女 本年已筛查的城镇适龄妇女"},
		{rate, huibao.FieldDenomName, "本年累计活产数（1—6月） 本年累计活产数（截至6月25日）", "本年累计活产数（1—5月） 本年累计活产数（6月） 本年累计活产数（公安局）"},
		{&child, huibao.FieldNumerName, "已救助符合条件0-6岁残疾儿童 已救助符合条件的0—6岁残疾儿童", "已救助符合条件0-16岁残疾儿童 未救助符合条件0-6岁残疾儿童"},
		{&child, huibao.FieldDenomName, "年内户籍的人口", "年内常住人口"},
	} {
		for want, list := range map[bool]string{true: c.same, false: c.other} {
			for text := range strings.FieldsSeq(list) {
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

// TestIssuedMeasure tells a measure with its sign, or what is counted, behind it from another one.
func TestIssuedMeasure(t *testing.T) {
	row := &huibao.FormRow{}
	row.Name, row.Measure = "企业见习岗位", "个"
	for text, want := range map[string]bool{"个（岗位）": true, "（个）": true, "单位：个": true, "个（见习岗位）": true, "个（户）": false, "个（企业数）": false, "户（岗位）": false, "个（学位）": false} {
		if got := sameMeasured(bareMeasure(text), row); got != want {
			t.Errorf("%s: same %v", text, got)
		}
	}
	for text, want := range map[string]string{"公里（km）": "公里(km)", "（户）": "户", "计量单位：台（套）。": "台(套)"} {
		if got := bareMeasure(text); got != want {
			t.Errorf("%s: read as %s", text, got)
		}
	}
}
