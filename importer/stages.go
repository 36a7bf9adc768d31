package importer

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// A table may have a column for each stage of works (开工, 竣工) and none that is called done: what
// counts as done of an indicator (完成标准) tells which is its own.

// stages are the words for them in what counts as done, and in a heading, where nothing else may
// stand: 主体完工 is none.
var stages = []stage{
	{regexp.MustCompile(`竣工|完工|建成`), regexp.MustCompile(`^(?:已|累计|实际|共)*(?:竣工|完工|建成)(?:并?(?:投用|投入使用|投运|交付|交付使用|(?:通过)?验收(?:合格)?))*` + stageEnd)},
	{regexp.MustCompile(`开工|启动`), regexp.MustCompile(`^(?:已|累计|实际|共|新)*(?:开工|启动)` + stageEnd)},
	{regexp.MustCompile(`投用|投入使用|投运`), regexp.MustCompile(`^(?:已|累计|实际|共)*(?:投用|投入使用|投运)` + stageEnd)},
	{regexp.MustCompile(`验收`), regexp.MustCompile(`^(?:已|累计|实际|共)*(?:通过)?验收(?:合格|通过)?` + stageEnd)},
}

// finishedStage is that of works that are finished, startedStage that of those that were begun.
const finishedStage, startedStage = 0, 1

type stage struct{ means, head *regexp.Regexp }

const stageEnd = `(?:数量?|情况|个数|户数|套数|里程|面积|公里数|数\(率\))?$`

// stageHeads are a table's columns by the stage that heads them, of whatever time and part.
func (t table) stageHeads() map[int][]int {
	of := map[int][]int{}
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, t.subHead())
		if len(path) == 0 || t.shares(col) || !t.holdsFigures(col) {
			continue
		}
		bare, _ := nameMeasure(stageWord(path))
		for i, s := range stages {
			if s.head.MatchString(bare) {
				of[i] = append(of[i], col)
			}
		}
	}
	return of
}

// stageWord is the heading of a path that may say a stage: the last, or the one over 数量.
func stageWord(path []string) string {
	last := len(path) - 1
	if bare, _ := nameMeasure(path[last]); last > 0 && numberWords.MatchString(bare) {
		last--
	}
	return path[last]
}

// stageColumns are those of them that are of the whole and up to now.
func (t table) stageColumns(now huibao.Period) map[int][]int {
	of := t.stageHeads()
	for i, cols := range of {
		of[i] = slices.DeleteFunc(cols, func(col int) bool {
			path := t.headPath(col, t.subHead())
			s := spanOf(strings.Join(path, ""), now.Year, now)
			at := slices.Index(path, stageWord(path))
			return partIn(append(slices.Clone(path[:at]), "数量")) != "" || s != (span{}) && s != (span{until: now.Month})
		})
	}
	return of
}

// byStage is the one column of what counts as done of an indicator: of the stages that it takes, as far as
// the table tells them apart from what was begun; else 0.
func (t table) byStage(row *huibao.FormRow, now huibao.Period) int {
	found, of := 0, t.stageColumns(now)
	for i, s := range stages {
		if !s.means.MatchString(row.DoneMeans) || len(of[i]) == 0 && i != finishedStage && len(of[startedStage]) > 0 {
			continue
		}
		if found > 0 || len(of[i]) != 1 {
			return 0
		}
		found = of[i][0]
	}
	return found
}

// tellsByStages settles a table that has columns for several stages and none of what was done, if one
// of them is that of an indicator in it: each row's is its own.
func (r *reader) tellsByStages(t *table, rows []int) bool {
	if t.columns[huibao.FieldTarget] == 0 || len(t.stageHeads())+len(t.verbHeads()) == 0 {
		return false
	}
	for _, n := range rows {
		list := r.matches(strings.TrimSpace(t.grid.At(n, t.nameColumn()).Raw))
		if standsOut(list, certain) && cmp.Or(t.byStage(list[0].row, r.reported()), t.finishedByShare(list[0].row, r.reported()), t.byVerb(list[0].row, r.reported())) > 0 {
			t.kind, t.staged = huibao.KindCount, true
			return true
		}
	}
	return false
}

// underSpan takes no column for what was done that a span heads, alone over several (截至9月底 over
// 开工 and 竣工): which of them is, its own headings tell, or it is asked.
func (t *table) underSpan() {
	for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldThis} {
		path := t.headPath(t.columns[f], t.subHead())
		last := len(path) - 1
		if t.columns[f] == 0 || last < 1 || understood(path[last]) {
			continue
		}
		if _, isSpan := spanField(path[last-1]); isSpan {
			delete(t.columns, f)
			t.staged = true
		}
	}
}

// understood reports whether a heading under a span says by itself that it is of what was done.
func understood(heading string) bool {
	_, known := headingOf(heading)
	_, isSpan := spanField(heading)
	return known || isSpan || wholeWords.MatchString(heading) || numberWords.MatchString(heading) || doneVerbs.MatchString(heading) && !stages[0].head.MatchString(heading)
}

