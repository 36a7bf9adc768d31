package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// settleTargets settles which column of a unit's own table holds its targets: the one that
// is headed so, of several the total's; and a column 目标任务 beside one of tasks, if
// figures stand in it. What only parts are asked to do is no target of the whole.
func (t *table) settleTargets(year int) {
	for f, name := range map[huibao.Field]huibao.Field{huibao.FieldIndicator: huibao.FieldTask, huibao.FieldTask: huibao.FieldIndicator} { // 目标任务, 任务
		if col := t.columns[f]; col > 0 && t.columns[name] > 0 && t.columns[huibao.FieldTarget] == 0 && t.holdsFigures(col) {
			delete(t.columns, f)
			t.columns[huibao.FieldTarget] = col
			return
		}
	}
	var whole, total []int
	parts := false
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, t.subHead())
		if len(path) == 0 {
			continue
		}
		if !t.headsTarget(col, path) && !t.setBy(col, path) && !t.numberOfTarget(col, path) || t.units.row > 0 && !t.units.own[col] {
			continue
		}
		_, ofSpan := spanField(path[max(len(path)-2, 0)])
		switch {
		case slices.ContainsFunc(path, wholeWords.MatchString):
			total = append(total, col)
		case partIn(path) != "", len(path) > 1 && ofSpan: // 上半年 over 计划
			parts = true
		default:
			whole = append(whole, col)
		}
	}
	if len(whole) > 1 {
		whole = t.narrower(whole, year)
	}
	if len(whole) > 0 && monthTarget.MatchString(plainPeriods(strings.Join(t.headPath(whole[0], t.subHead()), ""))) {
		whole, parts = nil, true
	}
	switch {
	case len(total) > 0:
		t.columns[huibao.FieldTarget] = total[0]
	case len(whole) > 0:
		t.columns[huibao.FieldTarget] = whole[0]
	case parts:
		delete(t.columns, huibao.FieldTarget)
	case t.columns[huibao.FieldTarget] == 0:
		t.targetOfWorks()
	}
	t.dropOtherYears(year)
}

// dropOtherYears takes no standard from a column that is headed as another year's (2023年执行标准).
func (t *table) dropOtherYears(year int) {
	if col := t.columns[huibao.FieldStandard]; col > 0 && t.columns[huibao.FieldCode] == 0 && ofOtherYear(t.headText(t.head, col), year) {
		delete(t.columns, huibao.FieldStandard)
	}
}

// targetOfWorks takes for the targets the one column of numbers that is headed by how much is to be built
// (建设规模), where none is headed as such.
func (t *table) targetOfWorks() {
	found := 0
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, t.subHead())
		if len(path) != 1 || !worksHead.MatchString(path[0]) || col == t.nameColumn() || !t.numbersOnly(col) {
			continue
		}
		if found > 0 {
			return
		}
		found = col
	}
	if found > 0 {
		t.columns[huibao.FieldTarget] = found
	}
}

// worksHead heads how much is to be built.
var worksHead = regexp.MustCompile(`^(?:建设|改造|实施|项目|工程|治理|新建|整治)(?:总?(?:规模|里程|长度|数量|户数|套数|面积|公里数)|总?量)(?:\(.*\))?$`)

// headsTarget reports whether a column is headed as one of targets: 任务, too, over figures.
func (t *table) headsTarget(col int, path []string) bool {
	f, _ := headingOf(path[len(path)-1])
	task := (f == huibao.FieldTask || f == huibao.FieldIndicator) && col != t.nameColumn()
	return f == huibao.FieldTarget || task && t.numbersOnly(col) || f == "" && ownTarget.MatchString(path[len(path)-1])
}

// setBy reports whether a column of numbers is headed, under targets (目标任务), by who set them.
func (t *table) setBy(col int, path []string) bool {
	last := len(path) - 1
	if last == 0 || !targetSetter.MatchString(path[last]) {
		return false
	}
	f, _ := headingOf(path[last-1])
	return f == huibao.FieldTarget || f == huibao.FieldIndicator && t.numbersOnly(col)
}

