package desk

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/docx"
	"huibao/ledger"
	"huibao/statement"
)

// Locking is what stands in the way of a lock, or what was locked and sent out.
type Locking struct {
	Period    huibao.Period
	State     *act.State
	Questions []batch.Question
	Unsigned  []string // names of units whose return has not been signed, though it counts
	Said      int      // texts that units wrote beside their figures
	Waiting   int      // hand-ins without a verdict
	Seen      int      // what a form says that was seen
	Judging   bool
	Units     []UnitName
	Proposals []Prepared // of unlocking
	Decisions []Prepared // of decisions that wait to be taken
	Director  bool
	Whose     string // who locks, where the person doesn't
	Why       string // why there is no lock now; "" where there may be
}

// Locking shows it, for the office.
func (d *Desk) Locking(ctx context.Context, p *Person, period huibao.Period) (*Locking, error) {
	if !p.Has(office...) {
		return nil, ErrNotFound
	}
	b, err := d.board(ctx, period)
	if err != nil {
		return nil, err
	}
	x := &Locking{Period: period, State: b.state, Questions: b.Questions(), Said: len(statement.SaidOf(b.con.Submissions())), Seen: b.judged, Director: p.Has(act.Director)}
	if !b.state.Locked() {
		x.Waiting = len(slices.DeleteFunc(slices.Clone(b.state.Files), func(e act.Event) bool { return e.N <= b.judged }))
		x.Judging = b.state.Since(b.judged)
		for _, u := range b.Units {
			if b.state.IsOpen(u.Code) && u.Version > 0 && u.Stage != act.StageReported && u.Stage != act.StageReceived {
				x.Unsigned = append(x.Unsigned, u.Name)
			}
		}
	}
	for _, u := range b.con.Plan.ReturningUnits() {
		if b.state.Edition > 0 && !b.state.IsOpen(u.Code) {
			x.Units = append(x.Units, UnitName{u.Code, u.Name})
		}
	}
	for _, w := range b.state.Proposals() {
		y := Prepared{N: w.Act.N, Word: string(w.Kind), What: w.Object, Why: w.Why, Name: w.Name, Act: w.Act, Own: w.Act.Who == p.ID}
		switch {
		case w.Kind != act.Unlock:
			y.What = d.plan().At(period).UnitName(w.Unit)
			x.Decisions = append(x.Decisions, y)
			continue
		case y.What == "":
			y.What = "整期"
		}
		x.Proposals = append(x.Proposals, y)
	}
	switch {
	case b.state.Locked():
		x.Why = fmt.Sprintf("已锁定（第 %d 版）", b.state.Edition)
	case x.Judging:
		x.Why = "有文件或决定还没有审核结果，审完自动就能锁；这一页会自己更新"
	case len(b.state.Files) == 0:
		x.Why = "还没有收到过文件，没有可以锁定的结果"
	}
	if !x.Director {
		x.Whose, err = d.directors(ctx)
	}
	return x, err
}

// directors names who locks and unlocks (R7).
func (d *Desk) directors(ctx context.Context) (string, error) {
	names, err := d.holders(ctx, act.Held{Role: act.Director})
	if len(names) == 0 {
		return "锁定和解锁归办公室负责人办；还没有办公室负责人的账号，请找管理员", err
	}
	return "锁定和解锁归办公室负责人办（" + strings.Join(names, "、") + "）", err
}

// Closing is how a period is locked (see batch.LockOptions); Seen is the last act whose
// verdict the person saw.
type Closing struct {
	Why, Number string
	Rest        bool // nobody is waited for
	Day         huibao.Date
	Seen        int
}

