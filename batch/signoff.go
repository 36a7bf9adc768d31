package batch

import (
	"huibao"
	"huibao/act"
	"huibao/check"
	"huibao/inforce"
	"huibao/statement"
)

// boundOf is what a signature on a return would be of, as it is now.
func boundOf(plan *inforce.Plan, s *huibao.Submission) act.Bound {
	return bound(s, plan.FormDigest(s.Unit))
}

func bound(s *huibao.Submission, form string) act.Bound {
	return act.Bound{Version: s.Version, File: s.SHA256, Part: s.Part, Read: check.Figures(s.Return), Verdict: check.Found(s.Findings), Form: form}
}

// SignOff is how far a unit's return has come on its way to the office.
type SignOff struct {
	act.Flow
	Stage  string             // its word; "" where the version as it is now was not handed on
	Lapsed bool               // what was signed is not the return as it is now
	Sub    *huibao.Submission // the version that can be signed; nil where there is none
	Bound  act.Bound          // of it
}

// SignOffOf is how far a unit's return has come.
func SignOffOf(c *statement.Consolidation, s *act.State, unit string) SignOff {
	x := SignOff{Flow: s.Flow(unit), Sub: c.Unsigned(unit)}
	if x.Sub == nil {
		x.Sub = c.Counting(unit)
	}
	if x.Sub != nil && x.Sub.Return != nil {
		x.Bound = boundOf(c.Plan, x.Sub)
	}
	if len(x.Steps) > 0 {
		if x.Lapsed = !x.Flow.Is(x.Bound); !x.Lapsed {
			x.Stage = s.Stage(unit)
		}
	}
	return x
}

// signed says which versions were signed, where only those count; nil where all do.
func (j *judge) signed() func(*huibao.Submission) bool {
	state := j.scene.state
	if !state.ReportedOnly() {
		return nil
	}
	forms := map[string]string{}
	return func(s *huibao.Submission) bool {
		if len(state.Signed(s.Unit)) == 0 {
			return false
		}
		if forms[s.Unit] == "" {
			forms[s.Unit] = j.plan.FormDigest(s.Unit)
		}
		return state.Reported(s.Unit, bound(s, forms[s.Unit]), s.N)
	}
}

// Lapsed is the word for a signature on what the return is no more.
const Lapsed = "已失效"

// SignOffWord is the word of how far a unit's return has come: a stage's, Lapsed, or "".
func SignOffWord(c *statement.Consolidation, s *act.State, unit string) string {
	if len(s.Flow(unit).Steps) == 0 {
		return "" // most units of a folder: nothing is digested
	}
	x := SignOffOf(c, s, unit)
	if x.Lapsed {
		return Lapsed
	}
	return x.Stage
}
