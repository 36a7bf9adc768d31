package doubt

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/width"

	"huibao/internal/regexp"
)

// Kind is what a clause of a row's note says of the row's figure.
type Kind uint8

// Kinds of what a note says, and what has to be true of the row for it to be a doubt.
const (
	None       Kind = iota
	Figure          // the figure itself is none yet, or a wrong one: of any row
	Counted         // the same, of what is counted alone
	Part            // so many of what is counted are not done: Number of Words, where that may be in the figure
	Guessed         // a number that was guessed or planned: where it is the row's figure
	OfMonth         // the figure is that of a month, Number: where it is neither the period nor the month of its cut-off
	PartUpTo        // some of the figure are of a month, Number: where it is after the period
	OfYear          // the figure of the period is the year's, or a cumulative
	Replaced        // a number that was handed in before, and has been changed since: where it is the row's figure
	InMeasure       // the figure is of another measure, Words
	OfArea          // the figure is that of an area, Words: where the unit is not all of it
	OfBegun         // the figure is of what has begun: where that does not count as done
	OfUnit          // so many of the figure are of a unit or of the city, Words: where it is another one
	PartBefore      // some of the figure are of an earlier month, Number: where that is before the period
	AllBegun        // so many, Number of Words, have only begun: where that is the figure of the period and what has begun does not count
	PartDone        // of the figure so many are done, Number of Words: where that is less
	NoneDone        // nothing was done in the period, of Words or of anything: where its figure is not 0
	OfOther         // a rate's part is of people of another kind, Words: where its own meaning does not say so
	OfRow           // the figure holds what is another row's, Words
	KindLeft        // the figure lacks a kind of thing, Words: where the row's name has it
	RowLeft         // it lacks what the row of a code counts, Words: where that is no other row
	Unpaid          // a standard's money was not paid: where the row says that some was
	OfCode          // the figure is that of the row of a code, Words: where that is another row
	OfSpan          // the figure of the period is that of several months: where it is a month's
	OfOwnYear       // the figure is that of a year, Number: where it is another one
	Unapplied       // a standard is not in force, or its money is another sum than was paid
	CountedAs       // what is not done, Words, is counted all the same: where that does not count as done
	PartGone        // so many of a figure, Of, should not be in it, Number of Words: where that is the row's
	Beyond          // some of the figure are of after a day, Of, of a month, Number: where that is the cut-off or after it
	OfStage         // the figure counts an earlier stage, Words, or in its way: where the row's own meaning does not say so
	OfBasis         // a figure holds, or lacks, those of another kind, Words: where the row's own meaning does not say so
	LeftOpen        // the note says that something is left out or may change, which is said as often of what rightly is: of any row where it does not read like those that doubt nothing
	NotYet          // a standard, Number, holds from a month, Words: where that is after the period; of the row's own without a Number
)

// EarlyDays is by how much figures may end before the cut-off: an evening before is the same.
const EarlyDays = 1

// Said is what one clause of a note says.
type Said struct {
	Kind   Kind
	Clause string
	Number string // as typed, without separators
	Words  string // behind the number
	Of     string // of which number it is a part
}

// figures are words for a figure, ofRow how a note names its own row's.
const (
	figures  = `(?:数[据字量值]?|数值|值)`
	ofRow    = `(?:[本该此这以上述]*(?:[行月期表栏项个]|季度?)?(?:的?` + figures + `|数字|人数|户数|个数|情况|状态)?)`
	number   = `(\d+(?:\.\d+)?)\s*`
	notYet   = `(?:仍|还|尚|暂|正)*(?:未|没有?|待|有待|来不及|等)(?:经|最终|进一步|最后)*`
	verified = `(?:核实|核对|核定|核准|核查|复核|审核|审定|确认|确定|核)过?`
	notDone  = `(?:仍|还|尚|正)*(?:(?:未|没有?|待)(?:完成|完工|完|竣工|开工|动工|验收|建成|投用|举办|召开)|(?:正?在|处于)(?:施工|建设|修建|检查|改造|实施|安装|筛查|培训|整改|受理|评审)中?|在建)`
	notEnded = `(?:仍|还|尚)*(?:未|没有?|待)(?:全部)?(?:完成|完工|完|竣工|验收|建成|投用|\p{Han}{2}完)`
	ahead    = `(?:计划|预计|预约|意向|拟|即将)`
)

