package check

import (
	"strings"
	"testing"

	"huibao"
)

// TestOfAnotherTab tells of a row of another tab that says whose or of when it is, and asks of one that says nothing.
func TestOfAnotherTab(t *testing.T) {
	for text, held := range map[string]int{"1.1\n9": 1, "1.1\n9\n甲镇": 0, "1.1\n9\n2024年5月": 0, "1.1\n9\n乙县": 0} {
		in := input(good())
		in.Return.Remarks = append(in.Return.Remarks, huibao.Remark{Kind: huibao.RemarkTableTwice, Text: text, Place: huibao.Place{Sheet: "附表", Cell: "F2"}})
		run := Run(in)
		told := ofCode(t, run, "S16")
		if len(told) != 1 || len(run.HeldOut) != held || (told[0].Severity == huibao.Info) != (held == 0) {
			t.Errorf("%q: %v, held %v", text, told, run.HeldOut)
			continue
		}
		if _, of, says := strings.Cut(strings.TrimPrefix(text, "1.1\n"), "\n"); says && !strings.Contains(told[0].Message, "“附表”表写着“"+of+"”") {
			t.Errorf("%q: %s", text, told[0].Message)
		}
	}
}

// TestMeasureOfColumn asks once about a heading in another measure, and of the figures under it, not of those of
// another column; a 0 is one in any measure.
func TestMeasureOfColumn(t *testing.T) {
	for paid, want := range map[string]struct {
		severity huibao.Severity
		held     int
		said     string
	}{
		"0":   {huibao.Info, 0, "其中补发“0”读作 0 元"},
		"300": {huibao.Warning, 2, "其中补发 300 是 300 元 还是 300 万元"},
	} {
		c := good()
		c["3.1"][huibao.FieldBackPay], c["3.2"][huibao.FieldBackPay] = paid, paid
		in := input(c)
		for _, code := range []string{"3.1", "3.2"} {
			row := in.Return.RowByCode(code)
			row.Remarks = append(row.Remarks, huibao.Remark{Kind: huibao.RemarkMeasureOther, Text: "万元\n" + string(huibao.FieldBackPay), Place: huibao.Place{Sheet: row.Sheet, Cell: "L3"}})
		}
		run := Run(in)
		told := ofCode(t, run, "V20")
		if len(told) != 1 || told[0].Severity != want.severity || len(run.HeldOut) != want.held || !strings.Contains(told[0].Message, want.said) {
			t.Errorf("%s: %v, held %v", paid, told, run.HeldOut)
		}
	}
}
