package report

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/mask"
	"huibao/statement"
)

// Correction is a place at which an edition prints something else than the one before.
// Grave are lights, counts of the headline, places, and what is listed at all: what a
// reader would have concluded otherwise from.
type Correction struct {
	Where, Name, Code, Old, New string
	Grave                       bool
}

// Corrections lists what is printed otherwise than in the last edition: by the records of
// both, what is grave first; by figures, units and lights where that edition has none. None
// while the period was not issued. It is asked for once the bulletin is set.
func (m *Model) Corrections() []Correction {
	switch {
	case m.Issued == nil:
		return nil
	case !m.byRecord():
		return append(m.handEdits(), m.figureCorrections()...)
	}
	list := m.handEdits()
	of := func(lines []statement.Printed) []statement.Printed {
		return slices.DeleteFunc(slices.Clone(lines), func(p statement.Printed) bool { return p.Text != bulletinText && p.Text != sheetsText })
	}
	for _, d := range statement.Differences(of(m.Issued.Printed), of(m.Printed)) {
		list = append(list, m.correction(d))
	}
	slices.SortStableFunc(list, func(a, b Correction) int { return boolCmp(b.Grave, a.Grave) })
	return list
}

// handEdits are the places at which the document that was signed says otherwise than the edition
// that it was made from: a reader has the signed one.
func (m *Model) handEdits() []Correction {
	if m.Issued.Sent == nil {
		return nil
	}
	var list []Correction
	for _, e := range m.Issued.Sent.Edits {
		list = append(list, Correction{Where: "印发稿", Name: "印发时的手改", Old: mask.Text(e), New: "以更正后的通报为准"})
	}
	return list
}

// byRecord reports whether the edition before has a record of what it printed.
func (m *Model) byRecord() bool { return m.Issued != nil && len(m.Issued.Printed) > 0 }

// Texts as records name them.
const (
	bulletinText = "通报"
	sheetsText   = "汇总表"
)

// gone and none stand for what only one of two editions has.
const (
	gone = "（删去）"
	none = "（无）"
)

func (m *Model) correction(d statement.Difference) Correction {
	line := d.Line()
	c := Correction{Where: where(d), Name: line.Name, Old: orElse(d.Old(), d.Was == nil, none), New: orElse(d.New(), d.Now == nil, gone)}
	if m.Plan.IndicatorByCode(line.Row) != nil {
		c.Code = line.Row
	}
	if c.Name == "" {
		c.Name = line.Place
	}
	if d.Column != "" {
		c.Name = strings.TrimSpace(c.Name + "　" + d.Column)
	}
	c.Grave = d.Was == nil != (d.Now == nil) && line.Row != "" || slices.ContainsFunc(graveColumns, func(word string) bool { return strings.Contains(d.Column, word) }) ||
		line.Part == bodyPart && line.Place == "总体情况" || line.Part == headPart
	return c
}

// graveColumns are of what readers conclude from.
var graveColumns = []string{"亮灯", "位次", "状态", "到位", "达序时", "滞后", "未评"}

func orElse(text string, not bool, word string) string {
	if not {
		return word
	}
	return orDash(text)
}

// where says where a reader of the edition before finds the line, else of this one.
func where(d statement.Difference) string {
	line := d.Was
	if line == nil {
		line = d.Now
	}
	table := len(line.Cells) > 0 && line.Cells[0].Column != ""
	switch {
	case line.Text == sheetsText:
		return "汇总表“" + line.Part + "”"
	case line.Part == headPart:
		return headPart
	case line.Part == bodyPart && table:
		return "正文表“" + line.Place + "”第" + line.Row + "行"
	case line.Part == bodyPart && d.Was == nil:
		return "正文（新增）"
	case line.Part == bodyPart:
		return "正文第" + itoa(line.Page) + "页"
	case !table:
		return line.Part
	case strings.HasPrefix(line.Place, lightChartTitle):
		return line.Part + "图“" + line.Row + "”"
	case line.Name == "":
		return line.Part + "“" + line.Row + "”"
	}
	return line.Part + "第" + line.Row + "行"
}

// SheetLines are the records of what the workbook prints and no text does: the lights of
// tasks, and of the counties' figures those that the bulletin's annexes leave out.
func SheetLines(m *Model) []statement.Printed {
	r := &record{text: sheetsText, part: "任务进展", nameOf: m.nameOf}
	for i := range m.Tasks {
		t := &m.Tasks[i]
		r.add(itoa(t.No), "第"+itoa(t.No)+"项"+t.Title, 0, statement.Cell{Column: "亮灯", Text: taskLight(t)})
	}
	r.part = "县区"
	for _, x := range (&workbook{Model: m}).pairLines() {
		cells := []statement.Cell{{Column: "任务（目标）", Text: targetText(x.s)}}
		if len(m.Areas) > sideBySide || !sideways(x.row) {
			cells = append(cells, statement.Cell{Column: "累计", Text: bare(x.row.Indicator, x.s)}, statement.Cell{Column: "完成率", Text: completionText(x.s)}, statement.Cell{Column: "亮灯", Text: lightText(x.s)})
		}
		r.add(x.row.Code+"|"+x.unit.Code, m.called(x.row.Indicator)+"（"+x.unit.Name+"）", 0, cells...)
	}
	return r.printed
}

