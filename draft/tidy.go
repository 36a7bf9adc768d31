package draft

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao/internal/han"
)

// seen drops what cannot be seen, and leaves single spaces.
func seen(s string) string {
	var out []rune
	space := false
	for _, r := range s {
		switch {
		case r == ' ' || r == '\t' || r == '\u00a0' || r == '\u3000':
			space = true
			continue
		case r < ' ' || r == '\ufeff' || r >= '\u200b' && r <= '\u200f' || r == '\u00ad' || r == utf8.RuneError:
			continue
		}
		if space && len(out) > 0 {
			out = append(out, ' ')
		}
		space = false
		out = append(out, r)
	}
	return string(out)
}

// narrowed writes full-width letters, digits, brackets and signs in half width, and
// the commas, semicolons and colons of a Chinese text in full width; a comma between
// digits separates thousands and stays. It changes rune for rune.
func narrowed(s string) string {
	rs := []rune(s)
	for i, r := range rs {
		rs[i] = narrow(r)
	}
	wide := map[rune]rune{',': '，', ';': '；', ':': '：', '!': '！', '?': '？'}
	for i, r := range rs {
		w, ok := wide[r]
		if !ok {
			continue
		}
		before, after := i > 0 && isASCII(rs[i-1]), i+1 < len(rs) && isASCII(rs[i+1])
		if (!before || !after || r == ',' && rs[i-1] == ')') && !(i+1 < len(rs) && rs[i+1] == '/') {
			rs[i] = w
		}
	}
	return string(rs)
}

// narrow folds one full-width rune. A Chinese comma is no separator of thousands,
// and a Chinese full stop no decimal point: they stay.
func narrow(r rune) rune {
	switch {
	case strings.ContainsRune("，；：！？～", r):
		return r
	case r == '﹪':
		return '%'
	case r == '．':
		return '.'
	case r >= '！' && r <= '～':
		return r - '！' + '!'
	}
	return r
}

// joined drops the spaces beside Chinese characters and signs, which come of
// typesetting: between two letters or digits one is kept, but 1 200 is 1200.
func joined(s string) string {
	rs := []rune(s)
	out := rs[:0:0]
	for i, r := range rs {
		if !joins(rs, i) {
			out = append(out, r)
		}
	}
	return string(out)
}

// joins reports whether the rune at i is a space that joined drops.
func joins(rs []rune, i int) bool {
	return rs[i] == ' ' && i > 0 && i+1 < len(rs) && (!isASCII(rs[i-1]) || !isASCII(rs[i+1]) || threeDigits(rs, i))
}

// threeDigits reports whether the space at i parts thousands: 1 200.
func threeDigits(rs []rune, i int) bool {
	digit := func(j int) bool { return j >= 0 && j < len(rs) && rs[j] >= '0' && rs[j] <= '9' }
	return digit(i-1) && !digit(i-4) && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4)
}

func isASCII(r rune) bool { return r > ' ' && r < 0x7f }

// original finds the words of the document again as they were written, after they
// were read in another form: full-width signs narrowed, traditional characters
// simplified, all of it rune for rune.
type original struct {
	read, written string
	lines         []lineStart
	first         []int         // the line of each block's first text
	changed       map[rune]bool // runes of read that were written otherwise somewhere
	at            int           // where the last one was found: texts are asked for in order
}

// lineStart is where a block's text begins, in bytes of both forms.
type lineStart struct{ read, written int }

// newOriginal takes the document as it was written, and as it is read.
func newOriginal(blocks []Block, traditional bool) *original {
	var read, written strings.Builder
	var lines []lineStart
	var first []int
	for _, b := range blocks {
		first = append(first, len(lines))
		texts := b.texts()
		for n, text := range texts {
			rs, own := []rune(narrowed(text)), []rune(text)
			lines = append(lines, lineStart{read.Len(), written.Len()})
			for i := range rs {
				if !joins(rs, i) {
					read.WriteRune(rs[i])
					written.WriteRune(own[i])
				}
			}
			end := byte('\n')
			if n+1 < len(texts) {
				end = '\t'
			}
			read.WriteByte(end)
			written.WriteByte(end)
		}
	}
	o := &original{read: read.String(), written: written.String(), lines: lines, first: first, changed: map[rune]bool{}}
	if simple := han.Simplified(o.read); traditional && len(simple) == len(o.read) {
		o.read = simple
	}
	own := []rune(o.written)
	for i, r := range []rune(o.read) {
		if r != own[i] {
			o.changed[r] = true
		}
	}
	return o
}

// blockOf is the block and the cell whose text a line is.
func (o *original) blockOf(line int) (block, cell int) {
	i, _ := slices.BinarySearch(o.first, line+1)
	return i - 1, line - o.first[i-1]
}

// words gives a text as it was written; one that stands nowhere (put together, or
// broken over lines) gets Chinese brackets.
func (o *original) words(s string) string {
	body := strings.Trim(s, "…")
	if !strings.ContainsFunc(body, func(r rune) bool { return o.changed[r] }) {
		return s
	}
	at := o.find(body)
	if at < 0 {
		return chineseBrackets(s)
	}
	o.at = at
	return strings.Replace(s, body, o.writtenAt(at, utf8.RuneCountInString(body)), 1)
}

// nearby is how far ahead of the last place a text is looked for first, in bytes.
const nearby = 1 << 15

func (o *original) find(body string) int {
	if at := strings.Index(o.read[o.at:min(len(o.read), o.at+nearby)], body); at >= 0 {
		return o.at + at
	}
	return strings.Index(o.read, body)
}

// writtenAt is n runes of the document as written, from where byte at stands in the
// form that is read.
func (o *original) writtenAt(at, n int) string {
	i, _ := slices.BinarySearchFunc(o.lines, at+1, func(l lineStart, at int) int { return l.read - at })
	line := o.lines[i-1]
	own := o.written[line.written:]
	own = own[byteOf(own, utf8.RuneCountInString(o.read[line.read:at])):]
	return own[:byteOf(own, n)]
}

// byteOf is the byte at which rune n begins.
func byteOf(s string, n int) int {
	i := 0
	for ; n > 0 && i < len(s); n-- {
		_, k := utf8.DecodeRuneInString(s[i:])
		i += k
	}
	return i
}

func chineseBrackets(s string) string {
	rs := []rune(s)
	for i, r := range rs {
		beside := i > 0 && !isASCII(rs[i-1]) || i+1 < len(rs) && !isASCII(rs[i+1])
		if beside && r == '(' {
			rs[i] = '（'
		}
		if beside && r == ')' {
			rs[i] = '）'
		}
	}
	return string(rs)
}
