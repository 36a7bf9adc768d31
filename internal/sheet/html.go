package sheet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/charset"
)

// openHTML reads a web page that was saved as a spreadsheet: each table is a sheet,
// a table within a cell is text of the cell.
func openHTML(ctx context.Context, in *input) (*Book, error) {
	src, err := charset.NewReader(io.NewSectionReader(in.r, 0, in.size), "")
	if err != nil {
		return nil, damaged("", 0, "网页的文字编码无法识别")
	}
	p := &pageReader{tokens: html.NewTokenizer(src), lim: &counted{Limits: in.lim}, book: &Book{Format: HTML, Props: map[string]string{}},
		formats: []NumFmt{general}, codes: map[string]uint16{}, rules: styleRules{}}
	p.tokens.SetMaxBuf(maxPageToken)
	for n := 0; ; n++ {
		if n%4096 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if p.tokens.Next() == html.ErrorToken {
			break
		}
		if err := p.token(p.tokens.Token()); err != nil {
			return nil, err
		}
	}
	return p.book, p.finish()
}

// finish says whether the page was read to its end.
func (p *pageReader) finish() error {
	if err := p.tokens.Err(); !errors.Is(err, io.EOF) {
		e := damaged("", p.row, "网页无法读取（有一个标记或一段文字过长）")
		if !errors.Is(err, html.ErrBufferExceeded) {
			e = damaged("", p.row, "网页读不全")
		}
		e.Err = err
		return e
	}
	switch {
	case p.depth > 0 && !p.closed:
		return damaged("", p.row, "网页中的表格没有结束（可能没有传完）")
	case p.depth > 0:
		p.book.odd.note(oddTable, "")
		err := p.closeCell()
		p.hidden.settle(&p.table.layout)
		return err
	case len(p.book.Sheets) == 0:
		return notSpreadsheet("网页（没有表格）")
	}
	return nil
}

// maxPageToken bounds one tag or text, in bytes.
const maxPageToken = 1 << 20

// pageReader reads the tables of a page.
type pageReader struct {
	tokens *html.Tokenizer
	lim    *counted
	book   *Book

	table   *memory
	depth   int // of tables
	row     int
	col     int
	column  int             // the last <col>
	taken   map[[2]int]bool // cells that a rowspan or colspan covers
	open    bool            // in a cell
	text    strings.Builder
	kept    arena
	value   pageValue
	formats []NumFmt
	codes   map[string]uint16 // places of formats by their codes
	runs    pageRuns
	around  [2]pageLook // of the table and of the row
	rules   styleRules
	hidden  pageHidden
	closed  bool   // the page goes on to its end
	skip    string // an element whose text does not count
	rows    int    // that the open cell spans
	columns int
}

func (p *pageReader) token(t html.Token) error {
	if p.skip != "" {
		if t.Type == html.TextToken && p.skip == "style" {
			p.rules.add(t.Data)
		}
		if t.Type == html.EndTagToken && t.Data == p.skip {
			p.skip = ""
		}
		return nil
	}
	switch t.Type {
	case html.TextToken:
		if p.open {
			p.text.WriteString(t.Data)
			p.runs.text(t.Data)
		}
		return p.tooLong()
	case html.StartTagToken, html.SelfClosingTagToken:
		return p.start(t)
	case html.EndTagToken:
		return p.end(t.Data)
	}
	return nil
}

// tooLong refuses the text of a cell while it is gathered.
func (p *pageReader) tooLong() error {
	if n := p.text.Len(); n > 4*p.lim.TextRunes+4096 {
		return boundText.over(int64(n), int64(p.lim.TextRunes), "", p.row)
	}
	return nil
}

func (p *pageReader) start(t html.Token) error {
	switch t.Data {
	case "script", "style", "comment": // LibreOffice writes notes as comments
		if t.Type == html.StartTagToken {
			p.skip = t.Data
		}
	case "table":
		return p.startTable(t)
	case "tr":
		if p.depth == 1 {
			err := p.closeCell()
			p.row, p.col = p.row+1, 0
			if p.around[1] = p.rules.look(t); p.around[1].hidden {
				p.table.layout.hideRow(p.row)
				p.around[1].hidden = false
			}
			return err
		}
	case "col":
		if p.depth == 1 {
			p.startColumn(t)
		}
	case "td", "th":
		if p.depth == 1 {
			if err := p.closeCell(); err != nil {
				return err
			}
			p.openCell(t)
		}
	case "br":
		p.breakLine()
	case "img", "input", "hr", "wbr": // without an end
	default:
		if t.Data == "p" || t.Data == "div" {
			p.breakLine()
		}
		if p.open && t.Type == html.StartTagToken {
			p.runs.open(t.Data, p.rules.look(t))
		}
	}
	return nil
}

