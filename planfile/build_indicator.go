package planfile

import (
	"strings"

	"huibao"
)

func (b *builder) tasks() {
	b.each("任务", func(r row) {
		t := huibao.Task{No: r.integer("序号"), Category: r.raw("类别"), Title: r.raw("任务"), Deadline: r.date("完成时限"),
			Lead: b.unitsOf(r, "牵头单位"), Support: b.unitsOf(r, "配合单位"),
			LeadAs: names(r.raw("牵头单位")), SupportAs: names(r.raw("配合单位")), Leader: r.raw("分管领导"), At: r.at()}
		if t.No == 0 {
			r.wrong("序号", "任务序号（整数）")
			return
		}
		if t.Category == "" && len(b.plan.Tasks) > 0 {
			t.Category = b.plan.Tasks[len(b.plan.Tasks)-1].Category
		}
		if b.plan.TaskByNo(t.No) != nil {
			r.remark(huibao.PlanDuplicate, "序号", "不重复的序号")
			return
		}
		b.plan.Tasks = append(b.plan.Tasks, t)
	})
}

func (b *builder) indicators() {
	b.each("指标", func(r row) {
		ind := b.indicator(r)
		if ind.Code == "" {
			r.wrong("编码", "任务序号.顺序号，如 3.2")
			return
		}
		if b.plan.IndicatorByCode(ind.Code) != nil {
			r.remark(huibao.PlanDuplicate, "编码", "不重复的编码")
			return
		}
		b.plan.Indicators = append(b.plan.Indicators, ind)
	})
}

func (b *builder) indicator(r row) huibao.Indicator {
	ind := huibao.Indicator{Code: r.text("编码"), Task: r.integer("任务"), Name: r.raw("指标"),
		Kind: word(r, "类型", huibao.ParseKind, huibao.KindLabels()), Mode: word(r, "进度方式", huibao.ParseMode, huibao.ModeLabels()), Basis: word(r, "数据口径", huibao.ParseBasis, huibao.BasisLabels()),
		Measure: r.raw("计量单位"), Comparator: word(r, "比较", huibao.ParseComparator, huibao.ComparatorLabels()),
		Baseline: r.quantity("原值"), Scope: word(r, "口径", huibao.ParseScope, huibao.ScopeLabels()), Class: r.text("适用类区"),
		Responsible: b.unit(r, "责任单位"), ReportBy: word(r, "报送方式", huibao.ParseReportBy, huibao.ReportByLabels()),
		Reporters: b.unitsOf(r, "报送单位"), Months: r.months("报送期"), PayBy: word(r, "发放方式", huibao.ParsePayBy, huibao.PayByLabels()),
		Start: r.date("起始日期"), Deadline: r.date("完成时限"), DoneMeans: r.raw("完成标准"), Numerator: r.raw("分子"), Denominator: r.raw("分母"),
		Over100: r.yes("可超100", false), Public: r.yes("公开", true), Aliases: names(r.raw("别名")), PublicName: r.raw("公示名称"), Note: r.raw("备注"), Quote: r.raw("原文"), At: r.at()}
	if no, ok := huibao.CodeTask(ind.Code); ok && r.text("任务") == "" {
		ind.Task = no
	}
	b.target(r, &ind)
	defaults(r, &ind)
	if whole, sums := strings.CutPrefix(r.text("其中"), "="); whole != "" {
		ind.PartOf, ind.SumsUp = whole, sums
	}
	return ind
}

// target reads 目标值: a number, or @name×factor.
func (b *builder) target(r row, ind *huibao.Indicator) {
	s := r.text("目标值")
	if !strings.HasPrefix(s, "@") {
		ind.Target = r.quantity("目标值")
		return
	}
	name, factor, has := strings.Cut(strings.NewReplacer("*", "×", "x", "×", "X", "×").Replace(s[1:]), "×")
	ind.TargetRef = &huibao.TargetRef{Name: strings.TrimSpace(name)}
	if !has {
		factor = "1"
	}
	d, ok := number(factor)
	if !ok {
		r.wrong("目标值", "@参照名×倍数，如 @月最低工资标准×2")
	}
	ind.TargetRef.Factor = d
}

// defaults fills what may be left empty.
func defaults(r row, ind *huibao.Indicator) {
	if ind.Comparator == "" {
		ind.Comparator = huibao.AtLeast
		if ind.Kind == huibao.KindStandard || ind.Kind == huibao.KindMilestone {
			ind.Comparator = huibao.Equal
		}
	}
	if ind.Mode == "" && ind.Kind == huibao.KindCount {
		ind.Mode = huibao.ModeFlow
	}
	if ind.Scope == "" {
		ind.Scope = huibao.ScopeRegion
	}
	if ind.ReportBy == "" {
		ind.ReportBy = huibao.ByCounties
	}
	switch {
	case r.text("小数位") != "":
		ind.Places = int32(min(r.integer("小数位"), 8))
	case ind.Kind == huibao.KindCount && strings.Contains(ind.Measure, "公里"), ind.Kind == huibao.KindRate,
		ind.Kind == huibao.KindStandard, ind.Kind == huibao.KindRelation:
		ind.Places = 2
	}
}
