package formula

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// node is a part of a formula.
type node interface {
	typ() Type
	pos() int
}

type (
	number struct {
		at     int
		value  huibao.Ratio
		source string // as written: 3.10 is a code too
	}
	text struct {
		at    int
		value string
	}
	call struct {
		at   int
		fn   *function
		args []node
	}
	unary struct {
		at   int
		sign string // -, %, not
		of   node
	}
	binary struct {
		at          int
		sign        string
		left, right node
	}
)

func (n *number) typ() Type { return Number }
func (n *number) pos() int  { return n.at }
func (n *text) typ() Type   { return Text }
func (n *text) pos() int    { return n.at }
func (n *call) typ() Type   { return n.fn.result }
func (n *call) pos() int    { return n.at }
func (n *unary) pos() int   { return n.at }
func (n *binary) pos() int  { return n.at }

func (n *unary) typ() Type {
	if n.sign == "not" {
		return Bool
	}
	return Number
}

func (n *binary) typ() Type {
	switch n.sign {
	case "+", "-", "*", "/":
		return Number
	}
	return Bool
}

// Parse reads a formula and types it. An error is an *Error that marks the place.
func Parse(source string) (*Formula, error) {
	tokens, err := lex(source)
	if err != nil {
		return nil, err
	}
	p := &parser{source: source, tokens: tokens}
	root, err := p.expression(0, 0)
	if err != nil {
		return nil, err
	}
	if t := p.peek(); t.kind != tokEnd {
		return nil, p.wrong(t.at, "这里多出了“"+t.text+"”")
	}
	f := &Formula{Source: source, root: root}
	walk(root, func(n node, _ bool) {
		if c, ok := n.(*call); ok && c.fn.name == "合计" {
			f.sums = true
		}
	})
	return f, nil
}

// parser reads by precedence (Pratt, Top Down Operator Precedence, 1973).
type parser struct {
	source string
	tokens []token
	next   int
}

func (p *parser) peek() token { return p.tokens[p.next] }

func (p *parser) take() token {
	t := p.tokens[p.next]
	if t.kind != tokEnd {
		p.next++
	}
	return t
}

func (p *parser) sign(s string) bool {
	if t := p.peek(); t.kind != tokSign || t.text != s {
		return false
	}
	p.next++
	return true
}

func (p *parser) wrong(at int, message string) error { return &Error{p.source, at, message} }

// binding is how strongly a sign between two expressions binds them.
var binding = map[string]int{"or": 1, "and": 2, "<": 4, "<=": 4, ">": 4, ">=": 4, "=": 4, "<>": 4, "+": 5, "-": 5, "*": 6, "/": 6}

const (
	bindNot   = 3
	bindMinus = 7
)

func (p *parser) expression(least, depth int) (node, error) {
	if depth > maxDepth {
		return nil, p.wrong(p.peek().at, "括号套得太深")
	}
	left, err := p.operand(depth)
	for err == nil {
		t := p.peek()
		strength := binding[t.text]
		if t.kind == tokSign && t.text == "%" {
			p.next++
			if left.typ() != Number {
				return nil, p.wrong(t.at, "% 前面应当是数")
			}
			left = &unary{t.at, "%", left}
			continue
		}
		if t.kind != tokSign || strength == 0 || strength <= least {
			return left, nil
		}
		p.next++
		left, err = p.join(left, t, strength, depth)
	}
	return nil, err
}

// join reads what stands right of a sign; a <= b <= c is a <= b and b <= c.
func (p *parser) join(left node, t token, strength, depth int) (node, error) {
	right, err := p.expression(strength, depth+1)
	if err != nil {
		return nil, err
	}
	want := Number
	if t.text == "and" || t.text == "or" {
		want = Bool
	}
	if strength == binding["<"] && left.typ() == Bool {
		if b, ok := lastCompare(left); ok {
			if right.typ() != Number {
				return nil, p.wrong(right.pos(), "这里应当是数")
			}
			return &binary{t.at, "and", left, &binary{t.at, t.text, b.right, right}}, nil
		}
	}
	for _, n := range []node{left, right} {
		if n.typ() != want {
			return nil, p.wrong(n.pos(), "“"+t.text+"”两边应当是"+map[Type]string{Number: "数", Bool: "条件"}[want])
		}
	}
	return &binary{t.at, t.text, left, right}, nil
}

