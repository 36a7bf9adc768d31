package doubt

import (
	"strconv"

	"huibao/internal/regexp"
)

// A line outside a table may call its figures something else than the form asks for, in one way: what they are, that
// they are it (为, 是, 填的是, 系, 按), and of which time, how counted, how certain or in what measure.
const (
	areIt   = `(?:的)?(?:均|都|全部|全|一律|暂|实际|其实)?(?:填[报写]?的?是?|[报写]的是?|为|是|系|指|按)(?:的是)?`
	isPlan  = `(?:年度?|全年)?(?:计划|预计|目标|任务|估计|预估|暂估|预算)(?:完成)?`
	endsIt  = `(?:$|[,。;:)])`
	ofSince = `(?:(?:20\d\d年)?(?:1月?份?|年初|元月)[-—–~～至到]+(?:\d{1,2}月份?|今|目前|本期末?|本月末?)|上半年|年初以来|(?:本|今|当|全)年|截[至止到][^,。;]{1,8}?)`
)

var (
	// thisIsAll calls this period's figures those of all of the year so far.
	thisIsAll = regexp.MustCompile(`(?:本[期月]|当[期月])(?:新增|实际)?(?:完成)?` + figures + `?(?:一?[栏列])?` + areIt +
		`(?:的)?(?:` + ofSince + `的?(?:累计|合计)?|累计|合计)(?:完成)?` + figures + `?` + endsIt)
	// arePlans calls figures what is planned or expected.
	arePlans = regexp.MustCompile(`(?:以上|上述|本表|表中|表内|所有|全部|完成|填报|实发|累计|[分母]|人[数月]|` + figures + `)(?:数据|数字|数值|数)?` +
		`(?:均|都|全部|全|一律|暂)*(?:(?:填的是|填的|为|是|系)` + isPlan + figures + `?|按` + isPlan + `(?:` + figures + `|填报?|上?报|统?计|算))` + endsIt)
	// sheetUntil names the month, the quarter or the half up to which one of the form's tables goes, or all above or below.
	sheetUntil = regexp.MustCompile(`(?:^|[,。;:])(?:[^,。;:\d]{0,6}表(?:中)?|以[上下]|上述|下列)(?:的)?` + figures + `?(?:均|都|仍|暂)?(?:填的?)?(?:为|是|系)(?:20\d\d年)?(?:(?:1月?份?[-—–~～至到]+)?(1[0-2]|0?[1-9])月(?:份|底|末)?|第?(一|1|二|2|三|3|四|4)季度?|(上半年))(?:的)?(?:累计)?` + figures + `?` + endsIt)
	// scaledUnit says in which measure, of thousands or more, figures are.
	scaledUnit = regexp.MustCompile(`(?:^|[^报送任办头承主责])单位(?:均|都)?[:为是系]+([万千百亿]\p{Han}{1,3})(?:$|[^\p{Han}])`)
	// yetToSettle waits for somebody to settle figures.
	yetToSettle = regexp.MustCompile(figures + `(?:还|尚|仍)?(?:待[^,。;已均都]|等[^,。;已均都经由])[^,。;已均都]{0,7}(?:核[定实准]|审[定核批]|确认|批复)(?:$|[,。;)])`)
)

// CallsOther reports whether a text outside a table, folded and without blanks, calls figures cumulatives that are the
// period's own, plans, or such that somebody has yet to settle.
func CallsOther(text string) bool {
	return thisIsAll.MatchString(text) || arePlans.MatchString(text) || yetToSettle.MatchString(text)
}

// SheetUntil is the month up to which such a text says that a table's figures go; 0 where it says none.
func SheetUntil(text string) int {
	g := sheetUntil.FindStringSubmatch(text)
	if g == nil {
		return 0
	}
	if g[3] != "" {
		return 6
	}
	if g[2] != "" {
		return 3 * quarterOf[g[2]]
	}
	month, _ := strconv.Atoi(g[1]) // one or two digits
	return month
}

var quarterOf = map[string]int{"一": 1, "1": 1, "二": 2, "2": 2, "三": 3, "3": 3, "四": 4, "4": 4}

// ScaledUnit is what such a text names as the unit where it begins with a large number, a measure (万元) or a place (万源市); "" where it names none.
func ScaledUnit(text string) string {
	g := scaledUnit.FindStringSubmatch(text)
	if g == nil {
		return ""
	}
	return g[1]
}
