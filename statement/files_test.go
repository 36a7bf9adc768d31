package statement

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"huibao"
	"huibao/inforce"
)

// TestFilesOf finds a unit's files by look-up as by looking at all of them, and with
// them what the unit is told of.
func TestFilesOf(t *testing.T) {
	states := []huibao.ReturnState{huibao.StateAccepted, huibao.StatePending, huibao.StateRejected, huibao.StateLeftOut, huibao.StateUnsigned, huibao.StateSuperseded}
	units := []string{"", "C1", "C2", "C3"}
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 9))
		period := month(1 + r.IntN(2))
		var all []huibao.Submission
		for n := range r.IntN(9) {
			all = append(all, huibao.Submission{N: n, Unit: units[r.IntN(3)], Period: month(1 + r.IntN(2)), State: states[r.IntN(len(states))]})
		}
		f := FilesFor(period, all)
		for _, unit := range units {
			var files, own []*huibao.Submission
			first := map[huibao.ReturnState]*huibao.Submission{}
			var counts *huibao.Submission
			for i := range all {
				s := &f.Submissions()[i]
				if s.Unit != unit {
					continue
				}
				files = append(files, s)
				if s.Period == period {
					own = append(own, s)
				}
				if first[s.State] == nil && (s.Period == period || s.State == huibao.StateRejected) {
					first[s.State] = s
				}
				if counts == nil && s.Period == period && s.Counts() {
					counts = s
				}
			}
			shown := counts
			for _, state := range []huibao.ReturnState{huibao.StateUnsigned, huibao.StateRejected} {
				if shown == nil {
					shown = first[state]
				}
			}
			absence := WordMissing
			for _, x := range []struct {
				word   string
				states []huibao.ReturnState
			}{{WordLeftOut, states[3:4]}, {WordRejected, states[2:3]}, {WordUnsure, []huibao.ReturnState{states[0], states[1], states[4]}}} {
				if slices.ContainsFunc(own, func(s *huibao.Submission) bool { return slices.Contains(x.states, s.State) }) {
					absence = x.word
				}
			}
			if got := slices.Collect(f.FilesOf(unit)); !slices.Equal(got, files) {
				t.Fatalf("seed %d, %q: %+v, not %+v", seed, unit, got, files)
			}
			if f.Counting(unit) != counts || f.Unsigned(unit) != first[huibao.StateUnsigned] || f.Shown(unit) != shown || f.Absence(unit) != absence {
				t.Fatalf("seed %d, %q of %+v: counts %v, unsigned %v, shown %v, %s; want %v, %v, %v, %s", seed, unit, all, f.Counting(unit), f.Unsigned(unit), f.Shown(unit), f.Absence(unit), counts, first[huibao.StateUnsigned], shown, absence)
			}
		}
	}
}

// TestManyHoles sets figures beside each other that lack most of thousands of units: in no time
// at all, where every hole held to every other takes minutes.
func TestManyHoles(t *testing.T) {
	const units = 20000
	p := &huibao.Plan{Year: 2024, Indicators: []huibao.Indicator{{Code: "1.1", Kind: huibao.KindCount}}}
	before, after := huibao.Standing{Code: "1.1"}, huibao.Standing{Code: "1.1"}
	for i := range units {
		code := "C" + strconv.Itoa(i)
		p.Units = append(p.Units, huibao.Unit{Code: code, Name: code, Level: huibao.LevelCounty})
		before.Holes = append(before.Holes, huibao.Hole{Unit: code, Why: WordMissing})
		if i > 0 {
			after.Holes = append(after.Holes, huibao.Hole{Unit: code, Why: WordMissing})
		}
	}
	a := &Consolidation{Period: month(1), Plan: inforce.At(p, month(1)), City: []huibao.Standing{before}}
	b := &Consolidation{Period: month(2), Plan: inforce.At(p, month(2)), City: []huibao.Standing{after}}
	if x := b.Alike(a, "1.1"); len(x.OnlyBefore) != 0 || !slices.Equal(x.OnlyAfter, []string{"C0"}) {
		t.Errorf("%d before, %q after", len(x.OnlyBefore), x.OnlyAfter)
	}
}
