package book

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/klauspost/compress/flate"
	"github.com/xuri/excelize/v2"
)

// Finish writes the workbook: the same content and Meta give the same bytes.
func (b *Book) Finish(w io.Writer, m Meta) error {
	if b.err != nil {
		return fmt.Errorf("book: %w", b.err)
	}
	stamp := m.Time.UTC().Format(time.RFC3339)
	if err := b.SetDocProps(&excelize.DocProperties{Title: Clean(m.Title), Creator: m.Creator, LastModifiedBy: m.Creator,
		Created: stamp, Modified: stamp, Language: "zh-CN"}); err != nil {
		return fmt.Errorf("book: %w", err)
	}
	var buf bytes.Buffer
	if err := b.Write(&buf); err != nil {
		return fmt.Errorf("book: %w", err)
	}
	parts, err := readParts(buf.Bytes())
	if err != nil {
		return err
	}
	streams, err := b.patch(parts)
	if err != nil {
		return err
	}
	return writeParts(w, parts, streams)
}

// part is one part of the zip, in its order.
type part struct {
	name string
	data []byte
}

func readParts(data []byte) ([]*part, error) {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("book: %w", err)
	}
	var list []*part
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			return nil, fmt.Errorf("book: %w", err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			return nil, fmt.Errorf("book: %w", err)
		}
		list = append(list, &part{f.Name, body})
	}
	slices.SortStableFunc(list, func(a, b *part) int { return rank(a.name) - rank(b.name) })
	return list, nil
}

// rank puts the parts first by which readers tell what a zip is.
func rank(name string) int {
	switch {
	case name == "[Content_Types].xml":
		return 0
	case strings.HasPrefix(name, "_rels/"):
		return 1
	}
	return 2
}

func writeParts(w io.Writer, parts []*part, streams map[string]*stream) error {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 6) })
	for _, p := range parts {
		out, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return fmt.Errorf("book: %w", err)
		}
		if s := streams[p.name]; s != nil {
			err = writeStreamed(out, p, s)
		} else {
			_, err = out.Write(p.data)
		}
		if err != nil {
			return fmt.Errorf("book: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return fmt.Errorf("book: %w", err)
	}
	return nil
}

var typeEntry = regexp.MustCompile(`<(?:Default|Override)\b[^>]*(?:/>|></(?:Default|Override)>)`)

// patch makes the last changes to the parts, and says which of them go on with
// streamed rows.
func (b *Book) patch(parts []*part) (map[string]*stream, error) {
	sheets, err := b.sheetParts(parts)
	if err != nil {
		return nil, err
	}
	streams := map[string]*stream{}
	styles := find(parts, "xl/styles.xml")
	for _, p := range parts {
		if p.name == "[Content_Types].xml" {
			p.data = sortEntries(p.data)
		}
	}
	for sheet, name := range sheets {
		p := find(parts, name)
		if p == nil {
			return nil, fmt.Errorf("book: no part %s", name)
		}
		p.data = b.patchCells(p.data, sheet)
		if s := b.streams[sheet]; s != nil {
			streams[name] = s
		}
	}
	return streams, b.quote(parts, sheets, styles)
}

func sortEntries(data []byte) []byte {
	list := typeEntry.FindAllString(string(data), -1)
	slices.Sort(list)
	i := 0
	return typeEntry.ReplaceAllFunc(data, func([]byte) []byte {
		i++
		return []byte(list[i-1])
	})
}

func find(parts []*part, name string) *part {
	for _, p := range parts {
		if p.name == name {
			return p
		}
	}
	return nil
}
