package report

import (
	"fmt"
	"strings"

	"huibao"
)

// longBehind is from how many periods on an item is behind for long.
const longBehind = 3

// phrased are the requests that the office has words for, each of the items that are in its
// situation; an item is in the gravest alone.
func (m *Model) phrased() []string {
	of := map[huibao.Situation][]string{}
	for _, l := range m.lags() {
		if s := situationOf(l); s != "" {
			of[s] = append(of[s], fmt.Sprintf("%s%s%s%s（第%d项）", refBegin, l.Code, refEnd, m.called(l.Indicator), l.Task.No))
		}
	}
	var list []string
	for _, x := range []struct {
		of   huibao.Situation
		word string
	}{{huibao.Overdue, "逾期未完成"}, {huibao.LongBehind, fmt.Sprintf("已连续%d期以上滞后", longBehind)}, {huibao.FarBehind, "严重滞后"}, {huibao.StandardLow, "未执行到位"}, {huibao.RateLow, "未达标"}} {
		if say := m.Plan.PhraseFor(x.of); say != "" && len(of[x.of]) > 0 {
			list = append(list, listed(of[x.of], phraseItems, "、", "等%d项")+x.word+"，"+say+"。")
		}
	}
	return list
}

// phraseItems is how many items a request names.
const phraseItems = 8

func situationOf(l lag) huibao.Situation {
	switch {
	case l.Kind == huibao.KindStandard || l.Kind == huibao.KindRelation:
		return huibao.StandardLow
	case !paced(l.IndicatorRow) && l.Kind == huibao.KindRate:
		return huibao.RateLow
	case l.S.AtDeadline:
		return huibao.Overdue
	case l.S.Behind >= longBehind:
		return huibao.LongBehind
	case l.S.Light == huibao.Red:
		return huibao.FarBehind
	}
	return ""
}

// toLeader is what is asked of the leader where something is far or for long behind; "" for
// nothing, or where the office has no words for it.
func (m *Model) toLeader() string {
	say := m.Plan.PhraseFor(huibao.ToLeader)
	if say == "" {
		return ""
	}
	var names []string
	for _, l := range m.lags() {
		switch situationOf(l) {
		case huibao.Overdue, huibao.LongBehind, huibao.FarBehind:
			names = append(names, refBegin+l.Code+refEnd+m.called(l.Indicator))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return strings.TrimSuffix(listed(names, phraseItems, "、", "等%d项")+"，"+say, "。") + "。"
}
