package importer

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/regexp"
)

// A title that says more than whose figures they are, of when and that they are of what was done may say
// of which part, or of what else: 示范村民生实事进展, 充电设施保有量. Words that nobody here knows are asked
// about, unless the targets in the table are the plan's own: then it is of all that was to be done.

// doubtStrange doubts a table's columns of what was done by such words in its titles, by the name of its tab
// where that is another month's and nothing else says of when they are, and by a title of two counties.
func (r *reader) doubtStrange(t *table, all []meaning) {
	title, word, other := r.strangeTitle(*t)
	why := ""
	switch several := r.titleOfSeveral(*t); {
	case other:
		why = "的表题是“" + strings.TrimSpace(title) + "”，不知写着“" + word + "”的是不是全部的完成数"
	case r.titleBeforeCutOff(*t) != "":
		why = "的表题是“" + r.titleBeforeCutOff(*t) + "”，不到数据截止日" + r.cutOff().Chinese()
	case several != "":
		why = "的表题是“" + strings.TrimSpace(several) + "”，不知是不是本单位一家的数"
	case word != "" && r.known.Plan != nil: // without the plan no word is its own
		r.remarkOnce(huibao.RemarkStrangeTitle, strings.TrimSpace(title)+"\n"+word, huibao.Place{Sheet: t.Name})
	}
	for i := range all {
		m := &all[i]
		switch {
		case m.doubt != "" || m.part != "":
		case why != "":
			m.doubt = why
		case m.span == (span{}) && r.tabOfOtherMonth(*t):
			m.doubt = "所在的工作表叫“" + t.Name + "”，不知是不是到" + r.reported().Chinese() + "的数"
		}
	}
	if col := t.columns[huibao.FieldCumulative]; len(all) == 0 && col > 0 && why != "" { // 数量 under such a title
		t.open = append(t.open, col)
		delete(t.columns, huibao.FieldCumulative)
		r.remark(huibao.RemarkColumnUnclear, "“"+t.headText(t.head, col)+"”（"+t.colText(col)+"）"+why, t.at(t.head, col))
	}
}

// remarkOnce remarks what was not remarked yet.
func (r *reader) remarkOnce(kind huibao.RemarkKind, text string, at huibao.Place) {
	if !slices.ContainsFunc(r.ret.Remarks, func(m huibao.Remark) bool { return m.Kind == kind && m.Text == text && m.Place == at }) {
		r.remark(kind, text, at)
	}
}

// strangeTitle is the title of a table that has such words, or its tab's name, and the first of them; other
// says that they are known to be of something else, whatever the targets are.
func (r *reader) strangeTitle(t table) (title, word string, other bool) {
	for _, text := range append([]string{t.Name}, t.titles()...) {
		plain := r.ownTitle(fold(text))
		if doubtedTable(strings.Join(strings.Fields(plain), ""), r.ofCounty()) || doubt.DraftTitle(plain) {
			continue // asked about elsewhere
		}
		if known := otherSet.FindString(plain); known != "" && !ofPairs(known, r.planPairs()) {
			return text, known, true
		}
		if text == t.Name || !holdsAny(text, tableTitles) || labelLine.MatchString(text) {
			continue // a tab may be called anything
		}
		if of := r.strangeIn(text); of != "" && word == "" {
			title, word = text, of
		}
	}
	return title, word, false
}

// tabOfOtherMonth reports whether a table's tab is called after another month than the period's, and no
// title of it names one.
func (r *reader) tabOfOtherMonth(t table) bool {
	now := r.reported()
	named := spanOf(t.Name, now.Year, now)
	month := max(named.until, named.month)
	return tabOfMonth.MatchString(strings.TrimSpace(fold(t.Name))) && month > 0 && month != now.Month &&
		!slices.ContainsFunc(t.titles(), func(title string) bool { return !periodOf(title, now.Year).IsZero() })
}

// tabOfMonth is a tab's name that is a month alone.
var tabOfMonth = regexp.MustCompile(`^(?:20\d\d年)?(?:1月?[-—–~～－至到]+)?\d{1,2}月(?:份|底|末)?$`)

