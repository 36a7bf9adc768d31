package batch_test

import (
	"context"
	"encoding/json"
	"testing"

	"huibao"
	"huibao/batch"
	"huibao/inforce"
	"huibao/internal/thorough"
	"huibao/report"
	"huibao/rollup"
	"huibao/samples"
	"huibao/statement"
)

// TestStandingOf: the figures of one indicator are traced as they are in the whole period: of a
// draft and of an edition, of the city and of every unit.
func TestStandingOf(t *testing.T) {
	dir, _ := sharedDemo(t)
	w := copied(t, kept(dir))
	list := samples.Periods()
	opt := options(list[len(list)-1])
	sameTraces(t, "draft", w, opt)
	sameCompared(t, w, options(list[0]), opt)
	if !thorough.All(t) { // of editions too
		return
	}
	_, err := batch.Lock(context.Background(), w, opt, batch.LockOptions{LeaveOutRest: true, Why: "未核实"})
	must(t, err)
	sameTraces(t, "edition", w, opt)
	before, err := batch.Compare(context.Background(), w, options(list[0]), opt)
	must(t, err)
	if len(before) == 0 {
		t.Error("nothing to compare")
	}
	_, err = batch.Unlock(context.Background(), w, opt, "", "更正")
	must(t, err)
	opt.Edition = 1
	sameTraces(t, "edition of a period that was opened again", w, opt)
}

// sameCompared: drafts are compared by what their runs kept of the city as they are by all that
// they were made from, which another program's drafts are.
func sameCompared(t *testing.T, w batch.Workspace, before, after batch.Options) {
	t.Helper()
	ctx := context.Background()
	kept, err := batch.Compare(ctx, w, before, after)
	must(t, err)
	before.Version, after.Version = "another", "another"
	whole, err := batch.Compare(ctx, w, before, after)
	must(t, err)
	if a, b := asText(t, kept), asText(t, whole); a != b || len(kept) == 0 {
		t.Errorf("kept %s\nwhole %s", a, b)
	}
}

func sameTraces(t *testing.T, when string, w batch.Workspace, opt batch.Options) {
	t.Helper()
	ctx := context.Background()
	whole, err := batch.Standing(ctx, w, opt)
	must(t, err)
	alone, kinds := 0, map[huibao.Kind]bool{}
	for _, ind := range whole.Plan.Indicators {
		part := ind.PartOf != "" && !kinds["part"]
		if kinds[ind.Kind] && !part { // one of each kind, and a part
			continue
		}
		kinds[ind.Kind], kinds["part"] = true, kinds["part"] || part
		code := ind.Code
		units := []huibao.Unit{{Code: huibao.CityUnit}}
		if opt.Edition == 0 {
			units = append(units, whole.Plan.Units[1:3]...)
		}
		for _, unit := range units {
			c, ref, _, err := batch.StandingOf(ctx, w, opt, func(*inforce.Plan) (batch.Reference, error) {
				return batch.Reference{Codes: []string{code}, Unit: unit.Code}, nil
			})
			must(t, err)
			if len(c.Tasks) == 0 || len(c.Submissions()) == 0 {
				alone++
			}
			if got, want := tracedFigure(t, c, ref.Unit, code), tracedFigure(t, whole, unit.Code, code); got != want {
				t.Errorf("%s, %s of %q:\n%s\nwant\n%s", when, code, unit.Name, got, want)
			}
		}
	}
	if alone < len(kinds) {
		t.Errorf("%s: %d read alone", when, alone)
	}
}

// tracedFigure is the trace of a figure as JSON; "null" where there is none.
func tracedFigure(t *testing.T, c *statement.Consolidation, unit, code string) string {
	t.Helper()
	var x *report.Trace
	if s := rollup.Explain(c, unit, code); s != nil {
		x = report.NewTrace(c, s)
	}
	data, err := json.Marshal([]any{x, c.Edition, c.Sent})
	must(t, err)
	return string(data)
}

// TestCompareEditions: two editions are compared by what they say of the city, and where a
// figure has other units, by those in both.
func TestCompareEditions(t *testing.T) {
	ctx := context.Background()
	jan := newSmall(t, true)
	for _, unit := range []string{"甲县", "乙县", "丙县"} {
		jan.put(t, unit, "1", 3)
	}
	jan.run(t)
	lock := func(s *small) {
		t.Helper()
		_, err := batch.Lock(ctx, s.w, s.opt, batch.LockOptions{LeaveOutRest: true, Why: "未核实"})
		must(t, err)
	}
	feb := jan.month(t, 2)
	feb.put(t, "甲县", "2", 4)
	feb.put(t, "乙县", "2", 5)
	feb.run(t)
	drafts, err := batch.Compare(ctx, jan.w, jan.opt, feb.opt)
	must(t, err)
	lock(jan)
	lock(feb)
	editions, err := batch.Compare(ctx, jan.w, jan.opt, feb.opt)
	must(t, err)
	if a, b := asText(t, drafts), asText(t, editions); a != b {
		t.Errorf("%s, drafts %s", b, a)
	}
	if len(drafts) == 0 || len(drafts[0].OnlyBefore) == 0 {
		t.Errorf("%s", asText(t, drafts))
	}
	whole, err := batch.Compare(ctx, jan.w, jan.opt, jan.opt)
	must(t, err)
	if len(whole) != len(drafts) || whole[0].OnlyBefore != nil {
		t.Errorf("with itself: %s", asText(t, whole))
	}
}

func asText(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	must(t, err)
	return string(data)
}

// TestStandingOfMerged: a unit's figures are traced by its own returns as they are in the whole
// period: of an heir by those of the units that were merged into it, too, and of none that has none.
func TestStandingOfMerged(t *testing.T) {
	s := newSmall(t, true)
	s.merge(t)
	for i, county := range smallCounties {
		s.put(t, county, "1", i)
	}
	s.run(t)
	whole := s.standing(t)
	for unit, files := range map[string]int{"C1": 1, "C2": 2, "C3": 3, "B1": 3} {
		c, _, _, err := batch.StandingOf(context.Background(), s.w, s.opt, func(*inforce.Plan) (batch.Reference, error) {
			return batch.Reference{Codes: []string{"1.1", "1.2"}, Unit: unit, Cell: true}, nil
		})
		must(t, err)
		if len(c.Submissions()) != files {
			t.Errorf("%s: %d files were read", unit, len(c.Submissions()))
		}
		for _, code := range []string{"1.1", "1.2"} {
			if got, want := tracedFigure(t, c, unit, code), tracedFigure(t, whole, unit, code); got != want {
				t.Errorf("%s of %s:\n%s\nwant\n%s", code, unit, got, want)
			}
		}
	}
}
