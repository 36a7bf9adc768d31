package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// A table of what was due and what was done of it (应完成数 | 已完成数 | 完成率) has the two numbers of the rates that it
// names, and names them by what was done (65岁以上老年人规范管理), as nobody reads it otherwise where the percentage
// beside the two is what one is of the other.

// dueParts are the columns of a row's two numbers, headed as what was done and what was due, where the percentage
// beside them is what one is of the other; 0 where they are not.
func (t table) dueParts(n int) (numer, denom int) {
	done, due, share := t.columns[huibao.FieldNumer], t.columns[huibao.FieldDenom], max(t.columns[huibao.FieldComplete], t.columns[huibao.FieldRate])
	if done+due == 0 {
		done, due = t.columns[huibao.FieldCumulative], t.headed(allDue)
	}
	if done == 0 || due == 0 || share == 0 {
		return 0, 0
	}
	a, okA := t.figureAt(n, done)
	b, okB := t.figureAt(n, due)
	s, place, okS := t.shareAt(n, share)
	if !okA || !okB || !okS || a.GreaterThan(b) || !makes(a, b, s, place) {
		return 0, 0
	}
	return done, due
}

// allDue heads all of whom or of which a thing was due, and no number of a plan's.
var allDue = regexp.MustCompile(`^(?:本年度?|年度|当年|累计)?应(?:完成|[筛查检随访管服助救签])[^,、]{0,4}$`)

// orDue are the matches of a row with those two numbers, or the one rate of which its name says what was done.
func (u *ownTable) orDue(n int, list []match, name string) []match {
	if slices.ContainsFunc(list, func(m match) bool { return m.sure >= certain || m.sure >= likely && m.row.Kind != huibao.KindRate }) {
		return list
	}
	numer, denom := u.dueParts(n)
	if numer == 0 || u.columns[huibao.FieldTarget] != denom && u.hasTarget(n) { // a target of its own tells whose it is (closest)
		return list
	}
	row := u.rateSaid(name)
	if row == nil {
		return list
	}
	u.exact = false
	return []match{{row, certain}}
}

// rateSaid is the one rate of the form of which a name says what was done; nil without one.
func (r *reader) rateSaid(name string) (found *huibao.FormRow) {
	bare, measure := nameMeasure(name)
	said := strings.TrimSuffix(inOne(bare), "率")
	if measure != "" && measure != "%" && measure != "人" && measure != "人次" {
		return nil
	}
	for _, row := range r.allRates() {
		if !saysRate(said, row, r.aboutTask(row)) {
			continue
		}
		if found != nil {
			return nil
		}
		found = row
	}
	return found
}

// inOne is a name without signs, notes and spaces.
func inOne(name string) string {
	return strings.Join(strings.Fields(nameSigns.Replace(partNote.ReplaceAllString(bareName(name), ""))), "")
}

// saysRate reports whether a name says all of what a rate is of, or of what was done of it, and nothing else but what
// the rate's task is about.
func saysRate(said string, row *huibao.FormRow, about string) bool {
	own, numer := inOne(rateOf(row)), inOne(row.Numerator)
	rest := withoutWords(said, own+"，"+numer+"，"+inOne(row.Denominator))
	if rest = plainOfRate.ReplaceAllString(rest, ""); rest != "" && (utf8.RuneCountInString(rest) < leastPiece || !within(rest, about)) {
		return false
	}
	return saysAllOf(said, own, leastPiece) || saysAllOf(said, rateOfWhom.ReplaceAllString(own, ""), leastShort) || saysAllOf(said, numer, leastShort)
}

// aboutTask are the words of an indicator's task, and of all that it has.
func (r *reader) aboutTask(row *huibao.FormRow) string {
	about := inOne(row.Task)
	for i := range r.form.Rows {
		if other := &r.form.Rows[i]; other.TaskNo == row.TaskNo {
			about += "，" + inOne(other.Name)
		}
	}
	return about
}

// saysAllOf reports whether a name has all words of another one, and so many characters of it at least, but those that
// say no more than that it was done in the year.
func saysAllOf(said, of string, least int) bool {
	rest := withoutWords(of, said)
	return utf8.RuneCountInString(of)-utf8.RuneCountInString(rest) >= least && plainOfRate.ReplaceAllString(rest, "") == ""
}

// plainOfRate are words of a rate or of its numbers that say no more than that something was done in the year.
var plainOfRate = regexp.MustCompile(`年内|年度|本年|当年|累计|接受|任务|完成|工作|及|的|人?次?数|应|已`)
