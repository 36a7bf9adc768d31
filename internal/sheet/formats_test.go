package sheet

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func openFile(t testing.TB, name string) *Book {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "formats", name))
	if err != nil {
		t.Fatal(err)
	}
	b, err := openBytes(data, name, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// plainCells lists a sheet's cells without the texts of formulas, which an .xls does not
// give, and with numbers as they compare.
func plainCells(t *testing.T, s *Sheet) []string {
	t.Helper()
	var list []string
	err := s.Cells(context.Background(), func(c Cell) error {
		raw := c.Raw
		if d, err := Decimal15(raw); err == nil && c.Type == Number {
			raw = d.String()
		}
		shown := Shown(c, false)
		line := strings.Join([]string{c.Ref(), c.Type.String(), raw, shown}, "|")
		if c.HasFormula {
			line += "|="
		}
		if c.Hidden {
			line += "|hidden"
		}
		list = append(list, line)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestOfficeXLS reads the same workbook as LibreOffice saved it, as .xls and as
// .xlsx: the same sheets, cells, formats, merges and hidden parts. Its texts go over
// many CONTINUE records.
func TestOfficeXLS(t *testing.T) {
	old, now := openFile(t, "office.xls"), openFile(t, "office.xlsx")
	if old.Format != XLS || len(old.Sheets) != len(now.Sheets) {
		t.Fatalf("%s, %d sheets", old.Format, len(old.Sheets))
	}
	for i := range now.Sheets {
		a, b := old.Sheets[i], now.Sheets[i]
		x, y := plainCells(t, a), plainCells(t, b)
		if a.Name != b.Name || a.State != b.State || len(x) != len(y) || len(a.Merges) != len(b.Merges) {
			t.Fatalf("%s: %d cells, %d merges; %s: %d, %d", a.Name, len(x), len(a.Merges), b.Name, len(y), len(b.Merges))
		}
		for j := range x {
			if x[j] != y[j] && !strings.Contains(y[j], "D8|bool") {
				t.Errorf("%s: %s, as .xlsx %s", a.Name, x[j], y[j])
			}
		}
	}
}

// TestOtherProducers reads small files of another producer.
func TestOtherProducers(t *testing.T) {
	const numbers = "A1 text \"编码\"\nB1 text \"指标\"\nC1 text \"累计\"\nA2 text \"3.2\"\nB2 text \"新增学位\"\nC2 number \"1200\"\nA3 text \"9.1\"\nB3 text \"低保标准\"\nC3 number \"690.5\"\nA4 text \"k\"\nB4 bool \"1\"\n"
	for name, want := range map[string]string{"biff8.xls": numbers, "xml2003.xls": numbers, "page.xls": numbers,
		"biff5.xls": strings.NewReplacer("编码", "__", "指标", "__", "累计", "__", "新增学位", "____", "低保标准", "____").Replace(numbers)} {
		if got := dump(t, openFile(t, name).Sheets[0]); strings.TrimSpace(got) != strings.TrimSpace(want) {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

// TestPage reads spans, nested tables, entities, encodings and Excel's own numbers
// out of web pages.
func TestPage(t *testing.T) {
	page := `<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><style>td{x:1}</style></head><body><table>
<tr><td colspan=2>` + string(gb18030(t, "标题&amp;副题")) + `</td><td rowspan="2"><a class="comment-indicator"></a><comment>a note<br>12</comment>x</td></tr><tr><td>1<br>2</td><td x:num="1234.5">1,234.50</td></tr>
<tr><td><table><tr><td>in</td><td>ner</td></tr></table></td><td colspan=100000000>w</td></tr></table><table><tr><th>second</th></tr></table></body></html>`
	b, err := openBytes([]byte(page), "a.xls", DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	want := "A1 text \"标题&副题\"\nC1 text \"x\"\nA2 text \"1\\n2\"\nB2 number \"1234.5\"\nA3 text \"inner\"\nB3 text \"w\"\n"
	if got := dump(t, b.Sheets[0]); strings.TrimSpace(got) != strings.TrimSpace(want) || len(b.Sheets) != 2 || len(b.Sheets[0].Merges) != 3 {
		t.Errorf("%s\n%v", got, b.Sheets[0].Merges)
	}
}

// TestXML2003 reads indexes, merges, days, formulas and hidden sheets.
func TestXML2003(t *testing.T) {
	doc := `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:x="urn:schemas-microsoft-com:office:excel">
<Styles><Style ss:ID="p"><NumberFormat ss:Format="0.0%"/></Style></Styles><Worksheet ss:Name="甲"><Table><Column ss:Index="2" ss:Hidden="1"/>
<Row ss:Index="3"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="String">a &amp; b</Data></Cell><Cell ss:Index="5" ss:StyleID="p" ss:Formula="=R[-1]C"><Data ss:Type="Number">0.856</Data></Cell></Row>
<Row ss:Hidden="1"><Cell><Data ss:Type="DateTime">2024-06-05T00:00:00.000</Data></Cell><Cell><Data ss:Type="Error">#N/A</Data></Cell></Row></Table>
<WorksheetOptions xmlns="urn:schemas-microsoft-com:office:excel"><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet></Workbook>`
	b, err := openBytes([]byte(doc), "a.xls", DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	s := b.Sheets[0]
	got := strings.Join(plainCells(t, s), "\n")
	want := "B3|text|a & b||hidden\nE3|number|0.856|85.6%|=\nA4|number|45448|2024-06-05|hidden\nB4|error|#N/A||hidden"
	if got != want || s.State != Hidden || s.Merges[0] != (Range{3, 2, 3, 3}) {
		t.Errorf("%s\n%v %v", got, s.State, s.Merges)
	}
}

// workbookStream is the stream of a small .xls, for the fuzzer and for damage.
func workbookStream(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "formats", "biff8.xls"))
	if err != nil {
		t.Fatal(err)
	}
	in := &input{r: bytes.NewReader(data), size: int64(len(data)), lim: DefaultLimits()}
	streams, err := oleDirectory(in)
	if err != nil {
		t.Fatal(err)
	}
	stream, err := readStream(streams["workbook"], in.size)
	if err != nil {
		t.Fatal(err)
	}
	return stream
}

func readBIFF(stream []byte) (*Book, error) {
	in := &input{size: int64(len(stream)), lim: DefaultLimits()}
	b, err := openBIFF(context.Background(), in, bytes.NewReader(stream))
	if err != nil {
		return nil, err
	}
	for _, s := range b.Sheets {
		if _, err := s.Grid(context.Background()); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// TestCutXLS cuts the stream at every byte up to its last record: it is damaged,
// never less data; or nothing is missing but what follows the cells, between two
// records, and that is said.
func TestCutXLS(t *testing.T) {
	stream := workbookStream(t)
	end := len(bytes.TrimRight(stream, "\x00")) - 1
	whole, err := readBIFF(stream)
	if err != nil || len(whole.Oddities()) > 0 {
		t.Fatal(err, whole.Oddities())
	}
	read := 0
	for n := range end {
		b, err := readBIFF(stream[:n])
		if err == nil && (dump(t, b.Sheets[0]) != dump(t, whole.Sheets[0]) || fmt.Sprint(b.Oddities()) != "[文件没有结束标记，内容完整]") {
			t.Fatalf("cut at %d of %d: %v\n%s", n, end, b.Oddities(), dump(t, b.Sheets[0]))
		}
		if err == nil {
			read++
		}
	}
	if read == 0 {
		t.Error("without its last record it is not read")
	}
}

// FuzzBIFF changes the records of a workbook stream.
func FuzzBIFF(f *testing.F) {
	f.Add(workbookStream(f))
	f.Fuzz(func(_ *testing.T, stream []byte) {
		if len(stream) < 1<<18 {
			_, _ = readBIFF(stream)
		}
	})
}

// FuzzPage and FuzzXML2003 change the text of a page and of an XML table.
func FuzzPage(f *testing.F) {
	f.Add([]byte("<table><tr><td colspan=3 rowspan=2 x:num=1>a</td><td><br>b</table><table>"))
	f.Fuzz(func(t *testing.T, data []byte) { promised(t, append([]byte("<table>"), data...), "a.xls") })
}

func FuzzXML2003(f *testing.F) {
	f.Add([]byte(`<Worksheet ss:Name="a"><Table><Row ss:Index="2"><Cell ss:Index="2" ss:MergeAcross="1"><Data ss:Type="DateTime">2024-06-05T00:00:00.000</Data></Cell></Row></Table></Worksheet></Workbook>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		promised(t, append([]byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), data...), "a.xls")
	})
}
