package main

import (
	"context"
	"crypto/rand"
	"errors"
	"flag"
	"fmt"
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
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/bench/bound"
	"huibao/ledger"
	"huibao/portal/desk"
)

// scaleSizes say what is measured of ledgers in PostgreSQL.
type scaleSizes struct {
	dsn, program, sample string
	units, uploads       int
	atOnce               int // uploads on their way to all servers
	idle                 time.Duration
}

// scaleBench measures cities (spaces of one PostgreSQL), each with its server and so many workers,
// while all their units hand in as fast as they are taken; the spaces stay in the database.
func scaleBench(args []string) error {
	flags := flag.NewFlagSet("scale", flag.ExitOnError)
	var s scaleSizes
	flags.StringVar(&s.dsn, "database", os.Getenv("HUIBAO_TEST_DSN"), "the PostgreSQL, as postgres://…; .ci/postgres starts one")
	spaces := flags.String("spaces", "1,2,4", "cities, separated by commas")
	workers := flags.String("workers", "1,2,4", "workers of each city, separated by commas")
	flags.IntVar(&s.units, "units", 50, "units of a city")
	flags.IntVar(&s.uploads, "uploads", 2, "returns that each of them hands in")
	flags.IntVar(&s.atOnce, "at-once", 8, "uploads on their way at once")
	flags.StringVar(&s.program, "program", "", "the huibao program; built where none is given")
	flags.DurationVar(&s.idle, "idle", 10*time.Second, "time for which nobody does anything, before")
	_ = flags.Parse(args)
	if s.dsn == "" {
		return errors.New("no PostgreSQL: .ci/postgres go run ./bench scale")
	}
	dir, err := os.MkdirTemp("", "huibao-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if s.program == "" {
		if s.program, err = buildProgram(dir); err != nil {
			return err
		}
	}
	s.sample = filepath.Join(dir, "city")
	if _, err := measure(1, nil, self(), "make", "workspace", strconv.Itoa(s.units), s.sample); err != nil {
		return err
	}
	fmt.Print("\n| cities | workers of each | returns | taken /s | acts /s | acknowledged p50, p99 ms | judged /s | CPU ms a return: servers, workers, PostgreSQL | MiB resident: a server, a worker | idle: CPU ms a second of a city, PostgreSQL's | connections idle, busy |\n|---|---|---|---|---|---|---|---|---|---|---|\n")
	for _, n := range strings.Split(*spaces, ",") {
		for _, w := range strings.Split(*workers, ",") {
			cities, err := strconv.Atoi(n)
			if err != nil {
				return err
			}
			each, err := strconv.Atoi(w)
			if err != nil {
				return err
			}
			if err := s.run(filepath.Join(dir, n+"-"+w), cities, each); err != nil {
				return err
			}
		}
	}
	return nil
}

// town is one space with its processes and the people who hand in.
type town struct {
	w       batch.Workspace
	led     *ledger.Ledger // for looking at it
	server  *server
	workers []*exec.Cmd
	people  *clients
	returns []handIn
	before  int // acts
}

type handIn struct {
	who client
	n   int
}

// perClerk is how many units one person hands in for: there is a bound of what one may in an hour.
const perClerk = 10

// run measures so many cities with so many workers each.
func (s *scaleSizes) run(dir string, cities, workers int) error {
	var towns []*town
	defer func() {
		for _, t := range towns {
			t.stop()
		}
	}()
	for i := range cities {
		t, err := s.found(filepath.Join(dir, strconv.Itoa(i)), workers)
		if t != nil {
			towns = append(towns, t)
		}
		if err != nil {
			return err
		}
	}
	time.Sleep(s.idle) // until what is done at a start is
	rest := spentOf(towns, s.dsn)
	time.Sleep(s.idle)
	quiet := connections(s.dsn)
	cpu := spentOf(towns, s.dsn)
	rest = cpu.less(rest)
	began := time.Now()
	times, err := s.handAllIn(towns)
	if err != nil {
		return err
	}
	taken, busy := time.Since(began), connections(s.dsn)
	acts := 0
	for _, t := range towns {
		head, err := t.head()
		if err != nil {
			return err
		}
		acts += head - t.before
	}
	if err := together(len(towns), len(towns), func(i int) error { return towns[i].settle() }); err != nil {
		return err
	}
	judged := time.Since(began)
	spent := spentOf(towns, s.dsn).less(cpu)
	slices.Sort(times)
	n := len(times)
	fmt.Printf("| %d | %d | %d | %s | %s | %s, %s | %s | %s, %s, %s | %s, %s | %s, %s | %s, %s |\n", cities, workers, n, perSecond(n, taken), perSecond(acts, taken), millis(at(times, 50)), millis(at(times, 99)),
		perSecond(n, judged), spent.per(spent.servers, n), spent.per(spent.workers, n), spent.per(spent.database, n), mib(resident(towns[0].server.cmd.Process.Pid)), mib(resident(towns[0].workers[0].Process.Pid)),
		rest.per(rest.servers+rest.workers, cities*int(s.idle.Seconds())), rest.per(rest.database, cities*int(s.idle.Seconds())), quiet, busy)
	return nil
}

