package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// Several rates may be of one number, which a table writes once (活产数): in a row or column of its own,
// beside those of what of it was done (听力筛查人数). Which rate such a row is, its words tell, and the
// shares that stand beside them: each is that row's figure of the one number.

var (
	partFront  = regexp.MustCompile(`^(?:本年度?|当年|年内|截至期末|期末)?(?:累计)?`)
	partNote   = regexp.MustCompile(`\([^)]*\)`)
	partBehind = regexp.MustCompile(`(?:总数|总?人数|人次数?|数量?)$`)
)

// partName is what one of the two numbers of a rate is of, without when and that it is a number. A bracket
// that may say which part of it is meant (农村户籍, 上年) stays.
func partName(s string) string {
	bare, _ := nameMeasure(s)
	bare = plainNote.ReplaceAllString(strings.Join(strings.Fields(fold(bare)), ""), "")
	return partBehind.ReplaceAllString(partFront.ReplaceAllString(nameSigns.Replace(bare), ""), "")
}

// plainNote is a bracket that says no more than that a number is of the year so far.
var plainNote = regexp.MustCompile(`\((?:本年|年度)?累计数?\)`)

// formPart is so what the form's own name of such a number says, without what it explains in brackets.
func formPart(s string) string { return partName(partNote.ReplaceAllString(fold(s), "")) }

// ofRate reports whether a name says that its figure is what was done of a rate: its numerator, or
// what the rate is of (听力筛查人数 of 新生儿听力筛查率).
func ofRate(name string, row *huibao.FormRow) bool {
	said := strings.TrimPrefix(partName(name), "已")
	if utf8.RuneCountInString(said) < leastTitled || notAllDone.MatchString(fold(name)) {
		return false
	}
	part := rateOf(row)
	return said == formPart(row.Numerator) || said == part || said == rateOfWhom.ReplaceAllString(part, "")
}

// rateOf is what a rate's name says that was done.
func rateOf(row *huibao.FormRow) string {
	return strings.TrimSuffix(nameSigns.Replace(partNote.ReplaceAllString(bareName(row.Name), "")), "率")
}

var (
	// notAllDone are words of what was found by what was done, or of a step of it.
	notAllDone = regexp.MustCompile(`阳性|阴性|异常|初筛|复筛|召回|确诊|疑似|未|合格|通过`)
	rateOfWhom = regexp.MustCompile(`^(?:新生儿|孕产?妇|妇女|婴幼儿|儿童|老年人|居民)`)
)

// ratesOf are the form's rates of which a name says the number that they are of.
func (r *reader) ratesOf(name string) []*huibao.FormRow {
	if r.wholes == nil || r.wholes.form != r.form {
		r.wholes = &wholeNames{form: r.form, rates: map[string][]*huibao.FormRow{}}
		for i := range r.form.Rows {
			if row := &r.form.Rows[i]; row.Kind == huibao.KindRate {
				of := formPart(row.Denominator)
				r.wholes.rates[of] = append(r.wholes.rates[of], row)
				if full := partName(row.Denominator); full != of {
					r.wholes.rates[full] = append(r.wholes.rates[full], row)
				}
			}
		}
		delete(r.wholes.rates, "")
	}
	return r.wholes.rates[partName(name)]
}

// wholeNames are a form's rates by what the number is called that they are of.
type wholeNames struct {
	form  *huibao.Form
	rates map[string][]*huibao.FormRow
}

// oneRate is the one of some rates of which a name says what was done, where it may be no other
// indicator's; nil without one.
func (r *reader) oneRate(name string, rates []*huibao.FormRow) (found *huibao.FormRow) {
	for _, row := range rates {
		switch {
		case !ofRate(name, row):
		case found != nil:
			return nil
		default:
			found = row
		}
	}
	if found == nil || slices.ContainsFunc(r.matches(name), func(m match) bool { return m.row != found && m.sure >= certain }) {
		return nil
	}
	return found
}

