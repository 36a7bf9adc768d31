package draft

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"huibao/internal/docx"
	"huibao/internal/sheet"
)

// Block is a paragraph, or a row of a table.
type Block struct {
	Text  string
	Cells []string // nil for a paragraph
	Table int
}

// texts are the block's texts: its own, or its cells'.
func (b Block) texts() []string {
	if b.Cells != nil {
		return b.Cells
	}
	return []string{b.Text}
}

// maxBlocks and maxText bound a document: no plan comes near.
const (
	maxBlocks = 200000
	maxText   = 32 << 20 // bytes
)

// open turns a file into blocks.
func open(ctx context.Context, r io.ReaderAt, size int64, name string, lim sheet.Limits) ([]Block, error) {
	if !strings.HasSuffix(strings.ToLower(name), ".csv") {
		text, _, err := sheet.ReadText(ctx, newPages(r), size, name, lim)
		if err == nil {
			return checked(textBlocks(text))
		}
		if !errors.Is(err, sheet.ErrNotText) {
			return nil, err
		}
	}
	parts, err := docx.Read(ctx, r, size, docx.DefaultLimits())
	if err == nil {
		return checked(wordBlocks(parts))
	}
	book, bookErr := sheet.Open(ctx, r, size, name, lim)
	if bookErr == nil {
		return bookBlocks(ctx, book)
	}
	return nil, refusal(bookErr, err)
}

// pages reads the signs that end a page, in text that was taken out of a PDF, as ends
// of lines.
type pages struct {
	r    io.ReaderAt
	wide bool // UTF-16, where the byte is part of other characters
}

func newPages(r io.ReaderAt) pages {
	var mark [2]byte
	n, _ := r.ReadAt(mark[:], 0)
	return pages{r, n == 2 && (mark == [2]byte{0xff, 0xfe} || mark == [2]byte{0xfe, 0xff})}
}

func (p pages) ReadAt(b []byte, at int64) (int, error) {
	n, err := p.r.ReadAt(b, at)
	for i := range b[:n] {
		if b[i] == '\f' && !p.wide {
			b[i] = '\n'
		}
	}
	return n, err
}

// refusal says what to do with a file that is neither text nor a table.
func refusal(err, word error) error {
	var e *sheet.Error
	switch {
	case !errors.As(err, &e):
		return err
	case e.Reason == sheet.NotSpreadsheet && e.Kind == "Word 文档":
		return fmt.Errorf("文档（.docx）无法读取：%w", word)
	case e.Reason == sheet.NotSpreadsheet && strings.HasPrefix(e.Kind, "Word"):
		return errors.New("是旧版 Word 文档（.doc）；请用 Word 或 WPS 打开，另存为 .docx 后再试")
	case e.Reason == sheet.NotSpreadsheet:
		return fmt.Errorf("不能从%s中读取方案文字；请另存为 .docx、.txt、.xlsx 或 .csv（扫描件须先识别成文字并核对）", e.Kind)
	}
	return sheet.Ours(err)
}

// checked refuses what holds no text, and what is too long.
func checked(blocks []Block) ([]Block, error) {
	n, bytes := 0, 0
	for _, b := range blocks {
		bytes += len(b.Text)
		n += len(strings.TrimSpace(b.Text))
		for _, c := range b.Cells {
			bytes += len(c)
			n += len(strings.TrimSpace(c))
		}
	}
	switch {
	case n == 0:
		return nil, errors.New("文档中没有文字（可能是扫描件或空文档）；请先识别成文字，核对后再试")
	case bytes > maxText, len(blocks) > maxBlocks:
		return nil, fmt.Errorf("文档太长（%d 段，%d 字节），超过 %d 段、%d 字节的限度；请只保留方案正文", len(blocks), bytes, maxBlocks, maxText)
	}
	return blocks, nil
}

func wordBlocks(parts []docx.Block) []Block {
	var list []Block
	for _, p := range parts {
		if p.Cells != nil {
			list = append(list, Block{Cells: clean(p.Cells), Table: p.Table})
			continue
		}
		for _, line := range strings.Split(p.Text, "\n") {
			list = append(list, Block{Text: seen(line)})
		}
	}
	return list
}

// textBlocks reads lines; one with tabs is a row of a table.
func textBlocks(text string) []Block {
	var list []Block
	table := 0
	inTable := false
	all := strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n")
	for i := 0; i < len(all); i++ {
		line := strings.TrimRight(all[i], "\r\n")
		if rows, n := blankTable(all[i:]); n > 0 {
			table++
			inTable = false
			for _, cells := range rows {
				list = append(list, Block{Cells: cells, Table: table})
			}
			i += n - 1
			continue
		}
		if !strings.Contains(line, "\t") {
			if t := seen(line); t != "" {
				list = append(list, Block{Text: t})
				inTable = inTable && categoryMark.MatchString(narrowed(t))
			}
			continue
		}
		if !inTable {
			table++
			inTable = true
		}
		list = append(list, Block{Cells: clean(strings.Split(line, "\t")), Table: table})
	}
	return list
}

// blankTable reads a table whose columns are parted by blanks where one begins.
func blankTable(lines []string) ([][]string, int) {
	if !strings.Contains(lines[0], "  ") && !strings.Contains(lines[0], "　　") {
		return nil, 0
	}
	return columnTable(lines)
}

// bookBlocks reads every sheet of a workbook as a table; a merged cell's text stands
// in its first cell.
func bookBlocks(ctx context.Context, book *sheet.Book) ([]Block, error) {
	var list []Block
	for i, s := range book.Sheets {
		g, err := s.Grid(ctx)
		if err != nil {
			return nil, fmt.Errorf("工作表“%s”：%w", s.Name, sheet.Ours(err))
		}
		for _, n := range g.Rows() {
			var cells []string
			for _, c := range g.Row(n) {
				for len(cells) < c.Col {
					cells = append(cells, "")
				}
				cells[c.Col-1] = cellText(c, book.Date1904)
			}
			list = append(list, Block{Cells: clean(cells), Table: i + 1})
		}
	}
	return checked(list)
}

func cellText(c sheet.Cell, date1904 bool) string {
	if c.Type != sheet.Number {
		return c.Raw
	}
	if shown := sheet.Shown(c, date1904); shown != "" && c.Format.Class != sheet.ClassScaled {
		return shown
	}
	d, err := sheet.Decimal15(c.Raw)
	if err != nil {
		return c.Raw
	}
	return d.String()
}

func clean(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		var lines []string
		for _, l := range strings.Split(c, "\n") {
			if l = seen(l); l != "" {
				lines = append(lines, l)
			}
		}
		out[i] = strings.Join(lines, "\n")
	}
	return out
}
