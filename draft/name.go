package draft

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// nameOf names a target by the words before its number; where those are a verb
// alone (建设36个活动场所), by the words after it.
func (s *sentence) nameOf(m *mention, before []*target) string {
	if x := s.pairedName(m); x != "" {
		return x
	}
	at := s.constructionStart(m)
	raw := strings.TrimSpace(s.headOf(at))
	head := trimName(strings.TrimRight(raw, "由从"))
	if rest, ok := strings.CutPrefix(raw, "其中"); ok {
		return "其中：" + trimName(rest)
	}
	if tail := s.tailOf(m); tail != "" && !m.isMoney() && !m.isPercent() && saysWhere(raw) {
		return tail
	}
	if isPlace(head) || head == "" && s.goesOn(at, before) {
		return inherit(before, head)
	}
	if head != "" && !isVerb(head) && !weak(head) {
		return head
	}
	if tail := s.tailOf(m); tail != "" && (m.measure == "" || !m.isPercent()) {
		return tail
	}
	earlier := trimName(s.earlier(at))
	switch {
	case strings.ContainsAny(earlier, "0123456789") && len(before) > 0 && m.isMoney():
		return cutName(before[len(before)-1].name + "补助标准")
	case strings.ContainsAny(earlier, "0123456789") && len(before) > 0 && head != "":
		return cutName(before[len(before)-1].name + "（" + head + "）")
	case strings.ContainsAny(earlier, "0123456789") && len(before) > 0:
		return before[len(before)-1].name
	case earlier != "" && !isVerb(earlier):
		return cutName(earlier + head)
	}
	return head
}

// goesOn reports whether a number goes on a list without a name of its own: 2700台、
// 3万台次.
func (s *sentence) goesOn(at int, before []*target) bool {
	return len(before) > 0 && before[len(before)-1].sentence == s.text && s.text[before[len(before)-1].to:at] == "、"
}

// weakNames say too little to stand alone.
var weakNames = []string{"补助", "补贴", "标准", "补贴标准", "补助标准", "奖励", "资助", "救助", "发放", "费用", "按照", "按", "要求", "比例", "覆盖率", "完成率", "达标率", "合格率", "满意度", "满意率", "做到", "以上", "其余", "有条件", "一次性补助", "一次性奖励", "通过", "共计", "总计", "累计"}

func weak(name string) bool {
	return slices.Contains(weakNames, name) || utf8.RuneCountInString(name) < 2
}

// saysWhere reports whether the words before a number say only where or for whom:
// 在全市50所学校开展…, 为…, 对….
func saysWhere(raw string) bool {
	for _, w := range []string{"在", "为", "对", "给", "向", "于"} {
		if strings.HasPrefix(raw, w) {
			return !strings.HasSuffix(raw, "造") && !strings.HasSuffix(raw, "设")
		}
	}
	return false
}

// isPlace reports whether a text only says where.
func isPlace(s string) bool {
	n := utf8.RuneCountInString(s)
	return n <= 5 && (strings.HasSuffix(s, "类区") || strings.HasSuffix(s, "类地区")) || s == "城市" || s == "农村" || s == "城镇"
}

// inherit names a target after the one before it in the list.
func inherit(before []*target, own string) string {
	if len(before) == 0 {
		return own
	}
	base := before[len(before)-1].name
	for _, c := range []string{"一类区", "二类区", "三类区", "一类地区", "二类地区", "三类地区"} {
		base = strings.TrimSuffix(base, c)
	}
	return base + own
}

// headOf is the text in front of byte at that can name its number: back to the last
// comma, or to the number before it in a list; the words of a list without numbers
// (燃气、供热、供水管线) stay together while they are short.
func (s *sentence) headOf(at int) string {
	from := 0
	for _, m := range s.live {
		if m.to <= at && m.mark != partBaseline {
			from = m.to
		}
	}
	head := s.text[from:at]
	if open := strings.LastIndexByte(head, '('); open >= 0 && !strings.Contains(head[open:], ")") {
		return head[open+1:]
	}
	if i := strings.LastIndexByte(head, ')'); i >= 0 && !strings.Contains(head[:i], "(") {
		head = head[i+1:]
	}
	if from > 0 {
		head = afterList(head)
	}
	whole := backTo(head, "，；;。：:")
	if utf8.RuneCountInString(whole) <= maxName {
		return strings.TrimLeft(whole, "、和及与")
	}
	return backTo(head, "，、,；;。：:(")
}

