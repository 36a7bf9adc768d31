package importer

import (
	"maps"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// looseStandards head a standard in force where nothing else in a table says what was done: by what is paid
// (补贴标准), how often (月标准), or that it was raised (提标后).
var looseStandards = regexp.MustCompile(`^(?:每人)?(?:每?月)?(?:人均)?(?:发放|补助|补贴|保障|救助|低保|供养|养育|护理|资金)?标准(?:值|金额)?$|^(?:现|新)(?:发放|补助|补贴|保障|救助)?标准$|^(?:提标|调整|提高)后的?(?:发放|补助|补贴|保障|救助|执行)?标准$|^提标后$`)

// dueHead and doneHead head the parts of a rate, by the same word: 应筛查数, 已筛查数.
var (
	dueHead  = regexp.MustCompile(`^应(.{1,8}?)(?:总?数|人数|总人数|户数)?$`)
	doneHead = regexp.MustCompile(`^(?:已完成|已|实际|实|完成)(.{1,8}?)(?:总?数|人数|总人数|户数)?$`)
)

// loosely takes, in a table of the unit's own, columns that are known by the others alone.
func (t table) loosely(take func(huibao.Field, int)) {
	if t.columns[huibao.FieldCode] > 0 {
		return
	}
	if col := t.unheadedNames(); col > 0 {
		take(huibao.FieldIndicator, col)
	}
	t.takeDue(take)
	for col := t.from; col <= t.to; col++ {
		if t.upToMonth(strings.Join(strings.Fields(fold(t.headText(t.head, col))), ""), t.columns[huibao.FieldPrevious]) {
			take(huibao.FieldCumulative, col)
		}
	}
	t.paidOfStandards()
	kind := kindOf(t.columns)
	for col := t.from; col <= t.to && (kind == "" || kind == huibao.KindStandard); col++ {
		if bare, _ := nameMeasure(t.headOverMeasure(col)); looseStandards.MatchString(bare) && t.columns[huibao.FieldStandard] == 0 && !t.units.other[col] {
			take(huibao.FieldStandard, col)
		}
	}
	if kind == huibao.KindStandard || t.columns[huibao.FieldStandard] > 0 {
		t.looseParts(take)
	}
	if kind != "" {
		return
	}
	due, done := map[string]int{}, map[string]int{}
	for col := t.from; col <= t.to; col++ {
		bare, _ := nameMeasure(t.headText(t.head, col))
		if g := dueHead.FindStringSubmatch(bare); g != nil {
			due[g[1]] = col
		}
		if g := doneHead.FindStringSubmatch(bare); g != nil && !strings.HasSuffix(g[1], "率") {
			done[g[1]] = col
		}
	}
	if len(due) != 1 || len(done) != 1 {
		return
	}
	for word, col := range due {
		if other := done[word]; other > 0 {
			take(huibao.FieldDenom, col)
			take(huibao.FieldNumer, other)
			t.sharesOf(word, take)
		}
	}
}

// upToMonth reports whether a heading (本月累计) is that of what was done up to the month: beside what was done up to
// the last one (in the column before), without which it may be that of the month's days, and not in a part of it.
func (t table) upToMonth(heading string, before int) bool {
	return thisTotal.MatchString(heading) && before > 0 && !slices.ContainsFunc(t.titles(), partMonth.MatchString)
}

// lessThanBefore reports whether a figure of such a column is less than what was done up to the last month.
func (t table) lessThanBefore(col int) bool {
	return slices.ContainsFunc(t.grid.Rows(), func(n int) bool {
		before, ok := t.figureAt(n, t.columns[huibao.FieldPrevious])
		now, both := t.figureAt(n, col)
		return ok && both && n > t.head && now.LessThan(before)
	})
}

var thisTotal = regexp.MustCompile(`^(?:本月|本期|当月)(?:末|底)?累计(?:数|完成|完成数|完成情况)?$`)

// besideTasks is the one column of words, whatever its heading, before one headed 任务 in which nothing but
// numbers stands, with or without their measures; 0 without one.
func (t table) besideTasks() (found int) {
	col := t.columns[huibao.FieldIndicator] + t.columns[huibao.FieldTask]
	if t.columns[huibao.FieldCode] > 0 || t.columns[huibao.FieldIndicator] > 0 && t.columns[huibao.FieldTask] > 0 || t.columns[huibao.FieldTarget] > 0 || col == 0 || !t.amountsOnly(col) {
		return 0
	}
	for at := t.from; at < col; at++ {
		known := slices.ContainsFunc(slices.Collect(maps.Values(t.columns)), func(other int) bool { return other == at })
		switch {
		case known || !t.holdsNames(at):
		case found > 0:
			return 0
		default:
			found = at
		}
	}
	return found
}

// amountsOnly reports whether nothing but numbers, alone or with their measure (2500人), stands in a column.
func (t table) amountsOnly(col int) bool {
	return !t.blank(col) && t.every(col, func(c sheet.Cell) bool {
		return c.Type == sheet.Number || c.Type == sheet.Text && amountText.MatchString(strings.TrimSpace(fold(c.Raw)))
	})
}

// amountText is such a text.
var amountText = regexp.MustCompile(`^[\d,]+(?:\.\d+)?(?:万|亿)?\p{Han}{0,2}$`)

// tasksOfNumbers takes that column for the names, and the one headed 任务 for the targets, where the names were
// found there.
func (t table) tasksOfNumbers(names int) {
	if found := t.besideTasks(); found > 0 && found == names {
		col := t.columns[huibao.FieldIndicator] + t.columns[huibao.FieldTask]
		delete(t.columns, huibao.FieldTask)
		t.columns[huibao.FieldIndicator], t.columns[huibao.FieldTarget] = found, col
	}
}

// shortNames reports whether two texts below a row of headings or more may be names of the form's rows.
func (r *reader) shortNames(p page, row, col int) bool {
	codes := map[string]bool{}
	for n := row + 1; n <= min(p.grid.MaxRow, row+namesSearch); n++ {
		if c := p.grid.At(n, col); r.form != nil && c.Type == sheet.Text && len(c.Raw) <= maxHeading {
			if list := r.matches(strings.TrimSpace(c.Raw)); len(list) > 0 {
				codes[list[0].row.Code] = true
			}
		}
	}
	return len(codes) >= leastCodes
}

// partsOfStandards head what stands beside a standard: who gets it, for how many months, how much
// was paid.
var partsOfStandards = []struct {
	field huibao.Field
	head  *regexp.Regexp
}{
	{huibao.FieldMonths, regexp.MustCompile(`^(?:本年|年初以来|\d+-\d+月)?累计.{0,6}(?:人月|人月次|人次|月次|人月数|人次数)$|^总?(?:发放|享受|保障)?人月(?:数|次|次数)?$`)},
	{huibao.FieldPaid, regexp.MustCompile(`^(?:本年|年初以来|\d+-\d+月)?累计.{0,6}(?:支出|实发|支付|资金|金额|补助金|补贴金|救助金|低保金|津贴)(?:数|数额|总额)?$`)},
	{huibao.FieldPeople, regexp.MustCompile(`^(?:期末|月末|当月|本月|现有?|目前|月|在册|在保|实有)?(?:享受|保障|发放|救助|补助|补贴|领取|惠及|受益|对象)?(?:对象|人员)?(?:总?人数|人员数|对象数)$`)},
}

// looseParts takes those of a table of standards that no known heading names.
func (t table) looseParts(take func(huibao.Field, int)) {
	for col := t.from; col <= t.to; col++ {
		text := t.headText(t.head, col)
		bare, _ := nameMeasure(text)
		if _, known := headingOf(text); known || t.units.other[col] || besideDone.MatchString(bare) || otherYears.MatchString(bare) || levelPart.MatchString(bare) {
			continue
		}
		for _, p := range partsOfStandards {
			if t.columns[p.field] == 0 && p.head.MatchString(bare) {
				take(p.field, col)
				break
			}
		}
	}
}

// headsOfRate reports whether texts of a row head the two numbers of a rate and its share.
func headsOfRate(p page, row int) bool {
	due, done, share := "", "", false
	for _, c := range p.grid.Row(row) {
		if c.Type != sheet.Text || len(c.Raw) > maxHeading {
			continue
		}
		bare, _ := nameMeasure(c.Raw)
		if g := dueHead.FindStringSubmatch(bare); g != nil {
			due = g[1]
		} else if g := doneHead.FindStringSubmatch(bare); g != nil && !strings.HasSuffix(bare, "率") {
			done = g[1]
		}
		share = share || strings.HasSuffix(bare, "率")
	}
	return share && due != "" && due == done
}

// headsOfPaid reports whether texts of a row head both for how many months of people something was paid up to now, and
// how much.
func headsOfPaid(p page, row int) bool {
	seen := map[huibao.Field]bool{}
	for _, c := range p.grid.Row(row) {
		bare, _ := nameMeasure(c.Raw)
		for _, part := range partsOfStandards[:2] {
			seen[part.field] = seen[part.field] || c.Type == sheet.Text && len(c.Raw) <= maxHeading && part.head.MatchString(bare)
		}
	}
	return seen[huibao.FieldMonths] && seen[huibao.FieldPaid]
}

// headOverMeasure is a column's heading, of one that says in what it is paid alone (标准 over 元/人/月) that over it.
func (t table) headOverMeasure(col int) string {
	text := t.headText(t.head, col)
	if _, m := nameMeasure("数(" + text + ")"); m != "" && huibao.IsMoney(m) {
		return t.headText(t.head-1, col)
	}
	return text
}

// sharesOf takes the column of the rate that two parts make (筛查率 of 应筛人数 and 已筛人数).
func (t table) sharesOf(word string, take func(huibao.Field, int)) {
	for col := t.from; col <= t.to; col++ {
		if bare, _ := nameMeasure(t.headText(t.head, col)); strings.HasPrefix(bare, word) && strings.HasSuffix(bare, "率") {
			take(huibao.FieldRate, col)
		}
	}
}

// besideRates is the nearest column of words, whatever its heading, before the two numbers of rates, of which the
// share stands beside them, where no column is headed as that of the names; 0 without one.
func (t table) besideRates() int {
	if t.columns[huibao.FieldIndicator]+t.columns[huibao.FieldTask]+t.columns[huibao.FieldCode] > 0 || t.columns[huibao.FieldNumer] == 0 || t.columns[huibao.FieldRate] == 0 {
		return 0
	}
	for col := t.columns[huibao.FieldDenom] - 1; col >= t.from; col-- {
		if t.holdsNames(col) {
			return col
		}
	}
	return 0
}

// unheaded reports whether a heading says no more than that names stand below it, or is none.
func unheaded(heading string) bool {
	return heading == "" || len(heading) <= maxHeading && namesAnyhow.MatchString(plainHeading(heading))
}

// unheadedNames is the column of names that has no heading that is known, before all of those that have one; 0
// where a column is headed as that of the names, or where there are several.
func (t table) unheadedNames() int {
	if t.columns[huibao.FieldIndicator]+t.columns[huibao.FieldTask] > 0 {
		return 0
	}
	first, found := t.to+1, 0
	for _, col := range t.columns {
		first = min(first, col)
	}
	for col := t.from; col < first; col++ {
		switch {
		case !unheaded(t.headText(t.head, col)) || !t.holdsNames(col):
		case found > 0:
			return 0
		default:
			found = col
		}
	}
	return found
}
