package batch

import (
	"huibao"
	"huibao/check"
	"huibao/inforce"
)

// judge checks the submissions of one period and decides which versions count.
type judge struct {
	plan    *inforce.Plan
	opt     Options
	got     receipts
	day     huibao.CalendarDay
	history huibao.Histories
	known   map[string]huibao.Submission // by path and hash, from earlier runs
	first   map[string]string            // path by hash, of earlier periods
	decided []huibao.Decision

	earlier  []huibao.Submission // of the period, from earlier runs
	locked   bool
	unlocked map[string]bool // units for which a locked period was opened again
}

func newJudge(n *runner, got receipts) (*judge, error) {
	var err error
	plan := n.plan.At(n.opt.Period)
	j := &judge{plan: plan, opt: n.opt, got: got, day: plan.Day(n.opt.Period), known: map[string]huibao.Submission{}}
	if j.decided, err = n.led.Decisions(n.opt.Period); err != nil {
		return nil, err
	}
	locks, err := n.led.Locks(n.opt.Period)
	if err != nil {
		return nil, err
	}
	j.lock(locks)
	j.remember(n.past)
	return j, nil
}

// remember takes over what earlier runs and periods know.
func (j *judge) remember(past *past) {
	j.earlier, j.first = past.now, past.first
	for i := range past.now {
		j.known[past.now[i].Path+"\x00"+past.now[i].SHA256] = past.now[i]
	}
	j.history = j.plan.WithOpenings(past.history).BySubject()
}

// lock notes whether the period is locked, and for which units it was opened again.
func (j *judge) lock(locks []huibao.Lock) {
	for _, k := range locks {
		if k.Unlock {
			j.unlocked[k.Unit] = true
			continue
		}
		j.locked, j.unlocked = true, map[string]bool{}
	}
}

// closed keeps what came in after the period was locked from counting.
func (j *judge) closed(s *huibao.Submission) {
	if _, known := j.known[s.Path+"\x00"+s.SHA256]; !j.locked || known || s.Unit == "" || j.unlocked[s.Unit] {
		return
	}
	switch s.State {
	case huibao.StateAccepted, huibao.StatePending, huibao.StateRejected:
		s.State, s.Why = huibao.StateIgnored, "本期已锁定，收到后没有计入；要计入请先用 huibao unlock "+j.opt.Period.String()+" --unit "+j.plan.UnitName(s.Unit)+" --why 原因"
	}
}

// form is the shape of a unit's return for the period, or nil for a unit that is
// not in the plan or owes none.
func (j *judge) form(unit string) *huibao.Form {
	return j.plan.Form(unit, j.plan.HistoryOf(j.history, unit))
}

func (j *judge) judge(subs []huibao.Submission) []huibao.Submission {
	here := map[string]string{}
	j.join(subs)
	for i := range subs {
		s := &subs[i]
		j.receive(s)
		j.markDuplicate(s, here)
		j.check(s)
		j.closed(s)
	}
	subs = check.Supersede(subs, j.decided)
	j.firstReceipts(subs)
	for path, extra := range check.Across(check.AcrossInput{Plan: j.plan, Period: j.opt.Period, Submissions: subs}) {
		for i := range subs {
			if subs[i].Path == path && subs[i].Counts() {
				subs[i].Findings = append(subs[i].Findings, extra...)
				check.Reconsider(&subs[i], j.decided)
			}
		}
	}
	return subs
}

// receive sets when the file was first received and how late that is.
func (j *judge) receive(s *huibao.Submission) {
	got, ok := j.got.of(s.Path)
	if old, known := j.known[s.Path+"\x00"+s.SHA256]; !ok && known {
		got, ok = old.Receipt, true
	}
	if !ok {
		got = huibao.Receipt{Time: j.opt.Date.Time()}
	}
	s.Receipt = got
	s.LateDays = lateDays(got.Time, j.day.Deadline)
}

// firstReceipts makes every version of a unit's return as timely as the first that
// was received: who mends does not become late.
func (j *judge) firstReceipts(subs []huibao.Submission) {
	first := map[string]int{}
	for _, s := range subs {
		if late, ok := first[s.Unit]; s.Version > 0 && (!ok || s.LateDays < late) {
			first[s.Unit] = s.LateDays
		}
	}
	for i := range subs {
		if subs[i].Version > 0 {
			subs[i].LateDays = first[subs[i].Unit]
		}
	}
}

// markDuplicate remarks a file whose content was handed in before.
func (j *judge) markDuplicate(s *huibao.Submission, here map[string]string) {
	if s.SHA256 == "" || s.Return == nil || s.Gone {
		return
	}
	key := s.SHA256 + sheetSign + s.Return.Unit
	first, again := here[key]
	if !again {
		here[key] = s.Path
		first, again = j.first[s.SHA256]
	}
	if again {
		s.Return.Remarks = append(s.Return.Remarks, huibao.Remark{Kind: huibao.RemarkDuplicate, Text: first})
	}
}

// check judges one file by itself.
func (j *judge) check(s *huibao.Submission) {
	if s.Return == nil {
		return
	}
	s.Unit, s.Personal = s.Return.Unit, personal(s.Return)
	if s.PartOf != "" {
		s.State, s.Why = huibao.StateSuperseded, "与 "+s.PartOf+" 是同一份报表的两部分，已一并读入"
		return
	}
	v := check.Run(check.Input{Form: j.form(s.Unit), Return: s.Return, Path: s.Path, SHA256: s.SHA256,
		Collecting: j.opt.Period, Received: huibao.DateOf(s.Receipt.Time), History: j.plan.HistoryOf(j.history, s.Unit), Decisions: j.decided})
	s.State, s.Why, s.Findings, s.HeldOut = v.State, v.Why, v.Findings, v.HeldOut
	s.Return.Stamp = nil // compared, and as large as the rest
	if s.Gone && s.State == huibao.StateUnrecognised {
		s.State, s.Why = huibao.StateIgnored, "这份文件已不在原处或已换成别的内容；当时无法识别，原件仍在台账里"
	}
	attribute(s)
}
