package desk

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"time"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/ledger"
)

// PeriodPage is what a period has come to: its draft, its editions, and what happened to it.
type PeriodPage struct {
	Period   huibao.Period
	Day      huibao.CalendarDay
	Edition  int       // the newest; 0 for none
	Locked   bool      // closed for all
	Open     []string  // names of the units for which a locked period was opened again
	Editions []Edition // the draft first, where it is shown, then the newest edition
	Course   []Happened
	Others   []huibao.Period // all that were collected, the newest first
	Changes  bool            // there is a 变化说明 to be made
}

// Edition is a draft (N is 0) or an edition with its files.
type Edition struct {
	N        int
	Made     time.Time   // when it was locked, or the run began
	Who      string      // who locked it, for the office
	Number   string      // 文号, of what was sent out or printed
	SentOut  bool        // that it was sent out is registered
	IssuedOn huibao.Date // that its texts bear
	Checksum string
	Plan     string // SHA-256
	Why      string
	Files    []EditionFile // of the whole
	Units    []EditionFile // the units' own
	Sent     []EditionFile // as they were sent out
}

// EditionFile is one file that is offered.
type EditionFile struct {
	Name, SHA256 string
	Size         int64 // 0 where it is not known
}

// Happened is a step of a period: what, when, by whom (for the office).
type Happened struct {
	At        time.Time
	What, Who string
}

// The names of an edition's path for its draft, and of what is made of an edition here.
const (
	DraftName  = "draft"
	sentSuffix = "-sent"
	ZipName    = "全部.zip"
	SumsName   = "SHA256SUMS.txt"
	ChangeName = "变化说明.pdf"
)

// Period shows a period: the office all, 领导 what was locked (portal.md).
func (d *Desk) Period(ctx context.Context, p *Person, period huibao.Period) (*PeriodPage, error) {
	s, runs, err := d.periodOf(ctx, p, period)
	if err != nil {
		return nil, err
	}
	plan := d.plan().At(period)
	x := &PeriodPage{Period: period, Day: plan.Day(period), Edition: s.Edition, Locked: s.Locked()}
	for _, u := range s.Open.Units {
		x.Open = append(x.Open, plan.UnitName(u))
	}
	if n := len(runs); p.Has(office...) && !s.Locked() && n > 0 {
		x.Editions, x.Changes = append(x.Editions, draftEdition(runs[n-1])), n > 1
	}
	for i := s.Edition; i > 0; i-- {
		x.Editions = append(x.Editions, lockedEdition(p, s, i))
	}
	x.Course = courseOf(p, s, plan.UnitName)
	x.Others, err = d.Collected(ctx, p, period)
	return x, err
}

// Collected are all periods of which something is known, and the one that is looked at, the
// newest first, for who sees all units.
func (d *Desk) Collected(ctx context.Context, p *Person, period huibao.Period) ([]huibao.Period, error) {
	if !p.Has(overseers...) {
		return nil, ErrNotFound
	}
	var list []huibao.Period
	err := d.led.View(ctx, func(v *ledger.View) (err error) { list, err = v.Periods(); return err })
	return newestFirst(list, period), err
}

// newestFirst are periods, oldest first, and one that is looked at, the other way round.
func newestFirst(list []huibao.Period, looked huibao.Period) []huibao.Period {
	slices.Reverse(list)
	if !slices.Contains(list, looked) {
		list = append([]huibao.Period{looked}, list...)
	}
	return list
}

// periodOf is a period's state and its runs, for who may see all of it.
func (d *Desk) periodOf(ctx context.Context, p *Person, period huibao.Period) (s *act.State, runs []act.Run, err error) {
	if !p.Has(overseers...) || !d.collects(period) {
		return nil, nil, ErrNotFound
	}
	err = d.led.View(ctx, func(v *ledger.View) error {
		if s, err = v.State(period); err != nil {
			return err
		}
		runs, err = v.Runs(period)
		return err
	})
	return s, runs, err
}

// collected are the periods of which something is known, the newest first.
func (d *Desk) collected(ctx context.Context) (list []huibao.Period, err error) {
	err = d.led.View(ctx, func(v *ledger.View) error { list, err = v.Periods(); return err })
	slices.Reverse(list)
	return list, err
}

func draftEdition(r act.Run) Edition {
	e := Edition{Made: r.Started.In(huibao.China), Checksum: r.Checksum, Plan: r.Plan, IssuedOn: r.Date}
	for _, o := range r.Outputs {
		if name := path.Base(o.Name); path.Dir(o.Name) == path.Join("out", r.Period.String()) {
			e.Files = append(e.Files, EditionFile{Name: name, SHA256: o.SHA256})
		}
	}
	return e
}

func lockedEdition(p *Person, s *act.State, n int) Edition {
	doc := s.Numbered(n)
	e := Edition{N: n, Number: doc.Number, IssuedOn: doc.IssuedOn, Checksum: doc.Checksum, Plan: doc.Plan, Why: doc.Why}
	for _, a := range s.Locks {
		if a.Kind == act.Lock && a.Object == strconv.Itoa(n) {
			e.Made, e.Who = a.At.In(huibao.China), a.Who
		}
	}
	for _, o := range doc.Outputs {
		f := EditionFile{o.Name, o.SHA256, o.Size}
		switch {
		case batch.OfUnit(o.Name):
			e.Units = append(e.Units, f)
		case p.Has(office...) || !forPrograms(o.Name):
			e.Files = append(e.Files, f)
		}
	}
	for _, sent := range s.SentOut {
		if sent.Edition == n {
			e.Number, e.SentOut = sent.Number, true
			for _, o := range sent.Files {
				e.Sent = append(e.Sent, EditionFile{o.Name, o.SHA256, o.Size})
			}
		}
	}
	if !p.Has(office...) {
		e.Who = ""
	}
	return e
}

