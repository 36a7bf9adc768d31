package rollup

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

// worked is one indicator of three counties in June, worked out by hand. Rows are "C1 field=value …"
// one a line; the target is the city's and every county's where the plan allots nothing.
type worked struct {
	name   string
	kind   huibao.Kind
	mode   huibao.Mode
	target string
	change func(*huibao.Plan, *huibao.Indicator)
	rows   string
	want   string
}

func (w worked) plan() *huibao.Plan {
	p := &huibao.Plan{Year: 2024, Yellow: num(10), Red: num(30), Tasks: []huibao.Task{{No: 1, Category: "类", Lead: []string{"B1"}, Deadline: huibao.Date{Year: 2024, Month: 12, Day: 31}}}}
	p.Units = []huibao.Unit{{Code: "B1", Level: huibao.LevelBureau}, {Code: "C1", Level: huibao.LevelCounty}, {Code: "C2", Level: huibao.LevelCounty}, {Code: "C3", Level: huibao.LevelCounty}}
	ind := huibao.Indicator{Code: "1.1", Task: 1, Kind: w.kind, Mode: w.mode, Comparator: huibao.AtLeast, Scope: huibao.ScopeCounty, ReportBy: huibao.ByCounties, Responsible: "B1", Measure: "户"}
	if w.target != "" {
		ind.Target = huibao.MustNum(w.target)
	}
	if w.kind == huibao.KindCount {
		for unit, n := range map[string]int64{"": 400, "C1": 160, "C2": 140, "C3": 100} {
			p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: "1.1", Unit: unit, Value: num(n)})
		}
	}
	if w.change != nil {
		w.change(p, &ind)
	}
	p.Indicators = []huibao.Indicator{ind}
	return p
}

// submissions reads rows.
func (w worked) submissions(period huibao.Period) []huibao.Submission {
	var list []huibao.Submission
	for line := range strings.Lines(w.rows) {
		words := strings.Fields(line)
		row := huibao.ReturnRow{Code: "1.1", Subject: words[0], Kind: w.kind}
		if strings.HasPrefix(words[0], "B") {
			row.Subject = huibao.CityUnit
		}
		for _, word := range words[1:] {
			field, text, _ := strings.Cut(word, "=")
			v := huibao.Value{Field: huibao.Field(field), Text: text}
			if d, err := huibao.ParseDate(text); err == nil && v.Field == huibao.FieldSince {
				v.Date = d
			} else if v.Field == huibao.FieldState {
				v.Word = text
			} else if text == "无" {
				v.Quantity = huibao.NA()
			} else {
				v.Quantity = huibao.MustNum(text)
			}
			row.Values.Set(v)
		}
		list = append(list, huibao.Submission{Unit: words[0], Period: period, State: huibao.StateAccepted, Return: &huibao.Return{Unit: words[0], Rows: []huibao.ReturnRow{row}}})
	}
	return list
}

func (w worked) consolidate() *statement.Consolidation {
	return Consolidate(Input{Plan: inforce.At(w.plan(), june), Period: june, Submissions: w.submissions(june)})
}

// said is what a standing publishes.
func said(s *huibao.Standing) string {
	b := strings.Builder{}
	say := func(ok bool, text func() string) {
		if ok {
			b.WriteString("; " + text())
		}
	}
	b.WriteString(string(s.Light) + " " + s.Word)
	say(s.Figures[0].Value.IsNumber(), func() string { return s.Figures[0].Value.String() + s.Figures[0].Measure })
	say(s.Due.Valid(), func() string { return "due " + s.Due.Round(4).String() })
	say(s.Completion.Valid(), func() string { return "done " + s.Completion.PercentText(2) })
	say(s.Points.Valid(), func() string { return "points " + s.Points.PointsText(2) })
	say(s.Shortfall.Valid(), func() string { return "short " + s.Shortfall.Round(4).String() })
	say(s.Of > 0, func() string { return fmt.Sprintf("held %d/%d", s.Held, s.Of) })
	say(s.Met, func() string { return "met" })
	say(len(s.Holes) > 0, func() string { return fmt.Sprintf("holes %v", s.Holes) })
	return b.String()
}

