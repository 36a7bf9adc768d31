package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"huibao"
	"huibao/internal/durable"
)

// Moved are originals that were copied: how many, and the head of the chain, which is as it was.
type Moved struct {
	From      string `json:"from"`
	To        string `json:"to"`
	Head      Head   `json:"head"`
	Originals int    `json:"originals"`
}

// copiedAtOnce is how many files are put at once while originals are copied: they lie in the spool
// meanwhile.
const copiedAtOnce = 64

// CopyOriginals copies a ledger's originals into a bucket, or back into the folder (""), reads all of
// them there again, and makes it where they are. Those of before stay, and are not used any more.
// It may be broken off and begun again: until all is there, nothing has changed.
func CopyOriginals(ctx context.Context, from Place, to, program string) (m Moved, err error) {
	target, err := Place{Dir: from.Dir, Originals: to}.store()
	if err != nil {
		return m, err
	}
	l, err := Open(ctx, from, program)
	if err != nil {
		return m, err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	m.From, m.To = l.store.String(), target.String()
	if m.From == m.To {
		return m, fmt.Errorf("原件已在 %s", target)
	}
	if err := l.settle(ctx); err != nil {
		return m, err
	}
	still := func(err error) error { return fmt.Errorf("原件没有移动，仍在 %s：%w", l.store, err) }
	if err := l.claimFor(ctx, target); err != nil {
		return m, still(err)
	}
	proved := map[string]bool{}
	if err := l.copyAll(ctx, target, proved); err != nil { // which takes long: nobody waits for it
		return m, still(err)
	}
	err = l.locked(ctx, func() error {
		return l.change(ctx, func(tx *sql.Tx) error {
			if err := l.copyAll(ctx, target, proved); err != nil { // what came meanwhile
				return still(err)
			}
			names, err := namedOriginals(tx)
			if err != nil {
				return err
			}
			for _, sha := range names {
				if !proved[sha] {
					return still(fmt.Errorf("台账里有记录的原件 %s 不见了；请先运行 huibao ledger verify，用备份恢复", sha))
				}
			}
			if m.Head, err = headOf(tx); err != nil {
				return err
			}
			m.Originals = len(proved)
			return setStore(l.dir, target, l.leaves())
		})
	})
	return m, err
}

// leaves is the identity that the folder remembers of a bucket that its originals leave.
func (l *Ledger) leaves() string {
	if b, ok := l.store.(*inBucket); ok {
		return b.whose()
	}
	return ""
}

// claimFor makes a prefix that is nobody's this ledger's, or finds that it was.
func (l *Ledger) claimFor(ctx context.Context, target store) error {
	b, ok := target.(*inBucket)
	if !ok {
		return nil
	}
	if _, from := l.store.(*inBucket); from {
		return errors.New("请先移回文件夹（--originals-to folder），再移到另一个桶或前缀")
	}
	h, err := storeOf(l.dir)
	if err != nil {
		return err
	}
	return b.claim(ctx, l.dir, h.claim)
}

// copyAll copies what lies in the store and is not proved in the target.
func (l *Ledger) copyAll(ctx context.Context, target store, proved map[string]bool) error {
	batch := map[string]string{}
	flush := func() error {
		if err := l.copyBatch(ctx, target, batch); err != nil {
			return err
		}
		for sha := range batch {
			proved[sha] = true
		}
		clear(batch)
		return nil
	}
	err := l.store.list(ctx, func(sha string, _ int64) error {
		if err := ctx.Err(); err != nil || proved[sha] {
			return err
		}
		batch[sha] = ""
		if len(batch) < copiedAtOnce {
			return nil
		}
		return flush()
	})
	if err != nil {
		return err
	}
	return flush()
}

// copyBatch copies some originals, but for those that lie there whole, and reads them there.
func (l *Ledger) copyBatch(ctx context.Context, target store, batch map[string]string) error {
	files := map[string]string{}
	var mu sync.Mutex
	err := eachOf(batch, func(_, sha string) error {
		if err := target.prove(ctx, sha); err == nil {
			return nil
		} else if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, errChanged) {
			return err
		}
		tmp, err := l.spoolOf(ctx, sha)
		mu.Lock()
		defer mu.Unlock()
		files[sha] = tmp
		return err
	})
	if err != nil {
		return firstOf(err)
	}
	if len(files) == 0 {
		return nil
	}
	if err := target.put(ctx, files); err != nil {
		return err
	}
	return firstOf(eachOf(files, func(_, sha string) error {
		if err := target.prove(ctx, sha); err != nil {
			return fmt.Errorf("原件 %.8s 在 %s 读回来不对：%w", sha, target, err)
		}
		return nil
	}))
}

// spoolOf copies an original into the spool.
func (l *Ledger) spoolOf(ctx context.Context, sha string) (string, error) {
	in, err := l.store.open(ctx, sha)
	if err != nil {
		return "", err
	}
	defer in.Close()
	tmp, err := durable.CreateTemp(l.spool.dir)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(tmp, in)
	return tmp.Name(), errors.Join(err, tmp.Close())
}

// namedOriginals are the hashes of all originals that the chain names.
func namedOriginals(q queryer) ([]string, error) {
	w := &walker{v: &Verified{}, hashes: map[int]string{}, originals: map[string]bool{}, rows: map[huibao.Period][2]string{}}
	err := w.walk(q)
	return slices.Sorted(maps.Keys(w.originals)), err
}
