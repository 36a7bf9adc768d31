package annotate_test

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao/internal/annotate"
	"huibao/internal/same"
	"huibao/internal/sheet"
)

func into(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := annotate.Into(&b, bytes.NewReader(data), int64(len(data)), notes, list()); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func strip(t testing.TB, data []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := annotate.Strip(&b, bytes.NewReader(data), int64(len(data))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// touched are the parts that may change, by what their names hold.
var touched = []string{"[content_types].xml", "workbook.xml", "styles.xml", "comment", ".vml", "worksheets/sheet", "worksheets/_rels/"}

// TestKeeps compares part by part: what is not touched is the same, to the byte and as
// it was packed; all that is touched is well-formed; our reader reads the same cells.
func TestKeeps(t *testing.T) {
	for name, data := range workbooks(t) {
		t.Run(name, func(t *testing.T) {
			out := into(t, data)
			before, after := same.Parts(t, data), same.Parts(t, out)
			for part, old := range before {
				now, ok := after[part]
				switch signature := strings.HasPrefix(part, "_xmlsignatures/"); {
				case signature && ok:
					t.Errorf("%s is still there", part)
				case signature:
				case !ok:
					t.Errorf("%s is gone", part)
				case !bytes.Equal(old, now) && !mayChange(name, part):
					t.Errorf("%s is changed", part)
				}
			}
			for part, b := range after {
				if strings.HasSuffix(part, ".vml") && bytes.Contains(b, []byte("<br>")) {
					continue
				}
				if strings.HasSuffix(strings.ToLower(part), ".xml") || strings.HasSuffix(part, ".rels") || strings.HasSuffix(part, ".vml") {
					wellFormed(t, part, b)
				}
			}
			same.Cells(t, data, out, same.Whole)
		})
	}
}

func mayChange(book, part string) bool {
	part = strings.ToLower(strings.ReplaceAll(part, `\`, "/"))
	if part == "_rels/.rels" {
		return book == "signed"
	}
	return !strings.Contains(part, "threaded") && !strings.Contains(part, "hf.vml") && slices.ContainsFunc(touched, func(s string) bool { return strings.Contains(part, s) })
}

func wellFormed(t *testing.T, part string, b []byte) {
	t.Helper()
	if bytes.HasPrefix(b, []byte{0xff, 0xfe}) {
		return
	}
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v\n%s", part, err, b)
			return
		}
	}
}

// TestStrip takes out what was put in: part by part what was there, in its encoding's
// text; and annotating once more gives the same bytes.
func TestStrip(t *testing.T) {
	for name, data := range workbooks(t) {
		t.Run(name, func(t *testing.T) {
			out := into(t, data)
			if !bytes.Equal(out, into(t, data)) {
				t.Error("the bytes differ from one time to the next")
			}
			before, after := same.Parts(t, data), same.Parts(t, strip(t, out))
			for part, old := range before {
				now, ok := after[part]
				if strings.HasPrefix(part, "_xmlsignatures/") || name == "signed" && (part == "_rels/.rels" || part == "[Content_Types].xml") {
					continue
				}
				if !ok {
					t.Errorf("%s is gone", part)
				} else if got, want := text(now), text(old); got != want {
					t.Errorf("%s is not what it was:\n%s\n%s", part, want, got)
				}
			}
			for part := range after {
				if _, ok := before[part]; !ok {
					t.Errorf("%s is left", part)
				}
			}
			if again := into(t, out); !bytes.Equal(again, out) {
				a, b := same.Parts(t, out), same.Parts(t, again)
				for part := range a {
					if !bytes.Equal(a[part], b[part]) {
						t.Errorf("the second time %s differs:\n%s\n%s", part, a[part], b[part])
					}
				}
				t.Error("annotated twice is not annotated once")
			}
		})
	}
}

func text(b []byte) string {
	out, recoded, err := sheet.UTF8(b)
	if err != nil {
		return err.Error()
	}
	if recoded {
		return strings.Replace(string(out), `encoding="UTF-16"`, `encoding="UTF-8"`, 1)
	}
	return string(out)
}

// TestSaid looks at the annotated copies as excelize does: the comments, ours behind
// theirs, and the list in front.
func TestSaid(t *testing.T) {
	for name, data := range workbooks(t) {
		t.Run(name, func(t *testing.T) {
			if name == "bare" {
				return // which excelize does not open as it is
			}
			f, err := excelize.OpenReader(bytes.NewReader(into(t, data)))
			if err != nil {
				t.Fatal(err)
			}
			first := annotate.Name
			if name == "own list" {
				first += "（2）"
			}
			if got := f.GetSheetList()[0]; got != first || f.GetActiveSheetIndex() != 0 {
				t.Errorf("the first sheet is %s, %d is open", got, f.GetActiveSheetIndex())
			}
			if v, err := f.GetCellValue(first, "C5"); err != nil || v != "累计数小于本期数" {
				t.Errorf("C5 of the list is %q, %v", v, err)
			}
			if name == "strict" { // whose namespace excelize doesn't know
				return
			}
			said := map[string]string{}
			comments, err := f.GetComments("计数")
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range comments {
				text := c.Text
				for _, r := range c.Paragraph {
					text += r.Text
				}
				said[c.Cell] += text
			}
			if !strings.Contains(said["F5"], "核实性") || !strings.Contains(said["F5"], "<1> & _x005F_x000D_。") || !strings.Contains(said["B2"], "是文字") || !strings.Contains(said["H12"], "提示") {
				t.Errorf("said %q", said)
			}
			if own := said["F5"]; name == "openpyxl" && !strings.HasPrefix(own, "本月含补报\n—— 审核意见 ——\n【核实性】") {
				t.Errorf("F5: %q", own)
			}
			if merged := "A11"; name == "poi" && !strings.HasPrefix(said[merged], "【核实性】合并") || name == "openpyxl" && !strings.HasPrefix(said["B12"], "【核实性】合并") {
				t.Errorf("said %q", said)
			}
			if own := said["B2"]; name == "poi" && !strings.HasPrefix(own, "原注 二\n—— 审核意见 ——\n") {
				t.Errorf("B2: %q", own)
			}
			if name == "excel" && said["G7"] != "[Threaded comment]" {
				t.Errorf("G7: %q", said["G7"])
			}
		})
	}
}

// TestColours holds the conditional formats: before all others, one a grade.
func TestColours(t *testing.T) {
	part := string(same.Parts(t, into(t, pack(t, excelLike())))["xl/worksheets/sheet1.xml"])
	const rule = `<cfRule type="expression" dxfId="%" priority="%"><formula>LEN(&quot;审核意见&quot;)&gt;0</formula></cfRule></conditionalFormatting>`
	want := ""
	for i, refs := range []string{"B2 F5", "C3 B12", "G7"} {
		if refs != "" {
			n := string(rune('1' + i))
			want += `<conditionalFormatting sqref="` + refs + `">` + strings.Replace(strings.Replace(rule, "%", string(rune('0'+i)), 1), "%", n, 1)
		}
	}
	for _, w := range []string{want + `<conditionalFormatting sqref="F1:F12"><cfRule type="cellIs" priority="4"`, `<x14:cfRule type="iconSet" priority="5"`} {
		if !strings.Contains(part, w) {
			t.Errorf("no %s in %s", w, part)
		}
	}
}

// TestCannot are files that are not annotated, with the words for it.
func TestCannot(t *testing.T) {
	good := openpyxlLike()
	for name, x := range map[string]struct {
		data []byte
		why  string
	}{
		"text":        {[]byte("a,b\n1,2\n"), "不是 .xlsx"},
		"old":         {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)), "加了密码的或旧版"},
		"word":        {pack(t, []entry{{"word/document.xml", "<a/>"}, {"[Content_Types].xml", types()}}), "Word 文档"},
		"no workbook": {pack(t, []entry{{"[Content_Types].xml", types()}, {"_rels/.rels", rels(looseRels)}}), "没有工作簿部件"},
		"a DTD":       {pack(t, change(good, "xl/workbook.xml", "<workbook ", "<!DOCTYPE a><workbook ")), "内部结构"},
	} {
		var cannot *annotate.CannotError
		err := annotate.Into(io.Discard, bytes.NewReader(x.data), int64(len(x.data)), notes, list())
		if !errors.As(err, &cannot) || !strings.Contains(cannot.Why, x.why) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestAlone is the list by itself: the same bytes each time, a workbook.
func TestAlone(t *testing.T) {
	var a, b bytes.Buffer
	for _, w := range []io.Writer{&a, &b} {
		if err := annotate.Alone(w, list()); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the bytes differ")
	}
	g, err := same.Open(t, a.Bytes()).Sheets[0].Grid(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if got := g.At(5, 6).Raw; got != "=1+1" || g.At(5, 6).HasFormula {
		t.Errorf("F5 is %q", got)
	}
	if got := g.At(6, 1).Raw; !strings.HasPrefix(got, annotate.Of) {
		t.Errorf("A6 is %q", got)
	}
}

// TestExtension holds what a copy's name must end with.
func TestExtension(t *testing.T) {
	for want, l := range map[string][]entry{".xlsx": openpyxlLike(), ".xlsm": excelLike()} {
		data := pack(t, l)
		if got, err := annotate.Extension(bytes.NewReader(data), int64(len(data))); got != want || err != nil {
			t.Errorf("%s, %v, not %s", got, err, want)
		}
	}
}

func BenchmarkInto(b *testing.B) {
	data, err := os.ReadFile("../../samples/files/returns/2024-06/市人社局2024年6月.xlsx") // 27 KB
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if err := annotate.Into(io.Discard, bytes.NewReader(data), int64(len(data)), notes, list()); err != nil {
			b.Fatal(err)
		}
	}
}

var update = flag.Bool("update", false, "write the golden files anew")

// TestGolden is every part of one annotated copy that is new or changed.
func TestGolden(t *testing.T) {
	data := pack(t, openpyxlLike())
	before, after := same.Parts(t, data), same.Parts(t, into(t, data))
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(after)) {
		if !bytes.Equal(before[name], after[name]) {
			b.WriteString("== " + name + "\n" + strings.ReplaceAll(strings.ReplaceAll(string(after[name]), "><", ">\n<"), "\r", "\\r") + "\n")
		}
	}
	const path = "testdata/openpyxl.golden"
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if b.String() != string(want) {
		t.Error("the copy is not the golden one; look at it with -update")
	}
}

// TestTheirs leaves of a comment what its unit wrote.
func TestTheirs(t *testing.T) {
	for text, want := range map[string]string{"应为31": "应为31", "核实性（L05）：实发小于应发\n—— 以上为审核意见 ——": "", "核实性（L05）：应为 18\n—— 以上为审核意见 ——\n已改": "已改",
		"甲：\n应为31\n—— 审核意见 ——\n核实性（L05）：应为 18\n—— 以上为审核意见 ——": "甲：\n应为31"} {
		if got := annotate.Theirs(text); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
}
