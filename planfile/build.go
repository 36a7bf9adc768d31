package planfile

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/sheet"
)

// builder makes a plan out of tables, in the order in which they refer to each
// other.
type builder struct {
	tables  map[string]*table
	plan    *huibao.Plan
	byCode  map[string]int // units of the plan
	byName  map[string]int // by their codes and names: the first that is called so
	remarks []huibao.PlanRemark
}

// needed are the sheets without which there is no plan.
var needed = []string{"方案", "任务", "指标", "单位"}

func build(tables map[string]*table) (*huibao.Plan, []huibao.PlanRemark) {
	b := &builder{tables: tables, byCode: map[string]int{}, byName: map[string]int{}, plan: &huibao.Plan{Columns: map[string]map[string]int{}, HeadRows: map[string]int{}, AllocationRows: map[string]int{},
		Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(30), MoneyMeasure: "元"}}
	for _, name := range everySheet() {
		b.checkTable(name)
	}
	b.about()
	b.units()
	b.successors()
	b.calendar()
	b.tasks()
	b.indicators()
	b.references()
	b.allocations()
	b.paces()
	b.openings()
	b.audit()
	b.revisions()
	b.holidays()
	b.phrases()
	return b.plan, b.remarks
}

// formulas remarks the cells that are formulas of Excel where none is meant.
func (b *builder) formulas(t *table) {
	for _, r := range t.settleFormulas() {
		for _, head := range t.order {
			if text := r.formulas[t.columns[head]]; text != "" && !slices.Contains(meant, head) {
				b.remarks = append(b.remarks, huibao.PlanRemark{Kind: huibao.PlanUnreadable, Place: huibao.Place{Sheet: t.name, Cell: sheet.Ref(r.number, t.columns[head])},
					Found: text, Allowed: "直接填写的数或文字，不用公式（存的结果可能是旧的）"})
			}
		}
	}
}

// checkTable remarks a sheet or column that is needed and missing.
func (b *builder) checkTable(name string) {
	t := b.tables[name]
	if t == nil || len(t.columns) == 0 {
		if slices.Contains(needed, name) {
			b.remarks = append(b.remarks, huibao.PlanRemark{Kind: huibao.PlanSheetMissing, Place: huibao.Place{Sheet: name}, Allowed: "工作表“" + name + "”"})
		}
		return
	}
	b.plan.Columns[name], b.plan.HeadRows[name] = t.columns, t.headRow
	b.formulas(t)
	for _, c := range columnsOf(name) {
		if _, ok := t.columns[c.name]; !ok && c.required {
			b.remarks = append(b.remarks, huibao.PlanRemark{Kind: huibao.PlanColumnMissing,
				Place: huibao.Place{Sheet: name, Cell: "A" + itoa(max(t.headRow, 1))}, Found: "", Allowed: c.name})
		}
	}
}

// each calls read for every row of a sheet.
func (b *builder) each(name string, read func(row)) {
	t := b.tables[name]
	if t == nil {
		return
	}
	for _, r := range t.rows {
		read(row{t: t, tableRow: r, b: b})
	}
}

func (b *builder) about() {
	p := b.plan
	texts := map[string]*string{"名称": &p.Title, "发布单位": &p.Issuer, "印发单位": &p.Office, "联系人": &p.Contact, "联系电话": &p.Phone,
		"版本": &p.Version, "发文字号": &p.DocNumber, "主送": &p.MainTo, "抄送": &p.CopyTo, "金额单位": &p.MoneyMeasure}
	b.each("方案", func(r row) {
		key := heading(r.text("项目"))
		if into, ok := texts[key]; ok && r.raw("内容") != "" {
			*into = r.raw("内容")
			return
		}
		switch key {
		case "年度":
			p.Year = r.integer("内容")
		case "报告周期":
			p.Quarterly = r.text("内容") == "季"
			if s := r.text("内容"); s != "月" && s != "季" && s != "" {
				r.wrong("内容", "月 或 季")
			}
		case "黄灯":
			p.Yellow = r.quantity("内容").Or(p.Yellow)
		case "红灯":
			p.Red = r.quantity("内容").Or(p.Red)
		}
	})
	if p.Year < 2000 || p.Year > 2100 {
		b.remarks = append(b.remarks, huibao.PlanRemark{Kind: huibao.PlanUnreadable, Place: huibao.Place{Sheet: "方案"}, Found: itoa(p.Year), Allowed: "年度，如 2024"})
	}
}

func (b *builder) calendar() {
	b.each("报送日历", func(r row) {
		if p := r.period("报告期"); !p.IsZero() {
			b.plan.Calendar = append(b.plan.Calendar, huibao.CalendarDay{Period: p, Issue: r.date("下发"), CutOff: r.date("数据截止"),
				Deadline: r.date("报送截止"), Bulletin: r.date("通报"), At: r.at()})
		}
	})
}