// Changes of the plan, by what they do.
var (
	atMost = func(_ *huibao.Plan, i *huibao.Indicator) { i.Comparator = huibao.AtMost }
	dueNow = func(p *huibao.Plan, _ *huibao.Indicator) {
		p.Tasks[0].Deadline = huibao.Date{Year: 2024, Month: 6, Day: 30}
	}
	started  = func(_ *huibao.Plan, i *huibao.Indicator) { i.Start = huibao.Date{Year: 2024, Month: 6, Day: 30} }
	starting = func(_ *huibao.Plan, i *huibao.Indicator) { i.Start = huibao.Date{Year: 2024, Month: 7, Day: 1} }
	halfway  = func(p *huibao.Plan, _ *huibao.Indicator) {
		p.Paces = []huibao.PacePoint{{Indicator: "1.1", Period: june, Share: num(50)}}
	}
)

func from(baseline, measure string) func(*huibao.Plan, *huibao.Indicator) {
	return func(_ *huibao.Plan, i *huibao.Indicator) {
		i.Baseline, i.Measure = huibao.MustNum(baseline), measure
		if measure == "公里" {
			i.Places = 1
		}
	}
}

// notAllotted is at most, and says nothing of C3.
func notAllotted(p *huibao.Plan, i *huibao.Indicator) {
	atMost(p, i)
	silent(p, i)
}

func silent(p *huibao.Plan, _ *huibao.Indicator) {
	p.Allocations = slices.DeleteFunc(p.Allocations, func(a huibao.Allocation) bool { return a.Unit == "C3" })
}

// multiples holds a relation to a multiple of a reference, 400 in two counties.
func multiples(p *huibao.Plan, i *huibao.Indicator) {
	i.Target, i.TargetRef = huibao.Quantity{}, &huibao.TargetRef{Name: "低保", Factor: num(2)}
	for _, unit := range []string{"C1", "C2"} {
		p.References = append(p.References, huibao.Reference{Name: "低保", Unit: unit, Value: num(400)})
	}
}

