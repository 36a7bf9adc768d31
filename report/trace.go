package report

import (
	"cmp"
	"strings"

	"huibao"
	"huibao/inforce"
	"huibao/internal/mask"
	"huibao/statement"
)

// Trace is the JSON of `trace --json`: where the figures of an indicator come
// from, down to cell and file hash.
type Trace struct {
	Code        string        `json:"code"`
	Name        string        `json:"name"`
	Period      huibao.Period `json:"period"`
	PlanVersion string        `json:"plan_version"`
	Figures     []TraceFigure `json:"figures"`
}

// TraceFigure is one published figure.
type TraceFigure struct {
	Unit    string        `json:"unit"`
	Item    string        `json:"item"`
	Value   string        `json:"value"`
	Measure string        `json:"measure"`
	Method  huibao.Method `json:"method"`
	Parts   []TracePart   `json:"parts"`
}

// TracePart is one value that the figure rests on, or leaves out and why.
type TracePart struct {
	Unit     string   `json:"unit"`
	Item     string   `json:"item"`
	Value    string   `json:"value"`
	File     string   `json:"file"`
	SHA256   string   `json:"sha256"`
	Sheet    string   `json:"sheet"`
	Cell     string   `json:"cell"`
	Text     string   `json:"text"`
	Remarks  []string `json:"remarks"`
	Excluded string   `json:"excluded,omitempty"`
	Origin   string   `json:"origin,omitempty"`  // 填报, 公式, 推算, 预填
	Formula  string   `json:"formula,omitempty"` // whose saved result the value is
	Derived  string   `json:"derived,omitempty"`
	Pending  bool     `json:"pending,omitempty"`
}

// Parts lists the parts of all figures.
func (t *Trace) Parts() []TracePart {
	var list []TracePart
	for _, f := range t.Figures {
		list = append(list, f.Parts...)
	}
	return list
}

// NewTrace follows the figures of an indicator's standing (rollup.Explain).
func NewTrace(c *statement.Consolidation, s *huibao.Standing) *Trace {
	ind := c.Plan.IndicatorByCode(s.Code)
	t := &Trace{Code: s.Code, Name: ind.Name, Period: c.Period, PlanVersion: c.PlanVersion, Figures: []TraceFigure{}}
	for _, f := range s.Figures {
		t.Figures = append(t.Figures, traceFigure(c.Plan, ind, f))
	}
	if s.Other != nil {
		other := traceFigure(c.Plan, ind, *s.Other)
		other.Unit = c.Plan.UnitName(c.Plan.ResponsibleOf(ind)) + "（核对数）"
		t.Figures = append(t.Figures, other)
	}
	return t
}

func traceFigure(p *inforce.Plan, ind *huibao.Indicator, f huibao.Figure) TraceFigure {
	t := TraceFigure{Unit: p.UnitName(f.Unit), Item: f.Item.Label(ind.Kind), Value: f.Value.String(), Measure: f.Measure,
		Method: f.Method, Parts: []TracePart{}}
	for _, x := range f.Parts {
		v := x.Reported()
		part := TracePart{Unit: p.UnitName(x.Unit), Item: x.Field.Label(ind.Kind), Value: v.Quantity.String(), File: v.Source.File,
			SHA256: v.Source.SHA256, Sheet: v.Source.Sheet, Cell: v.Source.Cell, Text: mask.Text(v.Text), Remarks: []string{},
			Excluded: x.Excluded, Derived: v.From(), Pending: x.Starred}
		switch {
		case part.Derived != "":
			part.Origin = huibao.OriginDerived.Label() // of editions from before there were origins, too
		case x.Cell != nil:
			part.Origin = v.Origin.Label()
			if v.Origin == huibao.OriginFormula {
				part.Formula = mask.Text("=" + strings.TrimPrefix(v.Formula, "="))
			}
		}
		if word := cmp.Or(v.Word, v.Date.String()); word != "" {
			part.Value = word
		}
		for _, r := range v.Remarks {
			part.Remarks = append(part.Remarks, r.Text)
		}
		t.Parts = append(t.Parts, part)
	}
	return t
}
