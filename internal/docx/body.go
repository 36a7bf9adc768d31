package docx

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// body gathers the blocks of word/document.xml.
type body struct {
	lim    Limits
	num    *counters
	blocks []Block

	tables int // seen so far
	depth  int // of open tables; cells of a nested table go to the outer one's
	cells  []string
	span   int
	skip   int // depth of open elements whose text does not count
	inText bool
	para   strings.Builder
	marks  marks
	found  []Mark // of the row
	free   []string
	cell   [2]strings.Builder // what of the last cell is read: its text, its free text
	numID  string
	level  int
	cont   bool // a cell that goes on from the one above (vMerge)
	hidden bool
}

// skipped are elements whose text is none of the document's, and formats that are not in force any
// more (修订 keeps them: rPrChange, pPrChange, tcPrChange …).
func skipped(name string) bool {
	switch name {
	case "del", "moveFrom", "instrText", "delText", "AlternateContent", "txbxContent", "footnote":
		return true
	}
	return strings.HasSuffix(name, "PrChange")
}

func (b *body) start(e xml.StartElement) error {
	name := e.Name.Local
	if b.skip > 0 || skipped(name) {
		b.skip++
		return nil
	}
	switch name {
	case "tbl":
		if b.depth++; b.depth == 1 {
			b.tables++
		}
	case "tr":
		if b.depth == 1 {
			b.cells, b.free, b.found = []string{}, nil, nil
		}
	case "tc":
		if b.depth == 1 {
			b.endText()
			b.cells, b.free, b.span, b.cont = append(b.cells, ""), append(b.free, ""), 1, false
		}
	case "gridSpan":
		b.span, _ = strconv.Atoi(attr(e, "val"))
	case "vMerge":
		b.cont = attr(e, "val") != "restart"
	case "p":
		b.para.Reset()
		b.numID, b.level = "", 0
	case "numId":
		b.numID = attr(e, "val")
	case "ilvl":
		b.level, _ = strconv.Atoi(attr(e, "val"))
	case "r":
		b.hidden = false
	case "vanish":
		b.hidden = attr(e, "val") != "0" && attr(e, "val") != "false"
	case "bookmarkStart":
		b.marks.start(e)
	case "bookmarkEnd":
		b.marks.end(attr(e, "id"))
	case "t":
		b.inText = true
	case "tab":
		b.write("\t")
	case "br", "cr":
		b.write("\n")
	case "noBreakHyphen":
		b.write("-")
	}
	if len(b.blocks) > b.lim.Blocks {
		return fmt.Errorf("段落和表格行超过 %d 个的限度", b.lim.Blocks)
	}
	return nil
}

func (b *body) write(s string) {
	if !b.hidden {
		b.para.WriteString(s)
		b.marks.write(s)
	}
}

func (b *body) text(s string) {
	if b.skip == 0 && b.inText {
		b.write(s)
	}
}

func (b *body) end(name string) {
	if b.skip > 0 {
		b.skip--
		return
	}
	switch name {
	case "t":
		b.inText = false
	case "p":
		b.endParagraph()
	case "tc":
		b.endCell()
	case "tr":
		if b.depth == 1 {
			b.endText()
			b.blocks = append(b.blocks, Block{Cells: b.cells, Table: b.tables, Marks: b.found, Free: b.free})
		}
	case "tbl":
		b.depth--
	}
}

func (b *body) endParagraph() {
	text := strings.TrimSpace(b.num.label(b.numID, b.level) + b.para.String())
	free, list := b.marks.take()
	if b.depth == 0 {
		if text != "" {
			b.blocks = append(b.blocks, Block{Text: text, Marks: list, Free: []string{free}})
		}
		return
	}
	b.found = append(b.found, list...)
	if len(b.cells) > 0 && text != "" && !b.cont {
		b.cell[1].WriteString(free)
		if b.cell[0].Len() > 0 {
			b.cell[0].WriteString("\n")
		}
		b.cell[0].WriteString(text)
	}
}

// endText sets the last cell to what was read of it.
func (b *body) endText() {
	if n := len(b.cells); n > 0 && b.cell[0].Len() > 0 {
		b.cells[n-1], b.free[n-1] = b.cell[0].String(), b.cell[1].String()
	}
	b.cell[0].Reset()
	b.cell[1].Reset()
}

// maxSpan bounds the columns that one cell may span.
const maxSpan = 64

func (b *body) endCell() {
	if b.depth != 1 {
		return
	}
	b.endText()
	for i := 1; i < min(b.span, maxSpan); i++ {
		b.cells, b.free = append(b.cells, ""), append(b.free, "")
	}
}
