package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// claimByText reads unit and period out of the labels at the head of each sheet and out
// of its title; where no label gives them, out of the titles further down, and a period
// out of the text of any sheet.
func (r *reader) claimByText(pages []page) {
	var list []huibao.Claim
	var tables []page
	for _, p := range pages {
		if p.isOurs() || p.State == sheet.VeryHidden {
			continue
		}
		tables = append(tables, p)
		var c huibao.Claim
		r.readLabels(&c, p)
		list = said(list, c, p.Name)
	}
	unit, period := found(list)
	if unit && period {
		labels := len(list)
		for _, p := range tables {
			var c huibao.Claim
			if r.readTitles(&c, p, topRows); !agrees(list[:labels], c) {
				list = said(list, c, p.Name)
			}
		}
	} else {
		var c huibao.Claim
		for _, p := range tables {
			r.readTitles(&c, p, textRows)
		}
		if unit {
			c.Unit, c.UnitText = "", ""
		}
		if period {
			c.Period = huibao.Period{}
		}
		list = said(list, c, "")
		_, period = found(list)
	}
	if !period && r.known.Period.IsZero() {
		list = said(list, huibao.Claim{Period: r.spanAnywhere(tables)}, "")
	}
	r.ret.Claims = append(r.ret.Claims, list...)
}

// topRows is how many rows of a sheet, of which the labels are known, may hold its title.
const topRows = 2

// found reports whether unit and period are among the claims.
func found(list []huibao.Claim) (unit, period bool) {
	for _, c := range list {
		unit = unit || c.Unit != "" || c.UnitText != ""
		period = period || !c.Period.IsZero()
	}
	return unit, period
}

// said adds what a sheet says to what sheets before it say.
func said(list []huibao.Claim, c huibao.Claim, on string) []huibao.Claim {
	if c.Unit == "" && c.UnitText == "" && c.Period.IsZero() {
		return list
	}
	for i := range list {
		if x := &list[i]; x.Unit == c.Unit && x.Period == c.Period && (c.Unit != "" || x.UnitText == c.UnitText) {
			x.Sheets = append(x.Sheets, on)
			return list
		}
	}
	c.By = "text"
	if on != "" {
		c.Sheets = []string{on}
	}
	return append(list, c)
}

// agrees reports whether one of the claims says what a title does.
func agrees(list []huibao.Claim, title huibao.Claim) bool {
	return slices.ContainsFunc(list, func(c huibao.Claim) bool {
		return (title.Unit == "" || title.Unit == c.Unit) && (title.Period.IsZero() || title.Period == c.Period)
	})
}

// readLabels reads the labels at the head of a page.
func (r *reader) readLabels(c *huibao.Claim, p page) {
	for _, n := range p.grid.Rows() {
		if n > textRows {
			break
		}
		for _, cell := range p.grid.Row(n) {
			if cell.Type == sheet.Text {
				r.readClaim(c, p, n, cell)
			}
		}
	}
}

// senderLabels stand before who hands a table in.
var senderLabels = []string{"填报单位", "报送单位", "单位名称", "填报部门"}

// readClaim reads one text: "填报单位：海原县　报告期：2024年6月", or a label with the
// value in the next cell.
func (r *reader) readClaim(c *huibao.Claim, p page, row int, cell sheet.Cell) {
	text := fold(cell.Raw)
	beside := p.grid.At(row, cell.Col+1)
	next := fold(beside.Raw)
	if after, ok := afterLabel(text, next, senderLabels...); ok && c.UnitText == "" {
		c.UnitText = after
		c.Unit = r.unitOf(after)
	}
	if after, ok := afterLabel(text, next, "报告期", "填报期", "报送期"); ok && c.Period.IsZero() {
		c.Period = r.periodIn(after)
		if y, m, _, isDay := sheet.SerialDate(beside.Raw, r.book.Date1904); beside.Type == sheet.Number && after == next && isDay && y >= 2000 && y < 2100 {
			c.Period = r.fit(huibao.Period{Year: y, Month: m}) // 2024-06, of which Excel made a day
		}
	}
}

func afterLabel(text, next string, labels ...string) (string, bool) {
	for _, l := range labels {
		i := strings.Index(text, l)
		if i < 0 {
			continue
		}
		rest := strings.TrimLeft(text[i+len(l):], " :　")
		if rest == "" {
			rest = next
		}
		if cut := strings.IndexAny(rest, " \n\t　"); cut > 0 {
			rest = rest[:cut]
		}
		return strings.TrimSpace(rest), rest != ""
	}
	return "", false
}

// titleWords are in the title of a table of progress.
var titleWords = []string{"完成情况", "进展", "进度", "统计", "报表", "汇总", "汇报", "一览", "台账", "情况表", "明细",
	"月报", "季报", "快报", "填报", "推进", "落实", "实事", "民生"}

// notTitles are in texts whose month is that of filing, and in labels.
var notTitles = []string{"时间", "日期", "联系", "填报单位", "报送单位", "报告期", "填报期"}

// maxTitle bounds a title, in runes.
const maxTitle = 60

