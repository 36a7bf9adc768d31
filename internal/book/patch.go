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

var (
	cellElement = regexp.MustCompile(`<c r="([A-Z]+[0-9]+)"([^>]*?)(/>|>(?s:(.*?))</c>)`)
	typeAttr    = regexp.MustCompile(` t="[^"]*"`)
	styleAttr   = regexp.MustCompile(` s="(\d+)"`)
	valueTag    = regexp.MustCompile(`(?s)<v>.*?</v>|<v/>`)
)

// patchCells gives formulas their cached values.
func (b *Book) patchCells(data []byte, sheet string) []byte {
	cached := b.cached[sheet]
	if len(cached) == 0 {
		return data
	}
	return cellElement.ReplaceAllFunc(data, func(m []byte) []byte {
		g := cellElement.FindSubmatch(m)
		v, ok := cached[string(g[1])]
		if !ok || !bytes.Contains(g[4], []byte("<f>")) && !bytes.Contains(g[4], []byte("<f ")) {
			return m
		}
		attrs := typeAttr.ReplaceAllString(string(g[2]), "")
		if !v.number {
			attrs += ` t="str"`
		}
		body := valueTag.ReplaceAllString(string(g[4]), "")
		return []byte(`<c r="` + string(g[1]) + `"` + attrs + `>` + body + `<v>` + escape(v.text) + `</v></c>`)
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
		p.data = cellElement.ReplaceAllFunc(p.data, func(m []byte) []byte {
			g := cellElement.FindSubmatch(m)
			if !b.quoted[name][string(g[1])] {
				return m
			}
			return quoteCell(m, g, &xfs, copies)
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

func quoteCell(m []byte, g [][]byte, xfs *[]string, copies map[int]int) []byte {
	old := 0
	if s := styleAttr.FindSubmatch(g[2]); s != nil {
		old, _ = strconv.Atoi(string(s[1]))
	}
	n, ok := quotedStyle(old, xfs, copies)
	if !ok {
		return m
	}
	attrs := styleAttr.ReplaceAllString(string(g[2]), "") + ` s="` + strconv.Itoa(n) + `"`
	rest := string(m[len(`<c r="`)+len(g[1])+1+len(g[2]):])
	return []byte(`<c r="` + string(g[1]) + `"` + attrs + rest)
}
