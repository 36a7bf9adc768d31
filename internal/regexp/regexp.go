// Package regexp is the library's regexp, of which a pattern is compiled when it is first looked
// for, not at the start of the program: those of importer and internal/doubt took half of the
// time of a command that reads nothing.
package regexp

import (
	"regexp"
	"sync"
)

// Regexp is a pattern that is compiled once, when it is first used. It may be used by several goroutines.
type Regexp struct {
	pattern  string
	compiled func() *regexp.Regexp
	literals func() []string
}

// kept are all patterns of the program (Check).
var kept []*Regexp

// MustCompile keeps a pattern; like the library's it is called for variables of a package, at the start. What is wrong with
// a pattern is told by Check, and by a panic where it is used.
func MustCompile(pattern string) *Regexp {
	r := &Regexp{
		pattern:  pattern,
		compiled: sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(pattern) }),
		literals: sync.OnceValue(func() []string { return literals(pattern) }),
	}
	kept = append(kept, r)
	return r
}

// QuoteMeta is the library's.
func QuoteMeta(s string) string { return regexp.QuoteMeta(s) }

// Check compiles all patterns that were kept: how many there are, and the first that is wrong.
func Check() (n int, err error) {
	for _, r := range kept {
		if _, err := regexp.Compile(r.pattern); err != nil {
			return len(kept), err
		}
	}
	return len(kept), nil
}

// The methods are the library's.

// String is the pattern.
func (r *Regexp) String() string { return r.pattern }

func (r *Regexp) MatchString(s string) bool {
	return r.possible(s) && r.compiled().MatchString(s)
}

func (r *Regexp) FindString(s string) string {
	if !r.possible(s) {
		return ""
	}
	return r.compiled().FindString(s)
}

func (r *Regexp) FindStringIndex(s string) []int {
	if !r.possible(s) {
		return nil
	}
	return r.compiled().FindStringIndex(s)
}

func (r *Regexp) FindStringSubmatch(s string) []string {
	if !r.possible(s) {
		return nil
	}
	return r.compiled().FindStringSubmatch(s)
}

func (r *Regexp) FindStringSubmatchIndex(s string) []int {
	if !r.possible(s) {
		return nil
	}
	return r.compiled().FindStringSubmatchIndex(s)
}

func (r *Regexp) FindAllString(s string, n int) []string {
	if !r.possible(s) {
		return nil
	}
	return r.compiled().FindAllString(s, n)
}

func (r *Regexp) FindAllStringIndex(s string, n int) [][]int {
	if !r.possible(s) {
		return nil
	}
	return r.compiled().FindAllStringIndex(s, n)
}

func (r *Regexp) FindAllStringSubmatch(s string, n int) [][]string {
	if !r.possible(s) {
		return nil
	}
	return r.compiled().FindAllStringSubmatch(s, n)
}

func (r *Regexp) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !r.possible(s) {
		return nil
	}
	return r.compiled().FindAllStringSubmatchIndex(s, n)
}

func (r *Regexp) ReplaceAllString(s, by string) string {
	if !r.possible(s) {
		return s
	}
	return r.compiled().ReplaceAllString(s, by)
}

func (r *Regexp) ReplaceAllStringFunc(s string, by func(string) string) string {
	if !r.possible(s) {
		return s
	}
	return r.compiled().ReplaceAllStringFunc(s, by)
}

func (r *Regexp) Split(s string, n int) []string { return r.compiled().Split(s, n) }

// SubexpNames is the library's.
func (r *Regexp) SubexpNames() []string { return r.compiled().SubexpNames() }
