package regexp

import (
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// mostLiterals is how many texts are looked for before a pattern is tried at all.
const mostLiterals = 12

// literals are texts of which every match of the pattern has at least one; none where there are no such texts, or too many.
// A text without any has no match: to see that takes a tenth of what the library takes to try the pattern at every character.
func literals(pattern string) []string {
	re, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil
	}
	return needed(re.Simplify())
}

// needed are the literals of a part of a pattern.
func needed(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 && !slices.Contains(re.Rune, utf8.RuneError) { // which matches what is no character
			return []string{string(re.Rune)}
		}
	case syntax.OpCharClass:
		return neededOf(re.Rune)
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if list := needed(sub); rarer(list, best) {
				best = list
			}
		}
		return best
	case syntax.OpAlternate:
		var all []string
		for _, sub := range re.Sub {
			list := needed(sub)
			if all = append(all, list...); list == nil || len(all) > mostLiterals {
				return nil
			}
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	return nil
}

// neededOf are the characters of a class, given as ranges, where they are few.
func neededOf(ranges []rune) []string {
	var list []string
	for i := 0; i < len(ranges); i += 2 {
		if len(list)+int(ranges[i+1]-ranges[i]) >= mostLiterals || ranges[i+1] >= utf8.RuneError {
			return nil
		}
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			list = append(list, string(r))
		}
	}
	return list
}

// rarer reports whether it is less work to look for a list than for another, and finds less.
func rarer(list, other []string) bool {
	if list == nil || other == nil {
		return other == nil && list != nil
	}
	return len(list)*len(other[0]) < len(other)*len(list[0])
}

// possible reports whether a text may have a match.
func (r *Regexp) possible(s string) bool {
	list := r.literals()
	return list == nil || slices.ContainsFunc(list, func(literal string) bool { return strings.Contains(s, literal) })
}
