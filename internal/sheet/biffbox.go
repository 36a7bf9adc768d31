package sheet

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
)

// anchorHead begins, in a drawing's record, where a shape lies ([MS-XLS] 2.5.193, OfficeArtClientAnchorSheet).
var anchorHead = []byte{0x10, 0xF0, 0x12, 0, 0, 0}

// boxes gathers the texts of comments and of shapes: a drawing's record says where a shape lies, the one behind it
// its number, the next its text, and those of comments at the end whose cell it is of.
type boxes struct {
	at    Comment
	id    int
	texts map[int]Comment
}

// box reads one of these records, into the layout where it says of which cell a comment is.
func (r *biffReader) box(rec *record, p *pieces) {
	switch rec.id {
	case recDrawing:
		if i := bytes.LastIndex(rec.body, anchorHead); i >= 0 && len(rec.body) >= i+len(anchorHead)+10 {
			corner := rec.body[i+len(anchorHead)+2:]
			r.boxes.at = Comment{Row: int(binary.LittleEndian.Uint16(corner[4:])) + 1, Col: int(binary.LittleEndian.Uint16(corner)) + 1}
		}
	case recObj:
		p.skip(6)
		r.boxes.id = p.u16()
	case recTxo:
		p.skip(10)
		n := p.u16()
		p.skip(6)
		if n == 0 || n > r.book.lim.TextRunes || len(r.boxes.texts) >= maxDrawn {
			return
		}
		if text := strings.TrimSpace(r.book.textOf(p, n)); !p.short && text != "" {
			if r.boxes.texts == nil {
				r.boxes.texts = map[int]Comment{}
			}
			c := r.boxes.at
			c.Row, c.Col, c.Text = max(c.Row, 1), max(c.Col, 1), text
			r.boxes.texts[r.boxes.id] = c
		}
	case recNote:
		r.layout.Comments = true
		row, col := p.u16()+1, p.u16()+1
		p.skip(2)
		id := p.u16()
		if c, known := r.boxes.texts[id]; known && !p.short {
			c.Row, c.Col = row, col
			r.layout.Notes = append(r.layout.Notes, c)
			delete(r.boxes.texts, id)
		}
	}
	p.short = false // what can't be read of them is nothing of the cells
}

// drawn are the texts that are no comments, from above.
func (b boxes) drawn() (list []Comment) {
	for _, c := range b.texts {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b Comment) int {
		if a.Row != b.Row {
			return a.Row - b.Row
		}
		if a.Col != b.Col {
			return a.Col - b.Col
		}
		return strings.Compare(a.Text, b.Text)
	})
	return list
}
