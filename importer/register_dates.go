package importer

import (
	"strconv"
	"strings"

	"huibao"
	"huibao/internal/quote"
	"huibao/internal/regexp"
)

// doneDates head a register's column of the day on which each line was done: those with one are.
var doneDates = regexp.MustCompile(`(?:竣工|完工|完成|建成|验收|投用|投入使用|交付|办结|通车|发放|安装)(?:日期|时间)`)

// countDated notes how many lines of a register have the day on which they were done, and what they
// come to in the indicator's measure.
func (s *spotter) countDated(row *huibao.FormRow, head int, rows []int, name string) {
	for _, c := range textsOf(s.page, head) {
		heading := strings.TrimSpace(c.Raw)
		if !doneDates.MatchString(heading) || aheadWords.MatchString(heading) || strings.Contains(heading, "计划") || c.Col > spotCols {
			continue
		}
		var done []int
		for _, n := range rows {
			switch text := strings.TrimSpace(s.grid.At(n, c.Col).Raw); {
			case text == "" || isMark(text):
			case !digitAt(text, 0):
				return // 正在施工
			default:
				done = append(done, n)
			}
		}
		if len(done) == 0 {
			continue
		}
		at := s.at(done[0], c.Col)
		s.note(row.Code, sighting{at: at, words: name, sure: certain - 1, worth: 6,
			text: s.ref(rows[0], c.Col) + "起" + quote.Text(heading) + "按行数是 " + strconv.Itoa(len(done)) + "（共 " + strconv.Itoa(len(rows)) + " 行）"})
		for _, m := range textsOf(s.page, head) {
			if sum, ok := s.sumOf(done, m.Col); ok && s.inMeasure(row, m.Raw) {
				s.note(row.Code, sighting{at: at, words: name, sure: certain - 1, worth: 7, text: s.ref(head, m.Col) + quote.Text(strings.TrimSpace(m.Raw)) + "中有" + heading + "的合计 " + sum.String()})
			}
		}
	}
}
