package huibao

import (
	"encoding/binary"
	"slices"
)

// packed are values as bytes, one after the other: a mark of what there is, and that. What
// thousands of returns are held in is a tenth of what it is in Values.
type packed struct {
	n    int32
	has  uint32  // which of packedFields there are, by their numbers; 1 for others
	book *Source // file, hash and sheet that most of them have
	data string
}

// The marks of a packed value.
const (
	markNumber = 1 << iota
	markNotApplicable
	markWord
	markDate
	markText
	markPlain   // its text is the number's
	markBook    // its source is of the book: the cell alone
	markSource  // another source
	markOrigin  // it was not typed
	markFormula // …
	markRemarks
)

// packedFields have numbers of their own; another stands in words behind 0. Their order is
// of PackFormat.
var packedFields = []Field{FieldPrevious, FieldThis, FieldCumulative, FieldNumer, FieldDenom, FieldRate, FieldStandard, FieldSince, FieldPeople,
	FieldMonths, FieldPaid, FieldBackPay, FieldOwn, FieldState, FieldDone, FieldEvidence, FieldProgress, FieldNote, FieldCode, FieldComplete}

// packedNumber is the number of a field, from 1; 0 for one that stands in words.
var packedNumber = func() map[Field]byte {
	m := map[Field]byte{}
	for i, f := range packedFields {
		m[f] = byte(i + 1)
	}
	return m
}()

// Pack makes the values of a return's rows small: what is looked up in thousands of returns
// is unpacked one by one.
func (r *Return) Pack() {
	if r.folded != nil {
		return
	}
	var book *Source
	for i := range r.Rows {
		book = r.Rows[i].packValues(book)
	}
}

func (r *ReturnRow) packValues(book *Source) *Source {
	for i := range r.Parts {
		book = r.Parts[i].packValues(book)
	}
	v := &r.Values
	if v.pack != nil || len(v.list) == 0 {
		return book
	}
	at := slices.IndexFunc(v.list, func(x Value) bool { return x.Source != Source{} })
	if at >= 0 {
		if s := v.list[at].Source; book == nil || !sameBook(s, *book) {
			book = &Source{File: s.File, SHA256: s.SHA256, Sheet: s.Sheet}
		}
	}
	p := packer{book: book}
	for i := range v.list {
		p.value(&v.list[i])
	}
	*v = Values{pack: &packed{int32(len(v.list)), p.has, book, string(p.out)}}
	return book
}

func sameBook(a, b Source) bool {
	return a.File == b.File && a.SHA256 == b.SHA256 && a.Sheet == b.Sheet
}

// packer writes values.
type packer struct {
	packing
	book *Source
	has  uint32
}

func (p *packer) marks(v *Value) (m uint64) {
	set := func(mark uint64, is bool) {
		if is {
			m |= mark
		}
	}
	number := v.Quantity.IsNumber()
	set(markNumber, number)
	set(markNotApplicable, v.Quantity.State() == NotApplicable)
	set(markWord, v.Word != "")
	set(markDate, v.Date != Date{})
	set(markPlain, number && v.Text == v.Quantity.String())
	set(markText, v.Text != "" && m&markPlain == 0)
	set(markBook, p.book != nil && v.Source != Source{} && sameBook(v.Source, *p.book))
	set(markSource, v.Source != Source{} && m&markBook == 0)
	set(markOrigin, v.Origin != "")
	set(markFormula, v.Formula != "")
	set(markRemarks, v.Remarks != nil)
	return m
}

func (p *packer) value(v *Value) {
	at := packedNumber[v.Field]
	p.has |= 1 << at
	p.out = append(p.out, at)
	if at == 0 {
		p.text(string(v.Field))
	}
	m := p.marks(v)
	p.out = binary.AppendUvarint(p.out, m)
	if m&markNumber != 0 {
		p.decimal(v.Quantity.n)
	}
	if m&markDate != 0 {
		p.number(v.Date.Year)
		p.number(v.Date.Month)
		p.number(v.Date.Day)
	}
	for _, x := range [...]struct {
		mark uint64
		text string
	}{{markWord, v.Word}, {markText, v.Text}, {markOrigin, string(v.Origin)}, {markFormula, v.Formula},
		{markSource, v.Source.File}, {markSource, v.Source.SHA256}, {markSource, v.Source.Sheet}, {markBook | markSource, v.Source.Cell}} {
		if m&x.mark != 0 {
			p.text(x.text)
		}
	}
	if m&markRemarks != 0 {
		p.remarks(v.Remarks)
	}
}

