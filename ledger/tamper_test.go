package ledger

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"huibao"
	"huibao/act"
	"huibao/internal/testdb"
	"huibao/internal/thorough"
)

const (
	filledFiles = 12
	filledActs  = 1 + filledFiles + 4
)

// filled is a ledger with a plan (act 1), twelve files (2–13), a decision (14), a lock
// (15), an unlock (16) and a run (17).
func filled(t *testing.T) (dir string, head Head) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "ledger")
	return dir, fill(t, dir)
}

// filledFile is the same in a file, whatever the tests' database is.
func filledFile(t *testing.T) (dir string, head Head) {
	t.Helper()
	dir = aFile(t)
	return dir, fill(t, dir)
}

func fill(t *testing.T, dir string) Head {
	t.Helper()
	l := opened(t, dir)
	plan, book := keeps(t, l, "plan"), keeps(t, l, "book")
	acts := []act.Act{act.New(act.PlanChanged, plan.SHA256, act.Plan{Digest: "d"})}
	var subs []huibao.Submission
	fresh, used := map[string]any{}, []string{}
	for i := range filledFiles {
		name := fmt.Sprintf("returns/2024-06/%02d.xlsx", i)
		o := keeps(t, l, fmt.Sprintf("file %d", i))
		acts = append(acts, handIn(june, name, o))
		subs = append(subs, huibao.Submission{N: i + 2, Path: name, SHA256: o.SHA256, Size: o.Size, Period: june, Unit: "C01", State: huibao.StateAccepted})
		used = append(used, fmt.Sprintf("key %02d", i))
		fresh[used[i]] = i
	}
	rows, err := NewRows(june, subs)
	must(t, err)
	acts = append(acts, accept(june, "C01", "x-V11", "已核实"),
		act.New(act.Lock, "1", act.Edition{Where: of(june, ""), Edition: 1, Book: book.SHA256, Plan: plan.SHA256, Rows: rows.Digest(), Why: "到期",
			Outputs: []act.Output{{Name: "汇总表.xlsx", SHA256: keeps(t, l, "output").SHA256, Size: 6}}}),
		act.New(act.Unlock, "C01", act.Opened{Where: of(june, "C01"), Edition: 1, Why: "漏报"}))
	must(t, l.KeepReadings(context.Background(), june, encoded(t, fresh)))
	does(t, l, func(x *Tx) error {
		for _, a := range acts {
			if _, err := x.Append(a); err != nil {
				return err
			}
		}
		digest, err := x.ForgetReadings(june, used)
		if err != nil {
			return err
		}
		_, aerr := x.Append(act.New(act.Ran, "", act.Run{Where: of(june, ""), Head: 16, Plan: plan.SHA256, Files: filledFiles, Rows: rows.Digest(), Readings: digest}))
		return errors.Join(x.Put(rows), aerr)
	})
	must(t, l.KeepReadings(context.Background(), june, encoded(t, map[string]any{"fresh": 1}))) // of a run that has not ended
	head := headNow(t, l)
	must(t, l.Close())
	return head
}

func verified(t *testing.T, dir string, anchors ...Head) *Verified {
	t.Helper()
	l, err := Read(lies(dir))
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
	v := verified(t, dir, head, Head{5, head.Hash[:0]})
	// Twelve files, a plan, a book, an output; the acts' documents, the rows and the readings.
	if len(v.Problems) > 0 || v.Head != head || head.Length != filledActs || v.Originals != 15 || v.Records != filledActs+12+13 {
		t.Errorf("%+v, head %v", v, head)
	}
	none := filepath.Join(t.TempDir(), "none")
	if v := verified(t, none); len(v.Problems) > 0 || v.Head != (Head{}) {
		t.Errorf("%+v", v)
	}
	if v := verified(t, none, head); !slices.Equal(v.Problems, []string{"台账是空的，而锁定时有过记录"}) {
		t.Errorf("%+v", v)
	}
}

// tamper falsifies a ledger, of what it may choose as rnd says.
type tamper struct {
	name   string
	change func(t *testing.T, dir string, rnd *rand.Rand)
}

// anAct is a tamper by SQL on an act, of n at most last.
func anAct(name, query string, last int) tamper {
	return tamper{name, func(t *testing.T, dir string, rnd *rand.Rand) { change(t, dir, query, 1+rnd.IntN(last)) }}
}

// aRow is a tamper by SQL on a row, by the act of its file.
func aRow(name, query string) tamper {
	return tamper{name, func(t *testing.T, dir string, rnd *rand.Rand) { change(t, dir, query, 2+rnd.IntN(filledFiles)) }}
}

