package draft

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao/internal/regexp"
)

// Labels of those who answer for a task, as they stand in prose (real-forms.md §0).
var (
	leadLabels     = `牵头责任单位|牵头负责单位|牵头单位|牵头部门|责任单位|责任部门|主办单位|主要责任单位|负责单位|实施单位|承办单位|主责单位|实施主体|责任主体|主管部门|牵头责任部门|项目单位|主办|承办`
	supportLabels  = `协同责任单位|配合单位|配合部门|协办单位|协同单位|协作单位|参与单位|参加单位|相关单位|配合责任单位|协助单位|协办`
	leaderLabels   = `牵头市领导|牵头领导|责任领导|分管领导|分管市领导|分管县领导|挂钩领导|责任人|牵头人|牵头负责人|负责人|联系领导|包抓领导|项目责任人|具体责任人|包联领导|包保领导|联系人|经办人|联络员`
	deadlineLabels = `完成时限|完成时间|完成期限|时限要求|时间要求|时限|实施时间`
	label          = regexp.MustCompile(`(?:^|[(（;；。.，,、\s\[【）)])(` + leadLabels + `|` + supportLabels + `|` + leaderLabels + `|` + deadlineLabels + `)(?:\s*[:：/]\s*|[为是])`)
	isLead         = regexp.MustCompile(`^(?:` + leadLabels + `)$`)
	isSupport      = regexp.MustCompile(`^(?:` + supportLabels + `)$`)
	isLeader       = regexp.MustCompile(`^(?:` + leaderLabels + `)$`)
	unitEnd        = regexp.MustCompile(`(?:局|委|办|厅|院|会|中心|政府|管委会|公司|部|联|街道|镇|乡|银行|集团|单位|部门|县|区|市|处|团市委|团区委|团县委|妇联|残联|工会|支队|大队|办公室|学校|医院|社|科协|所|站|署|委员会|分局|分行|段|厂|学院|大学|城投|指挥部|专班|税务|督查室|县\(区\)|县\(市、区\)|区\(县\)|县\(市\))$`)
	bracketTail    = regexp.MustCompile(`\(([^()]*(?:\([^()]*\)[^()]*)*)\)\s*[。;；]?\s*$`)
	ledBy          = regexp.MustCompile(`^(.+?)(?:牵头(?:负责)?|负责|主办)(?:[，,；;、](.+?)(?:配合|协办|参与|协同|按职责分工负责|分工负责|负责|协助)?)?$`)
)

// who are those who answer for a task.
type who struct {
	lead, support    []string
	leader, deadline string
	led              bool // lead was named as such (牵头单位), so that 责任单位 are the others
}

// takeWho reads who answers for a task out of a paragraph, and returns the rest of
// it: labels anywhere (牵头单位：…), else a bracket at the end that holds units alone.
func takeWho(text string) (rest string, w who) {
	text = closeLabels(text)
	at := label.FindAllStringSubmatchIndex(text, -1)
	if len(at) == 0 {
		return takeBracket(text)
	}
	rest = strings.TrimRight(text[:at[0][2]], " (（")
	for i, g := range at {
		end := len(text)
		if i+1 < len(at) {
			end = at[i+1][2]
		}
		value := text[g[1]:end]
		value, more := cutValue(value, i+1 == len(at))
		rest += more
		w.set(text[g[2]:g[3]], value)
	}
	return strings.TrimSpace(rest), w
}

// blanks are labels that typesetting drew apart: 责任单 位.
var blanks = regexp.MustCompile(`(牵\s*头|责\s*任|配\s*合|主\s*办|协\s*办|承\s*办)\s*(单\s*位|部\s*门)`)

// squareTail is a list in square brackets at the end of a paragraph.
var squareTail = regexp.MustCompile(`[\[【]([^\[\]【】]+)[\]】]\s*[。;；]?\s*$`)

// closeLabels writes labels without blanks, and the square brackets around a list of
// units as round ones.
func closeLabels(text string) string {
	if !strings.ContainsAny(text, " [【") {
		return text
	}
	text = blanks.ReplaceAllStringFunc(text, func(s string) string { return strings.Join(strings.Fields(s), "") })
	return squareTail.ReplaceAllString(text, "($1)")
}

// cutValue ends a label's value at the bracket or full stop that closes it; what
// follows the last one is text again.
func cutValue(value string, last bool) (v, more string) {
	depth := 0
	for i, r := range value {
		switch r {
		case '(':
			depth++
		case ')':
			if depth--; depth < 0 {
				if last {
					return value[:i], strings.TrimLeft(value[i+1:], "。; ；")
				}
				return value[:i], ""
			}
		case '。':
			if last {
				return value[:i], strings.TrimSpace(value[i+len("。"):])
			}
			return value[:i], ""
		}
	}
	return strings.TrimRight(value, " ;；，,、(（"), ""
}

