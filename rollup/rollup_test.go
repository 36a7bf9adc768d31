package rollup

import (
	"bytes"
	"encoding/json"
	"math/rand"
	"reflect"
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

var june = huibao.Period{Year: 2024, Month: 6}

func num(n int64) decimal.Decimal { return decimal.NewFromInt(n) }

// plan has three counties and one bureau, one count and one rate.
func plan() *huibao.Plan {
	p := &huibao.Plan{Title: "方案", Year: 2024, Yellow: num(10), Red: num(30),
		Tasks: []huibao.Task{{No: 1, Category: "类", Title: "任务", Lead: []string{"B1"}}},
		Units: []huibao.Unit{{Code: "B1", Name: "甲局", Level: huibao.LevelBureau}, {Code: "C1", Name: "乙县", Level: huibao.LevelCounty},
			{Code: "C2", Name: "丙县", Level: huibao.LevelCounty}, {Code: "C3", Name: "丁县", Level: huibao.LevelCounty}},
		Indicators: []huibao.Indicator{
			{Code: "1.1", Task: 1, Name: "数", Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "户", Comparator: huibao.AtLeast, Target: huibao.NumInt(4000), Scope: huibao.ScopeRegion, ReportBy: huibao.ByCounties},
			{Code: "1.2", Task: 1, Name: "率", Kind: huibao.KindRate, Mode: huibao.ModeMaintain, Measure: "%", Comparator: huibao.AtLeast, Target: huibao.NumInt(98), Scope: huibao.ScopeCounty, ReportBy: huibao.ByCounties, Places: 2},
		}}
	for unit, n := range map[string]int64{"": 400, "C1": 160, "C2": 140, "C3": 100} {
		p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: "1.1", Unit: unit, Value: num(n)})
	}
	return p
}

func sub(unit string, cum, numer, denom int64) huibao.Submission {
	value := func(f huibao.Field, n int64) huibao.Value {
		return huibao.Value{Field: f, Quantity: huibao.NumInt(n), Text: num(n).String(), Source: huibao.Source{File: unit, Sheet: "计数", Cell: "G4"}}
	}
	return huibao.Submission{Path: unit + ".xlsx", Unit: unit, Period: june, State: huibao.StateAccepted, Return: &huibao.Return{Unit: unit, Rows: []huibao.ReturnRow{
		{Code: "1.1", Subject: unit, Kind: huibao.KindCount, Values: huibao.ValuesOf([]huibao.Value{value(huibao.FieldCumulative, cum), value(huibao.FieldThis, 1)}...)},
		{Code: "1.2", Subject: unit, Kind: huibao.KindRate, Values: huibao.ValuesOf([]huibao.Value{value(huibao.FieldNumer, numer), value(huibao.FieldDenom, denom)}...)},
	}}}
}

func all() []huibao.Submission {
	return []huibao.Submission{sub("C1", 82, 1176, 1200), sub("C2", 70, 990, 1000), sub("C3", 48, 594, 600)}
}

func roll(subs []huibao.Submission, previous *statement.Consolidation) *statement.Consolidation {
	return Consolidate(Input{Plan: inforce.At(plan(), june), Period: june, Submissions: subs, Previous: previous.Past()})
}

