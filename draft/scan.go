package draft

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/numeral"
	"huibao/internal/regexp"
)

// mention is a number in a sentence, with its measure.
type mention struct {
	from, to int // bytes of the sentence, the measure included
	numberTo int // end of the number itself
	value    decimal.Decimal
	measure  string   // canonical, without what it is for; "" where none stands behind
	per      []string // what money is for: 人, 月 …
	numeral  bool     // written in Chinese numerals
	approx   bool     // 余, 多: not exact
	guessed  bool     // the measure is no word of words.go
	why      string   // why it is no target; "" where it may be one
	fate     huibao.Fate
	mark     string           // the mark of a part in the grammar
	upper    *decimal.Decimal // of a range (3-5座): value is the lower end
}

func (m *mention) isMoney() bool   { return m.measure == "元" }
func (m *mention) isPercent() bool { return m.measure == "%" }
func (m *mention) isPoints() bool  { return m.measure == "个百分点" }

// maxDigits bounds a number: no target has more.
const maxDigits = 15

// scan finds the numbers of a sentence, in order.
func scan(s string) []*mention {
	var list []*mention
	for i := 0; i < len(s); {
		m := numberAt(s, i)
		if m == nil {
			_, n := utf8.DecodeRuneInString(s[i:])
			i += n
			continue
		}
		m.settle(s)
		if n := len(list) - 1; n >= 0 && m.ranges(list[n], s) {
			list = list[:n]
		}
		list = append(list, m)
		i = m.to
	}
	return list
}

// rangeSigns stand between the ends of a range.
var rangeSigns = []string{"-", "—", "－", "~", "～", "至", "到", "–", "——", "--"}

// ranges makes m, with the number low right before it, one range: 35至64, 0—6, 3-5.
func (m *mention) ranges(low *mention, s string) bool {
	if low.upper != nil || !slices.Contains(rangeSigns, s[low.to:m.from]) || low.measure != "" && low.measure != m.measure && m.why == "" {
		return false
	}
	upper, lower := m.value, low.value
	if low.measure == "" && low.numberTo < m.from && lower.LessThan(upper) {
		if factor, n := multiplierAt(strings.TrimLeft(s[m.from:m.numberTo], "0123456789.")); n > 0 && !strings.ContainsAny(s[low.from:low.numberTo], "十百千万亿") {
			lower = lower.Mul(factor)
		}
	}
	m.from, m.value, m.upper = low.from, lower, &upper
	if low.fate == huibao.FateAside && m.fate != huibao.FateAside {
		m.why, m.fate = low.why, low.fate
	}
	return true
}

// numberAt reads the number that begins at byte i.
func numberAt(s string, i int) *mention {
	if rest, ok := strings.CutPrefix(s[i:], "百分之"); ok {
		return percentNumeral(s, i, rest)
	}
	if isDigit(s[i]) {
		return arabic(s, i)
	}
	r, _ := utf8.DecodeRuneInString(s[i:])
	if r == '两' && !insideWord(s, i) && !inFixedWord(s, i) {
		return pair(s, i)
	}
	if !numeral.Is(r) || insideWord(s, i) || inFixedWord(s, i) {
		return nil
	}
	text := numeral.Prefix(s[i:])
	v, ok := numeral.Value(text)
	if !ok {
		return nil
	}
	if end := i + len(text) + len("成"); v < 10 && tenths.MatchString(s[i+len(text):]) {
		return &mention{from: i, numberTo: end, to: end, value: decimal.NewFromInt(10 * v), measure: "%", numeral: true, guessed: true}
	}
	return &mention{from: i, numberTo: i + len(text), to: i + len(text), value: decimal.NewFromInt(v), numeral: true}
}

// tenths is what stands behind a numeral of tenths: 八成以上.
var tenths = regexp.MustCompile(`^成(?:以上|以下|以内|左右|$|[，。；、)])`)

// pair reads 两 in front of a measure, 两万 and the like.
func pair(s string, i int) *mention {
	end := i + len("两")
	v := decimal.NewFromInt(2)
	factor, n := multiplierAt(s[end:])
	if n > 0 {
		v = v.Mul(factor)
	} else if _, k := countMeasure(s[end:]); k == 0 {
		return nil
	}
	return &mention{from: i, numberTo: end + n, to: end + n, value: v, numeral: true}
}

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

// insideWord reports whether a numeral's rune goes on a word of digits or letters.
func insideWord(s string, i int) bool { return i > 0 && isASCII(rune(s[i-1])) && s[i-1] != ')' }

// inFixedWord reports whether byte i stands in one of fixedWords.
func inFixedWord(s string, i int) bool {
	for _, w := range fixedWords {
		for at := range w {
			if i >= at && strings.HasPrefix(s[i-at:], w) {
				return true
			}
		}
	}
	return false
}

// percentNumeral reads 百分之九十五.
func percentNumeral(s string, i int, rest string) *mention {
	text := numeral.Prefix(rest)
	v, ok := numeral.Value(text)
	if !ok {
		return nil
	}
	end := i + len("百分之") + len(text)
	return &mention{from: i, numberTo: end, to: end, value: decimal.NewFromInt(v), measure: "%", numeral: true}
}

// arabic reads 1,234.5 and what multiplies it: 1.2万, 1万2千, 3千.
func arabic(s string, i int) *mention {
	end, text := digitsAt(s, i)
	v, err := decimal.NewFromString(text)
	if err != nil || len(text) > maxDigits+2 {
		return &mention{from: i, numberTo: end, to: end, why: "数字过长"}
	}
	m := &mention{from: i, value: v}
	for {
		factor, n := multiplierAt(s[end:])
		if n == 0 {
			break
		}
		m.value = m.value.Mul(factor)
		end += n
		more, text := digitsAt(s, end)
		small, k := multiplierAt(s[more:])
		if text == "" || k == 0 || small.GreaterThanOrEqual(factor) {
			break
		}
		part, err := decimal.NewFromString(text)
		if err != nil {
			break
		}
		m.value, end = m.value.Add(part.Mul(small)), more+k
	}
	m.numberTo, m.to = end, end
	return m
}

