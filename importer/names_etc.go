package importer

import (
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// saysEtc reports whether a name is a row's with 等 in the place of all but the first of the things that it is of:
// 散居孤儿等养育津贴 of 社会散居孤儿和事实无人抚养儿童养育津贴.
func saysEtc(row *huibao.FormRow, name string) bool {
	if !strings.Contains(name, "等") {
		return false
	}
	bare, _ := nameMeasure(name)
	front, end, ok := strings.Cut(bareName(bare), "等")
	if !ok || utf8.RuneCountInString(front) < leastShort || utf8.RuneCountInString(end) < leastPiece || strings.Contains(end, "等") {
		return false
	}
	for _, known := range append([]string{row.Name}, row.Aliases...) {
		_, behind, found := strings.Cut(bareName(known), front)
		if others, is := strings.CutSuffix(behind, end); found && is && otherThings.MatchString(others) {
			return true
		}
	}
	return false
}

// otherThings are one or more things behind another one.
var otherThings = regexp.MustCompile(`^[和与及、]\p{Han}{2,}`)

// called are the matches of a heading, without the months in the bracket of its measure (技能培训（1-7月，人次）): up
// to when its figures are, the heading says as a whole.
func (a *across) called(heading string) []match {
	return a.matches(monthsInBracket.ReplaceAllString(heading, "($1)"))
}

var monthsInBracket = regexp.MustCompile(`\((?:[^()]*月[^()]*)[,，、;；](\p{Han}{1,3})\)$`)
