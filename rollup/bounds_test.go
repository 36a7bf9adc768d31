package rollup

import (
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

// holed is a period of one indicator: what each unit's row states, and what was counted of it
// a month before. A unit without a row sent nothing; one with held is held out.
type holed struct {
	kind   huibao.Kind
	mode   huibao.Mode
	target string
	base   string            // 原值 of a stock
	parts  map[string]string // allocations
	share  int               // percent due by the period
	now    map[string][2]string
	last   map[string][2]string
	held   []string
	due    bool // the deadline is the period's end
	atMost bool
}

func (x holed) judge(t *testing.T) *huibao.Standing {
	t.Helper()
	num := func(s string) decimal.Decimal { return decimal.RequireFromString(s) }
	month := func(m int) huibao.Period { return huibao.Period{Year: 2024, Month: m} }
	p := &huibao.Plan{Year: 2024, Yellow: num("10"), Red: num("30"), Tasks: []huibao.Task{{No: 1, Lead: []string{"B1"}, Deadline: huibao.Date{Year: 2024, Month: 12, Day: 31}}}}
	if x.due {
		p.Tasks[0].Deadline = huibao.Date{Year: 2024, Month: 6, Day: 30}
	}
	p.Units = append(p.Units, huibao.Unit{Code: "B1", Level: huibao.LevelBureau})
	ind := huibao.Indicator{Code: "1.1", Task: 1, Kind: x.kind, Mode: x.mode, Comparator: huibao.AtLeast, Scope: huibao.ScopeCounty, ReportBy: huibao.ByCounties, Responsible: "B1"}
	if x.atMost {
		ind.Comparator = huibao.AtMost
	}
	if x.target != "" {
		ind.Target = huibao.MustNum(x.target)
	}
	if x.base != "" {
		ind.Baseline = huibao.MustNum(x.base)
	}
	p.Indicators = []huibao.Indicator{ind}
	p.Paces = []huibao.PacePoint{{Indicator: "1.1", Period: month(5), Share: decimal.NewFromInt(int64(x.share))}, {Indicator: "1.1", Period: month(6), Share: decimal.NewFromInt(int64(x.share))}}
	for _, unit := range []string{"甲", "乙", "丙"} {
		p.Units = append(p.Units, huibao.Unit{Code: unit, Name: unit + "县", Level: huibao.LevelCounty})
		if x.parts != nil {
			p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: "1.1", Unit: unit, Value: num(x.parts[unit])})
		}
	}
	if x.kind == huibao.KindCount {
		p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: "1.1", Value: num(x.target)})
	}
	in := func(m int, rows map[string][2]string, held []string, before *statement.Consolidation) *statement.Consolidation {
		var subs []huibao.Submission
		for unit, v := range rows {
			row := huibao.ReturnRow{Code: "1.1", Subject: unit, Kind: x.kind}
			fields := []huibao.Field{huibao.FieldCumulative}
			if x.kind == huibao.KindRate {
				fields = []huibao.Field{huibao.FieldNumer, huibao.FieldDenom}
			}
			if x.kind == huibao.KindMilestone {
				fields = nil
				row.Values.Set(huibao.Value{Field: huibao.FieldState, Word: v[0]})
			}
			for i, f := range fields {
				row.Values.Set(huibao.Value{Field: f, Quantity: huibao.MustNum(v[i])})
			}
			s := huibao.Submission{Unit: unit, Period: month(m), State: huibao.StateAccepted, Return: &huibao.Return{Unit: unit, Rows: []huibao.ReturnRow{row}}}
			for _, h := range held {
				if h == unit {
					s.HeldOut = []string{"1.1"}
				}
			}
			subs = append(subs, s)
		}
		return Consolidate(Input{Plan: inforce.At(p, month(m)), Period: month(m), Submissions: subs, Previous: before.Past()})
	}
	before := in(5, x.last, nil, nil)
	return in(6, x.now, x.held, before).CityStanding("1.1")
}

func one(list ...string) map[string][2]string {
	m := map[string][2]string{}
	for i := 0; i < len(list); i += 2 {
		m[list[i]] = [2]string{list[i+1]}
	}
	return m
}

