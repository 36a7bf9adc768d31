package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// A rate's name may stand in two places: the last of it heads its percentages (入住率), the first stands over them,
// in the heading of a group, a line of the table or its title (公租房分配入住情况). Both together are the
// rate's name; which columns its two numbers are, its percentages tell.

// ratesOver adds the rates that are so named, in the place of the columns of which they are made.
func (a *across) ratesOver(list []columnsOf) []columnsOf {
	t := a.tableOf(columnsOf{from: a.col + 1, to: min(a.grid.MaxCol, headColumns)})
	if !slices.ContainsFunc(list, func(x columnsOf) bool { return x.rate == nil }) || len(a.allRates()) == 0 {
		return list
	}
	e, lines, found := t.evidenceOf(a.last, a.reported()), a.linesOver(), map[string][]columnsOf{}
	for _, col := range e.shares {
		if g, ok := a.rateOver(e, col, lines); ok {
			code := g.list[0].row.Code
			found[code] = append(found[code], g)
		}
	}
	for _, same := range found {
		g := same[0]
		if len(same) > 1 || slices.ContainsFunc(list, func(x columnsOf) bool { return x.rate != nil && x.list[0].row == g.list[0].row }) {
			continue
		}
		list = slices.DeleteFunc(slices.Clone(list), func(x columnsOf) bool {
			return x.rate == nil && x.from >= g.from && x.to <= g.to && (!a.sure(x) || x.list[0].row == g.list[0].row)
		})
		list = append(list, g)
	}
	slices.SortStableFunc(list, func(x, y columnsOf) int { return x.from - y.from })
	return list
}

// rateOver are the columns of the rate of which a column may be the percentages.
func (a *across) rateOver(e evidence, col int, lines []string) (g columnsOf, ok bool) {
	path := a.headings(col)
	if len(path) == 0 || !a.untilNow(col) {
		return g, false
	}
	word, _ := nameMeasure(path[len(path)-1])
	stem, isRate := strings.CutSuffix(strings.TrimSuffix(word, "%"), "率")
	if !isRate || utf8.RuneCountInString(stem) < leastPiece {
		return g, false
	}
	over := append(slices.Clone(path[:len(path)-1]), lines...)
	numer, denom := a.madeInto(e, col)
	var row *huibao.FormRow
	at := 0
	for _, x := range a.allRates() {
		if slices.ContainsFunc(path[:len(path)-1], func(text string) bool { other := a.oneRate(text, a.allRates()); return other != nil && other != x }) {
			continue
		}
		i := namedOver(x, stem, over)
		if i < 0 && numer > 0 && strings.Contains(x.Numerator, stem) && a.calledSo(numer, denom, x) {
			i = max(len(path)-2, 0)
		} else if i < 0 && numer > 0 && a.endsAlone(x, stem) && nearly(a.leaf(denom), x.Denominator) {
			i = len(over) - 1
		}
		if i >= 0 && row != nil {
			return g, false
		} else if i >= 0 {
			row, at = x, i
		}
	}
	switch {
	case row == nil:
		return g, false
	case numer == 0: // to be asked about
		return columnsOf{from: col, to: col, name: path[len(path)-1], mute: map[string]bool{}, list: []match{{row, likely}}}, true
	}
	sure := certain
	said := *row
	said.Numerator += a.taskWords(row) // which the title may say
	if !a.saysNoMore(over[:min(at+1, len(over))], &said) || a.ofSomeOnly(numer, row) || a.ofSomeOnly(denom, row) {
		sure = likely
	}
	return columnsOf{from: min(numer, denom, col), to: max(numer, denom, col), name: path[len(path)-1], mute: map[string]bool{}, list: []match{{row, sure}},
		rate: map[huibao.Field]int{huibao.FieldNumer: numer, huibao.FieldDenom: denom, huibao.FieldRate: col}}, true
}

// namedOver is which of some texts holds the first part of a rate's name, of which a word is the last; -1 for none.
// A word that is all of the name needs none.
func namedOver(row *huibao.FormRow, stem string, over []string) int {
	front, ok := strings.CutSuffix(rateOf(row), stem)
	if !ok {
		return -1
	}
	front = strings.TrimSuffix(front, "年度")
	if front == "" {
		return len(over)
	}
	if utf8.RuneCountInString(front) < leastPiece {
		return -1
	}
	return slices.IndexFunc(over, func(text string) bool { return strings.Contains(nameSigns.Replace(fold(text)), front) })
}

// madeInto are the only two columns of a block's figures of which a column of percentages is made, of the whole and up to now.
func (a *across) madeInto(e evidence, share int) (numer, denom int) {
	figures := e.figures
	for col := e.from; col <= e.to; col++ {
		if path := a.headings(col); len(path) > 0 && a.untilNow(col) && e.numbers(col) {
			if f, _ := headingOf(path[len(path)-1]); f == huibao.FieldPeople { // 救助人数
				figures = append(figures[:len(figures):len(figures)], col)
			}
		}
	}
	for _, x := range figures {
		for _, y := range figures {
			own := a.headings(x)
			if x == y || notDone.MatchString(strings.Join(own, "")) || notAllDone.MatchString(own[len(own)-1]) || planned(a.headings(y)) || !e.fits(x, y, share) {
				continue
			}
			if numer > 0 {
				return 0, 0
			}
			numer, denom = x, y
		}
	}
	return numer, denom
}

// ofSomeOnly reports whether what heads one of a rate's two numbers says, beside the rate's own words, of whom or where
// it is (农村常住人口数, 老年人数 of 常住人口).
func (a *across) ofSomeOnly(col int, row *huibao.FormRow) bool {
	return ofOnlySome(withoutWords(nameSigns.Replace(fold(a.leaf(col))), nameSigns.Replace(row.Name+row.Numerator+row.Denominator)))
}

