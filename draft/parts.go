package draft

import (
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// parts finds the subsets: numbers behind 其中, and those in a bracket right behind
// a whole, are parts of it if they measure the same and are no larger.
func (s *sentence) parts(list []*target) {
	for i, t := range list {
		if t.kind != huibao.KindCount {
			continue
		}
		if w := s.wholeOf(t, list[:i]); w != nil {
			t.whole = w
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
			}
		}
	}
}

func (s *sentence) wholeOf(t *target, before []*target) *target {
	at := strings.LastIndex(s.text[:t.at], "其中")
	for i := len(before) - 1; i >= 0; i-- {
		w := before[i]
		fits := w.measure == t.measure && w.kind == t.kind && !t.value.GreaterThan(w.value) && w.whole == nil
		switch {
		case !fits:
		case at >= w.to, s.bracketAfter(w, t):
			return w
		}
	}
	return nil
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
			name: wordedName(clause, rest)}
		t.doubt("目标值", w.why)
		list = append(list, t)
	}
	return list
}

// wordedName is what is said of all: the words before 全部, and those behind it.
func wordedName(clause, rest string) string {
	tail := trimName(forwardTo(rest, "，；。：:"))
	if weak(tail) || strings.HasPrefix(strings.TrimSpace(rest), "的") {
		tail = ""
	}
	if name := trimName(clause); !weak(name) {
		return cutName(name + tail)
	}
	return tail
}

// letterBefore reports whether a number goes on a name of letters: G318, V2.
func letterBefore(text string, m *mention) bool {
	if m.from == 0 {
		return false
	}
	b := text[m.from-1]
	return b >= 'A' && b <= 'Z' || b >= 'a' && b <= 'z'
}
