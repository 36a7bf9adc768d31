package mask

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"huibao/internal/regexp"
)

// An ID number typed wrong is a person's still. What is no check digit's is an ID by its form: the region
// and the birth date of GB 11643, written together or in the groups in which people write one. A code
// of projects or documents can have that form, too, and says so before it.
var (
	idGroups = regexp.MustCompile(`^\d{6}([ -]?)(?:\d{8}|\d{4}([ -])\d{4}|\d{4}([ -])\d{2}[ -]\d{2})([ -]?)\d{3}[0-9Xx]$`)
	codeWord = regexp.MustCompile(`(?:编号|代码|编码|文号|单号|流水号|批号|合同号|项目号|工程号|批复|案号)[^\pL\pN]{0,3}$`)
	idWord   = regexp.MustCompile(`身份[^\d；;。，,]{0,12}$`)
	// provinces are the first two digits of GB/T 2260, and 83 of residents of Taiwan.
	provinces = strings.Fields("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83")
)

// lookBehind is how many bytes before a number are read for what it is.
const lookBehind = 60

// mistyped reports whether 18 places are an ID number whose check digit is wrong: of its form, and
// called one or standing alone.
func mistyped(before, run, after string) bool {
	bare := bareOf(run)
	if len(bare) != 18 || !slices.Contains(provinces, bare[:2]) || bare[2:4] == "00" {
		return false
	}
	if born, err := time.Parse("20060102", bare[6:14]); err != nil || born.Year() < 1900 || born.Year() > 2099 {
		return false
	}
	before = before[max(0, len(before)-lookBehind):]
	if idWord.MatchString(before) {
		return true
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return idGroups.MatchString(run) && !joins(last) && !joins(next) && !codeWord.MatchString(before)
}

// joins reports whether a sign beside a number makes it part of a longer code.
func joins(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) || strings.ContainsRune("-－_/#〔〕[]", r)
}
