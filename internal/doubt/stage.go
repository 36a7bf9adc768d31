package doubt

import "huibao/internal/regexp"

// stageWords are what comes before a thing is done, or beside it, and is counted otherwise.
const stageWords = `(?:申请|申报|评估|入户|摸底|送检|报名|采样|送样|取样|抽血|登记|预约|受理|签约|意向|合同|招标|中标|设计|立项|批复|下达|分配|路基|初测|双幅|单幅|车道|开工|在建|计划|目标|任务|应发|应筛|应付|发卡|采血卡|协议|认领|检查次数|可入住|抽样|面试|笔试|初审|初选|预选|入围|候选|备选|推荐|提名|考察)`

var (
	// ofStage is a clause by which a figure counts an earlier stage, Words, or in another way.
	ofStage = regexp.MustCompile(`^(?:\d+(?:\.\d+)?\p{Han}{0,2}|此数?|该数|数据?|(?:实发|发放|支付|补[贴助])?(?:金额|资金|款项?|人[次月])数?|` + ofRow + `)?(?:均|都|只)?(?:[为是系]|指的?是?)(?:\p{Han}{0,4})?(` + stageWords + `)(?:\p{Han}{0,6}?的?)(?:[户人台套件处个]?数量?|里程|面积|规模|长度|金额)$` +
		`|^(?:[^,。;]{0,6})按(?:照)?(?:\p{Han}{0,4})?(` + stageWords + `)(?:发放|合计)?(?:[户人台套件处个]?数量?|里程|面积|规模|长度|次数)?(?:统计|计算|填报|上报|填列|计|算|报|填)的?$`)
	notStage  = regexp.MustCompile(`^[^,。;]{0,2}(?:目标|任务|计划)(?:数|值|任务)?(?:均|都)?按|完成|实际|不|未|要求|无|非|办结|[验接]收|竣工|投[用入]|交付|到[位账]|通过|批准|达标|合格|入住|上岗|结业|取[证得]|兑[付现]|计划[内外生免]`)
	onlyStage = regexp.MustCompile(`^(?:都|均)?(?:只是|仅是|仅为|只)(?:已)?(` + stageWords + `)(?:的|数|了)?$`)
	// byYear is a part of a rate that was taken from another year: 应筛人数按2022年人口计.
	byYear = regexp.MustCompile(`(?:按|用|取|采用|沿用|[为是系])(20\d\d)年(?:度|底|末)?的?(?:同期|常住|户籍|统计|年报)*(?:分[子母]|底数|人口数?|人数|户数|基数|数据?|项目|任务|对象|指标|名单)(?:统计|计算|填报|计|算|填)?的?$`)
	// monthsPart is a figure, by its number, that is of a month: 4206人为1-5月数.
	monthsPart = regexp.MustCompile(`^\d+(?:\.\d+)?\p{Han}{0,2}[为是系](?:1月?[-—–~至到])?(1[0-2]|[1-9])月` + partDay + `的?(?:累计)?(?:人数|户数|数据?)$`)
	// told is what was handed in once before.
	toldBefore = regexp.MustCompile(`^(?:这|此|该)?\d*\p{Han}{0,2}(?:在)?(?:上[月期]|(1[0-2]|[1-9])月份?)(?:也|就|已)+(?:报|计|统计|上报)(?:过)?了?$`)
	// onlyDone is how many alone are done, Number of Words, allWaiting how many have not begun.
	onlyDone   = regexp.MustCompile(`(?:合格|完工|竣工|完成|适配|到位|投用|安装|发放|举办|上牌|改造)的?(?:只有|仅有|仅|只)()` + number + `(\p{Han}{1,2}?)$|合并(?:为|成)()` + number + `(\p{Han}{1,2}?)(?:举办|召开|举行|开展)?$|^(?:其中|但|实际)*(?:有|能提供|附)[^,。;\d未没无]{0,6}(?:佐证|照片|签[到收字名]|凭证|记录|依据)[^,。;\d]{0,3}的(?:只有|仅有|仅|只|有)?()` + number + `(\p{Han}{1,2}?)$`)
	allWaiting = regexp.MustCompile(`^` + number + `(\p{Han}{1,2}?)(?:均|都|全部|暂|尚|还|仍)*(?:未|没有?)(?:动工|进场|开工|施工|启动|实施|完工|竣工|验收|发放|领取|到货|配发|举办)$`)
	// partWrong are so many of the figure that are to be done again or are not there yet.
	partWrong = regexp.MustCompile(`^其中` + number + `(\p{Han}{1,2}?)\p{Han}{0,4}?(?:(?:尚|还|仍)*(?:未|没有?)(?:领取|到货|配发|配送|送达|铺完|铺设|通车|上岗|报到|开课|结业|出结果|举办|动工|进场)|需要?(?:返工|整改|重做)|(?:不合格|不达标|不符合)\p{Han}{0,4})$`)
)

