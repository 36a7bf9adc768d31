package exceltest

import (
	"fmt"
	"math/big"
	"regexp"
	"strings"

	"huibao/internal/sheet"
)

// value is a number, a text ("" is an empty cell) or an error.
type value struct {
	n    *big.Rat
	s    string
	fail string
}

func number(n *big.Rat) value    { return value{n: n} }
func text(s string) value        { return value{s: s} }
func failed(what string) value   { return value{fail: what} }
func (v value) truth() (ok bool) { return v.n != nil && v.n.Sign() != 0 }
func yes(ok bool) value          { return number(big.NewRat(map[bool]int64{true: 1}[ok], 1)) }

func (v value) show() string {
	switch {
	case v.fail != "":
		return v.fail
	case v.n != nil:
		return v.n.RatString()
	}
	return v.s
}

func rat(s string) *big.Rat {
	n, ok := new(big.Rat).SetString(s)
	if !ok {
		return new(big.Rat)
	}
	return n
}

// node is a part of a formula.
type node interface{ eval(b *Book) value }

type (
	literal value
	area    struct {
		sheet    string
		from, to place
	}
	binary struct {
		op   string
		l, r node
	}
	call struct {
		name string
		args []node
	}
	// unlike is --(A<>B) over two ranges: how many of their cells differ, within SUMPRODUCT.
	unlike struct{ l, r area }
)

func (l literal) eval(*Book) value { return value(l) }
func (a area) eval(b *Book) value  { return b.at(a.sheet, a.from.row, a.from.col) }

func (u unlike) eval(b *Book) value {
	n := int64(0)
	for i := 0; i <= u.l.to.row-u.l.from.row; i++ {
		x, y := b.at(u.l.sheet, u.l.from.row+i, u.l.from.col), b.at(u.r.sheet, u.r.from.row+i, u.r.from.col)
		switch {
		case x.fail != "":
			return x
		case y.fail != "":
			return y
		case x.show() != y.show():
			n++
		}
	}
	return number(big.NewRat(n, 1))
}

func (x binary) eval(b *Book) value {
	l, r := x.l.eval(b), x.r.eval(b)
	switch {
	case l.fail != "":
		return l
	case r.fail != "":
		return r
	case x.op == "&":
		return text(l.show() + r.show())
	case x.op == "=":
		return yes(strings.EqualFold(l.show(), r.show()))
	}
	p, q := arithmetic(l), arithmetic(r)
	if p == nil || q == nil {
		return failed("#VALUE!")
	}
	switch x.op {
	case "+":
		return number(new(big.Rat).Add(p, q))
	case "-":
		return number(new(big.Rat).Sub(p, q))
	case "*":
		return number(new(big.Rat).Mul(p, q))
	case "<":
		return yes(p.Cmp(q) < 0)
	case ">":
		return yes(p.Cmp(q) > 0)
	}
	if q.Sign() == 0 {
		return failed("#DIV/0!")
	}
	return number(new(big.Rat).Quo(p, q))
}

// arithmetic is a value in a sum: nothing is 0, a text that reads as a number is one.
func arithmetic(v value) *big.Rat {
	switch {
	case v.n != nil:
		return v.n
	case v.s == "":
		return new(big.Rat)
	case readsAsNumber.MatchString(v.s):
		return rat(strings.TrimSpace(strings.ReplaceAll(v.s, ",", "")))
	}
	return nil
}

// round is Excel's ROUND: half away from zero.
func round(n *big.Rat, places int) *big.Rat {
	scale := new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	x := new(big.Rat).Mul(n, scale)
	half := big.NewRat(1, 2)
	if x.Sign() < 0 {
		half.Neg(half)
	}
	x.Add(x, half)
	whole := new(big.Int).Quo(x.Num(), x.Denom())
	return new(big.Rat).Quo(new(big.Rat).SetInt(whole), scale)
}

func (c call) eval(b *Book) value {
	if c.name == "IFERROR" {
		if v := c.args[0].eval(b); v.fail == "" {
			return v
		}
		return c.args[1].eval(b)
	}
	if lookup := map[string]func(*Book) value{"SUMIFS": c.sumIfs, "MATCH": c.match, "INDEX": c.index}[c.name]; lookup != nil {
		return lookup(b)
	}
	first := c.args[0].eval(b)
	if first.fail != "" {
		return first
	}
	switch c.name {
	case "IF":
		if first.truth() {
			return c.args[1].eval(b)
		}
		return c.args[2].eval(b)
	case "ROUND":
		return number(round(arithmetic(first), int(c.args[1].eval(b).n.Num().Int64())))
	case "MIN":
		if second := c.args[1].eval(b); arithmetic(second).Cmp(arithmetic(first)) < 0 {
			return second
		}
		return first
	case "HYPERLINK":
		return c.args[1].eval(b)
	}
	return first // SUMPRODUCT
}

