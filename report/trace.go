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
	Sent        *TraceSent    `json:"sent,omitempty"` // of an edition that was sent out
}

// TraceSent is how the edition that prints the figures was sent out: its own files are drafts of
// what the office signed, which may say otherwise.
type TraceSent struct {
	Edition int `json:"edition"`
	statement.Sent
}

// Signed tells of the edition that a trace is of how it was sent out.
func (t *Trace) Signed(c *statement.Consolidation) *Trace {
	if c.Sent != nil {
		t.Sent = &TraceSent{c.Edition, *c.Sent}
	}
	return t
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
	for _, x := range f.AllParts() {
		v, reported := x.Cell()
		part := TracePart{Unit: p.UnitName(x.Unit), Item: x.Field.Label(ind.Kind), Value: v.Quantity.String(), File: v.Source.File,
			SHA256: v.Source.SHA256, Sheet: v.Source.Sheet, Cell: v.Source.Cell, Text: mask.Text(v.Text), Remarks: []string{},
			Excluded: x.Excluded, Derived: v.From(), Pending: x.Starred}
		switch {
		case part.Derived != "":
			part.Origin = huibao.OriginDerived.Label() // of editions from before there were origins, too
		case reported:
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

// NewTaskTrace says which indicators the tasks' lights come from: a figure is a task, its parts
// are the indicators with a verdict.
func NewTaskTrace(c *statement.Consolidation) *Trace {
	t := &Trace{Code: RefTasks, Name: "各项任务的评价", Period: c.Period, PlanVersion: c.PlanVersion, Figures: []TraceFigure{}}
	for _, x := range c.Tasks {
		task := c.Plan.TaskByNo(x.No)
		f := TraceFigure{Unit: "全市", Item: "第" + itoa(x.No) + "项 " + task.Title, Value: x.Light.Label(), Parts: []TracePart{}}
		for _, ind := range c.Plan.TaskIndicators(x.No) {
			if s := c.CityStanding(ind.Code); s != nil && ind.Scope != huibao.ScopeOutside {
				f.Parts = append(f.Parts, TracePart{Unit: "全市", Item: ind.Code + " " + ind.Name, Value: s.Light.Label(), Text: s.Word, Remarks: []string{}})
			}
		}
		t.Figures = append(t.Figures, f)
	}
	return t
}

// NewCountyTrace says which indicators the counts of a county's lights are of.
func NewCountyTrace(c *statement.Consolidation) *Trace {
	t := &Trace{Code: RefCounties, Name: "各县（区）指标的亮灯", Period: c.Period, PlanVersion: c.PlanVersion, Figures: []TraceFigure{}}
	for i := range c.Plan.Units {
		u := &c.Plan.Units[i]
		if !u.IsArea() {
			continue
		}
		lights, parts := map[huibao.Light]int{}, []TracePart{}
		for s := range c.Units[u.Code].All() {
			lights[s.Light]++
			parts = append(parts, TracePart{Unit: u.Name, Item: s.Code + " " + c.Plan.IndicatorByCode(s.Code).Name, Value: s.Light.Label(), Text: s.Word, Remarks: []string{}})
		}
		var words []string
		for i, l := range []huibao.Light{huibao.Green, huibao.Yellow, huibao.Red, huibao.Grey} {
			words = append(words, lightLegend[i]+" "+itoa(lights[l]))
		}
		t.Figures = append(t.Figures, TraceFigure{Unit: u.Name, Item: "亮灯", Value: strings.Join(words, "，"), Parts: parts})
	}
	return t
}

// NewReturnTrace says which files the states of the returns come from: a figure is a unit.
func NewReturnTrace(c *statement.Consolidation) *Trace {
	t := &Trace{Code: RefReturns, Name: "各单位的报送情况", Period: c.Period, PlanVersion: c.PlanVersion, Figures: []TraceFigure{}}
	for _, u := range c.Asked() {
		f := TraceFigure{Unit: u.Name, Item: "状态", Value: stateAt(c, u.Code), Parts: []TracePart{}}
		for s := range c.FilesOf(u.Code) {
			if s.Period == c.Period {
				f.Parts = append(f.Parts, TracePart{Unit: u.Name, Item: "第" + itoa(s.Version) + "版", Value: s.State.Label(), File: s.Path, SHA256: s.SHA256,
					Text: "收到 " + huibao.DateOf(s.Receipt.Time).String(), Remarks: []string{}})
			}
		}
		t.Figures = append(t.Figures, f)
	}
	return t
}
