package draft

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"huibao/internal/docx"
	"huibao/internal/sheet"
)

// Block is a paragraph, or a row of a table.
type Block struct {
	Text  string
	Cells []string // nil for a paragraph
	Table int
}

// maxBlocks and maxText bound a document: no plan comes near.
const (
	maxBlocks = 200000
	maxText   = 32 << 20 // bytes
)

// open turns a file into blocks.
func open(ctx context.Context, r io.ReaderAt, size int64, name string, lim sheet.Limits) ([]Block, error) {
	if !strings.HasSuffix(strings.ToLower(name), ".csv") {
		text, _, err := sheet.ReadText(ctx, r, size, name, lim)
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

// refusal says what to do with a file that is neither text nor a table.
func refusal(err, word error) error {
	var e *sheet.Error
	switch {
	case !errors.As(err, &e):
		return err
	case e.Reason == sheet.NotSpreadsheet && e.Kind == "Word 文档":
		return fmt.Errorf("Word 文档无法读取：%w", word)
	case e.Reason == sheet.NotSpreadsheet && strings.HasPrefix(e.Kind, "Word"):
		return errors.New("是旧版 Word 文档（.doc）；请用 Word 或 WPS 打开，另存为 .docx 后再试")
	case e.Reason == sheet.NotSpreadsheet:
		return fmt.Errorf("不能从%s中读取方案文字；请另存为 .docx、.txt、.xlsx 或 .csv（扫描件须先识别成文字并核对）", e.Kind)
	}
	return err
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
			list = append(list, Block{Text: tidy(line)})
		}
	}
	return list
}

// textBlocks reads lines; one with tabs is a row of a table.
func textBlocks(text string) []Block {
	var list []Block
	table := 0
	inTable := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\r\n")
		if !strings.Contains(line, "\t") {
			if t := tidy(line); t != "" {
				list = append(list, Block{Text: t})
				inTable = inTable && categoryMark.MatchString(t)
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

// bookBlocks reads every sheet of a workbook as a table; a merged cell's text stands
// in its first cell.
func bookBlocks(ctx context.Context, book *sheet.Book) ([]Block, error) {
	var list []Block
	for i, s := range book.Sheets {
		g, err := s.Grid(ctx)
		if err != nil {
			return nil, fmt.Errorf("工作表“%s”：%w", s.Name, err)
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
			if l = tidy(l); l != "" {
				lines = append(lines, l)
			}
		}
		out[i] = strings.Join(lines, "\n")
	}
	return out
}

// tidy narrows full-width letters, digits, brackets and signs (Chinese commas and
// the like stay), drops what cannot be seen and leaves single spaces.
func tidy(s string) string {
	var out []rune
	space := false
	for _, r := range s {
		r = narrow(r)
		switch {
		case r == ' ' || r == '\t' || r == '\u00a0' || r == '\u3000':
			space = true
			continue
		case r < ' ' || r == '\ufeff' || r >= '\u200b' && r <= '\u200f' || r == '\u00ad' || r == utf8.RuneError:
			continue
		}
		if space && len(out) > 0 {
			out = append(out, ' ')
		}
		space = false
		out = append(out, r)
	}
	return chineseSigns(out)
}

// chineseSigns writes the half-width commas, semicolons and colons of a Chinese
// text in full width; a comma between digits separates thousands and stays.
func chineseSigns(rs []rune) string {
	wide := map[rune]rune{',': '，', ';': '；', ':': '：', '!': '！', '?': '？'}
	for i, r := range rs {
		w, ok := wide[r]
		if !ok {
			continue
		}
		before, after := i > 0 && isASCII(rs[i-1]), i+1 < len(rs) && isASCII(rs[i+1])
		if (!before || !after || r == ',' && rs[i-1] == ')') && !(i+1 < len(rs) && rs[i+1] == '/') {
			rs[i] = w
		}
	}
	return string(rs)
}

// joined drops the spaces beside Chinese characters and signs, which come of
// typesetting: between two letters or digits one is kept.
func joined(s string) string {
	rs := []rune(s)
	out := rs[:0:0]
	for i, r := range rs {
		if r == ' ' && i > 0 && i+1 < len(rs) && (!isASCII(rs[i-1]) || !isASCII(rs[i+1]) || threeDigits(rs, i)) {
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

// threeDigits reports whether the space at i parts thousands: 1 200.
func threeDigits(rs []rune, i int) bool {
	digit := func(j int) bool { return j >= 0 && j < len(rs) && rs[j] >= '0' && rs[j] <= '9' }
	return digit(i-1) && !digit(i-4) && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4)
}

func isASCII(r rune) bool { return r > ' ' && r < 0x7f }

// narrow folds one full-width rune. A Chinese comma is no separator of thousands,
// and a Chinese full stop no decimal point: they stay.
func narrow(r rune) rune {
	switch {
	case strings.ContainsRune("，；：！？～", r):
		return r
	case r == '﹪':
		return '%'
	case r == '．':
		return '.'
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	}
	return r
}