// isRate reports whether a heading says what was done of one rate of the form alone.
func (a *across) isRate(name string) bool { return a.oneRate(name, a.allRates()) != nil }

// allRates are the form's rates.
func (r *reader) allRates() (rates []*huibao.FormRow) {
	for i := range r.form.Rows {
		if row := &r.form.Rows[i]; row.Kind == huibao.KindRate {
			rates = append(rates, row)
		}
	}
	return rates
}

// sharedRates reads the rows of a table that are such rates' and the number that they are of, and notes
// them as done with.
func (u *ownTable) sharedRates(end int) {
	col := u.columns[huibao.FieldCumulative]
	if col == 0 || u.unitCol > 0 || u.isBureau() {
		return
	}
	e := u.evidenceOf(end, u.reported())
	wholes, ok := u.wholesOf(e.rows)
	for _, whole := range wholes {
		name := strings.TrimSpace(u.grid.At(whole, u.nameColumn()).Raw)
		rates := u.ratesOf(name)
		for _, n := range e.rows {
			if !ok || u.late() {
				return
			}
			at := slices.IndexFunc(e.shares, func(share int) bool { return u.isShare(n, whole, col, share) })
			if n == whole || at < 0 {
				continue
			}
			own := strings.TrimSpace(u.grid.At(n, u.nameColumn()).Raw)
			if row := u.oneRate(own, rates); row != nil && headsRate(u.headPath(e.shares[at], u.subHead()), row) {
				u.shareRow(row, n, whole, col, own)
				u.taken = append(u.taken, "“"+own+"”和“"+name+"”读作 "+row.Code+" "+row.Name+"的分子、分母")
			}
		}
	}
}

// headsRate reports whether the last of what heads a column of percentages is the rate's own word (筛查率).
func headsRate(path []string, row *huibao.FormRow) bool {
	if len(path) == 0 {
		return false
	}
	word, _ := nameMeasure(path[len(path)-1])
	word = strings.TrimSuffix(word, "%")
	return utf8.RuneCountInString(word) >= leastRate && strings.HasSuffix(rateOf(row)+"率", word)
}

// leastRate is how long such a word is at least, in characters.
const leastRate = 3

// wholesOf are, of some rows, those of the numbers that rates are of, each the only one of its name; not
// where so many rows are called so that the table is a register.
func (u *ownTable) wholesOf(rows []int) (wholes []int, ok bool) {
	at := map[string][]int{}
	count := 0
	for _, n := range rows {
		if u.late() {
			return nil, false
		}
		name := strings.TrimSpace(u.grid.At(n, u.nameColumn()).Raw)
		if name == "" || len(name) > maxHeading || len(u.ratesOf(name)) == 0 {
			continue
		}
		if count++; count > mostWholes {
			return nil, false
		}
		at[partName(name)] = append(at[partName(name)], n)
	}
	for _, list := range at {
		if len(list) == 1 {
			wholes = append(wholes, list[0])
		}
	}
	slices.Sort(wholes)
	return wholes, true
}

// mostWholes is how many rows of a table may be called like the numbers that rates are of.
const mostWholes = 36

// isShare reports whether the percentage of a row is its figure of another row's.
func (u *ownTable) isShare(n, whole, col, share int) bool {
	a, okA := u.figureAt(n, col)
	b, okB := u.figureAt(whole, col)
	s, place, okS := u.shareAt(n, share)
	return okA && okB && okS && makes(a, b, s, place)
}