// TestWorked is of every kind and mode, with and without holes: all that is published of the city.
func TestWorked(t *testing.T) {
	count, rate := huibao.KindCount, huibao.KindRate
	for _, w := range []worked{
		{"on its pace", count, huibao.ModeFlow, "400", nil, "C1 cumulative=82\nC2 cumulative=70\nC3 cumulative=48", "green 达序时; 200户; due 200; done 50.00%; points +0.00"},
		{"behind", count, huibao.ModeFlow, "400", nil, "C1 cumulative=40\nC2 cumulative=30\nC3 cumulative=50", "yellow 滞后; 120户; due 200; done 30.00%; points -20.00; short 80"},
		{"far behind", count, huibao.ModeFlow, "400", nil, "C1 cumulative=4\nC2 cumulative=3\nC3 cumulative=5", "red 严重滞后; 12户; due 200; done 3.00%; points -47.00; short 188"},
		{"a little behind", count, huibao.ModeFlow, "400", nil, "C1 cumulative=82\nC2 cumulative=70\nC3 cumulative=40", "green 略慢; 192户; due 200; done 48.00%; points -2.00; short 8"},
		{"done", count, huibao.ModeFlow, "400", nil, "C1 cumulative=160\nC2 cumulative=140\nC3 cumulative=100", "green 已达目标; 400户; due 200; done 100.00%; points +50.00; met"},
		{"late", count, huibao.ModeFlow, "400", dueNow, "C1 cumulative=160\nC2 cumulative=140\nC3 cumulative=99", "red 逾期未达; 399户; due 400; done 99.75%; points -0.25; short 1"},
		{"not begun", count, huibao.ModeFlow, "400", starting, "C1 cumulative=1\nC2 cumulative=1\nC3 cumulative=1", "grey 未到期; 3户"},
		{"not applicable", count, huibao.ModeFlow, "400", nil, "C1 cumulative=无\nC2 cumulative=无\nC3 cumulative=无", "grey 不适用"},
		{"at most", count, huibao.ModeFlow, "400", atMost, "C1 cumulative=160\nC2 cumulative=140\nC3 cumulative=100", "green 达标; 400户; met"},
		{"one more", count, huibao.ModeFlow, "400", atMost, "C1 cumulative=160\nC2 cumulative=140\nC3 cumulative=101", "yellow 未达标; 401户"},
		{"more without one", count, huibao.ModeFlow, "400", atMost, "C1 cumulative=160\nC2 cumulative=241", "yellow 未达标; 401户; holes [{C3 未报}]"},
		{"more, though there is no saying by how much", count, huibao.ModeFlow, "400", notAllotted, "C1 cumulative=160\nC2 cumulative=241", "yellow 未达标; 401户; holes [{C3 未报}]"},
		{"enough without one, of which there is no saying", count, huibao.ModeFlow, "400", silent, "C1 cumulative=200\nC2 cumulative=250", "grey 未报; 450户; due 200; holes [{C3 未报}]"},
		{"not more without one", count, huibao.ModeFlow, "400", atMost, "C1 cumulative=160\nC2 cumulative=240", "grey 未报; 400户; holes [{C3 未报}]"},
		{"level, of whole things", count, huibao.ModeStock, "400", from("99", "户"), "C1 cumulative=100\nC2 cumulative=100\nC3 cumulative=49", "green 达序时; 249户; due 249; done 49.83%; points +0.00"},
		{"level, of parts", count, huibao.ModeStock, "400", from("99", "公里"), "C1 cumulative=100\nC2 cumulative=100\nC3 cumulative=49", "green 略慢; 249公里; due 249.5; done 49.83%; points -0.17; short 0.5"},
		{"level that is kept", count, huibao.ModeStock, "400", from("400", "户"), "C1 cumulative=160\nC2 cumulative=140\nC3 cumulative=100", "green 达标; 400户; met"},
		{"level that falls", count, huibao.ModeStock, "400", from("400", "户"), "C1 cumulative=160\nC2 cumulative=140\nC3 cumulative=90", "yellow 未达标; 390户"},
		{"level from nowhere", count, huibao.ModeStock, "400", nil, "C1 cumulative=160\nC2 cumulative=140\nC3 cumulative=100", "grey 缺原值; 400户"},

		{"kept", rate, huibao.ModeMaintain, "50", nil, "C1 numerator=30 denominator=40\nC2 numerator=20 denominator=30\nC3 numerator=10 denominator=30", "green 达标; 60%; due 0.5; points +10.00; met"},
		{"not kept", rate, huibao.ModeMaintain, "50", nil, "C1 numerator=29 denominator=40\nC2 numerator=10 denominator=30\nC3 numerator=10 denominator=30", "yellow 未达标; 49%; due 0.5; points -1.00"},
		{"at most 5", rate, huibao.ModeMaintain, "5", atMost, "C1 numerator=1 denominator=40\nC2 numerator=2 denominator=30\nC3 numerator=1 denominator=30", "green 达标; 4%; due 0.05; points +1.00; met"},
		{"more than 5", rate, huibao.ModeMaintain, "5", atMost, "C1 numerator=3 denominator=40\nC2 numerator=2 denominator=30\nC3 numerator=1 denominator=30", "yellow 未达标; 6%; due 0.05; points -1.00"},
		{"of the year's end", rate, huibao.ModeFinal, "50", nil, "C1 numerator=30 denominator=40\nC2 numerator=20 denominator=30\nC3 numerator=10 denominator=30", "grey 未到期; 60%"},
		{"at the year's end", rate, huibao.ModeFinal, "50", dueNow, "C1 numerator=30 denominator=40\nC2 numerator=20 denominator=30\nC3 numerator=10 denominator=30", "green 达标; 60%; due 0.5; done 120.00%; met"},
		{"growing", rate, huibao.ModeCumulative, "50", nil, "C1 numerator=5 denominator=40\nC2 numerator=5 denominator=30\nC3 numerator=5 denominator=30", "yellow 滞后; 15%; due 0.25; done 30.00%; points -20.00; short 0.1"},
		{"from a baseline", rate, huibao.ModeStock, "50", from("30", "%"), "C1 numerator=20 denominator=40\nC2 numerator=10 denominator=30\nC3 numerator=10 denominator=30", "green 达序时; 40%; due 0.4; done 50.00%; points +0.00"},
		{"of nothing", rate, huibao.ModeMaintain, "50", nil, "C1 numerator=0 denominator=0\nC2 numerator=0 denominator=0\nC3 numerator=0 denominator=0", "grey 无此情况"},
		{"something of nothing", rate, huibao.ModeMaintain, "50", nil, "C1 numerator=1 denominator=0\nC2 numerator=0 denominator=0\nC3 numerator=0 denominator=0", "grey 待核"},
		{"no target", rate, huibao.ModeMaintain, "", nil, "C1 numerator=30 denominator=40\nC2 numerator=20 denominator=30\nC3 numerator=10 denominator=30", "grey 无目标; 60%"},
		{"no denominator", rate, huibao.ModeMaintain, "50", nil, "C1 numerator=30 denominator=40\nC2 numerator=20\nC3 numerator=10 denominator=30", "grey 待核; 57.14%; due 0.5; holes [{C2 未填}]"},
		{"a denominator alone", rate, huibao.ModeMaintain, "50", nil, "C1 numerator=30 denominator=40\nC2 numerator=无 denominator=40\nC3 numerator=10 denominator=30", "grey 待核; 57.14%; due 0.5; holes [{C2 未填}]"},
		{"one has none at all", rate, huibao.ModeMaintain, "50", nil, "C1 numerator=30 denominator=40\nC2 numerator=无 denominator=无\nC3 numerator=10 denominator=30", "green 达标; 57.14%; due 0.5; points +7.14; met"},

		{"standard, before its deadline", huibao.KindStandard, "", "690", nil, "C1 standard=690\nC2 standard=700\nC3 standard=650", "green 未到期; 650户; held 2/3"},
		{"standard, begun", huibao.KindStandard, "", "690", started, "C1 standard=700\nC2 standard=690\nC3 standard=650", "yellow 未达标; 650户; held 2/3"},
		{"standard, not begun", huibao.KindStandard, "", "690", starting, "C1 standard=690\nC2 standard=700\nC3 standard=690", "green 未到期; 690户; held 3/3; met"},
		{"standard, all", huibao.KindStandard, "", "690", dueNow, "C1 standard=691\nC2 standard=700\nC3 standard=690 since=2024-06-30", "green 达标; 690户; held 3/3; met"},
		{"standard, in force later", huibao.KindStandard, "", "690", dueNow, "C1 standard=691\nC2 standard=700\nC3 standard=690 since=2024-07-01", "red 逾期未达; 690户; held 2/3"},
		{"standard, one is missing", huibao.KindStandard, "", "690", dueNow, "C1 standard=691\nC2 standard=700", "grey 未报; 691户; held 2/3; holes [{C3 未报}]"},
		{"standard, one below and one missing", huibao.KindStandard, "", "690", dueNow, "C1 standard=689\nC2 standard=700", "red 逾期未达; 689户; held 1/3; holes [{C3 未报}]"},

		{"relation, the worst in the middle", huibao.KindRelation, "", "2", nil, "C1 own=3\nC2 own=2\nC3 own=5", "green 达标; 2倍; held 3/3; met"},
		{"relation, one below", huibao.KindRelation, "", "2", nil, "C1 own=1.5\nC2 own=3\nC3 own=5", "yellow 未达标; 1.5倍; held 2/3"},
		{"relation, one missing", huibao.KindRelation, "", "2", nil, "C1 own=3\nC2 own=2", "grey 未报; 2倍; held 2/3; holes [{C3 未报}]"},
		{"relation, one below and one missing", huibao.KindRelation, "", "2", nil, "C1 own=3\nC2 own=1", "yellow 未达标; 1倍; held 1/3; holes [{C3 未报}]"},
		{"relation, to a reference", huibao.KindRelation, "", "", multiples, "C1 own=900\nC2 own=820\nC3 own=1000", "grey 待核; 2.05倍; held 2/3; holes [{C3 无参照值}]"},
		{"relation, not applicable", huibao.KindRelation, "", "2", nil, "C1 own=无\nC2 own=无\nC3 own=无", "grey 不适用; held 0/3"},
		{"relation, not begun", huibao.KindRelation, "", "2", starting, "C1 own=3\nC2 own=2\nC3 own=5", "grey 未到期; 2倍; held 3/3"},
		{"relation, nobody", huibao.KindRelation, "", "2", nil, "", "grey 未报; held 0/3; holes [{C1 未报} {C2 未报} {C3 未报}]"},

		{"milestone, none due", huibao.KindMilestone, "", "", nil, "C1 state=推进中\nC2 state=推进中\nC3 state=推进中", "green 推进中; 0个单位; held 0/3"},
		{"milestone, one of three due", huibao.KindMilestone, "", "", halfway, "C1 state=推进中\nC2 state=已完成\nC3 state=推进中", "green 推进中; 1个单位; held 1/3"},
		{"milestone, one is lacking", huibao.KindMilestone, "", "", halfway, "C1 state=推进中\nC2 state=推进中\nC3 state=推进中", "yellow 未达标; 0个单位; held 0/3"},
		{"milestone, late", huibao.KindMilestone, "", "", dueNow, "C1 state=已完成\nC2 state=已完成\nC3 state=推进中", "red 逾期未达; 2个单位; held 2/3"},
		{"milestone, all", huibao.KindMilestone, "", "", nil, "C1 state=已完成\nC2 state=已完成\nC3 state=已完成", "green 已完成; 3个单位; held 3/3; met"},
	} {
		c := w.consolidate()
		if got := said(c.CityStanding("1.1")); got != w.want {
			t.Errorf("%s:\n%s, want\n%s", w.name, got, w.want)
		}
		if c.CityStanding("1.1").Starred {
			t.Errorf("%s: starred", w.name)
		}
		if got := Explain(c, huibao.CityUnit, "1.1"); got == nil || said(got) != w.want {
			t.Errorf("%s: explained as another", w.name)
		}
	}
}

