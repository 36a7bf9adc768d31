package ledger

import (
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/url"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"huibao"
	"huibao/internal/testdb"
)

// isDurable: what is acknowledged is durable on a server that says so before it is.
func isDurable(t *testing.T) {
	u, err := url.Parse(testdb.Of(t.TempDir()))
	must(t, err)
	q := u.Query()
	for said, want := range map[string]string{"off": "on", "local": "local", "on": "on"} {
		q.Set("synchronous_commit", said)
		u.RawQuery = q.Encode()
		l, err := Open(context.Background(), Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: strings.Replace(u.String(), "space=", "space="+said+"-", 1)}, "test")
		must(t, err)
		does(t, l, func(x *Tx) (err error) {
			var is string
			if err = x.q.QueryRow("SELECT current_setting('synchronous_commit')").Scan(&is); is != want {
				t.Errorf("%s: %s", said, is)
			}
			return err
		})
		must(t, l.Close())
	}
}

// pooler stands before the server as PgBouncer does where it is told to ignore what it does not
// know: parameters that a connection begins with are not passed on.
func pooler(t *testing.T, dsn string) string {
	u, err := url.Parse(dsn)
	must(t, err)
	server := u.Host
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			client, err := l.Accept()
			if err != nil {
				return
			}
			go poolOne(client, server)
		}
	}()
	u.Host = l.Addr().String()
	q := u.Query()
	q.Set("sslmode", "disable")
	u.RawQuery = q.Encode()
	return u.String()
}

func poolOne(client net.Conn, server string) {
	defer client.Close()
	head := make([]byte, 8)
	if _, err := io.ReadFull(client, head); err != nil {
		return
	}
	rest := make([]byte, binary.BigEndian.Uint32(head)-8)
	if _, err := io.ReadFull(client, rest); err != nil {
		return
	}
	words := strings.Split(string(rest), "\x00")
	var kept strings.Builder
	for i := 0; i+1 < len(words) && words[i] != ""; i += 2 {
		if words[i] != "huibao.space" && words[i] != "search_path" {
			kept.WriteString(words[i] + "\x00" + words[i+1] + "\x00")
		}
	}
	kept.WriteByte(0)
	to, err := net.Dial("tcp", server)
	if err != nil {
		return
	}
	defer to.Close()
	binary.BigEndian.PutUint32(head, uint32(8+kept.Len()))
	if _, err := to.Write(append(head, kept.String()...)); err != nil {
		return
	}
	go func() { _, _ = io.Copy(to, client); _ = to.Close() }() // either ends both
	_, _ = io.Copy(client, to)
}

// knowsAPool refuses a connection of which something has taken the space, for acts and for reading.
func knowsAPool(t *testing.T) {
	p := Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: pooler(t, testdb.Of(t.TempDir()))}
	_, open := Open(context.Background(), p, "test")
	_, read := Read(p)
	for _, err := range []error{open, read} {
		if err == nil || !strings.Contains(err.Error(), "的连接没有带上 space：中间有 PgBouncer 之类的连接池；请直接连数据库") {
			t.Errorf("got %v", err)
		}
	}
}

// keepsToItsSpace: acts and views are of the ledger's space even on connections that became another's
// meanwhile.
func keepsToItsSpace(t *testing.T) {
	a, b := opened(t, filepath.Join(t.TempDir(), "ledger")), opened(t, filepath.Join(t.TempDir(), "ledger"))
	appends(t, a, handIn(june, "云.xlsx", ref(1)), handIn(june, "石.xlsx", ref(2)))
	b.db.SetMaxOpenConns(1)
	_, err := b.db.Exec("SELECT set_config('huibao.space', ?, false), set_config('search_path', 'public', false)", a.eng.space())
	must(t, err)
	if h := headNow(t, b); h.Length != 0 {
		t.Errorf("sees %d acts of another's", h.Length)
	}
	if n := appends(t, b, handIn(june, "海.xlsx", ref(3)))[0]; n != 1 {
		t.Errorf("act %d", n)
	}
	if h := headNow(t, a); h.Length != 2 {
		t.Errorf("%d acts", h.Length)
	}
}

// needsItsTables: an account that may make nothing is told so; with tables that another made it does
// all, if the queue's are there or not.
func needsItsTables(t *testing.T) {
	dsn := ownDatabase(t, "huibao_bare", "huibao_bare")
	u, err := url.Parse(dsn)
	must(t, err)
	keeper := *u
	theirs, err := url.Parse(testdb.DSN())
	must(t, err)
	keeper.User = theirs.User
	e, err := Place{Database: keeper.String()}.engine()
	must(t, err)
	admin := e.connect(true)
	defer admin.Close()
	for _, query := range []string{"ALTER DATABASE huibao_bare OWNER TO CURRENT_USER", "REVOKE CREATE ON SCHEMA public FROM PUBLIC"} {
		_, err := admin.Exec(query)
		must(t, err)
	}
	p := Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: dsn}
	if _, err = Open(context.Background(), p, "test"); err == nil || !strings.Contains(err.Error(), "用户 huibao_bare 不能在库 huibao_bare 里建表；请让它做这个库的主人") {
		t.Errorf("got %v", err)
	}
	l, err := Open(context.Background(), Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: strings.Replace(keeper.String(), "space=", "space=keeper-", 1)}, "test")
	must(t, err)
	must(t, l.Close())
	for _, query := range []string{"DROP SCHEMA huibao_jobs CASCADE", "GRANT USAGE ON SCHEMA huibao TO huibao_bare", "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA huibao TO huibao_bare"} {
		_, err := admin.Exec(query)
		must(t, err)
	}
	l, err = Open(context.Background(), p, "test")
	must(t, err)
	defer l.Close()
	appends(t, l, handIn(june, "云.xlsx", ref(1)))
	if l.QueueLost() == nil {
		t.Error("that there is no queue is not known")
	}
}

