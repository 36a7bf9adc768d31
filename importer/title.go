package importer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// titles are the texts above a table's headings that stand alone in their rows, the nearest
// first.
func (t table) titles() []string {
	own, others := t.titlesByTable()
	return append(own, others...)
}

// titlesByTable parts those that stand under the figures of a table above from the others. Of lines numbered in
// one way (一、 二、) the nearest alone is over a table; and where it has a line of its own, of those above a table that
// stands higher the top one alone is over both, besides what says of when or in which measure they are.
func (t table) titlesByTable() (own, others []string) {
	grid, head := t.grid, t.head
	if t.upright != nil {
		grid, head = t.upright, min(t.upright.MaxRow, textRows)+1
	}
	numbered, zones := map[string]bool{}, [][]string{nil}
	for row := head - 1; row >= max(1, head-textRows); row-- {
		cells := slices.DeleteFunc(slices.Clone(grid.Row(row)), func(c sheet.Cell) bool { return c.Type == sheet.Blank })
		if len(cells) != 1 || cells[0].Type != sheet.Text || len(cells[0].Raw) > maxHeading {
			if len(cells) > 1 && !wordsOnly(page{grid: grid}, row) && (len(zones) == 1 || len(zones[len(zones)-1]) > 0) {
				zones = append(zones, nil)
			}
			continue
		}
		style := hanNumerals.ReplaceAllString(hanNumber.FindString(fold(cells[0].Raw)), "")
		if at := len(zones) - 1; at == 0 || style == "" || !numbered[style] {
			zones[at] = append(zones[at], cells[0].Raw)
		}
		numbered[style] = true
	}
	own = zones[0]
	named := slices.ContainsFunc(own, saysWhat)
	for _, zone := range zones[1:] {
		for i, line := range zone {
			if !named || i == len(zone)-1 || !saysWhat(line) {
				others = append(others, line)
			}
		}
	}
	return own, others
}

// saysWhat reports whether a line over a table says more than whose it is, of when and in which measure.
func saysWhat(line string) bool {
	text := strings.Join(strings.Fields(fold(line)), "")
	return !quietLine.MatchString(text) && besideName.ReplaceAllString(measureNote.ReplaceAllString(text, ""), "") != ""
}

// ofDone reports whether the title of a table, the nearest that says it or what is planned, says
// that it is of what was done, and not of what was shared out (任务分解情况).
func (t table) ofDone() bool {
	title, done := t.titled()
	return done && !holdsAny(title, []string{"分解", "计划"})
}

// headedAsDone reports whether the heading of a table's cumulative says by itself that it is of all that was done up to
// now (6月底累计完成), where no title says that the table is of what is planned.
func (t table) headedAsDone() bool {
	text := strings.Join(strings.Fields(fold(t.headText(t.head, t.columns[huibao.FieldCumulative]))), "")
	name := strings.TrimSpace(fold(t.grid.At(t.head+1, t.nameColumn()).Raw))
	_, label := cardLabel(t.grid.At(t.head+1, t.nameColumn()))
	return strings.Contains(text, "累计") && strings.Contains(text, "完成") && name != "" && label == "" && !t.plansAhead()
}

// plansAhead reports whether that title says that the table is of what is planned.
func (t table) plansAhead() bool {
	title, done := t.titled()
	return title != "" && !done
}

func (t table) titled() (title string, done bool) {
	for _, text := range t.titles() {
		switch {
		case holdsAny(text, doneTitles) && !strings.ContainsAny(text, ":："):
			return text, true
		case holdsAny(text, yearly):
			return text, false
		}
	}
	return "", false
}

// doneTitles are words in a title that say that its table is of what was done.
var doneTitles = []string{"完成", "进展", "进度", "情况"}

// totalOfParts is the column headed as a total and nothing else, in a table that its title says
// is of what was done and that has two columns of parts or more behind it (合计, towns); 0
// without one.
func (t table) totalOfParts() int {
	total, parts, below := 0, 0, t.subHead()
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, below)
		if len(path) == 0 {
			continue
		}
		_, known := headingOf(path[len(path)-1])
		_, isSpan := spanField(path[len(path)-1])
		switch {
		case len(path) == 1 && wholeWords.MatchString(path[0]):
			if total > 0 {
				return 0
			}
			total = col
		case total > 0 && !known && !isSpan && t.holdsFigures(col):
			parts++
		}
	}
	if parts < 2 && t.madeOfTowns(total) {
		return total
	}
	if parts < 2 || !t.ofDone() {
		return 0
	}
	return total
}

// madeOfTowns reports whether a column is, in every row of figures, what the columns of towns on its left
// come to.
func (t table) madeOfTowns(total int) bool {
	var towns []int
	for col := total - 1; col >= t.from; col-- {
		path := t.headPath(col, t.subHead())
		if len(path) == 0 || !isTown(path[len(path)-1]) {
			break
		}
		towns = append(towns, col)
	}
	if len(towns) < leastSummed || t.plansAhead() {
		return false
	}
	made := false
	for _, n := range t.grid.Rows() {
		all, ok := t.figureAt(n, total)
		if n <= t.head || !ok {
			continue
		}
		var s summed
		for _, col := range towns {
			if !s.add(t, n, col) {
				return false
			}
		}
		if s.count < leastSummed || !s.makes(all) {
			return false
		}
		made = true
	}
	return made
}