// readTitles reads the first unit and the first period out of the titles in the first
// rows of a page (海原县民生实事1—8月完成情况表).
func (r *reader) readTitles(c *huibao.Claim, p page, rows int) {
	for _, n := range p.grid.Rows() {
		if n > rows {
			break
		}
		for _, cell := range p.grid.Row(n) {
			if cell.Type != sheet.Text || len(cell.Raw) > 4*maxTitle {
				continue
			}
			text := strings.Join(strings.Fields(r.ownTitle(fold(cell.Raw))), "")
			if utf8.RuneCountInString(text) > maxTitle || !holdsAny(text, titleWords) && !r.headsPage(p, n, text) || holdsAny(text, notTitles) {
				continue
			}
			if c.Period.IsZero() {
				c.Period = r.periodOfTitle(text)
			}
			if c.Unit == "" && r.known.Plan != nil {
				if c.Unit = r.known.Plan.Mentioned(text); c.Unit != "" {
					c.UnitText = r.known.Plan.UnitName(c.Unit)
				}
			}
		}
	}
}

// decided is when something beside the figures was done, of which a title may tell.
var decided = regexp.MustCompile(`[(]?20\d\d年(?:1[0-2]|0?[1-9])月(?:\d{1,2}日)?[^,。;()]{0,10}(?:票决|通过|印发|制[定发]|修订|公布|审议|部署|下达|确定)[^,。;()]{0,6}[)]?`)

// longSpans are words for a time of several months that has the period in it.
var longSpans = []string{"季度", "半年", "全年", "年度"}

// periodOfTitle is the period that a title names, but for when what it tells of was decided, and for the
// end of a time that is still going on.
func (r *reader) periodOfTitle(text string) huibao.Period {
	p, want := r.periodIn(decided.ReplaceAllString(text, "")), r.known.Period
	if !want.IsZero() && want.Before(p) && p.Year == want.Year && holdsAny(text, longSpans) {
		return huibao.Period{}
	}
	return p
}

// headsPage reports whether a text stands alone at the head of a page and is called a table, or
// begins with a unit's name.
func (r *reader) headsPage(p page, row int, text string) bool {
	if len(p.grid.Row(row)) != 1 || row != p.grid.Rows()[0] || strings.HasSuffix(text, ":") { // 市民政局： is who gets it
		return false
	}
	return strings.HasSuffix(strings.TrimRight(text, ")"), "表") || r.known.Plan == nil || r.known.Plan.Heads(text)
}

// ownTitle is a title without the plan's, in which a unit's name may stand; "" for the
// title of a table that we issued.
func (r *reader) ownTitle(text string) string {
	title := ""
	switch {
	case r.known.Plan != nil:
		title = fold(r.known.Plan.Title)
	case r.ret.Stamp != nil:
		title = fold(r.ret.Stamp.PlanTitle)
	}
	rest, ok := strings.CutPrefix(text, title)
	if !ok || title == "" {
		return text
	}
	rest = strings.TrimSpace(rest)
	for _, k := range huibao.Kinds() {
		if rest == k.Label()+"指标填报表" {
			return ""
		}
	}
	if rest == huibao.FrontSheet {
		return ""
	}
	return rest
}

// periodIn is the period that a text names, in the rhythm in which periods are collected:
// of months a quarter is its last month.
func (r *reader) periodIn(text string) huibao.Period {
	return r.fit(r.dayAfter(text, periodOf(text, r.year())))
}

func (r *reader) fit(p huibao.Period) huibao.Period {
	quarterly, known := r.known.Period.Quarter, !r.known.Period.IsZero()
	switch {
	case known:
	case r.known.Plan != nil:
		quarterly, known = r.known.Plan.Period().Quarter, true
	case r.ret.Stamp != nil:
		quarterly, known = r.ret.Stamp.Period.Quarter, true
	}
	if known && !p.IsZero() && (!quarterly || p.Month%3 == 0) {
		p.Quarter = quarterly
	}
	return p
}

// settleClaims takes unit and period from the most trusted claim that has one. A stamp is
// not believed against all that people see but for one place: last month's file, or
// another unit's, was filled in again.
func (r *reader) settleClaims() {
	skipUnit, skipPeriod := r.leftoverStamp()
	for _, c := range r.ret.Claims {
		if r.ret.Unit == "" && c.Unit != "" && r.knows(c.Unit) && !(skipUnit && isStamp(c)) {
			r.ret.Unit = c.Unit
		}
		if r.ret.Period.IsZero() && !c.Period.IsZero() && !(skipPeriod && isStamp(c)) {
			r.ret.Period = c.Period
		}
		if r.ret.PlanVersion == "" {
			r.ret.PlanVersion = c.PlanVersion
		}
	}
	if r.ret.Unit == "" {
		r.remark(huibao.RemarkNoUnit, r.nearest(), huibao.Place{})
	}
}

func isStamp(c huibao.Claim) bool { return c.By == "stamp" || c.By == "props" }

// leftoverStamp reports whether what people see of the unit, or of the period, is not what
// the stamp says.
func (r *reader) leftoverStamp() (unit, period bool) {
	stamp, units, periods := huibao.Claim{}, map[string]int{}, map[huibao.Period]int{}
	for _, c := range r.ret.Claims {
		if isStamp(c) {
			stamp = c
			continue
		}
		if n := max(len(c.Sheets), 1); c.Unit != "" && r.knows(c.Unit) {
			units[c.Unit] += n
		}
		if n := max(len(c.Sheets), 1); !c.Period.IsZero() {
			periods[c.Period] += n
		}
	}
	return onlyOther(units, stamp.Unit), onlyOther(periods, stamp.Period)
}

// onlyOther reports whether two places or more say another thing than the stamp, and at
// most one place anything else.
func onlyOther[T comparable](votes map[T]int, stamp T) bool {
	all := 0
	for _, n := range votes {
		all += n
	}
	for v, n := range votes {
		if v != stamp && n >= 2 && all-n <= 1 {
			return true
		}
	}
	return false
}
