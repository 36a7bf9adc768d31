package doubt

import "huibao/internal/regexp"

var (
	// claim are the words before a number by which it is the row's own: of the time, of a doing, of the
	// record in which it stands. A place or a thing before it makes it another's.
	claim  = regexp.MustCompile(`^(?:·|率|监理|月报|医院|结账|窗口|后台|写的?|花名册|名册|名单|系统|平台|台账|附[表件]|签到[表簿册]?|登记[本簿表册]?|回执|照片|原始记录|另一科室|科室|股室|统计|审核|审验|年检|结业|乡镇|站|本|我|显示|导出|记录|计量|支付|上报|报上?来|报告期内?|新增|完成|实际|实到|实检|实有|实发|实|共计?|合计|总计|总共|累计|本[月期年]|当月|这个?月|数|[里中内上录报记为是有才只就仅搞到了的共另见:按])*$`)
	record = regexp.MustCompile(`监理|月报|结账|后台|写的|实际|花名册|名册|名单|系统|平台|台账|附[表件]|签到|登记|回执|照片|记录|科室|股室|乡镇|统计|计量|报上?来|实到|实检|实有|就搞|搞了|结业`)
	// ofRate is a clause about a rate's parts, soundRate one that says nothing against them.
	ofRate    = regexp.MustCompile(`分[子母]`)
	soundRate = regexp.MustCompile(`分[子母](?:为|是|按|用|取)(?:的是)?(?:本年|今年)?[春秋]季学期|分子按[^,次]{0,8}人数统计|^[^分]{2,}不(?:再)?[计纳列]入分[子母]|(?:剔除|扣除|核减|减去|排除)了?[^,]{0,4}(?:重复|死亡|去世|迁出|注销|错误)|(?:含有?|包括|包含)了?(?:流动|外来|常住|户籍|非户籍|暂住|异地|本地)|(?:来自|取自|来源|由|依据)|一致|同口径|口径[相一]|[无未不]变|没有?变|已?核[实对定]|无误|累计|年初|相同|当期|本[月期年]|逐月|动态|稳定`)
)

// Claims reports whether the words before a number, beside the row's own, make it the row's, and whether
// they name a record in which it stands.
func Claims(before, own string) (claims, recorded bool) {
	before = blankOwn(before, own)
	return before != "" && claim.MatchString(before), record.MatchString(before)
}

// OfRate reports whether a clause says of a rate's parts what is not plainly in order.
func OfRate(clause string) bool { return ofRate.MatchString(clause) && !soundRate.MatchString(clause) }

// HoldsRate reports whether it says what they hold.
func HoldsRate(clause string) bool { return holdsWhat.MatchString(clause) }
