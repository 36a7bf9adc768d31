package planfile

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// Tables turns a plan into the tables that FromTables reads: one a sheet, the
// first row its headings.
func Tables(p *huibao.Plan) map[string][][]string {
	t := map[string][][]string{}
	for _, name := range everySheet() {
		var head []string
		for _, c := range columnsOf(name) {
			head = append(head, c.name)
		}
		t[name] = [][]string{head}
	}
	t["方案"] = append(t["方案"], aboutRows(p)...)
	for _, d := range p.Calendar {
		t["报送日历"] = append(t["报送日历"], []string{d.Period.String(), d.Issue.String(), d.CutOff.String(), d.Deadline.String(), d.Bulletin.String()})
	}
	for _, x := range p.Tasks {
		t["任务"] = append(t["任务"], []string{itoa(x.No), x.Category, x.Title, x.Deadline.String(), strings.Join(x.LeadAs, "、"), strings.Join(x.SupportAs, "、"), x.Leader})
	}
	for i := range p.Indicators {
		t["指标"] = append(t["指标"], indicatorRow(p, &p.Indicators[i]))
	}
	for _, u := range p.Units {
		t["单位"] = append(t["单位"], []string{u.Code, nameText(u), strings.Join(u.Aliases, "、"), u.Level.Label(), u.Parent, classText(u), u.Successor, zeroEmpty(u.Population),
			u.Start.String(), u.End.String()})
	}
	for _, r := range p.References {
		t["参照"] = append(t["参照"], []string{r.Name, r.Class, unitName(p, r.Unit), r.Value.String(), r.Measure, r.From.String()})
	}
	t["分解"] = allocationRows(p)
	for _, x := range p.Paces {
		t["序时"] = append(t["序时"], []string{x.Indicator, x.Period.String(), x.Share.String()})
	}
	for _, o := range p.Openings {
		t["期初"] = append(t["期初"], []string{o.Indicator, unitName(p, o.Unit), o.Until.String(), o.Value.String()})
	}
	for _, f := range p.Formulas {
		t["审核公式"] = append(t["审核公式"], []string{f.Code, f.AppliesTo, f.Formula, f.Severity, zeroEmpty(f.Tolerance), f.Hint})
	}
	for _, s := range p.Settings {
		t["审核设置"] = append(t["审核设置"], []string{s.Code, s.Severity, s.Bound, s.Note})
	}
	for _, r := range p.Revisions {
		t["修订"] = append(t["修订"], []string{r.From.String(), r.Recorded.String(), r.Indicator, unitName(p, r.Unit), r.Column, r.Old, r.New, r.Basis})
	}
	for _, h := range p.Holidays {
		t[holidaySheet] = append(t[holidaySheet], []string{h.Date.String(), holidayWord(h.Work), h.Note})
	}
	for _, x := range p.Phrases {
		t[phraseSheet] = append(t[phraseSheet], []string{string(x.Case), x.Text})
	}
	for _, name := range []string{"单位", "指标"} {
		t[name] = withoutUnused(name, t[name])
	}
	return t
}

// withoutUnused drops the columns that few plans need from the end of a table, where
// they are all empty.
func withoutUnused(name string, rows [][]string) [][]string {
	keep := slices.IndexFunc(columnsOf(name), func(c column) bool { return c.rare })
	for _, r := range rows[1:] {
		if slices.ContainsFunc(r[keep:], func(s string) bool { return s != "" }) {
			return rows
		}
	}
	for i := range rows {
		rows[i] = rows[i][:keep]
	}
	return rows
}

func aboutRows(p *huibao.Plan) [][]string {
	cycle := "月"
	if p.Quarterly {
		cycle = "季"
	}
	return [][]string{{"名称", p.Title}, {"年度", itoa(p.Year)}, {"发布单位", p.Issuer}, {"印发单位", p.Office}, {"联系人", p.Contact},
		{"联系电话", p.Phone}, {"版本", p.Version}, {"报告周期", cycle}, {"发文字号", p.DocNumber}, {"主送", p.MainTo}, {"抄送", p.CopyTo},
		{"黄灯", p.Yellow.String()}, {"红灯", p.Red.String()}, {"金额单位", p.MoneyMeasure}}
}

func indicatorRow(p *huibao.Plan, i *huibao.Indicator) []string {
	part := i.PartOf
	if i.SumsUp {
		part = "=" + part
	}
	return []string{i.Code, itoa(i.Task), i.Name, i.Kind.Label(), i.Mode.Label(), i.Basis.Label(), i.Measure, i.Comparator.Label(), targetText(i), i.Baseline.String(),
		i.Scope.Label(), i.Class, unitName(p, i.Responsible), i.ReportBy.Label(), unitList(p, i.Reporters), monthsText(i.Months), i.PayBy.Label(),
		i.Start.String(), i.Deadline.String(), i.DoneMeans, i.Numerator, i.Denominator, itoa(int(i.Places)), part, yesNoText(i.Over100),
		yesNoText(i.Public), strings.Join(i.Aliases, "、"), i.Note, i.Quote, i.PublicName}
}

func targetText(i *huibao.Indicator) string {
	if i.TargetRef != nil {
		return "@" + i.TargetRef.Name + "×" + i.TargetRef.Factor.String()
	}
	return i.Target.String()
}

func monthsText(s huibao.MonthSet) string {
	switch s {
	case 0:
		return "每期"
	case huibao.QuarterEnds:
		return "季末"
	}
	var list []string
	for m := 1; m <= 12; m++ {
		if s&(1<<m) != 0 {
			list = append(list, itoa(m))
		}
	}
	return strings.Join(list, "、")
}

func yesNoText(b bool) string {
	if b {
		return "是"
	}
	return "否"
}

func zeroEmpty(d decimal.Decimal) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}

func classText(u huibao.Unit) string {
	var list []string
	for _, c := range u.Classes {
		list = append(list, strings.TrimSpace(c.From.String()+" "+c.Class))
	}
	return strings.Join(list, "；")
}

// nameText is a unit's name, or "甲县；2024-11-01 乙县" where it changes.
func nameText(u huibao.Unit) string {
	text := u.Name
	for _, n := range u.Renamed {
		text += "；" + n.From.String() + " " + n.Name
	}
	return text
}

func unitName(p *huibao.Plan, code string) string {
	if code == huibao.CityUnit {
		return ""
	}
	return p.UnitName(code)
}

func unitList(p *huibao.Plan, codes []string) string { return strings.Join(unitNames(p, codes), "、") }

// allocationRows lays 分解 out: a column for every unit that has an allocation.
func allocationRows(p *huibao.Plan) [][]string {
	var units []string
	for i := range p.Units {
		code := p.Units[i].Code
		if slices.ContainsFunc(p.Allocations, func(a huibao.Allocation) bool { return a.Unit == code }) {
			units = append(units, code)
		}
	}
	rows := [][]string{{"指标", huibao.CityName}}
	for _, u := range units {
		rows[0] = append(rows[0], p.UnitName(u))
	}
	for _, ind := range p.Indicators {
		row := []string{ind.Code, p.Allocation(ind.Code, huibao.CityUnit).String()}
		for _, u := range units {
			row = append(row, p.Allocation(ind.Code, u).String())
		}
		if strings.Join(row[1:], "") != "" {
			rows = append(rows, row)
		}
	}
	return rows
}

// Words of 节假日: a day off, a working day at a weekend.
const (
	dayOff  = "休"
	dayWork = "班"
)

func holidayWord(work bool) string {
	if work {
		return dayWork
	}
	return dayOff
}
