package batch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"huibao"
	"huibao/internal/durable"
)

// ReceiptFile is the optional list of when files came in (文件,时间,方式).
const ReceiptFile = "收到.csv"

// seen is one file found in a period's returns, by its path relative to the
// workspace, with slashes: as it is shown, and as the system knows it.
type seen struct {
	path string
	name string
	size int64
	mod  time.Time
	sha  string // of its content, "" where that is not known
	odd  string // why it is not opened at all, in Chinese: a link, a device …

	id     fileID // as it was found, then as it was hashed; the zero fileID where the system says too little
	hashed string // the hash that the file with this identity has; "" where that is not sure
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
		if strings.HasPrefix(d.Name(), durable.TempPrefix) && strings.HasPrefix(belowPeriod(rel), webDir+"/") {
			return nil // the portal is laying it out
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

// Glimpse is a digest of what lies in a period's folder and of plan.xlsx by names, sizes
// and times: equal as long as nothing comes in and nothing is written. Nothing is opened.
func Glimpse(ctx context.Context, w Workspace, opt Options) (string, error) {
	list, err := look(ctx, w, opt.Period, opt.MaxFiles, opt.MaxDepth)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	if info, err := os.Lstat(w.Plan()); err == nil {
		list = append(list, seen{name: PlanFile, size: info.Size(), mod: info.ModTime()})
	}
	for _, f := range list {
		if !isSystemFile(f.path) { // a workbook that is opened is none that came in
			_, _ = fmt.Fprintf(h, "%q %d %d\n", f.name, f.size, f.mod.UnixNano()) // a hash never fails
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

func describe(rel string, d fs.DirEntry) seen {
	s := seen{path: shownPath(rel), name: rel}
	if !d.Type().IsRegular() {
		s.odd = "不是普通文件（链接、设备等），没有打开"
		return s
	}
	if info, err := d.Info(); err == nil {
		s.size, s.mod, s.id = info.Size(), info.ModTime(), identify(info)
	}
	return s
}

// shownPath is a path as text: bytes that are no UTF-8 (names from old systems) are
// written \xd6\xd0.
func shownPath(rel string) string {
	if utf8.ValidString(rel) {
		return rel
	}
	var b strings.Builder
	for len(rel) > 0 {
		r, n := utf8.DecodeRuneInString(rel)
		if r == utf8.RuneError && n == 1 {
			fmt.Fprintf(&b, `\x%02x`, rel[0])
		} else {
			b.WriteString(rel[:n])
		}
		rel = rel[n:]
	}
	return b.String()
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

// openRegular opens a file below a folder for reading, after making sure that it
// still is one; no link leads out of the folder.
func openRegular(dir, name string) (*os.File, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	name = filepath.FromSlash(name)
	info, err := root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("不是普通文件")
	}
	f, err := root.Open(name)
	if err != nil {
		return nil, err
	}
	if now, err := f.Stat(); err != nil || !os.SameFile(info, now) {
		return nil, errors.Join(errors.New("打开时被换成了别的文件"), err, f.Close())
	}
	return f, nil
}
