package importer

import (
	"path"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// ofNamedRows reports whether a text under a table of ours is of rows that it names, and says
// nothing of others: what it says stands with those rows' notes.
func (r *reader) ofNamedRows(p page, under bool, cells []sheet.Cell, c sheet.Cell) bool {
	if !under || !r.issuedOn(p) {
		return false
	}
	if row := r.rowOfCode(cells[0]); row != nil && len(cells) == 2 {
		if c.Col != cells[0].Col {
			r.noteOf(row, c.Raw)
		}
		return true
	}
	if named, rest := r.rowsNamed(strings.TrimSpace(fold(c.Raw))); named == nil || rest == "" {
		return false
	}
	doubted := false
	for _, piece := range r.saidOfRows(c.Raw) {
		doubted = doubted || doubt.OfTable(r.withoutOthers(strings.Join(strings.Fields(piece), "")), r.ofCounty())
	}
	return !doubted
}

// issuedOn reports whether a page holds a table that we issued, of which rows were read.
func (r *reader) issuedOn(p page) bool {
	for i := range r.ret.Rows {
		if row := &r.ret.Rows[i]; row.Sheet == p.Name && !row.ByName {
			return true
		}
	}
	return false
}

// drafts remarks what the names of the file and of the tabs that were read say of all their figures.
func (r *reader) drafts(pages []page) {
	if name := strings.TrimSuffix(path.Base(r.file.Path), path.Ext(r.file.Path)); doubt.Draft(fold(name)) {
		r.remark(huibao.RemarkNotWhole, name, huibao.Place{})
	}
	for _, p := range pages {
		read := slices.ContainsFunc(r.ret.Rows, func(row huibao.ReturnRow) bool { return row.Sheet == p.Name })
		switch {
		case !read:
		case doubt.DraftTab(fold(p.Name)):
			r.remark(huibao.RemarkNotWhole, p.Name, huibao.Place{Sheet: p.Name})
		default:
			if until := r.tabUntil(p); !until.IsZero() {
				r.remark(huibao.RemarkUntil, p.Name+"\n"+until.String(), huibao.Place{Sheet: p.Name})
			}
		}
	}
}

// tabMonth is a month in a tab's name (计数5月, 1-5月, 2023年6月).
var tabMonth = regexp.MustCompile(`(?:(20\d\d)[年.])?(1[0-2]|0?[1-9])月(?:份|底|末|报)?(?:$|[^\d\p{Han}]|计|比|标|关|事|数|报)`)

// tabUntil is the month before the period that the name of a tab of ours says that it is of, where it is
// not that of the form that was filled in again, and no other tab has the same rows.
func (r *reader) tabUntil(p page) huibao.Period {
	want, f := r.ret.Period, r.ret.Stamp
	list := tabMonth.FindAllStringSubmatch(strings.Join(strings.Fields(fold(p.Name)), ""), -1)
	if want.IsZero() || want.Quarter || f == nil || len(list) == 0 || len(r.twoRows) > 0 || !r.issuedOn(p) {
		return huibao.Period{}
	}
	last := list[len(list)-1]
	until := huibao.Period{Year: want.Year, Month: atoi(last[2])}
	if last[1] != "" {
		until.Year = atoi(last[1])
	}
	if !until.Before(want) || until == f.Period {
		return huibao.Period{}
	}
	return until
}

// cutOff is the day up to which the figures of the return's period go, the earlier of the plan's and
// of the one that was printed; zero where that is not known.
func (r *reader) cutOff() (day huibao.Date) {
	p := r.ret.Period
	if p.IsZero() {
		p = r.known.Period
	}
	if r.known.Plan != nil && !p.IsZero() {
		day = r.known.Plan.Day(p).CutOff
	}
	if f := r.ret.Stamp; f != nil && (p.IsZero() || f.Period == p) && (day.IsZero() || f.Day.CutOff.Before(day)) {
		day = f.Day.CutOff
	}
	return day
}

// beforeCutOff reports whether a text says that the figures go up to a day of the month of the
// cut-off that is before it (数据截至6月10日). What we printed of it ourselves is none of the unit's words.
func (r *reader) beforeCutOff(text string) bool {
	return !r.cutOff().IsZero() && strings.Contains(text, "截") && holdsAny(text, figureWords) && r.endsBeforeCutOff(text)
}

// endsBeforeCutOff reports whether a text names a day as an end (截至6月10日) that is before the cut-off.
func (r *reader) endsBeforeCutOff(text string) bool {
	cut := r.cutOff()
	printed, f := strings.Contains(text, cutOffLabel+":"), r.ret.Stamp
	text = plainPeriods(text)
	for _, at := range untilDay.FindAllStringIndex(text, maxMoments) {
		rest := shortDay.ReplaceAllString(text[at[1]:], "${1}月${2}日")
		list := momentsOf(rest[:min(len(rest), maxPeriodText)], r.year())
		if len(list) == 0 || list[0].start > 0 || !list[0].day {
			continue
		}
		day, _, ok := ReadDate(rest[:list[0].end], r.year())
		if printed && (f == nil || day == f.Day.CutOff || f.Period != r.ret.Period && day.Day == f.Day.CutOff.Day) {
			continue // also of last month's form, whose month alone was changed
		}
		if ok && day.Year == cut.Year && day.Month == cut.Month && day.Day+doubt.EarlyDays < cut.Day {
			return true
		}
	}
	return false
}

// withOther reports whether a text says that a county's figures hold another's (含乙县).
func (r *reader) withOther(text string) bool {
	if !r.ofCounty() || r.known.Plan == nil || !holdsAny(text, holds) {
		return false
	}
	for i := range r.known.Plan.Units {
		u := &r.known.Plan.Units[i]
		if !u.IsArea() || u.Code == r.ret.Unit {
			continue
		}
		for _, word := range holds {
			if before, _, is := strings.Cut(text, word+u.Name); is && !strings.HasSuffix(before, "不") && !strings.HasSuffix(before, "未") {
				return true
			}
		}
	}
	return false
}

// holds are words for what figures have in them.
var holds = []string{"含", "包括", "包含", "含有", "加上", "代报"}

// otherCounties leaves out counties, without a plan by their endings; partOfCounty is in what is a part
// of one.
var (
	otherCounties = regexp.MustCompile(`(?:不含|不包[括含])\p{Han}{1,3}县(?:[、和及与]\p{Han}{1,4}[县区])*(?:的?数据?)?(?:$|[,。;)])`)
	partOfCounty  = regexp.MustCompile(`开发区|高新|园区|新区|城区|社区|小区|示范|移民|景区|矿区|[乡镇村]`)
)

// withoutOthers is a text of a county's return without what it says to leave out of other counties,
// which it rightly does (不含中宁县、沙坡头区).
func (r *reader) withoutOthers(text string) string {
	if !r.ofCounty() || !strings.Contains(text, "不含") && !strings.Contains(text, "不包") {
		return text
	}
	if r.known.Plan == nil {
		return otherCounties.ReplaceAllStringFunc(text, func(said string) string {
			if strings.Contains(said, strings.TrimRight(r.ret.Stamp.Unit.Name, "县市区旗")) || partOfCounty.MatchString(said) {
				return said
			}
			return ""
		})
	}
	if r.elsewhere == nil {
		var names []string
		for i := range r.known.Plan.Units {
			if u := &r.known.Plan.Units[i]; u.IsArea() && u.Code != r.ret.Unit {
				names = append(names, regexp.QuoteMeta(u.Name))
			}
		}
		if len(names) == 0 {
			return text
		}
		one := `(?:` + strings.Join(names, "|") + `)`
		r.elsewhere = regexp.MustCompile(`(?:不含|不包[括含])` + one + `(?:[、和及与]` + one + `)*(?:的?数据?)?($|[,。;)])`)
	}
	return r.elsewhere.ReplaceAllString(text, "$1")
}
