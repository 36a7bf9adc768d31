package formula

import (
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// cellEvaluator computes one formula of a cell.
type cellEvaluator struct {
	cells  Cells
	budget int // of cells that may still be looked at
	slack  decimal.Decimal
}

func (e *cellEvaluator) eval(n cellNode) Operand {
	switch x := n.(type) {
	case cellValue:
		return x.value
	case cellArea:
		a := x.area
		if a.Row1 != a.Row2 || a.Col1 != a.Col2 {
			return unknown("一格里用了一片区域")
		}
		return e.cell(a.Sheet, a.Row1, a.Col1)
	case cellUnread:
		return unknown(x.why)
	case cellUnary:
		return e.unary(x)
	case cellBinary:
		return e.binary(x)
	case cellCall:
		return cellFunctions[x.name].run(e, x.args)
	}
	return unknown("公式有误")
}

func (e *cellEvaluator) cell(sheet string, row, col int) Operand {
	if e.budget--; e.budget < 0 {
		return unknown("涉及的格子太多")
	}
	return e.cells.Cell(sheet, row, col)
}

// numeric is an operand in arithmetic.
func numeric(o Operand) Operand {
	switch o.Kind {
	case KindBlank:
		return NumberOf(decimal.Zero)
	case KindBool:
		if o.Bool {
			return NumberOf(decimal.NewFromInt(1))
		}
		return NumberOf(decimal.Zero)
	case KindText:
		return numberIn(o.Text)
	}
	return o
}

func (e *cellEvaluator) unary(x cellUnary) Operand {
	of := numeric(e.eval(x.of))
	if of.fails() || x.sign == "+" {
		return of
	}
	if x.sign == "%" {
		return ratioOf(huibao.NewRatio(of.Number.Num, of.Number.Den.Shift(2)))
	}
	return ratioOf(huibao.NewRatio(of.Number.Num.Neg(), of.Number.Den))
}

func (e *cellEvaluator) binary(x cellBinary) Operand {
	a, b := e.eval(x.left), e.eval(x.right)
	if cellBinding[x.sign] == cellBinding["="] {
		return compareCells(x.sign, a, b)
	}
	if x.sign == "&" {
		return unknown("没有重算“&”")
	}
	if a = numeric(a); a.fails() {
		return a
	}
	if b = numeric(b); b.fails() {
		return b
	}
	switch x.sign {
	case "+":
		return ratioOf(a.Number.Add(b.Number))
	case "-":
		return ratioOf(a.Number.Sub(b.Number))
	case "*":
		return ratioOf(a.Number.Mul(b.Number))
	case "/":
		if b.Number.Sign() == 0 {
			return divisionByZero
		}
		return ratioOf(a.Number.Quo(b.Number))
	}
	return power(a.Number, b.Number)
}

// maxPower bounds an exponent: 10^4 turns 万 into ones.
const maxPower = 12

func power(base, exponent huibao.Ratio) Operand {
	n := exponent.Round(0)
	if huibao.Whole(n).Cmp(exponent) != 0 || n.Sign() < 0 || n.GreaterThan(decimal.NewFromInt(maxPower)) {
		return unknown("没有重算“^”")
	}
	out := NumberOf(decimal.NewFromInt(1))
	for range n.IntPart() {
		if out = ratioOf(out.Number.Mul(base)); out.fails() {
			return out
		}
	}
	return out
}

// compareCells compares two operands: numbers, else texts without regard to case; a
// blank is 0 beside a number and "" beside a text. Kinds that differ are left to Excel.
func compareCells(sign string, a, b Operand) Operand {
	for _, o := range []Operand{a, b} {
		if o.fails() {
			return o
		}
	}
	if a.Kind == KindBlank {
		a = blankBeside(b)
	}
	if b.Kind == KindBlank {
		b = blankBeside(a)
	}
	c := 0
	switch {
	case a.Kind == KindNumber && b.Kind == KindNumber:
		c = a.Number.Cmp(b.Number)
	case a.Kind == KindText && b.Kind == KindText && (sign == "=" || sign == "<>"):
		if !strings.EqualFold(a.Text, b.Text) {
			c = 1
		}
	case a.Kind != b.Kind && (sign == "=" || sign == "<>"):
		c = 1
	default:
		return unknown("比较的不都是数")
	}
	return boolOf(map[string]bool{"=": c == 0, "<>": c != 0, "<": c < 0, "<=": c <= 0, ">": c > 0, ">=": c >= 0}[sign])
}

func blankBeside(o Operand) Operand {
	switch o.Kind {
	case KindText:
		return textOf("")
	case KindBool:
		return boolOf(false)
	}
	return NumberOf(decimal.Zero)
}

// numbers gives the numbers of an argument: of an area those of its cells that hold
// numbers, else the operand as arithmetic takes it. A failing one is returned.
func (e *cellEvaluator) numbers(n cellNode, yield func(huibao.Ratio)) Operand {
	area, ok := n.(cellArea)
	if !ok {
		o := numeric(e.eval(n))
		if !o.fails() {
			yield(o.Number)
		}
		return o
	}
	a := area.area
	rows, cols := e.cells.Extent(a.Sheet)
	for row := a.Row1; row <= min(a.Row2, max(rows, a.Row1)); row++ {
		for col := a.Col1; col <= min(a.Col2, max(cols, a.Col1)); col++ {
			o := e.cell(a.Sheet, row, col)
			if o.fails() {
				return o
			}
			if o.Kind == KindNumber {
				yield(o.Number)
			}
		}
	}
	return Operand{Kind: KindBlank}
}
