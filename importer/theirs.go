package importer

import (
	"strings"

	"huibao"
	"huibao/internal/annotate"
)

// theirs is what of a comment a person wrote: neither what we said of the cell when the return went back, nor the
// hint with which we issued the heading, which may since lie on another cell.
func theirs(text string) string {
	text = strings.TrimSpace(annotate.Theirs(text))
	for _, hint := range ownHints {
		if before, behind, has := strings.Cut(text, hint); has && (before == "" || strings.HasSuffix(before, "\n") || strings.HasSuffix(before, ":")) {
			return strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(before), "huibao:") + behind)
		}
	}
	return text
}

// ownHints are the notes on the headings of the forms that we issue.
var ownHints = func() (list []string) {
	for _, kind := range huibao.Kinds() {
		for _, c := range huibao.Columns(kind) {
			if c.Hint != "" {
				list = append(list, c.Hint)
			}
		}
	}
	return list
}()
