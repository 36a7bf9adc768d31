package batch_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"huibao/act"
	"huibao/batch"
	"huibao/ledger"
)

// statusIn is a period's status, after something was done to a copy of the ledger.
func statusIn(t *testing.T, s *small, change func(database string)) string {
	t.Helper()
	w := kept(t.TempDir())
	must(t, os.CopyFS(w.Dir, os.DirFS(s.w.Dir)))
	change(filepath.Join(w.Ledger(), "ledger.db"))
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
	nothing := func(string) {}
	forget := func(database string) {
		led, err := ledger.Open(ctx, ledger.Place{Dir: filepath.Dir(database)}, "test")
		must(t, err)
		must(t, led.Forget(ctx))
		must(t, led.Close())
	}
	hollow := func(s *small) func(string) { // of what was judged in the month nothing is left
		return func(database string) {
			db, err := sql.Open("sqlite", database)
			must(t, err)
			_, err = db.Exec("DELETE FROM submission WHERE period=?", s.opt.Period.String())
			must(t, err)
			must(t, db.Close())
		}
	}
	jan := newSmall(t, true)
	jan.put(t, "甲县", "1", 0)
	jan.put(t, "乙县", "1", 5)
	run := func(s *small) {
		t.Helper()
		_, err := batch.Run(ctx, s.w, s.opt)
		must(t, err)
	}
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
	run(jan)
	look("after a run", jan, true)
	feb := jan.month(t, 2)
	feb.put(t, "丙县", "1", 1)
	run(feb)
	look("after the run of a later month", jan, true)
	look("in February", feb, true)
	_, err := batch.Decide(ctx, jan.w, jan.opt, []batch.Choice{{Kind: act.Waive, Ref: "丙县", Why: "撤并"}})
	must(t, err)
	look("after a decision", jan, false)
	look("after a decision on the month before that moved no figure", feb, true)
	run(jan)
	look("after another run", jan, true)
	jan.put(t, "乙县", "1", 2)
	run(jan)
	look("after other figures of the month before", feb, false)
	run(feb)
	look("in February again", feb, true)
	jan.plan(t, 40)
	look("by another plan", feb, false)
	run(jan)
	_, err = batch.Lock(ctx, jan.w, jan.opt, batch.LockOptions{LeaveOutRest: true, Why: "未核实"})
	must(t, err)
	if locked := statusIn(t, jan, nothing); locked != statusIn(t, jan, forget) || locked != statusIn(t, jan, hollow(jan)) {
		t.Errorf("locked: %s", locked)
	}
	_, err = batch.Unlock(ctx, jan.w, jan.opt, "甲县", "更正")
	must(t, err)
	run(jan)
	look("opened again", jan, false)
}
