package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/clamd"
	"huibao/ledger"
)

// scanTime bounds the scanning of all files of a hand-in: whoever hands in waits for it,
// and a connection waits no longer than twice that.
const scanTime = 25 * time.Second

// Scan has what is handed in scanned. What could not be is refused where required says
// so; else it is taken and marked.
func (d *Desk) Scan(by *clamd.Scanner, required bool) { d.scanner, d.mustScan = by, required }

// scan is what the files of one hand-in have of scanning.
type scan struct {
	left   time.Duration // of scanTime
	failed error         // why a file was not scanned; the next ones are not tried
}

// incoming is a file that was kept, with what the scanner said.
type incoming struct {
	act.File
	name, virus string
}

// scan asks the scanner, if there is one, about a file that was kept. Of what could not be
// scanned a Problem says so where it must be.
func (d *Desk) scan(ctx context.Context, s *scan, f *incoming) error {
	if d.scanner == nil {
		return nil
	}
	if s.failed == nil {
		began := d.now()
		f.virus, s.failed = d.ask(ctx, s.left, f.SHA256)
		s.left -= d.now().Sub(began)
	}
	switch {
	case s.failed == nil:
		f.Scan = act.Clean
	case ctx.Err() != nil:
		return ctx.Err()
	case d.mustScan:
		return &Problem{Sentence: fmt.Sprintf("文件“%s”现在没有办法查毒（查毒服务没有应答），没有收下；请过几分钟再报，还不行请告诉办公室", clip(f.name)), Unscanned: s.failed}
	default:
		f.Scan = act.Unscanned
	}
	return nil
}

func (d *Desk) ask(ctx context.Context, left time.Duration, sha string) (string, error) {
	if left <= 0 {
		return "", context.DeadlineExceeded
	}
	in, err := d.led.Original(sha)
	if err != nil {
		return "", err
	}
	defer in.Close()
	ctx, cancel := context.WithTimeout(ctx, left)
	defer cancel()
	return d.scanner.Scan(ctx, in)
}

// caught records a file that holds a virus.
func (f *incoming) caught(t *ledger.Tx) (int, error) {
	return t.Append(act.New(act.Caught, f.SHA256, act.Virus{Where: f.Where, Virus: f.virus, Name: batch.WebName(f.name), Size: f.Size, Time: f.Time}))
}

// infected is the state of a file that holds a virus.
const infected = "有病毒"

// infectedFile is such a file at the return, with what to do.
func infectedFile(x act.Infected) Handed {
	if x.How != "" {
		return Handed{N: x.N, Name: x.Name, SHA256: x.SHA256, Size: x.Size, Received: x.Time.In(huibao.China), How: x.How, Who: x.Who, State: infected,
			Why: fmt.Sprintf("文件夹里的这个文件查出病毒（%s）：谁也不能下载，原件封存在台账里备查。审核时已经读过，计入与否看它自己的结果；请办公室在打开过它的电脑上全面查杀，并请单位用空白表重新填写再报", x.Virus.Virus)}
	}
	return Handed{N: x.N, Name: x.Name, SHA256: x.SHA256, Size: x.Size, Received: x.Time.In(huibao.China), Instant: true, How: act.Web, Who: x.Who, State: infected,
		Why: fmt.Sprintf("查出病毒（%s）。这个文件没有读、没有计入，谁也不能下载；原件封存在台账里备查。请先在填表的电脑上全面查杀，再用办公室下发的空白表重新填写、另存后再报（不要用原来的文件另存）；不认得的病毒名请告诉办公室", x.Virus.Virus)}
}

// mayServe refuses what holds a virus: by the hash, so that what was taken before the
// scanner knew it is not given out either.
func (d *Desk) mayServe(ctx context.Context, r *Return, b *Board) error {
	hashes := []string{r.Handed.SHA256}
	for _, e := range b.state.Files { // the archive in which it came
		if e.N == r.Handed.N {
			hashes = append(hashes, e.SHA256)
		}
	}
	bad := false
	err := d.led.View(ctx, func(v *ledger.View) error {
		for _, sha := range hashes {
			is, err := v.Caught(sha)
			if err != nil {
				return err
			}
			bad = bad || is
		}
		return nil
	})
	if err == nil && bad {
		err = &Problem{Sentence: fmt.Sprintf("“%s”查出病毒，不能下载；原件封存在台账里备查（第 %d 条）", clip(r.Handed.Name), r.Handed.N)}
	}
	return err
}

// scans counts what of each unit was caught, and what came without being scanned and was
// not replaced since.
func (d *Desk) scans(b *Board) {
	caught, missed := map[string]int{}, map[string]int{}
	for _, x := range b.state.Caught {
		caught[x.Unit]++
	}
	for _, e := range b.state.Files {
		if e.Scan == act.Unscanned {
			missed[e.Unit]++
		}
	}
	if failed := d.folder.unscanned(); len(failed) > 0 {
		for _, sub := range b.ofFolder() {
			if _, is := failed[sub.SHA256]; is && !sub.Gone {
				missed[sub.Unit]++
			}
		}
	}
	for i := range b.Units {
		u := &b.Units[i]
		u.Infected, u.Unscanned = caught[u.Code], missed[u.Code]
		delete(caught, u.Code)
		delete(missed, u.Code)
	}
	for _, n := range caught {
		b.Infected += n
	}
	for _, n := range missed {
		b.Unscanned += n
	}
}

// NotScanned is why a hand-in was refused that had to be scanned; nil for any other error.
func NotScanned(err error) error {
	var p *Problem
	if errors.As(err, &p) {
		return p.Unscanned
	}
	return nil
}
