package book

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// sheetParts maps sheet names to their parts.
func (b *Book) sheetParts(parts []*part) (map[string]string, error) {
	var wb struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"http://schemas.openxmlformats.org/officeDocument/2006/relationships id,attr"`
		} `xml:"sheets>sheet"`
	}
	var rels struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Target string `xml:"Target,attr"`
		} `xml:"Relationship"`
	}
	book, rel := find(parts, "xl/workbook.xml"), find(parts, "xl/_rels/workbook.xml.rels")
	if book == nil || rel == nil {
		return nil, errors.New("book: no workbook part")
	}
	if err := errors.Join(xml.Unmarshal(book.data, &wb), xml.Unmarshal(rel.data, &rels)); err != nil {
		return nil, fmt.Errorf("book: %w", err)
	}
	list := map[string]string{}
	for _, s := range wb.Sheets {
		for _, r := range rels.List {
			if r.ID == s.ID {
				list[s.Name] = path.Join("xl", strings.TrimPrefix(r.Target, "/xl/"))
			}
		}
	}
	return list, nil
}

// element is a cell as excelize writes it: <c r="ref"attrs>inner</c>, or <c r="ref"attrs/>.
type element struct{ whole, ref, attrs, inner []byte }

// nextCell finds the first cell of a sheet; none where there is no more.
func nextCell(data []byte) (at int, c element) {
	const open = `<c r="`
	at = bytes.Index(data, []byte(open))
	if at < 0 {
		return -1, c
	}
	rest := data[at+len(open):]
	quote := bytes.IndexByte(rest, '"')
	tag := bytes.IndexByte(rest, '>')
	if quote < 0 || tag < quote {
		return -1, c
	}
	c.ref, c.attrs = rest[:quote], rest[quote+1:tag]
	end := tag + 1
	if attrs, empty := bytes.CutSuffix(c.attrs, []byte("/")); empty {
		c.attrs = attrs
	} else {
		n := bytes.Index(rest[end:], []byte("</c>"))
		if n < 0 {
			return -1, c
		}
		c.inner = rest[end : end+n]
		end += n + len("</c>")
	}
	c.whole = data[at : at+len(open)+end]
	return at, c
}

// eachCell copies a sheet with every cell as change gives it. A workbook has tens of thousands of
// them: a regular expression takes most of the time that writing it takes.
func eachCell(data []byte, change func(element) []byte) []byte {
	out := make([]byte, 0, len(data)+len(data)/4)
	for {
		at, c := nextCell(data)
		if at < 0 {
			return append(out, data...)
		}
		out = append(append(out, data[:at]...), change(c)...)
		data = data[at+len(c.whole):]
	}
}

// without is an element's text but for what stands from a mark to an end.
func without(text []byte, from, to string) string {
	before, rest, found := strings.Cut(string(text), from)
	if !found {
		return before
	}
	_, after, _ := strings.Cut(rest, to)
	return before + after
}

// patchCells gives formulas their cached values.
func (b *Book) patchCells(data []byte, sheet string) []byte {
	cached := b.cached[sheet]
	if len(cached) == 0 {
		return data
	}
	return eachCell(data, func(c element) []byte {
		v, ok := cached[string(c.ref)]
		if !ok || !bytes.Contains(c.inner, []byte("<f>")) && !bytes.Contains(c.inner, []byte("<f ")) {
			return c.whole
		}
		attrs := without(c.attrs, ` t="`, `"`)
		if !v.number {
			attrs += ` t="str"`
		}
		body := strings.Replace(without(c.inner, `<v>`, `</v>`), `<v/>`, "", 1)
		return []byte(`<c r="` + string(c.ref) + `"` + attrs + `>` + body + `<v>` + escape(v.text) + `</v></c>`)
	})
}

func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a bytes.Buffer never fails
	return b.String()
}

var xfElement = regexp.MustCompile(`(?s)<xf\b[^>]*?/>|<xf\b.*?</xf>`)

// quote gives the cells whose text begins like a formula a copy of their style
// with quotePrefix, which excelize cannot write.
func (b *Book) quote(parts []*part, sheets map[string]string, styles *part) error {
	if len(b.quoted)+len(b.streams) == 0 {
		return nil
	}
	if styles == nil {
		return errors.New("book: no styles part")
	}
	text := string(styles.data)
	start, end := strings.Index(text, "<cellXfs"), strings.Index(text, "</cellXfs>")
	if start < 0 || end < start {
		return errors.New("book: no cellXfs in styles")
	}
	open := start + strings.IndexByte(text[start:], '>') + 1
	xfs := xfElement.FindAllString(text[open:end], -1)
	copies := map[int]int{}
	names := make([]string, 0, len(b.quoted))
	for name := range b.quoted {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		p := find(parts, sheets[name])
		if p == nil {
			continue
		}
		p.data = eachCell(p.data, func(c element) []byte {
			if !b.quoted[name][string(c.ref)] {
				return c.whole
			}
			return quoteCell(c, &xfs, copies)
		})
	}
	b.quoteStreams(&xfs, copies)
	head := `<cellXfs count="` + strconv.Itoa(len(xfs)) + `">`
	styles.data = []byte(text[:start] + head + strings.Join(xfs, "") + text[end:])
	return nil
}

// quoteStreams gives every style of streamed rows its copy with quotePrefix.
func (b *Book) quoteStreams(xfs *[]string, copies map[int]int) {
	names := make([]string, 0, len(b.streams))
	for name := range b.streams {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		s := b.streams[name]
		s.quoted = map[int]int{}
		for _, id := range s.styles {
			if n, ok := quotedStyle(id, xfs, copies); ok {
				s.quoted[id] = n
			}
		}
	}
}

// quotedStyle is the copy of a style with quotePrefix, made if need be.
func quotedStyle(old int, xfs *[]string, copies map[int]int) (int, bool) {
	if old >= len(*xfs) {
		return 0, false
	}
	n, ok := copies[old]
	if !ok {
		n = len(*xfs)
		copies[old] = n
		*xfs = append(*xfs, strings.Replace((*xfs)[old], "<xf", `<xf quotePrefix="1"`, 1))
	}
	return n, true
}

func quoteCell(c element, xfs *[]string, copies map[int]int) []byte {
	old, before := 0, without(c.attrs, ` s="`, `"`)
	if _, s, ok := strings.Cut(string(c.attrs), ` s="`); ok {
		s, _, _ = strings.Cut(s, `"`)
		old, _ = strconv.Atoi(s) // excelize wrote a number
	}
	n, ok := quotedStyle(old, xfs, copies)
	if !ok {
		return c.whole
	}
	attrs := before + ` s="` + strconv.Itoa(n) + `"`
	rest := string(c.whole[len(`<c r="`)+len(c.ref)+1+len(c.attrs):])
	return []byte(`<c r="` + string(c.ref) + `"` + attrs + rest)
}
