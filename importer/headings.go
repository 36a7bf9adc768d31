package importer

import (
	"cmp"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

var fieldByHeading = func() map[string]huibao.Field {
	m := map[string]huibao.Field{}
	for f, words := range headings {
		for _, w := range words {
			m[w] = f
		}
	}
	return m
}()

// headingOf is what a heading means: exactly, or without what stands in brackets,
// or with a period before it (1-6月完成情况, 6月完成).
func headingOf(text string) (huibao.Field, bool) {
	if len(text) > maxHeading {
		return "", false
	}
	m := headingsSeen.of(text, func(text string) saidField {
		f, ok := findHeading(text)
		return saidField{f, ok}
	})
	return m.field, m.ok
}

func findHeading(text string) (huibao.Field, bool) {
	bare := plainHeading(slashed(text))
	if f, ok := fieldByHeading[brackets.Replace(bare)]; ok {
		return f, true
	}
	inside := ""
	if i := strings.IndexAny(bare, "(〔["); i > 0 {
		bare, inside = bare[:i], strings.Trim(bare[i:], "()〔〕[]")
	}
	if f := fieldByHeading[inside]; f == huibao.FieldNumer || f == huibao.FieldDenom { // 已筛查数(分子)
		return f, !deniedBy(f, bare)
	}
	if f, ok := fieldByHeading[inside+bare]; ok && inside != "" { // 完成数（本月）
		return f, true
	}
	if f, ok := fieldByHeading[bare]; ok {
		return f, !deniedBy(f, inside)
	}
	if head, _ := countedHead(bare); head != "" {
		return fieldByHeading[head], !deniedBy(fieldByHeading[head], inside)
	}
	if f, ok := periodHeading(plainPeriods(bare)); ok {
		return f, true
	}
	switch {
	case progressAnyhow.MatchString(bare):
		return huibao.FieldProgress, inside == ""
	}
	if f := composedAnyhow(bare); f != "" {
		return f, !deniedBy(f, inside)
	}
	if rest := wholeBefore.ReplaceAllString(bare, ""); rest != bare { // 全县完成
		f, ok := fieldByHeading[rest]
		return f, ok
	}
	if rest := yearBefore.ReplaceAllString(bare, ""); rest != bare { // 2024年建设内容
		if f, ok := fieldByHeading[rest]; ok {
			return f, true
		}
	}
	f := composedHeading(bare)
	return f, f != "" && !deniedBy(f, inside)
}

// plainHeading is a heading without spaces, marks and its number, and without how our own form makes
// the cumulative: 本年累计=上期累计+本期完成.
func plainHeading(text string) string {
	bare := strings.ReplaceAll(strings.Trim(strings.Join(strings.Fields(fold(text)), ""), "*※★:。"+circled), "累积", "累计")
	if head, sum, ok := strings.Cut(bare, "="); ok && fieldByHeading[head] == huibao.FieldCumulative {
		a, b, _ := strings.Cut(sum, "+")
		if fieldByHeading[a] == huibao.FieldPrevious && fieldByHeading[b] == huibao.FieldThis {
			return head
		}
	}
	return bare
}

// carriedIn is what was begun last year and done now: 含上年结转.
var carriedIn = regexp.MustCompile(`^(?:含|包括|包含)了?(?:[上去]年度?)?(?:结转|续建|跨年)(?:的|数|项目|工程|任务)*$`)

// deniedBy reports whether words in the brackets of a heading say that a column of figures is
// another one than its name says: 本期完成（累计）, 本年累计（含在建）.
func deniedBy(f huibao.Field, words string) bool {
	if leavesOut.MatchString(words) || carriedIn.MatchString(words) {
		return false
	}
	switch f {
	case huibao.FieldThis:
		return holdsAny(words, othersThan) || strings.Contains(words, "累计")
	case huibao.FieldCumulative, huibao.FieldPaid, huibao.FieldMonths, huibao.FieldPeople, huibao.FieldStandard, huibao.FieldBackPay, huibao.FieldOwn, huibao.FieldState:
		return holdsAny(words, othersThan)
	case huibao.FieldNumer, huibao.FieldDenom:
		return holdsAny(words, othersTimes) // 签约数, 目标人群 are what a rate may be of
	}
	return false
}

// doubtedHeading is the field of figures that a heading names before its bracket, and what stands
// there, where that denies it or may be of a part; of what a rate is of, only where it denies.
func doubtedHeading(heading string) (f huibao.Field, words string) {
	text := plainHeading(heading)
	bare, inside, ok := strings.Cut(text, "(")
	if f = fieldByHeading[bare]; !ok || len(heading) > maxHeading || fieldByHeading[brackets.Replace(text)] != "" {
		return f, ""
	}
	inside = strings.TrimSuffix(inside, ")")
	if _, known := fieldByHeading[inside+bare]; known {
		return f, "" // 完成数（本月）
	}
	switch f {
	case huibao.FieldThis, huibao.FieldCumulative, huibao.FieldPaid, huibao.FieldMonths, huibao.FieldPeople:
		words = openBracket(text)
	}
	if words == "" && deniedBy(f, inside) {
		words = inside
	}
	return f, words
}

// openBracket is what stands in the brackets of a heading, if it may be that the figures under it
// are of a part or of another thing: it names no measure and no time, and is none of the words
// that people write beside a heading; else "".
func openBracket(heading string) string {
	i := strings.IndexAny(heading, "(〔[【")
	if i <= 0 {
		return ""
	}
	inside := strings.Trim(heading[i:], "()〔〕[]【】")
	if lessWords.MatchString(inside) && !filledIn.MatchString(inside) || otherArea.MatchString(inside) {
		return inside
	}
	if leavesOut.MatchString(inside) {
		return ""
	}
	if _, m := nameMeasure(heading); m != "" || filledIn.MatchString(inside) || saidBeside.MatchString(inside) || untilWords.MatchString(periodWords.ReplaceAllString(plainPeriods(inside), "")) {
		return ""
	}
	for _, m := range strings.FieldsFunc(inside, func(c rune) bool { return strings.ContainsRune("/、,，或", c) }) {
		if _, is := nameMeasure("数(" + m + ")"); is == "" {
			return inside
		}
	}
	return ""
}

// untilWords are what may be left of a span without its months: 年初至本期末.
var untilWords = regexp.MustCompile(`^(?:以来|本期|[初度自至今到起止底末])*$`)

// saidBeside is what people write in brackets beside a heading and that leaves its figures
// what they are.
var saidBeside = regexp.MustCompile(`^(?:取整|分子/分母|四舍五入.*|具体.{0,2}|全[县区旗]|数字?|实数|数值|数量|整数|个数|保留.+|单位.*|计量单位|公式.*|自动.*|以.+为准|备注.*|含[^未不].*|包括.+|已(?:核实|核定|审核|完成|验收|发放|竣工|投用|入住|兑现|通车|交付|建成)|核实数?|实际.*|实绩|合计|总计|全部|总数|.*累计.*|结转|完成数?|完成情况|.*\d.*|[A-Za-z①-⑳一二三四五六七八九十]+|.*[=÷+*].*|(?:没有|无|不涉及|核减|扣减|减少)的?.{0,4}填.{1,4})$`)

// filledIn are whole words of how a column is filled in, and by whom, and lessWords those that make
// of whatever else stands there a part, or another count: 仅填城区数, 按户填报以栋计. otherArea is a
// county whose figures are in it besides.
var (
	otherArea = regexp.MustCompile(`^(?:含|包括|包含)[^全本各城市县区未不]\p{Han}{0,4}(?:县|旗|市|[^社园景矿校辖地山城库牧农新小片灾林老范发郊]区)$`)
	filledIn  = regexp.MustCompile(`^(?:必填项?|选填项?|手工?填|填[写报]|[请只]?(?:如实)?填[写报]?(?:阿拉伯)?(?:数字?|数值|整数|累计数|完成数)?|按(?:计量单位|实际?|实际情况|要求)填[写报]?|如实填报?|由\p{Han}{1,6}填[写报]?|(?:各?(?:县区?|市县|乡镇|镇街|单位|部门)|(?:填报|责任|牵头)单位)填[写报]?)$`)
	lessWords = regexp.MustCompile(`[仅只缺估按]`)
)

// counted are what people write into a heading of what was done in the place of 数: 完成户数.
var (
	counted = regexp.MustCompile(`^((?:本[月期年]|[当今]年|当[月期]|累计|实际|已)*完成)(人数|人次|户数|户次|场次|场数|个数|套数|台数|台次|件数|所数|座数|口数|株数|亩数|公里数|里程)$`)
	counts  = map[string]string{"场次": "场次", "人次": "人次", "户次": "户次", "台次": "台次", "里程": "公里"}
)

// countedHead parts such a heading into what it is of and its measure; "" for others.
func countedHead(bare string) (head, measure string) {
	g := counted.FindStringSubmatch(bare)
	if g == nil {
		return "", ""
	}
	if _, ok := fieldByHeading[g[1]]; !ok {
		return "", ""
	}
	return g[1], cmp.Or(counts[g[2]], strings.TrimSuffix(g[2], "数"))
}

// verbCounted is what stands behind a period in a heading of what was done, in the place of 完成数: what
// was done, and what of it is counted (1-7月发放人次).
var verbCounted = regexp.MustCompile(`^(?:累计|实际|共|已)?(?:发放|培训|救助|资助|筛查|体检|检查|改造|新建|新增|建成|安置|服务|演出|放映|发放补贴)(人次|人数|户数|户次|场次|场数|个数|套数|台数|台次|件数|所数|座数|亩数|公里数|里程|金额|资金)$`)

var (
	// countedTarget heads targets by what they are of: 目标户数, 改造任务.
	countedTarget = regexp.MustCompile(`^(?:年度|全年|总)?(?:目标|任务|计划)(?:人数|人次|户数|场次|个数|套数|台数|件数|所数|座数|亩数|公里数|里程|面积)$|^(?:年度|全年)?(?:改造|建设|新建|培训|救助|筛查|整治|治理|发放|检查|招募)(?:目标|任务|计划)(?:数|量|任务|任务数)?$`)
)

// wholeBefore is said before a heading of all that a county did. 全区 may be of more than that.
var wholeBefore = regexp.MustCompile(`^(?:全县|本县|我县|全旗|本区|我区|全镇|全乡)`)

var yearBefore = regexp.MustCompile(`^20\d\d年度?`)

var brackets = strings.NewReplacer("(", "", ")", "")

// maxHeading bounds a heading, in bytes.
const maxHeading = 120

// periodHeading reads a heading that begins with its period: what was done since
// January (1-6月完成, 截至6月底) is the cumulative, what was done in one month is
// this period's.
func periodHeading(bare string) (huibao.Field, bool) {
	since, rest := cutPeriod(bare)
	if since == "" {
		return "", false
	}
	rest = strings.TrimPrefix(rest, "份")
	_, known := fieldByHeading[rest]
	if head, _ := countedHead(rest); head != "" || !known && verbCounted.MatchString(rest) {
		rest = cmp.Or(head, "完成")
	}
	if f, ok := fieldByHeading[rest]; ok && f != huibao.FieldCumulative && f != huibao.FieldThis {
		return f, true
	}
	if !slices.Contains(doneWords, rest) {
		f, ok := fieldByHeading[rest]
		return f, ok
	}
	if since == oneMonth && !strings.Contains(rest, "累计") {
		return huibao.FieldThis, true
	}
	return huibao.FieldCumulative, true
}