// finishedByShare is the one column of what is finished (完工), of an indicator of which the plan does not
// say what counts as done, where that to the targets is what stands beside it as 完成率, and what was
// begun is not, or where both are headed by what is counted; else 0.
func (t table) finishedByShare(row *huibao.FormRow, now huibao.Period) int {
	of := t.stageColumns(now)
	if row.DoneMeans != "" || len(of[finishedStage]) != 1 {
		return 0
	}
	e := t.evidenceOf(min(t.grid.MaxRow, t.head+evidenceRows), now)
	fits := func(col int) bool {
		return slices.ContainsFunc(e.shares, func(share int) bool {
			path := t.headPath(share, t.subHead())
			word := path[len(path)-1]
			f, _ := headingOf(word)
			return t.columns[huibao.FieldTarget] > 0 && f == huibao.FieldComplete && strings.Contains(word, "完成") && e.fits(col, t.columns[huibao.FieldTarget], share)
		})
	}
	for i, cols := range of {
		if i != finishedStage && slices.ContainsFunc(cols, fits) {
			return 0
		}
	}
	if !fits(of[finishedStage][0]) && !t.finishedNoun(of, e, row) && !e.partsTargets(of[finishedStage][0]) {
		return 0
	}
	return of[finishedStage][0]
}

// finishedNoun reports whether the columns of what was begun and of what is finished are headed by what is
// counted (开工里程, 完工里程), or by no more than that they are begun and finished where the indicator's own name is
// that of works, and no shares stand beside them that may be made of either, nor another stage.
func (t table) finishedNoun(of map[int][]int, e evidence, row *huibao.FormRow) bool {
	if len(of[startedStage]) != 1 || len(e.shares) > 0 || strings.Contains(row.Name, "开工") {
		return false
	}
	noun := func(col int) string {
		path := t.headPath(col, t.subHead())
		bare, m := nameMeasure(path[len(path)-1])
		g := nounOfStage.FindStringSubmatch(bare)
		if m != "" && !row.CountsAs(m) || g != nil && !slices.ContainsFunc(measuredAs[g[1]], row.CountsAs) {
			return ""
		}
		if g == nil && ofWorks.MatchString(row.Name) && !begunCounts.MatchString(row.Name) && len(of) == 2 {
			return m + "数"
		} else if g == nil {
			return ""
		}
		return g[1]
	}
	finished := noun(of[finishedStage][0])
	return finished != "" && finished == noun(of[startedStage][0])
}

// ofWorks is in the name of what is built, begunCounts in that of what cities count as soon as it is begun.
var (
	ofWorks     = regexp.MustCompile(`工程|新建|扩建|维修|养护|修复|整治`)
	begunCounts = regexp.MustCompile(`改造|改建|住房|小区|棚户|安置|房`)
)

// nounOfStage is what of a stage is counted, measuredAs the measures of it.
var (
	nounOfStage = regexp.MustCompile(`(里程|公里数|面积|户数|套数)$`)
	measuredAs  = map[string][]string{"里程": {"公里"}, "公里数": {"公里"}, "面积": {"平方米", "万平方米", "亩", "万亩"}, "户数": {"户"}, "套数": {"套"}}
)

// ofStage are the table's columns for a row, of those of stages its own.
func (t table) ofStage(row *huibao.FormRow, now huibao.Period) table {
	if !t.staged || row.Kind != huibao.KindCount || t.columns[huibao.FieldCumulative] > 0 {
		return t
	}
	t.columns, t.open = maps.Clone(t.columns), nil
	if t.take(huibao.FieldCumulative, cmp.Or(t.byStage(row, now), t.finishedByShare(row, now), t.byVerb(row, now))); t.columns[huibao.FieldCumulative] == 0 {
		t.open = t.staging()
	}
	return t
}

// staging are the columns of such a table that may be of what was done.
func (t table) staging() []int {
	var list []int
	for _, cols := range t.stageHeads() {
		list = append(list, cols...)
	}
	for _, cols := range t.verbHeads() {
		list = append(list, cols...)
	}
	none := len(list) == 0
	for col := t.from; none && col <= t.to; col++ {
		if path := t.headPath(col, t.subHead()); len(path) > 1 && !understood(path[len(path)-1]) && t.holdsFigures(col) {
			list = append(list, col)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// askOfStages asks, of the rows of such a table for which nothing tells, which column is theirs.
func (r *reader) askOfStages(t table) {
	if !t.staged || !slices.ContainsFunc(r.ret.Rows, func(row huibao.ReturnRow) bool {
		_, open := row.Has(huibao.RemarkMayBe)
		return row.Sheet == t.Name && open
	}) {
		return
	}
	var names []string
	for _, col := range t.staging() {
		names = append(names, "“"+strings.Join(t.headPath(col, t.subHead()), "")+"”（"+t.colText(col)+"）")
	}
	r.remark(huibao.RemarkColumnUnclear, strings.Join(names, "、")+"，不知哪一列是到本期的本年累计", t.at(t.head, t.nameColumn()))
}

// stageIn reports whether figures of such a column stand in a row.
func (t table) stageIn(n int) bool {
	return slices.ContainsFunc(t.staging(), func(col int) bool { return t.grid.At(n, col).Type != sheet.Blank })
}