// asJSON is a value with the parts of its figures, which are made where they are asked for.
func asJSON(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestParts lets the parts of the city's figures go: what is held of a figure has none, and they
// are those that it was made of.
func TestParts(t *testing.T) {
	c := roll(all(), nil)
	for _, code := range []string{"1.1", "1.2", "1.1"} {
		for i := range c.CityStanding(code).Figures {
			f := &c.CityStanding(code).Figures[i]
			want := gather(c, c.Plan.IndicatorByCode(code), 1).standing(huibao.CityUnit).Figures[i].Parts
			if f.Parts != nil || len(want) < 3 || !reflect.DeepEqual(f.AllParts(), want) {
				t.Errorf("%s %s: %d parts held, %v, not %v", code, f.Item, len(f.Parts), f.AllParts(), want)
			}
			whole := huibao.Figure{Parts: want}
			if got, of := slices.Collect(f.Counts()), slices.Collect(whole.Counts()); !slices.Equal(got, of) {
				t.Errorf("%s %s: %v counts, not %v", code, f.Item, got, of)
			}
		}
	}
}

// TestOrder does not depend on the order of the submissions.
func TestOrder(t *testing.T) {
	want := roll(all(), nil)
	rng := rand.New(rand.NewSource(1))
	for range 20 {
		subs := all()
		rng.Shuffle(len(subs), func(i, j int) { subs[i], subs[j] = subs[j], subs[i] })
		got := roll(subs, nil)
		if !bytes.Equal(asJSON(t, got.City), asJSON(t, want.City)) || !reflect.DeepEqual(got.Tasks, want.Tasks) || !reflect.DeepEqual(got.Units, want.Units) {
			t.Fatal("the order shows")
		}
	}
	if s := want.CityStanding("1.1"); s.Reached.String() != "200" || s.Light != huibao.Green || s.Word != "达序时" {
		t.Errorf("%s %s %s", s.Reached, s.Light, s.Word)
	}
	if s := want.CityStanding("1.2"); s.Rate().PercentText(2) != "98.57%" || s.Light != huibao.Green {
		t.Errorf("%s %s", s.Rate().PercentText(2), s.Light)
	}
}

// TestHoles names missing, rejected and held-out units beside the sum, and never
// turns red for a hole.
func TestHoles(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func([]huibao.Submission) []huibao.Submission
		why    string
		sum    string
		light  huibao.Light
	}{
		{"missing", func(s []huibao.Submission) []huibao.Submission { return s[:2] }, "未报", "152", huibao.Grey},
		{"rejected", func(s []huibao.Submission) []huibao.Submission { s[2].State = huibao.StateRejected; return s }, "退回", "152", huibao.Grey},
		{"held out", func(s []huibao.Submission) []huibao.Submission { s[2].HeldOut = []string{"1.1"}; return s }, "该行有误未计入", "152", huibao.Grey},
		{"undecided", func(s []huibao.Submission) []huibao.Submission { s[2].Undecided = true; return s }, "待核", "152", huibao.Grey},
		{"what is there covers what is due", func(s []huibao.Submission) []huibao.Submission {
			return []huibao.Submission{s[0], sub("C2", 120, 1, 1)}
		}, "未报", "202", huibao.Green},
	} {
		got := roll(c.change(all()), nil).CityStanding("1.1")
		if got.Reached.String() != c.sum || got.Light != c.light || len(got.Holes) != 1 || got.Holes[0] != (huibao.Hole{Unit: "C3", Why: c.why}) {
			t.Errorf("%s: %s %s %v", c.name, got.Reached, got.Light, got.Holes)
		}
	}
}

// TestNothing tells "none this period" from a failure, no allocation from none to do,
// and a pending return's figure from a hole.
func TestNothing(t *testing.T) {
	subs := []huibao.Submission{sub("C1", 82, 0, 0), sub("C2", 70, 0, 0), sub("C3", 48, 0, 0)}
	subs[0].State = huibao.StatePending
	c := roll(subs, nil)
	if s := c.CityStanding("1.2"); s.Light != huibao.Grey || s.Reason != "本期无此情况" {
		t.Errorf("0 ÷ 0: %s %s", s.Light, s.Reason)
	}
	if s := c.CityStanding("1.1"); !s.Starred || len(s.Holes) != 0 {
		t.Errorf("pending: starred %v, holes %v", s.Starred, s.Holes)
	}
	p := plan()
	p.Allocations = []huibao.Allocation{{Indicator: "1.1", Unit: "C3", Value: decimal.Zero}}
	c = Consolidate(Input{Plan: inforce.At(p, june), Period: june, Submissions: all()})
	if a, b := c.CityStanding("1.1").Word, c.UnitStanding("C3", "1.1").Word; a != "未分解" || b != "无任务" {
		t.Errorf("%s %s", a, b)
	}
}

// TestTwice turns an unmet maintained rate red in the second judged period running.
func TestTwice(t *testing.T) {
	low := func() []huibao.Submission {
		return []huibao.Submission{sub("C1", 82, 97, 100), sub("C2", 70, 97, 100), sub("C3", 48, 97, 100)}
	}
	first := roll(low(), nil)
	first.Period = june.Prev()
	second := roll(low(), first)
	if a, b := first.CityStanding("1.2"), second.CityStanding("1.2"); a.Light != huibao.Yellow || b.Light != huibao.Red || b.Behind != 2 || b.Was != huibao.Yellow {
		t.Errorf("%s then %s, %d periods behind, was %s", a.Light, b.Light, b.Behind, b.Was)
	}
	if task := second.Tasks[0]; task.Light != huibao.Red || task.Was != huibao.Yellow || task.Judged != 2 || task.Of != 2 || task.Done {
		t.Errorf("%+v", task)
	}
}

