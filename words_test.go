package huibao_test

import (
	"slices"
	"testing"

	"huibao"
)

// closed is a closed set of words: what code calls it, and what people read.
type closed[T ~string] struct {
	labels []string
	parse  func(string) (T, bool)
	label  func(T) string
}

func (c closed[T]) check(t *testing.T, want ...string) {
	t.Helper()
	if !slices.Equal(c.labels, want) {
		t.Errorf("the words are %q, want %q", c.labels, want)
	}
	for _, w := range want {
		key, ok := c.parse(w)
		if !ok || c.label(key) != w {
			t.Errorf("%q reads as %q (%v) and prints as %q", w, key, ok, c.label(key))
		}
	}
	if key, ok := c.parse("别的"); ok {
		t.Errorf("an unknown word reads as %q", key)
	}
	if got := c.label("unknown"); got != "unknown" {
		t.Errorf("an unknown key prints as %q", got)
	}
}

// TestWords holds the words of the plan's columns: people read and write these.
func TestWords(t *testing.T) {
	closed[huibao.Kind]{huibao.KindLabels(), huibao.ParseKind, huibao.Kind.Label}.check(t, "计数", "比率", "标准", "关系", "事项")
	closed[huibao.Mode]{huibao.ModeLabels(), huibao.ParseMode, huibao.Mode.Label}.check(t, "流量", "存量", "去重", "累计", "维持", "期末")
	closed[huibao.Comparator]{huibao.ComparatorLabels(), huibao.ParseComparator, huibao.Comparator.Label}.check(t, "≥", "=", "≤")
	closed[huibao.Scope]{huibao.ScopeLabels(), huibao.ParseScope, huibao.Scope.Label}.check(t, "全区", "全市", "县区", "市外")
	closed[huibao.ReportBy]{huibao.ReportByLabels(), huibao.ParseReportBy, huibao.ReportBy.Label}.check(t, "县区汇总", "县区+市本级", "牵头报送", "双报核对")
	closed[huibao.PayBy]{huibao.PayByLabels(), huibao.ParsePayBy, huibao.PayBy.Label}.check(t, "全额", "补差", "一次性", "按学期", "按年", "不发放")
	closed[huibao.Level]{huibao.LevelLabels(), huibao.ParseLevel, huibao.Level.Label}.check(t, "市级部门", "县区", "市本级", "功能区")
	for text, want := range map[string]huibao.Comparator{">=": huibao.AtLeast, "＞＝": huibao.AtLeast, "不低于": huibao.AtLeast, "＝": huibao.Equal, "<=": huibao.AtMost, "不超过": huibao.AtMost, "以内": huibao.AtMost} {
		if got, ok := huibao.ParseComparator(text); !ok || got != want {
			t.Errorf("%s reads as %q", text, got)
		}
	}
	if got := huibao.MilestoneStates(); !slices.Equal(got, []string{"未启动", "推进中", "已完成"}) {
		t.Errorf("states: %q", got)
	}
	if len(huibao.Kinds()) != len(huibao.KindLabels()) {
		t.Error("a kind without a word")
	}
}

// TestSeverities orders severities, and gives each a word.
func TestSeverities(t *testing.T) {
	for i, w := range []string{"强制性", "核实性", "告知性", "提示性"} {
		s, ok := huibao.ParseSeverity(w)
		if !ok || s.Rank() != i || s.Label() != w {
			t.Errorf("%s: %q, rank %d", w, s, s.Rank())
		}
	}
	if huibao.Severity("?").Rank() != 4 {
		t.Error("what is unknown comes last")
	}
	for k, w := range map[huibao.DecisionKind]string{huibao.DecisionAccept: "认可", huibao.DecisionRefuse: "不认可", huibao.DecisionPrefer: "以此为准", huibao.DecisionLeaveOut: "不采用", huibao.DecisionWaive: "不等"} {
		if k.Label() != w || (huibao.Decision{Kind: k}).Label() != w || (huibao.Decision{Kind: k, Lapsed: true}).Label() == w {
			t.Errorf("%s: %q", k, k.Label())
		}
	}
	for s, w := range map[huibao.FindingStatus]string{huibao.StatusOpen: "待处理", huibao.StatusExplained: "已说明", huibao.StatusAccepted: "已认可", huibao.StatusClosed: "已解决"} {
		if s.Label() != w || (huibao.Finding{Status: s}).Stands() != (s == huibao.StatusOpen) {
			t.Errorf("%s: %q", s, s.Label())
		}
	}
	for s, counts := range map[huibao.ReturnState]bool{huibao.StateAccepted: true, huibao.StatePending: true, huibao.StateRejected: false, huibao.StateSuperseded: false, huibao.StateLeftOut: false} {
		if s.Counts() != counts || s.Label() == string(s) {
			t.Errorf("%s: %q counts %v", s, s.Label(), s.Counts())
		}
	}
	for o, w := range map[huibao.Origin]string{huibao.OriginTyped: "填报", huibao.OriginFormula: "公式", huibao.OriginDerived: "推算", huibao.OriginPrefilled: "预填"} {
		if o.Label() != w {
			t.Errorf("%s: %q", o, o.Label())
		}
	}
}

// TestClosed: the last word on a period is the last lock's.
func TestClosed(t *testing.T) {
	lock, unlock := huibao.Lock{}, huibao.Lock{Unlock: true}
	for _, c := range []struct {
		locks []huibao.Lock
		want  bool
	}{{nil, false}, {[]huibao.Lock{lock}, true}, {[]huibao.Lock{lock, unlock}, false}, {[]huibao.Lock{lock, unlock, lock}, true}} {
		if got := huibao.Closed(c.locks); got != c.want {
			t.Errorf("%v: %v", c.locks, got)
		}
	}
}
