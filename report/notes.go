package report

import "huibao"

// NoteSheet is a data sheet of 汇总表 that has columns for the office to type in: what it types
// there is kept (批注) and printed again in the next draft; an edition has none. Unit, Code and
// Row are the headings of the columns by which a note is found again; "" where there is none.
// What is noted of a text is of that text beside those figures, which its key is made of.
type NoteSheet struct {
	Name            string
	Unit, Code, Row string
	Columns         []string
}

// handling are the columns in which the office notes what became of a return or a finding.
var handling = []string{"处理意见", "经办人", "办结"}

// reading are the columns in which the office notes that somebody read what a unit wrote.
var reading = []string{"阅办意见", "阅办人"}

// NoteSheets are the sheets with notes.
var NoteSheets = []NoteSheet{
	{Name: sheetInds, Row: "编码", Columns: []string{"办公室意见"}},
	{Name: sheetUnits, Unit: "单位", Columns: handling},
	{Name: sheetFindings, Unit: "单位", Code: "编号", Row: "指标", Columns: handling},
	{Name: sheetSaid, Unit: "单位", Code: "键", Row: "编码", Columns: reading},
}

// noteOf is what the office typed of a unit, a finding's code and a row in a column; "" in an
// edition.
func (m *Model) noteOf(unit, code, row, column string) string {
	if m.Locked() {
		return ""
	}
	for i := range m.Notes {
		if n := &m.Notes[i]; n.Unit == unit && n.Code == code && n.Row == row && n.Column == column {
			return n.Text
		}
	}
	return ""
}

// noteCells writes the columns for the office from col on, and returns what stands in the first.
func (g *grid) noteCells(col int, unit, code, row string, columns []string) (first string) {
	for i, c := range columns {
		text := g.noteOf(unit, code, row, c)
		g.text(col+i, "left", text)
		if i == 0 {
			first = text
		}
	}
	return first
}

// IsNoUnit reports whether that stands in the place of a unit's name where there is none.
func IsNoUnit(name string) bool { return name == ofNone || name == ofPlan }

// findingUnit is the unit of a finding's notes: none of the plan's own.
func findingUnit(s *huibao.Submission) string {
	if s == nil {
		return huibao.CityUnit
	}
	return s.Unit
}
