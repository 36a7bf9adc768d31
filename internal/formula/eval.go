package formula

import (
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// Result is what a formula gives. Known is false where a figure that it needs is
// missing or cannot be computed; Why says which. Shown is the formula with the
// figures put in.
type Result struct {
	Known, True bool
	Why         string
	Shown       string
}

// value is what an expression gives; why is set where it gives nothing.
type value struct {
	n   huibao.Ratio
	b   bool
	why string
}

// Eval computes a formula that Check found nothing wrong with. A comparison holds
// if it does within the tolerance.
func (f *Formula) Eval(v Values, tolerance decimal.Decimal) Result {
	e := &evaluator{tolerance: huibao.Whole(tolerance)}
	r := e.eval(f.root, v)
	return Result{Known: r.why == "", True: r.b, Why: r.why, Shown: e.show(f.root, v)}
}

type evaluator struct{ tolerance huibao.Ratio }

func (e *evaluator) eval(n node, v Values) value {
	switch x := n.(type) {
	case *number:
		return value{n: x.value}
	case *call:
		return e.call(x, v)
	case *unary:
		return e.unary(x, v)
	case *binary:
		return e.binary(x, v)
	}
	return value{why: "公式有误"}
}

func (e *evaluator) unary(x *unary, v Values) value {
	of := e.eval(x.of, v)
	if of.why != "" {
		return of
	}
	switch x.sign {
	case "-":
		return value{n: huibao.NewRatio(of.n.Num.Neg(), of.n.Den)}
	case "%":
		return value{n: huibao.NewRatio(of.n.Num, of.n.Den.Mul(decimal.NewFromInt(100)))}
	}
	return value{b: !of.b}
}

func (e *evaluator) binary(x *binary, v Values) value {
	a, b := e.eval(x.left, v), e.eval(x.right, v)
	switch x.sign {
	case "and":
		return decided(a, b, false)
	case "or":
		return decided(a, b, true)
	}
	if a.why != "" {
		return a
	}
	if b.why != "" {
		return b
	}
	switch x.sign {
	case "+":
		return bounded(a.n.Add(b.n))
	case "-":
		return bounded(a.n.Sub(b.n))
	case "*":
		return bounded(a.n.Mul(b.n))
	case "/":
		if b.n.Sign() == 0 {
			return value{why: "除数为 0"}
		}
		return bounded(a.n.Quo(b.n))
	}
	return value{b: e.compare(x.sign, a.n, b.n)}
}

// decided joins two conditions: one that decides alone does so though the other is
// unknown.
func decided(a, b value, by bool) value {
	for _, x := range []value{a, b} {
		if x.why == "" && x.b == by {
			return value{b: by}
		}
	}
	if a.why != "" {
		return a
	}
	if b.why != "" {
		return b
	}
	return value{b: !by}
}

// compare holds within the tolerance.
func (e *evaluator) compare(sign string, a, b huibao.Ratio) bool {
	diff := a.Sub(b)
	near := abs(diff).Cmp(e.tolerance) <= 0
	switch sign {
	case "=":
		return near
	case "<>":
		return !near
	case "<=":
		return near || diff.Sign() < 0
	case ">=":
		return near || diff.Sign() > 0
	case "<":
		return diff.Sign() < 0
	}
	return diff.Sign() > 0
}

func abs(r huibao.Ratio) huibao.Ratio {
	if r.Sign() < 0 {
		return huibao.NewRatio(r.Num.Neg(), r.Den)
	}
	return r
}

// bounded refuses numbers that have grown beyond any use.
func bounded(r huibao.Ratio) value {
	if r.Num.Coefficient().BitLen() > maxBits || r.Den.Coefficient().BitLen() > maxBits {
		return value{why: "中间结果的位数太多"}
	}
	return value{n: r}
}

func (e *evaluator) call(x *call, v Values) value {
	if x.fn.name == "合计" {
		return e.sum(x.args[0], v)
	}
	if t, ok := first(x).(*text); ok {
		return fieldValue(x, t.value, v)
	}
	args := make([]value, len(x.args))
	for i, a := range x.args {
		if args[i] = e.eval(a, v); args[i].why != "" && x.fn.name != "如果" {
			return args[i]
		}
	}
	return apply(x.fn.name, args)
}

func fieldValue(x *call, name string, v Values) value {
	q := huibao.Quantity{}
	if x.fn.name == "参照" {
		q = v.Reference(name)
	} else {
		q = v.Field(x.fn.name, name)
	}
	d, ok := q.Decimal()
	if !ok {
		return value{why: "缺 " + x.fn.name + "(" + name + ")"}
	}
	return value{n: huibao.Whole(d)}
}

// sum adds an expression up over the units; one unit without a figure leaves the
// sum unknown, units that do not report it at all count nothing.
func (e *evaluator) sum(of node, v Values) value {
	total := value{n: huibao.Whole(decimal.Zero)}
	for _, u := range v.Units() {
		x := e.eval(of, u)
		if x.why != "" {
			return x
		}
		if total = bounded(total.n.Add(x.n)); total.why != "" {
			return total
		}
	}
	return total
}

// maxPlaces bounds 四舍五入.
const maxPlaces = 20

func apply(name string, args []value) value {
	switch name {
	case "绝对值":
		return value{n: abs(args[0].n)}
	case "四舍五入":
		places := args[1].n.Round(0)
		if places.Abs().GreaterThan(decimal.NewFromInt(maxPlaces)) {
			return value{why: "小数位太多"}
		}
		return value{n: huibao.Whole(args[0].n.Round(int32(places.IntPart())))}
	case "如果":
		if args[0].why != "" {
			return args[0]
		}
		if args[0].b {
			return args[1]
		}
		return args[2]
	}
	best := args[0]
	for _, a := range args[1:] {
		if c := a.n.Cmp(best.n); name == "最大" && c > 0 || name == "最小" && c < 0 {
			best = a
		}
	}
	return best
}

// show writes a node with its figures put in.
func (e *evaluator) show(n node, v Values) string {
	switch x := n.(type) {
	case *number:
		return x.source
	case *call:
		r := e.call(x, v)
		if r.why != "" {
			return "?"
		}
		return plain(r.n)
	case *unary:
		if x.sign == "%" {
			return e.show(x.of, v) + "%"
		}
		return map[string]string{"-": "-", "not": "非 "}[x.sign] + e.show(x.of, v)
	case *binary:
		left, right := e.show(x.left, v), e.show(x.right, v)
		if needsBrackets(x.left, x.sign) {
			left = "(" + left + ")"
		}
		if needsBrackets(x.right, x.sign) {
			right = "(" + right + ")"
		}
		return left + " " + shownSign(x.sign) + " " + right
	}
	return ""
}

func needsBrackets(n node, outer string) bool {
	b, ok := n.(*binary)
	return ok && binding[b.sign] < binding[outer]
}

func shownSign(sign string) string {
	return strings.NewReplacer("<=", "≤", ">=", "≥", "<>", "≠", "*", "×", "/", "÷", "and", "且", "or", "或").Replace(sign)
}

// plain prints an exact number as it is, a fraction to six places.
func plain(r huibao.Ratio) string {
	const places = 6
	return r.Round(places).String()
}
