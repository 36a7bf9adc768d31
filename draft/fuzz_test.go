package draft

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzDraft holds that no text makes the drafter fail, and that it invents no
// figure: every target's number, or its Chinese numeral, stands in its words.
func FuzzDraft(f *testing.F) {
	files, _ := filepath.Glob("testdata/plans/*.txt")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data))
	}
	for _, r := range constructions {
		f.Add("1." + r.example)
	}
	f.Add("序号\t任务\t目标\t单位\n1\t学校\t12\t所\n\t桥\t1,200\t座\n")
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 1<<16 {
			return
		}
		d, err := FromText(context.Background(), text)
		if errors.Is(err, ErrNoTask) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		addsUp(t, "text", d)
		seen := map[string]bool{}
		for i := range d.Plan.Indicators {
			ind := &d.Plan.Indicators[i]
			if seen[ind.Code] || ind.Quote == "" || ind.Measure == "" || !utf8.ValidString(ind.Name+ind.Quote) {
				t.Fatalf("%+v", ind)
			}
			seen[ind.Code] = true
			if !strings.ContainsAny(narrowed(ind.Quote), "0123456789一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟〇零○萬億全尽清") {
				t.Fatalf("no number in the words %q of %s %s", ind.Quote, ind.Code, ind.Target)
			}
		}
	})
}
