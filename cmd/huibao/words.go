package main

import (
	"strings"
	"unicode/utf8"

	ptext "github.com/jedib0t/go-pretty/v6/text"
	"github.com/urfave/cli/v2"
	"github.com/xrash/smetrics"

	"huibao/internal/regexp"
)

// unknownCommand says that a command, as it was typed, isn't one of the list, and which
// comes near to the last word of it.
func unknownCommand(typed, word string, list []*cli.Command) error {
	var names []string
	for _, c := range list {
		names = append(names, c.Names()...)
	}
	return usage("没有“%s”这个命令%s", typed, didYouMean(word, "", names))
}

// didYouMean names the word that is at most two letters away, behind a prefix (--).
func didYouMean(word, prefix string, names []string) string {
	best, distance := "", min(3, len(word))
	for _, n := range names {
		if d := smetrics.WagnerFischer(word, n, 1, 1, 1); len(n) > 1 && d < distance {
			best, distance = n, d
		}
	}
	if best == "" {
		return ""
	}
	return "，是不是 " + prefix + best + "？"
}

// wrap breaks a text into lines of at most width terminal cells. Words of Latin letters
// and digits stay whole where they can, and so does a command to be typed, half of which would be
// another; a line does not begin with a closing sign. What colours a line takes no cells of it.
func wrap(s string, width int) []string {
	var lines []string
	for _, part := range strings.Split(s, "\n") {
		if ptext.StringWidthWithoutEscSequences(part) <= width {
			lines = append(lines, part)
			continue
		}
		for part != "" {
			n := lineEnd(part, width)
			lines = append(lines, strings.TrimRight(part[:n], " "))
			part = strings.TrimLeft(part[n:], " ")
		}
	}
	return lines
}

// typedCommand is a command of this program as a sentence has it.
var typedCommand = regexp.MustCompile(`huibao( [^ ，。；：、？！（）“”]+)+`)

// lineEnd is where the first line of a text ends: where a command begins that it has no room for,
// between two words, or where the room ends.
func lineEnd(s string, width int) int {
	room := roomEnd(s, width)
	if room == len(s) {
		return room
	}
	for _, at := range typedCommand.FindAllStringIndex(s, -1) {
		if 0 < at[0] && at[0] < room && room < at[1] && breakable(before(s, at[0]), 'h') {
			return at[0]
		}
	}
	for cut := room; cut > 0; cut -= utf8.RuneLen(before(s, cut)) {
		next, _ := utf8.DecodeRuneInString(s[cut:])
		if breakable(before(s, cut), next) {
			return cut
		}
	}
	return room
}

// roomEnd is how many bytes of a text, a character at least, have room in so many cells.
func roomEnd(s string, width int) int {
	w := 0
	for i, r := range s {
		if w += ptext.RuneWidth(r); w > width && i > 0 {
			return i
		}
	}
	return len(s)
}

// before is the character that ends at a place of a text.
func before(s string, at int) rune {
	r, _ := utf8.DecodeLastRuneInString(s[:at])
	return r
}

// breakable reports whether a line may end between two characters.
func breakable(a, b rune) bool {
	if strings.ContainsRune("，。、；：？！）》”’…%）】〕", b) || strings.ContainsRune("（《“‘【〔", a) {
		return false
	}
	return a == ' ' || b == ' ' || a > 0x7f || b > 0x7f
}
