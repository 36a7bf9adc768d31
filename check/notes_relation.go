package check

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/numtext"
	"huibao/internal/regexp"
)

// finishing are states of what is not done.
const finishing = `(?:试运[行营]|调试|施工|收尾|建设|改造|装修|安装|整改|返工|验收|公示|审[批核]|走(?:手续|流程|程序)|办(?:证|手续)|筹[备建])`

var (
	// notMeasure is a clause by which something is of one measure and not of another: 单位是件不是人.
	notMeasure = regexp.MustCompile(`^(.*?)(?:而)?(?:不是|并非|非|不按|没按|未按)([\p{Han}㎡]{1,4}?)(?:数|来|填报?|计数?|算|报|统计|为单位)*的?$`)
	unitIs     = regexp.MustCompile(`^(?:计量|统计|填报)?单位(?:均|都)?[为是系:]([\p{Han}㎡]{1,4})$`) // 单位为户
	byMeasure  = regexp.MustCompile(`(?:数|来|填报?|计数?|算|报|统计|为单位)*的?$`)
	// ofLength is a clause by which the figure itself is a length, an area or a sum, and of what.
	ofLength = regexp.MustCompile(`^(?:这|此|共|本月)*(\d+(?:\.\d+)?)[\p{Han}㎡]{0,4}?(?:均|都|只)*(?:是|为|系|指)(\p{Han}{2,12}?)(?:总)?(?:长度|里程|面积|体积|规模|投资额?|造价)$`)
	// ofItsOwn are words of such a clause that every figure is rightly of.
	ofItsOwn = regexp.MustCompile(`实际|完成|验收|合格|[竣完交]工|投用|累计|合计|总|全[市县区]|本[月期年]|今年|新[建增]|改造|建设|[铺敷]设|[一二三四五六]?个?县区|[各已的新]|\p{Han}{1,3}[县区市乡镇村]`)
	// elsewhereTold is a number that another body or record has.
	elsewhereTold = regexp.MustCompile(`(?:那边|那头|那里|手[里上]|口[里上]|系统|平台|台账|名册|账上)[里上中]?(?:是|为|有|显示|[报记写]的?是?|查到)+(\d+(?:\.\d+)?)(\p{Han}{0,2}?)$`)
	// unvetted is in a clause of papers that nobody has looked through.
	unvetted = regexp.MustCompile(`(?:未|没有?)[^,材图]{0,6}(?:审核|核实|核对|复核|审定|核定|认定|比对)$`)
	inState  = regexp.MustCompile(`^(?:还|仍|尚|正)*(?:在|处于)` + finishing + `(?:中|阶段|期)?$`)
	// proven is a clause of how many there are papers for, or a record has.
	proven = regexp.MustCompile(`(照片|影像|签到|签收|签字|证明|凭[证据]|回[单执]|收据|发票|验收单|台账|名册|库|系统|平台|档案)[^,\d]{0,4}(?:只|仅|才|就|[开办拿]了|的)[^,\d未没]{0,4}(\d+(?:\.\d+)?)(\p{Han}{0,2}?)$`)
	// timeSaid is a clause by which the figure itself is of a time.
	timeSaid = regexp.MustCompile(`^(\d+(?:\.\d+)?)\p{Han}{0,3}?(?:均|都|只)?(?:是|为|系|用的是?|取的是?)(去年|上年|前年|往年|(20\d\d)年|上[月季]|(\d{1,2})月)[^,]*?(?:数|数据|时的)$`)
	// takenFor is a clause by which so many are counted, notThere one of what is not done.
	takenFor = regexp.MustCompile(`^(?:先|暂|就|也|仍)*按(\d+(?:\.\d+)?)\p{Han}{0,2}?(?:上?报|填报?|计|算|统计)的?$`)
	notThere = regexp.MustCompile(`封顶|主体|进场|开工|[未没]|还[在差]|待|尚|[成半]$`)
	// unfitFor is a clause by which those of the one before it should not be counted.
	unfitFor = regexp.MustCompile(`^(?:均|都|本|按规定|按政策)*(?:不该|不应该?|不符合?|不够|不满足|没有?资格|不能)[^,]{0,8}$`)
	nextTime = regexp.MustCompile(`下个?[月期季周]|次月`)
	// inNotice is a clause by which objections may still be made.
	inNotice = regexp.MustCompile(`^(?:均|都|还|尚|仍|正|目前|现)*(?:在|处于|进入)?公示(?:中|期内?|阶段|期?(?:未|没)(?:满|到|结束|过))*$`)
	// saidDone is in a clause by which works are done, in the row's own words as well.
	saidDone = regexp.MustCompile(`已(?:经|全部|正式|按期)*(?:竣工|完工|建成|交付|投用|投入使用|启用)`)
	// stageOn is a stage without which works are not done, and the day or month on which it is to be.
	stageOn = regexp.MustCompile(`^(通水|通车|通电|供水|(?:竣工|交工|最终|正式|联合)?验收|竣工|完工|交付|交工|投用|投入使用|启用|挂牌|命名|授牌|评审|认定)(?:时间|工作|手续|仪式|日期)?(?:安排|排|定|约|放|推|改|预计|计划|要|得|须|等|拟|延|暂|均|都|还|迟|后)*(?:在|到|至|于)*(\d{1,2})月(?:份|(\d{1,2})[日号]|([初底末]|[上中下]旬))?(?:前|以?后|左右|才能?|进行|开展|组织)*$`)
)

