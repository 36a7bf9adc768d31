package draft

import (
	"strings"
	"unicode/utf8"

	"huibao/internal/regexp"
)

// A sentence is told over as a row of letters, one for each word of these classes,
// n for a number that may be a target and x for any other words between them.
var classes = []struct {
	letter byte
	words  []string
}{
	{'f', []string{"由", "从"}},
	{'t', []string{"提高到", "提高至", "提升到", "提升至", "增加到", "增加至", "增至", "增长到", "增长至", "调整到", "调整至", "调整为", "上调至", "上调到", "上调为", "提标到", "提标至", "扩大到", "扩大至", "提高为", "提到", "升至", "上升到", "上升至", "扩展到", "扩面至", "扩面到", "提档到", "标准提至", "提至", "调增至", "增加为", "拓展到", "拓展至", "扩增至", "扩容至", "提质至", "上浮至", "上浮到", "延长至", "延长到", "延长为", "上升为", "提升为", "扩大为", "调到", "调至", "调为", "调高到", "调高至", "涨到", "涨至", "增到"}},
	{'d', []string{"降低到", "降低至", "降到", "降至", "下降到", "下降至", "下调至", "下调到", "压减到", "压减至", "缩短到", "缩短至", "缩减到", "缩减至", "减少到", "减少至", "减至", "压缩到", "压缩至", "压缩为", "缩短为", "减少为", "降为", "下降为", "压降至", "压降到"}},
	{'b', []string{"提高", "提升", "增加", "增长", "上调", "上浮", "提标", "增幅", "下降", "降低", "减少", "压减", "上升", "下调", "递增", "调增", "增幅达", "涨幅", "降幅"}},
	{'g', []string{"不低于", "不少于", "不小于", "不得低于", "不得少于", "不应低于", "至少", "超过", "突破", "大于", "高于", "多于", "≥", ">=", ">"}},
	{'l', []string{"不超过", "不高于", "不大于", "不多于", "不得超过", "不得高于", "不突破", "控制在", "低于", "少于", "小于", "≤", "<=", "<", "不得突破"}},
	{'r', []string{"达到", "达", "实现", "完成", "保持在", "维持在", "稳定在", "保持", "达成"}},
	{'A', []string{"以上", "及以上", "(含)以上", "(含)及以上", "以上水平"}},
	{'B', []string{"以内", "以下", "之内", "(含)以内"}},
	{'c', []string{"约", "大约", "近", "将近", "大概", "预计"}},
	{'o', []string{"左右", "上下"}},
	{'e', []string{"分别"}},
	{'s', []string{"，", "、", ",", "和", "与", "及", "以及", "；", "或"}},
}

// Parts that a number plays in a construction.
const (
	partTarget   = "target"
	partBaseline = "baseline"
	partIncrease = "increase"
	markAtLeast  = "atleast"
	markAtMost   = "atmost"
	markAbout    = "about"
)

// rule is one construction: a pattern over the letters of classes, in which each
// named group is the part of the numbers (N: a list of numbers) in it.
type rule struct {
	name, pattern   string
	example, result string // a sentence, and the targets read from it
	re              *regexp.Regexp
}

// constructions give numbers their parts; the first that fits wins.
var constructions = compile([]rule{
	{name: "由 X 提高到 Y", pattern: `fx?(?P<baseline>N)x?[td]g?c?x?(?P<target>N)`,
		example: "将残疾人津贴标准由每人每月80元提高到95元。", result: "standard = 95 元/人/月 (80)"},
	{name: "X 提高到 Y", pattern: `(?P<baseline>n)[td]g?c?x?(?P<target>n)`,
		example: "农村特困供养标准每人每年7000元提高到7500元。", result: "standard = 7500 元/人/年 (7000)"},
	{name: "提高 X，达到 Y", pattern: `b[xc]?(?P<increase>n)A?s?x?[trd]g?c?x?(?P<target>n)`,
		example: "护理补贴标准提高8元，提高至每人每月120元。", result: "standard = 120 元/人/月 (112 derived)"},
	{name: "达到 Y，提高 X", pattern: `[tr]g?c?x?(?P<target>n)A?sx?b[xc]?(?P<increase>n)`,
		example: "规范管理率达到82%以上，比上年提高2个百分点。", result: "rate >= 82 % (80 derived)"},
	{name: "提高 X", pattern: `b[gcre]*(?P<increase>N)`,
		example: "失业保险金标准提高10%。", result: ""},
})

