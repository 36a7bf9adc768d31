package importer

import (
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// A file may have saved all that it holds as texts (CSV, what web programs export): a row of figures is
// then none of headings although it has no numbers and one of its words (口径: 本年累计) is a heading elsewhere.

var (
	// numberText is a text that is a figure; a year may head a column.
	numberText = regexp.MustCompile(`^-?(?:\d|[013-9]\d{3}|2[1-9]\d{2}|\d{2,3}|\d{5,}|\d+\.\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?)%?$`)
	codeText   = regexp.MustCompile(`^\d{1,3}(?:\.\d{1,3})+$`)
)

const (
	textNumbers = 2    // from how many such texts on a row is one of figures
	codesAbove  = 1000 // rows above one in which the heading of its code is looked for
)

// underCodes reports whether a row has a code under the heading of the codes: it is one of an indicator, filled
// in or not.
func underCodes(p page, row int) bool {
	for _, c := range p.grid.Row(row) {
		if c.Type != sheet.Text || !codeText.MatchString(strings.TrimSpace(fold(c.Raw))) {
			continue
		}
		for up := row - 1; up >= max(1, row-codesAbove); up-- {
			if f, ok := headingOf(p.grid.At(up, c.Col).Raw); ok && f == huibao.FieldCode {
				return true
			}
		}
	}
	return false
}
