package rollup

import (
	"github.com/shopspring/decimal"

	"huibao"
)

// sum adds a field up over entries: the figure with its parts. It is missing
// where no entry has a number, and "not applicable" where all that reported say
// so.
func (g *group) sum(unit string, entries []entry, f huibao.Field, measure string) huibao.Figure {
	fig := huibao.Figure{Code: g.ind.Code, Unit: unit, Period: g.c.Period, Item: f, Measure: measure, Method: huibao.MethodSum}
	if !g.bare {
		fig.Parts = make([]huibao.Part, 0, len(entries))
	}
	if len(entries) == 1 {
		fig.Method = huibao.MethodOne
	}
	total, any, na := decimal.Zero, false, false
	for i := range entries {
		part, q := entries[i].part(f)
		if !g.bare {
			fig.Parts = append(fig.Parts, part)
		}
		switch d, ok := q.Decimal(); {
		case ok && any:
			total = total.Add(d)
		case ok:
			total, any = d, true
		}
		na = na || q.State() == huibao.NotApplicable
	}
	switch {
	case any:
		fig.Value = huibao.Num(total)
	case na:
		fig.Value = huibao.NA()
	}
	return fig
}

// wordUnfilled is said of a value that was left blank.
const wordUnfilled = "未填"

// holes names the entries that have no counted value of a field.
func holes(entries []entry, f huibao.Field) []huibao.Hole {
	var list []huibao.Hole
	for _, e := range entries {
		switch {
		case e.hole != "":
			list = append(list, huibao.Hole{Unit: e.Subject, Why: e.hole})
		case !e.has(f):
			list = append(list, huibao.Hole{Unit: e.Subject, Why: wordUnfilled})
		}
	}
	return list
}

func (e entry) has(f huibao.Field) bool {
	if q, ok := e.row.Values.Quantity(f); !ok || q.State() != huibao.Missing {
		return ok
	}
	v := e.row.Values.Of(f)
	return v.Word != "" || !v.Date.IsZero()
}

// starred reports whether a counted entry is of a pending return.
func starred(entries []entry) bool {
	for _, e := range entries {
		if e.hole == "" && e.sub != nil && e.sub.State == huibao.StatePending {
			return true
		}
	}
	return false
}
