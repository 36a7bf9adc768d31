package inforce_test

import (
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"huibao"
	"huibao/inforce"
)

// later are additions to a plan that have effect from a day on.
var later = map[string]func(*huibao.Plan, *rand.Rand, huibao.Date){
	"revision": func(p *huibao.Plan, rnd *rand.Rand, from huibao.Date) {
		unit := []string{"", "C1", "C2", "C3"}[rnd.IntN(4)]
		column, value := huibao.ReviseAllocation, "77"
		switch rnd.IntN(3) {
		case 0:
			column, unit = huibao.ReviseTarget, ""
		case 1:
			column, unit, value = huibao.ReviseDeadline, "", "2025-11-30"
		}
		p.Revisions = append(p.Revisions, huibao.Revision{From: from, Recorded: day(1, 1), Indicator: "1.1", Unit: unit, Column: column, New: value})
	},
	"unit": func(p *huibao.Plan, _ *rand.Rand, from huibao.Date) {
		u := county("N"+from.String(), "新区"+from.String())
		u.Start = from
		p.Units = append(p.Units, u)
		p.Tasks[0].Support = append(p.Tasks[0].Support, u.Code)
		p.Indicators[0].Reporters = append(p.Indicators[0].Reporters, u.Code)
		p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: "1.1", Unit: u.Code, Value: num(50)})
		p.Openings = append(p.Openings, huibao.Opening{Indicator: "1.1", Unit: u.Code, Until: month(1), Value: num(5)})
		p.References = append(p.References, huibao.Reference{Name: "最低工资", Unit: u.Code, Value: num(2000)})
	},
	"merger": func(p *huibao.Plan, rnd *rand.Rand, from huibao.Date) {
		if u := &p.Units[2+rnd.IntN(3)]; u.End.IsZero() {
			u.End, u.Successor = from, "C1"
		}
	},
	"end": func(p *huibao.Plan, rnd *rand.Rand, from huibao.Date) {
		if u := &p.Units[2+rnd.IntN(3)]; u.End.IsZero() {
			u.End = from
		}
	},
	"name": func(p *huibao.Plan, rnd *rand.Rand, from huibao.Date) {
		u := &p.Units[rnd.IntN(5)]
		u.Renamed = append(u.Renamed, huibao.DatedName{From: from, Name: u.Name + from.String()})
	},
	"class": func(p *huibao.Plan, rnd *rand.Rand, from huibao.Date) {
		u := &p.Units[1+rnd.IntN(4)]
		u.Classes = append(u.Classes, huibao.DatedClass{From: from, Class: "二类区"})
	},
	"reference": func(p *huibao.Plan, _ *rand.Rand, from huibao.Date) {
		p.References = append(p.References, huibao.Reference{Name: "最低工资", Class: "一类区", Value: num(2200), From: from})
	},
}

// TestLaterChangesNothing holds that an addition with a later day leaves the plan in
// force of every earlier period as it was, and each unit's form.
func TestLaterChangesNothing(t *testing.T) {
	kinds := slices.Sorted(maps.Keys(later))
	for seed := range uint64(300) {
		rnd := rand.New(rand.NewPCG(seed, 1))
		p := plan()
		p.Indicators[0].Reporters = []string{"C1", "C2", "C3", "C4"}
		for _, name := range kinds { // what was settled before
			if rnd.IntN(3) == 0 {
				later[name](p, rnd, day(1+rnd.IntN(3), 1+rnd.IntN(28)))
			}
		}
		m := 1 + rnd.IntN(8)
		now := inforce.At(p, month(m))
		hash, words, forms := now.Hash(), now.Vocabulary(), map[string]string{}
		for _, u := range now.ReturningUnits() {
			forms[u.Code] = now.FormDigest(u.Code)
		}
		for _, name := range kinds {
			q := copied(p)
			later[name](q, rnd, month(m).End().AddDays(1+rnd.IntN(60)))
			then := inforce.At(q, month(m))
			if then.Hash() != hash {
				t.Errorf("seed %d: a later %s changes month %d", seed, name, m)
			}
			if name != "name" && then.Vocabulary() != words {
				t.Errorf("seed %d: a later %s changes how month %d is read", seed, name, m)
			}
			for unit, form := range forms {
				if then.FormDigest(unit) != form {
					t.Errorf("seed %d: a later %s changes the form of %s in month %d", seed, name, unit, m)
				}
			}
		}
	}
}

// copied is a plan whose lists can be changed without changing the other's.
func copied(p *huibao.Plan) *huibao.Plan {
	q := *p
	q.Units, q.Tasks, q.Indicators = append([]huibao.Unit{}, p.Units...), append([]huibao.Task{}, p.Tasks...), append([]huibao.Indicator{}, p.Indicators...)
	for i := range q.Units {
		q.Units[i].Renamed, q.Units[i].Classes = append([]huibao.DatedName(nil), q.Units[i].Renamed...), append([]huibao.DatedClass(nil), q.Units[i].Classes...)
	}
	q.Tasks[0].Support = append([]string{}, q.Tasks[0].Support...)
	q.Indicators[0].Reporters = append([]string{}, q.Indicators[0].Reporters...)
	q.Allocations, q.Openings = append([]huibao.Allocation{}, p.Allocations...), append([]huibao.Opening{}, p.Openings...)
	q.References, q.Revisions = append([]huibao.Reference{}, p.References...), append([]huibao.Revision{}, p.Revisions...)
	return &q
}

