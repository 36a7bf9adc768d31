package docx

import (
	"fmt"
	"strings"

	"huibao/internal/book"
)

const (
	declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainNS      = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	linksNS     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	wordType    = "application/vnd.openxmlformats-officedocument.wordprocessingml."

	contentTypes = declaration + `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + wordType + `document.main+xml"/><Override PartName="/word/styles.xml" ContentType="` + wordType + `styles+xml"/>` +
		`<Override PartName="/word/settings.xml" ContentType="` + wordType + `settings+xml"/><Override PartName="/word/fontTable.xml" ContentType="` + wordType + `fontTable+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="` + wordType + `footer+xml"/><Override PartName="/word/footer2.xml" ContentType="` + wordType + `footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/><Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>`
	packageLinks = declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + linksNS + `/officeDocument" Target="word/document.xml"/>` +
		`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/><Relationship Id="rId3" Type="` + linksNS + `/extended-properties" Target="docProps/app.xml"/></Relationships>`
	documentLinks = declaration + `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + linksNS + `/styles" Target="styles.xml"/><Relationship Id="rId2" Type="` + linksNS + `/settings" Target="settings.xml"/>` +
		`<Relationship Id="rId3" Type="` + linksNS + `/fontTable" Target="fontTable.xml"/><Relationship Id="rId4" Type="` + linksNS + `/footer" Target="footer1.xml"/><Relationship Id="rId5" Type="` + linksNS + `/footer" Target="footer2.xml"/></Relationships>`
	settings = declaration + `<w:settings xmlns:w="` + mainNS + `"><w:zoom w:percent="100"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`
)

// Twips (1/20 point) of the page after GB/T 9704-2012, 5.2: A4, head 37 mm, binding 28 mm,
// 156 × 225 mm of text, 22 lines.
const (
	pageShort, pageLong = 11906, 16838
	marginTop           = 2098
	marginBottom        = 1984
	marginLeft          = 1587
	marginRight         = 1474
	numberDrop          = 1304 // of the page number from the page's edge
	blockShort          = 8844
	blockLong           = 12756
	blockPoints         = 442
	linePitch           = 592
	mastheadDrop        = 1984 // 7.2.1: 35 mm
	mastheadMost        = 84   // half points
	imprintDrop         = 12300
	imprintPitch        = 460
	imprintChars        = 29 // of a line of it
)

// sectionProps are the properties of a section; the last page's bears no number.
func sectionProps(wide, imprint bool) string {
	numbers, kind := `<w:footerReference w:type="even" r:id="rId5"/><w:footerReference w:type="default" r:id="rId4"/>`, "nextPage"
	title, grid := "", ` w:type="lines"`
	if imprint { // a first page without a footer of its own bears none; LibreOffice sets a grid's lines in tables
		kind, title, grid = "evenPage", `<w:titlePg/>`, ""
	}
	size := fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" w:footer="%d" w:gutter="0"/>`, pageShort, pageLong, marginTop, marginRight, marginBottom, marginLeft, numberDrop)
	if wide {
		size = fmt.Sprintf(`<w:pgSz w:w="%d" w:h="%d" w:orient="landscape"/><w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" w:footer="%d" w:gutter="0"/>`, pageLong, pageShort, marginLeft, marginTop, marginRight, marginBottom, numberDrop-510)
	}
	return `<w:sectPr>` + numbers + `<w:type w:val="` + kind + `"/>` + size + `<w:cols w:space="425"/>` + title + fmt.Sprintf(`<w:docGrid%s w:linePitch="%d"/></w:sectPr>`, grid, linePitch)
}

// cellMargins are those of a table's cells; a table says them itself, since LibreOffice has its own wider
// ones in spite of the style that all tables have.
const cellMargins = `<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="40" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="40" w:type="dxa"/></w:tblCellMar>`

// footer is the page number in its dashes, 4号 (7.5), a character from the block's edge.
func footer(side string) string {
	indent := `<w:ind w:rightChars="100" w:right="280"/>`
	if side == "left" {
		indent = `<w:ind w:leftChars="100" w:left="280"/>`
	}
	return declaration + `<w:ftr xmlns:w="` + mainNS + `"><w:p><w:pPr><w:pStyle w:val="gwFooter"/>` + indent + `<w:jc w:val="` + side + `"/></w:pPr>` + run("", "— ") +
		`<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>` + run("", "1") + `<w:r><w:fldChar w:fldCharType="end"/></w:r>` + run("", " —") + `</w:p></w:ftr>`
}

// The typefaces by the names that offices have them under.
const (
	songTi   = "宋体"
	fangSong = "仿宋_GB2312"
	heiTi    = "黑体"
	kaiTi    = "楷体_GB2312"
	titleTi  = "方正小标宋简体"
)

func fontTable() string {
	var b strings.Builder
	b.WriteString(declaration + `<w:fonts xmlns:w="` + mainNS + `">`)
	for _, f := range [][2]string{{fangSong, "仿宋"}, {kaiTi, "楷体"}, {titleTi, "宋体"}, {heiTi, "SimHei"}, {songTi, "SimSun"}} {
		fmt.Fprintf(&b, `<w:font w:name="%s"><w:altName w:val="%s"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>`, f[0], f[1])
	}
	return b.String() + `</w:fonts>`
}

// style is a paragraph style: what its paragraphs look like, in the order that the schema
// asks (CT_PPr, CT_RPr).
type style struct {
	id, name, next string
	para           string
	face           string
	size           int // half points
	colour         string
}

