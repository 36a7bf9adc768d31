package importer

import (
	"huibao"
	"huibao/internal/regexp"
)

// paidInPeriod heads, behind its months, what was paid of standards, or for how many months of people.
var paidInPeriod = regexp.MustCompile(`^(?:累计|实际|共|已)*(?:发放|支付|兑现|实发)(?:补贴|补助|津贴)?(?:资金|金额|人次|人月)(?:数|额)?$`)

// paidOfStandards takes no column of what was paid in some months (1-7月发放资金) for what was done of a count where
// one of standards stands beside it and no other column is of what was done: which part of a standard it is, its
// own heading tells.
func (t table) paidOfStandards() {
	if kindOf(t.columns) != huibao.KindCount || t.columns[huibao.FieldTarget] > 0 {
		return
	}
	standard := false
	for col := t.from; col <= t.to; col++ {
		bare, m := nameMeasure(t.headText(t.head, col))
		standard = standard || looseStandards.MatchString(bare) && (m == "" || huibao.IsMoney(m))
		if f, _ := t.fieldAt(col, 1); !t.paidIn(col) && (f == huibao.FieldCumulative || f == huibao.FieldThis || f == huibao.FieldPrevious) {
			return
		}
	}
	if standard {
		delete(t.columns, huibao.FieldCumulative)
	}
}

// paidIn reports whether a column is headed as what was paid since January up to some month.
func (t table) paidIn(col int) bool {
	bare, _ := nameMeasure(t.headText(t.head, col))
	since, rest := cutPeriod(plainPeriods(bare))
	return since == sinceJanuary && paidInPeriod.MatchString(rest)
}