var (
	// guess are words that make of a figure a guess, provisional a clause that calls its own row's
	// figure one, or not verified.
	guess       = `(?:` + strings.Join(Guesses, "|") + `|大概|大约|大致|初步|暂定|粗略|约数|概数|毛估|粗算|凑整|平均数|月均数|待定数|估)`
	provisional = regexp.MustCompile(`^(?:先|暂)?(?:按照?)(?:` + strings.Join(Guesses, "|") + `)` + figures + `?(?:填[报列写]?|上报|报|计)$|(?:^|[\d%％\p{Han}])(?:[为是系]|均为|属于?)(?:人工|手工|目测|口头)?` + guess + `(?:统计)?(?:的|` + figures + `)?$` +
		`|^` + ofRow + guess + `(?:统计)?` + figures + `?$` +
		`|^` + ofRow + `(?:目前|暂|均|都)?` + notYet + verified + `(?:的?` + figures + `)?(?:后再?(?:改|报|填|定))?$` +
		`|^` + ofRow + `(?:具体)?(?:待定|未定|待补[充报]?|不[全齐]|待查|还?不清楚|还?不确定|说不准|拿不准|不详)$` +
		`|^(?:具体)?` + ofRow + `(?:暂时|目前)?(?:待查|不确定|无法(?:核实|确认|确定|核对))$|^(?:[\p{Han}]{0,6}(?:局|委|办|厅|中心|部门|上级))?(?:尚?未经|尚?未|还没有?|待|等)(?:\p{Han}{1,6}(?:局|委|办|厅|中心|部门|上级)|乡镇?|各?镇街?|街道|村|县里?|市里?|省里?)?(?:认定|核定|确认|核实)$` +
		`|^(?:数据?)?(?:还|尚|仍)?需要?(?:进一步|再)?(?:核实|核对|确认|复核)$|^(?:等|待)\p{Han}{1,6}[站所队科股](?:核实|确认|核定|认定)$|^(?:活产|人|户|对象|人月|实发|发放|应发|工资)数(?:为|是|系)?(?:暂估|估算|估计|预估|推算|待核|待定|未核[对实]?|未更新)(?:数|值)?$|^数据?(?:尚|还)?待(?:乡镇?|各?镇街?|街道|村|县里?|市里?)(?:认定|核定|确认|核实)$|^请\p{Han}{0,6}(?:局|委|办|厅|中心|部门|上级|领导)(?:予以)?(?:核定|核实|核准|认定|确认|审定|把关)$|^以实际(?:数|情况)?为准$`)
	// unsound is a clause that says that the figure is wrong.
	unsound = regexp.MustCompile(`^(?:[多少]填了?[一两几]?[位个]|分[子母][、和与及]?分[子母](?:填|写)反|填反)|(?:要求|需要?|正在?|请)再?(?:核一下|核实一下|核对一下|再核)$|^(?:再|还要)核(?:一下|对)?$|分[子母](?:暂|仍)用|(?:为|是|系)(?:预拨|预付|预约)数$|分[子母]中?(?:含|包括|包含)[^,。;]{0,4}(?:外[县省市地区]|重复)|[为是系]计划(?:发放|完成)[\p{Han}]{0,4}$|^(?:` + ofRow + `)?(?:可能|疑似|似乎)(?:统计|会)?(?:有)?(?:重复|遗漏|有误|不准|不对)$|好像是?\d|估摸|^(?:随便|瞎|乱)填|^(?:参照|参考|按)(?:照)?(?:去年|上年|往年)(?:同期)?(?:` + figures + `)?(?:填报?|统计)?的?$|^(?:` + ofRow + `|本次|上报)(?:可能)?(?:有误|不准确?|不实|错误|存疑|有出入|偏[大小高低](?:请?核[实对定])?|偏[多少]请?核[实对定]|有重复|失真)$|请(?:予以|再)?核[实定]$|^可能(?:漏|多|少|重)[^,。;]{0,6}$|重复(?:数|部分|的)?(?:尚|还)?未(?:剔除|扣除|核减|去除)|^(?:与|和|同)[^,。;]{1,10}(?:相差|有差额|出入)\d|^(?:[此该]数|数据?|数字|上报数?)偏[多少]$|^不一定准确?$|(?:领导|上级|县里|局里)要求(?:填|报|改)|^(?:和|与|同|跟)(?:上[月期]|(?:1[0-2]|[1-9])月份?)的?(?:数据?)?一样$|^(?:照抄|抄)(?:上[月期]|(?:1[0-2]|[1-9])月)[^,。;]{0,4}$|^(?:其中)?(?:含|包含|包括)了?上[月期]的?\d|^其中\d+\p{Han}{1,2}上[月期]已?(?:报过?|上报|计入|统计)|^(?:没有|未)(?:统计|汇总)\p{Han}{2,8}$|^(?:已)?(?:先|提前|先行|预先)(?:计入|纳入|填报|上报)$|^(?:数据?|系统数据?)?(?:暂|尚|还)?未更新$|^(?:` + ofRow + `)填错了?$|(?:^|数据?)(?:与|和|同)[^,。;]{1,8}(?:不符|不一致|对不上|有出入)$`)
	// twice are what was counted twice or not at all, fixed what says in the same note that this has
	// been put right.
	twice = regexp.MustCompile(`^(?:尚|还)?[未没](?:有)?(?:去重|剔重)$|^(?:其中|上[月期])?(?:多|少|漏|错|重复|误)(?:报|填|统计|计|算)了?` + number + `|^(?:其中)?有?重复(?:的|统计)?` + number +
		`|^(?:其中)?有?` + number + `\p{Han}{0,2}?[为是]?重复(?:的|统计|计算)?$|^下[月期](?:再|将|拟|予以)*(?:核减|扣减|扣除|剔除)|^(?:存在|含|包含|包括)(?:有)?(?:部分|少量|个别)?重复(?:的|统计|计算|登记|上报|` + number + `)|^(?:此数|数据?|本[月期]的?数据?)?已?在?(?:上[月期]|(?:1[0-2]|[1-9])月份?)已?(?:报过|上报过|计过|统计过)$|^(?:数据?|本[月期]数据?)?(?:本[月期]|与[^,。;]{1,8})(?:有)?重复(?:统计|计算|上?报)?$`)
	// ofYear is a clause that calls the figure a cumulative, inMeasure one that counts by another
	// measure, replaced one that gives the figure that was handed in before; changedTo is what tells in
	// the same note that it is another now.
	ofYear    = regexp.MustCompile(`^(?:此处|此格|此栏|这里|这一?[格栏]|本[格栏])填的?[为是系]?(?:本年|全年)?累计(?:完成)?` + figures + `$|^(?:此|该|本|这)?(?:数据?|栏|行|表|处|格|个)?(?:填的?|为|是|系|含|均为){1,2}(?:全年|年度|本年)?(?:任务|计划|目标)` + figures + `$|^(?:\d+(?:\.\d+)?\p{Han}{0,2}|本[期月栏]|此|该|本|这)?(?:数据?|栏|行|表)?(?:填的)?(?:[为是系]|均为)?(?:全年|累计|本年累计|年累计)(?:完成)?` + figures + `$`)
	yearSaid  = regexp.MustCompile(`^(?:数据?|此数|填的?)?(?:均?[为是系])1[-—–~至到](1[0-2]|[1-9])月(?:份|底)?的?累计(?:完成)?(?:数据?)?$`)
	inMeasure = regexp.MustCompile(`^(?:计量|金额|资金|(?:实发|应发|发放)(?:金额|资金|数)?)?单位(?:均)?(?:[:为是]|应为)*([\p{Han}㎡㎞]{1,4})$|^(?:[本此该]?数?据?)?按([\p{Han}]{1,3}?)(?:统计|计算|计数|填报|填列|填|计)的?$`)
	replaced  = regexp.MustCompile(`^(?:原|上次)(?:上?报|填|为|数)(?:了|为)?` + number)
	changedTo = regexp.MustCompile(`核减|扣减|扣除|剔除|改为|更正|修正|调整|现为|现报`)
	fixed     = regexp.MustCompile(`已[^,。;]{0,8}(?:核减|扣减|扣除|减去|剔除|去重|更正|纠正|调整|修正|补报|补录|补上|补充)|(?:本[月期次]|现)(?:予以)?(?:核减|扣减|扣除|补报|补录|补上|补足|更正|调整)`)
	// ofArea, ofBegun, ofUnit and fromMonth are clauses of these kinds.
	ofArea  = regexp.MustCompile(`^(?:此|该|本|这)?(?:数据?|栏|行|表)?(?:为|是|系)(全[省市县区旗])(?:的|合计)?数?据?$`)
	ofBegun = regexp.MustCompile(`(?:为|是|系)(?:开工|在建|签约|立项|受理|申请)[户人个台套处所]?数$|^(?:其中)?(?:含|包含|包括)了?(?:拟|预约|即将|未竣工|未完工|未验收|正在施工)[\p{Han}]{0,4}$|^(?:为|是|系|\d+(?:\.\d+)?\p{Han}{1,2}[为是系])(?:开工|在建|签约)(?:里程|面积|规模)$|^验收(?:还|尚|都)?(?:没有?|未)(?:做|办|搞|进行)$|^(?:尚|还|仍|均|都)在(?:施工|建设)中?$|^未全部(?:完工|竣工|完成|验收)$|^基本(?:完工|建成|竣工|完成)$|^[仅只]完成了?(?:招标|立项|设计|签约|选址|征地|基础|路基)\p{Han}{0,4}$` +
		`|^(?:均|都|全部)?(?:尚|还|暂|目前)*未(?:组织|通过|进行|办理)?(?:竣工|交工|完工)?(?:验收|交付(?:使用)?|投入使用|投用|交工)(?:手续)?$|^(?:竣工|交工)?验收(?:手续)?(?:尚|还)?未(?:办理?|组织|开展)$`)
	ofUnit    = regexp.MustCompile(`^(?:其中)?(?:含|包含|包括)了?(\p{Han}{1,6}?(?:县|市|[^社园景矿校辖地山城库牧农新小片灾林老范]区)|市直|市本级|省直)(?:的|代\p{Han}{1,3}|委托|转来)?\d+|^其中\d+\p{Han}{1,2}?(?:为|是|属于?|系)(\p{Han}{1,4}?[县市])(?:的|户籍)?$`)
	fromMonth = regexp.MustCompile(`^` + number + `元的?(?:新)?(?:标准)?[自从]?(\d{1,2})月(?:\d{1,2}日)?起`)
	ownFrom   = regexp.MustCompile(`^[自从]?(\d{1,2})月(?:\d{1,2}日)?起(?:执行|实施|落实|按新标准(?:执行|发放))$`)
	// measured says that the measure is another one.
	measured = regexp.MustCompile(`^(?:计量)?单位(?:误填|填错|有误|不是)[^,。;]{0,6}$`)
	// taken says that what was told too much before is still to be taken off.
	taken = regexp.MustCompile(`(?:应|需|须|请|待|拟|^下[月期]再?|将)(?:予以|从中)?(?:核减|扣减|扣除|减去|减掉|剔除)`)
	// settled is a clause of which the doubt has been dealt with, outer one about what stands beside
	// the row's figure.
	settled = regexp.MustCompile(`已(?:经|全部|全|均|都)*(?:按要求)?(?:核减|扣减|扣除|剔除|减去|核销|更正|纠正|调整|修正|核实|核定|核对|确认|补报|补录|去重|验收|完成|完工|竣工)|(?:未|不|没有?)再?(?:[计纳列]入|统计|计算?)(?:在内)?`)
	aside   = regexp.MustCompile(`^(?:经|较|比|与|按)`)
	outer   = regexp.MustCompile(`^(?:另|尚有|还有|仍有|还剩|剩余|其[余他它]|余下|上[月期]|下[月期]|去年|原)`)

	unfinished = regexp.MustCompile(`^有?` + number + `([\p{Han}]{1,3}?)(?:均|都|主体)?(?:已?(?:完成|完工|封顶))?但?` + notEnded + `的?$`) // 3座在建 is of the others
	parted     = regexp.MustCompile(`^(?:其中.{0,6}?|\d+\p{Han}{0,2}中)` + number + `([\p{Han}]{1,3}?)(?:均|都|主体)?` + notDone)
	holding    = regexp.MustCompile(`^(?:其中|(?:本[期月]|完成|入住|累计|上报|统计|此|该){1,2}数)?(?:含|包含|包括)(?:了)?(?:尚|还)?(?:` + ahead + `|下半年|下季度?|在建|未(?:[完竣动开]工|完成|验收|建成|改造|安装|入住|投用|实施|发放|核实)|在办|已[\p{Han}]{1,4}未)[\p{Han}]{0,8}?` + number + `([\p{Han}]{1,3})`)
	holdingOf  = regexp.MustCompile(`^(?:其中)?(?:含|包含|包括)(?:了)?(?:` + ahead + `)?(?:(\d{1,2})月份?[上中下]?旬?|(下[月期]))(?:[1-3]?\d[日号])?(?:将|拟|要)?[\p{Han}]{1,4}的?` + number + `|^(?:其中)?(?:含|包含|包括)了?下[月期]的?` + number + `|^其中\d+\p{Han}{1,2}?[为于在]?(\d{1,2})月[^,]{0,8}(?:完成|完工|竣工|验收|建成|投用|开发|新增|安置|办理|发放)$`)
	ofMonth    = regexp.MustCompile(`^(?:此|这|本|该|上|以上)?(?:表)?(?:内?的?数[据字]?|[人户]数|金额)?(?:均|都)?(?:[为是系])(?:1月?[-—–~至到])?(1[0-2]|[1-9])月份?(?:的)?(?:累计)?(?:` + figures + `|报表)$`)
	ofLast     = regexp.MustCompile(`^` + ofRow + `(?:仍?[为是系])?(?:截[至止])?上个?[月期](?:底|末)?的?(?:统计|累计)?` + figures + `$`)
	monthsOwn  = regexp.MustCompile(`^(?:数据|填的?)?(?:[为是系])?(?:1月?[-—–~至到])?(1[0-2]|[1-9])月(?:份|底|末)?的?(?:累计)?(?:` + figures + `|累计)$`)
	guessed    = regexp.MustCompile(`^` + ofRow + `(?:先按|暂按|先填|暂填|暂报|先报|(?:` + strings.Join(slices.Concat(Guesses, Hedges), "|") + `|计划|拟)(?:可|能|将)?(?:完成|新增|建成|有|为)?)` + number + `([\p{Han}]{0,3})` + `|^` + ofRow + `(?:完成|新增)?` + number + `([\p{Han}]{0,2}?)(?:` + strings.Join(Behind, "|") + `)$`)
	clauses    = regexp.MustCompile(`[,。;!()\n\s]+`)
	thousands  = regexp.MustCompile(`(\d),(\d{3})`)
)