func (w *who) set(name, value string) {
	value = strings.Trim(value, " ;；，,、")
	switch {
	case isLead.MatchString(name) && leads(name):
		if !w.led {
			w.support, w.lead = addNames(w.support, w.lead), nil
		}
		w.led, w.lead = true, addNames(w.lead, unitNames(value))
	case isLead.MatchString(name) && w.led:
		w.support = addNames(w.support, unitNames(value))
	case isLead.MatchString(name):
		w.lead = addNames(w.lead, unitNames(value))
	case isSupport.MatchString(name):
		w.support = addNames(w.support, unitNames(value))
	case isLeader.MatchString(name) && strings.HasSuffix(name, "领导"):
		w.leader = value
	case isLeader.MatchString(name): // a person who is no leader stands nowhere
	default:
		w.deadline = joined(value)
	}
}

// add joins what another paragraph says of the same task.
func (w *who) add(x who) {
	switch {
	case x.led && !w.led:
		w.lead, w.support, w.led = x.lead, addNames(w.support, w.lead), true
	case w.led && !x.led:
		w.support = addNames(w.support, x.lead)
	default:
		w.lead = addNames(w.lead, x.lead)
	}
	w.support = addNames(w.support, x.support)
}

// leads reports whether a label names who leads, and not all who answer.
func leads(label string) bool {
	return strings.HasPrefix(label, "牵头") || strings.HasPrefix(label, "主办") || strings.HasPrefix(label, "主责")
}

// ledInText and helpedInText find who leads and helps in the words of a task: 由县民政局
// 牵头; 区教育局牵头，区财政局、各镇配合; 区民政局、区残联按职责分工负责.
var (
	unitInText   = `[市县区州]\p{Han}{1,14}?(?:局|委|办|厅|中心|公司|联|会)`
	ledInText    = regexp.MustCompile(`(?:^|[。；，]|由)(` + unitInText + `(?:、` + unitInText + `)*)(?:牵头|负责|会同|按职责)`)
	helpedInText = regexp.MustCompile(`，((?:` + unitInText + `|各\p{Han}+(?:\(\p{Han}+\))?)(?:、(?:` + unitInText + `|各\p{Han}+(?:\(\p{Han}+\))?))*)配合`)
)

// who finds those who answer for a task in its words, and the words that say so.
func whoIn(text string) (w who, said string) {
	g := ledInText.FindStringSubmatch(text)
	if g == nil {
		return who{}, ""
	}
	w.lead, said = unitNames(g[1]), strings.Trim(g[0], "。；，")
	if h := helpedInText.FindStringSubmatch(text); h != nil {
		w.support = unitNames(h[1])
	}
	return w, said
}

// takeBracket reads a bracket at the end of a paragraph: (市教育局牵头，市财政局配合),
// (市教育局、市财政局负责), (市教育局).
func takeBracket(text string) (string, who) {
	g := bracketTail.FindStringSubmatchIndex(text)
	if g == nil {
		return text, who{}
	}
	inside := strings.Trim(text[g[2]:g[3]], " 。")
	inside = strings.TrimSuffix(inside, "按职责分工负责")
	var w who
	if m := ledBy.FindStringSubmatch(inside); m != nil {
		w.lead, w.support = unitNames(m[1]), unitNames(m[2])
	} else {
		w.lead = unitNames(inside)
	}
	for _, n := range append(slices.Clone(w.lead), w.support...) {
		if !unitEnd.MatchString(n) || utf8.RuneCountInString(n) > 24 || strings.ContainsAny(n, "0123456789") {
			return text, who{}
		}
	}
	if len(w.lead) == 0 {
		return text, who{}
	}
	return strings.TrimSpace(text[:g[0]]), w
}

// levelsJoined is one name that holds a 、 of its own: 各县、区人民政府.
var levelsJoined = regexp.MustCompile(`各[县区市乡镇街道]{1,2}(?:、[县区市乡镇街道]{1,2})+(?:人民政府)?`)

// unitNames splits a list of names: 、 commas, semicolons, spaces and line breaks
// part them; marks in brackets belong to their name.
func unitNames(text string) []string {
	var list []string
	depth, from := 0, 0
	add := func(s string) {
		s = strings.ReplaceAll(strings.TrimSpace(joined(s)), "\x00", "、")
		for _, w := range []string{"等部门按职责分工负责", "按职责分工负责", "按职责负责", "分别负责", "等单位", "等部门", "等"} {
			s = strings.TrimSuffix(s, w)
		}
		s = strings.Trim(s, " 。:：")
		if s != "" && !slices.Contains(list, s) {
			list = append(list, s)
		}
	}
	text = levelsJoined.ReplaceAllStringFunc(text, func(s string) string { return strings.ReplaceAll(s, "、", "\x00") })
	for i, r := range text {
		switch {
		case r == '(':
			depth++
		case r == ')':
			depth--
		case depth <= 0 && strings.ContainsRune("、，,；; \n\t/|", r):
			add(text[from:i])
			from = i + utf8.RuneLen(r)
		}
	}
	add(text[from:])
	return list
}

func addNames(list, more []string) []string {
	for _, n := range more {
		if !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	return list
}
