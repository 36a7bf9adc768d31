// Package numeral reads Chinese numerals (一千二百三十四, 壹仟, 两万五), as they stand
// in returns and in the text of plans.
package numeral

import "strings"

// Everyday and formal (大写) characters are not mixed in one numeral; 零 〇 ○ 万 亿 belong
// to both.
const (
	everyday = "一二三四五六七八九十百千"
	formal   = "壹贰叁肆伍陆柒捌玖拾佰仟"
	joined   = "廿卅"
)

var others = map[rune]rune{'〇': '零', '○': '零', '萬': '万', '億': '亿'}

// apart are the characters that stand for two everyday ones.
var apart = strings.NewReplacer("廿", "二十", "卅", "三十")

// digits and units give a normal character's worth: units as powers of ten.
var (
	digits = map[rune]int64{'零': 0, '一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	units  = map[rune]int64{'十': 10, '百': 100, '千': 1000, '万': 1e4, '亿': 1e8}
)

// below is the unit under a unit, in which a short form's last digit counts: 一百五.
var below = map[rune]string{'百': "十", '千': "百", '万': "千", '亿': "千万"}

// What is longer, or as much, is no numeral.
const (
	maxBytes = 96
	limit    = 1e15
)

// Is reports whether r can stand in a numeral.
func Is(r rune) bool {
	return strings.ContainsRune(everyday, r) || strings.ContainsRune(formal, r) || strings.ContainsRune(joined+"零〇○两万萬亿億", r)
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

// Value is the number of a numeral: one written in full (一百零五), or, in everyday
// characters, without its last unit (一百五 is 150, 两万五 is 25000) or with 廿 and 卅. It is false for
// whatever nobody would write for a number (三十二十, 一百零, 一二).
func Value(numeral string) (int64, bool) {
	s, short, ok := normal(numeral)
	if !ok {
		return 0, false
	}
	v, ok := sum(s)
	if !ok || v >= limit || !written(s, v) {
		return 0, false
	}
	if short > 0 && v/short%100/10 == 0 {
		return 0, false // 十万三: 三千 or 三?
	}
	return v, true
}

// normal gives a numeral in everyday characters and with its last unit, and, where that
// had been left out, what one of it is worth.
func normal(numeral string) (s string, short int64, ok bool) {
	if len(numeral) > maxBytes {
		return "", 0, false
	}
	var out []rune
	var daily, solemn, two bool
	for _, r := range apart.Replace(numeral) {
		if at := strings.IndexRune(formal, r); at >= 0 {
			r, solemn = []rune(everyday)[at/len("壹")], true
		} else if strings.ContainsRune(everyday+"两", r) {
			daily = true
		}
		if o, is := others[r]; is {
			r = o
		}
		if two && !strings.ContainsRune("百千万亿", r) {
			return "", 0, false // 两 is not said before 十, nor last
		}
		two = r == '两'
		if two {
			r = '二'
		}
		out = append(out, r)
	}
	if len(out) == 0 || daily && solemn || two && len(out) > 1 {
		return "", 0, false
	}
	s = string(out)
	if n := len(out); n > 1 && digits[out[n-1]] > 0 && below[out[n-2]] != "" && !solemn {
		unit := below[out[n-2]]
		short = units[out[n-2]] / 10
		s += unit
	}
	return s, short, true
}

// sum adds a numeral up, section by section: 亿, 万, and what is under them. It is right
// for what is well written, which it does not judge.
func sum(s string) (int64, bool) {
	var total, section int64
	digit := int64(-1)
	for _, r := range s {
		if d, is := digits[r]; is {
			digit = d
			continue
		}
		u := units[r]
		if u < 1e4 {
			if digit < 0 {
				digit = 1 // 十二
			}
			section += digit * u
			digit = -1
			continue
		}
		section += max(digit, 0)
		if u == 1e8 {
			section, total = total+section, 0
		}
		if section >= limit/u {
			return 0, false
		}
		total, section = total+section*u, 0
		digit = -1
	}
	return total + section + max(digit, 0), true
}

// written reports whether s is how v is written: 零 stands for gaps, may stand between
// sections where the upper one ends with a nought (十万七千, 十万零七千), and a number
// may begin with 一十 for 十.
func written(s string, v int64) bool {
	if strings.HasPrefix(s, "一十") {
		s = strings.TrimPrefix(s, "一")
	}
	for loose := range 4 {
		if s == write(v, loose) || v == 0 && s == "零" {
			return true
		}
	}
	return false
}

// write writes a number; the bits of loose put the 零 that may stand before what is
// under 万 and under 亿.
func write(v int64, loose int) string {
	s := ""
	if high := v / 1e8; high > 0 {
		s = write(high, loose) + "亿"
		v %= 1e8
		if v > 0 && (v < 1e7 || high%10 == 0 && loose&2 > 0) {
			s += "零"
		}
	}
	if high := v / 1e4; high > 0 {
		s += section(high, s == "") + "万"
		v %= 1e4
		if v > 0 && (v < 1e3 || high%10 == 0 && loose&1 > 0) {
			s += "零"
		}
	}
	return s + section(v, s == "")
}

// section writes a number under ten thousand; the first section of a numeral begins with
// 十 rather than 一十.
func section(v int64, first bool) string {
	s, gap := "", false
	for i, unit := range []string{"千", "百", "十", ""} {
		d := v / []int64{1000, 100, 10, 1}[i] % 10
		if d == 0 {
			gap = s != ""
			continue
		}
		if gap {
			s += "零"
		}
		gap = false
		if d > 1 || unit != "十" || s != "" || !first {
			s += string([]rune(everyday)[d-1])
		}
		s += unit
	}
	return s
}