func noneToDo(p *huibao.Plan, _ *huibao.Indicator) {
	for i := range p.Allocations {
		p.Allocations[i].Value = num(0)
	}
}

// TestWorkedTasks is of what a task comes to by its one indicator, and of its category.
func TestWorkedTasks(t *testing.T) {
	full, outside := "C1 cumulative=160\nC2 cumulative=140\nC3 cumulative=100", func(_ *huibao.Plan, i *huibao.Indicator) { i.Scope = huibao.ScopeOutside }
	kept := "C1 numerator=30 denominator=40\nC2 numerator=20 denominator=30\nC3 numerator=10 denominator=30"
	for _, c := range []struct {
		w                      worked
		light                  huibao.Light
		of, due, judged, pace  int
		done, onTarget, behind bool
	}{
		{worked{"all", huibao.KindCount, huibao.ModeFlow, "400", nil, full, ""}, huibao.Green, 1, 1, 1, 1, true, true, false},
		{worked{"behind", huibao.KindCount, huibao.ModeFlow, "400", nil, "C1 cumulative=40\nC2 cumulative=30\nC3 cumulative=50", ""}, huibao.Yellow, 1, 1, 1, 0, false, false, true},
		{worked{"on its pace", huibao.KindCount, huibao.ModeFlow, "400", nil, "C1 cumulative=80\nC2 cumulative=70\nC3 cumulative=50", ""}, huibao.Green, 1, 1, 1, 1, false, false, false},
		{worked{"at most", huibao.KindCount, huibao.ModeFlow, "400", atMost, full, ""}, huibao.Green, 1, 1, 1, 1, false, true, false},
		{worked{"kept so far", huibao.KindRate, huibao.ModeMaintain, "50", nil, kept, ""}, huibao.Green, 1, 1, 1, 1, false, true, false},
		{worked{"kept to the end", huibao.KindRate, huibao.ModeMaintain, "50", dueNow, kept, ""}, huibao.Green, 1, 1, 1, 1, true, true, false},
		{worked{"a relation", huibao.KindRelation, "", "2", nil, "C1 own=3\nC2 own=2\nC3 own=5", ""}, huibao.Green, 1, 1, 1, 1, false, true, false},
		{worked{"a relation to a reference", huibao.KindRelation, "", "", func(p *huibao.Plan, i *huibao.Indicator) {
			multiples(p, i)
			p.References[0].Unit = ""
		}, "C1 own=900\nC2 own=820\nC3 own=1000", ""}, huibao.Green, 1, 1, 1, 1, false, true, false},
		{worked{"a milestone", huibao.KindMilestone, "", "", nil, "C1 state=已完成\nC2 state=已完成\nC3 state=已完成", ""}, huibao.Green, 1, 1, 1, 1, true, true, false},
		{worked{"nobody", huibao.KindCount, huibao.ModeFlow, "400", nil, "", ""}, huibao.Grey, 1, 1, 0, 0, false, false, false},
		{worked{"elsewhere", huibao.KindCount, huibao.ModeFlow, "400", outside, full, ""}, huibao.Grey, 0, 0, 0, 0, false, false, false},
		{worked{"none to do", huibao.KindCount, huibao.ModeFlow, "400", noneToDo, full, ""}, huibao.Grey, 1, 0, 0, 0, false, false, false},
	} {
		got := c.w.consolidate()
		task, category := got.Tasks[0], got.Categories[0]
		if task.Light != c.light || task.Of != c.of || task.Due != c.due || task.Judged != c.judged || task.Done != c.done || task.OnTarget != c.onTarget || len(task.Behind) > 0 != c.behind {
			t.Errorf("%s: %+v", c.w.name, task)
		}
		if category.Of != c.of || category.Judged != c.judged || category.OnPace != c.pace {
			t.Errorf("%s: %+v", c.w.name, category)
		}
	}
}

