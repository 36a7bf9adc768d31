package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// A table whose title names one indicator may have its works, batches or households down (批次, 小区名称),
// which are none of the plan's, and a row of all of them: that row is read, as that of a county's towns
// is. Lines without such a row are added up by nobody.

// readTotalled reads such a table of a page, and reports whether it is one.
func (r *reader) readTotalled(p page) bool {
	b, ok := r.totalled(p)
	if !ok || r.known.Plan == nil || (table{page: p, head: b.first}).plansAhead() {
		return false
	}
	if r.namesOthers(b) {
		return false // the row of all is of all counties
	}
	a := across{reader: r, block: b, exact: false, names: r.formNames()}
	a.own = a.ownRows()
	of := a.titled()
	if len(a.own) != 1 || len(of) != 1 || !a.sure(of[0]) {
		return false
	}
	if r.isBureau() && !a.measuredAs(of[0].list[0].row) {
		return false
	}
	for _, g := range a.groups() {
		if len(g.list) > 0 && g.list[0].sure >= likely && g.list[0].row != of[0].list[0].row {
			return false // a column may be another indicator's
		}
	}
	if a.sumsStages(of[0].list[0].row) || a.sumsOtherTimes() || !a.tellsOfTotal(of[0]) {
		return false
	}
	a.read(of[0])
	r.remarkAcross(&a)
	return true
}

// namesOthers reports whether a line of a block names another unit than this return's.
func (r *reader) namesOthers(b block) bool {
	for n := b.first; n <= b.last; n++ {
		for col := 1; col <= unitColumns; col++ {
			if u := r.known.Plan.UnitNamed(r.rowUnit(b.page, n, col)); u != nil && u.Code != r.ret.Unit {
				return true
			}
		}
	}
	return false
}

// sumsStages reports whether a line of a block is called by a stage of what a row counts, by what people think of it, or by
// what there is: these are no parts of what was done, and their sum is nothing.
func (a *across) sumsStages(row *huibao.FormRow) bool {
	for n := a.first; n <= a.last; n++ {
		for _, c := range a.grid.Row(n) {
			if c.Type == sheet.Text && hanRuns.MatchString(c.Raw) { // the first words of a line: others may be the state of a work
				if endsInStage(fold(c.Raw), row) || undoneInBrackets(fold(c.Raw)) || a.headsSteps(c.Col, row) {
					return true
				}
				break
			}
		}
	}
	return false
}

// undoneInBrackets reports whether what stands in brackets in a line's name says that it is not done: 第二批(施工中).
func undoneInBrackets(name string) bool {
	return slices.ContainsFunc(noteBehind.FindAllStringSubmatch(name, -1), func(g []string) bool {
		return doubt.Underway(g[1], true) != "" || undoneFirst.MatchString(g[1])
	})
}

// headsSteps reports whether a column is headed as of the steps of a work, or as of what is done for each of the
// households or people that a row counts: of either, several are of the same ones.
func (a *across) headsSteps(col int, row *huibao.FormRow) bool {
	head := strings.Join(strings.Fields(fold(table{page: a.page, head: a.first - 1}.headText(a.first-1, col))), "")
	return stepsHead.MatchString(head) || strings.HasSuffix(head, "内容") && slices.Contains([]string{"户", "人", "家"}, row.Measure)
}

// sumsOtherTimes reports whether a line of a block is of a time that is not yet, or of a year before and not carried over
// from it: their sum is not what was done up to now.
func (a *across) sumsOtherTimes() bool {
	now := a.reported()
	for n := a.first; n <= a.last; n++ {
		name := a.rowUnit(a.page, n, a.col)
		s := spanOf(name, now.Year, now)
		if s.ahead || max(s.month, s.until) > now.Month || s.past && !carriedOver.MatchString(name) {
			return true
		}
		if quarterOf(plainPeriods(name), now.Year).Month-2 > now.Month || strings.Contains(name, "下半年") && now.Month <= 6 {
			return true
		}
	}
	return false
}

