package ledger

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"huibao/internal/durable"
)

// Original is a kept copy of a file that was handed in.
type Original struct {
	SHA256 string // hex
	Size   int64  // bytes
}

// Keep copies a file to the originals, hashing while it copies, and returns what
// was kept: the copy is what is read afterwards, whatever becomes of the file.
// The caller bounds r.
func (l *Ledger) Keep(r io.Reader) (Original, error) {
	if l.lock == nil {
		return Original{}, errors.New("ledger: open for reading only")
	}
	tmp, err := os.CreateTemp(filepath.Join(l.dir, originalsDir), durable.TempPrefix+"*")
	if err != nil {
		return Original{}, fmt.Errorf("无法保存原件：%w", err)
	}
	defer func() { _ = os.Remove(tmp.Name()) }()
	hash := sha256.New()
	n, err := io.Copy(io.MultiWriter(tmp, hash), r)
	if err = errors.Join(err, tmp.Sync(), tmp.Close()); err != nil {
		return Original{}, fmt.Errorf("无法保存原件：%w", err)
	}
	o := Original{SHA256: hex.EncodeToString(hash.Sum(nil)), Size: n}
	return o, l.settle(tmp.Name(), o.SHA256)
}

// settle gives a finished copy its name, unless it is there already.
func (l *Ledger) settle(tmp, sha string) error {
	path := l.path(sha)
	if _, err := os.Stat(path); err == nil {
		return nil
	} else if !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("无法保存原件：%w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return fmt.Errorf("无法保存原件：%w", err)
	}
	if err := os.Chmod(tmp, 0o400); err != nil {
		return fmt.Errorf("无法保存原件：%w", err)
	}
	if err := os.Rename(tmp, path); err != nil {
		return fmt.Errorf("无法保存原件：%w", err)
	}
	return durable.SyncDir(filepath.Dir(path))
}

// path is where an original of a hash lies.
func (l *Ledger) path(sha string) string {
	return filepath.Join(l.dir, originalsDir, sha[:2], sha)
}

// Original opens a kept file by its hash (hex). The caller closes it.
func (l *Ledger) Original(sha string) (*os.File, error) {
	if _, err := hex.DecodeString(sha); err != nil || len(sha) != 2*sha256.Size {
		return nil, fmt.Errorf("ledger: %q is no SHA-256", sha)
	}
	f, err := os.Open(l.path(sha))
	if err != nil {
		return nil, fmt.Errorf("原件 %.8s 不在台账中：%w", sha, err)
	}
	return f, nil
}
