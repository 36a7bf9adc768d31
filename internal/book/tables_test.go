package book

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestTables: the tables are written as excelize writes them, and one of a name that there is
// is an error as it is there.
func TestTables(t *testing.T) {
	table := func(n int) (string, *excelize.Table) {
		no := false
		return fmt.Sprintf("表%d", n), &excelize.Table{Range: "A1:B3", Name: fmt.Sprintf("表_%d", n), StyleName: "TableStyleLight1", ShowRowStripes: &no}
	}
	b, plain := New("表1"), New("表1")
	for n := range 12 {
		sheet, one := table(n + 1)
		for _, book := range []*Book{b, plain} {
			if n > 0 {
				book.Add(sheet)
			}
			book.Text(sheet, "A1", "键&<")
			book.Text(sheet, "B1", "值")
		}
		b.Check(b.AddTable(sheet, one))
		plain.Check(plain.File.AddTable(sheet, one))
	}
	sheet, one := table(3)
	if err := b.AddTable(sheet, one); err != excelize.ErrExistsTableName {
		t.Errorf("a table twice: %v", err)
	}
	var got, want bytes.Buffer
	for book, out := range map[*Book]*bytes.Buffer{b: &got, plain: &want} {
		if err := book.Finish(out, Meta{}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(got.Bytes(), want.Bytes()) {
		t.Errorf("%d bytes are not the %d that excelize's own tables make", got.Len(), want.Len())
	}
	if part := partOf(t, got.Bytes(), "xl/tables/table12.xml"); !bytes.Contains([]byte(part), []byte(`ref="A1:B3"`)) {
		t.Errorf("the last table is %s", part)
	}
}

func BenchmarkTables(b *testing.B) {
	for b.Loop() {
		w := New("表0")
		for n := range 14 {
			sheet := fmt.Sprintf("表%d", n)
			if n > 0 {
				w.Add(sheet)
			}
			no := false
			w.Check(w.AddTable(sheet, &excelize.Table{Range: "A1:N30", Name: "表_" + sheet, ShowRowStripes: &no}))
		}
	}
}
