package check

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// settleShorts takes the rows of a unit's own table that bear a part of an indicator's name (食堂改造)
// where the task beside it is this unit's to the last digit, its figures go on from what counted of
// that indicator alone in the period before, or its standard is what is due of that one alone, so that what was asked about the name is
// asked no more; the others are left out again, and stay asked.
func settleShorts(form *huibao.Form, out *huibao.Return) {
	settled := map[huibao.Place]string{}
	for i := range out.Rows {
		r := &out.Rows[i]
		m, short := r.Has(huibao.RemarkShortName)
		if row := form.RowByCode(r.Code); short && row != nil && row.Kind == r.Kind && len(r.Parts) == 1 && (followsOn(form, row, &r.Parts[0]) || carriesOn(form, row, &r.Parts[0]) || hasStandard(form, row, &r.Parts[0])) {
			part := r.Parts[0]
			part.Remarks = append(slices.Clone(part.Remarks), m)
			out.Rows[i], settled[m.Place] = part, part.Code
		}
	}
	out.Rows = slices.DeleteFunc(out.Rows, func(r huibao.ReturnRow) bool {
		m, short := r.Has(huibao.RemarkShortName)
		if !short || len(r.Parts) == 0 { // settled before
			return false
		}
		row := form.RowByCode(r.Code)
		if row == nil || row.Kind != r.Kind || len(r.Parts) != 1 || !asksTask(row, &r.Parts[0]) {
			return true
		}
		settled[m.Place] = r.Code
		return false
	})
	if len(settled) == 0 {
		return
	}
	out.Remarks = slices.DeleteFunc(slices.Clone(out.Remarks), func(m huibao.Remark) bool {
		code, _, _ := strings.Cut(m.Text, "\n")
		switch m.Kind {
		case huibao.RemarkRowUnclear:
			return settled[m.Place] != ""
		case huibao.RemarkRowMissing:
			return slices.ContainsFunc(out.Rows, func(r huibao.ReturnRow) bool {
				_, short := r.Has(huibao.RemarkShortName)
				return short && r.Code == code
			})
		}
		return false
	})
}

// followsOn reports whether a row's cumulative is its figure of the period and what counted of an indicator
// before, and so of no other one: the table goes on where that indicator's own figures ended.
func followsOn(form *huibao.Form, row *huibao.FormRow, part *huibao.ReturnRow) bool {
	this, ok := part.Values.Of(huibao.FieldThis).Quantity.Decimal()
	sum, also := part.Values.Of(huibao.FieldCumulative).Quantity.Decimal()
	if !ok || !also || !this.IsPositive() || row.Mode != huibao.ModeFlow && row.Mode != huibao.ModeDistinct {
		return false
	}
	if othersTask(row, part) {
		return false
	}
	before := sum.Sub(this)
	ended := func(x *huibao.FormRow) bool {
		d, known := x.Prior.Values[huibao.FieldCumulative].Decimal()
		return known && x.Prior.Counted && d.Equal(before)
	}
	return before.GreaterThanOrEqual(leastBefore) && ended(row) && !slices.ContainsFunc(form.Rows, func(x huibao.FormRow) bool { return x.Code != row.Code && ended(&x) })
}

// othersTask reports whether another's task stands beside a row.
func othersTask(row *huibao.FormRow, part *huibao.ReturnRow) bool {
	return slices.ContainsFunc(part.Remarks, func(m huibao.Remark) bool {
		f, _, other := otherThanPlan(row, m)
		return f == huibao.FieldTarget && other && row.Target.IsNumber()
	})
}

// carriesOn reports whether a row's cumulative is what the indicator whose words its name is of may have reached by
// now, as it went until now, and no other of the measure: from what counted last on, by no more than twice its
// greatest step, within the task. A name that leaves out one of the things that the indicator's enumerates
// (新建、扩建) is of a part.
func carriesOn(form *huibao.Form, row *huibao.FormRow, part *huibao.ReturnRow) bool {
	sum, ok := part.Values.Of(huibao.FieldCumulative).Quantity.Decimal()
	if _, told := part.Values.Of(huibao.FieldThis).Quantity.Decimal(); told { // then it follows on, or does not
		return false
	}
	if !ok || othersTask(row, part) || huibao.LeavesOut(part.Name, row.Name) || !mayReach(row, sum) {
		return false
	}
	task, known := row.Target.Decimal()
	return !(known && sum.GreaterThan(task)) && !slices.ContainsFunc(form.Rows, func(x huibao.FormRow) bool {
		return x.Code != row.Code && x.CountsAs(row.Measure) && mayReach(&x, sum)
	})
}

// mayReach reports whether a flow may have reached a figure, as it went until now. What is small, or only
// begins, tells nothing.
func mayReach(row *huibao.FormRow, sum decimal.Decimal) bool {
	last, known := row.Prior.Values[huibao.FieldCumulative].Decimal()
	if !known || !row.Prior.Counted || row.Mode == huibao.ModeStock || last.LessThan(leastBefore) || sum.LessThan(last) {
		return false
	}
	step := decimal.Decimal{}
	for _, past := range row.Series {
		if this, is := past.This.Decimal(); is {
			step = decimal.Max(step, this)
		}
	}
	return sum.LessThanOrEqual(last.Add(decimal.Min(step.Mul(two), last)))
}

// leastBefore is what such a figure is at least: small ones meet by chance.
var leastBefore = decimal.NewFromInt(10)

// hasStandard reports whether what stands in a row as its standard is what is due of an indicator, and of no
// other one in the same measure.
func hasStandard(form *huibao.Form, row *huibao.FormRow, part *huibao.ReturnRow) bool {
	got, is := part.Values.Of(huibao.FieldStandard).Quantity.Decimal()
	due := func(x *huibao.FormRow) bool {
		want, known := x.DueStandard().Decimal()
		return x.Kind == huibao.KindStandard && known && want.Equal(got)
	}
	return is && row.Kind == huibao.KindStandard && due(row) && !slices.ContainsFunc(form.Rows, func(x huibao.FormRow) bool {
		return x.Code != row.Code && huibao.SameMeasure(x.Measure, row.Measure) && due(&x)
	})
}

// borneOutBy says by what a row's short name was taken for an indicator's.
func (s *scope) borneOutBy(r *huibao.ReturnRow) string {
	name := s.nameOf(r.Code)
	switch row := s.Form.RowByCode(r.Code); {
	case r.Kind == huibao.KindStandard:
		return "执行标准是 " + name + " 的"
	case row != nil && asksTask(row, r):
		return "任务数是 " + name + " 的"
	}
	return "累计接着 " + name + " 上期的"
}

// asksTask reports whether a target stands beside a row, and is this unit's.
func asksTask(row *huibao.FormRow, part *huibao.ReturnRow) bool {
	want, known := row.Target.Decimal()
	return known && want.Sign() > 0 && slices.ContainsFunc(part.Remarks, func(m huibao.Remark) bool {
		f, _, other := otherThanPlan(row, m)
		return f == huibao.FieldTarget && !other
	})
}
