package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/quote"
	"huibao/internal/regexp"
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

// askOfColumns reads the names alone of a table that has a column of targets and none that is
// known to be of what was done (开工数, 竣工数; 上报数, 核实数): which one is, is asked. It reports
// whether a row is the plan's.
func (r *reader) askOfColumns(pages []page) bool {
	p, row := mostHeadings(pages)
	if row == 0 {
		return false
	}
	units, others := r.unitsAcross(p, row)
	last := min(p.grid.MaxCol, headColumns)
	t, _ := tableWith(p, row, 1, units, 1, last, r.namesBelow(p, row, 1, last))
	if others || t.kind != "" || t.columns[huibao.FieldTarget] == 0 || t.columns[huibao.FieldIndicator]+t.columns[huibao.FieldTask] == 0 || t.plansAhead() {
		return false
	}
	var names []string
	for col := t.from; col <= t.to; col++ {
		heading := t.headText(row, col)
		if _, known := headingOf(heading); !known && heading != "" && !otherFigures.MatchString(heading) && t.holdsFigures(col) && !t.shares(col) {
			t.open = append(t.open, col)
			names = append(names, "“"+heading+"”（"+t.colText(col)+"）")
		}
	}
	if len(t.open) == 0 {
		return false
	}
	t.kind = huibao.KindCount
	before := len(r.ret.Rows)
	if r.readOwn(t, p.grid.MaxRow); len(r.ret.Rows) == before {
		return false
	}
	r.remark(huibao.RemarkColumnUnclear, strings.Join(names, "、")+"，不知哪一列是全部的本年累计", t.at(row, t.open[0]))
	return true
}

// askOfRows reads the names alone of a table without headings that are known, of which two rows or
// more are the plan's: which of the figures beside them are of what was done, is asked. It reports
// whether there is one.
func (r *reader) askOfRows(pages []page) bool {
	for _, p := range pages {
		if p.isOurs() || p.State == sheet.VeryHidden {
			continue
		}
		for col := 1; col <= min(p.grid.MaxCol, unitColumns); col++ {
			var rows []int
			codes := map[string]bool{}
			for _, n := range p.grid.Rows() {
				name := strings.TrimRight(strings.TrimSpace(p.grid.At(n, col).Raw), ":：")
				if len(name) > maxHeading || p.grid.At(n, col).Type != sheet.Text {
					continue
				}
				if list := r.matches(name); standsOut(list, certain) {
					codes[list[0].row.Code], rows = true, append(rows, n)
				}
			}
			if len(codes) >= leastCodes && r.askBeside(p, col, rows) {
				return true
			}
		}
	}
	return false
}

// askBeside asks which column behind one of names is of what was done; rows are those of the plan's.
func (r *reader) askBeside(p page, col int, rows []int) bool {
	first := rows[0]
	t := table{page: p, kind: huibao.KindCount, head: first - 1, from: 1, to: min(p.grid.MaxCol, headColumns), columns: map[huibao.Field]int{huibao.FieldIndicator: col}}
	over := table{page: p, head: first} // there may be no headings between the title and the names
	if t.plansAhead() || over.plansAhead() {
		return false
	}
	var names []string
	for at := col + 1; at <= t.to; at++ {
		figures := func(n int) bool { return digitAt(strings.TrimSpace(fold(p.grid.At(n, at).Raw)), 0) }
		if !slices.ContainsFunc(rows, figures) || otherFigures.MatchString(t.headText(t.head, at)) {
			continue
		}
		t.open = append(t.open, at)
		what := t.headText(t.head, at)
		if what == "" || strings.ContainsAny(t.headText(t.head, col), ":：") { // of the label above
			what = strings.TrimSpace(p.grid.At(first, at).Raw)
		}
		names = append(names, t.colText(at)+"（"+quote.Text(what)+"）")
	}
	if len(t.open) == 0 {
		return false
	}
	if over.titledUntil(r.reported()) && r.plainlyTitled(over) && t.listed(rows) {
		t.columns[huibao.FieldCumulative], t.open = t.open[0], nil
		r.readOwn(t, p.grid.MaxRow)
		return true
	}
	r.readOwn(t, p.grid.MaxRow)
	r.remark(huibao.RemarkColumnUnclear, "标题里没有认出完成数，"+strings.Join(names, "、")+"不知哪一列是到本期的本年累计", t.at(first, t.open[0]))
	return true
}

// listed reports whether a table is a list of names, each with one figure beside it, without headings: its
// title alone says of when they are.
func (t table) listed(rows []int) bool {
	if len(t.open) != 1 || slices.ContainsFunc(rows, func(n int) bool {
		_, ok := t.figureAt(n, t.open[0])
		return !ok
	}) {
		return false
	}
	return strings.TrimSpace(t.headText(t.head, t.open[0])) == "" || t.titleRow(t.head, t.open[0])
}

// titleRow reports whether a row is that of a title: one text alone, that doesn't stand in a column.
func (t table) titleRow(n, col int) bool {
	cells := slices.DeleteFunc(slices.Clone(t.grid.Row(n)), func(c sheet.Cell) bool { return c.Type == sheet.Blank })
	return len(cells) == 1 && cells[0].Col != col
}

// otherFigures are headings of columns that number the rows, or of money spent on them.
var otherFigures = regexp.MustCompile(`^(?:序号|编号|排名|名次|位次|年份)$|投资|资金|经费|拨付`)

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
