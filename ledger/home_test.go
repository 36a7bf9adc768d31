package ledger

import (
	"context"
	"database/sql"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"huibao/internal/testdb"
)

// refused holds that a ledger is refused, for acts and for reading, with such words.
func refused(t *testing.T, p Place, words string) {
	t.Helper()
	l, read := Read(p)
	if read == nil {
		must(t, l.Close())
	}
	l, open := Open(context.Background(), p, "test")
	if open == nil {
		must(t, l.Close())
	}
	for _, err := range []error{read, open} {
		if err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("got %v, want %q", err, words)
		}
	}
}

// inDatabase is a place of the same folder and space in another database.
func inDatabase(t *testing.T, p Place, dsn string) Place {
	t.Helper()
	was, err := url.Parse(p.Database)
	must(t, err)
	u, err := url.Parse(dsn)
	must(t, err)
	q := u.Query()
	q.Set("space", was.Query().Get("space"))
	u.RawQuery = q.Encode()
	return Place{Dir: p.Dir, Database: u.String()}
}

// knowsItsSpace: a space is a folder's by an identity, wherever it lies. Another database with
// the name, empty or not, is refused, and nothing is made in an empty one; a database that was
// moved is not.
func knowsItsSpace(t *testing.T) {
	home := Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: ownDatabase(t, "huibao_home", "")}
	l, err := Open(context.Background(), home, "test")
	must(t, err)
	appends(t, l, handIn(june, "云.xlsx", ref(1)))
	head := headNow(t, l)
	must(t, l.Close())

	empty := inDatabase(t, home, ownDatabase(t, "huibao_other", ""))
	refused(t, empty, "里没有这个工作区的台账（它原来在 postgres://")
	e, err := empty.engine()
	must(t, err)
	db := e.connect(false)
	if ok, err := e.has(db, "setting"); ok || err != nil {
		t.Errorf("tables were made where nothing may be: %v", err)
	}
	must(t, db.Close())

	other := Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: empty.Database}
	l, err = Open(context.Background(), other, "test")
	must(t, err)
	must(t, l.Close())
	refused(t, empty, "里的台账不是这个工作区的")
	refused(t, Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: empty.Database}, "已有另一个工作区的台账") // nothing was done in it

	moved := inDatabase(t, home, ownDatabase(t, "huibao_moved TEMPLATE huibao_home", ""))
	l, err = Open(context.Background(), moved, "test")
	must(t, err)
	if now := headNow(t, l); now != head {
		t.Errorf("%s, want %s", now, head)
	}
	must(t, l.transact(context.Background(), func(tx *sql.Tx) error { return l.eng.identify(tx, "other") }))
	if err := l.Act(context.Background(), actor(), func(*Tx) error { return nil }); err == nil || !strings.Contains(err.Error(), "不是这个工作区的") {
		t.Errorf("the space is another's: %v", err)
	}
	must(t, l.Close())
}

// knowsACopy: a folder that was copied beside the one in use is refused; when that is gone, it
// is the ledger's, and the next copy is one of it.
func knowsACopy(t *testing.T) {
	dir, copied, again := filepath.Join(t.TempDir(), "ledger"), filepath.Join(t.TempDir(), "ledger"), filepath.Join(t.TempDir(), "ledger")
	place := lies(dir)
	appends(t, opened(t, dir), handIn(june, "云.xlsx", ref(1)))
	must(t, os.CopyFS(copied, os.DirFS(dir)))
	refused(t, Place{Dir: copied, Database: place.Database}, "这个文件夹是从 "+dir+" 复制来的")
	must(t, os.Remove(filepath.Join(dir, whereFile)))
	for range 2 {
		l, err := Open(context.Background(), Place{Dir: copied, Database: place.Database}, "test")
		must(t, err)
		must(t, l.Close())
	}
	must(t, os.CopyFS(again, os.DirFS(copied)))
	refused(t, Place{Dir: again, Database: place.Database}, "这个文件夹是从 "+copied+" 复制来的")
}

// takesOnce: who died between the folder and the database while it took a space has it the
// next time, whichever of them knew.
func takesOnce(t *testing.T) {
	for _, known := range []bool{false, true} {
		dir := filepath.Join(t.TempDir(), "ledger")
		place := Place{Dir: dir, Database: testdb.Of(dir)}
		l, err := Open(context.Background(), place, "test")
		must(t, err)
		h, err := where(dir)
		must(t, err)
		if !known {
			must(t, l.transact(context.Background(), func(tx *sql.Tx) error { return l.eng.identify(tx, "") }))
		}
		must(t, setWhere(dir, l.eng, claimed+h.id))
		must(t, l.Close())
		l, err = Open(context.Background(), place, "test")
		must(t, err)
		appends(t, l, handIn(june, "云.xlsx", ref(1)))
		if now, err := where(dir); err != nil || now.id != h.id || now.dir != dir {
			t.Errorf("%+v, %v, want %+v", now, err, h)
		}
		must(t, l.Close())
	}
}

// saysWhatServersSay: a server that is not there, does not know the database or does not let in
// is told as that, and never as a damaged ledger.
func saysWhatServersSay(t *testing.T) {
	dsn := func(change func(*url.URL)) string {
		u, err := url.Parse(testdb.Of(t.TempDir()))
		must(t, err)
		change(u)
		return u.String()
	}
	nobody, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	closed := nobody.Addr().String()
	must(t, nobody.Close())
	dir := filepath.Join(t.TempDir(), "ledger")
	for _, c := range []struct{ database, want string }{
		{dsn(func(u *url.URL) { u.Host = closed }), "连不上台账所在的数据库 postgres://" + closed},
		{dsn(func(u *url.URL) { u.Host = ""; u.RawQuery += "&host=/nowhere" }), "连不上台账所在的数据库 postgres:///nowhere/"},
		{dsn(func(u *url.URL) { u.Path = "/nosuch" }), "数据库服务器上没有 nosuch 这个库"},
		{dsn(func(u *url.URL) { u.User = url.User("nosuch") }), "不让用户 nosuch 进入；请检查用户名和密码"},
	} {
		p := Place{Dir: dir, Database: c.database}
		refused(t, p, c.want)
		_, err := Read(p)
		if err == nil || strings.Contains(err.Error(), "损坏") || strings.Contains(err.Error(), "恢复") {
			t.Errorf("%s: %v", c.database, err)
		}
	}
	e, err := Place{Dir: dir, Database: testdb.Of(dir)}.engine()
	must(t, err)
	for code, want := range map[string]string{"28P01": "不让用户", "28000": "不让用户", "3D000": "没有", "57P03": "现在不接受连接", "53300": "现在不接受连接"} {
		if err := e.(postgres).unreachable(&pgconn.PgError{Code: code}); !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", code, err)
		}
	}
}

// names are those of what a folder holds.
func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}
