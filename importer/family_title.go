package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// familyMeasured reports whether the measure of a family's figures is said, in every place as the indicator's:
// in the names, beside them, over the columns or in the title.
func (t table) familyMeasured(at map[string]int, whole *huibao.FormRow) bool {
	var said []string
	if m := t.measureAbove(); m != "" {
		said = append(said, m)
	}
	head := headOver(t.page, t.head)
	cells := t.grid.Row(head)
	for _, n := range at {
		cells = append(slices.Clone(cells), t.grid.Row(n)...)
	}
	for _, c := range cells {
		if c.Type != sheet.Text || len(c.Raw) > maxHeading {
			continue
		}
		_, m := nameMeasure(c.Raw)
		if _, alone := nameMeasure("数(" + c.Raw + ")"); m == "" {
			m = alone // in a column of its own
		}
		if m != "" && m != "%" {
			said = append(said, m)
		}
	}
	return len(said) > 0 && !slices.ContainsFunc(said, func(m string) bool { return !convertible(m, whole.Measure) })
}

// familyTitled reports whether the title over a family holds what the indicator and its parts are all of
// (管线), and no word beside it that may make of it another thing (老旧小区管线, 管线资金).
func (r *reader) familyTitled(t table, whole *huibao.FormRow, parts []*huibao.FormRow) bool {
	thing := familyThing(whole, parts)
	if thing == "" {
		return false
	}
	units := append([]string{r.form.Unit.Name}, r.form.UnitAliases...)
	named := false
	for _, title := range t.titles() {
		if filledLine.MatchString(title) {
			continue
		}
		rest := measureNote.ReplaceAllString(strings.Join(strings.Fields(fold(title)), ""), "")
		if bare, m := nameMeasure(rest); m != "" && convertible(m, whole.Measure) {
			rest = bare
		}
		if moneyWords.MatchString(rest) || holdsAny(rest, othersThan) {
			return false
		}
		for _, same := range sameThings[thing] {
			rest = strings.ReplaceAll(rest, same, thing)
		}
		named = named || strings.Contains(rest, thing)
		for _, unit := range units {
			rest = strings.TrimPrefix(rest, unit)
		}
		rest = cityWide.ReplaceAllString(strings.ReplaceAll(rest, thing, ""), "")
		words := []rune(nameSigns.Replace(bareName(whole.Name)))
		for i := range len(words) - 1 {
			rest = strings.ReplaceAll(rest, string(words[i:i+2]), "")
		}
		if besideName.ReplaceAllString(rest, "") != "" {
			return false
		}
	}
	return named
}

// sameThings are words of which people write one for another.
var sameThings = map[string][]string{"管线": {"管网", "管道"}, "管网": {"管线", "管道"}, "管道": {"管线", "管网"}}

// cityWide are the words that such a title may have in front.
var cityWide = regexp.MustCompile(`城市|城镇|市政|地下|更新|竣工|里程`)

// familyThing is with what the names of an indicator and of all its parts end.
func familyThing(whole *huibao.FormRow, parts []*huibao.FormRow) string {
	thing := []rune(familyName(whole.Name))
	for _, row := range parts {
		for len(thing) > 0 && !strings.HasSuffix(familyName(row.Name), string(thing)) {
			thing = thing[1:]
		}
	}
	if utf8.RuneCountInString(string(thing)) < leastPiece {
		return ""
	}
	return string(thing)
}
