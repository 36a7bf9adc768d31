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
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/buckettest"
	"huibao/internal/testdb"
	"huibao/portal/desk"
)

// chaos is one ledger in a database of its own, with two servers and two workers, and clerks
// who hand in whatever happens.
type chaos struct {
	*served2024
	city      city
	dsn, name string
	admin     *sql.DB
	bucket    *buckettest.Server
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
// killed, the database is restarted and the bucket fails: nothing that was acknowledged is lost or
// counted twice, the chain holds, and the bulletin has the bytes of one process with a file and a
// folder. HUIBAO_CHAOS=N does it N times with a city of 200 units, and loses the queue's tables, too.
func TestChaos(t *testing.T) {
	if testdb.DSN() == "" {
		return
	}
	rounds, of, whole := 1, sampleCity(t), false
	if n, err := strconv.Atoi(os.Getenv("HUIBAO_CHAOS")); err == nil && n > 0 {
		rounds, of, whole = n, largeCity(t), true
	}
	for i := range rounds {
		newChaos(t, of).round(i, whole)
	}
}

func newChaos(t *testing.T, of city) *chaos {
	c := &chaos{served2024: &served2024{t: t, dir: t.TempDir()}, city: of, name: "huibao_chaos", bucket: buckettest.New(t)}
	c.must(os.CopyFS(c.dir, os.DirFS(of.dir)))
	c.originals = "s3://" + buckettest.Name + "/2024"
	var err error
	c.admin, err = sql.Open("pgx", testdb.DSN())
	c.must(err)
	t.Cleanup(func() { _ = c.admin.Close() })
	c.ask("DROP DATABASE IF EXISTS "+c.name+" WITH (FORCE)", "CREATE DATABASE "+c.name)
	u, err := url.Parse(testdb.Of(c.dir))
	c.must(err)
	u.Path = "/" + c.name
	c.dsn = u.String()
	c.people()
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

// workspace is the one with its ledger in the database and its originals in the bucket.
func (c *chaos) workspace() batch.Workspace {
	return batch.Workspace{Dir: c.dir, Database: c.dsn, Originals: c.originals}
}

// people makes a clerk for each unit that has a return, and for each the versions of it that he
// hands in one after the other: the same workbook, each with other bytes.
func (c *chaos) people() {
	ctx := context.Background()
	d, err := desk.Open(ctx, c.workspace(), "", c.city.clock)
	c.must(err)
	defer d.Close()
	for _, name := range sortedKeys(c.city.returns) {
		data := c.city.returns[name]
		unit, unknown := d.UnitCode(name)
		if unknown != nil || unit == huibao.CityUnit || slices.ContainsFunc(c.sent, func(h handedIn) bool { return h.unit == unit }) {
			continue
		}
		account := "clerk" + strconv.Itoa(len(c.sent))
		slips, err := d.Admit(ctx, "test", []act.Grant{{Person: account, Name: "某", Roles: []act.Held{{Role: act.Clerk, Unit: unit}}}}, false)
		c.must(err)
		token, err := d.SetPassword(ctx, &desk.Person{ID: account, Name: "某"}, slips[0].Password, "plum-Riverbank9", "plum-Riverbank9")
		c.must(err)
		for v := range c.city.versions {
			c.sent = append(c.sent, handedIn{unit, token, fmt.Sprintf("%s-%d.xlsx", name, v), append(bytes.Clone(data), strconv.Itoa(v)...)})
		}
	}
	if len(c.sent) < c.city.least {
		c.t.Fatalf("%d returns", len(c.sent))
	}
}

// start starts a process on the ledger and waits until it says that it is there.
func (c *chaos) start(how ...string) *running {
	c.t.Helper()
	r := &running{cmd: exec.Command("huibao", append([]string{"-C", c.dir, "--date", c.city.date.String()}, how...)...)}
	r.cmd.Env = append(os.Environ(), databaseVariable+"="+c.dsn, originalsVariable+"="+c.originals)
	out, err := r.cmd.StdoutPipe()
	c.must(err)
	log, err := os.CreateTemp(c.t.TempDir(), "said")
	c.must(err)
	defer log.Close()
	r.cmd.Stderr = log
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
	said, err := os.ReadFile(log.Name())
	c.t.Fatalf("%v does not start: %s %v", how, said, err)
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
	req, err := http.NewRequest("POST", "http://"+address+"/r/"+c.city.period.String()+"/"+h.unit+"/files", from)
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
