package importer

import (
	"fmt"
	"strings"

	"huibao"
)

// complete derives what a unit may leave to the sheet: the cumulative from last
// period's and this one's, this period's from the cumulative, a relation's own
// value from its parts. A formula of ours that a number replaced is remarked.
func complete(row *huibao.FormRow, out *huibao.ReturnRow) {
	switch row.Kind {
	case huibao.KindCount:
		completeCount(row, out)
	case huibao.KindRelation:
		completeRelation(row, out)
	}
}

func completeCount(row *huibao.FormRow, out *huibao.ReturnRow) {
	before := row.Prior.Values[huibao.FieldCumulative]
	if row.Prior.Period.IsZero() {
		before = out.Quantity(huibao.FieldPrevious)
	}
	this, cum := out.Values.Of(huibao.FieldThis), out.Values.Of(huibao.FieldCumulative)
	flow := row.Mode == huibao.ModeFlow
	switch {
	case flow && this.Quantity.IsNumber() && wantsDerived(cum):
		sum := before.Add(this.Quantity)
		how := "上期累计 " + before.String() + " ＋ 本期完成 " + this.Quantity.String()
		if before.IsMissing() {
			sum, how = this.Quantity, "没有上期累计，以本期完成为累计"
		}
		out.Values.Set(derived(huibao.FieldCumulative, sum, this, how))
	case flow && cum.Quantity.IsNumber() && this.Quantity.IsMissing() && len(this.Remarks) == 0 && before.IsNumber():
		c, _ := cum.Quantity.Decimal()
		b, _ := before.Decimal()
		out.Values.Set(derived(huibao.FieldThis, huibao.Num(c.Sub(b)), cum, fmt.Sprintf("本年累计 %s － 上期累计 %s", c, b)))
	case flow && cum.Quantity.IsNumber() && cum.Formula == "" && this.Quantity.IsNumber() && before.IsNumber():
		if sum := before.Add(this.Quantity); !sum.Equal(cum.Quantity) {
			cum.Remarks = append(cum.Remarks, huibao.Remark{Kind: huibao.RemarkFormulaLost, Text: sum.String()})
			out.Values.Set(cum)
		}
	}
	if this.Quantity.State() == huibao.NotApplicable && cum.Quantity.IsMissing() {
		v := this
		v.Field = huibao.FieldCumulative
		out.Values.Set(v)
	}
}

// wantsDerived reports whether a cumulative was left to the sheet's formula and no
// result was saved with it.
func wantsDerived(cum huibao.Value) bool {
	return cum.Source.Cell == "" || cum.Has(huibao.RemarkUncached) || cum.Formula != "" && cum.Text == ""
}

// derived is a value computed from another, whose cell is named as its source.
func derived(f huibao.Field, q huibao.Quantity, from huibao.Value, how string) huibao.Value {
	return huibao.Value{Field: f, Quantity: q, Text: from.Text, Source: from.Source, Derived: true,
		Remarks: []huibao.Remark{{Kind: huibao.RemarkDerived, Text: how}}}
}

func completeRelation(row *huibao.FormRow, out *huibao.ReturnRow) {
	if !row.HasParts() {
		return
	}
	n, okN := out.Quantity(huibao.FieldNumer).Decimal()
	d, okD := out.Quantity(huibao.FieldDenom).Decimal()
	own := out.Values.Of(huibao.FieldOwn)
	if !okN || !okD || d.IsZero() || own.Quantity.IsNumber() && own.Formula == "" {
		return
	}
	q := huibao.Num(n.DivRound(d, max(row.Places, 2)))
	out.Values.Set(derived(huibao.FieldOwn, q, out.Values.Of(huibao.FieldNumer),
		strings.Join([]string{"分子", n.String(), "÷ 分母", d.String()}, " ")))
}
