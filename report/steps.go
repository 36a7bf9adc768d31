package report

import (
	"errors"
	"text/template"
	"text/template/parse"
)

// maxSteps is how many rounds of loops and calls of templates a text may take: a text of a
// year takes some thousands.
const maxSteps = 100_000

// stepped lets each round of a loop and each call of a template count, so that none goes on
// for ever: a loop over a large number, loops in loops, a template that calls itself.
func stepped(t *template.Template) error {
	left := maxSteps
	count := template.FuncMap{"计步": func() (string, error) {
		if left--; left < 0 {
			return "", errors.New("循环太多")
		}
		return "", nil
	}}
	step, err := template.New("计步").Funcs(count).Parse("{{计步}}")
	if err != nil {
		return err
	}
	t.Funcs(count)
	for _, x := range t.Templates() {
		if x.Tree != nil && x.Tree.Root != nil {
			counted(x.Tree.Root, step.Root.Nodes[0], true)
		}
	}
	return nil
}

// counted puts a step before what is done again and again in a list of nodes.
func counted(list *parse.ListNode, step parse.Node, again bool) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch x := n.(type) {
		case *parse.RangeNode:
			counted(x.List, step, true)
			counted(x.ElseList, step, false)
		case *parse.IfNode:
			counted(x.List, step, false)
			counted(x.ElseList, step, false)
		case *parse.WithNode:
			counted(x.List, step, false)
			counted(x.ElseList, step, false)
		}
	}
	if again {
		list.Nodes = append([]parse.Node{step}, list.Nodes...)
	}
}