// TestPayments sums what a standard paid, and follows the lead's own figure beside the counties'.
func TestPayments(t *testing.T) {
	paid := func(_ *huibao.Plan, i *huibao.Indicator) { i.PayBy = huibao.PayFull }
	s := worked{"paid", huibao.KindStandard, "", "690", paid, "C1 standard=690 people=3 months=10 paid=6900 back_pay=1\nC2 standard=690 people=4 months=20 paid=13800 back_pay=2\nC3 standard=690 people=5 months=30 paid=20700 back_pay=3", ""}.consolidate().CityStanding("1.1")
	if got := fmt.Sprint(s.People, s.Months, s.Paid, s.BackPay, len(s.Figures), s.Reached); got != "12 60 41400 6 5 690" {
		t.Error(got)
	}
	some := worked{"paid", huibao.KindStandard, "", "690", paid, "C1 standard=690 people=3 paid=6900\nC2 standard=690 people=4 months=20 paid=13800\nC3 standard=690 people=5 months=30 paid=20700", ""}.consolidate().CityStanding("1.1")
	if got := fmt.Sprint(some.People, some.Months.IsNumber(), some.Paid, some.Held); got != "12 false 41400 3" {
		t.Errorf("months of one are not known: %s", got)
	}
	both := func(_ *huibao.Plan, i *huibao.Indicator) { i.ReportBy = huibao.ByBoth }
	x := worked{"both", huibao.KindCount, huibao.ModeFlow, "400", both, "C1 cumulative=82\nC2 cumulative=70\nC3 cumulative=48\nB1 cumulative=205", ""}
	if s := x.consolidate().CityStanding("1.1"); s.Reached.String() != "200" || s.Other == nil || s.Other.Value.String() != "205" || s.Difference.String() != "5" {
		t.Errorf("%s, %+v, %s", s.Reached, s.Other, s.Difference)
	}
	x.rows = "C1 cumulative=无\nC2 cumulative=无\nC3 cumulative=无\nB1 cumulative=205"
	if s := x.consolidate().CityStanding("1.1"); s.Difference.IsNumber() {
		t.Errorf("a difference of no sum: %s", s.Difference)
	}
	multiple := worked{"worst", huibao.KindRelation, "", "", multiples, "C1 own=900\nC2 own=820\nC3 own=1000", ""}.consolidate().CityStanding("1.1")
	if got := fmt.Sprint(multiple.Reached, multiple.Numer, multiple.Denom); got != "820 820 400" {
		t.Errorf("the worst: %s", got)
	}
	blank := worked{"blank", huibao.KindCount, huibao.ModeFlow, "400", nil, "C1 cumulative=82\nC2 this=3\nC3 cumulative=无", ""}.consolidate().CityStanding("1.1")
	if p := blank.Figures[0].AllParts(); p[0].Excluded != "" || p[1].Excluded != "未填" || p[2].Excluded != "不适用" {
		t.Errorf("left out: %q %q %q", p[0].Excluded, p[1].Excluded, p[2].Excluded)
	}
	x.rows = "C1 cumulative=82\nC2 cumulative=70\nB1 cumulative=205"
	if s := x.consolidate().CityStanding("1.1"); s.Other == nil || s.Difference.IsNumber() {
		t.Errorf("a difference of a sum that lacks a part: %s", s.Difference)
	}
}

