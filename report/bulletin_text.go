package report

import (
	"fmt"
	"strings"

	"huibao"
)

// section is one part of the bulletin's text.
type section struct {
	heading string
	paras   []string
}

// sections are the bulletin's sentences, made from the figures.
func (b *bulletin) sections() []section {
	return []section{
		{"", []string{fmt.Sprintf("现将%s（数据截止%s）民生实事任务进展情况通报如下。", b.Period.Chinese(), b.Plan.Day(b.Period).CutOff.Chinese())}},
		{"一、总体情况", b.overall()},
		{"二、进展较快的任务", b.ahead()},
		{"三、进展滞后的任务", b.behind()},
		{"四、报送和数据质量情况", b.quality()},
		{"五、下一步要求", b.demands()},
	}
}

func (b *bulletin) overall() []string {
	first := fmt.Sprintf("%d项任务涉及%d个指标，本期可评%d个。按任务计，达到序时进度%d项，滞后%d项，严重滞后%d项，未评%d项。",
		len(b.Tasks), b.Of, b.Judged, b.Lights[huibao.Green], b.Lights[huibao.Yellow], b.Lights[huibao.Red], b.Lights[huibao.Grey])
	done, better, worse := []string{}, []string{}, []string{}
	for _, t := range b.Tasks {
		name := fmt.Sprintf("第%d项“%s”", t.No, t.Title)
		switch {
		case t.S.Done:
			done = append(done, name)
		case strings.HasPrefix(t.Change, "好转"):
			better = append(better, name)
		case strings.HasPrefix(t.Change, "变差"):
			worse = append(worse, name)
		}
	}
	second := ""
	if len(done) > 0 {
		second += "已完成全部可评指标的任务：" + few(done) + "。"
	}
	if len(better) > 0 {
		second += "较上期好转：" + few(better) + "。"
	}
	if len(worse) > 0 {
		second += "较上期变差：" + few(worse) + "。"
	}
	list := []string{first}
	if second != "" {
		list = append(list, second)
	}
	return append(list, "完成率均指工作量完成率；全区总数未分解到本市的指标只列数，不评价。")
}

// fewMost is how many items a sentence names before it says how many there are.
const fewMost = 8

func few(list []string) string {
	if len(list) <= fewMost {
		return strings.Join(list, "、")
	}
	return strings.Join(list[:fewMost], "、") + fmt.Sprintf("等%d项", len(list))
}

// aheadMost is how many indicators are named as ahead.
const aheadMost = 6

// ahead names the counts that are furthest ahead of their pace.
func (b *bulletin) ahead() []string {
	var list []IndicatorRow
	for _, r := range b.Rows {
		if r.S.Light == huibao.Green && r.S.Points.Valid() && r.S.Points.Sign() > 0 && r.Kind == huibao.KindCount && len(r.S.Holes) == 0 && r.S.Share.Sign() > 0 {
			at := len(list)
			for at > 0 && list[at-1].S.Points.Cmp(r.S.Points) < 0 {
				at--
			}
			list = append(list[:at], append([]IndicatorRow{r}, list[at:]...)...)
		}
	}
	if len(list) == 0 {
		return []string{"本期没有全部报齐且高于序时的数量指标。"}
	}
	var texts []string
	for _, r := range list[:min(len(list), aheadMost)] {
		texts = append(texts, tight(r.Text))
	}
	return []string{strings.Join(texts, "；") + "。"}
}

// tight leaves out the blanks between numbers and Chinese words.
func tight(s string) string { return strings.ReplaceAll(s, " ", "") }

func (b *bulletin) behind() []string {
	var list []string
	for _, r := range b.Rows {
		if r.S.Light != huibao.Yellow && r.S.Light != huibao.Red {
			continue
		}
		text := fmt.Sprintf("%d．%s（%s，%s）。", len(list)+1, tight(r.Text), b.Plan.UnitName(b.Plan.ResponsibleOf(r.Indicator)), r.S.Word)
		if r.S.Behind > 1 {
			text = strings.TrimSuffix(text, "。") + fmt.Sprintf("，已连续%d期滞后。", r.S.Behind)
		}
		list = append(list, text)
	}
	if len(list) == 0 {
		return []string{"本期没有滞后的指标。"}
	}
	return list
}

func (b *bulletin) quality() []string {
	states := map[string][]string{}
	late := []string{}
	for _, u := range b.Units {
		states[u.State] = append(states[u.State], u.Name)
		if u.Sub != nil && u.Sub.LateDays > 0 {
			late = append(late, u.Name)
		}
	}
	text := fmt.Sprintf("本期应报%d个单位，通过%d个，待说明%d个，退回%d个，缺报%d个。", len(b.Units),
		len(states["通过"]), len(states["待说明"]), len(states["退回"]), len(states["缺报"]))
	for _, x := range []string{"缺报", "退回", "待说明"} {
		if len(states[x]) > 0 {
			text += x + "的单位：" + few(states[x]) + "。"
		}
	}
	if len(late) > 0 {
		text += "迟报的单位：" + few(late) + "。"
	}
	held := 0
	for i := range b.Submissions {
		if b.Submissions[i].Counts() {
			held += len(b.Submissions[i].HeldOut)
		}
	}
	if held > 0 {
		text += fmt.Sprintf("有误未计入的数据%d行，相关指标在附件中注明。", held)
	}
	return []string{text}
}

func (b *bulletin) demands() []string {
	text := "请滞后任务的责任单位查明原因，倒排工期，在下期报表中说明进展。"
	if len(b.Missing) > 0 {
		text += "请" + unitNames(b.Plan, b.Missing) + "尽快补报。"
	}
	return []string{text + "请退回和待说明的单位按审核意见改正或说明后重新报送。各单位对所报数据的真实性、准确性负责。"}
}
