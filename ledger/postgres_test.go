package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"huibao/internal/testdb"
)

// TestPostgres are the tests that ask PostgreSQL for what a file has not; without one there
// are none of them.
func TestPostgres(t *testing.T) {
	if testdb.DSN() == "" {
		return
	}
	for name, test := range map[string]func(*testing.T){
		"copy there and back": copiesThereAndBack, "copy over another": copiesOverAnother, "spaces": keepsSpacesApart, "one after the other": actsInTurn, "newer": refusesNewer,
		"servers": saysWhatServersSay, "isolation": readsAfterItsTurn, "identity": knowsItsSpace, "copied folder": knowsACopy, "taken once": takesOnce, "moved meanwhile": refusesWhatMoved, "columns": hasTheSameColumns, "cut off": survivesCutConnections, "empty": readsNothing, "not a superuser": needsNoSuperuser, "odd texts": keepsOddTexts,
		"jobs": enqueuesWithTheAct, "no queue": actsWithoutAQueue, "half a queue": mendsTheQueue, "durable": isDurable, "pooled": knowsAPool, "another's connection": keepsToItsSpace, "no CREATE": needsItsTables, "all at once": beginsTogether, "older": bringsUpToDate, "names of spaces": takesOddSpaces,
	} {
		t.Run(name, test)
	}
}

// copiesThereAndBack moves a ledger into a database and back: the head and every row are the
// same, each command is refused what is not the ledger any more, and both go on where the
// other ended.
func copiesThereAndBack(t *testing.T) {
	ctx, dir := context.Background(), aFile(t)
	head := everything(t, dir)
	file, db := Place{Dir: dir}, Place{Dir: dir, Database: testdb.Of(dir)}
	before := opened(t, dir)
	c, err := Copy(ctx, file, db.Database, "test")
	must(t, err)
	want := 0
	for _, n := range counts(t, before.db) {
		want += n
	}
	if c.Head != head || c.Rows != want || c.From != filepath.Join(dir, databaseFile) {
		t.Errorf("%+v, want %d rows, head %s", c, want, head)
	}
	if err := before.Act(ctx, actor(), func(*Tx) error { return nil }); err == nil || !strings.Contains(err.Error(), "这个工作区的台账在 postgres://") {
		t.Errorf("who had it open goes on with the old one: %v", err)
	}
	if _, err := Read(file); err == nil {
		t.Error("the old one is read")
	}
	there, err := Open(ctx, db, "test")
	must(t, err)
	defer there.Close()
	if v, err := there.Verify(ctx, []Head{head}); err != nil || len(v.Problems) > 0 || v.Head != head || v.Seen.Length != 1 {
		t.Errorf("%+v, %v", v, err)
	}
	if n := appends(t, there, handIn(july, "云.xlsx", keeps(t, there, "new")))[0]; n != head.Length+1 {
		t.Errorf("act %d", n)
	}
	now := headNow(t, there)
	was := names(t, dir)
	c, err = Copy(ctx, db, "", "test")
	must(t, err)
	if is := names(t, dir); !slices.Equal(is, slices.DeleteFunc(was, func(s string) bool { return s == whereFile })) {
		t.Errorf("the folder has %v, had %v", is, was)
	}
	if c.Head != now {
		t.Errorf("%+v, want %s", c, now)
	}
	if err := there.Act(ctx, actor(), func(*Tx) error { return nil }); err == nil {
		t.Error("who had it open goes on with the old one")
	}
	if v := verified(t, dir, head, now); len(v.Problems) > 0 || v.Head != now {
		t.Errorf("%+v", v)
	}
	appends(t, opened(t, dir), handIn(july, "石.xlsx", ref(1)))
	if _, err := Copy(ctx, file, db.Database, "test"); err != nil {
		t.Errorf("what the ledger was before is not replaced: %v", err)
	}
}

// copiesOverAnother refuses to replace what is not the same ledger's past, on either side.
func copiesOverAnother(t *testing.T) {
	ctx := context.Background()
	a, b := aFile(t), aFile(t)
	fill(t, a)
	second := opened(t, b)
	appends(t, second, handIn(june, "石.xlsx", keeps(t, second, "one")))
	_, err := Copy(ctx, Place{Dir: a}, testdb.Of(a), "test")
	must(t, err)
	head := headNow(t, opened(t, b))
	if _, err := Copy(ctx, Place{Dir: b}, testdb.Of(a), "test"); err == nil || !strings.Contains(err.Error(), "已有另一份台账") {
		t.Errorf("got %v", err)
	}
	if v := verified(t, b, head); len(v.Problems) > 0 || v.Head != head {
		t.Errorf("%+v", v)
	}
	said, err := os.ReadFile(filepath.Join(a, whereFile))
	must(t, err)
	must(t, os.Remove(filepath.Join(a, whereFile))) // as nobody should
	appends(t, opened(t, a), handIn(june, "原.xlsx", ref(2)), handIn(june, "石.xlsx", ref(3)))
	must(t, os.WriteFile(filepath.Join(a, whereFile), said, 0o600))
	if _, err := Copy(ctx, Place{Dir: a, Database: testdb.Of(a)}, "", "test"); err == nil || !strings.Contains(err.Error(), "已有另一份台账") || !strings.Contains(err.Error(), "仍在 postgres://") {
		t.Errorf("a longer one was overwritten: %v", err)
	}
}