// titleOfSeveral is the title of a county's table that names another county beside it (甲县、乙县…); "" for
// others.
func (r *reader) titleOfSeveral(t table) string {
	if r.known.Plan == nil || !r.ofCounty() || t.unitCol > 0 || t.units.row > 0 {
		return ""
	}
	own := r.known.Plan.UnitByCode(r.ret.Unit)
	for _, title := range t.titles() {
		at := strings.Index(title, own.Name)
		for i := range r.known.Plan.Units {
			u := &r.known.Plan.Units[i]
			if at >= 0 && u.IsArea() && u.Code != own.Code && besideUnits.MatchString(strings.Replace(title, u.Name, "@", 1)) {
				return title
			}
		}
	}
	return ""
}

// titleBeforeCutOff is the title of a table that ends before the cut-off (截至6月20日…); "" without one, and
// where that is no more than the month's last day, as without a calendar.
func (r *reader) titleBeforeCutOff(t table) string {
	if cut := r.cutOff(); cut.IsZero() || cut.AddDays(1).Day == 1 {
		return ""
	}
	for _, title := range t.titles() {
		if text := fold(title); strings.Contains(text, "截") && r.endsBeforeCutOff(strings.Join(strings.Fields(text), "")) {
			return strings.TrimSpace(title)
		}
	}
	return ""
}

// besideUnits is another county, @, beside one.
var besideUnits = regexp.MustCompile(`[县区市旗][、和与及]@|@[、和与及]\p{Han}{1,5}[县区市旗]`)

var (
	// hanRuns are words of Chinese characters.
	hanRuns = regexp.MustCompile(`\p{Han}+`)

	// tableTitles are words of a line that is the title of a table.
	tableTitles = append([]string{"表", "统计", "台账", "月报", "清单", "汇总", "一览", "排名", "项目", "实事", "指标"}, doneTitles...)

	// labelLine is a line over a table that is no title.
	labelLine = regexp.MustCompile(`^[\s(（【\[]*(?:附件|备注|填[报表]|单位|计量|报送|上报|编制|制表|数据|统计(?:截|口径|时)|截至|口径|说明|注[:：]|[一二三四五六七八九十]+[、.．])|[:：]`)

	// otherSet are words of a title, or of a tab's name, that say of which part its table is, or of what
	// beside what was done.
	otherSet = regexp.MustCompile(`(?:农村|城区|县城|城镇|乡镇|镇区|街道|市区|城市|山区|川区|移民|[东南西北]部|其[他它余]|剩余)部分|\(部分\)|部分(?:地区|区域|小区)|未完成|未办结|储备|意向|报名|摸底|需求|保有|存量|现有|拟[建改实开]|申[请报](?:情况|数|表|名单)|受理(?:情况|数|表)|新开工|补录|抽[查样]|(?:示范|试点|重点|边远|部分|个别|中心)(?:乡镇|镇街|镇村|[镇乡村]|街道|社区|学校|园区)`)

	// besideSet are words in the titles of tables that are of whatever the plan has: sectors, and what a
	// table is like.
	besideSet = regexp.MustCompile(`教育|体育|卫[健生]|公卫|健康|妇[幼联]|医[疗保药]|疾控|交通|运输|公路|水[利务]|农[业村民]|乡村|林[业草]|绿化|市政|文[化旅体]|旅游|广电|民政|人社|社[会保]|住[建房]|城[建乡市管区]|残联|残疾人?|妇女|居民|家庭|人[员群]|对象|欠账|[两三四五六七八九]?[项类个件]|助残|工会|团委|共青团|商务|科技|工信|生态|环[保境]|应急|养老|托[育幼]|老[年旧]|儿童|青少年|就业|创业|培训|救助|低保|特困|困难|群众|标准|补[助贴]|提标|住房|保租房|停车|设施|保障|活动|惠[民农]|便民|消费|服务|公共|类|领域|系统|战线|业务|事业|资金|发放|支付|拨付|使用|投资|清单|分[月季旬县区镇街乡]|按[月季旬]|逐[月季]|月度|季度|每[月周]|周|旬|下一?步|下[月期]|[去上]年|同期|部分|管理|主要|对[比照]|[同环]比|比[较率]|排[名序]|通报|公[示告开布]|卡片|报[送告表]|上报|填报|数据|牵头|承[办担]|主办|协办|责任|事项|[大小件]事|节点|形象|序时|时序|考[核评]|评[估价]|得分|执行|落实|调整|督[查办导]|反馈|[简快汇]报|总结|专[项班]|行动|攻坚|自[查评]|进程|动态|日常|运行|监测|分析|对账|核[实对]|更正|修[订改]|最新|正式|终稿|定稿|附[件表]|[一二三四五六七八九十]|总[体表]|综合|整体|基本|有关|相关|所有|全部|部门|单位|辖区|本[级地]|民办|十件|微`)
)

