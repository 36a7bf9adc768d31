package doubt

import "huibao/internal/regexp"

// What a clause says of the ground on which a figure stands: who answers for it, of which time and of
// whom it is, how it was counted. A figure without ground, or on another one than its row's, is asked.

const (
	papers  = `(?:台账|佐证(?:材料|资料)?|凭证|签收[单表]|花名册|名册|原始(?:记录|单据|资料)|验收[单表])`
	notSo   = `(?:未(?:达标|完[工成]|竣工|验收|通过|合格|到岗|落实|发放|核实|审核|办[理结]|签[约订]|入住|筛查|随访|接通|联系|上牌|开工|交付|实施|参加|取得|培训|适配|改造|安装)|没有?(?:完|验收|筛查|参加|入住|随访)|不(?:合格|达标|符合|满足)|在建|拟建|意向|预约|正在(?:施工|办理|建设)|拒[检绝]|外出|停用|报废)`
	asCount = `(?:计为|计入|算作?|算入|算在内|统计在内|视为|视同|纳入统计|按已?\p{Han}{2,3}(?:统计|计算|计|算))`
	partDay = `(?:份|底|末|初)?`
)

// ground is a kind of such clauses; unless says of what it is none.
type ground struct {
	re, unless *regexp.Regexp
	kind       Kind
}

func onGround(re, unless string, kind Kind) ground {
	g := ground{re: regexp.MustCompile(re), kind: kind}
	if unless != "" {
		g.unless = regexp.MustCompile(unless)
	}
	return g
}