// endsInStage reports whether the words of a step, of what is not done or of another set stand at the end of a line's
// name, but for a measure, what is in brackets, and words of the row's own name.
func endsInStage(text string, row *huibao.FormRow) bool {
	bare, _ := nameMeasure(partNote.ReplaceAllString(strings.Join(strings.Fields(text), ""), ""))
	bare = stageTail.ReplaceAllString(withoutTails(bare), "")
	return slices.ContainsFunc([]*regexp.Regexp{notDone, stepWords, otherSet, lineStage}, func(words *regexp.Regexp) bool {
		return slices.ContainsFunc(words.FindAllStringIndex(bare, -1), func(at []int) bool {
			return at[1] == len(bare) && (at[0] == 0 || at[1]-at[0] >= 2*len("字")) && !strings.Contains(row.Name, bare[at[0]:at[1]])
		})
	})
}

var (
	// lineStage are words of stages and of sets that head no columns but lines; stageTail is what stands behind any.
	lineStage = regexp.MustCompile(`审[核批定]|复[核审]|审[核批]?通过|通过|不通过|未通过|意见|评价|[不较很]?满意|库存|结存|竣工|完工|施工|采购|入库|出库|退[回件]|办结|备案|路[基面]|[基面]层|基础|主体|土建|装修`)
	stageTail = regexp.MustCompile(`(?:的|中|后|阶段|环节|情况|名单)*(?:人员|对象|家庭)?(?:[户人件台个套场]?次?数|数?量|数)?$`)
	// undoneFirst begins what stands in brackets, and stepsHead is a heading.
	undoneFirst = regexp.MustCompile(`^(?:尚?未|待|拟|正在|在建|计划|预计|申[请报])`)
	stepsHead   = regexp.MustCompile(`^\p{Han}{0,4}(?:工序|环节|步骤|阶段|流程|措施)$`)
	// carriedOver is in what a line calls what another year left to be done.
	carriedOver = regexp.MustCompile(`结转|续建|跨年`)
	// doneHeads are in a heading over what was done.
	doneHeads = regexp.MustCompile(`完成|竣工|完工|建成`)
)

// tellsOfTotal reports whether a figure of what was done stands in the row of all of them, under a heading that says so
// where the tab alone names what the table is of.
func (a *across) tellsOfTotal(g columnsOf) bool {
	said := len(a.ret.Remarks)
	defer func() { a.ret.Remarks = a.ret.Remarks[:said] }()
	t := a.tableOf(g)
	a.settleColumns(&t, g)
	for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldThis, huibao.FieldNumer} {
		if _, ok := t.figureAt(a.own[0], max(t.columns[f], 1)); ok && t.columns[f] > 0 {
			return len((table{page: a.page, head: a.first}).titles()) > 0 || doneHeads.MatchString(strings.Join(a.headings(t.columns[f]), ""))
		}
	}
	return false
}

// totalled is such a table: what stands under the fullest row of headings, down to the first line that is
// empty or of words alone, if one row of it is called the whole.
func (r *reader) totalled(p page) (block, bool) {
	_, head := mostHeadings([]page{p})
	if head == 0 {
		return block{}, false
	}
	b := block{page: p, towns: true, lines: true}
	for _, n := range p.grid.Rows() {
		switch whole := r.wholeAt(p, n); {
		case n <= head || b.first == 0 && whole == 0 && wordsOnly(p, n):
			continue
		case b.first > 0 && (n > b.last+1 || whole == 0 && len(p.grid.Row(n)) < 2):
			return b, b.col > 0
		case whole > 0 && b.col > 0:
			return block{}, false // two of them
		case whole > 0:
			b.col = whole
			fallthrough
		default:
			if b.first == 0 {
				b.first = n
			}
			b.last = n
		}
	}
	return b, b.col > 0
}

// wholeAt is the column in which a row is called the whole; 0 where it is not.
func (r *reader) wholeAt(p page, n int) int {
	for col := 1; col <= unitColumns; col++ {
		if isWhole(r.rowUnit(p, n, col)) {
			return col
		}
		if c := p.grid.At(n, col); c.Type != sheet.Blank && strings.TrimSpace(c.Raw) != "" {
			return 0
		}
	}
	return 0
}
