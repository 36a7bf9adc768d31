package report

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"huibao/internal/theme"
)

// column is a heading with the width of its column.
type column = struct {
	label string
	width int
}

// rowHeights gives the rows of a sheet that is streamed room for what wraps in its columns.
type rowHeights struct {
	plain  string         // of a row in which nothing wraps, in points
	widths map[string]int // by heading
}

func newRowHeights(plain string, heads []column) rowHeights {
	h := rowHeights{plain, map[string]int{}}
	for _, c := range heads {
		h.widths[c.label] = c.width
	}
	return h
}

// of is the height of a row with texts in columns: heading and text in turn.
func (h rowHeights) of(pairs ...string) string {
	lines := 1
	for i := 0; i+1 < len(pairs); i += 2 {
		text, width := pairs[i+1], h.widths[pairs[i]]
		if n := utf8.RuneCountInString(text); 2*n < width && !strings.Contains(text, "\n") {
			continue // most texts: no letter is wider than two
		}
		lines = max(lines, theme.Lines(text, width))
	}
	if lines == 1 {
		return h.plain
	}
	return fmt.Sprint(theme.Height(lines))
}
