package report

import (
	"iter"
	"slices"
	"strings"

	"huibao"
)

// ledgerLine is one value of 台账, and its key.
type ledgerLine struct {
	ledgerRow
	row   *huibao.ReturnRow
	field huibao.Field
	label string
	key   string
}

// ledgerRow is a row of a return that counts, the nth of its return, with so many lines. twin says that its
// indicator has another one of the same unit, looked that other sheets look its figures up in every city.
type ledgerRow struct {
	sub          *huibao.Submission
	nth          int32
	lines        int16
	twin, looked bool
}

// ledgerLines are the lines of 台账 in their order. Of what they are made of no more is
// held than which rows they are, by indicator.
type ledgerLines struct {
	codes []string
	rows  map[string][]ledgerRow
	count int
}

func (w *workbook) ledgerLines() *ledgerLines {
	l := &ledgerLines{rows: map[string][]ledgerRow{}}
	for i := range w.Submissions() {
		s := &w.Submissions()[i]
		if !s.Counts() || s.Return == nil {
			continue
		}
		for j, row := range s.Return.Glance() {
			r := ledgerRow{sub: s, nth: int32(j), looked: row.Kind == huibao.KindStandard || row.Kind == huibao.KindRelation}
			for range inputsOf(row) {
				r.lines++
			}
			if r.lines == 0 {
				continue
			}
			if l.rows[row.Code] == nil {
				l.codes = append(l.codes, row.Code)
			}
			l.rows[row.Code] = append(l.rows[row.Code], r)
			l.count += int(r.lines)
		}
	}
	slices.SortFunc(l.codes, huibao.CompareCodes)
	for _, rows := range l.rows {
		first := make(map[string]int, len(rows))
		for i := range rows {
			subject := rows[i].sub.Return.SubjectOf(int(rows[i].nth))
			if at, again := first[subject]; again {
				rows[at].twin, rows[i].twin = true, true
				continue
			}
			first[subject] = i
		}
	}
	return l
}

// mayBeTold tells of submissions in whose returns a finding's cell may stand: of the same file as one of which a
// cell is told, and of those to which others' rows were joined.
func (w *workbook) mayBeTold() func(*huibao.Submission) bool {
	files, joined := map[string]bool{}, map[string]bool{}
	for i := range w.Submissions() {
		s := &w.Submissions()[i]
		joined[s.PartOf] = true
		if slices.ContainsFunc(s.Findings, func(f huibao.Finding) bool { return f.Cell != "" }) {
			files[s.SHA256] = true
		}
	}
	return func(s *huibao.Submission) bool { return files[s.SHA256] || joined[s.Path] }
}

// inputsOf are the filled inputs of a row with their headings, in the order of columns.
func inputsOf(row *huibao.ReturnRow) iter.Seq2[huibao.Field, string] {
	return func(yield func(huibao.Field, string) bool) {
		for _, col := range huibao.Columns(row.Kind) {
			if !col.IsInput() {
				continue
			}
			if row.Values.Has(col.Field) && !yield(col.Field, col.Label) {
				return
			}
		}
	}
}

// all are the lines, numbered from 0.
func (l *ledgerLines) all() iter.Seq2[int, ledgerLine] {
	return l.some(func(string, ledgerRow) bool { return true })
}

// some passes over the lines of rows of a code that are not wanted.
func (l *ledgerLines) some(wanted func(string, ledgerRow) bool) iter.Seq2[int, ledgerLine] {
	return func(yield func(int, ledgerLine) bool) {
		n := 0
		for _, code := range l.codes {
			said := map[cellKey]int{} // of one unit by two
			for _, r := range l.rows[code] {
				if !r.twin && !wanted(code, r) { // twins are numbered
					n += int(r.lines)
					continue
				}
				row := r.reported()
				key := keyOf(code, unitKey(row.Subject), "")
				for f, label := range inputsOf(row) {
					x := ledgerLine{ledgerRow: r, row: row, field: f, label: label, key: key + fieldKey(f)}
					if r.twin {
						cell := x.cell()
						x.key += strings.Repeat("|2", said[cell])
						said[cell]++
					}
					if !yield(n, x) {
						return
					}
					n++
				}
			}
		}
	}
}

// reported is the row itself.
func (r ledgerRow) reported() *huibao.ReturnRow { return r.sub.Return.Row(int(r.nth)) }

// cell names the line's value.
func (x ledgerLine) cell() cellKey { return cellKey{x.row.Code, x.row.Subject, x.field} }

// source is the cell of a return in which it stands.
func (x ledgerLine) source() huibao.Source { return x.row.Values.Of(x.field).Source }