func (p *packer) remarks(list []Remark) {
	p.number(len(list))
	for _, r := range list {
		p.text(string(r.Kind))
		p.text(r.Text)
		p.text(r.Place.Sheet)
		p.text(r.Place.Cell)
		hidden := 0
		if r.Hidden {
			hidden = 1
		}
		p.number(hidden)
	}
}

// unpacker reads what packer wrote.
type unpacker struct {
	unpacking
	book *Source
}

func (p *packed) all(yield func(Value) bool) {
	u := unpacker{unpacking{p.data}, p.book}
	for u.in != "" {
		if !yield(u.rest(u.head())) {
			return
		}
	}
}

func (p *packed) some(is func(f Field, remarked bool) bool, yield func(Value) bool) {
	u := unpacker{unpacking{p.data}, p.book}
	for u.in != "" {
		f, m := u.head()
		if !is(f, m&markRemarks != 0) {
			u.skip(m)
		} else if !yield(u.rest(f, m)) {
			return
		}
	}
}

func (p *packed) numbers() (n int) {
	u := unpacker{unpacking{p.data}, p.book}
	for u.in != "" {
		_, m := u.head()
		if m&markNumber != 0 {
			n++
		}
		u.skip(m)
	}
	return n
}

func (p *packed) lookup(f Field) (Value, bool) {
	u, m, ok := p.find(f)
	if !ok {
		return Value{}, false
	}
	return u.rest(f, m), true
}

// find reads on up to the value of a field, behind its mark.
func (p *packed) find(f Field) (u unpacker, m uint64, ok bool) {
	at := packedNumber[f]
	if p.has&(1<<at) == 0 {
		return unpacker{}, 0, false
	}
	u = unpacker{unpacking{p.data}, p.book}
	for u.in != "" {
		found := u.in[0] == at
		is, m := u.head()
		if found && is == f {
			return u, m, true
		}
		u.skip(m)
	}
	return unpacker{}, 0, false
}

// head reads the field and the mark of the next value.
func (u *unpacker) head() (f Field, m uint64) {
	at := u.in[0]
	u.in = u.in[1:]
	if at > 0 {
		f = packedFields[at-1]
	} else {
		f = Field(u.text())
	}
	return f, u.uvarint()
}

// skip passes over what rest reads.
func (u *unpacker) skip(m uint64) {
	if m&markNumber != 0 {
		u.skipDecimal()
	}
	if m&markDate != 0 {
		u.uvarint()
		u.uvarint()
		u.uvarint()
	}
	for _, mark := range [...]uint64{markWord, markText, markOrigin, markFormula, markSource, markSource, markSource, markBook | markSource} {
		if m&mark != 0 {
			u.text()
		}
	}
	if m&markRemarks != 0 {
		for range u.number() {
			for range 4 { // the kind, the text, the sheet, the cell
				u.text()
			}
			u.number()
		}
	}
}

// quantity reads the number of the value behind its mark.
func (u *unpacker) quantity(m uint64) Quantity {
	switch {
	case m&markNumber != 0:
		return Quantity{Number, u.decimal()}
	case m&markNotApplicable != 0:
		return NA()
	}
	return Quantity{}
}

// rest reads the value behind its head.
func (u *unpacker) rest(f Field, m uint64) Value {
	v := Value{Field: f, Quantity: u.quantity(m)}
	if m&markDate != 0 {
		v.Date = Date{u.number(), u.number(), u.number()}
	}
	if m&markWord != 0 {
		v.Word = u.text()
	}
	if m&markText != 0 {
		v.Text = u.text()
	} else if m&markPlain != 0 {
		v.Text = v.Quantity.String()
	}
	if m&markOrigin != 0 {
		v.Origin = Origin(u.text())
	}
	if m&markFormula != 0 {
		v.Formula = u.text()
	}
	switch {
	case m&markBook != 0:
		v.Source = *u.book
		v.Source.Cell = u.text()
	case m&markSource != 0:
		v.Source = Source{u.text(), u.text(), u.text(), u.text()}
	}
	if m&markRemarks != 0 {
		v.Remarks = u.remarks()
	}
	return v
}

func (u *unpacker) remarks() []Remark {
	list := make([]Remark, u.number())
	for i := range list {
		list[i] = Remark{Kind: RemarkKind(u.text()), Text: u.text(), Place: Place{u.text(), u.text()}, Hidden: u.number() == 1}
	}
	return list
}
