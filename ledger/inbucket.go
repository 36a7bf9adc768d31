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
	"path"
	"strings"
	"sync"

	"huibao/internal/bucket"
)

// inBucket is a store below a prefix in a bucket, under the names that the folder has
// (ab/ab12…), so that either can be copied to the other by any means. Beside them stand the
// mark of whose it is (storehome.go), and notes of what was put and has no act yet (unacted.go).
type inBucket struct {
	b   *bucket.Bucket
	dir string // the ledger's folder
	id  string // of the ledger whose it is; "" before it is anybody's

	mu      sync.Mutex
	ours    bool                       // the mark was read, and is id
	listed  bool                       // sizes has all that there was
	sizes   map[string]int64           // of what is known to lie there, in bytes
	notes   map[string]map[string]bool // announced by us: by the note, those that no act names yet
	read    map[string][]string        // notes that were read: they do not change
	gone    map[string]bool            // swept by us, and not put again
	tidying sync.WaitGroup
}

func (s *inBucket) String() string { return s.b.String() }

func (s *inBucket) close() { s.tidying.Wait() }

func objectOf(sha string) string { return sha[:2] + "/" + sha }

// hashIn is the hash that an object's name is, if it is an original's.
func hashIn(name string) (string, bool) {
	dir, sha := path.Split(name)
	return sha, isHash(sha) && dir == sha[:2]+"/"
}

// whole spares a put of what lies there as it was kept and is named in no note: nobody sweeps it.
func (s *inBucket) whole(o Original) (bool, error) {
	ctx := context.Background()
	if err := s.known(ctx); err != nil {
		return false, err
	}
	if size, ok, err := s.b.Stat(ctx, objectOf(o.SHA256)); err != nil || !ok || size != o.Size {
		return false, err
	}
	noted, err := s.noted(ctx)
	if err != nil || noted[o.SHA256] {
		return false, err
	}
	switch err := s.prove(ctx, o.SHA256); {
	case err == nil:
		s.learn(o.SHA256, o.Size)
		return true, nil
	case errors.Is(err, errChanged), errors.Is(err, fs.ErrNotExist):
		return false, nil // it is mended
	default:
		return false, err
	}
}

func (s *inBucket) has(ctx context.Context, sha string, size int64) (bool, error) {
	if err := s.listAll(ctx); err != nil {
		return false, err
	}
	s.mu.Lock()
	n, ok := s.sizes[sha]
	s.mu.Unlock()
	if ok {
		return n == size, nil
	}
	n, ok, err := s.b.Stat(ctx, objectOf(sha)) // put by another process meanwhile
	if ok {
		s.learn(sha, n)
	}
	return ok && n == size, err
}

func (s *inBucket) learn(sha string, size int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sizes[sha] = size
	delete(s.gone, sha) // another put it
}

// listAll learns once what lies there: a run asks of ten thousand files.
func (s *inBucket) listAll(ctx context.Context) error {
	s.mu.Lock()
	listed := s.listed
	s.mu.Unlock()
	if listed {
		return nil
	}
	err := s.list(ctx, func(sha string, size int64) error { s.learn(sha, size); return nil })
	if err == nil {
		s.mu.Lock()
		s.listed = true
		s.mu.Unlock()
	}
	return err
}

func (s *inBucket) list(ctx context.Context, each func(string, int64) error) error {
	if err := s.known(ctx); err != nil {
		return err
	}
	return s.b.List(ctx, "", func(x bucket.Item) error {
		if sha, ok := hashIn(x.Name); ok {
			return each(sha, x.Size)
		}
		return nil
	})
}

// open copies an original to a file that has no name and goes when it is closed: it is not held
// in memory.
func (s *inBucket) open(ctx context.Context, sha string) (*os.File, error) {
	if err := s.known(ctx); err != nil {
		return nil, err
	}
	f, err := nameless()
	if err != nil {
		return nil, fmt.Errorf("原件 %.8s 无法取到本机：%w", sha, err)
	}
	if err := s.copyTo(ctx, sha, f); err != nil {
		return nil, errors.Join(s.told(sha, err), f.Close())
	}
	return f, nil
}