var (
	// partBefore are clauses by which a part of the figure is an earlier month's; what was made up for
	// is this period's (含5月漏报5户). monthBefore says so without a number.
	partBefore  = regexp.MustCompile(`^(?:\d+\p{Han}{0,2}中)?(?:其中)?(?:含|包含|包括|有)?了?(1[0-2]|[1-9])月份?(?:已报|完成)?的?\d+(?:\.\d+)?([^\d日号,。;]{1,3})$|^其中\d+\p{Han}{1,2}?[为是在]?(1[0-2]|[1-9])月份?已?(?:上报|报过?|计入|统计)(?:过|的)?()$|^其中有?\d+\p{Han}{1,2}?[为是](1[0-2]|[1-9])月(?:份|底|初|末)?的()$`)
	monthBefore = regexp.MustCompile(`^数据?来自(1[0-2]|[1-9])月份?(?:报表|数据|台账)?()$|^(?:其中)?(?:含|包含|包括)了?(1[0-2]|[1-9])月份?的?(?:数据?|完成数)()$|^(?:先|暂|仍|均)*按照?(1[0-2]|[1-9])月份?(?:的)?数据?(?:填报?|上报|填列|填写|报|计)()$`)
	// allBegun are so many that have only begun, doneOf so many of them that are done.
	allBegun = regexp.MustCompile(`^` + number + `(\p{Han}{1,3}?)(?:均|都|全部)?(?:(?:只是|仅|只)?已?开工|正在施工|已签约|施工中|在建)$`)
	doneOf   = regexp.MustCompile(`^\d+\p{Han}{1,3}?中(?:有|的|仅有?|只有?)?` + number + `(\p{Han}{1,3}?)(?:已经?)?(?:完工|竣工|完成|验收|验收合格|通过验收)$`)
	// madeUp are ways to come to a figure without counting.
	madeUp = regexp.MustCompile(`^按[^,。;]{0,10}(?:分之|平均|月均|年均|分解数)[^,。;]{0,4}(?:填报?|填写|填列|上报|报|计)$|^(?:按照?|根据|依据?|由)[^,。;]{0,8}(?:倒推|倒算|推算|测算|匡算|反推|折算|估算|均摊|分摊)(?:数|得出|填报?|而来|的)*$|^按照?(?:序时|时序|时间|计划)?进度(?:填报?|填写|填列|上报)$|^折(?:算|合)[为成](?:标准\p{Han}{0,4}|\p{Han}{0,3}[台户人个亩]数?)$|[均都][为是系]计划(?:安排|开展|实施)(?:数|的)?$` +
		`|^(?:此数?)?[为是系]?(?:设计|合同|中标|批复)(?:里程|数量?|规模|面积|户数|人数)$|^按(?:双向|单幅|车道)\p{Han}{0,4}(?:计|统计|计算)的?$`)
	// partsOf, partsMonth and ofOther are of a rate's parts.
	partsOf    = regexp.MustCompile(`^(?:已)?(?:入住|筛查|救助|随访)数(?:含|包括|包含)了?(?:预约|(?:已\p{Han}{2})?[尚还]?未(?:入住|筛查|救助|随访|完成))|^分[子母](?:[、和及]?分[子母])?(?:均|都|暂|仍|尚|还)*(?:(?:用|取|按|采用|沿用|为|是|系)(?:的是?)?(?:去年|上年|往年|上月|估|计划|预计|[^,。;]{0,4}当月)|待[核定]|未核|存疑|未更新|不准|不含|未含|(?:含|包括)(?:复筛|复查|重复|去年|上年|跨年))`)
	partsMonth = regexp.MustCompile(`^分[子母](?:[、和及]?分[子母])?(?:均|都|暂|仍)*(?:用|取|按|采用|沿用|为|是|系)(?:的是?)?(?:1月?[-—–~至到])?(1[0-2]|[1-9])月份?(?:底|末)?的?(?:\p{Han}{0,6}数|数据?|)$`)
	ofOther    = regexp.MustCompile(`^分[子母](?:暂|仍)?(?:用|取|按|采用)(常住|户籍|登记|参保|在册|流动)[\p{Han}]{0,6}$`)
	lastYear   = regexp.MustCompile(`^其中` + number + `(\p{Han}{1,3}?)[为是系]?(?:去年|上年|往年|前年)(?:已)?(?:完成|建成|竣工|完工|验收)的?$`)
	noneDone   = regexp.MustCompile(`^本[月期](?:暂|尚|还)?(?:未|没有?)(?:开展|完成|组织|举办|实施|新增|发放)(\p{Han}{0,6})$`)
	unapplied  = regexp.MustCompile(`^(?:新?标准)?(?:尚|还|暂|目前)*未(执行|实施|落实|落地)(?:到位|新标准)?$|^(?:还|尚|暂)?(?:没有?|未)(按)(?:新标准|\d+元)(?:标准)?(?:执行|发放)$|^\d+(?:\.\d+)?元的?[为是系](拟定?|计划|目标|建议)\p{Han}{0,2}标准$|^(实发|金额)(?:数|金额)?(?:为|是|系|填的?是?|按)应发(?:数|金额)?$`)
	ofRowElse  = regexp.MustCompile(`^(?:其中)?(?:含|包含|包括)了?(\p{Han}{3,12})$`)
)