// numberOfTarget reports whether a column of figures is headed, under targets (建设任务), by that it is their number
// alone (数量, beside 单位).
func (t *table) numberOfTarget(col int, path []string) bool {
	last := len(path) - 1
	if last == 0 || !bareNumber.MatchString(path[last]) || !t.holdsFigures(col) {
		return false
	}
	f, _ := headingOf(path[last-1])
	return f == huibao.FieldTarget || f == huibao.FieldIndicator && t.numbersOnly(col)
}

// bareNumber heads a number and says no more than what is counted.
var bareNumber = regexp.MustCompile(`^(?:数量|数值|数|数额|值|个数|户数|人数|套数|公里数|里程|规模|面积|任务数|目标数|计划数)(?:\(.*\))?$`)

// narrower leaves out of several columns of targets those of words, of another year or a part of
// the year, and of a wider area than the unit's, as long as another is left.
func (t *table) narrower(list []int, year int) []int {
	for _, out := range []func(col int, heading string) bool{
		func(col int, _ string) bool { return !t.holdsFigures(col) },
		func(_ int, heading string) bool { return ofOtherYear(heading, year) || otherYears.MatchString(heading) },
		func(_ int, heading string) bool { return partOfYear.MatchString(plainPeriods(heading)) },
		func(_ int, heading string) bool { return widerTarget.MatchString(heading) },
	} {
		kept := slices.DeleteFunc(slices.Clone(list), func(col int) bool {
			return out(col, strings.Join(t.headPath(col, t.subHead()), ""))
		})
		if len(kept) > 0 {
			list = kept
		}
	}
	return list
}

var (
	partOfYear   = regexp.MustCompile(`上半年|下半年|季|阶段|\d月|本期|本月|序时|应完成`)
	monthTarget  = regexp.MustCompile(`^(?:\d{1,2}月|本月|当月|本期|[上下]半年|前?[一二三1-3四4]个?季)`)
	targetSetter = regexp.MustCompile(`^(?:国家|中央|自治区|[省区市县旗州])(?:定|级|下达|定目标|级目标|下达目标)?$`)
	ownTarget    = regexp.MustCompile(`^[本我]?[县区](?:级|定|下达)?(?:年度)?(?:目标|任务)(?:任务)?数?(?:\(.*\))?$`)
	widerTarget  = regexp.MustCompile(`国家|中央|[省区]定|[省区]级|[省区]下达|全[省市区]`)
)

// settleShare settles which column of shares is of the cumulative that is taken: the one beside
// it under the same heading, else one of the same span; of shares of a part of the year, or of
// another span, none is.
func (t *table) settleShare(now huibao.Period) {
	cum := t.columns[huibao.FieldCumulative]
	if cum == 0 {
		return
	}
	below := t.subHead()
	group := t.headPath(cum, below)
	group = group[:max(len(group)-1, 0)]
	best, rank := 0, 0
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, below)
		if len(path) == 0 || col == cum {
			continue
		}
		heading := strings.Join(path, "")
		f, ok := headingOf(path[len(path)-1])
		if !ok && len(path) > 1 {
			f, ok = headingOf(path[len(path)-2] + path[len(path)-1])
		}
		if !ok || f != huibao.FieldComplete {
			continue
		}
		s := spanOf(heading, now.Year, now)
		if s.past || s.ahead || s.some || s.month != 0 || s.until != 0 && s.until != now.Month {
			continue
		}
		fits := 1
		switch {
		case len(group) > 0 && slices.Equal(group, path[:len(path)-1]):
			fits = 3
		case s.until != 0 || len(path) == 1:
			fits = 2
		}
		if fits > rank {
			best, rank = col, fits
		}
	}
	t.take(huibao.FieldComplete, best)
}

// holdsFigures reports whether the cells of a column begin with digits, all that are filled in.
func (t table) holdsFigures(col int) bool {
	return !t.blank(col) && t.every(col, func(c sheet.Cell) bool {
		return c.Type == sheet.Number || digitAt(strings.TrimSpace(fold(c.Raw)), 0)
	})
}

// dropPlanned takes no column for what was done of which the last heading says that it is a plan.
func (t *table) dropPlanned() {
	for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldThis} {
		path := t.headPath(t.columns[f], t.subHead())
		if n := len(path); t.columns[f] > 0 && n > 1 && aheadOf.MatchString(path[n-1]) {
			t.open = append(t.open, t.columns[f])
			delete(t.columns, f)
		}
	}
}
