package sheet

import (
	"context"
	"os"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDrawnTexts reads the texts of shapes, grouped or not, each at its cell; not what is said twice, what is
// linked to a cell, nor what stands in a chart.
func TestDrawnTexts(t *testing.T) {
	const (
		head = `<xdr:wsDr xmlns:xdr="x" xmlns:a="a" xmlns:mc="mc">`
		from = `<xdr:twoCellAnchor><xdr:from><xdr:col>4</xdr:col><xdr:colOff>9</xdr:colOff><xdr:row>8</xdr:row><xdr:rowOff>9</xdr:rowOff></xdr:from><xdr:to><xdr:col>6</xdr:col><xdr:row>9</xdr:row></xdr:to>`
		box  = `<xdr:sp><xdr:txBody><a:p><a:r><a:t>14.1 应</a:t></a:r><a:r><a:t>为240</a:t></a:r></a:p><a:p><a:r><a:t>以此为准</a:t></a:r></a:p></xdr:txBody></xdr:sp>`
		end  = `</xdr:twoCellAnchor>`
	)
	said := []Comment{{9, 5, "14.1 应为240\n以此为准"}}
	for _, c := range []struct {
		kind, xml string
		want      []Comment
		odd       int
	}{
		{"drawing", head + from + box + end + `</xdr:wsDr>`, said, 0},
		{"drawing", head + from + `<xdr:grpSp><xdr:grpSp>` + box + `</xdr:grpSp></xdr:grpSp>` + end + `</xdr:wsDr>`, said, 0},
		{"drawing", head + from + `<mc:AlternateContent><mc:Choice>` + box + `</mc:Choice><mc:Fallback>` + box + `</mc:Fallback></mc:AlternateContent>` + end + `</xdr:wsDr>`, said, 0},
		{"drawing", head + from + `<xdr:sp textlink="$A$1"><xdr:txBody><a:p><a:r><a:t>7</a:t></a:r></a:p></xdr:txBody></xdr:sp>` + end + `</xdr:wsDr>`, nil, 0},
		{"drawing", head + from + `<xdr:graphicFrame><a:t>图表</a:t></xdr:graphicFrame>` + end + `</xdr:wsDr>`, nil, 0},
		{"drawing", head + `<xdr:absoluteAnchor>` + box + `</xdr:absoluteAnchor></xdr:wsDr>`, []Comment{{1, 1, "14.1 应为240\n以此为准"}}, 0},
		{"drawing", head + from + box + end, said, 1},
		{"drawing", "<html/>", nil, 1},
		{"vmlDrawing", `<xml xmlns:v="v" xmlns:x="x"><v:shape><v:textbox><div><font>应为</font>240</div></v:textbox><x:ClientData ObjectType="Rect"><x:Anchor>4, 15, 8, 2, 6, 1, 9, 4</x:Anchor></x:ClientData></v:shape></xml>`, []Comment{{9, 5, "应为240"}}, 0},
		{"vmlDrawing", `<xml xmlns:v="v" xmlns:x="x"><v:shape><v:textbox><div>批注</div></v:textbox><x:ClientData ObjectType="Note"><x:Anchor>4,15,8,2</x:Anchor></x:ClientData></v:shape></xml>`, nil, 0},
		{"vmlDrawing", `<xml><v:shape><br></xml>`, nil, 0},
	} {
		book := mustRead(t, workbook(sheet1(sheetXML(`<row r="2"><c r="B2"><v>12</v></c></row>`)),
			file{"xl/worksheets/_rels/sheet1.xml.rels", relsXML(c.kind, "../drawings/d1.xml")}, file{"xl/drawings/d1.xml", c.xml})...)
		g, err := book.Sheets[0].Grid(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, g.Drawn); diff != "" || g.At(2, 2).Raw != "12" || len(book.Oddities()) != c.odd {
			t.Errorf("%s: %s, %v", c.xml, diff, book.Oddities())
		}
	}
}

// TestThreads reads threads in the place of the comments that repeat them.
func TestThreads(t *testing.T) {
	book := mustRead(t, workbook(sheet1(sheetXML(`<row r="2"><c r="B2"><v>12</v></c></row>`)),
		file{"xl/worksheets/_rels/sheet1.xml.rels", relsXML("threadedComment", "../threads1.xml")},
		file{"xl/threads1.xml", `<ThreadedComments><threadedComment ref="B2" id="1"><text>应为31</text></threadedComment><threadedComment ref="B2" id="2" parentId="1"><text>已改</text></threadedComment></ThreadedComments>`})...)
	g, err := book.Sheets[0].Grid(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Comment{{2, 2, "应为31\n已改"}}, g.NotesOf(2)); diff != "" || !g.Comments {
		t.Error(diff)
	}
	notes := threaded([]Comment{{2, 2, "[线程批注] 你的 Excel 版本……应为31"}, {3, 2, "旧的"}}, g.Notes)
	if diff := cmp.Diff([]Comment{{3, 2, "旧的"}, {2, 2, "应为31\n已改"}}, notes); diff != "" {
		t.Error(diff)
	}
}

// TestPrinted reads what stands above and below a page where it is printed, without the codes in it.
func TestPrinted(t *testing.T) {
	book := mustRead(t, workbook(sheet1(`<worksheet><sheetData><row r="2"><c r="B2"><v>12</v></c></row></sheetData><headerFooter><oddHeader>&amp;C&amp;"宋体,常规"&amp;14征求意见稿</oddHeader><oddFooter>&amp;C&amp;P</oddFooter></headerFooter></worksheet>`))...)
	g, err := book.Sheets[0].Grid(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"征求意见稿"}, g.Printed); diff != "" {
		t.Error(diff)
	}
}

// TestBoxesOfOld reads the comments, the shapes and the printed lines of a .xls (written by LibreOffice).
func TestBoxesOfOld(t *testing.T) {
	data, err := os.ReadFile("testdata/formats/boxes.xls")
	if err != nil {
		t.Fatal(err)
	}
	book, err := openBytes(data, "boxes.xls", DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	g, err := book.Sheets[0].Grid(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	type said struct {
		Notes, Drawn []Comment
		Printed      []string
	}
	want := said{[]Comment{{3, 2, "此数是估的"}, {5, 3, "abc"}}, []Comment{{6, 4, "14.1 应为 240，以此为准"}}, []string{"征求意见稿  /"}}
	if diff := cmp.Diff(want, said{g.Notes, g.Drawn, g.Printed}); diff != "" {
		t.Error(diff)
	}
}
