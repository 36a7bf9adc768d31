package sheet

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// hand is a way in which programs write a workbook of the xlsx family.
type hand struct {
	prefix   string // of the elements
	strict   bool   // strict namespaces, days as ISO texts
	shared   bool   // shared strings, with phonetic runs
	absolute bool   // targets from the root
	numbers  map[string]string
	extra    string // behind the merges
	unnamed  bool   // cells and rows do not say where they are
	open     bool   // nothing is hidden
}

// plainHand writes as openpyxl does in its write-only mode: inline strings.
func plainHand() hand { return hand{} }

// excelHand writes as Excel does.
func excelHand() hand {
	return hand{shared: true, numbers: map[string]string{"796.54": "796.54000000000008", "0.1": "0.10000000000000001", "10.9": "10.900000000000000", "12345678.9": "12345678.900000000"},
		extra: `<mergeCell ref="T:U"/>`}
}

const (
	transitional = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	strictMain   = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	strictRel    = "http://purl.oclc.org/ooxml/officeDocument/relationships"
)

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}

// handmade is the content in a hand's way.
func handmade(h hand) []byte {
	tag := func(name string) string { return h.prefix + name }
	el := func(name, attrs, inner string) string {
		if attrs != "" {
			attrs = " " + attrs
		}
		return "<" + tag(name) + attrs + ">" + inner + "</" + tag(name) + ">"
	}
	codes := []string{""}
	var strs, rows []string
	byRow := map[int][]sample{}
	for _, s := range table {
		row, _, _ := ParseRef(s.ref)
		byRow[row] = append(byRow[row], s)
		if !slices.Contains(codes, s.code) {
			codes = append(codes, s.code)
		}
	}
	for n := 1; n <= 10; n++ {
		list := byRow[n]
		slices.SortFunc(list, func(a, b sample) int { return strings.Compare(a.ref, b.ref) })
		cells := ""
		next := 1
		for _, s := range list {
			_, col, _ := ParseRef(s.ref)
			for ; h.unnamed && next < col; next++ {
				cells += el("c", "", "")
			}
			next = col + 1
			cells += h.cell(s, slices.Index(codes, s.code), &strs, el)
		}
		attrs := fmt.Sprintf(`r="%d"`, n)
		if h.unnamed {
			attrs = ""
		}
		if n == hiddenRow && !h.open {
			attrs += ` hidden="1"`
		}
		rows = append(rows, el("row", strings.TrimSpace(attrs), cells))
	}
	merges := ""
	for _, m := range tableMerges {
		merges += "<" + tag("mergeCell") + ` ref="` + m + `"/>`
	}
	if h.prefix == "" {
		merges += h.extra
	}
	return h.pack(el, strings.Join(rows, ""), merges, strs, codes)
}

// cell is <c> of one cell.
func (h hand) cell(s sample, style int, strs *[]string, el func(name, attrs, inner string) string) string {
	attrs := fmt.Sprintf(`r="%s" s="%d"`, s.ref, style)
	if h.unnamed {
		attrs = fmt.Sprintf(`s="%d"`, style)
	}
	formula, raw := "", s.raw
	if s.formula != "" {
		formula = el("f", "", s.formula)
	}
	if w := h.numbers[raw]; w != "" {
		raw = w
	}
	switch {
	case s.typ == Bool:
		return el("c", attrs+` t="b"`, formula+el("v", "", raw))
	case s.typ == ErrorValue:
		return el("c", attrs+` t="e"`, formula+el("v", "", raw))
	case s.typ == Text && h.shared:
		*strs = append(*strs, s.raw)
		return el("c", attrs+` t="s"`, el("v", "", fmt.Sprint(len(*strs)-1)))
	case s.typ == Text:
		return el("c", attrs+` t="inlineStr"`, el("is", "", el("t", `xml:space="preserve"`, escaped(s.raw))))
	case h.strict && s.code == "yyyy-mm-dd":
		return el("c", attrs+` t="d"`, el("v", "", map[string]string{"45448": "2024-06-05", "45657": "2024-12-31T00:00:00.000"}[raw]))
	}
	return el("c", attrs, formula+el("v", "", raw))
}

