package draft

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// maxLabel is the longest label, in runes: it stands in a column of a return.
const maxLabel = 24

// label names a target: the noun phrase that its number measures, with the verb where
// the noun alone is no result (新建幼儿园; 培训家政人员 and 新增家政人员 are two
// things). It comes of the words before the number (社区食堂建设36个), those behind
// it (建设36个社区食堂), or of what they are said of (治理河道3条、21.5公里); never of
// another clause's thing. doubt says why it may not be fit to print.
func (s *sentence) label(t *target, m *mention, before []*target) (name, doubt string) {
	if x := s.pairedName(m); x != "" {
		return finished(t, x)
	}
	if x := s.pairedVerb(m); x != "" {
		return finished(t, x)
	}
	raw := strings.TrimSpace(s.headOf(s.constructionStart(m)))
	if rest, ok := strings.CutPrefix(raw, "其中"); ok {
		raw = strings.TrimLeft(rest, "，：:")
	}
	head := trimmed(strings.TrimRight(raw, "由从"))
	switch t.kind {
	case huibao.KindCount:
		name = s.countLabel(t, m, raw, head, before)
	case huibao.KindRate:
		name = s.rateLabel(m, head, before)
	default:
		name = s.moneyLabel(t, m, head, before)
	}
	if name = clean24(name); unfit(name) && !(isPlace(name) && s.lastOf(before) != nil) {
		return s.fallback(m)
	}
	return finished(t, name)
}

// fallback is a label where none can be made: the clause, with doubt.
func (s *sentence) fallback(m *mention) (string, string) {
	clause := trimmed(clauseBefore(s.text, m.from) + s.text[m.to:m.to+len(forwardTo(s.text[m.to:], "，；。：:"))])
	if clause == "" {
		clause = strings.Trim(clauseBefore(s.text, m.from), " ，、")
	}
	return lastWords(clean24(clause)), "没有读出名称，用了原句的话"
}

// finished takes a label as it is, within its length.
func finished(t *target, name string) (string, string) {
	if t.class != "" {
		name = strings.TrimSuffix(strings.TrimSuffix(name, t.class), strings.TrimSuffix(t.class, "区")+"地区")
	}
	short := clean24(name)
	if utf8.RuneCountInString(short) > maxLabel {
		return lastWords(short), "名称太长，只取了后面的字"
	}
	return short, ""
}

// lastWords are the last words of a label that no cut makes short enough.
func lastWords(s string) string {
	rs := []rune(s)
	return balanced(string(rs[max(0, len(rs)-maxLabel):]))
}

// countLabel names a count.
func (s *sentence) countLabel(t *target, m *mention, raw, head string, before []*target) string {
	if at := strings.Index(head, "覆盖所有"); at > 0 {
		head = head[:at]
	}
	verb, object := splitVerb(head)
	tail := s.tailOf(m)
	if g := covered.FindStringSubmatch(head); g != nil && tail != "" {
		return g[1] + tail
	}
	if g := eachOfMany.FindStringSubmatch(head); g != nil {
		head, object = g[2]+g[1], g[2]+object[:max(len(object)-len(g[2]), 0)]
	}
	if closes(s.text, m) || strings.HasSuffix(object, "等") {
		if tail == "" {
			t.verb = verb
			return verb + object + forwardTo(s.text[m.to:], "，；。：:、")
		}
		object = ""
	}
	if tail == "" && object == "" {
		tail = s.sharedTail(m)
	}
	if endsWithAny(raw[:min(len(raw), len("为"))], []string{"为", "对", "给"}) {
		object = withoutInner(object)
	}
	last := s.lastOf(before)
	if object != "" && onlyWhen.MatchString(object) {
		object, head = "", ""
	}
	if last != nil && overYears.MatchString(head) {
		t.doubt("目标值", "原文是"+head+"的累计数，不是当年的")
		return withoutVerb(last.base()) + "（" + head + "累计）"
	}
	if last != nil && s.beside(last, m) {
		t.second = last
		return last.name
	}
	switch {
	case tail != "" && (object == "" || isPlace(object) || saysWhere(raw) || onlyWhose(object)):
		if isPlace(object) && !saysWhere(raw) {
			tail = object + tail
		}
		if _, n := utf8.DecodeRuneInString(tail); saysWhere(raw) {
			if own, rest := splitVerb(tail[n:]); own != "" && rest != "" {
				tail = tail[n:] // 四个镇建设污水站
			}
		}
		if own, rest := splitVerb(tail); verb == "" && own != "" && rest != "" {
			verb, tail = own, rest
		}
		if t.verb = verb; verb == "" && s.listed(m, before) {
			t.verb = before[len(before)-1].verb
		}
		return t.verb + withoutInner(tail)
	case object != "" && !weak(object):
		t.verb = verb
		if verb == "" && s.listed(m, before) {
			t.verb = before[len(before)-1].verb
		}
		return t.verb + object
	}
	if last != nil && last.kind == huibao.KindCount && last.measure == m.measure {
		if t.verb = verb; verb == "" {
			return last.name
		}
		return verb + withoutVerb(last.base())
	}
	earlier := trimmed(s.earlier(s.constructionStart(m)))
	if v, o := splitVerb(earlier); o != "" && !hasDigit(earlier) && !isPlace(o) {
		return s.joinedLabel(v, o, head)
	}
	if verb != "" && s.context != nil && s.context.kind == huibao.KindCount {
		t.doubt("指标", "承前一句的名称")
		thing := s.context
		if thing.whole != nil {
			thing = thing.whole
		}
		return verb + withoutVerb(thing.base())
	}
	return head
}

