package importer

import (
	"cmp"
	"maps"
	"strings"

	"huibao"
)

// settleColumns settles what each of an indicator's columns is of.
func (a *across) settleColumns(t *table, g columnsOf) {
	if g.rate != nil {
		maps.Copy(t.columns, g.rate)
		return
	}
	if g.list[0].row.Kind == huibao.KindStandard && !g.bare && (t.standardParts(a.reported()) || g.paid) {
		t.timesOfOnce(g.list[0].row, a.reported())
		return
	}
	if dated := !a.ret.Period.IsZero() || (table{page: a.page, head: a.under()}).titledUntil(a.reported()); g.bare && a.untilNow(g.from) && dated {
		t.columns[huibao.FieldCumulative] = g.from
	} else if g.bare && a.untilNow(g.from) { // nothing says that it is of what was done, nor up to when
		t.open = append(t.open, g.from)
		a.remark(huibao.RemarkColumnUnclear, "“"+g.name+"”（"+t.colText(g.from)+"）没有写明是到几月的完成数", t.at(t.head, g.from))
	} else {
		a.settleMeanings(t)
		a.monthsTotal(t)
	}
	if t.columns[huibao.FieldCumulative] == 0 && len(t.open) == 0 && g.list[0].row.Kind == huibao.KindCount {
		if this, sofar := t.pairedVerb(g.list[0].row); sofar > 0 && (t.columns[huibao.FieldThis] == 0 || t.columns[huibao.FieldThis] == this) {
			t.columns[huibao.FieldThis], t.columns[huibao.FieldCumulative] = this, sofar
		}
	}
	if t.columns[huibao.FieldCumulative]+t.columns[huibao.FieldThis] == 0 && len(t.open) == 0 && g.list[0].row.Kind == huibao.KindCount {
		e := t.evidenceOf(a.last, a.reported())
		e.of = []*huibao.FormRow{g.list[0].row}
		e.money = huibao.IsMoney(g.list[0].row.Measure)
		t.take(huibao.FieldCumulative, cmp.Or(e.byEvidence(), t.byStage(g.list[0].row, a.reported()), t.finishedByShare(g.list[0].row, a.reported()), a.byMeasure(*t, g.list[0].row), a.totalOfMonths(*t, g.list[0].row)))
	}
	if t.columns[huibao.FieldCumulative]+t.columns[huibao.FieldThis] == 0 && len(t.open) == 0 && g.list[0].row.Kind == huibao.KindCount {
		t.open = t.staging() // to be asked about
	}
	for col := g.from; col <= g.to && t.columns[huibao.FieldTarget] == 0; col++ {
		if path := t.headPath(col, 0); len(path) > 0 {
			if f, _ := headingOf(path[len(path)-1]); f == huibao.FieldIndicator || f == huibao.FieldTask { // 目标任务, 任务
				t.columns[huibao.FieldTarget] = col
			}
		}
	}
}

// untilNow reports whether the headings over a column name no other span than from January to
// the period that is reported.
func (a *across) untilNow(col int) bool {
	now := a.reported()
	if now.IsZero() {
		return true
	}
	s := spanOf(strings.Join(a.headings(col), ""), now.Year, now)
	return s == span{} || s == span{until: now.Month}
}

// monthsTotal takes for what was done up to now the column headed 本月累计, beside what was done up to the last month,
// where none says more and it is nowhere less than that.
func (a *across) monthsTotal(t *table) {
	before := t.columnHeaded(func(heading string) bool { f, _ := headingOf(heading); return f == huibao.FieldPrevious })
	found := t.columnHeaded(func(heading string) bool { return t.upToMonth(heading, before) })
	old := table{page: t.page, head: t.head, columns: map[huibao.Field]int{huibao.FieldPrevious: before}}
	if t.columns[huibao.FieldCumulative] == 0 && len(t.open) == 0 && found > 0 && !old.lessThanBefore(found) {
		t.columns[huibao.FieldCumulative] = found
	}
}

// columnHeaded is the last column whose one heading is such; 0 without one.
func (t table) columnHeaded(is func(heading string) bool) (found int) {
	for col := t.from; col <= t.to; col++ {
		if path := t.headPath(col, 0); len(path) == 1 && is(path[0]) {
			found = col
		}
	}
	return found
}