func exact(lines int) string {
	return fmt.Sprintf(`<w:spacing w:line="%d" w:lineRule="exact"/>`, lines)
}

const twoIn = `<w:ind w:firstLineChars="200" w:firstLine="640"/>`

var paragraphStyles = []style{
	{id: "gwMast", name: "发文机关标志", next: "gwNumber", para: `<w:jc w:val="center"/>`, face: titleTi, size: mastheadMost, colour: "C00000"},
	{id: "gwNumber", name: "发文字号", next: "gwTitle", para: `<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="11" w:color="C00000"/></w:pBdr><w:spacing w:before="1184" w:after="1184"/><w:jc w:val="center"/>`, face: fangSong, size: 32},
	{id: "gwTitle", name: "公文标题", next: "gwBody", para: `<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:after="330" w:line="660" w:lineRule="exact"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>`, face: titleTi, size: 44},
	{id: "gwSub", name: "标题下注", next: "gwBody", para: `<w:spacing w:after="296" w:line="592" w:lineRule="exact"/><w:jc w:val="center"/>`, face: kaiTi, size: 32},
	{id: "gwTo", name: "主送机关", next: "gwBody", para: exact(linePitch) + `<w:jc w:val="both"/>`, face: fangSong, size: 32},
	{id: "gwBody", name: "公文正文", next: "gwBody", para: exact(linePitch) + twoIn + `<w:jc w:val="both"/>`, face: fangSong, size: 32},
	{id: "gwHeading1", name: "一级标题", next: "gwBody", para: `<w:keepNext/>` + exact(linePitch) + twoIn + `<w:jc w:val="both"/><w:outlineLvl w:val="1"/>`, face: heiTi, size: 32},
	{id: "gwHeading2", name: "二级标题", next: "gwBody", para: `<w:keepNext/>` + exact(linePitch) + twoIn + `<w:jc w:val="both"/><w:outlineLvl w:val="2"/>`, face: kaiTi, size: 32},
	{id: "gwCaption", name: "表题", next: "gwBody", para: `<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:before="120" w:after="60"/>`, face: songTi, size: 18, colour: "404040"},
	{id: "gwHead", name: "表头", para: `<w:keepNext/><w:snapToGrid w:val="0"/><w:jc w:val="center"/>`, face: heiTi, size: 19},
	{id: "gwCell", name: "表文", para: `<w:snapToGrid w:val="0"/>`, face: songTi, size: 19},
	{id: "gwNote", name: "表注", next: "gwBody", para: `<w:snapToGrid w:val="0"/><w:spacing w:after="60"/>`, face: songTi, size: 18, colour: "595959"},
	{id: "gwAnnex", name: "附件标识", next: "gwAnnexTitle", para: `<w:keepNext/>`, face: heiTi, size: 32},
	{id: "gwAnnexTitle", name: "附件标题", next: "gwBody", para: `<w:keepNext/><w:snapToGrid w:val="0"/><w:spacing w:after="120"/><w:jc w:val="center"/><w:outlineLvl w:val="0"/>`, face: titleTi, size: 32},
	{id: "gwSign", name: "署名和成文日期", para: `<w:keepLines/>` + exact(linePitch) + `<w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>`, face: fangSong, size: 32},
	{id: "gwImprint", name: "版记", para: `<w:snapToGrid w:val="0"/>`, face: fangSong, size: 28},
	{id: "gwFooter", name: "页码", face: songTi, size: 28},
	{id: "gwEnd", name: "节末", para: `<w:spacing w:line="20" w:lineRule="exact"/>`, face: songTi, size: 2},
}

func faces(name string) string {
	return `<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="` + name + `" w:cs="Times New Roman"/>`
}

func styles() string {
	var b strings.Builder
	b.WriteString(declaration + `<w:styles xmlns:w="` + mainNS + `"><w:docDefaults><w:rPrDefault><w:rPr>` + faces(fangSong) + `<w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`)
	b.WriteString(`<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/></w:pPr></w:style>`) // as the PDF: no gap between words and numbers
	b.WriteString(`<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>` + cellMargins + `</w:tblPr></w:style>`)
	for _, s := range paragraphStyles {
		fmt.Fprintf(&b, `<w:style w:type="paragraph" w:customStyle="1" w:styleId="%s"><w:name w:val="%s"/><w:basedOn w:val="Normal"/>`, s.id, s.name)
		if s.next != "" {
			fmt.Fprintf(&b, `<w:next w:val="%s"/>`, s.next)
		}
		b.WriteString(`<w:qFormat/>`)
		if s.para != "" {
			b.WriteString(`<w:pPr>` + s.para + `</w:pPr>`)
		}
		b.WriteString(`<w:rPr>` + faces(s.face))
		if s.colour != "" {
			fmt.Fprintf(&b, `<w:color w:val="%s"/>`, s.colour)
		}
		fmt.Fprintf(&b, `<w:sz w:val="%d"/><w:szCs w:val="%d"/></w:rPr></w:style>`, s.size, s.size)
	}
	return b.String() + `</w:styles>`
}

func (w *Writer) core() string {
	at := w.meta.Time.UTC().Format("2006-01-02T15:04:05Z")
	return declaration + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + book.Escape(w.meta.Title) + `</dc:title><dc:subject>` + book.Escape(w.meta.Subject) + `</dc:subject><dc:creator>` + book.Escape(w.meta.Author) + `</dc:creator>` +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + at + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + at + `</dcterms:modified></cp:coreProperties>`
}

func (w *Writer) app() string {
	return declaration + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>` + book.Escape(w.meta.Producer) + `</Application></Properties>`
}
