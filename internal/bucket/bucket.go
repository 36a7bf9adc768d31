// Package bucket keeps objects in a bucket of an S3 server (MinIO, Ceph, a cloud's), below a
// prefix. A request that the server could not take is made again; one that it refuses is told
// in Chinese, with what to do. It knows nothing of what the objects are.
package bucket

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"time"

	"github.com/minio/minio-go/v7"
)

// patience is how long one question is asked again, and how long its answer may take, beside
// the time that its bytes take at the slowest that a network may be.
var patience = time.Minute

const slowest = 64 << 10 // bytes a second

// pauses are between one try and the next.
var pauses = []time.Duration{200 * time.Millisecond, 500 * time.Millisecond, time.Second, 2 * time.Second}

// Hurry has a process, as one that tests, wait no longer than this for a server, and not at all
// between one try and the next.
func Hurry(d time.Duration) {
	if patience == d {
		return // what was opened before may be asking
	}
	patience = d
	clear(pauses)
}

func init() { minio.DefaultRetryUnit = time.Microsecond } // it waits after its only try: the pauses are ours

// Bucket is a prefix in a bucket.
type Bucket struct {
	Settings
	core         *minio.Core
	name, prefix string
}

// String is the address, as people write it.
func (b *Bucket) String() string { return scheme + b.name + "/" + b.prefix }

func (b *Bucket) key(name string) string { return b.prefix + "/" + name }

// try asks until there is an answer, or none is to be had.
func (b *Bucket) try(ctx context.Context, size int64, ask func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, patience+taking(size))
	defer cancel()
	for n := 0; ; n++ {
		err := ask(ctx)
		if err == nil || n == len(pauses) || !passing(err) || ctx.Err() != nil {
			return err
		}
		select {
		case <-time.After(pauses[n]):
		case <-ctx.Done():
			return err
		}
	}
}

// taking is the time that so many bytes may take.
func taking(size int64) time.Duration { return time.Duration(size/slowest) * time.Second }

// Put makes an object of a name, in the place of another if there is one; it is durable when
// Put returns. The server refuses what is not as it was sent (MD5).
func (b *Bucket) Put(ctx context.Context, name string, from io.ReaderAt, size int64) error {
	err := b.try(ctx, size, func(ctx context.Context) error {
		_, err := b.core.Client.PutObject(ctx, b.name, b.key(name), io.NewSectionReader(from, 0, size), size,
			minio.PutObjectOptions{DisableMultipart: true, SendContentMd5: true, DisableContentSha256: true, ContentType: "application/octet-stream"})
		return err
	})
	return b.said(ctx, err)
}

// errHold is an error of who takes an object in, which is not asked for again.
type errHold struct{ error }

func (e errHold) Unwrap() error { return e.error }

// Final marks an error of take that another try cannot mend.
func Final(err error) error {
	if err == nil {
		return nil
	}
	return errHold{err}
}

// Get gives an object to take, anew for each try: one that broke off or that take does not
// like is asked for again. There being none is fs.ErrNotExist.
func (b *Bucket) Get(ctx context.Context, name string, take func(io.Reader) error) error {
	err := b.try(ctx, maxObject, func(ctx context.Context) error {
		ctx, cancel := context.WithCancelCause(ctx)
		defer cancel(nil)
		late := time.AfterFunc(patience, func() { cancel(context.DeadlineExceeded) })
		defer late.Stop()
		body, info, _, err := b.core.GetObject(ctx, b.name, b.key(name), minio.GetObjectOptions{})
		if err != nil {
			return because(ctx, err)
		}
		defer body.Close()
		late.Reset(patience + taking(info.Size))
		in := &counting{r: io.LimitReader(body, maxObject)}
		err = take(in)
		return because(ctx, errors.Join(in.err, err))
	})
	var own errHold
	if errors.As(err, &own) {
		return own.error
	}
	return b.said(ctx, err)
}

// maxObject is how many bytes are taken from a server at most: more than any original has.
const maxObject = 1 << 32

// because is an error with why the question was given up, if it was.
func because(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); err != nil && cause != nil {
		return cause
	}
	return err
}

// counting remembers that it was the server that broke off.
type counting struct {
	r   io.Reader
	err error
}

func (c *counting) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		c.err = err
	}
	return n, err
}

// Stat is an object's size in bytes; ok is false where there is none.
func (b *Bucket) Stat(ctx context.Context, name string) (size int64, ok bool, err error) {
	err = b.try(ctx, 0, func(ctx context.Context) error {
		info, err := b.core.StatObject(ctx, b.name, b.key(name), minio.StatObjectOptions{})
		size = info.Size
		return err
	})
	if errors.Is(b.said(ctx, err), fs.ErrNotExist) {
		return 0, false, nil
	}
	return size, err == nil, b.said(ctx, err)
}

// Remove takes an object away; there being none is no error.
func (b *Bucket) Remove(ctx context.Context, name string) error {
	return b.said(ctx, b.try(ctx, 0, func(ctx context.Context) error {
		return b.core.RemoveObject(ctx, b.name, b.key(name), minio.RemoveObjectOptions{})
	}))
}

// Item is an object in a list.
type Item struct {
	Name     string // below the prefix
	Size     int64
	Modified time.Time // by the server's clock
}

// List gives the objects whose names begin with some text, in their order.
func (b *Bucket) List(ctx context.Context, begin string, each func(Item) error) error {
	last := ""
	for {
		page, err := b.page(ctx, begin, last)
		if err != nil {
			return err
		}
		for _, x := range page {
			if err := each(x); err != nil {
				return err
			}
			last = x.Name
		}
		if len(page) < pageSize {
			return nil
		}
	}
}

// pageSize is how many objects are asked for at once: a server gives at most 1000.
const pageSize = 1000

// page lists the objects after one.
func (b *Bucket) page(ctx context.Context, begin, last string) (list []Item, err error) {
	opt := minio.ListObjectsOptions{Prefix: b.key(begin), Recursive: true, MaxKeys: pageSize}
	if last != "" {
		opt.StartAfter = b.key(last)
	}
	err = b.try(ctx, 0, func(ctx context.Context) error {
		list = list[:0]
		ctx, cancel := context.WithCancel(ctx) // or it goes on to the end
		defer cancel()
		for x := range b.core.Client.ListObjects(ctx, b.name, opt) {
			if x.Err != nil {
				return x.Err
			}
			if list = append(list, Item{x.Key[len(b.prefix)+1:], x.Size, x.LastModified}); len(list) == pageSize {
				break
			}
		}
		return ctx.Err()
	})
	return list, b.said(ctx, err)
}

// PutNew makes an object unless there is one of its name: made is false then. A server that
// does not know the condition has the last one's.
func (b *Bucket) PutNew(ctx context.Context, name string, from io.ReaderAt, size int64) (made bool, err error) {
	opt := minio.PutObjectOptions{DisableMultipart: true, SendContentMd5: true, DisableContentSha256: true}
	opt.SetMatchETagExcept("*")
	err = b.try(ctx, size, func(ctx context.Context) error {
		_, err := b.core.Client.PutObject(ctx, b.name, b.key(name), io.NewSectionReader(from, 0, size), size, opt)
		return err
	})
	if code := minio.ToErrorResponse(err).Code; err != nil && (code == "PreconditionFailed" || code == "ConditionalRequestConflict") {
		return false, nil
	}
	return err == nil, b.said(ctx, err)
}
