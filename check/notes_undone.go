package check

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/regexp"
)

var (
	// underWay is behind a number of what is not done yet.
	underWay = regexp.MustCompile(`^(?:还|仍|尚)?(?:正?在(?:施工|收尾|建设|改造|修建|安装|装修|施|建)|收尾|施工)中?$`)
	// amongFigure begins a clause that parts a figure: 11户中4户, 其中4户.
	amongFigure = regexp.MustCompile(`^(?:其中|\d+(?:\.\d+)?\p{Han}{1,3}?[中里])`)
	// notAll is in a clause that says how far works have come.
	notAll = regexp.MustCompile(`^(?:工程|项目|主体|目前|现|该|整体|总体|形象)*(?:工程|施工|形象)+进度(?:为|达到?|已达|完成)?(\d{1,2})(?:\.\d+)?%`)
	// onNotice is until when objections may be made, ofMoney in a note of what is paid or drawn up.
	onNotice = regexp.MustCompile(`公示(?:期|时间)?[^,。;\d]{0,4}(?:\d{1,2}月)?(?:\d{1,2}[日号])?(?:至|到|截止)+(\d{1,2})月(\d{1,2})[日号]`)
	ofMoney  = regexp.MustCompile(`资金|补[贴助]|奖补|款|招标|中标|成交`)
	// movedTo is to what day a thing was moved, onlyThen in what month alone it comes.
	movedTo  = regexp.MustCompile(`(?:改[至到期在为]|延[期至到]+|推迟[至到]|顺延[至到])(\d{1,2})月(?:(\d{1,2})[日号])?`)
	onlyThen = regexp.MustCompile(`^(?:其[余他它]|余下?|剩余?|另)[^,]*?(\d{1,2})月(?:份|[底初末]|[上中下]旬|\d{1,2}[日号])?(?:之?前|之?后)?(?:才|(?:再|方|将|拟|要|统一|集中|陆续|一并|补)*(?:能|可|予以)?(?:发|拨|付|兑|打|完|验|交|办|装|送|训|领|到|建|改|通|做|救|筛|开[班课展工始业园]))`)
	later    = regexp.MustCompile(`后[方再]?(?:计|列|报|统计)|(?:未|不|没有?)[^,。;]{0,3}(?:计|列|纳|统计|算|填|报)|下月[计报]`)
)

// notDone is the clause by which some of a count is not done, is to come, or may still be objected to.
func (n rowNote) notDone(note string, list []doubt.Clause) string {
	this, known := n.counted()
	if n.p.Kind != huibao.KindCount || !known || this.Sign() <= 0 || begun.MatchString(n.p.DoneMeans) || later.MatchString(n.unowned(note)) {
		return ""
	}
	one := this.Equal(decimal.NewFromInt(1))
	for i, c := range list {
		text := spokenDigits(c.Text)
		numbers, _ := n.numbers(text)
		switch {
		case n.partLater(text, numbers, list[:i]), n.bareNotice(text, note), n.partUnderWay(c, numbers, list[:i]), n.onlyProposed(c, numbers, list[:i]), n.restLater(text, numbers, list[:i]),
			n.movedOut(text, numbers) && !n.toldWhole(list[:i]), n.allAwait(text, list[:i]), i == len(list)-1 && n.onlyNamed(c, numbers):
			return c.Text
		case c.Elsof:
		case one && notAll.MatchString(text), n.onNotice(text):
			return c.Text
		}
	}
	return n.notYet(list)
}

// partUnderWay reports whether so many of the figure are told to be under way: as a part of it, or as all that there is.
func (n rowNote) partUnderWay(c doubt.Clause, numbers []toldNumber, before []doubt.Clause) bool {
	if len(numbers) == 0 || c.Elsof || n.ofOther(c.Text, before) {
		return false
	}
	k := numbers[len(numbers)-1]
	this, _ := n.counted()
	if k.bare || k.value.GreaterThan(this) || !underWay.MatchString(strings.TrimRight(k.behind, "。. ")) {
		return false
	}
	if amongFigure.MatchString(c.Text) {
		return true
	}
	for _, b := range before {
		if told, _ := n.numbers(spokenDigits(b.Text)); len(told) > 0 {
			return amongFigure.MatchString(b.Text) && anyFigure(n.p.r, told[0].value)
		}
	}
	return len(numbers) == 1 && !c.Settled && strings.HasPrefix(k.behind, "正在") && strings.Trim(k.before, "有还尚仍") == ""
}

// onlyProposed reports whether so many of the figure are told to be proposed, or chosen from, alone.
func (n rowNote) onlyProposed(c doubt.Clause, numbers []toldNumber, before []doubt.Clause) bool {
	if len(numbers) != 1 || numbers[0].bare || n.ofOther(c.Text, before) || (c.Elsof && !tellsRow(numbers[0], before) || n.toldWhole(before)) && !n.partsAddUp(numbers, before) {
		return false
	}
	counted, _ := n.p.r.Quantity(huibao.FieldCumulative).Decimal()
	if this, known := n.counted(); known && this.GreaterThan(counted) {
		counted = this
	}
	g := proposed.FindStringSubmatch(strings.TrimRight(numbers[0].behind, "。. "))
	return g != nil && numbers[0].value.LessThanOrEqual(counted) && !countsState(n.p, g[1]+g[2])
}

// allAwait reports whether a clause without a number says that what the one before tells of the whole figure is still to
// be decided (120人均已通过面试，待政审).
func (n rowNote) allAwait(text string, before []doubt.Clause) bool {
	g := stillAwaits.FindStringSubmatch(strings.TrimRight(text, "。. "))
	if g == nil || len(before) == 0 || before[len(before)-1].Elsof || countsState(n.p, g[1]) {
		return false
	}
	numbers, _ := n.numbers(spokenDigits(before[len(before)-1].Text))
	return len(numbers) == 1 && !numbers[0].bare && numbers[0].before == "" && n.isFigure(numbers[0].value)
}

