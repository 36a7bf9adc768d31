package inforce

import "huibao"

// WithOpenings returns a history with the plan's opening balances before it. What is
// known of a unit that was merged is its heir's as well.
func (p *Plan) WithOpenings(h huibao.History) huibao.History {
	list := make(huibao.History, 0, len(h)+len(p.written.Openings))
	for _, o := range p.written.Openings {
		list = append(list, huibao.Record{Period: o.Until, Subject: o.Unit, Code: o.Indicator, Counted: true, Field: huibao.FieldCumulative, Quantity: huibao.Num(o.Value)})
	}
	list = append(list, h...)
	for _, r := range list[:len(list):len(list)] {
		if to, merged := p.heirs[r.Subject]; merged {
			r.Subject = to
			list = append(list, r)
		}
	}
	return list
}

// HistoryOf is the history of the subjects of which a unit reports, and what was
// collected when.
func (p *Plan) HistoryOf(x huibao.Histories, unit string) huibao.History {
	own := append(x[""][:len(x[""]):len(x[""])], x[unit]...)
	seen := map[string]bool{unit: true}
	for _, a := range p.UnitAssignments(unit) {
		if !seen[a.Subject] {
			seen[a.Subject] = true
			own = append(own[:len(own):len(own)], x[a.Subject]...)
		}
	}
	return own
}
