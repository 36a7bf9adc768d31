package importer

import (
	"slices"
	"strings"

	"huibao"
)

// Marks that stand in the place of a number, with differences of width and blanks left
// out: of what does not apply, strokes, and words that there is none.
var (
	outsideMarks = []string{"/", "//", "\\", "无此项", "无此项目", "无此任务", "无此项任务", "无任务", "不涉及", "不涉及此项", "不适用", "n/a", "na"}
	strokeMarks  = []string{"-", "--", "---", "—", "——", "———", "–", "――", "―", "－", "−", "ー", "─", "──"}
	noneWords    = []string{"无", "没有", "暂无", "暂没有", "尚无", "无新增", "没有新增", "暂无新增", "本期无", "本月无", "本期没有", "本月没有", "本期无新增", "本月无新增", "未发生"}
)

// bareMark is a text as the lists of marks have it.
func bareMark(s string) string {
	return strings.ToLower(strings.TrimRight(strings.Join(strings.Fields(fold(s)), ""), "。.，,"))
}

// notApplicable reports whether a text marks that something does not apply.
func notApplicable(s string) bool {
	bare := bareMark(s)
	return slices.Contains(outsideMarks, bare) || slices.Contains(strokeMarks, bare)
}

// isNone reports whether a text says that there is nothing: a stroke, or a word.
func isNone(s string) bool {
	bare := bareMark(s)
	return slices.Contains(strokeMarks, bare) || slices.Contains(noneWords, bare)
}

// isMark reports whether a text in the place of a number is one of the marks.
func isMark(s string) bool { return notApplicable(s) || isNone(s) }

// describeMark tells a mark of none from one of what does not apply.
func describeMark(v *huibao.Value) {
	if v.Quantity.State() == huibao.NotApplicable && isNone(v.Text) {
		v.Remarks = append(v.Remarks, remark(huibao.RemarkNone, v.Text))
	}
}
