package doubt

import (
	"strings"

	"huibao/internal/regexp"
)

// noFigure is what no return counts, as a text names it; aboveCounty who is above a county, and what
// is not a county's own.
const (
	noFigure    = `(?:预计|预估|暂估|估计|估算|粗估|推算|测算|计划|目标|意向|拟建|在建|未[完竣开动]工|未经?(?:通过)?验收|未经?(?:核[实对定]|审[核定])|待[核审][实对定])(?:的|数据?|数字|值|项目|工程|部分|完成)*`
	noFigures   = noFigure + `(?:[、和及与或]` + noFigure + `)*`
	aboveCounty = `(?:(?:中央|省|自治区|市)(?:直属?|本级|属|级|管|驻[我本]?[县区市])?(?:[、和及与或](?:中央|省|自治区|市))*(?:直属?|本级|属|级|管|驻[我本]?[县区市])(?:的?(?:单位|项目|部门|企业|学校|机构|数据?))?` +
		`|国[、和及]?省道|国省干线|(?:国道|省道|高速公路)(?:[、和及](?:国道|省道|高速公路))*|农垦|外[省市县地区])`
)

var (
	// deniedOf says that figures hold nothing of what does not count, or are none of it.
	deniedOf = regexp.MustCompile(`(?:不含|不包[括含]|[未没]有?(?:包?含|包括|使用|采用|填报)|(?:^|[,。;:均])(?:无|没有|并?非|并?不是))(?:任何)?` + noFigures + `(?:$|[,。;)])`)

	// ruralOnly is in a text of a table of country roads, which leaves the others out.
	ruralOnly = regexp.MustCompile(`(?:不含|不包[括含])(?:国[、和及]?省道|国省干线|国道|省道|高速公路)(?:公路|路段|里程)?($|[,。;)])`)

	// aboveLeft is what a county's figures rightly leave out: what is the city's, the province's, another
	// county's.
	aboveLeft = regexp.MustCompile(`(?:不含|不包[括含]|[未没]有?包?含|未[计列纳]入)` + aboveCounty + `(?:的|系统|公路|路段|里程|户籍|数据?)*(?:$|[,。;)])`)
)

// things end the names of jobs, acts and works, which are no part of a unit; ownDoing is what others
// than the unit did.
const (
	things   = `(?:(?:体检|门诊|住院|就诊|线上)(?:人群|人员|对象)|岗位|安置|登记|审验|检验|(?:桥梁|隧道|绿化|亮化|附属|配套|改造|维修)工程|年检|换证|培训|演出|宣讲会?|活动|设施|检查)`
	ownDoing = `自(?:行(?:组织|举办|开展|建设|实施|购买|培训|安装|改造)|办|建|训|筹|购)`
	leaving  = `(?:不含|不包[括含]|[未没]有?包?含|不计|未[计列纳]入)`
)

var (
	// notCounted is what a note rightly leaves out by who did it, or by what it is not yet.
	notCounted = regexp.MustCompile(leaving + `\p{Han}{0,6}` + ownDoing + `的?\p{Han}{0,6}(?:$|[,。;)])|由?\p{Han}{0,6}` + ownDoing + `的\p{Han}{0,4}不(?:计|统计|纳入)入?(?:$|[,。;)])` +
		`|` + leaving + `国省干线(?:公路)?(?:$|[,。;)])` +
		`|由(?:各?县区|各区县|各县\(区\))\p{Han}{0,4}(?:自报|另报|统计|上报|填报)[,]?[未不](?:[计列纳]入|统计|含)(?:在内)?` +
		`|由(?:市|省|自治区)\p{Han}{1,8}(?:统计|上报|填报|组织|负责)的?[,]?[未不](?:[计列纳]入|统计)` +
		`|外[省市县地][^,。;]{0,12}(?:未|不)(?:[计列纳]入|统计)` +
		`|未[列纳]入(?:管理|监管|监测|保障|服务)的` +
		`|不含(?:\d{1,2}月份?|上[月期])已(?:核减|扣减|剔除|退出|注销)的` +
		`|有?\d+\p{Han}{1,3}(?:均|都|尚|还|仍)?(?:` + undone + `)[,]?(?:均|都|故|本[月期]|暂)?(?:不|未)(?:[计列纳]入|统计|含)(?:在内)?` +
		`|(?:` + undone + `)的?\d+\p{Han}{1,3}(?:均|都|暂)?(?:不|未)(?:[计列纳]入|统计|含)(?:在内)?` +
		`|\d+\p{Han}{1,3}[^,。;乡镇村数]{0,20}(?:退回(?:重报|补正|补充)?|劝退|放弃),?(?:均|都|故|本[月期]|暂)?(?:不|未|没有?)(?:[计列纳]入|统计|含|算)(?:在内)?`)

	// kindNamed leaves out a kind of thing, and codeNamed another row.
	kindNamed = regexp.MustCompile(`(?:不含|未含|不包[括含])(\p{Han}{0,8}?` + things + `)(?:的|数据?)?($|[,。;)])`)
	codeNamed = regexp.MustCompile(`(?:不含|不包[括含])(\d{1,2}\.\d{1,2})($|[,。;)])`)
	// besidesCode leaves out what is of no row: 不含20.1以外的里程.
	besidesCode = regexp.MustCompile(`(?:不含|不包[括含])\d{1,2}\.\d{1,2}(?:以外|之外)的\p{Han}{0,8}($|[,。;)])`)
	// ofPart is in what is named a part of the unit, or of the time, and not a kind.
	ofPart = regexp.MustCompile(`[乡镇村街县区市旗校厂农]|部分|个别|其[他它余]|上报|未|月|[去今明前上]年|年[度底前末]|日|季|批|本`)
)

// ofKinds takes out of a note what it leaves out by its kind or by its row's code, and says what.
func ofKinds(text string) (rest string, list []Said) {
	rest = besidesCode.ReplaceAllString(text, "$1")
	for _, k := range []struct {
		re   *regexp.Regexp
		kind Kind
	}{{kindNamed, KindLeft}, {codeNamed, RowLeft}} {
		for _, g := range k.re.FindAllStringSubmatch(rest, -1) {
			if k.kind == KindLeft && ofPart.MatchString(g[1]) {
				continue
			}
			rest = strings.Replace(rest, g[0], g[2], 1)
			list = append(list, Said{Kind: k.kind, Clause: strings.TrimRight(g[0], ",。;)"), Words: g[1]})
		}
	}
	return rest, list
}
