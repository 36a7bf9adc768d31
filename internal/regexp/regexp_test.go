package regexp

import (
	"fmt"
	"math/rand/v2"
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

// TestLiterals: what every match of a pattern has one of, where that is known.
func TestLiterals(t *testing.T) {
	for pattern, want := range map[string]string{
		`(\d+)(户|人)`: "人 户", `[户人]+$`: "人 户", `^(?:新建|改扩?建)`: "改 新建", `a*b`: "b", `(完成)[^，]*(未|没)`: "完成", `(?:户|[人]|台车){2,3}`: "人 台车 户", `x{1,}`: "x",
		`(户|人)?`: "", `户*`: "", `户{0,2}`: "", `户|\d`: "0 1 2 3 4 5 6 7 8 9 户", `户|\w`: "", `(?i)km`: "", `[^户]`: "", `[一-龥]`: "", `\b`: "", "\uFFFD": "", "[x\uFFFD]": "", `(`: "", `[0-9]户?`: "0 1 2 3 4 5 6 7 8 9",
	} {
		if got := strings.Join(literals(pattern), " "); got != want {
			t.Errorf("%s: %q, want %q", pattern, got, want)
		}
	}
}

// TestFoundAlike: what is found by chance in texts, whole characters or not, is what the library finds.
func TestFoundAlike(t *testing.T) {
	defer func(list []*Regexp) { kept = list }(kept)
	rnd := rand.New(rand.NewPCG(3, 5))
	pieces := []string{"户", "人", "完成", "未", "12", "，", "新建", "改", "建", "\xff", "\uFFFD", "KM", "km", " ", "\n"}
	patterns := []string{`(\d+)(户|人)`, `^(?:新建|改扩?建)`, `完成[^，]*(未|没)`, `(?i)km`, `(?:户|[人]|台车){2,3}`, "[\uFFFD户]", "\uFFFD", `(户|人)?$`, `(?s)建.户`, `[户人]+\b`, `(?m)^户`}
	ours, theirs := make([]*Regexp, len(patterns)), make([]*regexp.Regexp, len(patterns))
	for i, pattern := range patterns {
		ours[i], theirs[i] = MustCompile(pattern), regexp.MustCompile(pattern)
	}
	found := 0
	for range 1000 {
		text := ""
		for range rnd.IntN(8) {
			text += pieces[rnd.IntN(len(pieces))]
		}
		for i, pattern := range patterns {
			if got, want := fmt.Sprint(ours[i].FindAllStringSubmatchIndex(text, -1), ours[i].ReplaceAllString(text, "x")), fmt.Sprint(theirs[i].FindAllStringSubmatchIndex(text, -1), theirs[i].ReplaceAllString(text, "x")); got != want {
				t.Errorf("%s in %q: %s, want %s", pattern, text, got, want)
			}
			if theirs[i].MatchString(text) {
				found++
			}
		}
	}
	if found < 500 {
		t.Errorf("%d found", found)
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
