package report

import (
	"errors"
	"strings"
	"text/template"
	"text/template/parse"
)

// maxSteps is how many rounds of loops and calls of templates a text may take: a text of a
// year takes some thousands.
const maxSteps = 100_000

// stepName is the function that counts a step.
const stepName = "计步"

// stepped lets each round of a loop and each call of a template count, so that none goes on
// for ever: a loop over a large number, loops in loops, a template that calls itself. An error
// names the line of the text where the loop, or the template, is.
func stepped(t *template.Template, text string) error {
	left := maxSteps
	count := template.FuncMap{stepName: func() (string, error) {
		if left--; left < 0 {
			return "", errors.New("循环太多")
		}
		return "", nil
	}}
	t.Funcs(count)
	trees, err := parse.Parse(t.ParseName, strings.Repeat("{{"+stepName+"}}\n", strings.Count(text, "\n")+1), "", "", count)
	if err != nil {
		return err
	}
	s := stepper{text, trees[t.ParseName].Root.Nodes}
	for _, x := range t.Templates() {
		if x.Tree != nil && x.Root != nil {
			s.counted(x.Root, x.Root)
		}
	}
	return nil
}

// stepper puts steps into a template's trees. Nodes are a step and a break for each line of the
// text: a step says as its line that on which it was parsed.
type stepper struct {
	text  string
	nodes []parse.Node
}

// step is that of the line on which something is.
func (s stepper) step(at parse.Node) parse.Node {
	return s.nodes[2*strings.Count(s.text[:min(int(at.Position()), len(s.text))], "\n")]
}

// counted puts a step before what is done again and again in a list of nodes: by what is there,
// nil for a list that is gone through once.
func (s stepper) counted(list *parse.ListNode, by parse.Node) {
	if list == nil {
		return
	}
	for _, n := range list.Nodes {
		switch x := n.(type) {
		case *parse.RangeNode:
			s.counted(x.List, x)
			s.counted(x.ElseList, nil)
		case *parse.IfNode:
			s.counted(x.List, nil)
			s.counted(x.ElseList, nil)
		case *parse.WithNode:
			s.counted(x.List, nil)
			s.counted(x.ElseList, nil)
		}
	}
	if by != nil {
		list.Nodes = append([]parse.Node{s.step(by)}, list.Nodes...)
	}
}
