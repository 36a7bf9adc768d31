package doubt

import (
	"slices"
	"strings"

	"huibao/internal/regexp"
)

var (
	// holdsWhat is a clause by which a figure holds something: 其中含三轮摩托车15台次.
	holdsWhat = regexp.MustCompile(`^[^不未没非]*?(?:包含|包括|含有?|[里中内]有|[里中内]还有)了?([^,\d]*)`)
	// rightlyIn is what it rightly holds: places, kinds of people, houses and institutions, what was put right
	// or carried on from before.
	rightlyIn = regexp.MustCompile(`(?:档案|记录|照片|备案|名单|影像)$|[乡镇村县区市州旗院校园所站家厂社居街路巷队场馆]$|^[^,]{0,4}(?:[乡镇村旗县]|街道|社区|园区|小区|示范区)|户$|岗|公寓|学期|学年|未成年|党员|军人|学生$|在校生|毕业生|男|女|老年|老人|残疾|低保|脱贫|困难|特困|重点|城镇|农村|城市|县城|本级|孤儿|儿童$|青年|移民|流动|常住|外来|户籍|民族|职工|农民|居民|职业|结转|续建|跨年|补报|补录|漏报|补发|补差|提标|差额|以上|以下|两项|三项|各类|全部|所有|直播|线上|机关|事业|国企|民办|公办|新建|改建|扩建|改造|桥|自行车道|税|[贴利]息|[一二三四]期|个体|专场|退役|[甲乙丙丁]`)
	// carried is what was carried on from before, or is of its own kind, anyOf of people who were served or paid.
	carried = regexp.MustCompile(`结转|续建|跨年|自行车|(?:农户|牧户|住户|群众|居民|村民|牧民)自建|新增`)
	anyOf   = regexp.MustCompile(`^(?:累计|发放|享受|领取|救助)[^,]{0,4}(?:含|包括)了?已|分[子母]`)
	// otherwiseIn is of something else, whatever else is in its name.
	otherwiseIn = regexp.MustCompile(`补课|补证|补办|换[牌证]|过户|委托|经费|小修|养护|支管|支线|体检|自费|外[县省市地]|商演|电影|庙会|宣传|赶集|摩托|挂车|临时救助|暑期工|电费|取暖|慰问|试[用点]|去年|以前|历年|复[查检]|[量评]估|摸底|意向|咨询|回访|预约|路肩|村组|实物|困境|新建管|自[行购建己办训筹组]|维修|学校体检`)
	// othersIn is what somebody else did, or of which another has the list: 市里那场, 商会办的, 就业局订单班里的.
	othersIn = regexp.MustCompile(`[市省厅国][里局上]的?[那这]?[场批些个期班次条家]?|那[场批些个边头家次期条]|(?:公司|商会|协会|企业|厂家|中介|第三方|物业|私人|个人|外包|基金会|银行|高校)[^,]{0,2}(?:办|干|做|搞|建|组织|举办|承办|主办|实施|修|报|发|训|培训?)的|[局委办联会厂校院司][^,]{0,8}[里中内]的`)
	// heldToo is a clause by which something is in the figure besides: 补牌3副也在内.
	heldToo = regexp.MustCompile(`^([^,不未没非\d]{2,12}?)的?(?:\d+(?:\.\d+)?\p{Han}{1,3}?)?[也亦](?:\p{Han}{0,3}在其?(?:内|里[面头边]?|中))$`)
)

// Holds is what a clause says that the figure holds, without its numbers; ok is false where it says nothing
// of the kind, or what the figure rightly holds; numbered: it says how many.
func Holds(clause, own string, numbered bool) (what string, ok bool) {
	g, besides := holdsWhat.FindStringSubmatch(clause), false
	if too := heldToo.FindStringSubmatch(clause); too != nil {
		g, besides = too, true
	}
	if g == nil || len([]rune(g[1])) < 2 {
		return "", false
	}
	what = strings.Trim(g[1], "的数、:")
	if carried.MatchString(what) || anyOf.MatchString(clause) {
		return "", false
	}
	rest := strings.ReplaceAll(blankOwn(what, own), "·", "")
	if rest == "" {
		return "", false
	}
	if strings.Contains(what, "证") && strings.Contains(own, "证") { // 补换发证件 of what is issued
		return "", false
	}
	if otherwiseIn.MatchString(rest) || opposed(what, own) || othersIn.MatchString(rest) {
		return what, true
	}
	return what, (numbered || besides) && rest == what && !rightlyIn.MatchString(what) && !harmlessHeld(what)
}

// opposites are kinds of which a row that names the one does not count the other.
var opposites = [][2]string{{"农村", "城镇"}, {"农村", "城市"}, {"城镇", "农村"}, {"妇女", "男"}, {"公办", "民办"}, {"未成年", "成年人"}, {"新增", "续签"}, {"新增", "续聘"}, {"新增", "存量"}, {"新增", "原有"}}

// opposed reports whether what a figure is said to hold is the opposite of what its row is of.
func opposed(what, own string) bool {
	return slices.ContainsFunc(opposites, func(pair [2]string) bool {
		return strings.Contains(own, pair[0]) && strings.Contains(what, pair[1]) && !strings.Contains(own, pair[1])
	})
}

// HeldBesides reports whether a clause says that something is in the figure besides.
func HeldBesides(clause string) bool { return heldToo.MatchString(clause) }

// harmlessHeld reports whether the words in which a character of doubt says nothing are all of it.
func harmlessHeld(what string) bool {
	return strings.Trim(harmless.ReplaceAllString(what, ""), "的了") == ""
}
