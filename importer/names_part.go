package importer

import (
	"strings"
	"unicode/utf8"

	"huibao"
)

// fullPart reports whether a name is a part's own with words of its whole's around it, and no others: 燃气管线更新改造
// of 其中：燃气管线, which is a part of 更新改造四类管线.
func (r *reader) fullPart(row *huibao.FormRow, text string) bool {
	if row.PartOf == "" {
		return false
	}
	whole, part := r.form.RowByCode(row.PartOf), familyName(row.Name)
	if whole == nil || utf8.RuneCountInString(part) < leastShort {
		return false
	}
	bare, _ := nameMeasure(text)
	before, behind, ok := strings.Cut(nameSigns.Replace(bareName(bare)), part)
	rest := before + behind
	return ok && rest != "" && inPieces(rest, nameSigns.Replace(bareName(whole.Name)))
}
