package doubt

import (
	"strings"

	"huibao/internal/regexp"
)

// places are how a text names a part of a county or of the city; a clause ends behind it.
const (
	places    = `(?:[乡镇旗县]|[^农]村|[^社园景矿校辖地]区|街道)`
	clauseEnd = `(?:的?数据?)?(?:$|[,。;)])`
)

var (
	// placesLeft leaves a part of the unit out, wherever it is said.
	placesLeft = regexp.MustCompile(`(?:不含|不包[括含]|[未没]有?(?:包?含|包括))[^,。;]{0,8}?` + places + clauseEnd)

	// notWhole are words that say that something is left out of figures.
	notWhole = regexp.MustCompile(`(?:还|尚|仍|^)[差缺有][^,。;]{0,6}` + places + `(?:没有?|未)(?:报|交|统计|汇总)` +
		`|` + places + `的?数据?(?:暂|尚|还)?(?:缺失?|空缺)(?:$|[,。;)])|(?:数据|` + places + `)(?:还|尚)?(?:没有?|未)(?:全部|完全)(?:上报|报送|报齐|汇总)(?:$|[,。;)])` +
		`|` + places + `的?数据?(?:还|尚)?(?:没有?|未)[报交]|数据?[暂尚还]?缺[^,。;]{1,6}` + places + `|缺[^,。;]{1,8}[乡镇村]的?数|除[^,。;]{1,8}` + places + `外(?:$|[,。;)])|(?:还|正)在收集|` + places + `的?(?:数据?)?(?:还|尚)?没有?(?:统计|收|报)(?:上来|齐)|^缺[^,。;]{1,6}` + places + `$|^[仅只](?:指|限|是|为)?[^,。;]{0,4}(?:城区|县城|主城区)$` +
		`|未统计|未汇总|(?:^|[^期])未报(?:送|来|$|[^告的])|未上报|另报|另行(?:上报|报送|补报)|[漏缺]报|[下次]月再?(?:补报|上报|报送)|待补[报充]|不完整` +
		`|(?:数据?|统计|填报)(?:不[全齐]|缺失|暂缺|[未没]有?收?齐)|[尚暂还仍]缺[^,。;]{0,8}(?:数据|报表|单位|` + places + `)` +
		`|[仅只](?:统计|汇总|含|包[括含]|有|为|是|报)了?(?:[^,。;本各]{0,8}` + places + clauseEnd + `|[^,。;本各]{0,6}(?:` + places + `|县直|市直|区直|本级|城区|县城|主城)(?:的?数据?|学校|部分)(?:$|[,。;)])` + `|\d+个(?:[乡镇村县区旗]|街道|单位))` +
		`|(?:^|注:|数据?|统计|汇总)[(,]?[^,。;]{1,8}` + places + `除外`)

	// leftOut are the words that leave something out of a table without saying of what unit.
	leftOut = regexp.MustCompile(`不含|不包[括含]|不计|[未没]有?包[括含]|未含|未[计列纳]入`)

	// partLeft is leftOut of a note: it leaves a part of the unit or of the time out, or so many; a kind that
	// does not count is left out rightly.
	partLeft = regexp.MustCompile(`(?:不含|不包[括含])[^,。;]{0,12}?(?:[乡镇村街县区市旗厂农\d]|部分|个别|其[他它余]|上报|未|[去今明前上]年|年[度底前末]|季|批|本月|本期|流动|外出)|[^,。;]{0,8}(?:[乡镇村]|其[他它余]|部分|个别)[^,。;]{0,6}不计|[未没]有?包[括含]|未含|未[计列纳]入`)
	// rightlyLeft is what of notWhole and leftOut is said of what is rightly left out of what was done, of
	// papers, of a rule and what breaking it leads to, of what there is none of or was made up for.
	rightlyLeft = regexp.MustCompile(`(?:不含|不包[括含]|不计|未[计列纳]入)(?:在内)?(?:` + undone + `|税)` +
		`|(?:` + undone + `)(?:的|项目|工程|人员|部分|完成数)*(?:均|都|一律)?(?:不[计含]|不纳入|不统计|未[计列纳]入)` +
		`|未[列纳]入[^,。;]{0,8}(?:计划|目标|任务|台账|项目库)的?[^,。;]{0,4}(?:不[计含]入?|不纳入|不统计)` +
		`|(?:不含|不包[括含])[^,。;]{0,4}(?:涉密|秘密|敏感|隐私|个人信息|本数)|不计(?:分|息|酬|入[^,。;]{0,4}(?:考核|得分|评分|排名))` +
		`|(?:件|版|稿|材料|照片|附件|说明|报告|名单|方案|台账|总结)[请需须均将]?另行?(?:上报|报送|报)` +
		`|(?:各(?:单位|县|区|乡|镇|部门|地)|每[月季])[^,。;]{0,12}(?:上报|报送)` +
		`|(?:^|[,。;:.、凡对期]|数据|填报|资料|报送)(?:未上?报送?|不全|不完整|[漏缺]报)(?:(?:的|者)[^,。;]{0,6},|[^,。;]{0,6})[^,。;]{0,8}(?:通报|扣分|问责|追责|约谈|退回|重报|视[为同]|取消|催报)` +
		`|(?:不得|严禁|杜绝|防止|避免|禁止|切勿|不要|是否|有无|如有|若有|无|没有|不存在|未发现|解决|整改|排查|纠正|补[报发录]|上[月期季]|此前)[^,。;]{0,6}?(?:[漏缺]报|未上?报|未统计|不全|不完整)` +
		`|未上?报送?:?(?:0(?:$|[^\d.])|无)|(?:含|包括)了?(?:上[月期季]|\d{1,2}月份?)[^,。;]{0,4}[漏缺]报\d|[漏缺]报[^,。;]{0,6}已[^,。;]{0,4}补`)

	// kindLeft leaves out a kind of places, which is of what is counted and not of where.
	kindLeft = regexp.MustCompile(`(?:不含|不包[括含]|不计|未[计列纳]入)(?:农村|乡镇|城镇|乡村|城乡|小区|(?:行政|自然|示范|(?:已?脱|非?)贫困?|重点|中心|美丽|试点|搬迁|移民|空心|新)村)` + clauseEnd)

	// inTheNote is what a row's note rightly leaves out besides: what is gone, what has a reason, and
	// what is not in something else than the figure.
	inTheNote = regexp.MustCompile(`(?:不含|不包[括含]|不计)(?:[^,。;]{0,8}配套|已|原|因|过境|报废|拆除|停用|停业|其[他它]|外[省地县市]|死亡|去世|迁出|注销|不符|不合格)` +
		`|(?:不含|不包[括含]|不计)[^,。;]{0,12}(?:社保|社会保险|公积金|五险)|放弃[,]?(?:均|都|故|已)?[未不]再?[计纳列统]入?` +
		`|(?:待|未|不|重复|在建|在施工|施工中|拟|已|退出|退[票回]|推迟|延[期后迟]|顺延|预计|计划|尚在|仍在|取消|结转|复[查检审测]|自费|正在|转[入出]|商业|拒)[^。;]{0,16}(?:不|未|没有?)再?[计纳列统]入?` +
		`|未[列纳]入[^,。;计]{0,6}(?:平台|系统|库|名录|台账|计划|规划|目标|范围|清单|考核|项目)`)

	// notFinal are words that say that figures may still change, or are none of this period's,
	// wherever they stand.
	notFinal = regexp.MustCompile(`仅供参考|快报数|暂报数|(?:^|[,。;:(])(?:暂报|先行上报|先报)(?:$|[,。;)此该这])|推算(?:数|值|$|[)。])|(?:非|不是)(?:最[终后]|正式|定)的?(?:数|版|稿|表)|以(?:明[天日]|后[天面续]|稍后|随后|下次|[之过以]后|另行|部门后续|[^,。;]{1,6}(?:后续|稍后|随后|另行))[^,。;]{0,10}为准|(?:临时|过渡|暂用)(?:性)?` + figures + `$` +
		`|以[^,。;]{0,10}(?:最终|正式|年底|年报|决算|审计|核[实定]|审[核定]|公布|发布)[^,。;]{0,8}为准|以[^,。;此本该这]{1,8}(?:数据?|数字)为准|(?:后期|以后|后面|还)(?:可能)?会(?:有)?(?:变化?|变动|调整)$|最[终后]` + figures + `(?:待|尚?未|还没)|(?:^|[,。;])(?:先|暂时?)[填报](?:这些|这个|此)|` + figures + `均?以[^,。;]{1,10}(?:局|委|办|厅|中心|部门|系统|平台)(?:的|` + figures + `)*为准|` + figures + `(?:尚|还)?(?:待定|未定|待补|未最[终后]确定)` +
		`|数[据字值]?[^,。;任计]{0,6}(?:可能|或|[还仍]会|将)[^,。;]{0,4}(?:调整|变动|修正|修订|更正)|数据?[^,。;]{0,2}未更新` +
		`|沿用[^,。;]{0,4}(?:上[月期]|\d月)|(?:[暂仍均先][按用填为]|[按照])上[月期](?:累计|完成|实际)?的?(?:` + figures + `)?(?:[填报上先暂来]|的?$|[,。;)])|(?:数据?|本表|以上)[均都]?[为同是]上[月期](?:的?数据?)?(?:$|[,。;)])` +
		`|(?:^|[,。;:先暂均都])(?:[填报]的是|按照?)(?:年度?|全年)?(?:计划|目标|任务)(?:` + figures + `)?(?:[填上先暂]|$|[,。;)])` +
		`|(?:以上|上述|本表|表中|数[据字]?)[^,。;不]{0,4}(?:含|包[括含])了?(?:在建|未[完竣]工|未验收|拟建|意向|预计)` +
		`|(?:以后|后续|下[月期次]|回头|核实后|反馈后|核准后|出来后)[^,。;]{0,6}(?:再改|调整|更正|修改|改正)(?:$|[,。;)])` +
		`|(?:以后|后续|将于?[^,。;]{0,4}|\d月[将再]?)重新(?:上报|报送|填报)`)

	// ofTheTable are those that say so outside a table, where they can be of nothing but it: in a
	// row's note they may be of anything (另有2个待核实).
	ofTheTable = regexp.MustCompile(`(?:数据?|数字|[行列格])[^,。;]{0,4}(?:有误|不对|错误|填错)|填反|更正(?:[:为]|[^,。;]{0,12}为准)|电话更正|[列行表格]填的是|[列行]均?[为是](?:万|千|百|亿)|讨论稿|征求意见|送审稿|草稿|草表|初稿|暂估|预估|估[算计](?:数|值|$|[)。])|初步(?:统计|数|核|汇总|测算|掌握|摸底|结果|审核)|待[核审](?:实|对|定|查|$|[)。])|[未待]经?(?:最终|进一步)?(?:核实|核对|核定|审核|审定)|预计(?:完成)?(?:数|值)` +
		`|(?:正在?|还在|尚在)(?:收集|汇总|核实|核对|核查|统计)(?:中|$|[,。;)])|请勿使用(?:本|此|该)?(?:表|数据?)|(?:^|[,。;:(])(?:旧表|废表?$|不作数)|仅作测试` +
		`|仅供(?:内部|领导|局内)参考|[此本该]表[为是系]?(?:练习|试填|试报|占位)|[此本该]表先占位|(?:^|[,。;])数据?(?:下?周[一二三四五六日]|明天|后天|稍后|随后)再?(?:补?报|补)(?:$|[,。;)])` +
		`|的数据?(?:还|尚)?没有?更新(?:$|[,。;)])|(?:^|注:|[,。;])(?:本年|本[月期])?累计(?:完成)?数?(?:含|包[括含])了?(?:在建|未[完竣]工|未验收|拟建|意向)` +
		`|本月(?:完成)?数据?[均都]?[为是系](?:[1-9]|1[0-2])月?[、和及](?:[1-9]|1[0-2])月份?(?:两个月)?的?合计` +
		`|以(?:邮件|纸质[版件]?|电话[^,。;]{0,4}|传真|另[一外][^,。;]{0,3}表|补充报[表送])[^,。;]{0,4}为准` +
		`|(?:^|[,。;:(])[此本该这](?:表|页|件|数据|[份版次张])[^,。;]{0,2}作废|[先请](?:不要|别|勿)用(?:$|[,。;])|等(?:下一|新|正式)的?[版份](?:$|[,。;])|数?请改[成为]\d|^[(\[【]?(?:作废|样表|示例|测试)|(?:测试|模拟|演示)数据`)
	// settledElsewhere is what of notFinal is said of no figure.
	settledElsewhere = regexp.MustCompile(`以[^,。;]{0,16}区划(?:代码)?为准|(?:原|此前|之前|上次|前期)[^,。;]{0,6}(?:有误|不对|错误|填错|填反)|上期累计[^,。;]{0,2}按[^,。;]{0,8}|^(?:\d[.、])?未经[^,。;]{0,6}(?:不得|严禁|请勿|禁止)|(?:解释|口径|标准|格式|说明|名称|时间|政策)[^,。;]{0,4}以[^,。;]{0,20}为准`)

	// expected is a forecast where the text is of the table itself, and none where it tells of
	// what comes later (预计10月完工, 以上项目预计年底完工).
	expected = regexp.MustCompile(`(?:以上|上述|本表|表中)[均都]?[为是系]?预计|(?:数据?|数字|数值)[^,。;]{0,8}预计`)

	// notThese say of a table's figures that they are of another measure, or of no return, or that
	// some of them are wrong.
	notThese = regexp.MustCompile(scale + `|[(【](?:测试|样表|示例|样例|范例|空表|作废|旧表|快报|预报|速报|备份|快报数)[)】]$` +
		`|(?:个别|部分|有些|有的|少数)(?:指标|数据|数字|行)的?(?:数据?)?(?:可能)?(?:有误|有出入|不准确?|不实|存疑|不一致|未核[实对])`)

	inScale = regexp.MustCompile(scale)

	// ofTheYear calls all figures of a table cumulatives.
	ofTheYear = regexp.MustCompile(`^(?:[备附]?注:|说明:)?(?:以上|上述|本表|表中|表内|所有|全部|计数类?)(?:数据|数字|指标|的|各?行)*(?:均|都|全)?(?:为|是|系|填的是)(?:本年)?累计(?:完成)?数?$`)

	// draft is in the name of a file or of a tab, or in a title, whose figures are none to be counted yet.
	draft = regexp.MustCompile(`暂定(?:$|\)|稿|数)|快报数|[^天]预报(?:$|[表数(_-])|[(_-](?:快报|速报|预报)(?:$|[)_-])|计划表|预排|试填|[-_(]试报|未定稿|勿用|样[表张]|(?:^|[-_(])旧版?(?:$|\))|未审(?:$|\))|草稿|草表|初稿|征求意见|讨论稿|送审稿|预计|预估|暂估|估算|测算|未经?审[核定]|未核[实对]|待[核审](?:实|核|定|$|[)）])|测试|作废|旧表`)

	// manual are the texts that tell how to fill a table in, and theTable what is said of its
	// figures all the same.
	manual   = regexp.MustCompile(`^[(\[【]?(?:填[报表写]说明|填报要求|填写要求|指标解释|指标说明|统计口径|口径|注意事项)`)
	theTable = regexp.MustCompile(`以上|上述|本次|本期|本月`)

	// cityLeft is what a county's return rightly leaves out.
	cityLeft = regexp.MustCompile(`(?:不含|不包[括含])市(?:本级|直)`)
)

