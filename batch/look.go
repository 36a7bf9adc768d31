package batch

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"huibao"
)

// ReceiptFile is the optional list of when files came in (文件,时间,方式).
const ReceiptFile = "收到.csv"

// seen is one file found in a period's returns, by its path relative to the
// workspace, with slashes.
type seen struct {
	path string
	size int64
	sha  string // of its content, "" where that is not known
	odd  string // why it is not opened at all, in Chinese: a link, a device …
}

// look lists what lies in a period's returns, in the order of paths. Links,
// devices and pipes are named and not followed.
func look(ctx context.Context, w Workspace, p huibao.Period, maxFiles, maxDepth int) ([]seen, error) {
	root := w.Returns(p)
	var list []seen
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		rel, err := filepath.Rel(w.Dir, path)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			if strings.Count(rel, "/") > maxDepth {
				return fmt.Errorf("%s：文件夹超过 %d 层，请整理后再运行", rel, maxDepth)
			}
			return nil
		}
		if len(list) >= maxFiles {
			return fmt.Errorf("%s 中的文件超过 %d 个，请分期存放，或用 --limit-files 调高", root, maxFiles)
		}
		list = append(list, describe(rel, d))
		return nil
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	slices.SortFunc(list, func(a, b seen) int { return strings.Compare(a.path, b.path) })
	return list, err
}

func describe(rel string, d fs.DirEntry) seen {
	s := seen{path: rel}
	if !d.Type().IsRegular() {
		s.odd = "不是普通文件（链接、设备等），没有打开"
		return s
	}
	if info, err := d.Info(); err == nil {
		s.size = info.Size()
	}
	return s
}

// isSystemFile reports whether a name is a lock file or system file (F09).
func isSystemFile(path string) bool {
	name := filepath.Base(path)
	switch {
	case strings.HasPrefix(name, "~$"), strings.HasPrefix(name, ".~"), strings.HasPrefix(name, "._"):
		return true
	}
	return slices.Contains([]string{".DS_Store", "Thumbs.db", "desktop.ini"}, name)
}

// openRegular opens a file for reading after making sure that it still is one.
func openRegular(path string) (*os.File, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("不是普通文件")
	}
	return os.Open(path)
}
