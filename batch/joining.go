package batch

import (
	"maps"
	"slices"

	"huibao"
)

// mayJoin reports whether some of a unit's files may be parts of one return: one comes by a bureau, or
// two fill in no row in common, or few, or agree in all that they do. In which order they came is not asked.
func mayJoin(subs []huibao.Submission, list []int) bool {
	if len(list) < 2 {
		return false
	}
	p := pieces{subs: subs, rows: map[int][]string{}, later: func(int, int) bool { return false }}
	for n, i := range list {
		p.rows[i] = filledRows(subs[i].Return)
		if subs[i].Return.SentBy != "" || slices.ContainsFunc(list[:n], func(k int) bool {
			codes, same := p.shared(i, k)
			return same || 2*len(codes) <= max(len(p.rows[i]), len(p.rows[k]))
		}) {
			return true
		}
	}
	return false
}

// withoutRejected leaves the files out that are sent back by themselves: what is sent back brings
// nothing, and takes the place of nothing.
func (j *judge) withoutRejected(subs []huibao.Submission, list []int) ([]int, error) {
	var kept []int
	for _, i := range list {
		alone := *subs[i].Return
		alone.Stamp = j.cache.look(subs[i].Return)
		v, err := j.found(&subs[i], &alone)
		if err != nil {
			return nil, err
		}
		if v.State.Counts() {
			kept = append(kept, i)
		}
	}
	return kept, nil
}

// joinUnit joins a unit's files. Where only what was signed counts, a file that came after the signature waits as
// a version of its own, with what it does not fill in again: the return that was signed stays as it is.
func (j *judge) joinUnit(subs []huibao.Submission, list []int) {
	signed := j.signedOf(subs, list)
	if len(signed) == 0 || len(signed) == len(list) {
		j.putTogether(subs, list)
		return
	}
	next := slices.Clone(subs)
	for _, i := range list {
		next[i].Return = ownCopy(subs[i].Return)
	}
	j.putTogether(next, list)
	j.putTogether(subs, signed)
	for _, i := range list {
		if !slices.Contains(signed, i) {
			*subs[i].Return, subs[i].PartOf, subs[i].ReplacedBy, subs[i].WasPart = *next[i].Return, next[i].PartOf, next[i].ReplacedBy, next[i].WasPart
		}
	}
}

// signedOf are those of a unit's files that had come when its return was signed last; none where all count.
func (j *judge) signedOf(subs []huibao.Submission, list []int) []int {
	upTo := 0
	for _, i := range list {
		upTo = max(upTo, j.signedAt(&subs[i]))
	}
	return slices.DeleteFunc(slices.Clone(list), func(i int) bool { return subs[i].N >= upTo })
}

// signedAt is the act by which a file's unit signed a return that the file stands for; 0 for none, and where
// all count.
func (j *judge) signedAt(s *huibao.Submission) int {
	n := 0
	if state := j.scene.state; state.ReportedOnly() {
		for _, step := range state.Signed(s.Unit) {
			if step.Bound.File == s.SHA256 {
				n = max(n, step.Act.N)
			}
		}
	}
	return n
}

// ownCopy is a return whose rows, notes and remarks can be changed by themselves.
func ownCopy(ret *huibao.Return) *huibao.Return {
	out := *ret
	out.Rows, out.Remarks, out.Extra, out.OtherNotes = slices.Clone(ret.Rows), slices.Clone(ret.Remarks), slices.Clone(ret.Extra), maps.Clone(ret.OtherNotes)
	for i := range out.Rows {
		row := &out.Rows[i]
		row.Values, row.Remarks = row.Values.Clone(), slices.Clone(row.Remarks)
	}
	return &out
}
