package draft

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"huibao/internal/regexp"
)

// readMeasure reads the measure at the beginning of rest, the text behind the
// number.
func (m *mention) readMeasure(before, rest string) {
	switch {
	case strings.HasPrefix(rest, "个百分点"):
		m.measure, m.to = "个百分点", m.to+len("个百分点")
	case strings.HasPrefix(rest, "%"):
		m.measure, m.to = "%", m.to+1
	case strings.HasPrefix(rest, "元"):
		m.measure = "元"
		per, n := perAfter(rest[len("元"):])
		m.per, m.to = per, m.to+len("元")+n
	case strings.HasPrefix(rest, "天") && strings.Contains(clauseBefore(before, len(before)), "天数"):
		m.measure, m.to = "天", m.to+len("天")
	case strings.HasPrefix(rest, "倍"):
		m.measure, m.to = "倍", m.to+len("倍")
	default:
		var n int
		m.measure, n = countMeasure(rest)
		if n == 0 && !m.numeral {
			m.measure, n = strangeMeasure(rest)
			m.guessed = n > 0
		}
		if n == 0 && !m.numeral && people(before, rest) {
			m.measure, m.guessed = "人", true
		}
		m.to += n
		if g := perOf.FindString(rest[n:]); g != "" && m.measure != "" {
			m.measure, m.to, m.guessed = m.measure+g, m.to+len(g), true
		}
	}
}

// perOf is what a count is for each of: 4批次/千人.
var perOf = regexp.MustCompile(`^/\p{Han}{1,4}`)

// peopleWords are those who are counted without a measure: 自来水人口120万,
// 帮助100万农村居民.
var peopleWords = []string{"人口", "人数", "人员", "群众", "居民", "农民", "学生", "老人", "老年人", "儿童", "妇女", "劳动力", "职工", "劳动者", "毕业生"}

func people(before, rest string) bool {
	if r, _ := utf8.DecodeRuneInString(rest); rest != "" && !unicode.Is(unicode.Han, r) && !strings.ContainsRune("，、；。()", r) {
		return false
	}
	near := []rune(forwardTo(rest, "，、；。("))
	return endsWithAny(before, peopleWords[:2]) || containsAny(string(near[:min(len(near), peopleReach)]), peopleWords) != ""
}

// peopleReach is how far behind a number those who are counted stand, in runes.
const peopleReach = 10

// strangeMeasure takes one character between a number and the next sign for its
// measure, though words.go does not have it: 10000穴.
func strangeMeasure(rest string) (string, int) {
	r, n := utf8.DecodeRuneInString(rest)
	if !unicode.Is(unicode.Han, r) || strings.ContainsRune("年月日时分秒岁号届级类种等版度多余个点余线元和及与", r) {
		return "", 0
	}
	if after := rest[n:]; after == "" || strings.IndexAny(after, "，、；。()") == 0 {
		return string(r), n
	}
	return "", 0
}

// perUnits are what an amount of money can be for, in the order in which they are
// written.
var perUnits = []string{"平方米", "立方米", "公里", "人次", "学期", "学年", "小时", "人", "户", "孩", "生", "亩", "张", "床", "个", "名", "吨", "台", "辆", "次", "例", "件", "套", "所", "村", "年", "月", "日", "天", "季", "胎", "㎡", "m2", "度", "班", "头", "家", "院", "园", "校", "站", "队", "馆", "公斤", "千克", "课时"}

// perAfter reads /人/月, 每人每月, /人·月 after 元.
func perAfter(s string) (per []string, n int) {
	for n < len(s) {
		rest := s[n:]
		lead := 0
		for _, w := range []string{"/", "每", "·", ".", "、", "(", "•"} {
			if strings.HasPrefix(rest, w) {
				lead = len(w)
				break
			}
		}
		unit := perUnit(rest[lead:])
		if lead == 0 || unit == "" || (rest[:lead] == "、" || rest[:lead] == ".") && len(per) == 0 {
			break
		}
		per = append(per, perName(unit))
		n += lead + len(unit)
		if rest[:lead] == "(" {
			if !strings.HasPrefix(s[n:], ")") {
				return per[:len(per)-1], n - lead - len(unit)
			}
			n++
		}
	}
	return per, n
}

func perUnit(s string) string {
	for _, u := range perUnits {
		if strings.HasPrefix(s, u) {
			return u
		}
	}
	return ""
}

func perName(u string) string {
	switch u {
	case "㎡", "m2":
		return "平方米"
	case "名", "生":
		return "人"
	case "天":
		return "日"
	case "床":
		return "张"
	}
	return u
}
