package check

import (
	"fmt"
	"strings"

	"huibao"
	"huibao/internal/quote"
)

// otherWords is S23: the name, a rate's numbers or its 口径, which we print, came back with words by
// which the row's figure may be another one.
func otherWords(s *scope) []hit {
	var list []hit
	for i := range s.Return.Rows {
		row := &s.Return.Rows[i]
		for _, r := range row.Remarks {
			lines := strings.Split(r.Text, "\n")
			if r.Kind != huibao.RemarkIssuedWords || len(lines) < 3 {
				continue
			}
			label := huibao.Field(lines[0]).Label(row.Kind)
			list = append(list, hit{place: r.Place, code: row.Code, found: lines[1], expected: lines[2], cause: "有 %d 处下发的名称或口径改了意思", item: r.Place.String() + quote.Text(lines[1]),
				message: fmt.Sprintf("%s：%s写作%s，下发的是%s；填的还是下发的那个数吗？", r.Place, label, quote.Text(lines[1]), quote.Text(lines[2]))})
		}
	}
	return list
}
