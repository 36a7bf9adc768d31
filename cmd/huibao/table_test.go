package main

import (
	"bytes"
	"strings"
	"testing"

	ptext "github.com/jedib0t/go-pretty/v6/text"
	"github.com/shopspring/decimal"

	"huibao"
	"huibao/batch"
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
