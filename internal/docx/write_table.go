package docx

import "fmt"

// Column is a column of a table: Width is its share; consecutive columns of one Group have
// it over their titles. The numbers of Plain columns (order, codes) are no figures.
type Column struct {
	Title, Group string
	Width        int
	Align        string // left, center, right
	Plain        bool
}

// Cell is a cell; Sign is a light's shape before its text, in a colour (RRGGBB).
type Cell struct{ Sign, Colour, Text string }

// Row is a row of cells, or a category across the table.
type Row struct {
	Category string
	Cells    []Cell
}

// Table sets a table whose headings are repeated on every page.
func (w *Writer) Table(columns []Column, rows []Row) {
	s := w.last()
	total := blockShort
	if s.wide {
		total = blockLong
	}
	widths := widthsOf(columns, rows, total)
	w.before = 0
	s.blocks = append(s.blocks, block{table: deflated(func(b text) { w.table(b, columns, widths, total, rows) })})
}

func (w *Writer) table(b text, columns []Column, widths []int, total int, rows []Row) {
	_, _ = fmt.Fprintf(b, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblBorders>`, total)
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		_, _ = fmt.Fprintf(b, `<w:%s w:val="single" w:sz="4" w:space="0" w:color="000000"/>`, side)
	}
	_, _ = b.WriteString(`</w:tblBorders><w:tblLayout w:type="fixed"/>` + cellMargins + `</w:tblPr><w:tblGrid>`)
	for _, x := range widths {
		_, _ = fmt.Fprintf(b, `<w:gridCol w:w="%d"/>`, x)
	}
	_, _ = b.WriteString(`</w:tblGrid>`)
	heading(b, columns, widths)
	for _, r := range rows {
		w.row(b, columns, widths, total, r)
	}
	_, _ = b.WriteString(`</w:tbl>`)
}

// shares are the columns' widths in twips, which add up to the whole.
func shares(columns []Column, total int) []int {
	sum := 0
	for _, c := range columns {
		sum += c.Width
	}
	list, left := make([]int, len(columns)), total
	for i, c := range columns {
		list[i] = c.Width * total / max(sum, 1)
		left -= list[i]
	}
	if len(list) > 0 {
		list[len(list)-1] += left
	}
	return list
}

const (
	headRow  = `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`
	headFill = `<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>`
)

// heading writes the titles, under their groups where there are any.
func heading(b text, columns []Column, widths []int) {
	grouped := false
	for _, c := range columns {
		grouped = grouped || c.Group != ""
	}
	title := func(width int, more, text string) {
		_, _ = fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>%s%s<w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="gwHead"/></w:pPr>%s</w:p></w:tc>`, width, more, headFill, run("", text))
	}
	if !grouped {
		_, _ = b.WriteString(headRow)
		for i, c := range columns {
			title(widths[i], "", c.Title)
		}
		_, _ = b.WriteString(`</w:tr>`)
		return
	}
	_, _ = b.WriteString(headRow)
	for i := 0; i < len(columns); {
		if columns[i].Group == "" {
			title(widths[i], `<w:vMerge w:val="restart"/>`, columns[i].Title)
			i++
			continue
		}
		n, width := 0, 0
		for k := i; k < len(columns) && columns[k].Group == columns[i].Group; k++ {
			n, width = n+1, width+widths[k]
		}
		title(width, fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, n), columns[i].Group)
		i += n
	}
	_, _ = b.WriteString(`</w:tr>` + headRow)
	for i, c := range columns {
		if c.Group == "" {
			title(widths[i], `<w:vMerge/>`, "")
		} else {
			title(widths[i], "", c.Title)
		}
	}
	_, _ = b.WriteString(`</w:tr>`)
}

func (w *Writer) row(b text, columns []Column, widths []int, total int, r Row) {
	_, _ = b.WriteString(`<w:tr><w:trPr><w:cantSplit/></w:trPr>`)
	if r.Category != "" {
		_, _ = fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="%d"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="gwCell"/><w:keepNext/></w:pPr>%s</w:p></w:tc></w:tr>`, total, len(columns), run(faces(heiTi), r.Category))
		return
	}
	for i, c := range columns {
		var x Cell
		if i < len(r.Cells) {
			x = r.Cells[i]
		}
		runs := run("", x.Text)
		if !c.Plain {
			runs = w.marked(x.Text)
		}
		if x.Sign != "" {
			runs = run(`<w:color w:val="`+x.Colour+`"/>`, x.Sign) + run("", " ") + runs
		}
		_, _ = fmt.Fprintf(b, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="gwCell"/><w:jc w:val="%s"/></w:pPr>%s</w:p></w:tc>`, widths[i], c.Align, runs)
	}
	_, _ = b.WriteString(`</w:tr>`)
}

// imprint is the 版记 (7.4): a table at the foot of its page, between its rules.
func imprint(b text, copyTo, office, date string) {
	_, _ = fmt.Fprintf(b, `<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="000000"/><w:insideH w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="%d"/><w:gridCol w:w="%d"/></w:tblGrid>`, blockShort, blockShort/2, blockShort/2)
	if copyTo != "" {
		_, _ = fmt.Fprintf(b, `<w:tr><w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/><w:gridSpan w:val="2"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="gwImprint"/><w:ind w:leftChars="100" w:left="280" w:rightChars="100" w:right="280"/></w:pPr>%s</w:p></w:tc></w:tr>`, blockShort, run("", "抄送："+copyTo+"。"))
	}
	_, _ = fmt.Fprintf(b, `<w:tr><w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="gwImprint"/><w:ind w:leftChars="100" w:left="280"/></w:pPr>%s</w:p></w:tc><w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:pStyle w:val="gwImprint"/><w:ind w:rightChars="100" w:right="280"/><w:jc w:val="right"/></w:pPr>%s</w:p></w:tc></w:tr></w:tbl>`,
		blockShort/2, run("", office), blockShort/2, run("", date+"印发"))
}
