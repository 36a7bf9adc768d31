package importer

import (
	"slices"

	"huibao"
	"huibao/internal/regexp"
)

// What was done may be parted by how far it is (完成情况 over 已完工 | 在建 | 未开工): of such columns none is a
// part of what was done but the finished one, and which is that of an indicator, its own 完成标准 or the table's
// arithmetic tells.

// unfinishedHead heads what is not done yet.
var unfinishedHead = regexp.MustCompile(`^(?:正在|尚)?(?:在建|续建|在施|施工|施工中|实施|实施中|推进|推进中|办理|办理中|建设|建设中|进行中|未完成|未完工|未竣工|未开工|未启动|未动工|未实施|未建|待建|待开工|待启动|待实施)(?:数量?|情况|个数|户数|套数|里程|面积)?$`)

// ofStages reports whether columns that may be of what was done stand under one heading, parted into what is
// finished and what is not.
func (t table) ofStages(list []meaning) bool {
	finished := 0
	for _, m := range list {
		path := t.headPath(m.col, t.subHead())
		last := len(path) - 1
		if last < 1 || !slices.Equal(path[:last], t.headPath(list[0].col, t.subHead())[:last]) {
			return false
		}
		switch bare, _ := nameMeasure(path[last]); {
		case stages[finishedStage].head.MatchString(bare):
			finished++
		case !unfinishedHead.MatchString(bare):
			return false
		}
	}
	return finished == 1 && len(list) > 1 && t.columns[huibao.FieldTarget] > 0
}

// unfinishedColumns are those of a table that are headed as of what is not done yet.
func (t table) unfinishedColumns() (list []int) {
	for col := t.from; col <= t.to; col++ {
		if path := t.headPath(col, t.subHead()); len(path) > 0 {
			if bare, _ := nameMeasure(path[len(path)-1]); unfinishedHead.MatchString(bare) {
				list = append(list, col)
			}
		}
	}
	return list
}

// partsTargets reports whether what is finished and what is not make up the targets, in every row that has
// figures of them, and in one that is neither all done nor not at all.
func (e evidence) partsTargets(finished int) bool {
	rest, telling := e.unfinishedColumns(), false
	for _, n := range e.rows {
		target, ok := e.figureAt(n, e.columns[huibao.FieldTarget])
		done, has := e.figureAt(n, finished)
		sum := done
		for _, col := range rest {
			d, is := e.figureAt(n, col)
			sum, has = sum.Add(d), has || is
		}
		if !ok || !has {
			continue
		}
		if !sum.Equal(target) {
			return false
		}
		telling = telling || done.IsPositive() && done.LessThan(target)
	}
	return telling && len(rest) > 0
}
