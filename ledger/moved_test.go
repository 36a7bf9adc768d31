package ledger

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// waiting is an engine whose lock something else has first.
type waiting struct {
	postgres
	first func()
}

func (w waiting) hold(ctx context.Context, tx *sql.Tx) error {
	if _, err := headOf(tx); err != nil { // where one moment is all that is seen, it is this
		return err
	}
	w.first()
	return w.postgres.hold(ctx, tx)
}

// refusesWhatMoved: an act that waits while the ledger is moved into a file is refused, and
// nothing of it is in the space that was left.
func refusesWhatMoved(t *testing.T) {
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "ledger")
	l := opened(t, dir)
	appends(t, l, handIn(june, "云.xlsx", ref(1)))
	here, head := l.eng.(postgres), headNow(t, l)
	place := lies(dir)
	l.eng = waiting{here, func() {
		_, err := Copy(ctx, place, "", "test")
		must(t, err)
	}}
	err := l.Act(ctx, actor(), func(x *Tx) error { t.Error("it acts"); return nil })
	if err == nil || !strings.Contains(err.Error(), "台账是文件 ledger/ledger.db") {
		t.Errorf("got %v", err)
	}
	l.eng = here
	if now := headNow(t, l); now != head {
		t.Errorf("the space that was left has %s, had %s", now, head)
	}
	if now := headNow(t, opened(t, dir)); now != head {
		t.Errorf("the file has %s, want %s", now, head)
	}
}

// readsAfterItsTurn: an act that waits sees what the one before it did, even if the server's
// default is to see one moment; one that is given up while it acts leaves nothing.
func readsAfterItsTurn(t *testing.T) {
	dsn := ownDatabase(t, "huibao_serial", "")
	p := Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: dsn}
	first, err := Open(context.Background(), p, "test")
	must(t, err)
	defer first.Close()
	_, err = first.db.Exec("ALTER DATABASE huibao_serial SET default_transaction_isolation='repeatable read'")
	must(t, err)
	second, err := Open(context.Background(), p, "test")
	must(t, err)
	defer second.Close()
	second.eng = waiting{second.eng.(postgres), func() { appends(t, first, handIn(june, "云.xlsx", ref(1))) }}
	if n := appends(t, second, handIn(june, "石.xlsx", ref(2)))[0]; n != 2 {
		t.Errorf("act %d", n)
	}
	ctx, cancel := context.WithCancel(context.Background())
	err = first.Act(ctx, actor(), func(x *Tx) error {
		_, err := x.Append(handIn(june, "原.xlsx", ref(3)))
		cancel()
		return err
	})
	if !errors.Is(err, context.Canceled) || headNow(t, first).Length != 2 {
		t.Errorf("got %v, head %s", err, headNow(t, first))
	}
}
