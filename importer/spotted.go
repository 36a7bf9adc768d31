package importer

import (
	"cmp"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/quote"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// What a unit's own tables show of an indicator of which nothing was read is handed on with its
// cell, to stand in whatever is asked for it: nothing is taken from there (readings.md, 7.8).

// sighting is a figure that may be an indicator's: sure is how well the words beside or over it
// fit its name, worth how well its column fits a figure of what was done.
type sighting struct {
	at          huibao.Place
	words       string // of the row, as written
	text        string // the figure as it is shown, with its heading
	sure, worth int
}

// Bounds of what is looked at on a page, and of how many figures are shown of an indicator.
const (
	spotRows      = 300
	spotCols      = 60
	spotNames     = 6 // the columns in which names of rows stand
	mostSightings = 3
	mostOfParts   = 6 // of what has several figures
)

// spotter looks for what a page shows of the rows that were not read.
type spotter struct {
	*reader
	page
	missing map[string]*huibao.FormRow
	seen    map[string][]sighting
	headed  map[int]bool // whether a row holds headings, of those that were looked at
}

// spotUnread remarks what the pages show of the indicators of which no figure was read.
func (r *reader) spotUnread(pages []page) {
	if r.form == nil || r.ret.Stamp != nil {
		return
	}
	missing, seen := map[string]*huibao.FormRow{}, map[string][]sighting{}
	for i := range r.form.Rows {
		row := &r.form.Rows[i]
		if own := r.ret.RowByCode(row.Code); own == nil || own.ByName && !holdsFigure(own) && !slices.ContainsFunc(own.Parts, func(part huibao.ReturnRow) bool { return holdsFigure(&part) }) {
			missing[row.Code] = row
		}
	}
	for _, p := range pages {
		if len(missing) == 0 || p.isOurs() || p.State == sheet.VeryHidden || hasOurColumns(p) {
			continue
		}
		s := spotter{r, p, missing, seen, map[int]bool{}}
		s.inRows()
		s.underHeads()
		s.inRegister()
		s.inProse()
	}
	for i := range r.form.Rows {
		code := r.form.Rows[i].Code
		most := mostSightings
		if kind := r.form.Rows[i].Kind; kind == huibao.KindStandard || kind == huibao.KindRate {
			most = mostOfParts
		}
		if list := bestSightings(seen[code], most); len(list) > 0 {
			r.remarkSeen(code, list)
		}
	}
}

// remarkSeen remarks what may be an indicator's figures; more are lines behind them.
func (r *reader) remarkSeen(code string, list []sighting, more ...string) {
	var texts []string
	for _, x := range list {
		texts = append(texts, x.text)
	}
	if i := slices.IndexFunc(r.ret.Remarks, func(m huibao.Remark) bool { // of counties, in a bureau's table
		return code != "" && m.Kind == huibao.RemarkSeen && strings.HasPrefix(m.Text, code+"\n")
	}); i >= 0 {
		r.ret.Remarks[i].Text += "、" + strings.Join(texts, "、")
		return
	}
	r.remark(huibao.RemarkSeen, strings.Join(append([]string{code, list[0].words, strings.Join(texts, "、")}, more...), "\n"), list[0].at)
}

// holdsFigure reports whether anything was read into a row that is not blank.
func holdsFigure(row *huibao.ReturnRow) bool {
	_, may := row.Has(huibao.RemarkMayBe)
	return may || row.Values.Any(func(v huibao.Value) bool {
		return v.Field != huibao.FieldNote && v.Field != huibao.FieldTarget && (v.Quantity.IsNumber() || strings.TrimSpace(v.Text) != "")
	})
}

// hasOurColumns reports whether a page is one that we issue: it has a column of codes.
func hasOurColumns(p page) bool {
	for _, n := range p.grid.Rows() {
		if n > textRows {
			return false
		}
		for _, c := range p.grid.Row(n) {
			if f, _ := headingOf(c.Raw); f == huibao.FieldCode && c.Type == sheet.Text {
				return true
			}
		}
	}
	return false
}

// add notes the figures of a row in columns as those of an indicator.
func (s *spotter) add(row *huibao.FormRow, n, from, to, sure int, words string, only func(path []string) bool) {
	t := table{page: s.page, head: s.headOver(n)}
	for col := from; col <= min(to, spotCols); col++ {
		c := s.grid.At(n, col)
		if !isFigure(c) {
			continue
		}
		path := t.headPath(col, 0)
		worth := s.worth(row, c, path)
		if worth < besideWorth || worth == besideWorth && !holdsAny(strings.Join(path, ""), sightedBeside) || slices.ContainsFunc(path, func(text string) bool { return s.ofOtherUnit(text, row) }) || only != nil && !only(path) {
			continue
		}
		s.note(row.Code, sighting{at: s.at(n, col), words: words, text: s.figure(c, s.ref(n, col), path), sure: sure, worth: worth})
	}
}

func (s *spotter) note(code string, x sighting) { s.seen[code] = append(s.seen[code], x) }

// figure is a cell as it is shown, with its heading.
func (s *spotter) figure(c sheet.Cell, ref string, path []string) string {
	heading := ""
	if text := strings.Join(path, ""); text != "" && len(text) <= maxHeading/2 {
		heading = quote.Text(text)
	}
	return ref + heading + " " + cmp.Or(sheet.Shown(c, s.book.Date1904), strings.TrimSpace(c.Plain()))
}

// isFigure reports whether a cell may be of a figure: a number, or words with one that are no heading (1-6月累计完成).
func isFigure(c sheet.Cell) bool {
	if c.Type == sheet.Number {
		return c.Format.Class != sheet.ClassDate
	}
	text := fold(c.Raw)
	return c.Type == sheet.Text && len(text) <= maxHeading && strings.ContainsAny(text, "0123456789") && !noFigure(c) && (isWrittenFigure(c) || !heads(text))
}

// heads reports whether a text heads columns, after a span of months or without.
func heads(text string) bool {
	_, known := headingOf(text)
	_, spanned := spanField(text)
	return known || spanned
}

// ofFigure is a text that is a figure with its measure, or what was done in words: 4000户, 完成736人，…;
// a row with one holds no headings.
var ofFigure = regexp.MustCompile(`^(?:已|累计|共|均|全部)*(?:完成|竣工|建成|开工|发放)?[\d,]+(?:\.\d+)?(?:%$|(?:万|亿)?[^\d月年季日.,%-]{1,4}(?:$|[,，;；(（]))`)

// isWrittenFigure reports whether a cell is such a text and no share alone.
func isWrittenFigure(c sheet.Cell) bool {
	text := strings.TrimSpace(fold(c.Raw))
	return c.Type == sheet.Text && ofFigure.MatchString(text) && !shareText.MatchString(text)
}

// textsOf are the cells of a row that hold words.
func textsOf(p page, row int) []sheet.Cell {
	return slices.DeleteFunc(slices.Clone(p.grid.Row(row)), func(c sheet.Cell) bool {
		return c.Type != sheet.Text || strings.TrimSpace(c.Raw) == ""
	})
}

// doneWorth is how much a field's column may be of what was done; others are none.
var doneWorth = map[huibao.Field]int{huibao.FieldCumulative: 5, huibao.FieldStandard: 4, huibao.FieldThis: 4, huibao.FieldNumer: 4, huibao.FieldProgress: 3, huibao.FieldOwn: 3, huibao.FieldPaid: 2, huibao.FieldRate: 2, huibao.FieldDenom: 1, huibao.FieldComplete: 0}

// worth is how well a column fits the figure of an indicator; below 0 it is of another thing.
func (s *spotter) worth(row *huibao.FormRow, c sheet.Cell, path []string) int {
	if len(path) == 0 {
		return 1
	}
	heading, own := strings.Join(path, ""), path[len(path)-1]
	f, known := headingOf(own)
	if !known && len(path) > 1 {
		f, known = headingOf(path[len(path)-2] + own)
	}
	done, ok := doneWorth[f]
	now := s.reported()
	when := spanOf(heading, now.Year, now)
	if when.past || when.ahead || besideDone.MatchString(own) {
		return besideWorth
	}
	if row.Kind == huibao.KindStandard && (slices.Contains(partsOf, f) || standardPart(path, now, false) != "") {
		return doneWorth[huibao.FieldStandard]
	}
	if known && !ok || codeHeads.MatchString(own) || aheadOf.MatchString(own) || f == huibao.FieldComplete && row.Kind == huibao.KindCount && !isWrittenFigure(c) {
		return besideWorth - 1
	}
	if bare, _ := nameMeasure(own); doneVerbs.MatchString(bare) {
		done = max(done, 4)
	}
	if moneyWords.MatchString(heading) != huibao.IsMoney(row.Measure) && row.Kind == huibao.KindCount {
		done -= 3
	}
	for _, text := range path {
		if _, m := nameMeasure(text); m != "" && row.CountsAs(m) {
			done++
		}
	}
	if when.until > 0 && when.until != now.Month || when.month > 0 && when.month != now.Month || when.some {
		done -= 2
	}
	return max(done+1, 0)
}

// inRows notes the figures behind the names of rows.
func (s *spotter) inRows() {
	for _, n := range s.grid.Rows() {
		if n > spotRows {
			return
		}
		matched := false
		for _, c := range s.grid.Row(n) {
			if c.Col > spotNames || c.Type != sheet.Text || len(c.Raw) > maxHeading {
				continue
			}
			name := strings.TrimSpace(c.Raw)
			list := s.matches(name)
			if len(list) == 0 {
				list = s.asStandards(name)
			}
			matched = matched || len(list) > 0
			for _, row := range s.ratesOf(name) { // the number that they are of
				if s.missing[row.Code] != nil {
					s.add(row, n, c.Col+1, spotCols, likely, name, nil)
				}
			}
			for i, m := range list[:min(len(list), maxCandidates)] {
				var only func([]string) bool
				if money := huibao.IsMoney(m.row.Measure); i > 0 && list[0].sure-m.sure >= margin {
					only = func(path []string) bool { return money && moneyWords.MatchString(strings.Join(path, "")) }
				}
				if s.missing[m.row.Code] != nil {
					s.add(m.row, n, c.Col+1, spotCols, m.sure, name, only)
				}
			}
		}
		if !matched && !wordsOnly(s.page, n) && !s.settled(n) {
			s.byTarget(n)
		}
	}
}

// byTarget remarks the figures of a row of which the name is no indicator's, with its own target: it
// may be that of one that was not read (check).
func (s *spotter) byTarget(n int) {
	t := table{page: s.page, head: s.headOver(n)}
	for _, c := range s.grid.Row(n) {
		path := t.headPath(c.Col, 0)
		d, ok := t.figureAt(n, c.Col)
		if len(path) == 0 || !ok || c.Col > spotCols {
			continue
		}
		if f, _ := headingOf(path[len(path)-1]); f != huibao.FieldTarget {
			continue
		}
		unknown := &huibao.FormRow{Promise: huibao.Promise{Kind: huibao.KindCount}}
		s.add(unknown, n, c.Col+1, spotCols, possible, s.nameLeft(n, c.Col), nil)
		if list := bestSightings(s.seen[""], mostSightings); len(list) > 0 {
			s.remarkSeen("", list, d.String())
		}
		delete(s.seen, "")
		return
	}
}

// settled reports whether the figures of a row are another unit's, or were read already.
func (s *spotter) settled(n int) bool {
	for col := 1; col <= unitColumns && s.known.Plan != nil; col++ {
		name := s.rowUnit(s.page, n, col)
		if s.ret.SentBy != "" && isWhole(name) { // of all counties
			return true
		}
		if u, _ := s.unitOrSubtotal(name); u != nil && u.IsArea() && u.Code != s.ret.Unit && !s.reportsFor(u) {
			return true
		}
	}
	return slices.ContainsFunc(s.ret.Rows, func(row huibao.ReturnRow) bool {
		return row.Sheet == s.Name && row.Row == n && holdsFigure(&row)
	})
}

// nameLeft are the words of a row before a column.
func (s *spotter) nameLeft(n, col int) string {
	var words []string
	for _, c := range textsOf(s.page, n) {
		if c.Col < col && len(c.Raw) <= maxHeading {
			words = append(words, strings.TrimSpace(c.Raw))
		}
	}
	return strings.Join(words, " ")
}

// underHeads notes the figures under headings that name an indicator: of this unit's row, of that
// of all, of the period's, else of the last.
func (s *spotter) underHeads() {
	for _, n := range s.grid.Rows() {
		if n > textRows || !wordsOnly(s.page, n) || len(textsOf(s.page, n)) < 2 {
			continue
		}
		for _, c := range textsOf(s.page, n) {
			if _, known := headingOf(c.Raw); known || len(c.Raw) > maxHeading || c.Col > spotCols {
				continue
			}
			list := s.likeliest(strings.TrimSpace(c.Raw))
			if len(list) > maxCandidates {
				continue // 筛查率 of any
			}
			for _, m := range list {
				if s.missing[m.row.Code] == nil {
					continue
				}
				if at := s.rowOfAll(n, c.Col, m.row); at > 0 {
					s.add(m.row, at, c.Col, s.until(n, c.Col), m.sure, strings.TrimSpace(c.Raw), nil)
				}
			}
		}
	}
}

// likeliest are the matches of a name that are as likely as the best.
func (r *reader) likeliest(name string) []match {
	list := r.matches(name)
	return slices.DeleteFunc(slices.Clone(list), func(m match) bool { return m.sure < list[0].sure-margin })
}

// until is the last column that a heading is over: those of its merge, and blanks behind it.
func (s *spotter) until(n, col int) int {
	if m, ok := s.grid.Merge(n, col); ok {
		return m.Col2
	}
	for to := col + 1; to <= min(s.grid.MaxCol, spotCols); to++ {
		if s.grid.At(n, to).Type != sheet.Blank {
			return to - 1
		}
	}
	return col
}

// rowOfAll is the row of figures under a heading that is of the unit, of the period, or of all; else
// the last; 0 without figures.
func (s *spotter) rowOfAll(head, col int, row *huibao.FormRow) int {
	last, whole, now := 0, 0, s.reported()
	for _, n := range s.grid.Rows() {
		if n > head+spotRows {
			break
		}
		if n <= head || wordsOnly(s.page, n) {
			continue
		}
		for at := 1; at <= min(col-1, unitColumns); at++ {
			name := s.rowUnit(s.page, n, at)
			if s.isOwnUnit(name, row) || name != "" && now.Month > 0 && spanOf(name, now.Year, now).until == now.Month {
				return n
			}
			if isWhole(name) || isTotal(name) {
				whole = n
			}
		}
		last = n
	}
	return cmp.Or(whole, last)
}

// isOwnUnit reports whether a name is that of the unit of which an indicator's row is.
func (s *spotter) isOwnUnit(name string, row *huibao.FormRow) bool {
	if s.known.Plan == nil {
		return false
	}
	u := s.known.Plan.UnitNamed(name)
	return u != nil && u.Code == cmp.Or(s.partOf(row), s.ret.Unit)
}

// ofOtherUnit reports whether a heading names a unit of which an indicator's row is not.
func (s *spotter) ofOtherUnit(heading string, row *huibao.FormRow) bool {
	return s.known.Plan != nil && s.known.Plan.UnitNamed(heading) != nil && !s.isOwnUnit(heading, row)
}

func (s *spotter) isOwnRow(n int, row *huibao.FormRow) bool {
	for col := 1; col <= unitColumns; col++ {
		if s.isOwnUnit(s.rowUnit(s.page, n, col), row) {
			return true
		}
	}
	return false
}
