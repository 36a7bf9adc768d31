package statement

import (
	"fmt"
	"slices"
	"testing"

	"huibao"
)

// TestSaidOf lists whatever is written beside a return's figures, once and where it stands, of the
// returns that count alone.
func TestSaidOf(t *testing.T) {
	at := func(cell string) huibao.Place { return huibao.Place{Sheet: "计数", Cell: cell} }
	in := func(cell string) huibao.Source {
		return huibao.Source{File: "甲.xlsx", SHA256: "ab", Sheet: "计数", Cell: cell}
	}
	row := huibao.ReturnRow{Code: "1.1", Kind: huibao.KindCount, Remarks: []huibao.Remark{
		{Kind: huibao.RemarkCommented, Text: "张三:\n数是估的", Place: at("F4")}, {Kind: huibao.RemarkUnreadColumn, Text: "核实数\n11", Place: at("M4")},
		{Kind: huibao.RemarkBeside, Text: "待核", Place: at("P4")}, {Kind: huibao.RemarkTypedRate, Text: "40%", Place: at("I4")}}}
	row.Values.Set(huibao.Value{Field: huibao.FieldThis, Quantity: huibao.MustNum("12"), Text: "12（含1场线上）", Source: in("F4"),
		Remarks: []huibao.Remark{{Kind: huibao.RemarkWords, Text: "含1场线上"}}})
	row.Values.Set(huibao.Value{Field: huibao.FieldNote, Word: "1场改到7月", Source: in("K4")})
	joined := huibao.ReturnRow{Code: "1.3", Kind: huibao.KindCount, Remarks: []huibao.Remark{{Kind: huibao.RemarkBeside, Text: "另报", Place: at("P6")}}}
	joined.Values.Set(huibao.Value{Field: huibao.FieldThis, Quantity: huibao.MustNum("5"), Text: "5", Source: huibao.Source{File: "乙.xlsx", SHA256: "cd", Sheet: "计数", Cell: "F6"}})
	quiet := huibao.ReturnRow{Code: "1.2", Kind: huibao.KindCount}
	quiet.Values.Set(huibao.Value{Field: huibao.FieldThis, Quantity: huibao.MustNum("3"), Text: "3", Source: in("F5")})
	ret := func() *huibao.Return {
		return &huibao.Return{Rows: []huibao.ReturnRow{row, quiet, joined}, OtherNotes: map[string]string{"1.1": "见附表", "H01": "补报"}, Review: "无意见",
			Remarks: []huibao.Remark{{Kind: huibao.RemarkUntil, Text: "截至5月底\n2024-05", Place: at("A1")}, {Kind: huibao.RemarkLinks, Text: "b.xlsx"}}}
	}
	subs := []huibao.Submission{
		{Path: "甲.xlsx", SHA256: "ab", Unit: "C1", State: huibao.StatePending, HeldOut: []string{"1.1"}, Return: ret()},
		{Path: "旧.xlsx", SHA256: "cd", Unit: "C1", State: huibao.StateSuperseded, Return: ret()},
		{Path: "图.png", SHA256: "ef", State: huibao.StateAttachment},
	}
	var got []string
	for _, x := range SaidOf(subs) {
		code := "-"
		if x.Row != nil {
			code = x.Row.Code
		}
		got = append(got, fmt.Sprintf("%s %s %s %s!%s %t", code, x.Where, x.Text, x.Source.File, x.Source.Cell, x.Held))
	}
	want := []string{
		"1.1 数字旁 含1场线上 甲.xlsx!F4 true",
		"1.1 说明 1场改到7月 甲.xlsx!K4 true",
		"1.1 批注 张三:\n数是估的 甲.xlsx!F4 true",
		"1.1 其他栏 核实数：11 甲.xlsx!M4 true",
		"1.1 行旁 待核 甲.xlsx!P4 true",
		"1.1 其他情况说明 见附表 甲.xlsx! true",
		"1.3 行旁 另报 乙.xlsx!P6 false",
		"- 其他情况说明 补报 甲.xlsx! false",
		"- 表外 截至5月底 甲.xlsx!A1 false",
		"- 会审意见 无意见 甲.xlsx! false",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%q\nwant\n%q", got, want)
	}
}
