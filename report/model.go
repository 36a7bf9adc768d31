package report

import (
	"strings"

	"huibao"
	"huibao/internal/pdf"
	"huibao/statement"
)

// Info is what a report says of itself. Date is the day of the run.
type Info struct {
	Date    huibao.Date
	Version string
	Texts   Texts    // templates of the official texts
	Fonts   *FontSet // an office's own typefaces; nil for those that huibao brings
}

// FontSet are the typefaces of the official texts.
type FontSet = pdf.FontSet

// Model is what every output is printed from: the consolidation, and what several
// of them need in words. It is built once.
type Model struct {
	*statement.Consolidation
	Info     Info
	Checksum string
	Areas    []*huibao.Unit // counties and zones, in the plan's order
	Lights   map[huibao.Light]int
	Judged   int // indicators with a verdict
	Of       int // indicators of this city
	Rows     []IndicatorRow
	Tasks    []TaskRow
	Units    []UnitRow
	Last     LastBook // what of the last workbook may stand in the next

	feedback *feedback // where the text is for one unit
}

// nameOf is an indicator's name by its code; "" for none.
func (m *Model) nameOf(code string) string {
	if ind := m.Plan.IndicatorByCode(code); ind != nil {
		return m.called(ind)
	}
	return ""
}

// wholesAbove is how many wholes above each other are looked through.
const wholesAbove = 4

// called is what an indicator is called away from the row of its whole: 其中：燃气管线 says
// nothing there, 更新改造四类管线（燃气管线） does.
func (m *Model) called(ind *huibao.Indicator) string {
	part, is := strings.CutPrefix(ind.Name, "其中")
	if part = strings.TrimLeft(part, "：:，, "); !is || part == "" {
		return ind.Name
	}
	whole := m.Plan.IndicatorByCode(ind.PartOf)
	for n := 0; whole != nil && n < wholesAbove && strings.HasPrefix(whole.Name, "其中"); n++ {
		whole = m.Plan.IndicatorByCode(whole.PartOf) // a part of a part
	}
	if whole == nil {
		return part
	}
	return whole.Name + "（" + part + "）"
}

// IndicatorRow is one indicator with its standing.
type IndicatorRow struct {
	*huibao.Indicator
	Task *huibao.Task
	S    *huibao.Standing
	Text string // the progress in words
}

// TaskRow is one task with its standing and the words on it.
type TaskRow struct {
	*huibao.Task
	S          huibao.TaskStanding
	Indicators []IndicatorRow
	Progress   string // the progress in words, made from the figures
	Light      string // 达序时, 已完成 …
	Change     string // since the last period
}

// UnitRow is one unit that owes a return, and what it sent.
type UnitRow struct {
	*huibao.Unit
	Sub      *huibao.Submission // nil when missing
	State    string
	Received string
	Timely   string
	Errors   int
	Warnings int
	Notices  int
	Explain  int
	Reviews  bool // owes no figures, and is none of those of which a return is owed (会审)
}

// NewModel builds the model of a consolidation.
func NewModel(c *statement.Consolidation, info Info) *Model {
	return NewModelSummed(c, info, Checksum(c))
}

// NewModelSummed is NewModel where the Checksum of the consolidation is known.
func NewModelSummed(c *statement.Consolidation, info Info, checksum string) *Model {
	m := &Model{Consolidation: c, Info: info, Checksum: checksum, Lights: map[huibao.Light]int{}}
	for i := range c.Plan.Units {
		if c.Plan.Units[i].IsArea() {
			m.Areas = append(m.Areas, &c.Plan.Units[i])
		}
	}
	for i := range c.Plan.Indicators {
		ind := &c.Plan.Indicators[i]
		s := c.CityStanding(ind.Code)
		r := IndicatorRow{Indicator: ind, Task: c.Plan.TaskByNo(ind.Task), S: s}
		r.Text = m.sentence(r)
		m.Rows = append(m.Rows, r)
		if ind.Scope == huibao.ScopeOutside {
			continue
		}
		m.Of++
		if s.Judged() {
			m.Judged++
		}
	}
	for _, t := range c.Tasks {
		m.Lights[t.Light]++
		m.Tasks = append(m.Tasks, m.taskRow(t))
	}
	for _, u := range c.Asked() {
		m.Units = append(m.Units, m.unitRow(u))
	}
	return m
}

// owing are the units that owe a return, and how many of them sent one.
func (m *Model) owing() (list []UnitRow, received int) {
	for _, u := range m.Units {
		if u.Reviews {
			continue
		}
		list = append(list, u)
		if u.Sub != nil {
			received++
		}
	}
	return list, received
}

func (m *Model) taskRow(t huibao.TaskStanding) TaskRow {
	r := TaskRow{Task: m.Plan.TaskByNo(t.No), S: t, Light: t.Light.Label(), Change: change(t.Was, t.Light)}
	var list []string
	for _, row := range m.Rows {
		if row.Indicator.Task == t.No && row.Scope != huibao.ScopeOutside {
			r.Indicators = append(r.Indicators, row)
			list = append(list, row.Text)
		}
	}
	switch {
	case t.Done:
		r.Light = "已完成"
	case t.OnTarget:
		r.Light = "达标"
	}
	r.Progress = strings.Join(list, "；")
	if r.Progress != "" {
		r.Progress += "。"
	}
	return r
}

// change says how a light has moved since the last period.
func change(was, now huibao.Light) string {
	switch {
	case was == "":
		return "—"
	case was == now:
		return "持平"
	case !was.Judged() && now.Judged():
		return "新评"
	case !now.Judged():
		return "转为未评"
	case now.Worse(was):
		return "变差（上期" + was.Label() + "）"
	}
	return "好转（上期" + was.Label() + "）"
}

func (m *Model) unitRow(u *huibao.Unit) UnitRow {
	r := UnitRow{Unit: u, State: m.Absence(u.Code), Received: "—", Timely: "—", Reviews: m.OnlyReviews(u.Code)}
	r.Sub = m.Counting(u.Code)
	if r.Sub == nil {
		for s := range m.FilesOf(u.Code) {
			if s.State == huibao.StateRejected || s.State == huibao.StateLeftOut || s.State == huibao.StateUnsigned || s.State.Counts() {
				r.Sub = s
				break
			}
		}
		if r.Sub == nil {
			return r
		}
	} else {
		r.State = r.Sub.State.Label()
	}
	r.Received = huibao.DateOf(r.Sub.Receipt.Time).String()
	r.Timely = "按时"
	if r.Sub.LateDays > 0 {
		r.Timely = "迟报 " + itoa(r.Sub.LateDays) + " 天"
	}
	_, r.Errors = r.Sub.Count(huibao.Error)
	_, r.Warnings = r.Sub.Count(huibao.Warning)
	r.Notices, _ = r.Sub.Count(huibao.Notice)
	for _, f := range r.Sub.Findings {
		if f.Status == huibao.StatusExplained {
			r.Explain++
		}
	}
	return r
}
