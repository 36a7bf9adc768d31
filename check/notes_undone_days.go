package check

import (
	"strconv"
	"strings"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/regexp"
)

var (
	// comesOn is a day or month on which works are to be at a stage without which they are not done.
	comesOn   = regexp.MustCompile(`(计划|预计|拟|定于|将于|将在|安排在|约定|争取)?(?:于|在)?(\d{1,2})月(?:份|(\d{1,2})[日号]|([初底末]|[上中下]旬))?[前后]?(?:方|才|再|组织|进行|完成|正式|开展|统一|全部)*(通水|通车|通电|供水|(?:竣工|交工)?验收|竣工|完工|交付|交工|投用|投入使用|启用|开放|运营|开业|开标|招标|开工|到货|进场|安装|封顶|挂牌)(?:使用)?$`)
	otherYear = regexp.MustCompile(`20\d\d年|[去上前]年`)
	// stageOnly is a stage of works that are under way.
	stageOnly = regexp.MustCompile(`施工(?:至|到|进行到)[^,]{0,8}(?:层|阶段|部位|标高|段|%)$|^(?:目前|现|正)?(?:主体|基础|二次结构|砌体|装修|屋面)(?:工程)?(?:正在|在)?(?:施工|浇筑|砌筑)中?$`)
	// worksDone is in a clause that says that works are done, doneNot in one that denies it, ofMore in one of more works.
	worksDone  = regexp.MustCompile(`竣工|完工|完成|验收|交付|交工|投用|投入使用|建成|恢复`)
	ofMore     = regexp.MustCompile(`[二三四]期|另|其[余他它]|下一|后续|新一|配套|附属|室外|操场|绿化|围墙|消防|决算|审计|复[查核验]|回访|移交|尾款|补[录报]`)
	ofN        = regexp.MustCompile(`^(?:该项目|项目|维修|[^,。]{0,8})(?:涉及|共有?|共计|包括|包含|分)$`)
	doneK      = regexp.MustCompile(`^(?:目前|现|已|仅|只)*(?:完成|完工|建成|竣工|验收|修好)了?$`)
	notChecked = regexp.MustCompile(`未(?:参加|通过|组织|进行|参与|经)(?:竣工|交工)?验收$`)
)

// notYet is the clause by which the works of a count are not done: a stage of them is to come, or some of them are left.
func (n rowNote) notYet(list []doubt.Clause) string {
	one := n.countsOne()
	for i, c := range list {
		text := strings.TrimRight(spokenDigits(c.Text), "。. ")
		switch {
		case ofMore.MatchString(n.unowned(text)) || i > 0 && ofMore.MatchString(list[i-1].Text) && !list[i].Begins:
			continue
		case n.comesLater(text, list[:i], one), n.stageLater(text, list[:i]), one && !c.Elsof && stageOnly.MatchString(text), one && i > 0 && n.someOf(text, list[i-1].Text), n.unchecked(text, list[:i]), n.notTaken(text):
			return c.Text
		}
	}
	return ""
}

// countsOne reports whether a row counts one thing that is built or held.
func (n rowNote) countsOne() bool {
	this, _ := n.p.r.Quantity(huibao.FieldThis).Decimal()
	return this.IsPositive() && this.String() == "1" && !strings.Contains("人名户", n.p.Measure)
}

// comesLater reports whether the works, the one of the row or so many as the clause before tells, are to be at a stage
// after the cut-off.
func (n rowNote) comesLater(text string, before []doubt.Clause, one bool) bool {
	g := comesOn.FindStringSubmatch(text)
	if g == nil || !one && g[1] == "" || otherYear.MatchString(text) && !strings.Contains(text, strconv.Itoa(n.s.Form.Period.Year)+"年") {
		return false
	}
	day := g[3]
	if !n.after(g[2], day) || g[4] != "" && !n.afterMonth(g[2]) {
		return false
	}
	whole := one
	for i, b := range before {
		if worksDone.MatchString(n.unowned(b.Text)) || worksDone.MatchString(b.Text) && monthDay.MatchString(b.Text) {
			return false
		}
		numbers, _ := n.numbers(spokenDigits(b.Text))
		whole = whole || i == len(before)-1 && len(numbers) > 0 && n.isThis(numbers[len(numbers)-1])
	}
	return whole
}

// afterMonth reports whether a month is behind that of the cut-off.
func (n rowNote) afterMonth(month string) bool {
	m, _ := strconv.Atoi(month) // one or two digits
	return n.after(month, "") && m > n.s.Form.Day.CutOff.Month
}

func (n rowNote) isThis(k toldNumber) bool {
	this, known := n.p.r.Quantity(huibao.FieldThis).Decimal()
	return known && !k.bare && k.value.Equal(this)
}

// someOf reports whether fewer are told to be done than the clause before says there are: 涉及3处泵房，完成2处.
func (n rowNote) someOf(text, before string) bool {
	done, _ := n.numbers(text)
	all, _ := n.numbers(spokenDigits(before))
	if len(done) != 1 || len(all) != 1 || done[0].bare || all[0].bare || strings.Trim(done[0].behind, "。. ") != "" {
		return false
	}
	return doneK.MatchString(done[0].before) && ofN.MatchString(all[0].before) && done[0].value.LessThan(all[0].value) && !n.isThis(all[0])
}

// unchecked reports whether so many, with others that are told make the figure, were not there when it was inspected.
func (n rowNote) unchecked(text string, before []doubt.Clause) bool {
	if !notChecked.MatchString(text) {
		return false
	}
	numbers, _ := n.numbers(text)
	for i := len(before) - 1; i >= 0; i-- {
		more, _ := n.numbers(spokenDigits(before[i].Text))
		for _, k := range more {
			if len(numbers) > 0 && !k.bare && n.isThis(toldNumber{value: k.value.Add(numbers[0].value), measure: k.measure}) {
				return true
			}
		}
		if len(numbers) == 0 {
			numbers = more
		}
	}
	return false
}

// notTaken is a clause of some that are gone and still in the figure: 退岗3个未扣.
var notTaken = regexp.MustCompile(`^(?:其中|已|有)?(?:退[岗出学班保费会款回]|注销|撤销|取消|作废|报废|死亡|迁出|离职|离岗|解约)\d[^,]{0,6}?(?:还|尚|仍|暂|均|都)*(?:未|没有?)(?:予以?|从中)?(?:扣|减|剔|冲|核减)(?:除|减|掉|去)?$`)

func (n rowNote) notTaken(text string) bool {
	numbers, _ := n.numbers(text)
	return len(numbers) == 1 && !numbers[0].bare && notTaken.MatchString(text) && !n.beyond(numbers[0].value)
}
