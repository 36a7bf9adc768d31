package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// table is one table found on a page: its kind, its heading row, and where each
// field stands.
type table struct {
	page
	kind    huibao.Kind
	head    int
	columns map[huibao.Field]int
}

var fieldByHeading = func() map[string]huibao.Field {
	m := map[string]huibao.Field{}
	for f, words := range headings {
		for _, w := range words {
			m[w] = f
		}
	}
	return m
}()

// headingOf is what a heading means: exactly, or without what stands in brackets,
// or with a period before it (1-6月完成情况, 6月完成).
func headingOf(text string) (huibao.Field, bool) {
	if len(text) > maxHeading {
		return "", false
	}
	bare := strings.Join(strings.Fields(fold(text)), "")
	if f, ok := fieldByHeading[strings.NewReplacer("(", "", ")", "").Replace(bare)]; ok {
		return f, true
	}
	if i := strings.IndexAny(bare, "(〔["); i > 0 {
		bare = bare[:i]
	}
	if f, ok := fieldByHeading[bare]; ok {
		return f, true
	}
	return periodHeading(bare)
}

// maxHeading bounds a heading, in bytes.
const maxHeading = 120

// periodHeading reads a heading that begins with its period: what was done since
// January (1-6月完成, 截至6月底) is the cumulative, what was done in one month is
// this period's.
func periodHeading(bare string) (huibao.Field, bool) {
	since, rest := cutPeriod(bare)
	if since == "" {
		return "", false
	}
	rest = strings.TrimPrefix(rest, "份")
	if f, ok := fieldByHeading[rest]; ok && f != huibao.FieldCumulative && f != huibao.FieldThis {
		return f, true
	}
	if !slices.Contains(doneWords, rest) {
		f, ok := fieldByHeading[rest]
		return f, ok
	}
	if since == oneMonth && !strings.Contains(rest, "累计") {
		return huibao.FieldThis, true
	}
	return huibao.FieldCumulative, true
}

// headSearch is how many rows of a page are searched for headings, and headLeast
// how many headings make a heading row.
const (
	headSearch = 3000
	headLeast  = 3
)

// findTables finds the tables of a page: heading rows by what they name.
func findTables(p page) []table {
	var list []table
	for i, n := range p.grid.Rows() {
		if i >= headSearch {
			break
		}
		if t, ok := tableAt(p, n); ok {
			list = append(list, t)
		}
	}
	return list
}

func tableAt(p page, row int) (table, bool) {
	t := table{page: p, head: row, columns: map[huibao.Field]int{}}
	named := 0
	for _, c := range p.grid.Row(row) {
		if f, ok := headingOf(c.Raw); ok && c.Type == sheet.Text {
			named++
			if _, twice := t.columns[f]; !twice {
				t.columns[f] = c.Col
			}
		}
	}
	if named < headLeast || t.columns[huibao.FieldCode] == 0 && t.columns[huibao.FieldIndicator] == 0 {
		return t, false
	}
	t.kind = kindOf(t.columns)
	return t, t.kind != ""
}

// telling are the fields that tell a table's kind.
var telling = []struct {
	kind   huibao.Kind
	fields []huibao.Field
}{
	{huibao.KindMilestone, []huibao.Field{huibao.FieldState}},
	{huibao.KindStandard, []huibao.Field{huibao.FieldStandard, huibao.FieldMonths, huibao.FieldPaid}},
	{huibao.KindRelation, []huibao.Field{huibao.FieldOwn}},
	{huibao.KindCount, []huibao.Field{huibao.FieldThis, huibao.FieldCumulative, huibao.FieldPrevious}},
	{huibao.KindRate, []huibao.Field{huibao.FieldNumer, huibao.FieldDenom}},
}

func kindOf(columns map[huibao.Field]int) huibao.Kind {
	for _, t := range telling {
		for _, f := range t.fields {
			if columns[f] > 0 {
				return t.kind
			}
		}
	}
	return ""
}

// describeColumns remarks what is odd about a table's columns: missing, twice,
// moved, renamed.
func (r *reader) describeColumns(t table) {
	seen := map[huibao.Field]int{}
	for _, c := range t.grid.Row(t.head) {
		f, ok := headingOf(c.Raw)
		if !ok || c.Type != sheet.Text {
			continue
		}
		if first, twice := seen[f]; twice && inputField(t.kind, f) {
			r.remark(huibao.RemarkColumnAmbiguous, "“"+c.Raw+"”与"+sheet.Ref(t.head, first)+"是同一栏目", t.at(t.head, c.Col))
		}
		seen[f] = c.Col
	}
	for _, c := range huibao.Columns(t.kind) {
		if c.IsInput() && t.columns[c.Field] == 0 && !mayLack(t.kind, c.Field) {
			r.remark(huibao.RemarkColumnMissing, strings.Join(headings[c.Field], "、"), t.at(t.head, 1))
		}
	}
	r.describeOrder(t)
}

func inputField(kind huibao.Kind, f huibao.Field) bool {
	c, ok := huibao.ColumnOf(kind, f)
	return ok && c.IsInput()
}

// describeOrder remarks that columns stand elsewhere, or under another heading,
// than in the table we issue.
func (r *reader) describeOrder(t table) {
	var moved []string
	for i, c := range huibao.Columns(t.kind) {
		col := t.columns[c.Field]
		if col == 0 {
			continue
		}
		text := strings.TrimSpace(t.grid.At(t.head, col).Raw)
		switch {
		case text != c.Label:
			moved = append(moved, "“"+text+"”读作“"+c.Label+"”")
		case col != i+1:
			moved = append(moved, "“"+c.Label+"”在 "+sheet.ColName(col)+" 列")
		}
	}
	if len(moved) > 0 {
		r.remark(huibao.RemarkColumnMoved, strings.Join(moved, "，"), t.at(t.head, 1))
	}
}