// titled are the columns of a block of which no heading names an indicator, where its title names
// one: all of them are of that. A line over the block alone holds before one over what stands above it.
func (a *across) titled() []columnsOf {
	own, _ := table{page: a.page, head: a.first}.titlesByTable()
	for _, titles := range [][]string{own, a.titlesOrTab()} {
		row, name, full, several := a.namedIn(titles)
		switch {
		case several:
			return nil
		case row != nil:
			a.exact = false
			sure := 100
			if !a.onlyNames(full, name, row) {
				sure = likely
			}
			return []columnsOf{{from: a.col + 1, to: min(a.grid.MaxCol, headColumns), name: name, mute: map[string]bool{}, list: []match{{row, sure}}}}
		}
	}
	return a.wayColumns()
}

// namedIn is the indicator that titles name, by which name and in which of them; several where they name more.
func (a *across) namedIn(titles []string) (row *huibao.FormRow, name, full string, several bool) {
	standards := a.hasStandards()
	for _, title := range titles {
		text := plainWords.Replace(bareName(title))
		for i := range a.form.Rows {
			own := nameWithin(text, plainWords.Replace(a.form.Rows[i].Name))
			if short := strings.TrimSuffix(own, "标准"); a.form.Rows[i].Kind == huibao.KindStandard && standards && !strings.Contains(text, own) {
				own = short // 农村低保 over 执行标准
			}
			switch {
			case utf8.RuneCountInString(own) < leastTitled || !strings.Contains(text, own) || strings.Contains(name, own):
			case name == "" || strings.Contains(own, name):
				row, name, full = &a.form.Rows[i], own, text
			default:
				return nil, "", "", true
			}
		}
	}
	return row, name, full, false
}

// hasStandards reports whether one column of a block is of standards in force.
func (a *across) hasStandards() bool {
	t := a.tableOf(columnsOf{from: a.col + 1, to: min(a.grid.MaxCol, headColumns)})
	return t.standardParts(a.reported())
}

// plainWords takes out of a title, and of a name, what people write into it or leave out of it.
var plainWords = strings.NewReplacer("“", "", "”", "", "\"", "", "工程", "", "项目", "", "免费", "")

// nameWithin is how a title writes a name, in full or with its verb behind it (农村供水管网改造); the
// name itself where it does not.
func nameWithin(title, name string) string {
	full := bareName(name)
	if strings.Contains(title, full) {
		return full
	}
	own := essence(name)
	if verb, ok := strings.CutSuffix(nameSigns.Replace(full), own); ok && verb != "" && strings.Contains(title, own+verb) {
		return own + verb
	}
	return full
}

// besideName are the words that stand in a title beside what its table is of.
var besideName = regexp.MustCompile(`20\d\d年?|\d{1,2}(?:[-—–~～至到.]+\d{1,2})?[年月日]份?|截[至止到]|上半年|第?[一二三四1-4]?季度|年度|全年|本月|当月|累计|全[市县区州旗]|中共|人民政府|街道|乡镇|各|镇|乡|村|社区|民生|实事|重点|工作|任务|项目|工程|指标|目标|计划|推进|实施|建设|落实|完成|进展|进度|实绩|情况|统计|汇总|明细|一览|调度|台账|月报|报表|排[名序]|月度|季度|各[县区]+|公[示布告]|通报|分解|表|关于|开展|的|及|和|与|底|末|年|[\d():：、,，.\-—~～“”《》]`)

// measureNote is what a title says of the measure.
var measureNote = regexp.MustCompile(`\((?:计量|金额)?单位[:：]?[^)]*\)|[,，;；]?(?:计量|金额)?单位[:：][^)]{1,4}\)?$`)

// countedThings are what of an indicator is counted, as titles write it, and measureBehind is one of them
// behind its name.
var countedThings = []string{"人次", "人数", "户数", "户次", "场次", "场数", "个数", "套数", "台数", "台次", "件数", "所数", "座数", "亩数", "公里数", "里程"}

var measureBehind = regexp.MustCompile(`^(?:累计|已)?(?:完成|竣工)?(` + strings.Join(countedThings, "|") + `)(?:$|统计|汇总|完成|进展|进度|情况|月报|台账|表|\()`)

// byMonths is what a title says of a table with a column for each month.
var byMonths = regexp.MustCompile(`^(?:逐|分|按|每|各)月度?(?:份)?`)

// officeBefore is an office whose table it is.
var officeBefore = regexp.MustCompile(`^\p{Han}{1,10}?(?:委员会|办公室|联合会|局|委|残联|妇联|工会|中心|公司)`)

// onlyNames reports whether a title says no more than an indicator's name, whose it is, of when
// in which measure and that it tells what was done; 无障碍改造验收 is another thing.
func (a *across) onlyNames(title, name string, row *huibao.FormRow) bool {
	title = withoutNumber(title, hanNumber)
	title = measureNote.ReplaceAllString(title, "")
	if bare, m := nameMeasure(title); m != "" && row.CountsAs(m) {
		title = bare // …完成里程(公里)
	}
	before, behind, _ := strings.Cut(title, name)
	behind = byMonths.ReplaceAllString(behind, "")
	if g := measureBehind.FindStringSubmatch(behind); g != nil && row.CountsAs(cmp.Or(counts[g[1]], strings.TrimSuffix(g[1], "数"))) {
		_, behind, _ = strings.Cut(behind, g[1]) // …演出场次统计
	}
	rest := officeBefore.ReplaceAllString(before, "") + behind
	if a.known.Plan != nil {
		if city := strings.TrimSuffix(a.known.Plan.Issuer, "人民政府"); city != "" {
			rest = strings.ReplaceAll(rest, bareName(city), "")
		}
		rest = a.known.Plan.WithoutUnits(rest, "")
	}
	for _, verb := range nameVerbs {
		rest = strings.ReplaceAll(rest, verb, "")
	}
	return besideName.ReplaceAllString(rest, "") == ""
}

// leastTitled is how long a name in a title is at least, in characters.
const leastTitled = 4
