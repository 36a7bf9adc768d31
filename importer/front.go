package importer

import (
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// signLabels are the labels of the sign-off, in its order.
var signLabels = []string{"填报人", "联系电话", "审核人", "签批人", "填报日期"}

// findingCode is a finding's code, or its whole number as the lists have it (1b2c3d4e-H03-12.1-F5), before what is said of it.
var findingCode = regexp.MustCompile(`^(?:[0-9a-f]{8}-)?([FSVLHTX]\d\d)(?:-(\d+(?:\.\d+)+))?(?:-[A-Z]+\d+)?\s*[:：]?\s*(.*)$`)

// frontRows bounds what is read of a page for sign-off and explanations.
const frontRows = 400

// readFront reads the sign-off, the explanations of whole-file findings and the
// review, wherever their labels stand.
func (r *reader) readFront(pages []page) {
	for _, p := range pages {
		if p.isOurs() || p.State != sheet.Visible {
			continue
		}
		for _, n := range p.grid.Rows() {
			if n > frontRows {
				break
			}
			for _, c := range p.grid.Row(n) {
				if c.Type == sheet.Text {
					r.readLabel(p, n, c)
				}
			}
		}
	}
}

func (r *reader) readLabel(p page, n int, c sheet.Cell) {
	label := strings.Trim(strings.Join(strings.Fields(fold(c.Raw)), ""), ":：")
	next := p.grid.At(n, c.Col+1)
	value := strings.TrimSpace(next.Raw)
	s := &r.ret.SignOff
	if label == signLabels[0] {
		s.Place = p.at(n, c.Col+1)
	}
	switch label {
	case signLabels[0]:
		s.FilledBy = value
	case signLabels[1]:
		s.Phone = value
	case signLabels[2]:
		s.CheckedBy = value
	case signLabels[3]:
		s.ApprovedBy = value
	case signLabels[4]:
		s.DateText = value
		s.Date = r.signDate(next)
	case huibao.ZeroLabel:
		if ticked(value) {
			r.ret.ZeroReport = &huibao.Value{Text: next.Raw, Source: huibao.Source{File: r.file.Path, SHA256: r.file.SHA256, Sheet: p.Name, Cell: next.Ref()}}
		}
	case "牵头单位会审意见":
		r.ret.Review = value
	}
	if p.Name == huibao.FrontSheet {
		r.readNote(label, value)
	}
}

// ticks are what people put into a box, or in its place.
const ticks = "☑✓✔√✅■"

// ticked reports whether the text of a box says yes: a tick stands in it, or 是 by
// itself. A box that is left alone, and any other text, does not.
func ticked(text string) bool {
	bare := strings.Join(strings.Fields(fold(text)), "")
	switch {
	case strings.ContainsAny(bare, ticks):
		return !strings.Contains(bare, "否")
	case strings.ContainsAny(bare, "□☐"):
		return false
	}
	return bare == "是" || bare == strings.Join(strings.Fields(fold(strings.ReplaceAll(huibao.ZeroText, "□", ""))), "")
}

func (r *reader) signDate(c sheet.Cell) huibao.Date {
	if c.Type == sheet.Number {
		if y, m, d, ok := sheet.SerialDate(c.Raw, r.book.Date1904); ok {
			return huibao.Date{Year: y, Month: m, Day: d}
		}
	}
	d, _, _ := ReadDate(c.Raw, r.year())
	return d
}

// readNote reads an explanation of a whole-file finding: the code in one cell and
// the text in the next, or both in one (S15：…).
func (r *reader) readNote(label, next string) {
	g := findingCode.FindStringSubmatch(label)
	if g == nil {
		return
	}
	text := g[3]
	if text == "" {
		text = next
	}
	switch {
	case g[2] != "" && r.form != nil && r.form.RowByCode(g[2]) != nil:
		r.noteOf(r.form.RowByCode(g[2]), text)
	case text != "":
		r.ret.OtherNotes[g[1]] = text
	}
}
