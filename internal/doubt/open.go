package doubt

import (
	"strings"

	"huibao/internal/regexp"
)

// What the words of a note may say against a figure is open; what they say without doing so is finite
// enough to be listed. So a clause of which a character of doubt is left, after the words in which it
// is harmless and those of the row itself were taken out, is a doubt.
var (
	// harmless are words in which such a character says nothing.
	harmless = regexp.MustCompile(`未检出|代办|临时增加|未(?:打招呼|收到)|确实只|不是全部(?:任务|项目)|(?:无|没有|不存在)[^,]{0,8}(?:情形|情况|现象|问题)|尚未(?:开始|到)|短缺|不属|不是(?:很|太)|不作废|沿用[^,]{0,6}(?:标准|政策|做法)|未到位前|(?:新增|完成|办理)的?也算|(?:未(?:发现|发生|出现|使用|采用)|不存在|不含|未含|不包[括含]|并?不是|并非|非|无|没有)(?:任何|虚|重|漏|错|瞒|估|预|误|推|人|遗)[^,、]{0,8}|非(?:遗|学历|户籍|公|农)|第[一二两三\d]+次[^,、]{0,4}|[上去前]年(?:度)?(?:结转|续建|跨年)|(?:上[月期]|\d+月)?(?:补报|补录|漏报)(?:上[月期])?|20\d\d年[^,]{0,4}(?:结转|以?前购置)|暂(?:停|住|无|停发)|缺(?:少|乏|资|人手)|有?待(?:进一步)?(?:提高|提升|加强|改进|完善|优化)|待[^,]{0,8}(?:明确|下达|出台|批复|协调|确诊|修复|恢复|移交|拨付|公示|维修|分配)|未(?:开展|安排|承担|涉及|达标|到检|参训|按期|按时)|签订[^,]{0,8}合同|均(?:已)?(?:签|办|回收|注销)[^,]{0,10}|退出\d|未(?:成年|婚|来|就业|脱贫|孕|育|入学|参保|婚育|消除|分类|利用)|(?:日|月)?期?未(?:变|改变|调整|变化|变动|变更)` +
		`|(?:[未没](?:有)?|无|不)(?:再)?(?:发现|发生|出现|存在|收[到取]|影响|超|变|改变|调整|增|减|涉及|遗漏|漏|重|接到|享受|拖欠|间断|产生|突破|新增|违|含|造成|引发|完成[^,]{0,6}(?:任务|目标|进度|计划)|达[^,]{0,6}(?:任务|目标|进度|计划|时序|序时|标原因)|招满|报满|满员)` +
		`|不(?:锈|动产|少于|低于|超|高于|等|断|定期|足|同|重不漏|得|准|影响|便|限|收|可移动|在本)|不符合(?:适配|申请|享受|救助|改造)?(?:条件|政策)|没收|没有?(?:问题|变化)|无(?:障碍|偿|线|人机?|害化|证|牌|房|业|烟|水|法定|误|需|重|遗|漏|劳动|责|固定|此|新增|异|故|安全|事故|违|投诉)` +
		`|待(?:遇|业|产|岗|机|检)|(?:接|招|期|对|看|优|等)待|退(?:役|休|耕|伍|捕|牧|还林)|补(?:贴|助|充|偿|给|习|足|差|植|种|录|报|发|缴|齐)|(?:应补|尽)补|改(?:造|建|扩建|善|革|厕|水|良|进|电|装)|新\(?改\)?建|转(?:移就业|诊|型|办|变|化|移支付|院|正)|外(?:出|墙|立面|科|网|销|挂|观|围|部|来|地户籍)|(?:户|对|室|线|郊)外|重(?:度|点|症|要|大|庆|阳|病|残|建|型|特|修)|(?:严|比|体|载|吨|起)重|废(?:旧|弃|水|气|品|物)|预(?:算|防|备|警|制|留|期|案|付款|报名)|代(?:表|理|码|销|步|际|课|耕|办点)|(?:年|时|现|世|替|一|三|交)代|临时(?:救助|性|用工|用地)|先(?:进|天|锋|后|导|行区|建后补)|(?:优|领|率)先|停(?:车|电|水|机坪)|(?:公交)停靠|拆(?:除|迁|解|装)|死亡|差(?:额|异|旅|价|补)|(?:补|误|温|级|反)差|缺(?:口|陷|水|氧)|(?:还|偿|退|归|返|交)还|还(?:款|清|本|贷|建)|等(?:级|次|$|[^,]{0,6}\d)|刚(?:性|需)|错(?:峰|时|位)|交错|消(?:防|毒|费|除|化|杀)|走(?:访|廊|向|读|失)|人才|才(?:艺|能)|暂(?:无|停发)|申请(?:书|表|对象)|上门|只(?:羊|鸡|猪|鸭|鹅)|估(?:价|值)|评估|仅用|以上门|旧(?:路|城|楼|村|址)|老旧|换(?:热|气|新|填)|[更置替兑]换|借(?:助|鉴|阅)|倒(?:排|计时)|(?:错|遗)漏(?:已|率)|(?:渗|防|查)漏|临(?:街|水|河|边|床|近)`)
	// beside are matters that come after a thing is done, or run beside it; they doubt a row that is of them.
	beside = regexp.MustCompile(`资金|[工余尾]?款|补贴|补助|津贴|拨付|兑付|支付|结算|决算|审计|移交|归档|档案|资料|台账|确权|产权|质保|管护|公示|平台|未签订?[^,]{0,6}协议|协议(?:已|正)|绿化|养护|标书|工伤|收入|隐患|问题|事故|疫|投诉|信访|编制|经费|概算|投资|奖补|考核|联系|意向|贷|保险|复垦|土地`)
	// inPart are the characters of doubt where a clause is of so many of the figure, inAll where it is of
	// all of it.
	inPart = regexp.MustCompile(`[一]半|半[天个套]|重叠|打回|上季|各报|彩排|合在一起|合并|反悔|拉回|扣了|[也都]算|算[上在进入了]|[未没待尚仅只刚才还暂拟预估退撤废误漏错停欠缺差借临缓倒搬丢坏缝拒罚]|不|无|改[至到期在为成]|转[出至到给]|取消|注销|重[复了报新]|虚|代[签领填报办检课]|先|死|亡|去世|走了|被|口头|自报|换[牌证]|外[县省市地区]|邻[县市]|[去上前]年|上[月期]|协议户|签订协议|签约|申请|申报|报名|受理|意向|预拨|合同(?:里|中|内|数|上|约定)|中标|下达|指标|需求数|复查|复检|复审|二手|过户|视频|线上宣传|商演|排练|搞|谈|旧|假|离|放弃|等(?:·|验收|检查|通知|审|批|发)|非|过期|失效|在押|被收养|重名|陪|岁了|挂牌|关门|停业|在(?:仓库|财政|谈|办|押|途)|返[工修]|劝返|整改|维修|更换|拖走|拆(?:了|走)|收回|比[^,]{0,3}少|邻|辖区外|实习`)
	inAll  = regexp.MustCompile(`补签|是补的|也记|改[到至][^,]{0,3}[月年]|^[只仅][^统]|[^,]只是|不[是属]|对不上|不符|不齐|代替|重叠|打回|反悔|扣了|一半|取消|作废|终止|中止|等通知|折[成合]|折算成|沿用|没|未[全正及经组]{0,2}[·反验完竣通装交启铺划做过批签领发到核审用接拆合办上取录出毕结开回移投入还满收注抽测备更挂拨打兑实落建动施进支评安培适改配配盖达]|尚[无在]|待|还[在差没未需要得是挂算]|去世的|才|刚|[缺欠]|暂|估|大概|差不多|凑|误|漏|错|重[复了]|自[报填己]|停[用工业]|撤|退回|倒闭|口头|代[签填报]|推出|推算|[量凑蒙猜编]的|[也都]算|算[了进作]|算在|一[起块并]?算|一[起块]发|[也都]在里面|打算|[^作使]用手机|地图|两回|两次|多次算|现场没|仅|[^\d一-十两几]只[^有要能]|(?:部分|个别|有些|有的)[^,]{0,8}(?:是|按|为|只|用[^户]|没|未|老标准|旧标|[去上]年)|^[·为是系此数:]*(?:申请|审核通过|审批通过|公示|采购|受理|登记求职|报名)(?:数量?|[户人台套个]数|名单|表)?$|按[^,]{0,6}(?:采购|发票|申请|审核|需求|派出所|门诊|预算)[^,]{0,4}(?:数|量)?(?:填|报|算|计)?$|是门诊`)
)