var (
	// unvouched are clauses by which nobody answers for a figure, preliminary those by which it is none
	// yet, rounded those by which it was not counted; each is so of all figures, where it is said of all.
	unvouched = []ground{
		onGround(`^(?:相关|数据?|此数|均|都|目前|暂|尚|还|也|但|因)*(?:无|没有|未见|未建立?|缺少?|缺乏|未提供|拿不出|找不到|查无)(?:任何|相关|原始|统计|书面|完整的?)*`+papers+`(?:可查|佐证|支撑|留存)?$`, "", Figure),
		onGround(`^[^,。;已]{0,16}(?:口头|电话)(?:上?报|报来|报送|报过来|汇报|提供)(?:的|数|数据)*$`, `通知|催`, Figure),
		onGround(`^(?:数据?|此数|该数|均)*(?:的)?(?:来源|出处|依据)(?:不明|不详|不清楚?|待查|不足)$`, "", Figure),
		onGround(`^(?:数据?|此数|尚|还|暂|均|都|目前)*(?:未|没有?)(?:录入|录进|上传|导入|登记|入账)(?:到|至|进)?[^,。;]{0,8}(?:系统|平台|台账|账)$`, "", Figure),
		onGround(`^(?:此数?|数据?|该数)?[为是系](?:自报|自评|自填|自行(?:填报|上报|统计))(?:数|数据|的)?$|^[^,。;]{0,8}自[报填评](?:数|数据|的)$`, "", Figure),
		onGround(`(?:照顾|应付|应对|迎合|考虑到?|为了?(?:不影响|完成|达到|应付)?)[^,。;]{0,8}(?:考核|排名|任务|检查|通报|督查|进度)[^,。;]{0,6}(?:填报?|上报|报|写)的?(?:数)?$`, "", Figure),
		onGround(`凑(?:数|够|足|齐)(?:$|的|\d)|^[为是系]?(?:虚|假|编)(?:数|造的?|的)$`, `资金|款|物资|人手`, Figure),
		onGround(`^\d*(?:\.\d+)?[?]+$`, "", Figure),
	}
	preliminary = []ground{
		onGround(`^(?:数据?|此数|具体数?|该数|其余的?|余下的?|缺的|差的)?(?:后|以后|随后|稍后|回头|过后|改日|明天|过几天|下[月周]|月底)再?补(?:报|充|齐|上|录|填)?$`, "", Figure),
		onGround(`^(?:先|暂时?|临时)(?:填|报|写|放|占|列)(?:上|着|个|一个)*(?:数|位|再说|的)?$`, "", Figure),
		onGround(`^(?:本|此|该)?(?:数据?|表)?[为是系](?:月度)?(?:快报|速报|预报|进度快报)(?:数据?)?$|^(?:月度|进度)?(?:快报|速报)(?:数据?)$|^[(]?快报[)]?$`, "", Figure),
		onGround(`^(?:数据?|此数)?(?:最终)?(?:还|尚|仍)?(?:要|需|须|将)?(?:以|待|等)[^,。;]{0,8}(?:年报|季报|半年报|普查|清查|决算|审计)(?:结果|数据?)?(?:为准|确定|核定|调整)$`, "", Figure),
	}
	rounded = []ground{
		onGround(`^(?:\d+(?:\.\d+)?\p{Han}{0,3}?)?(?:数据?|此数|均|都|已|系|是|为|按|取的?)*取整(?:数|填报|上报|后|的)?$|^(?:按|取|凑|填)整数(?:填报?|上报|计|报)?$|四舍五入到[十百千万]|零头(?:已|均)?(?:舍去|略去|未计|不计|未报|抹去)|(?:舍去|抹去|去掉)了?零头`, "", Figure),
		onGround(`按[^,。;]{0,8}(?:设计|合同|图纸|中标|招标|批复|概算|预算|规划|立项|可研|测绘前)(?:(?:签订|签约|约定|确定|载明|下达|建设|发放)?的?(?:总|工程)?(?:数量?|量|里程|长度|面积|规模|金额|户数|人数|套数|文件|书|文本|图纸?))?(?:统计|计算|填报|上报|计|算|报|填)的?$`, `完成`, Figure),
	}
	// noneOfIts are clauses by which what stands in a cell is no figure.
	noneOfIts = []ground{onGround(`^\d*(?:\.\d+)?[为是系]?(?:示例|样例|举例|例子|测试|试填|虚构|编造)(?:数|的|数据)?$`, "", Figure)}
	// otherTime are of a figure that is of another time than the row's.
	otherTime = []ground{
		onGround(`^(?:其中)?(?:期末)?(?:对象)?(?:人数|户数|对象数|人月数?|累计人月|实发(?:金额|资金|数)?|金额|资金|活产数|总套数|套数|总数|常住人口|床位数?)(?:只|仅|均|都|仍|还|暂)*(?:为|是|系|用|取|按|算到|算至|计到|计至|统计到|统计至|截[至止]|到)(?:的是?)?(?:1月?[-—–~至到])?(1[0-2]|[1-9])月`+partDay+`的?(?:数据?|人数|合计|累计数?)?$`, "", OfMonth),
		onGround(`^(?:其中|含|包含|包括|人月|实发|金额|资金|数据?){1,3}(?:中)?(?:含|包含|包括)?了?(1[0-2]|[1-9])月份?(?:的|预发|提前发放的?|补贴|资金|应发)*(?:数|人月|部分)?$`, `^[^含包]*$`, PartUpTo),
		onGround(`^(?:\d+(?:\.\d+)?\p{Han}{0,3})?(?:均|都|全部)?[为是系](20\d\d)年(?:度)?(?:的)?(?:结余|剩余|存量|库存|完成|适配|验收|建成|竣工|发放|改造)(?:数|的|数据)?$`, "", OfOwnYear),
		onGround(`^(?:其中|数据?|此数)?(?:含|包括|包含)了?(?:部分)?(?:以前|往|历|前几|前两)年度?(?:的|数|数据|完成|未报|漏报|欠报|遗漏)*(?:数|的|部分)?$`, `结转|续建|跨年`, Figure),
	}
	// otherBasis are of a figure that holds what is not done, or is of others than the row's, or was
	// counted in another way than the row before.
	otherBasis = []ground{
		onGround(`口径(?:已|有)?(?:有?(?:所)?(?:变化|变动|差异|出入|不同)|(?:与|和|同)[^,。;]{1,12}(?:不同|不一致|不符|有(?:所)?(?:差异|出入|别|不同))|(?:放宽|扩大|缩小|改变|变更|调整)了?$)|(?:与|和|同)[^,。;]{1,12}口径(?:不同|不一致|不符|有(?:所)?(?:差异|出入|别|不同))`, `未|没有|无|不存在|[去上往前]年`, Figure),
		onGround(`(`+notSo+`)[^,。;]{0,8}[^,。;不未没无再应得能](?:也|均|都|一并|暂|仍|先|已)*`+asCount+`(?:已\p{Han}{2,4}|完成)?(?:了|的|本[月期]|数据?|在内|完成数?|累计)*$|(`+notSo+`)的?(?:也|均|都|一并|暂|仍|先|已)*`+asCount+`(?:已\p{Han}{2,4}|完成)?(?:了|的|本[月期]|数据?|在内|完成数?|累计)*$`, `(?:未|没有?|不)(?:将|把|发现|存在|曾|应|得|能|予|再|可)|重复|核减|剔除|上[月期]|现已|后已|(?:整改|复验|复查|复检|返工|补训|补考|验收)(?:合格|达标|通过|完成)?后|外出(?:务工|就业|打工)|报废(?:更新|换新|拆解|回收|处置)`, CountedAs),
		onGround(`^分[子母](?:中)?(?:已|均|未|没有?|不|还|暂)*(?:扣除|剔除|核减|减去|去掉|排除|含有?|包括|包含|计入|算入)了?([^,。;]{2,14}?)(?:\d+\p{Han}?)?$`, `重复|死亡|去世|注销|错误|已迁出|分[子母]中?[已均]*(?:含有?|包括|包含|计入)了?(?:流动|外来|常住|户籍|非户籍|暂住|异地)`, OfBasis),
		onGround(`^(?:筛查|救助|随访|入住|体检|服务|培训|发放)(?:人|户|套)?数(?:中)?(?:含|包括|包含)了?([^,。;\d]{2,10}?)(?:人数|数|的|\d+\p{Han}?)*$`, `补[报发录]|结转|^发放(?:人|户)数(?:含|包括)了?(?:已(?:注销|死亡|去世)|(?:本[月期])?新增)`, OfBasis),
		onGround(`^实发(?:数|金额|资金)?(?:中)?(?:含|包括|包含)了?([^,。;\d]{2,10}?)(?:\d+(?:\.\d+)?(?:万?元))?$`, `补发|补差|补报|结转|提标|差额`, OfBasis),
	}

	// partGone are so many of the figure, Of, that should not be in it.
	partGone = regexp.MustCompile(`^(\d+(?:\.\d+)?)\p{Han}{1,3}?中?(?:有|的)?` + number + `(\p{Han}{1,2}?)(?:目前|现|均|都)?(?:已经?)?(?:离职|辞职|离岗|退出|流失|死亡|去世|注销|放弃|退回|退租|搬离|失联|解聘|不符合(?:条件|要求)?|不合格|未到岗|未上岗|[为是系]?外[县市省]\p{Han}{0,4}|(?:不属于?|非|不是)本[县市区]\p{Han}{0,4})了?$`)
	// beyond are those of after a day of a month that are counted all the same.
	beyond = regexp.MustCompile(`^(?:其中|含|包括)?(?:有)?(\d{1,2})月(\d{1,2})日(?:后|以后|之后|起)(?:的|完成|新增|办理|验收|竣工|发放|改造)*(?:的?\d+(?:\.\d+)?\p{Han}{0,3})?(?:已|也|均|都|一并|先行)+(?:计入|算入|纳入|统计在内|计算在内)(?:本[月期]|了|数据?)*$`)
	// lastYears are a rate's parts of another year: 用的是去年分母; of one that is named, byYear.
	lastYears = regexp.MustCompile(`(?:用|取|按|采用|沿用)的?是?(?:去年|上年|往年|前年)度?的?(?:同期)?的?(?:分[子母]|基数|底数|人口数?|户数|人数)$`)
)

