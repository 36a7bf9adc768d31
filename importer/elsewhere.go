package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/numtext"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// rowTwice is an indicator that has two rows: the sheets in which they stand, and which of
// them is blank.
type rowTwice struct {
	code          string
	first, second string
	blank         string       // the sheet in which nothing is filled in; "" where both are
	place         huibao.Place // of the blank row, else of the second
	differ        bool         // both are filled in, with different figures
	hidden        bool         // what is filled in is hidden, what is blank is not
}

// hiddenSheet remarks a sheet that is hidden.
func (r *reader) hiddenSheet(p page) {
	if r.unseen == nil {
		r.unseen = map[string]bool{}
	}
	r.unseen[p.Name] = true
	r.remark(huibao.RemarkHiddenSheet, p.Name, huibao.Place{Sheet: p.Name})
}

// outOfSight reports whether a row is hidden, or all of its sheet is.
func (r *reader) outOfSight(sheet string, row bool) bool { return row || r.unseen[sheet] }

// onlyElsewhere remarks the rows that are blank in one table and filled in in another, where
// that is no copy of the same: it is hidden, or has other figures in what both have (of
// last month, say). A blank form beside the one that was filled in is none of this.
func (r *reader) onlyElsewhere() {
	for _, x := range r.twoRows {
		if x.blank == "" || x.first == x.second && !x.hidden {
			continue
		}
		filled, blank, differ := 0, 0, false
		for _, y := range r.twoRows {
			if y.first != x.first || y.second != x.second {
				continue
			}
			differ = differ || y.differ
			switch y.blank {
			case "":
				filled++
			case x.blank:
				blank++
			}
		}
		if x.hidden || differ && filled > blank {
			r.remark(huibao.RemarkOnlyElsewhere, x.code, x.place)
		}
	}
}

// describeBeside remarks what a person put into cells of a row that have no heading, beside
// the table or within it, and what comments on its cells say: none of it is read.
func (t table) describeBeside(n int, out *huibao.ReturnRow) {
	for _, c := range t.grid.NotesOf(n) {
		if text := theirs(c.Text); text != "" {
			out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkCommented, Text: text, Place: t.at(n, c.Col)})
		}
	}
	t.describeUnread(n, out)
	for _, cell := range t.grid.Row(n) {
		headed := t.grid.At(t.head, cell.Col).Type != sheet.Blank
		if _, merged := t.grid.Merge(t.head, cell.Col); headed || merged || strings.TrimSpace(cell.Raw) == "" || cell.Type == sheet.Blank {
			continue
		}
		out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkBeside, Text: strings.TrimSpace(cell.Raw), Place: t.at(n, cell.Col)})
	}
}

// correctedHead heads figures that a unit has put in the place of those that were first filled in.
var correctedHead = regexp.MustCompile(`^(?:更正|修正|修订|改正|订正|核实|核定|核准|审定|认定|正确|调整后|复核|实有|最[终后])[^率]{0,6}$`)

// describeUnread remarks what a person put over our formula of 自检, or into a column with a heading
// of the unit's own, that may be of the row's figures: words of doubt, another figure.
func (t table) describeUnread(n int, out *huibao.ReturnRow) {
	taken := map[int]bool{}
	for _, col := range t.columns {
		taken[col] = true
	}
	for _, cols := range t.twice {
		for _, col := range cols {
			taken[col] = true
		}
	}
	own := t.columns[huibao.FieldSelfCheck]
	for _, c := range t.grid.Row(n) {
		text, heading := strings.TrimSpace(c.Raw), strings.TrimSpace(t.grid.At(t.head, c.Col).Raw)
		if text == "" || heading == "" || len(text) > maxProse || taken[c.Col] && c.Col != own || c.Col == own && (c.HasFormula || strings.HasSuffix(text, "；")) {
			continue // all that our formulas say ends with ；
		}
		bare := strings.Join(strings.Fields(fold(heading)), "")
		if digits, is := bareFigure(text); is {
			if correctedHead.MatchString(bare) {
				out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkUnreadColumn, Text: heading + "\n" + digits, Place: t.at(n, c.Col)})
			} else {
				out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkAddedColumn, Text: heading + "\n" + digits, Place: t.at(n, c.Col)})
			}
		} else if c.Type == sheet.Text && (len(doubt.OfNote(text)) > 0 || strings.ContainsAny(fold(text), "0123456789")) {
			out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkUnreadColumn, Text: heading + "\n" + text, Place: t.at(n, c.Col)})
		}
	}
}

// bareFigure is what a cell comes to that holds a number and nothing else, or only a measure behind it (3户).
func bareFigure(text string) (digits string, is bool) {
	if s := fold(text); plainDigits(s) {
		return s, true
	}
	out := numtext.Read(text, &numtext.Row{})
	if out.Blank || out.Doubt != nil || slices.ContainsFunc(out.Notes, func(n numtext.Note) bool { return n.Kind != numtext.WithMeasure && n.Kind != numtext.FullWidth }) {
		return "", false
	}
	return out.Value.String(), true
}
