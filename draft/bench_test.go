package draft

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
)

// manyTasks is 1 MB of numbered tasks in the words of a test plan.
func manyTasks(t testing.TB) string {
	data, err := os.ReadFile("testdata/plans/01-numbered-prose.txt")
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for line := range strings.Lines(string(data)) {
		if m := itemMark(narrowed(seen(strings.TrimSpace(line)))); m.level == 3 {
			lines = append(lines, m.rest)
		}
	}
	var b strings.Builder
	b.WriteString("2025年民生实事\n")
	for n := 1; b.Len() < 1<<20; n++ {
		fmt.Fprintf(&b, "%d. %s\n", n%999+1, lines[n%len(lines)])
	}
	return b.String()
}

// BenchmarkDraft drafts 1 MB of text; docs/performance.md says how long it takes.
func BenchmarkDraft(b *testing.B) {
	text := manyTasks(b)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := FromText(context.Background(), text); err != nil {
			b.Fatal(err)
		}
	}
}
