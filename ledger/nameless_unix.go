//go:build !windows

package ledger

import (
	"errors"
	"os"
)

// nameless makes a file that no folder holds, and that is gone when it is closed.
func nameless() (*os.File, error) {
	f, err := os.CreateTemp("", "huibao-")
	if err != nil {
		return nil, err
	}
	if err := os.Remove(f.Name()); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}
