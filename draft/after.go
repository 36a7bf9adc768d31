package draft

import (
	"strconv"
	"strings"

	"huibao"
)

// What an office would have to type after a draft is proposed here, each with doubt:
// who answers of several, what a rate divides, the values that relations are held to.

// responsible is who answers for an indicator: of several leading units the first,
// which official writing names first because it answers.
func (b *builder) responsible(task *huibao.Task, t *target) string {
	if len(task.Lead) == 0 {
		return ""
	}
	if len(task.Lead) > 1 {
		t.doubt("责任单位", "任务有 "+strconv.Itoa(len(task.Lead))+" 个牵头单位，暂定列在最前的一个，请核对")
	}
	return task.Lead[0]
}

// parts of rates: what the rate's word ends with, and what is divided by what.
var rateParts = []struct{ ends, numerator, denominator string }{
	{"筛查率", "已筛查人数", "应筛查人数"}, {"接种率", "已接种人数", "应接种人数"}, {"签约率", "已签约人数", "应签约人数"}, {"体检率", "已体检人数", "应体检人数"},
	{"检查率", "已检查人数", "应检查人数"}, {"管理率", "规范管理人数", "应管理人数"}, {"服务率", "已服务人数", "应服务人数"}, {"入学率", "已入学人数", "适龄人数"},
	{"入园率", "在园人数", "适龄幼儿人数"}, {"巩固率", "毕业人数", "入学时人数"}, {"就业率", "已就业人数", "应就业人数"}, {"落实率", "已落实人数", "总人数"},
	{"入住率", "已入住套数", "可分配套数"}, {"合格率", "合格数", "抽检数"}, {"达标率", "达标数", "监测数"}, {"优良率", "优良数", "监测数"},
	{"治理率", "已治理数", "应治理总数"}, {"处理率", "已处理数", "产生总数"}, {"普及率", "已普及户数", "总户数"}, {"覆盖率", "已覆盖数", "应覆盖数"}, {"完成率", "已完成数", "应完成数"},
	{"参保率", "已参保人数", "应参保人数"}, {"及时率", "及时办理数", "办理总数"}, {"接通率", "接通数", "呼入数"}, {"满意度", "满意人数", "调查人数"}, {"满意率", "满意人数", "调查人数"},
	{"失业率", "失业人数", "劳动力人数"}, {"死亡率", "死亡人数", "总人数"}, {"占比", "该类数", "总数"}, {"比例", "该类数", "总数"},
}

// divides proposes what a rate divides.
func (b *builder) divides(ind *huibao.Indicator, t *target) {
	if ind.Kind != huibao.KindRate {
		return
	}
	for _, r := range rateParts {
		if strings.HasSuffix(ind.Name, r.ends) {
			ind.Numerator, ind.Denominator = r.numerator, r.denominator
			t.doubt("分子", "分子、分母是按名称拟的，请核对口径")
			return
		}
	}
}

// references proposes values for what relations are held to: those of a standard of
// the plan that is called the same, one for each class; from the year's beginning.
func (b *builder) references() {
	p := b.draft.Plan
	done := map[string]bool{}
	for i := range p.Indicators {
		ref := p.Indicators[i].TargetRef
		if ref == nil || done[ref.Name] {
			continue
		}
		done[ref.Name] = true
		found := ""
		for j := range p.Indicators {
			x := &p.Indicators[j]
			value, ok := x.Target.Decimal()
			if x.Kind != huibao.KindStandard || !ok || !b.called(x, ref.Name) {
				continue
			}
			found = x.Code
			p.References = append(p.References, huibao.Reference{Name: ref.Name, Class: x.Class, Value: value, Measure: x.Measure,
				From: huibao.Date{Year: p.Year, Month: 1, Day: 1}, At: huibao.Row{Sheet: "参照", Row: len(p.References) + 2}})
		}
		if found == "" {
			b.review(p.Indicators[i].Task, ref.Name, "是 "+p.Indicators[i].Code+" 对比的对象，请在“参照”表填上它的数值")
			continue
		}
		b.review(p.Indicators[i].Task, ref.Name, "“参照”表按 "+found+" 等指标拟出，从 1 月 1 日起；实际执行日不同的请改")
	}
}

// called reports whether an indicator is what a reference is called.
func (b *builder) called(ind *huibao.Indicator, name string) bool {
	own := strings.TrimSuffix(ind.Name, "（"+ind.Class+"）")
	return own == name || ind.Class != "" && strings.HasPrefix(own, name)
}