// told names the original in what went wrong with it.
func (s *inBucket) told(sha string, err error) error {
	switch {
	case errors.Is(err, errChanged):
		return fmt.Errorf("原件 %s/%s %w", s, objectOf(sha), errDamaged)
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("原件 %.8s 不在台账中（%s/%s）：%w", sha, s, objectOf(sha), fs.ErrNotExist)
	}
	return fmt.Errorf("原件 %.8s 取不出来：%w", sha, err)
}

func (s *inBucket) copyTo(ctx context.Context, sha string, f *os.File) error {
	err := s.get(ctx, sha, func(in io.Reader) error {
		if _, err := f.Seek(0, io.SeekStart); err != nil {
			return bucket.Final(err)
		}
		if err := f.Truncate(0); err != nil {
			return bucket.Final(err)
		}
		_, err := io.Copy(disk{f}, in)
		return err
	})
	if err != nil {
		return err
	}
	_, err = f.Seek(0, io.SeekStart)
	return err
}

// disk is a file whose failing no other try mends.
type disk struct{ f *os.File }

func (d disk) Write(p []byte) (int, error) {
	n, err := d.f.Write(p)
	return n, bucket.Final(err)
}

// get gives an original's bytes to take; errChanged where they are others, time and again.
func (s *inBucket) get(ctx context.Context, sha string, take func(io.Reader) error) error {
	wrong := false
	err := s.b.Get(ctx, objectOf(sha), func(in io.Reader) error {
		h := sha256.New()
		if err := take(io.TeeReader(in, h)); err != nil {
			wrong = false
			return err
		}
		if wrong = hex.EncodeToString(h.Sum(nil)) != sha; wrong {
			return errChanged
		}
		return nil
	})
	if err != nil && wrong && ctx.Err() == nil {
		return errChanged
	}
	return err
}

func (s *inBucket) prove(ctx context.Context, sha string) error {
	if err := s.known(ctx); err != nil {
		return err
	}
	return s.get(ctx, sha, func(in io.Reader) error { _, err := io.Copy(io.Discard, in); return err })
}

func (s *inBucket) put(ctx context.Context, files map[string]string) error {
	if err := s.known(ctx); err != nil {
		return err
	}
	done := map[string]int64{}
	var mu sync.Mutex
	err := eachOf(files, func(tmp, sha string) error {
		size, err := s.putOne(ctx, tmp, sha)
		if err != nil {
			return fmt.Errorf("无法保存原件 %.8s：%w", sha, err)
		}
		mu.Lock()
		defer mu.Unlock()
		done[sha] = size
		return nil
	})
	if err != nil {
		return firstOf(err)
	}
	s.mu.Lock()
	maps.Copy(s.sizes, done)
	for sha := range done {
		delete(s.gone, sha)
	}
	s.mu.Unlock()
	for _, tmp := range files {
		_ = os.Remove(tmp) // one that somebody reads, on Windows: it goes with the spool
	}
	return nil
}

// firstOf is one of many that say the same: that the server is not there.
func firstOf(err error) error {
	if all, ok := err.(interface{ Unwrap() []error }); ok && len(all.Unwrap()) > 0 {
		return all.Unwrap()[0]
	}
	return err
}

func (s *inBucket) putOne(ctx context.Context, tmp, sha string) (int64, error) {
	f, err := os.Open(tmp)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	return info.Size(), s.b.Put(ctx, objectOf(sha), f, info.Size())
}

// putText makes a small object of our own.
func (s *inBucket) putText(ctx context.Context, name, text string) error {
	return s.b.Put(ctx, name, strings.NewReader(text), int64(len(text)))
}

// maxText bounds what is read of such an object, in bytes.
const maxText = 16 << 20

func (s *inBucket) text(ctx context.Context, name string) (string, error) {
	var text string
	err := s.b.Get(ctx, name, func(in io.Reader) error {
		data, err := io.ReadAll(io.LimitReader(in, maxText))
		text = string(data)
		return err
	})
	return text, err
}
