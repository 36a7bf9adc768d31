package sheet

import (
	"fmt"
	"strings"
	"testing"
)

// oddCells is a sheet's text with one row of cells and what else is given.
func oddCells(cells, tail string) file {
	return sheet1(`<worksheet ` + nsMain + `><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s"><v>0</v></c>` + cells + `</row></sheetData>` + tail + `</worksheet>`)
}

// TestOddities reads past what puts no cell in doubt, makes a cell that is in doubt
// Broken, and names each.
func TestOddities(t *testing.T) {
	const whole = "A1 number \"1\"\nB1 text \"甲\""
	merges := func(ref ...string) string {
		return `<mergeCells><mergeCell ref="` + strings.Join(ref, `"/><mergeCell ref="`) + `"/></mergeCells>`
	}
	for _, c := range []struct {
		name, more, says string
		parts            []file
	}{
		{"columns merged", "", "[合并单元格的范围不是普通区域，没有按合并处理（表：A:A）]", []file{oddCells("", merges("A:A"))}},
		{"rows merged", "", "", []file{oddCells("", merges("1:1", "T:U", "", "#REF!"))}},
		{"style empty", "C1 number \"2\"", "", []file{oddCells(`<c r="C1" s=""><v>2</v></c>`, "")}},
		{"style negative", "C1 number \"2\"", "", []file{oddCells(`<c r="C1" s="-1"><v>2</v></c>`, "")}},
		{"NaN", `C1 broken "NaN"`, "[单元格的内容有误，该格没有取数（表：C1）]", []file{oddCells(`<c r="C1"><v>NaN</v></c>`, "")}},
		{"infinite", `C1 broken "INF"`, "", []file{oddCells(`<c r="C1"><v>INF</v></c>`, "")}},
		{"text as number", `C1 broken "110101199003078888x"`, "", []file{oddCells(`<c r="C1" t="n"><v>110101199003078888x</v></c>`, "")}},
		{"comma", `C1 broken "1,5"`, "", []file{oddCells(`<c r="C1"><v>1,5</v></c>`, "")}},
		{"string index", `C1 broken "第 9 个共享字符串"`, "", []file{oddCells(`<c r="C1" t="s"><v>9</v></c>`, "")}},
		{"string index negative", `C1 broken "第 -1 个共享字符串"`, "", []file{oddCells(`<c r="C1" t="s"><v>-1</v></c>`, "")}},
		{"boolean", `C1 broken "2"`, "", []file{oddCells(`<c r="C1" t="b"><v>2</v></c>`, "")}},
		{"type", `C1 broken "2"`, "", []file{oddCells(`<c r="C1" t="q"><v>2</v></c>`, "")}},
		{"twice the same", `C1 number "2"`, "[同一单元格存了两遍，内容相同（表：C1）]", []file{oddCells(`<c r="C1"><v>2</v></c><c r="C1"><v>2</v></c>`, "")}},
		{"twice", `C1 broken "2、3"`, "", []file{oddCells(`<c r="C1"><v>2</v></c><c r="C1"><v>3</v></c>`, "")}},
		{"twice in two rows", `A2 broken "2、3"`, "", []file{oddCells(`</row><row r="2"><c r="A2"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c>`, "")}},
		{"no row", "", "[空行的行号超出范围]", []file{oddCells(`</row><row r="1048577"/><row r="x" ht="3"/><row r="0"/><row r="2">`, "")}},
		{"columns unknown", "", "", []file{sheet1(strings.Replace(oddCells("", "").text, "<sheetData>", `<cols><col min="x" max="3" hidden="1"/></cols><sheetData>`, 1))}},
		{"strings more than said", "", "[共享字符串的个数与登记的不符]", []file{{"xl/sharedStrings.xml", `<sst ` + nsMain + ` count="9" uniqueCount="9"><si><t>甲</t></si></sst>`}, oddCells("", "")}},
		{"format of no number", "", "", []file{{"xl/styles.xml", `<styleSheet><numFmts><numFmt numFmtId="x" formatCode="0"/></numFmts><cellXfs><xf numFmtId="x"/></cellXfs></styleSheet>`}, oddCells("", "")}},
		{"format unknown", "", "[数字格式无法识别，按常规格式读取（编号 177）]", []file{{"xl/styles.xml", `<styleSheet><cellXfs><xf numFmtId="177"/></cellXfs></styleSheet>`}, oddCells("", "")}},
		{"no styles", "", "[缺少部件（xl/no.xml）]", []file{{"xl/_rels/workbook.xml.rels", relsXML("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml", "styles", "no.xml")}, oddCells("", "")}},
		{"sheet without part", "", "[工作表没有内容，没有读取（空）]", []file{{"xl/workbook.xml", `<workbook ` + nsRel + `><sheets><sheet name="空" r:id="rId99"/><sheet name="表" r:id="rId1"/></sheets></workbook>`}, oddCells("", "")}},
		{"relationship twice", "", "", []file{{"xl/_rels/workbook.xml.rels", strings.Replace(relsXML("worksheet", "worksheets/sheet1.xml", "sharedStrings", "sharedStrings.xml", "styles", "styles.xml"), "</Relationships>", `<Relationship Id="rId1" Type="`+typRel+`worksheet" Target="worksheets/sheet1.xml"/></Relationships>`, 1)}, oddCells("", "")}},
		{"properties cut", "", "[文档属性无法读取]", []file{{"docProps/custom.xml", "<Properties><property name="}, oddCells("", "")}},
		{"comments cut", "", "", []file{{"xl/worksheets/_rels/sheet1.xml.rels", "<Relationships"}, oddCells("", "")}},
		{"part twice", "", "[同名部件出现两次，内容相同（XL/styles.xml）]", []file{{"XL/styles.xml", `<styleSheet ` + nsMain + `><cellXfs><xf numFmtId="0"/></cellXfs></styleSheet>`}, oddCells("", "")}},
		{"part twice, not read", "", "", []file{{"docProps/app.xml", "<a/>"}, {"docprops/APP.xml", "<b/>"}, oddCells("", "")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := mustRead(t, c.parts...)
			want := strings.TrimSpace(whole + "\n" + c.more)
			if got := dump(t, b.Sheets[0]); got != want {
				t.Errorf("%s", got)
			}
			odd := fmt.Sprint(b.Oddities())
			if quiet := c.name == "part twice, not read"; (len(b.Oddities()) == 0) != quiet || c.says != "" && odd != c.says {
				t.Errorf("%s", odd)
			}
		})
	}
}

