package importer

import (
	"strings"

	"huibao"
	"huibao/internal/annotate"
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
		if text := annotate.Theirs(c.Text); text != "" {
			out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkCommented, Text: text, Place: t.at(n, c.Col)})
		}
	}
	for _, cell := range t.grid.Row(n) {
		headed := t.grid.At(t.head, cell.Col).Type != sheet.Blank
		if _, merged := t.grid.Merge(t.head, cell.Col); headed || merged || strings.TrimSpace(cell.Raw) == "" || cell.Type == sheet.Blank {
			continue
		}
		out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkBeside, Text: strings.TrimSpace(cell.Raw), Place: t.at(n, cell.Col)})
	}
}
