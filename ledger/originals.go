package ledger

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"slices"

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
	whole, err := l.store.whole(o)
	if err != nil {
		_ = os.Remove(tmp)
		return fmt.Errorf("无法保存原件：%w", err)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.unkept, o.SHA256)
	if _, twice := l.pending[o.SHA256]; whole || twice {
		return os.Remove(tmp)
	}
	l.pending[o.SHA256] = pendingOriginal{tmp}
	return nil
}

// Settle makes all kept originals durable, in one go. What can't be made so is dropped: an act that
// names it is refused, until it is kept anew.
func (l *Ledger) Settle() error { return l.settle(context.Background()) }

func (l *Ledger) settle(ctx context.Context) error {
	l.settles.Lock()
	defer l.settles.Unlock()
	l.mu.Lock()
	batch := make(map[string]string, len(l.pending))
	for sha, p := range l.pending {
		batch[sha] = p.tmp
	}
	l.mu.Unlock()
	if len(batch) == 0 {
		return nil
	}
	err := l.store.announce(ctx, slices.Sorted(maps.Keys(batch)))
	if err != nil {
		err = fmt.Errorf("无法保存原件：%w", err)
	} else {
		err = l.store.put(ctx, batch)
	}
	if err != nil && ctx.Err() != nil {
		return err // who gave up leaves to others what they kept
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for sha, tmp := range batch {
		delete(l.pending, sha)
		if err != nil {
			l.unkept[sha] = err
			_ = os.Remove(tmp) // else it goes with the spool
		}
	}
	return err
}

// kept refuses what names an original that could not be made durable, or is not there any more.
func (l *Ledger) kept(ctx context.Context, named map[string]bool) error {
	l.mu.Lock()
	for sha := range named {
		if err := l.unkept[sha]; err != nil {
			l.mu.Unlock()
			return err
		}
	}
	l.mu.Unlock()
	return l.store.guard(ctx, named)
}

// Original opens a kept file by its hash (hex), which is proved first: what is not as it
// was kept is an error that names the file. The caller closes it.
func (l *Ledger) Original(sha string) (*os.File, error) {
	if !isHash(sha) {
		return nil, fmt.Errorf("ledger: %q is no SHA-256", sha)
	}
	l.mu.Lock()
	p, waiting := l.pending[sha]
	l.mu.Unlock()
	if waiting {
		f, err := os.Open(p.tmp)
		if err == nil {
			if err := prove(f, sha); err != nil {
				return nil, errors.Join(fmt.Errorf("原件 %.8s %w", sha, err), f.Close())
			}
			return f, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("原件 %.8s 不在台账中：%w", sha, err)
		} // settled meanwhile
	}
	return l.store.open(context.Background(), sha)
}

// errDamaged is what is said of an original that is not as it was kept.
var errDamaged = errors.New("已损坏（内容与哈希不符）；请用备份恢复这个文件，或运行 huibao ledger verify 查看还有哪些")

// prove reads a file to its end and stands at its beginning again.
func prove(f *os.File, sha string) error {
	is, err := hashOf(f)
	if err != nil {
		return fmt.Errorf("读不出来：%w", err)
	}
	if is != sha {
		return errDamaged
	}
	_, err = f.Seek(0, io.SeekStart)
	return err
}

// hashOf is the SHA-256, in hex, of what is read to its end.
func hashOf(r io.Reader) (string, error) {
	h := sha256.New()
	_, err := io.Copy(h, r)
	return hex.EncodeToString(h.Sum(nil)), err
}

// Has reports whether an original of a hash and size is kept.
func (l *Ledger) Has(sha string, size int64) (bool, error) {
	return l.store.has(context.Background(), sha, size)
}
