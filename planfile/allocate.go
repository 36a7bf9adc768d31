package planfile

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
)

// Keys by which a total can be shared out; any other is the name of a reference
// (参照) that each unit has a value of, last year's result for one.
const (
	ByPopulation = "人口"
	Equally      = "平均"
)

// Proposal shares an indicator's total out among the units that report it: those
// that have an allocation keep it (Kept), the others share what is left.
type Proposal struct {
	Total decimal.Decimal
	Kept  []huibao.Allocation
	New   []huibao.Allocation
}

// Propose proposes 分解 for a count, in steps of its decimal places, by largest
// remainders. The total is that of the city in 分解, else total, else the plan's
// target where that is the city's own.
func Propose(p *huibao.Plan, code, by string, total huibao.Quantity) (Proposal, error) {
	ind := p.IndicatorByCode(code)
	switch {
	case ind == nil:
		return Proposal{}, fmt.Errorf("指标表中没有编码 %s", code)
	case ind.Kind != huibao.KindCount || ind.Mode == huibao.ModeStock:
		return Proposal{}, fmt.Errorf("%s 是%s指标，各单位的目标不能相加，不能分解", code, ind.Kind.Label()+ind.Mode.Label())
	}
	x := Proposal{}
	var err error
	if x.Total, err = totalOf(p, ind, total); err != nil {
		return x, err
	}
	open := x.split(p, ind)
	left := x.Total
	for _, a := range x.Kept {
		left = left.Sub(a.Value)
	}
	if len(open) == 0 || left.Sign() < 0 {
		return x, fmt.Errorf("%s 各单位都已有分解，或已分解的之和超过全市 %s，没有可以再分的", code, x.Total)
	}
	weights, err := weightsOf(p, open, by)
	if err != nil {
		return x, err
	}
	shares, ok := huibao.Apportion(left, weights, ind.Places)
	if !ok {
		return x, fmt.Errorf("%s 的 %s 不能按%s分成 %d 位小数的份额", code, left, by, ind.Places)
	}
	for i, u := range open {
		x.New = append(x.New, huibao.Allocation{Indicator: code, Unit: u.Code, Value: shares[i]})
	}
	if !p.Allocation(code, huibao.CityUnit).IsNumber() {
		x.New = append([]huibao.Allocation{{Indicator: code, Unit: huibao.CityUnit, Value: x.Total}}, x.New...)
	}
	return x, nil
}

func totalOf(p *huibao.Plan, ind *huibao.Indicator, total huibao.Quantity) (decimal.Decimal, error) {
	if d, ok := p.Allocation(ind.Code, huibao.CityUnit).Decimal(); ok {
		return d, nil
	}
	if d, ok := total.Decimal(); ok {
		return d, nil
	}
	if d, ok := ind.Target.Decimal(); ok && ind.Scope == huibao.ScopeCity {
		return d, nil
	}
	return decimal.Decimal{}, fmt.Errorf("%s 的口径是%s，方案的目标不是全市的数；请在“分解”表填全市数，或用 --total 写明", ind.Code, ind.Scope.Label())
}

// split parts the units that report an indicator into those with an allocation and
// those without.
func (x *Proposal) split(p *huibao.Plan, ind *huibao.Indicator) []*huibao.Unit {
	var open []*huibao.Unit
	seen := map[string]bool{}
	for now := range inforce.Year(p) {
		for _, a := range now.Assignments(now.IndicatorByCode(ind.Code)) {
			if a.Role != huibao.RolePart || seen[a.Subject] {
				continue
			}
			seen[a.Subject] = true
			if d, ok := p.Allocation(ind.Code, a.Subject).Decimal(); ok {
				x.Kept = append(x.Kept, huibao.Allocation{Indicator: ind.Code, Unit: a.Subject, Value: d})
			} else if u := p.UnitByCode(a.Subject); u.Level != huibao.LevelCity {
				open = append(open, u)
			}
		}
	}
	return open
}

// weightsOf is each unit's key; a unit without one is named in the error.
func weightsOf(p *huibao.Plan, units []*huibao.Unit, by string) ([]decimal.Decimal, error) {
	var list []decimal.Decimal
	var without []string
	for _, u := range units {
		w := decimal.NewFromInt(1)
		switch by {
		case Equally:
		case ByPopulation:
			w = u.Population
		default:
			w = ownReference(p, by, u.Code)
		}
		if w.Sign() <= 0 {
			without = append(without, u.Name)
		}
		list = append(list, w)
	}
	if len(without) > 0 {
		where := "“单位”表的人口"
		if by != ByPopulation {
			where = "“参照”表的“" + by + "”"
		}
		return nil, fmt.Errorf("%s没有填 %s，不能据此分解", where, strings.Join(without, "、"))
	}
	return list, nil
}

// ownReference is a unit's own value of a reference, the latest.
func ownReference(p *huibao.Plan, name, unit string) decimal.Decimal {
	year := p.Periods()
	r, ok := inforce.At(p, year[len(year)-1]).Reference(name, unit)
	if !ok || r.Unit != unit {
		return decimal.Zero
	}
	return r.Value
}
