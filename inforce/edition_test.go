package inforce_test

import (
	"slices"
	"strings"
	"testing"

	"huibao"
	"huibao/inforce"
)

// parted is plan with a second bureau that leads a task of its own, an indicator that it reports for the
// city, one that is not this city's, one that the public is not shown, and a formula of the office's.
func parted() *huibao.Plan {
	p := plan()
	for i := range p.Indicators {
		p.Indicators[i].Public = true
	}
	p.Units = append(p.Units, huibao.Unit{Code: "B2", Name: "己局", Level: huibao.LevelBureau}, huibao.Unit{Code: "B3", Name: "庚局", Level: huibao.LevelBureau})
	p.Tasks = append(p.Tasks, huibao.Task{No: 2, Title: "另一任务", Lead: []string{"B2"}}, huibao.Task{No: 3, Title: "外市任务", Lead: []string{"B2"}})
	count := huibao.Indicator{Task: 2, Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "场", Comparator: huibao.AtLeast, Target: huibao.NumInt(10), Scope: huibao.ScopeCity, Public: true}
	lead, both, secret, outside, delegated := count, count, count, count, count
	lead.Code, lead.Name, lead.ReportBy = "2.1", "培训", huibao.ByLead
	both.Code, both.Name, both.ReportBy = "2.2", "巡查", huibao.ByBoth
	secret.Code, secret.Name, secret.ReportBy, secret.Public = "2.3", "整改", huibao.ByCounties, false
	outside.Code, outside.Name, outside.ReportBy, outside.Task, outside.Scope = "3.1", "省级", huibao.ByCounties, 3, huibao.ScopeOutside
	delegated.Code, delegated.Name, delegated.ReportBy, delegated.Reporters = "2.4", "宣传", huibao.ByLead, []string{"B3"}
	p.Indicators = append(p.Indicators, lead, both, secret, outside, delegated)
	p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: "2.3", Unit: "C1", Value: num(4)}, huibao.Allocation{Indicator: "2.1", Value: num(10)})
	p.Formulas = []huibao.AuditFormula{
		{AppliesTo: "", Formula: "1.1 本年累计 >= 1.2 本年累计"}, {AppliesTo: "县区", Formula: "1.1 本年累计 >= 0"}, {AppliesTo: "乙县、己局", Formula: "1.4 本级 >= 最低工资"}, {AppliesTo: huibao.AppliesToCity, Formula: "1.1 本年累计 >= 0"}}
	return p
}

func codes(p *huibao.Plan) string {
	var list []string
	for _, i := range p.Indicators {
		list = append(list, i.Code)
	}
	return strings.Join(list, " ")
}

// TestPartOf: a county's plan holds what it reports with its own part as the whole, a bureau's what it
// leads or answers for; one that has neither has none; none bears the document's number.
func TestPartOf(t *testing.T) {
	p := parted()
	p.DocNumber = "政办发〔2025〕1号"
	now := inforce.At(p, month(3))
	for _, c := range []struct{ unit, indicators, units, tasks string }{
		{"C1", "1.1 1.2 1.3 1.4 2.2 2.3", "B1 C1 B2 B3", "1 2"},
		{"B1", "1.1 1.2 1.3 1.4", "B1 C1 C2 C3 C4 B2 B3", "1"},
		{"B2", "2.1 2.2 2.3 3.1 2.4", "B1 C1 C2 C3 C4 B2 B3", "2 3"},
		{"B3", "", "", ""},
		{"X9", "", "", ""},
	} {
		own := now.For(c.unit)
		if own == nil {
			if c.indicators != "" {
				t.Errorf("%s has no part", c.unit)
			}
			continue
		}
		var units, tasks []string
		for _, u := range own.Units {
			units = append(units, u.Code)
		}
		for _, k := range own.Tasks {
			tasks = append(tasks, k.Title)
		}
		var want []string
		for _, n := range strings.Fields(c.tasks) {
			want = append(want, map[string]string{"1": "任务", "2": "另一任务", "3": "外市任务"}[n])
		}
		if got := codes(own.Plan); got != c.indicators || strings.Join(units, " ") != c.units || !slices.Equal(tasks, want) {
			t.Errorf("%s: %s of %v by %v", c.unit, got, tasks, units)
		}
		if own.DocNumber != "" || len(own.Formulas) > 0 || !strings.HasSuffix(own.Title, "（"+now.UnitName(c.unit)+"）") {
			t.Errorf("%s: %q %q %v", c.unit, own.Title, own.DocNumber, own.Formulas)
		}
	}
	c1 := now.For("C1")
	for code, want := range map[string]int64{"1.1": 400, "1.2": 20, "2.3": 4} {
		if a, b := c1.Allocation(code, huibao.CityUnit), c1.Allocation(code, "C1"); !a.Equal(huibao.NumInt(want)) || !b.Equal(a) {
			t.Errorf("%s: the whole %s, its own %s, want %d", code, a, b, want)
		}
	}
	if got := c1.Allocation("1.1", "C2"); got.IsNumber() {
		t.Errorf("another county's: %s", got)
	}
	if got := c1.IndicatorByCode("1.2").Baseline; !got.Equal(huibao.NumInt(4)) {
		t.Errorf("the baseline of a stock is its own: %s", got)
	}
	if got := c1.ReportingUnits(); len(got) != 1 || got[0].Code != "C1" {
		t.Errorf("who reports in a county's part: %v", got)
	}
	if p.Indicators[1].Baseline.Equal(huibao.NumInt(4)) || len(p.Tasks) != 3 || now.DocNumber == "" {
		t.Error("the plan itself was changed")
	}
}

