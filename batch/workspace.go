// Package batch takes one period from end to end: it looks at what lies in
// returns/, keeps every file, reads and checks it, decides which version counts,
// rolls up, and writes the outputs. Every file is accounted for, and the same
// inputs give the same bytes whatever the number of workers.
package batch

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"huibao"
)

// PlanFile is the plan's name in a workspace.
const PlanFile = "plan.xlsx"

// Workspace is a folder that holds a plan, what units sent, what huibao writes,
// and the ledger (interfaces.md).
type Workspace struct{ Dir string }

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
			return Workspace{dir}, nil
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
	return Workspace{dir}, nil
}

// Plan is the path of plan.xlsx.
func (w Workspace) Plan() string { return filepath.Join(w.Dir, PlanFile) }

// Ledger is the ledger's folder.
func (w Workspace) Ledger() string { return filepath.Join(w.Dir, "ledger") }

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
