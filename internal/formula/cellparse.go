package formula

import (
	"strconv"

	"huibao"
)

// cellNode is a part of a cell's formula.
type cellNode interface{ isCellNode() }

type (
	cellValue  struct{ value Operand }
	cellArea   struct{ area Range }
	cellUnread struct{ why string }
	cellCall   struct {
		name string
		args []cellNode
	}
	cellUnary struct {
		sign string
		of   cellNode
	}
	cellBinary struct {
		sign        string
		left, right cellNode
	}
)

func (cellValue) isCellNode()  {}
func (cellArea) isCellNode()   {}
func (cellUnread) isCellNode() {}
func (cellCall) isCellNode()   {}
func (cellUnary) isCellNode()  {}
func (cellBinary) isCellNode() {}

// cellParser reads by precedence, as parser does.
type cellParser struct {
	source string
	tokens []cellToken
	next   int
}

func (p *cellParser) peek() cellToken { return p.tokens[p.next] }

func (p *cellParser) take() cellToken {
	t := p.tokens[p.next]
	if t.kind != tokEnd {
		p.next++
	}
	return t
}

func (p *cellParser) sign(s string) bool {
	if t := p.peek(); t.kind != tokSign || t.text != s {
		return false
	}
	p.next++
	return true
}

func (p *cellParser) wrong(message string) error { return &Error{Source: p.source, Message: message} }

// cellBinding is how strongly a sign between two expressions binds them. The minus
// before a number binds stronger than a power: -2^2 is 4.
var cellBinding = map[string]int{"=": 1, "<>": 1, "<": 1, "<=": 1, ">": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5}

func (p *cellParser) expression(least, depth int) (cellNode, error) {
	if depth > 2*maxDepth {
		return nil, p.wrong("括号套得太深")
	}
	left, err := p.operand(depth)
	for err == nil {
		if p.sign("%") {
			left = cellUnary{"%", left}
			continue
		}
		t := p.peek()
		strength := cellBinding[t.text]
		if t.kind != tokSign || strength <= least {
			return left, nil
		}
		p.next++
		var right cellNode
		right, err = p.expression(strength, depth+1)
		left = cellBinary{t.text, left, right}
	}
	return nil, err
}

func (p *cellParser) operand(depth int) (cellNode, error) {
	t := p.take()
	switch {
	case t.kind == tokNumber:
		d, err := huibao.ParseDecimal(t.text)
		if err != nil {
			return nil, p.wrong("“" + t.text + "”不是一个数")
		}
		return cellValue{NumberOf(d)}, nil
	case t.kind == tokText:
		return cellValue{textOf(t.text)}, nil
	case t.kind == tokRange:
		return cellArea{t.area}, nil
	case t.kind == tokError:
		return cellValue{Operand{Kind: KindError, Text: t.text}}, nil
	case t.kind == tokName && (t.text == "TRUE" || t.text == "FALSE") && !p.opens():
		return cellValue{boolOf(t.text == "TRUE")}, nil
	case t.kind == tokName:
		return p.call(t.text, depth)
	case t.kind == tokSign && t.text == "(":
		n, err := p.expression(0, depth+1)
		if err == nil && !p.sign(")") {
			err = p.wrong("缺少右括号")
		}
		return n, err
	case t.kind == tokSign && (t.text == "-" || t.text == "+"):
		if depth > 2*maxDepth {
			return nil, p.wrong("符号太多")
		}
		of, err := p.operand(depth + 1)
		return cellUnary{t.text, of}, err
	}
	return nil, p.wrong("公式没有写完")
}

func (p *cellParser) opens() bool { return p.peek().kind == tokSign && p.peek().text == "(" }

func (p *cellParser) call(name string, depth int) (cellNode, error) {
	fn, ok := cellFunctions[name]
	if !ok || !p.sign("(") {
		return nil, p.wrong("没有重算“" + name + "”")
	}
	c := cellCall{name: name}
	for !p.sign(")") {
		if len(c.args) > 0 && !p.sign(",") {
			return nil, p.wrong("缺少逗号或右括号")
		}
		if t := p.peek(); t.kind == tokSign && (t.text == "," || t.text == ")") {
			c.args = append(c.args, cellValue{Operand{Kind: KindBlank}})
			continue
		}
		a, err := p.expression(0, depth+1)
		if err != nil {
			return nil, err
		}
		c.args = append(c.args, a)
	}
	if len(c.args) < fn.least || len(c.args) > fn.most {
		return nil, p.wrong(name + " 有 " + strconv.Itoa(len(c.args)) + " 项")
	}
	return c, nil
}