// TestDigests holds what each digest depends on.
func TestDigests(t *testing.T) {
	for _, c := range []struct {
		name                  string
		change                func(*huibao.Plan)
		hash, vocabulary, own bool // changed; own: the form of C1
	}{
		{"nothing", func(*huibao.Plan) {}, false, false, false},
		{"a target", func(p *huibao.Plan) { p.Indicators[2].Target = huibao.NumInt(90) }, true, false, true},
		{"the unit's part", func(p *huibao.Plan) { p.Allocations[0].Value = num(1) }, true, false, true},
		{"another unit's part", func(p *huibao.Plan) { p.Allocations[2].Value = num(1) }, true, false, false},
		{"the unit's beginning of a flow", func(p *huibao.Plan) { p.Openings[0].Value = num(1) }, true, false, false},
		{"the unit's beginning of a stock", func(p *huibao.Plan) { p.Openings[1].Value = num(1) }, true, false, true},
		{"a phone", func(p *huibao.Plan) { p.Contact, p.Phone = "李四", "2" }, true, false, false},
		{"a calendar", func(p *huibao.Plan) { p.Calendar = []huibao.CalendarDay{{Period: month(3), Deadline: day(4, 9)}} }, true, false, false},
		{"a pace", func(p *huibao.Plan) {
			p.Paces = []huibao.PacePoint{{Indicator: "1.1", Period: month(3), Share: num(5)}}
		}, true, false, true},
		{"a measure", func(p *huibao.Plan) { p.Indicators[0].Measure = "人" }, true, true, true},
		{"a mode", func(p *huibao.Plan) { p.Indicators[0].Mode = huibao.ModeDistinct }, true, true, true},
		{"places", func(p *huibao.Plan) { p.Indicators[0].Places = 2 }, true, true, true},
		{"what done means", func(p *huibao.Plan) { p.Indicators[0].DoneMeans = "竣工验收" }, true, true, true},
		{"a numerator's words", func(p *huibao.Plan) { p.Indicators[3].Numerator = "签约户数" }, true, true, true},
		{"words that do no harm", func(p *huibao.Plan) {
			p.Settings = append(p.Settings, huibao.Setting{Code: huibao.HarmlessSetting, Bound: "验收、销号"})
		}, true, true, true},
		{"another setting", func(p *huibao.Plan) { p.Settings = append(p.Settings, huibao.Setting{Code: "H03", Bound: "9"}) }, true, false, true},
		{"an indicator's other name", func(p *huibao.Plan) { p.Indicators[0].Aliases = []string{"危房改造"} }, true, true, true},
		{"a kind", func(p *huibao.Plan) { p.Indicators[3].Kind = huibao.KindStandard }, true, true, true},
		{"another unit's other name", func(p *huibao.Plan) { p.Units[2].Aliases = []string{"丙"} }, true, true, false},
		{"another unit's later name", func(p *huibao.Plan) { p.Units[2].Renamed = []huibao.DatedName{{From: day(9, 1), Name: "丙区"}} }, false, true, false},
		{"what an indicator is part of", func(p *huibao.Plan) { p.Indicators[0].PartOf, p.Indicators[0].SumsUp = "9.9", true }, true, true, true},
		{"who reports an indicator", func(p *huibao.Plan) { p.Indicators[0].Reporters = []string{"C2"} }, true, true, true},
		{"when it is reported", func(p *huibao.Plan) { p.Indicators[0].Months = 1 << 4 }, true, true, true},
		{"a row of the plan's sheet", func(p *huibao.Plan) { p.Units[1].At = huibao.Row{Sheet: "单位", Row: 9} }, false, false, false},
		{"a merger of then", func(p *huibao.Plan) { p.Units[3].End, p.Units[3].Successor = day(3, 1), "C2" }, true, true, false},
	} {
		p := plan()
		c.change(p)
		a, b := inforce.At(plan(), month(3)), inforce.At(p, month(3))
		if got := [3]bool{a.Hash() != b.Hash(), a.Vocabulary() != b.Vocabulary(), a.FormDigest("C1") != b.FormDigest("C1")}; got != [3]bool{c.hash, c.vocabulary, c.own} {
			t.Errorf("%s changes (all, words, form) %v", c.name, got)
		}
		if readingForms(a) != readingForms(b) && a.Vocabulary() == b.Vocabulary() {
			t.Errorf("%s changes what returns are read by, and not the words", c.name)
		}
	}
}

// readingForms is the digest of all that returns are read by.
func readingForms(p *inforce.Plan) string {
	var list []*huibao.Form
	for i := range p.Units {
		list = append(list, p.ReadingForm(p.Units[i].Code))
	}
	return huibao.Digest(list)
}

// TestFormDigestOnce: asked again it is the same, of each unit its own, and not made anew.
func TestFormDigestOnce(t *testing.T) {
	p := inforce.At(plan(), month(3))
	first, second := p.FormDigest("C1"), p.FormDigest("C2")
	if first == second || p.FormDigest("C1") != first || p.FormDigest("C2") != second || inforce.At(plan(), month(3)).FormDigest("C1") != first {
		t.Error("digests of forms")
	}
	if n := testing.AllocsPerRun(10, func() { p.FormDigest("C1") }); n > 2 {
		t.Errorf("%v allocations: the form is made again", n)
	}
}
