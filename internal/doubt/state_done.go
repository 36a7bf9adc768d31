package doubt

import (
	"strings"

	"golang.org/x/text/width"

	"huibao/internal/regexp"
)

// onDay is when a thing was done, fully how.
const (
	onDay  = `(?:已经?)?(?:于|在)?(?:20\d\d年)?(?:1?\d月)?(?:[1-3]?\d[日号]|底|初|[上中下]旬)?`
	fully  = `(?:已经?|正式|全部|全面|如期|按期|提前|顺利|均|都)*`
	issued = `(?:印发|出台|发布|下发|颁布)`
	built  = `(?:建成|竣工|完工|投用|投入(?:使用|运行|运营)|交付(?:使用)?|通过(?:竣工|交工|完工|联合|市级|省级)*验收|(?:竣工|交工|完工)验收|上线(?:运行)?|挂牌(?:运行)?|启用)`
	after  = `(?:后|并|且|及|、|和|已|正式|文件|方案|办法|通知|意见|(?:全面|贯彻|组织)?实施|执行|运行|使用|合格|` + issued + `|` + built + `)*(?:\([^)]*\))?$`
)

var (
	// wasIssued and wasBuilt are clauses of a thing that is done, behind what it is; ofPapers are words by which what is
	// to be done is a paper.
	wasIssued = regexp.MustCompile(`^` + onDay + fully + `(?:以[^,。;]{2,16})?` + issued + after)
	wasBuilt  = regexp.MustCompile(`^` + onDay + fully + built + after)
	wasDone   = regexp.MustCompile(`^(?:已经?)?(?:全部|全面|均|都)已?(?:完成|办结|落实到位)$`)
	ofPapers  = regexp.MustCompile(`印发|出台|发布|办法|方案|文件|意见|标准|制度|政策|规划|目录|通知`)
	// anyThing is what a clause is about that does not name it: 项目, 文件.
	anyThing  = regexp.MustCompile(`^(?:目前|现|经[^,。;]{2,12}|全部|所有|各|[本此该]|项目|工程|任务|事项|工作|文件|办法|通知|系统|平台|建设|主管部门)*$`)
	bracketed = regexp.MustCompile(`\([^()]*\)`)
	// begunBy is a clause by which a thing has begun that is said not to have.
	begunBy = regexp.MustCompile(`^(?:目前|现|项目|工程|[本此该](?:项|项目|工程))*` + onDay + fully + `(?:开工|动工|启动|进场施工|开工建设|启动实施|启动建设)(?:建设|实施)?$|^(?:目前|现|项目|工程)*正在(?:抓紧|加快|有序|全面)*(?:施工|建设)(?:中)?$`)
)

// DoneBy is the clause of a text about something that is said not to be done yet, by which it is; "" without one, and
// where another clause lets something of it be done later. own are the thing's own words.
func DoneBy(text, own string) string {
	if c := Done(text); c != "" {
		return c
	}
	text = bracketed.ReplaceAllString(width.Fold.String(strings.TrimSpace(text)), "")
	if Underway(text, true) != "" {
		return ""
	}
	for _, c := range clauses.Split(text, -1) {
		for at := range c {
			if about := c[:at]; !anyThing.MatchString(about) && strings.Trim(blankOwn(about, own), "·的") != "" {
				continue
			}
			if what := c[at:]; wasDone.MatchString(what) || wasBuilt.MatchString(what) || wasIssued.MatchString(what) && ofPapers.MatchString(own) {
				return c
			}
		}
	}
	return ""
}

// Begun is the clause of a text about something that is said not to have begun, by which it has, or so much of it is
// done; "" without one.
func Begun(text string) string {
	for _, c := range clauses.Split(width.Fold.String(strings.TrimSpace(text)), -1) {
		if g := partDone.FindStringSubmatch(c); begunBy.MatchString(c) || g != nil && strings.Trim(g[1], "0.%") != "" && !toBegin.MatchString(c) {
			return c
		}
	}
	return ""
}

// toBegin is in a clause about what is to come.
var toBegin = regexp.MustCompile(`计划|预计|拟|将|力争|争取|确保|目标|年底|[上去前][月年]`)
