package check

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
	"huibao/inforce"
	"huibao/internal/regexp"
)

// idle is P08: what nobody reports, who reports nothing, tasks without an
// indicator, and building work without a pace of its own.
func idle(p *huibao.Plan, _ []huibao.PlanRemark) []hit {
	r := everReported(p)
	return slices.Concat(r.unreported(p), r.silentUnits(p), bareTasks(p), linearWorks(p))
}

// reported are the indicators that a unit reports in any period, by code, and the units
// that report one or of which one is reported.
type reported struct{ codes, units map[string]bool }

func everReported(p *huibao.Plan) reported {
	r := reported{map[string]bool{}, map[string]bool{}}
	for now := range inforce.Year(p) {
		known := !slices.ContainsFunc(p.Units, func(u huibao.Unit) bool { return !r.units[u.Code] }) // as most are after the first period
		for i := range now.Indicators {
			if known && r.codes[now.Indicators[i].Code] {
				continue
			}
			any := false
			for a := range now.Assigned(&now.Indicators[i]) {
				if any = true; !r.units[a.Return] { // most were in the first period
					r.units[a.Return] = true
				}
				if a.Subject != a.Return {
					r.units[a.Subject] = true
				}
			}
			if any {
				r.codes[now.Indicators[i].Code] = true
			}
		}
	}
	return r
}

// unreported lists the indicators that nobody reports; where the plan has no county at
// all, those that counties report are one hit at the units' sheet, which is where it
// is mended.
func (r reported) unreported(p *huibao.Plan) []hit {
	var list []hit
	areas := slices.ContainsFunc(p.Units, func(u huibao.Unit) bool { return u.IsArea() })
	waiting := 0
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		if ind.Scope == huibao.ScopeOutside || r.codes[ind.Code] {
			continue
		}
		if !areas && len(ind.Reporters) == 0 && (ind.ReportBy == huibao.ByCounties || ind.ReportBy == huibao.ByCountiesCity) {
			waiting++
			continue
		}
		place := at(p, ind.At, "报送方式")
		list = append(list, hit{place: place, code: ind.Code, message: fmt.Sprintf("%s：没有单位报 %s %s。", place, ind.Code, ind.Name)})
	}
	if waiting > 0 {
		place := huibao.Place{Sheet: huibao.SheetUnits, Cell: "A1"}
		list = append(list, hit{place: place, message: fmt.Sprintf("%s：没有县区，%d 个由县区报送的指标没有单位报。请先补上各县区。", place, waiting)})
	}
	return list
}

func (r reported) silentUnits(p *huibao.Plan) []hit {
	var list []hit
	for i := range p.Units {
		u := &p.Units[i]
		if r.units[u.Code] || !u.IsArea() || u.Ended(huibao.Date{Year: p.Year, Month: 1, Day: 1}) {
			continue
		}
		place := at(p, u.At, "名称")
		list = append(list, hit{place: place, found: u.Name, message: fmt.Sprintf("%s：%s没有要报的指标。", place, u.Name)})
	}
	return list
}

func bareTasks(p *huibao.Plan) []hit {
	var list []hit
	for _, t := range p.Tasks {
		if len(p.TaskIndicators(t.No)) == 0 {
			place := at(p, t.At, "任务")
			list = append(list, hit{place: place, found: t.Title, message: fmt.Sprintf("%s：任务 %d 没有指标。", place, t.No)})
		}
	}
	return list
}

// works are words of building work, which rests in winter.
var works = regexp.MustCompile(`新建|改建|扩建|建设|改造|整治|公路|管线|管网|工程|路况`)

func linearWorks(p *huibao.Plan) []hit {
	var codes []string
	var first *huibao.Indicator
	for i := range p.Indicators {
		ind := &p.Indicators[i]
		paced := slices.ContainsFunc(p.Paces, func(x huibao.PacePoint) bool { return x.Indicator == ind.Code })
		if ind.Kind != huibao.KindCount || ind.Mode != huibao.ModeFlow || paced || ind.Scope == huibao.ScopeOutside || !works.MatchString(ind.Name+ind.Quote) {
			continue
		}
		if first == nil {
			first = ind
		}
		codes = append(codes, ind.Code)
	}
	if first == nil {
		return nil
	}
	place := at(p, first.At, "编码")
	return []hit{{place: place, message: fmt.Sprintf("%d 个工程类指标没有“序时”，按月均算，1—3 月会显示滞后：%s。", len(codes), strings.Join(codes, "、"))}}
}
