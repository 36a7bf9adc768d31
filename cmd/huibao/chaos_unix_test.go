//go:build unix

package main

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/testdb"
	"huibao/ledger"
	"huibao/portal/desk"
	"huibao/samples"
)

// chaos is one ledger in a database of its own, with two servers and two workers, and clerks
// who hand in whatever happens.
type chaos struct {
	*served2024
	dsn, name string
	admin     *sql.DB
	sent      []handedIn
	servers   [2]*running
	workers   [2]*running
}

// handedIn is a return that is handed in once, by a unit's clerk.
type handedIn struct {
	unit, token, name string
	data              []byte
}

type running struct {
	cmd     *exec.Cmd
	address string
}

// TestChaos hands in many returns at two servers, which two workers judge, while processes are
// killed and the database is away: nothing that was acknowledged is lost or counted twice, the
// chain holds, and the bulletin has the bytes of one process with a file. HUIBAO_CHAOS=N does it
// N times with several versions of each return, and loses the queue's tables, too.
func TestChaos(t *testing.T) {
	if testdb.DSN() == "" {
		return
	}
	rounds, versions, whole := 1, 2, false
	if n, err := strconv.Atoi(os.Getenv("HUIBAO_CHAOS")); err == nil && n > 0 {
		rounds, versions, whole = n, 12, true
	}
	for i := range rounds {
		newChaos(t, versions).round(i, whole)
	}
}

func newChaos(t *testing.T, versions int) *chaos {
	c := &chaos{served2024: &served2024{t: t, dir: t.TempDir()}, name: "huibao_chaos"}
	c.must(samples.Unpack(c.dir))
	var err error
	c.admin, err = sql.Open("pgx", testdb.DSN())
	c.must(err)
	t.Cleanup(func() { _ = c.admin.Close() })
	c.ask("DROP DATABASE IF EXISTS "+c.name+" WITH (FORCE)", "CREATE DATABASE "+c.name)
	u, err := url.Parse(testdb.Of(c.dir))
	c.must(err)
	u.Path = "/" + c.name
	c.dsn = u.String()
	c.people(versions)
	c.must(os.RemoveAll(filepath.Join(c.dir, "returns")))
	for i := range 2 {
		c.workers[i] = c.start("work")
		c.servers[i] = c.start("serve", "--listen", "127.0.0.1:0", "--jobs", "0")
	}
	return c
}

// ask has the database's keeper do something.
func (c *chaos) ask(queries ...string) {
	c.t.Helper()
	for _, q := range queries {
		_, err := c.admin.Exec(q)
		c.must(err)
	}
}

// workspace is the one with its ledger in the database.
func (c *chaos) workspace() batch.Workspace { return batch.Workspace{Dir: c.dir, Database: c.dsn} }

// people makes a clerk for each unit that has a return of June in the sample, and for each the
// versions of it that he hands in one after the other: the same workbook, each with other bytes.
func (c *chaos) people(versions int) {
	ctx := context.Background()
	now := time.Date(2024, 7, 5, 0, 0, 0, 0, huibao.China)
	d, err := desk.Open(ctx, c.workspace(), "", func() time.Time { return now })
	c.must(err)
	defer d.Close()
	c.must(filepath.WalkDir(filepath.Join(c.dir, "returns", "2024-06"), func(path string, e fs.DirEntry, err error) error {
		name, _, _ := strings.Cut(strings.NewReplacer("_", "6", "2024年", "6").Replace(filepath.Base(path)), "6")
		unit, unknown := d.UnitCode(name)
		if err != nil || e.IsDir() || unknown != nil || unit == huibao.CityUnit || filepath.Ext(path) != ".xlsx" {
			return err
		}
		if slices.ContainsFunc(c.sent, func(h handedIn) bool { return h.unit == unit }) {
			return nil
		}
		data, err := os.ReadFile(path)
		c.must(err)
		account := "clerk" + strconv.Itoa(len(c.sent))
		slips, err := d.Admit(ctx, "test", []act.Grant{{Person: account, Name: "某", Roles: []act.Held{{Role: act.Clerk, Unit: unit}}}}, false)
		c.must(err)
		token, err := d.SetPassword(ctx, &desk.Person{ID: account, Name: "某"}, slips[0].Password, "plum-Riverbank9", "plum-Riverbank9")
		c.must(err)
		for v := range versions {
			c.sent = append(c.sent, handedIn{unit, token, fmt.Sprintf("%s-%d.xlsx", name, v), append(bytes.Clone(data), strconv.Itoa(v)...)})
		}
		return nil
	}))
	if len(c.sent) < 10*versions {
		c.t.Fatalf("%d returns in the sample", len(c.sent))
	}
}

// start starts a process on the ledger and waits until it says that it is there.
func (c *chaos) start(how ...string) *running {
	c.t.Helper()
	r := &running{cmd: exec.Command("huibao", append([]string{"-C", c.dir, "--date", "2024-07-05"}, how...)...)}
	r.cmd.Env = append(os.Environ(), "HUIBAO_DATABASE="+c.dsn)
	out, err := r.cmd.StdoutPipe()
	c.must(err)
	c.must(r.cmd.Start())
	c.t.Cleanup(func() { r.kill() })
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		_, after, serves := strings.Cut(lines.Text(), "http://")
		if serves && strings.Contains(after, "提供服务") || strings.Contains(lines.Text(), "正在审核") {
			r.address, _, _ = strings.Cut(after, " ")
			return r
		}
	}
	c.t.Fatalf("%v does not start", how)
	return nil
}

