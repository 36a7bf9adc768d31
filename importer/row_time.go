package importer

import (
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// A long table says in a column of each row of when it is. A row of another time is not read; where none of the
// time reported is, it is asked about.

// timeHeads head such a column, and nothing of when a work is begun or done.
var timeHeads = regexp.MustCompile(`^(?:期间|期别|时期|月份|年月|年份|年度|(?:报告|统计|数据|所属|报表)(?:期间?|时期|月份|年月|年份|年度|时间))$`)

// aYear is a cell of such a column that names a year alone.
var aYear = regexp.MustCompile(`^(20\d\d)年?度?$`)

// rowOfTime is a row of another time: its indicator and what is asked about it.
type rowOfTime struct {
	code, text string
	place      huibao.Place
}

// otherTime reports whether a row says in a column of periods that it is of another one than the one reported,
// and keeps what is asked then.
func (r *reader) otherTime(t table, n int, row *huibao.FormRow) bool {
	now := r.reported()
	if now.IsZero() {
		return false
	}
	for col := t.from; col <= t.to; col++ {
		if !timeHeads.MatchString(plainHeading(t.headText(t.head, col))) {
			continue
		}
		said := r.timeSaid(t.grid.At(n, col))
		p := periodOf(said, now.Year)
		year := aYear.FindStringSubmatch(said)
		if p.IsZero() && year == nil || year != nil && atoi(year[1]) == now.Year || year == nil && p.Year == now.Year && p.Month == now.Month {
			continue
		}
		r.ofTimes = append(r.ofTimes, rowOfTime{row.Code, "“" + said + "”（" + t.colText(col) + "）的一行不是" + now.Chinese() + "的数" + strings.ReplaceAll(t.figureText(n), "\n", "："), t.at(n, col)})
		return true
	}
	return false
}

// timeSaid is a cell of a column of periods as it is seen: Excel makes a date of 2024年5月.
func (r *reader) timeSaid(c sheet.Cell) string {
	if c.Type == sheet.Number {
		if view, ok := sheet.Display(c, r.book.Date1904); ok {
			return strings.TrimSpace(view.Text)
		}
	}
	return strings.TrimSpace(c.Raw)
}

// askTimes asks about rows of other times of indicators of which none is of the time reported.
func (r *reader) askTimes() {
	for _, x := range r.ofTimes {
		if r.ret.RowByCode(x.code) == nil {
			r.remark(huibao.RemarkColumnUnclear, x.text, x.place)
		}
	}
}
