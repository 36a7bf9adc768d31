// Package batch takes one period from end to end: it looks at what lies in
// returns/, keeps every file, reads and checks it, decides which version counts,
// rolls up, and writes the outputs. Every file is accounted for, and the same
// inputs give the same bytes whatever the number of workers.
package batch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"huibao"
	"huibao/ledger"
)

// PlanFile is the plan's name in a workspace.
const PlanFile = "plan.xlsx"

// Workspace is a folder that holds a plan, what units sent, what huibao writes,
// and the ledger (interfaces.md).
type Workspace struct {
	Dir       string
	Database  string // that the ledger lies in: postgres://…?space=…; "" for a file in its folder
	Originals string // where the originals lie: s3://bucket/prefix; "" for its folder
}

// ErrNoWorkspace says that no folder with a plan.xlsx was found.
var ErrNoWorkspace = errors.New("没有找到工作区：当前文件夹及其上级都没有 plan.xlsx；请用 -C 指定，或用 huibao init 建立")

// Find looks for the workspace in a folder and its parents.
func Find(dir string) (Workspace, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return Workspace{}, err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, PlanFile)); err == nil {
			return Workspace{Dir: dir}, nil
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return Workspace{}, ErrNoWorkspace
		}
		dir = parent
	}
}

// At takes a folder for the workspace; it must hold a plan.xlsx.
func At(dir string) (Workspace, error) {
	if _, err := os.Stat(filepath.Join(dir, PlanFile)); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return Workspace{}, fmt.Errorf("%s 不是工作区：里面没有 plan.xlsx", dir)
		}
		return Workspace{}, err
	}
	return Workspace{Dir: dir}, nil
}

// Path is a file's path below the workspace, with slashes, as the ledger has it; one that is
// no file from where the command was given is taken as it is written.
func (w Workspace) Path(ref string) (string, error) {
	abs, err := filepath.Abs(ref)
	if err != nil {
		return ref, nil
	}
	if info, err := os.Stat(abs); err != nil || !info.Mode().IsRegular() {
		return filepath.ToSlash(ref), nil
	}
	below, err := filepath.Rel(unlinked(w.Dir), unlinked(abs))
	if err != nil || !filepath.IsLocal(below) {
		return "", fmt.Errorf("%s 不在工作区 %s 里；请先把它放进 returns 下这一期的文件夹，运行一次 huibao run，再指定", ref, w.Dir)
	}
	return filepath.ToSlash(below), nil
}

// unlinked is a path without links, from the root.
func unlinked(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	if to, err := filepath.EvalSymlinks(path); err == nil {
		return to
	}
	return path
}

// Plan is the path of plan.xlsx.
func (w Workspace) Plan() string { return filepath.Join(w.Dir, PlanFile) }

// Ledger is the ledger's folder.
func (w Workspace) Ledger() string { return filepath.Join(w.Dir, "ledger") }

func (w Workspace) place() ledger.Place {
	return ledger.Place{Dir: w.Ledger(), Database: w.Database, Originals: w.Originals}
}

// OpenLedger opens the ledger for acts; program names who may have to bring it up to date.
func (w Workspace) OpenLedger(ctx context.Context, program string) (*ledger.Ledger, error) {
	return ledger.Open(ctx, w.place(), program)
}

// ReadLedger opens the ledger for reading.
func (w Workspace) ReadLedger() (*ledger.Ledger, error) { return ledger.Read(w.place()) }

// Settings are where ledger and originals lie, as people are told; both are looked at.
func (w Workspace) Settings(ctx context.Context) ([]ledger.Setting, error) {
	return ledger.Settings(ctx, w.place())
}

// CopyLedger moves the ledger into a database, or back into a file ("").
func (w Workspace) CopyLedger(ctx context.Context, to, program string) (ledger.Copied, error) {
	return ledger.Copy(ctx, w.place(), to, program)
}

// CopyOriginals moves the originals into a bucket, or back into the folder ("").
func (w Workspace) CopyOriginals(ctx context.Context, to, program string) (ledger.Moved, error) {
	return ledger.CopyOriginals(ctx, w.place(), to, program)
}

// Returns is where a period's returns lie.
func (w Workspace) Returns(p huibao.Period) string {
	return filepath.Join(w.Dir, "returns", p.String())
}

// Issued is where a period's blank returns are written.
func (w Workspace) Issued(p huibao.Period) string {
	return filepath.Join(w.Dir, "issued", p.String())
}

// Out is where a period's outputs are written.
func (w Workspace) Out(p huibao.Period) string { return filepath.Join(w.OutDir(), p.String()) }

// OutDir holds the results of all periods.
func (w Workspace) OutDir() string { return filepath.Join(w.Dir, "out") }