var (
	// leaned are more clauses by which nobody answers for a figure.
	leaned = []ground{
		onGround(`(?:凭|靠|按)(?:印象|记忆|感觉|经验(?:$|[^收]))|(?:微信群?|QQ群?|朋友圈|[^人牛羊猪禽畜鸡鱼族集种]群里|^群里|(?:^|[从在由])群[中内])[里中内]?(?:统计|接龙|报|汇总|收集)的?$|(?:^|[^人])群接龙`, `不[得能]|未|严禁`, Figure),
		onGround(`^(?:此数?|该数|数据?)?(?:尚|还|仍)*(?:有|存)(?:疑问|疑义|疑点|争议)$|(?:此|该|这个?)数(?:据)?(?:不实|不准|有误|有问题|失实|偏[大高低小多少])`, `无|没|不存在|已(?:更正|核实|解决)`, Figure),
		onGround(`(?:数据?)?(?:未|没有?)(?:经)?(?:对账|复核|核对|复测|核销|清点)过?$|^[^,。;]{0,6}未经[^,。;]{1,8}(?:核定|核实|认定|确认|审定|审核|审签|审批|复测|验收)$`, `资金|决算`, Figure),
		onGround(`(?:等|待)[^,。;]{1,8}(?:回来|上班|反馈|出来|报来|回复|定了?|确认)后?再(?:说|定|报|改|填|补|核)|(?:数据?|此数)(?:由[^,。;]{1,6})?(?:代填|代报|代估)`, "", Figure),
		onGround(`(?:同|按|等)比例(?:放大|缩小|折算|推算|扩大)|按(?:平均|均)(?:数|值)?(?:算|计|推|填)`, "", Figure),
		onGround(`(?:同|按|等)比例分配`, `资金|款|经费|补助金|名额|任务`, Figure),
		onGround(`为(?:了)?(?:完成|达到|赶上?|不落后于?)(?:序时)?(?:进度|任务|目标)(?:而)?(?:填报?|上报|报)的?$`, "", Figure),
		onGround(`(?:请|应)(?:以|按)[^,。;]{1,10}(?:数据?|报表)(?:更正|为准|修正|改)`, `本表|此表|此数|本次|盖章|纸质`, Figure),
		onGround(`(?:^|有)[^,。;]{0,4}(?:一|几|两|个别|部分|\d+)个?(?:乡镇?|镇|村|街道|社区|单位|医院|学校)(?:的)?(?:还|尚|都|也)?(?:没有?|没报|未报|缺)(?:上报|报|数据?|反馈|统计)?(?:数|来|全|齐)?$|名单(?:还|尚)?(?:没|未)(?:有)?(?:报|收)?(?:全|齐)$`, `任务|此项|项目`, Figure),
		onGround(`^[^,。;]{0,8}[为是系][^,。;]{0,8}(?:暂估|估算|估计|预估|推算|测算|抽样)(?:的)?(?:数|值|结果)?$`, `投资|概算|资金|不|非|未|按照?(?:实际|标准|规定|政策)\p{Han}{0,6}测算`, Figure),
		onGround(`[为是系][^,。;]{1,8}自[报填评]$|数[据字]?(?:是|为)?按(?:上[月期]|(?:1[0-2]|[1-9])月份?)(?:的)?(?:数据?)?翻的?`, "", Figure),
		onGround(`^分[子母](?:有误|不准确?|存疑|填错|偏[大小高低])$|^(?:分[子母]|数据?|人数)?(?:少|多|漏)(?:算|计|报|统计)了?[一两几二三]`, "", Figure),
		onGround(`^(?:还|尚)?(?:等|待)\p{Han}{2,8}(?:核实|确认|核定|认定|答复|回复)$`, `验收|资金|项目|方案`, Figure),
		onGround(`^(?:此数?)?[为是系]?(?:去年|上年|往年)的(?:数|数据)?$`, "", Figure),
		onGround(`第[一二三]稿$|^(?:数据?|数字)(?:还|可能|将)?会有(?:变化|变动|调整|出入)$`, "", Figure),
	}
	// owned are those by which whoever filled it in says so of himself, or of what he took.
	owned = []ground{
		onGround(`^[^,。;]{0,4}用的?是(?:年度?|全年)?(?:计划|目标|任务|预计|预算)(?:数|值)$|(?:^|[\d是为先])(?:的?是)?占(?:个)?位(?:数|符|用|的)?$`, `病变`, Figure),
		onGround(`^(?:这[行个项]|此[行项])?我?(?:不会|不懂|不知道?怎么?)填|(?:^|我|本人|领导|[局科股站所]长|主任)(?:还|都|也)?没有?(?:看|审|过目|把关)过?$`, "", Figure),
		onGround(`^(?:\d+\p{Han}{0,2}|此数?|该数|数据?|这个)?(?:好像|貌似|似乎)[是为有含]`, "", Figure),
		onGround(`按[^,。;]{0,8}(?:[一二三四五六七八九两]成|[一二三四五六七八九]折)(?:半)?(?:折|推|算|计|估|填|报)?的?$`, `标准|补贴|补助|报销|价|收费|优惠`, Figure),
		onGround(`^(?:20\d\d年(?:底|初|末|度)?|[是为用])?的?[老旧](?:数据?|数字|底子)$|回来后?再(?:核|查|补|报|改|说)|以后[^,。;]{0,10}再(?:补正|更正|改正|调整|修改|改)$`, "", Figure),
		onGround(`(?:等|待)[^,。;]{1,8}(?:盖章|签字|签章|审签|会签|开会|研究)后?再(?:说|定|报|改|填|补)|(?:请|麻烦)[^,。;]{0,8}(?:帮忙?|再|协助|代为)[^,。;]{0,4}(?:核|查|看|对|把关)(?:一下|下|对|实)?$`, "", Figure),
		onGround(`^\d*\p{Han}{0,2}[是为系]已?签了?(?:协议|合同)的?(?:[户人]?数)?$`, "", Counted),
		onGround(`请改[成为]\d|^(?:还|尚)?没有?(?:测|量|核|统计|汇总|清点)完$`, "", Figure),
	}
	// wrongly are those by which some are counted that should not be.
	wrongly = []ground{
		onGround(`^(?:其中|`+ofRow+`)?(?:中)?有?\d*\p{Han}{0,2}重复(?:享受|领取|登记|参加|检查|申领|发放|人次|人员)$|^含重复(?:人次|人员|户)?$`, `无|没`, Figure),
		onGround(`^[^,。;未不]{0,8}(?:含|包括|包含)了?[^,。;未不]{0,8}(?:自行|自费|自建|自购|自发)[^,。;]{0,8}$`, `自行车|(?:农户|牧户|住户|群众|居民|村民|牧民)自建`, Counted),
		onGround(`^[^,。;未不]{0,8}(?:含|包括|包含)了?(?:国道|省道|国省|高速公路)[^,。;]{0,8}$`, "", Counted),
		onGround(`^[^,。;未不]{0,8}(?:含|包括|包含)了?已(?:退(?:出|休|租|保|房|学|股)|注销|死亡|去世|迁出|搬离|离职|撤销)[^,。;]{0,10}$`, `(?:累计|发放|领取|享受|救助|慰问|补贴)[^,。;]{0,4}(?:含|包括)了?已(?:注销|死亡|去世)`, Counted),
		onGround(`^[^,。;未不]{0,8}(?:含|包括|包含)了?(?:(?:补换发?|补办|换发)(证)?|补(证))[^,。;]{0,8}$`, "", CountedAs),
		onGround(`^[^,。;未不]{0,8}(?:含|包括|包含)了?(?:上|去|往|前)年度?(?:已|未)?[^,。;\d]{0,6}$`, `结转|续建|跨年|同期|年底`, Figure),
		onGround(`^(?:数|含|其中)*(?:下[月期]|次月)?初?(?:完成|新增|办理)的?(?:也|都)(?:算|计)(?:在|入)?(?:本[月期])?(?:里|内|了)?$`, "", Counted),
		onGround(`^(?:数|含|其中)*(1[0-2]|[1-9])月份?(?:初|上旬)?(?:完成|新增|办理)的?(?:也|都)(?:算|计)(?:在|入)?(?:本[月期])?(?:里|内|了)?$`, "", PartUpTo),
		onGround(`不[全都]是[^,。;]{2,10}$`, `原因|因为|问题`, Counted),
	}
)

