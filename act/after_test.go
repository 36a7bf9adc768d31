package act_test

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"huibao/act"
)

// TestAfter takes random chains act by act, each time from a state that is kept: every one of them says
// afterwards what the fold of its acts says, also where two went on from the same.
func TestAfter(t *testing.T) {
	for seed := range seeds(20) {
		w := &world{r: rand.New(rand.NewPCG(seed, 25))}
		for _, p := range modelPeriods {
			w.states = append(w.states, act.NewState(p))
			w.models = append(w.models, &model{all: true, sent: map[int]string{}, desk: newDesk()})
		}
		for range 120 {
			w.step()
		}
		p := modelPeriods[1]
		kept := []*act.State{act.NewState(p)}
		var other []*act.State
		for i := range w.chain {
			next, err := kept[i].After(w.chain[i : i+1])
			if err != nil {
				t.Fatal(err)
			}
			left, err := kept[i].After(w.chain[i+1:])
			if err != nil {
				t.Fatal(err)
			}
			kept, other = append(kept, next), append(other, left)
		}
		for i, s := range kept {
			sameAsFold(t, s, w.chain[:i])
		}
		for i, s := range other {
			sameAsFold(t, s, append(append([]act.Act(nil), w.chain[:i]...), w.chain[i+1:]...))
		}
	}
}

func sameAsFold(t *testing.T, s *act.State, chain []act.Act) {
	t.Helper()
	want, err := act.Fold(s.Period, chain)
	if err != nil || !reflect.DeepEqual(s, want) {
		t.Fatalf("after %d acts: %+v\nwant %+v (%v)", len(chain), s, want, err)
	}
}