// TestPublicPart: the public is not shown what is marked 公开 否 or is not this city's, nor a task
// without anything else, nor what such an indicator was allocated.
func TestPublicPart(t *testing.T) {
	now := inforce.At(parted(), month(3))
	public := now.Public()
	if got := codes(public.Plan); got != "1.1 1.2 1.3 1.4 2.1 2.2 2.4" || len(public.Tasks) != 2 || len(public.Formulas) > 0 {
		t.Errorf("%s of %d tasks", got, len(public.Tasks))
	}
	if slices.ContainsFunc(public.Allocations, func(a huibao.Allocation) bool { return a.Indicator == "2.3" }) || !public.Allocation("1.1", "C1").Equal(huibao.NumInt(400)) {
		t.Errorf("allocations: %v", public.Allocations)
	}
	if codes(now.Plan) == codes(public.Plan) {
		t.Error("the plan itself was changed")
	}
}

// TestAssignments: who hands in a row and whose figure it is.
func TestAssignments(t *testing.T) {
	p := parted()
	city := p.Indicators[0]
	city.Code, city.ReportBy = "1.5", huibao.ByCountiesCity
	p.Indicators = append(p.Indicators, city)
	of := func(p *huibao.Plan, code string) string {
		now := inforce.At(p, month(3))
		var list []string
		for _, a := range now.Assignments(now.IndicatorByCode(code)) {
			list = append(list, a.Return+">"+a.Subject+" "+string(a.Role))
		}
		return strings.Join(list, ",")
	}
	part, check, whole := string(huibao.RolePart), string(huibao.RoleCheck), string(huibao.RoleCity)
	counties := "C1>C1 " + part + ",C2>C2 " + part + ",C3>C3 " + part + ",C4>C4 " + part
	for code, want := range map[string]string{"1.1": counties, "2.1": "B2>B2 " + whole, "2.4": "B3>B3 " + whole, "2.2": counties + ",B2>B2 " + check, "3.1": "", "1.5": counties} {
		if got := of(p, code); got != want {
			t.Errorf("%s: %s, want %s", code, got, want)
		}
	}
	p.Units = append(p.Units, huibao.Unit{Code: "M", Name: "市本级", Level: huibao.LevelCity})
	if got := of(p, "1.5"); got != counties+",B1>M "+part {
		t.Errorf("with the city's own part: %s", got)
	}
	now := inforce.At(p, month(3))
	var reporting, returning []string
	for _, u := range now.ReportingUnits() {
		reporting = append(reporting, u.Code)
	}
	for _, u := range now.ReturningUnits() {
		returning = append(returning, u.Code)
	}
	if got := strings.Join(reporting, " "); got != "B1 C1 C2 C3 C4 B2 B3" {
		t.Errorf("reporting: %s", got)
	}
	if !slices.Equal(reporting, returning) {
		t.Errorf("returning: %v", returning)
	}
	var own []string
	for _, a := range now.UnitAssignments("B2") {
		own = append(own, a.Indicator.Code)
	}
	if strings.Join(own, " ") != "2.1 2.2" || now.UnitAssignments("X9") != nil {
		t.Errorf("of a bureau: %v", own)
	}
}

// TestFormulas: a formula is for all, a level, or units by name; a form carries those of its unit
// with the references that they ask for.
func TestFormulas(t *testing.T) {
	p := parted()
	now := inforce.At(p, month(3))
	for unit, want := range map[string][]bool{"C1": {true, true, true, false}, "C2": {true, true, false, false}, "B2": {true, false, true, false}} {
		for i, f := range p.Formulas {
			if got := now.Applies(f, now.UnitByCode(unit)); got != want[i] {
				t.Errorf("%s for %s: %v", f.AppliesTo, unit, got)
			}
		}
	}
	for unit, want := range map[string]int{"C1": 3, "C2": 2} {
		form := formOf(now, unit, nil)
		ref, asked := form.References["最低工资"]
		if len(form.Formulas) != want || asked != (unit == "C1") || asked && !ref.Equal(huibao.NumInt(2050)) {
			t.Errorf("%s: %d formulas, 最低工资 %s", unit, len(form.Formulas), ref)
		}
	}
}
