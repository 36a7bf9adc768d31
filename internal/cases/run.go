package cases

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Runner runs cases with one program. Cases may run side by side.
type Runner struct {
	Set     *Set
	Program string // path of the huibao that is called
	Temp    string // where months that many cases begin with are collected once

	mu    sync.Mutex
	seeds map[string]func() (*room, error)
}

// Result is what came out of a case. It holds where there are no problems.
type Result struct {
	Problems []string
	Wrong    []string // figures that counted and were wrong
}

// commandTime bounds one call of the program.
const commandTime = 120 * time.Second

// Missing names a program that a case needs and that is not installed, or is "".
func (c *Case) Missing() string {
	need := slices.Clone(c.Needs)
	for i := range c.Do {
		if slices.Contains(c.Do[i].With, "libreoffice") {
			need = append(need, "soffice")
		}
	}
	for i := range c.Expect {
		if e := &c.Expect[i]; e.That == "says" && strings.HasSuffix(e.Path, ".pdf") {
			need = append(need, "pdftotext")
		}
	}
	for _, p := range need {
		if _, err := exec.LookPath(p); err != nil {
			return p
		}
	}
	return ""
}

// Run runs a case in an empty folder.
func (r *Runner) Run(ctx context.Context, c *Case, dir string) Result {
	if c.bad != nil {
		return Result{Problems: []string{"cannot run: " + c.bad.Error()}}
	}
	m := &room{runner: r, c: c, dir: dir, ws: filepath.Join(dir, "ws"), kept: map[string]string{}}
	if err := m.do(ctx); err != nil {
		return Result{Problems: []string{"cannot run: " + err.Error()}}
	}
	var res Result
	for i := range c.Expect {
		got, err := m.check(ctx, &c.Expect[i])
		if err != nil {
			got = "cannot tell " + c.Expect[i].That + ": " + err.Error()
		}
		if got != "" {
			res.Problems = append(res.Problems, got)
		}
	}
	tellsExit := slices.ContainsFunc(c.Expect, func(e Expect) bool { return e.That == "exit" })
	if c.Draft == nil && m.exits[0] != 0 && !tellsExit {
		res.Problems = slices.Insert(res.Problems, 0, "init: "+strings.TrimSpace(m.said[0]))
	}
	if len(res.Problems) > 0 {
		res.Wrong = m.wrong
	}
	return res
}

// room is a case that is being run.
type room struct {
	runner *Runner
	c      *Case
	plan   *Plan
	dir    string // scratch
	ws     string
	exits  []int
	said   []string
	kept   map[string]string // digests
	wrong  []string
	draft  *drafted
}

// call runs the program.
func (m *room) call(ctx context.Context, dir string, args ...string) (exit int, stdout, stderr string) {
	ctx, cancel := context.WithTimeout(ctx, commandTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, m.runner.Program, args...)
	cmd.Dir = dir
	var o, e bytes.Buffer
	cmd.Stdout, cmd.Stderr = &o, &e
	err := cmd.Run()
	var failed *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return 124, "", "over 120 s"
	case errors.As(err, &failed):
		exit = failed.ExitCode()
	case err != nil:
		return 127, "", err.Error()
	}
	return exit, o.String(), e.String()
}

// huibao runs the program in the workspace and remembers what it said.
func (m *room) huibao(ctx context.Context, args ...string) (exit int, stdout string) {
	exit, stdout, stderr := m.call(ctx, m.dir, append([]string{"-C", m.ws}, args...)...)
	m.said = append(m.said, stdout+stderr)
	return exit, stdout
}

func (m *room) do(ctx context.Context) error {
	if m.c.Draft != nil {
		return m.doDraft(ctx)
	}
	var ok bool
	if m.plan, ok = m.runner.Set.Plans[m.c.Plan]; !ok {
		return fmt.Errorf("no plan %q", m.c.Plan)
	}
	if err := m.begin(ctx); err != nil || m.exits[0] != 0 {
		return err
	}
	for i := range m.c.Do {
		if err := m.step(ctx, &m.c.Do[i]); err != nil {
			return fmt.Errorf("step %d, %s: %w", i+1, m.c.Do[i].Do, err)
		}
	}
	return nil
}

// begin makes the workspace and collects the months of the case's history. Those of
// the same plan are collected once and copied.
func (m *room) begin(ctx context.Context) error {
	if m.c.History == 0 {
		return m.found(ctx)
	}
	seed, err := m.runner.seed(ctx, m.c)
	if err != nil {
		return err
	}
	m.exits, m.said = slices.Clone(seed.exits), slices.Clone(seed.said)
	return os.CopyFS(m.ws, os.DirFS(seed.ws))
}

// seed is a workspace with the history of a case.
func (r *Runner) seed(ctx context.Context, c *Case) (*room, error) {
	key := fmt.Sprintf("%s %d %d %+v", c.Plan, c.First, c.History, c.PlanEdits)
	r.mu.Lock()
	if r.seeds == nil {
		r.seeds = map[string]func() (*room, error){}
	}
	build, ok := r.seeds[key]
	if !ok {
		dir := filepath.Join(r.Temp, fmt.Sprintf("seed-%d", len(r.seeds)))
		build = sync.OnceValues(func() (*room, error) {
			m := &room{runner: r, c: c, plan: r.Set.Plans[c.Plan], dir: dir, ws: filepath.Join(dir, "ws")}
			return m, m.found(ctx)
		})
		r.seeds[key] = build
	}
	r.mu.Unlock()
	return build()
}

// found makes the workspace and its history.
func (m *room) found(ctx context.Context) error {
	if err := os.MkdirAll(m.dir, 0o755); err != nil {
		return err
	}
	path := filepath.Join(m.dir, "plan.xlsx")
	if err := writePlan(m.plan, path, m.c.PlanEdits); err != nil {
		return err
	}
	exit, stdout, stderr := m.call(ctx, m.dir, "init", m.ws, "--plan", path)
	m.exits, m.said = append(m.exits, exit), append(m.said, stdout+stderr)
	if exit != 0 {
		return nil
	}
	for i := m.c.First; i < m.c.First+m.c.History; i++ {
		s := &Step{Period: fmt.Sprintf("%d-%02d", m.plan.Year, i)}
		if err := m.collect(ctx, s); err != nil {
			return err
		}
		if err := m.run(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// path is a path of the workspace, given with slashes.
func (m *room) path(rel string) string { return filepath.Join(m.ws, filepath.FromSlash(rel)) }

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