// covered is what is done in places that are counted: 课后服务覆盖全区46所学校; eachOfMany
// of how many people something is counted: 食品抽检每千人6批次; overYears a time of more
// than the plan's year: 两年累计达到80个.
var (
	covered    = regexp.MustCompile(`^(.{2,}覆盖)(?:全[市区县省域])?$`)
	eachOfMany = regexp.MustCompile(`^(.{2,})(每[百千万][名]?[人户])$`)
	onlyWhen   = regexp.MustCompile(`^(?:到|至|在)?(?:今年|当年|全年)?(?:年[底末中内]|[一二三四]季度|[上下]半年|\d{1,2}月[底末份]?)(?:之?前|以前)?(?:完成|建成|达到)?$`)
	overYears  = regexp.MustCompile(`^近?[两二三四五2-5]年$`)
)

// sharedTail names a number whose thing goes on behind the next one of its list:
// 18个村、2.3万人饮水安全.
func (s *sentence) sharedTail(m *mention) string {
	n := s.nextNumber(m)
	if n == nil {
		return ""
	}
	own, ok := strings.CutSuffix(s.text[m.to:n.from], "、")
	if !ok || utf8.RuneCountInString(own) != 1 {
		return ""
	}
	return own + s.tailOf(n)
}

// joinedLabel is what was done to a thing named in the clause before: 对老旧电梯，更新30台.
func (s *sentence) joinedLabel(verb, object, head string) string {
	if own, _ := splitVerb(head); own != "" {
		return own + object
	}
	return verb + object
}

// listed reports whether a number goes on the list of the one before it, whose verb
// is said for all: 招募甲项目40人、乙项目65人.
func (s *sentence) listed(m *mention, before []*target) bool {
	last := s.lastOf(before)
	if last == nil || last.kind != huibao.KindCount || last.verb == "" {
		return false
	}
	between := s.text[last.to:m.from]
	if at := strings.IndexByte(between, ')'); at >= 0 {
		between = between[at+1:]
	}
	joins := strings.Contains(between, "、") || slices.ContainsFunc([]string{"和", "及", "与"}, func(w string) bool { return strings.HasPrefix(between, w) || strings.HasSuffix(between, w) })
	return joins && !strings.Contains(between, "，")
}

// beside reports whether a number is a second measure of the target right before it:
// 3条21.5公里, 3条、21.5公里.
func (s *sentence) beside(last *target, m *mention) bool {
	between := strings.Trim(s.text[last.to:m.from], "、，/共计约合()总长里程面积度段")
	return between == ""
}

func (s *sentence) lastOf(before []*target) *target {
	if len(before) == 0 || before[len(before)-1].sentence != s.text {
		return nil
	}
	return before[len(before)-1]
}

// rateLabel names a rate: 率 alone takes what it is a rate of from the clause before.
func (s *sentence) rateLabel(m *mention, head string, before []*target) string {
	name := withoutChange(withoutLight(datedList.ReplaceAllString(head, "")))
	if !weakRate(name) {
		return name
	}
	if tail := s.tailOf(m); name == "" && tail != "" {
		return withoutLight(tail) + "比例"
	}
	earlier := withoutInner(withoutLight(trimmed(s.earlier(s.constructionStart(m)))))
	if !hasTargetNumber(earlier) && earlier != "" {
		return overlapped(earlier, name)
	}
	return overlapped(rateOf(s.lastOf(before)), name)
}

// datedList is what is due before the rate by a day of its own: 全部开工、12月底前完工率.
var datedList = regexp.MustCompile(`^.*、\d{1,2}月(?:[底末份]|\d{1,2}日)(?:之?前|以前)?`)

// rateOf is what the rate of the clause before was one of, or what that clause counted.
func rateOf(last *target) string {
	if last == nil {
		return ""
	}
	if rs := []rune(last.name); last.kind == huibao.KindRate && len(rs) > 4 && rs[len(rs)-1] == '率' {
		return string(rs[:len(rs)-3])
	}
	return last.base()
}

