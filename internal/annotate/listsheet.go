package annotate

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"huibao/internal/book"
	"huibao/internal/sheet"
	"huibao/internal/theme"
)

// record is what Strip can't tell from the parts themselves: it stands as a comment in
// the list's part, where another program that saves the workbook loses it.
type record struct {
	Signed   bool                         `json:"signed,omitempty"`   // it was signed
	Views    [][2]string                  `json:"views,omitempty"`    // activeTab and firstSheet before, by view
	Selected map[string]string            `json:"selected,omitempty"` // tabSelected before, by part
	Anchors  map[string]map[string]string `json:"anchors,omitempty"`  // of comment boxes before, by part and cell
}

const recordHead = "<!--huibao "

func (r *record) encode() (string, error) {
	data, err := json.Marshal(r)
	return recordHead + strings.ReplaceAll(string(data), "-", `\u002d`) + "-->", err
}

// recordIn reads the record out of the list's part, nil where there is none.
func recordIn(data []byte) *record {
	_, rest, ok := strings.Cut(string(data), recordHead)
	text, _, closed := strings.Cut(rest, "-->")
	r := &record{}
	if !ok || !closed || json.Unmarshal([]byte(text), r) != nil {
		return nil
	}
	return r
}

// sheetOf writes the list's sheet: title and headings stay on the screen and are
// printed on each page, A4 across.
func (l List) sheetOf(ns string, styles int, was string) string {
	var b strings.Builder
	head := l.head()
	last := sheet.ColName(len(l.Widths))
	fmt.Fprintf(&b, `%s<worksheet xmlns="%s">%s<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="A1:%s%d"/>`, xmlHead, ns, was, last, max(len(l.Rows), 1))
	fmt.Fprintf(&b, `<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"><pane ySplit="%d" topLeftCell="A%d" activePane="bottomLeft" state="frozen"/>`+
		`<selection pane="bottomLeft" activeCell="A%d" sqref="A%d"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`, head, head+1, head+1, head+1)
	for i, w := range l.Widths {
		fmt.Fprintf(&b, `<col min="%d" max="%d" width="%d" customWidth="1"/>`, i+1, i+1, w)
	}
	b.WriteString("</cols><sheetData>")
	var merged, links []string
	for i, r := range l.Rows {
		l.row(&b, i+1, r, styles)
		if r.Class == Title || r.Class == Group || r.Class == Line {
			merged = append(merged, fmt.Sprintf(`<mergeCell ref="A%d:%s%d"/>`, i+1, last, i+1))
		}
		if r.Class == Item && r.Cell != "" && len(r.Texts) > 1 {
			links = append(links, fmt.Sprintf(`<hyperlink ref="B%d" location="%s" display="%s"/>`, i+1, book.Escape(quoted(r.Sheet)+"!"+r.Cell), book.Escape(r.Texts[1])))
		}
	}
	b.WriteString("</sheetData>")
	if len(merged) > 0 {
		fmt.Fprintf(&b, `<mergeCells count="%d">%s</mergeCells>`, len(merged), strings.Join(merged, ""))
	}
	if len(links) > 0 {
		b.WriteString("<hyperlinks>" + strings.Join(links, "") + "</hyperlinks>")
	}
	b.WriteString(`<pageMargins left="0.4" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>` +
		`<headerFooter><oddHeader>&amp;L&amp;9 ` + Name + `</oddHeader><oddFooter>&amp;C&amp;9第 &amp;P 页 / 共 &amp;N 页</oddFooter></headerFooter></worksheet>`)
	return b.String()
}

// head is the number of the row with the headings.
func (l List) head() int {
	return max(slices.IndexFunc(l.Rows, func(r Row) bool { return r.Class == Head })+1, 1)
}

// titles are the rows that are printed on each page.
func (l List) titles() string { return fmt.Sprintf("$%d:$%d", l.head(), l.head()) }

// quoted is a sheet's name as it stands before a cell in a reference.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

func (l List) row(b *strings.Builder, n int, r Row, styles int) {
	fmt.Fprintf(b, `<row r="%d" ht="%v" customHeight="1">`, n, l.height(r))
	cells := len(r.Texts)
	if r.Class == Group {
		cells = len(l.Widths) // the frame goes around the whole row
	}
	for i := range cells {
		text := ""
		if i < len(r.Texts) {
			text = r.Texts[i]
		}
		look := styles + l.look(r, i)
		if text == "" {
			fmt.Fprintf(b, `<c r="%s%d" s="%d"/>`, sheet.ColName(i+1), n, look)
			continue
		}
		fmt.Fprintf(b, `<c r="%s%d" s="%d" t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, sheet.ColName(i+1), n, look, cellText(text))
	}
	b.WriteString("</row>")
}

func (l List) look(r Row, col int) int {
	switch {
	case r.Class == Title:
		return lookTitle
	case r.Class == Line:
		return lookLine
	case r.Class == Head:
		return lookHead
	case r.Class == Group:
		return lookGroup + int(r.Grade)
	case col == 1 && r.Cell != "":
		return lookLink
	case slices.Contains(centred[:], col):
		return lookCenter
	}
	return lookLeft
}

// width is that of all columns.
func (l List) width() (all int) {
	for _, w := range l.Widths {
		all += w
	}
	return all
}

// height fits a row to its texts, in points.
func (l List) height(r Row) any {
	switch r.Class {
	case Title:
		return theme.TitleHeight
	case Line:
		if lines := theme.Lines(strings.Join(r.Texts, ""), l.width()); lines > 1 {
			return theme.Height(lines)
		}
		return theme.LineHeight + 3
	}
	lines := 1
	if r.Class == Item {
		for i, w := range l.Widths[:min(len(l.Widths), len(r.Texts))] {
			lines = max(lines, theme.Lines(r.Texts[i], w))
		}
	}
	return theme.Height(lines)
}
