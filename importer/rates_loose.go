package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
)

// namedAs are the rows of the two numbers of a rate among some under one name: both called as the plan calls them,
// or one of them so and the other nearly (应筛查孕妇 for 应筛孕妇), where a row beside them is what one is of the
// other; 0 for none.
func (u *ownTable) namedAs(rows []ownRow, row *huibao.FormRow, col int) (numer, denom int) {
	numer, denom = calledAs(rows, row.Numerator), calledAs(rows, row.Denominator)
	if numer == 0 && denom == 0 || numer > 0 && denom > 0 {
		return numer, denom
	}
	if numer == 0 {
		numer = nearlyCalled(rows, row.Numerator)
	} else {
		denom = nearlyCalled(rows, row.Denominator)
	}
	if numer == 0 || denom == 0 || u.rateRow(rows, numer, denom, col) == 0 {
		return 0, 0
	}
	return numer, denom
}

// nearly reports whether a name is that of a number of a rate with a word more or less within it, and the same first
// character (应, 已).
func nearly(name, part string) bool {
	known := formPart(part)
	name = strings.TrimPrefix(partName(name), "本年")
	first, _ := utf8.DecodeRuneInString(name)
	more := utf8.RuneCountInString(name) - utf8.RuneCountInString(known)
	return min(len(name), len(known)) >= leastShort*len("应") && strings.HasPrefix(known, string(first)) && max(more, -more) <= mostBetween &&
		(within(name, known) || within(known, name)) && !notAllDone.MatchString(name)
}

// nearlyCalled is the one of some rows of which the name is nearly that of a number of a rate; 0 for none.
func nearlyCalled(rows []ownRow, part string) (found int) {
	for _, o := range rows {
		if !nearly(o.leaf(), part) {
			continue
		}
		if found > 0 {
			return 0
		}
		found = o.n
	}
	return found
}

// mostBetween is how many characters such a name has more or less at most.
const mostBetween = 2

// rateRow is the row of a percentage under the name of two others that is what one is of the other; 0 for none.
func (u *ownTable) rateRow(rows []ownRow, numer, denom, col int) int {
	a, okA := u.figureAt(numer, col)
	b, okB := u.figureAt(denom, col)
	at := slices.IndexFunc(rows, func(o ownRow) bool {
		share, place, ok := u.shareAt(o.n, col)
		return o.n != numer && o.n != denom && ok && shareHead.MatchString(o.leaf()) && makes(a, b, share, place)
	})
	if !okA || !okB || at < 0 {
		return 0
	}
	return rows[at].n
}
