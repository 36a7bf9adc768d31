package batch

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"huibao"
	"huibao/check"
	"huibao/inforce"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/planfile"
)

// LoadedPlan is a plan as written, with what the P checks say of it.
type LoadedPlan struct {
	Plan    *huibao.Plan
	checked func() []huibao.Finding
}

// Findings are what the P checks say. They are asked for once, and by none who only looks names
// up in a plan that was run: of thousands of units they take longer than reading it.
func (p *LoadedPlan) Findings() []huibao.Finding { return p.checked() }

// At is the plan in force for a period.
func (p *LoadedPlan) At(period huibao.Period) *inforce.Plan { return inforce.At(p.Plan, period) }

// Errors counts the findings that forbid running the plan in any period.
func (p *LoadedPlan) Errors() int {
	n := 0
	for _, f := range p.Findings() {
		if f.Severity == huibao.Error {
			n++
		}
	}
	return n
}

// stops reports whether an error forbids running a period: one that begins with a
// revision stops the periods that end on or after its day.
func (p *LoadedPlan) stops(period huibao.Period) bool {
	for _, f := range p.Findings() {
		if f.Severity == huibao.Error && (f.Since.IsZero() || !period.IsZero() && !f.Since.After(period.End())) {
			return true
		}
	}
	return false
}

// PlanError says that a plan has errors and is not run.
type PlanError struct {
	Path string
	Plan *LoadedPlan
}

func (e *PlanError) Error() string {
	return fmt.Sprintf("方案 %s 有 %d 处错误，不能使用；请按 huibao plan check 的提示逐条修改", filepath.Base(e.Path), e.Plan.Errors())
}

// ReadPlan reads and checks a plan; what is wrong with it is in the findings.
func ReadPlan(ctx context.Context, path string, lim sheet.Limits) (*LoadedPlan, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("方案无法打开：%w", err)
	}
	defer f.Close()
	return readPlanFrom(ctx, f, filepath.Base(path), lim)
}

// readPlanFrom is ReadPlan of an open file, of which name stands in messages.
func readPlanFrom(ctx context.Context, f *os.File, name string, lim sheet.Limits) (*LoadedPlan, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("方案无法打开：%w", err)
	}
	key := planKey(f, info.Size(), name, lim)
	if known := knownPlan(key); known != nil {
		return known, nil
	}
	p, remarks, err := planfile.Read(ctx, f, info.Size(), name, lim)
	if err != nil {
		return nil, fmt.Errorf("方案 %s：%w", name, err)
	}
	plan := &LoadedPlan{p, sync.OnceValue(func() []huibao.Finding { return check.Plan(p, remarks) })}
	if key != "" && planKey(f, info.Size(), name, lim) == key { // and was not written into meanwhile
		plan.remember(key)
	}
	return plan, nil
}

// LoadPlan is ReadPlan for those who need a plan that can be run in a period: one
// with errors that stop it is a *PlanError. The zero period is before every
// revision.
func LoadPlan(ctx context.Context, path string, period huibao.Period, lim sheet.Limits) (*LoadedPlan, error) {
	p, err := ReadPlan(ctx, path, lim)
	if err != nil {
		return nil, err
	}
	return p.runnable(path, period)
}

// ranPlan is LoadPlan of a workspace's plan for those who show what was judged: one that the
// period's last run was by can be run, and is not checked again.
func ranPlan(ctx context.Context, w Workspace, led *ledger.Ledger, opt Options) (*LoadedPlan, error) {
	last, err := lastRun(ctx, led, opt.Period)
	if err != nil {
		return nil, err
	}
	if last.Plan != "" && sameContent(w, PlanFile, last.Plan) {
		return ReadPlan(ctx, w.Plan(), opt.Limits)
	}
	return LoadPlan(ctx, w.Plan(), opt.Period, opt.Limits)
}

// runnable is the plan, unless errors stop it in the period.
func (p *LoadedPlan) runnable(path string, period huibao.Period) (*LoadedPlan, error) {
	if p.stops(period) {
		return nil, &PlanError{Path: path, Plan: p}
	}
	return p, nil
}
