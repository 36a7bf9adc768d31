package sheet

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// small are limits under which a fuzzer's input costs little.
func small() Limits {
	lim := DefaultLimits()
	lim.TotalBytes, lim.PartBytes, lim.Cells, lim.TextRunes, lim.Merges = 4<<20, 1<<20, 10000, 1000, 100
	return lim
}

// promised fails unless an error is one that Open promises, or there is none and
// the cells keep what the types promise.
func promised(t *testing.T, data []byte, name string) {
	t.Helper()
	b, err := openBytes(data, name, small())
	for i := 0; err == nil && i < len(b.Sheets); i++ {
		last := 0
		err = b.Sheets[i].Cells(context.Background(), func(c Cell) error {
			at := c.Row<<16 | c.Col
			if at <= last || c.Row > maxRow || c.Col > maxCol || c.Col < 1 || c.Type == Blank && (!c.HasFormula || c.Raw != "") {
				t.Fatalf("cell %+v after %d", c, last)
			}
			last = at
			if _, bad := Decimal15(c.Raw); c.Type == Number && bad != nil {
				t.Fatalf("number %q", c.Raw)
			}
			Shown(c, b.Date1904)
			Display(c, b.Date1904)
			return nil
		})
		for _, m := range b.Sheets[i].Merges {
			if _, ok := b.Sheets[i].Merge(m.Row1, m.Col2); !ok {
				t.Fatalf("merge %v not found", m)
			}
		}
	}
	var e *Error
	if err != nil && (!errors.As(err, &e) || e.Error() == "" || e.Remedy == "") {
		t.Fatalf("error %v (%T)", err, err)
	}
}

// fuzzPart fuzzes the text of one part inside a whole zip.
func fuzzPart(f *testing.F, part string, seeds ...string) {
	f.Helper()
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		promised(t, zipOf(t, workbook(file{part, text}), nil), "a.xlsx")
	})
}

// FuzzZip fuzzes the container.
func FuzzZip(f *testing.F) {
	f.Add(zipOf(f, workbook(), nil))
	f.Add(zipOf(f, workbook(), func(_ string, e *entry) { e.sized = true }))
	f.Add([]byte("PK\x05\x06" + strings.Repeat("\x00", 18)))
	f.Fuzz(func(t *testing.T, data []byte) { promised(t, data, "a.xlsx") })
}

// FuzzOpen fuzzes whole files of any kind.
func FuzzOpen(f *testing.F) {
	for _, s := range []string{"", "a,b\n1,2", "\xff\xfea\x00", "%PDF", "<table>", "\x09\x08\x10\x00" + strings.Repeat("\x00", 20), "\"a", "sep=;\na;b"} {
		f.Add([]byte(s))
	}
	f.Add(ole("Workbook", make([]byte, 4200)))
	f.Add(zipOf(f, workbook(), nil))
	f.Fuzz(func(t *testing.T, data []byte) { promised(t, data, "a") })
}

func FuzzSheet(f *testing.F) {
	fuzzPart(f, sheetPart, prefixedSheet, "\xff\xfe"+string(utf16Bytes(prefixedSheet, false)),
		sheetXML(`<row r="1"><c r="A1" s="0" t="s"><v>0</v></c><c t="inlineStr"><is><t>a&amp;_x0041_</t></is></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row><row r="3" hidden="1"><c t="str"><f t="shared" si="0">A1</f><v><![CDATA[x]]></v></c></row>`),
		`<worksheet><cols><col min="1" max="16384" hidden="1"/></cols><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`)
}

func FuzzStrings(f *testing.F) {
	fuzzPart(f, "xl/sharedStrings.xml", `<sst><si><t>a</t></si><si><r><t xml:space="preserve"> b</t></r><rPh><t>c</t></rPh></si><si/></sst>`, `<x:sst xmlns:x="y"><x:si><x:t>_xD83D__xDE00_</x:t></x:si></x:sst>`)
}

