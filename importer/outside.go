package importer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// What stands above and under a table, outside its cells, may say that its figures are not whole,
// not final, or of another day than the period's.

var (
	untilDay  = regexp.MustCompile(`(?:数据|统计|以上|数字)?[^\d,。;]{0,6}?截[至止到](?:[至到于])?(?:目前|时间|日期|日)?[:为于]*`)
	ofFigures = regexp.MustCompile(`^[(\[【]?(?:[备附]?注[:：]?)?(?:以上|本表|统计)?(?:数据|数字|统计|截)`)
	filledDay = regexp.MustCompile(`^[(\[【]?(?:填[报表制]|统计|制表|更新|报[出送]|上报|数据)(?:时间|日期):?`)           // of a table that was made before its month began, too
	shortDay  = regexp.MustCompile(`^(1[0-2]|0?[1-9])[./\-](3[01]|[12]\d|0?[1-9])(?:日|$|[^\d.月])`) // and no 1-6月

	// quietLine begins a line that is none of the figures': who filled in, in which measure.
	quietLine = regexp.MustCompile(`^[(\[【]?(?:填[报表制]|制表|编制|经办|审[核批签]|签[批发名]|复核|负责|单位|计量单位|主要|分管|领导|联系|电话|手机|报送|上报|呈报|部门|科室|日期|时间|盖章|公章|表号|制定机关|批准|有效期|报告期|数据截止|附件?[:：\d]|第.{1,3}页|共.{1,3}页)`)
)

const (
	maxOutside  = 40   // lines of a page of which is told
	mostLooked  = 5000 // texts of a page that are looked at
	outsideWide = 3    // cells from which a row is one of a table
	leastTold   = 5    // characters of a text that is told of
)

// readOutside remarks what is written outside the tables of a page that was read. Of very many
// texts not all are told of; each that is looked at may still doubt the figures.
func (r *reader) readOutside(p page) {
	first, last := r.wideRow(p), r.lastRead(p)
	doubts, told, looked := 0, 0, 0
	asked := r.rowsAsked(p.Name)
	seen := p.grid.Rows()
	for _, row := range seen {
		cells := slices.DeleteFunc(slices.Clone(p.grid.Row(row)), func(c sheet.Cell) bool { return strings.TrimSpace(c.Raw) == "" })
		outer := row < first || row > last
		if outer { // on headings are our own
			r.outsideComments(p, row)
		}
		if len(cells) == 0 || len(cells) > 1 && (!outer || len(cells) > outsideWide || asked[row] && slices.ContainsFunc(cells, countsSomething)) {
			continue
		}
		for _, c := range cells {
			if c.Type != sheet.Text || len(c.Raw) > maxProse || len(cells) == 1 && r.underRow(p, row, c) {
				continue
			}
			if looked++; looked > mostLooked || doubts >= maxOutside {
				r.remark(huibao.RemarkOutside, strings.TrimSpace(c.Raw)+notListed, p.at(row, c.Col))
				return
			}
			if r.ofNamedRows(p, row > last, cells, c) {
				continue
			}
			if kind, text := r.outside(p, row, c); kind == huibao.RemarkNotWhole && r.ofSignedRows(p, row, c) {
				continue
			} else if kind == huibao.RemarkUntil && len(cells) > 1 && !holdsAny(fold(text), datedWords) {
				continue // a heading of its columns
			} else if kind != "" {
				r.remark(kind, text, p.at(row, c.Col))
				doubts++
			} else if told <= maxOutside && outer && len(cells) == 1 && toldOf(c.Raw, row < first, row == seen[0]) {
				text := strings.TrimSpace(c.Raw)
				if told++; told > maxOutside {
					text += notListed
				}
				r.remark(huibao.RemarkOutside, text, p.at(row, c.Col))
			}
		}
	}
}

// rowsAsked are the rows of a sheet's tables of which it is asked what they are, or told that they are none of the form's.
func (r *reader) rowsAsked(name string) map[int]bool {
	asked := map[int]bool{}
	add := func(at huibao.Place) {
		if n, _, ok := sheet.ParseRef(at.Cell); ok && at.Sheet == name {
			asked[n] = true
		}
	}
	for _, x := range r.ret.Extra {
		add(x.Place)
	}
	for _, m := range r.ret.Remarks {
		if m.Kind == huibao.RemarkRowUnclear {
			add(m.Place)
		}
	}
	return asked
}

