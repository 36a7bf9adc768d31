package check_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/check"
	"huibao/internal/thorough"
)

// lessHabits write that a figure is less by x: it counts so, and its reason is asked for.
func lessHabits() []typing {
	var list []typing
	for _, p := range []string{"-#", "－#", "−#", "负#", "-#&", " -# ", "－# &", "-#。"} {
		list = append(list, typing{name: "“" + p + "”", cell: words(p)})
	}
	minus := func(x decimal.Decimal, _ string) string { return stored("-" + x.String()) }
	for _, f := range []string{"General", "#,##0.00_);(#,##0.00)", "0.00;[Red]0.00", "0.00;[红色]-0.00", `_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `} {
		list = append(list, typing{name: "-x as " + f, cell: minus, style: look{format: f}})
	}
	return list
}

// unsureHabits may say so, or the very opposite: they are asked.
func unsureHabits() []typing {
	var list []typing
	for _, p := range []string{"核减#", "减#", "减少#", "#（核减）", "（#）", "△#", "▽#", "▼#", "↓#", "#↓", "—#", "- #", "#-", "-#（核减）", "增#", "净增#"} {
		list = append(list, typing{name: "“" + p + "”", cell: words(p)})
	}
	for _, f := range []string{"0.00;0.00", `0.00;"减"0.00`, `0.00;"△"0.00`} {
		list = append(list, typing{name: "-x as " + f, cell: func(x decimal.Decimal, _ string) string { return stored("-" + x.String()) }, style: look{format: f}})
	}
	return list
}

// TestHabitsOfLess types what was taken off again in a clerk's habit: in some rows of each
// unit's, without a reason and with one.
func TestHabitsOfLess(t *testing.T) {
	month, d := plainDesk(t, 0)
	plain := d.judge(t, month, d.data)
	asks := len(standing(plain, ""))
	rows, most := 0, thorough.Rounds(t, 1, 2)
	for _, row := range d.form.Rows {
		v := plain.Return.RowByCode(row.Code).Values.Of(huibao.FieldThis)
		x, cum := d.figures[row.Code][huibao.FieldThis], d.figures[row.Code][huibao.FieldCumulative]
		if row.Mode != huibao.ModeFlow || !two(x) || x.Mul(decimal.NewFromInt(6)).GreaterThan(cum) || rows == most {
			continue
		}
		rows++
		part := d.partOf(t, v.Source.Sheet)
		noted := *d
		noted.data = (&edited{d: d, at: huibao.Source{Sheet: v.Source.Sheet, Cell: "K" + v.Source.Cell[1:]}, part: part, code: row.Code, typing: typed("上月将同一小区重复登记，经现场核对后核减。")}).file(t)
		for _, h := range lessHabits() {
			for _, desk := range []*desk{d, &noted} {
				e := edited{d: desk, at: v.Source, part: part, code: row.Code, field: v.Field, typing: h}
				e.holdsLess(t, desk.judge(t, month, desk.summed(t, part, e.file(t), v.Source.Cell[1:], cum.Sub(x).Sub(x))), desk == &noted, asks)
			}
		}
		for _, h := range unsureHabits() {
			e := edited{d: d, at: v.Source, part: part, code: row.Code, field: v.Field, typing: h, asked: true}
			e.holdsAsked(t, d.judge(t, month, e.file(t)))
		}
	}
	if rows == 0 {
		t.Error("no row to take anything off from")
	}
}

// summed gives the formula of 本年累计 in a row the result that Excel saves.
func (d *desk) summed(t *testing.T, part string, data []byte, row string, sum decimal.Decimal) []byte {
	t.Helper()
	cell := regexp.MustCompile(`(<c r="G` + row + `"[^>]*><f>[^<]*</f>)<v>[^<]+</v>`)
	return changed(t, data, part, func(xml string) string { return cell.ReplaceAllString(xml, "$1<v>"+sum.String()+"</v>") })
}

// holdsLess holds that a figure counts as less by x, and that its reason is asked for at the
// cell until it is given.
func (e *edited) holdsLess(t *testing.T, v check.Verdict, reasoned bool, asks int) {
	t.Helper()
	at := huibao.Place{Sheet: e.at.Sheet, Cell: e.at.Cell}
	list := standing(v, e.code)
	got := v.Return.RowByCode(e.code).Quantity(e.field)
	switch {
	case !got.Equal(huibao.Num(e.figure().Neg())) || !e.counts(v):
		t.Errorf("%s: %s, counts %v %v", e, got, e.counts(v), messages(list))
	case reasoned && len(standing(v, "")) > asks:
		t.Errorf("%s: asked, though its reason is given: %v", e, messages(list))
	case !reasoned && (v.State != huibao.StatePending || !slices.ContainsFunc(list, func(f huibao.Finding) bool {
		return f.Severity == huibao.Warning && slices.Contains(f.Places(), at) && strings.Contains(f.Message, "核减")
	})):
		t.Errorf("%s: its reason is not asked for: %s %v", e, v.State, messages(list))
	}
}
