package check

import (
	"fmt"
	"strings"

	"huibao"
)

// miscodedRow is S10 of two rows with one code of which one is, by its name, another indicator's: its code is to be
// mended, and neither row deleted.
func (s *scope) miscodedRow(r huibao.Remark, row *huibao.ReturnRow) hit {
	lines := strings.SplitN(r.Text, "\n", 4)
	first := row.At(mainField(row.Kind))
	return hit{place: r.Place, code: lines[0], item: fmt.Sprintf("%s（%s 和 %s）", lines[0], first, r.Place),
		message: fmt.Sprintf("指标 %s 在同一张表里有两行：%s 和 %s；编码在 %s 的那一行，名称是 %s 的。", s.nameOf(lines[0]), first, r.Place, lines[3], s.nameOf(lines[2])),
		remedy:  "请核对：编码写错了的，请把 " + lines[3] + " 的编码改为 " + lines[2] + "，不要删行"}
}

// miscodedAs is the cell of the code that is mistyped where a row is missing for that; "" without one.
func (s *scope) miscodedAs(code string) string {
	for _, r := range s.Return.Remarks {
		if lines := strings.SplitN(r.Text, "\n", 4); r.Kind == huibao.RemarkRowTwice && len(lines) == 4 && lines[2] == code {
			return lines[3]
		}
	}
	return ""
}

// nearMissing is the missing row whose code is one character from one that is typed in a row that is none of the
// form's; "" without one, or with several.
func (s *scope) nearMissing(typed string) string {
	found := ""
	for _, r := range s.Return.Remarks {
		if r.Kind == huibao.RemarkRowMissing && oneOff(strings.TrimSpace(typed), r.Text) {
			if found != "" {
				return ""
			}
			found = r.Text
		}
	}
	return found
}

// oneOff reports whether a code becomes another by one character that is changed, added or left out.
func oneOff(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	if a == "" || len(b)-len(a) > 1 || !strings.Contains(a, ".") {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i < len(a) && a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}