// Doubted is the first character of doubt in a text, of a part of a figure or of all of it, that is left
// beside what is harmless and beside the row's own words; "" without one.
func Doubted(text, own string, part bool) string {
	rest := blankOwn(harmless.ReplaceAllString(text, "··"), own)
	re := inAll
	if part {
		re = inPart
	}
	return re.FindString(rest)
}

// Beside is the matter beside the row's own of which a text is; "" where it is of none, or of one that the row is of.
func Beside(text, own string) string {
	for _, s := range beside.FindAllString(text, -1) {
		if !strings.Contains(own, s) {
			return s
		}
	}
	return ""
}

// blankOwn puts a mark in the place of each two characters that stand so in the row's own words.
// OwnMarked is a text with a mark in the place of each two characters that stand so in the row's own words.
func OwnMarked(text, own string) string { return blankOwn(text, own) }

func blankOwn(text, own string) string {
	list := []rune(text)
	gone := make([]bool, len(list))
	for i := range len(list) - 1 {
		if list[i] > 0x2fff && list[i+1] > 0x2fff && strings.Contains(own, string(list[i:i+2])) {
			gone[i], gone[i+1] = true, true
		}
	}
	for i := range list {
		if gone[i] {
			list[i] = '·'
		}
	}
	return string(list)
}