// Lock locks a period of which the person saw the verdicts.
func (d *Desk) Lock(ctx context.Context, p *Person, period huibao.Period, x Closing) (*batch.LockResult, error) {
	how := batch.LockOptions{LeaveOutRest: x.Rest, Number: oneLine(x.Number), IssuedOn: x.Day, Seen: x.Seen}
	if x.Rest { // a reason alone answers nothing here: who waits for nobody says so
		how.Why = oneLine(x.Why)
	}
	switch {
	case !p.Has(office...) || d.plan().Plan.Collects(period) != nil:
		return nil, ErrNotFound
	case !p.Has(act.Director):
		whose, err := d.directors(ctx)
		return nil, errors.Join(err, &Problem{Sentence: "没有锁定：" + whose})
	case d.Stale(p):
		return nil, errStale
	}
	if how.LeaveOutRest && how.Why == "" {
		return nil, &Problem{Sentence: "没有锁定：不等这些单位，请写明理由；它会印在通报和汇总表里"}
	}
	var state *act.State
	var last act.Run
	err := d.led.View(ctx, func(v *ledger.View) (err error) {
		if state, err = v.State(period); err == nil {
			last, err = v.LastRun(period)
		}
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case !state.Locked() && (last.Head != how.Seen || state.Since(how.Seen)):
		return nil, &Problem{Sentence: "没有锁定：又有了新的文件或决定，还没有审核，或者您还没有看过结果；请看过再锁", Moved: true}
	}
	res, err := batch.Lock(ctx, d.w, d.byPerson(p, period), how)
	var open *batch.QuestionsError
	if errors.As(err, &open) {
		return nil, &Problem{Sentence: fmt.Sprintf("没有锁定：还有 %d 个问题没有答复；请逐个答复，或选“不等”并写明理由", len(open.Questions)), Moved: true}
	}
	if err != nil {
		d.due(period) // what was not seen is judged, so that it can be
	}
	return res, problemOf(err)
}

// Unlock opens a locked period again for a unit (its code; "" for the whole): one of the
// office prepares it, a 办公室负责人 who is another person takes it by its number.
func (d *Desk) Unlock(ctx context.Context, p *Person, period huibao.Period, unit, why string, proposed int) error {
	switch {
	case !p.Has(office...) || d.plan().Plan.Collects(period) != nil:
		return ErrNotFound
	case proposed > 0 && !p.Has(act.Director):
		return &Problem{Sentence: "没有解锁：拟办的解锁要由办公室负责人办"}
	case d.Stale(p):
		return errStale
	}
	how := batch.Opening{Why: oneLine(why), Proposed: proposed, Propose: proposed == 0, Name: p.Name}
	var state *act.State
	err := d.led.View(ctx, func(v *ledger.View) (err error) { state, err = v.State(period); return err })
	if err != nil {
		return err
	}
	if proposed > 0 {
		i := slices.IndexFunc(state.Proposals(), func(x act.Proposed) bool { return x.Act.N == proposed && x.Kind == act.Unlock })
		if i < 0 {
			return &Problem{Sentence: "没有解锁：这一条拟办已经办了、撤回了，或者没有这一条", Moved: true}
		}
		how.Unit, how.Why = state.Proposals()[i].Object, state.Proposals()[i].Why
	} else if unit != "" {
		if how.Unit = d.plan().At(period).UnitName(unit); d.plan().At(period).UnitByCode(unit) == nil {
			return &Problem{Sentence: "方案的单位表中没有这个单位"}
		}
	}
	if how.Propose && how.Why == "" {
		return &Problem{Sentence: "请写明解锁的原因；它会印在更正里"}
	}
	_, err = batch.Reopen(ctx, d.w, d.byPerson(p, period), how)
	if err == nil && proposed > 0 {
		d.due(period)
	}
	return problemOf(err)
}

// Upload is a file that a form brought, kept among the originals; the zero Upload is none.
type Upload struct{ kept incoming }

// Given reports whether there is one.
func (u Upload) Given() bool { return u.kept.SHA256 != "" }

// Take keeps a file that the office sends, as it comes; nothing is done with it yet.
func (d *Desk) Take(p *Person, in Incoming) (Upload, error) {
	if !p.Has(office...) {
		return Upload{}, ErrNotFound
	}
	f, err := d.keep(in)
	return Upload{f}, err
}

// Sending is an edition that was sent out: its number (0 for the newest), 文号 and day, and
// the files as they were signed.
type Sending struct {
	Edition   int
	Number    string
	Date      huibao.Date
	DOCX, PDF Upload
	Why       string
}

// Publish records that an edition was sent out, and reads the edited text back.
func (d *Desk) Publish(ctx context.Context, p *Person, period huibao.Period, s Sending) (batch.Sent, error) {
	if !p.Has(office...) || d.plan().Plan.Collects(period) != nil {
		return batch.Sent{}, ErrNotFound
	}
	b, err := d.board(ctx, period)
	if err != nil {
		return batch.Sent{}, err
	}
	if !b.state.Locked() && b.state.Since(b.judged) { // R6
		return batch.Sent{}, &Problem{Sentence: "没有登记：有文件还没有审核结果；审完再登记", Moved: true}
	}
	out := batch.Sending{Edition: s.Edition, Number: oneLine(s.Number), Date: s.Date, Why: oneLine(s.Why)}
	if out.Date.IsZero() {
		out.Date = huibao.DateOf(d.now())
	}
	if out.Number == "" {
		return batch.Sent{}, &Problem{Sentence: "请写明文号"}
	}
	scanning := scan{left: scanTime}
	for _, x := range []*Upload{&s.DOCX, &s.PDF} { // what holds a virus is not read
		if !x.Given() {
			continue
		}
		if err := d.cleared(ctx, p, &scanning, &x.kept); err != nil {
			return batch.Sent{}, err
		}
	}
	if err := d.readable(ctx, s); err != nil {
		return batch.Sent{}, err
	}
	dir, err := os.MkdirTemp("", "huibao-issued")
	if err != nil {
		return batch.Sent{}, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	if out.DOCX, err = d.copyTo(dir, s.DOCX, ".docx"); err != nil {
		return batch.Sent{}, err
	}
	if out.PDF, err = d.copyTo(dir, s.PDF, ".pdf"); err != nil {
		return batch.Sent{}, err
	}
	sent, err := batch.SendOut(ctx, d.w, d.byPerson(p, period), out)
	return sent, problemOf(err)
}

// copyTo copies an upload to a folder, under its name with an ending, and returns its path; ""
// where there is none.
func (d *Desk) copyTo(dir string, x Upload, ext string) (path string, err error) {
	if !x.Given() {
		return "", nil
	}
	in, err := d.led.Original(x.kept.SHA256)
	if err != nil {
		return "", err
	}
	defer in.Close()
	name := batch.WebName(x.kept.name)
	path = filepath.Join(dir, strings.TrimSuffix(name, filepath.Ext(name))+ext)
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return "", err
	}
	_, err = io.Copy(out, in)
	return path, full(errors.Join(err, out.Close()))
}

// readable refuses files that are not what their field asks for.
func (d *Desk) readable(ctx context.Context, s Sending) error {
	ctx, cancel := context.WithTimeout(ctx, fileTime)
	defer cancel()
	if err := d.looksRight(s.PDF, "”不是 PDF 文件，没有登记", func(f *os.File) bool {
		begin := make([]byte, len(pdfBegin))
		_, err := io.ReadFull(f, begin)
		return err == nil && string(begin) == pdfBegin
	}); err != nil {
		return err
	}
	return d.looksRight(s.DOCX, "”读不出，不是能核对的 Word 文件（.docx），没有登记", func(f *os.File) bool {
		_, err := docx.Read(ctx, f, s.DOCX.kept.Size, docx.DefaultLimits())
		return err == nil
	})
}

const pdfBegin = "%PDF-"

// looksRight opens an upload, if there is one, and says what is wrong where it is not right.
func (d *Desk) looksRight(x Upload, wrong string, right func(*os.File) bool) error {
	if !x.Given() {
		return nil
	}
	f, err := d.led.Original(x.kept.SHA256)
	if err != nil {
		return err
	}
	defer f.Close()
	if !right(f) {
		return &Problem{Sentence: "“" + clip(x.kept.name) + wrong}
	}
	return nil
}