// pack puts the parts together.
func (h hand) pack(el func(name, attrs, inner string) string, rows, merges string, strs, codes []string) []byte {
	main, rel := transitional, strings.TrimSuffix(typRel, "/")
	if h.strict {
		main, rel = strictMain, strictRel
	}
	ns := `xmlns="` + main + `"`
	if h.prefix != "" {
		ns = `xmlns:` + strings.TrimSuffix(h.prefix, ":") + `="` + main + `"`
	}
	base := ""
	if h.absolute {
		base = "/xl/"
	}
	formats, xfs, table := "", "", ""
	for i, c := range codes {
		id := 0
		if c != "" {
			id = 163 + i
			formats += el("numFmt", fmt.Sprintf(`numFmtId="%d" formatCode="%s"`, id, escaped(c)), "")
		}
		xfs += el("xf", fmt.Sprintf(`numFmtId="%d" applyNumberFormat="1"`, id), "")
	}
	for i, s := range strs {
		runs := el("t", "", escaped(s))
		if n := len([]rune(s)); i%2 == 1 && n > 1 {
			first, rest := string([]rune(s)[:1]), string([]rune(s)[1:])
			runs = el("r", "", el("t", "", escaped(first))) + el("r", "", el("rPr", "", el("b", "", ""))+el("t", `xml:space="preserve"`, escaped(rest)))
		}
		table += el("si", "", runs+el("rPh", `sb="0" eb="1"`, el("t", "", "ㄅㄆ"))+el("phoneticPr", `fontId="1"`, ""))
	}
	hidden := `min="8" max="8" width="9" hidden="1"`
	if h.open {
		hidden = `min="8" max="8" width="9"`
	}
	parts := []file{
		{"[Content_Types].xml", `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>`},
		{"_rels/.rels", strings.ReplaceAll(relsXML("officeDocument", "xl/workbook.xml"), strings.TrimSuffix(typRel, "/"), rel)},
		{"xl/workbook.xml", el("workbook", ns+` xmlns:q="`+rel+`"`, el("sheets", "", el("sheet", `name="表" sheetId="1" q:id="rId1"`, "")))},
		{"xl/_rels/workbook.xml.rels", strings.ReplaceAll(relsXML("worksheet", base+"worksheets/sheet1.xml", "sharedStrings", base+"sharedStrings.xml", "styles", base+"styles.xml"), strings.TrimSuffix(typRel, "/"), rel)},
		{"xl/sharedStrings.xml", el("sst", ns, table)},
		{"xl/styles.xml", el("styleSheet", ns, el("numFmts", "", formats)+el("fonts", `count="1"`, el("font", "", ""))+el("fills", `count="1"`, el("fill", "", ""))+el("borders", `count="1"`, el("border", "", ""))+el("cellXfs", "", xfs))},
		{"xl/worksheets/sheet1.xml", el("worksheet", ns, el("dimension", `ref="A1"`, "")+el("cols", "", el("col", hidden, ""))+el("sheetData", "", rows)+el("mergeCells", "", merges))},
	}
	return zipFiles(parts)
}

// TestThroughHands reads the content as programs of several hands write it.
func TestThroughHands(t *testing.T) {
	excel := excelHand()
	absolute, prefixed, strict, unnamed := excel, excel, excel, plainHand()
	absolute.absolute = true
	prefixed.prefix = "x:"
	strict.strict = true
	unnamed.unnamed = true
	for name, h := range map[string]hand{"inline strings": plainHand(), "Excel": excel, "absolute targets": absolute, "prefixes": prefixed, "strict": strict, "without names": unnamed} {
		t.Run(name, func(t *testing.T) { sameTable(t, handmade(h), false) })
	}
	t.Run("XML 2003 without indexes", func(t *testing.T) { sameTable(t, []byte(handXML(false)), false) })
	t.Run("page", func(t *testing.T) { sameTable(t, []byte(handPage()), true) })
}

// handXML is the content as XML 2003: merged cells move the columns on, and comments
// hold data too. Without indexes it has not a single ss:Index; with them, it has
// those that Excel writes, for the cells beside a merged one of the row above.
func handXML(indexes bool) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet" xmlns:html="http://www.w3.org/TR/REC-html40"><Styles>`)
	for _, s := range table {
		if s.code != "" {
			fmt.Fprintf(&b, `<Style ss:ID="%s"><NumberFormat ss:Format="%s"/></Style>`, s.ref, escaped(s.code))
		}
	}
	b.WriteString(`</Styles><Worksheet ss:Name="表"><Table><Column ss:Span="6"/><Column ss:Hidden="1"/>`)
	for row := 1; row <= 10; row++ {
		hidden := ""
		if row == hiddenRow {
			hidden = ` ss:Hidden="1"`
		}
		fmt.Fprintf(&b, "<Row%s>", hidden)
		for col := 1; col <= 8; col++ {
			if covered(row, col) {
				continue
			}
			index := ""
			if indexes && row > 1 && covered(row, col-1) && covered(row-1, col-1) {
				index = fmt.Sprintf(` ss:Index="%d"`, col)
			}
			b.WriteString(handXMLCell(Ref(row, col), index))
		}
		b.WriteString("</Row>")
	}
	b.WriteString(`</Table></Worksheet></Workbook>`)
	return b.String()
}