func (p *pageReader) breakLine() {
	if p.open && p.text.Len() > 0 {
		p.text.WriteByte('\n')
	}
}

func (p *pageReader) startColumn(t html.Token) {
	from := p.column + 1
	p.column++
	for _, a := range t.Attr {
		if n, err := strconv.Atoi(strings.TrimSpace(a.Val)); a.Key == "span" && err == nil && n > 1 {
			p.column += min(n, maxSpan) - 1
		}
	}
	if p.rules.look(t).hidden {
		p.table.layout.hideCols(from, p.column)
	}
}

func (p *pageReader) startTable(t html.Token) error {
	if p.depth++; p.depth > p.lim.Depth {
		return boundDepth.over(int64(p.depth), int64(p.lim.Depth), "", p.row)
	}
	if p.depth > 1 {
		return nil
	}
	if len(p.book.Sheets) >= p.lim.Sheets {
		return boundSheets.over(int64(len(p.book.Sheets)+1), int64(p.lim.Sheets), "", 0)
	}
	p.table, p.row, p.col, p.column, p.taken = &memory{lim: p.lim, kinds: &p.formats}, 0, 0, 0, map[[2]int]bool{}
	p.around, p.hidden = [2]pageLook{p.rules.look(t)}, pageHidden{shown: map[int]bool{}}
	p.book.Sheets = append(p.book.Sheets, &Sheet{Name: fmt.Sprintf("表%d", len(p.book.Sheets)+1), source: p.table})
	return nil
}

// maxSpan bounds the cells that one cell may cover in each direction: pages ask for
// a hundred million.
const maxSpan = 1000

func (p *pageReader) openCell(t html.Token) {
	p.row = max(p.row, 1)
	p.col++
	for p.taken[[2]int{p.row, p.col}] {
		p.col++
	}
	p.open, p.value, p.rows, p.columns = true, valueOf(t.Attr), 1, 1
	p.text.Reset()
	p.runs.begin(p.rules.look(t).over(p.around[1].over(p.around[0])))
	for _, a := range t.Attr {
		n, err := strconv.Atoi(strings.TrimSpace(a.Val))
		switch {
		case err != nil || n < 1:
		case a.Key == "rowspan":
			p.rows = min(n, maxSpan)
		case a.Key == "colspan":
			p.columns = min(n, maxSpan)
		}
	}
	p.cover()
}

// cover takes the cells that a span covers; a page may not take more than its limit
// of cells.
func (p *pageReader) cover() {
	if p.rows*p.columns > 1 && len(p.taken)+p.rows*p.columns > p.lim.Cells {
		p.rows, p.columns = 1, 1
	}
	for r := range p.rows {
		for c := range p.columns {
			if r+c > 0 {
				p.taken[[2]int{p.row + r, p.col + c}] = true
			}
		}
	}
}

func (p *pageReader) closeCell() error {
	if !p.open {
		return nil
	}
	p.open = false
	c := rawCell{Cell: Cell{Row: p.row, Col: p.col}}
	code := p.value.settle(&c.Cell, p.kept.keep([]byte(pageText(p.text.String()))), &p.table.layout.odd)
	c.Rich = p.runs.rich()
	p.hidden.add(p.col, p.runs.cell.hidden, c.Rich)
	style, err := p.format(code)
	if err != nil {
		return err
	}
	c.style = style
	if err := p.table.put(c); err != nil {
		return err
	}
	err = p.table.merge(Range{p.row, p.col, p.row + p.rows - 1, p.col + p.columns - 1})
	p.col += p.columns - 1
	return err
}

// format is the place of a number format; the first is none.
func (p *pageReader) format(code string) (uint16, error) {
	if code == "" {
		return 0, nil
	}
	i, ok := p.codes[code]
	if !ok {
		if len(p.formats) > p.lim.Styles {
			return 0, boundStyles.over(int64(len(p.formats)), int64(p.lim.Styles), "", p.row)
		}
		i = uint16(len(p.formats))
		p.codes[code], p.formats = i, append(p.formats, newNumFmt(0, code))
	}
	return i, nil
}

// pageText is a cell's text as a page shows it: white space collapsed, lines kept.
func pageText(s string) string {
	lines := strings.Split(s, "\n")
	out := lines[:0]
	for _, l := range lines {
		if l = strings.Join(strings.Fields(l), " "); l != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

func (p *pageReader) end(name string) error {
	switch name {
	case "html", "body":
		p.closed = true
	case "table":
		if p.depth == 1 {
			if err := p.closeCell(); err != nil {
				return err
			}
			p.hidden.settle(&p.table.layout)
		}
		p.depth = max(p.depth-1, 0)
	case "td", "th", "tr":
		if p.depth == 1 {
			return p.closeCell()
		}
	default:
		p.runs.close(name)
	}
	return nil
}
