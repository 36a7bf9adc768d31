package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/batch"
	"huibao/internal/book"
	"huibao/internal/sheet"
)

// makeFile makes one file that a unit hands in; nil when it hands in none.
func makeFile(w batch.Workspace, p huibao.Period, x batch.Issued, fills []filled, m mischief) ([]byte, error) {
	switch m.deed {
	case "不报":
		return nil, nil
	case "附件":
		return scan(), nil
	case "改名Word":
		return word(), nil
	case "上期文件":
		prev := p.Prev()
		return os.ReadFile(filepath.Join(w.Returns(prev), x.Unit+"_"+prev.String()+".xlsx"))
	}
	c, err := open(w, x)
	if err != nil {
		return nil, err
	}
	if err := c.fill(fills); err != nil {
		return nil, err
	}
	if err := c.mistreat(m); err != nil {
		return nil, err
	}
	if err := c.recalculate(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = c.Finish(&b, book.Meta{Title: x.Unit + " " + p.String(), Creator: x.Unit, Time: p.End().Time()})
	return b.Bytes(), err
}

// mistreat does to a filled-in return what people do.
func (c *clerk) mistreat(m mischief) error {
	args := strings.Fields(m.args)
	switch m.deed {
	case "":
		return nil
	case "删行":
		return c.clearRow(args[0], args[1])
	case "合并":
		a, errA := c.find(args[0], args[1], args[3])
		b, errB := c.find(args[0], args[2], args[3])
		if errA != nil || errB != nil {
			return fmt.Errorf("merge: %v %v", errA, errB)
		}
		c.Check(c.SetCellValue(args[0], b, nil))
		return c.MergeCell(args[0], a, b)
	case "改数":
		ref, err := c.find(args[0], args[1], args[2])
		if err != nil {
			return err
		}
		c.typeIn(args[0], ref, args[3])
		return nil
	case "插行":
		return c.insertRow(args[0], args[1], args[2])
	case "移列":
		return c.moveColumn(args[0], args[1])
	}
	return fmt.Errorf("unknown deed %s", m.deed)
}

// clearRow deletes what stands in an indicator's row.
func (c *clerk) clearRow(table, code string) error {
	ref, err := c.find(table, code, "编码")
	if err != nil {
		return err
	}
	row, _, _ := sheet.ParseRef(ref)
	for col := 1; col <= len(huibao.Columns(huibao.KindStandard)); col++ {
		c.Check(c.SetCellFormula(table, sheet.Ref(row, col), ""))
		c.Check(c.SetCellValue(table, sheet.Ref(row, col), nil))
	}
	return nil
}

// insertRow adds a row of the unit's own under its rows.
func (c *clerk) insertRow(table, name, figure string) error {
	rows, err := c.GetRows(table)
	if err != nil {
		return err
	}
	at := len(rows) + 1
	for _, x := range [][2]string{{"指标", name}, {"计量单位", "公里"}, {"本期完成", figure}, {"本年累计", figure}} {
		col, err := c.column(table, x[0])
		if err != nil {
			return err
		}
		c.typeIn(table, sheet.Ref(at, col), x[1])
	}
	return nil
}

func (c *clerk) column(table, heading string) (int, error) {
	rows, err := c.GetRows(table)
	if err != nil {
		return 0, err
	}
	for _, row := range rows {
		for i, s := range row {
			if s == heading {
				return i + 1, nil
			}
		}
	}
	return 0, fmt.Errorf("no column %s", heading)
}

// moveColumn moves the last column two places to the right, with its heading and
// what is in it.
func (c *clerk) moveColumn(table, heading string) error {
	const by = 2
	col, err := c.column(table, heading)
	if err != nil {
		return err
	}
	rows, err := c.GetRows(table, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	for n, row := range rows {
		if len(row) >= col && row[col-1] != "" {
			c.Text(table, sheet.Ref(n+1, col+by), row[col-1])
			c.Check(c.SetCellValue(table, sheet.Ref(n+1, col), nil))
		}
	}
	return nil
}

// scan is a stamped page as a PDF: one empty page.
func scan() []byte {
	return []byte("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
		"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n")
}

// word is a small Word document.
func word() []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>农村生活污水治理进展情况（示例文字）</w:t></w:r></w:p></w:body></w:document>`},
	} {
		// A bytes.Buffer never fails.
		out, _ := z.Create(part[0])
		_, _ = out.Write([]byte(part[1]))
	}
	_ = z.Close()
	return b.Bytes()
}
