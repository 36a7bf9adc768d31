package doubt

import (
	"strings"

	"golang.org/x/text/width"

	"huibao/internal/regexp"
)

const (
	beingDone = `(?:完成|完工|竣工|建成|交付|投用|投入使用|出台|印发|发布|开工|启用|启动|上线|通过|挂牌|落地|运行)`
	percent   = `(?:100|[1-9]?\d)(?:\.\d+)?%`
)

var (
	// toBeDone is a clause that lets what it is about be done later, or still be under way.
	toBeDone = regexp.MustCompile(`(?:预计|预期|计划|力争|争取|确保|拟于?|将于?|有望|待)[^,。;]{0,10}` + beingDone +
		`|(?:尚|还|仍)?(?:未|没有?)(?:全部|全面|正式|能)?` + beingDone + `|正在(?:抓紧|加快|有序|积极)?(?:施工|建设|推进|编制|起草|办理|实施|征求|报批|审核|审批|进行|开展|修改|完善中)` +
		`|(?:建设|施工|推进|编制|起草|审批|办理|实施|进行)中$|(?:处于|进入)[^,。;]{0,6}(?:阶段|环节)$`)
	partDone = regexp.MustCompile(`(?:完成|进度|达到?|形象)[^,。;\d]{0,6}(` + percent + `)`)
	awaiting = regexp.MustCompile(`(?:待|未|等待?|没有?)(?:组织|通过|进行|市级|省级|最终|竣工)?验收`)
	// ofElse is a clause about another thing: what was planned once, what comes after it, a part of
	// another stage.
	ofElse  = regexp.MustCompile(`^(?:原|较|比|按|已|提前|超|如期)|提前|按(?:计划|期|时|照)|^(?:下一?步|下一阶段|后续|今后|接下来|[二三四]期|其余|剩余|另|余下|下年|明年)|结算|决算|审计|资料|移交|质保|绩效|宣传|培训|巩固|管护|运营`)
	allDone = regexp.MustCompile(`^(?:目前|现|本月|项目|工程|任务|[此本该](?:项|事项)(?:目前)?)?已经?(?:全部|全面|如期|按期|提前)?(?:完成|完工|竣工|建成|竣工验收|建成投用|投入使用|印发实施|印发|出台)(?:任务)?$`)
)

// Underway is the clause of a text about something that is said to be done, by which it is not; ""
// without one. byAcceptance: it is done once it was accepted.
func Underway(text string, byAcceptance bool) string {
	for _, c := range clauses.Split(width.Fold.String(strings.TrimSpace(text)), -1) {
		if c == "" || ofElse.MatchString(c) {
			continue
		}
		g := partDone.FindStringSubmatch(c)
		if toBeDone.MatchString(c) || g != nil && !strings.HasPrefix(g[1], "100") || byAcceptance && awaiting.MatchString(c) {
			return c
		}
	}
	return ""
}

// Done is the clause of a text about something that is said not to be done yet, by which all of it
// is; "" without one.
func Done(text string) string {
	for _, c := range clauses.Split(width.Fold.String(strings.TrimSpace(text)), -1) {
		if allDone.MatchString(c) {
			return c
		}
	}
	return ""
}