// aDoc is a tamper that puts another document of the same sort in the place of one, ?1
// and ?2 in the query.
func aDoc(name, query string, key func(i int) any) tamper {
	return tamper{name, func(t *testing.T, dir string, rnd *rand.Rand) {
		d, err := encode(huibao.Submission{Path: "x", Unit: "C01"})
		must(t, err)
		change(t, dir, query, d.doc, d.digest, key(rnd.IntN(filledFiles)))
	}}
}

func rowKey(i int) any     { return 2 + i }
func readingKey(i int) any { return fmt.Sprintf("key %02d", i) }

var tampers = []tamper{
	{"an act's document", func(t *testing.T, dir string, rnd *rand.Rand) {
		change(t, dir, "UPDATE act SET doc=? WHERE n=?", `{"period":"2024-06","why":"别的"}`, 1+rnd.IntN(filledActs))
	}},
	{"an act's document and digest", func(t *testing.T, dir string, rnd *rand.Rand) {
		doc := `{"period":"2024-06","why":"别的"}`
		change(t, dir, "UPDATE act SET doc=?, digest=? WHERE n=?", doc, digestOf([]byte(doc)), 1+rnd.IntN(filledActs))
	}},
	anAct("an act's document removed", "UPDATE act SET doc=NULL WHERE n=?", filledActs),
	anAct("an act's document, period and unit removed", "UPDATE act SET doc=NULL, period='', unit='' WHERE n=?", filledActs),
	anAct("an act's note", "UPDATE act SET note=note||'。' WHERE n=?", filledActs),
	anAct("an act's period", "UPDATE act SET period='2024-07' WHERE n=?", filledActs),
	anAct("an act's unit", "UPDATE act SET unit=unit||'2' WHERE n=?", filledActs),
	anAct("an act's object", "UPDATE act SET object=object||'2' WHERE n=?", filledActs),
	anAct("an act's kind", "UPDATE act SET kind='收到' WHERE n=?", filledActs),
	anAct("an act's author", "UPDATE act SET who='李四' WHERE n=?", filledActs),
	anAct("an act's time", "UPDATE act SET at='2024-07-04T08:00:00Z' WHERE n=?", filledActs),
	anAct("an act removed", "DELETE FROM act WHERE n=?", filledActs),
	{"two acts swapped", func(t *testing.T, dir string, rnd *rand.Rand) {
		n := 1 + rnd.IntN(filledActs-1)
		change(t, dir, "UPDATE act SET n=-1 WHERE n=?", n)
		change(t, dir, "UPDATE act SET n=? WHERE n=?", n, n+1)
		change(t, dir, "UPDATE act SET n=? WHERE n=-1", n+1)
	}},
	anAct("the chain cut", "DELETE FROM act WHERE n>?", filledActs-1),
	{"the chain and the rows cut", func(t *testing.T, dir string, _ *rand.Rand) {
		for _, query := range []string{"DELETE FROM act WHERE n>13", "DELETE FROM submission", "DELETE FROM reading"} {
			change(t, dir, query)
		}
	}},
	{"the chain made anew from the middle", func(t *testing.T, dir string, rnd *rand.Rand) { rehash(t, dir, 1+rnd.IntN(filledActs)) }},
	aDoc("a row", "UPDATE submission SET doc=?1 WHERE n=?3 AND ?2<>''", rowKey),
	aDoc("a row and its digest", "UPDATE submission SET doc=?1, digest=?2 WHERE n=?3", rowKey),
	aRow("a row's unit", "UPDATE submission SET unit='C02' WHERE n=?"),
	aRow("a row removed", "DELETE FROM submission WHERE n=?"),
	aRow("a row more", "INSERT INTO submission SELECT period, n, 1, unit, digest, doc FROM submission WHERE n=?"),
	aRow("a row of a period that was never run", "INSERT INTO submission SELECT '2024-05', n, part, unit, digest, doc FROM submission WHERE n=?"),
	aRow("a row in another period", "UPDATE submission SET period='2024-07' WHERE n=?"),
	aRow("a row of another act", "UPDATE submission SET n=n+100 WHERE n=?"),
	aRow("two rows swapped", "UPDATE submission SET doc=(SELECT doc FROM submission WHERE n=2+(?1-1)%12) WHERE n=?1"),
	aDoc("a reading", "UPDATE reading SET doc=?1 WHERE key=?3 AND ?2<>''", readingKey),
	aDoc("a reading and its digest", "UPDATE reading SET doc=?1, digest=?2 WHERE key=?3", readingKey),
	aDoc("a reading as of a run that has not ended", "UPDATE reading SET doc=?1, digest=?2, fresh=1 WHERE key=?3", readingKey),
	{"a reading removed", func(t *testing.T, dir string, rnd *rand.Rand) {
		change(t, dir, "DELETE FROM reading WHERE key=?", readingKey(rnd.IntN(filledFiles)))
	}},
	{"an original's content", func(t *testing.T, dir string, rnd *rand.Rand) {
		p := original(t, dir, rnd)
		must(t, os.Chmod(p, 0o600))
		must(t, os.WriteFile(p, []byte("other"), 0o600))
	}},
	{"an original removed", func(t *testing.T, dir string, rnd *rand.Rand) { must(t, os.Remove(original(t, dir, rnd))) }},
}

