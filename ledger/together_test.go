package ledger

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huibao/internal/durable"
)

// TestTogether lets two ledgers on one folder act in turn: none holds a lock between
// its acts, and each sees what the other did.
func TestTogether(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ledger")
	a, b := opened(t, dir), opened(t, dir)
	for i := range 6 {
		l := []*Ledger{a, b}[i%2]
		does(t, l, func(x *Tx) error {
			if x.Head().Length != i {
				t.Errorf("act %d: the head is %v", i+1, x.Head())
			}
			n, err := x.Append(handIn(june, "云.xlsx", ref(i)))
			if n != i+1 {
				t.Errorf("act %d, want %d", n, i+1)
			}
			return err
		})
	}
	if headNow(t, a) != headNow(t, b) || len(stateNow(t, a, june).Files) != 6 {
		t.Errorf("%v and %v", headNow(t, a), headNow(t, b))
	}
	if n := appends(t, a, handIn(june, "云.xlsx", ref(5)))[0]; n != 6 {
		t.Errorf("what the other handed in was handed in again as act %d", n)
	}
}

// TestWait gives up waiting for another's act when the context ends.
func TestWait(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ledger")
	a, b := opened(t, dir), opened(t, dir)
	does(t, a, func(*Tx) error {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		if err := b.Act(ctx, actor(), func(*Tx) error { t.Error("two acted at once"); return nil }); !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		return nil
	})
	appends(t, b, handIn(june, "云.xlsx", ref(1)))
}

