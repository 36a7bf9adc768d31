package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"huibao/internal/durable"
)

// folder is a store in the ledger's own folder, readable by its owner alone.
type folder struct{ dir string }

func (f folder) String() string { return filepath.Join(f.dir, originalsDir) }

func (f folder) whole(o Original) (bool, error) {
	info, err := os.Stat(originalPath(f.dir, o.SHA256))
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	return err == nil && info.Size() == o.Size && f.prove(context.Background(), o.SHA256) == nil, err
}

func (f folder) has(_ context.Context, sha string, size int64) (bool, error) {
	info, err := os.Stat(originalPath(f.dir, sha))
	return err == nil && info.Size() == size, nil
}

func (f folder) open(_ context.Context, sha string) (*os.File, error) {
	file, err := os.Open(originalPath(f.dir, sha))
	if err != nil {
		return nil, fmt.Errorf("原件 %.8s 不在台账中：%w", sha, err)
	}
	if err := prove(file, sha); err != nil {
		return nil, errors.Join(fmt.Errorf("原件 ledger/originals/%s/%s %w", sha[:2], sha, err), file.Close())
	}
	return file, nil
}

// errChanged is of an original that is not what its name says.
var errChanged = errors.New("内容被改动过")

func (f folder) prove(_ context.Context, sha string) error {
	file, err := os.Open(originalPath(f.dir, sha))
	if err != nil {
		return err
	}
	defer file.Close()
	switch is, err := hashOf(file); {
	case err != nil:
		return err
	case is != sha:
		return errChanged
	}
	return nil
}

// announce has nothing to say: what has no name yet lies in a process's spool.
func (folder) announce(context.Context, []string) error { return nil }

// syncers is how many originals are put at once: the file system writes them together.
const syncers = 16

func (f folder) put(_ context.Context, files map[string]string) error {
	if err := eachOf(files, f.name); err != nil {
		return err
	}
	dirs := map[string]bool{}
	for sha := range files {
		dirs[filepath.Dir(originalPath(f.dir, sha))] = true
	}
	for dir := range dirs {
		if err := durable.SyncDir(dir); err != nil {
			return fmt.Errorf("无法保存原件：%w", err)
		}
	}
	return durable.SyncDir(filepath.Join(f.dir, originalsDir))
}

// eachOf does something with every file, some at once.
func eachOf(files map[string]string, do func(tmp, sha string) error) error {
	hashes := slices.Sorted(maps.Keys(files))
	errs := make([]error, len(hashes))
	var wg sync.WaitGroup
	slots := make(chan struct{}, syncers)
	for i, sha := range hashes {
		wg.Add(1)
		slots <- struct{}{}
		go func() {
			defer func() { <-slots; wg.Done() }()
			errs[i] = do(files[sha], sha)
		}()
	}
	wg.Wait()
	return errors.Join(errs...)
}

// name syncs a copy and gives it its name.
func (f folder) name(tmp, sha string) error {
	path := originalPath(f.dir, sha)
	file, err := os.OpenFile(tmp, os.O_RDWR, 0)
	if errors.Is(err, fs.ErrNotExist) {
		if _, there := os.Stat(path); there == nil {
			return nil // it was named when another could not be
		}
	}
	if err != nil {
		return fmt.Errorf("无法保存原件：%w", err)
	}
	err = errors.Join(durable.Sync(file), file.Chmod(0o400), file.Close())
	if err == nil {
		err = os.MkdirAll(filepath.Dir(path), 0o700)
	}
	if err == nil {
		err = durable.Try("rename")
	}
	if err == nil {
		err = os.Rename(tmp, path)
	}
	if err != nil {
		return fmt.Errorf("无法保存原件：%w", err)
	}
	return nil
}

func (f folder) list(_ context.Context, each func(string, int64) error) error {
	paths, err := filepath.Glob(filepath.Join(f.dir, originalsDir, "??", "*"))
	if err != nil {
		return err
	}
	for _, path := range paths {
		sha := filepath.Base(path)
		info, err := os.Lstat(path)
		if err != nil || !isHash(sha) || !info.Mode().IsRegular() {
			continue // it went, or is none of ours
		}
		if err := each(sha, info.Size()); err != nil {
			return err
		}
	}
	return nil
}

// empty reports whether no original lies there.
func (f folder) empty() (bool, error) {
	none := true
	err := f.list(context.Background(), func(string, int64) error { none = false; return nil })
	return none, err
}

// guard finds all as it was put: nothing is taken away here but spools (spool.go).
func (folder) guard(context.Context, map[string]bool) error { return nil }

func (folder) sweep(context.Context, func(func(*View) error) error, func(func(*View) error) error) error {
	return nil
}

func (folder) close() {}

func (folder) acted(context.Context, map[string]bool) {}

func (folder) known(context.Context) error { return nil }

// isHash reports whether a name is a SHA-256 in hex, as they are written here.
func isHash(s string) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == sha256.Size && hex.EncodeToString(b) == s
}
