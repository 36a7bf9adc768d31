package draft

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"huibao"
)

// target is a quantified target as read.
type target struct {
	sentence   string
	at         int // byte offset in the sentence
	to         int
	name       string
	verb       string  // that the name begins with
	paid       string  // the word for what a standard pays, where its name doesn't end with it
	second     *target // of which it is another measure
	kind       huibao.Kind
	comparator huibao.Comparator
	value      decimal.Decimal
	measure    string
	baseline   *decimal.Decimal
	derived    bool   // the baseline is computed from an increase
	reference  string // of a relation: what it is held against
	class      string
	whole      *target
	sums       bool
	doubts     map[string]string // heading of 指标 → why
}

func (t *target) doubt(heading, why string) {
	if t.doubts == nil {
		t.doubts = map[string]string{}
	}
	if t.doubts[heading] == "" {
		t.doubts[heading] = why
	}
}

// reckoned is a number of a sentence, and what became of it.
type reckoned struct {
	from, to int
	target   *target // that it was taken for
	fate     huibao.Fate
	why      string
	propose  string // a row for people who want a target of it
	looks    bool   // like a target, and was set aside
}

// readSentence reads the targets of one sentence, and accounts for its numbers.
func readSentence(text string, year int) (targets []*target, numbers []reckoned) {
	return readAfter(text, year, nil)
}

// readAfter reads a sentence that may go on with the last target of the one before it.
func readAfter(text string, year int, context *target) (targets []*target, numbers []reckoned) {
	if !strings.ContainsAny(text, "0123456789") && !mayCount(text) {
		return readWords(text), nil
	}
	s := parse(text)
	s.context = context
	of := map[*mention]*target{}
	for _, m := range s.live {
		if m.why, m.fate = s.refuse(m, year); m.why != "" || m.mark == partBaseline || m.mark == partIncrease {
			continue
		}
		of[m] = s.target(m, targets)
		targets = append(targets, of[m])
	}
	s.parts(targets)
	measured(targets)
	for _, m := range s.numbers {
		numbers = append(numbers, s.reckon(m, of))
	}
	return append(targets, readWords(text)...), numbers
}

// reckon accounts for a number: taken for a target, for a target's baseline or
// increase, or not taken.
func (s *sentence) reckon(m *mention, of map[*mention]*target) reckoned {
	r := reckoned{from: m.from, to: m.to, target: of[m], fate: huibao.FateTaken, why: "目标值"}
	if r.target != nil {
		return r
	}
	for t, b := range s.baseline {
		if b == m && of[t] != nil {
			r.target, r.why = of[t], "原值"
			return r
		}
	}
	if t := s.usedBy(m); t != nil && of[t] != nil {
		r.target, r.why = of[t], "增幅"
		return r
	}
	r.fate, r.why = m.fate, m.why
	if r.why == "" {
		r.fate, r.why = huibao.FateReview, "没有读懂这个数"
	}
	r.looks = r.fate == huibao.FateAside && slices.Contains(s.live, m)
	if r.fate == huibao.FateReview || r.looks {
		r.propose = m.propose()
	}
	if r.fate == "" {
		r.fate = huibao.FateAside
	}
	return r
}

// propose is the row that would make a target of a number: of a growth the last
// year's figure times what it grows by.
func (m *mention) propose() string {
	switch {
	case m.mark == partIncrease && m.isPercent():
		return "目标值 = 去年数 × " + m.value.Shift(-2).Add(decimal.NewFromInt(1)).String() + "（下降的为 " + decimal.NewFromInt(1).Sub(m.value.Shift(-2)).String() + "）"
	case m.mark == partIncrease || m.isPoints():
		return "目标值 = 去年数 ± " + m.value.String() + strings.TrimPrefix(m.measure, "个")
	case m.isPercent():
		return "比率 ≥ " + m.value.String() + " %"
	case m.measure == "":
		return "计数 ≥ " + m.value.String() + "，计量单位请补"
	}
	return "计数 ≥ " + m.value.String() + " " + m.measure
}

// mayCount reports whether Chinese numerals may count something in a text.
func mayCount(text string) bool {
	return strings.ContainsAny(text, "二两三四五六七八九十百千万亿一")
}

// target makes a number a target.
func (s *sentence) target(m *mention, before []*target) *target {
	t := &target{sentence: s.text, at: m.from, to: m.to, value: m.value, measure: m.measure}
	clause := clauseBefore(s.text, m.from)
	s.kind(t, m, clause)
	t.comparator = s.comparator(t, m)
	s.setBaseline(t, m)
	t.class = classOf(clause)
	var unsure string
	if t.name, unsure = s.label(t, m, before); unsure != "" {
		t.doubt("指标", unsure)
	}
	if strings.HasSuffix(s.text[:m.from], "各") {
		t.doubt("指标", "原文写“各”，可能是几个指标")
	}
	if m.guessed {
		t.doubt("计量单位", "原文没有写明，或不是常见的计量单位")
	}
	if m.upper != nil {
		if t.comparator == huibao.AtMost {
			t.value = *m.upper
		}
		t.doubt("目标值", "原文是一个范围")
	}
	s.rhythm(t, clause)
	if m.approx {
		t.doubt("目标值", "原文是约数")
	}
	return t
}

