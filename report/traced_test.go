package report_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
	"huibao/report"
	"huibao/rollup"
	"huibao/statement"
)

// twoCounties is a city of two counties in May and June: a count of which 120 and 80 are to be
// reached, a rate to be held at 90 %, and a milestone. more is what 乙县 did in June beyond 10.
func twoCounties(more int64) (may, june *statement.Consolidation) {
	end := huibao.Date{Year: 2024, Month: 12, Day: 31}
	base := huibao.Indicator{Task: 1, Comparator: huibao.AtLeast, ReportBy: huibao.ByCounties, Public: true, Scope: huibao.ScopeCity}
	count, rate, mile := base, base, base
	count.Code, count.Name, count.Kind, count.Mode, count.Measure = "1.1", "改造户数", huibao.KindCount, huibao.ModeFlow, "户"
	rate.Code, rate.Name, rate.Kind, rate.Mode, rate.Measure, rate.Places, rate.Target, rate.Scope = "1.2", "达标率", huibao.KindRate, huibao.ModeMaintain, "%", 2, huibao.NumInt(90), huibao.ScopeCounty
	mile.Code, mile.Name, mile.Kind, mile.Measure, mile.Scope = "1.3", "出台办法", huibao.KindMilestone, "—", huibao.ScopeCounty
	p := &huibao.Plan{Title: "民生实事", Office: "市政府办公室", Year: 2024, Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(30),
		Units: []huibao.Unit{{Code: "B1", Name: "市住建局", Level: huibao.LevelBureau}, {Code: "C1", Name: "甲县", Level: huibao.LevelCounty}, {Code: "C2", Name: "乙县", Level: huibao.LevelCounty}},
		Tasks: []huibao.Task{{No: 1, Category: "安居", Title: "改造旧房", Deadline: end, Lead: []string{"B1"}}}, Indicators: []huibao.Indicator{count, rate, mile},
		Allocations: []huibao.Allocation{{Indicator: "1.1", Value: decimal.NewFromInt(200)}, {Indicator: "1.1", Unit: "C1", Value: decimal.NewFromInt(120)}, {Indicator: "1.1", Unit: "C2", Value: decimal.NewFromInt(80)}}}
	month := func(m int, before *statement.Consolidation, rows ...[4]int64) *statement.Consolidation {
		period := huibao.Period{Year: 2024, Month: m}
		var subs []huibao.Submission
		for i, x := range rows {
			unit := fmt.Sprintf("C%d", i+1)
			file := fmt.Sprintf("%s-%d-%d.xlsx", unit, m, x[1])
			row := func(code string, kind huibao.Kind, cells map[huibao.Field]int64) huibao.ReturnRow {
				r := huibao.ReturnRow{Code: code, Subject: unit, Kind: kind, Sheet: kind.Label(), Row: 4}
				for f, n := range cells {
					q := huibao.NumInt(n)
					r.Values.Set(huibao.Value{Field: f, Quantity: q, Text: q.String(), Source: huibao.Source{File: file, SHA256: strings.Repeat(unit, 32), Sheet: kind.Label(), Cell: map[huibao.Field]string{huibao.FieldThis: "F4", huibao.FieldCumulative: "G4", huibao.FieldNumer: "D4", huibao.FieldDenom: "E4"}[f]}})
				}
				return r
			}
			state := row("1.3", huibao.KindMilestone, nil)
			word := []string{"推进中", "已完成"}[i]
			state.Values.Set(huibao.Value{Field: huibao.FieldState, Text: word, Word: word, Source: huibao.Source{File: file, Sheet: "事项", Cell: "D4"}})
			subs = append(subs, huibao.Submission{Path: file, SHA256: strings.Repeat(fmt.Sprintf("%s%02d", unit, x[1]), 16), Unit: unit, Period: period, Version: 1, State: huibao.StateAccepted,
				Receipt: huibao.Receipt{Time: time.Date(2024, time.Month(m+1), 3, 1, 0, 0, 0, time.UTC)},
				Return: &huibao.Return{Unit: unit, Period: period, Rows: []huibao.ReturnRow{row("1.1", huibao.KindCount, map[huibao.Field]int64{huibao.FieldThis: x[0], huibao.FieldCumulative: x[1]}),
					row("1.2", huibao.KindRate, map[huibao.Field]int64{huibao.FieldNumer: x[2], huibao.FieldDenom: x[3]}), state}}})
		}
		return rollup.Consolidate(rollup.Input{Plan: inforce.At(p, period), Period: period, Submissions: subs, Previous: before.Past()})
	}
	may = month(5, nil, [4]int64{10, 40, 40, 50}, [4]int64{5, 20, 18, 20})
	return may, month(6, may, [4]int64{20, 60, 45, 50}, [4]int64{10 + more, 30 + more, 19, 20})
}

