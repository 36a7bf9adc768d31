package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"huibao"
	"huibao/act"
	"huibao/inforce"
	"huibao/ledger"
	"huibao/rollup"
	"huibao/statement"
)

// past is what the ledger holds of the periods before one: their standings, and the
// files that were handed in for them. What counted of a unit is looked up where it is
// asked for (figures).
type past struct {
	previous *statement.Past   // the period before, and by it those before that
	first    map[string]string // path by hash, of the files of earlier periods
	digest   string            // of what holds of them
	open     []huibao.Period   // of them, those that are not locked
	figures  *figures
}

// keptPast is the document of a period that later ones read.
type keptPast struct {
	statement.Kept
	Files map[string]string // path by hash
}

// figures finds what counted of a unit in earlier periods: in the ledger, but for periods
// of which it holds nothing that is current.
type figures struct {
	led    *ledger.Ledger
	before huibao.Period
	made   map[huibao.Period]huibao.Histories // of those periods
	all    []huibao.Period                    // that were collected
}

// Of is what is known of one subject (inforce.Plan.HistoryOf): nothing where nothing is
// asked for.
func (f *figures) Of(subject string) (huibao.History, error) {
	if f == nil {
		return nil, nil
	}
	if subject == "" {
		var list huibao.History
		for _, p := range f.all {
			list = append(list, huibao.Record{Period: p})
		}
		return list, nil
	}
	kept, err := f.led.Carried(subject, f.before)
	if err != nil || len(f.made) == 0 {
		return kept, err
	}
	var list huibao.History
	for _, r := range kept {
		if f.made[r.Period] == nil {
			list = append(list, r)
		}
	}
	for _, p := range f.all {
		list = append(list, f.made[p][subject]...)
	}
	slices.SortStableFunc(list, func(a, b huibao.Record) int { return a.Period.Cmp(b.Period) })
	return list, nil
}

// pastFormat changes with what is kept of a period.
const pastFormat = 4

// pastReader reads the periods before one, in their order.
type pastReader struct {
	led  *ledger.Ledger
	plan *LoadedPlan
	opt  Options
	keep bool // what was made anew is kept
}

// readPast reads it, one period after the other: an open one by the plan as it holds
// for it, a locked one from its book, so that it depends on no plan and no program of
// today. What the ledger keeps of a period under the key of all that it is made from is
// taken; anything else is made anew.
func readPast(ctx context.Context, led *ledger.Ledger, plan *LoadedPlan, opt Options, keep bool) (*past, error) {
	p := &past{first: map[string]string{},
		figures: &figures{led: led, before: opt.Period, made: map[huibao.Period]huibao.Histories{}}}
	list, err := earlier(ctx, led, opt.Period)
	if err != nil {
		return nil, err
	}
	p.digest = digestOf(list)
	r := &pastReader{led: led, plan: plan, opt: opt, keep: keep}
	lastKey, last := map[bool]string{}, map[bool]*statement.Past{} // by rhythm
	for _, e := range list {
		rhythm := e.period.Quarter
		if !e.state.Locked() && rhythm == opt.Period.Quarter {
			p.open = append(p.open, e.period)
		}
		p.figures.all = append(p.figures.all, e.period)
		key, now, err := r.key(ctx, e, lastKey[rhythm])
		if err != nil {
			return nil, err
		}
		kept, counted, err := r.period(ctx, e, now, key, last[rhythm])
		if err != nil {
			return nil, err
		}
		if counted != nil {
			p.figures.made[e.period] = counted
		}
		for sha, path := range kept.Files {
			p.first[sha] = path
		}
		lastKey[rhythm] = key
		last[rhythm] = kept.Past(e.period, last[rhythm])
	}
	p.previous = last[opt.Period.Quarter]
	return p, nil
}

// Before are the periods before one as they stand, by the plan that is given where they are open: what an edition's
// book, which rests on none of them, does not hold.
func Before(ctx context.Context, led *ledger.Ledger, plan *LoadedPlan, opt Options) (*statement.Past, error) {
	p, err := readPast(ctx, led, plan, opt, false)
	if err != nil {
		return nil, err
	}
	return p.previous, nil
}

// key is the digest of all that is kept of a period, and the plan in force for one that
// is open.
func (r *pastReader) key(ctx context.Context, e earlierPeriod, before string) (string, *inforce.Plan, error) {
	if e.state.Locked() {
		return fingerprint([]any{pastFormat, e.digest, before}), nil, nil
	}
	plan := r.plan
	if e.state.Edition > 0 && !e.state.Open.All {
		var err error
		if plan, err = readKeptPlan(ctx, r.led, e.state.Last().Plan, r.opt.Limits); err != nil {
			return "", nil, err
		}
	}
	now := plan.At(e.period)
	return fingerprint([]any{pastFormat, r.opt.made(), now.Hash(), e.digest, before}), now, nil
}

