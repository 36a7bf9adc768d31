// Package desk holds what people do in the portal, each with its authorisation: the
// pages only parse and render (security.md S14). Who may do what is read from the chain
// of acts at every request, never from a session, so that a grant takes effect at once.
//
// An answer that is not for the person is ErrNotFound, whether the thing exists or not;
// what was done wrongly is a *Problem, with a sentence in Chinese for its page.
package desk

import (
	"context"
	"errors"
	"log/slog"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/clamd"
	"huibao/internal/notify"
	"huibao/internal/quote"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/statement"
)

// ErrNotFound is the one answer for what is not there and what is not the person's.
var ErrNotFound = errors.New("没有这一页，或者不归您看")

// Problem is what a person can mend, said in Chinese; Wait is how long to, if any.
type Problem struct {
	Sentence  string
	Wait      time.Duration
	TooLarge  bool  // of a file
	Moved     bool  // what the person saw is not as it is now
	Unscanned error // why a file that had to be was not; nil for all else
}

// Error is the sentence.
func (p *Problem) Error() string { return p.Sentence }

// Desk serves one workspace. It may be used by several goroutines.
type Desk struct {
	w         batch.Workspace
	led       *ledger.Ledger
	now       func() time.Time
	version   string
	inForce   atomic.Pointer[planRead] // plan.xlsx as it was read last
	limits    sheet.Limits
	guess     *guesses
	queue     queue
	looks     looks // at the folder
	planLooks looks
	jobs      int          // see Jobs
	judging   sync.Mutex   // one run at a time
	watched   sync.Map     // periods that others run (watch)
	ended     atomic.Bool  // it works no more
	taking    atomic.Bool  // jobs of the ledger's queue
	swept     ledger.Head  // after the last look at the chain that found nothing
	log       *slog.Logger // see Log
	meters    meters
	drawn     drawn
	staging   sync.Mutex // for the folders of what is staged
	printing  sync.Mutex // for what is made of a whole period for one who asks
	codes     Codes
	key       []byte         // of what servers of this ledger say to themselves through a browser
	out       notify.Config  // how texts go out; nothing at first
	scanner   *clamd.Scanner // nil: nothing is scanned
	mustScan  bool
	folder    folderScans
	site      string        // where people sign in
	call      chan struct{} // wakes who reminds
	proof     atomic.Pointer[Proof]
	heads     headMails
	letters   letters
	flows     *flows // sign-ins by the city's provider
	shows     *demo  // nil where this is no demo
	hash      Hash   // of passwords
	setup     string // opens /setup while nobody keeps the accounts
	setupKey  string // that of all servers; "" where there is but one

	boards   *cache[boardKey, *Board]
	todays   *cache[todayKey, *batch.Today]
	editions *cache[editionKey, *statement.Consolidation]
	kept     *cache[string, *batch.LoadedPlan] // plans of editions, by their SHA-256
	named    *cache[namesKey, map[string][]string]
	past     *cache[pastKey, past]
	befores  *cache[beforeKey, *statement.Past]
	prints   *cache[string, []statement.Printed] // by the digest of a draft
}

// How many of each are kept: a board or an edition of 200 units takes some megabytes.
const (
	boardsKept   = 3
	editionsKept = 2
	plansKept    = 4
	namesKept    = 24 // of the periods of two years
)

// Option changes what Open makes.
type Option func(*Desk)

// Open opens a workspace for the portal. now is the server's clock.
func Open(ctx context.Context, w batch.Workspace, version string, now func() time.Time, opts ...Option) (*Desk, error) {
	d := &Desk{boards: newCache[boardKey, *Board](boardsKept), todays: newCache[todayKey, *batch.Today](boardsKept), editions: newCache[editionKey, *statement.Consolidation](editionsKept), kept: newCache[string, *batch.LoadedPlan](plansKept), named: newCache[namesKey, map[string][]string](namesKept), past: newCache[pastKey, past](pastKept), befores: newCache[beforeKey, *statement.Past](editionsKept), prints: newCache[string, []statement.Printed](usesKept),
		w: w, now: now, version: version, limits: sheet.DefaultLimits(), guess: newGuesses(), flows: newFlows(), key: random(32), queue: newQueue(), looks: newLooks(), planLooks: newLooks(), jobs: runtime.NumCPU(), log: slog.New(slog.DiscardHandler), folder: newFolderScans(), drawn: drawn{by: map[string][]*Excerpt{}}, call: make(chan struct{}, 1), hash: argon}
	for _, set := range opts {
		set(d)
	}
	plan, err := batch.ReadPlan(ctx, w.Plan(), d.limits)
	if err != nil {
		return nil, err
	}
	d.inForce.Store(newPlanRead(plan))
	if d.led, err = w.OpenLedger(ctx, version); err != nil {
		return nil, err
	}
	d.guess.all = d.led
	if err = d.led.PreparePortal(ctx); err == nil {
		err = d.shareKey(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, d.led.Close())
	}
	return d, nil
}

