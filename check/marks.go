package check

import (
	"fmt"
	"slices"

	"huibao"
)

// mark is what a cell says that holds a mark and no number.
type mark uint8

const (
	noMark      mark = iota
	markNone         // - 无 没有 暂无: nothing
	markOutside      // / 不涉及 无此项 不适用: it does not apply
)

func markOf(v huibao.Value) mark {
	switch {
	case v.Quantity.State() != huibao.NotApplicable:
		return noMark
	case v.Has(huibao.RemarkNone):
		return markNone
	}
	return markOutside
}

// positive reports whether a quantity is a number above 0.
func above(q huibao.Quantity) bool {
	d, ok := q.Decimal()
	return ok && d.Sign() > 0
}

// nought reports whether a quantity is the number 0.
func nought(q huibao.Quantity) bool { return q.Equal(huibao.NumInt(0)) }

// reason is why a count cannot be outside of what applies: what was reached before, else
// what is to be done in the year; "" where nothing says so.
func (n *count) reason() string {
	if q := n.row.Prior.Values[huibao.FieldCumulative]; above(q) {
		return "以前已完成 " + q.String() + " " + n.row.Measure
	}
	if n.row.Allocated && above(n.row.Target) {
		return "本年分解了 " + n.row.Target.String() + " " + n.row.Measure
	}
	return ""
}

// marks reads a count's marks. “None” in this period is 0 where there was something, or
// must be something; that it does not apply is asked about there; and neither is taken
// for what was reached in all.
func (n *count) marks() {
	this, total := markOf(n.this()), markOf(n.total())
	if this == noMark && total == noMark || !n.flow() && n.total().Quantity.IsNumber() {
		return
	}
	if this == noMark && empty(n.r, huibao.FieldThis) {
		n.markOfRow(total)
		return
	}
	why := n.reason()
	switch {
	case this == markNone && (why != "" || n.total().Quantity.IsNumber()):
		n.zero(n.this())
	case this == markOutside && why != "":
		n.asked(n.this(), huibao.RemarkNoneUnclear, why, "没有新增请填 0，确不再涉及请在说明写明原因")
		n.carry()
		return
	case this == markOutside && n.total().Quantity.IsNumber() && !nought(n.total().Quantity):
		n.contradicted(n.this(), "本年累计却有 "+n.total().Quantity.String())
		return
	}
	n.markOfTotal(total)
}

// markOfRow reads a mark in the cumulative of a row without a figure of the period.
func (n *count) markOfRow(total mark) {
	v, why := n.total(), n.reason()
	switch {
	case above(n.row.Prior.Values[huibao.FieldCumulative]):
		n.asked(v, huibao.RemarkNoneElsewhere, why, "请填到本期的累计数")
	case total == markNone && n.flow() && why != "":
		v.Field = huibao.FieldThis
		n.zero(v)
		n.r.Values.Drop(huibao.FieldCumulative)
	case total == markOutside && why != "":
		n.asked(v, huibao.RemarkNoneUnclear, why, "没有发生请填 0，确不涉及请在说明写明原因")
	}
}

// markOfTotal reads a mark in the cumulative beside a figure of the period, or beside
// another mark; a cumulative that was left open goes by the mark of the period.
func (n *count) markOfTotal(total mark) {
	this, last := n.this().Quantity, n.row.Prior.Values[huibao.FieldCumulative]
	switch {
	case this.IsNumber() && total == noMark:
	case nought(this) && !above(n.base.q):
		n.r.Values.Drop(huibao.FieldCumulative)
	case nought(this):
		n.contradicted(n.total(), "以前却已有 "+n.base.q.String())
	case this.IsNumber():
		n.contradicted(n.total(), "本期完成却有 "+this.String())
	case total != noMark && above(last):
		n.asked(n.total(), huibao.RemarkNoneElsewhere, n.reason(), "请填到本期的累计数")
	case this.State() == huibao.NotApplicable && n.open():
		n.set(derived(huibao.FieldCumulative, huibao.NA(), n.this(), "本期不涉及"))
	}
}

// zero reads a mark as 0 of the period.
func (n *count) zero(v huibao.Value) {
	v.Field, v.Quantity = huibao.FieldThis, huibao.NumInt(0)
	v.Remarks = []huibao.Remark{{Kind: huibao.RemarkNoneRead, Text: "“" + v.Text + "”读作 0"}}
	n.set(v)
}

// asked puts a question to a mark: what speaks against it, and what to fill in.
func (n *count) asked(v huibao.Value, kind huibao.RemarkKind, why, what string) {
	n.set(ask(v, kind, fmt.Sprintf("%s，%s填的是“%s”：%s", why, v.Field.Label(n.row.Kind), v.Text, what)))
}

// contradicted says that what stands in a row cannot be read together.
func (n *count) contradicted(v huibao.Value, text string) {
	n.set(ask(v, huibao.RemarkUnreadable, text))
}

func ask(v huibao.Value, kind huibao.RemarkKind, text string) huibao.Value {
	if kind == huibao.RemarkUnreadable {
		v.Quantity = huibao.Quantity{}
	}
	v.Remarks = append(slices.Clip(v.Remarks), huibao.Remark{Kind: kind, Text: text})
	return v
}

// carry lets a flow that is said not to apply any more stay at what it had reached, so
// that this does not leave the sum.
func (n *count) carry() {
	if n.total().Quantity.IsNumber() || !n.open() && markOf(n.total()) == noMark {
		return
	}
	switch {
	case !n.flow() || !above(n.row.Prior.Values[huibao.FieldCumulative]):
		n.set(derived(huibao.FieldCumulative, huibao.NA(), n.this(), "本期不涉及"))
	case n.base.q.IsNumber():
		n.set(derived(huibao.FieldCumulative, n.base.q, n.this(), n.base.how+"，本期不涉及"))
	default:
		n.unknown()
	}
}

// judgeMarks asks about marks in other rows: beside a figure that belongs with it, or
// where there was one before.
func judgeMarks(row *huibao.FormRow, r *huibao.ReturnRow) {
	for _, c := range row.Inputs() {
		v := r.Values.Of(c.Field)
		if c.Type != huibao.TypeNumber || markOf(v) == noMark {
			continue
		}
		beside := map[huibao.Field]huibao.Field{huibao.FieldNumer: huibao.FieldDenom, huibao.FieldDenom: huibao.FieldNumer}[c.Field]
		other, before := r.Quantity(beside), row.Prior.Values[c.Field]
		switch {
		case other.IsNumber() && !nought(other):
			v = ask(v, huibao.RemarkUnreadable, beside.Label(row.Kind)+"却有 "+other.String())
		case above(before):
			v = ask(v, huibao.RemarkNoneElsewhere, fmt.Sprintf("上期是 %s，%s填的是“%s”：请填数", before, c.Label, v.Text))
		}
		r.Values.Set(v)
	}
}
