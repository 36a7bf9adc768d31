package book

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"
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
	b.wholeTables()
	var got collector
	b.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &got })
	if err := b.Write(io.Discard); err != nil {
		return fmt.Errorf("book: %w", err)
	}
	parts := got.parts
	slices.SortStableFunc(parts, func(a, b *part) int { return rank(a.name) - rank(b.name) })
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

// collector takes the parts that excelize would pack.
type collector struct{ parts []*part }

// Create is excelize.ZipWriter's.
func (c *collector) Create(name string) (io.Writer, error) {
	c.parts = append(c.parts, &part{name: name})
	return c.parts[len(c.parts)-1], nil
}

// AddFS is excelize.ZipWriter's; it is not used.
func (c *collector) AddFS(fs.FS) error { return errors.New("book: no folder to pack") }

// Close is excelize.ZipWriter's.
func (c *collector) Close() error { return nil }

// Write is io.Writer's.
func (p *part) Write(b []byte) (int, error) {
	p.data = append(p.data, b...)
	return len(b), nil
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

// deflater is a reused compressor; closing it gives it back to its pool.
type deflater struct {
	*flate.Writer
	pool *sync.Pool
}

func (d *deflater) Close() error {
	err := d.Writer.Close()
	d.pool.Put(d)
	return err
}

// Stored has the parts of workbooks stored, not deflated: a test that looks at no size sets it before the first is written.
var Stored bool

// deflaters are compressors of a level.
func deflaters(level int) *sync.Pool {
	pool := &sync.Pool{}
	pool.New = func() any {
		used := level
		if Stored {
			used = flate.NoCompression
		}
		w, err := flate.NewWriter(nil, used)
		if err != nil {
			panic("book: " + err.Error()) // the level is right
		}
		return &deflater{w, pool}
	}
	return pool
}

var small, quick = deflaters(6), deflaters(1)

// NewZip is a zip whose entries are deflated as those of every workbook of ours.
func NewZip(w io.Writer) *zip.Writer { return newZip(w, small) }

// NewQuickZip is one for a copy of which few parts are deflated anew: in less time, and a
// little larger.
func NewQuickZip(w io.Writer) *zip.Writer { return newZip(w, quick) }

func newZip(w io.Writer, pool *sync.Pool) *zip.Writer {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) {
		d := pool.Get().(*deflater)
		d.Reset(w)
		return d, nil
	})
	return z
}

func writeParts(w io.Writer, parts []*part, streams map[string]*stream) error {
	z := NewZip(w)
	for _, p := range parts {
		if s := streams[p.name]; s != nil && s.blocks != nil {
			if err := writeBlocks(z, p, s); err != nil {
				return err
			}
			continue
		}
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
