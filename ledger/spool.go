package ledger

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"

	"huibao/internal/durable"
)

// spoolPrefix begins the names of folders in which processes copy originals before
// they get their names.
const spoolPrefix = durable.TempPrefix + "spool-"

// spool is the folder of unfinished originals of one process. It holds the folder's
// lock, so that others can tell whether it lives.
type spool struct {
	dir  string
	lock *flock.Flock
}

// newSpool makes a spool, and removes those of processes that died. The ledger's lock is
// held, so that nobody takes a spool for dead that is just being made.
func newSpool(originals string) (*spool, error) {
	if err := sweepSpools(originals); err != nil {
		return nil, err
	}
	if err := durable.Try("create"); err != nil {
		return nil, err
	}
	dir, err := os.MkdirTemp(originals, spoolPrefix)
	if err != nil {
		return nil, err
	}
	s := &spool{dir, flock.New(filepath.Join(dir, lockFile))}
	if ok, err := s.lock.TryLock(); err != nil || !ok {
		return nil, errors.Join(err, errors.New("ledger: a new folder is locked"))
	}
	return s, nil
}

func sweepSpools(originals string) error {
	list, err := os.ReadDir(originals)
	if err != nil {
		return err
	}
	for _, d := range list {
		if !strings.HasPrefix(d.Name(), durable.TempPrefix) {
			continue
		}
		dead := filepath.Join(originals, d.Name())
		if !d.IsDir() {
			_ = os.Remove(dead) // of format 3
			continue
		}
		lock := flock.New(filepath.Join(dead, lockFile))
		if ok, err := lock.TryLock(); err != nil || !ok {
			continue
		}
		if err := errors.Join(lock.Unlock(), os.RemoveAll(dead)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func (s *spool) close() error { return errors.Join(s.lock.Unlock(), os.RemoveAll(s.dir)) }
