package draft

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao/internal/regexp"
)

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
	if utf8.RuneCountInString(whole) <= maxHead {
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
	names := splitNames(backTo(strings.TrimRight(s.text[:each], "，,"), "，,；;。："))
	if nth < 0 || len(names) != count {
		return ""
	}
	return trimmed(eachClass.ReplaceAllString(completed(names, nth), "$1$2"))
}

// pairedVerb names the number of one verb in 新开、优化公交线路6条和14条: as many verbs
// before one thing as there are numbers of one measure, with nothing between these.
func (s *sentence) pairedVerb(m *mention) string {
	at := slices.Index(s.live, m)
	joined := func(a, b *mention) bool {
		return a.measure == b.measure && slices.Contains(listMarks, s.text[a.to:b.from])
	}
	first, last := at, at
	for first > 0 && joined(s.live[first-1], s.live[first]) {
		first--
	}
	for last+1 < len(s.live) && joined(s.live[last], s.live[last+1]) {
		last++
	}
	if first == last {
		return ""
	}
	names := splitNames(trimmed(backTo(s.text[:s.live[first].from], "，；;。：:")))
	if len(names) != last-first+1 {
		return ""
	}
	for _, v := range names[:len(names)-1] {
		if !isVerb(v) {
			return ""
		}
	}
	verb, object := splitVerb(names[len(names)-1])
	if verb == "" || object == "" {
		return ""
	}
	return (append(names[:len(names)-1:len(names)-1], verb))[at-first] + object
}

// eachClass is how many classes a list has, in the name of one: 甲、乙、丙三类补助.
var eachClass = regexp.MustCompile(`^(\p{Han}{1,2})[两二三四五六七八九十](类|项|种|级)`)

// completed gives a short name the words that the last one of its list has for all:
// 城市、农村低保标准.
func completed(names []string, nth int) string {
	own, last := []rune(names[nth]), []rune(names[len(names)-1])
	paid := containsAny(names[nth], standardWords) == "" && containsAny(names[len(names)-1], standardWords) != ""
	if len(own) > 2 && !paid || len(last) <= len(own)+1 {
		return names[nth]
	}
	return string(own) + string(last[len(own):])
}

// splitNames splits 甲、乙和丙.
func splitNames(text string) []string {
	return strings.FieldsFunc(strings.NewReplacer("以及", "、", "和", "、", "与", "、", "及", "、").Replace(text), func(r rune) bool { return r == '、' })
}

// classSuffix is the longest word of the grammar that a name ends with.
func classSuffix(s string) string {
	longest := ""
	r, _ := utf8.DecodeLastRuneInString(s)
	for _, w := range classEnds[r] {
		if strings.IndexByte("sABcb", w.letter) < 0 && len(w.word) > len(longest) && strings.HasSuffix(s, w.word) {
			longest = w.word
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

// maxHead is how far back a name may begin over the marks of a list, in runes.
const maxHead = 36

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
	if n := s.nextNumber(m); n != nil && n.from < m.to+len(s.text[m.to:])-len(rest)+len(tail) {
		between := strings.TrimSpace(s.text[m.to:n.from])
		if between == "" || lastClass(between) != 0 {
			return ""
		}
	}
	if utf8.RuneCountInString(tail) < 2 || strings.HasPrefix(tail, "、") || strings.HasPrefix(tail, "/") {
		return ""
	}
	if at := strings.LastIndex(tail, "的"); at > 0 && strings.Contains(tail[:at], "、") {
		tail = behind(tail, "的")
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
	return balanced(strings.TrimSuffix(tail, "的"))
}

// nextNumber is the live number behind one.
func (s *sentence) nextNumber(m *mention) *mention {
	for _, x := range s.live {
		if x.from >= m.to {
			return x
		}
	}
	return nil
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
			return clause[at+len("的"):]
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