// lastCompare is the comparison that a chain goes on from.
func lastCompare(n node) (*binary, bool) {
	b, ok := n.(*binary)
	if !ok {
		return nil, false
	}
	if b.sign == "and" {
		return lastCompare(b.right)
	}
	return b, b.left.typ() == Number
}

func (p *parser) operand(depth int) (node, error) {
	t := p.take()
	switch {
	case t.kind == tokNumber:
		return p.number(t)
	case t.kind == tokText:
		return &text{t.at, t.text}, nil
	case t.kind == tokName:
		return p.call(t, depth)
	case t.kind == tokSign && t.text == "(":
		n, err := p.expression(0, depth+1)
		if err == nil && !p.sign(")") {
			err = p.wrong(p.peek().at, "缺少右括号")
		}
		return n, err
	case t.kind == tokSign && (t.text == "-" || t.text == "+"):
		n, err := p.expression(bindMinus, depth+1)
		if err == nil && n.typ() != Number {
			err = p.wrong(n.pos(), "负号后面应当是数")
		}
		if t.text == "+" {
			return n, err
		}
		return &unary{t.at, "-", n}, err
	case t.kind == tokSign && t.text == "not":
		n, err := p.expression(bindNot, depth+1)
		if err == nil && n.typ() != Bool {
			err = p.wrong(n.pos(), "“非”后面应当是条件")
		}
		return &unary{t.at, "not", n}, err
	case t.kind == tokEnd:
		return nil, p.wrong(t.at, "公式没有写完")
	}
	return nil, p.wrong(t.at, "这里应当是数、函数或括号")
}

// maxDigits bounds a number in a formula.
const maxDigits = 30

func (p *parser) number(t token) (node, error) {
	d, err := decimal.NewFromString(t.text)
	if err != nil || len(t.text) > maxDigits {
		return nil, p.wrong(t.at, "“"+t.text+"”不是一个数")
	}
	return &number{t.at, huibao.Whole(d), t.text}, nil
}

func (p *parser) call(t token, depth int) (node, error) {
	fn := functionNamed(t.text)
	if fn == nil {
		return nil, p.wrong(t.at, "没有“"+t.text+"”这个函数；可用："+names())
	}
	if !p.sign("(") {
		return nil, p.wrong(p.peek().at, "“"+fn.name+"”后面应当是括号，如 "+fn.name+`("3.2")`)
	}
	c := &call{at: t.at, fn: fn}
	for !p.sign(")") {
		if len(c.args) > 0 && !p.sign(",") {
			return nil, p.wrong(p.peek().at, "缺少逗号或右括号")
		}
		a, err := p.expression(0, depth+1)
		if err != nil {
			return nil, err
		}
		c.args = append(c.args, a)
	}
	return c, p.typeArgs(c)
}

// typeArgs holds a call to its parameters; a bare 3.10 where a code is wanted is
// the code.
func (p *parser) typeArgs(c *call) error {
	want := c.fn.params
	if len(c.args) < len(want) || len(c.args) > len(want) && !c.fn.more {
		return p.wrong(c.at, "“"+c.fn.name+"”要写 "+strconv.Itoa(len(want))+" 项")
	}
	for i, a := range c.args {
		t := want[min(i, len(want)-1)]
		if n, ok := a.(*number); ok && t == Text {
			a = &text{n.at, n.source}
			c.args[i] = a
		}
		if a.typ() != t {
			return p.wrong(a.pos(), "“"+c.fn.name+"”的第 "+strconv.Itoa(i+1)+" 项应当是"+map[Type]string{Number: "数", Bool: "条件", Text: "引号中的编码或名称"}[t])
		}
	}
	return nil
}

func names() string {
	var list []string
	for _, f := range functions {
		list = append(list, f.name)
	}
	return strings.Join(list, "、")
}
