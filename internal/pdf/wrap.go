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

// measures of more than one character, which stay with their number; of others, the
// one character behind it does.
var measures = []string{"个百分点", "人次", "台次", "场次", "户次", "例次", "公里", "千米", "公顷", "公斤", "万元", "亿元", "万人", "万户", "万亩", "平方米", "立方米", "万平方米", "亿立方米", "万立方米"}

// pieces cuts a text into what must not be broken: a word or number of Latin
// characters with its sign and the measure behind it, or one Han character, each with the
// punctuation that clings to it.
func pieces(text []rune) [][]rune {
	var list [][]rune
	for i := 0; i < len(text); {
		j := i
		for j < len(text) && strings.ContainsRune(noEnd, text[j]) {
			j++
		}
		switch {
		case j < len(text) && (isWord(text[j]) || isSign(text, j)):
			if isSign(text, j) {
				j++
			}
			number := isDigit(text[j])
			for j < len(text) && (isWord(text[j]) || isInner(text, j)) {
				j++
			}
			if number {
				j += measureAt(text[j:])
			}
		case j < len(text):
			j++
		}
		for j < len(text) && strings.ContainsRune(noStart, text[j]) && !isSign(text, j) {
			j++
		}
		list = append(list, text[i:j])
		i = j
	}
	return list
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isSign reports whether a number's sign stands at i: before a digit, behind none and behind no
// word, for between two it is a dash.
func isSign(text []rune, i int) bool {
	return strings.ContainsRune("-−–±", text[i]) && i+1 < len(text) && isDigit(text[i+1]) && (i == 0 || !isWord(text[i-1]) && text[i-1] != ')')
}

// measureAt is how many characters of a measure a text begins with.
func measureAt(text []rune) int {
	n := 0
	if len(text) > 0 && isHan(text[0]) {
		n = 1
	}
	for _, m := range measures {
		if r := []rune(m); len(r) > n && len(r) <= len(text) && string(text[:len(r)]) == m {
			n = len(r)
		}
	}
	return n
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
			n := afterSlash(p, d.fit(p, face, size, room))
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

// afterSlash is the place of n characters or less behind a slash, for 18110/46200 is broken
// between its two numbers; n where there is none.
func afterSlash(p []rune, n int) int {
	for i := n; i > 1; i-- {
		if strings.ContainsRune("/／", p[i-1]) {
			return i
		}
	}
	return n
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