// TestNotOdd holds what is no defect to be passed over in silence.
func TestNotOdd(t *testing.T) {
	b := mustRead(t, oddCells(`<c r="C1" s="0"><v>-1.5E-3</v></c><c r="D1" s="7"/>`, `<mergeCells count="3"><mergeCell ref="E1:E1048576"/><mergeCell ref="$G$1:H2"/></mergeCells>`),
		file{"xl/sharedStrings.xml", `<sst ` + nsMain + ` count="7" uniqueCount="1"><si><t>甲</t></si></sst>`})
	if odd := b.Oddities(); len(odd) > 0 || len(b.Sheets[0].Merges) != 2 {
		t.Error(odd, b.Sheets[0].Merges)
	}
}

// TestManyBroken refuses a sheet of which many cells are no cells.
func TestManyBroken(t *testing.T) {
	for _, n := range []int{maxBroken, maxBroken + 1} {
		rows := repeat(n, func(i int) string { return fmt.Sprintf(`<row r="%d"><c><v>x</v></c></row>`, i+1) })
		_, err := readAll(zipOf(t, workbook(sheet1(sheetXML(rows))), nil), DefaultLimits())
		if (err != nil) != (n > maxBroken) {
			t.Errorf("%d: %v", n, err)
		}
		if err != nil && asError(t, err).Reason != Damaged {
			t.Error(err)
		}
	}
}

// TestLedZip reads a workbook behind what a web program sent before it.
func TestLedZip(t *testing.T) {
	for _, lead := range []string{"\r\n", "\xef\xbb\xbf", "\n\n\n  "} {
		b, err := readAll(append([]byte(lead), zipOf(t, workbook(), nil)...), DefaultLimits())
		if err != nil || fmt.Sprint(b.Oddities()) != "[文件开头有多余的字节]" {
			t.Error(err)
		}
	}
}
