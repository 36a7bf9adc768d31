package sheet

import (
	"context"
	"strconv"
	"strings"
)

// What is more of drawings is not looked at.
const (
	maxDrawn      = 500      // texts of a sheet
	maxDrawingXML = 16 << 20 // bytes
)

// readDrawn reads one part of drawings, of whichever kind, that a sheet refers to.
func (w *worksheet) readDrawn(ctx context.Context, part, kind string, l *Layout) {
	if !w.x.z.has(part) {
		return
	}
	if w.x.z.size(part) > maxDrawingXML {
		w.x.book.odd.note(oddDrawing, "")
		return
	}
	d := &drawnReader{list: l.Drawn, limit: w.x.lim.TextRunes}
	err := error(nil)
	if kind == "drawing" {
		err = w.x.walk(ctx, part, "wsDr", d.drawing)
	} else {
		err = w.x.walk(ctx, part, "xml", d.vml)
	}
	d.finish()
	l.Drawn = d.list
	if kind == "drawing" && err != nil && ctx.Err() == nil { // of VML most is of comments, and often not well written
		w.x.book.odd.note(oddDrawing, "")
	}
}

// drawnReader gathers the texts of text boxes and shapes, each at the cell that its upper left corner is on.
type drawnReader struct {
	list  []Comment
	limit int

	at   Comment
	in   bool // a shape that has a text of its own
	text strings.Builder
}

// finish takes the text of the shape that was read.
func (d *drawnReader) finish() {
	if text := strings.TrimSpace(d.text.String()); d.in && text != "" && len(d.list) < maxDrawn {
		at := d.at
		at.Row, at.Col, at.Text = max(at.Row, 1), max(at.Col, 1), text
		d.list = append(d.list, at)
	}
	d.in = false
	d.text.Reset()
}

// drawing reads an element of DrawingML. What stands in mc:Fallback is said once more elsewhere, and a shape
// that is linked to a cell shows that cell's text.
func (d *drawnReader) drawing(s *scanner) error {
	switch string(s.name) {
	case "twoCellAnchor", "oneCellAnchor", "absoluteAnchor":
		d.finish()
		d.at = Comment{}
	case "from":
		return d.corner(s)
	case "sp":
		d.finish()
		d.in = s.attr("textlink") == ""
	case "pic", "graphicFrame", "cxnSp", "grpSp":
		d.finish()
	case "Fallback":
		return s.skip()
	case "p", "br":
		d.text.WriteByte('\n')
	case "t":
		return d.inner(s)
	}
	return nil
}

// corner reads the cell of a shape's upper left corner.
func (d *drawnReader) corner(s *scanner) error {
	depth := len(s.starts)
	for {
		kind, err := s.next()
		switch {
		case err != nil:
			return err
		case kind == tokenClose && len(s.starts) < depth:
			return nil
		case kind != tokenOpen || !s.is("row") && !s.is("col"):
			continue
		}
		to := &d.at.Row
		if s.is("col") {
			to = &d.at.Col
		}
		text, err := s.inner(d.limit)
		if err != nil {
			return err
		}
		if n, err := strconv.Atoi(strings.TrimSpace(string(text))); err == nil && n >= 0 && n < maxRow {
			*to = n + 1
		}
	}
}

func (d *drawnReader) inner(s *scanner) error {
	text, err := s.inner(d.limit)
	if d.in && d.text.Len() < d.limit {
		d.text.Write(text)
	}
	return err
}

// vml reads an element of the drawings of old, in which the boxes of comments stand, too.
func (d *drawnReader) vml(s *scanner) error {
	switch string(s.name) {
	case "shape", "rect", "roundrect", "oval", "group":
		d.finish()
		d.at, d.in = Comment{}, !s.is("group")
	case "textbox":
		return d.inner(s)
	case "ClientData":
		d.in = d.in && s.attr("ObjectType") != "Note"
	case "Anchor": // column, its offset, row, its offset, …
		text, err := s.inner(d.limit)
		if p := strings.Split(string(text), ","); len(p) > 2 {
			col, _ := strconv.Atoi(strings.TrimSpace(p[0]))
			row, _ := strconv.Atoi(strings.TrimSpace(p[2]))
			if min(col, row) >= 0 && col < maxCol && row < maxRow {
				d.at.Col, d.at.Row = col+1, row+1
			}
		}
		return err
	}
	return nil
}
