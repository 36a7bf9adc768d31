package check

import (
	"strconv"
	"strings"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/regexp"
)

var (
	// drawnOn is a day on which the figures were drawn from where they are kept.
	drawnOn = regexp.MustCompile(`(?:取自|来自|源自|采用|[用填]的是|[为系按])(?:20\d\d年)?(\d{1,2})月(?:(\d{1,2})[日号])?[^,。;\d]{0,4}?(?:导出|统计|汇总|上报|提取|生成|查询)的?[^,。;\d]{0,8}(?:数据?|名单|名册|台账|报表)?$`)
	// byMonth fills some in with another month's figures.
	byMonth = regexp.MustCompile(`(?:按照?|用|以|照)(\d{1,2})月份?的?(?:完成|实际|上报)?(?:数据?|数字)(?:填[列报]?|上?报|列|代替?|计|估)`)
	// byPlan spreads the target over the months.
	byPlan = regexp.MustCompile(`(?:目标|任务|计划)[^,。;月]{0,10}(?:平均|均摊|平摊|分摊|除以|均分)[^,。;]{0,4}(?:12个?月|各月|每个?月|月份)`)
	// longDone is a thing that was done in an earlier year, ofOld what is said of such that is none of the figure.
	longDone = regexp.MustCompile(`(20\d\d)年(?:\d{1,2}月(?:份|底|\d{1,2}[日号])?)?(?:已|就|正式|由[^,。;]{1,10})*(?:通过|完成)?(?:竣工|完工|交工|现场)?(?:验收|竣工|完工|投用|投入使用|命名|挂牌|认定|建成)(?:合格|并(?:投用|投入使用|挂牌|启用|运营)|投用|投入使用)*$`)
	ofOld    = regexp.MustCompile(`原|旧|老|[一二三]期|上一|首批|此前|之前|其[余他它]|结转|续建|改扩?建|扩建|提升|复[查核验]|设备|仪器|标准`)
	// carriedOn is in a note of what was begun before and goes on.
	carriedOn = regexp.MustCompile(`结转|续建|跨年|复[查核验]`)
	// inMonth is a clause of so many that were counted before.
	inMonth = regexp.MustCompile(`(?:已|就)?(?:列|计|纳|统计|报)(?:入|在|进)?了?(?:上个?[月期]|(\d{1,2})月份?)(?:的?(?:完成)?数)?[中内里]?(?:了|过)?$`)
	// leftOutYet is what a rate's base lacks for now.
	leftOutYet = regexp.MustCompile(`暂(?:时)?未?(?:没有?|不)?(?:列|计|纳|算)(?:入|进|在)?分母`)
)

// otherTime is the clause by which a figure, or some of it, is of another time than the period, or was counted in it before.
func (n rowNote) otherTime(list []doubt.Clause) string {
	if n.p.Kind == huibao.KindMilestone {
		return ""
	}
	for i, c := range list {
		if n.drawnBefore(c.Text) || n.byMonth(c.Text) || n.p.Kind == huibao.KindCount && byPlan.MatchString(c.Text) || n.p.Kind == huibao.KindRate && leftOutYet.MatchString(c.Text) {
			return c.Text
		}
		if n.p.Kind == huibao.KindCount && n.wholly() && (n.longDone(c, list) || n.inMonth(c, list[i+1:])) {
			return c.Text
		}
	}
	return ""
}

// drawnBefore reports whether figures were drawn on a day that is earlier than the cut-off.
func (n rowNote) drawnBefore(text string) bool {
	g := drawnOn.FindStringSubmatch(text)
	if g == nil || ofMoney.MatchString(n.unowned(text)) {
		return false
	}
	month, _ := strconv.Atoi(g[1]) // one or two digits
	day, _ := strconv.Atoi(g[2])
	cut := n.s.Form.Day.CutOff
	return cut.Year == n.s.Form.Period.Year && month > 0 && (month < cut.Month && month < n.s.Form.Period.Month || month == cut.Month && day > 0 && day+doubt.EarlyDays < cut.Day)
}

func (n rowNote) byMonth(text string) bool {
	g := byMonth.FindStringSubmatch(text)
	return g != nil && !n.ofPeriodText(g[1])
}

func (n rowNote) ofPeriodText(month string) bool {
	m, _ := strconv.Atoi(month) // one or two digits
	return m == n.s.Form.Period.Month
}

func (n rowNote) beforePeriod(month string) bool {
	m, _ := strconv.Atoi(month) // one or two digits
	return m > 0 && m < n.s.Form.Period.Month
}

// longDone reports whether the one thing that a count has was done in an earlier year.
func (n rowNote) longDone(c doubt.Clause, list []doubt.Clause) bool {
	g := longDone.FindStringSubmatch(c.Text)
	if g == nil || c.Elsof || ofOld.MatchString(n.unowned(c.Text)) {
		return false
	}
	year, _ := strconv.Atoi(g[1])
	for _, other := range list {
		if strings.Contains(other.Text, strconv.Itoa(n.s.Form.Period.Year)+"年") || carriedOn.MatchString(other.Text) {
			return false
		}
	}
	return year < n.s.Form.Period.Year
}

// inMonth reports whether some of the figure were counted in a month before; what is behind may say that they are not again.
func (n rowNote) inMonth(c doubt.Clause, behind []doubt.Clause) bool {
	g := inMonth.FindStringSubmatch(c.Text)
	numbers, _ := n.numbers(c.Text)
	if g == nil || len(numbers) == 0 || numbers[0].bare || g[1] != "" && !n.beforePeriod(g[1]) || n.beyond(numbers[0].value) || ofElse.MatchString(n.unowned(numbers[0].before)) && !strings.HasPrefix(c.Text, "其中") && !strings.Contains(numbers[0].before, "标段") {
		return false
	}
	this, known := n.p.r.Quantity(huibao.FieldThis).Decimal()
	for _, b := range append([]doubt.Clause{c}, behind...) {
		if notAgain.MatchString(b.Text) {
			return false
		}
	}
	return known && numbers[0].value.LessThanOrEqual(this)
}

var notAgain = regexp.MustCompile(`(?:不|未)(?:再|重复|予|在)|核减|剔除|扣除|更正|另|补[报录]|本月(?:不|未|没)`)