// TestBoundsMet is of figures that reach all that is asked for whatever is missing.
func TestBoundsMet(t *testing.T) {
	hundred := map[string]string{"甲": "40", "乙": "35", "丙": "25"}
	count := func(now, last map[string][2]string, held ...string) holed {
		return holed{kind: huibao.KindCount, mode: huibao.ModeFlow, target: "100", parts: hundred, share: 100, now: now, last: last, held: held, due: true}
	}
	states := func(due bool, now, last map[string][2]string, held ...string) holed {
		x := holed{kind: huibao.KindMilestone, now: now, last: last, held: held, due: due}
		if due {
			x.share = 100
		}
		return x
	}
	for _, c := range []struct {
		name string
		x    holed
		met  bool
		want string
	}{
		{"counted and before", count(one("甲", "45", "丙", "25"), one("乙", "30")), true, "green 已达目标（按已报数）"},
		{"one less", count(one("甲", "45", "丙", "25"), one("乙", "29")), false, "grey 未报"},
		{"never, by what was sent back", count(one("甲", "35", "丙", "25", "乙", "90"), one("乙", "30"), "乙"), false, "red 严重滞后（待核县区按完成全年任务计也未达）"},
		{"kept rate", holed{kind: huibao.KindRate, mode: huibao.ModeMaintain, target: "50", share: 100, due: true,
			now: map[string][2]string{"甲": {"900", "1000"}, "丙": {"900", "1000"}}, last: map[string][2]string{"乙": {"5", "10"}}}, true, "green 达标（按已报数）"},
		{"completed before", states(true, one("甲", "已完成", "丙", "已完成"), one("乙", "已完成")), true, "green 已完成（按已报数）"},
		{"not before", states(true, one("甲", "已完成", "丙", "已完成"), one("乙", "推进中")), false, "grey 未报"},
		{"says itself that it isn't", states(true, one("甲", "已完成", "丙", "已完成", "乙", "推进中"), one("乙", "已完成"), "乙"), false, "grey 待核"},
		{"too few counted", states(true, one("甲", "已完成"), one("乙", "已完成", "丙", "已完成")), false, "grey 未报"},
		{"one is not", states(true, one("甲", "已完成", "丙", "推进中"), one("乙", "已完成")), false, "red 逾期未达"},
		{"before it is due", states(false, one("甲", "推进中", "丙", "推进中"), one("乙", "推进中")), false, "green 推进中"},
	} {
		s := c.x.judge(t)
		if got := string(s.Light) + " " + s.Word; got != c.want || s.Met != c.met {
			t.Errorf("%s: %s met %v, want %s %v", c.name, got, s.Met, c.want, c.met)
		}
	}
}

