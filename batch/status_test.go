package batch_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huibao/act"
	"huibao/batch"
)

// statusIn is a period's status, after something was done to a copy of the ledger.
func statusIn(t *testing.T, s *small, change func(w batch.Workspace)) string {
	t.Helper()
	w := copied(t, s.w)
	change(w)
	st, err := batch.StatusOf(context.Background(), w, s.opt)
	must(t, err)
	data, err := json.Marshal([]any{st, st.Summary})
	must(t, err)
	return string(data)
}

// TestStatus holds the status that a run kept to what is rolled up of its rows, and takes
// it for no longer than nothing else has happened.
func TestStatus(t *testing.T) {
	ctx := context.Background()
	nothing := func(batch.Workspace) {}
	forget := func(w batch.Workspace) {
		led, err := w.OpenLedger(ctx, "test")
		must(t, err)
		must(t, led.Forget(ctx))
		must(t, led.Close())
	}
	hollow := func(s *small) func(batch.Workspace) { // of what was judged in the month nothing is left
		return func(w batch.Workspace) { behind(t, w, "DELETE FROM submission WHERE period=$1", s.opt.Period) }
	}
	jan := newSmall(t, true)
	jan.put(t, "甲县", "1", 0)
	jan.put(t, "乙县", "1", 5)
	look := func(when string, s *small, kept bool) {
		t.Helper()
		now := statusIn(t, s, nothing)
		if made := statusIn(t, s, forget); now != made {
			t.Errorf("%s: %s\nof the rows: %s", when, now, made)
		}
		if blind := statusIn(t, s, hollow(s)); (blind == now) != kept {
			t.Errorf("%s: kept is %v: %s", when, !kept, blind)
		}
	}
	jan.run(t)
	look("after a run", jan, true)
	other := *jan
	other.opt.Version = "later"
	said, anew := statusIn(t, &other, nothing), statusIn(t, &other, forget)
	if bare := strings.Replace(said, `,"other_program":true`, "", 1); bare == said || bare != anew {
		t.Errorf("by another program: %s\nof the rows: %s", said, anew)
	}
	if blind := statusIn(t, &other, hollow(&other)); blind != said {
		t.Errorf("by another program, of no rows: %s", blind)
	}
	feb := jan.month(t, 2)
	feb.put(t, "丙县", "1", 1)
	feb.run(t)
	look("after the run of a later month", jan, true)
	look("in February", feb, true)
	_, err := batch.Decide(ctx, jan.w, jan.opt, []batch.Choice{{Kind: act.Waive, Ref: "丙县", Why: "撤并"}})
	must(t, err)
	look("after a decision", jan, false)
	look("after a decision on the month before that moved no figure", feb, true)
	jan.run(t)
	look("after another run", jan, true)
	jan.put(t, "乙县", "1", 2)
	jan.run(t)
	look("after other figures of the month before", feb, false)
	feb.run(t)
	look("in February again", feb, true)
	jan.plan(t, 40)
	look("by another plan", feb, false)
	jan.run(t)
	_, err = batch.Lock(ctx, jan.w, jan.opt, batch.LockOptions{LeaveOutRest: true, Why: "未核实"})
	must(t, err)
	closed := func(when string) {
		t.Helper()
		bookless := func(w batch.Workspace) {
			sum := jan.state(t).Last().Book
			must(t, os.Remove(filepath.Join(w.Ledger(), "originals", sum[:2], sum)))
		}
		if locked := statusIn(t, jan, nothing); locked != statusIn(t, jan, forget) || locked != statusIn(t, jan, bookless) {
			t.Errorf("%s: %s\nof the book: %s\nwithout it: %s", when, locked, statusIn(t, jan, forget), statusIn(t, jan, bookless))
		}
	}
	closed("locked")
	jan.put(t, "丙县", "2", 7)
	jan.run(t)
	closed("a file came in since")
	_, err = batch.Unlock(ctx, jan.w, jan.opt, "甲县", "更正")
	must(t, err)
	_, err = batch.Lock(ctx, jan.w, jan.opt, batch.LockOptions{LeaveOutRest: true, Why: "没有不同"})
	must(t, err)
	closed("locked again as it was")
	_, err = batch.Unlock(ctx, jan.w, jan.opt, "甲县", "更正")
	must(t, err)
	jan.run(t)
	look("opened again", jan, false)
}
