package ledger

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"slices"
	"testing"

	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/rivermigrate"

	"huibao/act"
)

// waitingJobs are the jobs of a ledger's space, as periods and acts.
func waitingJobs(t *testing.T, l *Ledger) []string {
	if err := l.QueueLost(); err != nil {
		t.Error(err)
	}
	t.Helper()
	list, err := listOf(l.db, "SELECT args->>'period' || ' ' || (args->>'act') FROM huibao_jobs.river_job WHERE queue=? AND state='available' ORDER BY id", []any{queueOf(l.jobs.space)},
		func(rows *sql.Rows) (s string, err error) { return s, rows.Scan(&s) })
	must(t, err)
	return list
}

// enqueuesWithTheAct: a job is there when an act is of which a run would make something, once,
// and is not when the act is not.
func enqueuesWithTheAct(t *testing.T) {
	ctx := context.Background()
	l := opened(t, filepath.Join(t.TempDir(), "ledger"))
	appends(t, l, handIn(june, "云.xlsx", keeps(t, l, "one")), handIn(june, "石.xlsx", keeps(t, l, "two")), handIn(july, "海.xlsx", keeps(t, l, "three")))
	if got, want := waitingJobs(t, l), []string{"2024-06 2", "2024-07 3"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	undone := errors.New("undone")
	err := l.Act(ctx, actor(), func(tx *Tx) error {
		_, err := tx.Append(handIn(june, "原.xlsx", keeps(t, l, "four")))
		return errors.Join(err, undone)
	})
	if !errors.Is(err, undone) {
		t.Fatal(err)
	}
	if known := l.jobs.last[june]; known != 2 {
		t.Errorf("that act %d was asked for is known, which never was", known)
	}
	appends(t, l, act.New(act.Ran, "", act.Run{Where: act.Where{Period: june}}))
	for range 2 { // the second asks for no more
		if ok, err := l.Enqueue(ctx, june); err != nil || !ok {
			t.Errorf("%v, %v", ok, err)
		}
	}
	if got, want := waitingJobs(t, l), []string{"2024-06 2", "2024-07 3", "2024-06 4"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// actsWithoutAQueue: where River's tables are gone acts are as durable as ever; they are made
// again when the ledger is opened the next time.
func actsWithoutAQueue(t *testing.T) {
	ctx := context.Background()
	dir := filepath.Join(t.TempDir(), "ledger")
	p := Place{Dir: dir, Database: ownDatabase(t, "huibao_queue", "")}
	l, err := Open(ctx, p, "test")
	must(t, err)
	defer l.Close()
	_, err = l.db.Exec("DROP SCHEMA huibao_jobs CASCADE")
	must(t, err)
	if n := appends(t, l, handIn(june, "云.xlsx", keeps(t, l, "one")))[0]; n != 1 {
		t.Errorf("act %d", n)
	}
	if l.QueueLost() == nil {
		t.Error("that there is no queue is not known")
	}
	if ok, err := l.Enqueue(ctx, june); err != nil || ok {
		t.Errorf("%v, %v", ok, err)
	}
	if v, err := l.Verify(ctx, nil); err != nil || len(v.Problems) > 0 || v.Head.Length != 1 {
		t.Errorf("%+v, %v", v, err)
	}
	again, err := Open(ctx, p, "test")
	must(t, err)
	defer again.Close()
	if ok, err := again.Enqueue(ctx, june); err != nil || !ok || again.QueueLost() != nil {
		t.Errorf("%v, %v, %v", ok, err, again.QueueLost())
	}
	if got, want := waitingJobs(t, again), []string{"2024-06 1"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// mendsTheQueue: whichever of River's tables is lost, all are made again, of which there are as many
// as we count.
func mendsTheQueue(t *testing.T) {
	ctx := context.Background()
	p := Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: ownDatabase(t, "huibao_mended", "")}
	l, err := Open(ctx, p, "test")
	must(t, err)
	defer l.Close()
	tables, err := listOf(l.db, "SELECT tablename FROM pg_tables WHERE schemaname='huibao_jobs' ORDER BY 1", nil, func(rows *sql.Rows) (s string, err error) { return s, rows.Scan(&s) })
	must(t, err)
	if len(tables) != queueCount {
		t.Errorf("River has %q", tables)
	}
	for _, name := range tables {
		_, err := l.db.Exec("DROP TABLE huibao_jobs." + name + " CASCADE")
		must(t, err)
		must(t, l.MendQueue(ctx))
		if has, err := queueAt(l.db); err != nil || !has.stands() {
			t.Errorf("%s was lost: %+v, %v", name, has, err)
		}
		if ok, err := l.Enqueue(ctx, june); err != nil || !ok {
			t.Errorf("%s was lost: %v, %v", name, ok, err)
		}
	}
}

// TestQueueFormat: a River with newer tables is noticed, or they would never be brought up to date.
func TestQueueFormat(t *testing.T) {
	m, err := rivermigrate.New(riverdatabasesql.New(nil), nil)
	must(t, err)
	all := m.AllVersions()
	if n := all[len(all)-1].Version; n != queueFormat {
		t.Errorf("River's tables have version %d", n)
	}
}
