package check

import (
	"fmt"
	"slices"

	"huibao"
)

// foreignLeast is by how many rows a sheet shows itself to be another one's.
const foreignLeast = 3

// foreignAll is how many rows at least have another 上期累计 where nearly all have, some more and some less, and nothing
// else is another unit's: a unit corrects a few, or all of them one way.
const foreignAll = 5

// foreignSheets is S22: a sheet that came out of another unit's return, or out of another
// month's. Of the first most of the 上期累计 that we printed are others, and so are the targets or
// the unit that its title names, or nearly all are others, some more and some less; of the second the title names the month before, and what was
// done is that month's to the last figure.
func foreignSheets(s *scope) []hit {
	if s.Form == nil || s.wrongPeriod() || s.isOwn() {
		return nil
	}
	bySheet := map[string][]pair{}
	var names []string
	for _, p := range s.rows(huibao.KindCount) {
		if name := p.r.Sheet; !slices.Contains(names, name) {
			names = append(names, name)
		}
		bySheet[p.r.Sheet] = append(bySheet[p.r.Sheet], p)
	}
	var list []hit
	for _, name := range names {
		if h, is := s.foreignSheet(name, bySheet[name]); is {
			for _, p := range bySheet[name] {
				h.rows = append(h.rows, p.Code)
			}
			list = append(list, h)
		}
	}
	return list
}

func (s *scope) foreignSheet(name string, rows []pair) (hit, bool) {
	known, altered, targets, more := 0, 0, 0, 0
	var first huibao.Place
	for _, p := range rows {
		before, ok := p.Prior.Values[huibao.FieldCumulative].Decimal()
		if !ok || !p.Prior.Counted || before.IsZero() || !p.r.Quantity(huibao.FieldPrevious).IsNumber() {
			continue
		}
		known++
		if a, ok := s.anchors[p.Code]; ok && s.setByUnit(p, a) {
			if altered++; first.Cell == "" {
				first = p.r.At(huibao.FieldPrevious)
			}
			targets += map[bool]int{true: 1}[otherTarget(p)]
			if got, _ := a.typed.Decimal(); got.GreaterThan(before) {
				more++
			}
		}
	}
	bothWays := altered >= foreignAll && altered == known && 4*more >= altered && 4*more <= 3*altered
	if titled := titledAs(s.unitPlaces(), name); altered >= foreignLeast && 2*altered > known && (titled != "" || 2*targets >= altered || bothWays) {
		why := fmt.Sprintf("其中 %d 行的年度目标也不是", targets)
		switch {
		case titled != "":
			why = "表上写的是“" + titled + "”"
		case 2*targets < altered:
			why = fmt.Sprintf("%d 行多、%d 行少", more, altered-more)
		}
		return hit{place: first, found: titled, expected: s.unitName(), message: fmt.Sprintf("“%s”表有 %d 行的上期累计不是下发给%s的数，%s，像是别的单位的表，整张没有计入。", name, altered, s.unitName(), why),
			remedy: "请核对是否贴错了表；确是本单位的，请填入下发给本单位的报表再报"}, true
	}
	titled := titledAs(s.periodPlaces(), name)
	if titled == "" || titled != s.Collecting.Prev().Chinese() {
		return hit{}, false
	}
	same := lastMonthsOwn(rows)
	return hit{place: huibao.Place{Sheet: name}, found: titled, expected: s.Collecting.Chinese(), message: fmt.Sprintf("“%s”表上写的是“%s”，有数的 %d 个指标的本期完成数也都是那一期的，像是上期的表，整张没有计入。", name, titled, same),
		remedy: "请换成本期的表；确是本期的数，请把表上的报告期改为本期"}, same >= foreignLeast
}

// setByUnit reports whether the 上期累计 of a row is no figure of ours, of now or of before.
func (s *scope) setByUnit(p pair, a anchor) bool {
	got, ok := a.typed.Decimal()
	return ok && !asShown(got, a.before, p.Places) && !s.printedOnce(p, got)
}

// otherTarget reports whether the target that stands in a row is none of the plan's.
func otherTarget(p pair) bool {
	return slices.ContainsFunc(p.r.Remarks, func(r huibao.Remark) bool {
		f, _, other := otherThanPlan(p.FormRow, r)
		return other && f == huibao.FieldTarget
	})
}

// titledAs is what a sheet's text says against what was believed; "" where nothing does.
func titledAs(st witness, sheet string) string {
	for _, p := range st.other {
		if p.by == "text" && p.where == "“"+sheet+"”表" {
			return p.says
		}
	}
	return ""
}

// lastMonthsOwn is how many rows have the figure of the period before; 0 where one has another.
func lastMonthsOwn(rows []pair) int {
	same := 0
	for _, p := range rows {
		now, ok := p.r.Quantity(huibao.FieldThis).Decimal()
		if p.Mode != huibao.ModeFlow || !ok || len(p.Series) == 0 || !p.Prior.Counted {
			continue
		}
		was, known := p.Series[len(p.Series)-1].This.Decimal()
		switch {
		case !known || now.IsZero() && was.IsZero():
		case !now.Equal(was):
			return 0
		default:
			same++
		}
	}
	return same
}

// notTheReturns says of a row of another tab what it is of: another unit, another period or a part. The tab that we
// issued is the return's, so that nothing is asked.
func notTheReturns(s *scope, code, first, again, of, sheet string) (string, hit) {
	not := fmt.Sprintf("“%s”表写着“%s”，不是本单位本期全部的数，没有读", sheet, of)
	return fmt.Sprintf("指标 %s：%s；读的是 %s，没有读的是 %s。", s.nameOf(code), not, first, again),
		hit{code: code, severity: huibao.Info, remedy: "不必处理；下次请只报下发的表", cause: escaped(not) + "，其中 %d 个指标的数与读的不同", item: fmt.Sprintf("%s（读的 %s，没有读的 %s）", code, first, again)}
}
