package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/klauspost/compress/flate"
)

// file is one part of a zip made by hand.
type file struct{ name, text string }

const (
	nsMain = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	nsRel  = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	typRel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// workbook are the parts of a workbook with one sheet 表; parts given replace those
// of the same name, and more are added.
func workbook(parts ...file) []file {
	all := []file{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`},
		{"_rels/.rels", relsXML("officeDocument", "xl/workbook.xml")},
		{"xl/workbook.xml", `<workbook ` + nsMain + ` ` + nsRel + `><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", relsXML("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml", "styles", "styles.xml")},
		{"xl/sharedStrings.xml", `<sst ` + nsMain + `><si><t>甲</t></si></sst>`},
		{"xl/styles.xml", `<styleSheet ` + nsMain + `><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>`},
		{"xl/worksheets/sheet1.xml", sheetXML(`<row r="1"><c r="A1"><v>1</v></c></row>`)},
	}
	for _, p := range parts {
		replaced := false
		for i := range all {
			if all[i].name == p.name {
				all[i], replaced = p, true
			}
		}
		if !replaced {
			all = append(all, p)
		}
	}
	return all
}

// relsXML are relationships rId1, rId2 … of kinds and targets.
func relsXML(kindTarget ...string) string {
	var b strings.Builder
	b.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i := 0; i < len(kindTarget); i += 2 {
		fmt.Fprintf(&b, `<Relationship Id="rId%d" Type="%s" Target="%s"/>`, i/2+1, typRel+kindTarget[i], kindTarget[i+1])
	}
	return b.String() + `</Relationships>`
}

func sheetXML(rows string) string {
	return `<worksheet ` + nsMain + `><sheetData>` + rows + `</sheetData></worksheet>`
}

// sheet1 is the part of the sheet.
func sheet1(text string) file { return file{"xl/worksheets/sheet1.xml", text} }

// entry is how a part is written into a zip.
type entry struct {
	method  uint16
	crc     uint32
	size    uint64
	packed  []byte
	sized   bool // sizes in a data descriptor only
	flagged uint16
}

// deflaters are reused: a new one costs more than a small part.
var deflaters = sync.Pool{New: func() any {
	w, _ := flate.NewWriter(nil, 6)
	return w
}}

func pack(text string) *entry {
	var b bytes.Buffer
	w := deflaters.Get().(*flate.Writer)
	defer deflaters.Put(w)
	w.Reset(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return &entry{method: zip.Deflate, crc: crc32.ChecksumIEEE([]byte(text)), size: uint64(len(text)), packed: b.Bytes()}
}

// zipFiles writes a plain zip.
func zipFiles(files []file) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		out, err := w.Create(f.name)
		if err == nil {
			_, err = out.Write([]byte(f.text))
		}
		if err != nil {
			panic(err) // a bytes.Buffer never fails
		}
	}
	_ = w.Close()
	return b.Bytes()
}

// zipOf writes a zip; twist may change how a part is written.
func zipOf(t testing.TB, files []file, twist func(name string, e *entry)) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, f := range files {
		e := pack(f.text)
		if twist != nil {
			twist(f.name, e)
		}
		h := &zip.FileHeader{Name: f.name, Method: e.method, CRC32: e.crc, UncompressedSize64: e.size, CompressedSize64: uint64(len(e.packed)), Flags: e.flagged}
		if e.sized {
			h.Flags |= 8
		}
		out, err := w.CreateRaw(h)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write(e.packed); err != nil && e.size > 0 {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func openBytes(data []byte, name string, lim Limits) (*Book, error) {
	return Open(context.Background(), bytes.NewReader(data), int64(len(data)), name, lim)
}

// readAll opens a file and reads every sheet.
func readAll(data []byte, lim Limits) (*Book, error) {
	b, err := openBytes(data, "a.xlsx", lim)
	if err != nil {
		return nil, err
	}
	for _, s := range b.Sheets {
		if _, err := s.Grid(context.Background()); err != nil {
			return b, err
		}
	}
	return b, nil
}

// mustRead is readAll of a workbook made of parts.
func mustRead(t *testing.T, parts ...file) *Book {
	t.Helper()
	b, err := readAll(zipOf(t, workbook(parts...), nil), DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// dump lists a sheet's cells as "A1 number 1".
func dump(t *testing.T, s *Sheet) string {
	t.Helper()
	var b strings.Builder
	err := s.Cells(context.Background(), func(c Cell) error {
		fmt.Fprintf(&b, "%s %s %q", c.Ref(), c.Type, c.Raw)
		if c.HasFormula {
			fmt.Fprintf(&b, " =%s cached=%v", c.Formula, c.Cached)
		}
		if c.Hidden {
			b.WriteString(" hidden")
		}
		b.WriteByte('\n')
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// english is what no message holds: a sentence of a library's.
var english = regexp.MustCompile(`[a-z]{2,} [a-z]{2,}`)

// asError is an error as what Open promises.
func asError(t *testing.T, err error) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v (%T), want *Error", err, err)
	}
	if english.MatchString(e.Kind) {
		t.Errorf("a library's words: %s", e.Kind)
	}
	return e
}