// rhythms are how often a year something is done that is said for each of its parts.
var rhythms = []struct {
	word  string
	times int64
}{{"每季度", 4}, {"每季", 4}, {"每半年", 2}, {"每月", 12}, {"每周", 52}}

// rhythm makes a year's target of one for each quarter or month, with doubt.
func (s *sentence) rhythm(t *target, clause string) {
	if t.kind != huibao.KindCount {
		return
	}
	for _, r := range rhythms {
		if strings.Contains(clause, r.word) {
			t.doubt("目标值", "原文是"+r.word+" "+t.value.String()+" "+t.measure+"，按全年 "+decimal.NewFromInt(r.times).String()+" 次计")
			t.value = t.value.Mul(decimal.NewFromInt(r.times))
			return
		}
	}
}

// kind tells a target's kind, and writes the measure of money.
func (s *sentence) kind(t *target, m *mention, clause string) {
	switch {
	case m.isPercent():
		t.kind = huibao.KindRate
	case m.measure == "倍":
		t.kind, t.reference = huibao.KindRelation, s.referenceOf(m)
	case m.isMoney():
		s.money(t, m, clause)
	default:
		t.kind = huibao.KindCount
	}
}

func (s *sentence) comparator(t *target, m *mention) huibao.Comparator {
	switch s.bound[m] {
	case markAtLeast:
		return huibao.AtLeast
	case markAtMost:
		return huibao.AtMost
	}
	if b := s.baseline[m]; b != nil && t.kind != huibao.KindStandard && m.value.LessThan(b.value) {
		return huibao.AtMost
	}
	if t.kind == huibao.KindStandard || t.kind == huibao.KindRelation && strings.HasSuffix(s.text[:m.from], "按"+t.reference+"的") {
		return huibao.Equal
	}
	return huibao.AtLeast
}

func (s *sentence) setBaseline(t *target, m *mention) {
	if b := s.baseline[m]; b != nil {
		t.baseline = &b.value
	}
	if by := s.increase[m]; by != nil {
		v := m.value.Sub(by.value)
		t.baseline, t.derived = &v, true
		t.doubt("原值", "由增幅推算，原文没有直接写")
	}
}

// referenceOf is what a multiple is held against: 当地月最低工资标准的2倍.
func (s *sentence) referenceOf(m *mention) string {
	head, ok := strings.CutSuffix(s.text[:m.from], "的")
	if !ok {
		return ""
	}
	at := -1
	for _, c := range classes {
		if strings.IndexByte("glrt", c.letter) < 0 {
			continue
		}
		for _, w := range c.words {
			if i := strings.LastIndex(head, w); i >= 0 && i+len(w) > at {
				at = i + len(w)
			}
		}
	}
	if i := strings.LastIndex(head, "按"); at < 0 && i >= 0 {
		at = i + len("按")
	}
	if at < 0 || len(head)-at > 60 {
		return ""
	}
	return strings.TrimPrefix(strings.TrimPrefix(head[at:], "当地"), "本地")
}

// classOf finds 一类区, 二类地区 in front of a number.
func classOf(clause string) string {
	for _, c := range []string{"一类", "二类", "三类", "四类"} {
		if at := strings.LastIndex(clause, c); at >= 0 {
			rest := clause[at+len(c):]
			for _, w := range []string{"地区", "区"} {
				if strings.HasPrefix(rest, w) {
					return c + "区"
				}
			}
		}
	}
	return ""
}

// quote is the words around a number, from the sign before it to the sign after it.
func quote(text string, from, to int) string {
	const sign = "，；;。：:"
	start := strings.LastIndexAny(text[:from], sign)
	if start >= 0 {
		_, n := utf8.DecodeRuneInString(text[start:])
		start += n
	} else {
		start = 0
	}
	if from-start < 12 && start > 0 {
		if earlier := strings.LastIndexAny(text[:start-1], sign); earlier >= 0 {
			_, n := utf8.DecodeRuneInString(text[earlier:])
			start = earlier + n
		} else {
			start = 0
		}
	}
	end := len(text)
	if at := strings.IndexAny(text[to:], sign); at >= 0 {
		end = to + at
	}
	return clip(text[start:from]) + text[from:to] + clipEnd(text[to:end])
}

// maxQuote bounds what is quoted before and behind a number, in runes.
const maxQuote = 80

func clip(s string) string {
	if rs := []rune(s); len(rs) > maxQuote {
		return "…" + string(rs[len(rs)-maxQuote:])
	}
	return s
}

func clipEnd(s string) string {
	if rs := []rune(s); len(rs) > maxQuote {
		return string(rs[:maxQuote]) + "…"
	}
	return s
}
