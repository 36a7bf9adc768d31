package formula

import (
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// A formula of a cell, as Excel and others write it, is computed in exact fractions
// too: + − × ÷ and small powers, comparisons, brackets, SUM, ROUND, IF and the like,
// over cells of the same workbook. What goes beyond that gives an Unknown.

// Kind is what an Operand holds.
type Kind uint8

// The kinds.
const (
	KindUnknown Kind = iota // cannot be told; Text says why
	KindBlank
	KindNumber
	KindText
	KindBool
	KindError // #DIV/0!
)

// Operand is what a cell holds, or what a formula gives.
type Operand struct {
	Kind   Kind
	Number huibao.Ratio
	Text   string
	Bool   bool
}

// NumberOf is a number.
func NumberOf(d decimal.Decimal) Operand { return Operand{Kind: KindNumber, Number: huibao.Whole(d)} }

func ratioOf(r huibao.Ratio) Operand {
	if v := bounded(r); v.why != "" {
		return unknown(v.why)
	}
	return Operand{Kind: KindNumber, Number: r}
}

func textOf(s string) Operand    { return Operand{Kind: KindText, Text: s} }
func boolOf(b bool) Operand      { return Operand{Kind: KindBool, Bool: b} }
func unknown(why string) Operand { return Operand{Kind: KindUnknown, Text: why} }

var divisionByZero = Operand{Kind: KindError, Text: "#DIV/0!"}

// Known reports whether it could be told.
func (o Operand) Known() bool { return o.Kind != KindUnknown }

// fails reports whether it is no value to go on with.
func (o Operand) fails() bool { return o.Kind == KindUnknown || o.Kind == KindError }

// Range is a rectangle of cells of a sheet, from 1, both ends included; "" is the sheet
// of the formula itself.
type Range struct {
	Sheet                  string
	Row1, Col1, Row2, Col2 int
}

// Cells gives a formula the cells that it refers to.
type Cells interface {
	// Cell is what a cell holds; Unknown where there is no such sheet.
	Cell(sheet string, row, col int) Operand
	// Extent is the last row and column of a sheet that hold anything.
	Extent(sheet string) (rows, cols int)
}

// At is where a formula stands: R1C1 says that it is written in relative places
// (RC[-1]), which are counted from there.
type At struct {
	Row, Col int
	R1C1     bool
}

// CellFormula is a formula of a cell that was read.
type CellFormula struct {
	root cellNode
	refs []Range
}

// Refs are the cells that it refers to, in order.
func (f *CellFormula) Refs() []Range { return f.refs }

// ParseCell reads the formula of a cell, without its equals sign. An error is of a text
// that is no tokens of a formula; one that goes beyond what is computed is read, has
// Refs, and gives an Unknown.
func ParseCell(source string, at At) (*CellFormula, error) {
	tokens, err := lexCell(source, at)
	if err != nil {
		return nil, err
	}
	p := &cellParser{source: source, tokens: tokens}
	root, err := p.expression(0, 0)
	if err == nil && p.peek().kind != tokEnd {
		err = p.wrong("这里多出了“" + p.peek().text + "”")
	}
	f := &CellFormula{root: root}
	for _, t := range tokens {
		if t.kind == tokRange {
			f.refs = append(f.refs, t.area)
		}
	}
	if err != nil {
		f.root = cellUnread{err.Error()}
	}
	return f, nil
}

// Outcome is what a formula gives. Slack is how much it may be off because a rounding
// lay on the edge, where binary numbers fall to either side.
type Outcome struct {
	Operand
	Slack decimal.Decimal
}

// Eval computes the formula.
func (f *CellFormula) Eval(cells Cells) Outcome {
	e := &cellEvaluator{cells: cells, budget: maxCells}
	o := e.eval(f.root)
	if o.Kind == KindBlank {
		o = NumberOf(decimal.Zero)
	}
	return Outcome{o, e.slack}
}

// Agrees reports whether a saved number is the result of the formula, but for what
// binary numbers lose.
func (o Outcome) Agrees(saved decimal.Decimal) bool {
	if o.Kind != KindNumber {
		return false
	}
	off := abs(o.Number.Sub(huibao.Whole(saved)))
	most := decimal.Max(saved.Abs(), decimal.NewFromInt(1)).Mul(binaryLoss).Add(o.Slack)
	return off.Cmp(huibao.Whole(most)) <= 0
}

// binaryLoss is the share by which a sum of binary numbers may be off.
var binaryLoss = decimal.New(1, -9)

// Plain is the number that a formula gives, to six places.
func (o Outcome) Plain() string {
	switch o.Kind {
	case KindNumber:
		return plain(o.Number)
	case KindBool:
		return map[bool]string{true: "TRUE", false: "FALSE"}[o.Bool]
	}
	return o.Text
}

// maxCells bounds the cells that one formula looks at.
const maxCells = 100_000

// numberIn is the number that stands in a text, as Excel takes it in arithmetic; what
// may be a date or a percentage is unknown.
func numberIn(s string) Operand {
	s = strings.TrimSpace(s)
	if d, err := huibao.ParseDecimal(s); err == nil && len(s) <= maxDigits {
		return NumberOf(d)
	}
	return unknown("“" + s + "”不是数")
}