// TestPanics: what panics within an act leaves nothing of it, and no lock behind.
func TestPanics(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ledger")
	a, b := opened(t, dir), opened(t, dir)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was swallowed")
			}
		}()
		_ = a.Act(context.Background(), actor(), func(x *Tx) error {
			_, err := x.Append(handIn(june, "云.xlsx", ref(1)))
			must(t, err)
			panic("broken")
		})
	}()
	for _, l := range []*Ledger{a, b} {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := l.Act(ctx, actor(), func(x *Tx) error {
			if x.Head().Length != 0 {
				t.Errorf("%+v is left of it", x.Head())
			}
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
}

// TestOriginals keeps files: they are there when Act returns, once, and under their
// hash.
func TestOriginals(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ledger")
	l := opened(t, dir)
	one, again, two := keeps(t, l, "one"), keeps(t, l, "one"), keeps(t, l, "two")
	if one != again || one.SHA256 != digestOf([]byte("one")) || one.Size != 3 || has(t, l, one.SHA256, 3) {
		t.Errorf("%v, %v", one, again)
	}
	read := func(sha string) string {
		t.Helper()
		f, err := l.Original(sha)
		must(t, err)
		defer f.Close()
		data, err := os.ReadFile(f.Name())
		must(t, err)
		return string(data)
	}
	if read(one.SHA256)+read(two.SHA256) != "onetwo" {
		t.Error("an original cannot be read before it is settled")
	}
	appends(t, l, handIn(june, "云.xlsx", one))
	if !has(t, l, one.SHA256, 3) || has(t, l, one.SHA256, 4) || has(t, l, digestOf(nil), 0) || read(two.SHA256) != "two" {
		t.Error("not what was kept")
	}
	must(t, os.Chmod(originalPath(dir, one.SHA256), 0o600))
	must(t, os.WriteFile(originalPath(dir, one.SHA256), []byte("on"), 0o600))
	keeps(t, l, "one")
	must(t, l.Settle())
	if read(one.SHA256) != "one" {
		t.Error("an original that was cut was not mended")
	}
	for _, sha := range []string{"", "ab", "../" + one.SHA256[3:], digestOf([]byte("none"))} {
		if f, err := l.Original(sha); err == nil {
			t.Errorf("%q was opened", f.Name())
		}
	}
}

func has(t *testing.T, l *Ledger, sha string, size int64) bool {
	t.Helper()
	ok, err := l.Has(sha, size)
	must(t, err)
	return ok
}

// TestSpool sweeps what a process that died left, and nothing of one that lives.
func TestSpool(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "ledger")
	living, dead := opened(t, dir), opened(t, dir)
	o := keeps(t, living, "of the living")
	keeps(t, dead, "never recorded")
	must(t, os.WriteFile(filepath.Join(dir, originalsDir, durable.TempPrefix+"123"), []byte("of format 3"), 0o600))
	must(t, dead.db.Close())
	must(t, dead.spool.lock.Unlock()) // as the system does when a process dies
	third := opened(t, dir)
	left, err := filepath.Glob(filepath.Join(dir, originalsDir, durable.TempPrefix+"*"))
	must(t, err)
	for _, path := range left {
		if path != living.spool.dir && path != third.spool.dir {
			t.Errorf("left over: %s", path)
		}
	}
	appends(t, living, handIn(june, "云.xlsx", o))
	must(t, third.Close())
	must(t, living.Close())
	left, err = filepath.Glob(filepath.Join(dir, originalsDir, durable.TempPrefix+"*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
	if v := verified(t, dir); len(v.Problems) > 0 || v.Originals != 1 {
		t.Errorf("%+v", v)
	}
}

// TestBackup restores a copy that was made while a writer was within an act.
func TestBackup(t *testing.T) {
	dir, head := filled(t)
	l := opened(t, dir)
	r, err := Read(lies(dir))
	must(t, err)
	defer r.Close()
	target := filepath.Join(t.TempDir(), "copy.db")
	does(t, l, func(x *Tx) error {
		_, err := x.Append(handIn(june, "云.xlsx", ref(1)))
		return errors.Join(err, r.Backup(target))
	})
	if err := r.Backup(target); err == nil || !strings.Contains(err.Error(), "已经存在") {
		t.Errorf("a backup was overwritten: %v", err)
	}
	must(t, l.Backup(filepath.Join(t.TempDir(), "second.db")))
	must(t, l.Close())
	must(t, r.Close())
	data, err := os.ReadFile(target)
	must(t, err)
	dir = copyOf(t, dir)
	must(t, errors.Join(os.RemoveAll(filepath.Join(dir, whereFile)), os.WriteFile(filepath.Join(dir, databaseFile), data, 0o600)))
	if v := verified(t, dir, head); len(v.Problems) > 0 || v.Head != head {
		t.Errorf("%+v", v)
	}
	none, err := Read(lies(filepath.Join(t.TempDir(), "none")))
	must(t, err)
	if err := none.Backup(filepath.Join(t.TempDir(), "none.db")); err == nil {
		t.Error("nothing was backed up")
	}
}

// TestFaults lets each operation on files fail in turn: what was acknowledged stays,
// and the act can be made again.
func TestFaults(t *testing.T) {
	defer func() { durable.Fault = nil }()
	for _, op := range []string{"create", "write", "sync", "rename", "folder"} {
		dir := filepath.Join(t.TempDir(), "ledger")
		l := opened(t, dir)
		appends(t, l, handIn(june, "云.xlsx", keeps(t, l, "one")))
		durable.Fault = func(o string) error {
			if o == op {
				return errors.New("disk full")
			}
			return nil
		}
		o, err := l.Keep(strings.NewReader("two"))
		if err == nil {
			err = l.Act(context.Background(), actor(), func(x *Tx) error { _, err := x.Append(handIn(june, "石.xlsx", o)); return err })
		}
		durable.Fault = nil
		if err == nil || !strings.Contains(err.Error(), "无法保存原件") {
			t.Errorf("%s: got %v", op, err)
		}
		if got := headNow(t, l).Length; got != 1 {
			t.Errorf("%s: %d acts", op, got)
		}
		appends(t, l, handIn(june, "石.xlsx", keeps(t, l, "two")))
		must(t, l.Close())
		if v := verified(t, dir); len(v.Problems) > 0 || v.Originals != 2 {
			t.Errorf("%s: %+v", op, v)
		}
	}
}