// countsSomething reports whether a cell has a figure, with its measure or without.
func countsSomething(c sheet.Cell) bool { return c.Type == sheet.Number || isWrittenFigure(c) }

// outsideComments remarks comments of the unit's on a title or on a line under a table that
// doubt its figures.
func (r *reader) outsideComments(p page, row int) {
	for _, note := range p.grid.NotesOf(row) {
		text := theirs(note.Text)
		if text == "" || len(text) > maxProse {
			continue
		}
		if kind, said := r.outside(p, row, sheet.Cell{Raw: text, Type: sheet.Text}); kind != "" {
			r.remark(kind, said, p.at(row, note.Col))
		}
	}
}

// doubtedTable is doubt.OfTable, remembered: most of what stands outside tables is the form's own.
func doubtedTable(text string, county bool) bool {
	seen := &doubtsSeen[0]
	if county {
		seen = &doubtsSeen[1]
	}
	return seen.of(text, func(text string) bool { return doubt.OfTable(text, county) })
}

// notListed follows the last text of those that are told of, where there are more.
const notListed = "……（以下还有文字，不再列出）"

// outside is what a text says of the figures of its table, "" for nothing.
func (r *reader) outside(p page, row int, c sheet.Cell) (huibao.RemarkKind, string) {
	text := strings.Join(strings.Fields(r.ownTitle(fold(c.Raw))), "") // a plan's own title says nothing of figures
	own := strings.TrimSpace(c.Raw)
	if strings.HasPrefix(text, cutOffLabel) && strings.Trim(text, ":") == cutOffLabel { // with the day in the next cell
		beside := r.dayText(p.grid.At(row, c.Col+1))
		text, own = text+":"+beside, own+" "+beside
	}
	pieces := []string{text}
	if r.ret.Stamp != nil { // behind what we printed in the line
		pieces = append(pieces, strings.Fields(fold(c.Raw))...)
	}
	for _, piece := range pieces {
		if until := r.untilIn(piece); !until.IsZero() {
			return huibao.RemarkUntil, own + "\n" + until.String()
		}
	}
	if doubtedTable(r.withoutOthers(text), r.ofCounty()) && !marksFigures(p, row, text) ||
		(r.issuedOn(p) || p.Name == huibao.FrontSheet) && r.beforeCutOff(text) || r.withOther(text) || doubt.DraftTitle(text) || r.countsOther(p, text) || r.inOtherScale(p, text) {
		return huibao.RemarkNotWhole, own
	}
	return "", ""
}

// datedWords tell a line that dates a table's figures from a heading of its columns.
var datedWords = []string{"数据", ":"}

// figureWords are words for figures, of which a text with one of them may be.
var figureWords = []string{"数据", "数字", "数值", "统计"}

// ofCounty reports whether the return is a county's or a zone's: without a plan by the name that we
// printed.
func (r *reader) ofCounty() bool {
	if r.known.Plan == nil {
		return r.ret.Stamp != nil && huibao.IsAreaName(r.ret.Stamp.Unit.Name)
	}
	u := r.known.Plan.UnitByCode(r.ret.Unit)
	return u != nil && u.IsArea()
}

// cutOffLabel is that of the day up to which the figures of our own form go.
const cutOffLabel = "数据截止"

// dayText is a day as it is written, or as a date of Excel's.
func (r *reader) dayText(c sheet.Cell) string {
	if y, m, d, ok := sheet.SerialDate(c.Raw, r.book.Date1904); ok && c.Type == sheet.Number {
		return huibao.Date{Year: y, Month: m, Day: d}.String()
	}
	return fold(c.Raw)
}

