package importer

import (
	"cmp"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// A bureau answers for few indicators. The title of a table that it sends, what heads the columns and what the rows
// are called may together name one of them (失业保险金 over the counties of either class; 健康体检 over the kinds of
// those who were examined) and say nothing else: then the table is of that one.

// ofWay is that indicator's row; nil without one, or where the table may be another's of the same sender.
func (a *across) ofWay() *huibao.FormRow {
	titles := slices.DeleteFunc(slices.Clone(a.titlesOrTab()), func(s string) bool { return filledLine.MatchString(s) || labelLine.MatchString(fold(s)) })
	t := table{page: a.page, head: a.first}
	if _, _, other := a.strangeTitle(t); other || len(titles) == 0 || a.titleBeforeCutOff(t) != "" || a.titleOfSeveral(t) != "" || a.tabOfOtherMonth(t) {
		return nil
	}
	var found *huibao.FormRow
	for _, ind := range a.answeredFor() {
		row := &huibao.FormRow{Promise: huibao.Promise{Code: ind.Code, Name: ind.Name, Kind: ind.Kind, Mode: ind.Mode, Measure: ind.Measure, Numerator: ind.Numerator, Denominator: ind.Denominator}}
		own := a.form.RowByCode(ind.Code)
		if a.ofOtherTime(titles, row) || !a.wayHolds(titles, row, own) {
			continue
		}
		switch {
		case found != nil && own != nil, own == nil && !a.ofOtherClass(ind):
			return nil // several, or one that is not asked of this unit
		case own != nil:
			found = own
		}
	}
	return found
}

// answeredFor are the plan's indicators for which the sender of a table answers; of a county's own table those of
// its form.
func (r *reader) answeredFor() (list []*huibao.Indicator) {
	sender := r.sentBy()
	for i := range r.known.Plan.Indicators {
		ind := &r.known.Plan.Indicators[i]
		if sender == "" && r.form.RowByCode(ind.Code) != nil || sender != "" && r.known.Plan.ResponsibleOf(ind) == sender {
			list = append(list, ind)
		}
	}
	return list
}

// ofOtherClass reports whether an indicator is the same as one of the form's for the units of another class.
func (a *across) ofOtherClass(ind *huibao.Indicator) bool {
	return ind.Class != "" && slices.ContainsFunc(a.form.Rows, func(row huibao.FormRow) bool {
		return withoutClass(row.Name) == withoutClass(ind.Name)
	})
}

// withoutClass is a name without the class of units that it is of.
func withoutClass(name string) string { return classBehind.ReplaceAllString(fold(name), "") }

var classBehind = regexp.MustCompile(`\s*\(?[一二三四五1-5]类区?\)?$`)

// wayHolds reports whether titles, with what stands in the table under them, name an indicator and say nothing else.
func (a *across) wayHolds(titles []string, row, own *huibao.FormRow) bool {
	said, text := false, strings.Join(titles, "|")
	for _, title := range titles {
		if notItself(title, row) || moneyOf(title, row) {
			return false
		}
		rest := a.besideRow(senderWords(title, row), row)
		said = said || len(a.besideRow(title, &huibao.FormRow{})) > len(rest)
		if rest != "" {
			return false
		}
	}
	if !said {
		return false
	}
	labels, onlyIts := a.labelsOf(row)
	if len(labels) > 0 && !slices.ContainsFunc(labels, func(label string) bool { return !ofSome.MatchString(label) || strings.Contains(row.Name, label) }) {
		return false // what they come to is of some alone
	}
	core := nameSigns.Replace(partNote.ReplaceAllString(bareName(withoutClass(row.Name)), ""))
	fits := func(text string) bool {
		left := withoutWords(core, nameSigns.Replace(strings.Join(strings.Fields(fold(text)), "")))
		return saysAll(left) || own != nil && own.Kind == huibao.KindRate && !restricts.MatchString(left) && a.rateColumns(own) != nil && len(left)*2 < len(core)
	}
	return (fits(text) || onlyIts && fits(text+"|"+strings.Join(labels, "|"))) && (own == nil || a.measuredAs(own))
}

// senderWords are a title without words that say no more of an indicator of its kind than its table does.
func senderWords(title string, row *huibao.FormRow) string {
	title = graduates.ReplaceAllString(title, "")
	if row.Kind == huibao.KindStandard {
		title = strings.NewReplacer("执行标准", "", "标准", "").Replace(title)
	}
	return ofWorkers.ReplaceAllString(title, "")
}

var (
	graduates = regexp.MustCompile(`(?:20\d\d)?届`)
	ofWorkers = regexp.MustCompile(`职工|劳动者`)
)

// moneyOf reports whether a title is of money for what an indicator counts.
func moneyOf(title string, row *huibao.FormRow) bool {
	return row.Kind != huibao.KindStandard && !huibao.IsMoney(row.Measure) && moneyWords.MatchString(title)
}

// ofOtherTime reports whether titles are of another time than up to the period; of a month alone no rate of the year's is.
func (a *across) ofOtherTime(titles []string, row *huibao.FormRow) bool {
	now := a.reported()
	for _, title := range titles {
		s := spanOf(strings.ReplaceAll(title, "届", "年"), now.Year, now)
		if s.past || s.ahead || s.some || s.until != 0 && s.until != now.Month || s.month != 0 && (s.month != now.Month || row.Kind == huibao.KindRate && row.Mode != huibao.ModeStock && !holdsAny(title, []string{"底", "末", "截"})) {
			return true
		}
	}
	return false
}

// labelsOf are what the rows of a block are called beside its whole; only says that they are kinds of what an indicator
// is of, and nothing else.
func (a *across) labelsOf(row *huibao.FormRow) (labels []string, only bool) {
	only = true
	for n := a.first; n <= a.last; n++ {
		name := a.rowUnit(a.page, n, a.col)
		if name == "" || isWhole(name) || a.known.Plan.UnitNamed(name) != nil {
			continue
		}
		labels = append(labels, name)
		only = only && withoutWords(nameSigns.Replace(name), nameSigns.Replace(row.Name)) == ""
	}
	return labels, only && len(labels) >= leastSummed
}

// saysAll reports whether what a path leaves out of an indicator's name is no more than a word for a standard, a rate
// or for that it is done: all that stands before those says of whom or of which things it is.
func saysAll(left string) bool {
	for _, verb := range lightVerbs {
		left = strings.ReplaceAll(left, verb, "")
	}
	return leftOfName.ReplaceAllString(left, "") == ""
}

var (
	// ofSome are some of those whom an indicator may be of.
	ofSome     = regexp.MustCompile(`困难|残疾|低保|特困|重[度点]|脱贫|移民|少数民族|退役|零就业`)
	leftOfName = regexp.MustCompile(`标准|率|年度|年底|工程|项目|工作|情况|及|和|的`)
	restricts  = regexp.MustCompile(`[城乡村镇县区龄岁类内外新老旧]|移民|困难|重度|特困|低保|示范|试点|` + strings.Join(toldVerbs, "|"))
)

// measuredAs reports whether what heads the figures of a block has the parts of an indicator of its kind: those of a
// standard, the two numbers of a rate, or the indicator's own measure.
func (a *across) measuredAs(row *huibao.FormRow) bool {
	switch row.Kind {
	case huibao.KindStandard:
		return a.hasStandards()
	case huibao.KindRate:
		return a.rateColumns(row) != nil
	case huibao.KindCount:
		t := table{page: a.page, head: a.first - 1}
		return slices.ContainsFunc(append(a.measuresOver(), t.measureAbove()), func(m string) bool { return m != "" && row.CountsAs(m) })
	}
	return false
}

// measuresOver are the measures that head a block's columns of figures.
func (a *across) measuresOver() (list []string) {
	for col := a.col + 1; col <= min(a.grid.MaxCol, headColumns); col++ {
		for _, text := range a.headings(col) {
			bare, m := nameMeasure(text)
			list = append(list, cmp.Or(m, strings.TrimSuffix(numbersOf.FindString(bare), "数")))
		}
	}
	return list
}

// numbersOf is of what the end of a heading says that it is the number: 人 of 累计体检人数, no measure of 完成数.
var numbersOf = regexp.MustCompile(`(?:[人户件台套场家辆]|人次)数$`)

// rateColumns are the columns of a rate's two numbers and of its percentages, headed by its last word; nil without the
// one such column.
func (a *across) rateColumns(row *huibao.FormRow) (found map[huibao.Field]int) {
	e := a.tableOf(columnsOf{from: a.col + 1, to: min(a.grid.MaxCol, headColumns)}).evidenceOf(a.last, a.reported())
	for _, col := range e.shares {
		numer, denom := a.madeInto(e, col)
		if numer == 0 || !headsRate(a.headings(col), row) {
			continue
		}
		if found != nil {
			return nil
		}
		found = map[huibao.Field]int{huibao.FieldNumer: numer, huibao.FieldDenom: denom, huibao.FieldRate: col}
	}
	return found
}

// wayColumns are all columns of a block as those of the indicator that its way names.
func (a *across) wayColumns() []columnsOf {
	row := a.ofWay()
	if row == nil {
		return nil
	}
	a.exact = false
	g := columnsOf{from: a.col + 1, to: min(a.grid.MaxCol, headColumns), name: row.Name, mute: map[string]bool{}, list: []match{{row, certain}}}
	if row.Kind == huibao.KindRate {
		g.rate = a.rateColumns(row)
	}
	return []columnsOf{g}
}

// monthsUntilNow reports whether the rows of a block are the months from January up to the period, one each.
func (a *across) monthsUntilNow() bool {
	now, next := a.reported(), 1
	for n := a.first; n <= a.last; n++ {
		name := a.rowUnit(a.page, n, a.col)
		if isWhole(name) {
			continue
		}
		if s := spanOf(name, now.Year, now); s != (span{month: next}) && !(next == 1 && s == span{until: 1}) {
			return false
		}
		next++
	}
	return next == now.Month+1
}

// totalOfMonths is the one column of a count, under months up to now; 0 without one.
func (a *across) totalOfMonths(t table, row *huibao.FormRow) (found int) {
	if !a.monthsUntilNow() {
		return 0
	}
	for col := t.from; col <= t.to; col++ {
		if !t.holdsFigures(col) {
			continue
		}
		heading := strings.Join(a.headings(col), "")
		if bare, m := nameMeasure(heading); found > 0 || !row.CountsAs(m) || !a.headsDone(bare, row) || t.grid.At(a.own[0], col).Type == sheet.Blank {
			return 0
		}
		found = col
	}
	return found
}

// headsDone reports whether a heading says no more than what of an indicator is counted, or that it was done.
func (a *across) headsDone(heading string, row *huibao.FormRow) bool {
	for _, word := range countedThings {
		heading = strings.ReplaceAll(heading, word, "")
	}
	return !notItself(heading, row) && a.besideRow(heading, row) == ""
}
