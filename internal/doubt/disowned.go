package doubt

import "huibao/internal/regexp"

// undoneYet is what is not done, as a note names it beside a number.
const undoneYet = `(?:(?:尚|还|仍)*未(?:完工|竣工|验收|落实|开工|建成|投用|完成|核实|发放|签约|上牌|办结|到岗|入住|安装)|在建|在办|正在施工)`

var (
	// disowned is a clause by which nobody stands for the figure: it is not to be used, or has no ground.
	disowned = regexp.MustCompile(`^(?:请|先|暂)*(?:忽略|勿用|(?:勿|不要|别)(?:再)?(?:使用|采用|采信|汇总|计入))(?:[此该本这]个?(?:[数行格表栏项]|数据))?$|^[此该本这]个?(?:[数行格表栏项]|数据)(?:请|先|暂|已)*(?:忽略|作废|无效|不作数|不算数|勿用|(?:勿|不要|别)(?:再)?(?:使用|采用|采信|汇总|计入))$` +
		`|^(?:都是|全是|自己|我)?估的$|^(?:凭|靠)(?:记忆|印象|经验|感觉)(?:填报?|估计?|写)?的?$|^[此该这]?(?:数据?)?(?:没有|无|缺乏|缺少)(?:统计)?依据$|^(?:数据?)?暂缺$|^注水$|^(?:有|存在)(?:水分|注水)$` +
		`|^` + ofRow + `(?:沿用|填的?是?|用的?是?|取自|[为是系])+(?:去年|上年|往年|前年)(?:同期|同月|全年|年底)?的?(?:` + figures + `|数据)?(?:的)?$` +
		`|^(?:[1-9]|1[0-2])月份?上旬的?(?:` + figures + `|数据)$|^实际(?:数|情况)?比(?:这个?|此|该|填报|上报)数?(?:要|还|略)?[多少高低大小]$` +
		`|^(?:为不影响[^,。;]{1,6})?(?:先|暂)按(?:已?完成|完工|验收)数?(?:填报?|上报|计|统计)$|^(?:先|暂)(?:填|报|用)的?是?(?:年度)?(?:计划|目标|任务|预算|应发)` + figures + `$` +
		`|^(?:实发)?(?:金额|资金)[为是系]预算数$|^按照?(?:合同|图纸|设计|中标)(?:签订)?(?:数量?|长度|里程|面积|规模|工程量)(?:统计|计算?|填报?|上报)的?$` +
		`|^(?:等|待)[^,。;]{0,8}(?:数据?|报表)[^,。;]{0,6}后再?(?:改|更正|更新|补报|修改|调整|填报?)$|^\p{Han}{0,6}(?:局|委|办|厅|中心|残联)(?:还|尚)?(?:未|没有?)(?:核|核实|核对|复核)过?$|^以下[月期](?:的)?(?:报表|数据?|月报)为准$`)

	// atAnother is a clause by which the figure is that of a cell beside its own.
	atAnother = regexp.MustCompile(`^` + ofRow + `填错(?:行|格|栏|列|位置)了?$|^应填在?[上下]一?[行栏格列]$`)

	// misreported are so many that were told falsely, countedYet what is not done and counted all the
	// same, countedIn the same of a number.
	misreported = regexp.MustCompile(`^(?:其中)?有?(?:虚|瞒)报了?` + number + `|^(?:经|被)?(?:审计|核查|检查|抽查|巡察|督查)(?:组|局)?(?:时|中)?(?:指出|发现|认定|反馈|查出)(?:虚|瞒|多|少|漏|错|误|重复)(?:报|计|统计)了?` + number + `|^(?:含|包含|包括)(?:有)?重复(?:报名|参加|申报|培训|发放)的?` + number)
	countedYet  = regexp.MustCompile(`^(?:有|其中)?部分(?:还|尚|仍)?(?:未|没有?)(?:通过)?验收$`)
	countedIn   = regexp.MustCompile(`(?:^|[,。;])(?:另有?|其中|还有|有)?` + number + `\p{Han}{1,2}` + undoneYet + `[,]?(?:也|均|都|但|已|先|一并)*(?:先行|提前)?(?:计入|统计在内|纳入统计)(?:本[月期])?(?:数据?)?(?:$|[,。;)])` +
		`|(?:^|[,。;])(?:其中)?` + undoneYet + `的?` + number + `\p{Han}{1,2}(?:也|均|都|一并)*已(?:先行|提前)?(?:计入|统计在内|纳入统计)(?:本[月期])?(?:数据?)?(?:$|[,。;)])|(?:^|[,。;])已(?:先行|提前|一并)?(?:计入|纳入统计)了?` + undoneYet + `的?` + number)
	// partYet are so many of what is counted of which less was done than counts.
	partYet = regexp.MustCompile(`^\d+\p{Han}{1,2}?中有?` + number + `(\p{Han}{1,2}?)(?:[只仅](?:是)?(?:受理|开工|签约|立项|申请|预约)(?:[,]?未\p{Han}{2})?|(?:因\p{Han}{1,6})?(?:已)?取消)了?$`)

	// notOurs says that the figure holds what another unit counts.
	notOurs = regexp.MustCompile(`^(?:` + ofRow + `|其中)?(?:含|包括|包含)了?[^,。;()未不]{2,12}[(,](?:不归|不属于?|不由)[我本][县市区局](?:统计|管|管辖|上报)?[)]?$`)

	// wholeOf and rowElse say whose the figure is, ofSpan, ofAnyYear and byMonth of what time.
	wholeOf   = regexp.MustCompile(`^` + ofRow + `[为是系]([^全本我各该此为是系城\d]\p{Han}{0,4}?[县市])的?(?:` + figures + `|数据)$`)
	rowElse   = regexp.MustCompile(`^` + ofRow + `(?:[为是系]|属于?)(\d{1,2}\.\d{1,2})(?:行|项|指标)?的(?:` + figures + `|数据)?$`)
	ofSpan    = regexp.MustCompile(`^` + ofRow + `(?:填的?)?[为是系]?(?:[2-9]|1[0-2])月?[-—–~至到、和及](?:[2-9]|1[0-2])月份?(?:[两二三四]个月)?的?(?:(?:合计|总|共计)` + figures + `?|` + figures + `)$|^` + ofRow + `[为是系]?(?:[两二三四]个月)的?(?:合计|总|共计)` + figures + `?$|^` + ofRow + `[为是系]?第?[一二三四]季度的?(?:合计|总)?` + figures + `$`)
	ofAnyYear = regexp.MustCompile(`^` + ofRow + `(?:沿用|[为是系]|填的?是?)*(20\d\d)年(?:度|全年|同期|底|末)?的?` + figures + `$`)
	unpaid    = regexp.MustCompile(`^(?:(?:\d{1,2}月)?(?:补[贴助]|津贴)?(?:资金|款项?|金|钱)?(?:尚|还|目前|均|都)*)(?:未|没有?)实?际?(?:打款|打卡|发放|支付|兑付|兑现)(?:到[位人户卡]|下去)?$`)
	byMonth   = regexp.MustCompile(`^` + ofRow + `(?:最终)?以([1-9]|1[0-2])月份?的?(?:上报|报送)?(?:报表|数据|数|月报)为准$`)
)
