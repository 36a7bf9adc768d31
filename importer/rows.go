package importer

import (
	"regexp"
	"strconv"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// readTables reads every table of the workbook into rows.
func (r *reader) readTables(pages []page) {
	found := 0
	for _, p := range pages {
		if p.isOurs() || p.State == sheet.VeryHidden {
			continue
		}
		if p.State == sheet.Hidden && p.grid.MaxRow > 0 {
			r.remark(huibao.RemarkHiddenFigures, "工作表“"+p.Name+"”是隐藏的", huibao.Place{Sheet: p.Name})
		}
		if r.readAcross(p) {
			found++
			continue
		}
		tables := r.findTables(p)
		for i, t := range tables {
			end := p.grid.MaxRow
			for _, next := range tables[i+1:] {
				if next.head > t.head {
					end = next.head - 1
					break
				}
			}
			found++
			r.readTable(t, end)
		}
	}
	if found == 0 && len(r.form.Rows) > 0 {
		r.remark(huibao.RemarkNoTable, "没有找到含“编码”“指标”等栏目的表", huibao.Place{})
		return
	}
	for _, row := range r.form.Rows {
		if r.ret.RowByCode(row.Code) == nil {
			r.remark(huibao.RemarkRowMissing, row.Code, huibao.Place{Sheet: row.Kind.Label()})
		}
	}
}

func (r *reader) readTable(t table, end int) {
	if t.isOwn() {
		r.readOwn(t, end)
		return
	}
	r.describeColumns(t)
	for _, n := range t.grid.Rows() {
		if n > t.head && n <= end {
			r.readRow(t, n)
		}
	}
}

// readRow matches one row to the form's and reads its cells.
func (r *reader) readRow(t table, n int) {
	code := fold(t.text(n, huibao.FieldCode))
	name := strings.TrimSpace(t.text(n, huibao.FieldIndicator))
	byCode := r.form.RowByCode(code)
	byName := r.rowByName(t.kind, name)
	switch {
	case byCode != nil && byCode.Kind == t.kind:
		r.accept(t, n, byCode, byName, name, code)
	case byCode == nil && byName != nil && code == "":
		r.accept(t, n, byName, byName, name, code)
	case code == "" && isTotal(name+t.text(n, huibao.FieldTask)):
	default:
		r.extra(t, n, name, code)
	}
}

func (t table) text(n int, f huibao.Field) string {
	col := t.columns[f]
	if col == 0 {
		return ""
	}
	return t.grid.At(n, col).Raw
}

// accept takes a row for an indicator.
func (r *reader) accept(t table, n int, row, byName *huibao.FormRow, name, code string) {
	if old := r.ret.RowByCode(row.Code); old != nil {
		if old.Sheet != t.Name || old.Row <= t.head {
			r.again(t, n, row)
			return
		}
		r.remark(huibao.RemarkRowTwice, row.Code, t.at(n, max(t.columns[huibao.FieldCode], 1)))
		return
	}
	out := huibao.ReturnRow{Code: row.Code, Subject: row.Subject.Code, Kind: row.Kind, Sheet: t.Name, Row: n, Name: name, Typed: code,
		ByName: code == "", Hidden: t.grid.RowHidden(n)}
	if byName != nil && byName.Code != row.Code {
		out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkRowMismatch, Text: byName.Code, Place: t.at(n, max(t.columns[huibao.FieldIndicator], 1))})
	}
	if out.Hidden {
		r.remark(huibao.RemarkHiddenPlanRow, row.Code, t.at(n, 1))
	}
	for _, c := range huibao.Columns(row.Kind) {
		if col := t.columns[c.Field]; col > 0 {
			r.readValue(t, n, col, row, c, &out)
		}
	}
	r.ret.Rows = append(r.ret.Rows, out)
}

// rowByName finds the form's row of a kind by name or other name; the printed name
// may carry the subject and what counts as done.
func (r *reader) rowByName(kind huibao.Kind, name string) *huibao.FormRow {
	bare := bareName(name)
	if bare == "" {
		return nil
	}
	for i := range r.form.Rows {
		row := &r.form.Rows[i]
		if row.Kind != kind {
			continue
		}
		for _, known := range append([]string{row.Name}, row.Aliases...) {
			if bareName(known) == bare {
				return row
			}
		}
	}
	return nil
}

var nameNotes = regexp.MustCompile(`〔[^〕]*〕|\((市本级)\)`)

// bareName is a name without notes, spaces and differences of width.
func bareName(s string) string {
	s = nameNotes.ReplaceAllString(fold(s), "")
	return strings.Join(strings.Fields(s), "")
}

var totals = []string{"合计", "小计", "总计", "全市"}

func isTotal(s string) bool {
	s = strings.Join(strings.Fields(s), "")
	for _, w := range totals {
		if strings.Contains(s, w) {
			return true
		}
	}
	return s == ""
}

// extra notes a row with figures that is no row of the form; a line of text alone
// is none.
func (r *reader) extra(t table, n int, name, code string) {
	figures := false
	x := huibao.ExtraRow{Place: t.at(n, 1), Name: name, Typed: code}
	for _, c := range huibao.Columns(t.kind) {
		col := t.columns[c.Field]
		if col == 0 || !c.IsInput() {
			continue
		}
		cell := t.grid.At(n, col)
		if cell.Type != sheet.Blank {
			x.Cells = append(x.Cells, cell.Raw)
			figures = figures || c.Type == huibao.TypeNumber
		}
	}
	if !figures {
		return
	}
	r.ret.Extra = append(r.ret.Extra, x)
	if t.grid.RowHidden(n) {
		r.remark(huibao.RemarkHiddenFigures, "隐藏的第 "+strconv.Itoa(n)+" 行有数", t.at(n, 1))
	}
}
