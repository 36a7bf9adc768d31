package regexp

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

// TestAsTheLibrary: each method gives what the library's does.
func TestAsTheLibrary(t *testing.T) {
	const pattern, text = `(\d+)(户|人)`, "完成12户，登记30人"
	ours, theirs := MustCompile(pattern), regexp.MustCompile(pattern)
	up := func(s string) string { return strings.ToUpper("<" + s + ">") }
	for _, s := range []string{text, "", "没有数"} {
		got := fmt.Sprint(ours.MatchString(s), ours.FindString(s), ours.FindStringIndex(s), ours.FindStringSubmatch(s), ours.FindStringSubmatchIndex(s), ours.FindAllString(s, -1), ours.FindAllStringIndex(s, 1),
			ours.FindAllStringSubmatch(s, -1), ours.FindAllStringSubmatchIndex(s, -1), ours.ReplaceAllString(s, "$2"), ours.ReplaceAllStringFunc(s, up), ours.Split(s, -1), ours, QuoteMeta(s+"."))
		want := fmt.Sprint(theirs.MatchString(s), theirs.FindString(s), theirs.FindStringIndex(s), theirs.FindStringSubmatch(s), theirs.FindStringSubmatchIndex(s), theirs.FindAllString(s, -1), theirs.FindAllStringIndex(s, 1),
			theirs.FindAllStringSubmatch(s, -1), theirs.FindAllStringSubmatchIndex(s, -1), theirs.ReplaceAllString(s, "$2"), theirs.ReplaceAllStringFunc(s, up), theirs.Split(s, -1), theirs, regexp.QuoteMeta(s+"."))
		if got != want {
			t.Errorf("%q: %s, the library has %s", s, got, want)
		}
	}
}

// TestCheck names a pattern that is wrong, before it is used.
func TestCheck(t *testing.T) {
	defer func(list []*Regexp) { kept = list }(kept)
	MustCompile(`[户`)
	if n, err := Check(); err == nil || !strings.Contains(err.Error(), "[户") || n == 0 {
		t.Errorf("%d, %v", n, err)
	}
}
