package draft

import (
	"slices"
	"strings"

	"huibao"
)

// money tells a standard (每人每月650元) from an amount that is to be reached
// (发放贷款5亿元), and writes what it is for.
func (s *sentence) money(t *target, m *mention, clause string) {
	per := joinPer(perBefore(s.reach(m)), m.per)
	if inherited := s.inheritedPer(m); inherited != nil {
		per = joinPer(inherited, per)
	}
	word := containsAny(s.text[:m.from]+forwardTo(s.text[m.to:], "，；。"), standardWords)
	raised := s.baseline[m] != nil || s.increase[m] != nil
	if len(per) == 0 && !raised && (word == "" || m.value.Shift(-6).Sign() > 0 && m.value.Shift(-6).IntPart() >= 1) {
		t.kind = huibao.KindCount
		return
	}
	t.kind = huibao.KindStandard
	if len(per) == 0 {
		per = impliedPer(s.text[:m.from])
		t.doubt("计量单位", "原文没有写明按人、按月或一次性")
	}
	if timeOnly(per) && !strings.Contains(s.text[:m.from], "工资标准") {
		t.doubt("计量单位", "原文只写了按"+per[0]+"，“人”系推定")
		per = append([]string{"人"}, per...)
	}
	t.measure = strings.Join(append([]string{"元"}, per...), "/")
}

func timeOnly(per []string) bool { return len(per) == 1 && (per[0] == "月" || per[0] == "年") }

// reach is the text in which a number's 每人每月 may stand: its clause, and back to
// the comma before.
func (s *sentence) reach(m *mention) string { return clauseBefore(s.text, m.from) }

// inheritedPer takes what money is for from the baseline of the same construction,
// or from the number before it in a list.
func (s *sentence) inheritedPer(m *mention) []string {
	if b := s.baseline[m]; b != nil {
		if per := joinPer(perBefore(s.reach(b)), b.per); len(per) > 0 {
			return per
		}
		return s.listPer(b)
	}
	if len(m.per) > 0 || perBefore(s.reach(m)) != nil {
		return nil
	}
	return s.listPer(m)
}

// listPer takes it from the numbers before in the list that m goes on.
func (s *sentence) listPer(m *mention) []string {
	at := slices.Index(s.live, m)
	for i := at - 1; i >= 0; i-- {
		p := s.live[i]
		between := s.text[p.to:s.live[i+1].from]
		if !p.isMoney() || len(between) > 90 || strings.ContainsAny(between, "。") {
			return nil
		}
		if per := joinPer(perBefore(s.reach(p)), p.per); len(per) > 0 {
			return per
		}
	}
	if m.isMoney() {
		return perBefore(listHead(s.text[:m.from]))
	}
	return nil
}

// listHead is the text back to the last full stop or comma, the marks of a list
// left in.
func listHead(head string) string {
	if at := strings.LastIndexAny(head, "，,；;。：:"); at >= 0 {
		return head[at:]
	}
	return head
}

// perBefore finds 每人每月, 月人均, 人均每年 and the like in front of a number; nil
// where there is none.
func perBefore(text string) []string {
	var per []string
	for rest := text; ; {
		at := strings.Index(rest, "每")
		if at < 0 {
			break
		}
		rest = rest[at+len("每"):]
		if u := perUnit(rest); u != "" && !slices.Contains(per, perName(u)) && !strings.HasPrefix(rest, "年龄") {
			per = append(per, perName(u))
		}
	}
	for _, x := range []struct {
		word string
		per  []string
	}{{"月人均", []string{"人", "月"}}, {"人均月", []string{"人", "月"}}, {"年人均", []string{"人", "年"}}, {"人均年", []string{"人", "年"}}, {"月生均", []string{"人", "月"}}, {"生均", []string{"人"}}, {"年生均", []string{"人", "年"}},
		{"人均", []string{"人"}}, {"户均", []string{"户"}}, {"月户均", []string{"户", "月"}}, {"小时最低工资", []string{"小时"}}, {"按月", []string{"月"}}, {"按年", []string{"年"}}, {"年缴", []string{"年"}}} {
		if strings.Contains(text, x.word) {
			per = joinPer(per, x.per)
		}
	}
	if strings.Contains(text, "月最低工资") && len(per) == 0 {
		per = []string{"月"}
	}
	return per
}

// joinPer joins two lists, each word once, whom it is for before when.
func joinPer(a, b []string) []string {
	var out []string
	for _, p := range append(slices.Clone(a), b...) {
		if !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(x, y string) int { return timeRank(x) - timeRank(y) })
	return out
}

func timeRank(p string) int {
	switch p {
	case "年", "学年", "学期", "月", "日", "季", "小时":
		return 1
	}
	return 0
}

// impliedPer guesses for whom a payment is from the words before it.
func impliedPer(text string) []string {
	for _, x := range []struct{ word, per string }{{"孩", "孩"}, {"育儿", "孩"}, {"家庭", "户"}, {"户", "户"}, {"企业", "家"}, {"亩", "亩"}} {
		if strings.Contains(text, x.word) {
			return []string{x.per}
		}
	}
	return []string{"人"}
}
