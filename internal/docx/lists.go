package docx

import (
	"slices"
	"strings"

	"huibao/internal/regexp"
)

// namesOf is a sentence that lists who did not report: what it says of them, and their names.
var namesOf = regexp.MustCompile(`^([^：、，]*(?:未报|迟报|退回|未重报|待说明)[^：、，]*)：([^：]+)$`)

// bracketed is what stands in brackets, which is said of one name.
var bracketed = regexp.MustCompile(`（[^（）]*）|\([^()]*\)`)

// lists tell names that were put into, or taken out of, a list of the draft's; a list that was left
// out, or is said in other words, is the office's.
func lists(ours, theirs []Block) []Change {
	now := map[string]told{}
	names := map[string][]string{}
	for _, y := range sentences(theirs) {
		if head, list := listed(y); list != nil && names[head] == nil {
			now[head], names[head] = y, list
		}
	}
	var list []Change
	for _, x := range sentences(ours) {
		head, was := listed(x)
		if was == nil || names[head] == nil {
			continue
		}
		if a, b := slices.Sorted(slices.Values(was)), slices.Sorted(slices.Values(names[head])); !slices.Equal(a, b) {
			list = append(list, Change{CellChanged, around(now[head].block), strings.Join(was, "、"), strings.Join(names[head], "、")})
		}
	}
	return list
}

// listed is what a sentence says of the names that it lists; nil where it lists none.
func listed(x told) (head string, names []string) {
	x.text = bracketed.ReplaceAllString(x.text, "")
	m := namesOf.FindStringSubmatch(x.bare())
	if m == nil {
		return "", nil
	}
	return m[1], strings.Split(m[2], "、")
}
