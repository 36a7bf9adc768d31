package report_test

import (
	"bytes"
	"fmt"
	"io"
	"testing"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/inforce"
	"huibao/report"
	"huibao/rollup"
)

// manyValues is a period of 200,000 values: 2,500 counties with forty counts each.
func manyValues() *report.Model {
	p := &huibao.Plan{Title: "方案", Office: "办公室", Year: 2024, Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(30)}
	p.Tasks = []huibao.Task{{No: 1, Category: "类", Title: "任务"}}
	period := huibao.Period{Year: 2024, Month: 6}
	for n := range 40 {
		p.Indicators = append(p.Indicators, huibao.Indicator{Code: fmt.Sprintf("1.%d", n+1), Task: 1, Name: fmt.Sprintf("指标%d", n), Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "个", Comparator: huibao.AtLeast, Scope: huibao.ScopeRegion, ReportBy: huibao.ByCounties})
	}
	var subs []huibao.Submission
	for u := range 2500 {
		code := fmt.Sprintf("C%04d", u)
		p.Units = append(p.Units, huibao.Unit{Code: code, Name: "第" + code + "县", Level: huibao.LevelCounty})
		ret := &huibao.Return{Unit: code, Period: period}
		for n := range 40 {
			row := huibao.ReturnRow{Code: fmt.Sprintf("1.%d", n+1), Subject: code, Kind: huibao.KindCount, Sheet: "计数", Row: n + 4}
			for i, f := range []huibao.Field{huibao.FieldThis, huibao.FieldCumulative} {
				q := huibao.NumInt(int64(u*n + i))
				row.Values.Set(huibao.Value{Field: f, Quantity: q, Text: q.String(), Source: huibao.Source{File: "returns/2024-06/" + code + ".xlsx", SHA256: fmt.Sprintf("%064d", u), Sheet: "计数", Cell: fmt.Sprintf("F%d", n+4)}})
			}
			ret.Rows = append(ret.Rows, row)
		}
		subs = append(subs, huibao.Submission{Path: "returns/2024-06/" + code + ".xlsx", Unit: code, Period: period, Version: 1, State: huibao.StateAccepted, Return: ret})
	}
	c := rollup.Consolidate(rollup.Input{Plan: inforce.At(p, period), Period: period, Submissions: subs})
	return report.NewModel(c, report.Info{Date: huibao.Date{Year: 2024, Month: 7, Day: 1}})
}

// BenchmarkWorkbook200000 writes the whole workbook with 200,000 rows of 台账, and as
// many rows of the same cells with excelize's StreamWriter alone.
func BenchmarkWorkbook200000(b *testing.B) {
	m := manyValues()
	b.Run("huibao", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := report.Workbook(io.Discard, m); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("StreamWriter", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			f := excelize.NewFile()
			w, err := f.NewStreamWriter("Sheet1")
			if err != nil {
				b.Fatal(err)
			}
			n := 0
			for i := range m.Submissions() {
				s := &m.Submissions()[i]
				for _, row := range s.Return.Rows {
					for v := range row.Values.All() {
						n++
						cells := []any{"2024-06", s.Unit, row.Code, string(v.Field), v.Text, "个", "是", "通过", v.Source.File, v.Source.SHA256, v.Source.Sheet, v.Source.Cell, v.Text, ""}
						if err := w.SetRow(fmt.Sprintf("A%d", n), cells); err != nil {
							b.Fatal(err)
						}
					}
				}
			}
			var out bytes.Buffer
			if err := w.Flush(); err != nil {
				b.Fatal(err)
			}
			if err := f.Write(&out); err != nil {
				b.Fatal(err)
			}
		}
	})
}
