package sheet

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// section is one part of a number format, as far as it matters.
type section struct {
	class  Class
	places int
	scale  int    // the power of ten by which it divides
	unit   int    // the power of ten that its suffix stands for: 4 for 万
	suffix string // literal text after the number
	op     string // condition, "" for none
	bound  decimal.Decimal
	code   string
	hue    Colour // that it prints in, whatever the font's is
}

// sectionReader walks over one section.
type sectionReader struct {
	section
	bare      strings.Builder // what is not literal, in lower case
	literal   bool            // there is literal text
	afterDot  bool            // a literal point stands before the digits now read
	dotPlaces int             // digits after the literal point
}

func parseSection(code string) section {
	r := &sectionReader{section: section{code: code}}
	for len(code) > 0 {
		code = r.step(code)
	}
	r.classify(r.bare.String())
	return r.section
}

// step reads one element of the section and returns the rest.
func (r *sectionReader) step(code string) string {
	c, size := utf8.DecodeRuneInString(code)
	rest := code[size:]
	switch c {
	case '"':
		n := skipPast(rest, '"')
		r.text(strings.TrimSuffix(rest[:n], `"`))
		return rest[n:]
	case '\\', '!':
		_, size := utf8.DecodeRuneInString(rest)
		r.text(rest[:size])
		return rest[size:]
	case '_', '*':
		_, size := utf8.DecodeRuneInString(rest)
		return rest[size:]
	case '[':
		n := skipPast(rest, ']')
		r.bracket(strings.TrimSuffix(rest[:n], "]"))
		return rest[n:]
	case '0', '#', '?':
		r.digit()
	}
	if c >= utf8.RuneSelf {
		r.text(code[:size])
		return rest
	}
	r.bare.WriteString(strings.ToLower(code[:size]))
	return rest
}

func (r *sectionReader) text(s string) {
	r.literal = r.literal || s != ""
	if s == "." {
		r.afterDot, r.dotPlaces = true, 0
		return
	}
	r.suffix += s
}

func (r *sectionReader) digit() {
	r.suffix = ""
	if r.afterDot {
		r.dotPlaces++
	}
}

// bracket reads what stands in [ ]: elapsed time, a condition, a colour; locales and
// numerals are passed over.
func (r *sectionReader) bracket(s string) {
	lower := strings.ToLower(s)
	if lower != "" && strings.Trim(lower, lower[:1]) == "" && strings.ContainsAny(lower[:1], "hms") {
		r.bare.WriteByte('h')
		return
	}
	if hue, ok := hues[lower]; ok {
		r.hue = hue
	}
	for _, op := range []string{"<=", ">=", "<>", "<", ">", "="} {
		if number, ok := strings.CutPrefix(s, op); ok {
			if d, err := parseNumber(strings.TrimSpace(number)); err == nil {
				r.op, r.bound = op, d
			}
			return
		}
	}
}

func (r *sectionReader) classify(bare string) {
	r.places = -1
	hasTime := strings.ContainsAny(bare, "hs")
	switch {
	case strings.Contains(bare, "general"), strings.Contains(bare, "g/"):
		r.class = ClassGeneral
	case strings.ContainsAny(bare, "0#?") && !hasTime && !strings.ContainsAny(bare, "yd"):
		r.number(bare)
	case strings.ContainsAny(bare, "yd"), strings.Contains(bare, "aaa"), strings.Contains(bare, "m") && !hasTime:
		r.class = ClassDate
	case hasTime:
		r.class = ClassTime
	case strings.Contains(bare, "@"):
		r.class = ClassText
	case !r.literal && strings.Trim(bare, " -+()") == "":
		r.class = ClassHidden
	}
}

func (r *sectionReader) number(bare string) {
	if strings.Contains(bare, "e+") || strings.Contains(bare, "e-") || strings.Contains(bare, "/") {
		return
	}
	r.class, r.places = ClassNumber, placesOf(bare)
	if strings.Contains(bare, "%") {
		r.class = ClassPercent
		return
	}
	r.scale = 3 * trailingCommas(bare)
	if r.afterDot && r.dotPlaces > 0 {
		r.scale += r.dotPlaces
		r.places = r.dotPlaces
	}
	r.suffix = strings.TrimSpace(r.suffix)
	r.unit = unitOf(r.suffix, r.scale > 0)
	if r.scale > 0 || r.unit > 0 {
		r.class = ClassScaled
	}
}

func placesOf(bare string) int {
	_, after, _ := strings.Cut(bare, ".")
	n := 0
	for n < len(after) && strings.IndexByte("0#?", after[n]) >= 0 {
		n++
	}
	return n
}

// trailingCommas counts the commas right after the last digit: each divides by a
// thousand.
func trailingCommas(bare string) int {
	after := bare[strings.LastIndexAny(bare, "0#?")+1:]
	return len(after) - len(strings.TrimLeft(after, ","))
}

// units are the words for powers of ten. 千 and 百 alone are read as such only
// beside a number that is divided: 千克 and 百分点 are measures.
var units = []struct {
	word    string
	power   int
	divided bool
}{{"万亿", 12, false}, {"亿", 8, false}, {"千万", 7, false}, {"百万", 6, false}, {"十万", 5, false}, {"万", 4, false}, {"千", 3, true}, {"百", 2, true}}

func unitOf(suffix string, divided bool) int {
	for _, u := range units {
		if strings.HasPrefix(suffix, u.word) && (divided || !u.divided) {
			return u.power
		}
	}
	return 0
}