// scale is a line that gives a number in the place of a measure (单位：万).
const scale = `(?:^|[^报送任办头承主])(?:计量|数量|数据)?单位[:为是]+[万千百亿十](?:$|[^\p{Han}]|填|制|联|审)`

// undone is what does not count as done, or counted before.
const undone = `在建|续建|开工|未?开工|未[完竣]工|未经?(?:通过)?验收|停工|取消|退出|正在施工|拟建|意向|往年|历年|以前年度|上年|去年|结转|重复`

// OfTable reports whether a text outside a table, folded, says that its figures are not whole
// or not final; county, whether they are a county's.
func OfTable(text string, county bool) bool {
	text = deniedOf.ReplaceAllString(text, "")
	if county {
		text = cityLeft.ReplaceAllString(aboveLeft.ReplaceAllString(text, ""), "")
	}
	if strings.Contains(text, "农村公路") {
		text = ruralOnly.ReplaceAllString(text, "$1")
	}
	if placesLeft.MatchString(text) {
		return true
	}
	if manual.MatchString(text) && !theTable.MatchString(text) {
		return false
	}
	rest := settledElsewhere.ReplaceAllString(text, "")
	whole := rightlyLeft.ReplaceAllString(text, "")
	return notWhole.MatchString(whole) || leftOut.MatchString(whole) || notFinal.MatchString(rest) || ofTheTable.MatchString(rest) ||
		wrong(text) || expected.MatchString(text) || notThese.MatchString(text) || ofTheYear.MatchString(text) || CallsOther(rest)
}