// TestBounds works statement.md §3's examples out.
func TestBounds(t *testing.T) {
	hundred := map[string]string{"甲": "40", "乙": "35", "丙": "25"}
	count := func(share int, now, last map[string][2]string, held ...string) holed {
		return holed{kind: huibao.KindCount, mode: huibao.ModeFlow, target: "100", parts: hundred, share: share, now: now, last: last, held: held}
	}
	rate := func(mode huibao.Mode, target string, now, last map[string][2]string) holed {
		return holed{kind: huibao.KindRate, mode: mode, target: target, share: 50, now: now, last: last}
	}
	for _, c := range []struct {
		name    string
		x       holed
		reached string
		want    string
	}{
		{"green by what was counted", count(50, one("甲", "24", "丙", "14", "乙", "99"), one("乙", "15"), "乙"), "38", "green 达序时（按已报数）"},
		{"red to green", count(50, one("甲", "8", "丙", "5"), one("乙", "6")), "13", "grey 未报"},
		{"red both ways", count(90, one("甲", "10", "丙", "9"), one("乙", "3")), "19", "red 严重滞后（未报县区按完成全年任务计也未达）"},
		{"red to yellow", count(90, one("甲", "20", "丙", "15"), one("乙", "10")), "35", "yellow 滞后（未报县区按完成全年任务计也未达）"},
		{"nothing counted before", count(50, one("甲", "24", "丙", "14"), nil), "38", "grey 未报"},
		{"less by its own row", count(60, one("甲", "24", "丙", "14", "乙", "5"), one("乙", "15"), "乙"), "38", "grey 待核"},
		{"too little is counted", holed{kind: huibao.KindCount, mode: huibao.ModeFlow, target: "100", parts: map[string]string{"甲": "10", "乙": "60", "丙": "30"}, share: 50,
			now: one("甲", "10", "丙", "30"), last: one("乙", "40")}, "40", "grey 未报"},
		{"stock", holed{kind: huibao.KindCount, mode: huibao.ModeStock, target: "12", base: "4", parts: map[string]string{"甲": "5", "乙": "4", "丙": "3"}, share: 50,
			now: one("甲", "3", "丙", "2"), last: one("乙", "2")}, "5", "grey 未报"},
		{"cumulative rate", rate(huibao.ModeCumulative, "50", map[string][2]string{"甲": {"2000", "8000"}, "丙": {"520", "2000"}}, map[string][2]string{"乙": {"100", "500"}}), "", "green 达序时（按已报数）"},
		{"more is lacking than is counted", rate(huibao.ModeCumulative, "50", map[string][2]string{"甲": {"9", "10"}, "丙": {"9", "10"}}, map[string][2]string{"乙": {"900", "1000"}}), "", "grey 未报"},
		// 乙 may have 24 of which 19 are new or were: 119 of 1024 are 11.6 %.
		{"at most, with all that may come", holed{kind: huibao.KindRate, mode: huibao.ModeMaintain, target: "12", share: 50, atMost: true, now: map[string][2]string{"甲": {"50", "500"}, "丙": {"50", "500"}}, last: map[string][2]string{"乙": {"5", "10"}}}, "", "green 达标（按已报数）"},
		{"at most, but for what may come", holed{kind: huibao.KindRate, mode: huibao.ModeMaintain, target: "11.6", share: 50, atMost: true, now: map[string][2]string{"甲": {"50", "500"}, "丙": {"50", "500"}}, last: map[string][2]string{"乙": {"5", "10"}}}, "", "grey 未报"},
		{"maintained rate", rate(huibao.ModeMaintain, "98", map[string][2]string{"甲": {"2000", "2030"}, "丙": {"166", "170"}}, map[string][2]string{"乙": {"500", "505"}}), "", "grey 未报"},
	} {
		s := c.x.judge(t)
		if got := string(s.Light) + " " + s.Word; got != c.want || s.Reached.String() != c.reached || s.Completion.Valid() || s.Points.Valid() {
			t.Errorf("%s: %s %s, want %s %s", c.name, s.Reached, got, c.reached, c.want)
		}
	}
}

// TestBoundsHold fills holes in at random within the bounds: the light that was stated by them
// is never another one than the filled figure's, but for the graver of two that are behind.
func TestBoundsHold(t *testing.T) {
	for share := 10; share <= 100; share += 15 {
		for a := 0; a <= 40; a += 5 {
			for last := 0; last <= 35; last += 7 {
				x := holed{kind: huibao.KindCount, mode: huibao.ModeFlow, target: "100", parts: map[string]string{"甲": "40", "乙": "35", "丙": "25"}, share: share,
					now: one("甲", decimal.NewFromInt(int64(a)).String(), "丙", "12"), last: one("乙", decimal.NewFromInt(int64(last)).String())}
				stated := x.judge(t)
				if !stated.Judged() {
					continue
				}
				for fill := last; fill <= 35; fill++ {
					full := x
					full.now = one("甲", decimal.NewFromInt(int64(a)).String(), "丙", "12", "乙", decimal.NewFromInt(int64(fill)).String())
					got := full.judge(t)
					if got.Light != stated.Light && !(stated.Light == huibao.Yellow && got.Light == huibao.Red) {
						t.Fatalf("share %d, 甲 %d, 乙 %d after %d: stated %s, is %s", share, a, fill, last, stated.Light, got.Light)
					}
				}
			}
		}
	}
}
