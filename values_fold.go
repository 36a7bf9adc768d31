package huibao

import (
	"iter"
	"sync"
)

// folded are the rows of a return as they are held in thousands: what stands in the same row of most
// other returns (the code, the name, the place, the blanks) is held once for all of them, the rest as
// bytes. Nothing changes them.
type folded struct {
	heads   []*ReturnRow // without subject, values, remarks and parts
	at      []uint32     // where in data the rest of each row begins
	subject string       // of most rows
	books   []*Source
	parts   map[int][]ReturnRow
	data    string
}

// The marks of a folded row.
const (
	foldedSubject = 1 << iota // another one
	foldedRemarks
	foldedValues
	foldedNone // it has a list of no values
)

// unfolded stands in the place of rows that are folded: who reads it for a return's rows fails, and
// never takes a return for one of no rows.
var unfolded = []ReturnRow{{Code: "\x00", Kind: "\x00", Values: Values{pack: &packed{n: 1, has: ^uint32(0), data: "\x01"}}}}

// Fold makes the rows of a return as small as they are held in thousands; afterwards they are had by
// All, Row, RowByCode and Unfolded, and no longer by Rows, and nothing of them is changed.
func (r *Return) Fold() {
	if r.folded != nil || len(r.Rows) == 0 {
		return
	}
	r.Pack()
	f := &folded{heads: make([]*ReturnRow, len(r.Rows)), at: make([]uint32, len(r.Rows)), subject: own(r.Rows[0].Subject)}
	p := rowPacker{}
	var key []byte
	for i := range r.Rows {
		row := &r.Rows[i]
		key = row.headKey(key[:0])
		f.heads[i], f.at[i] = heads.of(key, row), uint32(len(p.out))
		p.folded(row, f.subject)
		if len(row.Parts) > 0 {
			if f.parts == nil {
				f.parts = map[int][]ReturnRow{}
			}
			f.parts[i] = row.Parts
		}
	}
	f.books, f.data = p.books, string(p.out)
	r.folded, r.Rows = f, unfolded
}

// held are the rows as they are folded, nil where they are not. Who put other rows into a folded return would have them
// passed over in silence: that fails.
func (r *Return) held() *folded {
	if r.folded != nil && (len(r.Rows) != len(unfolded) || &r.Rows[0] != &unfolded[0]) {
		panic("rows were put into a return that is folded")
	}
	return r.folded
}

// Folded reports whether the rows are folded.
func (r *Return) Folded() bool { return r.folded != nil }

// folded writes what of a row is its own.
func (p *rowPacker) folded(row *ReturnRow, subject string) {
	v := row.Values.pack
	marks := 0
	for i, is := range [...]bool{row.Subject != subject, len(row.Remarks) > 0, v != nil, v == nil && row.Values.list != nil} {
		if is {
			marks |= 1 << i
		}
	}
	p.number(marks)
	if marks&foldedSubject != 0 {
		p.text(row.Subject)
	}
	if marks&foldedRemarks != 0 {
		p.remarks(row.Remarks)
	}
	if v != nil {
		for _, n := range [...]int{int(v.n), int(v.has), p.bookOf(v.book)} {
			p.number(n)
		}
		p.text(v.data)
	}
}

// foldedRow is a row that was unfolded, with room for its values.
type foldedRow struct {
	ReturnRow
	values packed
}

// row makes the ith row.
func (f *folded) row(i int) *ReturnRow {
	room := new(foldedRow)
	f.unfold(i, room)
	return &room.ReturnRow
}

// unfold makes the ith row in the place of another.
func (f *folded) unfold(i int, room *foldedRow) {
	var marks int
	row := &room.ReturnRow
	*row = *f.heads[i]
	marks, row.Subject, row.Remarks = f.rest(i, &room.values)
	switch {
	case marks&foldedValues != 0:
		row.Values.pack = &room.values
	case marks&foldedNone != 0:
		row.Values.list = []Value{}
	}
	row.Parts = f.parts[i]
}

// rest reads what of the ith row is its own, its values into v.
func (f *folded) rest(i int, v *packed) (marks int, subject string, remarks []Remark) {
	u := unpacker{unpacking{f.data[f.at[i]:]}, nil}
	marks, subject = u.number(), f.subject
	if marks&foldedSubject != 0 {
		subject = u.text()
	}
	if marks&foldedRemarks != 0 {
		remarks = u.remarks()
	}
	if marks&foldedValues != 0 {
		*v = packed{n: int32(u.number()), has: uint32(u.number())}
		if at := u.number(); at > 0 {
			v.book = f.books[at-1]
		}
		v.data = u.text()
	}
	return marks, subject, remarks
}

// subjectOf reads of the ith row no more than its subject.
func (f *folded) subjectOf(i int) string {
	u := unpacking{f.data[f.at[i]:]}
	if u.number()&foldedSubject == 0 {
		return f.subject
	}
	return u.text()
}

// RowCount is how many rows a return has.
func (r *Return) RowCount() int {
	if f := r.held(); f != nil {
		return len(f.heads)
	}
	return len(r.Rows)
}

// Row is the ith row, from 0; of a return that is folded one made for the caller.
func (r *Return) Row(i int) *ReturnRow {
	if f := r.held(); f != nil {
		return f.row(i)
	}
	return &r.Rows[i]
}

// All lists the rows, folded or not, each with its number from 0.
func (r *Return) All() iter.Seq2[int, *ReturnRow] {
	return func(yield func(int, *ReturnRow) bool) {
		for i := range r.RowCount() {
			if !yield(i, r.Row(i)) {
				return
			}
		}
	}
}

// codeOf is the code of the ith row.
func (r *Return) codeOf(i int) string {
	if f := r.held(); f != nil {
		return f.heads[i].Code
	}
	return r.Rows[i].Code
}

