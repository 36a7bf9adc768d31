package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
)

// hashFiles hashes the files of a period that can be opened, but those that are as they were
// seen before; one that vanishes or cannot be read has no hash, and is met again when it is handed in.
func (n *runner) hashFiles(ctx context.Context, files []seen, before []lastSeen) error {
	known := make(map[string]lastSeen, len(before))
	for _, x := range before {
		known[x.Path] = x
	}
	n.began = systemTime()
	on := deviceOf(n.w.Returns(n.opt.Period))
	return parallel(ctx, n.opt.workers(len(files)), len(files), func(i int) error {
		f := &files[i]
		if f.odd != "" || f.size > n.opt.Limits.FileBytes || isSystemFile(f.path) {
			return nil
		}
		if was, ok := known[f.path]; ok && f.id == was.ID && f.id.Dev == on {
			f.sha, f.hashed = was.SHA256, was.SHA256
			return nil
		}
		n.hash(f, on)
		return nil
	})
}

// hash hashes a file, and notes of which identity it is where nothing changed meanwhile and it lies on
// the file system of the folder.
func (n *runner) hash(f *seen, on uint64) {
	in, err := openRegular(n.w.Dir, f.name)
	if err != nil {
		return
	}
	defer in.Close()
	was, err := in.Stat()
	if err != nil {
		return
	}
	h := sha256.New()
	if size, err := io.Copy(h, io.LimitReader(in, n.opt.Limits.FileBytes+1)); err != nil || size != f.size {
		return
	}
	f.sha = hex.EncodeToString(h.Sum(nil))
	now, err := in.Stat()
	if err != nil {
		return
	}
	if id := identify(now); id == identify(was) && id != (fileID{}) && id.Dev == on && id.Size == f.size {
		f.id, f.hashed = id, f.sha
	}
}
