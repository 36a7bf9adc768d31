package importer

import (
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

var (
	// placedRow begins what is said of a row by its number on the page, or by one of its cells.
	placedRow = regexp.MustCompile(`^(?:[本此上]?表[中内里上]?的?)?(?:第(\d{1,4})[行栏]|[A-Z]{1,2}(\d{1,4})(?:单元格|格)?)的?(?:数据?|数字|数值)?[:,]?\s*(\D.*)$`)
	// leftOfCode and rightOfCode are beside what has a code's shape and is none: a day, or what is left out.
	leftOfCode  = regexp.MustCompile(`(?:[至到于自从~—月年日.\-]|不[含计包][括含]?|未[含计列]入?|除了?|\d)$`)
	rightOfCode = regexp.MustCompile(`^(?:[日号前后起至到~—.\-]|[个人户件例套场次台座处所名]|儿童节|以外|之外|除外|外)`)
)

// rowPlaced is the row that a text names by its number on a page, and what the text says of it.
func (r *reader) rowPlaced(on *page, text string) (rows []*huibao.FormRow, rest string) {
	g := placedRow.FindStringSubmatch(text)
	if g == nil || on == nil {
		return nil, text
	}
	read := r.rowAt(*on, atoi(g[1]+g[2]))
	if read == nil {
		return nil, text
	}
	if row := r.form.RowByCode(read.Code); row != nil {
		return []*huibao.FormRow{row}, g[3]
	}
	return nil, text
}

// rowWithin is the one row whose code stands anywhere in a text, which is of it then.
func (r *reader) rowWithin(text string) (rows []*huibao.FormRow, rest string) {
	for _, at := range codeOf.FindAllStringIndex(text, -1) {
		before, behind := text[:at[0]], text[at[1]:]
		row := r.form.RowByCode(text[at[0]:at[1]])
		if row == nil || leftOfCode.MatchString(before) || rightOfCode.MatchString(behind) || lengthBehind.MatchString(behind) {
			continue
		}
		if rows != nil {
			return nil, text
		}
		rows, rest = []*huibao.FormRow{row}, before+"本行"+behind
	}
	if rows == nil {
		return nil, text
	}
	return rows, rest
}

// rowOfName is the row with whose name, or the one name that begins so before its bracket, a text
// begins.
func (r *reader) rowOfName(text string) (rows []*huibao.FormRow, rest string) {
	name, several := "", false
	for i := range r.form.Rows {
		f := &r.form.Rows[i]
		head, _, _ := strings.Cut(f.Name, "(")
		for _, known := range []string{f.Name, head} {
			if utf8.RuneCountInString(known) < leastName || !strings.HasPrefix(text, known) || len(known) < len(name) {
				continue
			}
			several = len(known) == len(name) && rows[0] != f
			rows, name = []*huibao.FormRow{f}, known
		}
	}
	if rows == nil {
		rows, name = r.rowOfTail(text)
	}
	if rows == nil || several {
		return nil, text
	}
	return rows, strings.TrimSpace(strings.TrimLeft(strings.TrimPrefix(text, name), ":：，, "))
}

// rowOfTail is the one row whose name ends, before its bracket, with what a text begins with, and that
// end (两癌筛查率).
func (r *reader) rowOfTail(text string) (rows []*huibao.FormRow, tail string) {
	several := false
	for i := range r.form.Rows {
		f := &r.form.Rows[i]
		head, _, _ := strings.Cut(f.Name, "(")
		for at := range head {
			if utf8.RuneCountInString(head[at:]) < leastName || !strings.HasPrefix(text, head[at:]) {
				continue
			}
			if several = rows != nil; !several {
				rows, tail = []*huibao.FormRow{f}, head[at:]
			}
			break
		}
		if several {
			return nil, ""
		}
	}
	return rows, tail
}

// ofRowAbove begins a line in the first columns that is of the row above it.
var ofRowAbove = regexp.MustCompile(`^[(\[【]?(?:[备附]?注|说明|上[一]?[行项栏]|此[行项]|该[行项])`)

// underRow remarks a text that stands alone under a row that was read, and before another one or below a column of
// figures, as what is said beside that row.
func (r *reader) underRow(p page, n int, c sheet.Cell) bool {
	row, last := r.rowAt(p, n-1), r.lastRead(p)
	if row == nil || row.ByName || quietLine.MatchString(strings.Join(strings.Fields(fold(c.Raw)), "")) || utf8.RuneCountInString(strings.TrimSpace(c.Raw)) < leastTold {
		return false
	}
	named, _ := r.rowsNamed(strings.TrimSpace(fold(c.Raw)))
	if named != nil || c.Col <= firstOfRow && (n > last || !ofRowAbove.MatchString(fold(strings.TrimSpace(c.Raw)))) {
		return false
	}
	row.Remarks = append(row.Remarks, huibao.Remark{Kind: huibao.RemarkBeside, Text: strings.TrimSpace(c.Raw), Place: p.at(n, c.Col)})
	return true
}

// firstOfRow is up to which column a line under a table may stand that is of all of it.
const firstOfRow = 3
