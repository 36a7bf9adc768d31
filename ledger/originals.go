package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"huibao/internal/durable"
)

// Original is a kept copy of a file that was handed in.
type Original struct {
	SHA256 string // hex
	Size   int64  // bytes
}

// pendingOriginal is one that is copied, and not yet synced and named.
type pendingOriginal struct{ tmp string }

// Keep copies a file to the originals, hashing while it copies, and returns what
// was kept: the copy is what is read afterwards, whatever becomes of the file. It is
// durable once Settle (or Act) has returned. The caller bounds r.
func (l *Ledger) Keep(r io.Reader) (Original, error) {
	if l.lock == nil {
		return Original{}, errors.New("ledger: open for reading only")
	}
	tmp, err := durable.CreateTemp(l.spool.dir)
	if err != nil {
		return Original{}, fmt.Errorf("无法保存原件：%w", err)
	}
	hash := sha256.New()
	n, err := io.Copy(io.MultiWriter(tmp, hash), r)
	if err = errors.Join(err, durable.Try("write"), tmp.Close()); err != nil {
		_ = os.Remove(tmp.Name())
		return Original{}, fmt.Errorf("无法保存原件：%w", err)
	}
	o := Original{SHA256: hex.EncodeToString(hash.Sum(nil)), Size: n}
	return o, l.hold(o, tmp.Name())
}

// hold remembers a copy until it is settled; one that is there already, and whole, goes.
func (l *Ledger) hold(o Original, tmp string) error {
	info, err := os.Stat(l.path(o.SHA256))
	whole := err == nil && info.Size() == o.Size && l.proved(o.SHA256)
	l.mu.Lock()
	defer l.mu.Unlock()
	_, twice := l.pending[o.SHA256]
	switch {
	case whole || twice:
		return os.Remove(tmp)
	case err == nil, errors.Is(err, fs.ErrNotExist):
		l.pending[o.SHA256] = pendingOriginal{tmp}
		return nil
	}
	return fmt.Errorf("无法保存原件：%w", err)
}

// syncers is how many originals are synced at once: the file system writes them
// together.
const syncers = 16

// Settle makes all kept originals durable, in one go.
func (l *Ledger) Settle() error {
	l.settles.Lock()
	defer l.settles.Unlock()
	l.mu.Lock()
	hashes := slices.Sorted(maps.Keys(l.pending))
	l.mu.Unlock()
	errs := make([]error, len(hashes))
	var wg sync.WaitGroup
	slots := make(chan struct{}, syncers)
	for i, sha := range hashes {
		wg.Add(1)
		slots <- struct{}{}
		l.mu.Lock()
		tmp := l.pending[sha].tmp
		l.mu.Unlock()
		go func() {
			defer func() { <-slots; wg.Done() }()
			errs[i] = l.settle(tmp, sha)
		}()
	}
	wg.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	dirs := map[string]bool{}
	for _, sha := range hashes {
		dirs[filepath.Dir(l.path(sha))] = true
		l.mu.Lock()
		delete(l.pending, sha)
		l.mu.Unlock()
	}
	if len(dirs) == 0 {
		return nil
	}
	for dir := range dirs {
		if err := durable.SyncDir(dir); err != nil {
			return fmt.Errorf("无法保存原件：%w", err)
		}
	}
	return durable.SyncDir(filepath.Join(l.dir, originalsDir))
}

// settle syncs a copy and gives it its name.
func (l *Ledger) settle(tmp, sha string) error {
	path := l.path(sha)
	f, err := os.OpenFile(tmp, os.O_RDWR, 0)
	if err != nil {
		return fmt.Errorf("无法保存原件：%w", err)
	}
	err = errors.Join(durable.Sync(f), f.Chmod(0o400), f.Close())
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

// path is where an original of a hash lies.
func (l *Ledger) path(sha string) string {
	return filepath.Join(l.dir, originalsDir, sha[:2], sha)
}

// Original opens a kept file by its hash (hex), which is proved first: what is not as it
// was kept is an error that names the file. The caller closes it.
func (l *Ledger) Original(sha string) (*os.File, error) {
	if _, err := hex.DecodeString(sha); err != nil || len(sha) != 2*sha256.Size {
		return nil, fmt.Errorf("ledger: %q is no SHA-256", sha)
	}
	l.mu.Lock()
	p, waiting := l.pending[sha]
	l.mu.Unlock()
	path := l.path(sha)
	if waiting {
		path = p.tmp
	}
	f, err := os.Open(path)
	if waiting && errors.Is(err, fs.ErrNotExist) { // settled meanwhile
		f, err = os.Open(l.path(sha))
	}
	if err != nil {
		return nil, fmt.Errorf("原件 %.8s 不在台账中：%w", sha, err)
	}
	if err := prove(f, sha); err != nil {
		return nil, errors.Join(fmt.Errorf("原件 ledger/originals/%s/%s %w", sha[:2], sha, err), f.Close())
	}
	return f, nil
}

// proved reports whether an original that lies there is as it was kept.
func (l *Ledger) proved(sha string) bool {
	f, err := os.Open(l.path(sha))
	if err != nil {
		return false
	}
	defer f.Close()
	return prove(f, sha) == nil
}

// prove reads a file to its end and stands at its beginning again.
func prove(f *os.File, sha string) error {
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return fmt.Errorf("读不出来：%w", err)
	}
	if hex.EncodeToString(h.Sum(nil)) != sha {
		return errors.New("已损坏（内容与哈希不符）；请用备份恢复这个文件，或运行 huibao ledger verify 查看还有哪些")
	}
	_, err := f.Seek(0, io.SeekStart)
	return err
}

// Has reports whether an original of a hash and size is kept.
func (l *Ledger) Has(sha string, size int64) bool {
	info, err := os.Stat(l.path(sha))
	return err == nil && info.Size() == size
}
