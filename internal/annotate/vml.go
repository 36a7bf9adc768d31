package annotate

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"huibao/internal/theme"
)

// What a drawing of comment boxes declares and begins with, as Excel writes it.
const (
	vmlHead = `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"` + madeTag +
		`<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>`
	vmlSpaces = ` xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"`
	shapeType = `<v:shapetype id="_x0000_t202"%s coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">` +
		`<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`
	vmlEnd = `</xml>`
)

// shapePrefix begins the ids of our boxes.
const shapePrefix = "huibao_"

// spacesFor is what our shapes must declare in a drawing: nothing where its root has
// the usual prefixes.
func (d *document) spacesFor() string {
	for prefix, uri := range map[string]string{"v": "urn:schemas-microsoft-com:vml", "o": "urn:schemas-microsoft-com:office:office", "x": "urn:schemas-microsoft-com:office:excel"} {
		if got, ok := d.find(d.root, "xmlns:"+prefix); !ok || d.value(got) != uri {
			return vmlSpaces
		}
	}
	return ""
}

// draw adds boxes to a drawing.
func draw(e *edits, list []remark, g *geometry) {
	spaces, typed := e.spacesFor(), false
	for _, k := range e.root.kids {
		typed = typed || k.local == "shapetype" && e.attr(k, "id") == "_x0000_t202"
	}
	text := ""
	if !typed {
		text = fmt.Sprintf(shapeType, spaces)
	}
	taken := map[string]bool{}
	e.root.each("shape", func(n *node) { taken[e.attr(n, "id")] = true })
	for _, r := range list {
		id := shapePrefix + r.ref()
		for taken[id] {
			id += "_"
		}
		text += shape(id, spaces, r, g)
	}
	e.last(e.root, text)
}

// shape is one box, sized for its text.
func shape(id, spaces string, r remark, g *geometry) string {
	return `<v:shape id="` + id + `"` + spaces + ` type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto">` +
		`<v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>` +
		`<v:textbox><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>` +
		`<x:Anchor>` + g.anchor(r.spot, r.text+"\n"+finish) + `</x:Anchor><x:AutoFill>False</x:AutoFill>` +
		`<x:Row>` + itoa(r.row-1) + `</x:Row><x:Column>` + itoa(r.col-1) + `</x:Column></x:ClientData></v:shape>`
}

// boxes are the shapes of comments by their cells.
func (d *document) boxes() map[spot]*node {
	at := map[spot]*node{}
	d.root.each("shape", func(n *node) {
		data := clientData(n)
		if data == nil || d.attr(data, "ObjectType") != "Note" {
			return
		}
		s := spot{}
		for _, k := range data.kids {
			v, err := strconv.Atoi(strings.TrimSpace(string(d.text(k))))
			switch {
			case err != nil:
			case k.local == "Row":
				s.row = v + 1
			case k.local == "Column":
				s.col = v + 1
			}
		}
		at[s] = n
	})
	return at
}

func clientData(shape *node) *node {
	for _, k := range shape.kids {
		if k.local == "ClientData" {
			return k
		}
	}
	return nil
}

// stretch makes the boxes of comments that ours stand in large enough, and returns
// what their anchors were.
func stretch(e *edits, list []remark, g *geometry) map[string]string {
	was, at := map[string]string{}, e.boxes()
	for _, r := range list {
		if n := at[r.spot]; n != nil {
			for _, k := range clientData(n).kids {
				if k.local == "Anchor" && !k.empty {
					was[r.ref()] = string(e.text(k))
					e.put(k.inner, k.closed, g.anchor(r.spot, theirRoom+r.text+"\n"+finish))
				}
			}
		}
	}
	return was
}

// undraw takes the boxes of cells out, and our type of shape where nothing of it is
// left; it puts anchors back.
func undraw(e *edits, gone []spot, anchors map[string]string) {
	at := e.boxes()
	left := 0
	for s, n := range at {
		if slices.Contains(gone, s) || strings.HasPrefix(e.attr(n, "id"), shapePrefix) {
			e.remove(n)
		} else {
			left++
		}
	}
	for s, n := range at {
		old, ok := anchors[s.ref()]
		if !ok {
			continue
		}
		for _, k := range clientData(n).kids {
			if k.local == "Anchor" && !strings.ContainsAny(old, "<>&") {
				e.put(k.inner, k.closed, old)
			}
		}
	}
	for _, k := range e.root.kids {
		ours := fmt.Sprintf(shapeType, e.spacesFor())
		if k.local == "shapetype" && string(e.b[k.start:k.end]) == ours && left == 0 {
			e.remove(k)
		}
	}
}

// theirRoom is what is left in a box for what stands before ours.
const theirRoom = "\n\n\n\n"

// geometry is how wide the columns and how high the rows of a sheet are, in pixels.
type geometry struct {
	width  func(col int) int // from 0
	height func(row int) int
}

// A box's width, and the least and most of its height, in pixels; a line of its text
// and how much stands in one, in Excel's units.
const (
	boxWidth              = 330
	boxLeast, boxMost     = 64, 620
	boxLine, boxLineUnits = 16, 46
)

// anchor is where the box of a cell stands: beside it, from a little above.
func (g *geometry) anchor(s spot, text string) string {
	high := min(max(theme.Lines(text, boxLineUnits)*boxLine+20, boxLeast), boxMost)
	left, top := s.col, max(s.row-2, 0)
	if left > lastColumn-8 {
		left = s.col - 8
	}
	right, dx := reach(left, 15+boxWidth, lastColumn, g.width)
	bottom, dy := reach(top, 4+high, lastRow, g.height)
	return fmt.Sprintf("%d, 15, %d, 4, %d, %d, %d, %d", left, top, right, dx, bottom, dy)
}

const (
	lastColumn = 16383
	lastRow    = 1048575
)

// reach walks over columns or rows from one on until a length is used up.
func reach(at, length, last int, size func(int) int) (int, int) {
	for at < last {
		n := size(at)
		if length <= n {
			return at, length
		}
		length -= n
		at++
	}
	return last, 0
}

func itoa(n int) string { return strconv.Itoa(n) }