// TestRunning counts the periods that a rate was behind without a break: one that nobody
// collected, or in which it was not judged, breaks the run; one in which it
// is not reported does not. Two judged periods running are red all the same.
func TestRunning(t *testing.T) {
	low, none := [2]int64{97, 100}, [2]int64{0, 0}
	month := func(m int) huibao.Period { return huibao.Period{Year: 2024, Month: m} }
	for _, c := range []struct {
		name   string
		months huibao.MonthSet
		past   map[int][2]int64 // by month
		want   int
	}{
		{"every month", 0, map[int][2]int64{3: low, 4: low, 5: low}, 4},
		{"one that nobody collected", 0, map[int][2]int64{3: low, 4: low}, 1},
		{"one that was not judged", 0, map[int][2]int64{3: low, 4: low, 5: none}, 1},
		{"one before it", 0, map[int][2]int64{3: low, 4: none, 5: low}, 2},
		{"quarters' ends alone", huibao.QuarterEnds, map[int][2]int64{3: low, 4: none, 5: none}, 2},
		{"first of the year", 0, map[int][2]int64{}, 1},
	} {
		at := func(p huibao.Period, v [2]int64, before *statement.Consolidation) *statement.Consolidation {
			pl := plan()
			pl.Indicators[1].Months = c.months
			subs := []huibao.Submission{sub("C1", 82, v[0], v[1]), sub("C2", 70, v[0], v[1]), sub("C3", 48, v[0], v[1])}
			for i := range subs {
				subs[i].Period = p
			}
			return Consolidate(Input{Plan: inforce.At(pl, p), Period: p, Submissions: subs, Previous: before.Past()})
		}
		var before *statement.Consolidation
		for m := 1; m < 6; m++ {
			if v, ok := c.past[m]; ok {
				before = at(month(m), v, before)
			}
		}
		now := at(june, low, before)
		if s, u := now.CityStanding("1.2"), now.UnitStanding("C1", "1.2"); s.Behind != c.want || u.Behind != c.want {
			t.Errorf("%s: %d and %d, want %d", c.name, s.Behind, u.Behind, c.want)
		} else if len(c.past) > 0 && s.Light != huibao.Red {
			t.Errorf("%s: %s after a judged period that was behind", c.name, s.Light)
		}
	}
}

// TestPartsOfNothing: where every part that counts is 0/0 and others are held out, the sum is
// not known, rather than nothing to judge.
func TestPartsOfNothing(t *testing.T) {
	subs := []huibao.Submission{sub("C1", 82, 0, 0), sub("C2", 70, 0, 0), sub("C3", 48, 0, 0)}
	subs[1].HeldOut, subs[2].HeldOut = []string{"1.2"}, []string{"1.2"}
	if s := roll(subs, nil).CityStanding("1.2"); s.Word != "待核" || s.Light != huibao.Grey || len(s.Holes) != 2 {
		t.Errorf("%s %s %v", s.Word, s.Light, s.Holes)
	}
}

// TestNotDueWithoutReturns: what is not due is not, whatever came in, so that the number of
// indicators that should be judged is the plan's and the period's.
func TestNotDueWithoutReturns(t *testing.T) {
	for _, c := range []struct {
		word   string
		change func(p *huibao.Plan)
	}{
		{"未分解", func(p *huibao.Plan) { p.Allocations = nil }},
		{"未到期", func(p *huibao.Plan) { p.Indicators[0].Start = huibao.Date{Year: 2024, Month: 9, Day: 1} }},
		{"未到期", func(p *huibao.Plan) {
			p.Indicators[1].Start = huibao.Date{Year: 2024, Month: 9, Day: 1}
			p.Indicators[0], p.Indicators[1] = p.Indicators[1], p.Indicators[0]
		}},
		{"未到期", func(p *huibao.Plan) {
			p.Indicators[1].Mode = huibao.ModeFinal
			p.Indicators[0], p.Indicators[1] = p.Indicators[1], p.Indicators[0]
		}},
	} {
		for _, subs := range [][]huibao.Submission{nil, all()[:1], all()} {
			p := plan()
			c.change(p)
			code := p.Indicators[0].Code
			got := Consolidate(Input{Plan: inforce.At(p, june), Period: june, Submissions: subs}).CityStanding(code)
			if got.Word != c.word || got.Light != huibao.Grey {
				t.Errorf("%s with %d returns: %s, want %s", code, len(subs), got.Word, c.word)
			}
		}
	}
}