// otherMeasure reports whether a clause says that a count is of another measure than the row's.
func (n rowNote) otherMeasure(text string) bool {
	is, not := measuresSaid(text)
	return n.p.Kind == huibao.KindCount && n.isMeasure(not) && (is == "" || is != unsaid && !n.isMeasure(is))
}

// ownMeasure reports whether it says that a count is of the row's measure and of no other.
func (n rowNote) ownMeasure(text string) bool {
	if g := unitIs.FindStringSubmatch(text); g != nil && n.isMeasure(g[1]) {
		return true
	}
	is, not := measuresSaid(text)
	return n.p.Kind == huibao.KindCount && n.isMeasure(is) && !n.isMeasure(not)
}

func (n rowNote) isMeasure(m string) bool { return m != "" && (m == n.p.Measure || n.p.CountsAs(m)) }

// unsaid is in the place of a measure that words before a denied one don't tell.
const unsaid = "?"

// measuresSaid are the measure of which a clause says that something is, and that of which it denies it.
func measuresSaid(text string) (is, not string) {
	g := notMeasure.FindStringSubmatch(text)
	if g == nil {
		return unsaid, ""
	}
	if g[1] == "" {
		return "", g[2]
	}
	if is = trailingMeasure(byMeasure.ReplaceAllString(g[1], "")); is == "" {
		is = unsaid
	}
	return is, g[2]
}

// trailingMeasure is the longest measure with which words end; "" where they end with none.
func trailingMeasure(words string) string {
	for i := range words {
		if slices.Contains(numtext.Measures, words[i:]) {
			return words[i:]
		}
	}
	return ""
}

// measuresElse reports whether the figure is called a length, an area or a sum of what is not the row's.
func (n rowNote) measuresElse(text string) bool {
	g := ofLength.FindStringSubmatch(text)
	if g == nil {
		return false
	}
	d, err := huibao.ParseDecimal(g[1])
	return err == nil && anyFigure(n.p.r, d) && utf8.RuneCountInString(ofItsOwn.ReplaceAllString(n.unowned(g[2]), "")) > 1
}

// otherSource reports whether another body, or a record, has a number near the figure that is none of the row's.
func (n rowNote) otherSource(text string, c doubt.Clause) bool {
	g := elsewhereTold.FindStringSubmatch(text)
	if g == nil || c.Settled || n.p.Kind == huibao.KindStandard {
		return false
	}
	d, err := huibao.ParseDecimal(g[1])
	d, of := inRow(n.p, d, g[2])
	figure, _ := n.counted()
	if n.p.Kind == huibao.KindRate {
		figure = n.p.r.Quantity(huibao.FieldNumer).Or(figure)
	}
	return err == nil && of && !n.isFigure(d) && isNear(d, figure)
}

// paidLater reports whether, of those that a standard is paid, some are told to be paid in a later month only.
func (n rowNote) paidLater(text string, before []doubt.Clause) bool {
	numbers, _ := n.numbers(text)
	return n.p.Kind == huibao.KindStandard && n.restLater(text, numbers, before)
}

