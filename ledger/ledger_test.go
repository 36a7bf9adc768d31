package ledger

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"huibao"
)

var june = huibao.Period{Year: 2024, Month: 6}

func actor() Actor { return Actor{Who: "张三", When: time.Date(2024, 7, 5, 8, 0, 0, 0, time.UTC)} }

// filled is a ledger with twelve files, decisions, a lock and an unlock.
func filled(t *testing.T) (dir string, head Head) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "ledger")
	l, err := Open(context.Background(), dir, actor())
	if err != nil {
		t.Fatal(err)
	}
	var subs []huibao.Submission
	fresh := map[string]any{}
	for i := range 12 {
		o, err := l.Keep(strings.NewReader(fmt.Sprintf("file %d", i)))
		if err != nil {
			t.Fatal(err)
		}
		subs = append(subs, huibao.Submission{Path: fmt.Sprintf("returns/2024-06/%02d.xlsx", i), SHA256: o.SHA256, Size: o.Size, Period: june, Unit: "C01", State: huibao.StateAccepted})
		fresh[fmt.Sprintf("key %d", i)] = i
	}
	must(t, l.Record(june, subs))
	subs[3].State = huibao.StateSuperseded
	must(t, l.Record(june, subs))
	must(t, l.KeepReadings(fresh))
	must(t, l.Decide(huibao.Decision{Kind: huibao.DecisionAccept, Ref: "x-V11", Unit: "C01", Period: june, Why: "已核实"}))
	if _, err := l.LockPeriod(june, "缺一个单位", nil); err != nil {
		t.Fatal(err)
	}
	must(t, l.UnlockUnit(june, "C01", "漏报"))
	must(t, l.Finish(Run{Period: june, Files: 12}))
	head, err = l.Head()
	must(t, err)
	must(t, l.Close())
	return dir, head
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func verified(t *testing.T, dir string, anchors ...Head) *Verified {
	t.Helper()
	l, err := Read(dir)
	if err != nil {
		return &Verified{Problems: []string{err.Error()}}
	}
	defer l.Close()
	v, err := l.Verify(context.Background(), anchors)
	if err != nil {
		return &Verified{Problems: []string{err.Error()}}
	}
	return v
}

func TestVerified(t *testing.T) {
	dir, head := filled(t)
	v := verified(t, dir, head)
	if len(v.Problems) > 0 || v.Head != head || v.Originals != 12 || v.Records != 12+12+1+2+1 || head.Length != 12+1+12+1+2+1 {
		t.Errorf("%+v, head %v", v, head)
	}
}

