package batch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime"
	"sync"

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
}

// readAll hands every file in, with all workers, and returns the submissions in
// the order of the files. The first error of the program itself stops it.
func (r *reader) readAll(ctx context.Context, files []seen) ([]huibao.Submission, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	subs := make([]huibao.Submission, len(files))
	errs := make([]error, len(files))
	var next, done int
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range r.jobs(len(files)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= len(files) || ctx.Err() != nil {
					return
				}
				if subs[i], errs[i] = r.handIn(ctx, files[i]); errs[i] != nil {
					cancel()
				}
				mu.Lock()
				done++
				r.opt.progress(done, len(files), files[i].path)
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil && !errors.Is(err, context.Canceled) {
			return nil, err
		}
	}
	return subs, context.Cause(ctx)
}

func (r *reader) jobs(files int) int {
	n := r.opt.Jobs
	if n <= 0 {
		n = runtime.NumCPU()
	}
	return max(1, min(n, files))
}

// handIn keeps and reads one file. What is wrong with the file is in the
// submission; an error is the program's own.
func (r *reader) handIn(ctx context.Context, f seen) (huibao.Submission, error) {
	s := huibao.Submission{Path: f.path, Size: f.size, Period: r.opt.Period}
	switch {
	case isSystemFile(f.path):
		return described(s, huibao.RemarkSystemFile, "临时文件或系统文件，不是报表"), nil
	case filepath.Base(f.path) == ReceiptFile:
		s.State, s.Why = huibao.StateIgnored, "收到时间登记表"
		return s, nil
	case f.odd != "":
		return described(s, huibao.RemarkNotSpreadsheet, f.odd), nil
	case f.size > r.opt.Limits.FileBytes:
		text := fmt.Sprintf("文件大小 %d 字节，超过上限 %d 字节", f.size, r.opt.Limits.FileBytes)
		return described(s, huibao.RemarkOverLimit, text), nil
	}
	kept, err := r.keep(f.path)
	if err != nil {
		return s, err
	}
	s.SHA256, s.Size = kept.SHA256, kept.Size
	s.Return, err = r.read(ctx, s.Path, kept)
	return s, err
}

// described is a submission of which only one thing can be said.
func described(s huibao.Submission, kind huibao.RemarkKind, text string) huibao.Submission {
	s.Return = &huibao.Return{Remarks: []huibao.Remark{{Kind: kind, Text: text}}}
	return s
}

func (r *reader) keep(path string) (ledger.Original, error) {
	f, err := openRegular(filepath.Join(r.w.Dir, filepath.FromSlash(path)))
	if err != nil {
		return ledger.Original{}, fmt.Errorf("%s 无法打开：%w", path, err)
	}
	defer f.Close()
	kept, err := r.led.Keep(io.LimitReader(f, r.opt.Limits.FileBytes+1))
	if err != nil {
		return ledger.Original{}, fmt.Errorf("%s：%w", path, err)
	}
	return kept, nil
}

// read imports a kept original.
func (r *reader) read(ctx context.Context, path string, kept ledger.Original) (*huibao.Return, error) {
	f, err := r.led.Original(kept.SHA256)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	ret, err := importer.Read(ctx, importer.File{Path: path, SHA256: kept.SHA256, Size: kept.Size, Data: f}, r.known)
	if err != nil {
		return nil, fmt.Errorf("%s：%w", path, err)
	}
	return ret, nil
}
