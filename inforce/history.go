package inforce

import (
	"slices"

	"huibao"
)

// HistoryOf is the history of the subjects of which a unit reports, from what is known of
// each (huibao.Histories.Of): opening balances first. What is known of a unit that was
// merged is its heir's as well.
func (p *Plan) HistoryOf(unit string, known func(subject string) (huibao.History, error)) (huibao.History, error) {
	var list huibao.History
	seen := map[string]bool{}
	add := func(subject string) error {
		if seen[subject] {
			return nil
		}
		seen[subject] = true
		own, err := p.recordsOf(subject, known)
		list = append(list, own...)
		return err
	}
	for _, subject := range []string{"", unit} { // "": what was collected when
		if err := add(subject); err != nil {
			return nil, err
		}
	}
	for _, a := range p.UnitAssignments(unit) {
		if err := add(a.Subject); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// recordsOf is one subject's history, with that of the units that were merged into it.
func (p *Plan) recordsOf(subject string, known func(string) (huibao.History, error)) (huibao.History, error) {
	list := slices.Clone(p.opened[subject])
	own, err := known(subject)
	if err != nil {
		return nil, err
	}
	list = append(list, own...)
	for _, old := range p.Merged(subject) {
		theirs, err := known(old)
		if err != nil {
			return nil, err
		}
		for _, r := range slices.Concat(p.opened[old], theirs) {
			r.Subject = subject
			list = append(list, r)
		}
	}
	return list, nil
}

// openings are the opening balances, by unit.
func openings(p *huibao.Plan) map[string]huibao.History {
	m := map[string]huibao.History{}
	for _, o := range p.Openings {
		m[o.Unit] = append(m[o.Unit], huibao.Record{Period: o.Until, Subject: o.Unit, Code: o.Indicator, Counted: true, Field: huibao.FieldCumulative, Quantity: huibao.Num(o.Value)})
	}
	return m
}
