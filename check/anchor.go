package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// carried is how the 上期累计 that we printed into a row came back.
type carried uint8

const (
	carriedOld     carried = iota + 1 // an older figure of ours, or none: last month's file, or a blank from before a correction
	carriedAltered                    // the unit's own, which its other figures bear out
	carriedAgainst                    // the unit's own, and its other figures do not agree with it, or go too far
)

// anchor is a row of which the 上期累计 is not what counts.
type anchor struct {
	how    carried
	typed  huibao.Quantity // as it came back
	before decimal.Decimal // last counted
	ledger bool            // its 本年累计 was the sheet's sum with typed, and is now that with before
}

// holdToIssued compares what came back of the figures that we printed with what was
// issued. A cumulative that the sheet computed from another 上期累计 than the last counted
// one, or in another measure, is computed again from that: a 上期累计 never enters a sum by
// itself (readings.md §4).
func (s *scope) holdToIssued() {
	s.anchors = map[string]anchor{}
	if s.wrongPeriod() {
		return
	}
	for _, p := range s.rows(huibao.KindCount) {
		inOwnMeasure(p)
		if a, ok := s.anchorOf(p); ok {
			s.anchors[p.Code] = a
		}
	}
}

// unaltered leaves out the rows of which H12 says that their 上期累计 was altered, and how
// they count.
func unaltered(run func(*scope) []hit) func(*scope) []hit {
	return func(s *scope) []hit {
		return slices.DeleteFunc(run(s), func(h hit) bool { return s.anchors[h.code].how == carriedAltered })
	}
}

// anchorOf compares a row's 上期累计 with what counts, where the period before counts.
func (s *scope) anchorOf(p pair) (anchor, bool) {
	before, ok := p.Prior.Values[huibao.FieldCumulative].Decimal()
	v := p.r.Values.Of(huibao.FieldPrevious)
	a := anchor{typed: v.Quantity, before: before}
	got, isNumber := v.Quantity.Decimal()
	this, cum := p.r.Quantity(huibao.FieldThis), p.r.Quantity(huibao.FieldCumulative)
	if !ok || !p.Prior.Counted || v.Has(huibao.RemarkUnreadable) || !isNumber && p.r.ByName || !this.IsNumber() && !cum.IsNumber() {
		return a, false // nothing printed, V02, a table without the column, nothing filled in
	}
	same := isNumber && asShown(got, before, p.Places)
	isText := len(v.Remarks) > 0 // and 0 to a formula
	a.ledger = p.Mode == huibao.ModeFlow && !sums(p, before) && (sums(p, got) || isText && sums(p, decimal.Zero))
	switch {
	case (same || !isNumber) && !a.ledger:
		return a, false
	case same || !isNumber || s.printedOnce(p, got):
		a.how = carriedOld
		if a.ledger {
			p.r.Values.Set(recomputed(p, before, fmt.Sprintf("上期已计入的 %s ＋ 本期完成 %s；表中的上期累计是%s", before, this, shownPrior(v))))
		}
	case p.Mode != huibao.ModeFlow:
		a.how = carriedOld // its cumulative is typed, and rests on none
	case s.bornOut(p, got, before):
		a.how = carriedAltered
	default:
		a.how = carriedAgainst
	}
	return a, true
}

// asShown reports whether a figure is another one, as it is or as it is shown.
func asShown(got, want decimal.Decimal, places int32) bool {
	return got.Equal(want) || -got.Exponent() >= places && got.Equal(want.Round(max(-got.Exponent(), 0)))
}

// printedOnce reports whether huibao itself had printed the figure: into the return of
// this period that was issued, into the file that came back, or as an earlier period's.
func (s *scope) printedOnce(p pair, got decimal.Decimal) bool {
	if s.issuedNow(p.Code, got) {
		return true
	}
	if s.Return.Stamp != nil && s.Return.Stamp.Period != s.Collecting && got.IsZero() {
		return true // in last month's file there was none yet
	}
	for _, x := range p.Series {
		if d, ok := x.Cumulative.Decimal(); ok && d.Equal(got) {
			return true
		}
	}
	row := stampRow(s.Return.Stamp, p.Code)
	if row == nil {
		return false
	}
	d, ok := row.Prior.Values[huibao.FieldCumulative].Decimal()
	return ok && d.Equal(got)
}

// issuedNow reports whether a figure is the 上期累计 that the unit was issued for the
// period that is collected: by act, else by the stamp.
func (s *scope) issuedNow(code string, got decimal.Decimal) bool {
	if d, ok := s.Issued[code].Decimal(); ok && d.Equal(got) {
		return true
	}
	row := stampRow(s.Return.Stamp, code)
	if row == nil || s.Return.Stamp.Period != s.Collecting || s.Return.Stamp == s.Form {
		return false
	}
	d, ok := row.Prior.Values[huibao.FieldCumulative].Decimal()
	return ok && d.Equal(got)
}

func stampRow(f *huibao.Form, code string) *huibao.FormRow {
	if f == nil {
		return nil
	}
	return f.RowByCode(code)
}

// sums reports whether the cumulative is what a formula of the sheet makes of a 上期累计
// and this period's figure.
func sums(p pair, previous decimal.Decimal) bool {
	cum := p.r.Values.Of(huibao.FieldCumulative)
	return cum.Formula != "" && !isDerived(cum) && adds(p, previous)
}

