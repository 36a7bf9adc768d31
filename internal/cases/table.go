package cases

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/xuri/excelize/v2"
)

// writeTable writes a table that a unit made itself.
func writeTable(path string, sheets []Table, as string) error {
	if as == "xml2003" {
		return writeXML2003(path, sheets)
	}
	b := newBook()
	var list []raw
	for i := range sheets {
		t := &sheets[i]
		if err := b.addSheet(t.Name); err != nil {
			return err
		}
		if err := b.table(t); err != nil {
			return err
		}
		for ref, v := range t.Stored {
			list = append(list, raw{sheet: t.Name, ref: ref, edit: &Edit{Stored: v}})
		}
	}
	for i := range sheets {
		if err := b.SetSheetVisible(sheets[i].Name, !sheets[i].Hidden); err != nil {
			return err
		}
	}
	if err := b.write(path); err != nil {
		return err
	}
	return editParts(path, list)
}

func (b *book) table(t *Table) error {
	for i, row := range t.Rows {
		for j, v := range row {
			if v == nil || v == "" {
				continue
			}
			if err := b.set(spot{t.Name, i + 1, j + 1}, v); err != nil {
				return err
			}
		}
	}
	for _, m := range t.Merges {
		from, to, _ := strings.Cut(m, ":")
		if err := b.MergeCell(t.Name, from, to); err != nil {
			return err
		}
	}
	for _, r := range t.HiddenRows {
		if err := b.SetRowVisible(t.Name, r, false); err != nil {
			return err
		}
	}
	for cell, format := range t.Formats {
		col, row, err := excelize.CellNameToCoordinates(cell)
		if err != nil {
			return err
		}
		if err := b.restyle(spot{t.Name, row, col}, func(s *excelize.Style) { setFormat(s, format) }); err != nil {
			return err
		}
	}
	return nil
}

// writeXML2003 writes SpreadsheetML 2003, where a merge is ss:MergeAcross and the
// cells after it have no ss:Index.
func writeXML2003(path string, sheets []Table) error {
	const ns = "urn:schemas-microsoft-com:office:spreadsheet"
	var o strings.Builder
	o.WriteString(xmlHead + "\n" + `<?mso-application progid="Excel.Sheet"?>` + "\n" + `<Workbook xmlns="` + ns + `" xmlns:ss="` + ns + `">`)
	for i := range sheets {
		t := &sheets[i]
		across := map[string]int{}
		for _, m := range t.Merges {
			from, to, _ := strings.Cut(m, ":")
			a, _, err := excelize.CellNameToCoordinates(from)
			if err != nil {
				return err
			}
			b, _, err := excelize.CellNameToCoordinates(to)
			if err != nil {
				return err
			}
			across[from] = b - a
		}
		o.WriteString(`<Worksheet ss:Name="` + escaper.Replace(t.Name) + `"><Table>`)
		for r, row := range t.Rows {
			o.WriteString("<Row>")
			for j := 0; j < len(row); j++ {
				at := ref(j+1, r+1)
				n := across[at]
				cell2003(&o, row[j], n, t.Comments[at])
				j += n
			}
			o.WriteString("</Row>")
		}
		o.WriteString("</Table></Worksheet>")
	}
	o.WriteString("</Workbook>")
	return os.WriteFile(path, []byte(o.String()), 0o644)
}

func cell2003(o *strings.Builder, v any, across int, comment string) {
	o.WriteString("<Cell")
	if across > 0 {
		fmt.Fprintf(o, ` ss:MergeAcross="%d"`, across)
	}
	o.WriteString(">")
	if s := orNothing(v); s != "" {
		kind := "String"
		if _, ok := v.(json.Number); ok {
			kind = "Number"
		}
		o.WriteString(`<Data ss:Type="` + kind + `">` + escaper.Replace(s) + "</Data>")
	}
	if comment != "" {
		o.WriteString(`<Comment ss:Author="a"><ss:Data xmlns="http://www.w3.org/TR/REC-html40">` + escaper.Replace(comment) + "</ss:Data></Comment>")
	}
	o.WriteString("</Cell>")
}
