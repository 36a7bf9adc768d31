package numtext

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"huibao/internal/numeral"
)

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func hasDigit(s string) bool { return strings.ContainsAny(s, "0123456789") }

// starts are the places where the number of a text may begin: at runs of digits, with
// their sign; where there are none, at numerals, and else at one that begins the text
// (十二户（含结转5）).
func starts(s string) []int {
	var list []int
	arabic := hasDigit(s)
	inside := false
	for i, r := range s {
		is := !arabic && numeral.Is(r) && !strings.HasPrefix(s[i:], "百分之") || arabic && r < utf8.RuneSelf && isDigit(byte(r))
		if is && !inside && len(list) < maxStarts {
			list = append(list, signBefore(s, i))
		}
		inside = is || inside && arabic && (r == '.' || r == ',')
	}
	if first, _ := utf8.DecodeRuneInString(s); arabic && numeral.Is(first) {
		list = append(list, 0)
	}
	return list
}

// signBefore goes back from a digit over a point and a sign that belong to it.
func signBefore(s string, i int) int {
	if i > 0 && s[i-1] == '.' {
		i--
	}
	if i == 1 && (s[0] == '-' || s[0] == '+') {
		return 0
	}
	if strings.HasSuffix(s[:i], "负") {
		return i - len("负")
	}
	return i
}

// number reads the number at the beginning of s, with its units.
func (r *reading) number(s string) (rest string, d *Doubt) {
	rest, minus := strings.CutPrefix(s, "负")
	if !minus {
		rest, minus = strings.CutPrefix(s, "-")
	}
	if !minus {
		rest = strings.TrimPrefix(s, "+")
	}
	if rest != "" && (isDigit(rest[0]) || rest[0] == '.') {
		rest, d = r.arabic(rest)
	} else {
		rest, d = r.chinese(rest)
	}
	if minus {
		r.value = r.value.Neg()
		if d != nil {
			for i := range d.Maybe {
				d.Maybe[i] = d.Maybe[i].Neg()
			}
		}
	}
	return rest, d
}

// arabic reads digits, and the units behind them.
func (r *reading) arabic(s string) (rest string, d *Doubt) {
	n := span(s)
	v, kind, d := figure(s[:n])
	if d != nil {
		return s, d
	}
	r.value = v
	if kind != "" {
		r.note(Separators, kind)
	}
	rest = s[n:]
	behind := strings.TrimLeft(rest, " ")
	if _, k := unitAt(behind); k == 0 || r.ownBegins(behind) {
		return rest, nil
	}
	whole, after, d := r.scale(v, behind)
	if d == nil && r.measureAt(strings.TrimLeft(after, " ")) == 0 && r.measureAt(behind) > 0 {
		return rest, nil // 5千克 in a row of 吨
	}
	if d != nil {
		return s, d
	}
	r.note(Multiplier, "“"+strings.TrimSuffix(behind, after)+"”")
	r.value, r.scaled = whole, true
	return after, nil
}

// ownBegins reports whether the row's own measure, one that begins with a unit (千克, 万元),
// stands at the beginning of s.
func (r *reading) ownBegins(s string) bool {
	first, _ := utf8.DecodeRuneInString(s)
	own, _ := utf8.DecodeRuneInString(r.row.Measure)
	return first == own && r.measureAt(s) > 0
}

// span is how far digits, points, commas and blanks between them go.
func span(s string) int {
	end := 0
	for i := 0; i < len(s) && (isDigit(s[i]) || strings.IndexByte("., \n", s[i]) >= 0); i++ {
		if isDigit(s[i]) || s[i] == '.' && i == end {
			end = i + 1
		}
	}
	return end
}

