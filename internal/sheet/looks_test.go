package sheet

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// marksOf lists the cells of a sheet that are not read as they stand: what is struck
// out, raised and unseen, and the rest.
func marksOf(t *testing.T, s *Sheet) string {
	t.Helper()
	var list []string
	err := s.Cells(context.Background(), func(c Cell) error {
		if m, any := c.Marks(); any {
			list = append(list, fmt.Sprintf("%s %s|%s|%s|%s", c.Ref(), m.Struck, m.Raised, m.Unseen, strings.TrimSpace(m.Rest)))
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(list, "; ")
}

func TestMarks(t *testing.T) {
	const (
		strike = `<si><r><rPr><strike/><sz val="11"/></rPr><t>1</t></r><r><rPr><sz val="11"/></rPr><t>2</t></r></si>`
		raised = `<si><r><t>15</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>1</t></r></si>`
	)
	for _, c := range []struct{ name, fonts, fills, xf, strings, cell, want string }{
		{"plain", `<font><sz val="11"/><color theme="1"/></font>`, ``, `fontId="0"`, ``, `<v>15</v>`, ""},
		{"struck", `<font/><font><strike/></font>`, ``, `fontId="1"`, ``, `<v>15</v>`, "A1 15|||"},
		{"strike off", `<font><strike val="0"/></font>`, ``, `fontId="0"`, ``, `<v>15</v>`, ""},
		{"no such font", `<font><strike/></font>`, ``, `fontId="7"`, ``, `<v>15</v>`, ""},
		{"white on nothing", `<font><color rgb="FFFFFFFF"/></font>`, ``, `fontId="0"`, ``, `<v>15</v>`, "A1 ||15|"},
		{"white by theme", `<font><color theme="0"/></font>`, ``, `fontId="0"`, ``, `<v>15</v>`, "A1 ||15|"},
		{"white by index", `<font><color indexed="9"/></font>`, ``, `fontId="0"`, ``, `<v>15</v>`, "A1 ||15|"},
		{"nearly white", `<font><color rgb="FFFAFAFA"/></font>`, ``, `fontId="0"`, ``, `<v>15</v>`, "A1 ||15|"},
		{"white on the form's yellow", `<font><color rgb="FFFFFFFF"/></font>`, `<fill><patternFill patternType="solid"><fgColor rgb="FFFFFBE6"/></patternFill></fill>`, `fontId="0"`, ``, `<v>15</v>`, "A1 ||15|"},
		{"white on a pale yellow", `<font><color theme="0"/></font>`, `<fill><patternFill patternType="solid"><fgColor rgb="FFFFF2CC"/></patternFill></fill>`, `fontId="0"`, ``, `<v>15</v>`, "A1 ||15|"},
		{"white on a yellow", `<font><color theme="0"/></font>`, `<fill><patternFill patternType="solid"><fgColor rgb="FFFFE699"/></patternFill></fill>`, `fontId="0"`, ``, `<v>15</v>`, ""},
		{"grey", `<font><color rgb="FFA6A6A6"/></font>`, ``, `fontId="0"`, ``, `<v>15</v>`, ""},
		{"grey by tint", `<font><color theme="0" tint="-0.35"/></font>`, ``, `fontId="0"`, ``, `<v>15</v>`, ""},
		{"white on blue", `<font><color rgb="FFFFFFFF"/></font>`, `<fill><patternFill patternType="solid"><fgColor theme="4"/></patternFill></fill>`, `fontId="0"`, ``, `<v>15</v>`, ""},
		{"yellow on yellow", `<font><color rgb="FFFFFF00"/></font>`, `<fill><patternFill patternType="solid"><fgColor indexed="13"/><bgColor indexed="64"/></patternFill></fill>`, `fontId="0"`, ``, `<v>15</v>`, "A1 ||15|"},
		{"black on black", `<font/>`, `<fill><patternFill patternType="solid"><fgColor rgb="FF000000"/></patternFill></fill>`, `fontId="0"`, ``, `<v>15</v>`, "A1 ||15|"},
		{"white on a pattern", `<font><color rgb="FFFFFFFF"/></font>`, `<fill><patternFill patternType="gray125"/></fill>`, `fontId="0"`, ``, `<v>15</v>`, ""},
		{"one point", `<font><sz val="1"/></font>`, ``, `fontId="0"`, ``, `<v>15</v>`, "A1 ||15|"},
		{"struck run", `<font/>`, ``, `fontId="0"`, strike, `<v>0</v>`, "A1 1|||2"},
		{"raised run", `<font/>`, ``, `fontId="0"`, raised, `<v>0</v>`, "A1 |1||15"},
		{"runs over a struck font", `<font><strike/></font>`, ``, `fontId="0"`, raised, `<v>0</v>`, "A1 15|1||"},
		{"white run", `<font/>`, ``, `fontId="0"`, `<si><r><rPr><color rgb="FFFFFFFF"/></rPr><t>1</t></r><r><t>15</t></r></si>`, `<v>0</v>`, "A1 ||1|15"},
		{"coloured runs", `<font/>`, ``, `fontId="0"`, `<si><r><rPr><color rgb="FFFF0000"/></rPr><t>1</t></r><r><rPr><b/></rPr><t>5</t></r></si>`, `<v>0</v>`, ""},
	} {
		fills := c.fills
		if fills == "" {
			fills = `<fill><patternFill patternType="none"/></fill>`
		}
		kind := ""
		if c.strings != "" {
			kind = ` t="s"`
		}
		b := mustRead(t, file{"xl/sharedStrings.xml", `<sst ` + nsMain + `>` + c.strings + `</sst>`},
			file{"xl/styles.xml", `<styleSheet ` + nsMain + `><fonts>` + c.fonts + `</fonts><fills>` + fills + `</fills><cellXfs><xf numFmtId="0" fillId="0" ` + c.xf +
				`/></cellXfs><dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>`},
			sheet1(sheetXML(`<row r="1"><c r="A1"`+kind+`>`+c.cell+`</c></row>`)))
		if got := marksOf(t, b.Sheets[0]); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// TestThemeMarks: a workbook's own theme and list of colours decide.
func TestThemeMarks(t *testing.T) {
	styles := func(font string) file {
		return file{"xl/styles.xml", `<styleSheet ` + nsMain + `><fonts><font><color ` + font + `/></font></fonts><fills><fill/></fills><cellXfs><xf fontId="0" fillId="0"/></cellXfs>` +
			`<colors><indexedColors><rgbColor rgb="00FFFFFF"/></indexedColors></colors></styleSheet>`}
	}
	theme := file{"xl/theme/theme1.xml", `<a:theme xmlns:a="a"><a:themeElements><a:clrScheme><a:accent1><a:srgbClr val="FFFFFF"/></a:accent1><a:accent2><a:srgbClr val="C00000"/></a:accent2></a:clrScheme></a:themeElements></a:theme>`}
	rels := file{"xl/_rels/workbook.xml.rels", relsXML("worksheet", "worksheets/sheet1.xml", "styles", "styles.xml", "theme", "theme/theme1.xml")}
	for font, want := range map[string]string{`theme="4"`: "A1 ||1|", `theme="5"`: "", `indexed="0"`: "A1 ||1|", `indexed="8"`: ""} {
		b := mustRead(t, styles(font), theme, rels)
		if got := marksOf(t, b.Sheets[0]); got != want {
			t.Errorf("%s: %q, want %q", font, got, want)
		}
	}
}

func TestInlineMarks(t *testing.T) {
	b := mustRead(t, sheet1(sheetXML(`<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><strike val="1"/></rPr><t>1_x0041_</t></r><r><t>2</t></r></is></c></row>`)))
	if got := marksOf(t, b.Sheets[0]); got != "A1 1A|||2" {
		t.Error(got)
	}
}

func TestPageMarks(t *testing.T) {
	const head = `<html><head><style><!-- .xl65{color:white;mso-number-format:0} td.gone{display:none} --></style></head><body><table>`
	for _, c := range []struct{ row, want, cells string }{
		{`<td><s>1</s>2</td>`, "A1 1|||2", `A1 text "12"`},
		{`<td><del>15</del></td>`, "A1 15|||", `A1 text "15"`},
		{`<td>15<sup>1</sup></td>`, "A1 |1||15", `A1 text "151"`},
		{`<td>15<sub>1</sub></td>`, "A1 |1||15", `A1 text "151"`},
		{`<td><p><strike>1</strike></p><p>2</p></td>`, "A1 1|||2", `A1 text "1\n2"`},
		{`<td><span style="text-decoration: line-through">1</span><b>2</b></td>`, "A1 1|||2", `A1 text "12"`},
		{`<td style="text-decoration:line-through">15</td>`, "A1 15|||", `A1 text "15"`},
		{`<td class=xl65>15</td>`, "A1 ||15|", `A1 text "15"`},
		{`<td style="color:#fff;background:#00f">15</td>`, "", `A1 text "15"`},
		{`<td style="color:#fff;background:url(a.png)">15</td>`, "", `A1 text "15"`},
		{`<td style="color:lavenderblush">15</td>`, "", `A1 text "15"`},
		{`<td bgcolor="#ffffff"><font color="#ffffff">15</font></td>`, "A1 ||15|", `A1 text "15"`},
		{`<td>1<span style="display:none">5</span></td>`, "A1 ||5|1", `A1 text "15"`},
		{`<td>a</td><td style="display:none">15</td></tr><tr><td>b</td><td class=gone>16</td>`, "", "A1 text \"a\"\nB1 text \"15\" hidden\nA2 text \"b\"\nB2 text \"16\" hidden"},
		{`<td>a</td><td>15</td></tr><tr><td>b</td><td class=gone>16</td>`, "B2 ||16|", "A1 text \"a\"\nB1 text \"15\"\nA2 text \"b\"\nB2 text \"16\""},
		{`<td>a</td></tr><tr style="display:none"><td>15</td>`, "", "A1 text \"a\"\nA2 text \"15\" hidden"},
		{`<td x:num="45356">3月5日</td>`, "", `A1 text "3月5日"`},
		{`<td x:num="1234.567"><s>1,234.57</s></td>`, "A1 1,234.57|||", `A1 number "1234.567"`},
		{`<td>15</td>`, "", `A1 text "15"`},
	} {
		b, err := readAll([]byte(head+`<tr>`+c.row+`</tr></table></body></html>`), DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		if got := marksOf(t, b.Sheets[0]); got != c.want {
			t.Errorf("%s: %q, want %q", c.row, got, c.want)
		}
		if got := dump(t, b.Sheets[0]); got != c.cells {
			t.Errorf("%s:\n%s\nwant\n%s", c.row, got, c.cells)
		}
	}
}

func TestXML2003Marks(t *testing.T) {
	const book = `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Styles>` +
		`<Style ss:ID="s1"><Font ss:StrikeThrough="1"/><NumberFormat ss:Format="0"/></Style><Style ss:ID="s2"><Font ss:Color="#FFFFFF"/></Style>` +
		`<Style ss:ID="s3"><Font ss:Color="#FFFFFF"/><Interior ss:Color="#0000FF" ss:Pattern="Solid"/></Style><Style ss:ID="s4" ss:Parent="s2"><Alignment/></Style>` +
		`</Styles><Worksheet ss:Name="表"><Table><Row>`
	const end = `</Row></Table></Worksheet></Workbook>`
	for _, c := range []struct{ cell, want string }{
		{`<Cell><Data ss:Type="Number">15</Data></Cell>`, ""},
		{`<Cell ss:StyleID="s1"><Data ss:Type="Number">15</Data></Cell>`, "A1 15|||"},
		{`<Cell ss:StyleID="s2"><Data ss:Type="Number">15</Data></Cell>`, "A1 ||15|"},
		{`<Cell ss:StyleID="s3"><Data ss:Type="Number">15</Data></Cell>`, ""},
		{`<Cell ss:StyleID="s4"><Data ss:Type="Number">15</Data></Cell>`, "A1 ||15|"},
		{`<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40"><S>1</S><Font>2</Font></ss:Data></Cell>`, "A1 1|||2"},
		{`<Cell><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">15<Sup>1</Sup></ss:Data></Cell>`, "A1 |1||15"},
	} {
		b, err := readAll([]byte(book+c.cell+end), DefaultLimits())
		if err != nil {
			t.Fatal(err)
		}
		if got := marksOf(t, b.Sheets[0]); got != c.want {
			t.Errorf("%s: %q, want %q", c.cell, got, c.want)
		}
	}
}

func TestSharedFormulas(t *testing.T) {
	b := mustRead(t, sheet1(sheetXML(`<row r="1"><c r="C1"><f t="shared" ref="C1:D2" si="0">IF(A1&gt;$B$1,SUM(A$1:A1),LOG10(1)&amp;"A1"+'A1'!B2)</f><v>2</v></c><c r="D1"><f t="shared" si="0"/><v>2</v></c></row>`+
		`<row r="2"><c r="C2"><f t="shared" si="0"/><v>4</v></c><c r="D2"><f t="shared" si="9"/><v>4</v></c></row>`)))
	g, err := b.Sheets[0].Grid(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for ref, want := range map[string]string{"C1": `IF(A1>$B$1,SUM(A$1:A1),LOG10(1)&"A1"+'A1'!B2)`, "D1": `IF(B1>$B$1,SUM(B$1:B1),LOG10(1)&"A1"+'A1'!C2)`,
		"C2": `IF(A2>$B$1,SUM(A$1:A2),LOG10(1)&"A1"+'A1'!B3)`, "D2": "", "A1": ""} {
		row, col, _ := ParseRef(ref)
		if got := g.Formula(row, col); got != want {
			t.Errorf("%s: %s, want %s", ref, got, want)
		}
	}
}

func TestUncalculated(t *testing.T) {
	for _, c := range []struct {
		calc, app string
		want      string
	}{
		{"", "Microsoft Excel", ""},
		{`<calcPr calcId="191029"/>`, "WPS 表格", ""},
		{`<calcPr calcMode="manual"/>`, "LibreOffice/7.3", ""},
		{`<calcPr calcMode="manual" calcCompleted="0"/>`, "Microsoft Excel", "文件设为手动计算，保存前没有算完"},
		{`<calcPr calcId="1" fullCalcOnLoad="1"/>`, "Microsoft Excel", "文件注明打开时要重算"},
		{"", "Microsoft Excel Compatible / Openpyxl", "文件由不计算公式的程序（Microsoft Excel Compatible / Openpyxl）保存"},
		{"", "SheetJS", "文件由不计算公式的程序（SheetJS）保存"},
	} {
		b := mustRead(t, file{"docProps/app.xml", `<Properties><Application>` + c.app + `</Application></Properties>`},
			file{"xl/workbook.xml", `<workbook ` + nsMain + ` ` + nsRel + `><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets>` + c.calc + `</workbook>`})
		if b.Uncalculated != c.want {
			t.Errorf("%s %s: %q", c.calc, c.app, b.Uncalculated)
		}
	}
	if b := mustRead(t, file{"docProps/app.xml", `<Properties><Applica`}); b.Uncalculated != "" {
		t.Error("a broken part says " + b.Uncalculated)
	}
}
