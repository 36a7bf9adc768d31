package huibao

import "github.com/shopspring/decimal"

// Expr is an expression over one row of a return, of which the one table of row
// rules is made. It is evaluated in decimals by Eval (for the L checks) and
// printed as an Excel formula by templates (for the 自检 column), so that the two
// cannot drift apart.
type Expr interface{ isExpr() }

// Cell is the number in a field of this row.
type Cell struct{ Field Field }

// WholeCell is the number in a field of the row that this row is a part of (其中).
type WholeCell struct{ Field Field }

// PartsSum is the sum of a field over the rows that add up to this one.
type PartsSum struct{ Field Field }

// Known is a number of the form itself.
type Known struct{ What KnownNumber }

// Last is what last counted of a field within the form's year.
type Last struct{ Field Field }

// Const is a number.
type Const struct{ Value decimal.Decimal }

// Op is an operation on two expressions: + - * and < <= > >= = <> and "and".
type Op struct {
	Sign        string
	Left, Right Expr
}

func (Cell) isExpr()      {}
func (WholeCell) isExpr() {}
func (PartsSum) isExpr()  {}
func (Known) isExpr()     {}
func (Last) isExpr()      {}
func (Const) isExpr()     {}
func (Op) isExpr()        {}

// KnownNumber names a number that the form holds for a row.
type KnownNumber string

// The numbers a form knows.
const (
	KnownTarget     KnownNumber = "target"
	KnownBaseline   KnownNumber = "baseline"
	KnownDue        KnownNumber = "due"        // DueStandard
	KnownPrevious   KnownNumber = "previous"   // last counted cumulative
	KnownDueNow     KnownNumber = "due-now"    // what the pace asks of the target by now
	KnownShareNum   KnownNumber = "share-num"  // p's numerator
	KnownShareDen   KnownNumber = "share-den"  // p's denominator
	KnownYearStart  KnownNumber = "year-start" // serial number of 1 January
	KnownReference  KnownNumber = "reference"
	KnownReferenceK KnownNumber = "reference-k" // the factor
)

// RowNumbers gives the numbers of a row to Eval; missing where there is none.
type RowNumbers interface {
	Cell(f Field) Quantity
	Whole(f Field) Quantity
	Parts(f Field) Quantity
}

// KnownIn returns a number that the form holds for a row.
func (r *FormRow) KnownIn(form *Form, k KnownNumber) Quantity {
	switch k {
	case KnownTarget:
		return r.Target
	case KnownBaseline:
		return r.Baseline
	case KnownDue:
		return r.DueStandard()
	case KnownPrevious:
		if r.Prior.Counted {
			return r.Prior.Values[FieldCumulative]
		}
	case KnownDueNow:
		if t, ok := r.Target.Decimal(); ok && r.Share.Valid() {
			return Num(DueAmount(t, r.Share, r.Places == 0).Round(r.Places))
		}
	case KnownShareNum:
		return Num(r.Share.Num)
	case KnownShareDen:
		return Num(r.Share.Den)
	case KnownYearStart:
		return NumInt(int64(Date{form.Year, 1, 1}.Serial()))
	case KnownReference:
		return r.Reference
	case KnownReferenceK:
		return r.Factor
	}
	return Quantity{}
}

// LastIn returns the number that last counted of a field within the form's year.
func (r *FormRow) LastIn(form *Form, f Field) Quantity {
	if r.Prior.Period.Year != form.Year {
		return Quantity{}
	}
	return numberOnly(r.Prior.Values[f])
}

// Serial is the day's number in Excel's 1900 date system (2024-01-01 is 45292),
// exact from 1900-03-01 on.
func (d Date) Serial() int { return d.DaysSince(Date{1899, 12, 30}) }

// Eval computes an expression for a row. A comparison gives 1 or 0. The result
// is missing when any number it needs is.
func Eval(e Expr, form *Form, row *FormRow, n RowNumbers) Quantity {
	switch x := e.(type) {
	case Cell:
		return numberOnly(n.Cell(x.Field))
	case WholeCell:
		return numberOnly(n.Whole(x.Field))
	case PartsSum:
		return numberOnly(n.Parts(x.Field))
	case Known:
		return numberOnly(row.KnownIn(form, x.What))
	case Last:
		return row.LastIn(form, x.Field)
	case Const:
		return Num(x.Value)
	case Op:
		return evalOp(x, form, row, n)
	}
	return Quantity{}
}

func numberOnly(q Quantity) Quantity {
	if q.IsNumber() {
		return q
	}
	return Quantity{}
}

func evalOp(op Op, form *Form, row *FormRow, n RowNumbers) Quantity {
	a, okA := Eval(op.Left, form, row, n).Decimal()
	b, okB := Eval(op.Right, form, row, n).Decimal()
	if !okA || !okB {
		return Quantity{}
	}
	switch op.Sign {
	case "+":
		return Num(a.Add(b))
	case "-":
		return Num(a.Sub(b))
	case "*":
		return Num(a.Mul(b))
	}
	return truth(compare(op.Sign, a, b))
}

func compare(sign string, a, b decimal.Decimal) bool {
	c := a.Cmp(b)
	switch sign {
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	case ">":
		return c > 0
	case ">=":
		return c >= 0
	case "=":
		return c == 0
	case "<>":
		return c != 0
	case "and":
		return a.Sign() != 0 && b.Sign() != 0
	}
	panic("huibao: unknown sign in an expression: " + sign)
}

func truth(b bool) Quantity {
	if b {
		return NumInt(1)
	}
	return NumInt(0)
}
