package ledger

import (
	"database/sql"
	"errors"
	"sync"

	"huibao"
	"huibao/act"
)

// folded keeps periods as acts left them, so that who asks again reads what came since alone. An entry is
// of a head: the chain goes on from it while the act of its number still bears its hash. Nobody changes
// what is kept.
type folded struct {
	mu   sync.Mutex
	list []foldedPeriod // that which was asked for last is last
}

type foldedPeriod struct {
	head  Head
	state *act.State
}

// foldedKept is how many periods are kept, more than a year has: one of 200 units takes some hundred KB.
const foldedKept = 16

// of is what is kept of a period, the zero value where that is nothing.
func (f *folded) of(p huibao.Period) foldedPeriod {
	if f == nil {
		return foldedPeriod{}
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for i, x := range f.list {
		if x.state.Period == p {
			copy(f.list[i:], f.list[i+1:])
			f.list[len(f.list)-1] = x
			return x
		}
	}
	return foldedPeriod{}
}

// keep puts a period in the place of what was kept of it.
func (f *folded) keep(now foldedPeriod) {
	if f == nil {
		return
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	list := make([]foldedPeriod, 0, foldedKept+1)
	for _, x := range f.list {
		if x.state.Period != now.state.Period {
			list = append(list, x)
		}
	}
	if list = append(list, now); len(list) > foldedKept {
		list = list[1:]
	}
	f.list = list
}

// State is a period as its acts leave it. It is shared: nobody changes it.
func (v *View) State(p huibao.Period) (*act.State, error) {
	if v.q == nil {
		return act.NewState(p), nil
	}
	head, err := headOf(v.q)
	if err != nil {
		return nil, err
	}
	was := v.folded.of(p)
	switch goesOn, err := v.goesOn(was, head); {
	case err != nil:
		return nil, err
	case goesOn && was.head == head:
		return was.state, nil
	case !goesOn:
		was = foldedPeriod{state: act.NewState(p)}
	}
	acts, err := v.actsAfter(p, was.head.Length)
	if err != nil {
		return nil, err
	}
	now := foldedPeriod{head, was.state}
	if len(acts) > 0 {
		if now.state, err = was.state.After(acts); err != nil {
			return nil, err
		}
	}
	v.folded.keep(now)
	return now.state, nil
}

// goesOn reports whether the chain up to a head goes on from what is kept.
func (v *View) goesOn(was foldedPeriod, head Head) (bool, error) {
	switch {
	case was.state == nil || was.head.Length > head.Length:
		return false, nil
	case was.head == head || was.head == (Head{}):
		return true, nil
	}
	var hash string
	err := v.q.QueryRow("SELECT hash FROM act WHERE n=?", was.head.Length).Scan(&hash)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return hash == was.head.Hash, broken(err)
}