// denied is a doubt that is denied, and what is said to be none of the figure.
var denied = regexp.MustCompile(`(?:无需|不需要?|不用|不应|没有|无)再?(?:核减|扣减|扣除|剔除|更正|调整)|(?:并?不是|并非|非)(?:` + strings.Join(Guesses, "|") + `|初步|大概|大约)` + figures + `?` +
	`|(?:不含|不包[括含]|[未没]有?包?[含括])[^,。;]{0,12}(?:计划|预约|预计|拟|已报|上[月期]|下[月期])[^,。;]{0,10}` +
	`|另有[^,。;]{0,16},?[^,。;]{0,4}(?:未|不)[计列纳]入` +
	`|(?:^|[,。;])(?:另|其余|剩余|余下|剩下)[^,。;]{0,10}(?:正在|尚未|还未|待|在建|在训|施工中)[^,。;]{0,8},?[^,。;]{0,4}(?:未|不)[计列纳]入(?:本[月期])?` +
	`|(?:^|[,。;])缺[课考勤席](?:的)?` + number + `\p{Han}{1,2}(?:的)?(?:未|不)(?:[计列纳]入|统计在内|在统计内)`)

// OfNote are the things that a row's note says by which its figure may be doubted.
func OfNote(note string) []Said {
	text := thousands.ReplaceAllString(width.Fold.String(strings.TrimSpace(note)), "$1$2")
	text, list := ofKinds(notCounted.ReplaceAllString(denied.ReplaceAllString(text, ""), ""))
	places := kindLeft.ReplaceAllString(text, "")
	whole := rightlyLeft.ReplaceAllString(places, "")
	switch {
	case placesLeft.MatchString(places), notOurs.MatchString(text):
		list = append(list, Said{Kind: Figure, Clause: note})
	case notWhole.MatchString(whole), partLeft.MatchString(inTheNote.ReplaceAllString(whole, "")), notFinal.MatchString(settledElsewhere.ReplaceAllString(text, "")):
		list = append(list, Said{Kind: LeftOpen, Clause: note})
	}
	if countedIn.MatchString(text) {
		list = append(list, Said{Kind: OfBegun, Clause: note})
	}
	for _, c := range clauses.Split(text, -1) {
		s, alone := ofClause(c), c == strings.TrimRight(text, ".。;!")
		switch {
		case s.Kind == None, fixedBehind(text, c):
		case s.Kind == NoneDone && !alone: // 本月未举办招聘会 may be of something beside the row's
		case s.Kind == Unpaid && !alone && !strings.Contains(c, "实际") && !monthsPay.MatchString(c): // 新增5人，尚未发放
		case s.Kind == Replaced && !changedTo.MatchString(text):
		default:
			list = append(list, s)
		}
	}
	return list
}

