package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// cost is what a process took.
type cost struct {
	cpu, wall time.Duration
	memory    int64 // bytes, 0 where the system does not tell
	out       string
}

// measure runs a command (whose exit status 1 and silence are huibao's: there were
// findings) the given number of times and keeps the round of the least
// CPU time.
func measure(rounds int, env []string, name string, args ...string) (cost, error) {
	best := cost{}
	for range rounds {
		var out, bad bytes.Buffer
		cmd := exec.Command(name, args...)
		cmd.Stdout, cmd.Stderr = &out, &bad
		cmd.Env = append(os.Environ(), env...)
		start := time.Now()
		err := cmd.Run()
		wall := time.Since(start)
		if err != nil && (cmd.ProcessState.ExitCode() != 1 || bad.Len() > 0) {
			return best, fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, bad.String())
		}
		c := cost{cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), wall, peak(cmd.ProcessState), strings.TrimSpace(out.String())}
		if best.cpu == 0 || c.cpu < best.cpu {
			best = c
		}
	}
	return best, nil
}

// self is this program, for subjects of our own.
func self() string {
	name, err := os.Executable()
	if err != nil {
		return os.Args[0]
	}
	return name
}

// installed reports whether a command works.
func installed(name string, args ...string) bool { return exec.Command(name, args...).Run() == nil }

func ms(d time.Duration) string { return fmt.Sprintf("%.2f", float64(d.Microseconds())/1e6) }

func mib(n int64) string {
	if n == 0 {
		return "–"
	}
	return fmt.Sprintf("%d", n>>20)
}

func ratio(a, b time.Duration) string {
	if b <= 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", float64(a)/float64(b))
}
