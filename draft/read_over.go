package draft

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
)

// readOver says why a number is one that people read over, and whether they should.
func (m *mention) readOver(s string) (string, huibao.Fate) {
	if m.duration(s) {
		return "", ""
	}
	if why := readOver(s, m); why != "" {
		return why, huibao.FateAside
	}
	if rest := s[m.to:]; m.measure == "期" && containsAny(rest[:min(len(rest), len("工程"))], []string{"工程", "项目", "建设", "改造"}) != "" {
		return "期次，是名称", huibao.FateAside
	}
	if letterBefore(s, m) {
		return "字母与数字的名称", huibao.FateAside
	}
	if m.numeral && !m.isPercent() && !countedNumeral(s, m) {
		if m.measure == "" || m.value.LessThan(decimal.NewFromInt(2)) {
			return "中文数字，不是计数", huibao.FateAside
		}
		return "中文数字，未必是目标", huibao.FateReview
	}
	if m.measure == "" {
		return "数字后没有认得的计量单位", huibao.FateReview
	}
	return "", ""
}

// durations are measures of time, and what they are called where they are a target:
// what a limit or a change of one is held to.
var durations = []struct{ written, measure string }{{"个工作日", "工作日"}, {"工作日", "工作日"}, {"个小时", "小时"}, {"小时", "小时"}, {"分钟", "分钟"}, {"个月", "月"}, {"天", "天"}, {"周", "周"}}

// limited are the words of what a duration is a limit of.
var limited = []string{"时限", "时间", "时长", "用时", "周期", "产假", "期限"}

// duration takes a length of time for a measure where it is what something is
// changed to (压缩至4个工作日), or from, or the limit of a time (时限控制在3天以内).
func (m *mention) duration(s string) bool {
	clause := clauseBefore(s, m.from)
	letter := lastClass(clause)
	switch {
	case letter == 't' || letter == 'd':
	case strings.HasSuffix(clause, "由") || strings.HasSuffix(clause, "从"):
		if after := forwardTo(s[m.to:], "，；。"); containsAny(after, []string{"缩短", "压缩", "延长", "压减"}) == "" {
			return false
		}
	case letter == 'l' && containsAny(clause, limited) != "":
	default:
		return false
	}
	for _, d := range durations {
		if strings.HasPrefix(s[m.numberTo:], d.written) {
			m.measure, m.to = d.measure, m.numberTo+len(d.written)
			return true
		}
	}
	return false
}

// readOver says why a number is one that people read over.
func readOver(s string, m *mention) string {
	after := s[m.numberTo:]
	for _, x := range notTargets {
		for _, w := range x.before {
			if strings.HasSuffix(s[:m.from], w) && !dueBefore.MatchString(s[:m.from]) {
				return x.why
			}
		}
		for _, w := range x.after {
			if strings.HasPrefix(after, w) && m.measure != "天" && (m.measure == "" || len(w) >= m.to-m.numberTo) {
				return x.why
			}
		}
	}
	if phone.MatchString(s[:m.from]) || mobile.MatchString(s[m.from:m.numberTo]) {
		return "电话"
	}
	if quoted(s, m) {
		return "引号内的数"
	}
	return ""
}

// dueBefore is a day by which a number is due, and no rank: 3月底前2家.
var dueBefore = regexp.MustCompile(`(?:[底末旬日月之以]|季度|半年)前$`)

// phone is what stands in front of a telephone number, or of a part of one.
var phone = regexp.MustCompile(`(?:电话|传真|手机)[：:]?[\d()、 -]*$`)

// mobile is a mobile telephone's number.
var mobile = regexp.MustCompile(`^1[3-9]\d{9}$`)

// quoted reports whether a number stands in short quotation marks: “2·1”, “1+N”.
func quoted(s string, m *mention) bool {
	open := strings.LastIndexAny(s[:m.from], "“”《》\"")
	if open < 0 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s[open:])
	if r != '“' && r != '《' {
		return false
	}
	end := strings.IndexAny(s[m.to:], "”》")
	return end >= 0
}
