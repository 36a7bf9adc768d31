package batch

import (
	"context"
	"path"
	"slices"
	"strings"

	"huibao"
	"huibao/act"
	"huibao/inforce"
	"huibao/internal/docx"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/statement"
)

// askedBefore is what the last edition of the period before asked for: not what the office took
// out of the text that it sent out, nor of another year what is asked of an indicator, whose code
// is another one's now; of a return that came after the lock, the day. It is as of an act, 0 for
// now; now is the plan of the period.
func askedBefore(ctx context.Context, led *ledger.Ledger, now *inforce.Plan, previous *statement.Past, at int, lim sheet.Limits) ([]statement.Demand, error) {
	if previous == nil || len(previous.Demands) == 0 {
		return nil, nil
	}
	last, err := stateOf(ctx, led, previous.Period)
	if err != nil {
		return nil, err
	}
	state, demands := last, previous.Demands
	if at > 0 {
		if state, err = stateAt(ctx, led, previous.Period, at); err != nil || state.Edition == 0 {
			return nil, err
		}
	}
	if state.Edition != last.Edition {
		b, err := readBook(ctx, led, state.Last(), lim)
		if err != nil {
			return nil, err
		}
		demands = b.con.Demands
	}
	came := cameLate(state, now)
	var list []statement.Demand
	for _, d := range demands {
		if slices.Contains(struckOut(state, d.Edition), d.Sentence) || d.Period.Year != now.Year && !d.Ask.OfReturn() {
			continue
		}
		if day, ok := came[d.Unit]; ok && d.Ask.OfReturn() && d.Came.IsZero() {
			d.Came = day
		}
		list = append(list, d)
	}
	return list, nil
}

// cameLate are the days on which units' returns came first that the last edition does not hold,
// by unit: of a file that no portal took in, that which its name names.
func cameLate(s *act.State, now *inforce.Plan) map[string]huibao.Date {
	came := map[string]huibao.Date{}
	for _, e := range lateFiles(s) {
		unit := e.Unit
		if unit == "" {
			unit = now.Mentioned(path.Base(e.Path))
		}
		if _, before := came[unit]; unit != "" && !before {
			came[unit] = huibao.DateOf(e.Time)
		}
	}
	return came
}

// answerDigest is of what askedBefore reads of a period's acts.
func answerDigest(s *act.State) string {
	type late struct {
		Path, Unit, Day string
	}
	var files []late
	for _, e := range lateFiles(s) {
		files = append(files, late{e.Path, e.Unit, huibao.DateOf(e.Time).String()})
	}
	struck := map[int][]string{}
	for _, d := range s.SentOut {
		struck[d.Edition] = append(struck[d.Edition], d.Struck...)
	}
	return fingerprint([]any{s.Edition, files, struck})
}

// lateFiles are those that lie there and that the last edition does not hold, in the order in
// which they came.
func lateFiles(s *act.State) (list []act.Event) {
	for _, e := range s.Files {
		if slices.Contains(s.Late, e.N) && !e.Withdrawn && !e.Overwritten {
			list = append(list, e)
		}
	}
	return list
}

// struckOut are the sentences of an edition which asked for something and which a document that
// was sent out does not have.
func struckOut(s *act.State, edition int) (list []string) {
	for _, d := range s.SentOut {
		if d.Edition == edition {
			list = append(list, d.Struck...)
		}
	}
	return list
}

// struck are the sentences of an edition that ask for something and that a document which was
// sent out in its place does not have.
func struck(ctx context.Context, led *ledger.Ledger, e act.Edition, theirs []docx.Block, lim sheet.Limits) ([]string, error) {
	b, err := readBook(ctx, led, e, lim)
	if err != nil {
		return nil, err
	}
	var text strings.Builder
	for _, x := range theirs {
		text.WriteString(x.Text)
	}
	var list []string
	for _, d := range b.con.Demands {
		if d.Edition == e.Edition && !strings.Contains(text.String(), d.Sentence) && !slices.Contains(list, d.Sentence) {
			list = append(list, d.Sentence)
		}
	}
	return list, nil
}