// overlapped joins what a rate is of and the rate's word, whose beginning may be the
// end of the first: 两癌筛查 + 筛查率.
func overlapped(a, b string) string {
	for n := len(b); n > 0; n-- {
		if utf8.RuneStart((b + "x")[n]) && strings.HasSuffix(a, b[:n]) {
			return a + b[n:]
		}
	}
	return a + b
}

// cutBound is a text up to the word that bounds its number.
func cutBound(s string) string {
	at := len(s)
	for _, c := range classes {
		if strings.IndexByte("gltdr", c.letter) < 0 {
			continue
		}
		for _, w := range c.words {
			if i := strings.Index(s, w); i > 0 && i < at {
				at = i
			}
		}
	}
	return s[:at]
}

// hasTargetNumber reports whether a phrase holds a number of its own, beside ages and
// temperatures.
func hasTargetNumber(s string) bool {
	for _, m := range scan(s) {
		if m.why == "" && m.measure != "" {
			return true
		}
	}
	return false
}

// cuts are tried in turn on a label that is too long.
var cuts = []func(string) string{
	func(s string) string { return brackets.ReplaceAllString(s, "") },
	func(s string) string { return behind(s, "等") },
	func(s string) string { return behind(s, "暨") },
	func(s string) string { return behind(s, "完成") },
	func(s string) string { return behind(s, "的") },
	func(s string) string { return behind(s, "、") },
	func(s string) string { return behind(s, "和") },
}

var brackets = regexp.MustCompile(`\([^()]*\)`)

// listRest is the end of an enumeration at the beginning of a label: 肺癌等重大疾病筛查.
var listRest = regexp.MustCompile(`^\p{Han}{2,6}等(?:重大|重点|各类|新)`)

// behind is what stands behind the last of a word, while it can stand alone.
func behind(s, w string) string {
	if at := strings.LastIndex(s, w); at > 0 && utf8.RuneCountInString(s[at+len(w):]) >= 4 {
		return s[at+len(w):]
	}
	return s
}

// clean24 shortens a label to maxLabel, as far as its words let it.
func clean24(s string) string {
	s = balanced(strings.Trim(s, "，、；：: "))
	if g := listRest.FindString(s); g != "" {
		g = g[:strings.LastIndex(g, "等")+len("等")]
		s = s[len(g):]
	}
	for _, cut := range cuts {
		if utf8.RuneCountInString(s) <= maxLabel {
			break
		}
		s = balanced(cut(s))
	}
	return s
}

// markers are words that are no name.
var markers = []string{"及", "和", "以及", "一", "各", "等", "其他", "其余", "市区", "全部", "均", "后续", "有关", "相关"}

// unfit reports whether a label cannot be printed: too short, a verb, a place or a
// marker alone, or with a number in it.
func unfit(s string) bool {
	if utf8.RuneCountInString(s) < 2 || isVerb(s) || isPlace(s) || slices.Contains(markers, s) || slices.Contains(rateWords, s) || slices.Contains(lightVerbs, s) || weak(s) {
		return true
	}
	return hasTargetNumber(s)
}

// dimensions are what a second measure of the same thing is called.
var dimensions = map[string]string{"公里": "长度", "米": "长度", "延米": "长度", "平方米": "面积", "亩": "面积", "公顷": "面积", "平方公里": "面积", "户": "户数", "人": "人数", "人次": "人次", "元": "金额", "立方米": "体积", "吨": "吨数", "吨/日": "规模", "场次": "场次", "户次": "户次", "台次": "台次"}

func dimension(measure string) string {
	if d := dimensions[measure]; d != "" {
		return d
	}
	return measure + "数"
}

// measured tells the measures of one thing apart: 治理河道（条数）, 治理河道（长度）.
func measured(list []*target) {
	for _, t := range list {
		if t.whole == nil && isPlace(t.name) {
			t.doubt("指标", "名称只是地方")
		}
		if t.second == nil {
			continue
		}
		first := t.second
		for first.second != nil {
			first = first.second
		}
		base := first.base()
		if first.name == base {
			first.name = base + "（" + dimension(first.measure) + "）"
		}
		t.name = base + "（" + dimension(t.measure) + "）"
	}
}

// base is a target's name without the dimension that it was told apart by.
func (t *target) base() string {
	return strings.TrimSuffix(t.name, "（"+dimension(t.measure)+"）")
}

// partName names a part after its whole: 新增养老床位（城区）.
func partName(whole, part *target) string {
	own := withoutVerb(strings.TrimPrefix(part.name, whole.verb))
	if own == "" {
		return part.name
	}
	if name := whole.base() + "（" + own + "）"; utf8.RuneCountInString(name) <= maxLabel {
		return name
	}
	return "其中：" + own
}
