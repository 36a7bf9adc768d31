package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// AcrossInput is a period's submissions, to be compared with each other.
type AcrossInput struct {
	Plan        *huibao.Plan
	Period      huibao.Period
	Submissions []huibao.Submission
}

var (
	x01 = Check{"X01", huibao.Warning, "县区之和与牵头单位数不符", "同一件事两边报的数应当一致", "请牵头单位与县（区）核对，由报错的一方更正", nil}
	x03 = Check{"X03", huibao.Warning, "两个单位填报的数相同", "可能把一家的数复制给了另一家", "请核对；确实相同的请说明", nil}
	x04 = Check{"X04", huibao.Error, "两份文件不知以哪份为准", "办公室不能替单位挑选", "请单位说明以哪份为准，或由办公室用 huibao prefer 指定", nil}
)

func unitChecks() []Check { return []Check{x01, x03, x04} }

// Across compares units with each other. The findings are given by the path of the
// file that they stand with; they change no state.
func Across(in AcrossInput) map[string][]huibao.Finding {
	out := map[string][]huibao.Finding{}
	sameSums(in, out)
	sameFigures(in, out)
	return out
}

func (in AcrossInput) counting(unit string) *huibao.Submission {
	for i := range in.Submissions {
		if s := &in.Submissions[i]; s.Unit == unit && s.Counts() && s.Return != nil {
			return s
		}
	}
	return nil
}

// number is a counted cumulative of a unit; missing where it does not count.
func (in AcrossInput) number(unit, code string) (huibao.Quantity, *huibao.Submission) {
	s := in.counting(unit)
	if s == nil || s.Holds(code) {
		return huibao.Quantity{}, s
	}
	if row := s.Return.RowByCode(code); row != nil {
		return row.Quantity(huibao.FieldCumulative), s
	}
	return huibao.Quantity{}, s
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
		for _, a := range in.Plan.Assignments(ind, in.Period) {
			q, s := in.number(a.Return, ind.Code)
			if a.Role == huibao.RoleCheck {
				own, bureau = q, s
				continue
			}
			d, ok := q.Decimal()
			whole = whole && ok
			sum = sum.Add(d)
			parts += fmt.Sprintf("，%s %s", in.Plan.UnitName(a.Subject), q)
		}
		if b, ok := own.Decimal(); ok && whole && !b.Equal(sum) {
			row := bureau.Return.RowByCode(ind.Code)
			at := row.At(huibao.FieldCumulative)
			h := hit{place: at, code: ind.Code, found: b.String(), expected: sum.String(),
				message: fmt.Sprintf("%s：%s %s，牵头单位数 %s，县（区）之和 %s，相差 %s（其中%s）。", at, ind.Code, ind.Name, b, sum, b.Sub(sum), parts[len("，"):])}
			out[bureau.Path] = append(out[bureau.Path], finding(x01, h, Input{Return: bureau.Return, SHA256: bureau.SHA256}))
		}
	}
}

// copiedRows is how many equal flow counts make a copy, and copiedLeast how large a
// figure must be to tell.
const copiedRows = 5

var copiedLeast = decimal.NewFromInt(10)

// sameFigures is X03: two units with the same figures in five flow counts or more.
func sameFigures(in AcrossInput, out map[string][]huibao.Finding) {
	var areas []*huibao.Submission
	for _, u := range in.Plan.Units {
		if s := in.counting(u.Code); s != nil && u.IsArea() {
			areas = append(areas, s)
		}
	}
	for i, a := range areas {
		for _, b := range areas[i+1:] {
			same := equalRows(a, b)
			if len(same) < copiedRows {
				continue
			}
			h := hit{message: fmt.Sprintf("与%s有 %d 个指标的本期完成数相同：%v。", in.Plan.UnitName(b.Unit), len(same), same)}
			out[a.Path] = append(out[a.Path], finding(x03, h, Input{Return: a.Return, SHA256: a.SHA256}))
		}
	}
}

func equalRows(a, b *huibao.Submission) []string {
	var codes []string
	for i := range a.Return.Rows {
		row := &a.Return.Rows[i]
		other := b.Return.RowByCode(row.Code)
		x, ok := row.Quantity(huibao.FieldThis).Decimal()
		if row.Kind != huibao.KindCount || other == nil || !ok || x.LessThan(copiedLeast) {
			continue
		}
		if other.Quantity(huibao.FieldThis).Equal(huibao.Num(x)) {
			codes = append(codes, row.Code)
		}
	}
	slices.SortFunc(codes, huibao.CompareCodes)
	return codes
}
