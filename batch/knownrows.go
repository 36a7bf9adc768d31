package batch

import (
	"context"

	"huibao"
	"huibao/ledger"
)

// madeRow remembers of a row that the last run left in the ledger what it was made from (Key),
// and its digest: of one that would be the same nothing is encoded.
type madeRow struct {
	N      int    `json:"n"`
	Part   int    `json:"part,omitempty"`
	Key    string `json:"key"`
	Digest string `json:"digest"`
}

// rowsKey is what they are kept under.
func (c *readings) rowsKey() string { return fingerprint([]string{c.by, "rows"}) }

// restsOn notes on what the verdict on a submission rests.
func (c *readings) restsOn(s *huibao.Submission, from *origin, key string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rests[[2]int{s.N, s.Part}] = fingerprint([]any{from.file.key, from.part, key})
}

// rowKey is the digest of all that a submission is made of: what its verdict rests on, and what
// came of it beside the others. "" where no verdict is remembered. It is asked for when all are
// judged, and then nothing changes it.
func (c *readings) rowKey(s *huibao.Submission) string {
	own := [2]int{s.N, s.Part}
	rests := c.rests[own]
	if rests == "" {
		return ""
	}
	c.mu.Lock()
	key, ok := c.rowKeys[own]
	c.mu.Unlock()
	if ok {
		return key
	}
	bare := *s
	bare.Return = nil // which the verdict gave
	key = fingerprint([]any{rests, bare})
	c.mu.Lock()
	c.rowKeys[own] = key
	c.mu.Unlock()
	return key
}

// sure gives the digest of a row without encoding it, where that is known; else "".
func (c *readings) sure() (func(*huibao.Submission) string, error) {
	var list []madeRow
	if c.by != "" && !c.doubt && !c.anew {
		if _, err := c.led.Reading(c.period, c.rowsKey(), &list); err != nil {
			return nil, err
		}
	}
	made := make(map[[2]int]madeRow, len(list))
	for _, x := range list {
		made[[2]int{x.N, x.Part}] = x
	}
	return func(s *huibao.Submission) string {
		if x := made[[2]int{s.N, s.Part}]; x.Key != "" && x.Key == c.rowKey(s) {
			return x.Digest
		}
		return ""
	}, nil
}

// rememberRows keeps what rows were made from.
func (c *readings) rememberRows(subs []huibao.Submission, rows *ledger.Rows) error {
	if c.by == "" || c.dry {
		return nil
	}
	digests := rows.Digests()
	list := make([]madeRow, 0, len(subs))
	for i := range subs {
		s := &subs[i]
		if key := c.rowKey(s); key != "" {
			list = append(list, madeRow{s.N, s.Part, key, digests[[2]int{s.N, s.Part}]})
		}
	}
	d, err := ledger.Encode(list)
	if err != nil {
		return err
	}
	c.used = append(c.used, c.rowsKey())
	c.replace(c.rowsKey(), d)
	return nil
}

// rows are the period's, made ready for the ledger.
func (n *runner) rows(ctx context.Context, subs []huibao.Submission) (*ledger.Rows, error) {
	var known ledger.KnownRows
	if err := n.led.View(ctx, func(v *ledger.View) (err error) {
		known, err = v.KnownRows(n.opt.Period)
		return err
	}); err != nil {
		return nil, err
	}
	sure, err := n.reader.cache.sure()
	if err != nil {
		return nil, err
	}
	rows, err := ledger.NewRowsBut(n.opt.Period, subs, known, sure)
	if err != nil {
		return nil, err
	}
	return rows, n.reader.cache.rememberRows(subs, rows)
}
