package formula

import (
	"github.com/shopspring/decimal"

	"huibao"
)

// cellFunction is a function of Excel that is computed.
type cellFunction struct {
	least, most int // arguments
	run         func(e *cellEvaluator, args []cellNode) Operand
}

const manyArgs = 255

// cellFunctions are those that are computed, by name.
var cellFunctions map[string]cellFunction

func init() {
	cellFunctions = map[string]cellFunction{
		"SUM":      {1, manyArgs, sumCells},
		"COUNT":    {1, manyArgs, countCells},
		"MAX":      {1, manyArgs, extreme(1)},
		"MIN":      {1, manyArgs, extreme(-1)},
		"ROUND":    {2, 2, (*cellEvaluator).round},
		"ABS":      {1, 1, onNumber(func(r huibao.Ratio) Operand { return ratioOf(abs(r)) })},
		"INT":      {1, 1, onNumber(func(r huibao.Ratio) Operand { return NumberOf(r.Floor(0)) })},
		"IF":       {2, 3, (*cellEvaluator).choose},
		"IFERROR":  {2, 2, ifError},
		"AND":      {1, manyArgs, junction(false)},
		"OR":       {1, manyArgs, junction(true)},
		"NOT":      {1, 1, not},
		"ISNUMBER": {1, 1, isNumber},
		"ISBLANK":  {1, 1, isBlank},
		"N":        {1, 1, asNumber},
		"DATE":     {3, 3, dateNumber},
	}
}

func sumCells(e *cellEvaluator, args []cellNode) Operand {
	total := huibao.Whole(decimal.Zero)
	for _, a := range args {
		if o := e.numbers(a, func(r huibao.Ratio) { total = total.Add(r) }); o.fails() {
			return o
		}
		if v := bounded(total); v.why != "" {
			return unknown(v.why)
		}
	}
	return ratioOf(total)
}

// countCells counts the numbers; a text that is given itself, not in a cell, would
// count where it is one.
func countCells(e *cellEvaluator, args []cellNode) Operand {
	n := int64(0)
	for _, a := range args {
		if _, ok := a.(cellArea); !ok {
			return unknown("没有重算 COUNT 的这种用法")
		}
		if o := e.numbers(a, func(huibao.Ratio) { n++ }); o.Kind == KindUnknown {
			return o
		}
	}
	return NumberOf(decimal.NewFromInt(n))
}

func extreme(sign int) func(*cellEvaluator, []cellNode) Operand {
	return func(e *cellEvaluator, args []cellNode) Operand {
		best, any := huibao.Whole(decimal.Zero), false
		for _, a := range args {
			o := e.numbers(a, func(r huibao.Ratio) {
				if !any || r.Cmp(best) == sign {
					best, any = r, true
				}
			})
			if o.fails() {
				return o
			}
		}
		return ratioOf(best)
	}
}

func onNumber(apply func(huibao.Ratio) Operand) func(*cellEvaluator, []cellNode) Operand {
	return func(e *cellEvaluator, args []cellNode) Operand {
		o := numeric(e.eval(args[0]))
		if o.fails() {
			return o
		}
		return apply(o.Number)
	}
}

// round rounds half away from zero. Where the number lies on the edge, binary numbers
// may have fallen to the other side: the last place is slack.
func (e *cellEvaluator) round(args []cellNode) Operand {
	of, places := numeric(e.eval(args[0])), numeric(e.eval(args[1]))
	for _, o := range []Operand{of, places} {
		if o.fails() {
			return o
		}
	}
	n := places.Number.Floor(0)
	if n.Abs().GreaterThan(decimal.NewFromInt(maxPlaces)) {
		return unknown("小数位太多")
	}
	digits := int32(n.IntPart())
	unit := decimal.New(1, -digits)
	rounded := of.Number.Round(digits)
	edge := abs(of.Number.Sub(huibao.Whole(rounded))).Sub(huibao.Whole(unit.Div(decimal.NewFromInt(2))))
	if abs(edge).Cmp(huibao.Whole(unit.Mul(binaryLoss))) <= 0 {
		e.slack = e.slack.Add(unit)
	}
	return NumberOf(rounded)
}

// truth is an operand as a condition.
func truth(o Operand) Operand {
	switch o.Kind {
	case KindNumber:
		return boolOf(o.Number.Sign() != 0)
	case KindBlank:
		return boolOf(false)
	case KindText:
		return unknown("条件是文字")
	}
	return o
}

func (e *cellEvaluator) choose(args []cellNode) Operand {
	o := truth(e.eval(args[0]))
	switch {
	case o.fails():
		return o
	case o.Bool:
		return e.eval(args[1])
	case len(args) > 2:
		return e.eval(args[2])
	}
	return boolOf(false)
}

func ifError(e *cellEvaluator, args []cellNode) Operand {
	if o := e.eval(args[0]); o.Kind != KindError {
		return o
	}
	return e.eval(args[1])
}

func junction(by bool) func(*cellEvaluator, []cellNode) Operand {
	return func(e *cellEvaluator, args []cellNode) Operand {
		out := boolOf(!by)
		for _, a := range args {
			o := truth(e.eval(a))
			if o.fails() {
				return o
			}
			if o.Bool == by {
				out = boolOf(by)
			}
		}
		return out
	}
}

func not(e *cellEvaluator, args []cellNode) Operand {
	o := truth(e.eval(args[0]))
	o.Bool = o.Kind == KindBool && !o.Bool
	return o
}

func isNumber(e *cellEvaluator, args []cellNode) Operand {
	o := e.eval(args[0])
	if !o.Known() {
		return o
	}
	return boolOf(o.Kind == KindNumber)
}

func isBlank(e *cellEvaluator, args []cellNode) Operand {
	o := e.eval(args[0])
	if !o.Known() {
		return o
	}
	return boolOf(o.Kind == KindBlank)
}

// asNumber is N: a number, 1 for true, 0 for a text.
func asNumber(e *cellEvaluator, args []cellNode) Operand {
	o := e.eval(args[0])
	if o.Kind == KindText {
		return NumberOf(decimal.Zero)
	}
	return numeric(o)
}

// dateNumber is DATE of a day that there is: its serial number, of the 1900 system.
func dateNumber(e *cellEvaluator, args []cellNode) Operand {
	var parts [3]int
	for i, a := range args {
		o := numeric(e.eval(a))
		if o.fails() {
			return o
		}
		d := o.Number.Floor(0)
		if d.Abs().GreaterThan(decimal.NewFromInt(lastRow)) {
			return unknown("没有这一天")
		}
		parts[i] = int(d.IntPart())
	}
	day, ok := huibao.NewDate(parts[0], parts[1], parts[2])
	if !ok || day.Before(firstDay) {
		return unknown("没有这一天")
	}
	return NumberOf(decimal.NewFromInt(int64(day.Serial())))
}

// firstDay is the first one behind the 29 February 1900, which there was not.
var firstDay = huibao.Date{Year: 1900, Month: 3, Day: 1}