// keepsSpacesApart: what is done in one space is nowhere else, and a space that is one
// folder's is refused to another.
func keepsSpacesApart(t *testing.T) {
	a, b := filepath.Join(t.TempDir(), "ledger"), filepath.Join(t.TempDir(), "ledger")
	everything(t, a)
	l := opened(t, b)
	if h := headNow(t, l); h.Length != 0 {
		t.Errorf("an empty space has %d acts", h.Length)
	}
	for table, n := range counts(t, l.db) {
		if n != 0 {
			t.Errorf("%s: %d rows of another space", table, n)
		}
	}
	was := counts(t, behind(t, a))
	must(t, l.Forget(context.Background()))
	everything(t, b)
	for table, n := range counts(t, behind(t, a)) {
		if n != was[table] {
			t.Errorf("%s: %d rows, were %d", table, n, was[table])
		}
	}
	other := Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: testdb.Of(a)}
	_, open := Open(context.Background(), other, "test")
	_, read := Read(other)
	for _, err := range []error{open, read} {
		if err == nil || !strings.Contains(err.Error(), "已有另一个工作区的台账") {
			t.Errorf("got %v", err)
		}
	}
}

// actsInTurn lets many act at once, by several ledgers as several servers would: the chain
// has each act once, in one order.
func actsInTurn(t *testing.T) {
	const servers, writers, acts = 3, 4, 10
	dir := filepath.Join(t.TempDir(), "ledger")
	var wg sync.WaitGroup
	errs := make(chan error, servers*writers)
	for s := range servers {
		l := opened(t, dir)
		for w := range writers {
			wg.Go(func() {
				var err error
				for i := range acts {
					err = errors.Join(err, l.Act(context.Background(), actor(), func(x *Tx) error {
						_, err := x.Append(handIn(june, fmt.Sprintf("%d-%d-%d.xlsx", s, w, i), ref(i)))
						return err
					}))
				}
				errs <- err
			})
		}
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		must(t, err)
	}
	l := opened(t, dir)
	if got := len(stateNow(t, l, june).Files); got != servers*writers*acts || headNow(t, l).Length != got {
		t.Errorf("%d files, head %v", got, headNow(t, l))
	}
	w := &walker{v: &Verified{}, hashes: map[int]string{}, originals: map[string]bool{}}
	must(t, l.View(context.Background(), func(v *View) error { return w.walk(v.q) }))
	if len(w.v.Problems) > 0 {
		t.Error(w.v.Problems)
	}
}

// ownDatabase makes a database that a test may spoil, of which CREATE DATABASE is told what
// follows its name; user "" is who makes it.
func ownDatabase(t *testing.T, name, user string) (dsn string) {
	t.Helper()
	e, err := Place{Database: testdb.Of(t.TempDir())}.engine()
	must(t, err)
	admin := e.connect(true)
	t.Cleanup(func() { _ = admin.Close() })
	name, template, _ := strings.Cut(name, " ")
	for _, query := range []string{"DROP DATABASE IF EXISTS " + name, "CREATE DATABASE " + name + " " + template} {
		_, err := admin.Exec(query)
		must(t, err)
	}
	u, err := url.Parse(testdb.Of(t.TempDir()))
	must(t, err)
	u.Path = "/" + name
	if user != "" {
		for _, query := range []string{"DROP ROLE IF EXISTS " + user, "CREATE ROLE " + user + " LOGIN NOSUPERUSER PASSWORD 'plain'", "ALTER DATABASE " + name + " OWNER TO " + user} {
			_, err := admin.Exec(query)
			must(t, err)
		}
		u.User = url.UserPassword(user, "plain")
	}
	return u.String()
}

// refusesNewer refuses a database of a newer format by name, for acts and for reading.
func refusesNewer(t *testing.T) {
	p := Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: ownDatabase(t, "huibao_newer", "")}
	l, err := Open(context.Background(), p, "test")
	must(t, err)
	_, err = l.db.Exec("UPDATE setting SET value='5' WHERE name='format'")
	must(t, errors.Join(err, l.Close()))
	_, read := Read(p)
	_, open := Open(context.Background(), p, "test")
	for _, err := range []error{read, open} {
		if err == nil || err.Error() != "台账是较新的程序写的（格式 5，本程序认到 4）；请换用新版程序" {
			t.Errorf("got %v", err)
		}
	}
}

// needsNoSuperuser: an account that owns its database, and nothing else, is enough.
func needsNoSuperuser(t *testing.T) {
	p := Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: ownDatabase(t, "huibao_plain", "huibao_plain")}
	l, err := Open(context.Background(), p, "test")
	must(t, err)
	appends(t, l, handIn(june, "云.xlsx", ref(1)))
	must(t, l.Close())
}

