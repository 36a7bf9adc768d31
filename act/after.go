package act

import (
	"maps"
	"slices"
)

// After is the state after more acts that are in the chain, of the period and of none: that which Fold
// makes of all of them. s stays as it is, and the two share nothing that either changes.
func (s *State) After(acts []Act) (*State, error) {
	next := s.Clone()
	for _, a := range acts {
		if err := next.take(a); err != nil {
			return nil, err
		}
	}
	return next, nil
}

// Clone is a state of its own that says the same.
func (s *State) Clone() *State {
	c := *s
	c.Open.Units, c.Late = slices.Clone(s.Open.Units), slices.Clone(s.Late)
	c.Files, c.Caught = slices.Clone(s.Files), slices.Clone(s.Caught)
	c.Editions, c.Locks = slices.Clone(s.Editions), slices.Clone(s.Locks)
	c.SentOut, c.sent, c.Notes = slices.Clone(s.SentOut), slices.Clone(s.sent), slices.Clone(s.Notes)
	c.made, c.standing = slices.Clone(s.made), slices.Clone(s.standing)
	c.signed, c.sets, c.proposed = slices.Clone(s.signed), slices.Clone(s.sets), slices.Clone(s.proposed)
	c.Issued, c.flows, c.at = maps.Clone(s.Issued), maps.Clone(s.flows), maps.Clone(s.at)
	for path, list := range c.at { // appended to
		c.at[path] = slices.Clip(list)
	}
	return &c
}
