package sheet

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestComments reads what comments say, and leaves the cells alone where their part is
// damaged.
func TestComments(t *testing.T) {
	const whole = `<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>甲</author></authors><commentList>` +
		`<comment ref="B2" authorId="0"><text><r><rPr><b/></rPr><t xml:space="preserve">甲：&#10;</t></r><r><t>应为31</t></r></text></comment>` +
		`<comment ref="x" authorId="0"><text><t>无处</t></text></comment><comment ref="C9" authorId="0"><text><t>已核实</t></text></comment></commentList></comments>`
	for _, c := range []struct {
		part string
		want []Comment
		odd  int
	}{
		{whole, []Comment{{2, 2, "甲：\n应为31"}, {9, 3, "已核实"}}, 0},
		{whole[:len(whole)-80], []Comment{{2, 2, "甲：\n应为31"}}, 1},
		{"<html/>", nil, 1},
		{"", nil, 1},
	} {
		book := mustRead(t, workbook(sheet1(sheetXML(`<row r="2"><c r="B2"><v>12</v></c></row>`)),
			file{"xl/worksheets/_rels/sheet1.xml.rels", relsXML("comments", "../comments1.xml")}, file{"xl/comments1.xml", c.part})...)
		g, err := book.Sheets[0].Grid(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, append(g.NotesOf(2), g.NotesOf(9)...)); diff != "" || g.At(2, 2).Raw != "12" || len(book.Oddities()) != c.odd || !g.Comments {
			t.Errorf("%s, %v, %v", diff, g.At(2, 2), book.Oddities())
		}
	}
}
