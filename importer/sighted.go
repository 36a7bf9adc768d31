package importer

import (
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/quote"
	"huibao/internal/sheet"
)

// noTable says of a file without a table that can be read what was seen instead: the headings,
// and which column is not among them (readings.md, 7.8).
func (r *reader) noTable(pages []page) {
	p, row := mostHeadings(pages)
	if row == 0 {
		r.remark(huibao.RemarkNoTable, "没有找到含“编码”“指标”等栏目的表", huibao.Place{})
		return
	}
	var seen []string
	name, target := false, false
	for _, c := range p.grid.Row(row) {
		text := strings.Join(strings.Fields(c.Raw), "")
		if c.Type != sheet.Text || text == "" || len(text) > maxHeading {
			continue
		}
		f, _ := headingOf(text)
		name = name || f == huibao.FieldIndicator || f == huibao.FieldTask || f == huibao.FieldCode
		target = target || f == huibao.FieldTarget
		if len(seen) < mostSeen {
			seen = append(seen, quote.Text(text))
		}
	}
	why := "没有认出“指标”“项目名称”一类的名称栏"
	switch {
	case len(r.blocks(p)) > 0 && !name:
		why = "行是单位或乡镇，标题里没有认出方案的指标"
	case name && (table{page: p, head: row}).plansAhead():
		why = "这是计划、任务的表，没有完成数"
	case name:
		why = "没有认出“累计完成”“1—6月完成”一类的完成数栏"
	}
	r.remark(huibao.RemarkNoTable, why+"（看到的标题是"+strings.Join(seen, "、")+"）", p.at(row, 1))
}

// mostSeen is how many headings are named.
const mostSeen = 10

// mostHeadings is the row, of the first of each page, with the most known headings; of rows
// with none the first that holds several short texts and nothing else. 0 without one.
func mostHeadings(pages []page) (at page, row int) {
	best := 0
	for _, p := range pages {
		if p.isOurs() || p.State == sheet.VeryHidden {
			continue
		}
		for _, n := range p.grid.Rows() {
			if n > textRows || !wordsOnly(p, n) {
				continue
			}
			texts, known := 0, 0
			for _, c := range p.grid.Row(n) {
				if c.Type != sheet.Text || utf8.RuneCountInString(c.Raw) > shortText {
					continue
				}
				texts++
				if _, ok := headingOf(c.Raw); ok {
					known++
				}
			}
			if score := known*headColumns + min(texts, 1); texts > 1 && score > best {
				at, row, best = p, n, score
			}
		}
	}
	return at, row
}

// shortText is how long a heading is at most, in characters.
const shortText = 30
