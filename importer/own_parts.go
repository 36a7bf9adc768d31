package importer

import (
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// heldToParts holds back the figure of a row that is less than one of those under it that are said
// to be within it (其中：高校毕业生), or is not what all that are none of the plan's under it come to: one
// of the two is wrong.
func (u *ownTable) heldToParts(groups []group) {
	whole := 0
	var parts []int
	for _, g := range groups {
		n := g.rows[0].n
		within := strings.HasPrefix(strings.TrimSpace(g.name), "其中")
		switch {
		case len(g.rows) != 1:
			u.heldToAll(whole, parts)
			whole, parts = 0, nil
		case !within && (whole == 0 || standsOut(u.matches(g.name), likely)):
			u.heldToAll(whole, parts)
			whole, parts = n, nil
		case standsOut(u.matches(g.name), certain):
		default: // 其中：公办, and 民办 below it
			if within {
				u.heldToPart(whole, n, g.name)
			}
			if u.sameMeasure(whole, n, g.name) {
				parts = append(parts, n)
			}
		}
	}
	u.heldToAll(whole, parts)
}

// heldToAll holds back the figure of a row that is not what those under it come to, where these are all of
// it: what they are to do comes to what it is to do.
func (u *ownTable) heldToAll(whole int, parts []int) {
	target, col := u.columns[huibao.FieldTarget], u.columns[huibao.FieldCumulative]
	if whole == 0 || len(parts) < 2 || target == 0 || col == 0 {
		return
	}
	row := u.rowFrom(whole)
	goal, okG := u.figureAt(whole, target)
	done, okD := u.figureAt(whole, col)
	var goals, dones decimal.Decimal
	for _, n := range parts {
		g, ok := u.figureAt(n, target)
		d, is := u.figureAt(n, col)
		if !ok || !is {
			return
		}
		goals, dones = goals.Add(g), dones.Add(d)
	}
	if row == nil || !okG || !okD || !goals.Equal(goal) || dones.Equal(done) {
		return
	}
	if v := row.Values.Cell(huibao.FieldCumulative); v != nil && v.Quantity.IsNumber() {
		v.Quantity = huibao.Quantity{}
		v.Remarks = append(v.Remarks, remark(huibao.RemarkUnreadable, "下面“其中”等各行的任务合起来正好是它的，完成数之和 "+dones.String()+" 却不是\n"+done.String()+"\n"+dones.String()))
	}
}

// heldToPart does so by one part in row n, where the two rows are in one measure.
func (u *ownTable) heldToPart(whole, n int, name string) {
	row := u.rowFrom(whole)
	if row == nil || !u.sameMeasure(whole, n, name) {
		return
	}
	for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldThis} {
		col := u.columns[f]
		part, ok := u.figureAt(n, max(col, 1))
		all, known := u.figureAt(whole, max(col, 1))
		v := row.Values.Cell(f)
		if col == 0 || !ok || !known || v == nil || !v.Quantity.IsNumber() || !part.GreaterThan(all) {
			continue
		}
		v.Quantity = huibao.Quantity{}
		v.Remarks = append(v.Remarks, remark(huibao.RemarkUnreadable, "下面“"+name+"”的 "+part.String()+" 比它还大\n"+all.String()+"\n"+part.String()))
	}
}

// rowFrom is the return's row that was read from a row of the table; nil without one.
func (u *ownTable) rowFrom(n int) *huibao.ReturnRow {
	for i := range u.ret.Rows {
		if row := &u.ret.Rows[i]; row.Sheet == u.Name && row.Row == u.rowNumber(n) && row.Kind == huibao.KindCount {
			return row
		}
	}
	return nil
}

// sameMeasure reports whether a part says no other measure than its whole, nor that it is money of it.
func (u *ownTable) sameMeasure(whole, n int, name string) bool {
	_, said := nameMeasure(name)
	own, part := strings.TrimSpace(u.text(whole, huibao.FieldMeasure)), strings.TrimSpace(u.text(n, huibao.FieldMeasure))
	money := moneyWords.MatchString(name) && !moneyWords.MatchString(u.text(whole, huibao.FieldIndicator))
	return said == "" && !money && (part == "" || part == own)
}

// makesWhole reports whether the figures of a row that is called all of a group are what the others of it come to.
func (u *ownTable) makesWhole(whole int, rows []ownRow) bool {
	made := false
	for _, f := range []huibao.Field{huibao.FieldTarget, huibao.FieldCumulative, huibao.FieldThis} {
		col := u.columns[f]
		all, ok := u.figureAt(whole, max(col, 1))
		if col == 0 || !ok {
			continue
		}
		sum := decimal.Decimal{}
		for _, o := range rows {
			if d, is := u.figureAt(o.n, col); is && o.n != whole {
				sum = sum.Add(d)
			}
		}
		if !sum.Equal(all) {
			return false
		}
		made = made || f != huibao.FieldTarget
	}
	return made && len(rows) > 2
}
