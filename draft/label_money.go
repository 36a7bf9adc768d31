package draft

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// eachOf is a payment told of each: 每学年资助每名学生.
var eachOf = regexp.MustCompile(`^(?:每学年|每学期|每年|每月)?(资助|补助|奖励|补贴|救助)每[名人户位](.+)$`)

// moneyLabel names a standard or a relation.
func (s *sentence) moneyLabel(t *target, m *mention, head string, before []*target) string {
	name := innerPer.ReplaceAllString(eachOf.ReplaceAllString(head, "$2$1"), "")
	name = withoutChange(withoutInner(withoutLight(name)))
	tail := s.tailOf(m)
	word := payWord(s.text[:m.from], tail)
	if weak(tail) {
		tail = ""
	}
	if t.kind == huibao.KindRelation {
		whole, _, _ := strings.Cut(cutBound(s.headOf(s.constructionStart(m))), "按")
		return withoutLight(trimmed(whole))
	}
	if name == "" && t.class != "" && len(before) > 0 {
		name = before[len(before)-1].name
	}
	last := s.lastOf(before)
	if last != nil && last.kind != huibao.KindStandard {
		last = nil
	}
	if isPlace(name) && last != nil && townOrCountry.MatchString(name) && townOrCountry.MatchString(last.name) {
		return name + townOrCountry.ReplaceAllString(last.name, "")
	}
	if (isPlace(name) || name == "") && last != nil {
		return last.name + name
	}
	if thing, whose, ok := strings.Cut(name, "按"); ok && containsAny(thing, standardWords) != "" && utf8.RuneCountInString(whose) > 2 {
		t.paid = thing
		return whose + thing
	}
	if last != nil && tail == "" && !weak(name) && containsAny(name, standardWords) == "" {
		if head := last.paidHead(); head != "" {
			return head + name
		}
		t.paid = last.paidWord()
		return name + t.paid
	}
	switch {
	case tail != "" && (name == "" || weak(name) || containsAny(tail, standardWords) != ""):
		if name != "" && !weak(name) && containsAny(name, standardWords) == "" {
			return name + tail
		}
		if containsAny(tail, standardWords) == "" {
			tail += word
		}
		return tail
	case weak(name) || strings.HasPrefix(name, "一次性"):
		earlier := withoutInner(withoutLight(trimmed(s.earlier(s.constructionStart(m)))))
		if !hasTargetNumber(earlier) && earlier != "" {
			return overlapped(earlier, name)
		}
		if thing := s.lastOf(before); thing != nil && (name == "" || weak(name)) && slices.Contains(strings.Split(t.measure, "/")[1:], thing.measure) {
			return withoutVerb(thing.base()) + word
		}
		return name
	case containsAny(name, standardWords) == "" && !strings.HasSuffix(name, word):
		return name + word
	}
	return name
}

// townOrCountry begins the names of standards that are told of each apart: 城市低保标准每人
// 815元、农村700元.
var townOrCountry = regexp.MustCompile(`^(?:城市|城镇|农村|城乡)`)

// innerPer is for whom and when within a name: 敬老院每院每年补助运行经费.
var innerPer = regexp.MustCompile(`(?:每[人户孩生年月天日所院个村班台辆处项件张床名亩家]){1,3}`)

// paidWord is the word for what is paid that a standard's name ends with.
func (t *target) paidWord() string {
	if t.paid != "" {
		return t.paid
	}
	at := -1
	for _, w := range standardWords {
		if i := strings.LastIndex(t.name, w); i > 0 && (at < 0 || i < at) {
			at = i
		}
	}
	if at < 0 {
		return "标准"
	}
	return t.name[at:]
}

// paidHead is what of a standard's name stands before the words that tell it from the
// others of its list: 孤儿基本生活费 of 孤儿基本生活费集中供养; "" where it ends with what
// is paid.
func (t *target) paidHead() string {
	word := t.paidWord()
	at := strings.LastIndex(t.name, word)
	if at < 0 || t.paid != "" {
		return ""
	}
	for _, w := range standardWords {
		if own, ok := strings.CutPrefix(word, w); ok && own != "" && containsAny(own, standardWords) == "" && utf8.RuneCountInString(own) <= 6 {
			return t.name[:at+len(w)]
		}
	}
	return ""
}

// payWord is the word of a payment nearest to its number.
func payWord(head, tail string) string {
	at, word := -1, "标准"
	for _, w := range []string{"补助", "补贴", "奖励", "津贴", "资助", "救助", "收费", "工资", "慰问"} {
		if strings.HasPrefix(tail, w) {
			return w
		}
		if i := strings.LastIndex(head, w); i > at && len(head)-i < 40 {
			at, word = i, w
		}
	}
	return word
}