// bounds give numbers their comparators.
var bounds = compile([]rule{
	{name: "不低于", pattern: `gc?x?(?P<atleast>n(?:s(?:和)?n)*)`, example: "完成培训不少于300人次。", result: "count >= 300 人次"},
	{name: "以上", pattern: `(?P<atleast>n(?:sn)*)A`, example: "合格率、及时率分别达到98%、95%以上。", result: "rate >= 98 %; rate >= 95 %"},
	{name: "不超过", pattern: `lc?x?(?P<atmost>n(?:sn)*)`, example: "新生儿死亡率不超过3%。", result: "rate <= 3 %"},
	{name: "降至", pattern: `dg?c?x?(?P<atmost>n(?:sn)*)`, example: "平均办理时间缩短至3天，药占比降到30%。", result: "count <= 3 天; rate <= 30 %"},
	{name: "控制在……以内", pattern: `(?P<atmost>n(?:sn)*)B`, example: "办理时限超期率控制在2%以内。", result: "rate <= 2 %"},
	{name: "约", pattern: `c(?P<about>n)`, example: "改造管网约30公里。", result: "count >= 30 公里 ?"},
	{name: "左右", pattern: `(?P<about>n)o`, example: "改造管网30公里左右。", result: "count >= 30 公里 ?"},
})

func compile(rules []rule) []rule {
	for i := range rules {
		rules[i].re = regexp.MustCompile(strings.ReplaceAll(rules[i].pattern, "N", "n(?:sx?n)*"))
	}
	return rules
}

// sentence is a piece of text without a full stop, with its numbers and letters.
type sentence struct {
	text     string
	numbers  []*mention // all
	live     []*mention // those that may be targets, in the order of their letters
	letters  string
	at       []int   // byte offset of each letter's word
	context  *target // the last one of the sentence before, in the same paragraph
	baseline map[*mention]*mention
	increase map[*mention]*mention
	bound    map[*mention]string
}

func parse(text string) *sentence {
	s := &sentence{text: text, numbers: scan(text), baseline: map[*mention]*mention{}, increase: map[*mention]*mention{}, bound: map[*mention]string{}}
	s.spell()
	for _, r := range constructions {
		s.apply(r, s.construct)
	}
	for _, r := range bounds {
		s.apply(r, s.compare)
	}
	return s
}

// spell writes the sentence's letters.
func (s *sentence) spell() {
	var letters []byte
	add := func(letter byte, at int) {
		if letter == 'x' && len(letters) > 0 && letters[len(letters)-1] == 'x' {
			return
		}
		letters, s.at = append(letters, letter), append(s.at, at)
	}
	next := 0
	for i := 0; i < len(s.text); {
		for next < len(s.numbers) && s.numbers[next].from < i {
			next++
		}
		if next < len(s.numbers) && s.numbers[next].from == i {
			m := s.numbers[next]
			if m.why == "" && m.measure != "" {
				s.live = append(s.live, m)
				add('n', i)
			} else {
				add('x', i)
			}
			i = m.to
			continue
		}
		letter, n := classAt(s.text[i:])
		add(letter, i)
		i += n
	}
	s.letters = string(letters)
}

// classAt is the class of the longest word at the beginning of text.
func classAt(text string) (letter byte, n int) {
	letter = 'x'
	r, size := utf8.DecodeRuneInString(text)
	for _, w := range classWords[r] {
		if len(w.word) > n && strings.HasPrefix(text, w.word) {
			letter, n = w.letter, len(w.word)
		}
	}
	return letter, max(n, size)
}