// ofStages is what a clause says of the stage, or of the time, that its row's figure is of.
func ofStages(c string) Said {
	if g := ofStage.FindStringSubmatch(c); g != nil && !notStage.MatchString(c) {
		return Said{Kind: OfStage, Clause: c, Words: g[1] + g[2]}
	}
	if g := onlyStage.FindStringSubmatch(c); g != nil {
		return Said{Kind: OfStage, Clause: c, Words: g[1]}
	}
	for _, k := range []struct {
		re   *regexp.Regexp
		kind Kind
	}{{byYear, OfOwnYear}, {monthsPart, OfMonth}, {toldBefore, PartBefore}, {partWrong, Part}, {notAccepted, Part}, {allWaiting, AllBegun}, {onlyDone, PartDone}} {
		g := k.re.FindStringSubmatch(c)
		if g == nil || k.kind == Part && settled.MatchString(c) {
			continue
		}
		s := Said{Kind: k.kind, Clause: c}
		switch {
		case len(g) == 2:
			s.Number = g[1]
		case k.kind == PartDone:
			s.Number, s.Words = g[2]+g[5]+g[8], g[3]+g[6]+g[9]
		default:
			s.Number, s.Words = g[1], g[2]
		}
		if k.kind == PartBefore && s.Number == "" {
			s.Kind = Counted
		}
		return s
	}
	for _, list := range [][]ground{leaned, owned, wrongly, hedged} {
		for _, k := range list {
			if s, is := k.says(c); is {
				return s
			}
		}
	}
	return Said{}
}