// fixedBehind reports whether what a clause says to be wrong, or counted twice, has been put right by
// its own words or by those behind it; of a guess and of what is still to be taken off nothing is.
func fixedBehind(text, clause string) bool {
	if provisional.MatchString(clause) || !twice.MatchString(clause) && !unsound.MatchString(clause) && !taken.MatchString(clause) && !measured.MatchString(clause) {
		return false
	}
	_, behind, _ := strings.Cut(text, clause)
	for _, c := range append([]string{clause}, clauses.Split(behind, -1)...) {
		if fixed.MatchString(c) && !onlyTold.MatchString(c) {
			return true
		}
	}
	return false
}

// monthsPay begins a clause of all that was to be paid in a month.
var monthsPay = regexp.MustCompile(`^\d{1,2}月`)

// onlyTold is in a clause of what others are to put right.
var onlyTold = regexp.MustCompile(`通知|反馈|报请|要求|下[月期]|[将拟待]`)

// wrong reports whether a text outside a table says that its figures are.
func wrong(text string) bool {
	for _, c := range clauses.Split(text, -1) {
		if (unsound.MatchString(c) || disowned.MatchString(c) || provisional.MatchString(c) || groundless(c)) && !fixedBehind(text, c) {
			return true
		}
	}
	return false
}

