package batch

import (
	"context"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"huibao"
	"huibao/importer"
	"huibao/ledger"
)

// reader reads the files of one period: each is copied to the originals while it
// is hashed, and the copy is what is read.
type reader struct {
	w     Workspace
	opt   Options
	led   *ledger.Ledger
	known importer.Known

	cache *readings
	anew  atomic.Int64 // files that were read, and not remembered
}

// readAll hands every file in, with all workers, and returns the submissions in
// the order of the files. The first error of the program itself stops it.
func (r *reader) readAll(ctx context.Context, files []seen) ([]huibao.Submission, error) {
	subs := make([][]huibao.Submission, len(files))
	done := 0
	var mu sync.Mutex
	err := parallel(ctx, r.opt.workers(len(files)), len(files), func(i int) error {
		var err error
		subs[i], err = r.handIn(ctx, files[i])
		mu.Lock()
		defer mu.Unlock()
		done++
		r.opt.progress(done, len(files), files[i].path)
		return err
	})
	return slices.Concat(subs...), err
}

// workers is how many workers a number of files is worth.
func (o Options) workers(files int) int {
	n := o.Jobs
	if n <= 0 {
		n = runtime.NumCPU()
	}
	return max(1, min(n, files))
}

// handIn keeps and reads one file, of an archive its members too. What is wrong
// with a file is in its submission; an error is the program's own.
func (r *reader) handIn(ctx context.Context, f seen) ([]huibao.Submission, error) {
	s := huibao.Submission{Path: f.path, Size: f.size, Period: r.opt.Period}
	if known := r.unopened(f, &s); known {
		return []huibao.Submission{s}, nil
	}
	kept := ledger.Original{SHA256: f.sha, Size: f.size}
	if f.sha == "" || !r.led.Has(f.sha, f.size) {
		var problem string
		var err error
		if kept, problem, err = r.keep(f); err != nil {
			return nil, err
		}
		if problem != "" {
			return []huibao.Submission{described(s, huibao.RemarkDamaged, problem)}, nil
		}
	}
	s.SHA256, s.Size = kept.SHA256, kept.Size
	if list, ok, err := r.unpack(ctx, s, kept); ok || err != nil {
		return list, err
	}
	list, err := r.read(ctx, s.Path, kept)
	return r.each(s, list), err
}

// sheetSign stands between a file and the unit whose sheets in it are meant, where
// it holds those of several: a.xlsx#海原县.
const sheetSign = "#"

// each makes a submission of every return in a file.
func (r *reader) each(s huibao.Submission, list []*huibao.Return) []huibao.Submission {
	var subs []huibao.Submission
	for _, ret := range list {
		own := s
		own.Return = ret
		if len(list) > 1 {
			own.Path = s.Path + sheetSign + r.known.Plan.UnitName(ret.Unit)
		}
		subs = append(subs, own)
	}
	return subs
}

// unopened describes a file that is not opened at all.
func (r *reader) unopened(f seen, s *huibao.Submission) bool {
	switch {
	case isSystemFile(f.path):
		*s = described(*s, huibao.RemarkSystemFile, "临时文件或系统文件，不是报表")
	case filepath.Base(f.path) == ReceiptFile:
		s.State, s.Why = huibao.StateIgnored, "收到时间登记表"
	case f.odd != "":
		*s = described(*s, huibao.RemarkNotSpreadsheet, f.odd)
	case f.size > r.opt.Limits.FileBytes:
		*s = described(*s, huibao.RemarkOverLimit, fmt.Sprintf("文件大小 %d 字节，超过上限 %d 字节", f.size, r.opt.Limits.FileBytes))
	default:
		return false
	}
	return true
}

// described is a submission of which only one thing can be said.
func described(s huibao.Submission, kind huibao.RemarkKind, text string) huibao.Submission {
	s.Return = &huibao.Return{Remarks: []huibao.Remark{{Kind: kind, Text: text}}}
	return s
}

// read imports a kept original: its return, or those of several units.
func (r *reader) read(ctx context.Context, path string, kept ledger.Original) ([]*huibao.Return, error) {
	list, anew, err := r.cache.get(path, kept.SHA256, func() ([]*huibao.Return, error) {
		f, err := r.led.Original(kept.SHA256)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		return importer.ReadAll(ctx, importer.File{Path: path, SHA256: kept.SHA256, Size: kept.Size, Data: f}, r.known)
	})
	if err != nil {
		return nil, fmt.Errorf("%s：%w", path, err)
	}
	if anew {
		r.anew.Add(1)
	}
	return list, nil
}

// readOne imports a kept original again, of several units the one that the path
// names.
func (r *reader) readOne(ctx context.Context, path string, kept ledger.Original) (*huibao.Return, error) {
	file, unit := path, ""
	if i := strings.LastIndex(path, sheetSign); i > 0 && !strings.Contains(path[i:], ".") {
		file, unit = path[:i], path[i+len(sheetSign):]
	}
	list, err := r.read(ctx, file, kept)
	if err != nil {
		return nil, err
	}
	for _, ret := range list {
		if r.known.Plan.UnitName(ret.Unit) == unit {
			return ret, nil
		}
	}
	return list[0], nil
}
