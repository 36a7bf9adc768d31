package sheet

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// limitCase makes files that hold a limit against n.
type limitCase struct {
	name  string
	set   func(*Limits, int)
	limit int
	make  func(n int) []file
	bound bound
}

func oneCell(r, c int) string {
	return fmt.Sprintf(`<row r="%d"><c r="%s"><v>1</v></c></row>`, r, Ref(r, c))
}

func repeat(n int, f func(i int) string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(f(i))
	}
	return b.String()
}

func same(s string) func(int) string { return func(int) string { return s } }

var sheetLimits = []limitCase{
	{"parts", func(l *Limits, n int) { l.Parts = n }, 20, func(n int) []file {
		files := workbook()
		for i := len(files); i < n; i++ {
			files = append(files, file{fmt.Sprintf("xl/x%d", i), "x"})
		}
		return files
	}, boundParts},
	{"sheets", func(l *Limits, n int) { l.Sheets = n }, 10, func(n int) []file {
		return workbook(file{"xl/workbook.xml", `<workbook ` + nsRel + `><sheets>` + repeat(n, same(`<sheet name="a" r:id="rId1"/>`)) + `</sheets></workbook>`})
	}, boundSheets},
	{"rows", func(l *Limits, n int) { l.Rows = n }, 500, func(n int) []file { return workbook(sheet1(sheetXML(oneCell(n, 1)))) }, boundRows},
	{"columns", func(l *Limits, n int) { l.Columns = n }, 300, func(n int) []file { return workbook(sheet1(sheetXML(oneCell(1, n)))) }, boundColumns},
	{"cells", func(l *Limits, n int) { l.Cells = n }, 100, func(n int) []file { return workbook(sheet1(sheetXML(manyRows(n)))) }, boundCells},
	{"text", func(l *Limits, n int) { l.TextRunes = n }, 100, func(n int) []file {
		return workbook(sheet1(sheetXML(`<row><c t="inlineStr"><is><t>` + strings.Repeat("卫", n) + `</t></is></c></row>`)))
	}, boundText},
	{"text in escapes", func(l *Limits, n int) { l.TextRunes = n }, 100, func(n int) []file {
		return workbook(sheet1(sheetXML(`<row><c t="str"><v>` + strings.Repeat("_x536B_", n) + `</v></c></row>`)))
	}, boundText},
	{"text of shared strings", func(l *Limits, n int) { l.TextRunes = n }, 100, func(n int) []file {
		return workbook(file{"xl/sharedStrings.xml", `<sst><si><r><t>` + strings.Repeat("&#x536B;", n-1) + `</t></r><r><t>x</t></r></si></sst>`})
	}, boundText},
}

var partLimits = []limitCase{
	{"shared strings", func(l *Limits, n int) { l.SharedStrings = n }, 50, func(n int) []file {
		return workbook(file{"xl/sharedStrings.xml", `<sst>` + repeat(n, same("<si/>")) + `</sst>`})
	}, boundStrings},
	{"cell formats", func(l *Limits, n int) { l.Styles = n }, 50, func(n int) []file {
		return workbook(file{"xl/styles.xml", `<styleSheet><cellXfs>` + repeat(n, same("<xf/>")) + `</cellXfs></styleSheet>`})
	}, boundStyles},
	{"number formats", func(l *Limits, n int) { l.Styles = n }, 50, func(n int) []file {
		return workbook(file{"xl/styles.xml", `<styleSheet><numFmts>` + repeat(n, func(i int) string { return fmt.Sprintf(`<numFmt numFmtId="%d" formatCode="0"/>`, i) }) + `</numFmts></styleSheet>`})
	}, boundStyles},
	{"merges", func(l *Limits, n int) { l.Merges = n }, 50, func(n int) []file {
		return workbook(sheet1(`<worksheet><mergeCells>` + repeat(n, func(i int) string { return fmt.Sprintf(`<mergeCell ref="A%d:B%d"/>`, i+1, i+1) }) + `</mergeCells></worksheet>`))
	}, boundMerges},
	{"names", func(l *Limits, n int) { l.Entries = n }, 50, func(n int) []file {
		return workbook(file{"xl/workbook.xml", `<workbook ` + nsRel + `><sheets><sheet name="a" r:id="rId1"/></sheets><definedNames>` + repeat(n, same(`<definedName name="a">1</definedName>`)) + `</definedNames></workbook>`})
	}, boundNames},
	{"relationships", func(l *Limits, n int) { l.Entries = n }, 50, func(n int) []file {
		return workbook(file{"xl/_rels/workbook.xml.rels", `<Relationships>` + repeat(n, func(i int) string {
			return fmt.Sprintf(`<Relationship Id="rId%d" Type="x/worksheet" Target="worksheets/sheet1.xml"/>`, i+1)
		}) + `</Relationships>`})
	}, boundRelation},
	{"properties", func(l *Limits, n int) { l.Entries = n }, 50, func(n int) []file {
		return workbook(file{"docProps/custom.xml", `<Properties>` + repeat(n, func(i int) string { return fmt.Sprintf(`<property name="%d">x</property>`, i) }) + `</Properties>`})
	}, boundProps},
	{"depth", func(l *Limits, n int) { l.Depth = n }, 20, func(n int) []file {
		return workbook(sheet1(`<worksheet>` + strings.Repeat("<a>", n-1) + strings.Repeat("</a>", n-1) + `</worksheet>`))
	}, boundDepth},
	{"bytes of a part", func(l *Limits, n int) { l.PartBytes = int64(n) }, 100000, func(n int) []file { return workbook(sheet1(padded(n))) }, boundPart},
	{"ratio", func(l *Limits, n int) { l.RatioFrom, l.Ratio = int64(n)-1, 1 }, 100000, func(n int) []file { return workbook(sheet1(padded(n - 1))) }, boundRatio},
}

