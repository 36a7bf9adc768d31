package huibao

import (
	"encoding/binary"
	"iter"
	"slices"

	"github.com/shopspring/decimal"
)

// Standings are those of one unit, in the plan's order. They are packed as they come, since
// a unit has dozens and a period thousands of units: what is asked for is unpacked, and a
// change of it changes nothing here. Figures, forecast and the bureau's own figure are the
// city's alone, and are not kept.
type Standings struct {
	n    int
	unit string // of most of them
	data string // one after the other, each behind its length
	more []byte // those that were added since Clip
}

// StandingsOf are the given standings.
func StandingsOf(list ...Standing) (s Standings) {
	for i := range list {
		s.Add(&list[i])
	}
	s.Clip()
	return s
}

// Add puts a standing behind the others.
func (s *Standings) Add(x *Standing) {
	if s.n++; s.n == 1 {
		s.unit = x.Unit
	}
	var p packing
	p.standing(x, s.unit)
	s.more = append(binary.AppendUvarint(s.more, uint64(len(p.out))), p.out...)
}

// Clip gives back the room that no standing needs; they are found the quicker for it.
func (s *Standings) Clip() { s.data, s.more = s.packed(), nil }

func (s Standings) packed() string {
	if len(s.more) == 0 {
		return s.data
	}
	return s.data + string(s.more)
}

// Len is how many there are.
func (s Standings) Len() int { return s.n }

// All lists them.
func (s Standings) All() iter.Seq[*Standing] {
	return func(yield func(*Standing) bool) {
		for u := (unpacking{s.packed()}); u.in != ""; {
			x := unpacking{u.text()}
			if !yield(x.standing(s.unit)) {
				return
			}
		}
	}
}

// Of finds the standing of an indicator, or nil.
func (s Standings) Of(code string) *Standing {
	for u := (unpacking{s.packed()}); u.in != ""; {
		x := unpacking{u.text()}
		if is := x; is.text() == code {
			return x.standing(s.unit)
		}
	}
	return nil
}

// Light is the light of an indicator's standing, and whether there is one: what is asked of
// thousands, without the rest of it.
func (s Standings) Light(code string) (Light, bool) {
	for u := (unpacking{s.packed()}); u.in != ""; {
		x := unpacking{u.text()}
		if x.text() == code {
			return Light(x.word()), true
		}
	}
	return "", false
}

// standingWords are what most standings say: each is packed as its number. Their order is kept
// nowhere: nothing packed is stored.
var standingWords = []string{"", string(Green), string(Yellow), string(Red), string(Grey), Green.Label(), Yellow.Label(), Red.Label(), Grey.Label(),
	"略慢", "已达目标", "逾期未达", "达标", "未达标", "未报", "退回", "未分解", "目标为全区总数，未分解到本级，不评", "目标是全市口径，未分解到本级，不评", "没有可计入的数", "有单位的数未计入",
	"不适用", "报送单位填为不适用", "无任务", "本年没有分解任务", "本期不报", "不在报送期内", "未到期", "未到起始日期", "已完成"}

func (p *packing) word(s string) {
	at := slices.Index(standingWords, s)
	if p.number(at); at < 0 {
		p.text(s)
	}
}

func (u *unpacking) word() string {
	if at := u.number(); at >= 0 {
		return standingWords[at]
	}
	return u.text()
}

// quantities and ratios are a standing's numbers in the order in which they are packed.
func (s *Standing) quantities() [11]*Quantity {
	return [...]*Quantity{&s.This, &s.Reached, &s.Numer, &s.Denom, &s.People, &s.Months, &s.Paid, &s.BackPay, &s.Target, &s.Baseline, &s.Difference}
}

func (s *Standing) ratios() [5]*Ratio {
	return [...]*Ratio{&s.Share, &s.Due, &s.Completion, &s.Points, &s.Shortfall}
}

func (p *packing) standing(s *Standing, unit string) {
	p.text(s.Code)
	for _, text := range [...]string{string(s.Light), s.Word, s.Reason, string(s.Was), s.State} {
		p.word(text)
	}
	marks := 0
	for i, is := range [...]bool{s.Allocated, s.Met, s.AtDeadline, s.Starred, s.Unit != unit} {
		if is {
			marks |= 1 << i
		}
	}
	for _, n := range [...]int{marks, s.Held, s.Of, s.Behind, len(s.Holes)} {
		p.number(n)
	}
	if s.Unit != unit {
		p.text(s.Unit)
	}
	for _, h := range s.Holes {
		p.text(h.Unit)
		p.word(h.Why)
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

func (u *unpacking) standing(unit string) *Standing {
	s := &Standing{Code: u.text(), Unit: unit, Light: Light(u.word()), Word: u.word(), Reason: u.word(), Was: Light(u.word()), State: u.word()}
	marks, other := u.number(), false
	for i, is := range [...]*bool{&s.Allocated, &s.Met, &s.AtDeadline, &s.Starred, &other} {
		*is = marks>>i&1 == 1
	}
	s.Held, s.Of, s.Behind = u.number(), u.number(), u.number()
	holes := u.number()
	if other {
		s.Unit = u.text()
	}
	for range holes {
		s.Holes = append(s.Holes, Hole{u.text(), u.word()})
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