// tampers are the ways of falsifying a ledger; each takes what it may choose from.
var tampers = []struct {
	name   string
	change func(t *testing.T, db *sql.DB, dir string, rnd *rand.Rand)
}{
	{"a record's content", func(t *testing.T, db *sql.DB, _ string, rnd *rand.Rand) {
		d, err := encode(huibao.Submission{Path: "x"})
		must(t, err)
		exec(t, db, "UPDATE submission SET doc=? WHERE path=?", d.doc, path(rnd))
	}},
	{"a record's content and digest", func(t *testing.T, db *sql.DB, _ string, rnd *rand.Rand) {
		d, err := encode(huibao.Submission{Path: "x"})
		must(t, err)
		exec(t, db, "UPDATE submission SET doc=?, digest=? WHERE path=?", d.doc, d.digest, path(rnd))
	}},
	{"a reading", func(t *testing.T, db *sql.DB, _ string, rnd *rand.Rand) {
		d, err := encode(7777)
		must(t, err)
		exec(t, db, "UPDATE reading SET doc=?, digest=? WHERE key=?", d.doc, d.digest, fmt.Sprintf("key %d", rnd.IntN(12)))
	}},
	{"a record removed", func(t *testing.T, db *sql.DB, _ string, rnd *rand.Rand) {
		exec(t, db, "DELETE FROM submission WHERE path=?", path(rnd))
	}},
	{"a record more", func(t *testing.T, db *sql.DB, _ string, rnd *rand.Rand) {
		exec(t, db, "INSERT INTO submission SELECT period, path||'x', sha256, digest, doc FROM submission WHERE path=?", path(rnd))
	}},
	{"a record renamed", func(t *testing.T, db *sql.DB, _ string, rnd *rand.Rand) {
		exec(t, db, "UPDATE submission SET period='2024-07' WHERE path=?", path(rnd))
	}},
	{"two records swapped", func(t *testing.T, db *sql.DB, _ string, rnd *rand.Rand) {
		i := rnd.IntN(11)
		exec(t, db, `UPDATE submission SET doc=(SELECT doc FROM submission WHERE path=?) WHERE path=?`, fmt.Sprintf("returns/2024-06/%02d.xlsx", i+1), fmt.Sprintf("returns/2024-06/%02d.xlsx", i))
	}},
	{"a decision removed", func(t *testing.T, db *sql.DB, _ string, _ *rand.Rand) { exec(t, db, "DELETE FROM decision") }},
	{"an unlock removed", func(t *testing.T, db *sql.DB, _ string, _ *rand.Rand) {
		exec(t, db, "DELETE FROM locking WHERE n=2")
	}},
	{"an entry's note", func(t *testing.T, db *sql.DB, _ string, rnd *rand.Rand) {
		exec(t, db, "UPDATE audit SET note=note||'。' WHERE n=?", 1+rnd.IntN(29))
	}},
	{"an entry removed", func(t *testing.T, db *sql.DB, _ string, rnd *rand.Rand) {
		exec(t, db, "DELETE FROM audit WHERE n=?", 1+rnd.IntN(29))
	}},
	{"two entries swapped", func(t *testing.T, db *sql.DB, _ string, rnd *rand.Rand) {
		n := 1 + rnd.IntN(28)
		exec(t, db, "UPDATE audit SET n=-1 WHERE n=?", n)
		exec(t, db, "UPDATE audit SET n=? WHERE n=?", n, n+1)
		exec(t, db, "UPDATE audit SET n=? WHERE n=-1", n+1)
	}},
	{"the trail cut", func(t *testing.T, db *sql.DB, _ string, rnd *rand.Rand) {
		exec(t, db, "DELETE FROM audit WHERE n>?", 1+rnd.IntN(28))
	}},
	{"the trail and its records cut", func(t *testing.T, db *sql.DB, _ string, _ *rand.Rand) {
		exec(t, db, "DELETE FROM audit WHERE n>26")
		for _, table := range []string{"decision", "locking", "run"} {
			exec(t, db, "DELETE FROM "+table)
		}
	}},
	{"the trail made anew from the middle", func(t *testing.T, db *sql.DB, _ string, rnd *rand.Rand) { rehash(t, db, 1+rnd.IntN(28)) }},
	{"an original's content", func(t *testing.T, db *sql.DB, dir string, rnd *rand.Rand) {
		p := original(t, db, dir, rnd)
		must(t, os.Chmod(p, 0o600))
		must(t, os.WriteFile(p, []byte("other"), 0o600))
	}},
	{"an original removed", func(t *testing.T, db *sql.DB, dir string, rnd *rand.Rand) {
		must(t, os.Remove(original(t, db, dir, rnd)))
	}},
}

func path(rnd *rand.Rand) string { return fmt.Sprintf("returns/2024-06/%02d.xlsx", rnd.IntN(12)) }

func original(t *testing.T, db *sql.DB, dir string, rnd *rand.Rand) string {
	t.Helper()
	var sha string
	must(t, db.QueryRow("SELECT sha256 FROM submission WHERE path=?", path(rnd)).Scan(&sha))
	return filepath.Join(dir, originalsDir, sha[:2], sha)
}

func exec(t *testing.T, db *sql.DB, query string, args ...any) {
	t.Helper()
	_, err := db.Exec(query, args...)
	must(t, err)
}

// rehash changes an entry and makes the chain whole again after it.
func rehash(t *testing.T, db *sql.DB, from int) {
	t.Helper()
	exec(t, db, "UPDATE audit SET who='李四' WHERE n=?", from)
	prev := ""
	for n := 1; ; n++ {
		var at, who string
		var e entry
		err := db.QueryRow("SELECT at, who, kind, object, digest, note FROM audit WHERE n=?", n).Scan(&at, &who, &e.kind, &e.object, &e.digest, &e.note)
		if err == sql.ErrNoRows {
			return
		}
		must(t, err)
		hash := chain(n, at, who, e, prev)
		exec(t, db, "UPDATE audit SET prev=?, hash=? WHERE n=?", prev, hash, n)
		prev = hash
	}
}

