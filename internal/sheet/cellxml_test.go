package sheet

import (
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

func TestCells(t *testing.T) {
	sst := file{"xl/sharedStrings.xml", `<sst ` + nsMain + `><si><t>甲</t></si><si><r><rPr><b/></rPr><t>富</t></r><r><t xml:space="preserve"> 文本 </t></r><rPh sb="0" eb="1"><t>フ</t></rPh><phoneticPr/></si>` +
		`<si><t>_x0041__x005F_x0042__xD83D__xDE00__xD83D_</t></si><si/><si><t><![CDATA[<&>]]>&lt;&#20013;&#x536B;&quot;</t></si></sst>`}
	cases := []struct{ name, rows, want string }{
		{"number keeps its text", `<row r="1"><c r="A1"><v>796.5400000000001</v></c><c r="B1" t="n"><v> 1E-3 </v></c><c r="C1"><v>110101199003078888</v></c></row>`,
			"A1 number \"796.5400000000001\"\nB1 number \"1E-3\"\nC1 number \"110101199003078888\""},
		{"shared strings", `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v> 4 </v></c></row>`,
			"A1 text \"甲\"\nB1 text \"富 文本 \"\nC1 text \"A_x0042_😀_xD83D_\"\nE1 text \"<&><中卫\\\"\""},
		{"inline string", `<row r="1"><c r="A1" t="inlineStr"><is><t>a</t><r><t>b</t></r><rPh><t>x</t></rPh></is></c></row>`, `A1 text "ab"`},
		{"text of a formula", `<row r="1"><c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab_x000D_</v></c><c r="B1" t="str"><f>""</f><v></v></c></row>`,
			"A1 text \"ab\\r\" =\"a\"&\"b\" cached=true\nB1 blank \"\" =\"\" cached=true"},
		{"boolean and error", `<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>false</v></c><c r="C1" t="e"><v>#DIV/0!</v></c></row>`,
			"A1 bool \"1\"\nB1 bool \"0\"\nC1 error \"#DIV/0!\""},
		{"date as text", `<row r="1"><c r="A1" t="d"><v>2024-06-30T00:00:00.000</v></c><c r="B1" t="d"><v>2024-06-30</v></c></row>`,
			"A1 text \"2024-06-30\"\nB1 text \"2024-06-30\""},
		{"formula without result", `<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v/></c><c r="C1" t="str"><f>X1</f></c></row>`,
			"A1 blank \"\" =1+1 cached=false\nB1 blank \"\" =1+1 cached=false\nC1 blank \"\" =X1 cached=false"},
		{"shared and array formulas", `<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1*2</f><v>2</v></c></row><row r="2"><c r="A2"><f t="shared" si="0"/><v>4</v></c><c r="B2"><f t="array" ref="B2">SUM(A1:A2)</f><v>6</v></c></row>`,
			"A1 number \"2\" =B1*2 cached=true\nA2 number \"4\" = cached=true\nB2 number \"6\" =SUM(A1:A2) cached=true"},
		{"no references", `<row><c><v>1</v></c><c t="s"><v>0</v></c></row><row><c/><c><v>2</v></c></row>`, "A1 number \"1\"\nB1 text \"甲\"\nB2 number \"2\""},
		{"row number from its cell", `<row><c r="B5"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>`, "B5 number \"1\"\nC5 number \"2\"\nA6 number \"3\""},
		{"out of order", `<row r="3"><c r="B3"><v>4</v></c><c r="A3"><v>3</v></c></row><row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="C3"><v>5</v></c></row>`,
			"A1 number \"1\"\nA3 number \"3\"\nB3 number \"4\"\nC3 number \"5\""},
		{"blank cells are none", `<row r="1"><c r="A1" s="0"/><c r="B1" s="0"></c><c r="C1"><v></v></c><c r="XFD1" s="0"/></row>`, ""},
		{"single quotes and spaces", "<row r = '1' >\n<c\tr='A1' t = 's' ><v>0</v></c ></row >", `A1 text "甲"`},
		{"comments and instructions", `<row r="1"><!-- <c r="Z9"><v>9</v></c> --><c r="A1"><?x y?><v>1<!-- > -->2</v></c></row>`, `A1 number "12"`},
		{"CDATA", `<row r="1"><c r="A1" t="str"><v><![CDATA[<v>&amp;]]]]></v></c></row>`, `A1 text "<v>&amp;]]"`},
		{"unknown elements", `<row r="1"><c r="A1"><extLst><ext><v>9</v></ext></extLst><v>1</v></c><x><c r="B1"><v>2</v></c></x></row>`, `A1 number "1"`},
		{"greater-than in an attribute", `<row r="1" x="a>b"><c r="A1" y='"/>'><v>1</v></c></row>`, `A1 number "1"`},
		{"line breaks", "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a\r\nb\rc&#13;d</t></is></c></row>", `A1 text "a\nb\nc\rd"`},
		{"hidden row", `<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2" ht="0"><c r="A2"><v>1</v></c></row><row r="3"><c r="A3"><v>1</v></c></row>`,
			"A1 number \"1\" hidden\nA2 number \"1\" hidden\nA3 number \"1\""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			b := mustRead(t, sst, sheet1(sheetXML(c.rows)))
			if diff := cmp.Diff(c.want, dump(t, b.Sheets[0])); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// prefixed is the sheet with a prefix on every name, strict namespace.
const prefixedSheet = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:dimension ref="A1"/><x:cols><x:col min="2" max="3" hidden="1"/></x:cols>` +
	`<x:sheetData><x:row r="2"><x:c r="B2"><x:v>7</x:v></x:c></x:row></x:sheetData><x:sheetProtection sheet="1"/><x:autoFilter ref="A1:B2"/>` +
	`<x:mergeCells count="1"><x:mergeCell ref="B2:$C$3"/></x:mergeCells><x:controls><x:col min="1" max="1" hidden="1"/><x:from><x:row>5</x:row></x:from></x:controls></x:worksheet>`

func TestSheetForms(t *testing.T) {
	utf16le := string(utf16Bytes(prefixedSheet, false))
	utf16be := string(utf16Bytes(prefixedSheet, true))
	for _, c := range []struct{ name, text string }{
		{"prefix, strict", prefixedSheet}, {"byte-order mark", "\ufeff" + prefixedSheet},
		{"UTF-16LE", "\xff\xfe" + utf16le}, {"UTF-16BE", "\xfe\xff" + utf16be}, {"UTF-16LE without mark", utf16le}, {"UTF-16BE without mark", utf16be},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := mustRead(t, sheet1(c.text)).Sheets[0]
			if got := dump(t, s); got != `B2 number "7" hidden` {
				t.Error(got)
			}
			g, _ := s.Grid(t.Context())
			if g.MaxRow != 2 || g.MaxCol != 2 || !g.Protected || !g.Filtered || g.ColHidden(1) || !g.ColHidden(2) || !g.ColHidden(3) || g.ColHidden(4) {
				t.Errorf("%+v", g)
			}
			if m, ok := g.Merge(3, 3); !ok || m != (Range{2, 2, 3, 3}) {
				t.Errorf("merge %v %v", m, ok)
			}
			if _, ok := g.Merge(1, 2); ok {
				t.Error("merge at B1")
			}
		})
	}
}

func utf16Bytes(s string, big bool) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}
