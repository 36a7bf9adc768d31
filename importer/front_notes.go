package importer

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/sheet"
)

// notesHead stands above what a unit has to say besides its tables, notesEnd below it.
const (
	notesHead = "其他情况说明"
	notesEnd  = "会审"
)

var (
	notePieces = regexp.MustCompile(`[。；;\n]+`)
	leadCode   = regexp.MustCompile(`^(?:(?:关于|其中|第)?(?:指标|编码|编号)?[:：]?\s*)(\d{1,3}(?:\.\d{1,3})+)\s*(?:号|项|指标|行)?\s*[:：、，,]?\s*(\D.*)$`)
	noteHeads  = []string{"问题编号", "说明", ""}
)

// mostNotes is how many rows of 其他情况说明 are read.
const mostNotes = 1000

// leastName is how long a row's name must be for a text that begins with it to be of that row.
const leastName = 4

// readNotes reads 其他情况说明 of the cover by the rows that it names, by code or by name; what names
// none is of all, where it doubts their figures.
func (r *reader) readNotes(pages []page) {
	for _, p := range pages {
		if p.Name != huibao.FrontSheet || p.State != sheet.Visible {
			continue
		}
		in, looked, doubts := false, 0, 0
		for _, n := range p.grid.Rows() {
			label := strings.TrimSpace(fold(p.grid.At(n, 1).Raw))
			switch {
			case label == notesHead:
				in = true
			case strings.HasPrefix(label, notesEnd):
				in = false
			case looked > mostNotes || doubts > maxOutside:
				r.remark(huibao.RemarkOutside, strings.TrimSpace(p.grid.At(n, 1).Raw)+notListed, p.at(n, 1))
				return
			case in && findingCode.FindString(label) == "":
				looked++
				doubts += r.readNoteRow(p, n)
			}
		}
	}
}

// readNoteRow reads one row of 其他情况说明, and says how often it doubts all figures.
func (r *reader) readNoteRow(p page, n int) (doubts int) {
	first, second := p.grid.At(n, 1), p.grid.At(n, 2)
	if row := r.rowOfCode(first); row != nil {
		r.noteOf(row, second.Raw)
		return 0
	}
	for _, c := range []sheet.Cell{first, second} {
		if c.Type != sheet.Text || len(c.Raw) > maxProse || slices.Contains(noteHeads, strings.TrimSpace(c.Raw)) {
			continue
		}
		var row *huibao.FormRow
		for _, piece := range notePieces.Split(c.Raw, -1) {
			piece = strings.TrimSpace(fold(piece))
			if named, rest := r.rowNamed(piece); named != nil {
				row, piece = named, rest
			} else if ofAll.MatchString(piece) {
				row = nil
			}
			if row != nil {
				r.noteOf(row, piece)
			} else if kind, text := r.outside(p, n, sheet.Cell{Raw: piece, Type: sheet.Text}); kind != "" {
				r.remark(kind, text, p.at(n, c.Col))
				doubts++
			}
		}
	}
	return doubts
}

// ofAll begins what is said of all rows, though one was named before.
var ofAll = regexp.MustCompile(`^(?:以上|上述|本表|此表|全部|所有|各[行项]|其[余他])`)

// rowOfCode is the form's row whose code is all that a cell holds.
func (r *reader) rowOfCode(c sheet.Cell) *huibao.FormRow {
	text := strings.TrimSpace(fold(c.Raw))
	if c.Type == sheet.Number {
		if d, err := sheet.Decimal15(c.Raw); err == nil {
			text = d.String()
		}
	}
	if !codeShape.MatchString(text) {
		return nil
	}
	if row := r.form.RowByCode(text); row != nil || c.Type != sheet.Number {
		return row
	}
	want := decimal.RequireFromString(text) // of a number Excel has cut the zeros
	for i := range r.form.Rows {
		if d, err := decimal.NewFromString(r.form.Rows[i].Code); err == nil && d.Equal(want) {
			return &r.form.Rows[i]
		}
	}
	return nil
}

// rowNamed is the form's row with whose code or name a text begins, and what the text says of it.
func (r *reader) rowNamed(text string) (row *huibao.FormRow, rest string) {
	if g := leadCode.FindStringSubmatch(text); g != nil {
		if row = r.form.RowByCode(g[1]); row != nil {
			return row, strings.TrimSpace(strings.TrimLeft(strings.TrimPrefix(g[2], row.Name), ":：，, "))
		}
	}
	for i := range r.form.Rows {
		f := &r.form.Rows[i]
		if utf8.RuneCountInString(f.Name) >= leastName && strings.HasPrefix(text, f.Name) && (row == nil || len(f.Name) > len(row.Name)) {
			row = f
		}
	}
	if row == nil {
		return nil, text
	}
	return row, strings.TrimSpace(strings.TrimLeft(strings.TrimPrefix(text, row.Name), ":：，, "))
}

// noteOf adds to what the cover says of a row.
func (r *reader) noteOf(row *huibao.FormRow, text string) {
	old := r.ret.OtherNotes[row.Code]
	switch text = strings.TrimSpace(text); {
	case text == "" || strings.HasSuffix(old, cutShort):
		return
	case len(old) > maxProse:
		text = cutShort
	case len(text) > maxProse:
		text = strings.ToValidUTF8(text[:maxProse], "") + cutShort
	}
	r.ret.OtherNotes[row.Code] = strings.TrimPrefix(old+"；"+text, "；")
}

// cutShort ends what the cover says of a row, where not all of it is kept.
const cutShort = "……（以下未录）"
