package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sync"
	"sync/atomic"

	"huibao"
	"huibao/inforce"
	"huibao/internal/sheet"
	"huibao/ledger"
)

// reading is what the importer read from one original, as the ledger remembers it.
// Of a stamp only what the checks compare is kept.
type reading struct {
	Returns []*huibao.Return `json:"returns"`
	Stamps  []*stamp         `json:"stamps"`
}

func newReading(list []*huibao.Return) *reading {
	r := &reading{Returns: list}
	for _, ret := range list {
		r.Stamps = append(r.Stamps, newStamp(ret.Stamp))
	}
	return r
}

// list are the returns, made small, and gives each its stamp.
func (r *reading) list(give func(*huibao.Return, *stamp)) []*huibao.Return {
	for i, ret := range r.Returns {
		ret.Stamp = nil
		r.Stamps[i].compact()
		give(ret, r.Stamps[i])
		compact(ret)
		ret.Fold() // all are read before one is judged
	}
	return r.Returns
}

// readings remembers what was read in earlier runs in the same setting.
type readings struct {
	led     *ledger.Ledger
	period  huibao.Period
	setting string // of everything but the file that reading depends on

	dry   bool // nothing is remembered
	doubt bool // what is remembered is not what the last run left: nothing of it is believed

	mu    sync.Mutex
	fresh map[string]ledger.Encoded
	later map[string]ledger.Encoded // what takes the place of what the last run left: when this one finishes
	used  []string

	stamps map[*huibao.Return]*stamp // of those that were read and are not yet checked

	by      string                     // judgedBy; "" where no verdict is remembered
	anew    bool                       // no verdict of before is believed
	unread  func() []*huibao.Return    // what is said of a file that took too long
	origins map[*huibao.Return]*origin // of those that are not yet checked

	rests   map[[2]int]string // what verdicts rest on, by act and part
	rowKeys map[[2]int]string // of submissions, likewise

	judgedAnew atomic.Int64 // returns that no verdict was remembered of
}

// keepAfter is how many readings wait at most before the ledger has them: a run that
// dies goes on behind them, and memory holds no more.
const keepAfter = 256

// readingFormat changes with everything in the importer that reads a file in
// another way than before.
const readingFormat = 27

// newReadings is the memory of a period's readings. A reading depends on the program, on
// what the plan calls things, and on the file alone: on no target, decision or history.
func newReadings(led *ledger.Ledger, plan *inforce.Plan, opt Options) *readings {
	setting := struct {
		Format              int
		Version, Vocabulary string
		Period              huibao.Period // that is collected: spans of headings are held to it
		Limits              sheet.Limits
		AcceptMatches       bool
	}{readingFormat, opt.made(), plan.Vocabulary(), opt.Period, opt.Limits, opt.AcceptMatches}
	return &readings{led: led, dry: opt.DryRun, anew: opt.Anew, period: opt.Period, setting: fingerprint(setting), fresh: map[string]ledger.Encoded{}, later: map[string]ledger.Encoded{}, stamps: map[*huibao.Return]*stamp{}, origins: map[*huibao.Return]*origin{}, rests: map[[2]int]string{}, rowKeys: map[[2]int]string{}}
}

// fingerprint is the SHA-256 (hex) of a value's JSON.
func fingerprint(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic("batch: " + err.Error()) // structs of strings and numbers always marshal
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// get reads an original: as it was judged before, or from memory where it was read before.
func (c *readings) get(path, sha string, in cover, read func() ([]*huibao.Return, error)) ([]*huibao.Return, error) {
	key := fingerprint([]string{c.setting, path, sha, in.told, in.subject, in.text})
	c.mu.Lock()
	c.used = append(c.used, key)
	c.mu.Unlock()
	asRead := func() ([]*huibao.Return, error) { return c.asRead(key, read) }
	if list, err := c.known(key, asRead); err != nil || list != nil {
		return list, err
	}
	list, err := asRead()
	if err == nil {
		c.come(key, list)
	}
	return list, err
}

// asRead is a file as it is read.
func (c *readings) asRead(key string, read func() ([]*huibao.Return, error)) ([]*huibao.Return, error) {
	var known reading
	if !c.doubt {
		if ok, err := c.led.Reading(c.period, key, &known); err != nil || ok {
			return known.list(c.hold), err
		}
	}
	list, err := read()
	if err != nil {
		return nil, err
	}
	now := newReading(list)
	err = c.add(key, now)
	return now.list(c.hold), err
}

// hold keeps a stamp until its return is checked.
func (c *readings) hold(ret *huibao.Return, s *stamp) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if s != nil {
		c.stamps[ret] = s
	}
}

// look gives the stamp of a return that will still be taken.
func (c *readings) look(ret *huibao.Return) *huibao.Form {
	c.mu.Lock()
	s := c.stamps[ret]
	c.mu.Unlock()
	return s.form()
}

// take gives the stamp of a return, once.
func (c *readings) take(ret *huibao.Return) *huibao.Form {
	c.mu.Lock()
	s := c.stamps[ret]
	delete(c.stamps, ret)
	c.mu.Unlock()
	return s.form()
}

// add remembers a reading.
func (c *readings) add(key string, r *reading) error {
	if c.dry {
		return nil
	}
	d, err := ledger.Encode(r)
	if err != nil {
		return err
	}
	return c.keep(key, d)
}

// keep remembers what was made ready, with others.
func (c *readings) keep(key string, d ledger.Encoded) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.fresh[key] = d
	if len(c.fresh) < keepAfter {
		return nil
	}
	return c.flush()
}

// replace remembers what takes the place of what the last run left.
func (c *readings) replace(key string, d ledger.Encoded) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.later[key] = d
}

// flush gives the ledger what waits; c.mu is held, or nobody else reads.
func (c *readings) flush() error {
	err := c.led.KeepReadings(context.Background(), c.period, c.fresh)
	c.fresh = map[string]ledger.Encoded{}
	return err
}
