package importer

import "regexp"

// What people write outside a table, and which of it doubts the table's figures (TestOutside).

// places are how a text names a part of a county or of the city; a clause ends behind it.
const (
	places    = `(?:[乡镇旗县]|[^农]村|[^社园景矿校辖地]区|街道)`
	clauseEnd = `(?:的?数据?)?(?:$|[,。;)])`
)

var (
	// placesLeft leaves a part of the unit out, wherever it is said.
	placesLeft = regexp.MustCompile(`(?:不含|不包[括含]|[未没]有?(?:包?含|包括))[^,。;]{0,8}?` + places + clauseEnd)

	// notWhole are words that say that something is left out of figures.
	notWhole = regexp.MustCompile(`不含|不包[括含]|不计|[未没]有?包[括含]|未含|未[计列纳]入|未统计|未汇总|(?:^|[^期])未报(?:送|来|$|[^告的])|未上报|另报|另行(?:上报|报送|补报)|[漏缺]报|[下次]月再?(?:补报|上报|报送)|待补[报充]|不完整` +
		`|(?:数据?|统计|填报)(?:不[全齐]|缺失|暂缺|[未没]有?收?齐)|[尚暂还仍]缺[^,。;]{0,8}(?:数据|报表|单位|` + places + `)` +
		`|[仅只](?:统计|汇总|含|包[括含]|有|为|是|报)了?(?:[^,。;本各]{0,8}` + places + clauseEnd + `|\d+个(?:[乡镇村县区旗]|街道|单位))` +
		`|(?:^|注:|数据?|统计|汇总)[(,]?[^,。;]{1,8}` + places + `除外`)

	// rightlyLeft is what of notWhole is said of what is rightly left out of what was done, of
	// papers, of a rule and what breaking it leads to, of what there is none of or was made up for.
	rightlyLeft = regexp.MustCompile(`(?:不含|不包[括含]|不计|未[计列纳]入)(?:在内)?(?:` + undone + `|税)` +
		`|(?:` + undone + `)(?:的|项目|工程|人员|部分|完成数)*(?:均|都|一律)?(?:不[计含]|不纳入|不统计|未[计列纳]入)` +
		`|未[列纳]入[^,。;]{0,8}(?:计划|目标|任务|台账|项目库)的?[^,。;]{0,4}(?:不[计含]入?|不纳入|不统计)` +
		`|(?:不含|不包[括含])[^,。;]{0,4}(?:涉密|秘密|敏感|隐私|个人信息|本数)|不计(?:分|息|酬|入[^,。;]{0,4}(?:考核|得分|评分|排名))` +
		`|(?:件|版|稿|材料|照片|附件|说明|报告|名单|方案|台账|总结)[请需须均将]?另行?(?:上报|报送|报)` +
		`|(?:各(?:单位|县|区|乡|镇|部门|地)|每[月季])[^,。;]{0,12}(?:上报|报送)` +
		`|(?:^|[,。;:.、凡对期]|数据|填报|资料|报送)(?:未上?报送?|不全|不完整|[漏缺]报)(?:(?:的|者)[^,。;]{0,6},|[^,。;]{0,6})[^,。;]{0,8}(?:通报|扣分|问责|追责|约谈|退回|重报|视[为同]|取消|催报)` +
		`|(?:不得|严禁|杜绝|防止|避免|禁止|切勿|不要|是否|有无|如有|若有|无|没有|不存在|未发现|解决|整改|排查|纠正|补[报发录]|上[月期季]|此前)[^,。;]{0,6}?(?:[漏缺]报|未上?报|未统计|不全|不完整)` +
		`|未上?报送?:?(?:0(?:$|[^\d.])|无)|[漏缺]报[^,。;]{0,6}已[^,。;]{0,4}补`)

	// notFinal are words that say that figures may still change, or are none of this period's.
	notFinal = regexp.MustCompile(`讨论稿|征求意见|送审稿|草稿|初稿|暂估|预估|估[算计](?:数|值|$|[)。])|初步(?:统计|数|核|汇总|测算|掌握|摸底|结果|审核)|待[核审](?:实|对|定|查|$|[)。])|[未待]经?(?:最终|进一步)?(?:核实|核对|核定|审核|审定)|预计(?:完成)?(?:数|值)|仅供参考` +
		`|以[^,。;]{0,10}(?:最终|正式|年底|年报|决算|审计|核[实定]|审[核定]|公布|发布)[^,。;]{0,8}为准|快报数|推算(?:数|值|$|[)。])|数[据字值]?(?:尚|还)?(?:待定|未定)` +
		`|数[据字值]?[^,。;任计]{0,6}(?:可能|或|[还仍]会|将)[^,。;]{0,4}(?:调整|变动|修正|修订)|数据?[^,。;]{0,2}未更新` +
		`|沿用[^,。;]{0,4}上[月期]|[暂仍均][按用填为]上[月期]|(?:数据?|本表|以上)[均都]?[为同是]上[月期](?:的?数据?)?(?:$|[,。;)])` +
		`|(?:以上|上述|本表|表中|数[据字]?)[^,。;不]{0,4}(?:含|包[括含])了?(?:在建|未[完竣]工|未验收|拟建|意向|预计)` +
		`|(?:^|[,。;:(])[此本该](?:表|页|件|数据)已?作废|^[(\[【]?(?:作废|样表|示例|测试)|(?:测试|模拟|演示)数据`)
	// settledElsewhere is what of notFinal is said of no figure.
	settledElsewhere = regexp.MustCompile(`^(?:\d[.、])?未经[^,。;]{0,6}(?:不得|严禁|请勿|禁止)|(?:解释|口径|标准|格式|说明|名称|时间|政策)[^,。;]{0,4}以[^,。;]{0,20}为准`)

	// expected is a forecast where the text is of the table itself, and none where it tells of
	// what comes later (预计10月完工, 以上项目预计年底完工).
	expected = regexp.MustCompile(`(?:以上|上述|本表|表中)[均都]?[为是系]?预计|(?:数据?|数字|数值)[^,。;]{0,8}预计`)

	// manual are the texts that tell how to fill a table in, and theTable what is said of its
	// figures all the same.
	manual   = regexp.MustCompile(`^[(\[【]?(?:填[报表写]说明|填报要求|填写要求|指标解释|指标说明|统计口径|口径|注意事项)`)
	theTable = regexp.MustCompile(`以上|上述|本次|本期|本月`)

	// cityLeft is what a county's return rightly leaves out.
	cityLeft = regexp.MustCompile(`(?:不含|不包[括含])市(?:本级|直)`)
)

// undone is what does not count as done, or counted before.
const undone = `在建|续建|开工|未?开工|未[完竣]工|未经?(?:通过)?验收|停工|取消|退出|正在施工|拟建|意向|往年|历年|以前年度|上年|去年|结转|重复`

// doubtsFigures reports whether a text outside a table, folded, says that its figures are not whole
// or not final; county, whether they are a county's.
func doubtsFigures(text string, county bool) bool {
	if county {
		text = cityLeft.ReplaceAllString(text, "")
	}
	if placesLeft.MatchString(text) {
		return true
	}
	if manual.MatchString(text) && !theTable.MatchString(text) {
		return false
	}
	return notWhole.MatchString(rightlyLeft.ReplaceAllString(text, "")) || notFinal.MatchString(settledElsewhere.ReplaceAllString(text, "")) || expected.MatchString(text)
}
