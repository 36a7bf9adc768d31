package sheet

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html/charset"
)

// openXML2003 reads an XML Spreadsheet 2003 (urn:schemas-microsoft-com:office:
// spreadsheet), as many systems export it.
func openXML2003(ctx context.Context, in *input) (*Book, error) {
	text, err := decodeXML(io.NewSectionReader(in.r, 0, in.size))
	if err != nil {
		return nil, damaged("", 0, "文件读不全")
	}
	d := xml.NewDecoder(text)
	d.CharsetReader, d.Entity = charsetReader, xml.HTMLEntity
	x := &xmlReader{lim: &counted{Limits: in.lim}, book: &Book{Format: XML2003, Props: map[string]string{}}, styles: map[string]uint16{}, formats: []NumFmt{general}}
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		tok, err := d.Token()
		if errors.Is(err, io.EOF) && x.depth == 0 {
			break
		}
		if err != nil && x.complete(in) {
			x.book.odd.note(oddEnd, "")
			break
		}
		if err != nil {
			return nil, x.fault(err)
		}
		if err := x.token(tok); err != nil {
			return nil, err
		}
	}
	if len(x.book.Sheets) == 0 {
		return nil, notSpreadsheet("XML 文件（没有工作表）")
	}
	return x.book, nil
}

// charsetReader decodes what an XML declaration names; UTF-16 is decoded already.
func charsetReader(label string, in io.Reader) (io.Reader, error) {
	if strings.HasPrefix(strings.ToLower(label), "utf-16") {
		return in, nil
	}
	out, err := charset.NewReaderLabel(label, in)
	if err != nil {
		return nil, badText("编码 " + clip([]byte(label)) + " 不受支持")
	}
	return out, nil
}

// complete reports whether nothing but the end tag of the workbook is missing: all
// sheets are closed, and no other one has begun.
func (x *xmlReader) complete(in *input) bool {
	if x.depth != 1 || len(x.book.Sheets) == 0 || x.sheet != nil {
		return false
	}
	tail := make([]byte, min(in.size, 256))
	if n, _ := in.r.ReadAt(tail, in.size-int64(len(tail))); n < len(tail) {
		return false
	}
	rest := bytes.TrimSpace(tail[bytes.LastIndexByte(tail, '>')+1:])
	return len(rest) == 0 || rest[0] == '<' && (len(rest) == 1 || rest[1] == '/')
}

// xmlFaults are the parser's complaints in our words.
var xmlFaults = []struct{ msg, kind string }{
	{"invalid character entity", "含有没有定义的字符引用"},
	{"illegal character code", string(badControl)},
	{"invalid UTF-8", string(badUTF8)},
	{"closed by", "标记不配对"},
	{"unexpected end element", "标记不配对"},
}

// fault is a parser's error as ours, with the line of the file.
func (x *xmlReader) fault(err error) *Error {
	kind, where := "标记写法有误", ""
	if errors.Is(err, io.EOF) || strings.Contains(err.Error(), "unexpected EOF") {
		return damaged("", x.row, "XML 表格不完整（可能没有传完）")
	}
	var syntax *xml.SyntaxError
	var bad badText
	switch {
	case errors.As(err, &bad):
		kind = string(bad)
	case errors.As(err, &syntax):
		for _, f := range xmlFaults {
			if strings.Contains(syntax.Msg, f.msg) {
				kind = f.kind
				break
			}
		}
		where = "，在文件的第 " + strconv.Itoa(syntax.Line) + " 行"
	}
	e := damaged("", x.row, "XML 表格无法读取（"+kind+where+"）")
	e.Err = err
	return e
}