// listMarks part the numbers of a list.
var listMarks = []string{"、", "，", "以及", "和", "及", "与"}

// afterList is what follows the first mark of a list behind a number: what stands
// before it belongs to that number.
func afterList(text string) string {
	at, n := -1, 0
	for _, w := range listMarks {
		if i := strings.Index(text, w); i >= 0 && (at < 0 || i < at) {
			at, n = i, len(w)
		}
	}
	if at < 0 {
		return text
	}
	return text[at+n:]
}

// earlier is the clause before the one that ends at byte at.
func (s *sentence) earlier(at int) string {
	head := s.text[:at]
	own := backTo(head, "，；;。：:")
	head = strings.TrimRight(strings.TrimSuffix(head, own), "，；;。：:")
	return backTo(head, "，；;。：:")
}

// constructionStart is where the construction of a number begins: at its baseline
// or increase, where there is one.
func (s *sentence) constructionStart(m *mention) int {
	if b := s.baseline[m]; b != nil {
		return b.from
	}
	if by := s.increase[m]; by != nil && by.from < m.from {
		return by.from
	}
	return m.from
}

// pairedName finds the name of the nth number in 甲、乙分别为X和Y: the nth of the
// names in front of 分别.
func (s *sentence) pairedName(m *mention) string {
	each := strings.LastIndex(s.text[:m.from], "分别")
	if each < 0 || strings.Contains(s.text[each:m.from], "；") {
		return ""
	}
	nth, count := -1, 0
	last := each
	for _, x := range s.live {
		if x.from > each && strings.ContainsAny(s.text[last:x.from], "，；") {
			break
		}
		last = max(last, x.to)
		if x.from < each || x.mark != m.mark || s.bound[x] != s.bound[m] {
			continue
		}
		if x == m {
			nth = count
		}
		count++
	}
	names := splitNames(backTo(s.text[:each], "，,；;。："))
	if nth < 0 || len(names) != count {
		return ""
	}
	return trimName(completed(names, nth))
}

// completed gives a short name the words that the last one of its list has for all:
// 城市、农村低保标准.
func completed(names []string, nth int) string {
	own, last := []rune(names[nth]), []rune(names[len(names)-1])
	if len(own) > 2 || len(last) <= len(own)+1 {
		return names[nth]
	}
	return string(own) + string(last[len(own):])
}

// splitNames splits 甲、乙和丙.
func splitNames(text string) []string {
	return strings.FieldsFunc(strings.NewReplacer("以及", "、", "和", "、", "与", "、", "及", "、").Replace(text), func(r rune) bool { return r == '、' })
}

var (
	leadingDate = regexp.MustCompile(`^(?:到|至|在|截至)?(?:20\d\d年)?(?:\d{1,2}月)?(?:年?底|年?末)?(?:之?前)?(?:，)?`)
	trailingPer = regexp.MustCompile(`(?:(?:按|按照)?(?:每[人户孩生年月]|每学年|每学期|每名|每个|每亩|每平方米|月人均|年人均|人均|户均|生均))+(?:发放|补助|补贴|给予|奖励|资助|缴费)?$`)
)

// trimName strips what stands around a name: verbs, bounds, places, particles.
func trimName(s string) string {
	s = strings.Trim(s, "，、；：:。.,; ")
	s = leadingDate.ReplaceAllString(s, "")
	for range 2 {
		for _, w := range []string{"分别", "确保", "力争", "力促", "争取", "全年", "年内", "使", "将", "把", "对", "为", "并", "同时", "全区", "全市", "全县", "全省", "我市", "我区", "我县", "我省", "进一步", "继续", "持续", "不断", "积极"} {
			s = strings.TrimPrefix(s, w)
		}
	}
	s = withoutVerb(s)
	for range 3 {
		s = trailingPer.ReplaceAllString(s, "")
		s = strings.TrimSuffix(s, classSuffix(s))
		for _, w := range []string{"共计", "共", "总数", "的", "为", "均", "各", "给予", "新增", "进行", "至", "持续", "控制", "约", "不", "再", "在"} {
			s = strings.TrimSuffix(s, w)
		}
	}
	return cutName(balanced(strings.Trim(s, "，、；：: ")))
}