// figuresOf are a trace's figures, a line each, with their parts.
func figuresOf(x *report.Trace) string {
	var b strings.Builder
	for _, f := range x.Figures {
		fmt.Fprintf(&b, "%s %s %s %s\n", f.Unit, f.Item, f.Value, f.Measure)
		for _, p := range f.Parts {
			fmt.Fprintf(&b, "- %s %s %s %s %s!%s %s\n", p.Unit, p.Item, p.Value, p.File, p.Sheet, p.Cell, p.Origin+p.Text)
		}
	}
	return b.String()
}

func sameText(t *testing.T, what, got, want string) {
	t.Helper()
	trimmed := strings.ReplaceAll(strings.TrimSpace(got), " \n", "\n")
	if trimmed != strings.TrimSpace(want) {
		t.Errorf("%s:\n%s\nwant\n%s", what, got, want)
	}
}

// TestTracedFigures: a figure of the city is followed to the cells of the units, a task to its
// indicators, a county to its lights, a state to its file.
func TestTracedFigures(t *testing.T) {
	_, june := twoCounties(0)
	june.Edition, june.Sent = 2, &statement.Sent{Number: "8号"}
	trace := report.NewTrace(june, rollup.Explain(june, huibao.CityUnit, "1.1")).Signed(june)
	if trace.Sent == nil || trace.Sent.Edition != 2 || trace.Sent.Number != "8号" || trace.Name != "改造户数" || len(trace.Parts()) != 4 {
		t.Errorf("%+v", trace)
	}
	sameText(t, "count", figuresOf(trace), `
全市 本年累计 90 户
- 甲县 本年累计 60 C1-6-60.xlsx 计数!G4 填报60
- 乙县 本年累计 30 C2-6-30.xlsx 计数!G4 填报30
全市 本期完成 30 户
- 甲县 本期完成 20 C1-6-60.xlsx 计数!F4 填报20
- 乙县 本期完成 10 C2-6-30.xlsx 计数!F4 填报10`)
	sameText(t, "rate", figuresOf(report.NewTrace(june, rollup.Explain(june, huibao.CityUnit, "1.2"))), `
全市 比率 91.43 %
- 甲县 分子 45 C1-6-60.xlsx 比率!D4 填报45
- 乙县 分子 19 C2-6-30.xlsx 比率!D4 填报19
- 甲县 分母 50 C1-6-60.xlsx 比率!E4 填报50
- 乙县 分母 20 C2-6-30.xlsx 比率!E4 填报20
全市 分子 64
- 甲县 分子 45 C1-6-60.xlsx 比率!D4 填报45
- 乙县 分子 19 C2-6-30.xlsx 比率!D4 填报19
全市 分母 70
- 甲县 分母 50 C1-6-60.xlsx 比率!E4 填报50
- 乙县 分母 20 C2-6-30.xlsx 比率!E4 填报20`)
	sameText(t, "milestone of a unit", figuresOf(report.NewTrace(june, rollup.Explain(june, "C2", "1.3"))), `
乙县 状态 1 个单位
- 乙县 状态 已完成 C2-6-30.xlsx 事项!D4 填报已完成`)
	sameText(t, "tasks", figuresOf(report.NewTaskTrace(june)), `
全市 第1项 改造旧房 达序时
- 全市 1.1 改造户数 达序时  ! 略慢
- 全市 1.2 达标率 达序时  ! 达标
- 全市 1.3 出台办法 达序时  ! 推进中`)
	sameText(t, "counties", figuresOf(report.NewCountyTrace(june)), `
甲县 亮灯 达序时 3，滞后 0，严重滞后 0，未评 0
- 甲县 1.1 改造户数 达序时  ! 达序时
- 甲县 1.2 达标率 达序时  ! 达标
- 甲县 1.3 出台办法 达序时  ! 推进中
乙县 亮灯 达序时 2，滞后 1，严重滞后 0，未评 0
- 乙县 1.1 改造户数 滞后  ! 滞后
- 乙县 1.2 达标率 达序时  ! 达标
- 乙县 1.3 出台办法 达序时  ! 已完成`)
	sameText(t, "returns", figuresOf(report.NewReturnTrace(june)), `
甲县 状态 通过
- 甲县 第1版 通过 C1-6-60.xlsx ! 收到 2024-07-03
乙县 状态 通过
- 乙县 第1版 通过 C2-6-30.xlsx ! 收到 2024-07-03`)
	var formulas []string
	for _, code := range []string{"1.1", "1.2", "1.3"} {
		for _, f := range rollup.Explain(june, huibao.CityUnit, code).Figures {
			formulas = append(formulas, report.FormulaText(&f))
		}
	}
	sameText(t, "formulas", strings.Join(formulas, "\n"), `
60 ＋ 30 ＝ 90 户
20 ＋ 10 ＝ 30 户
各单位分子之和 ÷ 分母之和 ＝ 91.43 %
45 ＋ 19 ＝ 64
50 ＋ 20 ＝ 70
各单位中达到的个数：1 个单位`)
}

