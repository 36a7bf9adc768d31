package numeral

import "testing"

func TestValue(t *testing.T) {
	for text, want := range map[string]int64{"二": 2, "十": 10, "十二": 12, "两千": 2000, "一百零五": 105, "一千二百三十四": 1234,
		"壹仟": 1000, "三万五千": 35000, "一亿二千万": 120000000, "九萬": 90000} {
		if got, ok := Value(text); !ok || got != want {
			t.Errorf("Value(%q) = %d, %v; want %d", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "万", "一二", "百", "十十十", "一亿一亿一亿", "一二三四五六七八九十一二三四五六七八九十一二三四五六七"} {
		if got, ok := Value(text); ok {
			t.Errorf("Value(%q) = %d, want none", text, got)
		}
	}
}

func TestPrefix(t *testing.T) {
	if got := Prefix("三支一扶"); got != "三" {
		t.Error(got)
	}
	if got := Prefix("一百二十"); got != "一百二十" {
		t.Error(got)
	}
}
