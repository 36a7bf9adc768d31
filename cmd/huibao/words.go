package main

import (
	"strings"

	ptext "github.com/jedib0t/go-pretty/v6/text"
	"github.com/urfave/cli/v2"
	"github.com/xrash/smetrics"
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
// and digits stay whole where they can; a line does not begin with a closing sign. What
// colours a line takes no cells of it.
func wrap(s string, width int) []string {
	var lines []string
	for _, part := range strings.Split(s, "\n") {
		if ptext.StringWidthWithoutEscSequences(part) <= width {
			lines = append(lines, part)
			continue
		}
		lines = append(lines, wrapLine([]rune(part), width)...)
	}
	return lines
}

func wrapLine(r []rune, width int) []string {
	var lines []string
	for {
		n, w := min(1, len(r)), 0
		if n > 0 {
			w = ptext.RuneWidth(r[0])
		}
		for n < len(r) && w+ptext.RuneWidth(r[n]) <= width {
			w += ptext.RuneWidth(r[n])
			n++
		}
		if n == len(r) {
			return append(lines, string(r))
		}
		cut := n
		for cut > 0 && !breakable(r[cut-1], r[cut]) {
			cut--
		}
		if cut == 0 {
			cut = n
		}
		lines = append(lines, strings.TrimRight(string(r[:cut]), " "))
		r = []rune(strings.TrimLeft(string(r[cut:]), " "))
	}
}

// breakable reports whether a line may end between two characters.
func breakable(a, b rune) bool {
	if strings.ContainsRune("，。、；：？！）》”’…%）】〕", b) || strings.ContainsRune("（《“‘【〔", a) {
		return false
	}
	return a == ' ' || b == ' ' || a > 0x7f || b > 0x7f
}
