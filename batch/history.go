package batch

import (
	"context"
	"fmt"
	"slices"

	"huibao"
	"huibao/check"
	"huibao/internal/mask"
	"huibao/internal/sheet"
	"huibao/ledger"
)

// Version is one version of a unit's return, and what changed from the one before.
type Version struct {
	Period   huibao.Period      `json:"period"`
	Version  int                `json:"version"`
	Path     string             `json:"path"`
	SHA256   string             `json:"sha256"`
	Received string             `json:"received"`
	State    huibao.ReturnState `json:"state"`
	Why      string             `json:"why"`
	PartOf   int                `json:"part_of"` // the version with which it is one return spread over several files; 0: it is a whole one
	Changes  []huibao.Change    `json:"changes"`
}

// HistoryOf lists the versions of a unit's returns, oldest first.
func HistoryOf(ctx context.Context, w Workspace, name string, lim sheet.Limits) ([]Version, error) {
	plan, err := ReadPlan(ctx, w.Plan(), lim)
	if err != nil {
		return nil, err
	}
	u := plan.Plan.UnitByName(name)
	if u == nil {
		return nil, fmt.Errorf("方案的单位表中没有 %q", name)
	}
	led, err := w.ReadLedger()
	if err != nil {
		return nil, err
	}
	defer led.Close()
	list := []Version{}
	err = led.View(ctx, func(v *ledger.View) error {
		periods, err := v.Periods()
		if err != nil {
			return err
		}
		for _, p := range periods {
			subs, err := v.SubmissionsOf(p, u.Code)
			if err != nil {
				return err
			}
			list = append(list, versions(subs)...)
		}
		return nil
	})
	return list, err
}

// versions are those of a unit in one period.
func versions(subs []huibao.Submission) []Version {
	subs = slices.DeleteFunc(subs, func(s huibao.Submission) bool { return s.Version == 0 })
	slices.SortStableFunc(subs, func(a, b huibao.Submission) int { return a.Version - b.Version })
	var list []Version
	for i := range subs {
		s := &subs[i]
		v := Version{Period: s.Period, Version: s.Version, Path: s.Path, SHA256: s.SHA256, Received: huibao.DateOf(s.Receipt.Time).String(),
			State: s.State, Why: s.Why, Changes: []huibao.Change{}}
		if before := check.Before(subs, s); before != nil && s.PartOf == "" {
			v.Changes = huibao.ChangesSince(before.Return, s.Return)
			for k := range v.Changes {
				c := &v.Changes[k]
				c.Before, c.After = mask.Text(c.Before), mask.Text(c.After)
			}
		}
		if s.PartOf != "" {
			if whole := slices.IndexFunc(subs, func(w huibao.Submission) bool { return w.Path == s.PartOf && !w.Gone }); whole >= 0 {
				v.PartOf = subs[whole].Version
			}
		}
		list = append(list, v)
	}
	return list
}