// onlyNamed reports whether a clause tells of the figure that so many were named for it, and no more.
func (n rowNote) onlyNamed(c doubt.Clause, numbers []toldNumber) bool {
	if len(numbers) != 1 || numbers[0].bare || c.Elsof || strings.Trim(numbers[0].behind, "。. ") != "" {
		return false
	}
	g := namedOnly.FindStringSubmatch(numbers[0].before)
	return g != nil && n.isFigure(numbers[0].value) && !countsState(n.p, g[1])
}

// tellsRow reports whether a number begins its clause, alone or as a part, and no clause before speaks of something else.
func tellsRow(k toldNumber, before []doubt.Clause) bool {
	return k.before == "其中" || k.before == "" && !slices.ContainsFunc(before, func(c doubt.Clause) bool { return c.Elsof })
}

// partsAddUp reports whether numbers and those of the clauses before them are, together, a figure of the row.
func (n rowNote) partsAddUp(numbers []toldNumber, before []doubt.Clause) bool {
	for _, c := range before {
		told, _ := n.numbers(spokenDigits(c.Text))
		numbers = append(slices.Clone(numbers), told...)
	}
	return n.sum(numbers)
}

var (
	// proposed is behind a number of what is only proposed, or stands in a choice.
	proposed = regexp.MustCompile(`^(?:均|都|也|尚|还|仅|目前)*(?:是|为|系|属于?|处于)[^,\d]{0,4}?(拟\p{Han}{1,4}|候选|备选|预选|初选|入围|提名|推荐|申报|公示|考察|待[评审批定验]\p{Han}{0,2})(?:对象|单位|点位|名单|人[选员]|项目|小区|阶段|环节|中|的)?$|^[^,\d]{0,6}?(?:均|都|已|全部|正)+(?:上?报|报送|提交|送)[^,\d]{0,10}?(待[评审批定核]\p{Han}{0,2})$`)
	// stillAwaits is a clause of what is still to be decided of those before it, namedOnly stands in front of a number of
	// those who were only named for it.
	stillAwaits = regexp.MustCompile(`^(?:现|目前|均|都|尚|还|仍|正)*(待(?:政审|体检|考[察核]|审[批核定]|评[审定估]|批[复准]?|公示|认定|核[准定]))$`)
	namedOnly   = regexp.MustCompile(`(推荐|提名|初选|入围)(?:上报|了)?$`)
)

// counted is a count's figure of the period, or, where its table tells none, that so far; of a standard how many have it.
func (n rowNote) counted() (decimal.Decimal, bool) {
	if n.p.Kind == huibao.KindStandard {
		return n.p.r.Quantity(huibao.FieldPeople).Decimal()
	}
	if d, known := n.p.r.Quantity(huibao.FieldThis).Decimal(); known {
		return d, true
	}
	return n.p.r.Quantity(huibao.FieldCumulative).Decimal()
}

// restLater reports whether what is left of the figure, beside what was told before, comes in a later month only.
func (n rowNote) restLater(text string, numbers []toldNumber, before []doubt.Clause) bool {
	g := onlyThen.FindStringSubmatch(text)
	if g == nil || len(numbers) != 1 || !n.after(g[1], "") {
		return false
	}
	this, _ := n.counted()
	for _, b := range before {
		for _, at := range numberIn.FindAllString(b.Text, -1) {
			if d, err := huibao.ParseDecimal(at); err == nil && d.Add(numbers[0].value).Equal(this) {
				return true
			}
		}
	}
	return false
}

// movedOut reports whether so many of the figure were moved to a day behind the cut-off.
func (n rowNote) movedOut(text string, numbers []toldNumber) bool {
	g := movedTo.FindStringSubmatch(text)
	this, _ := n.counted()
	return g != nil && len(numbers) == 1 && !numbers[0].bare && numbers[0].value.LessThanOrEqual(this) && n.after(g[1], g[2]) && !scheduledBefore.MatchString(numbers[0].before)
}

// moreThanThis reports whether a number is larger than the figure of the period.
func (n rowNote) moreThanThis(k toldNumber) bool {
	this, known := n.p.r.Quantity(huibao.FieldThis).Decimal()
	return known && k.value.GreaterThan(this) && !anyFigure(n.p.r, k.value)
}

// toldWhole reports whether clauses tell the figure itself: what is moved besides is none of it.
func (n rowNote) toldWhole(before []doubt.Clause) bool {
	for _, c := range before {
		numbers, _ := n.numbers(spokenDigits(c.Text))
		for _, k := range numbers {
			if anyFigure(n.p.r, k.value) {
				return true
			}
		}
	}
	return false
}

// scheduledBefore is before a number of what was planned and is moved: it was never counted.
var scheduledBefore = regexp.MustCompile(`原|计划|另|其余|剩|还有|下`)

func (n rowNote) onNotice(text string) bool {
	g := onNotice.FindStringSubmatch(text)
	return g != nil && n.after(g[1], g[2]) && !ofMoney.MatchString(text)
}

// after reports whether a day, or a month, is behind the cut-off in the year of the period.
func (n rowNote) after(month, day string) bool {
	m, _ := strconv.Atoi(month) // one or two digits
	d, _ := strconv.Atoi(day)
	cut := n.s.Form.Day.CutOff
	return cut.Year == n.s.Form.Period.Year && (m > cut.Month || m == cut.Month && d > cut.Day)
}
