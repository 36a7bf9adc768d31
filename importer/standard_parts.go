package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// What stands beside a standard is told by what its heading speaks of: people, months of people, money.
// Nobody heads these columns in one way (6月享受人数, 1-6月累计人次, 累计发放资金); what is of another time, of
// a plan, of applications or of households is none of them.

var (
	partStandard = regexp.MustCompile(`(?:补贴|补助|发放|保障|救助|执行|实际|现行)?标准$`)
	partMonths   = regexp.MustCompile(`人月|月次|人次`)
	partPaid     = regexp.MustCompile(`资金|金额|支出|实发|支付|发放额|补助金|补贴金|救助金|拨付|发放$`)
	partPeople   = regexp.MustCompile(`^(?:\d{1,2}月?|期末|月末|季末|当月|本月|现|月|目前|底|末|份)*(?:实际|在册|享受|保障|发放|救助|补助|补贴|领取|惠及|签约|供养|集中|在保|已)*(?:对象|人员|儿童|老年人|残疾人)?(?:总?人数|人员数|对象数)$`)
	noPart       = regexp.MustCompile(`计划|预算|目标|任务|应发|应拨|应付|未|待|申请|申报|审核|新增|停发|退出|下达|到位|缺口|结余|户|原|提标|拟|剩余|人均|月均|补差|补发|其中|应急|临时`)

	// monthBehind is a heading with its month in a bracket behind it: 人数（6月）.
	monthBehind = regexp.MustCompile(`^([^()]+)\((\d{1,2}月(?:份|末|底)?)\)$`)

	// levelPart heads what one level of government, or another purse, has of a standard or pays of it.
	levelPart = regexp.MustCompile(`中央|国家|自治区|省|[市州县区乡镇]级|本级|上级|地方|配套|自筹|财政|福彩|彩票|彩金|捐赠|其他资金`)
)

// standardPart is which part of a standard a column is of, by its headings from the top down; "" for none. Titled
// says that the title is of January up to now.
func standardPart(path []string, now huibao.Period, titled bool) huibao.Field {
	if len(path) == 0 {
		return ""
	}
	own, m := nameMeasure(monthBehind.ReplaceAllString(fold(path[len(path)-1]), "$2$1"))
	if n := len(path); n > 1 && wholeWords.MatchString(own) { // 小计 of the purses under 救助资金
		own, m = nameMeasure(path[n-2])
	}
	s := spanOf(strings.Join(path, ""), now.Year, now)
	if s.past || s.ahead || s.some || s.until != 0 && s.until != now.Month || s.month != 0 && s.month != now.Month || noPart.MatchString(own) || besideDone.MatchString(own) || levelPart.MatchString(own) {
		return ""
	}
	sofar := s.until == now.Month || s.month == 0 && (cumWords.MatchString(own) && !strings.Contains(own, "总人") || underSofar(path) || titled && s == span{})
	switch {
	case partStandard.MatchString(own) && s.month == 0:
		return huibao.FieldStandard
	case partMonths.MatchString(own+m) && !huibao.IsMoney(m) && sofar:
		return huibao.FieldMonths
	case own == "人月" || own == "人月数":
		return huibao.FieldMonths
	case partPaid.MatchString(own) && !levelPart.MatchString(strings.Join(path, "")) && (m == "" || huibao.IsMoney(m)) && sofar:
		return huibao.FieldPaid
	case (partPeople.MatchString(own) || m == "人" && partPeople.MatchString(own+"人数")) && (m == "" || m == "人") && (s.until == 0 || holdsAny(own, []string{"末", "底"})):
		return huibao.FieldPeople
	}
	return ""
}

// underSofar reports whether the heading right over a column says that it is of what was paid up to now
// (累计发放 over 人次 and 金额).
func underSofar(path []string) bool {
	last := len(path) - 1
	return last > 0 && overSofar.MatchString(path[last-1])
}

var overSofar = regexp.MustCompile(`^(?:本年|年度|今年|全年)?累计(?:发放|实发|支付|兑现|补贴|补助|救助)(?:情况)?$`)

// standardParts takes the columns of the parts of a standard that no known heading names, of each part the
// only one. It reports whether one is of the standard itself.
func (t *table) standardParts(now huibao.Period) bool {
	of, titled := map[huibao.Field][]int{}, t.titledUntil(now)
	for col := t.from; col <= t.to; col++ {
		if t.units.other[col] || t.blank(col) {
			continue
		}
		if f := standardPart(t.headPath(col, t.subHead()), now, titled); f != "" {
			of[f] = append(of[f], col)
		}
	}
	for _, f := range partsOf {
		if t.columns[f] == 0 && len(of[f]) == 1 && !slices.Contains(t.taken(), of[f][0]) {
			t.columns[f] = of[f][0]
		}
	}
	return t.columns[huibao.FieldStandard] > 0
}

// taken are the columns of which it is known what they are of.
func (t table) taken() (list []int) {
	for _, col := range t.columns {
		list = append(list, col)
	}
	return list
}

// standardNamed is the one standard of which a heading is the name without that word; nil without one.
func (r *reader) standardNamed(name string) (found *huibao.FormRow) {
	if r.form == nil {
		return nil
	}
	for i := range r.form.Rows {
		row := &r.form.Rows[i]
		if row.Kind != huibao.KindStandard || !saysStandard(row, []string{name}) {
			continue
		}
		if found != nil {
			return nil
		}
		found = row
	}
	return found
}

// moneyAbove is the one measure of money among those that a line over a table names for its columns
// (单位：户、人、人次、万元); "" for none.
func (t table) moneyAbove() (found string) {
	for row := max(1, t.head-textRows); row < t.head; row++ {
		for _, c := range t.grid.Row(row) {
			g := listMeasure.FindStringSubmatch(c.Raw)
			if c.Type != sheet.Text || len(c.Raw) > maxHeading || g == nil {
				continue
			}
			for _, m := range strings.FieldsFunc(g[1], func(c rune) bool { return strings.ContainsRune("、,，/ ", c) }) {
				if huibao.IsMoney(m) && found != "" && found != m {
					return ""
				} else if huibao.IsMoney(m) {
					found = m
				}
			}
		}
	}
	return found
}

var listMeasure = regexp.MustCompile(`单位[:：]\s*((?:\p{Han}{1,4}[、,，/ ])+\p{Han}{1,4})\s*$`)