// hasTheSameColumns holds the two scripts together: the same columns in the same order, and
// keys that begin with the space. Text is compared by its bytes.
func hasTheSameColumns(t *testing.T) {
	file := aFile(t)
	everything(t, file)
	dir := filepath.Join(t.TempDir(), "ledger")
	opened(t, dir)
	one, other := behind(t, file), behind(t, dir)
	for _, table := range allTables {
		a, err := columnsOf(one, table)
		must(t, err)
		b, err := columnsOf(other, table)
		must(t, err)
		if !slices.Equal(a, b) {
			t.Errorf("%s: %v and %v", table, a, b)
		}
		keys := func(db *sql.DB, query string) (list []string) {
			list, err := listOf(db, query, []any{table}, func(rows *sql.Rows) (s string, err error) { return s, rows.Scan(&s) })
			must(t, err)
			return list
		}
		was := keys(one, "SELECT name FROM pragma_table_info(?) WHERE pk>0 ORDER BY pk")
		is := keys(other, `SELECT a.attname FROM pg_index i CROSS JOIN unnest(i.indkey) WITH ORDINALITY k(attnum, nr) JOIN pg_attribute a ON a.attrelid=i.indrelid AND a.attnum=k.attnum
			WHERE i.indisprimary AND i.indrelid=to_regclass('huibao.all_'||?::text) ORDER BY k.nr`)
		if !slices.Equal(is, append([]string{"space"}, was...)) {
			t.Errorf("%s: the key is %v, in the file %v", table, is, was)
		}
	}
	loose, err := listOf(other, "SELECT table_name||'.'||column_name FROM information_schema.columns WHERE table_schema='huibao' AND data_type='text' AND COALESCE(collation_name, '')<>'C'", nil,
		func(rows *sql.Rows) (s string, err error) { return s, rows.Scan(&s) })
	if err != nil || len(loose) > 0 {
		t.Errorf("compared by the database's language: %v, %v", loose, err)
	}
}

// survivesCutConnections ends the connections of a ledger in the middle of an act, and between
// two: nothing of the one stays, and the next goes on.
func survivesCutConnections(t *testing.T) {
	p := Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: ownDatabase(t, "huibao_cut", "")}
	l, err := Open(context.Background(), p, "test")
	must(t, err)
	defer l.Close()
	appends(t, l, handIn(june, "云.xlsx", ref(1)))
	admin := l.eng.connect(true)
	defer admin.Close()
	cut := func() {
		var n int
		must(t, admin.QueryRow("SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE pid<>pg_backend_pid() AND datname=current_database()").Scan(&n))
		if n == 0 {
			t.Error("nothing was cut")
		}
	}
	err = l.Act(context.Background(), actor(), func(x *Tx) error {
		_, err := x.Append(handIn(june, "石.xlsx", ref(2)))
		cut()
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "台账写入失败") {
		t.Errorf("an act over a cut connection: %v", err)
	}
	if h := headNow(t, l); h.Length != 1 {
		t.Errorf("%d acts", h.Length)
	}
	cut()
	if n := appends(t, l, handIn(june, "石.xlsx", ref(2)))[0]; n != 2 {
		t.Errorf("act %d", n)
	}
	if s := stateNow(t, l, june); len(s.Files) != 2 {
		t.Errorf("%d files", len(s.Files))
	}
}

// readsNothing reads where nothing was begun, and begins nothing.
func readsNothing(t *testing.T) {
	for _, database := range []string{testdb.Of(t.TempDir()), ownDatabase(t, "huibao_empty", "")} {
		dir := filepath.Join(t.TempDir(), "ledger")
		l, err := Read(Place{Dir: dir, Database: database})
		must(t, err)
		must(t, l.View(context.Background(), func(v *View) error {
			s, err := v.State(june)
			if err == nil && s.Head != 0 {
				err = errors.New("there is something")
			}
			return err
		}))
		must(t, l.Close())
		if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("a folder was begun: %v", err)
		}
	}
}

// keepsOddTexts: what a file keeps of a name or a reason, a database does, byte for byte; the
// chain proves it.
func keepsOddTexts(t *testing.T) {
	l := opened(t, filepath.Join(t.TempDir(), "ledger"))
	for i, text := range oddTexts {
		a := accept(june, "C01", fmt.Sprint("x-", i), "已核实")
		a.Object, a.Note = text, text
		does(t, l, func(x *Tx) (err error) {
			x.head, err = appendAct(x.tx, x.head, a)
			return errors.Join(err, x.SetCredential(Credential{Person: text, Hash: fmt.Sprint(i)}))
		})
	}
	must(t, l.View(context.Background(), func(v *View) error {
		w := &walker{v: &Verified{}, hashes: map[int]string{}, originals: map[string]bool{}}
		acts, err := v.Acts(june)
		for i, text := range oddTexts {
			c, ok, cerr := v.Credential(text)
			if cerr != nil || !ok || c.Hash != fmt.Sprint(i) || acts[i].Note != text || acts[i].Object != text {
				t.Errorf("%q: %+v, %q %q, %v", text, c, acts[i].Note, acts[i].Object, cerr)
			}
		}
		err = errors.Join(err, w.walk(v.q))
		if len(w.v.Problems) > 0 {
			t.Error(w.v.Problems)
		}
		return err
	}))
}