// figure reads digits: bare, or in groups of three or (by 万) of four with commas, or of
// three with blanks. kind says what stood between them.
func figure(s string) (v decimal.Decimal, kind string, d *Doubt) {
	bare := strings.TrimSuffix(s, ".")
	if !strings.ContainsAny(bare, ", \n") {
		if v, err := decimal.NewFromString(bare); err == nil {
			return v, "", nil
		}
		return v, "", &Doubt{Why: "小数点不止一个", Maybe: parse(strings.ReplaceAll(bare, ".", ""))}
	}
	for _, g := range []struct {
		sep, kind string
		size      int
	}{{",", "有分隔符", 3}, {",", "有分隔符", 4}, {" ", "以空格分节", 3}} {
		if grouped(bare, g.sep, g.size) {
			v, err := decimal.NewFromString(strings.ReplaceAll(bare, g.sep, ""))
			if err == nil {
				return v, g.kind, nil
			}
		}
	}
	joined := strings.NewReplacer(",", "", " ", "", "\n", "").Replace(bare)
	switch {
	case strings.Contains(bare, "\n"):
		d = &Doubt{Why: "一格里有几行数", Maybe: parse(strings.Fields(bare)...)}
	case strings.Contains(bare, " "):
		d = &Doubt{Why: "数字之间有空格，又不是三位一节", Maybe: parse(append([]string{joined}, strings.Fields(bare)...)...)}
	default:
		d = &Doubt{Why: "逗号的位置不像千分位", Maybe: parse(joined)}
		if strings.Count(bare, ",") == 1 && !strings.Contains(bare, ".") {
			d.Maybe = append(d.Maybe, parse(strings.Replace(bare, ",", ".", 1))...)
		}
	}
	return v, "", d
}

// maxMaybe is how many readings of a text are shown.
const maxMaybe = 3

// parse reads texts that may be numbers, for a doubt.
func parse(list ...string) []decimal.Decimal {
	var out []decimal.Decimal
	for _, s := range list {
		if d, err := decimal.NewFromString(s); err == nil && len(out) < maxMaybe {
			out = append(out, d)
		}
	}
	return out
}

// grouped reports whether digits stand in regular groups.
func grouped(s, sep string, size int) bool {
	whole, places, dot := strings.Cut(s, ".")
	if dot && (places == "" || strings.Trim(places, "0123456789") != "") {
		return false
	}
	groups := strings.Split(whole, sep)
	for i, g := range groups {
		if strings.Trim(g, "0123456789") != "" || i > 0 && len(g) != size || i == 0 && (g == "" || len(g) > size || g[0] == '0') {
			return false
		}
	}
	return len(groups) > 1
}

// chinese reads a numeral, with decimals (三点五) and the units behind them.
func (r *reading) chinese(s string) (rest string, d *Doubt) {
	head := numeral.Prefix(s)
	if last, n := utf8.DecodeLastRuneInString(head); n < len(head) && r.measureAt(s[len(head):]) == 0 {
		if own, _ := utf8.DecodeRuneInString(r.row.Measure); own == last && r.measureAt(s[len(head)-n:]) > 0 {
			head = head[:len(head)-n] // 五千克
		}
	}
	v, ok := numeral.Value(head)
	rest = s[len(head):]
	if !ok || rest != "" && isDigit(rest[0]) {
		return s, &Doubt{Why: "中文数字“" + brief(head) + "”写法不规范，不能确定是多少"}
	}
	r.note(Numeral, "中文数字")
	r.value, r.numeral, r.scaled = decimal.NewFromInt(v), true, strings.ContainsAny(head, "万萬亿億")
	point, is := strings.CutPrefix(rest, "点")
	if !is {
		return rest, nil
	}
	places := ""
	for _, c := range point {
		at := strings.IndexRune("零一二三四五六七八九", c)
		if at < 0 {
			break
		}
		places += string(rune('0' + at/len("零")))
	}
	if places == "" || r.scaled {
		return s, &Doubt{Why: "“点”的用法不规范"}
	}
	r.value = r.value.Add(decimal.RequireFromString("0." + places))
	rest = point[len(places)*len("零"):]
	if _, k := unitAt(rest); k == 0 || r.ownBegins(rest) {
		return rest, nil
	}
	whole, after, d := r.scale(r.value, rest)
	if d == nil {
		r.value, r.scaled = whole, true
	}
	return after, d
}
