package importer

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/quote"
)

// Tables of several months may stand above each other on one page, each under a line that says
// which it is of.

// section is what stands under such a line, down to its last figures: what is written under them may
// be of all that stands above.
type section struct {
	row    int // of the line
	last   int
	line   string
	period huibao.Period
}

// Bounds of the lines by which a page is held to be so parted, and of those looked at: one with more
// is no such page.
const (
	mostSections = 60
	mostLines    = 5000
)

// ofMonth leaves out of a page the sections of other months, where one is of the period that is
// collected, and tells which those are.
func (r *reader) ofMonth(p page) (page, []string) {
	want := r.known.Period
	if r.ret.Stamp != nil || p.Name == huibao.FrontSheet {
		return p, nil
	}
	list := r.sections(p)
	own, others := false, map[int]bool{}
	var told []string
	for _, x := range list {
		if x.period.Year == want.Year && x.period.Month == want.Month {
			own = true
		} else {
			others[x.row] = true
			told = append(told, "“"+p.Name+"”第 "+strconv.Itoa(x.row)+" 行起的"+quote.Text(x.line))
		}
	}
	if !own || len(others) == 0 {
		return p, nil
	}
	p.grid = p.grid.Without(func(row int) bool {
		return slices.ContainsFunc(list, func(x section) bool { return others[x.row] && x.row <= row && row <= x.last })
	})
	return p, told
}

// sections are those of a page, if there are two or more: each line stands alone in its row, over
// headings of its own, or all under the same ones.
func (r *reader) sections(p page) []section {
	var list []section
	headed, looked := false, 0 // headed before the first of them
	rows := p.grid.Rows()
	for i, n := range rows {
		texts := textsOf(p, n)
		if len(list) == 0 && len(texts) > 1 && textRow(p, n) {
			headed = true
		}
		if len(texts) == 0 || len(texts) > 2 || len(p.grid.Row(n)) > len(texts) || len(texts) == 2 && !quietLine.MatchString(strings.TrimSpace(texts[1].Raw)) {
			continue
		}
		line := strings.TrimSpace(texts[0].Raw)
		if utf8.RuneCountInString(line) > maxTitle {
			continue
		}
		if looked++; looked > mostLines || len(list) >= mostSections {
			return nil
		}
		month := r.periodIn(fold(line))
		if month.IsZero() || holdsAny(line, notTitles) || untilDay.MatchString(plainPeriods(line)) && ofFigures.MatchString(plainPeriods(line)) {
			continue
		}
		own := false
		for _, below := range rows[i+1 : min(i+4, len(rows))] {
			own = own || len(textsOf(p, below)) > 1 && textRow(p, below)
		}
		if own || headed && besideName.ReplaceAllString(plainPeriods(line), "") == "" {
			list = append(list, section{n, 0, line, month})
		}
	}
	for i := range list {
		list[i].last = list[i].lastFigures(p, list)
	}
	list = slices.DeleteFunc(list, func(x section) bool { return x.last == 0 })
	if len(list) < 2 {
		return nil
	}
	return list
}

// lastFigures is the last row of figures under a section's line, before the next one; 0 for none.
func (x section) lastFigures(p page, all []section) int {
	end, last := p.grid.MaxRow+1, 0
	for _, next := range all {
		if next.row > x.row {
			end = min(end, next.row)
		}
	}
	for _, n := range p.grid.Rows() {
		if n > x.row && n < end && !wordsOnly(p, n) {
			last = n
		}
	}
	return last
}