// ofGround is what a clause says of the ground on which its row's figure stands.
func ofGround(c string) Said {
	if g := partGone.FindStringSubmatch(c); g != nil {
		return Said{Kind: PartGone, Clause: c, Of: g[1], Number: g[2], Words: g[3]}
	}
	if g := beyond.FindStringSubmatch(c); g != nil {
		return Said{Kind: Beyond, Clause: c, Number: g[1], Of: g[2]}
	}
	for _, list := range [][]ground{unvouched, preliminary, rounded, noneOfIts, otherTime, otherBasis} {
		for _, k := range list {
			if s, is := k.says(c); is {
				return s
			}
		}
	}
	if lastYears.MatchString(c) {
		return Said{Kind: Figure, Clause: c}
	}
	return Said{}
}

func (k ground) says(c string) (Said, bool) {
	g := k.re.FindStringSubmatch(c)
	if g == nil || k.unless != nil && k.unless.MatchString(c) {
		return Said{}, false
	}
	s := Said{Kind: k.kind, Clause: c}
	for _, part := range g[1:] {
		if k.kind == OfBasis || k.kind == CountedAs {
			s.Words += part
		} else {
			s.Number += part
		}
	}
	return s, true
}

// groundless reports whether a clause outside a table says so of its figures: that nobody answers for
// them, that they are none yet, or are not counted.
func groundless(c string) bool {
	for _, list := range [][]ground{unvouched, preliminary, rounded, leaned, owned} {
		for _, k := range list {
			if _, is := k.says(c); is {
				return true
			}
		}
	}
	return lastYears.MatchString(c)
}
