package importer

import (
	"strings"
	"unicode/utf8"

	"huibao/internal/regexp"
)

// isTown reports whether a text without blanks is the name of a part of a county.
func isTown(name string) bool {
	last, _ := utf8.DecodeLastRuneInString(name)
	return strings.ContainsRune("镇乡道办处会区村园场", last) && townNames.MatchString(name)
}

var townNames = regexp.MustCompile(`^.{1,12}(?:镇|乡|街道|街道办|街道办事处|办事处|管委会|社区|村|园区|林场|农场|开发区|管理区)$`)

// isWhole reports whether a text without blanks names a row of all units, or of all of one's parts.
func isWhole(name string) bool { return wholeRows[name] }

var wholeRows = func() map[string]bool {
	m := map[string]bool{"小计": true, "共计": true, "全市": true, "汇总": true, "合计数": true}
	for _, area := range []string{"", "全县", "全区", "全旗"} {
		for _, sum := range []string{"", "合计", "总计"} {
			m[area+sum] = area+sum != ""
		}
	}
	return m
}()
