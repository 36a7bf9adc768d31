package draft

import (
	"slices"
	"strings"

	"huibao"
)

// refuse says why a number with a measure is no target of this year's work, and
// whether people must look at it; "" where it is one.
func (s *sentence) refuse(m *mention, year int) (why string, fate huibao.Fate) {
	if m.mark == partIncrease && s.usedBy(m) == nil || m.isPoints() && m.mark == "" {
		return "只写了变化的幅度，没有写达到的水平；要作目标的，请按“去年数”算出应达到的数", huibao.FateReview
	}
	if why := s.notWork(m, year); why != "" {
		return why, huibao.FateAside
	}
	return s.unsure(m), huibao.FateReview
}

// notWork says why a number is none of this year's work: what pays for it, what it
// is for each place, whom it profits, what was done before.
func (s *sentence) notWork(m *mention, year int) string {
	before := s.text[:m.from]
	clause := clauseBefore(s.text, m.from)
	if m.isMoney() && len(m.per) == 0 && m.mark == "" {
		if w := containsAny(clause, moneyNotTarget); w != "" && perBefore(clause) == nil && containsAny(clause, []string{"标准", "每人", "每户", "贷款"}) == "" {
			return "“" + w + "”后的金额，是投入而不是任务"
		}
	}
	if !m.isMoney() && !m.isPercent() && strings.HasPrefix(clause, "每") && strings.IndexAny(clause, "百千万年月季周") != len("每") {
		return "“每”后的数，是每一处的配置"
	}
	if w := containsAny(clause, []string{"省下达", "上级下达", "国家下达", "市下达", "自治区下达", "省定任务"}); w != "" {
		return "“" + w + "”的数，不是本级的目标"
	}
	if w := containsAny(clause, sideEffects); w != "" && m.mark == "" {
		return "“" + w + "”后的数，是效果或规模而不是任务"
	}
	if w := pastBefore(before, year); w != "" && m.mark == "" {
		return "“" + w + "”后的数，是以往的情况"
	}
	return ""
}

// unsure says why a number may be no target though it looks like one.
func (s *sentence) unsure(m *mention) string {
	clause := clauseBefore(s.text, m.from)
	if n := s.nextNumber(m); clause == "在" && n != nil && !n.isPercent() && !strings.ContainsAny(s.text[m.to:n.from], "，；。、") {
		return "“在”后的数，是做事的地方有几处"
	}
	if m.isPercent() && endsWithAny(clause, []string{"按", "按照", "给予", "享受", "减免", "承担", "下浮", "优惠", "的比例", "不超过总数的", "占", "其余"}) {
		return "政策比例，未必是目标"
	}
	if per := joinPer(perBefore(clause), m.per); m.isMoney() && m.mark == "" && len(per) == 1 && !slices.Contains(heads, per[0]) && m.value.IntPart() >= 10000 {
		return "给每" + per[0] + "的投入，未必是目标"
	}
	if m.measure == "倍" && s.referenceOf(m) == "" {
		return "倍数没有写明对比的对象"
	}
	return ""
}

// heads are those for whom a standard is paid; an amount for each of other things
// (每个中心100万元) pays for the work.
var heads = []string{"人", "户", "孩", "胎", "人次", "年", "月", "日", "学期", "学年", "小时", "亩", "平方米", "家"}

func (s *sentence) usedBy(by *mention) *mention {
	for m, x := range s.increase {
		if x == by {
			return m
		}
	}
	return nil
}

func containsAny(s string, words []string) string {
	for _, w := range words {
		if strings.Contains(s, w) {
			return w
		}
	}
	return ""
}

func endsWithAny(s string, words []string) bool {
	for _, w := range words {
		if strings.HasSuffix(s, w) {
			return true
		}
	}
	return false
}

// pastBefore finds a word of the past, or an earlier year, that still holds where
// the text ends: the plan's own year ends it.
func pastBefore(before string, year int) string {
	at, word := -1, ""
	for _, w := range pastWords {
		if i := strings.LastIndex(before, w); i > at {
			at, word = i, w
		}
	}
	for i := 0; i+4 <= len(before); i++ {
		y := yearAt(before, i)
		switch {
		case y == 0:
		case y == year:
			if i > at {
				at, word = i, ""
			}
		case y < year && year > 0 && i > at && pastPhrase(before[i:]):
			at, word = i, before[i:i+4]+"年"
		}
	}
	if w := containsAny(before[max(at, 0):], []string{"提高到", "今年", "本年"}); w != "" {
		return ""
	}
	return word
}

// pastPhrase reports whether an earlier year tells of what was done then, and not
// of a state that is the point to start from.
func pastPhrase(s string) bool {
	return containsAny(s, []string{"年完成", "年已", "年建成", "年底已", "年共", "年全市", "年底，", "年累计", "年实现", "年新增"}) != ""
}

// yearAt reads a year of four digits with 年 behind it.
func yearAt(s string, i int) int {
	if i > 0 && isDigit(s[i-1]) || !strings.HasPrefix(s[i+4:], "年") {
		return 0
	}
	n := 0
	for _, b := range []byte(s[i : i+4]) {
		if !isDigit(b) {
			return 0
		}
		n = n*10 + int(b-'0')
	}
	return n
}
