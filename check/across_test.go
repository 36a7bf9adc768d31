package check

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"huibao"
	"huibao/inforce"
)

// counties is a plan of which three counties and the city's own bureau report rows counts,
// each with 100 allotted to each; the pace is linear.
func counties(rows int) *huibao.Plan {
	p := both()
	p.Units[3].End, p.Units[3].Successor = huibao.Date{}, ""
	ind := p.Indicators[0]
	ind.ReportBy = huibao.ByCountiesCity
	p.Indicators = nil
	p.Units = append(p.Units, huibao.Unit{Code: "C0", Name: "市本级", Level: huibao.LevelCity})
	for i := range rows {
		ind.Code = fmt.Sprintf("1.%d", i+1)
		p.Indicators = append(p.Indicators, ind)
		for _, unit := range []string{"C1", "C2", "C3", "C0"} {
			p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: ind.Code, Unit: unit, Value: huibao.MustNum("100").Or(huibao.RatioOf(0, 1).Num)})
		}
	}
	return p
}

// countRow is a row of a count: what had been reached before, the period, what is reached.
func countRow(code, subject string, before, this, cum string) huibao.ReturnRow {
	row := huibao.ReturnRow{Code: code, Subject: subject, Kind: huibao.KindCount, Sheet: "计数"}
	for f, text := range map[huibao.Field]string{huibao.FieldPrevious: before, huibao.FieldThis: this, huibao.FieldCumulative: cum} {
		if text != "" {
			row.Values.Set(huibao.Value{Field: f, Quantity: huibao.MustNum(text), Text: text, Source: huibao.Source{Sheet: "计数", Cell: "G5"}})
		}
	}
	return row
}

// saidAcross are the findings of a code over a period's returns, by unit.
func saidAcross(p *huibao.Plan, month int, code string, rows map[string][]huibao.ReturnRow) []string {
	period := huibao.Period{Year: 2024, Month: month}
	in := AcrossInput{Plan: inforce.At(p, period), Period: period}
	for unit, list := range rows {
		in.Submissions = append(in.Submissions, huibao.Submission{Path: unit, Unit: unit, State: huibao.StateAccepted, Return: &huibao.Return{Unit: unit, Rows: list}})
	}
	var out []string
	for path, list := range Across(in) {
		for _, f := range list {
			if f.Code == code {
				out = append(out, fmt.Sprintf("%s %s %v %s", path, f.Severity, f.Holds, f.Message))
			}
		}
	}
	slices.Sort(out)
	return out
}

func tellsOnly(t *testing.T, name string, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s: %q, want %q", name, got, want)
		return
	}
	for i, w := range want {
		if !strings.HasPrefix(got[i], w) {
			t.Errorf("%s: %q, want %q", name, got[i], w)
		}
	}
}

// TestWholeCity is X07 (laws.md, 4): one unit's figure that is the whole city's.
func TestWholeCity(t *testing.T) {
	three := func(own huibao.ReturnRow) map[string][]huibao.ReturnRow {
		return map[string][]huibao.ReturnRow{"C1": {countRow("1.1", "C1", "20", "5", "25")}, "C2": {countRow("1.1", "C2", "20", "6", "26")}, "C3": {countRow("1.1", "C3", "30", "4", "34")}, "B1": {own}}
	}
	for _, c := range []struct {
		name, before, this, cum string
		want                    []string
	}{
		{"the sum of the others", "20", "65", "85", []string{"B1 warning false “计数”G5：1.1 学位，本单位累计 85，其余 3 家合计 85，很接近；上期累计是 20。"}},
		{"with its own last figure", "20", "85", "105", []string{"B1 warning"}},
		{"and what it did itself", "20", "105", "125", []string{"B1 warning"}},
		{"within two in a hundred", "", "", "84", []string{"B1 warning"}},
		{"more than that", "20", "111", "131", nil},
		{"less than the others", "20", "63", "83", nil},
		{"as it was", "60", "25", "85", nil},
		{"small", "2", "17", "19", nil},
	} {
		tellsOnly(t, c.name, saidAcross(counties(1), 6, "X07", three(countRow("1.1", "C0", c.before, c.this, c.cum))), c.want...)
	}
	busy := counties(1)
	busy.Allocations[3].Value = huibao.MustNum("400").Or(busy.Allocations[3].Value)
	tellsOnly(t, "as much as its share", saidAcross(busy, 6, "X07", three(countRow("1.1", "C0", "20", "65", "85"))))
	tellsOnly(t, "alone", saidAcross(counties(1), 6, "X07", map[string][]huibao.ReturnRow{"B1": {countRow("1.1", "C0", "20", "65", "85")}, "C1": {countRow("1.1", "C1", "20", "65", "85")}}))
}

// TestWholeReturn: three rows of that kind are held out.
func TestWholeReturn(t *testing.T) {
	rows := map[string][]huibao.ReturnRow{}
	for _, code := range []string{"1.1", "1.2", "1.3"} {
		rows["C1"] = append(rows["C1"], countRow(code, "C1", "20", "65", "85"))
		rows["C2"] = append(rows["C2"], countRow(code, "C2", "20", "15", "35"))
		rows["C3"] = append(rows["C3"], countRow(code, "C3", "40", "11", "51"))
	}
	tellsOnly(t, "three rows", saidAcross(counties(3), 6, "X07", rows), "C1 error true", "C1 error true", "C1 error true")
}

