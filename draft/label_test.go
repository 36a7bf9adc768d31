package draft

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"
)

// TestLabels holds the labels of sentences written in the styles of official plans:
// each a sentence, a tab, and its targets' labels parted by |. A ? behind a label says
// that it is marked as doubtful.
func TestLabels(t *testing.T) {
	data, err := os.ReadFile("testdata/labels.tsv")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(data)) {
		text, want, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
		if !ok {
			t.Fatalf("no label: %q", line)
		}
		n++
		if got := labelsOf(text); got != want {
			t.Errorf("%s\n got %s\nwant %s", text, got, want)
		}
	}
	if n < 150 {
		t.Errorf("only %d sentences", n)
	}
}

func labelsOf(text string) string {
	var list []string
	for _, s := range sentences(narrowed(text)) {
		found, _ := readSentence(s, 2025)
		for _, x := range found {
			name := chineseBrackets(x.name)
			if x.doubts["指标"] != "" {
				name += "?"
			}
			list = append(list, name)
		}
	}
	return strings.Join(list, "|")
}

// TestNoLabelIsUnfit holds that no label of any sentence here is too long or could not
// be printed.
func TestNoLabelIsUnfit(t *testing.T) {
	data, err := os.ReadFile("testdata/labels.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range strings.FieldsFunc(string(data), func(r rune) bool { return r == '\n' || r == '\t' || r == '|' }) {
		for _, name := range strings.Split(labelsOf(text), "|") {
			if name = strings.TrimSuffix(name, "?"); name != "" && (utf8.RuneCountInString(name) > maxLabel || unfit(name)) {
				t.Errorf("%s: %s", text, name)
			}
		}
	}
}
