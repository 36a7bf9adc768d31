package main

import (
	"bytes"
	"strings"
	"testing"

	ptext "github.com/jedib0t/go-pretty/v6/text"
	"github.com/shopspring/decimal"

	"huibao"
	"huibao/batch"
	"huibao/report"
)

// TestComparedFits: two editions beside each other take 80 cells, whatever they hold, and nothing of
// it is cut off; a light's colour is no width of it.
func TestComparedFits(t *testing.T) {
	number := func(s string) huibao.Quantity { return huibao.Num(decimal.RequireFromString(s)) }
	long := strings.Repeat("困难残疾人家庭无障碍改造", 6)
	list := []batch.Compared{
		{Code: "12.5", Name: "改造", Measure: "户", Before: number("34"), After: number("41"), Difference: number("7"), Was: huibao.Green, Light: huibao.Green},
		{Code: "102.15", Name: long, Measure: "平方米/人/年", Before: number("123456789012.25"), After: number("-123456789012.25"), Difference: number("246913578024.5"), Was: huibao.Yellow, Light: huibao.Red},
	}
	for _, v := range []*voice{{}, {width: 80, colour: true}} {
		var out bytes.Buffer
		v.out = &out
		v.compared(list, "2024-06@1", "2024-06@12")
		for line := range strings.SplitSeq(strings.TrimSpace(out.String()), "\n") {
			if n := ptext.StringWidthWithoutEscSequences(line); n > 80 {
				t.Errorf("%d cells: %s", n, line)
			}
		}
		var columns [6]string
		for line := range strings.SplitSeq(out.String(), "\n") {
			if parts := strings.Split(ptext.StripEscape(line), "│"); len(parts) == 8 {
				for i := range columns {
					columns[i] += strings.ReplaceAll(parts[i+1], " ", "") // a line may end at a space
				}
			}
		}
		for i, want := range []string{"编码12.5102.15", "指标改造（户）" + long + "（平方米/人/年）", "2024-06@134123456789012.25", "2024-06@1241-123456789012.25", "增减7246913578024.5", "亮灯●达序时▲滞后→■严重滞后"} {
			if columns[i] != want {
				t.Errorf("column %d: %q, want %q", i+1, columns[i], want)
			}
		}
	}
}

// TestTraceFits: what a figure rests on fits 80 cells, with no file's name or remark lost; in a pipe
// it is one table.
func TestTraceFits(t *testing.T) {
	list := []report.TracePart{
		{Unit: "沙坡头区", Item: "本年累计", Value: "82", Text: "82", Sheet: "计数", Cell: "G16", File: "returns/2024-06/县区/沙坡头区_2024-06.xlsx", SHA256: strings.Repeat("fa0d", 16),
			Origin: huibao.OriginFormula.Label(), Formula: `=IF(ISNUMBER(F16),ROUND(N(E16)+F16,2),"")`, Pending: true},
		{Unit: "沙坡头区", Item: "本期完成", Value: "16", Text: "16", Sheet: "计数", Cell: "F16", File: "returns/2024-06/县区/沙坡头区_2024-06.xlsx", SHA256: strings.Repeat("fa0d", 16)},
		{Unit: "中宁县", Item: "本年累计", Excluded: "没有报送"},
	}
	var out bytes.Buffer
	(&voice{width: 80, out: &out}).parts(list)
	for line := range strings.SplitSeq(out.String(), "\n") {
		if n := ptext.StringWidthWithoutEscSequences(line); n > 80 {
			t.Errorf("%d cells: %s", n, line)
		}
	}
	for _, want := range []string{"│ 计数!G16 │", "  沙坡头区：returns/2024-06/县区/沙坡头区_2024-06.xlsx（SHA-256 fa0dfa0dfa0d）\n", "    计数!G16：公式 =IF(ISNUMBER(F16),ROUND(N(E16)+F16,2),\"\")；报表待说明\n", "    中宁县本年累计：未计入：没有报送\n"} {
		if strings.Count(out.String(), want) != 1 {
			t.Errorf("not once %q in\n%s", want, out.String())
		}
	}
	var piped bytes.Buffer
	(&voice{out: &piped}).parts(list)
	if strings.Count(piped.String(), "SHA-256") != 1 || strings.Count(piped.String(), "returns/2024-06/") != 2 || strings.Contains(piped.String(), "\n  ") {
		t.Errorf("in a pipe:\n%s", piped.String())
	}
}
