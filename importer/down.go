package importer

import (
	"cmp"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// block is a table with units, or the towns of one, down and indicators across (行为地区、列为
// 指标): a run of rows under up to headRows rows of headings.
type block struct {
	page
	col   int // of what the rows are of
	first int // of the rows
	last  int
	towns bool
	lines bool // works, batches or households of one indicator
	top   int  // of the block of which these rows are one group's; 0 where they are all of it
}

// under is the row under the headings of a block.
func (b block) under() int { return cmp.Or(b.top, b.first) }

// headRows is how many rows of headings may stand over a block: works, indicators, bureaus,
// what of them, over which months.
const headRows = 5

// blocks finds them on a page.
func (r *reader) blocks(p page) []block {
	if r.known.Plan == nil {
		return nil
	}
	for col := 1; col <= min(p.grid.MaxCol, unitColumns); col++ {
		var list []block
		var b block
		units, towns, strange := map[string]bool{}, map[string]bool{}, 0
		end := func() {
			if b.first > 1 && (len(units) >= 2 || len(towns) >= 2 || len(units) == 1 && units[r.ret.Unit]) {
				b.page, b.col, b.towns = p, col, len(units) == 0
				list = append(list, b)
			}
			b, units, towns, strange = block{}, map[string]bool{}, map[string]bool{}, 0
		}
		for _, n := range p.grid.Rows() {
			if r.late() {
				return nil
			}
			name := r.rowUnit(p, n, col)
			if b.first > 0 && len(units) == 0 {
				name = r.unitOrWhole(p, n, col)
			}
			u, whole := r.unitOrSubtotal(name)
			if whole && b.first == 0 || u != nil && b.first == 0 && r.headsUnits(p, n) {
				u = nil // below its works, or units across
			}
			town := u == nil && isTown(name)
			if m, merged := p.grid.Merge(n, col); name == "" && merged && b.first > 0 && m.Row1 >= b.first && m.Row1 < n {
				b.last = n // more works of one unit
				continue
			}
			if name == "" && len(units) > 0 && r.townBehind(p, n, col) {
				b.last = n
				continue
			}
			if u == nil && !town && !isWhole(name) && name != "" && b.first > 0 && strange < mostStrange && !wordsOnly(p, n) {
				strange++ // 市直属, between the counties and the total
				continue
			}
			if u == nil && !town && !isWhole(name) || wordsOnly(p, n) && len(p.grid.Row(n)) > 1 && b.first == 0 && u == nil {
				end()
				continue
			}
			if u != nil {
				units[u.Code] = true
			}
			if town {
				towns[name] = true
			}
			if b.first == 0 {
				b.first = r.strangeAbove(p, n, col)
			}
			b.last = n
		}
		if end(); len(list) > 0 {
			return list
		}
	}
	return nil
}

// mostStrange is how many rows between those of a block may be of what is no unit of the plan's.
const mostStrange = 3

// unitColumns is how many of the first columns may name the units.
const unitColumns = 4

// readAcross reads the blocks of a page: of each the row of this unit alone, of its towns the
// one of all of them. It reports whether an indicator was found.
func (r *reader) readAcross(p page) bool {
	found := false
	for _, b := range r.blocks(p) {
		if (table{page: p, head: b.first}).plansAhead() {
			continue
		}
		a := across{reader: r, block: b, exact: true, names: r.formNames()}
		a.own = a.ownRows()
		if a.readGroups(); len(a.own) == 0 && len(a.taken) == 0 {
			continue
		}
		if len(a.taken) == 0 {
			a.readIndicators()
		}
		if len(a.taken)+len(a.unclear) == 0 || len(a.taken) == 0 && !b.towns && len(a.own) == 1 && !a.likely {
			continue // no table of the plan's
		}
		found = true
		r.remarkAcross(&a)
	}
	return found
}

// readIndicators takes the columns of each indicator; what is headed as a target is asked about where nothing else of
// the indicator was read.
func (a *across) readIndicators() {
	list := a.indicators()
	for _, g := range list {
		if !g.ofTarget() {
			a.read(g)
		}
	}
	for _, g := range list {
		if g.ofTarget() && (len(g.list) == 0 || a.ret.RowByCode(g.list[0].row.Code) == nil) {
			a.read(g)
		}
	}
}

// remarkAcross says what was taken of a block, and what is not clear.
func (r *reader) remarkAcross(a *across) {
	r.ret.Remarks = append(r.ret.Remarks, a.unclear...)
	if len(a.taken) == 0 {
		return
	}
	kind := huibao.RemarkOwnTable
	if a.exact && len(a.unclear) == 0 {
		kind = huibao.RemarkOwnSettled
	}
	r.remark(kind, strings.Join(a.taken, "；"), a.at(slices.Concat(a.own, []int{a.first})[0], a.col))
}

// across is a block while it is read: the rows that are read, what was taken and what is not
// clear; likely says that a heading may well be an indicator's.
type across struct {
	*reader
	block
	own     []int
	taken   []string
	unclear []huibao.Remark
	exact   bool
	likely  bool
	names   []string // of the form's rows
}

// rowsFor are those of them that are of an indicator's subject: a part of the city, or all.
func (a *across) rowsFor(row *huibao.FormRow) []int {
	if !a.isBureau() || a.towns {
		return a.own
	}
	return slices.DeleteFunc(slices.Clone(a.own), func(n int) bool {
		u, _ := a.unitOrSubtotal(a.rowUnit(a.page, n, a.col))
		return (u != nil && a.reportsFor(u) || a.partOf(row) != "") && (u == nil || u.Code != a.partOf(row))
	})
}

// indicators are a block's columns by indicator: by what heads them, else by the title.
func (a *across) indicators() []columnsOf {
	list := a.familyAcross(a.ratesOver(a.ratesNamed(a.groups())))
	for i, g := range list {
		list[i] = a.orWithoutVerb(g)
		if i > 0 {
			list[i] = a.ofWhole(list[i], list[i-1])
		}
	}
	sure := slices.ContainsFunc(list, a.sure)
	if sure && slices.ContainsFunc(list, func(g columnsOf) bool { return a.sure(g) && g.rate == nil }) {
		return list
	}
	of := a.titled()
	if sure {
		return a.besideRates(list, of)
	}
	if of != nil && (a.sure(of[0]) || !slices.ContainsFunc(list, func(g columnsOf) bool { return len(g.list) > 0 })) {
		return of
	}
	return list
}

// besideRates are the rates of a block and, of the other columns, the standard that its title names.
func (a *across) besideRates(list, of []columnsOf) []columnsOf {
	if len(of) != 1 || !a.sure(of[0]) || of[0].list[0].row.Kind != huibao.KindStandard {
		return list
	}
	return append(slices.DeleteFunc(slices.Clone(list), func(g columnsOf) bool { return !a.sure(g) }), of[0])
}

// columnsOf are the columns of one indicator: its name as it is headed, what else is headed
// over them without saying what they are of.
type columnsOf struct {
	from, to int
	name     string
	mute     map[string]bool
	list     []match
	bare     bool // one column headed by the name alone
	paid     bool // its name says the standard in force

	rate map[huibao.Field]int // of a rate: the columns of its two numbers, where their names head them, and its own
}

// groups parts a block's columns by the indicators that head them.
func (a *across) groups() []columnsOf {
	var list []columnsOf
	for col := a.col + 1; col <= min(a.grid.MaxCol, headColumns); col++ {
		path := a.headings(col)
		g := a.nameIn(path)
		if n := len(list); g.name == "" && n > 0 && list[n-1].to == col-1 && len(path) == 1 && !list[n-1].bare {
			if f, _ := headingOf(path[0]); f == huibao.FieldComplete { // its share, headed alone
				list[n-1].to = col
			}
		}
		if g.name == "" {
			continue
		}
		g.from, g.to = col, col
		if n := len(list); n > 0 && list[n-1].name == g.name && list[n-1].to == col-1 {
			list[n-1].to, list[n-1].bare = col, false
			for text := range g.mute {
				list[n-1].mute[text] = true
			}
			continue
		}
		g.bare = len(path) > 0 && path[len(path)-1] == g.name
		list = append(list, g)
	}
	return list
}

// headings are the texts over a column, from the top down, each once.
func (a *across) headings(col int) []string {
	var path []string
	from := a.headFrom()
	t := table{page: a.page, head: a.under() - 1, groupFrom: a.col + 1, depth: a.under() - from}
	for row := from; row < a.under(); row++ {
		text := strings.Join(strings.Fields(fold(t.groupText(row, col))), "")
		if text != "" && len(text) <= maxHeading && !slices.Contains(path, text) {
			path = append(path, text)
		}
	}
	return table{names: a.names}.splitNames(path)
}

// headFrom is the first of the rows of headings: those of texts directly over the block,
// without a title that stands alone in its row.
func (b block) headFrom() int {
	from := b.under()
	for row := from - 1; row >= max(1, b.under()-headRows); row-- {
		texts, last := 0, 0
		for _, c := range b.grid.Row(row) {
			if c.Type == sheet.Text {
				texts, last = texts+1, c.Col
			}
		}
		if !wordsOnly(b.page, row) || texts < 2 && last <= b.col || isLine(b.page, row) {
			break
		}
		from = row
	}
	return from
}

// nameIn is the heading that names the indicator: the lowest that is one, else the lowest that
// is no word for what of it stands below, no unit and no span.
func (a *across) nameIn(path []string) columnsOf {
	g := columnsOf{mute: map[string]bool{}}
	var names []string
	for _, text := range path {
		_, known := headingOf(text)
		_, isSpan := spanField(text)
		switch {
		case known, isSpan, wholeWords.MatchString(text), numberWords.MatchString(text), periodWords.ReplaceAllString(plainPeriods(text), "") == "":
		case a.known.Plan.UnitNamed(text) != nil, bureauNames.MatchString(text):
			g.mute[text] = true
		default:
			names = append(names, text)
		}
	}
	at := len(names) - 1
	for i := len(names) - 1; i >= 0; i-- {
		if list := a.called(names[i]); standsOut(list, certain) || a.known.AcceptMatches && standsOut(list, likely) {
			at, g.list = i, list
			break
		}
	}
	for i := len(names) - 1; i >= 0 && g.list == nil; i-- {
		if row := a.standardNamed(names[i]); row != nil { // 城市低保 over its 标准, 人数 and 资金
			at, g.list = i, []match{{row, certain}}
		}
	}
	if i := slices.IndexFunc(names, a.isRate); g.list == nil && i >= 0 {
		at = i // 听力筛查 over 筛查人数 and 筛查率
	} else if g.list == nil && len(names) > 0 {
		at = a.likeliest(names)
	}
	if at < 0 {
		return g
	}
	if g.name = names[at]; g.list == nil {
		g.list = a.called(g.name)
	}
	for _, text := range names[:at+1] {
		g.mute[text] = true
	}
	return g
}

// likeliest is which of some headings of a column is most like an indicator's name; the lowest where none is.
func (a *across) likeliest(names []string) int {
	at, best := len(names)-1, 0
	for i := len(names) - 1; i >= 0; i-- {
		if list := a.called(names[i]); len(list) > 0 && list[0].sure > best {
			at, best = i, list[0].sure
		}
	}
	return at
}

var bureauNames = regexp.MustCompile(`^(?:[市县区省州]|自治区).{1,12}(?:局|委|办|会|联|中心|院|厅|部)(?:[、,，].*)?$|^(?:牵头|责任|主管)(?:单位|部门)`)

// read takes the columns of an indicator.
func (a *across) read(g columnsOf) {
	t := a.tableOf(g)
	if !slices.ContainsFunc(a.own, func(n int) bool { return t.filledFrom(n) }) {
		return
	}
	if !a.sure(g) {
		a.exact = false
		g.list = a.shortName(g)
		a.likely = a.likely || len(g.list) > 0 && g.list[0].sure >= likely
		if len(g.list) > 0 {
			a.unclear = append(a.unclear, huibao.Remark{Kind: huibao.RemarkRowUnclear, Text: g.name + "\n" + candidates(g.list), Place: t.at(t.head, g.from)})
		}
		return
	}
	row := g.list[0].row
	own := a.rowsFor(row)
	if len(own) == 0 {
		return
	}
	if a.partOf(row) != "" {
		t.unitCol = a.col
	}
	a.settleColumns(&t, g)
	a.exact = a.exact && g.list[0].sure == 100
	text := "“" + g.name + "”读作 " + row.Code + " " + row.Name
	if len(own) == 1 {
		a.taken = append(a.taken, text)
		a.acceptOwn(t, own[0], row, g.name)
		if read := a.ret.RowByCode(row.Code); read != nil && read.Sheet == t.Name && read.Row == t.rowNumber(own[0]) {
			a.heldToTowns(t, own[0], row, read)
		}
		return
	}
	a.takeSeveral(t, own, row, g.name, text)
}

// tableOf are the columns of an indicator as a table.
func (a *across) tableOf(g columnsOf) table {
	return table{page: a.page, kind: huibao.KindCount, head: a.under() - 1, from: g.from, to: g.to, groupFrom: a.col + 1, names: a.names, mute: g.mute, depth: a.under() - a.headFrom(), columns: map[huibao.Field]int{}}
}

// sure reports whether one can tell which indicator a group of columns is of.
func (a *across) sure(g columnsOf) bool {
	return standsOut(g.list, certain) || a.known.AcceptMatches && standsOut(g.list, likely)
}

// filledFrom reports whether anything stands in a row within a table's columns.
func (t table) filledFrom(n int) bool {
	for col := t.from; col <= t.to; col++ {
		if t.grid.At(n, col).Type != sheet.Blank {
			return true
		}
	}
	return false
}
