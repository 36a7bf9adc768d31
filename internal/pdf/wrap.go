package pdf

import (
	"strings"

	"huibao/internal/pdf/fonts"
)

// noStart may not begin a line, noEnd may not end one (禁则).
const (
	noStart = "，。、；：？！）》」』】〕”’％%℃·…—,.;:?!)]}～-"
	noEnd   = "（《「『【〔“‘￥¥([{"
)

// pieces cuts a text into what must not be broken: a word or number of Latin
// characters with the measure behind it, or one Han character, each with the
// punctuation that clings to it.
func pieces(text []rune) [][]rune {
	var list [][]rune
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && strings.ContainsRune(noEnd, text[j]) {
			j++
		}
		switch {
		case j < len(text) && isWord(text[j]):
			number := text[j] >= '0' && text[j] <= '9'
			for j < len(text) && (isWord(text[j]) || isInner(text, j)) {
				j++
			}
			if number && j < len(text) && isHan(text[j]) {
				j++
			}
		case j < len(text):
			j++
		}
		for j < len(text) && strings.ContainsRune(noStart, text[j]) {
			j++
		}
		list = append(list, text[i:j])
		i = j
	}
	return list
}

func isWord(r rune) bool {
	return r > ' ' && r < 0x250 && !strings.ContainsRune(noStart+noEnd, r) || r == '+' || r == '.'
}

// isInner reports whether a point, comma or hyphen stands between two word
// characters.
func isInner(text []rune, i int) bool {
	return strings.ContainsRune(".,-:%", text[i]) && i > 0 && i+1 < len(text) && isWord(text[i-1]) && isWord(text[i+1])
}

func isHan(r rune) bool {
	return r >= 0x2e80 && r != '　' && (r < 0x3000 || r > 0x303f) && (r < 0xff00 || r > 0xffef)
}

// wrap breaks a text into lines of a width; first is the width of the first line.
// Joined, the lines are the text, but for blanks at line ends.
func (d *Doc) wrap(text []rune, face fonts.Face, size, first, width float64) [][]rune {
	var lines [][]rune
	var line []rune
	room, used := first, 0.0
	end := func() {
		lines = append(lines, line)
		line, used, room = nil, 0, width
	}
	for _, p := range pieces(text) {
		w := d.textWidth(face, size, p)
		if used+d.textWidth(face, size, trimBlank(p)) > room+0.01 && len(line) > 0 {
			end()
		}
		for w > room+0.01 && len(p) > 1 {
			n := d.fit(p, face, size, room)
			line = append(line, p[:n]...)
			end()
			p = p[n:]
			w = d.textWidth(face, size, p)
		}
		line = append(line, p...)
		used += w
	}
	if len(line) > 0 || len(lines) == 0 {
		end()
	}
	return lines
}

// fit is how many characters of an overlong piece fit into a width; at least one.
func (d *Doc) fit(p []rune, face fonts.Face, size, room float64) int {
	used := 0.0
	for i, r := range p {
		if used += d.textWidth(face, size, []rune{r}); used > room && i > 0 {
			return i
		}
	}
	return len(p)
}

func trimBlank(p []rune) []rune {
	for len(p) > 0 && p[len(p)-1] == ' ' {
		p = p[:len(p)-1]
	}
	return p
}
