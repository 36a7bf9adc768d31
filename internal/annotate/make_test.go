package annotate_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"huibao/internal/annotate"
)

const (
	xmlHead    = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS     = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	strictNS   = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	looseRels  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	strictRels = "http://purl.oclc.org/ooxml/officeDocument/relationships"
	packRels   = "http://schemas.openxmlformats.org/package/2006/relationships"
	sheetType  = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// entry is a part of a workbook that is made here.
type entry struct{ name, data string }

func pack(t testing.TB, list []entry) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, e := range list {
		w, err := z.Create(e.name)
		if err == nil {
			_, err = io.WriteString(w, e.data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// rels are relationships: id, kind, target, three by three.
func rels(base string, list ...string) string {
	s := xmlHead + `<Relationships xmlns="` + packRels + `">`
	for i := 0; i < len(list); i += 3 {
		outside := ""
		if strings.HasPrefix(list[i+2], "file:") {
			outside = ` TargetMode="External"`
		}
		kind := list[i+1]
		if !strings.Contains(kind, ":") {
			kind = base + "/" + kind
		}
		s += fmt.Sprintf(`<Relationship Id="%s" Type="%s" Target="%s"%s/>`, list[i], kind, list[i+2], outside)
	}
	return s + `</Relationships>`
}

func types(list ...string) string {
	s := xmlHead + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>`
	for i := 0; i < len(list); i += 2 {
		s += `<Override PartName="` + list[i] + `" ContentType="` + list[i+1] + `"/>`
	}
	return s + `</Types>`
}

const plainStyles = `<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>`

// cells are rows 1 to 12, columns A to H, numbers.
func cells(prefix string) string {
	var b strings.Builder
	for r := 1; r <= 12; r++ {
		fmt.Fprintf(&b, `<%srow r="%d">`, prefix, r)
		for _, c := range "ABCDEFGH" {
			fmt.Fprintf(&b, `<%sc r="%c%d"><%sv>%d.5</%sv></%sc>`, prefix, c, r, prefix, r*7, prefix, prefix)
		}
		fmt.Fprintf(&b, `</%srow>`, prefix)
	}
	return b.String()
}

// openpyxlLike is a workbook as openpyxl writes it: absolute targets, comments in
// xl/comments, an empty list of dxfs.
func openpyxlLike() []entry {
	return []entry{
		{"docProps/app.xml", `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Microsoft Excel</Application></Properties>`},
		{"xl/worksheets/sheet1.xml", `<worksheet xmlns="` + mainNS + `"><sheetPr><outlinePr summaryBelow="1" summaryRight="1"/><pageSetUpPr/></sheetPr><dimension ref="A1:H12"/><sheetViews><sheetView workbookViewId="0"><selection activeCell="A1" sqref="A1"/></sheetView></sheetViews>` +
			`<sheetFormatPr baseColWidth="8" defaultRowHeight="15"/><sheetData>` + cells("") + `</sheetData><conditionalFormatting sqref="F1:F12"><cfRule type="cellIs" priority="1" operator="greaterThan"><formula>40</formula></cfRule></conditionalFormatting>` +
			`<pageMargins left="0.75" right="0.75" top="1" bottom="1" header="0.5" footer="0.5"/><legacyDrawing r:id="anysvml" xmlns:r="` + looseRels + `"/></worksheet>`},
		{"xl/worksheets/_rels/sheet1.xml.rels", rels(looseRels, "comments", "comments", "/xl/comments/comment1.xml", "anysvml", "vmlDrawing", "/xl/drawings/commentsDrawing1.vml")},
		{"xl/comments/comment1.xml", `<comments xmlns="` + mainNS + `"><authors><author>张三</author></authors><commentList><comment ref="F5" authorId="0" shapeId="0"><text><t>本月含补报</t></text></comment></commentList></comments>`},
		{"xl/drawings/commentsDrawing1.vml", `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype><v:shape id="_x0000_s0001" type="#_x0000_t202" style="position:absolute; margin-left:59.25pt;margin-top:1.5pt;width:144px;height:79px;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill><x:Row>4</x:Row><x:Column>5</x:Column></x:ClientData></v:shape></xml>`},
		{"xl/styles.xml", `<styleSheet xmlns="` + mainNS + `"><numFmts count="0"/>` + plainStyles + `<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0" hidden="0"/></cellStyles><dxfs count="0"/><tableStyles count="0" defaultTableStyle="TableStyleMedium9" defaultPivotStyle="PivotStyleLight16"/></styleSheet>`},
		{"[Content_Types].xml", strings.Replace(types("/xl/workbook.xml", sheetType+"sheet.main+xml", "/xl/styles.xml", sheetType+"styles+xml", "/xl/worksheets/sheet1.xml", sheetType+"worksheet+xml", "/xl/comments/comment1.xml", sheetType+"comments+xml"),
			`<Default Extension="bin"`, `<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/><Default Extension="bin"`, 1)},
		{"_rels/.rels", rels(looseRels, "rId1", "officeDocument", "/xl/workbook.xml")},
		{"xl/workbook.xml", `<workbook xmlns="` + mainNS + `"><workbookPr/><workbookProtection/><bookViews><workbookView visibility="visible" minimized="0" showHorizontalScroll="1" firstSheet="0" activeTab="0"/></bookViews><sheets><sheet xmlns:r="` + looseRels + `" name="计数" sheetId="1" state="visible" r:id="rId1"/></sheets><definedNames/><calcPr calcId="124519" fullCalcOnLoad="1"/></workbook>`},
		{"xl/_rels/workbook.xml.rels", rels(looseRels, "rId1", "worksheet", "/xl/worksheets/sheet1.xml", "rId2", "styles", "/xl/styles.xml")},
	}
}

// poiLike is one as POI writes it: no dxfs, standalone="no", comments without boxes,
// a relationship part of a sheet that is missing, several sheets of which two are
// selected, names of sheets that have to be escaped.
func poiLike() []entry {
	names := []string{"封面 & 说明", "计数", "图"}
	wb := `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<workbook xmlns="` + mainNS + `" xmlns:r="` + looseRels + `"><workbookPr date1904="false"/><bookViews><workbookView activeTab="2" firstSheet="1"/></bookViews><sheets>`
	for i, n := range names {
		wb += fmt.Sprintf(`<sheet name="%s" r:id="rId%d" sheetId="%d"/>`, strings.ReplaceAll(n, "&", "&amp;"), i+3, i+5)
	}
	wb += `</sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="1">计数!$A$1:$H$12</definedName><definedName name="全部">计数!$A$1</definedName></definedNames></workbook>`
	sheet := func(views, rest string) string {
		return `<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<worksheet xmlns="` + mainNS + `"><dimension ref="A1"/><sheetViews>` + views + `</sheetViews><sheetFormatPr defaultRowHeight="15.0"/><sheetData>` + cells("") + `</sheetData>` + rest + `</worksheet>`
	}
	return []entry{
		{"[Content_Types].xml", types("/xl/workbook.xml", sheetType+"sheet.main+xml", "/xl/styles.xml", sheetType+"styles+xml", "/xl/worksheets/sheet1.xml", sheetType+"worksheet+xml", "/xl/worksheets/sheet2.xml", sheetType+"worksheet+xml", "/xl/worksheets/sheet3.xml", sheetType+"worksheet+xml", "/xl/comments1.xml", sheetType+"comments+xml")},
		{"_rels/.rels", rels(looseRels, "rId1", "officeDocument", "xl/workbook.xml")},
		{"xl/comments1.xml", `<comments xmlns="` + mainNS + `"><authors><author/></authors><commentList><comment ref="B2" authorId="0"><text><r><rPr><b/></rPr><t>原注</t></r><r><t xml:space="preserve"> 二</t></r></text></comment><comment ref="C3" authorId="0"><text/></comment></commentList></comments>`},
		{"xl/styles.xml", `<styleSheet xmlns="` + mainNS + `">` + plainStyles + `</styleSheet>`},
		{"xl/workbook.xml", wb},
		{"xl/_rels/workbook.xml.rels", rels(looseRels, "rId1", "styles", "styles.xml", "rId3", "worksheet", "worksheets/sheet1.xml", "rId4", "worksheet", "worksheets/sheet2.xml", "rId5", "worksheet", "worksheets/sheet3.xml")},
		{"xl/worksheets/sheet1.xml", sheet(`<sheetView workbookViewId="0"/>`, "")},
		{"xl/worksheets/sheet2.xml", sheet(`<sheetView workbookViewId="0" tabSelected="true"/>`, `<mergeCells count="1"><mergeCell ref="A11:B12"/></mergeCells><dataValidations count="1"><dataValidation type="whole" sqref="D1:D9"><formula1>1</formula1></dataValidation></dataValidations><pageMargins bottom="0.75" footer="0.3" header="0.3" left="0.7" right="0.7" top="0.75"/>`)},
		{"xl/worksheets/_rels/sheet2.xml.rels", rels(looseRels, "rId9", "comments", "../comments1.xml")},
		{"xl/worksheets/sheet3.xml", sheet(`<sheetView workbookViewId="0" tabSelected="1"/>`, "")},
	}
}

// change replaces in one part.
func change(list []entry, name, old, new string) []entry {
	out := append([]entry{}, list...)
	for i, e := range out {
		if e.name == name {
			if !strings.Contains(e.data, old) {
				panic(name + " has no " + old)
			}
			out[i].data = strings.Replace(e.data, old, new, 1)
		}
	}
	return out
}

// strictLike is a strict workbook whose elements all have prefixes.
func strictLike() []entry {
	sheet := `<x:worksheet xmlns:x="` + strictNS + `" xmlns:q="` + strictRels + `"><x:sheetData>` + cells("x:") + `</x:sheetData><x:conditionalFormatting sqref="A1"><x:cfRule type="expression" priority="3"><x:formula>A1&gt;1</x:formula></x:cfRule></x:conditionalFormatting>` +
		`<x:pageMargins left="0.7" right="0.7" top="0.7" bottom="0.7" header="0.3" footer="0.3"/></x:worksheet>`
	styles := strings.NewReplacer("</", "</x:", "<", "<x:").Replace(plainStyles)
	return []entry{
		{"[Content_Types].xml", types("/xl/workbook.xml", sheetType+"sheet.main+xml", "/xl/styles.xml", sheetType+"styles+xml", "/xl/worksheets/sheet1.xml", sheetType+"worksheet+xml")},
		{"_rels/.rels", rels(strictRels, "rId1", "officeDocument", "xl/workbook.xml")},
		{"xl/workbook.xml", xmlHead + `<x:workbook xmlns:x="` + strictNS + `" xmlns:q="` + strictRels + `" conformance="strict"><x:sheets><x:sheet name="计数" sheetId="1" q:id="rId1"/></x:sheets></x:workbook>`},
		{"xl/_rels/workbook.xml.rels", rels(strictRels, "rId1", "worksheet", "worksheets/sheet1.xml", "rId2", "styles", "styles.xml")},
		{"xl/styles.xml", xmlHead + `<x:styleSheet xmlns:x="` + strictNS + `">` + styles + `</x:styleSheet>`},
		{"xl/worksheets/sheet1.xml", xmlHead + sheet},
	}
}

// wide writes a part in UTF-16.
func wide(list []entry, names ...string) []entry {
	out := append([]entry{}, list...)
	for i, e := range out {
		for _, n := range names {
			if e.name == n {
				b := []byte{0xff, 0xfe}
				for _, u := range utf16.Encode([]rune(strings.Replace(e.data, `encoding="UTF-8"`, `encoding="UTF-16"`, 1))) {
					b = append(b, byte(u), byte(u>>8))
				}
				out[i].data = string(b)
			}
		}
	}
	return out
}

// excelLike is one with everything that Excel may put in: macros, links, a picture, a
// chart, a pivot, a table, x14 formats, threaded comments, controls, a custom property,
// VML with <br>, a header's picture.
func excelLike() []entry {
	l := change(openpyxlLike(), "[Content_Types].xml", sheetType+"sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
	l = change(l, "[Content_Types].xml", `</Types>`, `<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="`+sheetType+`externalLink+xml"/><Override PartName="/xl/drawings/drawing1.xml" ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/>`+
		`<Override PartName="/xl/threadedComments/threadedComment1.xml" ContentType="application/vnd.ms-excel.threadedcomments+xml"/></Types>`)
	l = change(l, "xl/_rels/workbook.xml.rels", `</Relationships>`, `<Relationship Id="rId7" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/><Relationship Id="rId8" Type="`+looseRels+`/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`)
	l = change(l, "xl/workbook.xml", `<definedNames/>`, `<externalReferences><externalReference xmlns:r="`+looseRels+`" r:id="rId8"/></externalReferences><definedNames><definedName name="外" hidden="1">[1]Sheet1!$A$1</definedName></definedNames>`)
	l = change(l, "xl/worksheets/sheet1.xml", `<legacyDrawing r:id="anysvml"`, `<drawing xmlns:r="`+looseRels+`" r:id="rIdD"/><legacyDrawing r:id="anysvml"`)
	l = change(l, "xl/worksheets/sheet1.xml", `</worksheet>`, `<legacyDrawingHF xmlns:r="`+looseRels+`" r:id="rIdHF"/><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x14" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><controls/></mc:Choice></mc:AlternateContent>`+
		`<tableParts count="0"/><extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:cfRule type="iconSet" priority="2" id="{1}"/><xm:sqref>A1</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst></worksheet>`)
	l = change(l, "xl/worksheets/_rels/sheet1.xml.rels", `</Relationships>`, `<Relationship Id="rIdT" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" Target="../threadedComments/threadedComment1.xml"/><Relationship Id="rIdD" Type="`+looseRels+`/drawing" Target="../drawings/drawing1.xml"/>`+
		`<Relationship Id="rIdHF" Type="`+looseRels+`/vmlDrawing" Target="../drawings/hf.vml"/><Relationship Id="rIdL" Type="`+looseRels+`/hyperlink" Target="http://example.com/" TargetMode="External"/></Relationships>`)
	l = change(l, "xl/comments/comment1.xml", `</commentList>`, `<comment ref="G7" authorId="0"><text><t>[Threaded comment]</t></text></comment></commentList>`)
	l = change(l, "xl/drawings/commentsDrawing1.vml", `<div style="text-align:left"/>`, `<div style="text-align:left">行一<br>行二</div>`)
	return append(l,
		entry{"xl/vbaProject.bin", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00\x01", 300)},
		entry{"xl/externalLinks/externalLink1.xml", xmlHead + `<externalLink xmlns="` + mainNS + `"><externalBook xmlns:r="` + looseRels + `" r:id="rId1"><sheetNames><sheetName val="Sheet1"/></sheetNames></externalBook></externalLink>`},
		entry{"xl/externalLinks/_rels/externalLink1.xml.rels", rels(looseRels, "rId1", "externalLinkPath", "file:///C:/ledger.xlsx")},
		entry{"xl/threadedComments/threadedComment1.xml", xmlHead + `<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"><threadedComment ref="G7" dT="2024-01-01T00:00:00.00" personId="{1}" id="{2}"><text>请看</text></threadedComment></ThreadedComments>`},
		entry{"xl/drawings/drawing1.xml", xmlHead + `<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>`},
		entry{"xl/drawings/hf.vml", `<xml xmlns:v="urn:schemas-microsoft-com:vml"></xml>`},
		entry{"xl/media/image1.png", "\x89PNG\r\n\x1a\nnot really"},
		entry{"customXml/item1.xml", `<a/>`},
	)
}

// signedLike is one with a digital signature.
func signedLike() []entry {
	l := change(openpyxlLike(), "_rels/.rels", `</Relationships>`, `<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/></Relationships>`)
	l = change(l, "[Content_Types].xml", `</Types>`, `<Override PartName="/_xmlsignatures/sig1.xml" ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/></Types>`)
	return append(l, entry{"_xmlsignatures/origin.sigs", ""}, entry{"_xmlsignatures/sig1.xml", "<Signature/>"},
		entry{"_xmlsignatures/_rels/origin.sigs.rels", rels(packRels, "rId1", "digital-signature/signature", "sig1.xml")})
}

// bare is the least that is a workbook: no styles, no views, targets from the root
// without a slash, names in capitals and with backslashes.
func bare() []entry {
	return []entry{
		{"[content_types].XML", types("/XL/Workbook.xml", sheetType+"sheet.main+xml", "/xl/worksheets/sheet1.xml", sheetType+"worksheet+xml")},
		{"_rels/.rels", rels(looseRels, "rId1", "officeDocument", "xl/workbook.xml")},
		{`XL\Workbook.xml`, `<workbook xmlns="` + mainNS + `" xmlns:r="` + looseRels + `"><sheets><sheet name="计数" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", rels(looseRels, "rId1", "worksheet", "xl/worksheets/sheet1.xml")},
		{"xl/worksheets/sheet1.xml", "\xef\xbb\xbf" + `<worksheet xmlns="` + mainNS + `"><sheetData>` + cells("") + `</sheetData></worksheet>`},
	}
}

// oldOffice is one as LibreOffice wrote it long ago: the parts of relationships are
// declared one by one; a byte-order mark, a wrong
// count.
func oldOffice() []entry {
	const rels = "application/vnd.openxmlformats-package.relationships+xml"
	l := change(poiLike(), "[Content_Types].xml", `<Default Extension="rels" ContentType="`+rels+`"/>`,
		`<Override PartName="/_rels/.rels" ContentType="`+rels+`"/><Override PartName="/xl/_rels/workbook.xml.rels" ContentType="`+rels+`"/>`)
	l = change(l, "xl/workbook.xml", "<?xml", "\xef\xbb\xbf<?xml")
	l = change(l, "xl/styles.xml", `<fonts count="1">`, `<fonts count="7">`)
	return slices.DeleteFunc(l, func(e entry) bool { return strings.HasSuffix(e.name, "sheet2.xml.rels") })
}

// ownList is a workbook in which the unit has a sheet of the list's name.
func ownList() []entry {
	return change(poiLike(), "xl/workbook.xml", `name="图"`, `name="审核意见"`)
}

func excelizeBook(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	check(f.SetSheetName("Sheet1", "计数"))
	for r := 1; r <= 40; r++ {
		for c := 1; c <= 8; c++ {
			ref, err := excelize.CoordinatesToCellName(c, r)
			check(err)
			check(f.SetCellValue("计数", ref, r*c))
		}
	}
	check(f.AddComment("计数", excelize.Comment{Cell: "F5", Author: "张三", Text: "本月含补报"}))
	check(f.AddComment("计数", excelize.Comment{Cell: "F9", Author: "张三", Text: "另一处"}))
	_, err := f.NewSheet("草稿")
	check(err)
	check(f.SetCellStr("草稿", "A1", "不动"))
	var b bytes.Buffer
	check(f.Write(&b))
	return b.Bytes()
}

var notes = []annotate.Note{
	{Sheet: "计数", Cell: "F5", Text: "【核实性】本期数比上期多三倍。", Grade: annotate.Ask},
	{Sheet: "计数", Cell: "F5", Text: "【强制性】累计数小于本期数 <1> & _x000D_。", Grade: annotate.Must},
	{Sheet: "计数", Cell: "C3", Text: "【核实性】三。", Grade: annotate.Ask},
	{Sheet: "计数", Cell: "B2", Text: "【强制性】是文字。", Grade: annotate.Must},
	{Sheet: "计数", Cell: "G7", Text: "【告知性】请知悉。\n" + strings.Repeat("很长的说明", 60), Grade: annotate.Tell},
	{Sheet: "计数", Cell: "H12", Text: "【提示性】提示。", Grade: annotate.Plain},
	{Sheet: "计数", Cell: "B12", Text: "【核实性】合并单元格。", Grade: annotate.Ask},
	{Sheet: "没有的表", Cell: "A1", Text: "x"},
	{Sheet: "计数", Cell: "?", Text: "x"},
}

func list() annotate.List {
	return annotate.List{Widths: []int{8, 16, 60, 40, 10, 30}, Rows: []annotate.Row{
		{Class: annotate.Title, Texts: []string{"审核意见"}},
		{Class: annotate.Line, Texts: []string{"a.xlsx"}},
		{Class: annotate.Head, Texts: []string{"编号", "位置", "问题", "处理办法", "状态", "单位说明"}},
		{Class: annotate.Group, Grade: annotate.Must, Texts: []string{"一、必须改正"}},
		{Class: annotate.Item, Texts: []string{"V04", "计数!F5", "累计数小于本期数", "请改", "待处理", "=1+1"}, Sheet: "计数", Cell: "F5"},
		{Class: annotate.Line, Texts: []string{annotate.Of + strings.Repeat("a", 64)}},
	}}
}

// folders is a workbook with an entry for a folder, whose nothing is deflated, as some
// zip programs write it.
func folders(t testing.TB) []byte {
	return bytes.ReplaceAll(pack(t, append([]entry{{"xl/folder_", ""}}, poiLike()...)), []byte("xl/folder_"), []byte("xl/folder/"))
}

// workbooks are those that the properties are held to.
func workbooks(t testing.TB) map[string][]byte {
	t.Helper()
	return map[string][]byte{
		"openpyxl": pack(t, openpyxlLike()), "poi": pack(t, poiLike()), "strict": pack(t, strictLike()), "excel": pack(t, excelLike()),
		"utf-16": pack(t, wide(poiLike(), "xl/workbook.xml", "xl/worksheets/sheet2.xml", "xl/comments1.xml")), "signed": pack(t, signedLike()),
		"old office": pack(t, oldOffice()), "two lines": pack(t, change(openpyxlLike(), "xl/drawings/commentsDrawing1.vml", "<x:AutoFill>", "<x:Anchor>\r\n 6, 15, 3, 0, 8, 1, 7, 2</x:Anchor><x:AutoFill>")),
		"no styles": pack(t, change(poiLike(), "xl/styles.xml", ">"+plainStyles+"</styleSheet>", "/>")),
		"bare":      pack(t, bare()), "own list": pack(t, ownList()), "own reviewer": pack(t, change(openpyxlLike(), "xl/comments/comment1.xml", "张三", "审核")), "excelize": excelizeBook(t), "folders": folders(t),
	}
}
