package pdf

import (
	"strings"

	"github.com/jung-kurt/gofpdf"

	"huibao/internal/pdf/fonts"
)

// Align is how a column's cells stand.
type Align uint8

// The three ways.
const (
	Left Align = iota
	Centre
	Right
)

// Shape is the vector shape of a light beside its word, readable without colour.
type Shape uint8

// The shapes of lights.
const (
	NoShape Shape = iota
	Disc
	Triangle
	Square
	Ring
)

// Column is one column of a table; Width in millimetres is scaled to the page.
// Consecutive columns of one Group have it over their titles.
type Column struct {
	Title string
	Group string
	Width float64
	Align Align
}

// Cell is one cell; a shape is drawn before its text.
type Cell struct {
	Text   string
	Shape  Shape
	Colour [3]int
}

// Row is one row of cells, or a category across the table.
type Row struct {
	Category string
	Cells    []Cell
	Refs     []string // what its figures are of
}

// Table is a table whose headings are repeated on every page and whose rows are
// kept whole unless they are longer than a page. Its last row stands on a page neither alone
// nor without the lines of small type that follow it, Notes of them.
type Table struct {
	Columns []Column
	Rows    []Row
	Notes   int
}

const (
	cellPad     = 1.2
	tableSpace  = 2.0 // below it
	tablePitch  = tableSize * mmPerPoint * 1.32
	shapeWidth  = 3.4
	innerLine   = 0.25 * mmPerPoint
	headingGrey = 242
)

// laid is a row that has been broken into lines.
type laid struct {
	row    Row
	lines  [][][]rune // by column
	height float64
	head   bool
	over   float64 // of a heading: the height of the groups over the titles
}

// Table sets a table.
func (d *Doc) Table(t Table) {
	widths := d.roomy(t)
	head := d.layHead(t.Columns, widths)
	started := false
	for i, r := range t.Rows {
		l := d.layRow(t.Columns, widths, r)
		need := l.height + d.kept(t, widths, i)
		if !started || d.y+need > d.bottom() && d.y > d.top()+head.height+0.1 {
			if started || d.y+head.height+need > d.bottom() {
				d.newPage()
			}
			d.drawRow(t.Columns, widths, head)
			started = true
		}
		d.drawLong(t.Columns, widths, head, l)
	}
	d.y += tableSpace
}

// kept is the height of what must stand on the page of a row: the first row of a category, the last
// one of the table with the one before it, the notes.
func (d *Doc) kept(t Table, widths []float64, i int) float64 {
	last := len(t.Rows) - 1
	height := 0.0
	if i < last && (t.Rows[i].Category != "" || i == last-1) {
		i++
		height = d.layRow(t.Columns, widths, t.Rows[i]).height
	}
	if i == last && t.Notes > 0 {
		height += tableSpace + float64(t.Notes)*smallPitch
	}
	return height
}

// drawLong draws a row; one that is longer than a page goes on on the next.
func (d *Doc) drawLong(cols []Column, widths []float64, head, l laid) {
	for d.y+l.height > d.bottom() {
		fits := int((d.bottom() - d.y - 2*cellPad) / tablePitch)
		if fits < 1 {
			d.newPage()
			d.drawRow(cols, widths, head)
			fits = int((d.bottom() - d.y - 2*cellPad) / tablePitch)
		}
		part := laid{row: l.row, height: float64(fits)*tablePitch + 2*cellPad}
		longest := 0
		for c := range l.lines {
			n := min(fits, len(l.lines[c]))
			part.lines = append(part.lines, l.lines[c][:n])
			l.lines[c] = l.lines[c][n:]
			longest = max(longest, len(l.lines[c]))
		}
		if longest == 0 {
			part.height = l.height
			if d.y+part.height > d.bottom() {
				d.newPage()
				d.drawRow(cols, widths, head)
			}
			d.drawRow(cols, widths, part)
			return
		}
		d.drawRow(cols, widths, part)
		l.height = float64(longest)*tablePitch + 2*cellPad
		d.newPage()
		d.drawRow(cols, widths, head)
	}
	d.drawRow(cols, widths, l)
}

