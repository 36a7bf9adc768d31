package check

import (
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/quote"
)

// printedFigures is S19: a target that a table of the unit's own names, and a target or
// standard of ours that came back with another meaning, is not the plan's.
func printedFigures(s *scope) []hit {
	var list []hit
	for i := range s.Return.Rows {
		row := &s.Return.Rows[i]
		form := stampRow(s.Form, row.Code)
		if form == nil {
			continue
		}
		for _, r := range row.Remarks {
			f, typed, other := otherThanPlan(form, r)
			if !other {
				continue
			}
			want := "没有这个数"
			if q := form.Printed(f); q.IsNumber() {
				want = "是 " + q.String() + " " + form.Measure
			}
			far, why := s.doubtedTarget(form, row, f, r)
			sev := huibao.Severity("")
			if far {
				sev = huibao.Warning // the row's own figures may be in another measure, or of another row
			}
			list = append(list, hit{place: r.Place, code: row.Code, found: typed, expected: want, severity: sev, holds: far,
				cause: "有 %d 处写的目标或标准与方案不同，不从回表取", item: fmt.Sprintf("%s %s写作%s，方案%s%s", row.Code, f.Label(row.Kind), quote.Text(typed), want, why),
				message: fmt.Sprintf("%s：%s 的%s写作%s，方案%s%s；不从回表取。", r.Place, s.nameOf(row.Code), f.Label(row.Kind), quote.Text(typed), want, why)})
		}
	}
	return list
}

// doubtedTarget reports whether the target that stands in a row of a unit's own table makes its
// figures doubtful, and why where that needs saying: they may be in another measure, another
// row's, another county's, or the two columns have changed places.
func (s *scope) doubtedTarget(form *huibao.FormRow, row *huibao.ReturnRow, f huibao.Field, r huibao.Remark) (far bool, why string) {
	if !s.isOwn() || f != huibao.FieldTarget {
		return false, ""
	}
	if changedPlaces(form, row, r) {
		return true, "，完成数却正好是方案的目标，像是目标和完成数两栏对调了"
	}
	if area := s.areasTarget(form, row, r); area != "" {
		return true, "，与" + area + "的任务相同，像是" + area + "的数"
	}
	if farTarget(form, r) || s.othersTarget(form, r) {
		return true, ""
	}
	if _, other := row.Has(huibao.RemarkMeasureOther); !other && lowTarget(form, r) {
		return true, "，比方案的少得多，像是一部分的任务"
	}
	return false, ""
}

// lowTarget reports whether a target of a unit's own table is much less than the plan's: units ask more
// of themselves, hardly less, so that the row may be of a part, or of another year.
func lowTarget(form *huibao.FormRow, r huibao.Remark) bool {
	want, ok := form.Printed(huibao.FieldTarget).Decimal()
	got, known := writtenTarget(r)
	return ok && known && form.Kind == huibao.KindCount && form.Comparator != huibao.AtMost && got.Sign() > 0 && got.LessThan(want.Mul(partOfTarget))
}

// partOfTarget is the share of the plan's target below which one is that of a part.
var partOfTarget = decimal.New(7, -1)

// changedPlaces reports whether what a row says was done is the plan's target to the last digit,
// and more than what it says was to be done.
func changedPlaces(form *huibao.FormRow, row *huibao.ReturnRow, r huibao.Remark) bool {
	cum := row.Values.Of(huibao.FieldCumulative)
	done, ok := cum.Quantity.Decimal()
	got, known := writtenTarget(r)
	return ok && known && cum.Origin != huibao.OriginDerived && form.Kind == huibao.KindCount && cum.Quantity.Equal(form.Target) && done.GreaterThan(got)
}

// writtenTarget is the target that a row's remark holds, in the row's measure.
func writtenTarget(r huibao.Remark) (decimal.Decimal, bool) {
	lines := strings.Split(r.Text, "\n")
	if r.Kind != huibao.RemarkIssuedOther || len(lines) < 3 || huibao.Field(lines[0]) != huibao.FieldTarget {
		return decimal.Decimal{}, false
	}
	d, err := huibao.ParseDecimal(lines[len(lines)-1])
	return d, err == nil
}