func (r *running) kill() {
	_ = r.cmd.Process.Kill() // it may have ended
	_ = r.cmd.Wait()
}

// post sends a return to a server, or the half of it.
func (c *chaos) post(address string, h handedIn, half bool) error {
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	w, err := m.CreateFormFile("file", h.name)
	c.must(err)
	_, err = w.Write(h.data)
	c.must(errors.Join(err, m.Close()))
	whole := body.Len()
	var from io.Reader = &body
	if half {
		from = io.MultiReader(bytes.NewReader(body.Bytes()[:whole/2]), &breaks{})
	}
	req, err := http.NewRequest("POST", "http://"+address+"/r/2024-06/"+h.unit+"/files", from)
	c.must(err)
	req.ContentLength = int64(whole)
	req.Header.Set("Content-Type", m.FormDataContentType())
	req.Header.Set("Cookie", "hb="+h.token)
	res, err := (&http.Transport{DisableKeepAlives: true}).RoundTrip(req)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusSeeOther {
		text, _ := io.ReadAll(res.Body)
		return fmt.Errorf("%d %s", res.StatusCode, text)
	}
	return nil
}

// breaks is a body of which no more comes.
type breaks struct{}

func (*breaks) Read([]byte) (int, error) { return 0, errors.New("the line is cut") }

// chaosTime bounds every wait of a round.
const chaosTime = 2 * time.Minute

// deliver hands in until it is acknowledged, by one server and then the other, as people do.
func (c *chaos) deliver(i int, h handedIn) error {
	var err error
	for end := time.Now().Add(chaosTime); time.Now().Before(end); i++ {
		if err = c.post(c.servers[i%2].address, h, false); err == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond) // that a server is away is not told by it
	}
	return fmt.Errorf("%s was never taken: %w", h.name, err)
}

// round hands everything in, each unit's versions in their order, while what happen is done.
func (c *chaos) round(no int, whole bool) {
	began := time.Now()
	byUnit := map[string][]handedIn{}
	for _, h := range c.sent {
		byUnit[h.unit] = append(byUnit[h.unit], h)
	}
	slots := make(chan struct{}, 6)
	var units sync.WaitGroup
	var mu sync.Mutex
	var failed error
	events := c.events(whole)
	done, at := 0, 0
	gate := make(chan struct{}, len(c.sent))
	for i, unit := range sortedKeys(byUnit) {
		units.Go(func() {
			for _, h := range byUnit[unit] {
				slots <- struct{}{}
				err := c.deliver(i+no, h)
				<-slots
				mu.Lock()
				failed = errors.Join(failed, err)
				mu.Unlock()
				gate <- struct{}{}
			}
		})
	}
	for range c.sent {
		<-gate
		done++
		for at < len(events) && done >= (at+1)*len(c.sent)/(len(events)+1) {
			events[at]()
			at++
		}
	}
	units.Wait()
	c.must(failed)
	taken := time.Since(began)
	c.settle()
	c.t.Logf("%d returns taken within %v, judged within %v", len(c.sent), taken.Round(time.Millisecond), time.Since(began).Round(time.Millisecond))
	c.holds()
}

func sortedKeys[V any](m map[string]V) []string {
	var list []string
	for k := range m {
		list = append(list, k)
	}
	slices.Sort(list)
	return list
}

// events are what happens while returns come, one after the other.
func (c *chaos) events(whole bool) []func() {
	list := []func(){
		func() { // a worker dies, and another is started
			c.workers[0].kill()
			c.workers[0] = c.start("work")
		},
		func() { // a server dies while it takes a return
			_ = c.post(c.servers[0].address, c.sent[0], true) // which is broken off
			c.servers[0].kill()
			c.servers[0] = c.start("serve", "--listen", "127.0.0.1:0", "--jobs", "1")
		},
		func() { // every connection is cut
			c.ask("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname='" + c.name + "'")
		},
		func() { // the database is away, as while it is restarted
			c.ask("ALTER DATABASE "+c.name+" ALLOW_CONNECTIONS false", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname='"+c.name+"'")
			time.Sleep(time.Second)
			c.ask("ALTER DATABASE " + c.name + " ALLOW_CONNECTIONS true")
		},
	}
	if whole {
		list = append(list, func() { // the queue is lost
			db, err := sql.Open("pgx", strings.Split(c.dsn, "?")[0])
			c.must(err)
			_, err = db.Exec("DROP SCHEMA huibao_jobs CASCADE")
			c.must(errors.Join(err, db.Close()))
		}, func() { // a worker stands still for longer than its lease, and goes on
			c.must(c.workers[1].cmd.Process.Signal(syscall.SIGSTOP))
			time.Sleep(ledger.LeaseFor + 3*time.Second)
			c.must(c.workers[1].cmd.Process.Signal(syscall.SIGCONT))
		}, func() { // all workers die
			for i := range c.workers {
				c.workers[i].kill()
				c.workers[i] = c.start("work")
			}
		})
	}
	return list
}
