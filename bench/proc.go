package main

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// spent is the CPU time of processes so far; the database's is less than zero where it is not to be
// told: it is elsewhere, or its port is not among its words.
type spent struct{ servers, workers, database time.Duration }

func (s spent) less(before spent) spent {
	d := spent{s.servers - before.servers, s.workers - before.workers, s.database - before.database}
	if before.database < 0 {
		d.database = -1
	}
	return d
}

// per is a part of it by return, in milliseconds.
func (s spent) per(part time.Duration, n int) string {
	if part < 0 || n == 0 {
		return "–"
	}
	return strconv.FormatFloat(float64(part.Microseconds())/1e3/float64(n), 'f', 1, 64)
}

func spentOf(towns []*town, dsn string) (s spent) {
	for _, t := range towns {
		s.servers += cpu(t.server.cmd.Process.Pid)
		for _, w := range t.workers {
			s.workers += cpu(w.Process.Pid)
		}
	}
	s.database = -1
	if keeper := postmaster(dsn); keeper != 0 {
		s.database = family(keeper)
	}
	return s
}

// tick is the unit of times in /proc.
const tick = 10 * time.Millisecond

// stat are the fields of a process in /proc/PID/stat that follow its name; nil where there is none.
func stat(pid int) []string {
	data, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, rest, named := strings.Cut(string(data), ") ")
	if err != nil || !named {
		return nil
	}
	return strings.Fields(rest)
}

// field is a number of it, as proc(5) counts them.
func field(list []string, n int) int64 {
	if n-3 >= len(list) {
		return 0
	}
	x, _ := strconv.ParseInt(list[n-3], 10, 64) // 0 is for what can't be told
	return x
}

// cpu is a process's own time.
func cpu(pid int) time.Duration {
	s := stat(pid)
	return time.Duration(field(s, 14)+field(s, 15)) * tick
}

// resident is the memory of a process, in bytes.
func resident(pid int) int64 { return field(stat(pid), 24) * int64(os.Getpagesize()) }

// family is the time of a process and of its children, those that have ended, too.
func family(keeper int) time.Duration {
	s := stat(keeper)
	sum := time.Duration(field(s, 14)+field(s, 15)+field(s, 16)+field(s, 17)) * tick
	for _, pid := range processes() {
		if c := stat(pid); field(c, 4) == int64(keeper) {
			sum += time.Duration(field(c, 14)+field(c, 15)) * tick
		}
	}
	return sum
}

// connections is how many there are to the database; those of its processes that serve one bear the
// address of who asks.
func connections(dsn string) string {
	keeper, n := postmaster(dsn), 0
	if keeper == 0 {
		return "–"
	}
	for _, pid := range processes() {
		words, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
		if field(stat(pid), 4) == int64(keeper) && strings.Contains(string(words), "(") {
			n++
		}
	}
	return strconv.Itoa(n)
}

func processes() (list []int) {
	dirs, _ := filepath.Glob("/proc/[0-9]*/stat")
	for _, d := range dirs {
		if pid, err := strconv.Atoi(filepath.Base(filepath.Dir(d))); err == nil {
			list = append(list, pid)
		}
	}
	return list
}

// postmaster is the process that was told to listen at the port of a DSN; 0 for none.
func postmaster(dsn string) int {
	u, err := url.Parse(dsn)
	if err != nil {
		return 0
	}
	for _, pid := range processes() {
		data, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
		words := strings.Split(string(data), "\x00")
		if err != nil || filepath.Base(words[0]) != "postgres" {
			continue
		}
		if i := slices.Index(words, "-p"); i >= 0 && i+1 < len(words) && words[i+1] == u.Port() {
			return pid
		}
	}
	return 0
}
