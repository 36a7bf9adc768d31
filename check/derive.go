package check

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// Derived is a row with what follows from it by a form (derive); the row stays as it is.
func Derived(form *huibao.Form, zero *huibao.Value, row *huibao.ReturnRow) *huibao.ReturnRow {
	if out := derive(form, &huibao.Return{Rows: []huibao.ReturnRow{*row}, ZeroReport: zero}); len(out.Rows) == 1 {
		return &out.Rows[0]
	}
	return row // by a short name, of which nothing follows
}

// derive adds to what was read what follows from it and from what counted before: what
// a mark of none means, the cumulative from last period's and this one's, this period's
// from the cumulative, a relation's own value from its parts. It gives a return of its
// own; the one that was read stays as it is (readings.md §5, §6).
func derive(form *huibao.Form, read *huibao.Return) *huibao.Return {
	out := *read
	if form == nil {
		return &out
	}
	out.Rows = slices.Clone(read.Rows)
	settleShorts(form, &out)
	for i := range out.Rows {
		r := &out.Rows[i]
		row := form.RowByCode(r.Code)
		if row == nil || row.Kind != r.Kind {
			continue
		}
		settleParts(row, r)
		r.Values = r.Values.Clone()
		settleTime(row, r)
		switch row.Kind {
		case huibao.KindCount:
			deriveCount(form, row, r, read.ZeroReport)
		case huibao.KindRelation:
			judgeMarks(row, r)
			deriveOwn(row, r)
		default:
			judgeMarks(row, r)
		}
	}
	return &out
}

// deriveCount derives a count's figures.
func deriveCount(form *huibao.Form, row *huibao.FormRow, r *huibao.ReturnRow, zero *huibao.Value) {
	if v := r.Values.Cell(huibao.FieldPrevious); v != nil && v.Quantity.IsNumber() && v.Quantity.Equal(row.Prior.Values[huibao.FieldCumulative]) {
		v.Origin = huibao.OriginPrefilled
	}
	n := &count{row: row, r: r, base: baseOf(form, row, r)}
	if zero != nil && n.flow() && empty(r, huibao.FieldThis) && n.open() {
		n.set(huibao.Value{Field: huibao.FieldThis, Quantity: huibao.NumInt(0), Text: zero.Text, Source: zero.Source,
			Remarks: []huibao.Remark{{Kind: huibao.RemarkZeroReport, Text: "没有填，按零报告为 0"}}})
	}
	n.marks()
	if n.flow() {
		n.figures()
	}
}

// base is what a flow had reached before the period; q is missing where that is not
// known, and why says so.
type base struct {
	q   huibao.Quantity
	how string // as it stands in a derivation
	why string
}

// baseOf is the last counted cumulative; 0 where nothing can have come before or what
// was counted is that it does not apply. After a period of which nothing counts, and at
// the start of a year's collecting that is not the year's, it is unknown unless the unit
// itself gives it.
func baseOf(form *huibao.Form, row *huibao.FormRow, r *huibao.ReturnRow) base {
	p := row.Prior
	last, filled := p.Values[huibao.FieldCumulative], r.Values.Of(huibao.FieldPrevious)
	own := filled.Quantity.IsNumber() && filled.Origin != huibao.OriginPrefilled && // nor an older one of ours
		filled.Quantity.Or(decimal.Zero).GreaterThanOrEqual(last.Or(decimal.Zero))
	fresh := p.Fresh || form.Period.Start().Month == 1
	switch {
	case own && (p.Period.IsZero() || len(p.Dark) > 0):
		return base{q: filled.Quantity, how: "填报的上期累计 " + filled.Quantity.String()}
	case p.Period.IsZero() && fresh:
		return base{q: huibao.NumInt(0), how: "本年首期"}
	case len(p.Dark) > 0:
		return base{why: periodList(p.Dark) + "没有计入的数"}
	case p.Period.IsZero():
		return base{why: "没有以前各期的累计，也没有期初数"}
	case last.State() == huibao.NotApplicable:
		return base{q: huibao.NumInt(0), how: "上期不涉及"}
	case last.IsNumber():
		return base{q: last, how: "上期累计 " + last.String()}
	}
	return base{why: "上期没有累计数"}
}

// periodList is 2024年4月、2024年5月.
func periodList(list []huibao.Period) string {
	var names []string
	for _, p := range list {
		names = append(names, p.Chinese())
	}
	return strings.Join(names, "、")
}

// count is a count's row while it is derived.
type count struct {
	row  *huibao.FormRow
	r    *huibao.ReturnRow
	base base
}

func (n *count) flow() bool          { return n.row.Mode == huibao.ModeFlow }
func (n *count) this() huibao.Value  { return n.r.Values.Of(huibao.FieldThis) }
func (n *count) total() huibao.Value { return n.r.Values.Of(huibao.FieldCumulative) }
func (n *count) set(v huibao.Value)  { n.r.Values.Set(v) }

