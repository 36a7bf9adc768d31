package batch

import (
	"context"
	"slices"
	"strings"

	"huibao"
	"huibao/check"
	"huibao/importer"
	"huibao/inforce"
)

// judge checks the submissions of one period and decides which versions count.
type judge struct {
	scene   *scene
	plan    *inforce.Plan
	opt     Options
	day     huibao.CalendarDay
	first   map[string]string // path by hash, of earlier periods
	decided []huibao.Decision
	wider   map[string][]huibao.Quantity // the plan's WiderTargets
	cache   *readings                    // where stamps wait
	keys    map[string]string            // of the verdicts on units' files, where they can be remembered
}

func newJudge(n *runner) *judge {
	s := n.scene
	return &judge{scene: s, plan: s.inForce, opt: n.opt, day: s.inForce.Day(n.opt.Period), first: s.past.first, decided: s.decisions, wider: s.inForce.WiderTargets(), keys: map[string]string{}}
}

// prepare sets by what files are read.
func (r *reader) prepare(j *judge) {
	r.known = importer.Known{Plan: j.plan, Period: j.opt.Period, Form: j.plan.ReadingForm,
		Limits: j.opt.Limits, AcceptMatches: j.opt.AcceptMatches}
	r.cache = newReadings(r.led, j.plan, j.opt)
	j.cache = r.cache
}

// form is the shape of a unit's return for the period, or nil for a unit that is
// not in the plan or owes none.
func (j *judge) form(unit string) (*huibao.Form, error) {
	h, err := j.plan.HistoryOf(unit, j.scene.past.figures.Of)
	if err != nil {
		return nil, err
	}
	return j.plan.Form(unit, h), nil
}

// judge gives every file its verdict. Of a period that was opened again for some units
// those of all others are the book's, and nothing that came in since counts for them.
// Files are checked side by side: what is said of one depends on no other's verdict. The
// error is the program's own.
func (j *judge) judge(ctx context.Context, subs []huibao.Submission) ([]huibao.Submission, error) {
	for i := range subs {
		j.ofSender(&subs[i])
		if ret := subs[i].Return; ret != nil {
			subs[i].Unit = ret.Unit
		}
	}
	frozen := j.frozen(&subs)
	if err := j.recall(ctx, subs); err != nil {
		return nil, err
	}
	if err := j.join(subs); err != nil {
		return nil, err
	}
	j.markRepeats(subs)
	err := parallel(ctx, j.opt.workers(len(subs)), len(subs), func(i int) error {
		s := &subs[i]
		s.LateDays = lateDays(s.Receipt.Time, j.day.Deadline)
		return j.check(s)
	})
	if err != nil {
		return nil, err
	}
	subs = check.Supersede(subs, j.decided, j.signed())
	attributeJoined(subs)
	j.firstReceipts(subs)
	subs = append(subs, frozen...)
	slices.SortStableFunc(subs, func(a, b huibao.Submission) int {
		if c := strings.Compare(a.Path, b.Path); c != 0 {
			return c
		}
		return a.N - b.N
	})
	across := check.Across(check.AcrossInput{Plan: j.plan, Period: j.opt.Period, Submissions: subs, Decisions: j.decided, Jobs: j.opt.Jobs})
	for i := range subs {
		s := &subs[i]
		if found := across[s.Path]; len(found) > 0 && j.open(s) && (s.Counts() || s.State == huibao.StateAttachment) {
			*s = check.Beside(*s, found)
		}
	}
	return subs, nil
}

// open reports whether a file is judged anew.
func (j *judge) open(s *huibao.Submission) bool {
	return j.scene.state.Open.All || j.scene.state.IsOpen(s.Unit) || s.Unit == "" && j.scene.state.IsOpen(s.From)
}