// TestTampering falsifies the ledger in every way, seeded, more than 200 times in
// all: each is found.
func TestTampering(t *testing.T) {
	clean, head := filled(t)
	for _, tamper := range tampers {
		for seed := range uint64(12) {
			dir := filepath.Join(t.TempDir(), "ledger")
			must(t, os.CopyFS(dir, os.DirFS(clean)))
			db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(dir, databaseFile)))
			must(t, err)
			tamper.change(t, db, dir, rand.New(rand.NewPCG(seed, 7)))
			must(t, db.Close())
			if v := verified(t, dir, head); len(v.Problems) == 0 {
				t.Errorf("%s (seed %d) was not found", tamper.name, seed)
			}
		}
	}
}

// TestDamage cuts the database and overwrites pages: never read as less.
func TestDamage(t *testing.T) {
	clean, head := filled(t)
	data, err := os.ReadFile(filepath.Join(clean, databaseFile))
	must(t, err)
	for seed := range uint64(24) {
		rnd := rand.New(rand.NewPCG(seed, 9))
		broken := bytes.Clone(data)
		if seed%2 == 0 {
			broken = broken[:rnd.IntN(len(broken))]
		} else {
			at := 100 + rnd.IntN(len(broken)-600)
			for i := range 500 {
				broken[at+i] ^= 0x55
			}
		}
		dir := filepath.Join(t.TempDir(), "ledger")
		must(t, os.CopyFS(dir, os.DirFS(clean)))
		must(t, os.WriteFile(filepath.Join(dir, databaseFile), broken, 0o600))
		v := verified(t, dir, head)
		if len(v.Problems) == 0 && !sameRecords(t, dir, clean) {
			t.Errorf("seed %d: damage was not found", seed)
		}
	}
}

// sameRecords reports whether a damaged ledger still gives what the clean one does:
// the damage lay in a page that holds nothing.
func sameRecords(t *testing.T, a, b string) bool {
	t.Helper()
	var digests [2]string
	for i, dir := range []string{a, b} {
		l, err := Read(dir)
		must(t, err)
		digests[i], err = l.Digest(june)
		must(t, err)
		must(t, l.Close())
	}
	return digests[0] == digests[1]
}

// TestLoss refuses to forget a submission, and to change a ledger that is open for
// reading.
func TestLoss(t *testing.T) {
	dir, head := filled(t)
	l, err := Open(context.Background(), dir, actor())
	must(t, err)
	if err := l.Record(june, nil); err == nil || !strings.Contains(err.Error(), "would be lost") {
		t.Errorf("got %v", err)
	}
	must(t, l.Close())
	r, err := Read(dir)
	must(t, err)
	defer r.Close()
	if err := r.Decide(huibao.Decision{Period: june}); err == nil {
		t.Error("a decision was recorded in a ledger open for reading")
	}
	if v := verified(t, dir, head); len(v.Problems) > 0 {
		t.Error(v.Problems)
	}
}

// TestBackup restores a copy that was made while a writer holds the ledger.
func TestBackup(t *testing.T) {
	dir, head := filled(t)
	l, err := Open(context.Background(), dir, actor())
	must(t, err)
	r, err := Read(dir)
	must(t, err)
	target := filepath.Join(t.TempDir(), "copy.db")
	must(t, r.Backup(target))
	if err := r.Backup(target); err == nil {
		t.Error("a backup was overwritten")
	}
	must(t, r.Close())
	must(t, l.Close())
	data, err := os.ReadFile(target)
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, databaseFile), data, 0o600))
	if v := verified(t, dir, head); len(v.Problems) > 0 || v.Head != head {
		t.Errorf("%+v", v)
	}
}

// TestUnclean leaves a copy behind as a writer that died: the next one sweeps it and
// goes on.
func TestUnclean(t *testing.T) {
	dir, head := filled(t)
	l, err := Open(context.Background(), dir, actor())
	must(t, err)
	if _, err := l.Keep(strings.NewReader("never recorded")); err != nil {
		t.Fatal(err)
	}
	must(t, l.db.Close())
	must(t, l.lock.Unlock()) // as the system does when the process dies
	again, err := Open(context.Background(), dir, actor())
	must(t, err)
	must(t, again.Close())
	left, err := filepath.Glob(filepath.Join(dir, originalsDir, ".tmp-*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
	if v := verified(t, dir, head); len(v.Problems) > 0 {
		t.Error(v.Problems)
	}
}
