//go:build unix

package main

import (
	"cmp"
	"database/sql"
	"errors"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"huibao"
	"huibao/internal/buckettest"
	"huibao/ledger"
	"huibao/samples"
)

// city is what a round is about: a workspace without returns, and what its units hand in.
type city struct {
	dir      string
	period   huibao.Period
	date     huibao.Date
	returns  map[string][]byte // by the unit's name as its file has it
	versions int               // of each, one after the other
	least    int               // how many returns there must be
}

func (c city) clock() time.Time { return c.date.Time() }

// sampleCity is the sample's June.
func sampleCity(t *testing.T) city {
	june := samples.Periods()[1]
	c := city{dir: t.TempDir(), period: june.Period, date: june.Date, versions: 2, least: 20}
	if err := samples.Unpack(c.dir); err != nil {
		t.Fatal(err)
	}
	c.take(t, func(name string) string {
		name, _, _ = strings.Cut(strings.NewReplacer("_", "6", "2024年", "6").Replace(name), "6")
		return name
	})
	return c
}

// largeCity is one of 200 units, each of which hands in once, as the benchmarks make it.
func largeCity(t *testing.T) city {
	c := city{dir: t.TempDir(), period: huibao.Period{Year: 2024, Month: 1}, date: huibao.Date{Year: 2024, Month: 2, Day: 3}, versions: 1, least: 200}
	if out, err := exec.Command("go", "run", "huibao/bench", "make", "workspace", strconv.Itoa(c.least), c.dir).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	c.take(t, func(name string) string {
		name, _, _ = strings.Cut(name, "_")
		return name
	})
	return c
}

// take takes the returns of the period out of the workspace.
func (c *city) take(t *testing.T, unit func(string) string) {
	c.returns = map[string][]byte{}
	err := filepath.WalkDir(filepath.Join(c.dir, "returns", c.period.String()), func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(path) != ".xlsx" {
			return err
		}
		name := unit(filepath.Base(path))
		if c.returns[name] == nil { // the first of a unit
			c.returns[name], err = os.ReadFile(path)
		}
		return err
	})
	if err = errors.Join(err, os.RemoveAll(filepath.Join(c.dir, "returns"))); err != nil {
		t.Fatal(err)
	}
}

// events are what happens while returns come, one after the other.
func (c *chaos) events(whole bool) []func() {
	list := []func(){c.workerDies, c.serverDies, c.bucketFails, c.databaseRestarts}
	if whole {
		list = append(list, c.queueLost, c.workerStands, c.allWorkersDie, c.databaseRestarts, c.bucketFails, c.bothServersDie)
	}
	return list
}

// workerDies: a worker dies, and another is started.
func (c *chaos) workerDies() {
	c.workers[0].kill()
	c.workers[0] = c.start("work")
}

func (c *chaos) allWorkersDie() {
	for _, w := range c.workers {
		w.kill()
	}
	for i := range c.workers {
		c.workers[i] = c.start("work")
	}
}

// serverDies: a server dies while it takes a return, which is broken off.
func (c *chaos) serverDies() {
	_ = c.post(c.servers[0].address, c.sent[0], true) // which fails
	c.servers[0].kill()
	c.servers[0] = c.start("serve", "--listen", "127.0.0.1:0", "--jobs", "1")
}

func (c *chaos) bothServersDie() {
	for _, s := range c.servers {
		s.kill()
	}
	for i := range c.servers {
		c.servers[i] = c.start("serve", "--listen", "127.0.0.1:0", "--jobs", "0")
	}
}

// restartVariable names the program that restarts the tests' PostgreSQL as a crash does (.ci/postgres).
const restartVariable = "HUIBAO_TEST_RESTART"

// databaseRestarts: every connection is cut, and then the database is restarted as after a crash,
// or, where that is not ours to do, away for a while.
func (c *chaos) databaseRestarts() {
	cut := "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname='" + c.name + "'"
	c.ask(cut)
	if restart := os.Getenv(restartVariable); restart != "" {
		out, err := exec.Command(restart).CombinedOutput()
		if err != nil {
			c.t.Fatalf("%v\n%s", err, out)
		}
		c.must(c.awake())
		return
	}
	c.ask("ALTER DATABASE "+c.name+" ALLOW_CONNECTIONS false", cut)
	time.Sleep(time.Second)
	c.ask("ALTER DATABASE " + c.name + " ALLOW_CONNECTIONS true")
}

// awake waits for the database, whose connections of before are gone.
func (c *chaos) awake() (err error) {
	for end := time.Now().Add(chaosTime); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if err = c.admin.Ping(); err == nil {
			return nil
		}
	}
	return err
}

// bucketFails: for a second each, the bucket says that it is too busy, cuts what it gives, and
// answers nothing.
func (c *chaos) bucketFails() {
	hung := make(chan struct{})
	for _, fault := range []buckettest.Fault{buckettest.Says(http.StatusServiceUnavailable, "SlowDown"), cutBody, func(w http.ResponseWriter, r *http.Request, _ http.Handler) bool {
		<-hung
		return hangUp(w)
	}} {
		c.bucket.Fails(fault)
		time.Sleep(time.Second)
	}
	c.bucket.Fails(nil)
	close(hung)
}

// cutBody answers with the half of what the server says, and hangs up; what is put is put, of which
// whoever put it hears nothing.
func cutBody(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
	said := httptest.NewRecorder()
	next.ServeHTTP(said, r)
	for name, values := range said.Header() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(cmp.Or(said.Body.Len(), 2)))
	w.WriteHeader(said.Code)
	_, _ = w.Write(said.Body.Bytes()[:said.Body.Len()/2]) // whoever asked may be gone
	return hangUp(w)
}

// hangUp closes the connection.
func hangUp(w http.ResponseWriter) bool {
	if f, ok := w.(http.Flusher); ok {
		f.Flush()
	}
	panic(http.ErrAbortHandler)
}

// queueLost: the tables of the queue are gone.
func (c *chaos) queueLost() {
	db, err := sql.Open("pgx", strings.Split(c.dsn, "?")[0])
	c.must(err)
	_, err = db.Exec("DROP SCHEMA huibao_jobs CASCADE")
	c.must(errors.Join(err, db.Close()))
}

// workerStands: a worker stands still for longer than its lease, and goes on.
func (c *chaos) workerStands() {
	c.must(c.workers[1].cmd.Process.Signal(syscall.SIGSTOP))
	time.Sleep(ledger.LeaseFor + 3*time.Second)
	c.must(c.workers[1].cmd.Process.Signal(syscall.SIGCONT))
}
