package check

import (
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/regexp"
)

var (
	// asDone and asUndone are behind a number, or directly before it, of what is done and of what is not.
	asDone   = regexp.MustCompile(`验收|完工|竣工|完成|建成|投用|合格|交付|发放|办结|兑付`)
	asUndone = regexp.MustCompile(`在[施建]|(?:未|没有?|待|还差)[^,。;]{0,4}(?:验收|完工|竣工|完成|完|建成|投用|交付|交机|到货|发放|办结|施工|开工)|正在(?:施工|建设|修建|验收|改造|安装|实施|筹备|组织)|收尾|施工中|下[月期](?:再|才)?[完建验竣]`)
	// leftAside says that what is not done is not in the figure.
	leftAside = regexp.MustCompile(`(?:未|不|没有?)[^,。;]{0,3}(?:计|列|纳|统计|算|填|报)`)
	// inPeriod is before a number of what was done in the period, forLater in a clause of other times or of earlier stages.
	inPeriod = regexp.MustCompile(`本[月期]|当月|又|新增|新建成?`)
	sofar    = regexp.MustCompile(`已|累计|共|目前|完成|建成|竣工`)
	forLater = regexp.MustCompile(`计划|预计|拟|将|下[月期年]|下半年|未|待|没|正在|在[建施]|[上去前][月期年]|原|目标|任务|力争|争取|确保|选址|招标|设计|立项|签约|签订|开工|勘察|手续|主体|基础|封顶|前期|摸底|申[请报]|审批|方案|上报|若|如果|可`)
	endOf    = regexp.MustCompile(`^[,，。；;、（(）)\s]|^$|^(?:均|都|全部)?已|^(?:验收|完工|竣工|建成|投用)`)
)

// remainder asks about a count whose note tells it in parts of which one is not done: 8户验收，余4户在施 beside a 12.
func (n rowNote) remainder(list []doubt.Clause) string {
	if n.p.Kind != huibao.KindCount || begun.MatchString(n.p.DoneMeans) {
		return ""
	}
	total, done, undone, parts := decimal.Zero, false, "", 0
	for _, c := range list {
		if leftAside.MatchString(c.Text) {
			return ""
		}
		numbers, _ := n.numbers(spokenDigits(c.Text))
		for i, k := range numbers {
			if k.bare {
				return ""
			}
			if i == 0 && partOf.MatchString(beforeDigit(k.behind)) && anyFigure(n.p.r, k.value) { // 11户中7户: the whole
				continue
			}
			total, parts = total.Add(k.value), parts+1
			before := k.before
			if i > 0 { // what stands before the list's mark is of the number before
				_, before, _ = strings.Cut(k.before, "、")
			}
			behind, _, _ := strings.Cut(k.behind, "、")
			switch said := before + behind; {
			case asUndone.MatchString(said):
				undone = c.Text
			case asDone.MatchString(said):
				done = true
			}
		}
	}
	for _, f := range []huibao.Field{huibao.FieldThis, huibao.FieldCumulative} {
		if d, known := n.p.r.Quantity(f).Decimal(); known && parts > 1 && done && d.Equal(total) {
			return undone
		}
	}
	return ""
}

// moreThanNone is the clause by which something was done of what a count has 0 of, in the period or so far; "" without one.
func (n rowNote) moreThanNone(list []doubt.Clause) string {
	this, known := n.p.r.Quantity(huibao.FieldThis).Decimal()
	cum, also := n.p.r.Quantity(huibao.FieldCumulative).Decimal()
	if n.p.Kind != huibao.KindCount || n.p.Mode != huibao.ModeFlow || !known || !this.IsZero() {
		return ""
	}
	month := strconv.Itoa(n.s.Form.Period.Month) + "月"
	for _, c := range list {
		if leftAside.MatchString(c.Text) {
			return ""
		}
	}
	for i, c := range list {
		if c.Elsof || i+1 < len(list) && forLater.MatchString(list[i+1].Text) && !strings.ContainsAny(list[i+1].Text, "0123456789") {
			continue
		}
		numbers, _ := n.numbers(c.Text)
		if len(numbers) != 1 || numbers[0].bare || numbers[0].value.IsZero() || n.isFigure(numbers[0].value) && !numbers[0].value.IsZero() && also && !cum.IsZero() {
			continue
		}
		k := numbers[0]
		before, own := strings.TrimPrefix(k.before, month), strings.HasPrefix(k.before, month)
		if forLater.MatchString(k.before+k.behind) || strings.Contains(before, "月") && !strings.Contains(before, "本月") && !strings.Contains(before, "当月") || !endOf.MatchString(k.behind) {
			continue
		}
		none := !also || cum.IsZero()
		if said := k.before + k.behind; asDone.MatchString(said) && (own || inPeriod.MatchString(k.before) || none && sofar.MatchString(said)) || inPeriod.MatchString(k.before) && strings.Contains(k.before, "新增") {
			return c.Text
		}
	}
	return ""
}

// inParts asks about a count by the parts of it that are not done or of another time, or by what was done of none.
func (n rowNote) inParts(list []doubt.Clause, note, where string) (hit, bool) {
	for _, clause := range []string{n.remainder(list), n.notDone(note, list), n.otherTime(list)} {
		if clause != "" {
			return openClause(n.p, n.field, note, clause, where), true
		}
	}
	clause := n.moreThanNone(list)
	if clause == "" {
		return hit{}, false
	}
	return n.contradict(contradiction{field: huibao.FieldThis, words: clause}, note, where), true
}

// beforeDigit is what of words stands before a digit.
func beforeDigit(words string) string {
	if at := strings.IndexAny(words, "0123456789"); at >= 0 {
		return words[:at]
	}
	return words
}
