package batch

import (
	"context"
	"fmt"
	"slices"

	"huibao"
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
	Changes  []Change           `json:"changes"`
}

// Change is a value that differs between two versions; "" stands for none.
type Change struct {
	Code   string `json:"code"`
	Field  string `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
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
	led, err := ledger.Read(w.Ledger())
	if err != nil {
		return nil, err
	}
	defer led.Close()
	periods, err := led.Periods()
	if err != nil {
		return nil, err
	}
	list := []Version{}
	for _, p := range periods {
		subs, err := led.Submissions(p)
		if err != nil {
			return nil, err
		}
		list = append(list, versions(subs, u.Code)...)
	}
	return list, nil
}

// versions are those of one period.
func versions(subs []huibao.Submission, unit string) []Version {
	subs = slices.DeleteFunc(subs, func(s huibao.Submission) bool { return s.Unit != unit || s.Version == 0 })
	slices.SortStableFunc(subs, func(a, b huibao.Submission) int { return a.Version - b.Version })
	var list []Version
	for i := range subs {
		s := &subs[i]
		v := Version{Period: s.Period, Version: s.Version, Path: s.Path, SHA256: s.SHA256, Received: huibao.DateOf(s.Receipt.Time).String(),
			State: s.State, Why: s.Why, Changes: []Change{}}
		if i > 0 {
			v.Changes = changes(subs[i-1].Return, s.Return)
		}
		list = append(list, v)
	}
	return list
}

// changes lists the typed values in which two returns differ.
func changes(before, after *huibao.Return) []Change {
	list := []Change{}
	add := func(a, b *huibao.ReturnRow) {
		row := a
		if row == nil {
			row = b
		}
		for _, c := range huibao.Columns(row.Kind) {
			if !c.IsInput() {
				continue
			}
			x, y := typed(a, c.Field), typed(b, c.Field)
			if x != y {
				list = append(list, Change{row.Code, c.Label, mask.Text(x), mask.Text(y)})
			}
		}
	}
	for i := range after.Rows {
		add(before.RowByCode(after.Rows[i].Code), &after.Rows[i])
	}
	for i := range before.Rows {
		if after.RowByCode(before.Rows[i].Code) == nil {
			add(&before.Rows[i], nil)
		}
	}
	return list
}

func typed(r *huibao.ReturnRow, f huibao.Field) string {
	if r == nil {
		return ""
	}
	v, ok := r.Values.Lookup(f)
	switch {
	case !ok:
		return ""
	case v.Quantity.IsNumber():
		return v.Quantity.String()
	}
	return v.Text
}
