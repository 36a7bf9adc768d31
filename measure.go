package huibao

import (
	"slices"
	"sort"
	"strings"

	"github.com/shopspring/decimal"
)

// A measure's family and its exact size in the family's base: num/den.
type measureSize struct {
	family   string
	num, den int64
}

// measures lists the measures that convert exactly into each other. Counted
// things (个, 人, 户 …) are families of their own, known by their name.
var measures = map[string]measureSize{
	"元": {"元", 1, 1}, "角": {"元", 1, 10}, "分": {"元", 1, 100},
	"米": {"米", 1, 1}, "m": {"米", 1, 1}, "公里": {"米", 1000, 1}, "千米": {"米", 1000, 1},
	"km": {"米", 1000, 1}, "KM": {"米", 1000, 1}, "Km": {"米", 1000, 1}, "㎞": {"米", 1000, 1}, "里": {"米", 500, 1}, "华里": {"米", 500, 1}, "延米": {"米", 1, 1},
	"平方米": {"平方米", 1, 1}, "㎡": {"平方米", 1, 1}, "m2": {"平方米", 1, 1}, "m²": {"平方米", 1, 1}, "平米": {"平方米", 1, 1},
	"公顷": {"平方米", 10000, 1}, "亩": {"平方米", 2000, 3}, "平方公里": {"平方米", 1000000, 1}, "平方千米": {"平方米", 1000000, 1},
	"吨": {"千克", 1000, 1}, "千克": {"千克", 1, 1}, "公斤": {"千克", 1, 1}, "斤": {"千克", 1, 2},
	"立方米": {"立方米", 1, 1}, "m3": {"立方米", 1, 1}, "方": {"立方米", 1, 1},
	"场次": {"场", 1, 1}, "户数": {"户", 1, 1}, "人数": {"人", 1, 1}, "台套": {"台", 1, 1},
	"名": {"人", 1, 1}, "处": {"个", 1, 1}, "座": {"个", 1, 1}, "所": {"个", 1, 1},
	"%": {"%", 1, 1}, "％": {"%", 1, 1}, "百分点": {"%", 1, 1},
}

// multipliers are the words that may stand before a measure.
var multipliers = []struct {
	word string
	n    int64
}{{"千万", 1e7}, {"百万", 1e6}, {"十万", 1e5}, {"万", 1e4}, {"亿", 1e8}, {"千", 1e3}, {"百", 1e2}}

// ConvertMeasure returns the exact factor that turns a figure in measure from
// into one in measure to (万元 → 元: 10000/1), and false when the two do not
// measure the same thing. Composite measures (元/人/月, 元/月/人, 元/人·月) agree in
// any order of what follows the first slash.
func ConvertMeasure(from, to string) (Ratio, bool) {
	a, aPer := splitMeasure(from)
	b, bPer := splitMeasure(to)
	if aPer != bPer {
		return Ratio{}, false
	}
	x, y := sizeOf(a), sizeOf(b)
	if x.family != y.family {
		return Ratio{}, false
	}
	return NewRatio(decimal.NewFromInt(x.num).Mul(decimal.NewFromInt(y.den)),
		decimal.NewFromInt(x.den).Mul(decimal.NewFromInt(y.num))), true
}

// SameMeasure reports whether two ways of writing are of one measure: 公里 and 千米, 元/人/月
// and 元/月/人, or the second one shortened (元/月, 元), or with its sign behind it: 公里(km).
func SameMeasure(a, b string) bool {
	a = withoutSign(a)
	if f, ok := ConvertMeasure(a, b); ok {
		return f.Cmp(RatioOf(1, 1)) == 0
	}
	head, per := splitMeasure(a)
	whole, full := splitMeasure(b)
	if sizeOf(head) != sizeOf(whole) || sizeOf(head).family != "元" {
		return false
	}
	for p := range strings.SplitSeq(per, "/") {
		if p != "" && !slices.Contains(strings.Split(full, "/"), p) {
			return false
		}
	}
	return true
}

// withoutSign is a measure without another way of writing the same one in a bracket behind it.
func withoutSign(m string) string {
	head, sign, ok := strings.Cut(strings.NewReplacer("（", "(", "）", ")", " ", "").Replace(m), "(")
	if sign = strings.TrimSuffix(sign, ")"); !ok || head == "" || sign == "" {
		return m
	}
	if f, same := ConvertMeasure(head, sign); same && f.Cmp(RatioOf(1, 1)) == 0 {
		return head
	}
	return m
}

// splitMeasure parts 元/人·月 into 元 and the sorted rest "人/月"; 人/次 is one word for 人次.
func splitMeasure(m string) (head, per string) {
	m = measureSigns.Replace(m)
	parts := strings.FieldsFunc(m, func(r rune) bool { return r == '/' })
	if len(parts) == 0 {
		return "", ""
	}
	if len(parts) == 2 && parts[1] == "次" && sizeOf(parts[0]).family != "元" {
		return parts[0] + "次", ""
	}
	rest := parts[1:]
	sort.Strings(rest)
	return parts[0], strings.Join(rest, "/")
}

func sizeOf(m string) measureSize {
	if s, ok := measures[m]; ok {
		return s
	}
	for _, w := range multipliers {
		rest, ok := strings.CutPrefix(m, w.word)
		if !ok {
			continue
		}
		if rest == "" {
			return measureSize{"", w.n, 1}
		}
		s := sizeOf(rest)
		return measureSize{s.family, s.num * w.n, s.den}
	}
	return measureSize{m, 1, 1}
}

// IsMoney reports whether m measures money (元, 万元, 元/人/月 …).
func IsMoney(m string) bool {
	head, _ := splitMeasure(m)
	return sizeOf(head).family == "元"
}

// measureSigns are other ways of writing a measure of several words.
var measureSigns = strings.NewReplacer(" ", "", "／", "/", "·", "/", "．", "/", "每", "/", "（", "", "）", "", "(", "", ")", "")