// TestOpenedFigures: a page shows a figure with its units and its year, each with what was due.
func TestOpenedFigures(t *testing.T) {
	_, june := twoCounties(0)
	var b strings.Builder
	for _, code := range []string{"1.1", "1.2", "1.3"} {
		for _, unit := range []string{huibao.CityUnit, "C2"} {
			s := june.UnitStanding(unit, code)
			if unit == huibao.CityUnit {
				s = june.CityStanding(code)
			}
			o := report.NewOpened(june, s)
			fmt.Fprintf(&b, "%s %s|%s|%s|%s|%s|%s|%s|%s|%s|%s\n", o.Unit, o.Name, o.Reached, o.This, o.Target, o.Due, o.Completion, o.Share, o.Apart, o.Light.Label(), o.Word)
			if unit == huibao.CityUnit {
				o.OpenUnits(june)
			}
			o.OpenYear(june, june.Previous, unit, s)
			for _, p := range o.Units {
				fmt.Fprintf(&b, "- %s %s %s of %s due %s, %s\n", p.Name, p.Text, p.Reached, p.Target, p.Due, p.Light.Label())
			}
			for _, m := range o.Months {
				fmt.Fprintf(&b, "- %s %s %s due %s\n", m.Head, m.Text, m.Reached, m.Due)
			}
		}
	}
	sameText(t, "opened", b.String(), `
全市 改造户数|90 户|30 户|200 户|100 户|45.0%|50%|−5.0|达序时|略慢
- 甲县 60 户 60 of 120 due 60, 达序时
- 乙县 30 户 30 of 80 due 40, 滞后
- 5月 60 户 60 due 83
- 6月 90 户 90 due 100
乙县 改造户数|30 户|10 户|80 户|40 户|37.5%|50%|−12.5|滞后|滞后
- 5月 20 户 20 due
- 6月 30 户 30 due 40
全市 达标率|91.4%||90%|||||达序时|达标
- 甲县 90.0% 90 of 90 due , 达序时
- 乙县 95.0% 95 of 90 due , 达序时
- 5月 82.9% 82.86 due
- 6月 91.4% 91.43 due
乙县 达标率|95.0%||90%|||||达序时|达标
- 5月 90.0% 90 due
- 6月 95.0% 95 due
全市 出台办法|1 个单位|||||||达序时|推进中
- 甲县 推进中 0 of  due , 达序时
- 乙县 已完成 1 of  due , 达序时
- 5月 1 个单位 1 due
- 6月 1 个单位 1 due
乙县 出台办法|已完成|||||||达序时|已完成
- 6月 已完成 1 due`)
}

// drafted is a draft with what its bulletin and workbook print.
func drafted(t *testing.T, c *statement.Consolidation) *report.Model {
	t.Helper()
	m := report.NewModel(c, report.Info{Date: huibao.Date{Year: 2024, Month: 7, Day: 5}, Texts: texts(t)})
	var b bytes.Buffer
	laid, err := report.Bulletin(&b, m)
	if err != nil {
		t.Fatal(err)
	}
	c.Printed = append(laid.Printed, report.SheetLines(m)...)
	return m
}