// taskWords are what the task of an indicator is called, and the standards of which it is, but for names that say of whom
// or where they are: under those a rate of all is one of some (65岁以上老年人 over 家庭医生签约).
func (a *across) taskWords(row *huibao.FormRow) string {
	words := a.taskOf(row).Title
	own := a.known.Plan.IndicatorByCode(row.Code)
	for i := range a.known.Plan.Indicators {
		ind := &a.known.Plan.Indicators[i]
		if own != nil && ind.Task == own.Task && ind.Kind == huibao.KindStandard && !ofOnlySome(ind.Name) {
			words += "|" + ind.Name
		}
	}
	return words
}

// leaf is the last of what heads a column; "" for nothing.
func (a *across) leaf(col int) string {
	path := a.headings(col)
	if len(path) == 0 {
		return ""
	}
	return path[len(path)-1]
}

// endsAlone reports whether a rate's name ends with some words, a thing of its own and not a verb alone, and no other
// indicator's that the sender answers for has them.
func (a *across) endsAlone(row *huibao.FormRow, words string) bool {
	return utf8.RuneCountInString(words) >= leastTitled && strings.HasSuffix(rateOf(row), words) &&
		!slices.ContainsFunc(a.answeredFor(), func(ind *huibao.Indicator) bool { return ind.Code != row.Code && strings.Contains(ind.Name, words) })
}

// calledSo reports whether two columns are headed as the two numbers of a rate, one of them as the plan has it and
// the other nearly so, at least.
func (a *across) calledSo(numer, denom int, row *huibao.FormRow) bool {
	x, y := a.leaf(numer), a.leaf(denom)
	if utf8.RuneCountInString(partName(x)) < leastShort || utf8.RuneCountInString(partName(y)) < leastShort {
		return false
	}
	return isCalled(x, row.Numerator) && (isCalled(y, row.Denominator) || nearly(y, row.Denominator)) || nearly(x, row.Numerator) && isCalled(y, row.Denominator)
}

// planned reports whether a column is headed as a target, or as what else is no number that a rate is of.
func planned(path []string) bool {
	own := path[len(path)-1]
	return ahead.MatchString(own) && !ofWhom.MatchString(own) || notAllDone.MatchString(own)
}

var (
	ahead  = regexp.MustCompile(`计划|目标|任务`)
	ofWhom = regexp.MustCompile(`(?:人群|人口|对象)(?:数|人数|总数)?(?:\(人\))?$`) // 目标人群
)

// linesOver are the texts that stand alone in rows over a block, the nearest first, up to the figures of another.
func (a *across) linesOver() (list []string) {
	if a.upright != nil {
		return table{page: a.page, head: a.first}.titles()
	}
	for row := a.first - 1; row >= max(1, a.first-textRows); row-- {
		if !wordsOnly(a.page, row) {
			break
		}
		cells := slices.DeleteFunc(slices.Clone(a.grid.Row(row)), func(c sheet.Cell) bool { return c.Type == sheet.Blank })
		if len(cells) == 1 && len(cells[0].Raw) <= maxHeading {
			list = append(list, cells[0].Raw)
		}
	}
	return list
}

// saysNoMore reports whether texts over a block say no more than what an indicator is, whose, until when, and that
// it is told what was done.
func (a *across) saysNoMore(over []string, row *huibao.FormRow) bool {
	t := table{page: a.page, head: a.first}
	if _, word, other := a.strangeTitle(t); other || word != "" || a.titleBeforeCutOff(t) != "" || a.titleOfSeveral(t) != "" || a.tabOfOtherMonth(t) {
		return false
	}
	now := a.reported()
	for _, text := range over {
		s := spanOf(text, now.Year, now)
		if s.past || s.ahead || s.some || s.until != 0 && s.until != now.Month || s.month != 0 && (s.month != now.Month || row.Mode != huibao.ModeStock && !holdsAny(text, []string{"底", "末", "截"})) {
			return false
		}
		if (!labelLine.MatchString(fold(text)) || strings.HasPrefix(fold(text), "其中")) && a.besideRow(text, row) != "" {
			return false
		}
	}
	return true
}

// besideRow is what a text says beside an indicator's words.
func (a *across) besideRow(text string, row *huibao.FormRow) string {
	text = strings.Join(strings.Fields(fold(text)), "")
	text = measureNote.ReplaceAllString(withoutNumber(text, hanNumber), "")
	if a.known.Plan != nil {
		if city := strings.TrimSuffix(a.known.Plan.Issuer, "人民政府"); city != "" {
			text = strings.ReplaceAll(text, bareName(city), "")
		}
		text = a.known.Plan.WithoutUnits(text, "")
	}
	rest := withoutWords(nameSigns.Replace(text), nameSigns.Replace(row.Name+row.Numerator+row.Denominator))
	for _, verb := range nameVerbs {
		rest = strings.ReplaceAll(rest, verb, "")
	}
	return besideName.ReplaceAllString(whoever.ReplaceAllString(rest, ""), "")
}

// whoever are those of whom an indicator is, and says no more of them.
var whoever = regexp.MustCompile(`患者|对象|人员|人群|居民|群众`)

// withoutWords is a text without the runs of two characters or more that another one has.
func withoutWords(text, words string) string {
	runes, rest := []rune(text), []rune{}
	for i := 0; i < len(runes); {
		long := 0
		for n := leastPiece; i+n <= len(runes) && strings.Contains(words, string(runes[i:i+n])); n++ {
			long = n
		}
		if long == 0 {
			rest = append(rest, runes[i])
			i++
			continue
		}
		i += long
	}
	return string(rest)
}
