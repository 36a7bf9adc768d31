package sheet

import (
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/html/charset"

	"huibao/internal/fault"
)

// openXML2003 reads an XML Spreadsheet 2003 (urn:schemas-microsoft-com:office:
// spreadsheet), as many systems export it.
func openXML2003(ctx context.Context, in *input) (*Book, error) {
	d := xml.NewDecoder(io.NewSectionReader(in.r, 0, in.size))
	d.CharsetReader = charset.NewReaderLabel
	x := &xmlReader{lim: &counted{Limits: in.lim}, book: &Book{Format: XML2003, Props: map[string]string{}}, styles: map[string]uint16{}, formats: []NumFmt{general}}
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		tok, err := d.Token()
		if errors.Is(err, io.EOF) && x.depth == 0 {
			break
		}
		var syntax *xml.SyntaxError
		if errors.Is(err, io.EOF) || errors.As(err, &syntax) && syntax.Msg == "unexpected EOF" {
			return nil, damaged("", x.row, "XML 表格不完整（可能没有传完）")
		}
		if err != nil {
			return nil, damaged("", x.row, "XML 表格无法读取（"+fault.Text(err)+"）")
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
	column   int
	cell     Cell
	style    uint16
	kind     string // ss:Type of the data
	inData   bool
	visible  bool
	text     strings.Builder
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
		return x.end(t.Name.Local)
	case xml.CharData:
		if x.inData || x.visible {
			x.text.Write(t)
		}
		if x.text.Len() > 4*x.lim.TextRunes+4096 {
			return boundText.over(int64(x.text.Len()), int64(x.lim.TextRunes), "", x.row)
		}
	}
	return nil
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
	switch e.Name.Local {
	case "Style":
		x.styleID = xmlAttr(e, "ID")
	case "NumberFormat":
		return x.numberFormat(xmlAttr(e, "Format"))
	case "Worksheet":
		return x.startSheet(xmlAttr(e, "Name"))
	case "Visible":
		x.visible = true
		x.text.Reset()
	case "Column":
		x.startColumn(e)
	case "Row":
		x.startRow(e)
	case "Cell":
		return x.startCell(e)
	case "Data":
		x.kind, x.inData = xmlAttr(e, "Type"), true
		x.text.Reset()
	}
	return nil
}

func (x *xmlReader) numberFormat(code string) error {
	if x.styleID == "" || code == "" {
		return nil
	}
	if len(x.formats) > x.lim.Styles {
		return boundStyles.over(int64(len(x.formats)), int64(x.lim.Styles), "", 0)
	}
	x.styles[x.styleID] = uint16(len(x.formats))
	x.formats = append(x.formats, newNumFmt(0, namedFormat(code)))
	return nil
}

// namedFormat gives the code of a format that is called by name.
func namedFormat(code string) string {
	switch code {
	case "General Number", "General":
		return ""
	case "Percent":
		return "0.00%"
	case "Fixed":
		return "0.00"
	case "Standard":
		return "#,##0.00"
	case "Short Date", "General Date":
		return "yyyy/m/d"
	case "Medium Date", "Long Date":
		return `yyyy"年"m"月"d"日"`
	}
	return code
}

func (x *xmlReader) startSheet(name string) error {
	if len(x.book.Sheets) >= x.lim.Sheets {
		return boundSheets.over(int64(len(x.book.Sheets)+1), int64(x.lim.Sheets), "", 0)
	}
	x.table = &memory{lim: x.lim, kinds: &x.formats}
	x.sheet = &Sheet{Name: name, source: x.table}
	x.row, x.column = 0, 0
	x.book.Sheets = append(x.book.Sheets, x.sheet)
	return nil
}

func (x *xmlReader) startColumn(e xml.StartElement) {
	if i := count(e, "Index"); i > 0 {
		x.column = i - 1
	}
	from := x.column + 1
	x.column += 1 + count(e, "Span")
	if xmlAttr(e, "Hidden") == "1" && x.table != nil {
		x.table.layout.hideCols(from, x.column)
	}
}

func (x *xmlReader) startRow(e xml.StartElement) {
	x.row++
	if i := count(e, "Index"); i > x.row {
		x.row = i
	}
	x.col = 0
	if xmlAttr(e, "Hidden") == "1" && x.table != nil {
		x.table.layout.hideRow(x.row)
	}
}

func (x *xmlReader) startCell(e xml.StartElement) error {
	x.col++
	if i := count(e, "Index"); i > x.col {
		x.col = i
	}
	x.row = max(x.row, 1)
	x.cell, x.style = Cell{Row: x.row, Col: x.col}, x.styles[xmlAttr(e, "StyleID")]
	if f := xmlAttr(e, "Formula"); f != "" {
		x.cell.HasFormula, x.cell.Formula = true, strings.TrimPrefix(f, "=")
	}
	across, down := count(e, "MergeAcross"), count(e, "MergeDown")
	if x.table == nil {
		return nil
	}
	return x.table.merge(Range{x.row, x.col, x.row + down, x.col + across})
}

func (x *xmlReader) end(name string) error {
	switch name {
	case "Data":
		x.inData = false
		return x.data(x.text.String())
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
		x.cell = Cell{}
		if c.Type == Blank && !c.HasFormula || x.table == nil || c.Row == 0 {
			return nil
		}
		return x.table.put(rawCell{Cell: c, style: x.style})
	}
	return nil
}

// data reads a cell's value by its type.
func (x *xmlReader) data(text string) error {
	c := &x.cell
	c.Cached = c.HasFormula
	switch x.kind {
	case "Number":
		c.Type, c.Raw = Number, strings.TrimSpace(text)
		if !isNumber(c.Raw) {
			return damaged("", x.row, "单元格 "+c.Ref()+" 不是数")
		}
	case "DateTime":
		return x.dateTime(strings.TrimSpace(text))
	case "Boolean":
		c.Type, c.Raw = Bool, strings.TrimSpace(text)
	case "Error":
		c.Type, c.Raw = ErrorValue, strings.TrimSpace(text)
	default:
		c.Type, c.Raw = Text, text
	}
	return nil
}

// dateTime turns 2024-06-05T00:00:00.000 into Excel's serial number, shown as a day
// where the style says nothing.
func (x *xmlReader) dateTime(text string) error {
	at, err := time.Parse("2006-01-02T15:04:05.999", strings.TrimSuffix(text, "Z"))
	if err != nil || at.Year() < 1900 {
		x.cell.Type, x.cell.Raw = Text, text
		return nil
	}
	days := int(at.Truncate(24*time.Hour).Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)).Hours()) / 24
	x.cell.Type, x.cell.Raw = Number, strconv.Itoa(days)
	if x.formats[x.style].Class != ClassDate {
		if x.dateStyle == 0 {
			x.dateStyle = uint16(len(x.formats))
			x.formats = append(x.formats, newNumFmt(14, ""))
		}
		x.style = x.dateStyle
	}
	return nil
}
