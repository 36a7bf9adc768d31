// Package book writes workbooks: excelize lays them out, and a last pass gives
// formulas their cached values, makes text that begins like a formula a quoted
// string, and puts everything that would differ from run to run in order, so that
// the same content gives the same bytes.
package book

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"
)

// Book is a workbook that is being written. The embedded file is excelize's own,
// for everything but values.
type Book struct {
	*excelize.File
	cached map[string]map[string]cachedValue // by sheet and cell
	quoted map[string]map[string]bool

	streams map[string]*stream // by sheet
	tables  map[string][]byte  // by path: whole, where excelize is shown a stub
	err     error
}

type cachedValue struct {
	text   string
	number bool
}

// Meta is what the document's properties say.
type Meta struct {
	Title, Creator string
	Time           time.Time
}

// New is an empty workbook with one sheet of the given name.
func New(first string) *Book {
	f := excelize.NewFile()
	b := Wrap(f)
	b.keep(f.SetSheetName("Sheet1", first))
	return b
}

// Wrap takes over a workbook that excelize opened.
func Wrap(f *excelize.File) *Book {
	return &Book{File: f, cached: map[string]map[string]cachedValue{}, quoted: map[string]map[string]bool{}, streams: map[string]*stream{}, tables: map[string][]byte{}}
}

// keep remembers the first error; Finish returns it.
func (b *Book) keep(err error) {
	if b.err == nil && err != nil {
		b.err = err
	}
}

// Check remembers an error of a call on the embedded file, for Finish to return.
func (b *Book) Check(err error) { b.keep(err) }

// Add adds a sheet.
func (b *Book) Add(sheet string) {
	_, err := b.NewSheet(sheet)
	b.keep(err)
}

// maxDigits is how many significant digits Excel keeps.
const maxDigits = 15

// Number is the door through which decimals go to Excel: the text of the number,
// and false where it has more digits than Excel would keep.
func Number(d decimal.Decimal) (text string, ok bool) {
	digits := strings.TrimLeft(strings.TrimRight(d.Coefficient().String(), "0"), "-")
	return d.String(), len(digits) <= maxDigits
}

// Number writes a decimal; one with more than 15 digits is written as text.
func (b *Book) Number(sheet, ref string, d decimal.Decimal) {
	text, ok := Number(d)
	if !ok {
		b.Text(sheet, ref, text)
		return
	}
	b.keep(b.SetCellDefault(sheet, ref, text))
}

// Int writes a whole number.
func (b *Book) Int(sheet, ref string, n int) { b.keep(b.SetCellInt(sheet, ref, int64(n))) }

// Text writes a string, made safe by Clean; one that begins like a formula is
// marked as quoted.
func (b *Book) Text(sheet, ref, text string) {
	text = Clean(text)
	b.keep(b.SetCellStr(sheet, ref, text))
	if beginsLikeFormula(text) {
		if b.quoted[sheet] == nil {
			b.quoted[sheet] = map[string]bool{}
		}
		b.quoted[sheet][ref] = true
	}
}

// beginsLikeFormula reports whether a program might take a text for a formula.
func beginsLikeFormula(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	return text != "" && strings.ContainsRune("=+-@＝＋－＠'", r)
}

// Formula writes a formula with the number that it gives.
func (b *Book) Formula(sheet, ref, formula string, value decimal.Decimal) {
	b.formula(sheet, ref, formula, cachedValue{value.String(), true})
}

// FormulaText writes a formula with the text that it gives, which may be empty.
func (b *Book) FormulaText(sheet, ref, formula, value string) {
	b.formula(sheet, ref, formula, cachedValue{Clean(value), false})
}

func (b *Book) formula(sheet, ref, formula string, v cachedValue) {
	if len(formula) > maxFormula {
		b.keep(fmt.Errorf("book: formula in %s!%s has %d characters", sheet, ref, len(formula)))
		return
	}
	b.keep(b.SetCellFormula(sheet, ref, formula))
	if b.cached[sheet] == nil {
		b.cached[sheet] = map[string]cachedValue{}
	}
	b.cached[sheet][ref] = v
}

// maxFormula is how long a formula may be in Excel.
const maxFormula = 8192

// maxText is how long a cell's text may be, in UTF-16 units; Clean cuts by runes,
// well below.
const maxText = 32000

// Clean makes a text fit for XML and for a cell: characters that XML forbids,
// control characters and direction marks are shown as �, and what is too long is
// cut with an ellipsis.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "�")
	s = strings.Map(cleanRune, s)
	if utf8.RuneCountInString(s) > maxText/2 {
		s = string([]rune(s)[:maxText/2]) + "…"
	}
	return s
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;")

// Escape is a text, made fit, as it stands in XML.
func Escape(s string) string { return escaper.Replace(Clean(s)) }

func cleanRune(r rune) rune {
	switch {
	case r == '\n', r == '\t':
		return r
	case r == '\r':
		return -1
	case r < 0x20, r == 0x7f, r >= 0x80 && r < 0xa0, r == 0xfffe, r == 0xffff,
		r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f:
		return '�'
	}
	return r
}
