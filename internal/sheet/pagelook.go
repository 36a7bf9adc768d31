package sheet

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"huibao/internal/regexp"
)

// pageLook is how an element of a page, or of an XML table, draws its text, as far as
// it matters.
type pageLook struct {
	struck, raised, hidden, tiny bool
	colour, ground               Colour
}

// over is the look of an element inside another one.
func (l pageLook) over(outer pageLook) pageLook {
	l.struck, l.raised = l.struck || outer.struck, l.raised || outer.raised
	l.hidden, l.tiny = l.hidden || outer.hidden, l.tiny || outer.tiny
	if l.colour == 0 {
		l.colour = outer.colour
	}
	if l.ground == 0 {
		l.ground = outer.ground
	}
	return l
}

// font is the look as a run of a cell has it: what is not seen is tiny.
func (l pageLook) font() font {
	return font{struck: l.struck, raised: l.raised, tiny: l.tiny || l.hidden || sameColour(l.colour, l.ground)}
}

// styleRules are the declarations of a page's style sheets, by the class or the element
// that they are for.
type styleRules map[string]string

// Bounds of what is kept of style sheets: rules, and bytes of each.
const (
	maxRules        = 10_000
	maxDeclarations = 4096
)

var (
	styleRule    = regexp.MustCompile(`([^{}]*)\{([^{}]*)\}`)
	styleComment = regexp.MustCompile(`(?s)/\*.*?\*/|<!--|-->`)
	cellRule     = regexp.MustCompile(`^(?:td|th|tr|col)(\..+)$`)
)

// add reads a style sheet; rules for anything but a class or an element are passed over.
func (s styleRules) add(text string) {
	for _, g := range styleRule.FindAllStringSubmatch(styleComment.ReplaceAllString(text, ""), -1) {
		for name := range strings.SplitSeq(g[1], ",") {
			name = cellRule.ReplaceAllString(strings.ToLower(strings.TrimSpace(name)), "$1")
			if name != "" && !strings.ContainsAny(name, " >:#[*+") && len(s) < maxRules && len(s[name]) < maxDeclarations {
				s[name] += ";" + g[2]
			}
		}
	}
}

// look reads that of an element: by its name, its classes and its own style.
func (s styleRules) look(t html.Token) pageLook {
	l := pageLook{}
	switch t.DataAtom {
	case atom.S, atom.Del, atom.Strike:
		l.struck = true
	case atom.Sup, atom.Sub:
		l.raised = true
	}
	l.declare(s[t.Data])
	style := ""
	for _, a := range t.Attr {
		switch a.Key {
		case "class":
			for name := range strings.FieldsSeq(strings.ToLower(a.Val)) {
				l.declare(s["."+name])
			}
		case "color":
			l.colour = pageColour(a.Val)
		case "bgcolor":
			l.ground = pageColour(a.Val)
		case "hidden":
			l.hidden = true
		case "style":
			style = a.Val
		}
	}
	l.declare(style)
	return l
}

// declare reads the declarations that matter.
func (l *pageLook) declare(text string) {
	if text == "" {
		return
	}
	for part := range strings.SplitSeq(strings.ToLower(text), ";") {
		name, value, _ := strings.Cut(part, ":")
		value = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(value), "!important"))
		switch strings.TrimSpace(name) {
		case "text-decoration", "text-decoration-line":
			l.struck = strings.Contains(value, "line-through")
		case "text-line-through":
			l.struck = value != "none"
		case "vertical-align":
			l.raised = l.raised || value == "super" || value == "sub"
		case "display":
			l.hidden = value == "none"
		case "visibility":
			l.hidden = value == "hidden" || value == "collapse"
		case "font-size":
			l.tiny = slices.Contains([]string{"0", "0pt", "0px", "1pt", "1.0pt", "1px"}, value)
		case "color":
			l.colour = pageColour(value)
		case "background", "background-color":
			l.ground = groundOf(value)
		}
	}
}

// groundOf is the colour of a background: none for a clear one, mixed for a picture or
// a colour that is not known.
func groundOf(value string) Colour {
	for word := range strings.FieldsSeq(value) {
		if c := pageColour(word); c != 0 && c != mixed {
			return c
		}
	}
	for _, clear := range []string{"none", "transparent", "auto", "inherit", "initial"} {
		if strings.Contains(value, clear) {
			return 0
		}
	}
	return mixed
}

// pageColour reads white, #fff, #ffffff, rgb(255,255,255); mixed for what is not known.
func pageColour(s string) Colour {
	s = strings.ToLower(strings.ReplaceAll(strings.TrimSpace(s), " ", ""))
	if c, ok := hues[s]; ok {
		return c
	}
	switch {
	case s == "", s == "inherit", s == "auto", s == "automatic":
		return 0
	case s == "window", strings.HasPrefix(s, "rgb(255,255,255"):
		return white
	case s == "windowtext":
		return black
	case len(s) == 4 && s[0] == '#':
		return hexColour(string([]byte{s[1], s[1], s[2], s[2], s[3], s[3]}))
	case s[0] == '#':
		return hexColour(s)
	}
	return mixed
}

// maxPageMarks bounds the elements within a cell that are kept open.
const maxPageMarks = 100

// pageMark is an element that is open inside a cell, with the look of its text.
type pageMark struct {
	name string
	look pageLook
}

// pageRuns gathers the text of a cell of a page with its looks.
type pageRuns struct {
	cell  pageLook
	marks []pageMark
	runs  []run
}

func (r *pageRuns) begin(cell pageLook) { r.cell, r.marks, r.runs = cell, r.marks[:0], r.runs[:0] }

func (r *pageRuns) look() pageLook {
	if n := len(r.marks); n > 0 {
		return r.marks[n-1].look
	}
	return r.cell
}

func (r *pageRuns) open(name string, own pageLook) {
	if len(r.marks) < maxPageMarks {
		r.marks = append(r.marks, pageMark{name, own.over(r.look())})
	}
}

func (r *pageRuns) close(name string) {
	for i := len(r.marks) - 1; i >= 0; i-- {
		if r.marks[i].name == name {
			r.marks = r.marks[:i]
			return
		}
	}
}

// rich is the cell's text in its looks, nil where nothing about them matters.
func (r *pageRuns) rich() *Rich {
	if !slices.ContainsFunc(r.runs, func(x run) bool { return !x.font.plain() && strings.TrimSpace(x.text) != "" }) {
		return nil
	}
	return &Rich{runs: slices.Clone(r.runs)}
}

// text adds a text in the present look.
func (r *pageRuns) text(s string) {
	if strings.TrimSpace(s) == "" {
		return
	}
	r.runs = append(r.runs, run{text: s, own: true, font: r.look().font(), colour: black})
}

// pageHidden are the cells of a table that are not shown: columns of which none is are
// hidden, other cells are unseen.
type pageHidden struct {
	shown map[int]bool
	cells []hiddenCell
}

type hiddenCell struct {
	col  int
	rich *Rich
}

func (h *pageHidden) add(col int, hidden bool, rich *Rich) {
	if !hidden {
		h.shown[col] = true
		return
	}
	h.cells = append(h.cells, hiddenCell{col, rich})
}

// settle hides the columns; what stands in them is read as in any hidden column.
func (h *pageHidden) settle(l *Layout) {
	for _, c := range h.cells {
		if h.shown[c.col] {
			continue
		}
		l.hideCols(c.col, c.col)
		if c.rich == nil {
			continue
		}
		for i := range c.rich.runs {
			c.rich.runs[i].font.tiny = false
		}
	}
}
