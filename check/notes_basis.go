package check

import (
	"strconv"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/regexp"
)

var (
	// countedByBoth is what two bodies have counted, ofOldList a figure by a list or a rate of an earlier time.
	countedByBoth = regexp.MustCompile(`(?:两家|双方|两边|两地|两个(?:单位|部门|县|局)|对方|各自)[^,不未没]{0,4}(?:都|均|也|各)[^,不未没]{0,3}(?:统计|上报|报了|计了|算了|列了|登记|[报计填算]$)`)
	ofOldList     = regexp.MustCompile(`(?:按照?|照|用|依|以)(?:的是)?[^,]{0,2}(?:[去上前]年|上[季期月]|往年)[^,计]{0,8}(?:折|推|匡|换)(?:算|计)?的?$|(?:用|取|沿用|采用)的?是?(?:上[季期月个]度?|[去上前]年度?|往年|旧|老)的?[^,]{0,6}(?:名[册单]|底册|台账|花名册|报表|清单)$`)
	// onlySome says that a part of all is done, besideKind that some are of another kind than the row's words.
	onlySome   = regexp.MustCompile(`^[☑■√✓☒]?\s*部分(?:已经?)?(?:通过)?(?:验收|完工|竣工|完成|核[实对]|发放|到位)$`)
	besideKind = regexp.MustCompile(`(?:其中|含|有)?[^,]{0,4}·(?:范围|对象)?(?:以外|之外)的[^,]{0,4}(?:占|有|约)`)
	// beforeDay is the day before which those were done that are counted, behindIt what came after them.
	beforeDay = regexp.MustCompile(`(?:为|是|系|只到|统计到|算到|止于)(\d{1,2})月(\d{1,2})[日号](?:(?:以|之)?前|止)?[^,]{0,4}(?:审批|办理|完成|登记|上报|统计|录入|验收|发放)?的?(?:数据?|人数)?$`)
	behindIt  = regexp.MustCompile(`^(?:后面|之后|后来|后续)的?(?:都|均|还|就)*(?:没有?|未|不)(?:来得及|在)?(?:算|计|统计|录|报|汇总|内)`)
	baseLess  = regexp.MustCompile(`(?:没有?|未)(?:再)?(?:包?含|包括|计入?|算入?)`)
	// ticked is a choice that was made, unticked one that was not.
	ticked   = regexp.MustCompile(`[☑■√✓✔☒]`)
	unticked = regexp.MustCompile(`[□☐○]\s*[^□☐○☑■√✓✔☒\s,，。;；]{1,12}`)
)

// chosen is a note without the choices that its writer left open, where another was made.
func chosen(note string) string {
	if !ticked.MatchString(note) {
		return note
	}
	return unticked.ReplaceAllString(note, "")
}

// earlyEnd reports whether a clause lets the figure end on a day before the cut-off, and says so alone or with what came
// after it.
func (n rowNote) earlyEnd(text string, before []doubt.Clause) bool {
	if behindIt.MatchString(text) {
		return len(before) > 0 && n.endsEarly(before[len(before)-1].Text)
	}
	return n.endsEarly(text)
}

func (n rowNote) endsEarly(text string) bool {
	g := beforeDay.FindStringSubmatch(text)
	cut := n.s.Form.Day.CutOff
	if g == nil || cut.Year != n.s.Form.Period.Year {
		return false
	}
	month, _ := strconv.Atoi(g[1]) // one or two digits
	day, _ := strconv.Atoi(g[2])
	if numbers, _ := n.numbers(text); len(numbers) > 0 && !anyFigure(n.p.r, numbers[0].value) {
		return false
	}
	return month == cut.Month && day+doubt.EarlyDays < cut.Day && (beforeDayOnly.MatchString(text) || ofFigures.MatchString(text))
}

// beforeDayOnly is a day up to which something goes, ofFigures a clause about figures.
var (
	beforeDayOnly = regexp.MustCompile(`[日号](?:以|之)?前|[日号]止|只到|统计到|算到|止于`)
	ofFigures     = regexp.MustCompile(`^(?:[本此该]?[表行]?的?)?(?:数据?|[人户]数|数字|统计)`)
)

// baseLacks reports whether a clause says of a rate's base that it lacks so many.
func (n rowNote) baseLacks(text string) bool {
	if n.p.Kind != huibao.KindRate || !baseLess.MatchString(text) {
		return false
	}
	numbers, _ := n.numbers(text)
	return len(numbers) == 2 && n.isBase(numbers[0].value) && !anyFigure(n.p.r, numbers[1].value)
}