// TestChangedFigures: of two drafts the figures, lights and sentences that differ are listed with
// what they were, and printed on a page of their own.
func TestChangedFigures(t *testing.T) {
	_, before := twoCounties(0)
	_, after := twoCounties(30)
	drafted(t, before)
	m := drafted(t, after)
	c := &report.Changes{Since: "7月4日的草稿", Until: "7月5日的草稿", Lines: statement.Differences(before.Printed, after.Printed), From: map[string][]string{"1.1": {"乙县"}},
		Returns: []report.ReturnChange{{Unit: "乙县", Was: "通过", Now: "通过", What: "1.1"}}}
	var b strings.Builder
	for _, x := range append(c.Figures(), c.Counties()...) {
		fmt.Fprintf(&b, "%s %s: %s (%s)\n", x.Code, x.Name, strings.Join(x.Steps, "; "), x.From)
	}
	sameText(t, "changes", b.String(), `
1.1 改造户数: 本期 30 → 60; 累计（现值） 90 → 120; 完成率% 45.0 → 60.0; 超（+）欠（−）百分点 −5.0 → +10.0 (乙县)
1.1 改造户数: 乙县 累计／任务 30/80 → 60/80; 乙县 完成率% 37.5 → 75.0; 乙县 欠 10 → —; 乙县 亮灯 ▲ 滞后 → ● 达序时 (乙县)`)
	if len(c.Sentences()) == 0 || len(c.Lights()) == 0 {
		t.Errorf("%d sentences, %d lights", len(c.Sentences()), len(c.Lights()))
	}
	var page bytes.Buffer
	laid, err := report.ChangesPage(&page, m, c)
	if err != nil || !bytes.HasPrefix(page.Bytes(), []byte("%PDF-")) {
		t.Fatal(err)
	}
	said := ""
	for i := range laid.Printed {
		said += laid.Printed[i].Whole() + "\n"
	}
	if !strings.Contains(said, "90") || !strings.Contains(said, "120") {
		t.Error(said)
	}
	page.Reset()
	if _, err := report.ChangesPage(&page, m, &report.Changes{Since: "a", Until: "b"}); err != nil {
		t.Error(err)
	}
}

// TestCorrectedFigures: an edition that follows another lists what it prints otherwise, what is grave
// first, and says why the period was opened.
func TestCorrectedFigures(t *testing.T) {
	_, issued := twoCounties(0)
	_, now := twoCounties(30)
	drafted(t, issued)
	issued.Edition, issued.Sent = 1, &statement.Sent{Number: "8号", Edits: []string{"第1页"}}
	now.Edition, now.Issued = 2, issued
	now.Locks = []huibao.Lock{{Edition: 1}, {Edition: 1, Unlock: true, Unit: "C2", Why: "漏报"}, {Edition: 2}}
	m := drafted(t, now)
	var b strings.Builder
	for _, x := range m.Corrections() {
		if x.Code != "" || x.Grave {
			fmt.Fprintf(&b, "%s|%s|%s|%s|%s|%v\n", x.Where, x.Name, x.Code, x.Old, x.New, x.Grave)
		}
	}
	sameText(t, "corrections", b.String(), `
附件1第1.1行|改造户数　亮灯|1.1|● 略慢|● 达序时|true
附件2第1.1行|改造户数　乙县 亮灯|1.1|▲ 滞后|● 达序时|true
附件2图“乙县”|各县（区）指标亮灯情况（个）　达序时||2|3|true
附件2图“乙县”|各县（区）指标亮灯情况（个）　滞后||1|0|true
附件1第1.1行|改造户数　本期|1.1|30|60|false
附件1第1.1行|改造户数　累计（现值）|1.1|90|120|false
附件1第1.1行|改造户数　完成率%|1.1|45.0|60.0|false
附件1第1.1行|改造户数　超（+）欠（−）百分点|1.1|−5.0|+10.0|false
附件2第1.1行|改造户数　乙县 累计／任务|1.1|30/80|60/80|false
附件2第1.1行|改造户数　乙县 完成率%|1.1|37.5|75.0|false
附件2第1.1行|改造户数　乙县 欠|1.1|10|—|false`)
	if !m.Corrects() {
		t.Error("no correction")
	}
	var page bytes.Buffer
	laid, err := report.Correct(&page, m)
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for i := range laid.Printed {
		said += laid.Printed[i].Whole() + "\n"
	}
	for _, want := range []string{"乙县：漏报（填报单位更正）", "8号"} {
		if !strings.Contains(said, want) {
			t.Errorf("no %q in %s", want, said)
		}
	}
}