// planRead is a plan with its digest, by which servers know that theirs is the same.
type planRead struct {
	*batch.LoadedPlan
	digest string
	days   func() []huibao.CalendarDay // of its periods; every page asks, and a plan is not put in force for it each time
}

func newPlanRead(p *batch.LoadedPlan) *planRead {
	days := sync.OnceValue(func() (list []huibao.CalendarDay) {
		for _, period := range p.Plan.Periods() {
			list = append(list, p.At(period).Day(period))
		}
		return list
	})
	return &planRead{p, huibao.Digest([]any{p.Plan.Hash(), p.Findings()}), days}
}

// shareKey makes the key that of all servers of the ledger, where it can have several: what one
// of them has said through a browser is known to the next that is asked.
func (d *Desk) shareKey(ctx context.Context) error {
	key, err := d.led.Shared(ctx, "portal")
	if err != nil || key == "" {
		return err
	}
	d.key = []byte(key)
	d.setupKey = d.mark("", "setup")
	return nil
}

// Log has each act by its number, what was handed in and judged, and what goes wrong with the queue; set before anything is worked.
func (d *Desk) Log(l *slog.Logger) {
	d.log = l
	d.led.OnAct(func(a act.Act) {
		where := []any{"act", a.N, "kind", string(a.Kind)}
		if !a.Period.IsZero() {
			where = append(where, "period", a.Period.String())
		}
		l.Info("act", where...)
	})
}

// Close gives the ledger free.
func (d *Desk) Close() error { return d.led.Close() }

// plan is the plan in force.
func (d *Desk) plan() *batch.LoadedPlan { return d.inForce.Load().LoadedPlan }

// Now is the server's clock, in the office's zone.
func (d *Desk) Now() time.Time { return d.now().In(huibao.China) }

// Year is the plan's.
func (d *Desk) Year() int { return d.plan().Plan.Year }

// Contact is whom of the office to ask, and by what telephone, as the plan says; "" where it
// doesn't.
func (d *Desk) Contact() (who, phone string) {
	p := d.plan().Plan
	return quote.Visible(p.Contact), quote.Visible(p.Phone)
}

// Person is who asks: as the chain has him at this moment.
type Person struct {
	ID, Name string
	Roles    []act.Held
	Address  string
	MustSet  bool // signed in by a one-time password: nothing else before an own one is set
	HasCode  bool // has a second factor

	MustEnrol bool // needs a second factor and has none: nothing else before

	token string
	head  ledger.Head // of the chain, when it was looked who asks
	made  time.Time   // of the session, and so of the last proof
	seen  time.Time   // when the session was used last
}

// Has reports whether the person holds one of the roles, in whatever unit.
func (p *Person) Has(roles ...act.Role) bool {
	return slices.ContainsFunc(p.Roles, func(h act.Held) bool { return slices.Contains(roles, h.Role) })
}

// Units are the units in which the person holds a role, in the order of the grant.
func (p *Person) Units() []string {
	var list []string
	for _, h := range p.Roles {
		if h.Unit != "" && !slices.Contains(list, h.Unit) {
			list = append(list, h.Unit)
		}
	}
	return list
}

// office are the roles that see all units.
var office = []act.Role{act.Officer, act.Director}

// overseers are the roles that see where all units stand, and every figure.
var overseers = []act.Role{act.Officer, act.Director, act.Leader}

// maySee reports whether the person sees a unit's return.
func (p *Person) maySee(unit string) bool {
	return p.Has(office...) || slices.Contains(p.Units(), unit)
}

func (d *Desk) as(who string) ledger.Actor { return ledger.Actor{Who: who, When: d.now()} }

// saw writes a line of the access chain.
func (d *Desk) saw(ctx context.Context, a ledger.Access) error {
	return d.led.Act(ctx, d.as(a.Person), func(t *ledger.Tx) error { return t.Saw(a) })
}

// Denied records that a person asked for what is not his.
func (d *Desk) Denied(ctx context.Context, p *Person, what string) error {
	return d.saw(ctx, ledger.Access{Person: p.ID, What: "不予查看", Object: clip(what), Address: p.Address})
}

// clip bounds a text from outside for the access chain.
func clip(s string) string {
	const most = 200
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
