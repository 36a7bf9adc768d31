package eml

import (
	"fmt"
	"mime"
	"strings"

	"huibao/internal/regexp"
)

// oneBoundary is the boundary in a Content-Type.
var oneBoundary = regexp.MustCompile(`(?i);\s*boundary\s*=\s*("(?:[^"\\]|\\.)*"|[^;\s]*)`)

// typeOf is the media type of a Content-Type, and the boundary of its parts ("" without one): also of one that is not well
// written in something else, a charset with a blank or a name in bare Chinese.
func typeOf(field string) (kind, boundary string) {
	kind, params, err := mime.ParseMediaType(field)
	if err == nil {
		return kind, params["boundary"]
	}
	kind, _, _ = strings.Cut(field, ";")
	if g := oneBoundary.FindStringSubmatch(field); g != nil {
		boundary = unquoted(g[1])
	}
	return strings.ToLower(strings.TrimSpace(kind)), boundary
}

// ownText reports whether a part of a type, without a name, is what the mail itself says: not a table.
func ownText(kind string) bool {
	switch kind {
	case "", "text", "text/plain", "text/html", "text/enriched", "text/richtext", "text/x-amp-html", "text/watch-html", "text/calendar":
		return true
	}
	return false
}

// made is a name of our making for a table that has none, by which it is read as one.
func (w *walker) made(name, kind string) string {
	switch {
	case name != "":
	case kind == "text/csv", kind == "text/comma-separated-values":
		return fmt.Sprintf("附件%d.csv", w.seen+1)
	case kind == "text/tab-separated-values":
		return fmt.Sprintf("附件%d.tsv", w.seen+1)
	}
	return ""
}
