package importer_test

import (
	"testing"

	"github.com/xuri/excelize/v2"

	"huibao"
)

// TestPrintedLines remarks of what is printed above and below a page only what says that its figures are none yet.
func TestPrintedLines(t *testing.T) {
	for text, want := range map[string]string{
		"&C征求意见稿": "not-whole 页眉页脚：征求意见稿", "&L附件1&C&\"宋体,常规\"&14 月报表&R未审": "not-whole 页眉页脚：附件1    月报表 未审", "&C数据截止 2024年5月25日": "until 页眉页脚：数据截止 2024年5月25日\n2024-05", "&C数据未经核实": "not-whole 页眉页脚：数据未经核实",
		"&C第 &P 页 共 &N 页": "", "&R内部资料 注意保存": "", "&L附件1": "", "&C未经审核不得外传": "", "&C数据截止 2024年6月25日": "", "&C海原县人民政府办公室 制": "", "&D &T &F": "",
	} {
		ret, _ := readDesk(t, func(d *desk) {
			d.check(d.SetHeaderFooter(d.sheet, &excelize.HeaderFooterOptions{OddFooter: text}))
		})
		got := ""
		for _, m := range ret.Remarks {
			if m.Kind == huibao.RemarkNotWhole || m.Kind == huibao.RemarkUntil {
				got += string(m.Kind) + " " + m.Text
			}
		}
		if got != want {
			t.Errorf("%s: %q, not %q", text, got, want)
		}
	}
}

// TestUnderRow takes a text alone below the last row of figures, under one of their columns or called a note, as said beside
// that row, and none that names others, or is of all.
func TestUnderRow(t *testing.T) {
	plan, last := samplePlan(t), ""
	for _, row := range plan.Form(plan.UnitByName("海原县").Code, nil).Rows {
		if row.Kind == huibao.KindCount {
			last = row.Code
		}
	}
	for _, c := range []struct {
		column, text, beside string
	}{
		{"本期完成", "这个数是估的", "这个数是估的"},
		{"本期完成", "14.1的数是估的", ""},
		{"本期完成", "审核人：张三", ""},
		{"本期完成", "待核", ""},
		{"编码", "以上数据已核实", ""},
	} {
		ret, _ := readDesk(t, func(d *desk) {
			d.row = d.paper.leaf(d.sheet).row(last) + 1
			d.check(d.SetCellStr(d.sheet, d.at(c.column, 1), c.text))
		})
		got := ""
		for _, m := range ret.RowByCode(last).Remarks {
			if m.Kind == huibao.RemarkBeside {
				got += m.Text
			}
		}
		if got != c.beside {
			t.Errorf("%s under %s: %q, not %q", c.text, c.column, got, c.beside)
		}
	}
}
