package huibao

import (
	"strconv"
	"strings"
	"unique"
)

// packFormat changes with everything in how values and rows are packed.
const packFormat = 1

// PackFormat says in what way PackRows writes. Rows that were written in another way can't be
// read: whoever keeps them keeps this beside them.
func PackFormat() string {
	names := make([]string, len(packedFields))
	for i, f := range packedFields {
		names[i] = string(f)
	}
	return strconv.Itoa(packFormat) + " " + strings.Join(names, " ")
}

// PackRows are the rows of a return as bytes; their values are packed in the return, too.
func (r *Return) PackRows() []byte {
	r = r.Unfolded()
	r.Pack()
	var p rowPacker
	p.rows(r.Rows)
	var books packer
	books.number(len(p.books))
	for _, b := range p.books {
		books.text(b.File)
		books.text(b.SHA256)
		books.text(b.Sheet)
	}
	books.text(string(p.out))
	books.text(string(p.values))
	return books.out
}

// rowPacker writes rows, and apart from them their values: these stay as they are when the
// rows are read.
type rowPacker struct {
	packer
	books  []*Source
	values []byte
}

// rows are written behind one more than how many there are: a list of none is not none.
func (p *rowPacker) rows(list []ReturnRow) {
	if list == nil {
		p.number(0)
		return
	}
	p.number(len(list) + 1)
	for i := range list {
		p.row(&list[i])
	}
}

// The marks of a row, in the order in which they are written.
const (
	rowByName = 1 << iota
	rowHidden
	rowPacked // it has values
	rowEmpty  // it has a list of none
)

func (p *rowPacker) row(r *ReturnRow) {
	marks := 0
	for i, is := range [...]bool{r.ByName, r.Hidden, r.Values.pack != nil, r.Values.pack == nil && r.Values.list != nil} {
		if is {
			marks |= 1 << i
		}
	}
	p.number(marks)
	for _, text := range [...]string{r.Code, r.Subject, string(r.Kind), r.Sheet, r.Name, r.Typed} {
		p.text(text)
	}
	p.number(r.Row)
	p.number(len(r.Blanks))
	for _, b := range r.Blanks {
		p.text(string(b.Field))
		p.text(b.Cell)
	}
	p.remarks(r.Remarks)
	p.rows(r.Parts)
	if v := r.Values.pack; v != nil {
		for _, n := range [...]int{int(v.n), int(v.has), p.bookOf(v.book), len(v.data)} {
			p.number(n)
		}
		p.values = append(p.values, v.data...)
	}
}

// bookOf is the number of a book among those that were written, from 1; 0 for none.
func (p *rowPacker) bookOf(s *Source) int {
	if s == nil {
		return 0
	}
	for i, b := range p.books {
		if sameBook(*b, *s) {
			return i + 1
		}
	}
	p.books = append(p.books, s)
	return len(p.books)
}

// UnpackRows reads what PackRows wrote in the format of today; it panics on anything else. Texts of rows are parts of data, values are not.
func UnpackRows(data string) []ReturnRow {
	u := rowUnpacker{unpacker: unpacker{unpacking: unpacking{data}}}
	n := u.number()
	if n > len(data) {
		panic("huibao: rows that were not packed in this way")
	}
	u.books = make([]Source, n)
	for i := range u.books {
		u.books[i] = Source{File: own(u.text()), SHA256: own(u.text()), Sheet: own(u.text())}
	}
	rows := u.text()
	u.values = strings.Clone(u.text())
	u.in = rows
	return u.rows()
}

func own(s string) string { return unique.Make(s).Value() }

type rowUnpacker struct {
	unpacker
	books  []Source
	values string
}

func (u *rowUnpacker) rows() []ReturnRow {
	n := u.number() - 1
	if n < 0 {
		return nil
	}
	if n > len(u.in) {
		panic("huibao: rows that were not packed in this way")
	}
	list, packs := make([]ReturnRow, n), make([]packed, n)
	for i := range list {
		u.row(&list[i], &packs[i])
	}
	return list
}

func (u *rowUnpacker) row(r *ReturnRow, v *packed) {
	marks := u.number()
	r.ByName, r.Hidden = marks&rowByName != 0, marks&rowHidden != 0
	r.Code, r.Subject, r.Kind, r.Sheet, r.Name, r.Typed = u.text(), u.text(), Kind(u.text()), u.text(), u.text(), u.text()
	r.Row = u.number()
	if n := u.number(); n > 0 {
		r.Blanks = make([]Blank, n)
		for i := range r.Blanks {
			r.Blanks[i] = Blank{Field(u.text()), u.text()}
		}
	}
	if list := u.remarks(); len(list) > 0 {
		r.Remarks = list
	}
	r.Parts = u.rows()
	switch {
	case marks&rowPacked != 0:
		v.n, v.has = int32(u.number()), uint32(u.number())
		if at := u.number(); at > 0 {
			v.book = &u.books[at-1]
		}
		n := u.number()
		v.data, u.values = u.values[:n], u.values[n:]
		r.Values.pack = v
	case marks&rowEmpty != 0:
		r.Values.list = []Value{}
	}
}
