package importer

import (
	"strconv"
	"testing"
)

// TestRemembered says of headings again what was found the first time.
func TestRemembered(t *testing.T) {
	texts := []string{"", "本期完成", "本年累计（个）", "截至目前", "1-6月完成情况", "一、二月完成", "说明", "完成数（本月）", "2024年建设内容", "上年"}
	for heading := range fieldByHeading {
		texts = append(texts, heading, "全县"+heading, heading+"（人）")
	}
	for range 2 {
		for _, text := range texts {
			f, ok := headingOf(text)
			if g, is := findHeading(text); f != g || ok != is {
				t.Errorf("%q: %q %v, not %q %v", text, f, ok, g, is)
			}
			f, ok = spanField(text)
			if g, is := findSpan(text); f != g || ok != is {
				t.Errorf("%q of a span: %q %v, not %q %v", text, f, ok, g, is)
			}
		}
	}
}

// TestRememberedOfMany: when as much is remembered as may be, what comes then is remembered as before.
func TestRememberedOfMany(t *testing.T) {
	var seen remembered[int]
	found := 0
	find := func(text string) int { found++; return len(text) }
	for i := range 2*mostRemembered + 1 {
		seen.of(strconv.Itoa(i), find)
		if n := seen.of(strconv.Itoa(i), find); n != len(strconv.Itoa(i)) || found != i+1 {
			t.Fatalf("%d: %d, found %d times", i, n, found)
		}
	}
	held := 0
	seen.by.Range(func(any, any) bool { held++; return true })
	if held > mostRemembered {
		t.Errorf("%d are remembered", held)
	}
}