// shareRow reads the two numbers of a rate out of two rows.
func (u *ownTable) shareRow(row *huibao.FormRow, n, whole, col int, name string) {
	if u.done == nil {
		u.done = map[int]bool{}
	}
	u.done[n], u.done[whole], u.exact = true, true, false
	if u.ret.RowByCode(row.Code) != nil {
		u.remark(huibao.RemarkTableTwice, row.Code, u.at(n, col))
		return
	}
	out := huibao.ReturnRow{Code: row.Code, Subject: row.Subject.Code, Kind: row.Kind, Sheet: u.Name, Row: u.rowNumber(n), Name: name, ByName: true, Hidden: u.grid.RowHidden(n)}
	for i, f := range []huibao.Field{huibao.FieldNumer, huibao.FieldDenom} {
		if c, ok := huibao.ColumnOf(row.Kind, f); ok {
			at := []int{n, whole}[i]
			t := u.table
			t.rowName = strings.TrimSpace(u.grid.At(at, u.nameColumn()).Raw)
			u.readValue(t, at, col, row, c, &out)
		}
	}
	for _, at := range []int{n, whole} {
		if c, ok := huibao.ColumnOf(row.Kind, huibao.FieldNote); ok && u.columns[huibao.FieldNote] > 0 {
			u.addNote(u.table, at, u.columns[huibao.FieldNote], row, c, &out)
		}
		u.otherNotes(u.table, at, row, &out)
	}
	u.ret.Rows = append(u.ret.Rows, out)
}

// sharedRate is a block's columns of such a rate: the one column of the number that several are of, and,
// under a heading that is the rate's, what of it was done and the share that it makes in every row.
func (a *across) sharedRate(list []columnsOf, row *huibao.FormRow) (g columnsOf, ok bool) {
	var wholes []columnsOf
	for _, x := range list {
		if x.from == x.to && slices.Contains(a.ratesOf(x.name), row) && a.untilNow(x.from) {
			wholes = append(wholes, x)
		}
	}
	if len(wholes) != 1 || !a.headedBy(wholes[0], wholes[0].from, func(string) bool { return false }) {
		return g, false
	}
	rates := a.ratesOf(wholes[0].name)
	for _, x := range list {
		if x.from == wholes[0].from || a.oneRate(x.name, rates) != row {
			continue
		}
		x = a.withShareBehind(list, x, row)
		numer := a.numerOf(x, wholes[0].from, row)
		if numer == 0 || ok {
			return columnsOf{}, false
		}
		g, ok = columnsOf{from: x.from, to: x.to, name: x.name, mute: x.mute, list: []match{{row, certain}},
			rate: map[huibao.Field]int{huibao.FieldNumer: numer, huibao.FieldDenom: wholes[0].from}}, true
	}
	return g, ok
}

// numerOf is the one column of a group that is headed as what was done of a rate, and of which those of the
// rate's percentages are made with another; 0 without.
func (a *across) numerOf(g columnsOf, whole int, row *huibao.FormRow) int {
	t, found := a.tableOf(g), 0
	e := t.evidenceOf(a.last, a.reported())
	for _, col := range e.figures {
		done := func(text string) bool {
			said := strings.TrimPrefix(partName(text), "已")
			return ofRate(text, row) || said == "" && numberWords.MatchString(text) || utf8.RuneCountInString(said) >= leastPiece && strings.HasSuffix(rateOf(row), said)
		}
		path := a.headings(col)
		if !a.untilNow(col) || len(path) == 0 || !done(path[len(path)-1]) || !a.headedBy(g, col, done) {
			continue
		}
		if !slices.ContainsFunc(e.shares, func(share int) bool { return headsRate(a.headings(share), row) && e.fits(col, whole, share) }) {
			continue
		}
		if found > 0 {
			return 0
		}
		found = col
	}
	return found
}

// headedBy reports whether nothing heads a column of a group but the group's name, whose it is, when, and
// what else is told.
func (a *across) headedBy(g columnsOf, col int, other func(text string) bool) bool {
	return !slices.ContainsFunc(a.headings(col), func(text string) bool {
		if notAllDone.MatchString(text) || notDone.MatchString(text) {
			return true
		}
		return text != g.name && !g.mute[text] && !other(text) && periodWords.ReplaceAllString(plainPeriods(text), "") != ""
	})
}