// roomy are the columns' widths, those of figures so wide that no figure is broken, at the cost of
// those of words.
func (d *Doc) roomy(t Table) []float64 {
	widths := d.scale(t.Columns)
	lack, spare := make([]float64, len(widths)), 0.0
	for i, c := range t.Columns {
		if c.Align == Left {
			spare += widths[i] * mostGiven
		}
		if c.Align != Right {
			continue
		}
		for _, r := range t.Rows {
			if i < len(r.Cells) && isFigure(r.Cells[i].Text) {
				lack[i] = max(lack[i], d.textWidth(fonts.Song, tableSize, d.clean(r.Cells[i].Text))+2*cellPad+figureSlack-widths[i])
			}
		}
	}
	total := 0.0
	for _, x := range lack {
		total += x
	}
	if total == 0 || total > spare {
		return widths
	}
	for i, c := range t.Columns {
		if c.Align == Left {
			widths[i] -= widths[i] * mostGiven * total / spare
		}
		widths[i] += lack[i]
	}
	return widths
}

// mostGiven is how much of its width a column of words gives to figures at most; figureSlack is the
// room that rounding wants.
const (
	mostGiven   = 0.4
	figureSlack = 0.1
)

// isFigure reports whether a cell is a figure alone, which has no place to break.
func isFigure(s string) bool {
	return s != "" && strings.Trim(s, "0123456789.,+-−%/") == ""
}

func (d *Doc) scale(cols []Column) []float64 {
	total := 0.0
	for _, c := range cols {
		total += c.Width
	}
	widths := make([]float64, len(cols))
	for i, c := range cols {
		widths[i] = c.Width * d.width() / total
	}
	return widths
}

func (d *Doc) layHead(cols []Column, widths []float64) laid {
	l := laid{head: true}
	whole, grouped := 0.0, 0.0
	for i, c := range cols {
		lines := d.wrap(d.clean(c.Title), fonts.Hei, tableSize, widths[i]-2*cellPad, widths[i]-2*cellPad)
		l.lines = append(l.lines, lines)
		height := float64(len(lines))*tablePitch + 2*cellPad
		if c.Group == "" {
			whole = max(whole, height)
			continue
		}
		l.over = tablePitch + 2*cellPad
		grouped = max(grouped, height)
	}
	l.height = max(whole, l.over+grouped)
	return l
}

// drawGroups draws a heading of two levels: groups over their titles, the other titles
// across both.
func (d *Doc) drawGroups(cols []Column, widths []float64, l laid) {
	left, top := d.left(), d.y
	x := left
	for i := 0; i < len(cols); {
		j, width := i, 0.0
		for j < len(cols) && cols[j].Group == cols[i].Group && (j == i || cols[i].Group != "") {
			width += widths[j]
			j++
		}
		if cols[i].Group == "" {
			d.cell(l.lines[i], box{x, width, l.height}, Centre, Cell{}, fonts.Hei)
		} else {
			name := d.clean(cols[i].Group)
			d.cell([][]rune{name[:d.fit(name, fonts.Hei, tableSize, width-2*cellPad)]}, box{x, width, l.over}, Centre, Cell{}, fonts.Hei)
			d.y = top + l.over
			at := x
			for k := i; k < j; k++ {
				d.cell(l.lines[k], box{at, widths[k], l.height - l.over}, Centre, Cell{}, fonts.Hei)
				at += widths[k]
			}
			d.y = top
		}
		x += width
		i = j
	}
}

// headLines draws the lines inside a heading of two levels.
func headLines(f *gofpdf.Fpdf, cols []Column, widths []float64, left, y, over, height float64) {
	x := left
	for i := range cols {
		if cols[i].Group != "" {
			f.Line(x, y+over, x+widths[i], y+over)
		}
		x += widths[i]
		if i == len(cols)-1 {
			continue
		}
		top := y
		if cols[i].Group != "" && cols[i].Group == cols[i+1].Group {
			top = y + over
		}
		f.Line(x, top, x, y+height)
	}
}

func (l *laid) add(lines [][]rune) {
	l.lines = append(l.lines, lines)
	l.height = max(l.height, float64(len(lines))*tablePitch+2*cellPad)
}

