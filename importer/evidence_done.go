package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
)

// The arithmetic of a share with the target shows that a column is of an indicator, not that it is of what
// was done: 审批通过 of 任务 is 审批率, too. That, its heading says or that of the shares.

var (
	// completed are words of what is finished, or of how much of the target is.
	completed = regexp.MustCompile(`完成|竣工|完工|建成|投用|投入使用|投运|验收|办结|进度|进展`)

	// steps are those that come before a thing is done, and of which people keep rates: 审批率, 签约率, 设计完成率.
	steps = regexp.MustCompile(`审[批核查定]|批[复准]|核准|评[估审]|入户|摸[底排]|排查|调查|勘[察查测]|测绘|设计|图审|立项|备案|可研|前期|方案|招标|中标|采购|合同|签[约订]|协议|意向|预约|登记|报名|受理|公示|征[收地]|拆迁|下达|分配|派发|交底|进场|开工|动工|启动|复工|主体|封顶|基础|路基|土建|到[货位]|供货|配送|安装|调试`)

	// wordEnd ends a heading's word for what was done or is a share of it.
	wordEnd = regexp.MustCompile(`(?:通过|合格)?(?:率|比例|占比|进度|情况|数量?|人数|户数|人次|场次|个数|套数|件数|台数|里程|面积|金额|资金)?[%]?$`)
)

// tellsDone reports whether the heading of a column, or that of the shares that it makes of the targets, is
// of what was done of the table's indicators, and neither of a step before it.
func (e evidence) tellsDone(col, target int) bool {
	return slices.ContainsFunc(e.shares, func(share int) bool {
		return e.fits(col, target, share) && !e.ofStep(col) && !e.ofStep(share) && e.saysDone(col, share)
	})
}

// saysDone reports whether one of two columns is headed by a word of completion, or by the indicators' own.
func (e evidence) saysDone(col, share int) bool {
	return slices.ContainsFunc([]int{col, share}, func(col int) bool {
		path := e.headPath(col, e.subHead())
		bare, _ := nameMeasure(path[len(path)-1])
		return completed.MatchString(strings.Join(path, "")) || doneVerbs.MatchString(bare) || e.past && e.thisYear(bare) || e.own(wordOf(stageWord(path)))
	})
}

// ofStep reports whether a column's headings are of a step that comes before an indicator is done, unless
// that is what all of the table's are of (签约 of 家庭医生签约).
func (e evidence) ofStep(col int) bool {
	heading := strings.Join(e.headPath(col, e.subHead()), "")
	return slices.ContainsFunc(steps.FindAllString(heading, maxMoments), func(step string) bool { return !e.own(step) })
}

// own reports whether a word is one of what every indicator of the table is called, or counted by.
func (e evidence) own(word string) bool {
	return utf8.RuneCountInString(word) >= leastPiece && len(e.of) > 0 && !slices.ContainsFunc(e.of, func(row *huibao.FormRow) bool {
		return !strings.Contains(row.Name, word) && !strings.Contains(row.DoneMeans, word)
	})
}

// wordOf is the word of a heading without that something was done, and how it is counted: 审批 of 已审批户数.
func wordOf(heading string) string {
	bare, _ := nameMeasure(heading)
	for _, front := range []string{"累计", "实际", "已"} {
		bare = strings.TrimPrefix(bare, front)
	}
	return wordEnd.ReplaceAllString(bare, "")
}