// classSuffix is the longest word of the grammar that a name ends with.
func classSuffix(s string) string {
	longest := ""
	for _, c := range classes {
		if strings.IndexByte("sABc", c.letter) >= 0 {
			continue
		}
		for _, w := range c.words {
			if len(w) > len(longest) && strings.HasSuffix(s, w) {
				longest = w
			}
		}
	}
	return longest
}

// balanced strips quotation marks and brackets that lost their other half.
func balanced(s string) string {
	for _, p := range []string{"“”", "()", "《》"} {
		open, shut, _ := strings.Cut(strings.Replace(p, string([]rune(p)[0]), string([]rune(p)[0])+" ", 1), " ")
		if strings.Count(s, open) != strings.Count(s, shut) {
			s = strings.NewReplacer(open, "", shut, "").Replace(s)
		}
	}
	return s
}

// maxName bounds a name, in runes: the words nearest to the number are kept.
const maxName = 36

func cutName(s string) string {
	rs := []rune(s)
	if len(rs) <= maxName {
		return s
	}
	tail := string(rs[len(rs)-maxName:])
	if at := strings.LastIndex(tail, "的"); at >= 0 && len(tail)-at > len("的")*3 {
		return tail[at+len("的"):]
	}
	return balanced(tail)
}

// tailOf names what stands behind a number: 36个活动场所; of a list the words behind
// 等, of a description that goes on over commas the noun at its end.
func (s *sentence) tailOf(m *mention) string {
	rest := strings.TrimLeft(s.text[m.to:], " ")
	for _, w := range []string{"及以上", "以上", "左右", "的"} {
		rest = strings.TrimPrefix(rest, w)
	}
	tail := forwardTo(rest, "，；。：:")
	if at := strings.IndexByte(tail, '('); at >= 0 && strings.ContainsAny(tail[at:], "0123456789") {
		tail = tail[:at]
	}
	for _, w := range listMarks {
		if at := strings.Index(tail, w); at >= 0 && strings.ContainsAny(tail[at:], "0123456789") {
			tail = tail[:at]
		}
	}
	if utf8.RuneCountInString(tail) < 2 {
		return ""
	}
	if len(tail) < len(rest) {
		if noun := s.described(rest); noun != "" {
			return noun
		}
	}
	if at := strings.Index(tail, "等"); at > 0 && strings.Contains(tail[:at], "、") && len(tail)-at > len("等")*3 {
		tail = tail[at+len("等"):]
	}
	for _, w := range []string{"提供", "进行", "实施", "开展", "发放", "购买"} {
		if at := strings.Index(tail, w); at > 0 {
			tail = tail[:at] + tail[at+len(w):]
			break
		}
	}
	return cutName(balanced(strings.TrimSuffix(tail, "的")))
}

// described finds the noun of a description over several clauses: 5个设施完善，能力
// 突出的示范基地.
func (s *sentence) described(rest string) string {
	for n := 0; n < 6; n++ {
		clause := forwardTo(rest, "，；。：:")
		if at := strings.LastIndex(clause, "的"); at >= 0 {
			if n == 0 {
				return ""
			}
			return cutName(clause[at+len("的"):])
		}
		if withoutVerb(clause) != clause || len(clause) >= len(rest) || strings.ContainsAny(clause, "0123456789") {
			return ""
		}
		rest = strings.TrimPrefix(rest[len(clause):], "，")
	}
	return ""
}

// forwardTo is the beginning of a text up to the first of the signs outside
// brackets.
func forwardTo(text, signs string) string {
	depth := 0
	for i, r := range text {
		switch {
		case r == '(':
			depth++
		case r == ')':
			if depth--; depth < 0 {
				return text[:i]
			}
		case depth == 0 && strings.ContainsRune(signs, r):
			return text[:i]
		}
	}
	return text
}
