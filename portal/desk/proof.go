package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"huibao"
	"huibao/ledger"
)

// Proof is what the last proof of the whole ledger found (S38): the chains, the rows that
// were derived, and every original by its hash.
type Proof struct {
	At                 time.Time
	Records, Originals int
	Acts, Seen         int         // of the chains: acts, and what was seen in the portal
	Read               int         // originals that were read to the last byte, all unless there are very many
	Problems           []string    // in Chinese; none where all holds
	head, seen         ledger.Head // to be there still at the next proof
	now, nowSeen       ledger.Head // as they were found
	whole, wholeSeen   ledger.Head // as they were found last where all held
}

// When the ledger is proved: from this hour of the night on, once a day; proofEvery is how
// often it is asked whether that is due.
const (
	proofHour  = 3
	proofEvery = time.Minute
)

// Proof is the last one of this server, nil before the first.
func (d *Desk) Proof() *Proof { return d.proof.Load() }

// proveDue reports whether the ledger is to be proved: it was not since the last night's hour.
func (d *Desk) proveDue() bool {
	last := d.proof.Load()
	if last == nil {
		return true
	}
	now := d.Now()
	night := lastNight(now)
	return last.At.Before(night) || last.At.After(now) // the clock was ahead, and was set right
}

// lastNight is the last night's hour before a moment, or that moment.
func lastNight(now time.Time) time.Time {
	night := time.Date(now.Year(), now.Month(), now.Day(), proofHour, 0, 0, 0, huibao.China)
	if now.Before(night) {
		night = night.AddDate(0, 0, -1)
	}
	return night
}

// proveNightly proves the ledger when it is due and mails where it ends, until the context ends.
func (d *Desk) proveNightly(ctx context.Context, report func(error)) {
	tick := time.NewTicker(proofEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		var err error
		if d.proveDue() {
			err = errors.Join(d.ProveLedger(ctx), d.led.SweepOriginals(ctx))
		}
		if err = errors.Join(err, d.MailHead(ctx)); err != nil && ctx.Err() == nil {
			report(err)
		}
	}
}

// ProveLedger proves the ledger now, by a connection of its own, so that nobody waits for it, and
// records what it found. Chains that are shorter or others than at the last proof are found,
// too.
func (d *Desk) ProveLedger(ctx context.Context) error {
	led, err := d.w.ReadLedger()
	if err != nil {
		return err
	}
	var anchors []ledger.Head
	last := d.proof.Load()
	if last != nil && last.head.Length > 0 {
		anchors = append(anchors, last.head)
	}
	night := ledger.Night{Day: int(d.Now().Unix() / 86400)}
	if night.Wrong, err = d.knownWrong(ctx); err != nil {
		return errors.Join(err, led.Close())
	}
	found, err := led.VerifyNight(ctx, anchors, night)
	if err == nil && last != nil && last.seen.Length > 0 {
		err = led.View(ctx, func(v *ledger.View) error {
			whole, err := v.StillSeen(last.seen)
			if !whole {
				found.Problems = append(found.Problems, fmt.Sprintf("登录和查阅记录上次核验时有 %d 条，现在少了，或被换过", last.seen.Length))
			}
			return err
		})
	}
	if err = errors.Join(err, led.Close()); err == nil {
		err = d.noteWrong(ctx, night.Wrong, found)
	}
	if err != nil {
		return err
	}
	p := &Proof{At: d.Now(), Records: found.Records, Originals: found.Originals, Acts: found.Head.Length, Seen: found.Seen.Length, Read: found.Read, Problems: found.Problems, head: found.Head, seen: found.Seen, now: found.Head, nowSeen: found.Seen}
	switch {
	case len(p.Problems) == 0:
		p.whole, p.wholeSeen = found.Head, found.Seen
	case last != nil: // what is missed goes on being missed
		p.head, p.seen, p.whole, p.wholeSeen = last.head, last.seen, last.whole, last.wholeSeen
	}
	d.proof.Store(p)
	result := fmt.Sprintf("完好：%d 条记录，%d 份原件", p.Records, p.Originals)
	if p.Read < p.Originals {
		result += fmt.Sprintf("都在，读了 %d 份", p.Read)
	}
	if len(p.Problems) > 0 {
		result = fmt.Sprintf("%d 处不对：%s", len(p.Problems), p.Problems[0])
		err = fmt.Errorf("台账核验：%s", result)
	}
	return errors.Join(err, d.saw(ctx, ledger.Access{Person: runner, What: "核验台账", Object: clip(result)}))
}

// What the chain of what was seen says of an original whose bytes are others than they were, and
// of one that is right again: so the next night reads it again, whoever proves.
var wrongWords = [2]string{"原件核验不对", "原件核验又对了"}

// maxWrong bounds how many are followed so: more are a lost store, which every night finds.
const maxWrong = 1000

// knownWrong are the hashes of the originals that were found wrong and not right since, in order.
func (d *Desk) knownWrong(ctx context.Context) (list []string, err error) {
	lines, err := d.wrongLines(ctx)
	last := map[string]bool{}
	for _, x := range lines { // the newest first
		if _, told := last[x.Object]; !told {
			last[x.Object] = x.What == wrongWords[0]
		}
	}
	for sha, wrong := range last {
		if wrong {
			list = append(list, sha)
		}
	}
	slices.Sort(list)
	return list, err
}

func (d *Desk) wrongLines(ctx context.Context) (lines []ledger.Seen, err error) {
	err = d.led.View(ctx, func(v *ledger.View) error {
		lines, err = v.SeenOf(runner, wrongWords, ledger.Search{Most: 100 * maxWrong})
		return err
	})
	return lines, err
}

// noteWrong records what became wrong, and what is right again.
func (d *Desk) noteWrong(ctx context.Context, known []string, found *ledger.Verified) error {
	left := maxWrong - len(known)
	var lines []ledger.Access
	for _, sha := range found.Wrong {
		if !slices.Contains(known, sha) && left > 0 {
			lines = append(lines, ledger.Access{Person: runner, What: wrongWords[0], Object: sha})
			left--
		}
	}
	for _, sha := range known {
		if !slices.Contains(found.Wrong, sha) {
			lines = append(lines, ledger.Access{Person: runner, What: wrongWords[1], Object: sha})
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return d.led.Act(ctx, d.as(runner), func(t *ledger.Tx) error {
		for _, x := range lines {
			if err := t.Saw(x); err != nil {
				return err
			}
		}
		return nil
	})
}

// ServesInClear records that pages and passwords go over the network unencrypted (S21).
func (d *Desk) ServesInClear(ctx context.Context, address string) error {
	return d.saw(ctx, ledger.Access{Person: runner, What: "不加密提供服务", Object: clip(address)})
}
