package importer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// notesHead stands above what a unit has to say besides its tables, notesEnd below it.
const (
	notesHead = "其他情况说明"
	notesEnd  = "会审"
)

var (
	notePieces = regexp.MustCompile(`[。；;\n]+`)
	leadCodes  = regexp.MustCompile(`^(?:(?:关于|其中|第|[本此上]?表[中内里上]?的?)?(?:指标|编码|编号)?[:：]?\s*)(\d{1,3}(?:\.\d{1,3})+(?:\s*[、,，和及与]\s*\d{1,3}(?:\.\d{1,3})+)*)\s*(?:[两三四五六七八九十几各]?[号项行]|指标)?\s*[:：、，,]?\s*(\D.*)$`)
	leadTask   = regexp.MustCompile(`^第?(?:任务)?(\d{1,3})(?:号|项)?(?:任务)?(?:的)?(?:各|所有|全部)(?:个|项)?(?:指标|行)?(.*)$`)
	// lengthBehind makes a figure of what might be a code: 27.2公里.
	lengthBehind = regexp.MustCompile(`^(?:公里|千米|平方|km|米|亩|公顷|吨|万|亿|元|%|个百分点|倍)`)
	codeOf       = regexp.MustCompile(`\d+(?:\.\d+)+`)
	// noteMark begins a line under a table, with its number or without.
	noteMark  = regexp.MustCompile(`^(?:[备附]?注|说明|(?:计数|比率|标准|关系|事项)表?|其他情况)?[:：]?\s*`)
	noteItem  = regexp.MustCompile(`^(?:\d{1,2}[.、)]|[(]\d{1,2}[)]|[①-⑳])\s*`)
	noteHeads = []string{"问题编号", "说明", ""}
)

// mostNotes is how many rows of 其他情况说明 are read.
const mostNotes = 1000

// leastName is how long a row's name must be for a text that begins with it to be of that row.
const leastName = 4

// ofUnchanged is the code of the finding that a return's figures are all last period's, and sameAsLast is in a text
// that says so itself.
const ofUnchanged = "H04"

var sameAsLast = regexp.MustCompile(`(?:[与和同跟][^，。；]{0,4}(?:上个?月|上期|上个?季度|\d{1,2}月))[^，。；、]{0,6}(?:相同|一样|一致|持平)|(?:没有|无|未)(?:新增|变化|变动|增减)`)

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
		if sameAsLast.MatchString(fold(c.Raw)) { // why all figures are last period's (H04), of which no code tells
			r.ret.OtherNotes[ofUnchanged] = strings.TrimPrefix(r.ret.OtherNotes[ofUnchanged]+"；"+strings.TrimSpace(c.Raw), "；")
		}
		for _, piece := range r.saidOfRows(c.Raw) {
			if kind, text := r.outside(p, n, sheet.Cell{Raw: piece, Type: sheet.Text}); kind != "" {
				r.remark(kind, text, p.at(n, c.Col))
				doubts++
			}
		}
	}
	return doubts
}

// saidOfRows adds what a text says of rows that it names to what is said of them, and gives the
// pieces that name none.
func (r *reader) saidOfRows(text string) (others []string) { return r.ofRows(nil, text, r.noteOf) }

// ofRows gives what a text says of the rows that it names to say, and gives back the pieces that name none; on is the
// page on which it stands, of whose rows it may give the number.
func (r *reader) ofRows(on *page, text string, say func(row *huibao.FormRow, piece string)) (others []string) {
	var rows []*huibao.FormRow
	for _, piece := range notePieces.Split(text, -1) {
		piece = strings.TrimSpace(fold(piece))
		if named, rest := r.rowPlaced(on, piece); named != nil {
			rows, piece = named, rest
		} else if named, rest := r.rowsNamed(piece); named != nil {
			rows, piece = named, rest
		} else if ofAll.MatchString(piece) {
			rows = nil
		}
		for _, row := range rows {
			say(row, piece)
		}
		if rows == nil && piece != "" {
			others = append(others, piece)
		}
	}
	return others
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

// rowsNamed are the form's rows with whose codes, task or name a text begins, and what the text says
// of them.
func (r *reader) rowsNamed(text string) (rows []*huibao.FormRow, rest string) {
	bare := noteMark.ReplaceAllString(text, "")
	for _, s := range []string{bare, noteItem.ReplaceAllString(bare, "")} {
		if g := leadCodes.FindStringSubmatch(s); g != nil && !lengthBehind.MatchString(g[2]) {
			rest = strings.TrimSpace(g[2])
			for _, code := range codeOf.FindAllString(g[1], -1) {
				if row := r.form.RowByCode(code); row != nil {
					rows, rest = append(rows, row), strings.TrimSpace(strings.TrimLeft(strings.TrimPrefix(rest, row.Name), ":：，, "))
				}
			}
		} else if g := leadTask.FindStringSubmatch(s); g != nil {
			for i := range r.form.Rows {
				if row := &r.form.Rows[i]; strings.HasPrefix(row.Code, g[1]+".") {
					rows, rest = append(rows, row), strings.TrimSpace(g[2])
				}
			}
		}
		if rows != nil {
			return rows, rest
		}
	}
	if rows, rest = r.rowOfName(bare); rows == nil {
		return r.rowWithin(bare)
	}
	return rows, rest
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
