package importer

import "testing"

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
