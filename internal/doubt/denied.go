package doubt

import "regexp"

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

	// aboveLeft is what a county's figures rightly leave out: what is the city's, the province's, another
	// county's.
	aboveLeft = regexp.MustCompile(`(?:不含|不包[括含]|[未没]有?包?含|未[计列纳]入)` + aboveCounty + `(?:的|系统|公路|路段|里程|户籍|数据?)*(?:$|[,。;)])`)
)
