package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// A name in everyday words may be an indicator's where the table says, in it or beside it, what is that indicator's
// alone: its own task within the name, its standard in force. Whether it is, the plan tells (check).

// taskIn is the task that stands in a name with a count's measure (为300名残疾人适配辅具), as it is written and the
// number alone; "" for none, or several in its measure. Others are of something else (65岁以上).
func taskIn(name string, row *huibao.FormRow) (written, number string) {
	text := bareName(name)
	if row.Kind != huibao.KindCount {
		return "", ""
	}
	for _, at := range countInName.FindAllStringSubmatchIndex(text, maxMoments) {
		from, words := at[4], text[at[4]:at[5]]
		for end := len(words); end > 0; end-- {
			if !utf8.ValidString(words[:end]) || !row.CountsAs(words[:end]) {
				continue
			}
			if written != "" {
				return "", ""
			}
			written, number = text[at[2]:from+end], strings.ReplaceAll(text[at[2]:at[3]], ",", "")
			break
		}
	}
	return written, number
}

// countInName is a number in a name, and the characters behind it, with the first of which its measure stands.
var countInName = regexp.MustCompile(`([\d,]+(?:\.\d+)?)(\p{Han}{1,3})`)

// saysWhom reports whether a name begins with whom a standard is for, by the words of the standard's own name.
func saysWhom(name string, row *huibao.FormRow) bool {
	runes := []rune(nameSigns.Replace(bareName(name)))
	return len(runes) > whomLong && slices.ContainsFunc(append([]string{row.Name}, row.Aliases...), func(known string) bool {
		return within(string(runes[:whomLong]), nameSigns.Replace(bareName(known)))
	})
}

// whomLong is how many characters of a name are looked at for whom it is for.
const whomLong = 4

// notItself reports whether a name has a word of what is not yet done, of a step of the work or of another set
// (需求, 意向), that the indicator's own has not.
func notItself(name string, row *huibao.FormRow) bool {
	bare, _ := nameMeasure(name)
	return slices.ContainsFunc([]*regexp.Regexp{notDone, stepWords, otherSet}, func(words *regexp.Regexp) bool {
		return words.MatchString(bare) && !words.MatchString(row.Name)
	})
}
