package report

import (
	"fmt"
	"strings"
	"text/template"
	"text/template/parse"
)

// notOffered are functions of text/template that an office's template does not have, and what to
// write in their place: printf makes a text of any length, others are for other papers.
var notOffered = map[string]string{
	"printf":   "文字直接写在 {{…}} 外面，数据用 {{.任务数}} 这样的写法，过长的用 {{短 .事由 20}}",
	"print":    "文字直接写在 {{…}} 外面，数据用 {{.任务数}} 这样的写法",
	"println":  "文字直接写在 {{…}} 外面，另起一行就是另起一段",
	"html":     "不必转换，直接写 {{.事由}}",
	"js":       "不必转换，直接写 {{.事由}}",
	"urlquery": "不必转换，直接写 {{.事由}}",
	"call":     "数据都是现成的字、数和列表，直接写 {{.事由}}",
}

// offered finds in a template, whether or not it comes to it, a function that it does not have.
func offered(t *template.Template, text string) error {
	var found *parse.IdentifierNode
	for _, x := range t.Templates() {
		if x.Tree == nil || x.Root == nil {
			continue
		}
		identifiers(x.Root, func(n *parse.IdentifierNode) {
			if notOffered[n.Ident] != "" && (found == nil || n.Pos < found.Pos) {
				found = n
			}
		})
	}
	if found == nil {
		return nil
	}
	line := 1 + strings.Count(text[:min(int(found.Pos), len(text))], "\n")
	return fmt.Errorf("template: %s:%d: 模板里没有 %s：%s", t.ParseName, line, found.Ident, notOffered[found.Ident])
}

// identifiers goes through the names of functions below a node.
func identifiers(n parse.Node, do func(*parse.IdentifierNode)) {
	branch := func(b *parse.BranchNode) {
		identifiers(b.Pipe, do)
		identifiers(b.List, do)
		identifiers(b.ElseList, do)
	}
	switch x := n.(type) {
	case *parse.IdentifierNode:
		do(x)
	case *parse.ListNode:
		if x != nil {
			for _, y := range x.Nodes {
				identifiers(y, do)
			}
		}
	case *parse.PipeNode:
		if x != nil {
			for _, y := range x.Cmds {
				identifiers(y, do)
			}
		}
	case *parse.CommandNode:
		for _, y := range x.Args {
			identifiers(y, do)
		}
	case *parse.ChainNode:
		identifiers(x.Node, do)
	case *parse.ActionNode:
		identifiers(x.Pipe, do)
	case *parse.TemplateNode:
		identifiers(x.Pipe, do)
	case *parse.IfNode:
		branch(&x.BranchNode)
	case *parse.RangeNode:
		branch(&x.BranchNode)
	case *parse.WithNode:
		branch(&x.BranchNode)
	}
}
