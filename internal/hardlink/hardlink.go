// Package hardlink copies a workspace for a test without copying its files: what is written once, and
// replaced as a whole or not at all, is the same file under another name.
package hardlink

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// state is what writing in place changes.
type state struct {
	size int64
	mode fs.FileMode
	time int64
}

var (
	mu     sync.Mutex
	before = map[string]state{} // of every file that has been linked
)

// Copy makes to like the folder from. What people write (the plan at its top, returns) and databases are
// copied, other files linked; whoever writes into
// a linked one, in place of replacing it, changes it for all: the next Copy, or Held, says so.
func Copy(to, from string) error {
	mu.Lock()
	defer mu.Unlock()
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		at := filepath.Join(to, rel)
		switch {
		case d.IsDir():
			return os.MkdirAll(at, 0o755)
		case rel == d.Name(), strings.HasPrefix(filepath.ToSlash(rel), "returns/"), strings.Contains(d.Name(), ".db"): // with its -wal and -shm
			return copyFile(at, path)
		}
		if err := held(path); err != nil {
			return err
		}
		return os.Link(path, at)
	})
}

// Held reports whether every linked file that is still there is as it was when it first was linked.
func Held() error {
	mu.Lock()
	defer mu.Unlock()
	var all error
	for path := range before {
		if err := held(path); !errors.Is(err, fs.ErrNotExist) {
			all = errors.Join(all, err)
		}
	}
	return all
}

// Ran is the exit code of tests that ended with one: 1, and why, where a linked file was written into.
func Ran(code int) int {
	if err := Held(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return code
}

func held(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	now := state{info.Size(), info.Mode(), info.ModTime().UnixNano()}
	if was, known := before[path]; known && was != now {
		return fmt.Errorf("%s is shared, and a test wrote into it: remove it first", path)
	}
	before[path] = now
	return nil
}

func copyFile(to, from string) error {
	data, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, data, 0o644)
}
