package check

import (
	"strconv"
	"strings"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/regexp"
)

var (
	// isNone says what the figure itself is: works that are not done, what is planned or expected.
	isNone = regexp.MustCompile(`^(?:均|都|全部?|也|目前)*(?:是|为|系|属于?|只是|仅[是为])[^,]{0,12}?(?:在建|拟建|待[建验批审]|未[开完竣]工|预计|预估|估[算计]|意向|计划[^内外任项])[^,]*$|^(?:均|都|全部?)*(?:是|为|系)[^,]{0,8}(?:预计|计划)(?:数|增加|新增|完成)?$`)
	// turnedBack is behind the figure itself, of which the papers or the works were not taken.
	turnedBack = regexp.MustCompile(`(?:被|已)?(?:退回|打回|驳回)(?:补正|重报|整改|修改|补充|重做|返工)?$|(?:验收|审核|抽检|复核)(?:未|没有?|不)(?:通过|合格|过)`)
	ofParts    = regexp.MustCompile(`^(?:这|此|上述|以上|本[月期]|共)*\d+(?:\.\d+)?\p{Han}{1,3}?(?:里[面头边]|当中|之中|[中里])`)
	// stillIn is a clause of those that should have been taken out and were not; noneToTake says that there were none.
	stillIn    = regexp.MustCompile(`^[^,]{0,18}?(?:未|没有?|没能|未能)(?:能|及时|予以?|从中|全部|完全|作)*(?:核减|扣减|扣除|剔除|减掉|减去|去掉|去重|扣掉|清退|停发|停保|销号)(?:的|掉|出去|出来)?$`)
	noneToTake = regexp.MustCompile(`^(?:本[月期]|当月|\d{1,2}月份?)?(?:暂|均|都|也|并|还)?(?:没有?|未)|无需|不用|上[月期]`)
	// stillPaid is of those who are paid on, unfit that they should not be.
	stillPaid = regexp.MustCompile(`(?:仍|还|尚)在(?:继续)?(?:领取?|享受|发放?|册|统计)(?:中|着|的|内)?$|(?:补[贴助]|津贴|待遇|保障金|低保金?)(?:还|也|都|仍|一直)*(?:没有?停|未停|照发|照拨|照领)发?$`)
	unfit     = regexp.MustCompile(`年满|超龄|死亡|去世|迁[出走]|搬走|不符合?|不再符合|转出|离职|停发|取消资格|户口注销`)
	// byReckoning is a figure that was got from another by a reckoning.
	byReckoning = regexp.MustCompile(`(?:是|为|系|按|用|由|拿|以)[^,]{0,8}(?:预算|计划|目标|任务|[去上]年|年初|全年|总数)[^,]{0,6}(?:除以|乘以|÷|×|乘|打[\d一二三四五六七八九]折|折半|平均|均摊)`)
	inRound     = regexp.MustCompile(`^(?:·|[本此该]|[人户月期个]数|数[据量字]?|总数|金额|分[子母]|均|都|已|系|为|按|作|了)*取整(?:数|填报|上报|后)?$`)
	// onlyLater is a day on which alone a thing is done.
	onlyLater = regexp.MustCompile(`(\d{1,2})月(?:份|底|初|[上中下]旬)?(?:(\d{1,2})[日号])?[^,\d]{0,8}(?:才|方)(?:能|可|会)?[^,]{0,8}(?:发|完|验|投|开|交|到|招|领|办|通|用|装|结|放)`)
	// onlyStarted is in a clause of works that have begun, halfDone of works of which a part is done.
	onlyStarted = regexp.MustCompile(`(?:开工|奠基|动工|启动)(?:仪式|典礼)|破土动工|(?:已|正式|刚刚?|才)(?:开工|动工|进场|奠基)(?:建设|施工)?$`)
	halfDone    = regexp.MustCompile(`(?:工程量|工作量|进度|工程|施工|任务|主体|改造|建设)[^,\d]{0,4}(?:过半|一半|大半|近半|多半|[一二三四五六七八九]成|三分之[一二]|四分之[一三])`)
	// denies begins a clause by which what was told is not of the row's kind.
	denies = regexp.MustCompile(`^(?:其实|实际上?|都|均|并|也|但)*(?:不是|并非|不属于?|不算)([^,]{2,8})$`)
	// ofAnyPeriod is what every figure of a period is of.
	ofAnyPeriod = regexp.MustCompile(`^(?:新增|新[开建办]|本[月期县区年]|[我今当]|首次)`)
	// abroad is a number, or what it stands behind, of another county.
	abroad = regexp.MustCompile(`([^,。、的在为是和有中里本我全各邻该此\d]{1,3}[县市旗])(?:境内|辖区内?|范围内|地界)`)
)

// ofItself reports whether a clause of a note says of the row's own figure, or of those that are in it, that they should not count.
func (n rowNote) ofItself(list []doubt.Clause, i int) bool {
	text, before := strings.TrimRight(spokenDigits(list[i].Text), "。. "), list[:i]
	switch {
	case n.p.Kind == huibao.KindMilestone, certain(text):
		return false
	case n.earlyEnd(text, before), n.baseLacks(text), n.convertedElse(text, before), n.otherMeasure(text), n.measuresElse(text), n.otherSource(text, list[i]), n.paidLater(text, before), n.provenLess(text, before), n.isEarlier(text), n.countedAll(text, before), n.unfitPart(list, i):
		return true
	case leftAside.MatchString(text):
		return false
	case countedByBoth.MatchString(text), ofOldList.MatchString(text), onlySome.MatchString(text), besideKind.MatchString(doubt.OwnMarked(text, n.own)):
		return true
	case stillIn.MatchString(text) && !noneToTake.MatchString(text), inRound.MatchString(doubt.OwnMarked(text, n.own)), byReckoning.MatchString(text):
		return true
	case stillPaid.MatchString(text):
		return unfit.MatchString(text) || len(before) > 0 && unfit.MatchString(before[len(before)-1].Text)
	}
	if n.thisIs(text) || n.ofAbroad(text) || n.notOfKind(text, before) {
		return true
	}
	return n.onlyBegun(text, list, i) || n.onlyLater(text, before)
}

