// Package numeral reads Chinese numerals (一千二百三十四, 壹仟, 两万五), as they stand
// in returns and in the text of plans.
package numeral

import "strings"

// digits are the digits of Chinese numerals, the formal ones (大写) included.
var digits = map[rune]int64{'零': 0, '〇': 0, '○': 0, '一': 1, '壹': 1, '二': 2, '贰': 2, '两': 2, '三': 3, '叁': 3, '四': 4, '肆': 4,
	'五': 5, '伍': 5, '六': 6, '陆': 6, '七': 7, '柒': 7, '八': 8, '捌': 8, '九': 9, '玖': 9}

var units = map[rune]int64{'十': 10, '拾': 10, '百': 100, '佰': 100, '千': 1000, '仟': 1000}

// maxRunes bounds a numeral.
const maxRunes = 24

// Is reports whether r can stand in a numeral.
func Is(r rune) bool {
	_, digit := digits[r]
	_, unit := units[r]
	return digit || unit || strings.ContainsRune("万萬亿億", r)
}

// Prefix returns the longest beginning of s that is made of numerals.
func Prefix(s string) string {
	for i, r := range s {
		if !Is(r) {
			return s[:i]
		}
	}
	return s
}

// Value adds a numeral up, section by section: 亿, 万, and what is under them;
// false where it is none. Every digit but the last must be followed by its unit.
func Value(numeral string) (int64, bool) {
	s := []rune(numeral)
	if len(s) == 0 || len(s) > maxRunes {
		return 0, false
	}
	var total, section, digit int64
	digit = -1
	for _, r := range s {
		d, isDigit := digits[r]
		u, isUnit := units[r]
		switch {
		case isDigit:
			if digit > 0 {
				return 0, false
			}
			digit = d
		case isUnit:
			if digit < 0 && (u != 10 || section != 0) {
				return 0, false
			}
			if digit < 0 {
				digit = 1
			}
			section += digit * u
			digit = -1
		default:
			section += max(digit, 0)
			if section == 0 {
				return 0, false
			}
			digit = -1
			if r == '亿' || r == '億' {
				if total+section >= 1e10 {
					return 0, false
				}
				total = (total + section) * 1e8
			} else {
				total += section * 1e4
			}
			section = 0
		}
	}
	return total + section + max(digit, 0), true
}
