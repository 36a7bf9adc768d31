package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"

	"huibao"
	"huibao/act"
	"huibao/check"
	"huibao/internal/durable"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/planfile"
)

// What the commands `plan diff` and `ready` say of plans, for those who don't read plans
// themselves.
type (
	PlanChange = planfile.Change
	ReadyItem  = check.ReadyItem
)

// Changes lists what another plan says otherwise.
func (p *LoadedPlan) Changes(to *LoadedPlan) []PlanChange { return planfile.Diff(p.Plan, to.Plan) }

// Ready lists what is left to do before the plan is used from a period on.
func (p *LoadedPlan) Ready(first huibao.Period) []ReadyItem {
	return check.Ready(p.Plan, p.Findings(), first)
}

// changesNoted bounds how many changes of a plan its act names.
const changesNoted = 200

// notedChanges are the changes as an act names them.
func notedChanges(list []PlanChange) []string {
	var words []string
	for _, c := range list[:min(len(list), changesNoted)] {
		words = append(words, c.String())
	}
	if more := len(list) - len(words); more > 0 {
		words = append(words, fmt.Sprintf("另有 %d 处变动", more))
	}
	return words
}

// KeptPlan reads a plan that is among the originals; what is wrong with it is in the
// findings.
func KeptPlan(ctx context.Context, led *ledger.Ledger, sha string, lim sheet.Limits) (*LoadedPlan, error) {
	return readKeptPlan(ctx, led, sha, lim)
}

// PlanHash is the SHA-256 of plan.xlsx as it lies there.
func PlanHash(w Workspace) (string, error) {
	f, err := openRegular(w.Dir, PlanFile)
	if err != nil {
		return "", fmt.Errorf("%s 无法打开：%w", PlanFile, err)
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.Copy(h, f)
	return hex.EncodeToString(h.Sum(nil)), err
}

// PutPlan puts a plan that is among the originals in the place of plan.xlsx, and says so in
// the chain. base is the hash of the plan that it was compared with: where another lies
// there by now it is a *act.Refusal, and nothing is changed. What is replaced is kept.
func PutPlan(ctx context.Context, w Workspace, led *ledger.Ledger, who ledger.Actor, sha, base string, lim sheet.Limits) error {
	now, err := readKeptPlan(ctx, led, sha, lim)
	if err != nil {
		return err
	}
	if now.Errors() > 0 {
		return &PlanError{Path: w.Plan(), Plan: now}
	}
	n := &runner{w: w, opt: Options{Limits: lim}, led: led}
	if was, err := n.keepPlan(); err != nil || was != base {
		return moved(err)
	}
	if err := led.Settle(); err != nil {
		return err
	}
	old, err := readKeptPlan(ctx, led, base, lim)
	if err != nil {
		return err
	}
	f, err := led.Original(sha)
	if err != nil {
		return err
	}
	defer f.Close()
	data, err := io.ReadAll(f) // bounded when it was kept
	if err != nil {
		return err
	}
	return led.Act(ctx, who, func(t *ledger.Tx) error {
		if lies, err := PlanHash(w); err != nil || lies != base {
			return moved(err)
		}
		state, err := t.State(huibao.Period{})
		if err != nil {
			return err
		}
		if state.Plan.Object != base { // no run has seen it
			if _, err := t.Append(act.New(act.PlanChanged, base, act.Plan{Digest: old.Plan.Hash()})); err != nil {
				return err
			}
		}
		if _, err := t.Append(act.New(act.PlanChanged, sha, act.Plan{Digest: now.Plan.Hash(), Changes: notedChanges(old.Changes(now))})); err != nil {
			return err
		}
		return durable.WriteFile(w.Plan(), data, 0o644)
	})
}

// moved is what went wrong, or that the plan is another by now.
func moved(err error) error {
	if err != nil {
		return err
	}
	return act.Refused(act.CodeMoved, "方案在这期间已经换过；请重新上传，看过和现在这份的不同再换")
}
