package book

import (
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

const tablePath = "xl/tables/table"

// AddTable is excelize's, which parses every table of the workbook twice for each that is added, for
// their names and numbers: until Finish it is shown no more of them than these, so no rows or columns
// may be put in or taken out of a sheet that has a table.
func (b *Book) AddTable(sheet string, table *excelize.Table) error {
	if err := b.File.AddTable(sheet, table); err != nil {
		return err
	}
	var small error
	b.Pkg.Range(func(path, data any) bool {
		part, _ := data.([]byte)
		if name := path.(string); strings.HasPrefix(name, tablePath) && b.tables[name] == nil {
			b.tables[name] = part
			part, small = stub(part)
			b.Pkg.Store(name, part)
		}
		return small == nil
	})
	return small
}

// stub is a table with its number and name alone.
func stub(part []byte) ([]byte, error) {
	var t struct {
		XMLName xml.Name `xml:"table"`
		ID      int      `xml:"id,attr"`
		Name    string   `xml:"name,attr"`
	}
	if err := xml.Unmarshal(part, &t); err != nil {
		return nil, fmt.Errorf("book: a table: %w", err)
	}
	return xml.Marshal(t)
}

// wholeTables gives the tables back what AddTable put aside.
func (b *Book) wholeTables() {
	for path, part := range b.tables {
		b.Pkg.Store(path, part)
	}
}
