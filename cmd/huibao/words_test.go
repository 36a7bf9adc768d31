package main

import (
	"slices"
	"testing"

	ptext "github.com/jedib0t/go-pretty/v6/text"
)

func TestDidYouMean(t *testing.T) {
	names := []string{"run", "report", "refuse", "status", "p"}
	for word, want := range map[string]string{"rnu": "，是不是 --run？", "statsu": "，是不是 --status？", "repotr": "，是不是 --report？", "海原县": "", "x": "", "q": "", "reporting": ""} {
		if got := didYouMean(word, "--", names); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		text  string
		width int
		want  []string
	}{
		{"报告期", 10, []string{"报告期"}},
		{"文件不能读取：实际是Word文档，请另存。", 22, []string{"文件不能读取：实际是", "Word文档，请另存。"}},
		{"共三十二处需要改正。", 18, []string{"共三十二处需要改", "正。"}},
		{"returns/2024-06/a-very-long-name", 10, []string{"returns/20", "24-06/a-ve", "ry-long-na", "me"}},
		{"一\n二", 10, []string{"一", "二"}},
		{"宽", 1, []string{"宽"}},
		{"改好后再看，没有别的就下发：huibao issue --period 2024-01", 40, []string{"改好后再看，没有别的就下发：", "huibao issue --period 2024-01"}},
		{"运行 huibao run --period 2024-06 后生效。", 20, []string{"运行", "huibao run --period", "2024-06 后生效。"}},
		{"先看 huibao status，再看别的。", 18, []string{"先看 huibao", "status，再看别的。"}},
	} {
		got := wrap(c.text, c.width)
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
		for _, l := range got {
			if w := ptext.StringWidthWithoutEscSequences(l); w > max(c.width, 2) {
				t.Errorf("%q is %d wide, not %d", l, w, c.width)
			}
		}
	}
}

// TestFold: what is said on a terminal is folded at its own indent, and elsewhere not at all.
func TestFold(t *testing.T) {
	const said = "共2类：\n    不管它：只列数，没有完成率\n  短"
	if got := (&voice{width: 20}).fold(said); got != "共2类：\n    不管它：只列数，\n    没有完成率\n  短" {
		t.Errorf("%q", got)
	}
	if got := (&voice{}).fold(said); got != said {
		t.Errorf("%q", got)
	}
}

// TestNarrow holds that a table gives way in its words before its numbers, and fits.
func TestNarrow(t *testing.T) {
	for _, c := range []struct {
		widths []int
		total  int
		right  []int
		want   []int
	}{
		{[]int{20, 10, 5}, 40, nil, []int{20, 10, 5}},
		{[]int{20, 10, 5}, 30, []int{1}, []int{15, 10, 5}},
		{[]int{20, 20, 8}, 32, []int{1}, []int{8, 16, 8}},
		{[]int{20, 20, 8}, 20, []int{1}, []int{4, 12, 4}},
	} {
		narrow(c.widths, c.total, c.right)
		if !slices.Equal(c.widths, c.want) {
			t.Errorf("into %d: %v, want %v", c.total, c.widths, c.want)
		}
	}
}