// adds reports whether 上期累计 ＋ 本期 ＝ 累计, at the places of our formula.
func adds(p pair, previous decimal.Decimal) bool {
	this, ok := p.r.Quantity(huibao.FieldThis).Decimal()
	cum, okC := p.r.Quantity(huibao.FieldCumulative).Decimal()
	places := max(p.Places, 2)
	return ok && okC && previous.Add(this).Round(places).Equal(cum.Round(places))
}

// furthest is by how much, as a factor, what a unit puts in the place of a figure that is
// known may be off without being asked.
const furthest = 3

// bornOut reports whether an altered 上期累计 is meant: with this period's figure it gives
// the cumulative, which is not far from what was expected and does not fall below half
// without a word.
func (s *scope) bornOut(p pair, got, before decimal.Decimal) bool {
	this, cum := p.r.Values.Of(huibao.FieldThis), p.r.Values.Of(huibao.FieldCumulative)
	c, ok := cum.Quantity.Decimal()
	if !ok || isDerived(cum) {
		return false
	}
	expected := before // where the cumulative alone was given
	if n, isNumber := this.Quantity.Decimal(); isNumber && !isDerived(this) {
		if !adds(p, got) || n.Equal(before) {
			return false // or 上期累计 and 本期完成 have changed places
		}
		expected = before.Add(n)
	}
	if half := scaled(c, 2).LessThan(before); half && !explains(p.r.Note(), phrasesOf(s.Form)...) {
		return false
	}
	return within(c, expected, furthest)
}

// isDerived reports whether a value does not stand in the sheet but follows from it.
func isDerived(v huibao.Value) bool { return v.Origin == huibao.OriginDerived }

// within reports whether a figure is not further from another than a factor.
func within(d, ref decimal.Decimal, factor int64) bool {
	return ref.Sign() > 0 && d.LessThanOrEqual(scaled(ref, factor)) && scaled(d, factor).GreaterThanOrEqual(ref)
}

// recomputed is a row's cumulative from what counts, in place of the sheet's sum.
func recomputed(p pair, before decimal.Decimal, how string) huibao.Value {
	this := p.r.Values.Of(huibao.FieldThis)
	n, _ := this.Quantity.Decimal()
	return derived(huibao.FieldCumulative, huibao.Num(before.Add(n)), this, how)
}

func shownPrior(v huibao.Value) string {
	switch {
	case !v.Quantity.IsNumber():
		return "空的"
	case len(v.Remarks) > 0:
		return "文本“" + v.Text + "”"
	}
	return " " + v.Quantity.String()
}

// carriedFigures is H12: one finding for all 上期累计 that are old ones of ours or gone,
// and one for each that the unit altered and that counts.
func carriedFigures(s *scope) []hit {
	var list []hit
	var old []string
	first := hit{severity: huibao.Info, remedy: "不必处理；下次请用本期下发的报表"}
	if s.Form == nil {
		return nil
	}
	for i := range s.Form.Rows {
		row := &s.Form.Rows[i]
		a, ok := s.anchors[row.Code]
		p := pair{row, s.Return.RowByCode(row.Code)}
		switch {
		case !ok || s.blocked[row.Code] && a.how == carriedAltered:
		case a.how == carriedAltered:
			list = append(list, altered(p, a))
		case a.how == carriedOld:
			text := fmt.Sprintf("%s %s（表中%s，已计入 %s", row.Code, row.Name, shownPrior(p.r.Values.Of(huibao.FieldPrevious)), a.before)
			if a.ledger {
				text += "；本年累计按已计入的算，为 " + p.q(huibao.FieldCumulative)
			}
			old = append(old, text+"）")
			if first.place.Cell == "" {
				first.place = p.r.At(huibao.FieldPrevious)
			}
		}
	}
	if len(old) == 0 {
		return list
	}
	first.found = strings.Join(old, "；")
	first.message = fmt.Sprintf("有 %d 行的上期累计不是上期已计入的数，按已计入的核对：%s。", len(old), first.found)
	return append(list, first)
}

func altered(p pair, a anchor) hit {
	at := p.r.At(huibao.FieldPrevious)
	got, _ := a.typed.Decimal()
	return hit{place: at, code: p.Code, found: got.String(), expected: a.before.String(), cause: "有 %d 行的上期累计与已计入的不同，本年累计按填报的计入",
		item:    fmt.Sprintf("%s 填 %s，已计入 %s，更正 %s", at, got, a.before, got.Sub(a.before)),
		message: fmt.Sprintf("%s：上期累计填为 %s，已计入的是 %s；本年累计按填报的 %s 计入，含上期更正 %s。", at, got, a.before, p.q(huibao.FieldCumulative), got.Sub(a.before))}
}

// unsettled are rows of which the altered 上期累计 is borne out by nothing, though the
// cumulative is what the last counted one would give: the sheet's own figures contradict each other.
func unsettled(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindCount) {
		a, ok := s.anchors[p.Code]
		if !ok || a.how != carriedAgainst || !adds(p, a.before) {
			continue
		}
		at := p.r.At(huibao.FieldPrevious)
		this, _ := p.r.Quantity(huibao.FieldThis).Decimal()
		got, _ := a.typed.Decimal()
		list = append(list, hit{place: at, code: p.Code, found: got.String(), expected: a.before.String(),
			message: fmt.Sprintf("%s：上期累计填为 %s，已计入的是 %s；本年累计是 %s 还是 %s，不能确定。", at, got, a.before, got.Add(this), p.q(huibao.FieldCumulative))})
	}
	return list
}