// period is what is kept of a period; where that was made anew and is not kept, with the
// figures that count.
func (r *pastReader) period(ctx context.Context, e earlierPeriod, now *inforce.Plan, key string, previous *statement.Past) (kept keptPast, counted huibao.Histories, err error) {
	ok := false
	err = r.led.View(ctx, func(v *ledger.View) error {
		keys, err := v.PastKeys(r.opt.Period)
		if err == nil && keys[e.period] == key {
			ok, err = v.Past(e.period, key, &kept)
		}
		return err
	})
	if ok || err != nil {
		return kept, nil, err
	}
	con, err := r.consolidation(ctx, e, now, previous)
	if err != nil {
		return kept, nil, err
	}
	kept, counted = keep(con)
	if !r.keep {
		return kept, counted, nil
	}
	x, err := ledger.NewPast(e.period, key, kept, counted)
	if err != nil {
		return kept, nil, err
	}
	return kept, nil, r.led.KeepPast(ctx, x)
}

// consolidation is a past period as it stands: of its book, or by the plan in force.
func (r *pastReader) consolidation(ctx context.Context, e earlierPeriod, now *inforce.Plan, previous *statement.Past) (*statement.Consolidation, error) {
	if e.state.Locked() {
		b, err := readBook(ctx, r.led, e.state.Last(), r.opt.Limits)
		if err != nil {
			return nil, err
		}
		b.con.Previous = previous
		return b.con, nil
	}
	subs, err := submissions(ctx, r.led, e.period)
	if err != nil {
		return nil, err
	}
	con := rollup.Consolidate(rollup.Input{Plan: now, Period: e.period, Submissions: subs, Previous: previous, Jobs: r.opt.Jobs})
	if e.state.Edition > 0 { // it was opened again: what was asked for was
		b, err := readBook(ctx, r.led, e.state.Last(), r.opt.Limits)
		if err != nil {
			return nil, err
		}
		con.Demands = b.con.Demands
	}
	return con, nil
}

// keep is what later periods ask of one, and the figures that count in it, by unit.
func keep(c *statement.Consolidation) (keptPast, huibao.Histories) {
	k, counted := keptPast{c.Keep(), map[string]string{}}, huibao.Histories{}
	for i := range c.Submissions() {
		s := &c.Submissions()[i]
		if s.SHA256 != "" {
			k.Files[s.SHA256] = s.Path
		}
		for _, rec := range s.Records() {
			if rec.Counted {
				counted[rec.Subject] = append(counted[rec.Subject], rec)
			}
		}
	}
	return k, counted
}

// still makes sure, under the ledger's lock, that the periods before are as they were read.
func (p *past) still(t *ledger.Tx) error {
	list, err := earlierOf(&t.View, p.figures.before)
	if err != nil {
		return err
	}
	if digestOf(list) != p.digest {
		return act.Refused(act.CodeMoved, "以前的报告期刚刚有变化；请刷新看过再办").Typed("以前的报告期在这次运行期间变了；请再运行一次")
	}
	return nil
}

// earlierPeriod is a period before another one, and the digest of what holds of it; of the one
// just before, also that of what answers its bulletin, which is kept of no past period.
type earlierPeriod struct {
	period         huibao.Period
	state          *act.State
	digest, answer string
}

// earlier lists the periods before one, oldest first.
func earlier(ctx context.Context, led *ledger.Ledger, period huibao.Period) (list []earlierPeriod, err error) {
	err = led.View(ctx, func(v *ledger.View) (err error) {
		list, err = earlierOf(v, period)
		return err
	})
	return list, err
}

func earlierOf(v *ledger.View, period huibao.Period) (list []earlierPeriod, err error) {
	all, err := v.Periods()
	if err != nil {
		return nil, err
	}
	for _, x := range all {
		if !x.Before(period) {
			continue
		}
		s, err := v.State(x)
		if err != nil {
			return nil, err
		}
		digest := s.Last().Book
		if !s.Locked() {
			if digest, err = v.RowsDigest(x); err != nil {
				return nil, err
			}
			digest += s.Last().Book
		}
		list = append(list, earlierPeriod{period: x, state: s, digest: digest})
	}
	for i := len(list) - 1; i >= 0; i-- {
		if e := &list[i]; e.period.Quarter == period.Quarter {
			e.answer = answerDigest(e.state)
			break
		}
	}
	return list, nil
}

// digestOf is of all that holds of earlier periods.
func digestOf(list []earlierPeriod) string {
	h := sha256.New()
	for _, e := range list {
		_, _ = fmt.Fprintf(h, "%s|%s|%s\n", e.period, e.digest, e.answer) // a hash never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}

func submissions(ctx context.Context, led *ledger.Ledger, p huibao.Period) (subs []huibao.Submission, err error) {
	err = led.View(ctx, func(v *ledger.View) error {
		subs, err = v.EachSubmission(p, settled)
		return err
	})
	return subs, err
}

// settled makes a submission small enough to hold thousands.
func settled(s *huibao.Submission) {
	if s.Return != nil {
		s.Return.Fold()
		compact(s.Return)
	}
}
