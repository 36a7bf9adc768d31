package importer

import (
	"strings"

	"huibao/internal/regexp"
)

// footMark is the sign by which a note below a table says of which of its figures it is: 注：*为初步统计数.
var footMark = regexp.MustCompile(`^(?:[备附]?注?[:：]?)?(?:\d{1,2}[.、])?(?:带|标|有|注)?[“"]?([*※★☆△▲#①②③④⑤])[”"]?(?:号|的|者)?(?:数据?|数字|项)?(?:为|是|系|表示|[:：])`)

// marksFigures reports whether a text is such a note, and its sign stands behind figures above and
// nowhere else: those cells are asked about by themselves, and the others are not meant.
func marksFigures(p page, row int, text string) bool {
	g := footMark.FindStringSubmatch(text)
	if g == nil {
		return false
	}
	found := false
	for _, n := range p.grid.Rows() {
		for _, c := range p.grid.Row(n) {
			raw := strings.TrimSpace(fold(c.Raw))
			if n >= row || !strings.Contains(raw, g[1]) {
				continue
			}
			if !markedFigure.MatchString(raw) {
				return false
			}
			found = true
		}
	}
	return found
}

// markedFigure is a figure with a sign behind it.
var markedFigure = regexp.MustCompile(`^[\d,]+(?:\.\d+)?[^\d]{0,4}[*※★☆△▲#①②③④⑤]$`)