// SubjectOf is the subject of the ith row, without the row.
func (r *Return) SubjectOf(i int) string {
	if f := r.held(); f != nil {
		return f.subjectOf(i)
	}
	return r.Rows[i].Subject
}

// Glance is All for those who keep no row: each is there until the next is asked for, and what it says
// for good.
func (r *Return) Glance() iter.Seq2[int, *ReturnRow] {
	if r.held() == nil {
		return r.All()
	}
	return func(yield func(int, *ReturnRow) bool) {
		var room foldedRow
		for i := range r.folded.heads {
			if r.folded.unfold(i, &room); !yield(i, &room.ReturnRow) {
				return
			}
		}
	}
}

// isCode is a == b where most codes differ in their last digit, if not in their length.
func isCode(a, b string) bool {
	n := len(a)
	return n == len(b) && (n == 0 || a[n-1] == b[n-1]) && a == b
}

// RowByCode finds a recognised row, or nil.
func (r *Return) RowByCode(code string) *ReturnRow {
	for row := range r.RowsByCode(code) {
		return row
	}
	return nil
}

// RowsByCode lists the rows of a code: more than one where a unit has it twice.
func (r *Return) RowsByCode(code string) iter.Seq[*ReturnRow] {
	return func(yield func(*ReturnRow) bool) {
		for i := range r.RowCount() {
			if isCode(r.codeOf(i), code) && !yield(r.Row(i)) {
				return
			}
		}
	}
}

// GlanceByCode is RowsByCode for those who keep no row.
func (r *Return) GlanceByCode(code string) iter.Seq[*ReturnRow] {
	f := r.held()
	if f == nil {
		return r.RowsByCode(code)
	}
	return func(yield func(*ReturnRow) bool) {
		var room foldedRow
		for i, head := range f.heads {
			if !isCode(head.Code, code) {
				continue
			}
			if f.unfold(i, &room); !yield(&room.ReturnRow) {
				return
			}
		}
	}
}

// QuantityOf is the number of a field in the row of a code, and whether there is that row: what is asked of thousands of
// returns, without the row.
func (r *Return) QuantityOf(code string, f Field) (q Quantity, found bool) {
	for i := range r.RowCount() {
		if !isCode(r.codeOf(i), code) {
			continue
		}
		if r.folded == nil {
			return r.Rows[i].Quantity(f), true
		}
		var v packed
		r.folded.rest(i, &v)
		if u, m, ok := v.find(f); ok {
			q = u.quantity(m)
		}
		return q, true
	}
	return Quantity{}, false
}

// Unfolded is a return whose rows stand in Rows: the return itself where they do.
func (r *Return) Unfolded() *Return {
	if r == nil || r.folded == nil {
		return r
	}
	out := *r
	out.folded, out.Rows = nil, make([]ReturnRow, len(r.folded.heads))
	for i := range out.Rows {
		out.Rows[i] = *r.folded.row(i)
	}
	return &out
}

// Unfold puts the rows in Rows again, where they can be changed.
func (r *Return) Unfold() { *r = *r.Unfolded() }

// headKey is all that heads of rows are told apart by.
func (r *ReturnRow) headKey(key []byte) []byte {
	p := packing{key}
	marks := 0
	for i, is := range [...]bool{r.ByName, r.Hidden, r.Blanks != nil} {
		if is {
			marks |= 1 << i
		}
	}
	for _, n := range [...]int{marks, r.Row, len(r.Blanks)} {
		p.number(n)
	}
	for _, text := range [...]string{r.Code, string(r.Kind), r.Sheet, r.Name, r.Typed} {
		p.text(text)
	}
	for _, b := range r.Blanks {
		p.text(string(b.Field))
		p.text(b.Cell)
	}
	return p.out
}

// heads are those of all returns that are folded.
var heads = rowHeads{known: map[string]*ReturnRow{}}

// mostHeads bounds them in a program that runs for months, and where no two returns are alike: beyond,
// a return has its own. So it has of those with long texts, which hardly two have.
const (
	mostHeads     = 20000
	mostHeadBytes = 8 << 20 // of keys; a head is not much larger
	longHead      = 600     // bytes of a key
)

type rowHeads struct {
	mu    sync.RWMutex
	known map[string]*ReturnRow
	bytes int // of the keys
}

func (h *rowHeads) of(key []byte, row *ReturnRow) *ReturnRow {
	if len(key) > longHead {
		return row.head()
	}
	h.mu.RLock()
	head, full := h.known[string(key)], len(h.known) >= mostHeads || h.bytes+len(key) > mostHeadBytes
	h.mu.RUnlock()
	if head != nil {
		return head
	}
	head = row.head()
	if full {
		return head
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if known := h.known[string(key)]; known != nil {
		return known
	}
	h.known[string(key)] = head
	h.bytes += len(key)
	return head
}

// head is a copy of a row without what is its return's own, which holds nothing of where it was read.
func (r *ReturnRow) head() *ReturnRow {
	out := &ReturnRow{Code: own(r.Code), Kind: Kind(own(string(r.Kind))), Sheet: own(r.Sheet), Row: r.Row, Name: own(r.Name), Typed: own(r.Typed), ByName: r.ByName, Hidden: r.Hidden}
	if r.Blanks != nil {
		out.Blanks = make([]Blank, len(r.Blanks))
	}
	for i, b := range r.Blanks {
		out.Blanks[i] = Blank{Field(own(string(b.Field))), own(b.Cell)}
	}
	return out
}

// Whole is a submission whose return is Unfolded, to be written.
func (s *Submission) Whole() *Submission {
	if s.Return == nil || s.Return.folded == nil {
		return s
	}
	out := *s
	out.Return = s.Return.Unfolded()
	return &out
}