// xmlReader reads the elements of the workbook.
type xmlReader struct {
	lim     *counted
	book    *Book
	depth   int
	styles  map[string]uint16 // by id
	formats []NumFmt
	styleID string

	dateStyle uint16 // of days whose style says nothing; 0 until there is one

	sheet    *Sheet
	table    *memory
	row, col int
	last     int // the row that a row's ss:Span goes on to
	column   int
	colStyle []uint16 // by column
	rowStyle uint16
	until    []int // by column, the last row that a cell above covers by ss:MergeDown
	work     int
	cell     Cell
	style    uint16
	kind     string // ss:Type of the data
	inCell   bool
	inNote   bool // the cell's comment has data too
	inData   bool
	visible  bool
	text     strings.Builder
	looks    xmlLooks
}

func (x *xmlReader) token(tok xml.Token) error {
	switch t := tok.(type) {
	case xml.StartElement:
		if x.depth++; x.depth > x.lim.Depth {
			return boundDepth.over(int64(x.depth), int64(x.lim.Depth), "", x.row)
		}
		return x.start(t)
	case xml.EndElement:
		x.depth--
		x.looks.runs.close(t.Name.Local)
		if isTable(t.Name.Space) {
			return x.end(t.Name.Local)
		}
	case xml.CharData:
		if x.inData || x.visible {
			x.text.Write(t)
		}
		if x.inData {
			x.looks.runs.text(string(t))
		}
		if x.text.Len() > 4*x.lim.TextRunes+4096 {
			return boundText.over(int64(x.text.Len()), int64(x.lim.TextRunes), "", x.row)
		}
	}
	return nil
}

// isTable reports whether an element is one of the workbook's own, not HTML within a
// cell.
func isTable(space string) bool {
	return space == "" || space == "ss" || space == "x" || strings.HasPrefix(space, "urn:schemas-microsoft-com:office:")
}

func xmlAttr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func count(e xml.StartElement, name string) int {
	n, err := strconv.Atoi(xmlAttr(e, name))
	if err != nil || n < 0 {
		return 0
	}
	return min(n, maxRow)
}

func (x *xmlReader) start(e xml.StartElement) error {
	if e.Name.Local != "Style" {
		x.look(e)
	}
	if !isTable(e.Name.Space) {
		return nil
	}
	switch e.Name.Local {
	case "Style":
		x.styleID = xmlAttr(e, "ID")
		if parent := x.styles[xmlAttr(e, "Parent")]; parent > 0 && x.styleID != "" {
			x.styles[x.styleID] = parent
		}
		x.look(e)
	case "NumberFormat":
		return x.numberFormat(xmlAttr(e, "Format"))
	case "Date1904":
		x.book.Date1904 = true
	case "Worksheet":
		return x.startSheet(e)
	}
	if x.sheet == nil {
		return nil
	}
	switch e.Name.Local {
	case "Visible":
		x.visible = true
		x.text.Reset()
	case "AutoFilter":
		x.table.layout.Filtered = true
	case "Column":
		return x.startColumn(e)
	case "Row":
		x.startRow(e)
	case "Cell":
		return x.startCell(e)
	case "Comment":
		x.inNote = true
		x.table.layout.Comments = true
	case "Data":
		if x.inCell && !x.inNote {
			x.kind, x.inData = xmlAttr(e, "Type"), true
			x.text.Reset()
			x.beginText()
		}
	}
	return nil
}

func (x *xmlReader) end(name string) error {
	if x.sheet == nil {
		return nil
	}
	switch name {
	case "Worksheet":
		x.sheet = nil
	case "Comment":
		x.inNote = false
	case "Data":
		if x.inData {
			x.inData = false
			x.cell.Rich = x.looks.runs.rich()
			x.data(x.text.String())
		}
	case "Visible":
		x.visible = false
		switch strings.TrimSpace(x.text.String()) {
		case "SheetHidden":
			x.sheet.State = Hidden
		case "SheetVeryHidden":
			x.sheet.State = VeryHidden
		}
	case "Cell":
		c := x.cell
		x.cell, x.inCell, x.inNote = Cell{}, false, false
		if c.Type == Blank && !c.HasFormula || c.Row == 0 {
			return nil
		}
		return x.table.put(rawCell{Cell: c, style: x.style})
	}
	return nil
}
