package sheet

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// firstRune is the length of a text's first character.
func firstRune(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// moment is a serial number as a day and a time.
type moment struct {
	year, month, day int
	seconds          int // of the day
	days             int // the whole serial number
}

const daySeconds = 86400

func momentOf(d decimal.Decimal, date1904 bool) moment {
	seconds := int(d.Mul(decimal.NewFromInt(daySeconds)).Round(0).IntPart())
	m := moment{year: 1900, month: 1, seconds: seconds % daySeconds, days: seconds / daySeconds}
	if y, month, day, ok := SerialDate(decimal.NewFromInt(int64(m.days)).String(), date1904); ok {
		m.year, m.month, m.day = y, month, day
	}
	return m
}

// drawDate shows a number by a section for dates or times.
func drawDate(code string, d decimal.Decimal, date1904 bool) string {
	if d.Sign() < 0 || d.GreaterThan(decimal.NewFromInt(lastSerial+1)) {
		return "########"
	}
	r := &dateReader{at: momentOf(d, date1904), half: strings.Contains(strings.ToUpper(code), "AM/PM") || strings.Contains(code, "上午/下午")}
	for len(code) > 0 {
		code = r.step(code)
	}
	return strings.TrimSpace(r.out.String())
}

// dateReader walks over one section.
type dateReader struct {
	out  strings.Builder
	at   moment
	half bool // the clock has twelve hours
	hour bool // the last thing shown was the hour: m is the minute
}

func (r *dateReader) step(code string) string {
	for _, name := range []string{"上午/下午", "AM/PM", "A/P"} {
		if len(code) >= len(name) && strings.EqualFold(code[:len(name)], name) {
			morning, afternoon, _ := strings.Cut(name, "/")
			if r.at.seconds >= daySeconds/2 {
				morning = afternoon
			}
			r.out.WriteString(morning)
			return code[len(name):]
		}
	}
	if code[0] == '[' && len(code) > 1 && strings.ContainsRune("hms", rune(code[1]|0x20)) {
		r.elapsed(code[1] | 0x20)
		return code[1+skipPast(code[1:], ']'):]
	}
	c := code[0] | 0x20
	n := 1
	for n < len(code) && code[n]|0x20 == c {
		n++
	}
	if strings.IndexByte("ymdhsae", c) < 0 {
		e, rest := nextElement(code)
		r.out.WriteString(e.text)
		return rest
	}
	r.part(c, n, code[n:])
	r.hour = c == 'h'
	return code[n:]
}

// elapsed shows all hours, minutes or seconds that have gone by.
func (r *dateReader) elapsed(unit byte) {
	seconds := r.at.days*daySeconds + r.at.seconds
	r.out.WriteString(fmt.Sprint(seconds / map[byte]int{'h': 3600, 'm': 60, 's': 1}[unit]))
	r.hour = unit == 'h'
}

// part shows one part of the day or the time, written with n letters.
func (r *dateReader) part(c byte, n int, rest string) {
	at, value := r.at, 0
	switch c {
	case 'y', 'e':
		value = at.year
		if c == 'y' && n <= 2 {
			value, n = value%100, 2
		}
	case 'm':
		if value = at.month; r.hour || followedBySeconds(rest) {
			value = at.seconds / 60 % 60
		}
	case 'd':
		value = at.day
	case 'h':
		if value = at.seconds / 3600; r.half {
			value = (value+11)%12 + 1
		}
	case 's':
		value = at.seconds % 60
	}
	switch {
	case c == 'a' || c == 'd' && n > 2:
		r.out.WriteString("星期" + string([]rune("六日一二三四五")[at.days%7]))
	case n == 2:
		fmt.Fprintf(&r.out, "%02d", value)
	default:
		r.out.WriteString(fmt.Sprint(value))
	}
}

// followedBySeconds reports whether the next letter of a date is that of seconds.
func followedBySeconds(rest string) bool {
	i := strings.IndexAny(rest, "ymdhsYMDHS")
	return i >= 0 && rest[i]|0x20 == 's'
}
