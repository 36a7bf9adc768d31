package importer

import (
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// A total that stands beside its months, or under its towns, is held to them: where their sum is
// another, one cannot tell which of the figures is wrong.

// leastSummed is of how many figures a sum is held to be one.
const leastSummed = 2

// summed are figures that make a total.
type summed struct {
	sum    decimal.Decimal
	count  int
	places int32 // the most that one of them has
}

// add takes the figure of a cell, 0 of a blank one; false where it is none.
func (s *summed) add(t table, n, col int) bool {
	c := t.grid.At(n, col)
	if c.Type == sheet.Blank || c.Type == sheet.Text && strings.TrimSpace(c.Raw) == "" {
		return true
	}
	d, ok := t.figureAt(n, col)
	if !ok || c.Type != sheet.Number {
		return false
	}
	s.sum, s.count, s.places = s.sum.Add(d), s.count+1, max(s.places, -d.Exponent())
	return true
}

// makes reports whether a total is the sum, as far as both are written.
func (s *summed) makes(total decimal.Decimal) bool {
	places := max(-total.Exponent(), 0)
	if s.places <= 0 && places == 0 {
		return s.sum.Equal(total)
	}
	room := decimal.New(int64(s.count), -max(s.places, 0)).Add(decimal.New(1, -places)).Div(decimal.NewFromInt(2))
	return s.sum.Sub(total).Abs().LessThanOrEqual(room)
}

// hold holds back a row's figure of a column, where it is not the sum of those that make it.
func (s *summed) hold(t table, n, col int, of string, out *huibao.ReturnRow) {
	total, isNumber := t.figureAt(n, col) // as written: all of a column is in one measure
	if !isNumber || s.count < leastSummed || s.makes(total) {
		return
	}
	t.holdFigure(n, col, out, "与"+of+"之和 "+s.sum.String()+" 不等\n"+total.String()+"\n"+s.sum.String())
}

// holdFigure holds back a row's figure of a column, and says why, with what it may be.
func (t table) holdFigure(n, col int, out *huibao.ReturnRow, why string) {
	out.Values.Each(func(v *huibao.Value) {
		if row, at, ok := t.cellOf(v); ok && row == n && at == col && v.Quantity.IsNumber() {
			v.Quantity = huibao.Quantity{}
			v.Remarks = append(v.Remarks, remark(huibao.RemarkUnreadable, why))
		}
	})
}

// cellOf is where in a table a value stands.
func (t table) cellOf(v *huibao.Value) (row, col int, ok bool) {
	row, col, ok = sheet.ParseRef(v.Source.Cell)
	row, col = t.within(row, col)
	return row, col, ok
}

// addsUp reports whether the figures of an indicator add up over months and towns.
func addsUp(row *huibao.FormRow) bool {
	return row.Kind == huibao.KindCount && row.Mode != huibao.ModeStock && row.Mode != huibao.ModeDistinct
}

// heldToMonths holds a cumulative to the months of the year on its left, where all up to the
// period's stand there.
func (r *reader) heldToMonths(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	col := t.columns[huibao.FieldCumulative]
	all := t.monthsBefore(col)
	if !addsUp(row) || col == 0 || all.each == 0 || all.last < r.reported().Month {
		return
	}
	var s summed
	for c := col - all.last/all.each; c < col; c++ {
		if !s.add(t, n, c) {
			return
		}
	}
	s.hold(t, n, col, "左边各月", out)
}

// heldToAverage holds a cumulative that is the figure of an average month in its row: it may be of one
// month alone.
func (r *reader) heldToAverage(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	v := out.Values.Cell(huibao.FieldCumulative)
	if v == nil || row.Mode != huibao.ModeFlow || r.reported().Month == 1 {
		return
	}
	d, ok := v.Quantity.Decimal()
	for col := t.from; ok && d.IsPositive() && col <= t.to; col++ {
		path := t.headPath(col, t.subHead())
		if len(path) == 0 || !averageHead.MatchString(path[len(path)-1]) {
			continue
		}
		if month, is := t.figureAt(n, col); is && month.Equal(d) {
			v.Quantity = huibao.Quantity{}
			v.Remarks = append(v.Remarks, remark(huibao.RemarkUnreadable, "与旁边“"+path[len(path)-1]+"”的数相同，不知是一个月的数，还是本年累计\n"+d.String()))
			return
		}
	}
}

// averageHead heads what an average month comes to.
var averageHead = regexp.MustCompile(`^(?:月均|月平均|平均每月|每月平均|每月)`)

// heldAs holds back the total in row n where a subtotal in row m is not what the lines above it come to; it reports
// whether it is.
func (s *summed) heldAs(t table, m, n, col int, name string, out *huibao.ReturnRow) bool {
	sub, ok := t.figureAt(m, col)
	total, _ := t.figureAt(n, col)
	if ok && !s.makes(sub) {
		t.holdFigure(n, col, out, "“"+name+"”写作 "+sub.String()+"，与它上面各行之和 "+s.sum.String()+" 不等\n"+total.String())
	}
	return ok && s.makes(sub)
}

// subtotal is what a row of a block is called that is all of the lines above it (县道小计), not of the block; "" for
// others.
func (a *across) subtotal(n int) string {
	for col := max(a.col-1, 1); col <= max(a.col, unitColumns); col++ {
		if name := a.rowUnit(a.page, n, col); strings.HasSuffix(name, "小计") && isTotal(name) {
			return name
		}
	}
	return ""
}

// heldToTowns holds the total of a block to its towns, or to its units, where each is named once.
func (a *across) heldToTowns(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	if a.heldWithin(t, n, row, out) || !isWhole(a.unitOrWhole(a.page, n, a.col)) {
		return
	}
	for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldThis} {
		col := t.columns[f]
		if col == 0 || !addsUp(row) {
			continue
		}
		var s, block summed
		whole, towns, units := true, 0, 0
		for m := a.first; m <= a.last && whole; m++ {
			name := a.unitOrWhole(a.page, m, a.col)
			switch {
			case m != n && block.count > 0 && a.subtotal(m) != "":
				whole = block.heldAs(t, m, n, col, a.subtotal(m), out)
				block = summed{}
				continue
			case m == n || name == "":
				whole = m == n || !t.filledFrom(m)
				continue
			case isTown(name):
				towns++
			case a.known.Plan.UnitNamed(name) != nil:
				units++
			case a.lines:
				towns++
			default:
				return
			}
			whole = s.add(t, m, col) && block.add(t, m, col)
		}
		if whole && (towns == 0 || units == 0) {
			s.hold(t, n, col, "所列各行", out)
		}
	}
}