// TestExplainNothing: what nobody judged is not explained.
func TestExplainNothing(t *testing.T) {
	c := worked{"", huibao.KindCount, huibao.ModeFlow, "400", nil, "C1 cumulative=82", ""}.consolidate()
	if Explain(c, huibao.CityUnit, "9.9") != nil || Explain(c, "B1", "1.1") != nil {
		t.Error("explained")
	}
	if s := Explain(c, "C1", "1.1"); s == nil || s.Reached.String() != "82" || s.Completion.PercentText(2) != "51.25%" {
		t.Errorf("C1: %+v", s)
	}
	rows := RowsOf(inforce.At(plan(), june), []string{"1.1"})
	if len(rows) != 1 || !rows["1.1"] {
		t.Error(rows)
	}
}

// TestMissing: a unit owes a return until a file of it was recognised, which an attachment or a file that
// the office set aside is not.
func TestMissing(t *testing.T) {
	w := worked{"", huibao.KindCount, huibao.ModeFlow, "400", nil, "C1 cumulative=1\nC2 cumulative=1\nC3 cumulative=1", ""}
	for name, c := range map[string]struct {
		change func(*huibao.Submission)
		want   string
	}{
		"all":           {func(*huibao.Submission) {}, "[]"},
		"sent back":     {func(s *huibao.Submission) { s.State = huibao.StateRejected }, "[]"},
		"attachment":    {func(s *huibao.Submission) { s.State = huibao.StateAttachment }, "[C1]"},
		"set aside":     {func(s *huibao.Submission) { s.State = huibao.StateIgnored }, "[C1]"},
		"not read":      {func(s *huibao.Submission) { s.Return = nil }, "[C1]"},
		"of no unit":    {func(s *huibao.Submission) { s.Unit = "" }, "[C1]"},
		"of a stranger": {func(s *huibao.Submission) { s.Unit = "C9" }, "[C1]"},
	} {
		subs := w.submissions(june)
		c.change(&subs[0])
		got := Consolidate(Input{Plan: inforce.At(w.plan(), june), Period: june, Submissions: subs}).Missing
		if fmt.Sprint(got) != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

// TestLeast: a unit that is not counted has reached what last counted, or less where its own row says
// so, and never less than nothing.
func TestLeast(t *testing.T) {
	before := city([]county{{400, 15, 1, 1}}, huibao.Period{Year: 2024, Month: 5}, nil)
	c := city([]county{{400, 20, 1, 1}}, june, before)
	g := &group{c: c, ind: c.Plan.IndicatorByCode("1.1")}
	for row, want := range map[string]string{"": "15", "this=-5": "10", "this=5": "15", "this=-20": "0", "cumulative=7": "7", "cumulative=99": "15", "cumulative=12 this=-1": "12", "cumulative=14 this=-4": "11"} {
		e := entry{Assignment: inforce.Assignment{Subject: "C1"}}
		if row != "" {
			e.row = &worked{rows: "C1 " + row}.submissions(june)[0].Return.Rows[0]
		}
		if got := g.least(e); got.String() != want {
			t.Errorf("%q: %s, want %s", row, got, want)
		}
	}
}
