package batch

import (
	"path"
	"slices"
	"strings"

	"huibao"
)

// pieces are a unit's files as they fill in rows, and of two whether the second is surely later.
type pieces struct {
	subs   []huibao.Submission
	rows   map[int][]string // that a file fills in
	later  func(a, b int) bool
	mended map[int]bool // an earlier version of it is known
}

// shared are the rows that two files fill in both; same says that they agree in all of them.
func (p pieces) shared(a, b int) (codes []string, same bool) {
	same = true
	for _, code := range p.rows[a] {
		if !slices.Contains(p.rows[b], code) {
			continue
		}
		codes = append(codes, code)
		if len(huibao.Conflicts(p.subs[a].Return.RowByCode(code), p.subs[b].Return.RowByCode(code))) > 0 {
			same = false
		}
	}
	return codes, same
}

// fit reports whether two files may be parts of one return: they fill in no row in common, or few of the rows of
// either; they agree in these, and nothing tells which is later or a small piece adds rows of its own; or it is such a
// piece, and nothing tells. Else they are versions. Of rows in which they do not agree it is asked.
func (p pieces) fit(a, b int) bool {
	codes, same := p.shared(a, b)
	if len(codes) > 0 && !p.mended[a] && !p.mended[b] && p.subs[a].Return.Revision != p.subs[b].Return.Revision {
		return false // one is called a correction of the other
	}
	n, small, large := len(codes), min(len(p.rows[a]), len(p.rows[b])), max(len(p.rows[a]), len(p.rows[b]))
	unsure, piece := !p.later(a, b) && !p.later(b, a), 2*small <= large
	return 2*n <= small || same && (unsure || piece && n < small) || unsure && piece
}

// twins reports whether nothing tells which of two versions of one part is later, while a third file is another part: that one
// is in no doubt, so all are joined, and it is asked of the rows in which the two differ, not which file counts.
func (p pieces) twins(list []int, a, b int) bool {
	apart := func(x, y int) bool {
		codes, _ := p.shared(x, y)
		return 2*len(codes) <= min(len(p.rows[x]), len(p.rows[y]))
	}
	return !p.later(a, b) && !p.later(b, a) && slices.ContainsFunc(list, func(k int) bool { return k != a && k != b && apart(k, a) && apart(k, b) })
}

// onlyInOne asks of the rows, and their fields, that one of two versions of a part fills in and the other leaves blank: in the later
// one, which nobody knows, it was added or taken out. What another part says, too, is in no doubt by it.
func (p pieces) onlyInOne(group []int) (asked []huibao.Remark) {
	done := map[string]bool{}
	for _, a := range group {
		for _, b := range group {
			if a == b || p.fit(a, b) {
				continue
			}
			for _, code := range p.rows[a] {
				said := slices.ContainsFunc(group, func(k int) bool {
					return k != a && k != b && slices.Contains(p.rows[k], code) && p.fit(a, k) && p.fit(b, k)
				})
				only := huibao.OnlyIn(p.subs[a].Return.RowByCode(code), p.subs[b].Return.RowByCode(code))
				if len(only) > 0 && !said && !done[code] {
					done[code] = true
					only[0].Before.Source = huibao.Source{File: p.subs[b].Path}
					if blank := p.subs[b].Return.RowByCode(code); blank != nil {
						at := blank.At(only[0].After.Field)
						only[0].Before.Source.Sheet, only[0].Before.Source.Cell = at.Sheet, at.Cell
					}
					asked = append(asked, partsDiffer(code, only[0]))
				}
			}
		}
	}
	return asked
}

// mends reports whether a file only has rows again that surely earlier ones filled in, or has most of one's and few of
// its own: it is no part of a return, and whether it takes another's place is for the order of versions to say.
func (p pieces) mends(list []int, by int) bool {
	again := 0
	for _, code := range p.rows[by] {
		if slices.ContainsFunc(list, func(k int) bool { return p.later(k, by) && slices.Contains(p.rows[k], code) }) {
			again++
		}
	}
	return again == len(p.rows[by]) || slices.ContainsFunc(list, func(k int) bool {
		codes, _ := p.shared(k, by)
		return p.later(k, by) && len(p.rows[by]) < len(p.rows[k]) && 2*len(codes) > len(p.rows[by]) && !p.fit(k, by)
	})
}

// againInParts reports whether surely later files together fill in every row of one again: it was sent anew in parts.
func (p pieces) againInParts(list []int, i int) bool {
	by := map[int]bool{}
	for _, code := range p.rows[i] {
		n := len(by)
		for _, k := range list {
			if p.later(i, k) && slices.Contains(p.rows[k], code) {
				by[k], n = true, -1
			}
		}
		if n >= 0 {
			return false
		}
	}
	for k := range by {
		p.mended[k] = true
	}
	return true
}

// groups are the files that are parts of one return each, the latest last; a file by itself is a version.
func (p pieces) groups(list []int) (out [][]int) {
	rest := slices.DeleteFunc(slices.Clone(list), func(i int) bool { return p.mends(list, i) })
	for len(rest) > 0 {
		group, left := []int{rest[len(rest)-1]}, []int(nil)
		for _, i := range slices.Backward(rest[:len(rest)-1]) {
			if slices.ContainsFunc(group, func(k int) bool { return !p.fit(i, k) && !p.twins(list, i, k) }) {
				left = append(left, i)
			} else {
				group = append(group, i)
			}
		}
		slices.Reverse(group)
		slices.Reverse(left)
		out, rest = append(out, group), left
	}
	return out
}

// saidTwice makes one row of two of the same indicator: what one leaves blank the other says. Where both say
// something else, a remark names the row, both files and cells.
func saidTwice(whole *huibao.Return, at int, again *huibao.ReturnRow) {
	row := &whole.Rows[at]
	if list := huibao.Conflicts(again, row); len(list) > 0 {
		whole.Remarks = append(whole.Remarks, partsDiffer(row.Code, list[0])) // the others follow from it, or are seen beside it
	}
	for v := range again.Values.All() {
		old := row.Values.Of(v.Field)
		switch {
		case old.Text == "":
			row.Values.Set(v)
			row.Blanks = slices.DeleteFunc(slices.Clone(row.Blanks), func(b huibao.Blank) bool { return b.Field == v.Field })
		case v.Field == huibao.FieldNote && v.Text != "" && v.Word != old.Word:
			old.Text, old.Word = old.Text+"；"+v.Text, old.Word+"；"+v.Word
			row.Values.Set(old)
		}
	}
	for _, r := range again.Remarks {
		if !slices.ContainsFunc(row.Remarks, func(x huibao.Remark) bool { return x.Kind == r.Kind && x.Text == r.Text }) {
			row.Remarks = append(row.Remarks, r)
		}
	}
}

// partsDiffer is the remark that two files have something else in a row.
func partsDiffer(code string, c huibao.Conflict) huibao.Remark {
	now, before := path.Base(c.After.Source.File), path.Base(c.Before.Source.File)
	if now == before {
		now, before = c.After.Source.File, c.Before.Source.File
	}
	return huibao.Remark{Kind: huibao.RemarkPartsDiffer, Place: c.After.Source.Place(), Text: strings.Join([]string{code, c.Label,
		now + " " + c.After.Source.Place().String(), oneLine(c.After.Text), strings.TrimSpace(before + " " + c.Before.Source.Place().String()), oneLine(c.Before.Text)}, "\n")}
}

// oneLine is a text of a cell on one line.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