// strangeIn are the words of a title that are neither the plan's, nor of a place, a time or an office,
// nor such as stand in the titles of tables of what was done; "" without any.
func (r *reader) strangeIn(title string) string {
	text := measureNote.ReplaceAllString(someTowns.ReplaceAllString(r.ownTitle(fold(title)), " "), "")
	text = townBefore.ReplaceAllString(r.withoutUnits(strings.Join(strings.Fields(text), "")), " ")
	words := r.planPairs()
	for _, run := range hanRuns.FindAllString(besideSet.ReplaceAllString(besideName.ReplaceAllString(text, " "), " "), -1) {
		rest := strings.Trim(r.withoutCounted(run), "县区市旗局委办科股站所各个和及")
		if utf8.RuneCountInString(rest) >= leastStrange && !ofPairs(rest, words) && !r.shortened(rest) {
			return rest
		}
	}
	return ""
}

// withoutCounted is a word without what of an indicator is counted behind it (演出场次).
func (r *reader) withoutCounted(word string) string {
	for _, m := range countedThings {
		rest, ok := strings.CutSuffix(word, m)
		if ok && slices.ContainsFunc(r.form.Rows, func(row huibao.FormRow) bool {
			return row.Kind == huibao.KindCount && row.CountsAs(cmp.Or(counts[m], strings.TrimSuffix(m, "数")))
		}) {
			return rest
		}
	}
	return word
}

// leastStrange is how many characters in a row are looked at.
const leastStrange = 2

// townBefore is a town whose table it is; a town's is a part in other ways.
var townBefore = regexp.MustCompile(`^\s*\p{Han}{2,4}?(?:镇|乡|街道(?:办事处)?)`)

// withoutUnits is a text without the names of the city and of the plan's units.
func (r *reader) withoutUnits(text string) string {
	if r.known.Plan == nil {
		return text
	}
	if city := strings.TrimSuffix(r.known.Plan.Issuer, "人民政府"); city != "" {
		text = strings.ReplaceAll(text, city, " ")
	}
	return r.known.Plan.WithoutUnits(text, " ")
}

// planPairs are the pairs of characters that stand beside each other in the words of the plan.
func (r *reader) planPairs() map[string]bool {
	if r.pairs != nil {
		return r.pairs
	}
	r.pairs = map[string]bool{}
	add := func(text string) {
		runes := []rune(text)
		for i := range max(len(runes)-1, 0) {
			r.pairs[string(runes[i:i+2])] = true
		}
	}
	for i := range r.form.Rows {
		row := &r.form.Rows[i]
		for _, text := range append([]string{row.Name, row.DoneMeans, row.Numerator, row.Denominator}, row.Aliases...) {
			add(text)
		}
	}
	if p := r.known.Plan; p != nil {
		add(p.Title)
		for i := range p.Tasks {
			add(p.Tasks[i].Title)
			add(p.Tasks[i].Category)
		}
	}
	return r.pairs
}

// ofPairs reports whether half of a text's pairs of characters are such, or more.
func ofPairs(text string, pairs map[string]bool) bool {
	runes := []rune(text)
	known := 0
	for i := range len(runes) - 1 {
		if pairs[string(runes[i:i+2])] {
			known++
		}
	}
	return known*2 >= len(runes)-1
}
