package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"
	"syscall"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/ledger"
)

// Bounds of what is handed in (S6): of one hand-in, of a unit in a period, of a person in
// an hour.
const (
	MaxFiles    = 20
	unitFiles   = 50
	unitBytes   = 500 << 20
	personFiles = 30
)

// Incoming is one file as it comes.
type Incoming struct {
	Name string
	Body io.Reader
}

// Taken is what was handed in at once, with the acts that say so. Again says that the
// very same had been handed in just before: it counts once.
type Taken struct {
	First, Last int // numbers of the acts
	Again       bool
	Infected    int   // files of it that hold a virus
	Unscanned   error // why a file of it was not scanned; nil where all were, or none had to be
}

// MaxFile is how large one file may be, in bytes.
func (d *Desk) MaxFile() int64 { return d.limits.FileBytes }

// mayHandIn refuses who may not hand in for a unit, and a period in which nothing is due.
func (d *Desk) mayHandIn(p *Person, period huibao.Period, unit string) error {
	if !slices.Contains(p.Roles, act.Held{Role: act.Clerk, Unit: unit}) {
		return ErrNotFound
	}
	plan := d.plan()
	now := plan.At(period)
	if plan.Plan.Collects(period) != nil || !slices.Contains(plan.Plan.Periods(), period) || !slices.ContainsFunc(now.ReturningUnits(), func(u *huibao.Unit) bool { return u.Code == unit }) {
		return ErrNotFound
	}
	if now.Day(period).Issue.After(huibao.DateOf(d.now())) {
		return &Problem{Sentence: period.Chinese() + "的报表还没有下发，到 " + now.Day(period).Issue.String() + " 才能报"}
	}
	return nil
}

// HandIn takes files of a unit, as they come from next until io.EOF. All are kept and on
// the disk, with one act each in one transaction, before it returns; or none is handed
// in. began is when the first byte came: that is the time of receipt.
func (d *Desk) HandIn(ctx context.Context, p *Person, period huibao.Period, unit string, began time.Time, next func() (Incoming, error)) (*Taken, error) {
	if err := d.mayHandIn(p, period, unit); err != nil {
		return nil, err
	}
	if s, err := d.state(ctx, period); err != nil {
		return nil, err
	} else if err := d.withinQuota(s, p, unit, 1, 0); err != nil {
		return nil, err
	}
	var files []incoming
	size, scanning := int64(0), scan{left: scanTime}
	for {
		in, err := next()
		if err == io.EOF { // itself: a body that breaks off wraps one
			break
		}
		if err != nil {
			return nil, err
		}
		if len(files) == MaxFiles {
			return nil, &Problem{Sentence: fmt.Sprintf("一次最多报 %d 个文件；更多的请打成一个 .zip", MaxFiles)}
		}
		f, err := d.keep(in)
		if err != nil {
			return nil, err
		}
		f.Where, f.Time = act.Where{Period: period, Unit: unit}, began.In(huibao.China)
		if err := d.scan(ctx, &scanning, &f); err != nil {
			return nil, err
		}
		files, size = append(files, f), size+f.Size
	}
	if len(files) == 0 {
		return nil, &Problem{Sentence: "没有选文件；请先选好填好的报表，再点报送"}
	}
	taken := &Taken{Unscanned: scanning.failed}
	for _, f := range files {
		if f.virus != "" {
			taken.Infected++
		}
	}
	name := d.plan().At(period).UnitName(unit) // before the act, for which all others wait
	err := d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		state, err := t.State(period)
		if err = errors.Join(err, stillClerk(t, p, unit)); err != nil {
			return err
		}
		if taken.again(state, unit, files); taken.Again {
			return nil
		}
		if err := d.withinQuota(state, p, unit, len(files), size); err != nil {
			return err
		}
		return taken.append(t, state, name, files)
	})
	if err != nil {
		return nil, full(err)
	}
	d.acknowledged(period, unit, taken, began)
	if taken.Infected < len(files) {
		d.due(period)
	}
	return taken, nil
}

// stillClerk refuses who signed out, was disabled or is no more the unit's 填报人 since the first byte came:
// a body may come for hours.
func stillClerk(t *ledger.Tx, p *Person, unit string) error {
	g, ok, err := t.GrantOf(p.ID)
	if err != nil {
		return err
	}
	signedIn := true
	if p.token != "" {
		if _, signedIn, err = t.Session(p.token); err != nil {
			return err
		}
	}
	if !ok || g.Disabled || !signedIn || !slices.Contains(g.Roles, act.Held{Role: act.Clerk, Unit: unit}) {
		return &Problem{Sentence: "传文件时账号退出了登录、被停用或改了角色，文件没有收下；请登录后再报一次"}
	}
	return nil
}

// keep copies a file to the originals.
func (d *Desk) keep(in Incoming) (incoming, error) {
	body := &bounded{r: in.Body, left: d.limits.FileBytes}
	kept, err := d.led.Keep(body)
	switch {
	case body.over:
		return incoming{}, &Problem{Sentence: fmt.Sprintf("文件“%s”超过 %d MB，没有收下；请删去图片另存，或分成几个文件再报", clip(in.Name), d.limits.FileBytes>>20), TooLarge: true}
	case err != nil:
		return incoming{}, full(err)
	case kept.Size == 0:
		return incoming{}, &Problem{Sentence: fmt.Sprintf("文件“%s”是空的，没有收下；请检查后再选一次", clip(in.Name))}
	}
	return incoming{File: act.File{SHA256: kept.SHA256, Size: kept.Size, How: act.Web, Given: true}, name: in.Name}, nil
}