// sumIfs adds up where two columns meet their criteria.
func (c call) sumIfs(b *Book) value {
	sum, total := c.args[0].(area), new(big.Rat)
	hits := map[int]int{}
	for i := 1; i < len(c.args); i += 2 {
		for _, row := range b.rows(c.args[i].(area), c.args[i+1].eval(b), true) {
			hits[row]++
		}
	}
	for row, n := range hits {
		v := b.at(sum.sheet, sum.from.row+row, sum.from.col)
		switch {
		case n < len(c.args)/2:
		case v.fail != "":
			return v
		case v.n != nil:
			total.Add(total, v.n)
		}
	}
	return number(total)
}

func (c call) match(b *Book) value {
	rows := b.rows(c.args[1].(area), c.args[0].eval(b), false)
	if len(rows) == 0 {
		return failed("#N/A")
	}
	return number(big.NewRat(int64(rows[0]+1), 1))
}

func (c call) index(b *Book) value {
	at := c.args[1].eval(b)
	if at.fail != "" {
		return at
	}
	in := c.args[0].(area)
	return b.at(in.sheet, in.from.row+int(at.n.Num().Int64())-1, in.from.col)
}

// arguments is how many each function has.
var arguments = map[string][]int{"SUMIFS": {3, 5}, "MATCH": {3}, "INDEX": {2}, "IF": {3}, "IFERROR": {2}, "ROUND": {2}, "MIN": {2}, "HYPERLINK": {2}, "SUMPRODUCT": {1}}

var token = regexp.MustCompile(`^(?:"((?:[^"]|"")*)"|([0-9]+(?:\.[0-9]+)?)|(?:([^-+*/<>=&(),"!:$ ]+)!)?\$?([A-Z]{1,3})\$?([0-9]+)(?::\$?([A-Z]{1,3})\$?([0-9]+))?|([A-Z]+)\(|(<>|[-+*/<>=&(),]))`)

// parser reads one formula.
type parser struct{ sheet, rest string }

func parse(sheet, formula string) (n node, err error) {
	p := &parser{sheet, formula}
	defer func() {
		if why := recover(); why != nil {
			err = fmt.Errorf("%v in %s", why, formula)
		}
	}()
	n = p.level(0)
	if p.rest != "" {
		return nil, fmt.Errorf("%q is left of %s", p.rest, formula)
	}
	return n, nil
}

// levels are the operators, those that bind least first.
var levels = [][]string{{"=", "<>", "<", ">"}, {"&"}, {"+", "-"}, {"*", "/"}}

func (p *parser) level(i int) node {
	if i == len(levels) {
		return p.part()
	}
	l := p.level(i + 1)
	for {
		op := ""
		for _, o := range levels[i] {
			if strings.HasPrefix(p.rest, o) {
				op = o
				break
			}
		}
		if op == "" || op == "<" && strings.HasPrefix(p.rest, "<>") {
			return l
		}
		p.rest = p.rest[len(op):]
		r := p.level(i + 1)
		if op == "<>" {
			l = unlike{l.(area), r.(area)}
			continue
		}
		l = binary{op, l, r}
	}
}

func (p *parser) part() node {
	p.rest = strings.TrimPrefix(p.rest, "--")
	m := token.FindStringSubmatch(p.rest)
	if m == nil {
		panic("unknown at " + p.rest)
	}
	whole := m[0]
	p.rest = p.rest[len(whole):]
	switch {
	case whole[0] == '"':
		return literal(text(strings.ReplaceAll(m[1], `""`, `"`)))
	case m[2] != "":
		return literal(number(rat(m[2])))
	case m[4] != "":
		return p.area(m)
	case m[8] != "":
		return p.call(m[8])
	case whole == "(":
		n := p.level(0)
		p.take(")")
		return n
	}
	panic("unknown at " + whole)
}

func (p *parser) area(m []string) node {
	a := area{sheet: p.sheet}
	if m[3] != "" {
		a.sheet = strings.Trim(m[3], "'")
	}
	a.from.row, a.from.col, _ = sheet.ParseRef(m[4] + m[5])
	a.to = a.from
	if m[6] != "" {
		a.to.row, a.to.col, _ = sheet.ParseRef(m[6] + m[7])
	}
	return a
}

func (p *parser) call(name string) node {
	c := call{name: name}
	for {
		c.args = append(c.args, p.level(0))
		if strings.HasPrefix(p.rest, ",") {
			p.rest = p.rest[1:]
			continue
		}
		p.take(")")
		for _, n := range arguments[name] {
			if n == len(c.args) {
				return c
			}
		}
		panic(fmt.Sprintf("%s with %d arguments", name, len(c.args)))
	}
}

func (p *parser) take(s string) {
	if !strings.HasPrefix(p.rest, s) {
		panic("no " + s + " at " + p.rest)
	}
	p.rest = p.rest[len(s):]
}