func (d *Doc) layRow(cols []Column, widths []float64, r Row) laid {
	l := laid{row: r}
	if r.Category != "" {
		l.add(d.wrap(d.clean(r.Category), fonts.Hei, tableSize, d.width()-2*cellPad, d.width()-2*cellPad))
		return l
	}
	for i := range cols {
		cell := Cell{}
		if i < len(r.Cells) {
			cell = r.Cells[i]
		}
		width := widths[i] - 2*cellPad
		first := width
		if cell.Shape != NoShape {
			first -= shapeWidth
		}
		l.add(d.wrap(d.clean(cell.Text), fonts.Song, tableSize, first, width))
	}
	return l
}

// drawRow draws one row with its lines and moves on.
func (d *Doc) drawRow(cols []Column, widths []float64, l laid) {
	left, y, height, total := d.left(), d.y, l.height, d.width()
	d.refer(l.row.Refs)
	grey, category, over := l.head || l.row.Category != "", l.row.Category != "", l.over // the row itself is not kept
	d.op(func(f *gofpdf.Fpdf) {
		if grey {
			f.SetFillColor(headingGrey, headingGrey, headingGrey)
			f.Rect(left, y, total, height, "F")
		}
		f.SetDrawColor(127, 127, 127)
		f.SetLineWidth(innerLine)
		f.Rect(left, y, total, height, "D")
		if over > 0 {
			headLines(f, cols, widths, left, y, over, height)
		} else if !category {
			at := left
			for _, w := range widths[:len(widths)-1] {
				at += w
				f.Line(at, y, at, y+height)
			}
		}
	})
	x := left
	if l.over > 0 {
		d.drawGroups(cols, widths, l)
	} else if l.row.Category != "" {
		d.cell(l.lines[0], box{x, total, height}, Left, Cell{}, fonts.Hei)
	} else {
		for i, w := range widths {
			face, align, cell := fonts.Song, cols[i].Align, Cell{}
			if l.head {
				face, align = fonts.Hei, Centre
			} else if i < len(l.row.Cells) {
				cell = l.row.Cells[i]
			}
			d.cell(l.lines[i], box{x, w, height}, align, cell, face)
			x += w
		}
	}
	d.y += height
}

// box is where a cell stands, below where the row begins.
type box struct{ x, width, height float64 }

// cell draws the lines of one cell, centred in its height.
func (d *Doc) cell(lines [][]rune, at box, align Align, c Cell, face fonts.Face) {
	y := d.y + (at.height-float64(len(lines))*tablePitch)/2
	for i, line := range lines {
		line = trimBlank(line)
		w := d.textWidth(face, tableSize, line)
		shape := 0.0
		if i == 0 && c.Shape != NoShape {
			shape = shapeWidth
		}
		x := at.x + cellPad
		switch align {
		case Centre:
			x = at.x + (at.width-w-shape)/2
		case Right:
			x = at.x + at.width - cellPad - w - shape
		}
		if shape > 0 {
			d.shape(c.Shape, c.Colour, x+1.3, y+tablePitch/2)
		}
		d.draw(x+shape, y+baseline(tableSize, tablePitch), line, ink{face: face, size: tableSize, colour: c.Colour})
		y += tablePitch
	}
}

// shape draws a light around a centre.
func (d *Doc) shape(s Shape, colour [3]int, x, y float64) {
	const r = 1.15
	d.op(func(f *gofpdf.Fpdf) {
		f.SetFillColor(colour[0], colour[1], colour[2])
		f.SetDrawColor(colour[0], colour[1], colour[2])
		f.SetLineWidth(0.3)
		switch s {
		case Disc:
			f.Circle(x, y, r, "F")
		case Triangle:
			f.Polygon([]gofpdf.PointType{{X: x, Y: y - r}, {X: x + r, Y: y + r}, {X: x - r, Y: y + r}}, "F")
		case Square:
			f.Rect(x-r, y-r, 2*r, 2*r, "F")
		case Ring:
			f.Circle(x, y, r-0.15, "D")
		}
	})
}
