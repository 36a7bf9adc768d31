package docx

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"huibao/internal/oracle"
)

// TestLibreOffice: what LibreOffice opens and saves again has every figure in its bookmark, and
// no other ones.
func TestLibreOffice(t *testing.T) {
	oracle.NeedWriter(t)
	data := written(t, sample())
	out := t.TempDir()
	oracle.Convert(t, "docx:MS Word 2007 XML", out, oracle.Folder(t, "a.docx", data))
	saved, err := os.ReadFile(filepath.Join(out, "a.docx.docx"))
	if err != nil {
		t.Fatal(err)
	}
	ours, err := read(data, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := read(saved, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range Compare(ours, theirs) {
		t.Errorf("saved again: %+v", c)
	}
	marks := 0
	for _, b := range theirs {
		marks += len(b.Marks)
	}
	if marks != 6 {
		t.Errorf("%d bookmarks", marks)
	}
}

// TestWholeNumbers: LibreOffice breaks no number of a table whose columns are as narrow as they may
// be.
func TestWholeNumbers(t *testing.T) {
	oracle.NeedWriter(t)
	oracle.Need(t, "pdftotext")
	w := NewWriter(Meta{Title: "甲"})
	w.Title([]string{"关于2024年6月", "进展情况的通报"})
	w.Para("正文。", false)
	var columns []Column
	var cells []Cell
	for i := range 16 {
		columns = append(columns, Column{Title: "率", Width: 1, Align: "right"})
		cells = append(cells, Cell{Text: fmt.Sprintf("%d.%d", 31+i, i%10)})
	}
	columns[0].Width = 24
	w.Table(columns, []Row{{Cells: cells}})
	out := t.TempDir()
	oracle.Convert(t, "pdf:writer_pdf_Export", out, oracle.Folder(t, "a.docx", written(t, w)))
	words := strings.Fields(oracle.PDFText(t, filepath.Join(out, "a.docx.pdf")))
	for _, c := range cells {
		if !slices.Contains(words, c.Text) {
			t.Errorf("%s is broken: %q", c.Text, words)
		}
	}
}

// TestPages: LibreOffice sets the 版记 on the last page, and none is blank.
func TestPages(t *testing.T) {
	oracle.NeedWriter(t)
	oracle.Need(t, "pdftotext")
	out := t.TempDir()
	oracle.Convert(t, "pdf:writer_pdf_Export", out, oracle.Folder(t, "a.docx", written(t, sample())))
	pages := strings.Split(strings.TrimSuffix(oracle.PDFText(t, filepath.Join(out, "a.docx.pdf")), "\f"), "\f")
	blank := slices.ContainsFunc(pages, func(p string) bool { return strings.TrimSpace(p) == "" })
	if last := pages[len(pages)-1]; blank || !strings.Contains(last, "印发") || len(pages) < 3 {
		t.Errorf("%d pages: %q", len(pages), pages)
	}
}

// TestValidated: the Open XML SDK has nothing to say of a document with every kind of block.
func TestValidated(t *testing.T) {
	for _, e := range oracle.Validate(t, oracle.Folder(t, "a.docx", written(t, sample()))) {
		t.Error(e)
	}
}
