package importer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/numtext"
	"huibao/internal/regexp"
)

// shareBehind is a figure with a percentage behind it: 140（56.0%）, 33人，完成47%, 1471人，占年度任务的49%.
var shareBehind = regexp.MustCompile(`^([^%()，,;；、]*\d[^%()，,;；、]*?)[，,;；、]?\s*\(?(?:(?:已|共)?完成(?:率|比例|进度)?|完成[^\d%()，,]{0,6}(?:目标|任务|计划)的?|占[^\d%()，,]{0,8}|进度|比例|达到?|率)?[:：为]?(\d{1,3}(?:\.\d{1,4})?)%\)?。?$`)

// withShares reads figures behind which stands what share they are, where they are: of the
// denominator, or of the target. Any other share stays the other number that it is; where nothing tells
// of what it is one, it is held to the plan's target.
func (r *reader) withShares(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	out.Values.Each(func(v *huibao.Value) {
		if !v.Quantity.IsMissing() || !v.Has(huibao.RemarkUnreadable) || len(v.Text) > maxNumberText {
			return
		}
		text := strings.TrimSpace(fold(v.Text))
		if t.isOwn() && row.Kind == huibao.KindCount && v.Field == huibao.FieldCumulative {
			if text = r.withoutWhen(text); r.readTold(t, n, row, v, out, text) {
				return
			}
		}
		g := shareBehind.FindStringSubmatch(text)
		if g == nil {
			return
		}
		share, err := decimal.NewFromString(g[2])
		q, remarks := readText(strings.TrimSpace(g[1]), func() *numtext.Row { return r.numberRow(row, v.Field) })
		d, ok := q.Decimal()
		of := t.measuredBy(n, row, out, v.Field)
		place := decimal.New(1, min(share.Exponent(), 0))
		planned := len(of) == 0 && t.isOwn() && row.Kind == huibao.KindCount && v.Field == huibao.FieldCumulative // held to the plan's target by the share (check)
		if err != nil || !ok || len(of) == 0 && !planned || len(of) > 0 && !slices.ContainsFunc(of, func(whole decimal.Decimal) bool { return makes(d, whole, share, place) }) {
			return
		}
		if planned {
			out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkTypedRate, Text: g[2] + "%", Place: v.Source.Place()})
		}
		v.Quantity = q
		v.Remarks = append(slices.DeleteFunc(remarks, func(m huibao.Remark) bool { return m.Kind == huibao.RemarkTextNumber }),
			remark(huibao.RemarkWords, "“"+g[2]+"%”是它的占比，读作 "+d.String()))
	})
}

// measuredBy are what a figure of a row may be so many per cent of, as far as the row tells.
func (t table) measuredBy(n int, row *huibao.FormRow, out *huibao.ReturnRow, f huibao.Field) (of []decimal.Decimal) {
	add := func(x decimal.Decimal, ok bool) {
		if ok {
			of = append(of, x)
		}
	}
	switch {
	case f == huibao.FieldNumer:
		add(out.Quantity(huibao.FieldDenom).Decimal())
	case row.Kind == huibao.KindCount:
		add(row.Target.Decimal())
		if col := t.columns[huibao.FieldTarget]; col > 0 {
			add(shownNumber(t.grid.At(n, col), row.Measure))
		}
	}
	return of
}

// fractions reads the two numbers of a rate that stand in one cell as a fraction (802/930), under a heading
// of what was done, where neither has a column of its own.
func (r *reader) fractions(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	col := t.columns[huibao.FieldCumulative]
	if row.Kind != huibao.KindRate || col == 0 || t.columns[huibao.FieldNumer]+t.columns[huibao.FieldDenom] > 0 {
		return
	}
	g := fraction.FindStringSubmatch(strings.TrimSpace(fold(t.grid.At(n, col).Raw)))
	if g == nil {
		return
	}
	for i, f := range []huibao.Field{huibao.FieldNumer, huibao.FieldDenom} {
		c, ok := huibao.ColumnOf(row.Kind, f)
		d, err := decimal.NewFromString(g[i+1])
		if !ok || err != nil {
			return
		}
		one := huibao.ReturnRow{}
		r.readValue(t, n, col, row, c, &one)
		v := one.Values.Of(f)
		v.Quantity = huibao.Num(d)
		v.Remarks = []huibao.Remark{remark(huibao.RemarkWords, "“"+g[0]+"”是分子、分母，读作 "+d.String())}
		out.Values.Set(v)
	}
}

// fraction is such a cell.
var fraction = regexp.MustCompile(`^(\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)$`)