// CallsYear reports whether a text outside a table calls all of its figures cumulatives.
func CallsYear(text string) bool { return ofTheYear.MatchString(text) }

// InScale reports whether such a text says that they are in 万, or the like.
func InScale(text string) bool { return inScale.MatchString(text) }

// title is that of a table with its year.
var title = regexp.MustCompile(`20\d\d年[^,。;:]{2,60}(?:表|情况|台账|月报|清单|快报|简报|通报|进展|报告)(?:\([^()]{1,10}\))?$`)

// DraftTitle reports whether a text outside a table, folded and without blanks, is a title that says so.
func DraftTitle(text string) bool { return title.MatchString(text) && Draft(text) }

// Draft reports whether the name of a file or tab, folded, says that it is no return yet.
func Draft(name string) bool { return draft.MatchString(forbids.ReplaceAllString(name, "")) }

// forbids is what is printed on a paper of what may be done with it.
var forbids = regexp.MustCompile(`未经[^,。;]{0,8}(?:不得|严禁|请?勿|禁止)[^,。;]*`)

// DraftTab is Draft of a tab that was read, which may be called an old copy, too.
func DraftTab(name string) bool { return Draft(name) || copied.MatchString(name) }

// copied is in the name of a tab that is kept beside the one that counts; 原 may end a place's name (海原数据).
var copied = regexp.MustCompile(`备份|备查|留底|存档|(?:^|\P{Han}|计数|比率|标准|关系|事项|月)原[表稿数]`)

// Manual reports whether a text tells how to fill a table in.
func Manual(text string) bool { return manual.MatchString(text) }