// TestLimits holds each limit against files with one less, as many, and one more
// than it allows.
func TestLimits(t *testing.T) {
	for _, c := range slices.Concat(sheetLimits, partLimits) {
		for _, n := range []int{c.limit - 1, c.limit, c.limit + 1} {
			t.Run(fmt.Sprintf("%s %d of %d", c.name, n, c.limit), func(t *testing.T) {
				lim := DefaultLimits()
				c.set(&lim, c.limit)
				_, err := readAll(zipOf(t, c.make(n), nil), lim)
				if n <= c.limit {
					if err != nil {
						t.Fatal(err)
					}
					return
				}
				e := asError(t, err)
				if e.Reason != OverLimit || e.Limit != c.bound.what || !strings.Contains(e.Remedy, c.bound.flag) || e.Value != 0 && e.Value != e.Max+1 {
					t.Errorf("%+v", e)
				}
			})
		}
	}
}

// padded is a sheet of n bytes.
func padded(n int) string {
	const open, end = "<worksheet>", "</worksheet>"
	return open + strings.Repeat(" ", n-len(open)-len(end)) + end
}

func TestLimitOfFile(t *testing.T) {
	data := zipOf(t, workbook(), nil)
	for _, d := range []int64{-1, 0, 1} {
		lim := DefaultLimits()
		lim.FileBytes = int64(len(data)) + d
		_, err := readAll(data, lim)
		if (err != nil) != (d < 0) {
			t.Errorf("%d: %v", d, err)
		}
		if d < 0 {
			if e := asError(t, err); e.Value != e.Max+1 || e.Limit != boundFile.what {
				t.Errorf("%+v", e)
			}
		}
	}
}

func TestLimitOfAllParts(t *testing.T) {
	files := workbook()
	total := int64(0)
	for _, f := range files {
		if f.name != "[Content_Types].xml" {
			total += int64(len(f.text))
		}
	}
	for _, d := range []int64{-1, 0, 1} {
		lim := DefaultLimits()
		lim.TotalBytes = total + d
		_, err := readAll(zipOf(t, files, nil), lim)
		if (err != nil) != (d < 0) {
			t.Errorf("%d: %v", d, err)
		}
		if d < 0 && asError(t, err).Limit != boundTotal.what {
			t.Error(err)
		}
	}
}

// TestReadTwice reads a sheet again and again: the budgets are the file's, not the
// readings'.
func TestReadTwice(t *testing.T) {
	lim := DefaultLimits()
	lim.Cells, lim.Merges, lim.TotalBytes = 10, 1, 4000
	text := `<worksheet><sheetData>` + manyRows(10) + `</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells></worksheet>`
	b, err := openBytes(zipOf(t, workbook(sheet1(text)), nil), "", lim)
	if err != nil {
		t.Fatal(err)
	}
	for range 5 {
		n := 0
		if err := b.Sheets[0].Cells(t.Context(), func(Cell) error { n++; return nil }); err != nil || n != 10 {
			t.Fatal(n, err)
		}
	}
}

// TestManyEntries gives a zip far more entries than are allowed: its directory is
// not even listed.
func TestManyEntries(t *testing.T) {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := range 100000 {
		_, _ = w.CreateRaw(&zip.FileHeader{Name: fmt.Sprint(i)})
	}
	_ = w.Close()
	_, err := readAll(b.Bytes(), DefaultLimits())
	if e := asError(t, err); e.Reason != OverLimit || e.Limit != boundParts.what || e.Max != 1000 {
		t.Errorf("%+v", e)
	}
	if want := "压缩包内的部件数超过上限 1000；请删去多余内容后再报；确需读取可由汇总单位用 --limit-parts 调高"; err.Error() != want {
		t.Error(err)
	}
}

func TestBomb(t *testing.T) {
	// 40 MB of spaces in about 40 kB.
	text := strings.Repeat(" ", 40<<20)
	_, err := readAll(zipOf(t, workbook(sheet1(text)), nil), DefaultLimits())
	if e := asError(t, err); e.Reason != OverLimit || e.Limit != boundRatio.what || e.Part != sheetPart {
		t.Errorf("%+v", e)
	}
}

func TestManyMerges(t *testing.T) {
	var b strings.Builder
	for i := range 20001 {
		fmt.Fprintf(&b, `<mergeCell ref="A%d:XFD%d"/>`, 2*i+1, 2*i+2)
	}
	s := mustRead(t, sheet1(`<worksheet><mergeCells>`+b.String()+`</mergeCells></worksheet>`)).Sheets[0]
	for row := 1; row <= 40002; row++ {
		m, ok := s.Merge(row, 9000)
		if first := (row-1)/2*2 + 1; !ok || m != (Range{first, 1, first + 1, maxCol}) {
			t.Fatalf("row %d: %v %v", row, m, ok)
		}
	}
	if _, ok := s.Merge(40003, 1); ok {
		t.Error("merge behind the last")
	}
}

func TestCancelled(t *testing.T) {
	data := zipOf(t, workbook(sheet1(sheetXML(manyRows(5000)))), nil)
	ctx, cancel := context.WithCancel(context.Background())
	b, err := Open(ctx, bytes.NewReader(data), int64(len(data)), "", DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	cancel()
	if _, err := b.Sheets[0].Grid(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if _, err := Open(ctx, bytes.NewReader(data), int64(len(data)), "", DefaultLimits()); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
