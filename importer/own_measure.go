package importer

import (
	"cmp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/numtext"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// What a unit's own table says of the measure of a figure (readings.md, 7.3): the row's
// measure column, the name's bracket, the heading's, the line above; the nearest holds.

// measuresSaid are the measures that are said of a cell and measure the same as its field's
// own, the nearest first. A line over the table that says one of money is of money alone.
func (t table) measuresSaid(n, col int, own string) []string {
	var list []string
	for _, m := range t.measureWords(n, col) {
		if convertible(m, own) {
			list = append(list, m)
		}
	}
	if m := t.measureAbove(); convertible(m, own) && (huibao.IsMoney(own) || !huibao.IsMoney(m)) {
		list = append(list, m)
	}
	if m := t.moneyAbove(); m != "" && len(list) == 0 && huibao.IsMoney(own) {
		list = append(list, m)
	}
	return list
}

// measureWords are what stands in a row's measure column, in the bracket of its name and in
// those of its heading.
func (t table) measureWords(n, col int) []string {
	var list []string
	add := func(m string) {
		if m != "" && !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	add(strings.Join(strings.Fields(fold(t.text(n, huibao.FieldMeasure))), ""))
	_, m := nameMeasure(t.rowName)
	add(m)
	path := t.headPath(col, t.subHead())
	for _, text := range slices.Backward(path) {
		_, m := nameMeasure(text)
		add(m)
		_, rest := cutPeriod(plainPeriods(text))
		rest = strings.TrimPrefix(rest, "份")
		_, m = countedHead(rest)
		add(m)
		if g := verbCounted.FindStringSubmatch(rest); g != nil && !moneyWords.MatchString(g[1]) {
			add(cmp.Or(counts[g[1]], strings.TrimSuffix(g[1], "数")))
		}
	}
	return list
}

// contradict holds a figure back of which two places say different measures that convert into
// its own.
func (t table) contradict(v *huibao.Value, n, col int, own string, d decimal.Decimal) bool {
	var lines []string
	for _, m := range t.measureWords(n, col) {
		if !convertible(m, own) {
			continue
		}
		if x, ok := exactly(d, m, own); ok && !slices.Contains(lines, x.String()) {
			lines = append(lines, x.String())
		}
	}
	if len(lines) < 2 {
		return false
	}
	v.Quantity = huibao.Quantity{}
	v.Remarks = append(v.Remarks, remark(huibao.RemarkUnreadable, "计量单位前后不一（"+strings.Join(t.measureWords(n, col), "、")+"）\n"+strings.Join(lines, "\n")))
	return true
}

// overSeveral holds a figure back that is merged over the rows of several names: it may be of
// all of them.
func (t table) overSeveral(v *huibao.Value, n int, kind huibao.Kind) {
	c, ok := huibao.ColumnOf(kind, v.Field)
	d, isNumber := v.Quantity.Decimal()
	row, col, at := sheet.ParseRef(v.Source.Cell)
	row, col = t.within(row, col)
	m, merged := t.grid.Merge(row, col)
	if !ok || !at || !c.IsInput() || !isNumber || !merged || m.Row1 != n {
		return
	}
	for below := n + 1; below <= m.Row2; below++ {
		if strings.TrimSpace(t.grid.At(below, t.nameColumn()).Raw) != "" {
			v.Quantity = huibao.Quantity{}
			v.Remarks = append(v.Remarks, remark(huibao.RemarkUnreadable, "这一格与下面别的指标的行合并，不知是哪一行的数，还是几行合计的数\n"+d.String()))
			return
		}
	}
}

// otherThing remarks that a row's figures are said to be of another thing than the indicator's
// (个 小区 for 户).
func (t table) otherThing(n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	if row.Kind != huibao.KindCount || row.Measure == "" {
		return
	}
	col := t.columns[huibao.FieldCumulative]
	if col == 0 {
		col = t.columns[huibao.FieldThis]
	}
	words := t.measureWords(n, col)
	if m := t.measureAbove(); len(words) == 0 && otherPeople(m, row.Measure) {
		words = []string{m}
	}
	for _, m := range words {
		if !row.CountsAs(m) {
			at := t.at(n, max(t.columns[huibao.FieldMeasure], t.nameColumn()))
			out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkMeasureOther, Text: m, Place: at})
			return
		}
	}
}

// otherPeople reports whether a line over the table says tens of thousands of people where a row
// counts them otherwise (万人, 人次): it may be meant for the row all the same.
func otherPeople(above, own string) bool {
	people := []string{"人", "人次", "名", "例"}
	bare := strings.TrimPrefix(above, "万")
	return bare != above && bare != own && slices.Contains(people, bare) && slices.Contains(people, own) && !convertible(above, own)
}

// nameMeasure parts a name or heading from the measure in the bracket behind it.
func nameMeasure(s string) (bare, measure string) {
	s = strings.Join(strings.Fields(fold(s)), "")
	if !strings.HasSuffix(s, ")") {
		return s, ""
	}
	g := bracketMeasure.FindStringSubmatch(s)
	if g == nil {
		return s, ""
	}
	return g[1], strings.TrimPrefix(strings.TrimPrefix(g[2], "单位:"), "单位")
}

var bracketMeasure = func() *regexp.Regexp {
	list := strings.Fields("元 户数 人数 m 里 台套 小区 床位 张床位 托位 工位 座次 例次 小时 天 人月 户月 %")
	for _, m := range numtext.Measures {
		list = append(list, regexp.QuoteMeta(m))
	}
	return regexp.MustCompile(`^(.+?)\(((?:单位:?)?(?:万|亿|千|百|十)?(?:` + strings.Join(list, "|") + `)(?:[/·][人月年次户学期孩生例天日小时/·]{1,5})?)\)$`)
}()

// ofMeasures are the columns of a cumulative that has one for each measure (户 人 公里); none where
// one of them is headed otherwise.
func (t table) ofMeasures(list []meaning) []int {
	var cols []int
	seen := map[string]bool{}
	for _, m := range list {
		path := t.headPath(m.col, t.subHead())
		_, measure := nameMeasure("数(" + path[len(path)-1] + ")")
		if measure == "" || seen[measure] || len(path) < 2 {
			return nil
		}
		seen[measure], cols = true, append(cols, m.col)
	}
	if len(cols) < 2 {
		return nil
	}
	return cols
}

// inMeasured is a row's column of those: the one of its measure where no other is filled in; 0
// where one can't tell.
func (t table) inMeasured(n int, row *huibao.FormRow) int {
	found := 0
	for _, col := range t.measured {
		if t.grid.At(n, col).Type == sheet.Blank {
			continue
		}
		path := t.headPath(col, t.subHead())
		if found > 0 || !row.CountsAs(path[len(path)-1]) {
			return 0
		}
		found = col
	}
	return found
}

// measureUnder takes for the column of the measures, where no heading of the one row names it, one that does under
// another (建设任务 over 数量 | 单位), if words alone stand there.
func (t table) measureUnder() {
	below := t.subHead()
	if t.columns[huibao.FieldMeasure] > 0 || below == 0 {
		return
	}
	for col := t.from; col <= t.to; col++ {
		if f, _ := headingOf(t.headText(below, col)); f == huibao.FieldMeasure && col != t.unitCol && t.holdsNames(col) {
			t.columns[huibao.FieldMeasure] = col
			return
		}
	}
}
