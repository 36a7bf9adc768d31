package planfile_test

import (
	"reflect"
	"testing"

	"huibao"
	"huibao/planfile"
)

// three is a plan with three indicators.
func three(t *testing.T) *huibao.Plan {
	p := built(t, nil)
	for _, code := range []string{"1.2", "1.3"} {
		ind := p.Indicators[0]
		ind.Code, ind.Name, ind.Target = code, "甲"+code, huibao.MustNum("5"+code[2:])
		p.Indicators = append(p.Indicators, ind)
	}
	return p
}

func TestScoreDraft(t *testing.T) {
	golden := three(t)
	if s := planfile.ScoreDraft(golden, golden); s.Found != s.Golden || s.Whole != s.Golden || len(s.Missed)+len(s.Invented) != 0 {
		t.Errorf("a plan against itself: %+v", s)
	}
	draft := three(t)
	n := len(draft.Indicators)
	draft.Indicators[0].Name = "别的名称"
	draft.Indicators[0].Comparator = huibao.AtMost
	draft.Indicators[n-1].Target = huibao.MustNum("77")
	draft.Indicators[n-1].Name = "没有的"
	s := planfile.ScoreDraft(golden, draft)
	if s.Found != n-1 || s.Whole != n-2 || len(s.Missed) != 1 || !reflect.DeepEqual(s.Invented, []string{draft.Indicators[n-1].Code + " 没有的"}) {
		t.Errorf("%+v", s)
	}
	for _, f := range s.Fields {
		wrong := map[string]int{"指标": 1, "比较": 1}[f.Field]
		if f.Right != s.Found-wrong || len(f.Wrong) != wrong {
			t.Errorf("%+v", f)
		}
	}
}
