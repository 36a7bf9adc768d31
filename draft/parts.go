package draft

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// parts finds the subsets: numbers behind 其中, those in a bracket right behind a
// whole, and those of a list that add up to the number before it. A list behind 其中
// hangs on the number that it adds up to, else on the nearest that is no less.
func (s *sentence) parts(list []*target) {
	if at := strings.LastIndex(s.text, "其中"); at >= 0 {
		n := slices.IndexFunc(list, func(t *target) bool { return t.at > at })
		if n > 0 {
			hang(list[n:], list[:n])
		}
	}
	for i, t := range list {
		for j := i - 1; j >= 0 && t.whole == nil; j-- {
			if fits(t, list[j]) && s.bracketAfter(list[j], t) {
				t.whole = list[j]
			}
		}
	}
	for i, w := range list {
		if w.whole == nil && !slices.ContainsFunc(list, func(t *target) bool { return t.whole == w }) {
			s.addUp(w, list[i+1:])
		}
	}
	for _, w := range list {
		sum, n := decimal.Zero, 0
		for _, t := range list {
			if t.whole == w {
				sum, n = sum.Add(t.value), n+1
			}
		}
		for _, t := range list {
			if t.whole == w {
				t.sums = n > 1 && sum.Equal(w.value)
				t.name = partName(w, t)
			}
		}
	}
}

func fits(part, whole *target) bool {
	return part.kind == huibao.KindCount && whole.kind == part.kind && whole.measure == part.measure && !part.value.GreaterThan(whole.value) && whole.whole == nil
}

// hang hangs the list that members begin with on one of the wholes.
func hang(members, wholes []*target) {
	n := 1
	for n < len(members) && members[n].measure == members[0].measure && members[n].kind == members[0].kind {
		n++
	}
	sum := decimal.Zero
	for k := range n {
		sum = sum.Add(members[k].value)
		for _, w := range wholes {
			if k > 0 && fits(members[0], w) && sum.Equal(w.value) {
				join(members[:k+1], w)
				return
			}
		}
	}
	for i := len(wholes) - 1; i >= 0; i-- {
		if w := wholes[i]; fits(members[0], w) && !sum.GreaterThan(w.value) {
			join(members[:n], w)
			return
		}
	}
	for _, t := range members[:n] {
		for i := len(wholes) - 1; i >= 0 && t.whole == nil; i-- {
			if fits(t, wholes[i]) {
				t.whole = wholes[i]
				t.doubt("其中", "各部分加起来超过了总数")
			}
		}
	}
}

func join(members []*target, whole *target) {
	for _, t := range members {
		t.whole = whole
	}
}

// addUp takes the list right behind a whole for its parts, where two or more add up
// to it and none says a verb of its own: 新增学位500个，幼儿园300个、小学200个.
func (s *sentence) addUp(w *target, after []*target) {
	if len(after) < 2 || !fits(after[0], w) || strings.ContainsAny(s.text[w.to:after[0].at], "；。") {
		return
	}
	sum := decimal.Zero
	for i, t := range after {
		if !fits(t, w) || t.whole != nil || t.verb != "" && strings.Contains(s.text[w.to:t.at], t.verb) {
			return
		}
		if sum = sum.Add(t.value); sum.Equal(w.value) && i > 0 {
			join(after[:i+1], w)
			return
		}
	}
}

// bracketAfter reports whether t stands in a bracket that opens right behind w.
func (s *sentence) bracketAfter(w, t *target) bool {
	between := s.text[w.to:t.at]
	open := strings.IndexByte(between, '(')
	return open >= 0 && !strings.Contains(between, ")") && !strings.ContainsAny(between[:open], "，；、") && strings.Contains(s.text[t.to:], ")")
}

// wording is a target that is written in words and not in figures.
type wording struct {
	words           []string // one of them stands in the clause
	also            []string // and one of these, unless empty
	kind            huibao.Kind
	comparator      huibao.Comparator
	value           int64
	why             string
	example, result string
}

// wordings read 全部, 全覆盖 and the like as a rate of 100, always with doubt.
var wordings = []wording{
	{[]string{"发现一例、救助一例", "发现一例救助一例", "发现一例，救助一例", "发现一户、救助一户"}, nil, huibao.KindRate, huibao.Equal, 100, "由“发现一例、救助一例”读作 100%",
		"按照“发现一例、救助一例”的要求，提供康复救助服务。", "rate = 100 % ?"},
	{[]string{"全覆盖"}, []string{"实现", "达到", "完成", "做到", "覆盖"}, huibao.KindRate, huibao.AtLeast, 100, "由“全覆盖”读作 100%",
		"实现行政村快递服务全覆盖。", "rate >= 100 % ?"},
	{[]string{"动态清零"}, nil, huibao.KindRate, huibao.AtLeast, 100, "由“动态清零”读作 100%", "零就业家庭保持动态清零。", "rate >= 100 % ?"},
	{[]string{"应救尽救", "应补尽补", "应保尽保", "应助尽助", "应享尽享", "应签尽签", "应检尽检", "应改尽改"}, nil, huibao.KindRate, huibao.AtLeast, 100, "由“应……尽……”读作 100%",
		"困难学生资助应助尽助。", "rate >= 100 % ?"},
	{[]string{"全部"}, []string{"全部实现", "全部完成", "全部建成", "全部达到", "全部达标", "全部投入使用", "全部竣工", "全部消除", "全部开工"}, huibao.KindRate, huibao.AtLeast, 100, "由“全部”读作 100%",
		"老旧电梯全部完成安全评估。", "rate >= 100 % ?"},
}

// readWords reads the targets of a sentence that are written in words.
func readWords(text string) []*target {
	var list []*target
	for _, w := range wordings {
		word := containsAny(text, w.words)
		if word == "" || len(w.also) > 0 && containsAny(text, w.also) == "" {
			continue
		}
		at := strings.Index(text, word)
		clause := clauseBefore(text, at)
		if strings.ContainsAny(clause, "0123456789") && !strings.Contains(clause, "℃") {
			continue
		}
		rest := text[at+len(word):]
		if strings.Contains(rest[:min(len(rest), 12)], "100%") {
			continue
		}
		t := &target{sentence: text, at: at, to: at + len(word), kind: w.kind, comparator: w.comparator, value: decimal.NewFromInt(w.value), measure: "%",
			name: wordedName(clause, word, rest)}
		t.doubt("目标值", w.why)
		list = append(list, t)
	}
	return list
}

// wordedName is what is said of all: the words before 全部, and those behind it; of
// 按照……的要求 the clause behind it.
func wordedName(clause, word, rest string) string {
	if i := strings.Index(rest, "的要求，"); i >= 0 && i < 6 {
		next := rest[i+len("的要求，"):]
		return clean24(withoutInner(withoutLight(trimmed(forwardTo(next, "，；。：:")))))
	}
	tail := trimmed(forwardTo(rest, "，；。：:"))
	if weak(tail) || strings.HasPrefix(strings.TrimSpace(rest), "的") {
		tail = ""
	}
	if word == "动态清零" || word == "全覆盖" {
		tail = word
	}
	if name := withoutLight(trimmed(clause)); !weak(name) && !slices.Contains(lightVerbs, name) {
		return clean24(name + tail)
	}
	return clean24(tail)
}

// letterBefore reports whether a number goes on a name of letters: G318, V2.
func letterBefore(text string, m *mention) bool {
	if m.from == 0 {
		return false
	}
	b := text[m.from-1]
	return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z'
}