func FuzzStyles(f *testing.F) {
	seed := func(code string) string {
		return `<styleSheet><numFmts><numFmt numFmtId="170" formatCode="` + code + `"/></numFmts><cellXfs><xf numFmtId="170"/></cellXfs></styleSheet>`
	}
	fuzzPart(f, "xl/styles.xml", seed("0!.0,&quot;万&quot;"), seed("[&gt;=1]0%;[Red]-0;;@"), seed("yyyy/m/d"), seed(";;;"))
}

// FuzzFormat fuzzes format codes over a few numbers.
func FuzzFormat(f *testing.F) {
	for _, s := range []string{`0!.0,"万"`, "[<1]0%;;", `_ * #,##0.00_ ;"x`, "[h]:mm", "[", "\\", `!`, "*", "_"} {
		f.Add(s, "12345.678")
	}
	f.Fuzz(func(t *testing.T, code, raw string) {
		c := Cell{Type: Number, Raw: raw, Format: newNumFmt(200, code)}
		Shown(c, false)
		Display(c, false)
	})
}

// storable is a text as every format can hold it, cut short.
func storable(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x20 && r != '\n' || r >= 0x7f && r < 0xa0 || r == utf8.RuneError || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
	return string([]rune(s)[:min(utf8.RuneCountInString(s), 100)])
}

// FuzzValues writes a text and a number in every format by hand: each must read as
// what was written.
func FuzzValues(f *testing.F) {
	f.Add("甲 & <乙> _x0041_ \"丙\"", int64(-12345), uint8(2))
	f.Add("=1+1", int64(7), uint8(0))
	f.Add("a,b;c\td\n|e", int64(1)<<52, uint8(15))
	f.Fuzz(func(t *testing.T, text string, coefficient int64, places uint8) {
		text = storable(text)
		if text == "" || strings.HasPrefix(text, " ") {
			text = "x" + text
		}
		number := decimal.New(coefficient%1e15, -int32(places%16))
		want := fmt.Sprintf("A1 text %q, B1 number %s", text, number)
		x := strings.ReplaceAll(escaped(strings.ReplaceAll(text, "_x", "_x005F_x")), "&#xA;", "\n")
		plain := strings.ReplaceAll(escaped(text), "&#xA;", "&#10;")
		value := `<c r="B1"><v>` + number.String() + `</v></c></row>`
		cells := map[string][]byte{
			"inline": zipFiles(workbook(sheet1(sheetXML(`<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">` + x + `</t></is></c>` + value)))),
			"shared": zipFiles(workbook(sheet1(sheetXML(`<row r="1"><c r="A1" t="s"><v>0</v></c>`+value)), file{"xl/sharedStrings.xml", `<sst><si><t>` + x + `</t><rPh><t>y</t></rPh></si></sst>`})),
			"result": zipFiles(workbook(sheet1(sheetXML(`<row><c t="str"><v>` + x + `</v></c><c><v>` + number.String() + `</v></c></row>`)))),
			"XML 2003": []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="t"><Table><Row><Cell><Data ss:Type="String">` + plain +
				`</Data><Comment><ss:Data>9</ss:Data></Comment></Cell><Cell><Data ss:Type="Number">` + number.String() + `</Data></Cell></Row></Table></Worksheet></Workbook>`),
			"BIFF8": ole("Workbook", append(biffMaker{version: biff8, cells: [][]byte{rec(recLabel, at(0, 0), uint16(0), uint16(len(utf16.Encode([]rune(text)))), wide(text)),
				rec(recNumber, at(0, 1), uint16(0), double(number.InexactFloat64()))}}.stream(), make([]byte, 5000)...)),
		}
		for name, data := range cells {
			b, err := openBytes(data, "a", DefaultLimits())
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			g, err := b.Sheets[0].Grid(context.Background())
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			d, _ := Decimal15(g.At(1, 2).Raw)
			if got := fmt.Sprintf("A1 %s %q, B1 %s %s", g.At(1, 1).Type, g.At(1, 1).Raw, g.At(1, 2).Type, d); got != want || len(b.Oddities()) > 0 {
				t.Fatalf("%s: %s, want %s; %v", name, got, want, b.Oddities())
			}
		}
	})
}
