package portal

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/portal/desk"
)

// Measures of the charts, in units of their view boxes.
const (
	barsWide    = 599 // of 600: what is drawn last has an edge
	barsMost    = 30  // of a chart
	lineLeft    = 60
	lineWide    = 360
	lineTop     = 16
	lineHeight  = 130
	lineBelow   = 26
	lineShort   = 24 // of what is due in one period alone
	labelBeside = 12
	labelBelow  = 4 // a label's foot, of its point
)

// bars is a chart of the units' parts of a figure: what is reached, due, and wanted.
type bars struct {
	Rows   []bar
	Marked bool // some have a target
}

// bar is a unit's: its text says all that it draws.
type bar struct {
	Name, Text       string
	Full, Done, Mark int
	HasFull, HasMark bool
}

// barsOf draws the parts of a figure; nil where there are none, or too many.
func barsOf(units []desk.FigureUnit) *bars {
	top := decimal.Zero
	for _, u := range units {
		for _, q := range []huibao.Quantity{u.Reached, u.Due, u.Target} {
			top = decimal.Max(top, q.Or(decimal.Zero))
		}
	}
	if len(units) < 2 || len(units) > barsMost || top.Sign() <= 0 {
		return nil
	}
	b := &bars{}
	for _, u := range units {
		r := bar{Name: u.Name, Text: u.Text, HasFull: u.Target.IsNumber(), HasMark: u.Due.IsNumber()}
		r.Full, r.Done, r.Mark = scaled(u.Target, top, barsWide), scaled(u.Reached, top, barsWide), scaled(u.Due, top, barsWide)
		if d, ok := u.Due.Decimal(); ok {
			r.Text += "，应达 " + huibao.Grouped(d.String())
		}
		if d, ok := u.Target.Decimal(); ok {
			r.Text += "，目标 " + huibao.Grouped(d.String())
			b.Marked = true
		}
		b.Rows = append(b.Rows, r)
	}
	return b
}

// scaled is the length of a number in a chart; 0 for none, and for what is negative.
func scaled(q huibao.Quantity, top decimal.Decimal, wide int64) int {
	d, ok := q.Decimal()
	if !ok || d.Sign() <= 0 {
		return 0
	}
	return int(d.Mul(decimal.NewFromInt(wide)).DivRound(top, 0).IntPart())
}

// line is a chart of a figure's periods.
type line struct {
	Height         int
	Says           string
	Top            string // the largest number, beside its line
	Base, Middle   int    // of the text of the axis
	Reached, Due   string // points of the two lines
	Dots           []dot
	Last, LastDue  *dot // their labels
	DueText, Value string
}

type dot struct {
	X, Y  int
	Label string
	Text  string
}

// lineOf draws the periods of the year; nil where fewer than two have a figure.
func lineOf(months []desk.FigureMonth) *line {
	top, n := decimal.Zero, 0
	for _, m := range months {
		top = decimal.Max(top, m.Reached.Or(decimal.Zero), m.Due.Or(decimal.Zero))
		if m.Reached.IsNumber() {
			n++
		}
	}
	if n < 2 || top.Sign() <= 0 {
		return nil
	}
	l := &line{Height: lineTop + lineHeight + lineBelow, Top: huibao.Grouped(top.String()), Base: lineTop + lineHeight, Middle: lineTop + 4}
	var says, reached, due []string
	at := func(i int, q huibao.Quantity) (int, int) {
		return lineLeft + i*lineWide/(len(months)-1), lineTop + lineHeight - scaled(q, top, lineHeight)
	}
	point := func(x, y int) string { return strconv.Itoa(x) + "," + strconv.Itoa(y) }
	for i, m := range months {
		if m.Due.IsNumber() {
			x, y := at(i, m.Due)
			due = append(due, point(x, y))
			l.LastDue, l.DueText = &dot{X: x + labelBeside, Y: y + labelBelow}, "应达 "+huibao.Grouped(m.Due.String())
		}
		if !m.Reached.IsNumber() {
			continue
		}
		x, y := at(i, m.Reached)
		reached = append(reached, point(x, y))
		l.Dots = append(l.Dots, dot{X: x, Y: y, Label: m.Head})
		l.Last, l.Value = &dot{X: x + labelBeside, Y: y + labelBelow}, m.Text
		text := m.Head + " " + m.Text
		if m.Lacks {
			text += "（不全）"
		}
		says = append(says, text)
	}
	if len(due) == 1 { // a point draws nothing
		due = append(due, point(l.LastDue.X-labelBeside-lineShort, l.LastDue.Y-labelBelow))
	}
	l.Reached, l.Due, l.Says = strings.Join(reached, " "), strings.Join(due, " "), strings.Join(says, "；")
	if l.LastDue != nil && l.Last != nil {
		apart(l.Last, l.LastDue)
	}
	return l
}

// apart keeps two labels from lying over each other, as large as they are on a narrow screen.
func apart(a, b *dot) {
	const letter = 22
	if d := a.Y - b.Y; d >= 0 && d < letter {
		a.Y = b.Y + letter
	} else if d < 0 && -d < letter {
		a.Y = b.Y - letter
	}
}
