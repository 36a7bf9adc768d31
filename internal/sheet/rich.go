package sheet

import "strings"

// Rich is a text of which some is drawn otherwise than the rest: struck out, raised
// (上标, 下标), coloured.
type Rich struct{ runs []run }

// run is a part of a rich text; one that says nothing of its font has the cell's.
type run struct {
	text   string
	own    bool
	font   font
	colour Colour // of the font, once it is known
}

// Marks are the parts of a cell's text that are not read as the text around them, and
// the rest without them.
type Marks struct{ Struck, Raised, Unseen, Rest string }

// Marks tells apart what of a cell's content is struck out, raised, or not to be seen;
// any is false where nothing is.
func (c Cell) Marks() (m Marks, any bool) {
	look := c.Format.Look
	if c.Rich == nil {
		switch {
		case look.Struck:
			return Marks{Struck: c.Raw}, true
		case look.Unseen:
			return Marks{Unseen: c.Raw}, true
		}
		return Marks{Rest: c.Raw}, false
	}
	var struck, raised, unseen, rest strings.Builder
	for _, r := range c.Rich.runs {
		to := &rest
		switch {
		case strings.TrimSpace(r.text) == "":
		case r.own && r.font.struck, !r.own && look.Struck:
			to = &struck
		case r.own && r.font.raised:
			to = &raised
		case r.own && (r.font.tiny || sameColour(r.colour, look.Ground)), !r.own && look.Unseen:
			to = &unseen
		}
		to.WriteString(r.text)
	}
	m = Marks{struck.String(), raised.String(), unseen.String(), rest.String()}
	return m, m.Struck+m.Raised+m.Unseen != ""
}

// paint finds out the colours of the runs.
func (r *Rich) paint(c *colours) {
	for i := range r.runs {
		r.runs[i].colour = c.of(r.runs[i].font.colour)
	}
}

// runReader gathers the runs of one text.
type runReader struct {
	runs   []run
	begin  int // of the open run in the text
	marked bool
}

func (r *runReader) open(at int) {
	r.begin = at
	r.runs = append(r.runs, run{})
}

// close takes the text of the open run; one without any is none.
func (r *runReader) close(text []byte) {
	last := &r.runs[len(r.runs)-1]
	if len(text) == r.begin {
		r.runs = r.runs[:len(r.runs)-1]
		return
	}
	last.text = string(unescapeX(append([]byte(nil), text[r.begin:]...)))
	r.marked = r.marked || last.own && !last.font.plain()
}

// rich is what was gathered, nil where all of it looks the same.
func (r *runReader) rich() *Rich {
	if !r.marked {
		return nil
	}
	return &Rich{runs: append([]run(nil), r.runs...)}
}
