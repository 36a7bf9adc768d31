package rollup

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

// many is a period of very many counties: some send nothing, some rows are held out, some merged
// into others, and of the count there are parts.
func many(r *rand.Rand, n int) Input {
	p := plan()
	p.Units, p.Allocations = p.Units[:1], nil
	part := p.Indicators[0]
	part.Code, part.PartOf = "1.3", "1.1"
	p.Indicators = append(p.Indicators, part)
	in := Input{Period: june}
	for i := range n {
		u := huibao.Unit{Code: fmt.Sprintf("C%d", i), Name: fmt.Sprintf("县%d", i), Level: huibao.LevelCounty}
		if i > 0 && r.IntN(100) == 0 {
			u.Successor = "C0"
		}
		p.Units = append(p.Units, u)
		p.Allocations = append(p.Allocations, huibao.Allocation{Indicator: "1.1", Unit: u.Code, Value: num(int64(r.IntN(300)))})
		s := sub(u.Code, int64(r.IntN(300)), int64(r.IntN(100)), 100)
		own := s.Return.Rows[0]
		own.Code = part.Code
		s.Return.Rows = append(s.Return.Rows, own)
		switch r.IntN(12) {
		case 0:
			continue
		case 1:
			s.HeldOut = []string{"1.1"}
		case 2:
			s.State = huibao.StatePending
		case 3:
			s.State = huibao.StateRejected
		}
		s.Return.Fold()
		in.Submissions = append(in.Submissions, s)
	}
	in.Plan = inforce.At(p, june)
	return in
}

// TestWorkers: however many roll up at once, it is the same, the parts of every figure too.
func TestWorkers(t *testing.T) {
	in := many(rand.New(rand.NewPCG(5, 6)), 1500)
	var want *statement.Consolidation
	for _, in.Jobs = range []int{1, 2, 4, 0} {
		got := Consolidate(in)
		if want == nil {
			want = got
			if len(want.Units) < 1000 || len(want.City) != 3 {
				t.Fatalf("%d units, %d indicators", len(want.Units), len(want.City))
			}
			continue
		}
		if !bytes.Equal(asJSON(t, got.City), asJSON(t, want.City)) || !reflect.DeepEqual(got.Units, want.Units) || !reflect.DeepEqual(got.Tasks, want.Tasks) {
			t.Errorf("%d at once: other figures", in.Jobs)
		}
	}
}