// untilIn is the month of the day up to which a text says that figures go, where it is before the
// return's period; of another year only where the text is of nothing but that. In a unit's own table it
// may be one after it, too.
func (r *reader) untilIn(text string) huibao.Period {
	want := r.ret.Period
	if want.IsZero() {
		want = r.known.Period
	}
	if want.IsZero() {
		return huibao.Period{}
	}
	text = plainPeriods(text)
	if g := filledDay.FindString(text); g != "" && r.ret.Stamp == nil {
		if day, _, ok := ReadDate(text[len(g):], want.Year); ok && day.Cmp(want.Start()) < 0 {
			return huibao.Period{Year: day.Year, Month: day.Month}
		}
	}
	if m := cmp.Or(doubt.MonthOf(text), doubt.SheetUntil(text)); m > 0 && m < want.Month {
		return huibao.Period{Year: want.Year, Month: m}
	}
	if other := r.datedOther(text, want); !other.IsZero() {
		return other
	}
	if !strings.Contains(text, "截") {
		return huibao.Period{}
	}
	for _, at := range untilDay.FindAllStringIndex(text, maxMoments) {
		rest := shortDay.ReplaceAllString(text[at[1]:], "${1}月${2}日")
		list := momentsOf(rest[:min(len(rest), maxPeriodText)], r.year())
		if len(list) == 0 || list[0].start > 0 {
			continue
		}
		until := list[0].period
		month := huibao.Period{Year: want.Year, Month: want.Month}
		if !holdsAny(text, figureWords) && slices.ContainsFunc(list, func(m moment) bool { return m.period == month }) {
			continue // 截至5月底未完成的2户已于6月完成
		}
		if until.Before(month) && (until.Year == want.Year || ofFigures.MatchString(text)) {
			return until
		}
	}
	return huibao.Period{}
}

// toldOf reports whether a text outside a table is more than its title, who signs or its measure.
func toldOf(raw string, above, top bool) bool {
	text := strings.Join(strings.Fields(fold(raw)), "")
	_, _, day := ReadDate(text, firstYear)
	switch {
	case above && (top || holdsAny(text, titleWords) || strings.Contains(text, ":")):
		return false
	}
	return utf8.RuneCountInString(text) >= leastTold && !day && !quietLine.MatchString(text) && !doubt.Manual(text) && besideName.ReplaceAllString(text, "") != "" && !officeNames.MatchString(text)
}

// wideRow is the first row of a page that is one of a table.
func (r *reader) wideRow(p page) int {
	for _, n := range p.grid.Rows() {
		filled := 0
		for _, c := range p.grid.Row(n) {
			if strings.TrimSpace(c.Raw) != "" {
				filled++
			}
		}
		if filled >= outsideWide {
			return n
		}
	}
	return p.grid.MaxRow + 1
}

// lastRead is the last row of a page that was taken for an indicator's.
func (r *reader) lastRead(p page) int {
	last := 0
	for i := range r.ret.Rows {
		if row := &r.ret.Rows[i]; row.Sheet == p.Name {
			last = max(last, row.Row)
			for _, part := range row.Parts {
				last = max(last, part.Row)
			}
		}
	}
	if last == 0 {
		return p.grid.MaxRow
	}
	return last
}

// cutOffOfCover remarks a day up to which figures go that was altered on the cover, and another
// county beside the unit's own name.
func (r *reader) cutOffOfCover(pages []page) {
	for _, p := range pages {
		if p.Name != huibao.FrontSheet {
			continue
		}
		for _, n := range p.grid.Rows() {
			c, label := p.grid.At(n, 1), strings.TrimSpace(p.grid.At(n, 1).Raw)
			if n <= textRows && strings.HasPrefix(label, cutOffLabel) {
				if kind, text := r.outside(p, n, c); kind != "" {
					r.remark(kind, text, p.at(n, 2))
				}
			} else if text := strings.TrimSpace(p.grid.At(n, 2).Raw); n <= textRows && strings.HasPrefix(label, "填报单位") && len(text) <= maxProse && r.withOther(fold(text)) {
				r.remark(huibao.RemarkNotWhole, text, p.at(n, 2))
			}
		}
	}
}

// dayAfter is the period collected, where what a text names is a day of the month after it up to
// which figures go, no later than the returns are due; else what it names.
func (r *reader) dayAfter(text string, named huibao.Period) huibao.Period {
	want, next := r.known.Period, r.known.Period.Next()
	if r.known.Plan == nil || want.IsZero() || named.Year != next.Start().Year || named.Month != next.Start().Month || len(text) > maxPeriodText {
		return named
	}
	due := r.known.Plan.Day(want).Deadline
	plain := plainPeriods(text)
	for _, at := range untilDay.FindAllStringIndex(plain, maxMoments) {
		list := momentsOf(plain[at[1]:], named.Year)
		if len(list) == 0 || list[0].start > 0 || !list[0].day || list[0].period != named {
			continue
		}
		end := at[1] + list[0].end
		day, _, ok := ReadDate(plain[at[1]:end], named.Year)
		if rest := periodOf(plain[:at[0]]+"，"+plain[end:], named.Year); ok && day.Cmp(due) <= 0 && (rest.IsZero() || rest == (huibao.Period{Year: want.Year, Month: want.Month})) {
			return want
		}
	}
	return named
}
