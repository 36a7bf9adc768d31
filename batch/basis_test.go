package batch_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/thorough"
	"huibao/ledger"
)

// TestBasis leaves a row out, and lets its figures change and come back: the decision
// holds for the figures that it was made on, and is shown as lapsed meanwhile.
func TestBasis(t *testing.T) {
	s := newSmall(t, true)
	ctx := context.Background()
	s.put(t, "甲县", "1", 0)
	_, err := batch.Run(ctx, s.w, s.opt)
	must(t, err)
	_, err = batch.Decide(ctx, s.w, s.opt, []batch.Choice{{Kind: act.LeaveOut, Ref: "1.1", Unit: "甲县", Why: "不实"}})
	must(t, err)
	for i, step := range []struct {
		variant int
		out     []string
		lapsed  bool
	}{{0, []string{"1.1"}, false}, {1, nil, true}, {0, []string{"1.1"}, false}} {
		s.put(t, "甲县", "1", step.variant)
		res, err := batch.Run(ctx, s.w, s.opt)
		must(t, err)
		if res.Consolidation == nil {
			t.Fatalf("step %d: nothing was judged", i)
		}
		if out := res.Counting("C1").LeftOut; !slices.Equal(out, step.out) {
			t.Errorf("step %d: left out %v", i, out)
		}
		if d := res.Decisions; len(d) != 1 || d[0].Lapsed != step.lapsed {
			t.Errorf("step %d: %+v", i, d)
		}
	}
}

// TestEveryCommandMends takes an edition's file away before each command that acts on a
// period: it lies there again afterwards, also where the command is refused.
func TestEveryCommandMends(t *testing.T) {
	s := unfinished(t)
	ctx := context.Background()
	must(t, s.lock())
	issued := s.edition(t)
	commands := map[string]func() error{
		"leave-out": func() error {
			_, err := batch.Decide(ctx, s.w, s.opt, []batch.Choice{{Kind: act.LeaveOut, Ref: "1.1", Unit: "甲县", Why: "不实"}})
			return err
		},
		"undo": func() error {
			_, err := batch.TakeBack(ctx, s.w, s.opt, 1, "有误")
			return err
		},
		"issued": func() error {
			_, err := batch.SendOut(ctx, s.w, s.opt, batch.Sending{Number: "1号"})
			return err
		},
		"report": func() error {
			opt := s.opt
			opt.Edition = 1
			_, err := batch.ReportEdition(ctx, s.w, opt)
			return err
		},
		"unlock": func() error {
			_, err := batch.Unlock(ctx, s.w, s.opt, "甲县", "更正")
			return err
		},
	}
	for _, name := range slices.Sorted(maps.Keys(commands)) {
		must(t, os.RemoveAll(filepath.Join(s.w.Out(s.opt.Period), "第1版")))
		allowed(t, commands[name]())
		if got := s.edition(t); !maps.Equal(issued, got) {
			t.Errorf("after %s: %d files of %d", name, len(got), len(issued))
		}
	}
}

// TestForeignPeriod refuses a period that the plan does not collect, and begins no
// ledger for it.
func TestForeignPeriod(t *testing.T) {
	s := newSmall(t, true)
	s.opt.Period = huibao.Period{Year: 2023, Month: 6}
	if _, err := batch.Run(context.Background(), s.w, s.opt); err == nil {
		t.Error("a period of another year was run")
	}
	if _, err := os.Stat(s.w.Ledger()); err == nil {
		t.Error("a ledger was begun")
	}
}

// TestPlanAct changes the plan: the act says what changed.
func TestPlanAct(t *testing.T) {
	s := newSmall(t, true)
	ctx := context.Background()
	for _, target := range []int64{1000, 1200} {
		s.plan(t, target)
		_, err := batch.Run(ctx, s.w, s.opt)
		must(t, err)
	}
	var doc act.Plan
	must(t, s.state(t).Plan.Into(&doc))
	want := []string{"指标 1.1 第1种设施 目标值：1000 → 1200", "指标 1.2 第2种设施 目标值：1000 → 1200"}
	if !slices.Equal(doc.Changes, want) {
		t.Errorf("%q", doc.Changes)
	}
}

// TestMovingPlan runs while the plan is replaced all the while: what the act 方案 says was
// read is what is kept under its hash.
func TestMovingPlan(t *testing.T) {
	thorough.Repeats(t)
	s := newSmall(t, true)
	ctx := context.Background()
	plans := [][]byte{}
	for _, target := range []int64{1000, 1200} {
		s.plan(t, target)
		data, err := os.ReadFile(s.w.Plan())
		must(t, err)
		plans = append(plans, data)
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		for i := 0; ; i++ {
			select {
			case <-stop:
				return
			default:
				_ = os.WriteFile(s.w.Plan()+".new", plans[i%2], 0o644)
				_ = os.Rename(s.w.Plan()+".new", s.w.Plan())
			}
		}
	}()
	for range 8 {
		_, err := batch.Run(ctx, s.w, s.opt)
		var r *act.Refusal
		if err != nil && errors.As(err, &r) {
			t.Errorf("refused: %v", err)
		}
	}
	close(stop)
	<-stopped
	led, err := s.w.ReadLedger()
	must(t, err)
	defer led.Close()
	must(t, led.View(ctx, func(v *ledger.View) error {
		acts, err := v.Acts(s.opt.Period)
		must(t, err)
		seen := 0
		defer func() {
			if seen == 0 {
				t.Error("no act of a plan")
			}
		}()
		for _, a := range acts {
			if a.Kind != act.PlanChanged {
				continue
			}
			seen++
			f, err := led.Original(a.Object)
			must(t, err)
			kept, err := batch.ReadPlan(ctx, f.Name(), s.opt.Limits)
			must(t, errors.Join(err, f.Close()))
			var doc act.Plan
			must(t, a.Into(&doc))
			if doc.Digest != kept.Plan.Hash() {
				t.Errorf("act %d: the digest is of another plan than is kept", a.N)
			}
		}
		return nil
	}))
}