func perSecond(n int, d time.Duration) string {
	return strconv.FormatFloat(float64(n)/d.Seconds(), 'f', 1, 64)
}

// found makes a city in a space of its own and starts its processes.
func (s *scaleSizes) found(dir string, workers int) (*town, error) {
	if err := os.CopyFS(dir, os.DirFS(s.sample)); err != nil {
		return nil, err
	}
	if err := os.Rename(filepath.Join(dir, "returns", benchPeriod), filepath.Join(dir, "sent")); err != nil {
		return nil, err
	}
	u, err := url.Parse(s.dsn)
	if err != nil {
		return nil, err
	}
	q := u.Query()
	q.Set("space", "bench-"+rand.Text())
	u.RawQuery = q.Encode()
	t := &town{w: batch.Workspace{Dir: dir, Database: u.String()}}
	if err := t.admit(s); err != nil {
		return nil, err
	}
	if t.led, err = t.w.ReadLedger(); err != nil {
		return nil, err
	}
	env := append(os.Environ(), "HUIBAO_DATABASE="+u.String())
	if t.server, err = startServer(s.program, dir, env, "--jobs", "0"); err != nil {
		return nil, err
	}
	t.people = &clients{site: t.server.site, http: &http.Transport{MaxIdleConnsPerHost: 1000}}
	for range workers {
		cmd := exec.Command(s.program, "-C", dir, "work", "--date", "2024-02-03")
		cmd.Env, cmd.Stderr = env, &bound.Quiet{To: os.Stderr}
		if err := cmd.Start(); err != nil {
			return t, err
		}
		t.workers = append(t.workers, cmd)
	}
	t.before, err = t.head()
	return t, err
}

// admit makes the clerks and what they are going to hand in.
func (t *town) admit(s *scaleSizes) error {
	ctx := context.Background()
	d, err := desk.Open(ctx, t.w, "", func() time.Time { return time.Date(2024, 2, 3, 0, 0, 0, 0, huibao.China) })
	if err != nil {
		return err
	}
	defer d.Close()
	var counties []huibao.Unit
	for _, u := range makePlan(s.units).Units {
		if u.IsArea() {
			counties = append(counties, u)
		}
	}
	for chunk := range slices.Chunk(counties, perClerk) {
		account := "clerk" + chunk[0].Code
		var roles []act.Held
		for _, u := range chunk {
			roles = append(roles, act.Held{Role: act.Clerk, Unit: u.Code})
		}
		slips, err := d.Admit(ctx, "bench", []act.Grant{{Person: account, Name: "填报人", Roles: roles}}, false)
		if err != nil {
			return err
		}
		token, err := d.SetPassword(ctx, &desk.Person{ID: account, Name: "填报人"}, slips[0].Password, benchPassword, benchPassword)
		if err != nil {
			return err
		}
		for _, u := range chunk {
			for n := range s.uploads {
				t.returns = append(t.returns, handIn{client{u.Code, u.Name, token, filepath.Join(t.w.Dir, "sent", u.Name+"_"+benchPeriod+".xlsx")}, n})
			}
		}
	}
	return nil
}

// handAllIn hands everything in, one of each city after the other, and says how long each took.
func (s *scaleSizes) handAllIn(towns []*town) (times []time.Duration, err error) {
	var mu sync.Mutex
	n := len(towns[0].returns)
	err = together(n*len(towns), s.atOnce, func(i int) error {
		t := towns[i%len(towns)]
		h := t.returns[i/len(towns)]
		began := time.Now()
		if err := t.people.uploadAs(&h.who, h.n); err != nil {
			return err
		}
		mu.Lock()
		defer mu.Unlock()
		times = append(times, time.Since(began))
		return nil
	})
	return times, err
}

func (t *town) view(look func(*ledger.View) error) error {
	return t.led.View(context.Background(), look)
}

func (t *town) head() (n int, err error) {
	err = t.view(func(v *ledger.View) error {
		head, err := v.Head()
		n = head.Length
		return err
	})
	return n, err
}

// settle waits until a run has seen everything.
func (t *town) settle() error {
	const every, longest = 100 * time.Millisecond, 10 * time.Minute
	p, err := huibao.ParsePeriod(benchPeriod)
	if err != nil {
		return err
	}
	for began := time.Now(); time.Since(began) < longest; time.Sleep(every) {
		open := true
		err := t.view(func(v *ledger.View) error {
			s, err := v.State(p)
			if err != nil {
				return err
			}
			last, err := v.LastRun(p)
			open = s.Since(last.Head)
			return err
		})
		if err != nil || !open {
			return err
		}
	}
	return fmt.Errorf("%s is not judged", t.w.Dir)
}

func (t *town) stop() {
	if t.server != nil {
		_ = t.server.stop() // it has done what it was to
	}
	for _, w := range t.workers {
		_ = w.Process.Signal(syscall.SIGINT)
		_ = w.Wait()
	}
	if t.led != nil {
		_ = t.led.Close()
	}
}