// classWord is a word of the grammar.
type classWord struct {
	word   string
	letter byte
}

// classWords and classEnds are those of all classes, by the rune that they begin and end
// with.
var classWords, classEnds = func() (words, ends map[rune][]classWord) {
	words, ends = map[rune][]classWord{}, map[rune][]classWord{}
	for _, c := range classes {
		for _, w := range c.words {
			first, _ := utf8.DecodeRuneInString(w)
			last, _ := utf8.DecodeLastRuneInString(w)
			words[first] = append(words[first], classWord{w, c.letter})
			ends[last] = append(ends[last], classWord{w, c.letter})
		}
	}
	return words, ends
}()

// lastClass is the class of the longest word at the end of text; 0 where it ends
// with none.
func lastClass(text string) byte {
	letter, n := byte(0), 0
	for _, c := range classes {
		for _, w := range c.words {
			if len(w) > n && strings.HasSuffix(text, w) {
				letter, n = c.letter, len(w)
			}
		}
	}
	return letter
}

// apply finds every place of a rule, and hands on the numbers of each of its
// groups.
func (s *sentence) apply(r rule, use func(groups map[string][]*mention)) {
	names := r.re.SubexpNames()
	for _, at := range r.re.FindAllStringSubmatchIndex(s.letters, -1) {
		groups := map[string][]*mention{}
		for g := 1; g < len(names); g++ {
			if from, to := at[2*g], at[2*g+1]; from >= 0 {
				groups[names[g]] = s.numbersOf(from, to)
			}
		}
		use(groups)
	}
}

// numbersOf are the numbers among the letters from…to.
func (s *sentence) numbersOf(from, to int) []*mention {
	first := strings.Count(s.letters[:from], "n")
	return s.live[first : first+strings.Count(s.letters[from:to], "n")]
}

// construct gives the numbers of a construction their parts, unless one of them has
// one already or they do not measure the same.
func (s *sentence) construct(groups map[string][]*mention) {
	targets, from, by := groups[partTarget], groups[partBaseline], groups[partIncrease]
	for _, list := range groups {
		for _, m := range list {
			if m.mark != "" {
				return
			}
		}
	}
	switch {
	case len(from) > 0:
		s.pairs(from, targets)
	case len(by) == 1 && len(targets) == 1:
		if changes(by[0], targets[0]) {
			s.increase[targets[0]] = by[0]
			targets[0].mark, by[0].mark = partTarget, partIncrease
		}
	default:
		for _, m := range by {
			if m.isMoney() || m.isPercent() || m.isPoints() {
				m.mark = partIncrease
			}
		}
	}
}

// pairs sets each target's baseline; lists of different lengths say nothing.
func (s *sentence) pairs(from, targets []*mention) {
	if len(from) < len(targets) {
		targets = targets[:len(from)]
	}
	if len(from) > len(targets) {
		from = from[len(from)-len(targets):]
	}
	for i, m := range targets {
		if !sameMeasure(from[i], m) {
			return
		}
	}
	for i, m := range targets {
		m.mark, from[i].mark = partTarget, partBaseline
		s.baseline[m] = from[i]
	}
}

func sameMeasure(a, b *mention) bool { return a.measure == b.measure }

// changes reports whether an increase is one of the target's figure: yuan to yuan,
// points or per cent to per cent.
func changes(by, target *mention) bool {
	switch {
	case target.isPercent():
		return by.isPoints()
	case target.isMoney():
		return by.isMoney() && by.value.LessThan(target.value)
	}
	return by.measure == target.measure && by.value.LessThan(target.value)
}

// compare notes a number's bound; the first that is found stays, "about" with it.
func (s *sentence) compare(groups map[string][]*mention) {
	for mark, list := range groups {
		for _, m := range list {
			if mark == markAbout {
				m.approx = true
			} else if s.bound[m] == "" {
				s.bound[m] = mark
			}
		}
	}
}
