package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"huibao/bench/bound"
)

// portalSizes say how hard a server is pressed.
type portalSizes struct {
	units, watchers int
	spread          time.Duration // over which the first wave of uploads comes
	twice           int           // of a hundred uploads, how many are sent again
}

// portalBench measures `huibao serve`: people signing in, all units uploading spread and at
// once, and boards that poll meanwhile; of this program, and of a baseline if one is named.
func portalBench(args []string) error {
	flags := flag.NewFlagSet("portal", flag.ExitOnError)
	var s portalSizes
	flags.IntVar(&s.units, "units", 200, "units that upload")
	flags.IntVar(&s.watchers, "watchers", 300, "boards that poll")
	flags.DurationVar(&s.spread, "spread", 10*time.Second, "time over which the first wave comes; the second comes within a second")
	flags.IntVar(&s.twice, "twice", 5, "of a hundred uploads, how many are sent twice")
	baseline := flags.String("baseline", "", "another huibao program, measured in the same run")
	_ = flags.Parse(args)
	dir, err := os.MkdirTemp("", "huibao-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	program, err := buildProgram(dir)
	if err != nil {
		return err
	}
	programs := []string{program}
	if *baseline != "" {
		programs = []string{*baseline, program}
	}
	fmt.Print("\n| program | what | n | p50 ms | p99 ms | most ms |\n|---|---|---|---|---|---|\n")
	for i, p := range programs {
		name := "huibao"
		if i < len(programs)-1 {
			name = "baseline"
		}
		if err := portalRun(name, p, filepath.Join(dir, "of-"+name), s); err != nil {
			return err
		}
	}
	return nil
}

// portalRun measures one program over a workspace of its own.
func portalRun(name, program, dir string, s portalSizes) error {
	if _, err := measure(1, nil, self(), "make", "portal", strconv.Itoa(s.units), dir); err != nil {
		return err
	}
	server, err := startServer(program, dir, os.Environ())
	if err != nil {
		return err
	}
	defer server.stop()
	c, err := enterAll(server.site, dir)
	if err != nil {
		return err
	}
	report := func(what string, list []time.Duration) {
		slices.Sort(list)
		fmt.Printf("| %s | %s | %d | %s | %s | %s |\n", name, what, len(list), millis(at(list, 50)), millis(at(list, 99)), millis(at(list, 100)))
	}
	report("signing in (argon2id)", c.logins)
	board, err := c.boards(100)
	if err != nil {
		return err
	}
	report("the board, whole, nothing new", board)
	for _, wave := range []struct {
		what   string
		spread time.Duration
	}{{fmt.Sprintf("within %s", s.spread), s.spread}, {"within 1s", time.Second}} {
		w, err := c.wave(s, wave.spread)
		if err != nil {
			return err
		}
		report("acknowledged, "+wave.what, w.acknowledged)
		report("judged after it was sent, "+wave.what, w.judged)
		report(strconv.Itoa(s.watchers)+" boards polling meanwhile", w.polls)
	}
	if err := server.stop(); err != nil {
		return err
	}
	fmt.Printf("| %s | memory at most, MiB: %s; CPU s: %s | | | | |\n", name, mib(peak(server.cmd.ProcessState)),
		ms(server.cmd.ProcessState.UserTime()+server.cmd.ProcessState.SystemTime()))
	return nil
}

// at is a percentile of a sorted list.
func at(list []time.Duration, percent int) time.Duration {
	if len(list) == 0 {
		return 0
	}
	return list[min(len(list)*percent/100, len(list)-1)]
}

func millis(d time.Duration) string {
	return strconv.FormatFloat(float64(d.Microseconds())/1e3, 'f', 1, 64)
}

// server is a huibao that serves.
type server struct {
	cmd  *exec.Cmd
	site string
	done bool
}

var sitePattern = regexp.MustCompile(`正在 (http://\S+) 提供服务`)

func startServer(program, dir string, env []string, how ...string) (*server, error) {
	cmd := exec.Command(program, append([]string{"-C", dir, "serve", "--listen", "127.0.0.1:0", "--date", "2024-02-03"}, how...)...)
	cmd.Env, cmd.Stderr = env, &bound.Quiet{To: os.Stderr}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	s := &server{cmd: cmd}
	said := bufio.NewScanner(out)
	for said.Scan() {
		if m := sitePattern.FindStringSubmatch(said.Text()); m != nil {
			s.site = strings.TrimSuffix(m[1], "/")
			go func() {
				for said.Scan() { // what it says is not of interest
				}
			}()
			return s, nil
		}
	}
	return nil, fmt.Errorf("%s does not serve", program)
}

func (s *server) stop() error {
	if s.done {
		return nil
	}
	s.done = true
	if err := s.cmd.Process.Signal(syscall.SIGINT); err != nil {
		return err
	}
	return s.cmd.Wait()
}
