package book

import (
	"bufio"
	"bytes"
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

// TestTextBelow writes texts below each other, in one style and in others: each stands as it
// would alone.
func TestTextBelow(t *testing.T) {
	texts := []string{"甲县", "甲县", "=1", "=1", "a&b", "a&b", "", "甲县", " 甲县"}
	line := func(w *RowWriter, n int, out *bytes.Buffer) string {
		w.out.Reset(out)
		w.Row(7, "18")
		for col := range 3 {
			w.Text(1+n/3%2, texts[(n+col*n)%len(texts)])
		}
		w.Int(3, n)
		w.end()
		if err := w.out.Flush(); err != nil {
			t.Fatal(err)
		}
		defer out.Reset()
		return out.String()
	}
	var out bytes.Buffer
	quoted := map[int]int{1: 11, 2: 12}
	one := &RowWriter{out: bufio.NewWriter(&out), quoted: quoted}
	for n := range 40 {
		if got, want := line(one, n, &out), line(&RowWriter{out: bufio.NewWriter(&out), quoted: quoted}, n, &out); got != want {
			t.Errorf("%d: %s\nalone: %s", n, got, want)
		}
	}
}
