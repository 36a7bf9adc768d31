package claim

import (
	"strings"

	"huibao/internal/regexp"
)

const verbs = `全[县市区]|[本我][县市区]|已经?|实际|完成|新增|发放|支出|支付|兑付|实发|验收|竣工|完工|了|的|数|为|达到?|是|向|给|有|:`

var (
	// piece is one of the words by which it is told of what time a number is.
	piece = regexp.MustCompile(`^(?:截[至止到](?:20\d\d年)?(\d{1,2})月(?:份|底|末|\d{1,2}[日号])?|1月?[-—–~至到](\d{1,2})月份?|(\d{1,2})月[底末]|(\d{1,2})月份?` +
		`|(截[至止]目前|目前|至今|现)|((?:今年|年初|自年初)以来|今年|本年度?|全年累计)|(累计)|(合计|共计|总计|总共|共)|(本[月期]|当月)|(上个?[月期])|(` + verbs + `))`)
	ofTarget = regexp.MustCompile(`^(?:占|完成|达到?)?了?(?:全年|年度|年|本年度?|总|目标)*(?:任务|目标)(?:任务|总?[数量])?的?(?:比例|完成率)?(?:为|达到?|的)?$`)
	allDone  = regexp.MustCompile(`^(?:任务|年度|全年|目标|累计|总)*完成率(?:为|达到?|是)?$`)
	// bareShare is before a percentage of what its sentence names as the target.
	bareShare = regexp.MustCompile(`^(?:占|占比|完成|已完成)$`)
	// ofWhich is before the number of the target that a percentage behind it is of: 占年度目标3000人的41.5%.
	ofWhich   = regexp.MustCompile(`(?:占|完成)(?:了|全年|年度|年|总)*(?:目标|任务|计划)(?:任务|数)?$`)
	theTarget = regexp.MustCompile(`(?:^|,)(?:全年|年度|年|总)?(?:目标|任务|计划)(?:任务|数)?(?:为|是)?\d`)
	// ofAll is behind the measure of a number that is of all there are: 12户均已验收.
	ofAll    = regexp.MustCompile(`^(?:均|都|全部)`)
	ofParts  = regexp.MustCompile(`序时|当月|本月|阶段|上半年|季度|投资|资金`)
	rest     = regexp.MustCompile(`^(?:目前|尚|还|仍|现)*(?:剩余|剩下?|尚余|余下|缺口|还差|尚缺|还剩)(?:任务)?(?:为|的)?$`)
	change   = regexp.MustCompile(`^(增加|增长|上升|提高|多|减少|下降|降低|少|回落)(?:了|完成|办理|新增|检查|筛查)*$`)
	against  = regexp.MustCompile(`^(?:比|较|与)(?:(\d{1,2})月份?|上个?[月期])$`)
	changed  = regexp.MustCompile(`^(?:(?:比|较|与)(?:(\d{1,2})月份?|上个?[月期])(?:相比)?|环比)(?:的|完成|新增)*(增加|增长|上升|提高|多|减少|下降|降低|少|回落)了?[^退撤未没参来去出,]{0,2}$`)
	people   = regexp.MustCompile(`(?:领金|领取|享受|在册|在保|保障|对象|待遇)*人数(?:为|是|达)?$`)
	document = regexp.MustCompile(`〔20\d\d〕\d+号文?件?(?:核定|认定|确认|审定|验收)(.*)$`)
	// behindIt is behind a number that is not of a part, nor of another thing.
	behindIt = regexp.MustCompile(`^(?:$|[均都全已较比占,。)的])`)
)

// times are what the words before a number say of its time.
type times struct {
	until, month                       int
	now, year, sofar, total, own, last bool
	left                               string // words that say something else
}

func timesOf(words string) (t times) {
	t.left = words
	for t.left != "" {
		g := piece.FindStringSubmatch(t.left)
		if g == nil {
			return t
		}
		t.left = t.left[len(g[0]):]
		for i := 1; i <= 3; i++ {
			if g[i] != "" {
				t.until = monthOf(g[i])
			}
		}
		if g[4] != "" {
			t.month = monthOf(g[4])
		}
		t.year = t.year || g[2] != "" || g[6] != ""
		t.now, t.sofar, t.total = t.now || g[5] != "", t.sofar || g[7] != "", t.total || g[8] != ""
		t.own, t.last = t.own || g[9] != "", t.last || g[10] != ""
	}
	return t
}

// read tells of what a number is by its words.
func (c *Claim) read(own string) {
	before := strings.TrimSpace(c.Before)
	percent := strings.HasPrefix(c.Words, "%")
	switch g := changed.FindStringSubmatch(before); {
	case g != nil:
		c.Kind, c.Month, c.Less = Change, monthOf(g[1]), less(g[2])
		return
	case rest.MatchString(before):
		c.Kind = Remainder
		return
	}
	if g := document.FindStringSubmatch(before); g != nil && timesOf(without(g[1], own)).left == "" && c.ends(own) {
		c.Kind = Document
		return
	}
	t := timesOf(before)
	if percent && (ofTarget.MatchString(t.left) || allDone.MatchString(before)) && !ofParts.MatchString(c.Clause) && t.until+t.month == 0 {
		c.Kind = OfTarget
		return
	}
	t = timesOf(without(before, own))
	if t.left != "" && !(people.MatchString(t.left) && timesOf(people.ReplaceAllString(t.left, "")).left == "") {
		return
	}
	switch {
	case percent:
		if strings.HasSuffix(strings.TrimRight(before, "为是达到:"), "率") {
			c.Kind, c.Month = Rate, max(t.until, t.month)
		}
	case people.MatchString(before):
		c.Kind, c.Month = People, max(t.until, t.month)
	case !c.ends(own):
	case t == (times{}) && c.Depth == 0 && before == "" && ofAll.MatchString(measureOf.ReplaceAllString(c.Words, "")):
		c.Kind = Month
	default:
		c.Kind, c.Month = t.kind()
	}
}

func (t times) kind() (Kind, int) {
	switch {
	case t.last:
		return LastMonth, 0
	case t.sofar || t.year:
		return Cumulative, max(t.until, t.month)
	case t.month > 0:
		return Month, t.month
	case t.own:
		return Month, 0
	case t.total && !t.now && t.until == 0:
		return Total, 0
	}
	return Other, 0
}

// measureOf is the words of a measure, roughly: those up to what ends a number.
var measureOf = regexp.MustCompile(`^[万亿千百]?(?:台次|人次|场次|户次|件次|人月|公里|千米|平方米|平方公里|米|元|人|名|户|个|所|处|座|家|场|台|辆|套|间|件|例|份|次|项|支|对|班|条|亩|吨|床|宗|村|岗|%)`)

// ends reports whether what is behind the measure leaves the number the row's own.
func (c *Claim) ends(own string) bool {
	behind := without(measureOf.ReplaceAllString(c.Words, ""), own)
	return behindIt.MatchString(timesOf(behind).left)
}

func less(word string) bool { return strings.ContainsAny(word, "少降落") }
