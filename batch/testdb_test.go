package batch_test

import (
	"os"
	"path/filepath"

	"huibao/batch"
	"huibao/internal/testdb"
)

// kept is a workspace with the database that its tests' ledger lies in; a file that lies
// there already stays it.
func kept(dir string) batch.Workspace {
	w := batch.Workspace{Dir: dir}
	if _, err := os.Stat(filepath.Join(w.Ledger(), "ledger.db")); err != nil {
		w.Database = testdb.Of(dir)
	}
	return w
}

// at is the same of a folder that must be a workspace.
func at(dir string) (batch.Workspace, error) {
	if _, err := batch.At(dir); err != nil {
		return batch.Workspace{}, err
	}
	return kept(dir), nil
}
