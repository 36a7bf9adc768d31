package importer

import (
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// isProgress reports whether a column headed 进度 of our own form is that of 完成率, which no other
// column is: the one of 本年累计 stands before it, and what it has are shares.
func (t table) isProgress(f huibao.Field, c sheet.Cell) bool {
	if f != huibao.FieldCumulative || plainHeading(c.Raw) != "进度" || t.kind != huibao.KindCount || t.columns[huibao.FieldCode] == 0 || t.columns[huibao.FieldComplete] > 0 {
		return false
	}
	cum := t.columns[huibao.FieldCumulative]
	return cum > 0 && cum < c.Col && t.every(c.Col, func(c sheet.Cell) bool {
		shown := strings.TrimSpace(c.Raw)
		return strings.Contains(c.Formula, "/") || strings.HasSuffix(shown, "%") || shown == "" || isMark(shown)
	})
}
