package statement

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"testing"

	"huibao"
	"huibao/inforce"
)

// TestFilesOf finds a unit's files by look-up as it does by looking at all of them, and with
// them what the unit is told of.
func TestFilesOf(t *testing.T) {
	states := []huibao.ReturnState{huibao.StateAccepted, huibao.StatePending, huibao.StateRejected, huibao.StateLeftOut, huibao.StateUnsigned, huibao.StateSuperseded}
	units := []string{"", "C1", "C2", "C3"}
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 9))
		c := &Consolidation{Period: month(1 + r.IntN(2))}
		for n := range r.IntN(9) {
			c.Submissions = append(c.Submissions, huibao.Submission{N: n, Unit: units[r.IntN(3)], Period: month(1 + r.IntN(2)), State: states[r.IntN(len(states))]})
		}
		type told struct {
			files           []*huibao.Submission
			unsigned, shown *huibao.Submission
			absence         string
		}
		look := func(unit string) told {
			return told{slices.Collect(c.FilesOf(unit)), c.Unsigned(unit), c.Shown(unit), c.Absence(unit)}
		}
		var want []told
		for _, unit := range units {
			want = append(want, look(unit))
		}
		c.Settle()
		for i, unit := range units {
			if got := look(unit); !slices.Equal(got.files, want[i].files) || got.unsigned != want[i].unsigned || got.shown != want[i].shown || got.absence != want[i].absence {
				t.Fatalf("seed %d, %q: %+v, not %+v", seed, unit, got, want[i])
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
