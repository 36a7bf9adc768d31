// Package mask hides the numbers of persons in texts that came from a return: ID
// cards (GB 11643) of 18 and 15 digits, mobiles, bank cards (ISO/IEC 7812, Luhn).
package mask

import (
	"strings"
	"unicode/utf8"

	"huibao/internal/regexp"
)

// Spaces and hyphens between groups are allowed for. An ID typed as a number has lost
// its last three digits, and may be shown with an exponent.
var (
	exponent   = regexp.MustCompile(`\d\.\d{11,16}[Ee]\+1[47]`)
	mobile     = regexp.MustCompile(`^1[3-9]\d{9}$`)
	idWeights  = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	idCheck    = "10X98765432"
	separators = strings.NewReplacer(" ", "", "-", "")
)

// Text hides the personal numbers in a text: the first three and last two characters
// stay.
func Text(text string) string {
	if len(text) < 11 {
		return text
	}
	text = hideExponents(text)
	var b strings.Builder
	done, from := 0, 0
	for from < len(text) {
		start, end := nextRun(text, from)
		if start < 0 {
			break
		}
		folded := fold(text[start:end])
		first := strings.IndexByte(folded, ' ') // a number of its own, where those behind it are none with it
		switch {
		case isCut(text[end:]):
			from = end + len(text[end:]) - len(strings.TrimLeft(text[end:], "0123456789０１２３４５６７８９-－"))
		case hides(text[:start], folded, text[end:]):
			b.WriteString(text[done:start] + hidden(bareOf(folded)))
			done, from = end, end
		default:
			from = end
		}
		if first > 0 && done != end {
			piece := folded[:first]
			stop := start + strings.IndexAny(text[start:], " 　")
			if hides(text[:start], piece, "") {
				b.WriteString(text[done:start] + hidden(bareOf(piece)))
				done = stop
			}
			from = stop
		}
	}
	if done == 0 {
		return text
	}
	return b.String() + text[done:]
}

// nextRun finds the next run of 11 to 19 digits, each behind at most one sign between groups, with an X
// at its end; a start of -1 is none.
func nextRun(text string, from int) (start, end int) {
	n, gap := 0, false
	start = -1
	for i, r := range text[from:] {
		i += from
		switch size := utf8.RuneLen(r); {
		case isDigit(r) && n < 19:
			if n == 0 {
				start = i
			}
			n, gap, end = n+1, false, i+size
			continue
		case n > 0 && !gap && strings.ContainsRune(" 　-－", r):
			gap = true
			continue
		case n >= 11 && strings.ContainsRune("XxＸｘ", r):
			return start, i + size
		}
		if n >= 11 {
			return start, end
		}
		n, gap = 0, false
	}
	if n < 11 {
		return -1, 0
	}
	return start, end
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// isCut reports whether a run of digits goes on where the longest number ends: a code.
func isCut(after string) bool {
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(after, "-－"))
	return isDigit(next)
}

// hides reports whether a run of digits is a person's number. Behind another number, of which it may be
// a part, one that is written in groups is an ID or none.
func hides(before, run, after string) bool {
	bare := bareOf(run)
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(before, " 　"))
	if isDigit(last) && strings.Contains(run, " ") {
		return len(bare) == 18 && isID(bare) || mistyped(before, run, after)
	}
	return personal(bare) || mistyped(before, run, after)
}

func bareOf(run string) string { return strings.ToUpper(separators.Replace(run)) }

func hidden(bare string) string {
	return bare[:3] + strings.Repeat("*", len(bare)-5) + bare[len(bare)-2:]
}

// Holds reports whether a text holds a personal number.
func Holds(text string) bool {
	if len(text) < 11 {
		return false
	}
	return exponent.MatchString(text) || Text(text) != text
}

func hideExponents(text string) string {
	return exponent.ReplaceAllStringFunc(text, func(s string) string { return s[:3] + strings.Repeat("*", len(s)-3) })
}

func personal(bare string) bool { return isID(bare) || mobile.MatchString(bare) || isCard(bare) }

// fold turns full-width digits and the signs between them into ASCII ones.
func fold(run string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == 'Ｘ', r == 'ｘ':
			return 'X'
		case r == '　':
			return ' '
		case r == '－':
			return '-'
		}
		return r
	}, run)
}

// isID checks the GB 11643 check character of 18 places, or the birth date of 15.
func isID(s string) bool {
	switch len(s) {
	case 18:
		sum := 0
		for i, w := range idWeights {
			if s[i] == 'X' {
				return false
			}
			sum += int(s[i]-'0') * w
		}
		return s[17] == idCheck[sum%11] || strings.HasSuffix(s, "000") && isDay(s[6:14])
	case 15:
		return !strings.Contains(s, "X") && isDay("19"+s[6:12]) && s[0] != '0'
	}
	return false
}

// isDay reports whether eight digits can be a birth date.
func isDay(s string) bool {
	year, month, day := s[:4], s[4:6], s[6:]
	return year >= "1900" && year <= "2099" && month >= "01" && month <= "12" && day >= "01" && day <= "31"
}

// isCard checks the Luhn digit of 16 to 19 places.
func isCard(s string) bool {
	if len(s) < 16 || len(s) > 19 || strings.Contains(s, "X") {
		return false
	}
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0 && s[0] != '0'
}
