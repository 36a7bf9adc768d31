package portal

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// bareNumber is a number of an indicator that is written as any other text.
var bareNumber = regexp.MustCompile(`>\{\{\.(Code|Indicator)\}\}<|with \.Indicator\}\}\{\{\.\}\}|>\{\{\.Day\.\w+\}\}<`)

// TestNumbersWhole: a number such as E-12, or a day, is not broken at its hyphen: every page writes
// them by what keeps them in one line.
func TestNumbersWhole(t *testing.T) {
	list, err := fs.Glob(pages, "pages/*.html")
	must(t, err)
	seen := 0
	for _, name := range list {
		data, err := pages.ReadFile(name)
		must(t, err)
		seen += strings.Count(string(data), `{{template "nb" `)
		for _, bare := range bareNumber.FindAllString(string(data), -1) {
			t.Errorf("%s: %s", name, bare)
		}
	}
	if seen < 20 {
		t.Errorf("%d numbers of indicators in all pages", seen)
	}
}