// thisIs reports whether a clause tells the figure itself and calls it what does not count.
func (n rowNote) thisIs(text string) bool {
	if n.p.Kind != huibao.KindCount || begun.MatchString(n.p.DoneMeans) {
		return false
	}
	numbers, _ := n.numbers(text)
	if len(numbers) != 1 || !n.isThis(numbers[0]) || strings.Trim(numbers[0].before, "这此共的") != "" {
		return false
	}
	behind := strings.TrimLeft(n.unowned(numbers[0].behind), "的")
	return isNone.MatchString(behind) || turnedBack.MatchString(numbers[0].behind)
}

// amongThis reports whether a clause is of some of the figure itself: 4个里面有一个停用了.
func (n rowNote) amongThis(text string) bool {
	if !ofParts.MatchString(text) {
		return false
	}
	numbers, _ := n.numbers(text)
	return len(numbers) > 0 && !numbers[0].bare && anyFigure(n.p.r, numbers[0].value)
}

// ofAbroad reports whether some of a county's figure are told to lie in another one.
func (n rowNote) ofAbroad(text string) bool {
	g := abroad.FindStringSubmatch(text)
	numbers, _ := n.numbers(text)
	if g == nil || len(numbers) == 0 || !huibao.IsAreaName(n.s.Form.Unit.Name) || n.beyond(numbers[len(numbers)-1].value) {
		return false
	}
	own := n.s.Form.Unit.Name
	for _, alias := range n.s.Form.UnitAliases {
		own += "，" + alias
	}
	return !strings.Contains(own, g[1])
}

// notOfKind reports whether a clause denies of so many, told right before it, what the row is of.
func (n rowNote) notOfKind(text string, before []doubt.Clause) bool {
	g := denies.FindStringSubmatch(text)
	if g == nil || len(before) == 0 || n.unowned(g[1]) == g[1] && !ofAnyPeriod.MatchString(g[1]) {
		return false
	}
	last := before[len(before)-1].Text
	numbers, _ := n.numbers(spokenDigits(last))
	return len(numbers) > 0 && !n.beyond(numbers[len(numbers)-1].value) && (withinIt.MatchString(last) || n.isFigure(numbers[len(numbers)-1].value))
}

// notOne reports whether a clause says why those of the clause before it are none of the figure: 60套未取得手续，不属可分配房源.
func (n rowNote) notOne(text string, before []doubt.Clause) bool {
	if !noneOf.MatchString(text) || len(before) == 0 || withinIt.MatchString(before[len(before)-1].Text) {
		return false
	}
	numbers, _ := n.numbers(spokenDigits(before[len(before)-1].Text))
	return len(numbers) == 1 && !n.isFigure(numbers[0].value)
}

// noneOf is a clause by which what was told is not of a kind, withinIt in one of what is in the figure.
var (
	noneOf   = regexp.MustCompile(`^(?:故|因此|所以|均|都)*不(?:属于?|是|在)[^,]{2,12}$`)
	withinIt = regexp.MustCompile(`含|其中|包括|[里中]`)
)

// onlyBegun reports whether the works of a count have only begun, or are done in part: those of the one thing that it
// counts, or so many as are told.
func (n rowNote) onlyBegun(text string, list []doubt.Clause, at int) bool {
	this, known := n.p.r.Quantity(huibao.FieldThis).Decimal()
	if n.p.Kind != huibao.KindCount || !known || this.Sign() <= 0 || begun.MatchString(n.p.DoneMeans) || ofMore.MatchString(n.unowned(text)) || !onlyStarted.MatchString(text) && !halfDone.MatchString(text) {
		return false
	}
	if strings.Contains("人人次名例", n.p.Measure) || n.unowned(text) != text && strings.Contains(n.own, "开工") {
		return false
	}
	if worksDone.MatchString(halfDone.ReplaceAllString(n.unowned(text), "")) {
		return false
	}
	all := n.countsOne()
	for i, c := range list {
		if i != at && worksDone.MatchString(c.Text) && !c.Elsof {
			return false
		}
		numbers, _ := n.numbers(spokenDigits(c.Text))
		all = all || i <= at && len(numbers) > 0 && n.isThis(numbers[0])
	}
	return all
}

// onlyLater reports whether something of the figure is done, by a clause, only after the cut-off.
func (n rowNote) onlyLater(text string, before []doubt.Clause) bool {
	g := onlyLater.FindStringSubmatch(text)
	if g == nil || !n.wholly() || ofMore.MatchString(text) || n.toldWhole(before) && !strings.Contains(text, "含") {
		return false
	}
	month, _ := strconv.Atoi(g[1]) // one or two digits
	return month <= 12 && n.after(g[1], g[2]) && !n.s.Form.Period.Quarter
}

// leftByNumber reports whether a clause ends with so many that were not counted, none of them the figure itself.
func (n rowNote) leftByNumber(text string, numbers []toldNumber) bool {
	return notTold.MatchString(strings.TrimRight(text, "。. ")) && len(numbers) == 1 && !n.isThis(numbers[0])
}

// notTold ends a clause of what is not in the figure.
var notTold = regexp.MustCompile(`[^也都先]?(?:没有?|未|不)(?:再|予以?|能)?(?:算|计|列|纳入?|含)(?:入|进|在内|进去|进来|上|里面|在里面)?(?:的|了)?$`)
