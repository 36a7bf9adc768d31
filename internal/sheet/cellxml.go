package sheet

import (
	"bytes"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"
)

// readCell reads <c> and what stands in it, and keeps it if it has content. next
// is its column if it does not name one; numbered says that the row's number is
// known.
func (r *sheetReader) readCell(next int, numbered bool) (col int, err error) {
	c := rawCell{style: 0, formats: r.x.formats}
	c.Col = next
	var kind cellKind
	for i := range r.attrs {
		a := &r.attrs[i]
		switch string(a.name) {
		case "r":
			c.Col, err = r.cellRef(a.value, numbered)
		case "s":
			c.style = r.style(a.value)
		case "t":
			kind = kindOf(a.value)
		}
		if err != nil {
			return 0, err
		}
	}
	if c.Col > maxCol {
		return 0, r.fail("单元格超出了最后一列")
	}
	has, kind, err := r.content(&c, kind)
	if err != nil {
		return 0, err
	}
	if has {
		err = r.settle(&c, kind)
	}
	if err != nil || c.Type == Blank && !c.HasFormula {
		return c.Col, err
	}
	r.w.cells++
	if r.x.cells++; r.x.cells > r.x.lim.Cells {
		return 0, boundCells.over(0, int64(r.x.lim.Cells), r.part, r.row)
	}
	c.Format = general
	if int(c.style) < len(c.formats) {
		c.Format = c.formats[c.style]
	}
	r.cols = append(r.cols, c)
	return c.Col, nil
}

// cellRef is the column of a cell's name. Its row must be this row's, or gives this
// row its number.
func (r *sheetReader) cellRef(ref []byte, numbered bool) (int, error) {
	row, col, ok := ParseRef(string(ref))
	if ok && !numbered {
		r.row = row
	}
	if !ok || row != r.row {
		return 0, r.fail("单元格位置 " + clip(ref) + " 不对")
	}
	return col, nil
}

// style is a cell's format: one that the styles part does not have is general.
func (r *sheetReader) style(raw []byte) uint16 {
	n, err := strconv.Atoi(string(raw))
	if err != nil || n < 0 {
		r.layout.odd.note(oddStyle, fmt.Sprintf("第 %d 行 s=“%s”", r.row, clip(raw)))
		return noStyle
	}
	return uint16(min(n, noStyle))
}

// noStyle is the place of no format.
const noStyle = 1<<16 - 1

// cellKind is the attribute t of a cell.
type cellKind uint8

const (
	kindNumber cellKind = iota
	kindShared
	kindString // of a formula
	kindInline
	kindBool
	kindError
	kindDate
	kindUnknown
)

func kindOf(raw []byte) cellKind {
	switch string(raw) {
	case "n", "":
		return kindNumber
	case "s":
		return kindShared
	case "str":
		return kindString
	case "inlineStr":
		return kindInline
	case "b":
		return kindBool
	case "e":
		return kindError
	case "d":
		return kindDate
	}
	return kindUnknown
}

// content reads what stands inside <c>: formula, value, inline string. The value is
// left in r.value; has says that there is one.
func (r *sheetReader) content(c *rawCell, kind cellKind) (has bool, _ cellKind, err error) {
	depth := len(r.starts)
	for {
		token, err := r.next()
		if err != nil {
			return false, kind, err
		}
		var text []byte
		switch {
		case token == tokenClose && len(r.starts) < depth:
			return has, kind, nil
		case token != tokenOpen:
		case r.is("v"):
			text, err = r.inner(r.x.lim.TextRunes)
			r.value, has = append(r.value[:0], text...), true
		case r.is("f"):
			c.HasFormula = true
			err = r.formula(c)
		case r.is("is"):
			text, c.Rich, err = r.richText(r.x.lim.TextRunes)
			if c.Rich != nil {
				c.Rich.paint(&r.x.looks.colours)
			}
			r.value, has, kind = append(r.value[:0], text...), true, kindInline
		default:
			err = r.skip()
		}
		if err != nil {
			return false, kind, err
		}
	}
}

// formula reads <f>: the cell's own formula, or the number of one that it shares.
func (r *sheetReader) formula(c *rawCell) error {
	kind, _ := r.raw("t")
	group, shared := r.place("si", maxRow), string(kind) == "shared"
	text, err := r.inner(r.x.lim.TextRunes)
	c.Formula = r.kept.keep(unescapeX(text))
	switch {
	case !shared:
	case c.Formula == "":
		c.shares = r.masters[group]
	default:
		if r.masters == nil {
			r.masters = map[int]*master{}
		}
		r.masters[group] = &master{r.row, c.Col, c.Formula}
	}
	return err
}

// trimmed is a text without the white space around it, which is seldom there.
func trimmed(b []byte) []byte {
	if len(b) > 0 && b[0] > ' ' && b[len(b)-1] > ' ' && b[0] < utf8.RuneSelf && b[len(b)-1] < utf8.RuneSelf {
		return b
	}
	return bytes.TrimSpace(b)
}

// settle gives the cell its type and stored text.
func (r *sheetReader) settle(c *rawCell, kind cellKind) error {
	text := r.value
	if kind != kindString && kind != kindInline {
		if text = trimmed(text); len(text) == 0 {
			return nil
		}
	}
	c.Cached = c.HasFormula
	switch kind {
	case kindShared:
		r.shared(c, text)
		return nil
	case kindString:
		text = unescapeX(text)
		c.Type = Text
	case kindInline:
		c.Type = Text
	case kindBool:
		r.boolean(c, text)
		return nil
	case kindError:
		c.Type = ErrorValue
	case kindDate:
		c.Type = Text
		text = r.day(c, text)
	case kindUnknown:
		r.broken(c, clip(text))
		return nil
	default:
		c.Type = Number
		if !isNumber(text) {
			r.broken(c, clip(text))
			return nil
		}
	}
	if len(text) == 0 {
		c.Type = Blank
	}
	c.Raw = r.kept.keep(text)
	return r.checkText(text, r.x.lim.TextRunes)
}

// day is an ISO 8601 day (t="d") as what other programs store for it, its serial
// number, where the cell has the format of a day; with a time it stays a text.
func (r *sheetReader) day(c *rawCell, text []byte) []byte {
	text = bytes.TrimSuffix(bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("Z")), []byte(".000")), []byte("T00:00:00"))
	at, err := time.Parse("2006-01-02", string(text))
	if err != nil || at.Year() < 1901 || int(c.style) >= len(c.formats) || c.formats[c.style].Class != ClassDate {
		return text
	}
	c.Type = Number
	return strconv.AppendInt(nil, int64(serialDay(at, r.x.book.Date1904)), 10)
}

// broken marks a cell whose stored content is none.
func (r *sheetReader) broken(c *rawCell, stored string) {
	c.Type, c.Raw = Broken, stored
	r.layout.odd.note(oddCell, Ref(r.row, c.Col))
}

func (r *sheetReader) shared(c *rawCell, text []byte) {
	n, err := strconv.Atoi(string(text))
	if err != nil || n < 0 || n >= len(r.x.strings) {
		r.broken(c, "第 "+clip(text)+" 个共享字符串")
		return
	}
	if c.Raw = r.x.strings[n]; c.Raw != "" {
		c.Type = Text
		if r.x.rich != nil {
			c.Rich = r.x.rich[n]
		}
	}
}

func (r *sheetReader) boolean(c *rawCell, text []byte) {
	switch c.Type = Bool; string(text) {
	case "1", "true", "TRUE":
		c.Raw = "1"
	case "0", "false", "FALSE":
		c.Raw = "0"
	default:
		r.broken(c, clip(text))
	}
}
