package doubt

import (
	"strings"

	"golang.org/x/text/width"

	"huibao/internal/regexp"
)

// Clause is a piece of a note between its marks, folded, and how it stands in its sentence.
type Clause struct {
	Text    string
	Begins  bool // it is the first of its sentence
	Elsof   bool // it speaks of something else than what was counted: of the rest, of the next steps, of a cause
	Settled bool // what it says was dealt with, or left out of the figure, there or behind it in its sentence
}

var (
	sentences = regexp.MustCompile(`[。;!\n]+`)
	pieces    = regexp.MustCompile(`[,()\[\]【】<>《》〔〕\s]+`)
	// elsewhere begins a clause about the rest, the next steps or a cause; so are those behind it.
	elsewhere = regexp.MustCompile(`^(?:\d[.、])?(?:另[^一]|其[余他它]|剩余?|余下?|余[^额]|尚有|还有[^\d]|仍有|还剩|还余|下一?步|下一?阶段|后续|今后|接下来|因为?|由于|受|鉴于|原因|滞后|措施|计划|拟|将|预计|力争|争取|确保|原定|原计划|目标|任务|待[^,]{1,12}后|未[^,的]{1,12}(?:的|户|人员|对象|者)(?:[^,]{0,4}(?:主要|多|均|为|已|正在|将|待|有|按)|\d|老|$)|没[^,的]{1,8}的(?:\d|原|主要|均|已|多)|还差\d|(?:上[月期]|[去上前]年)(?:同期)?[^,的报]{0,6}(?:\d|完成|未|待|暂)|[较比与距离]|同[上去往期比等类一]|超[出过]|环比|同比|筛查?出|检查?出|查[处出]|发现|不[^,的]{1,8}的\d|待[^,的]{1,8}的\d|关于|按照?[^,]{0,20}(?:规定|要求|方案)|(?:目前|正在)(?:摸底|摸排|选址|协调|对接)|[^,]{0,8}(?:剩余|其余))`)
	// countedAll is in a clause of what is counted all the same, others in one of those that are left, or of a cause.
	countedAll = regexp.MustCompile(`[也都]在\d+(?:\.\d+)?\p{Han}{1,2}[里中内]|先都?[写报填](?:上|着|这|个|\d|$)|照写|出入|待查|对不上|差异|是否|(?:暂|亦|一并)(?:计入|纳入|列入)|已列入本|算[上在进入]|[也都先]算|[也都先一](?:并|起)?(?:计入|报了|报上)`)
	others     = regexp.MustCompile(`未[^,]{1,6}(?:的|人员|对象|户|者)[^,]{2,}|[^原]因[^,]{2,}`)
	// planned is in a clause of what comes later.
	planned = regexp.MustCompile(`计划|预计|拟[于在]?|将[于在]?|力争|争取|确保|预期|有望|安排在|列入|下半年|[二三四]季度|(?:年|[7-9]月|1[0-2]月)底?前|择期|届时|后再|待[^,]{1,12}后|下月`)
	// dealtWith is in a clause by which what was said is settled, or not in the figure.
	dealtWith = regexp.MustCompile(`只?[计算]一[次人户]|(?:按照?|依照?|根据|符合)[^,]{0,10}(?:方案|文件|规定|政策|细则|办法)[^,]{0,4}属|已[改补签追告]|(?:均|都|全部)已|及时|递补|由[^,]{1,6}(?:补充|替换|递补)|另行统计|(?:[未不](?:再|予|能|得)?|没有?)(?:[计列纳]入|统计|含在|计(?:$|[^划]))|剔除|核减|扣除|扣减|已(?:经|全部|全|均|都|按[^,]{0,8}|及时|另行|逐[^,]{0,4}|依规|于[^,]{0,10})*(?:停发|告知|通知|书面|调[整换]|更换|替换|补[^贴助]|重新|整改|督促|处理|处置|解决|办结|追回|劝退|教育|走访|登记在册|转诊|召回|协助|建档|安排|更正|纠正|修正|核实|完成|恢复|退[还换])|补[检筛考训办测]|计入[^,]{0,3}(?:下[月期]|[7-9]月|1[0-2]月)|计入(?:上[月期]|\d{1,2}月)|(?:下[月期]|\d{1,2}月)起?(?:再)?(?:纳入|计入|统计|上报|享受)|本[月期](?:已|一并|予以)*(?:补|更正|核减|调整|扣减|剔除)|原因[是为]|停发|停保|放弃|不影响|责令|暂停发`)
	// notDealt is what of dealtWith was not done, or is still to be.
	notDealt = regexp.MustCompile(`[^无不](?:未|没有?|没能|待|应|需|拟)(?:能|及时|予以?|从中|全部|完全|作|做|再)*(?:核减|扣减|扣除|剔除|停发|停保|更正|纠正|调整|核销|整改|处理|追回|退[还回])|(?:核减|扣减|扣除|剔除|停发|停保|更正|调整|整改|追回)(?:手续|名单|文件|通知|工作|指令)?(?:还|尚|暂|均|仍)*(?:没有?|未)(?:办|下|做|完|批|到|出)[^,]{0,4}`)
	// leftApart is in a clause of what is not in the figure, or was put right, whether or not it says of whom;
	// ofFigure begins one that says that it is.
	leftApart    = regexp.MustCompile(`不在[^,]{0,10}(?:\d+\p{Han}{1,2}|数|清单|范围|名[册单]|计划|任务|统计)(?:之|以)?[内里中]?$|[中里](?:没有|不含)这\d|(?:没有?|未)(?:计算在|算[进在入上]|[列放填报统][计]?(?:进|入)[来去])|[^也都]不算$|^不算$|从名册中(?:调整|删除|剔除)|更正后重[发报]|当场整改|复[查检验](?:均|已|全部)*合格|核下来|退回(?:补正|重报|补充)`)
	ofFigure     = regexp.MustCompile(`^(?:其中|含|包[括含]|\d+(?:\.\d+)?\p{Han}{1,3}[中里][^没]|.*[也都]在\d)`)
	notCountedIn = regexp.MustCompile(`(?:没有?|未|不)计?算[进在入上]`)
	// soNothing is behind such a clause: nothing was done of it.
	soNothing = regexp.MustCompile(`^(?:故|所以|因此|也)?(?:没有?|未)(?:做|实施|改|换|报|填)$`)
)

