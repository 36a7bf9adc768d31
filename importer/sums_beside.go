package importer

import (
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
)

// A cumulative may stand beside the figures that make it: the last one and this month's, or what is still
// to be done. Where they come to another, one cannot tell which of them is wrong.

var (
	// leftHead heads what is left of a target.
	leftHead = regexp.MustCompile(`^(?:剩余|未完成|尚未完成|还需完成|尚需完成|差额|缺口|欠账|还差)(?:数|数量|任务|任务数|量)?$`)

	// lastHead heads the cumulative up to the month before.
	lastHead = regexp.MustCompile(`^(?:截[至止到]?|至)?(?:上月|上期)(?:末|底)?累计(?:完成)?(?:数|量)?$|^(?:截[至止到]?|至)(?:上月|上期)(?:末|底)?(?:累计)?(?:完成)?(?:数|量)?$`)
)

// heldToBeside holds a cumulative to such figures of its row.
func (r *reader) heldToBeside(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	col := t.columns[huibao.FieldCumulative]
	if col == 0 || !addsUp(row) || t.measured != nil {
		return
	}
	if last, this := t.lastCumulative(r.reported()), t.columns[huibao.FieldThis]; last > 0 && this > 0 && last != col && this != col {
		var s summed
		if s.add(t, n, last) && s.add(t, n, this) {
			s.hold(t, n, col, "上期累计与本期完成", out)
		}
	}
	target, left := t.columns[huibao.FieldTarget], t.headed(leftHead)
	goal, known := t.figureAt(n, max(target, 1))
	if target == 0 || left == 0 || left == col || !known {
		return
	}
	var s summed
	done, ok := t.figureAt(n, col)
	if rest, has := t.figureAt(n, left); !ok || !has || rest.IsZero() && done.GreaterThan(goal) || rest.IsNegative() || !s.add(t, n, left) || !s.add(t, n, col) || s.makes(goal) {
		return
	}
	t.holdRow(n, col, "与“"+t.headText(t.head, left)+"”之和 "+s.sum.String()+" 不是任务 "+goal.String(), done, out)
}

// holdRow holds back a row's figure of a column, and says why.
func (t table) holdRow(n, col int, why string, figure decimal.Decimal, out *huibao.ReturnRow) {
	out.Values.Each(func(v *huibao.Value) {
		if row, at, ok := t.cellOf(v); ok && row == n && at == col && v.Quantity.IsNumber() {
			v.Quantity = huibao.Quantity{}
			v.Remarks = append(v.Remarks, remark(huibao.RemarkUnreadable, why+"\n"+figure.String()))
		}
	})
}

// headed is the one column whose last heading is such; 0 without one, or with several.
func (t table) headed(such *regexp.Regexp) int {
	found := 0
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, t.subHead())
		if len(path) == 0 {
			continue
		}
		if bare, _ := nameMeasure(path[len(path)-1]); such.MatchString(bare) {
			if found > 0 {
				return 0
			}
			found = col
		}
	}
	return found
}

// lastCumulative is the one column of the cumulative up to the month before; 0 without one.
func (t table) lastCumulative(now huibao.Period) int {
	if now.Month == 1 {
		return 0
	}
	found := 0
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, t.subHead())
		if len(path) == 0 || t.shares(col) {
			continue
		}
		heading := strings.Join(path, "")
		f, _ := headingOf(heading)
		last := f == huibao.FieldPrevious || lastHead.MatchString(heading)
		if f == huibao.FieldCumulative {
			last = spanOf(heading, now.Year, now) == span{until: now.Prev().Month}
		}
		if last {
			if found > 0 {
				return 0
			}
			found = col
		}
	}
	return found
}
