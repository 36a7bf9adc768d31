package check

import (
	"cmp"
	"fmt"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
	"huibao/internal/cores"
)

// AcrossInput is a period's submissions, to be compared with each other.
type AcrossInput struct {
	Plan        *inforce.Plan
	Period      huibao.Period
	Submissions []huibao.Submission
	Decisions   []huibao.Decision
	Jobs        int // comparisons that are made at once; 0 for one a core

	subs map[string]*huibao.Submission // those that count, by unit
}

var (
	x01 = Check{"X01", huibao.Warning, "县区之和与牵头单位数不符", "同一件事两边报的数应当一致", "请牵头单位与县（区）核对，由报错的一方更正", nil}
	x03 = Check{"X03", huibao.Warning, "两个单位填报的数相同", "可能把一家的数复制给了另一家", "请核对；确实相同的请说明", nil}
	x02 = Check{"X02", huibao.Notice, "与其他单位相差很大", "同样的任务，进度与多数单位相差很大，可能口径不同", "请核对口径和数；属实的请说明", nil}
	x04 = Check{"X04", huibao.Error, "两份文件不知以哪份为准", "办公室不能替单位挑选", "请向办公室说明以哪份为准，由办公室指定", nil}
)

func unitChecks() []Check { return []Check{f12, h06, x01, x02, x03, x04, x05, x06, x07, x08} }

// Across compares units with each other. The findings are given by the path of the
// file that they stand with; Beside says what they make of it.
func Across(in AcrossInput) map[string][]huibao.Finding {
	in = in.settled()
	comparisons := []func(AcrossInput, map[string][]huibao.Finding){sameSums, sameFigures, unlikeOthers, reviews, twiceCounted, resubmitted, sealed}
	found := make([]map[string][]huibao.Finding, len(comparisons))
	cores.Together(in.Jobs, len(found), func(i int) {
		found[i] = map[string][]huibao.Finding{}
		comparisons[i](in, found[i])
	})
	out := map[string][]huibao.Finding{}
	for _, own := range found { // of each file in the order of the comparisons
		for path, list := range own {
			out[path] = append(out[path], list...)
		}
	}
	return out
}

// add puts a finding to a submission, by the severity that the plan sets, if the plan wants it.
func (in AcrossInput) add(out map[string][]huibao.Finding, s *huibao.Submission, c Check, h hit) {
	by := hit{}
	if set(in.Plan.Settings, c, &by) {
		return
	}
	h.severity = cmp.Or(h.severity, by.severity)
	of := scope{Input: Input{Form: &huibao.Form{Settings: in.Plan.Settings}, Return: s.Return, SHA256: s.SHA256, Decisions: in.Decisions}, leftOut: s.LeftOut}
	out[s.Path] = append(out[s.Path], of.single(c, h))
}

// settled is the input with the submissions that count at hand.
func (in AcrossInput) settled() AcrossInput {
	m := map[string]*huibao.Submission{}
	for i := range in.Submissions {
		if s := &in.Submissions[i]; s.Counts() && s.Return != nil && m[s.Unit] == nil {
			m[s.Unit] = s
		}
	}
	in.subs = m
	return in
}

// number is a counted cumulative of a unit; missing where it does not count.
func (in AcrossInput) number(unit, code string) (huibao.Quantity, *huibao.Submission) {
	s := in.subs[unit]
	if s == nil || s.Holds(code) {
		return huibao.Quantity{}, s
	}
	q, _ := s.Return.QuantityOf(code, huibao.FieldCumulative)
	return q, s
}

// returning are the units whose returns are a unit's figures: itself, and those that were
// merged into it and still handed in returns of their own.
func (in AcrossInput) returning(unit string) []string {
	var list []string
	for _, old := range in.Plan.Merged(unit) {
		if in.subs[old] != nil {
			list = append(list, old)
		}
	}
	if len(list) == 0 || in.subs[unit] != nil {
		list = append([]string{unit}, list...)
	}
	return list
}

// sameSums is X01: the counties' sum against the bureau's own figure (双报核对).
func sameSums(in AcrossInput, out map[string][]huibao.Finding) {
	for i := range in.Plan.Indicators {
		ind := &in.Plan.Indicators[i]
		if ind.ReportBy != huibao.ByBoth || ind.Kind != huibao.KindCount {
			continue
		}
		sum, whole, parts := decimal.Zero, true, ""
		own, bureau := huibao.Quantity{}, (*huibao.Submission)(nil)
		for _, a := range in.Plan.Assignments(ind) {
			if a.Role == huibao.RoleCheck {
				own, bureau = in.number(a.Return, ind.Code)
				continue
			}
			for _, unit := range in.returning(a.Return) {
				q, _ := in.number(unit, ind.Code)
				d, ok := q.Decimal()
				whole = whole && ok
				sum = sum.Add(d)
				name := a.Subject
				if unit != a.Return {
					name = unit
				}
				parts += fmt.Sprintf("，%s %s", in.Plan.UnitName(name), q)
			}
		}
		if b, ok := own.Decimal(); ok && whole && b.Sub(sum).Abs().GreaterThan(boundIn(in.Plan.Settings, "X01", decimal.Zero)) {
			row := bureau.Return.RowByCode(ind.Code)
			at := row.At(huibao.FieldCumulative)
			h := hit{place: at, code: ind.Code, found: b.String(), expected: sum.String(),
				message: fmt.Sprintf("%s：%s %s，牵头单位数 %s，县（区）之和 %s，相差 %s（其中%s）。", at, ind.Code, ind.Name, b, sum, b.Sub(sum), parts[len("，"):])}
			in.add(out, bureau, x01, h)
		}
	}
}