// covered reports whether a merged cell covers a place that is not its own.
func covered(row, col int) bool {
	for _, m := range tableMerges {
		if r, _ := parseRange(m); r.Contains(row, col) && (r.Row1 != row || r.Col1 != col) {
			return true
		}
	}
	return false
}

func handXMLCell(ref, attrs string) string {
	note := ""
	for _, m := range tableMerges {
		if r, _ := parseRange(m); strings.HasPrefix(m, ref+":") {
			attrs += fmt.Sprintf(` ss:MergeAcross="%d" ss:MergeDown="%d"`, r.Col2-r.Col1, r.Row2-r.Row1)
		}
	}
	if ref == "E3" || ref == "D8" {
		note = `<Comment ss:Author="张三"><ss:Data xmlns="http://www.w3.org/TR/REC-html40"><B>张三:</B><Font html:Size="9">6900</Font></ss:Data></Comment>`
	}
	i := slices.IndexFunc(table, func(s sample) bool { return s.ref == ref })
	if i < 0 {
		return "<Cell" + attrs + "/>"
	}
	s := table[i]
	if s.code != "" {
		attrs += ` ss:StyleID="` + ref + `"`
	}
	if s.formula != "" {
		attrs += map[string]string{"E5": ` ss:Formula="=RC[-1]+7.6"`, "E7": ` ss:Formula="=RC[-1]+12345678.8"`}[ref]
	}
	text, kind := escaped(s.raw), map[Type]string{Text: "String", Number: "Number", Bool: "Boolean", ErrorValue: "Error"}[s.typ]
	switch {
	case s.code == "yyyy-mm-dd":
		kind, text = "DateTime", map[string]string{"45448": "2024-06-05T00:00:00.000", "45657": "2024-12-31T00:00:00.000"}[s.raw]
	case ref == "B3": // runs
		runes := []rune(s.raw)
		text = `<B>` + string(runes[:2]) + `</B><Font html:Color="#FF0000">` + string(runes[2:]) + `</Font>`
		return "<Cell" + attrs + `><ss:Data ss:Type="String" xmlns="http://www.w3.org/TR/REC-html40">` + text + "</ss:Data>" + note + "</Cell>"
	}
	return "<Cell" + attrs + `><Data ss:Type="` + kind + `">` + text + "</Data>" + note + "</Cell>"
}

// handPage is the content as a page that Excel saved: values beside the shown text.
func handPage() string {
	var b strings.Builder
	b.WriteString(`<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table>`)
	for row := 1; row <= 10; row++ {
		b.WriteString("<tr>")
		for col := 1; col <= 8; col++ {
			if !covered(row, col) {
				b.WriteString(handPageCell(Ref(row, col)))
			}
		}
		b.WriteString("</tr>")
	}
	return b.String() + "</body></html>" // the table's end is forgotten
}

func handPageCell(ref string) string {
	attrs := ""
	for _, m := range tableMerges {
		if r, _ := parseRange(m); strings.HasPrefix(m, ref+":") {
			attrs += fmt.Sprintf(` colspan=%d rowspan=%d`, r.Col2-r.Col1+1, r.Row2-r.Row1+1)
		}
	}
	i := slices.IndexFunc(table, func(s sample) bool { return s.ref == ref })
	if i < 0 {
		return "<td" + attrs + "></td>"
	}
	s := table[i]
	text := strings.ReplaceAll(escaped(s.raw), "&#xA;", "<br>")
	row, col, _ := ParseRef(ref)
	c := Cell{Row: row, Col: col, Type: s.typ, Raw: s.raw, Format: newNumFmt(0, s.code)}
	shown := Shown(c, false)
	switch {
	case s.typ == Number && c.Format.Class == ClassDate:
		attrs += ` sdval="` + s.raw + `" sdnum="2052;0;YYYY-MM-DD"`
		text = shown
	case s.typ == Number && shown != "":
		attrs += ` x:num="` + s.raw + `"`
		text = shown
	case s.typ == Number && c.Format.Places == 2:
		attrs += ` x:num="` + s.raw + `"`
		d, _ := Decimal15(s.raw)
		text = d.StringFixed(2)
	case s.typ == Number:
		attrs += ` x:num`
	case s.typ == Bool:
		attrs, text = attrs+` x:bool="TRUE"`, "TRUE"
	case s.typ == ErrorValue:
		attrs += ` x:err="#N/A"`
	}
	return "<td" + attrs + ">" + text + "</td>"
}
