package check

import (
	"fmt"

	"huibao"
)

func historyChecks() []Check {
	return []Check{
		{"H01", huibao.Warning, "累计数减少", "累计数一般只增不减", "请核对本期完成数；确有核减的请在本期填负数，并在说明栏写明原因", byRules("H01", func(_ *scope, p pair, _ huibao.RowRule) hit {
			before := p.Prior.Values[huibao.FieldCumulative].String()
			return hit{expected: "不小于 " + before, message: fmt.Sprintf("本年累计 %s 小于上期累计 %s。累计数不应减少。", p.q(huibao.FieldCumulative), before)}
		})},
		{"H02", huibao.Error, "上期累计＋本期≠累计", "三个数应当对得上", "请核对本期完成和本年累计；上期有误的请在本期核减或补报，并说明", byRules("H02", func(_ *scope, p pair, _ huibao.RowRule) hit {
			before := p.Prior.Values[huibao.FieldCumulative]
			want := before.Add(p.r.Quantity(huibao.FieldThis)).String()
			return hit{expected: want, message: fmt.Sprintf("上期累计 %s ＋ 本期完成 %s ＝ %s，填的本年累计是 %s。", before, p.q(huibao.FieldThis), want, p.q(huibao.FieldCumulative))}
		})},
		{"H05", huibao.Warning, "分母变动较大", "全年固定的分母不应大变", "请核对；口径有变化的请说明", denominators},
		{"H08", huibao.Warning, "进展倒退", "状态、标准一般不会倒退", "请核对；确有变化的请说明", backwards},
		{"H09", huibao.Info, "说明与上期相同", "照抄的说明可能已经过时", "请按本期情况更新说明", sameNote},
	}
}

// maxChange is by how much a year-fixed denominator may change: 30 %.
var maxChange = huibao.RatioOf(30, 100)

func denominators(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindRate) {
		if p.Mode != huibao.ModeCumulative && p.Mode != huibao.ModeFinal {
			continue
		}
		before, ok := p.Prior.Values[huibao.FieldDenom].Decimal()
		now, okNow := p.r.Quantity(huibao.FieldDenom).Decimal()
		if !ok || !okNow || before.IsZero() {
			continue
		}
		if change := huibao.NewRatio(now.Sub(before).Abs(), before); change.Cmp(maxChange) > 0 {
			at := p.r.At(huibao.FieldDenom)
			list = append(list, hit{place: at, code: p.Code, found: now.String(), expected: before.String(),
				message: fmt.Sprintf("%s：分母由上期的 %s 变为 %s，变动 %s。", at, before, now, change.PercentText(2))})
		}
	}
	return list
}

func backwards(s *scope) []hit {
	var list []hit
	for _, p := range s.rows("") {
		switch p.Kind {
		case huibao.KindMilestone:
			was, now := p.Prior.Words[huibao.FieldState], p.r.Values.Of(huibao.FieldState)
			if stateRank(was) > stateRank(now.Word) && now.Word != "" {
				list = append(list, hit{place: now.Source.Place(), code: p.Code, found: now.Word, expected: was,
					message: fmt.Sprintf("%s：状态由上期的“%s”变为“%s”。", now.Source.Place(), was, now.Word)})
			}
		case huibao.KindStandard:
			was, ok := p.Prior.Values[huibao.FieldStandard].Decimal()
			now, okNow := p.r.Quantity(huibao.FieldStandard).Decimal()
			if ok && okNow && now.LessThan(was) && !s.unsure[p.Code] {
				at := p.r.At(huibao.FieldStandard)
				list = append(list, hit{place: at, code: p.Code, found: now.String(), expected: "不低于 " + was.String(),
					message: fmt.Sprintf("%s：实际执行标准由上期的 %s 降为 %s。", at, was, now)})
			}
		}
	}
	return list
}

func stateRank(word string) int {
	for i, w := range huibao.MilestoneStates() {
		if w == word {
			return i + 1
		}
	}
	return 0
}

func sameNote(s *scope) []hit {
	var list []hit
	for _, p := range s.rows("") {
		if note := p.r.Note(); len([]rune(note)) >= minExplanation && note == p.Prior.Note {
			at := p.r.At(huibao.FieldNote)
			list = append(list, hit{place: at, code: p.Code, found: note, message: fmt.Sprintf("%s：说明与上期一字不差。", at)})
		}
	}
	return list
}
