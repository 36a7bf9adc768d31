package importer_test

import (
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao"
)

// TestDrawnTexts weighs what stands in a shape over the table as what stands outside it or beside its rows: of the
// row that it names, of all where it doubts them, else of the row on which it stands.
func TestDrawnTexts(t *testing.T) {
	for _, c := range []struct{ text, row, outside, told string }{
		{"14.1 应为 240，以此为准", "14.1 应为 240,以此为准", "", ""},
		{"应为 240，以此为准", "20.1 应为 240,以此为准", "", ""},
		{"14.1 已核实；20.1 应为 9", "14.1 已核实|20.1 应为 9", "", ""},
		{"以上数据未核实", "", "文本框：以上数据未核实", ""},
		{"填表说明：估算的数请注明，14.1 填人次", "", "", ""},
		{"制表人：张三", "", "", ""},
		{"表中14.1 应为 240", "14.1 应为 240", "", ""},
		{"请看14.1的数是估的", "14.1 请看本行的数是估的", "", ""},
		{"第1行写错了没关系", "20.1 第1行写错了没关系", "", ""},
		{"", "", "", ""},
	} {
		ret, _ := readDesk(t, func(d *desk) {
			d.check(d.AddShape(d.sheet, &excelize.Shape{Cell: d.at("本期完成", 0), Type: "rect", Paragraph: []excelize.RichTextRun{{Text: c.text}}}))
		})
		var rows, outside, told []string
		for _, row := range ret.Rows {
			for _, m := range row.Remarks {
				if m.Kind == huibao.RemarkDrawn {
					rows = append(rows, row.Code+" "+m.Text)
				}
			}
		}
		for _, m := range ret.Remarks {
			switch m.Kind {
			case huibao.RemarkNotWhole:
				outside = append(outside, m.Text)
			case huibao.RemarkOutside:
				told = append(told, m.Text)
			}
		}
		if a, b, e := strings.Join(rows, "|"), strings.Join(outside, "|"), strings.Join(told, "|"); a != c.row || b != c.outside || e != c.told {
			t.Errorf("%q: rows %q, outside %q, told %q", c.text, a, b, e)
		}
	}
}
