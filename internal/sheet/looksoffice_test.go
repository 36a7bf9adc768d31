package sheet

import (
	"testing"

	"huibao/internal/oracle"
)

// TestMarksThroughLibreOffice finds what is struck out, raised and unseen in every
// format in which LibreOffice saves it.
func TestMarksThroughLibreOffice(t *testing.T) {
	oracle.Need(t, "soffice")
	data := zipOf(t, workbook(
		file{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>` +
			`<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>` +
			`<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`},
		file{"xl/sharedStrings.xml", `<sst ` + nsMain + ` count="2" uniqueCount="2"><si><r><rPr><strike/><sz val="11"/></rPr><t>1</t></r><r><rPr><sz val="11"/></rPr><t>2户</t></r></si>` +
			`<si><r><rPr><sz val="11"/></rPr><t>15</t></r><r><rPr><vertAlign val="superscript"/><sz val="11"/></rPr><t>1</t></r></si></sst>`},
		file{"xl/styles.xml", `<styleSheet ` + nsMain + `><fonts count="3"><font><sz val="11"/></font><font><strike/><sz val="11"/></font><font><sz val="11"/><color rgb="FFFFFFFF"/></font></fonts>` +
			`<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF0000FF"/></patternFill></fill></fills>` +
			`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
			`<cellXfs count="4"><xf fontId="0" fillId="0"/><xf fontId="1" fillId="0" applyFont="1"/><xf fontId="2" fillId="0" applyFont="1"/><xf fontId="2" fillId="2" applyFont="1" applyFill="1"/></cellXfs></styleSheet>`},
		sheet1(sheetXML(`<row r="1"><c r="A1"><v>14</v></c><c r="B1" s="1"><v>15</v></c><c r="C1" s="2"><v>16</v></c><c r="D1" s="3"><v>17</v></c><c r="E1" t="s"><v>0</v></c><c r="F1" t="s"><v>1</v></c></row>`))), nil)
	const cells, runs = "B1 15|||; C1 ||16|", "; E1 1|||2户; F1 |1||15"
	for filter, want := range map[string]string{"xlsx:Calc MS Excel 2007 XML": cells + runs, "xls:MS Excel 97": cells + runs, "html:HTML (StarCalc)": cells} { // its pages lose runs
		t.Run(filter, func(t *testing.T) {
			b, err := readAll(libreOffice(t, data, "xlsx", filter), DefaultLimits())
			if err != nil {
				t.Fatal(err)
			}
			if got := marksOf(t, b.Sheets[0]); got != want {
				t.Errorf("%s, want %s", got, want)
			}
		})
	}
}