// forPrograms are the files of an edition that no leader reads.
func forPrograms(name string) bool {
	return slices.Contains([]string{".json", ".csv"}, path.Ext(name))
}

// courseOf are the steps of a period, oldest first.
func courseOf(p *Person, s *act.State, unitName func(string) string) []Happened {
	var list []Happened
	add := func(a act.Act, what string) {
		h := Happened{At: a.At.In(huibao.China), What: what}
		if p.Has(office...) {
			h.Who = a.Who
		}
		list = append(list, h)
	}
	for _, a := range s.Locks {
		var o act.Opened
		switch {
		case a.Kind == act.Lock:
			add(a, "锁定，定稿第 "+a.Object+" 版")
		case a.Into(&o) == nil && o.Unit != "":
			add(a, "解锁 "+unitName(o.Unit)+"："+o.Why)
		default:
			add(a, "解锁："+o.Why)
		}
	}
	for i, a := range s.Sendings() {
		add(a, fmt.Sprintf("第 %d 版印发，文号 %s", s.SentOut[i].Edition, s.SentOut[i].Number))
	}
	slices.SortStableFunc(list, func(a, b Happened) int { return a.At.Compare(b.At) })
	return list
}

// EditionFile opens a file of a period: of its draft, of an edition, or as an edition was
// sent out (edition is draft, 1, 1-sent); and records who did.
func (d *Desk) EditionFile(ctx context.Context, p *Person, period huibao.Period, edition, name string) (*Download, error) {
	x, err := d.Period(ctx, p, period)
	if err != nil {
		return nil, err
	}
	number, sent := strings.CutSuffix(edition, sentSuffix)
	if edition == DraftName {
		number = "0"
	}
	i := slices.IndexFunc(x.Editions, func(e Edition) bool { return strconv.Itoa(e.N) == number })
	if i < 0 || sent && number == "0" || edition == "0" {
		return nil, ErrNotFound
	}
	f, err := d.fileOf(ctx, period, &x.Editions[i], sent, name)
	if err != nil {
		return nil, err
	}
	which := "草稿"
	if number != "0" {
		which = "第" + number + "版"
	}
	f.Name = period.String() + "_" + which + "_" + name
	if err := d.saw(ctx, ledger.Access{Person: p.ID, What: "下载成果", Object: period.String() + " " + edition + " " + name, Address: p.Address}); err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return f, nil
}

func (d *Desk) fileOf(ctx context.Context, period huibao.Period, e *Edition, sent bool, name string) (*Download, error) {
	list := slices.Concat(e.Files, e.Units)
	if sent {
		list = e.Sent
	}
	i := slices.IndexFunc(list, func(f EditionFile) bool { return f.Name == name })
	switch {
	case i >= 0 && e.N == 0:
		return d.draftFile(period, list[i])
	case i >= 0:
		f, err := d.led.Original(list[i].SHA256)
		return &Download{name, f}, err
	case sent:
		return nil, ErrNotFound
	case name == SumsName:
		var b bytes.Buffer
		for _, f := range list {
			fmt.Fprintf(&b, "%s  %s\n", f.SHA256, f.Name)
		}
		return &Download{name, made{bytes.NewReader(b.Bytes())}}, nil
	case name == ZipName && e.N > 0:
		return d.zipOf(ctx, list, e.Made)
	case name == ChangeName && e.N == 0:
		return d.changesOf(ctx, period)
	}
	return nil, ErrNotFound
}

// draftFile is a file of the last run, as long as it lies there as it was written.
func (d *Desk) draftFile(period huibao.Period, f EditionFile) (*Download, error) {
	root, err := os.OpenRoot(d.w.Out(period))
	if err != nil {
		return nil, err
	}
	defer root.Close()
	data, err := root.ReadFile(f.Name)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	if sum := sha256.Sum256(data); err != nil || hex.EncodeToString(sum[:]) != f.SHA256 {
		return nil, &Problem{Sentence: "这一份草稿正在重印，或者在文件夹里被改动、移走了；请过一分钟再试"}
	}
	return &Download{f.Name, made{bytes.NewReader(data)}}, nil
}

// zipOf packs the files of an edition; the same edition gives the same bytes.
func (d *Desk) zipOf(ctx context.Context, list []EditionFile, at time.Time) (*Download, error) {
	d.printing.Lock()
	defer d.printing.Unlock()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range list {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		if err := d.pack(z, f, at); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return &Download{ZipName, made{bytes.NewReader(b.Bytes())}}, nil
}

func (d *Desk) pack(z *zip.Writer, f EditionFile, at time.Time) error {
	in, err := d.led.Original(f.SHA256)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := z.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store, Modified: at.UTC()}) // they are compressed already
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return err
}

// changesOf prints what the draft says otherwise than the one before it, one at a time: the
// period is rolled up for it.
func (d *Desk) changesOf(ctx context.Context, period huibao.Period) (*Download, error) {
	d.printing.Lock()
	defer d.printing.Unlock()
	var b bytes.Buffer
	if err := batch.ChangesTo(ctx, &b, d.w, d.options(period)); err != nil {
		return nil, problemOf(err)
	}
	return &Download{ChangeName, made{bytes.NewReader(b.Bytes())}}, nil
}
