package report

import (
	"strings"

	"huibao"
	"huibao/statement"
)

// greyTasks says why tasks were not judged.
func (m *Model) greyTasks() string {
	if text, few := m.greyBy(m.greyReason); few {
		return text
	}
	text, _ := m.greyBy(func(t TaskRow) string {
		why := m.greyReason(t)
		if strings.HasSuffix(why, "未报未评") {
			return "因有单位未报未评"
		}
		return why
	})
	return text
}

// reasonsMost is how many reasons are told apart.
const reasonsMost = 4

// greyBy tells the tasks that were not judged by their reasons, and whether these are few.
func (m *Model) greyBy(reason func(TaskRow) string) (text string, few bool) {
	reasons := map[string][]int{}
	var order []string
	for _, t := range m.Tasks {
		if t.S.Light != huibao.Grey {
			continue
		}
		why := reason(t)
		if reasons[why] == nil {
			order = append(order, why)
		}
		reasons[why] = append(reasons[why], t.No)
	}
	var list []string
	for _, why := range order {
		list = append(list, nos(reasons[why])+why)
	}
	if len(list) == 0 {
		return "", true
	}
	return strings.Join(list, "，") + "。", len(list) <= reasonsMost
}

func (m *Model) greyReason(t TaskRow) string {
	if t.S.Due == 0 {
		for _, r := range t.Indicators {
			if r.S.Word == "本期不报" {
				return "不在报送期内"
			}
		}
		return "本期不评"
	}
	for _, word := range []string{statement.WordMissing, statement.WordRejected} {
		if names := m.lackedBy(t, word); len(names) > 0 {
			return "因" + listed(names, 3, "、", "等%d个单位") + holeWords[word] + "未评"
		}
	}
	return "因数据正在核实未评"
}

// lackedBy names the units whose parts a task lacks, by what became of them.
func (m *Model) lackedBy(t TaskRow, word string) []string {
	seen := map[string]bool{}
	var names []string
	for _, r := range t.Indicators {
		for _, h := range r.S.Holes {
			if statement.WordOf(h) == word && !seen[h.Unit] {
				seen[h.Unit] = true
				names = append(names, m.Plan.UnitName(h.Unit))
			}
		}
	}
	return names
}
