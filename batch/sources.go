package batch

import (
	"context"
	"slices"
	"strconv"
	"time"

	"huibao"
	"huibao/act"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/report"
)

// sources is the digest of everything that the outputs are made from, and the last run
// with its own.
func (n *runner) sources(ctx context.Context) (digest string, last act.Run, err error) {
	before, err := earlier(ctx, n.led, n.opt.Period)
	if err != nil {
		return "", last, err
	}
	last, err = lastRun(ctx, n.led, n.opt.Period)
	return n.fingerprint(digestOf(before)), last, err
}

// fingerprint is of everything that the outputs are made from: the plan, the acts of
// the period, the periods before, the files that are no acts, the options and the day.
func (n *runner) fingerprint(history string) string {
	sources := struct {
		Plan, State, History, Version string
		Findings                      []huibao.Finding
		Aside                         []string
		Date                          huibao.Date
		AcceptMatches                 bool
		Limits                        sheet.Limits
		Public                        bool
		Fonts                         string
		Texts                         report.Texts
	}{"", stateDigest(n.in.state), history, n.opt.made(), slices.Clone(n.in.findings), nil, n.opt.Date, n.opt.AcceptMatches, n.opt.Limits, n.opt.Public, n.opt.Fonts, n.info.Texts}
	if s := n.in.state; s.Edition > 0 && !s.Open.All {
		sources.Plan = s.Last().Plan
	} else if n.in.plan != nil {
		sources.Plan = n.in.plan.Plan.Hash()
		sources.Findings = append(sources.Findings, n.in.plan.Findings()...)
	}
	for _, s := range n.in.aside {
		sources.Aside = append(sources.Aside, s.Path, s.Why, strconv.FormatInt(s.Size, 10))
		if s.Return != nil && len(s.Return.Remarks) > 0 {
			sources.Aside = append(sources.Aside, s.Return.Remarks[0].Text)
		}
	}
	return fingerprint(sources)
}

// stateDigest is of what a period's acts say, whatever their numbers.
func stateDigest(s *act.State) string {
	type event struct {
		act.Event
		Time string
		At   string `json:",omitempty"` // in the place of the event's, which says nothing of what is made
	}
	var files []event
	for _, e := range s.Files {
		files = append(files, event{Event: e, Time: e.Time.UTC().Format(time.RFC3339)})
	}
	list := []any{files, decisionsOf(s), explanationsOf(s), locksOf(s), s.Open, s.Edition}
	if n := s.CountedBy(); n > 0 {
		list = append(list, n)
	}
	if n := s.Undone(); n > 0 { // though what stands may be what stood: the run has seen it
		list = append(list, "undone", n)
	}
	if len(s.Notes) > 0 {
		list = append(list, s.Notes)
	}
	return fingerprint(list)
}

// doubtful reports whether the readings are others than the last run left.
func (n *runner) doubtful(ctx context.Context) (doubt bool, err error) {
	err = n.led.View(ctx, func(v *ledger.View) error {
		last, err := v.LastRun(n.opt.Period)
		if err != nil || last.Readings == "" {
			return err
		}
		now, err := v.ReadingsDigest(n.opt.Period)
		doubt = now != last.Readings
		return err
	})
	return doubt, err
}
