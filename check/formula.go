package check

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
	"huibao/internal/formula"
)

var l09 = Check{"L09", huibao.Error, "办公室的审核公式不成立", "方案约定的数量关系应当成立", "请核对公式涉及的各项数", auditFormulas}

// planNames tells what a plan's formulas may refer to.
type planNames struct{ p *huibao.Plan }

func (n planNames) Kind(code string) (huibao.Kind, bool) {
	if ind := n.p.IndicatorByCode(code); ind != nil {
		return ind.Kind, true
	}
	return "", false
}

func (n planNames) HasReference(name string) bool {
	return slices.ContainsFunc(n.p.References, func(r huibao.Reference) bool { return r.Name == name })
}

// noFigures is a unit of which nothing is known: a formula is tried on it.
type noFigures struct{}

func (noFigures) Field(string, string) huibao.Quantity { return huibao.Quantity{} }
func (noFigures) Reference(string) huibao.Quantity     { return huibao.Quantity{} }
func (noFigures) Units() []formula.Values              { return []formula.Values{noFigures{}} }

// formulaErrors is P05: what is wrong with 审核公式, the place marked.
func formulaErrors(p *huibao.Plan, _ []huibao.PlanRemark) []hit {
	var list []hit
	seen := map[string]bool{}
	for _, a := range p.Formulas {
		say := func(heading, found, text string) {
			place := at(p, a.At, heading)
			list = append(list, hit{place: place, found: found, message: fmt.Sprintf("%s：公式 %s %s。", place, a.Code, text)})
		}
		if a.Code == "" || seen[a.Code] {
			say("编号", a.Code, "的编号为空或重复")
		}
		seen[a.Code] = true
		if _, ok := huibao.ParseSeverity(a.Severity); a.Severity != "" && !ok {
			say("级别", a.Severity, "的级别应为强制性、核实性、告知性或提示性")
		}
		for _, name := range a.AppliesNames() {
			if _, ok := huibao.ParseLevel(name); !ok && name != huibao.AppliesToCity && p.UnitByName(name) == nil {
				say("适用", name, "的适用单位“"+name+"”不在单位表中，也不是单位级别或“全市”")
			}
		}
		for _, e := range formulaProblems(p, a) {
			say("公式", a.Formula, e.Message+"：\n"+e.Caret())
		}
	}
	return list
}

// formulaProblems reads, types and tries a formula.
func formulaProblems(p *huibao.Plan, a huibao.AuditFormula) []*formula.Error {
	f, err := formula.Parse(a.Formula)
	var e *formula.Error
	if errors.As(err, &e) {
		return []*formula.Error{e}
	}
	list := f.Check(planNames{p})
	city := a.AppliesTo == huibao.AppliesToCity
	if f.AcrossUnits() != city {
		list = append(list, &formula.Error{Source: a.Formula, Message: "含“合计”的公式，适用应填“全市”；适用全市的公式，各单位的数要写在“合计”里"})
	}
	if len(list) == 0 {
		f.Eval(noFigures{}, a.Tolerance)
	}
	return list
}

// formFigures gives a formula the figures of one return.
type formFigures struct {
	s    *scope
	used []string // codes asked for, in order
}

func (n *formFigures) Units() []formula.Values { return nil }

func (n *formFigures) Reference(name string) huibao.Quantity { return n.s.Form.References[name] }

func (n *formFigures) Field(function, code string) huibao.Quantity {
	n.used = append(n.used, code)
	row, r := n.s.Form.RowByCode(code), n.s.Return.RowByCode(code)
	if row == nil || r == nil || n.s.blocked[code] {
		return huibao.Quantity{}
	}
	return rowFigure(function, row, r)
}

// fieldOf names the field that a function of the formulas reads.
var fieldOf = map[string]huibao.Field{"累计": huibao.FieldCumulative, "本期": huibao.FieldThis, "分子": huibao.FieldNumer, "分母": huibao.FieldDenom,
	"标准": huibao.FieldStandard, "人数": huibao.FieldPeople, "人月": huibao.FieldMonths, "金额": huibao.FieldPaid, "补发": huibao.FieldBackPay, "数值": huibao.FieldOwn}

// rowFigure is the figure of a row that a function names.
func rowFigure(function string, row *huibao.FormRow, r *huibao.ReturnRow) huibao.Quantity {
	switch function {
	case "目标":
		return row.DueStandard()
	case "原值":
		return row.Baseline
	case "分解":
		if !row.Allocated {
			return huibao.Quantity{}
		}
		return row.Target
	case "上期累计":
		return row.Prior.Values[huibao.FieldCumulative]
	}
	return r.Quantity(fieldOf[function])
}

// auditFormulas is L09 on one return: the formulas of its form that can be computed
// and do not hold. What is found stands at the first figure of the formula.
func auditFormulas(s *scope) []hit {
	if s.Form == nil {
		return nil
	}
	var list []hit
	for _, a := range s.Form.Formulas {
		f, err := formula.Parse(a.Formula)
		if err != nil {
			continue
		}
		n := &formFigures{s: s}
		r := f.Eval(n, a.Tolerance)
		if !r.Known || r.True || len(n.used) == 0 {
			continue
		}
		h := hit{code: n.used[0], severity: severityOf(a), found: r.Shown, expected: a.Formula}
		if row := s.Return.RowByCode(h.code); row != nil {
			h.place = row.At(mainField(row.Kind))
		}
		h.message = fmt.Sprintf("%s：%s", h.place, formulaText(a, r))
		list = append(list, h)
	}
	return list
}