// beginsTogether: many that come to an empty database at once each find their tables.
func beginsTogether(t *testing.T) {
	dsn := ownDatabase(t, "huibao_together", "")
	const many = 6
	errs := make([]error, many)
	var wg sync.WaitGroup
	for i := range many {
		p := Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: strings.Replace(dsn, "space=", "space="+string(rune('a'+i)), 1)}
		wg.Go(func() {
			l, err := Open(context.Background(), p, "test")
			if err == nil {
				_, queue := l.Enqueue(context.Background(), june)
				errs[i] = errors.Join(queue, l.QueueLost(), l.Act(context.Background(), actor(), func(x *Tx) error { _, err := x.Append(handIn(june, "云.xlsx", ref(1))); return err }), l.Close())
				return
			}
			errs[i] = err
		})
	}
	wg.Wait()
	must(t, errors.Join(errs...))
}

// bringsUpToDate: a database of a program that had fewer tables gets those that it has not; what it
// holds is as it was.
func bringsUpToDate(t *testing.T) {
	p := Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: ownDatabase(t, "huibao_older", "")}
	l, err := Open(context.Background(), p, "test")
	must(t, err)
	appends(t, l, handIn(june, "云.xlsx", ref(1)))
	head := headNow(t, l)
	for _, query := range []string{"DROP TABLE huibao.all_lease CASCADE", "DROP TABLE huibao.all_shared CASCADE", "DROP TABLE huibao.all_guess CASCADE", "DROP TABLE huibao.all_shown CASCADE", "DROP SCHEMA huibao_jobs CASCADE"} {
		_, err := l.db.Exec(query)
		must(t, err)
	}
	must(t, l.Close())
	read, err := Read(p)
	must(t, err)
	if h := headNow(t, read); h != head {
		t.Errorf("%v, was %v", h, head)
	}
	must(t, read.Close())
	l, err = Open(context.Background(), p, "test")
	must(t, err)
	defer l.Close()
	x, err := l.Lease(context.Background(), "run 2024-06")
	if must(t, err); x == nil || l.QueueLost() != nil || headNow(t, l) != head {
		t.Errorf("%v, %v, %v", x, l.QueueLost(), headNow(t, l))
	}
	if secret, err := l.Shared(context.Background(), "seal"); err != nil || secret == "" {
		t.Errorf("%q, %v", secret, err)
	}
}

// TestAhead: a clock is held to the database's, which all who act in a space have in common; that of
// a file is the machine's.
func TestAhead(t *testing.T) {
	l := opened(t, filepath.Join(t.TempDir(), "ledger"))
	for _, by := range []time.Duration{10 * time.Minute, -10 * time.Minute} {
		got, err := l.Ahead(context.Background(), func() time.Time { return time.Now().Add(by) })
		must(t, err)
		want := by
		if l.eng.space() == "" {
			want = 0
		}
		if (got - want).Abs() > 5*time.Minute { // whatever the machine is doing
			t.Errorf("%s: %s", by, got)
		}
	}
}

// takesOddSpaces: a space may be named as people like; acts, leases and jobs are of it alone.
func takesOddSpaces(t *testing.T) {
	dsn := ownDatabase(t, "huibao_odd", "")
	names := []string{"固原-2024", "O'Brien", "''", `a\'b`, `"x"`, "a?b$1", "%s%41", "a;DROP", "--", "/*", "*", "a,b=c", "𠮷野", strings.Repeat("𠮷", maxSpace), "ON", "NULL", "-c", "é", "e\u0301"}
	for i, name := range names {
		u, err := url.Parse(dsn)
		must(t, err)
		u.RawQuery = url.Values{"space": {name}}.Encode()
		l, err := Open(context.Background(), Place{Dir: filepath.Join(t.TempDir(), "ledger"), Database: u.String()}, "test")
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		for n := range i + 1 {
			appends(t, l, handIn(june, "云.xlsx", ref(n)))
		}
		if h := headNow(t, l); h.Length != i+1 {
			t.Errorf("%q: %d acts", name, h.Length)
		}
		x, err := l.Lease(context.Background(), "run 2024-06")
		if must(t, err); x == nil {
			t.Errorf("%q: another's lease", name)
		}
		ran := make(chan huibao.Period, 1)
		stop, err := l.Consume(context.Background(), 1, quiet(), func(_ context.Context, p huibao.Period, n int) error { ran <- p; return nil })
		must(t, err)
		select {
		case <-ran:
		case <-time.After(time.Minute):
			t.Errorf("%q: its jobs do not come", name)
		}
		must(t, errors.Join(stop(), l.Close()))
	}
	for _, name := range []string{"", " ", "a b", "a\u00a0b", "a\x00", "a\xff", "a\u200b", strings.Repeat("字", maxSpace+1)} {
		_, err := newPostgres("postgres://localhost/x?" + url.Values{"space": {name}}.Encode())
		if err == nil || !strings.Contains(err.Error(), "没有写明 space，或名称中有空格") {
			t.Errorf("%q: %v", name, err)
		}
	}
}
