package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"
	"github.com/xuri/excelize/v2"

	"huibao"
	"huibao/inforce"
	"huibao/report"
	"huibao/rollup"
	"huibao/statement"
)

// paidCity has a standard and a milestone: of its counties 甲县 does what it must and 乙县 does not.
func paidCity(t *testing.T) *statement.Consolidation {
	t.Helper()
	end := huibao.Date{Year: 2024, Month: 12, Day: 31}
	p := &huibao.Plan{Title: "民生实事", Office: "市政府办公室", Year: 2024, Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(30),
		Units: []huibao.Unit{{Code: "B1", Name: "市民政局", Level: huibao.LevelBureau}, {Code: "C1", Name: "甲县", Level: huibao.LevelCounty}, {Code: "C2", Name: "乙县", Level: huibao.LevelCounty}},
		Tasks: []huibao.Task{{No: 1, Category: "救助", Title: "提高补贴", Deadline: end, Lead: []string{"B1"}}},
		Indicators: []huibao.Indicator{
			{Code: "1.1", Task: 1, Name: "护理补贴", Kind: huibao.KindStandard, Measure: "元/人/月", Comparator: huibao.AtLeast, Baseline: huibao.NumInt(110), Target: huibao.NumInt(130), Scope: huibao.ScopeCounty, ReportBy: huibao.ByCounties, PayBy: huibao.PayFull, Public: true},
			{Code: "1.2", Task: 1, Name: "出台办法", Kind: huibao.KindMilestone, Measure: "—", Scope: huibao.ScopeCounty, ReportBy: huibao.ByCounties, Public: true}}}
	period := huibao.Period{Year: 2024, Month: 6}
	var subs []huibao.Submission
	for i, x := range []struct {
		standard, people, months, paid string
		state                          string
	}{{"130", "10", "60", "7800", "已完成"}, {"125", "20", "120", "14900", "推进中"}} {
		unit := fmt.Sprintf("C%d", i+1)
		standard := huibao.ReturnRow{Code: "1.1", Subject: unit, Kind: huibao.KindStandard, Sheet: "标准", Row: 4}
		for f, text := range map[huibao.Field]string{huibao.FieldStandard: x.standard, huibao.FieldPeople: x.people, huibao.FieldMonths: x.months, huibao.FieldPaid: x.paid} {
			standard.Values.Set(huibao.Value{Field: f, Text: text, Quantity: huibao.MustNum(text), Source: huibao.Source{File: unit + ".xlsx", Sheet: "标准", Cell: "F4"}})
		}
		standard.Values.Set(huibao.Value{Field: huibao.FieldSince, Date: huibao.Date{Year: 2024, Month: 1, Day: 1}, Source: huibao.Source{File: unit + ".xlsx", Sheet: "标准", Cell: "G4"}})
		milestone := huibao.ReturnRow{Code: "1.2", Subject: unit, Kind: huibao.KindMilestone, Sheet: "事项", Row: 4}
		milestone.Values.Set(huibao.Value{Field: huibao.FieldState, Text: x.state, Word: x.state, Source: huibao.Source{File: unit + ".xlsx", Sheet: "事项", Cell: "D4"}})
		subs = append(subs, huibao.Submission{Path: unit + ".xlsx", SHA256: strings.Repeat(unit, 32), Unit: unit, Period: period, Version: i + 1, State: huibao.StateAccepted,
			Receipt: huibao.Receipt{Time: time.Date(2024, 7, 3, 9, 0, 0, 0, time.UTC)}, Return: &huibao.Return{Unit: unit, Period: period, Rows: []huibao.ReturnRow{standard, milestone}}})
	}
	return rollup.Consolidate(rollup.Input{Plan: inforce.At(p, period), Period: period, Submissions: subs})
}

// TestStandardSheet: 标准 has each unit's standard beside what it must be, what it should have paid and
// what it is short of, and hidden behind them what they were when they were written; the city's is the
// lowest, and its payments are the sums.
func TestStandardSheet(t *testing.T) {
	con := paidCity(t)
	var b bytes.Buffer
	if err := report.Workbook(&b, report.NewModel(con, report.Info{Texts: texts(t)})); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for name, want := range map[string][]string{
		"标准": {"i1.1|u-c1|1.1|护理补贴|元/人/月|110|130|甲县|130|2024-01-01|到位|10|60|7800||7800|0|130|10|60|7800||7800|0", "i1.1|u-c2|1.1|护理补贴|元/人/月|110|130|乙县|125|2024-01-01|未到位|20|120|14900||15000|-100|125|20|120|14900||15000|-100",
			"i1.1|city|1.1|护理补贴|元/人/月|||全市|125||● 未到期|30|180|22700||||125|30|180|22700"},
		"事项": {"i1.2|u-c1|1.2|出台办法|甲县|已完成|—|—|—|● 已完成|—", "i1.2|u-c2|1.2|出台办法|乙县|推进中|—|—|—|● 推进中|—", "i1.2|city|1.2|出台办法|全市|1/2 完成||||● 推进中"},
	} {
		rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, row := range rows[1:] {
			got = append(got, strings.Join(row, "|"))
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s:\n%s", name, strings.Join(got, "\n"))
		}
	}
}

// TestOfStandards: what a page, the bulletin and what goes to the unit alone say of them.
func TestOfStandards(t *testing.T) {
	con := paidCity(t)
	if o := report.NewOpened(con, con.CityStanding("1.1")); o.Reached != "125 元/人/月" || o.Says != "应执行130元/人/月，乙县执行125元/人/月，涉及20人" || o.Unit != "全市" || o.Lead != "市民政局" || o.Starred {
		t.Errorf("%+v", *o)
	}
	info := report.Info{Date: huibao.Date{Year: 2024, Month: 7, Day: 10}, Texts: texts(t)}
	said := func(laid report.Laid, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		text := ""
		for i := range laid.Printed {
			text += laid.Printed[i].Whole() + "\n"
		}
		return text
	}
	var b bytes.Buffer
	holds := func(text string, list ...string) {
		t.Helper()
		for _, want := range list {
			if !strings.Contains(text, want) {
				t.Errorf("not said: %s\nin %s", want, text)
			}
		}
	}
	holds(said(report.Bulletin(&b, report.NewModel(con, info))), "年度任务 130，累计（现值） 1/2到位，最低125", "年度任务 2个单位，累计（现值） 1/2完成",
		"原标准 110，应执行 130，最低执行 125，到位 1/2，各单位 乙县 125（未到位），甲县 130，期末人数 30，累计实发（万元） 2.27")
	own := con.Plan.For("C2")
	part := rollup.Consolidate(rollup.Input{Plan: own, Period: con.Period, Submissions: con.Submissions()[1:]})
	text := said(report.Feedback(&b, report.NewModel(part, info), own.UnitByCode("C2"), con))
	holds(text, "乙县", "护理补贴", "130", "125")
	if strings.Contains(text, "甲县") {
		t.Errorf("another county in what goes to 乙县: %s", text)
	}
	b.Reset()
	if err := report.Receipt(&b, con, info, &con.Submissions()[1]); err != nil || !bytes.HasPrefix(b.Bytes(), []byte("%PDF-")) {
		t.Errorf("receipt: %v", err)
	}
	if got := report.ReceiptNumber(con, &con.Submissions()[1]); got != "2024-06-乙县-2" {
		t.Errorf("number %s", got)
	}
}