// saidField is the field of which a text beside a row speaks: this period's figure of a count, where it
// is filled in; else mainField.
func saidField(p pair) huibao.Field {
	if p.Kind == huibao.KindCount && p.r.Quantity(huibao.FieldThis).IsNumber() && !isDerived(p.r.Values.Of(huibao.FieldThis)) {
		return huibao.FieldThis
	}
	if p.Kind == huibao.KindRelation && !p.r.Quantity(huibao.FieldOwn).IsNumber() { // its own value follows from the two
		return huibao.FieldNumer
	}
	return mainField(p.Kind)
}

// mainField is the field at which a finding about a row's figures stands.
func mainField(k huibao.Kind) huibao.Field {
	switch k {
	case huibao.KindRate:
		return huibao.FieldNumer
	case huibao.KindStandard:
		return huibao.FieldPaid
	case huibao.KindRelation:
		return huibao.FieldOwn
	case huibao.KindMilestone:
		return huibao.FieldState
	}
	return huibao.FieldCumulative
}

func severityOf(a huibao.AuditFormula) huibao.Severity {
	if s, ok := huibao.ParseSeverity(a.Severity); ok {
		return s
	}
	return huibao.Error
}

func formulaText(a huibao.AuditFormula, r formula.Result) string {
	s := fmt.Sprintf("审核公式 %s 不成立：%s，填入数后为 %s", a.Code, a.Formula, r.Shown)
	if a.Tolerance.Sign() > 0 {
		s += fmt.Sprintf("（容差 %s）", a.Tolerance)
	}
	if a.Hint != "" {
		s += "。" + strings.TrimRight(a.Hint, "。")
	}
	return s + "。"
}

// cityFigures gives a formula the figures of all units that count.
type cityFigures struct {
	in AcrossInput
	by map[string]map[string]inforce.Assignment // who reports an indicator, by code and subject
}

// reporting is who reports an indicator of whom: looked up for each of thousands of units.
func (c cityFigures) reporting(ind *huibao.Indicator) map[string]inforce.Assignment {
	m, ok := c.by[ind.Code]
	if !ok {
		m = map[string]inforce.Assignment{}
		for a := range c.in.Plan.Assigned(ind) {
			if _, twice := m[a.Subject]; !twice && a.Role != huibao.RoleCheck {
				m[a.Subject] = a
			}
		}
		c.by[ind.Code] = m
	}
	return m
}

func (c cityFigures) Reference(name string) huibao.Quantity {
	if r, ok := c.in.Plan.Reference(name, huibao.CityUnit); ok {
		return huibao.Num(r.Value)
	}
	return huibao.Quantity{}
}

func (c cityFigures) Field(function, code string) huibao.Quantity {
	ind := c.in.Plan.IndicatorByCode(code)
	switch function {
	case "目标":
		return ind.Target
	case "原值":
		return ind.Baseline
	case "分解":
		return c.in.Plan.Allocation(code, huibao.CityUnit)
	}
	return huibao.Quantity{}
}

// Units are those whose figures make the city's: counties, zones and 市本级.
func (c cityFigures) Units() []formula.Values {
	var list []formula.Values
	for i := range c.in.Plan.Units {
		if u := &c.in.Plan.Units[i]; u.Level != huibao.LevelBureau {
			list = append(list, unitFigures{c, u})
		}
	}
	return list
}

// unitFigures gives a formula the figures of one unit, among others.
type unitFigures struct {
	cityFigures
	unit *huibao.Unit
}

func (u unitFigures) Units() []formula.Values { return nil }

func (u unitFigures) Reference(name string) huibao.Quantity {
	if r, ok := u.in.Plan.Reference(name, u.unit.Code); ok {
		return huibao.Num(r.Value)
	}
	return huibao.Quantity{}
}

// Field is zero for an indicator that the unit does not report, missing where its
// row does not count.
func (u unitFigures) Field(function, code string) huibao.Quantity {
	a, reports := u.reporting(u.in.Plan.IndicatorByCode(code))[u.unit.Code]
	if !reports {
		return huibao.Num(decimal.Zero)
	}
	sub := u.in.subs[a.Return]
	if sub == nil || sub.Holds(code) {
		return huibao.Quantity{}
	}
	row := sub.Return.RowByCode(code)
	if row == nil {
		return huibao.Quantity{}
	}
	switch function {
	case "目标", "分解":
		return u.in.Plan.Allocation(code, u.unit.Code)
	case "原值":
		return u.in.Plan.Promise(a).Baseline
	}
	return row.Quantity(fieldOf[function])
}

// City runs the audit formulas that add up over units (适用：全市); what does not
// hold stands with no file.
func City(in AcrossInput) []huibao.Finding {
	var list []huibao.Finding
	in = in.settled()
	for _, a := range in.Plan.Formulas {
		f, err := formula.Parse(a.Formula)
		if err != nil || a.AppliesTo != huibao.AppliesToCity {
			continue
		}
		if r := f.Eval(cityFigures{in, map[string]map[string]inforce.Assignment{}}, a.Tolerance); r.Known && !r.True {
			h := hit{place: at(in.Plan.Plan, a.At, "公式"), severity: severityOf(a), found: r.Shown, expected: a.Formula, message: formulaText(a, r)}
			list = append(list, ofPlan.single(l09, h))
		}
	}
	return list
}
