package report_test

import (
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"huibao/report"
	"huibao/statement"
)

// TestCountyTables: a table in which a unit tells of others alone has a line of its own in 收件, and is named beside the unit's
// missing return in 报送; one in which it tells of itself, too, stands by its name already.
func TestCountyTables(t *testing.T) {
	for name, itself := range map[string]bool{"of others alone": false, "of itself, too": true} {
		c := city{counties: 3, month: 6, sent: 1}.consolidation(rand.New(rand.NewPCG(1, 7)))
		list := slices.Clone(c.Submissions()[:3])
		for i := range list {
			list[i].Path = "表.xlsx#" + c.Plan.UnitName(list[i].Unit)
			if i < 2 {
				list[i].Return.SentBy = list[2].Unit
			}
		}
		sender, first, second := c.Plan.UnitName(list[2].Unit), c.Plan.UnitName(list[0].Unit), c.Plan.UnitName(list[1].Unit)
		if !itself {
			list = list[:2]
		}
		c.Files = statement.FilesFor(c.Period, list)
		m := report.NewModel(c, report.Info{Texts: texts(t)})
		lines, beside := "", ""
		for _, row := range cellsOf(t, "收件", func(w io.Writer) error { return report.Workbook(w, m) }) {
			if row["单位"].Raw == sender {
				lines += row["状态"].Raw + " " + row["文件"].Raw + " " + row["说明"].Raw
			}
		}
		for _, row := range cellsOf(t, "报送", func(w io.Writer) error { return report.Workbook(w, m) }) {
			if row["单位"].Raw == sender {
				beside = row["状态"].Raw + " " + row["文件"].Raw
			}
		}
		wantLines, wantBeside := "已读入 表.xlsx 表里是"+first+"、"+second+"的数，分列在下面各行；没有本单位自己的报表", "未报 表.xlsx（只有"+first+"、"+second+"的数）"
		if itself {
			wantLines, wantBeside = "通过 表.xlsx#"+sender+" ", "通过 表.xlsx#"+sender
		}
		if strings.TrimSpace(lines) != strings.TrimSpace(wantLines) || beside != wantBeside {
			t.Errorf("%s: %q, want %q; %q, want %q", name, lines, wantLines, beside, wantBeside)
		}
	}
}