// TestCorrectedByFigures: against an edition of which there is no record the figures, rates and lights
// of the city and of the units are held to each other.
func TestCorrectedByFigures(t *testing.T) {
	_, issued := twoCounties(0)
	_, now := twoCounties(30)
	issued.Edition, now.Edition, now.Issued = 1, 2, issued
	var b strings.Builder
	for _, x := range drafted(t, now).Corrections() {
		fmt.Fprintf(&b, "%s|%s|%s|%s|%s|%v\n", x.Where, x.Name, x.Code, x.Old, x.New, x.Grave)
	}
	sameText(t, "by figures", b.String(), `
1.1|改造户数（户）|1.1|90|120|false
1.1|改造户数　完成率|1.1|45.00%|60.00%|false
1.1|改造户数　亮灯|1.1|达序时（略慢）|达序时|false
1.1|改造户数（乙县）（户）|1.1|30|60|false
1.1|改造户数（乙县）　完成率|1.1|37.50%|75.00%|false
1.1|改造户数（乙县）　亮灯|1.1|滞后|达序时|false`)
	if got := fmt.Sprint(report.Published(issued)); got != "map[1.1:90 1.2:91.43% 1.3:1/2]" {
		t.Error(got)
	}
}

// TestFedBack: what goes to a county alone says where it is behind, by its own figures.
func TestFedBack(t *testing.T) {
	_, june := twoCounties(0)
	own := june.Plan.For("C2")
	part := rollup.Consolidate(rollup.Input{Plan: own, Period: june.Period, Submissions: june.Submissions()[1:], Previous: june.Previous})
	var page bytes.Buffer
	laid, err := report.Feedback(&page, report.NewModel(part, report.Info{Date: huibao.Date{Year: 2024, Month: 7, Day: 5}, Texts: texts(t)}), own.UnitByCode("C2"), june)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for i := range laid.Printed {
		if text := laid.Printed[i].Whole(); strings.Contains(text, "贵县") || strings.Contains(text, "改造户数") {
			b.WriteString(text + "\n")
		}
	}
	sameText(t, "fed back", b.String(), `
现将贵县2024年6月民生实事任务进展情况（数据截至6月25日）反馈如下。
贵县的3个指标中，本期应评3个，2个达序时或达标，1个滞后。
改造户数（第1项）。累计30户，占年度任务80户的37.5%，序时50%，低12.5个百分点，欠10户，已连续2期滞后。
贵县所报的数已全部计入。
编码 1.1，指标 改造户数，计量单位 户，年度任务 80，本期 10，累计（现值） 30，完成率% 37.5，序时% 50.0，超（+）欠（−）百分点 −12.5，欠 10，亮灯 ▲ 滞后，全市完成率% 45.0`)
}

// TestFormulaText: how a figure was made, with what is taken off; a sum that is none is not written out.
func TestFormulaText(t *testing.T) {
	for _, c := range []struct {
		method huibao.Method
		want   string
	}{
		{huibao.MethodOne, "一个单位报的数，原样"},
		{huibao.MethodWorst, "各单位中最低的：12 户"},
		{huibao.MethodSum, "各单位之和"},
	} {
		if got := report.FormulaText(&huibao.Figure{Item: huibao.FieldThis, Value: huibao.NumInt(12), Measure: "户", Method: c.method}); got != c.want {
			t.Errorf("%s: %s", c.method, got)
		}
	}
	_, june := twoCounties(-40) // 乙县 takes 30 back
	if got := report.FormulaText(&rollup.Explain(june, huibao.CityUnit, "1.1").Figures[1]); got != "20 － 30 ＝ -10 户" {
		t.Error(got)
	}
}
