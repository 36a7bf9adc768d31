package ledger

import (
	"context"
	"os"
	"path/filepath"

	"huibao/internal/bucket"
)

// store is where the originals lie: the ledger's folder, or a prefix in a bucket of an S3
// server. What is in it never changes: an original's name is its hash.
type store interface {
	String() string // as people are told
	// whole reports whether an original lies there, as it was kept, so that it need not be
	// put again.
	whole(Original) (bool, error)
	has(ctx context.Context, sha string, size int64) (bool, error)
	// open gives an original, which was proved; fs.ErrNotExist where there is none.
	open(ctx context.Context, sha string) (*os.File, error)
	// prove is nil for an original that is as it was kept; else fs.ErrNotExist, errChanged, or
	// why that cannot be told.
	prove(ctx context.Context, sha string) error
	// announce says which originals are to be put, of which no act is in the chain yet.
	announce(ctx context.Context, shas []string) error
	// put takes files, by the hash of each, and removes them: they are durable when it returns.
	put(ctx context.Context, files map[string]string) error
	// list gives what lies there, in no order.
	list(ctx context.Context, each func(sha string, size int64) error) error
	// guard, under the lock of the chain, refuses an act of what was put and is not there any more.
	guard(ctx context.Context, named map[string]bool) error
	// sweep takes away what was announced long ago and is named nowhere: before looks at what acts and
	// rows name, under does so under the lock of the chain.
	sweep(ctx context.Context, before, under func(func(*View) error) error) error
	// close waits for what goes on after acts.
	close()
	// acted says which hashes the acts name that were just put into the chain.
	acted(ctx context.Context, shas map[string]bool)
	// known is nil for a store that is this folder's ledger's (storehome.go).
	known(ctx context.Context) error
}

// store is where a place's originals lie. Nothing is asked of a server yet.
func (p Place) store() (store, error) {
	if p.Originals == "" {
		return folder{p.Dir}, nil
	}
	b, err := bucket.Open(p.Originals)
	if err != nil {
		return nil, err
	}
	return &inBucket{b: b, dir: p.Dir, sizes: map[string]int64{}, notes: map[string]map[string]bool{}, read: map[string][]string{}, gone: map[string]bool{}}, nil
}

// originalPath is where an original of a hash lies in a ledger's folder.
func originalPath(dir, sha string) string { return filepath.Join(dir, originalsDir, sha[:2], sha) }