// areasTarget is the one other county or district whose task the target in a row is, where that is
// no chance: the table is a bureau's, several of its rows are so, or all that have a target. Small
// figures meet by chance.
func (s *scope) areasTarget(form *huibao.FormRow, row *huibao.ReturnRow, r huibao.Remark) string {
	area := s.areaOf(form, r)
	if area == "" {
		return ""
	}
	got, _ := writtenTarget(r)
	if s.Return.SentBy != "" && got.GreaterThanOrEqual(copiedLeast) {
		return area
	}
	same, all, large := 0, 0, false
	for i := range s.Return.Rows {
		other := &s.Return.Rows[i]
		f := s.Form.RowByCode(other.Code)
		for _, m := range other.Remarks {
			d, ok := writtenTarget(m)
			if !ok || f == nil || other.Sheet != row.Sheet || !s.allocated(other.Code) {
				continue
			}
			all++
			if s.areaOf(f, m) == area {
				same++
				large = large || d.GreaterThanOrEqual(copiedLeast)
			}
		}
	}
	if large && (same > 1 || same == all) {
		return area
	}
	return ""
}

// areaOf is the one county or district to which a row's target, which is none of the plan's for
// this unit, is allocated; "" for none, or several.
func (s *scope) areaOf(form *huibao.FormRow, r huibao.Remark) string {
	got, ok := writtenTarget(r)
	if !ok || !form.Target.IsNumber() || form.Target.Equal(huibao.Num(got)) {
		return ""
	}
	found := ""
	for name, q := range s.areas(form.Code) {
		switch {
		case name == s.Form.Unit.Name || !q.Equal(huibao.Num(got)):
		case found != "":
			return ""
		default:
			found = name
		}
	}
	return found
}

// areas are the targets of an indicator by county and district; none without a plan.
func (s *scope) areas(code string) iter.Seq2[string, huibao.Quantity] {
	if s.Areas == nil {
		return func(func(string, huibao.Quantity) bool) {}
	}
	return s.Areas(code)
}

// allocated reports whether an indicator has any.
func (s *scope) allocated(code string) bool {
	for range s.areas(code) {
		return true
	}
	return false
}

// otherThanPlan reads what stands in a cell that we print: which field, how it is written,
// and whether that is none of the plan's.
func otherThanPlan(form *huibao.FormRow, r huibao.Remark) (f huibao.Field, typed string, other bool) {
	lines := strings.Split(r.Text, "\n")
	if r.Kind != huibao.RemarkIssuedOther || len(lines) < 3 {
		return "", "", false
	}
	f, typed = huibao.Field(lines[0]), lines[1]
	want := form.Printed(f).String()
	return f, typed, want == "" || !slices.Contains(lines[2:], want)
}

// othersTarget reports whether a target of a unit's own table is another row's, of those in its
// table, or the whole city's: the row may be that one's. Small figures meet by chance.
func (s *scope) othersTarget(form *huibao.FormRow, r huibao.Remark) bool {
	got, ok := writtenTarget(r)
	if !ok || !form.Target.IsNumber() {
		return false
	}
	is := func(q huibao.Quantity) bool { return q.Equal(huibao.Num(got)) }
	if slices.ContainsFunc(s.Wider[form.Code], is) {
		return true
	}
	return got.GreaterThanOrEqual(copiedLeast) && slices.ContainsFunc(s.Return.Rows, func(row huibao.ReturnRow) bool {
		other := s.Form.RowByCode(row.Code)
		return other != nil && row.Code != form.Code && row.Sheet == r.Place.Sheet && is(other.Target)
	})
}

// targetFactors are by which a table's own target is off when it is in another measure.
var targetFactors = []int64{10, 100, 1000, 10000, 100000, 1000000, 100000000, 2, 12, 15}

// farTarget reports whether a target of a unit's own table is the plan's times or divided by a
// factor of measures (readings.md, 7.4); any other is the unit's own.
func farTarget(form *huibao.FormRow, r huibao.Remark) bool {
	want, ok := form.Printed(huibao.FieldTarget).Decimal()
	got, known := writtenTarget(r)
	return ok && known && want.Sign() > 0 && got.Sign() > 0 && !got.Equal(want) && nearAny(got, want, targetFactors)
}
