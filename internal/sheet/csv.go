package sheet

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// openCSV reads a text table: UTF-8 with or without byte-order mark, UTF-16 with
// one, else GB18030; its separator is the one that its first records agree on.
// Every field is text.
func openCSV(ctx context.Context, in *input) (*Book, error) {
	raw := make([]byte, in.size)
	if n, err := in.r.ReadAt(raw, 0); int64(n) < in.size {
		e := damaged("", 0, "文件读不全")
		e.Err = err
		return nil, e
	}
	text, encoding, err := decodeText(raw)
	if err != nil {
		return nil, err
	}
	t := &textTable{text: text, lim: in.lim}
	if err := t.scan(ctx); err != nil {
		return nil, err
	}
	sh := &Sheet{Name: "CSV", source: t}
	return &Book{Format: CSV, Encoding: encoding, Props: map[string]string{}, Sheets: []*Sheet{sh}}, nil
}

// decodeText gives a file's text as UTF-8, and the name of its encoding.
func decodeText(raw []byte) (text []byte, encoding string, err error) {
	if bytes.HasPrefix(raw, []byte("\xff\xfe")) || bytes.HasPrefix(raw, []byte("\xfe\xff")) {
		src, _ := decodeXML(bytes.NewReader(raw))
		text, err := io.ReadAll(src)
		if err != nil {
			return nil, "", damaged("", lineOf(text, len(text)), "不是完整的 UTF-16 文字")
		}
		return text, "UTF-16", checkControls(text)
	}
	raw = bytes.TrimPrefix(raw, []byte("\xef\xbb\xbf"))
	if utf8.Valid(raw) {
		return raw, "UTF-8", checkControls(raw)
	}
	text, err = simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if i := bytes.IndexRune(text, utf8.RuneError); err != nil || i >= 0 {
		return nil, "", damaged("", lineOf(text, max(i, 0)), "文字编码既不是 UTF-8 也不是 GB18030")
	}
	return text, "GB18030", checkControls(text)
}

func checkControls(text []byte) error {
	if n, bad := validPrefix(text); bad != "" {
		return damaged("", lineOf(text, n), string(bad))
	}
	return nil
}

func lineOf(text []byte, pos int) int { return bytes.Count(text[:pos], []byte("\n")) + 1 }

// textTable is the source of a text file's one sheet.
type textTable struct {
	text []byte // from the first record on
	sep  string
	lim  Limits
}

func (t *textTable) grid(ctx context.Context) (*Grid, error) { return gridOf(ctx, t) }

func (t *textTable) long() bool { return len(t.text) > longPart }

// errEnough ends a scan that has seen enough.
var errEnough = errors.New("enough")

// scan finds the separator: a line "sep=;" as Excel knows it, or by evidence.
func (t *textTable) scan(ctx context.Context) error {
	first, rest, _ := bytes.Cut(t.text, []byte("\n"))
	if sep, ok := strings.CutPrefix(strings.TrimRight(string(first), "\r"), "sep="); ok && utf8.RuneCountInString(sep) == 1 && sep != `"` {
		t.sep, t.text = sep, rest
		return nil
	}
	best := -1
	for _, sep := range []string{"\t", ",", ";", "；", "|"} {
		score, err := t.evidence(ctx, sep)
		if err != nil {
			return err
		}
		if score > best {
			best, t.sep = score, sep
		}
	}
	return nil
}

// evidence is how many of the first records a separator cuts into the same number
// of fields, two or more.
func (t *textTable) evidence(ctx context.Context, sep string) (int, error) {
	probe := &textTable{text: t.text[:min(len(t.text), 64<<10)], sep: sep, lim: t.lim}
	counts, records := map[int]int{}, 0
	err := probe.records(ctx, func(_ int, fields [][]byte) error {
		if len(fields) > 1 {
			counts[len(fields)]++
		}
		if records++; records == 50 {
			return errEnough
		}
		return nil
	})
	var bad *Error
	if err != nil && !errors.Is(err, errEnough) && !errors.As(err, &bad) {
		return 0, err
	}
	best := 0
	for _, n := range counts {
		best = max(best, n)
	}
	return best, nil
}