// frozen takes the files of units that are not open out of subs, and returns those of
// the last edition in their place.
func (j *judge) frozen(subs *[]huibao.Submission) []huibao.Submission {
	if j.scene.state.Open.All || j.scene.book == nil {
		return nil
	}
	*subs = slices.DeleteFunc(*subs, func(s huibao.Submission) bool { return !j.open(&s) })
	var kept []huibao.Submission
	for _, s := range j.scene.book.con.Submissions() {
		if !j.open(&s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// firstReceipts makes every version of a unit's return as timely as the first that
// was received: who mends does not become late.
func (j *judge) firstReceipts(subs []huibao.Submission) {
	first := map[string]int{}
	for _, s := range subs {
		if late, ok := first[s.Unit]; s.Stands() && (!ok || s.LateDays < late) {
			first[s.Unit] = s.LateDays
		}
	}
	for i := range subs {
		if subs[i].Stands() {
			subs[i].LateDays = first[subs[i].Unit]
		}
	}
}

// markRepeats remarks files whose content was handed in before: as the version before
// it in a unit's order, by another file that is no unit's, or in an earlier period. A
// content that comes back after another one is a version like any.
func (j *judge) markRepeats(subs []huibao.Submission) {
	repeats := func(s *huibao.Submission, of string) {
		if j.recalled(s) != nil {
			return // it says so
		}
		s.Return.Remarks = append(s.Return.Remarks, huibao.Remark{Kind: huibao.RemarkDuplicate, Text: of})
	}
	ordered := map[int]bool{}
	for _, list := range check.Order(subs, j.decided) {
		before := -1
		for _, i := range list {
			ordered[i] = true
			switch s := &subs[i]; {
			case before >= 0 && subs[before].SHA256 == s.SHA256 && s.SHA256 != "":
				repeats(s, subs[before].Path)
				continue
			case j.first[s.SHA256] != "" && s.SHA256 != "" && !s.Gone:
				repeats(s, j.first[s.SHA256])
			}
			before = i
		}
	}
	here := map[string]string{}
	for i := range subs {
		s := &subs[i]
		if ordered[i] || s.SHA256 == "" || s.Return == nil || s.Gone {
			continue
		}
		first, again := here[s.SHA256]
		if !again {
			here[s.SHA256] = s.Path
			first, again = j.first[s.SHA256]
		}
		if again {
			repeats(s, first)
		}
	}
}

// check judges one file by itself.
func (j *judge) check(s *huibao.Submission) error {
	if s.Return == nil {
		return nil
	}
	from := j.cache.takeOrigin(s.Return)
	if from != nil && from.kept != nil {
		v := from.kept
		j.cache.restsOn(s, from, v.Key)
		s.PartOf, s.ReplacedBy, s.WasPart, s.State, s.Why, s.Findings, s.HeldOut, s.LeftOut, s.Personal = v.PartOf, v.Replaced, v.WasPart, v.State, v.Why, v.Findings, v.HeldOut, v.LeftOut, v.Personal
		return nil
	}
	j.cache.judgedAnew.Add(1)
	s.Return.Unfold()
	if err := j.verdict(s); err != nil {
		return err
	}
	err := j.remember(s, from)
	s.Return.Fold() // thousands are held until all is printed
	return err
}

func (j *judge) verdict(s *huibao.Submission) error {
	s.Personal = personal(s.Return)
	if s.PartOf != "" {
		s.State, s.Why = huibao.StateSuperseded, "与 "+s.PartOf+" 是同一份报表的两部分，已一并读入"
		if by := s.Return.SentBy; by != "" {
			s.Why = "在" + j.plan.UnitName(by) + "报来的表里；已与 " + s.PartOf + " 对过，那里没有填的行并入"
		}
		return nil
	}
	j.explained(s)
	s.Return.Stamp = j.cache.take(s.Return)
	v, err := j.found(s, s.Return)
	if err != nil {
		return err
	}
	s.Return, s.State, s.Why, s.Findings, s.HeldOut, s.LeftOut = v.Return, v.State, v.Why, v.Findings, v.HeldOut, v.LeftOut
	s.Return.Stamp = nil // compared, and as large as the rest
	s.Return.Pack()
	if (s.Gone || s.Withdrawn) && s.State == huibao.StateUnrecognised {
		s.State, s.Why = huibao.StateIgnored, "这份文件已不在原处或已换成别的内容；当时无法识别，原件仍在台账里"
	}
	s.Findings = attributed(s)
	return nil
}

// found is what check makes of a return that is a submission's.
func (j *judge) found(s *huibao.Submission, ret *huibao.Return) (check.Verdict, error) {
	form, err := j.form(ret.Unit)
	if err != nil {
		return check.Verdict{}, err
	}
	return check.Run(check.Input{Form: form, Return: ret, Path: s.Path, SHA256: s.SHA256,
		Collecting: j.opt.Period, Received: huibao.DateOf(s.Receipt.Time), Decisions: j.decided, Wider: j.wider, Areas: j.plan.AreaTargets, Issued: issuedFigures(j.scene.state, ret.Unit)}), nil
}
