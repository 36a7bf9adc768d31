package batch

import "huibao"

// stamp is of a form found in a workbook what the checks compare: a form itself is ten
// times as large, and thousands wait to be checked.
type stamp struct {
	Format      int            `json:"format"`
	PlanVersion string         `json:"plan_version"`
	PlanTitle   string         `json:"plan_title"`
	Unit        huibao.UnitRef `json:"unit"`
	Period      huibao.Period  `json:"period"`
	Rows        []stampRow     `json:"rows"`
}

// stampRow is one of its rows; Cumulative is what a count had reached when the form was
// issued, missing where it says nothing of it.
type stampRow struct {
	Code       string          `json:"code"`
	Kind       huibao.Kind     `json:"kind"`
	Measure    string          `json:"measure"`
	Cumulative huibao.Quantity `json:"cumulative"`
}

// newStamp is nil for no form.
func newStamp(f *huibao.Form) *stamp {
	if f == nil {
		return nil
	}
	s := &stamp{f.Format, f.PlanVersion, f.PlanTitle, f.Unit, f.Period, make([]stampRow, 0, len(f.Rows))}
	for _, r := range f.Rows {
		row := stampRow{Code: r.Code, Kind: r.Kind, Measure: r.Measure}
		if q := r.Prior.Values[huibao.FieldCumulative]; r.Kind == huibao.KindCount && q.IsNumber() {
			row.Cumulative = q
		}
		s.Rows = append(s.Rows, row)
	}
	return s
}

// form is the stamp as a form without what only the unit needs.
func (s *stamp) form() *huibao.Form {
	if s == nil {
		return nil
	}
	f := &huibao.Form{Format: s.Format, PlanVersion: s.PlanVersion, PlanTitle: s.PlanTitle, Unit: s.Unit, Period: s.Period, Rows: make([]huibao.FormRow, len(s.Rows))}
	for i, r := range s.Rows {
		row := &f.Rows[i]
		row.Code, row.Kind, row.Measure = r.Code, r.Kind, r.Measure
		if r.Cumulative.IsNumber() {
			row.Prior.Values = map[huibao.Field]huibao.Quantity{huibao.FieldCumulative: r.Cumulative}
		}
	}
	return f
}

// compact shares the texts that stand in every other stamp too.
func (s *stamp) compact() {
	if s == nil {
		return
	}
	share(&s.PlanVersion, &s.PlanTitle, &s.Unit.Code, &s.Unit.Name)
	for i := range s.Rows {
		r := &s.Rows[i]
		share(&r.Code, (*string)(&r.Kind), &r.Measure)
	}
}
