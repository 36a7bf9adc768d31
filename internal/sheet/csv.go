package sheet

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// openCSV reads a text table: UTF-8 with or without BOM, UTF-16 with BOM, else
// GB18030; separated by comma, tab, semicolon or bar, whichever the first lines
// have most of.
func openCSV(ctx context.Context, r io.ReaderAt, size int64, lim Limits) (*Book, error) {
	raw := make([]byte, size)
	if n, err := r.ReadAt(raw, 0); err != nil && (!errors.Is(err, io.EOF) || int64(n) < size) {
		return nil, damaged("", 0, "文件读不全")
	}
	text, encoding, err := decodeText(raw)
	if err != nil {
		return nil, err
	}
	grid, err := parseCSV(ctx, text, lim)
	if err != nil {
		return nil, err
	}
	sh := &Sheet{Name: "CSV", grid: grid}
	return &Book{Format: CSV, Encoding: encoding, Props: map[string]string{}, Sheets: []*Sheet{sh}}, nil
}

func decodeText(raw []byte) (text, encoding string, err error) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		return string(fromUTF16(raw[2:], false)), "UTF-16", nil
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return string(fromUTF16(raw[2:], true)), "UTF-16", nil
	}
	if utf8.Valid(raw) {
		return string(raw), "UTF-8", nil
	}
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if i := bytes.IndexRune(decoded, utf8.RuneError); err != nil || i >= 0 {
		line := bytes.Count(decoded[:max(i, 0)], []byte("\n")) + 1
		return "", "", damaged("", line, "文字编码既不是 UTF-8 也不是 GB18030")
	}
	return string(decoded), "GB18030", nil
}

func separator(text string) rune {
	head := text[:min(len(text), 4096)]
	best, most := ',', 0
	for _, sep := range []rune{',', '\t', ';', '；', '|'} {
		if n := strings.Count(head, string(sep)); n > most {
			best, most = sep, n
		}
	}
	return best
}

func parseCSV(ctx context.Context, text string, lim Limits) (*Grid, error) {
	rows := csv.NewReader(strings.NewReader(text))
	rows.FieldsPerRecord, rows.Comma = -1, separator(text)
	g := &Grid{hiddenCols: map[int]bool{}}
	cells := 0
	for n := 1; ; n++ {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		fields, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return g, nil
		}
		if err != nil {
			return nil, damaged("", n, "引号不配对")
		}
		if n > lim.Rows || len(fields) > lim.Columns {
			return nil, overLimit("行数或列数", int64(max(n, len(fields))), int64(lim.Columns), "--limit-rows")
		}
		row := gridRow{number: n}
		for i, f := range fields {
			if f == "" {
				continue
			}
			if utf8.RuneCountInString(f) > lim.TextRunes {
				return nil, overLimit("一个单元格的字数", int64(utf8.RuneCountInString(f)), int64(lim.TextRunes), "--limit-text")
			}
			row.cells = append(row.cells, Cell{Row: n, Col: i + 1, Type: Text, Raw: f})
			cells++
		}
		if cells > lim.Cells {
			return nil, overLimit("有内容的单元格数", int64(cells), int64(lim.Cells), "--limit-cells")
		}
		if len(row.cells) > 0 {
			g.rows = append(g.rows, row)
			g.MaxRow, g.MaxCol = n, max(g.MaxCol, row.cells[len(row.cells)-1].Col)
		}
	}
}
