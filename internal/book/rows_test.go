package book

import (
	"strings"
	"testing"
)

// TestAsItIs: what is written without being cleaned and escaped is what these would leave.
func TestAsItIs(t *testing.T) {
	for text, want := range map[string]bool{
		"i2.10|u-hy|cum": true, "中宁县": true, "约1200（含“两癌”）": true, "returns/2024-06/县区/中宁县6月报表.xlsx": true, "●▲■○": true, "a b": true, "\ufffd": true, "𠮷": true,
		"a&b": false, "<": false, "a>b": false, `"`: false, "'1": false, "_x000D_": false, " a": false, "a ": false, "a  b": false, "a\nb": false, "a\tb": false, "a\rb": false,
		"a\x00": false, "a\x7f": false, "\xff": false, "中\xe4": false, "\u202ea": false, "\u200f": false, "\ufffe": false, "\u0085": false,
		strings.Repeat("长", maxText/6+1): false, strings.Repeat("a", maxText/2): true, strings.Repeat("a", maxText/2+1): false,
	} {
		got := asItIs(text)
		if got != want {
			t.Errorf("%.20q: %v", text, got)
		}
		if same := Clean(text) == text && Escape(text) == text && strings.TrimSpace(text) == text; got && !same {
			t.Errorf("%.20q is not the same as it is", text)
		}
	}
}
