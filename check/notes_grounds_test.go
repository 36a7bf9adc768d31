package check

import (
	"strings"
	"testing"
)

// TestGrounds asks of notes on who answers for a figure, of which time and of whom it is and how it was counted, by the
// row on which they stand: of grounds_true about none, of grounds_doubted about each.
func TestGrounds(t *testing.T) {
	for list, want := range map[string]bool{"grounds_true": false, "grounds_doubted": true} {
		for _, line := range linesOf(t, list) {
			code, notes, _ := strings.Cut(line, "\t")
			for _, note := range strings.Split(strings.TrimSpace(notes), "|") {
				if got := messages(t, "L14", "set "+code+" note "+note) != ""; got != want {
					t.Errorf("%s %s: asked %v", code, note, got)
				}
			}
		}
	}
}
