package numtext

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/shopspring/decimal"
)

// breaksDown reports whether words with numbers are the parts of the number, two or more,
// each behind its name, that together are all of it: 26（男20、女6）.
func (r *reading) breaksDown(body string) bool {
	parts, between, ok := r.parts(body)
	if !ok || len(parts) < 2 {
		return false
	}
	for _, name := range strings.Split(between, "\x00")[:len(parts)] {
		if strings.IndexFunc(name, unicode.IsLetter) < 0 {
			return false
		}
	}
	var sum decimal.Decimal
	for _, p := range parts {
		sum = sum.Add(p)
	}
	return sum.Equal(r.value) && r.includes(body, body) == nil
}

// includes accounts for what the number is said to include: words, or words with smaller
// numbers (结转12; 男5、女7) that are not more than it together.
func (r *reading) includes(body, all string) *Doubt {
	if !hasDigit(body) {
		if r.covers(body, true) && body != "" {
			return nil
		}
		return r.unsure(all)
	}
	parts, between, ok := r.parts(body)
	if !ok || !plainWords(between) || ofLastYear(between) || Doubtful(strings.ReplaceAll(between, "\x00", "")) {
		return r.unsure(all)
	}
	if r.ofPeriod(body) { // 24人次，其中本月4人次 in 本期完成
		return r.doubt("其中写着本期的数，不知本期的是哪一个", parts[len(parts)-1])
	}
	var sum decimal.Decimal
	for _, part := range parts {
		if !part.LessThan(r.value.Abs()) {
			return r.doubt("所含的数不比这个数小", part)
		}
		sum = sum.Add(part)
	}
	if sum.GreaterThan(r.value.Abs()) {
		return r.doubt("所含各数之和大于这个数", sum)
	}
	return nil
}

// ofPeriod reports whether words name the very period of which the figure is asked for before a number: that is it, and
// the one before them another.
func (r *reading) ofPeriod(body string) bool {
	for _, w := range r.row.Field {
		if !strings.HasSuffix(w, "月") && w != "本期" && !strings.HasPrefix(w, "本季") {
			continue
		}
		for _, rest := range strings.Split(body, w)[1:] {
			for _, done := range []string{"份", "实际", "新增", "完成", "发生", "的", "共", "有"} {
				rest = strings.TrimPrefix(rest, done)
			}
			n := 0
			for n < len(rest) && isDigit(rest[n]) {
				n++
			}
			if n > 0 && !strings.HasPrefix(rest[n:], "日") && !strings.HasPrefix(rest[n:], "号") {
				return true
			}
		}
	}
	return false
}

// parts reads the numbers that stand among words, with a zero for each in between.
func (r *reading) parts(body string) (list []decimal.Decimal, between string, ok bool) {
	var words strings.Builder
	for rest := body; rest != ""; {
		i := strings.IndexAny(rest, "0123456789")
		if i < 0 {
			words.WriteString(rest)
			break
		}
		words.WriteString(rest[:i] + "\x00")
		if tail, year := cutYear(rest[i:]); year {
			rest = tail
			continue
		}
		if r.otherMonth(rest[i:]) {
			return nil, "", false
		}
		part, tail, ok := r.part(rest[i:])
		if !ok {
			return nil, "", false
		}
		list, rest = append(list, part), tail
	}
	return list, words.String(), true
}

// otherMonth reports whether a text begins with a month (5月) that is not the one of which the figure
// is asked for; of a figure that is of no one month any may be said.
func (r *reading) otherMonth(s string) bool {
	n := 0
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	ofMonth := func(w string) bool { return isDigit(w[0]) && strings.HasSuffix(w, "月") }
	return n > 0 && n <= 2 && strings.HasPrefix(s[n:], "月") && slices.ContainsFunc(r.row.Field, ofMonth) && !slices.Contains(r.row.Field, s[:n]+"月")
}

// ownMonth reports whether a text is the month of which the figure is asked for, and nothing else: 6月.
func (r *reading) ownMonth(s string) bool {
	return s != "" && isDigit(s[0]) && strings.HasSuffix(s, "月") && slices.Contains(r.row.Field, s)
}

// part reads one of the numbers that are included, in the row's measure.
func (r *reading) part(s string) (v decimal.Decimal, rest string, ok bool) {
	sub := &reading{row: r.row}
	n := 0
	for n < len(s) && (isDigit(s[n]) || s[n] == '.' || s[n] == ',' && n+1 < len(s) && isDigit(s[n+1])) {
		n++
	}
	d, _, bad := figure(s[:n])
	if bad != nil {
		return v, s, false
	}
	sub.value = d
	rest = s[n:]
	if _, k := unitAt(rest); k > 0 && !sub.ownBegins(rest) {
		if sub.value, rest, bad = sub.scale(d, rest); bad != nil {
			return v, s, false
		}
		sub.scaled = true
	}
	if k := sub.measureAt(rest); k > 0 {
		m := rest[:k]
		rest = rest[k:]
		if bad = sub.as(m); bad != nil {
			return v, s, false
		}
	} else if r.measure != "" && !sub.scaled { // in the measure of the number itself
		if bad = sub.as(r.measure); bad != nil {
			return v, s, false
		}
	}
	return sub.value, rest, true
}

// cutYear cuts 2023年 or 2023年度 off.
func cutYear(s string) (rest string, is bool) {
	if len(s) < 4 || s[:2] != "19" && s[:2] != "20" || !isDigit(s[2]) || !isDigit(s[3]) {
		return s, false
	}
	return strings.CutPrefix(s[4:], "年")
}

// ofLastYear reports whether words speak of another year's figure, which is not that of what was
// begun then and done now (上年结转).
func ofLastYear(s string) bool {
	is := func(w string) bool { return strings.Contains(s, w) }
	return slices.ContainsFunc([]string{"上年", "去年", "往年", "历年", "前年", "上季", "上半年"}, is) && !slices.ContainsFunc([]string{"结转", "续建", "跨年"}, is)
}

// plainWords reports whether a text, with a zero for each number, holds nothing but Chinese words
// and stops, and no word that makes the number beside it a guess.
func plainWords(s string) bool {
	if strings.IndexFunc(s, func(r rune) bool {
		return r > 0 && !unicode.Is(unicode.Han, r) && !strings.ContainsRune(" \n,，、;；:：。", r)
	}) >= 0 {
		return false
	}
	parts := strings.Split(s, "\x00")
	for i, p := range parts {
		p = strings.Trim(p, " \n")
		if i > 0 && startsWithAny(p, slices.Concat(behind, ranges)) != "" {
			return false
		}
		if i < len(parts)-1 && (guessBefore(p) != "" || endsWithAny(p, ranges)) {
			return false
		}
		for _, w := range []string{"未", "不", "非", "拟", "待", "另", "估", "缺"} {
			if strings.Contains(p, w) {
				return false
			}
		}
		if r, _ := utf8.DecodeRuneInString(p); i > 0 && (r == '分' || r == '成') {
			return false
		}
	}
	return true
}
