package batch

import (
	"huibao"
	"huibao/ledger"
)

// past is what the ledger holds of the periods up to one, each decoded once.
type past struct {
	periods []huibao.Period // oldest first
	subs    map[huibao.Period][]huibao.Submission
}

// readPast reads the periods before one, and that one as the last run left it.
func readPast(led *ledger.Ledger, period huibao.Period) (*past, error) {
	all, err := led.Periods()
	if err != nil {
		return nil, err
	}
	p := &past{subs: map[huibao.Period][]huibao.Submission{}}
	for _, x := range all {
		if x != period && !x.Before(period) {
			continue
		}
		subs, err := led.Submissions(x)
		if err != nil {
			return nil, err
		}
		for i := range subs {
			if x != period {
				forgetMost(&subs[i])
			}
			if subs[i].Return != nil {
				compact(subs[i].Return)
			}
		}
		p.periods = append(p.periods, x)
		p.subs[x] = subs
	}
	return p, nil
}

// before lists the periods of the same rhythm before one: months or quarters.
func (p *past) before(period huibao.Period) []huibao.Period {
	var list []huibao.Period
	for _, x := range p.periods {
		if x.Before(period) && x.Quarter == period.Quarter {
			list = append(list, x)
		}
	}
	return list
}

// forgetMost drops what only the outputs of a submission's own period need.
func forgetMost(s *huibao.Submission) {
	s.Findings = nil
	if s.Return == nil {
		return
	}
	s.Return.Remarks, s.Return.Extra, s.Return.Claims = nil, nil, nil
	for i := range s.Return.Rows {
		row := &s.Return.Rows[i]
		row.Remarks = nil
		for k := range row.Values {
			row.Values[k].Remarks, row.Values[k].Formula = nil, ""
		}
	}
}