// Clauses are those of a note.
func Clauses(note string) []Clause {
	text := thousands.ReplaceAllString(width.Fold.String(strings.TrimSpace(note)), "$1$2")
	var list []Clause
	for _, sentence := range sentences.Split(text, -1) {
		from, aside := len(list), false
		for _, c := range short(pieces.Split(sentence, -1)) {
			if strings.HasPrefix(c, "其中") {
				aside = false
			}
			aside = (aside || elsewhere.MatchString(c)) && !CountedAll(c)
			list = append(list, Clause{Text: c, Begins: len(list) == from, Elsof: aside || planned.MatchString(c) || others.MatchString(c)})
		}
		settled, counted := false, false
		for _, c := range list[from:] {
			counted = counted || CountedAll(c.Text)
		}
		for i := len(list) - 1; i >= from; i-- {
			settled = settled || whether(list[i].Text) == "" && (dealtWith.MatchString(notDealt.ReplaceAllString(list[i].Text, "")) || apart(list[i].Text) || planned.MatchString(list[i].Text) && !strings.Contains(list[i].Text, "先"))
			nothing := i > from && soNothing.MatchString(list[i].Text) && apart(list[i-1].Text)
			list[i].Settled = (settled || nothing) && !counted
		}
	}
	return list
}

// apart reports whether a clause is of what is not in the figure.
func apart(text string) bool { return leftApart.MatchString(text) && !ofFigure.MatchString(text) }

// CountedAll reports whether a clause is of what is counted all the same.
func CountedAll(text string) bool {
	return countedAll.MatchString(notCountedIn.ReplaceAllString(text, ""))
}

// longest is how many characters a clause has at most, so that what is looked for in it stays in bounds.
const longest = 120

// short are the pieces that are not empty, the long ones cut: behind a mark within a list, where there is one.
func short(list []string) []string {
	var cut []string
	for _, c := range list {
		for r := []rune(c); len(r) > 0; {
			end := min(longest, len(r))
			for at := end; end < len(r) && at > longest/2; at-- {
				if strings.ContainsRune("、:", r[at-1]) {
					end = at
					break
				}
			}
			cut, r = append(cut, string(r[:end])), r[end:]
		}
	}
	return cut
}