func original(t *testing.T, dir string, rnd *rand.Rand) string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, originalsDir, "??", "*"))
	must(t, err)
	return list[rnd.IntN(len(list))]
}

// change changes a ledger's database behind its back; something must be changed.
func change(t *testing.T, dir, query string, args ...any) {
	t.Helper()
	db := behind(t, dir)
	defer db.Close()
	res, err := db.Exec(query, args...)
	must(t, err)
	if n, err := res.RowsAffected(); n == 0 || err != nil {
		t.Errorf("%s: changed nothing, %v", query, err)
	}
}

// rehash changes an act and makes the chain whole again after it.
func rehash(t *testing.T, dir string, from int) {
	t.Helper()
	change(t, dir, "UPDATE act SET who='李四' WHERE n=?", from)
	db := behind(t, dir)
	defer db.Close()
	list, err := listOf(db, "SELECT n, at, who, kind, object, digest, note FROM act ORDER BY n", nil, func(rows *sql.Rows) (link, error) {
		var e link
		return e, rows.Scan(&e.n, &e.at, &e.who, &e.kind, &e.object, &e.digest, &e.note)
	})
	must(t, err)
	prev := ""
	for _, e := range list {
		e.prev = prev
		prev = e.hash()
		_, err := db.Exec("UPDATE act SET prev=?, hash=? WHERE n=?", e.prev, prev, e.n)
		must(t, err)
	}
}

// TestTampering falsifies the ledger in every way, seeded, in a thorough run more than 200
// times in all: each is found.
func TestTampering(t *testing.T) {
	clean, head := filled(t)
	seeds := 2 // of a database a space is copied for each
	if testdb.DSN() == "" {
		seeds = thorough.Rounds(t, 2, 8)
	}
	for _, c := range tampers {
		for seed := range seeds {
			dir := copyOf(t, clean)
			c.change(t, dir, rand.New(rand.NewPCG(uint64(seed), 7)))
			if v := verified(t, dir, head); len(v.Problems) == 0 {
				t.Errorf("%s (seed %d) was not found", c.name, seed)
			}
		}
	}
}

// TestAnchors tells a chain that was made anew, or cut, only by a head that is known
// outside, and by any of them.
func TestAnchors(t *testing.T) {
	clean, head := filled(t)
	dir := copyOf(t, clean)
	rehash(t, dir, 5)
	if v := verified(t, dir); len(v.Problems) > 0 {
		t.Error(v.Problems)
	}
	for _, c := range []struct {
		anchor Head
		want   []string
	}{
		{head, []string{"第 17 条记录的校验码与锁定时打印的不同：记录被重写过"}},
		{Head{17, head.Hash[:16]}, []string{"第 17 条记录的校验码与锁定时打印的不同：记录被重写过"}},
		{Head{18, head.Hash}, []string{"记录只有 17 条，锁定时已有 18 条：有记录被删去"}},
	} {
		if v := verified(t, dir, c.anchor); !slices.Equal(v.Problems, c.want) {
			t.Errorf("%v: %q", c.anchor, v.Problems)
		}
		parsed, err := ParseHead(" " + c.anchor.String() + "\n")
		if err != nil || parsed != c.anchor {
			t.Errorf("%v reads %v, %v", c.anchor, parsed, err)
		}
	}
}

// TestDamage cuts the database and overwrites pages: never read as less.
func TestDamage(t *testing.T) {
	clean, head := filledFile(t)
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
		dir := copyOf(t, clean)
		must(t, os.WriteFile(filepath.Join(dir, databaseFile), broken, 0o600))
		if v := verified(t, dir, head); len(v.Problems) == 0 && !sameRows(t, dir, clean) {
			t.Errorf("seed %d: damage was not found", seed)
		}
	}
}

// sameRows reports whether a damaged ledger still gives what the clean one does: the
// damage lay in a page that holds nothing.
func sameRows(t *testing.T, a, b string) bool {
	t.Helper()
	var digests [2]string
	for i, dir := range []string{a, b} {
		l, err := Read(lies(dir))
		must(t, err)
		must(t, l.View(context.Background(), func(v *View) (err error) {
			digests[i], err = v.RowsDigest(june)
			return err
		}))
		must(t, l.Close())
	}
	return digests[0] == digests[1]
}
