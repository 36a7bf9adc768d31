// Package durable writes files so that a reader sees the old content or the new,
// whole, and so that a write that was reported done is on the disk.
package durable

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
)

// TempPrefix begins the name of every unfinished file; Sweep removes what a run
// that died has left.
const TempPrefix = ".tmp-"

// Fault, where a test sets it, may fail an operation on a file: create, write, sync,
// rename, folder. It stands for a full disk and a broken one.
var Fault func(op string) error

// Try asks whether an operation is to fail.
func Try(op string) error {
	if Fault == nil {
		return nil
	}
	return Fault(op)
}

// Unsynced, where a test sets it, leaves out to wait for the disk, which only a loss of power
// could tell: most of the time of tests that write much.
var Unsynced bool

// Waits reports whether the disk is waited for: by every program that is no test it is.
func Waits() bool { return !Unsynced || !testing.Testing() }

// Sync puts a file's content on the disk.
func Sync(f *os.File) error {
	if err := Try("sync"); err != nil || !Waits() {
		return err
	}
	return f.Sync()
}

// HeldError says that a target could not be replaced, as when it is open in Excel
// on Windows. The finished content lies under Kept.
type HeldError struct {
	Path, Kept string
	Err        error
}

func (e *HeldError) Error() string {
	return fmt.Sprintf("%s 正被其他程序打开，无法替换；新内容已另存为 %s", e.Path, e.Kept)
}

func (e *HeldError) Unwrap() error { return e.Err }

// WriteFile puts data into path: a temporary file beside it is written, synced and
// renamed, and the folder synced. A target that cannot be replaced is a *HeldError.
func WriteFile(path string, data []byte, mode fs.FileMode) error {
	return replace(path, mode, func(tmp *os.File) error {
		_, err := tmp.Write(data)
		return err
	})
}

// Write is WriteFile for content that is written as it comes. An error of fill's own is
// returned as it is, and leaves the target as it was.
func Write(path string, mode fs.FileMode, fill func(io.Writer) error) error {
	var own error
	err := replace(path, mode, func(tmp *os.File) error {
		disk := &remembering{w: tmp}
		out := bufio.NewWriterSize(disk, 64<<10)
		if own = fill(out); own == nil {
			own = out.Flush()
		}
		if disk.err != nil {
			own = nil
			return disk.err
		}
		return own
	})
	if own != nil {
		return own
	}
	return err
}

// remembering is a writer that knows that it was the one that failed.
type remembering struct {
	w   io.Writer
	err error
}

func (r *remembering) Write(b []byte) (int, error) {
	n, err := r.w.Write(b)
	if err != nil {
		r.err = err
	}
	return n, err
}

// replace puts what write writes into the place of path.
func replace(path string, mode fs.FileMode, write func(*os.File) error) error {
	dir := filepath.Dir(path)
	tmp, err := CreateTemp(dir)
	if err != nil {
		return fmt.Errorf("%s 无法写入：%w", path, err)
	}
	name := tmp.Name()
	if err = Try("write"); err == nil {
		err = write(tmp)
	}
	err = errors.Join(err, tmp.Chmod(mode), Sync(tmp), tmp.Close())
	if err != nil {
		_ = os.Remove(name)
		return fmt.Errorf("%s 无法写入：%w", path, err)
	}
	if err := Try("rename"); err != nil {
		_ = os.Remove(name)
		return fmt.Errorf("%s 无法写入：%w", path, err)
	}
	switch err := os.Rename(name, path); {
	case err == nil:
	case errors.Is(err, fs.ErrPermission):
		return secondName(name, path, err)
	default:
		_ = os.Remove(name)
		return fmt.Errorf("%s 无法写入：%w", path, err)
	}
	return SyncDir(dir)
}

// CreateTemp makes an unfinished file in a folder.
func CreateTemp(dir string) (*os.File, error) {
	if err := Try("create"); err != nil {
		return nil, err
	}
	return os.CreateTemp(dir, TempPrefix+"*")
}

// secondName keeps finished content whose target is held by another program.
func secondName(tmp, path string, cause error) error {
	ext := filepath.Ext(path)
	kept := strings.TrimSuffix(path, ext) + "（新）" + ext
	if err := os.Rename(tmp, kept); err != nil {
		_ = os.Remove(tmp)
		return fmt.Errorf("%s 无法写入：%w", path, cause)
	}
	return &HeldError{Path: path, Kept: kept, Err: cause}
}

// SyncDir makes renames in a folder durable. Windows cannot sync a folder, and does
// not need to.
func SyncDir(dir string) error {
	if err := Try("folder"); err != nil {
		return err
	}
	if runtime.GOOS == "windows" || !Waits() {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil // a file system, such as a share, that syncs no folder
	}
	return errors.Join(err, d.Close())
}

// Sweep removes unfinished files below a folder; one that does not exist is clean.
func Sweep(dir string) error {
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil {
			return err
		}
		if !d.IsDir() && strings.HasPrefix(d.Name(), TempPrefix) {
			return os.Remove(path)
		}
		return nil
	})
}

// WriteNew is WriteFile for a file that must not exist yet; its folder is made.
func WriteNew(path string, data []byte, mode fs.FileMode) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s 已经存在，不会覆盖；请换一个文件名或先移开", path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return fmt.Errorf("%s 无法写入：%w", path, err)
	}
	return WriteFile(path, data, mode)
}