// TestLikeness is X03 (laws.md, 6): cells of two units that are the same, row by row.
func TestLikeness(t *testing.T) {
	column := func(unit string, figures ...string) (rows []huibao.ReturnRow) {
		for i, f := range figures {
			if f != "" {
				rows = append(rows, countRow(fmt.Sprintf("1.%d", i+1), unit, "", f, f))
			}
		}
		return rows
	}
	other := []string{"13", "27", "31", "45", "58", "61", "72", "84", "96", "17", "29", "33"}
	for _, c := range []struct {
		name string
		two  []string
		want []string
	}{
		{"four the same", []string{"13", "27", "31", "45", "59"}, []string{"C1 warning false 与乙县有 4 个数逐行相同，涉及编码 1.1、1.2、1.3、1.4。", "C2 warning false 与甲县有 4 个数逐行相同"}},
		{"three the same", []string{"13", "27", "31", "46", "59"}, nil},
		{"all one row lower", append([]string{""}, other[:11]...), []string{"C1 warning false 与乙县有 11 个数错开一行后相同，涉及编码 1.1、1.2、", "C2 warning false 与甲县有 11 个数错开一行后相同，涉及编码 1.2、1.3、"}},
		{"nine one row lower", append([]string{""}, other[:9]...), nil},
	} {
		tellsOnly(t, c.name, saidAcross(counties(12), 1, "X03", map[string][]huibao.ReturnRow{"C1": column("C1", other...), "C2": column("C2", c.two...)}), c.want...)
	}
	round := []string{"10", "20", "30", "40", "50", "9", "8", "7"}
	tellsOnly(t, "round and small figures", saidAcross(counties(12), 1, "X03", map[string][]huibao.ReturnRow{"C1": column("C1", round...), "C2": column("C2", round...)}))
	done := counties(12)
	for i := range done.Allocations {
		done.Allocations[i].Value = huibao.MustNum("27").Or(done.Allocations[i].Value)
	}
	finished := []string{"27", "27", "27", "27", "27"}
	tellsOnly(t, "equal allotments, finished", saidAcross(done, 1, "X03", map[string][]huibao.ReturnRow{"C1": column("C1", finished...), "C2": column("C2", finished...)}))
	for i := range done.Allocations {
		if done.Allocations[i].Unit != "C1" {
			done.Allocations[i].Value = huibao.MustNum("80").Or(done.Allocations[i].Value)
		}
	}
	tellsOnly(t, "what another finished", saidAcross(done, 1, "X03", map[string][]huibao.ReturnRow{"C1": column("C1", finished...), "C2": column("C2", finished...)}),
		"C1 warning false 与乙县有 5 个数逐行相同", "C2 warning false 与甲县有 5 个数逐行相同")
}

// TestFarAhead is X02's other half (laws.md, 5): far ahead of the row's own pace, and alone.
func TestFarAhead(t *testing.T) {
	march := func(first, second string) []string {
		rows := map[string][]huibao.ReturnRow{"C1": {countRow("1.1", "C1", "", "", first)}, "C2": {countRow("1.1", "C2", "", "", second)}, "C3": {countRow("1.1", "C3", "", "", "20")}}
		return saidAcross(counties(1), 3, "X02", rows)
	}
	tellsOnly(t, "86 of 100 in March", march("86", "30"), "C1 warning false “计数”G5：1.1 学位 已完成本单位任务的 86%，序时是 25%，多数单位没有这样快。")
	tellsOnly(t, "85 of 100", march("85", "30"))
	tellsOnly(t, "most are", march("86", "90"))
	since := func(before string) []string {
		return saidAcross(counties(1), 3, "X02", map[string][]huibao.ReturnRow{"C1": {countRow("1.1", "C1", before, "", "88")}, "C2": {countRow("1.1", "C2", "", "", "30")}, "C3": {countRow("1.1", "C3", "", "", "20")}})
	}
	tellsOnly(t, "it was so in February", since("80"))
	tellsOnly(t, "it was not", since("70"), "C1 warning")
	tellsOnly(t, "past the target, late in the year", saidAcross(counties(1), 6, "X02", map[string][]huibao.ReturnRow{"C1": {countRow("1.1", "C1", "", "", "240")}, "C2": {countRow("1.1", "C2", "", "", "50")}, "C3": {countRow("1.1", "C3", "", "", "50")}}))
}

// TestAcrossWorkers: however many comparisons are made at once, they find the same in the same order.
func TestAcrossWorkers(t *testing.T) {
	p := counties(12)
	in := AcrossInput{Plan: inforce.At(p, huibao.Period{Year: 2024, Month: 6}), Period: huibao.Period{Year: 2024, Month: 6}}
	for i, unit := range []string{"C1", "C2", "C3", "B1"} {
		var rows []huibao.ReturnRow
		for _, ind := range p.Indicators {
			before, this := 17*i+3, 20+len(rows)
			rows = append(rows, countRow(ind.Code, unit, fmt.Sprint(before), fmt.Sprint(this), fmt.Sprint(before+this)))
		}
		in.Submissions = append(in.Submissions, huibao.Submission{Path: unit, Unit: unit, State: huibao.StateAccepted, Return: &huibao.Return{Unit: unit, Rows: rows}})
	}
	in.Jobs = 1
	want := Across(in)
	if len(want["C1"]) < 2 {
		t.Fatalf("it finds %v", want)
	}
	for _, in.Jobs = range []int{2, 4, 0} {
		if got := Across(in); !reflect.DeepEqual(got, want) {
			t.Errorf("%d at once: %v, not %v", in.Jobs, got, want)
		}
	}
}
