package docx

import (
	"strings"

	"huibao/internal/regexp"
)

var figureText = regexp.MustCompile(`[\d０-９][\d０-９,]*(?:[.．][\d０-９]+)?[%％]?`)

// Figures are the places of a text's figures: its numbers, but for those of days, of what
// is numbered, and within a quotation, which is somebody else's.
func Figures(text string) [][2]int {
	var list [][2]int
	quoted, read := 0, 0 // the quotations open at a place, and how far they were counted
	for _, m := range figureText.FindAllStringIndex(text, -1) {
		before, after := text[:m[0]], text[m[1]:]
		quoted += strings.Count(text[read:m[0]], "“") - strings.Count(text[read:m[0]], "”")
		if read = m[0]; quoted > 0 || numbered(before, after) {
			continue
		}
		list = append(list, [2]int{m[0], m[1]})
	}
	return list
}

// numbered reports whether a number between two texts counts nothing: 6月, 附件2, 第3项.
func numbered(before, after string) bool {
	for _, s := range []string{"年", "月", "日", "号", "时", "分"} {
		if strings.HasPrefix(after, s) && !strings.HasPrefix(after, "年度") {
			return true
		}
	}
	for _, s := range []string{"附件", "第", "—", "编号"} {
		if strings.HasSuffix(before, s) {
			return true
		}
	}
	return false
}
