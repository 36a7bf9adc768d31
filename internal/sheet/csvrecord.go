package sheet

import (
	"bytes"
	"context"
	"unicode/utf8"
)

// rows gives the records with content as rows; records without fields count too,
// as they do in Excel.
func (t *textTable) rows(ctx context.Context, sink rowSink) (Layout, error) {
	var kept arena
	var row []rawCell
	cells := 0
	return Layout{}, t.records(ctx, func(number int, fields [][]byte) error {
		row = row[:0]
		for i, f := range fields {
			if f = guarded(f); len(f) == 0 {
				continue
			}
			if n := utf8.RuneCount(f); n > t.lim.TextRunes {
				return boundText.over(int64(n), int64(t.lim.TextRunes), "", number)
			}
			c := rawCell{Cell: Cell{Row: number, Col: i + 1, Type: Text, Raw: kept.keep(f), Format: general}, style: noStyle}
			row = append(row, c)
		}
		if len(row) == 0 {
			return nil
		}
		if number > t.lim.Rows {
			return boundRows.over(int64(number), int64(t.lim.Rows), "", number)
		}
		if n := row[len(row)-1].Col; n > t.lim.Columns {
			return boundColumns.over(int64(n), int64(t.lim.Columns), "", number)
		}
		if cells += len(row); cells > t.lim.Cells {
			return boundCells.over(0, int64(t.lim.Cells), "", number)
		}
		return sink(number, row)
	})
}

// guarded takes the guard off a text that is written as a formula, ="10", so that Excel
// leaves it alone.
func guarded(f []byte) []byte {
	if len(f) < 3 || f[0] != '=' || f[1] != '"' || f[len(f)-1] != '"' {
		return f
	}
	inside := f[2 : len(f)-1]
	bare := bytes.ReplaceAll(inside, []byte(`""`), nil)
	if bytes.IndexByte(bare, '"') >= 0 {
		return f // more than one text: ="1"&"0"
	}
	return bytes.ReplaceAll(inside, []byte(`""`), []byte(`"`))
}

// maxFields bounds what one record is cut into before it is held against Columns.
const maxFields = 2 * maxCol

// records cuts the text into records and fields, as Excel does: a field that begins
// with a quote goes on to the next single quote, over separators and line breaks,
// and takes what follows up to the separator as it stands; a quote elsewhere is a
// character like others. A quote that is never closed is damage.
func (t *textTable) records(ctx context.Context, yield func(number int, fields [][]byte) error) error {
	r := &recordReader{textTable: t, rest: t.text, line: 1}
	for number := 1; len(r.rest) > 0; number++ {
		if number&1023 == 1 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		r.fields = r.fields[:0]
		for more := true; more; {
			var field []byte
			var err error
			if field, more, err = r.field(); err != nil {
				return err
			}
			r.fields = append(r.fields, field)
			if len(r.fields) > maxFields {
				return boundColumns.over(0, int64(t.lim.Columns), "", number)
			}
		}
		if err := yield(number, r.fields); err != nil {
			return err
		}
	}
	return nil
}

type recordReader struct {
	*textTable
	rest   []byte
	line   int
	fields [][]byte
}

// field reads one field; more says that the record goes on.
func (r *recordReader) field() (field []byte, more bool, err error) {
	if len(r.rest) > 0 && r.rest[0] == '"' {
		if field, err = r.quoted(); err != nil {
			return nil, false, err
		}
	}
	end := 0
	for ; end < len(r.rest); end++ {
		c := r.rest[end]
		if c == '\n' || c == '\r' || c == r.sep[0] && bytes.HasPrefix(r.rest[end:], []byte(r.sep)) {
			break
		}
	}
	tail := r.rest[:end]
	if field == nil {
		field = tail
	} else {
		field = append(field, tail...)
	}
	r.rest = r.rest[end:]
	switch {
	case len(r.rest) == 0:
	case r.rest[0] == '\r':
		r.rest = bytes.TrimPrefix(r.rest[1:], []byte("\n"))
		r.line++
	case r.rest[0] == '\n':
		r.rest = r.rest[1:]
		r.line++
	default:
		r.rest = r.rest[len(r.sep):]
		return field, true, nil
	}
	return field, false, nil
}

// quoted reads from a quote to the one that closes it; "" stands for one quote.
func (r *recordReader) quoted() ([]byte, error) {
	field, rest := []byte{}, r.rest[1:]
	for {
		i := bytes.IndexByte(rest, '"')
		if i < 0 {
			return nil, damaged("", r.line, "引号没有配对")
		}
		field = append(field, rest[:i]...)
		rest = rest[i+1:]
		if len(rest) == 0 || rest[0] != '"' {
			break
		}
		field = append(field, '"')
		rest = rest[1:]
	}
	r.line += bytes.Count(field, []byte("\n"))
	r.rest = rest
	return field, nil
}