// full says of a disk that is full what the unit can do.
func full(err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return &Problem{Sentence: "服务器的磁盘满了，没有收下；请马上告诉办公室，腾出空间后再报"}
	}
	return err
}

// bounded reads up to so many bytes and fails beyond.
type bounded struct {
	r    io.Reader
	left int64
	over bool
}

var errOver = errors.New("desk: a file over its bound")

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		b.over = true
		return 0, errOver
	}
	return n, err
}

// again finds out whether the last that the unit handed in was the very same, and the
// scanner knew no less of it.
func (x *Taken) again(s *act.State, unit string, files []incoming) {
	type one struct {
		n      int
		sha    string
		caught bool
		scan   act.Scan
	}
	var own []one
	for _, e := range ofUnit(s, unit) {
		own = append(own, one{e.N, e.SHA256, false, e.Scan})
	}
	for _, c := range s.Caught {
		if c.Unit == unit {
			own = append(own, one{c.N, c.SHA256, true, act.Clean})
		}
	}
	slices.SortFunc(own, func(a, b one) int { return a.n - b.n })
	if len(own) < len(files) {
		return
	}
	own = own[len(own)-len(files):]
	for i, f := range files {
		if own[i].sha != f.SHA256 || own[i].caught != (f.virus != "") || own[i].scan == act.Unscanned && f.Scan == act.Clean {
			return
		}
	}
	x.First, x.Last, x.Again = own[0].n, own[len(own)-1].n, true
}

// append records the acts, the files in a folder of this time's own.
func (x *Taken) append(t *ledger.Tx, s *act.State, unit string, files []incoming) error {
	times := map[string]bool{}
	for _, e := range ofUnit(s, files[0].Unit) {
		times[path.Dir(e.Path)] = true
	}
	used := map[string]bool{}
	for i, f := range files {
		at := batch.WebPath(f.Period, unit, len(times)+1, f.name)
		for k := 2; used[strings.ToLower(at)]; k++ {
			ext := path.Ext(f.name)
			at = batch.WebPath(f.Period, unit, len(times)+1, fmt.Sprintf("%s(%d)%s", strings.TrimSuffix(f.name, ext), k, ext))
		}
		used[strings.ToLower(at)] = true
		n, err := 0, error(nil)
		if f.virus != "" {
			n, err = f.caught(t)
		} else {
			n, err = t.Append(act.New(act.HandIn, at, f.File))
		}
		if err != nil {
			return err
		}
		if x.Last = n; i == 0 {
			x.First = n
		}
	}
	return nil
}

// ofUnit are the files that a unit handed in by the portal, oldest first.
func ofUnit(s *act.State, unit string) []act.Event {
	var list []act.Event
	for _, e := range s.Files {
		if e.Unit == unit {
			list = append(list, e)
		}
	}
	return list
}

// withinQuota refuses more files than a unit can have mended, and more than a person can
// have filled in.
func (d *Desk) withinQuota(s *act.State, p *Person, unit string, files int, size int64) error {
	count, mine := files, files
	var oldest time.Time
	counts := func(of, who string, at time.Time, bytes int64) {
		if of == unit {
			count, size = count+1, size+bytes
		}
		if who == p.ID && d.now().Sub(at) < time.Hour {
			if mine++; oldest.IsZero() || at.Before(oldest) {
				oldest = at
			}
		}
	}
	for _, e := range s.Files {
		if e.Unit != "" {
			counts(e.Unit, e.Who, e.At, e.Size)
		}
	}
	for _, c := range s.Caught {
		if c.Unit != "" {
			counts(c.Unit, c.Who, c.At, c.Size)
		}
	}
	switch {
	case count > unitFiles || size > unitBytes:
		return &Problem{Sentence: fmt.Sprintf("本单位本期已报了 %d 个文件；每期最多 %d 个、共 %d MB。确需再报的请与办公室联系", count-files, unitFiles, unitBytes>>20)}
	case mine > personFiles:
		return &Problem{Sentence: fmt.Sprintf("一小时内最多报 %d 个文件；请等一会儿再报，已报的都在", personFiles), Wait: time.Hour - d.now().Sub(oldest)}
	}
	return nil
}

// Explain records what a unit's clerk explains of a finding, and has the return judged
// again.
func (d *Desk) Explain(ctx context.Context, p *Person, period huibao.Period, unit, id, text string) error {
	if err := d.mayHandIn(p, period, unit); err != nil {
		return err
	}
	const most = 500
	text = strings.Join(strings.Fields(text), " ")
	if n := len([]rune(text)); n > most {
		return &Problem{Sentence: fmt.Sprintf("说明写了 %d 字，最多 %d 字；请写得简短些", n, most)}
	}
	err := d.led.Act(ctx, d.as(p.ID), func(t *ledger.Tx) error {
		return batch.Explain(t, d.plan().Plan, act.Where{Period: period, Unit: unit}, id, text)
	})
	if err == nil {
		d.due(period)
	}
	return problemOf(err)
}