func ofClause(c string) Said {
	if g := holdingOf.FindStringSubmatch(c); g != nil && !partBefore.MatchString(c) {
		return Said{Kind: PartUpTo, Clause: c, Number: g[1] + g[len(g)-1]}
	}
	find := func(re *regexp.Regexp, kind Kind, settles bool) (Said, bool) {
		at := re.FindStringSubmatchIndex(c)
		if at == nil || settles && (outer.MatchString(c) || re != taken && aside.MatchString(c)) {
			return Said{}, false
		}
		behind := c // the number, where there is one
		if len(at) > 2 && at[3] > 0 && kind == Part {
			behind = c[at[3]:]
		}
		if settles && settled.MatchString(behind) {
			return Said{}, false
		}
		g := re.FindStringSubmatch(c)
		s := Said{Kind: kind, Clause: c}
		for i := 1; i+1 < len(g); i += 2 {
			s.Number, s.Words = s.Number+g[i], s.Words+g[i+1]
		}
		if len(g) == 2 {
			s.Number = g[1]
		}
		return s, true
	}
	for _, k := range []struct {
		re      *regexp.Regexp
		kind    Kind
		settles bool
	}{
		{provisional, Figure, false}, {disowned, Figure, false}, {atAnother, Figure, false}, {misreported, Counted, false}, {countedYet, OfBegun, false}, {partYet, Part, true}, {ofSpan, OfSpan, false}, {ofAnyYear, OfOwnYear, false}, {byMonth, OfMonth, false}, {unsound, Figure, false}, {measured, Figure, false}, {twice, Counted, false}, {taken, Counted, true},
		{partBefore, PartBefore, false}, {monthBefore, PartBefore, false}, {allBegun, AllBegun, true}, {doneOf, PartDone, false}, {madeUp, Figure, false}, {partsOf, Figure, false}, {partsMonth, OfMonth, false}, {lastYear, Part, false},
		{parted, Part, true}, {unfinished, Part, true}, {holding, Part, true}, {yearSaid, OfYear, false}, {ofMonth, OfMonth, false}, {monthsOwn, OfMonth, false}, {ofLast, Figure, false}, {ofBegun, OfBegun, false}, {fromMonth, NotYet, false}, {ofYear, OfYear, false}, {replaced, Replaced, false}, {guessed, Guessed, true},
	} {
		if s, is := find(k.re, k.kind, k.settles); is {
			return s
		}
	}
	for _, of := range []func(string) Said{ofGround, ofStages} {
		if s := of(c); s.Kind != None {
			return s
		}
	}
	for _, k := range []struct {
		re   *regexp.Regexp
		kind Kind
	}{{ofArea, OfArea}, {ofUnit, OfUnit}, {wholeOf, OfUnit}, {rowElse, OfCode}, {unpaid, Unpaid}, {inMeasure, InMeasure}, {noneDone, NoneDone}, {ofOther, OfOther}, {unapplied, Unapplied}, {ownFrom, NotYet}, {ofRowElse, OfRow}} {
		if g := k.re.FindStringSubmatch(c); g != nil {
			return Said{Kind: k.kind, Clause: c, Words: strings.Join(g[1:], "")}
		}
	}
	return Said{}
}

