package importer

import (
	"maps"
	"strings"

	"huibao"
)

// A code settles which indicator a row is, never of which part, of when or of what its figures are: a table
// with codes that isn't the one that we issued is asked about as a unit's own table is.

// isUnissued reports whether a table with codes is one that the unit made itself.
func (r *reader) isUnissued(t table) bool {
	t.columns = maps.Clone(t.columns)
	delete(t.columns, huibao.FieldCode)
	return r.ret.Stamp == nil && t.isOwn()
}

// guardMeanings takes from such a table the columns of what was done that its title, its tab or their own
// headings say to be of other months or of something else, and asks about them.
func (r *reader) guardMeanings(t *table) {
	now := r.reported()
	if t.kind != huibao.KindCount || now.IsZero() || r.form == nil || !t.unissued {
		return
	}
	all := t.meanings(now.Year, now)
	r.doubtStrange(t, all)
	for _, m := range all {
		for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldThis} {
			if t.columns[f] != m.col {
				continue
			}
			why := m.doubt
			if why == "" && m.span.isOther(now) {
				why = "不是" + now.Chinese() + "的数"
			}
			if why == "" {
				continue
			}
			delete(t.columns, f)
			t.doubted[f] = true
			t.open = append(t.open, m.col)
			r.remark(huibao.RemarkColumnUnclear, "“"+strings.TrimSpace(m.heading)+"”（"+t.colText(m.col)+"）"+why, t.at(t.head, m.col))
		}
	}
}

// isOther reports whether a span is neither the period's own month nor from January up to it.
func (s span) isOther(now huibao.Period) bool {
	switch {
	case s.past, s.ahead, s.some:
		return true
	case s.until != 0:
		return s.until != now.Month
	}
	return s.month != 0 && (s.month != now.Month || now.Quarter && !s.quarter)
}