// partLater reports whether so many of the figure are told to come in a later month: 其中1场在下月初.
func (n rowNote) partLater(text string, numbers []toldNumber, before []doubt.Clause) bool {
	if len(numbers) != 1 || numbers[0].bare || n.beyond(numbers[0].value) || !strings.HasPrefix(text, "其中") || n.ofOther(text, before) || doubt.Beside(text, n.own) != "" {
		return false
	}
	for _, g := range monthDay.FindAllStringSubmatch(text, -1) {
		if n.after(g[1], g[2]) {
			return true
		}
	}
	return nextTime.MatchString(text)
}

// provenLess reports whether papers, or a record, have fewer than the figure that was told before: 5场，留下照片的3场.
func (n rowNote) provenLess(text string, before []doubt.Clause) bool {
	g := proven.FindStringSubmatch(text)
	if g == nil || !n.toldWhole(before) {
		return false
	}
	d, err := huibao.ParseDecimal(g[2])
	_, of := inRow(n.p, d, g[3])
	figure, known := n.counted()
	return err == nil && known && (of || g[3] == "张" || g[3] == "份") && d.LessThan(figure) && !anyFigure(n.p.r, d)
}

// isEarlier reports whether the figure itself is called one of an earlier year, or of another month than the period's.
func (n rowNote) isEarlier(text string) bool {
	g := timeSaid.FindStringSubmatch(text)
	if g == nil || carriedOn.MatchString(text) || n.ofYears(text) {
		return false
	}
	d, err := huibao.ParseDecimal(g[1])
	year, month := strconv.Itoa(n.s.Form.Period.Year), g[4]
	return err == nil && anyFigure(n.p.r, d) && !n.p.Prior.Values[huibao.FieldCumulative].Equal(huibao.Num(d)) && g[3] != year && (month == "" || !n.ofPeriodText(month) && !n.after(month, "") && month != strconv.Itoa(n.s.Form.Day.CutOff.Month))
}

// countedAll reports whether so many are counted by a clause, the figure, for what is not done by the one before it.
func (n rowNote) countedAll(text string, before []doubt.Clause) bool {
	g := takenFor.FindStringSubmatch(text)
	if g == nil || n.p.Kind != huibao.KindCount || len(before) == 0 || begun.MatchString(n.p.DoneMeans) {
		return false
	}
	d, err := huibao.ParseDecimal(g[1])
	return err == nil && anyFigure(n.p.r, d) && notThere.MatchString(before[len(before)-1].Text)
}

// unfitPart reports whether so many of the figure, told right before, should not be in it, and nothing behind says that they
// are not.
func (n rowNote) unfitPart(list []doubt.Clause, i int) bool {
	if i == 0 || !unfitFor.MatchString(list[i].Text) || list[i].Settled {
		return false
	}
	last := spokenDigits(list[i-1].Text)
	numbers, _ := n.numbers(last)
	return strings.HasPrefix(last, "其中") && len(numbers) == 1 && !numbers[0].bare && !n.beyond(numbers[0].value) && !n.ofOther(last, list[:i-1])
}

// partAt reports whether there are so many of the figure, by a note, that are still at a stage before they are done.
func (n rowNote) partAt(k toldNumber) bool {
	lead := strings.TrimPrefix(k.before, "其中")
	return (lead == "" && lead != k.before || lead == "有") && inState.MatchString(strings.TrimRight(k.behind, "。. "))
}

// bareNotice reports whether a clause says of the figure that objections may still be made.
func (n rowNote) bareNotice(text, note string) bool {
	return inNotice.MatchString(text) && !strings.Contains(n.own, "公示") && !ofMoney.MatchString(note)
}

// stageLater reports whether a stage of the works that are counted is to come after the cut-off, where nothing before it
// says that they are done without that.
func (n rowNote) stageLater(text string, before []doubt.Clause) bool {
	g := stageOn.FindStringSubmatch(text)
	if g == nil || !n.after(g[2], g[3]) || g[4] != "" && !n.afterMonth(g[2]) {
		return false
	}
	asked := strings.Contains(n.own, g[1]) || strings.Contains(g[1], "验收") && strings.Contains(n.own, "验收")
	for _, b := range before {
		if (worksDone.MatchString(n.unowned(b.Text)) || saidDone.MatchString(b.Text)) && !asked || strings.Contains(b.Text, "验收") {
			return false
		}
	}
	return true
}