// monthTold is what is said of a table's figures, or of one of its columns, by the month alone.
var monthTold = regexp.MustCompile(`^(?:[备附]?注:|说明:)?(?:以上|上述|本表|表中|表内|所有|全部)?的?(?:数据|数字|本[期月](?:完成)?数?)(?:[栏列])?(?:均|都)?(?:填的?)?(?:为|是|系)(?:1月?[-—–~至到])?(1[0-2]|[1-9])月(?:份|底|末)?(?:当月)?的?(?:数据?|完成数|累计数?)?$`)

// monthOfSome says so of some of the figures, by whom or what they are of; ofBefore names those that
// are another month's rightly.
var (
	monthOfSome = regexp.MustCompile(`^(?:\d{0,3}[项个])?(\p{Han}{2,6}?)的?(?:数据|数字)(?:均|都|仍|还|暂)*[为是系](?:1月?[-—–~至到])?(1[0-2]|[1-9])月(?:份|底|末)?的?(?:数据?|累计数?)$`)
	ofBefore    = regexp.MustCompile(`[上前去原同对比基往]|目标|计划|历史`)
)

// MonthOf is the month of which a text says that figures are (此为5月份数据), 0 where it says none.
func MonthOf(text string) int {
	g := ofMonth.FindStringSubmatch(text)
	if g == nil {
		g = monthTold.FindStringSubmatch(text)
	}
	if g == nil {
		if g = monthOfSome.FindStringSubmatch(text); g != nil && !ofBefore.MatchString(g[1]) {
			g = g[1:]
		} else {
			g = nil
		}
	}
	if g != nil {
		month, _ := strconv.Atoi(g[1]) // one or two digits
		return month
	}
	return 0
}