// Corrects reports whether the period needs a correction: something is printed otherwise
// than in the last edition, or this is an edition that follows one.
func (m *Model) Corrects() bool {
	return m.reissued() || m.Issued != nil && len(m.Corrections()) > 0
}

// corrected names the indicators whose figure of the city is another than in the last
// edition.
func (m *Model) corrected() []string {
	names := []string{}
	if m.Issued == nil {
		return names
	}
	for _, r := range m.Rows {
		if old := m.Issued.CityStanding(r.Code); old != nil && printed(r.Indicator, old) != printed(r.Indicator, r.S) {
			names = append(names, r.Code+" "+m.called(r.Indicator))
		}
	}
	return names
}

// correctionWhy is why the period was opened again, with whose fault it was where that is
// known: for the units of which something else counts, else for all.
func (m *Model) correctionWhy() string {
	type reason struct{ unit, text string }
	var list []reason
	for i, k := range m.Locks {
		if !k.Unlock && i < len(m.Locks)-1 {
			list = nil // of the editions before
		} else if k.Unlock && k.Why != "" {
			list = append(list, reason{k.Unit, m.reasonOf(k.Unit, mask.Text(k.Why))})
		}
	}
	var changed, all []string
	for _, r := range list {
		all = append(all, r.text)
		if r.unit == "" || m.changedReturn(r.unit) {
			changed = append(changed, r.text)
		}
	}
	if len(changed) == 0 {
		changed = all
	}
	return strings.Join(changed, "；")
}

// reasonOf is a reason with its unit, said once, and its class.
func (m *Model) reasonOf(unit, why string) string {
	why = strings.TrimRight(why, "。；;. ")
	name := m.Plan.UnitName(unit)
	switch {
	case unit == "" && m.Issued != nil && m.Issued.PlanVersion != m.PlanVersion:
		return why + "（方案修改）"
	case unit == "" && m.Issued != nil && !m.anyReturnChanged():
		return why + "（汇总差错）"
	case unit == "":
		return why
	case !strings.HasPrefix(why, name):
		why = name + "：" + why
	}
	if m.changedReturn(unit) {
		why += "（填报单位更正）"
	}
	return why
}

// anyReturnChanged reports whether of any unit another return counts than in the last edition: an
// error that is in none is the office's own.
func (m *Model) anyReturnChanged() bool {
	return slices.ContainsFunc(m.Plan.ReturningUnits(), func(u *huibao.Unit) bool { return m.changedReturn(u.Code) })
}

// changedReturn reports whether another return of a unit counts than in the last edition,
// or other rows of it.
func (m *Model) changedReturn(unit string) bool {
	if m.Issued == nil {
		return true
	}
	a, b := m.Issued.Counting(unit), m.Counting(unit)
	if a == nil || b == nil {
		return a != b
	}
	return a.SHA256 != b.SHA256 || !slices.Equal(a.HeldOut, b.HeldOut)
}

// issuedTitle is what the text that is corrected is called.
func (m *Model) issuedTitle() string {
	if m.Issued != nil {
		for _, p := range m.Issued.Printed {
			if p.Text == bulletinText && p.Part == headPart {
				return p.Cells[0].Text
			}
		}
	}
	return m.bulletinTitle()
}

// correctionTitle is what a correction is called.
func (m *Model) correctionTitle() string {
	return "关于更正" + strings.TrimSuffix(strings.TrimPrefix(m.issuedTitle(), "关于"), "的通报") + "通报有关数据的通报"
}

// reissued reports whether this is an edition that corrects another.
func (m *Model) reissued() bool {
	return m.Locked() && m.Issued != nil && m.Edition > m.Issued.Edition
}

// issuedNumber is the number under which the text that is corrected was sent out; "" where
// it is not known.
func (m *Model) issuedNumber() string {
	if m.Issued != nil && m.Issued.Sent != nil && m.Issued.Sent.Number != "" {
		return m.Issued.Sent.Number
	}
	if m.Issued == nil || m.Issued.Plan.DocNumber == BlankNumber(m.Issued.Plan.DocNumber) {
		return ""
	}
	return m.Issued.Plan.DocNumber
}

// noticesToo is how many places of the public's notice are others, which is corrected on its
// own.
func (m *Model) noticesToo() int {
	of := func(lines []statement.Printed) []statement.Printed {
		return slices.DeleteFunc(slices.Clone(lines), func(p statement.Printed) bool { return p.Text != "公示" })
	}
	now := of(m.Printed)
	if len(now) == 0 {
		return 0
	}
	return len(statement.Differences(of(m.Issued.Printed), now))
}
