package huibao

import (
	"iter"
	"slices"

	"github.com/shopspring/decimal"
)

// Standings are those of one unit, in the plan's order. They are packed as they come, since
// a unit has dozens and a period thousands of units: what is asked for is unpacked, and a
// change of it changes nothing here. Figures, forecast and the bureau's own figure are the
// city's alone, and are not kept.
type Standings struct{ list []string }

// StandingsOf are the given standings.
func StandingsOf(list ...Standing) (s Standings) {
	for i := range list {
		s.Add(&list[i])
	}
	return s
}

// Add puts a standing behind the others.
func (s *Standings) Add(x *Standing) {
	var p packing
	p.standing(x)
	s.list = append(s.list, string(p.out))
}

// Clip gives back the room that no standing needs.
func (s *Standings) Clip() { s.list = slices.Clip(slices.Clone(s.list)) }

// Len is how many there are.
func (s Standings) Len() int { return len(s.list) }

// All lists them.
func (s Standings) All() iter.Seq[*Standing] {
	return func(yield func(*Standing) bool) {
		for _, x := range s.list {
			u := unpacking{x}
			if !yield(u.standing()) {
				return
			}
		}
	}
}

// Of finds the standing of an indicator, or nil.
func (s Standings) Of(code string) *Standing {
	for _, x := range s.list {
		u := unpacking{x}
		if is := u; is.text() == code {
			return u.standing()
		}
	}
	return nil
}

// quantities and ratios are a standing's numbers in the order in which they are packed.
func (s *Standing) quantities() [11]*Quantity {
	return [...]*Quantity{&s.This, &s.Reached, &s.Numer, &s.Denom, &s.People, &s.Months, &s.Paid, &s.BackPay, &s.Target, &s.Baseline, &s.Difference}
}

func (s *Standing) ratios() [5]*Ratio {
	return [...]*Ratio{&s.Share, &s.Due, &s.Completion, &s.Points, &s.Shortfall}
}

func (p *packing) standing(s *Standing) {
	p.text(s.Code)
	p.text(s.Unit)
	for _, text := range [...]string{string(s.Light), s.Word, s.Reason, string(s.Was), s.State} {
		p.text(text)
	}
	marks := 0
	for i, is := range [...]bool{s.Allocated, s.Met, s.AtDeadline, s.Starred} {
		if is {
			marks |= 1 << i
		}
	}
	for _, n := range [...]int{marks, s.Held, s.Of, s.Behind, len(s.Holes)} {
		p.number(n)
	}
	for _, h := range s.Holes {
		p.text(h.Unit)
		p.text(h.Why)
	}
	states := 0
	for _, q := range s.quantities() {
		states = states<<2 | int(q.state)
	}
	p.number(states)
	for _, q := range s.quantities() {
		if q.state == Number {
			p.decimal(q.n)
		}
	}
	for _, r := range s.ratios() {
		p.decimal(r.Num)
		p.decimal(r.Den)
	}
}

func (u *unpacking) standing() *Standing {
	s := &Standing{Code: u.text(), Unit: u.text(), Light: Light(u.text()), Word: u.text(), Reason: u.text(), Was: Light(u.text()), State: u.text()}
	marks := u.number()
	for i, is := range [...]*bool{&s.Allocated, &s.Met, &s.AtDeadline, &s.Starred} {
		*is = marks>>i&1 == 1
	}
	s.Held, s.Of, s.Behind = u.number(), u.number(), u.number()
	for range u.number() {
		s.Holes = append(s.Holes, Hole{u.text(), u.text()})
	}
	states := u.number()
	list := s.quantities()
	for i, q := range list {
		q.state = QuantityState(states >> (2 * (len(list) - 1 - i)) & 3)
	}
	for _, q := range list {
		if q.state == Number {
			q.n = u.decimal()
		}
	}
	for _, r := range s.ratios() {
		*r = Ratio{u.ratioPart(), u.ratioPart()}
	}
	return s
}

// ratioPart is a part of a ratio; of most there is none, which needs no number of its own.
func (u *unpacking) ratioPart() decimal.Decimal {
	if u.in[:2] == "\x00\x00" {
		u.in = u.in[2:]
		return decimal.Decimal{}
	}
	return u.decimal()
}