// open reports whether the cumulative was left to the form's formula, and no result was
// saved with it.
func (n *count) open() bool {
	c := n.total()
	return c.Source.Cell == "" || c.Has(huibao.RemarkUncached) || c.Formula != "" && c.Text == ""
}

// figures derives a flow's cumulative or its figure of the period, and remarks a
// cumulative that was typed over the formula and is another, where that is no error by
// itself (H02).
func (n *count) figures() {
	this, total := n.this(), n.total()
	t, okT := this.Quantity.Decimal()
	c, okC := total.Quantity.Decimal()
	b, okB := n.base.q.Decimal()
	switch {
	case okT && n.open() && okB:
		n.set(derived(huibao.FieldCumulative, huibao.Num(b.Add(t)), this, n.base.how+" ＋ 本期完成 "+t.String()))
	case okT && !okB && (n.open() || okC && n.computed(t, c)):
		n.unknown()
	case !okT && this.Text != "" && len(this.Remarks) > 0 && total.Has(huibao.RemarkUncached): // asked about where it is
		total.Quantity, total.Origin, total.Remarks = huibao.Quantity{}, huibao.OriginDerived, nil
		n.set(total)
	case okC && okB && this.Quantity.IsMissing() && len(this.Remarks) == 0:
		n.set(derived(huibao.FieldThis, huibao.Num(c.Sub(b)), total, "本年累计 "+c.String()+" － "+n.base.how))
	case okC && okB && okT && total.Formula == "" && !b.Add(t).Equal(c) && (!n.row.KnownIn(nil, huibao.KnownPrevious).IsNumber() || n.agrees(t, c)):
		total.Remarks = append(slices.Clip(total.Remarks), huibao.Remark{Kind: huibao.RemarkFormulaLost, Text: b.Add(t).String()})
		n.set(total)
	}
}

// computed reports whether a cumulative is only the result of a formula that adds this
// period's figure to a 上期累计: the one in the sheet, the last that counted, or none.
func (n *count) computed(this, total decimal.Decimal) bool {
	if n.total().Formula == "" {
		return false
	}
	before := total.Sub(this)
	return before.Equal(n.r.Quantity(huibao.FieldPrevious).Or(decimal.Zero)) || before.Equal(n.row.Prior.Values[huibao.FieldCumulative].Or(decimal.Zero))
}

// agrees reports whether a cumulative is what this period's figure gives with the 上期累计
// that stands in the sheet.
func (n *count) agrees(this, total decimal.Decimal) bool {
	previous, ok := n.r.Quantity(huibao.FieldPrevious).Decimal()
	return ok && previous.Add(this).Equal(total)
}

// unknown puts a missing cumulative in the place of one that does not follow.
func (n *count) unknown() {
	v := n.total()
	if v.Source.Cell == "" {
		v.Text, v.Source = n.this().Text, n.this().Source
	}
	v.Field, v.Quantity, v.Origin = huibao.FieldCumulative, huibao.Quantity{}, huibao.OriginDerived
	v.Remarks = []huibao.Remark{{Kind: huibao.RemarkNoBase, Text: n.base.why}}
	n.set(v)
}

// derived is a value computed from another, whose cell is named as its source.
func derived(f huibao.Field, q huibao.Quantity, from huibao.Value, how string) huibao.Value {
	return huibao.Value{Field: f, Quantity: q, Text: from.Text, Source: from.Source, Origin: huibao.OriginDerived,
		Remarks: []huibao.Remark{{Kind: huibao.RemarkDerived, Text: how}}}
}

// deriveOwn derives a relation's own value from its parts.
func deriveOwn(row *huibao.FormRow, r *huibao.ReturnRow) {
	own := r.Values.Of(huibao.FieldOwn)
	n, d := r.Quantity(huibao.FieldNumer), r.Quantity(huibao.FieldDenom)
	if q := quotient(n, d, max(row.Places, 2)); row.HasParts() && q.IsNumber() && (!own.Quantity.IsNumber() || own.Formula != "") {
		r.Values.Set(derived(huibao.FieldOwn, q, r.Values.Of(huibao.FieldNumer), "分子 "+n.String()+" ÷ 分母 "+d.String()))
	}
}

// quotient is a numerator ÷ a denominator, rounded; missing where there is none.
func quotient(n, d huibao.Quantity, places int32) huibao.Quantity {
	over, okN := n.Decimal()
	under, okD := d.Decimal()
	if !okN || !okD || under.IsZero() {
		return huibao.Quantity{}
	}
	return huibao.Num(over.DivRound(under, places))
}

// dueAmount is what must have been paid: the standard × the person-months (or times).
func dueAmount(r *huibao.ReturnRow) huibao.Quantity {
	standard, okS := r.Quantity(huibao.FieldStandard).Decimal()
	months, okM := r.Quantity(huibao.FieldMonths).Decimal()
	if !okS || !okM {
		return huibao.Quantity{}
	}
	return huibao.Num(standard.Mul(months))
}
