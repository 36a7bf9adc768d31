package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"sync"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/ledger"
)

// scanAgain is when the scanner is asked again about files of the folder that could not be
// scanned.
const scanAgain = 10 * time.Minute

// folderScans is what the scanner said of files of the folder, by SHA-256, while the process
// lives: after a new start it is asked again.
type folderScans struct {
	mu     sync.Mutex
	said   map[string]string                // the virus; "" where there is none
	failed map[string]int                   // of those that are not scanned: how often it was asked in vain
	missed map[huibao.Period]map[string]int // those of a period after its last run, wherever that was
}

func newFolderScans() folderScans {
	return folderScans{said: map[string]string{}, failed: map[string]int{}, missed: map[huibao.Period]map[string]int{}}
}

func (s *folderScans) verdict(sha string) (virus string, known bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	virus, known = s.said[sha]
	return virus, known
}

// hear keeps an answer; asked says that the scanner had a chance to give one.
func (s *folderScans) hear(sha, virus string, err error, asked bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case err == nil:
		s.said[sha] = virus
		delete(s.failed, sha)
	case asked:
		s.failed[sha]++
	default:
		s.failed[sha] += 0
	}
}

// vain is how often the scanner was asked in vain, by file.
func (s *folderScans) vain() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return maps.Clone(s.failed)
}

// unscanned are the files that could not be scanned, with how often that was tried.
func (s *folderScans) unscanned() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := map[string]int{}
	for _, missed := range s.missed {
		maps.Copy(all, missed)
	}
	return all
}

// of are those of a period.
func (s *folderScans) of(p huibao.Period) map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.missed[p]
}

// miss takes down those of a period.
func (s *folderScans) miss(p huibao.Period, missed map[string]int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.missed[p] = missed
}

// settle takes down which of a period's files are not scanned.
func (s *folderScans) settle(p huibao.Period, list []*huibao.Submission) {
	tries, missed := s.vain(), map[string]int{}
	for _, sub := range list {
		if n, is := tries[sub.SHA256]; is {
			missed[sub.SHA256] = n
		}
	}
	s.miss(p, missed)
}

// ofFolder are the submissions of a period that lie in the folder.
func (b *Board) ofFolder() (list []*huibao.Submission) {
	for i := range b.con.Submissions() {
		if s := &b.con.Submissions()[i]; s.From == "" && s.SHA256 != "" && s.Period == b.Period {
			list = append(list, s)
		}
	}
	return list
}

// scanFolder scans what a run found in the folder, each file once. The office put it there, and
// it is read as it comes; what holds a virus is recorded, shown at its unit and on the board,
// and given to nobody. One that can't be scanned keeps no other from it: but all that come to
// nothing have scanTime together, those that were not tried yet first.
func (d *Desk) scanFolder(ctx context.Context, period huibao.Period) error {
	if d.scanner == nil {
		return nil
	}
	b, err := d.board(ctx, period)
	if err != nil {
		return err
	}
	list, tried := b.ofFolder(), d.folder.vain()
	defer func() { d.folder.settle(period, list) }()
	slices.SortStableFunc(list, func(a, b *huibao.Submission) int { return tried[a.SHA256] - tried[b.SHA256] })
	var first, failed error
	left, missed := scanTime, 0
	for _, sub := range list {
		virus, known := d.folder.verdict(sub.SHA256)
		if !known {
			began, asked := d.now(), left > 0
			virus, err = d.ask(ctx, left, sub.SHA256)
			if ctx.Err() != nil {
				return ctx.Err()
			}
			if d.folder.hear(sub.SHA256, virus, err, asked); err != nil {
				left -= d.now().Sub(began)
				missed, first = missed+1, cmp.Or(first, fmt.Errorf("%s: %w", sub.SHA256, err))
				continue
			}
		}
		if virus != "" {
			failed = errors.Join(failed, d.caughtInFolder(ctx, sub, virus))
		}
	}
	if first != nil {
		failed = errors.Join(failed, fmt.Errorf("%d files of the folder are not scanned, the first %w", missed, first))
	}
	return failed
}

// caughtInFolder records a file that holds a virus, once for each unit that has it.
func (d *Desk) caughtInFolder(ctx context.Context, sub *huibao.Submission, virus string) error {
	return d.led.Act(ctx, d.as(runner), func(t *ledger.Tx) error {
		s, err := t.State(sub.Period)
		if err != nil || slices.ContainsFunc(s.Caught, func(x act.Infected) bool { return x.SHA256 == sub.SHA256 && x.Unit == sub.Unit }) {
			return err
		}
		_, err = t.Append(act.New(act.Caught, sub.SHA256, act.Virus{Where: act.Where{Period: sub.Period, Unit: sub.Unit}, Virus: virus,
			Name: batch.WebName(path.Base(sub.Path)), Size: sub.Size, Time: sub.Receipt.Time, How: sub.Receipt.How}))
		return err
	})
}

// virusFound is what the chain of what was seen calls a file that holds a virus and is no return.
const virusFound = "查出病毒"

// cleared scans a file that was kept and is no return. One that holds a virus is recorded and
// refused; one that could not be scanned is refused where it must be, else recorded.
func (d *Desk) cleared(ctx context.Context, p *Person, scanning *scan, f *incoming) error {
	if err := d.scan(ctx, scanning, f); err != nil {
		return err
	}
	what := "未查毒"
	switch {
	case f.virus != "":
		what = virusFound
	case f.Scan != act.Unscanned:
		return nil
	}
	err := d.saw(ctx, ledger.Access{Person: p.ID, What: what, Object: f.SHA256 + " " + clip(batch.WebName(f.name)), Address: p.Address})
	if err == nil && f.virus != "" {
		err = &Problem{Sentence: fmt.Sprintf("文件“%s”查出病毒（%s），没有收下；请先在自己的电脑上全面查杀，再上传", clip(f.name), f.virus)}
	}
	return err
}
