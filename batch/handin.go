package batch

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"huibao"
	"huibao/act"
	"huibao/importer"
	"huibao/internal/fault"
	"huibao/ledger"
)

// reader reads the files of one period: each was copied to the originals while it was
// hashed, and the copy is what is read.
type reader struct {
	w     Workspace
	opt   Options
	led   *ledger.Ledger
	known importer.Known

	cache *readings
	anew  atomic.Int64 // files that were read, and not remembered
	slow  atomic.Int64 // files that took too long to read
}

// readAll reads what was handed in, with all workers, in the order of paths and acts.
// The first error of the program itself stops it.
func (r *reader) readAll(ctx context.Context, events []act.Event) ([]huibao.Submission, error) {
	events = slices.Clone(events)
	slices.SortStableFunc(events, func(a, b act.Event) int { return strings.Compare(a.Path, b.Path) })
	subs := make([][]huibao.Submission, len(events))
	done := 0
	var mu sync.Mutex
	err := parallel(ctx, r.opt.workers(len(events)), len(events), func(i int) error {
		var err error
		subs[i], err = r.readEvent(ctx, events[i])
		mu.Lock()
		defer mu.Unlock()
		done++
		r.opt.progress(StageRead, done, len(events), events[i].Path)
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

// readEvent reads what was handed in by one act, of an archive its members too. What
// is wrong with a file is in its submission; an error is the program's own.
func (r *reader) readEvent(ctx context.Context, e act.Event) ([]huibao.Submission, error) {
	s := huibao.Submission{N: e.N, From: e.Unit, Path: e.Path, SHA256: e.SHA256, Size: e.Size, Period: r.opt.Period, Gone: e.Overwritten, Withdrawn: e.Withdrawn, Moved: e.Moved,
		Receipt: huibao.Receipt{Time: e.Time, How: e.How, Given: e.Given}}
	kept := ledger.Original{SHA256: e.SHA256, Size: e.Size}
	list, ok, err := r.unpack(ctx, s, kept)
	if err == nil && !ok {
		var read []*huibao.Return
		read, err = r.read(ctx, s.Path, kept, cover{})
		list = r.each(s, read)
	}
	for i := range list {
		list[i].Part = i
	}
	return list, err
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

// described is a submission of which only one thing can be said.
func described(s huibao.Submission, kind huibao.RemarkKind, text string) huibao.Submission {
	s.Return = &huibao.Return{Remarks: []huibao.Remark{{Kind: kind, Text: text}}}
	return s
}

// cover is in what a file came: an archive, a mail, or nothing. What its reading says of that is read and remembered with
// it, so that a file of the same name and content in another mail is read anew.
type cover struct {
	told          string // where it lies
	subject, text string // what the mail says
}

// on tells it on the returns in a file.
func (c cover) on(list []*huibao.Return, known importer.Known) {
	for _, ret := range list {
		if c.told != "" {
			ret.Remarks = append(ret.Remarks, huibao.Remark{Kind: huibao.RemarkOtherFormat, Text: c.told})
		}
		importer.Mailed(ret, known, c.subject, c.text)
	}
}

// read imports a kept original: its return, or those of several units.
func (r *reader) read(ctx context.Context, path string, kept ledger.Original, in cover) ([]*huibao.Return, error) {
	list, err := r.cache.get(path, kept.SHA256, in, func() ([]*huibao.Return, error) {
		f, err := r.led.Original(kept.SHA256)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		list, err := sound(func() ([]*huibao.Return, error) {
			return r.within(ctx, func(ctx context.Context) ([]*huibao.Return, error) {
				return importer.ReadAll(ctx, importer.File{Path: path, SHA256: kept.SHA256, Size: kept.Size, Data: f}, r.known)
			})
		})
		if err == nil {
			in.on(list, r.known)
			r.anew.Add(1)
		}
		return list, err
	})
	if errors.Is(err, errSlow) {
		return r.unread(), nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s：%w", path, err)
	}
	return list, nil
}

// errSlow is why the reading of a file was broken off.
var errSlow = errors.New("batch: a file took too long to read")

// within reads a file in the time that one may take, so that it can't keep all others
// waiting. One that takes longer is not read in this run: errSlow.
func (r *reader) within(ctx context.Context, read func(context.Context) ([]*huibao.Return, error)) ([]*huibao.Return, error) {
	if r.opt.FileTime <= 0 {
		return read(ctx)
	}
	own, cancel := context.WithTimeoutCause(ctx, r.opt.FileTime, errSlow)
	defer cancel()
	list, err := read(own)
	if err != nil && ctx.Err() == nil && errors.Is(context.Cause(own), errSlow) {
		return nil, errSlow
	}
	return list, err
}

// unread says of a file that it took too long. That depends on the day and not on the file
// alone: it is not remembered, the next run tries again, and nothing is locked on it.
func (r *reader) unread() []*huibao.Return {
	r.slow.Add(1)
	text := fmt.Sprintf("%d 秒没有读完，没有计入：文件太大、太复杂，或者服务器太忙。请删去图片和不用的工作表，另存后再报；仍是这样的，请告诉办公室，由管服务器的人不限时间再审一次", int(r.opt.FileTime.Seconds()))
	return []*huibao.Return{{Remarks: []huibao.Remark{{Kind: huibao.RemarkOverLimit, Text: text}}}}
}

// sound keeps a file on which the reader breaks down from stopping all others: it is one
// that can't be read (F03), and says so.
func sound(read func() ([]*huibao.Return, error)) (list []*huibao.Return, err error) {
	defer func() {
		if x := recover(); x != nil {
			text := "程序读这份文件时出了错，没有读完（" + fault.Text(fmt.Errorf("%v", x)) + "）；另存后仍是这样的，请把文件交给办公室"
			list, err = []*huibao.Return{{Remarks: []huibao.Remark{{Kind: huibao.RemarkDamaged, Text: text}}}}, nil
		}
	}()
	return read()
}