func (b *builder) holidays() {
	b.each(holidaySheet, func(r row) {
		h := huibao.Holiday{Date: r.date("日期"), Work: r.text("休/班") == dayWork, Note: r.raw("备注"), At: r.at()}
		if word := r.text("休/班"); word != dayOff && word != dayWork {
			r.wrong("休/班", dayOff+" 或 "+dayWork)
		}
		if !h.Date.IsZero() {
			b.plan.Holidays = append(b.plan.Holidays, h)
		}
	})
}

func (b *builder) phrases() {
	b.each(phraseSheet, func(r row) {
		x := huibao.Phrase{Case: huibao.Situation(r.text("情形")), Text: strings.TrimRight(r.raw("用语"), "。；"), At: r.at()}
		switch {
		case !slices.Contains(huibao.Situations(), string(x.Case)):
			r.wrong("情形", strings.Join(huibao.Situations(), "、"))
		case x.Text == "":
		case b.plan.PhraseFor(x.Case) != "":
			r.remark(huibao.PlanDuplicate, "情形", "每种情形一句")
		default:
			b.plan.Phrases = append(b.plan.Phrases, x)
		}
	})
}

func (b *builder) references() {
	b.each("参照", func(r row) {
		b.plan.References = append(b.plan.References, huibao.Reference{Name: r.text("名称"), Class: r.text("类区"), Unit: b.unit(r, "单位"),
			Value: r.decimalOf("数值"), Measure: r.raw("计量单位"), From: r.date("起始日期"), At: r.at()})
	})
}

// allocations reads 分解: one column a unit, headed by its name.
func (b *builder) allocations() {
	b.each("分解", func(r row) {
		code := b.code(r, "指标")
		if code == "" {
			return
		}
		b.plan.AllocationRows[code] = r.number
		for _, head := range r.t.order {
			if head == "指标" || head == "备注" || head == "名称" || head == "计量单位" {
				continue
			}
			unit := huibao.CityUnit
			if head != huibao.CityName {
				u := b.called(head)
				if u == nil {
					continue
				}
				unit = u.Code
			}
			if q := r.quantity(head); q.IsNumber() {
				b.plan.Allocations = append(b.plan.Allocations, huibao.Allocation{Indicator: code, Unit: unit, Value: q.Or(decimal.Zero), At: r.at()})
			}
		}
	})
	if t := b.tables["分解"]; t != nil {
		b.unknownHeads(t)
	}
}

// unknownHeads remarks headings of 分解 that are no unit of the plan; a column of the
// format (市本级) may stand there empty.
func (b *builder) unknownHeads(t *table) {
	for _, head := range t.order {
		switch head {
		case "指标", "备注", "名称", "计量单位", huibao.CityName:
			continue
		}
		if b.called(head) == nil && !(ofFormat("分解", head) && t.empty(head)) {
			r := row{t: t, tableRow: tableRow{number: t.headRow, cells: map[int]string{t.columns[head]: head}}, b: b}
			r.remark(huibao.PlanUnknownName, head, "单位表中的名称或简称")
		}
	}
}

func (b *builder) paces() {
	b.each("序时", func(r row) {
		if code := b.code(r, "指标"); code != "" {
			b.plan.Paces = append(b.plan.Paces, huibao.PacePoint{Indicator: code, Period: r.period("期间"), Share: r.decimalOf("应达到"), At: r.at()})
		}
	})
}

func (b *builder) openings() {
	b.each("期初", func(r row) {
		if code := b.code(r, "指标"); code != "" {
			b.plan.Openings = append(b.plan.Openings, huibao.Opening{Indicator: code, Unit: b.unit(r, "单位"), Until: r.period("截至"), Value: r.decimalOf("累计"), At: r.at()})
		}
	})
}

func (b *builder) audit() {
	b.each("审核公式", func(r row) {
		b.plan.Formulas = append(b.plan.Formulas, huibao.AuditFormula{Code: r.text("编号"), AppliesTo: r.text("适用"), Formula: r.raw("公式"),
			Severity: r.text("级别"), Tolerance: r.quantity("容差").Or(decimal.Zero), Hint: r.raw("提示"), At: r.at()})
	})
	b.each("审核设置", func(r row) {
		b.plan.Settings = append(b.plan.Settings, huibao.Setting{Code: r.text("编号"), Severity: r.text("级别"), Bound: r.text("界限"), Note: r.raw("备注"), At: r.at()})
	})
}

func (b *builder) revisions() {
	b.each("修订", func(r row) {
		x := huibao.Revision{From: r.date("生效日期"), Recorded: r.date("录入时间"), Indicator: b.code(r, "编码"), Unit: b.unit(r, "单位"),
			Column: r.text("栏目"), Old: r.text("原值"), New: r.text("新值"), Basis: r.raw("依据"), At: r.at()}
		if !slices.Contains([]string{huibao.ReviseTarget, huibao.ReviseAllocation, huibao.ReviseDeadline}, x.Column) {
			r.wrong("栏目", "目标值、分解 或 完成时限")
		}
		if x.Column == huibao.ReviseDeadline {
			x.New = r.date("新值").String()
		} else {
			x.New = r.decimalOf("新值").String()
		}
		b.plan.Revisions = append(b.plan.Revisions, x)
	})
}