// digitsAt takes digits with separators of thousands and one decimal point; an
// integer's commas are left out of text.
func digitsAt(s string, i int) (end int, text string) {
	j := i
	for j < len(s) && (isDigit(s[j]) || s[j] == '.' && j+1 < len(s) && isDigit(s[j+1]) && !strings.Contains(s[i:j], ".") || thousands(s, i, j)) {
		j++
	}
	return j, strings.ReplaceAll(s[i:j], ",", "")
}

// thousands reports whether the comma at j, in a number that begins at i, separates
// thousands: up to three digits before it, three behind it and not four.
func thousands(s string, i, j int) bool {
	if s[j] != ',' || j-(strings.LastIndexByte(s[:j], ',')+1) > 3 && j-i > 3 || j+3 >= len(s) {
		return false
	}
	for k := j + 1; k <= j+3; k++ {
		if !isDigit(s[k]) {
			return false
		}
	}
	return j > i && (j+4 >= len(s) || !isDigit(s[j+4]))
}

// multiplierAt reads 万, 亿, 千, 百 and 十万, but not the beginning of a word such as
// 千瓦 or 百分点.
func multiplierAt(s string) (decimal.Decimal, int) {
	for _, w := range []string{"千瓦", "千克", "千米", "千伏", "千卡", "百分", "百姓", "千家", "万家", "千伏安", "千瓦时"} {
		if strings.HasPrefix(s, w) {
			return decimal.Decimal{}, 0
		}
	}
	factor, n := decimal.NewFromInt(1), 0
	for n < len(s) {
		r, k := utf8.DecodeRuneInString(s[n:])
		shift, ok := map[rune]int32{'十': 1, '百': 2, '千': 3, '万': 4, '萬': 4, '亿': 8, '億': 8}[r]
		if !ok || n > 0 && slices.ContainsFunc([]string{"千瓦", "千克", "千米", "千伏"}, func(w string) bool { return strings.HasPrefix(s[n:], w) }) {
			break
		}
		factor, n = factor.Shift(shift), n+k
	}
	if n == 0 {
		return decimal.Decimal{}, 0
	}
	return factor, n
}

// settle reads what stands around the number: its measure, how exact it is, and
// whether it is a number that people read over.
func (m *mention) settle(s string) {
	if m.why != "" {
		return
	}
	rest := s[m.to:]
	for _, w := range []string{"余", "多"} {
		if strings.HasPrefix(rest, w) {
			m.approx = true
			rest = rest[len(w):]
			if factor, n := multiplierAt(rest); n > 0 {
				m.value, rest = m.value.Mul(factor), rest[n:]
			}
		}
	}
	m.to = len(s) - len(rest)
	if strings.HasPrefix(rest, "/10万") {
		m.to += len("/10万")
		m.why, m.fate = "是每10万人的率，没有合适的类型，请定作“计数”或不取", huibao.FateReview
		return
	}
	if m.measure == "" {
		m.readMeasure(s[:m.from], rest)
	}
	m.why, m.fate = m.readOver(s)
}

// countedNumeral reports whether a Chinese numeral counts something that is to be
// done: a measure stands behind it, and a verb or a bound before it.
func countedNumeral(s string, m *mention) bool {
	if m.measure == "" {
		return false
	}
	if closes(s, m) {
		return true
	}
	if m.measure == "期" && !endsWithAny(s[:m.from], []string{"举办", "开办", "开展", "组织"}) {
		return false
	}
	head := clauseBefore(s, m.from)
	one := m.value.Equal(decimal.NewFromInt(1))
	for _, v := range verbs {
		if v.word == "" || one && !v.builds {
			continue
		}
		if strings.HasSuffix(head, v.word) || strings.HasSuffix(head, v.word+"了") {
			return true
		}
	}
	if one {
		return false
	}
	if rest := s[m.to:]; rest == "" || strings.IndexAny(rest, "，、；。()") == 0 {
		if withoutVerb(head) != head {
			return true
		}
	}
	for _, w := range []string{"不少于", "不低于", "达到", "达", "至少", "共", "为", "各", "分别为", "超过"} {
		if strings.HasSuffix(head, w) {
			return true
		}
	}
	return m.value.GreaterThanOrEqual(decimal.NewFromInt(10)) && utf8.RuneCountInString(s[m.from:m.numberTo]) > 1
}

// closes reports whether a numeral closes an enumeration of as many names: 甲、乙、丙
// 三所.
func closes(s string, m *mention) bool {
	names := splitNames(backTo(s[:m.from], "，,；;。：:"))
	return len(names) > 1 && m.value.Equal(decimal.NewFromInt(int64(len(names)))) && utf8.RuneCountInString(names[len(names)-1]) <= 8
}

// clauseBefore is what stands between the last comma or full stop and byte i; a
// bracket that is closed before i is part of it.
func clauseBefore(s string, i int) string { return backTo(s[:i], "，、,；;。：:(") }

// backTo is the end of a text from the last of the signs on, those in brackets that
// are closed left out.
func backTo(head, signs string) string {
	depth := 0
	for i := len(head); i > 0; {
		r, n := utf8.DecodeLastRuneInString(head[:i])
		switch {
		case r == ')':
			depth++
		case r == '(' && depth > 0:
			depth--
		case depth == 0 && strings.ContainsRune(signs, r):
			return head[i:]
		}
		i -= n
	}
	return head
}
