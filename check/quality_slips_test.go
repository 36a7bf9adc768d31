package check_test

import (
	"math/rand/v2"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// slipOf plants one mistake in a month's figures; row is the row that it was planted
// in, "" where there is nothing to plant.
type slipOf struct {
	name  string
	aim   float64 // least recall; 0 for what cannot be told
	plant func(rnd *rand.Rand, j judged) string
}

// plantings are the mistakes that are planted.
func plantings() []slipOf {
	var list []slipOf
	for _, x := range []struct {
		name string
		k    int64
		aim  float64
	}{{"本期完成 ×10", 10, 0.55}, {"本期完成 ×100", 100, 0.95}, {"本期完成 ×1000", 1000, 0.95}, {"本期完成 ×10000", 10000, 0.95}} {
		list = append(list, slipOf{x.name + "（累计随之算出）", x.aim, func(rnd *rand.Rand, j judged) string {
			return scale(rnd, j, huibao.KindCount, huibao.ModeFlow, huibao.FieldThis, decimal.NewFromInt(x.k))
		}})
	}
	list = append(list, slipOf{"本期完成 ÷10（累计随之算出）", 0, func(rnd *rand.Rand, j judged) string {
		return scale(rnd, j, huibao.KindCount, huibao.ModeFlow, huibao.FieldThis, decimal.New(1, -1))
	}})
	for _, x := range []struct {
		name  string
		kind  huibao.Kind
		mode  huibao.Mode
		field huibao.Field
		k     decimal.Decimal
		aim   float64
	}{
		{"存量 ×100", huibao.KindCount, huibao.ModeStock, huibao.FieldCumulative, decimal.NewFromInt(100), 0.95},
		{"去重累计 ×100", huibao.KindCount, huibao.ModeDistinct, huibao.FieldCumulative, decimal.NewFromInt(100), 0.95},
		{"分母 ×100", huibao.KindRate, "", huibao.FieldDenom, decimal.NewFromInt(100), 0.95},
		{"分子 ×100", huibao.KindRate, "", huibao.FieldNumer, decimal.NewFromInt(100), 0.95},
		{"分子 ÷100", huibao.KindRate, "", huibao.FieldNumer, decimal.New(1, -2), 0.95},
		{"实发 ÷10000（万元填成元）", huibao.KindStandard, "", huibao.FieldPaid, decimal.New(1, -4), 0.95},
		{"实发 ×100", huibao.KindStandard, "", huibao.FieldPaid, decimal.NewFromInt(100), 0.95},
		{"人月 ×100", huibao.KindStandard, "", huibao.FieldMonths, decimal.NewFromInt(100), 0.95},
		{"标准 ×12（年填成月）", huibao.KindStandard, "", huibao.FieldStandard, decimal.NewFromInt(12), 0.90},
		{"实发 ×12", huibao.KindStandard, "", huibao.FieldPaid, decimal.NewFromInt(12), 0.90},
		{"工资 ×12", huibao.KindRelation, "", huibao.FieldOwn, decimal.NewFromInt(12), 0.90},
		{"实发 ÷10（少一位）", huibao.KindStandard, "", huibao.FieldPaid, decimal.New(1, -1), 0.95},
		{"实发 ÷100", huibao.KindStandard, "", huibao.FieldPaid, decimal.New(1, -2), 0.95},
		{"实发 ÷12（只填一个月的）", huibao.KindStandard, "", huibao.FieldPaid, decimal.New(83, -3), 0.90},
		{"人月 ÷10", huibao.KindStandard, "", huibao.FieldMonths, decimal.New(1, -1), 0.90},
		{"分子 ÷10", huibao.KindRate, "", huibao.FieldNumer, decimal.New(1, -1), 0.90},
		{"分子 ÷2", huibao.KindRate, "", huibao.FieldNumer, decimal.New(5, -1), 0},
		{"去重累计 ÷10", huibao.KindCount, huibao.ModeDistinct, huibao.FieldCumulative, decimal.New(1, -1), 0.90},
		{"去重累计 ×10", huibao.KindCount, huibao.ModeDistinct, huibao.FieldCumulative, decimal.NewFromInt(10), 0.55},
		{"存量 ×10", huibao.KindCount, huibao.ModeStock, huibao.FieldCumulative, decimal.NewFromInt(10), 0.90},
		{"存量 ÷10", huibao.KindCount, huibao.ModeStock, huibao.FieldCumulative, decimal.New(1, -1), 0.90},
		{"存量 ÷2", huibao.KindCount, huibao.ModeStock, huibao.FieldCumulative, decimal.New(5, -1), 0},
		{"人数 ×10", huibao.KindStandard, "", huibao.FieldPeople, decimal.NewFromInt(10), 0.95},
		{"人数 ÷10", huibao.KindStandard, "", huibao.FieldPeople, decimal.New(1, -1), 0},
		{"实发 ÷2", huibao.KindStandard, "", huibao.FieldPaid, decimal.New(5, -1), 0.90},
	} {
		list = append(list, slipOf{x.name, x.aim, func(rnd *rand.Rand, j judged) string { return scale(rnd, j, x.kind, x.mode, x.field, x.k) }})
	}
	list = append(list, mixedUp()...)
	return append(list, slipOf{"两行互换（本期、累计一起）", 0.90, swap}, slipOf{"上期累计粘贴为本期", 0.90, paste}, slipOf{"累计列复制到本期列", 0.90, column},
		slipOf{"上期的本期列整列照抄", 0.90, again}, slipOf{"本期列从第二行起错下一行", 0.70, lower}, slipOf{"上期的累计列整列粘贴为本期", 0.90, pastAll}, slipOf{"累计的比率只填当月", 0.90, monthAlone(huibao.KindRate, huibao.FieldNumer)},
		slipOf{"累计人月、实发只填当月", 0.90, monthAlone(huibao.KindStandard, huibao.FieldMonths, huibao.FieldPaid)}, slipOf{"分子、分母变为 0/0", 0.90, noRate}, slipOf{"累计减到一半以下", 1, halved}, slipOf{"数位颠倒，手填累计", 0.90, func(rnd *rand.Rand, j judged) string { return transpose(rnd, j, false) }},
		slipOf{"数位颠倒，累计随之算出", 0, func(rnd *rand.Rand, j judged) string { return transpose(rnd, j, true) }})
}

// monthAlone gives cumulative fields the month's own figures.
func monthAlone(kind huibao.Kind, fields ...huibao.Field) func(*rand.Rand, judged) string {
	return func(rnd *rand.Rand, j judged) string {
		code := pick(rnd, j, kind, "", fields[0])
		if code == "" || kind == huibao.KindRate && j.form.RowByCode(code).Basis != huibao.BasisYear {
			return ""
		}
		prior, changed := j.form.RowByCode(code).Prior, false
		for _, f := range fields {
			if was := prior.Values[f].Or(decimal.Zero); was.Sign() > 0 {
				j.rows[code][f], changed = j.rows[code][f].Sub(was), true
			}
		}
		if !changed {
			return ""
		}
		return code
	}
}

// noRate empties a rate that had figures.
func noRate(rnd *rand.Rand, j judged) string {
	code := pick(rnd, j, huibao.KindRate, huibao.ModeCumulative, huibao.FieldNumer)
	if code == "" || j.form.RowByCode(code).Prior.Period.IsZero() {
		return ""
	}
	j.rows[code][huibao.FieldNumer], j.rows[code][huibao.FieldDenom] = decimal.Zero, decimal.Zero
	return code
}

// halved takes more than half away from what had been reached.
func halved(rnd *rand.Rand, j judged) string {
	code := pick(rnd, j, huibao.KindCount, huibao.ModeDistinct, huibao.FieldCumulative)
	if code == "" {
		return ""
	}
	was := j.form.RowByCode(code).Prior.Values[huibao.FieldCumulative].Or(decimal.Zero)
	if was.LessThan(decimal.NewFromInt(10)) {
		return ""
	}
	j.rows[code][huibao.FieldCumulative] = was.Mul(decimal.New(4, -1)).Floor()
	return code
}

// pick is a row of a kind and mode ("" for any) whose figure is positive.
func pick(rnd *rand.Rand, j judged, kind huibao.Kind, mode huibao.Mode, f huibao.Field) string {
	var codes []string
	for _, r := range j.form.Rows {
		if d, ok := j.rows[r.Code][f]; r.Kind == kind && (mode == "" || r.Mode == mode) && ok && d.Sign() > 0 {
			codes = append(codes, r.Code)
		}
	}
	if len(codes) == 0 {
		return ""
	}
	return codes[rnd.IntN(len(codes))]
}

func scale(rnd *rand.Rand, j judged, kind huibao.Kind, mode huibao.Mode, f huibao.Field, k decimal.Decimal) string {
	code := pick(rnd, j, kind, mode, f)
	if code == "" {
		return ""
	}
	row := j.rows[code]
	places := int32(0)
	if kind == huibao.KindCount {
		places = j.form.RowByCode(code).Places
	}
	now := row[f].Mul(k).Round(places)
	if f == huibao.FieldThis {
		row[huibao.FieldCumulative] = row[huibao.FieldCumulative].Add(now).Sub(row[f])
	}
	row[f] = now
	return code
}

// flowRows are two different rows of flows.
func swap(rnd *rand.Rand, j judged) string {
	a := pick(rnd, j, huibao.KindCount, huibao.ModeFlow, huibao.FieldThis)
	b := pick(rnd, j, huibao.KindCount, huibao.ModeFlow, huibao.FieldThis)
	if a == "" || b == "" || a == b || j.rows[a][huibao.FieldThis].Equal(j.rows[b][huibao.FieldThis]) || len(j.form.RowByCode(a).Series) == 0 {
		return ""
	}
	j.rows[a], j.rows[b] = j.rows[b], j.rows[a]
	return a
}

func paste(rnd *rand.Rand, j judged) string {
	code := pick(rnd, j, huibao.KindCount, huibao.ModeFlow, huibao.FieldThis)
	if code == "" {
		return ""
	}
	prior := j.form.RowByCode(code).Prior.Values[huibao.FieldCumulative].Or(decimal.Zero)
	if prior.LessThan(decimal.NewFromInt(20)) || len(j.form.RowByCode(code).Series) < 2 {
		return ""
	}
	j.rows[code][huibao.FieldThis] = prior
	j.rows[code][huibao.FieldCumulative] = prior.Add(prior)
	return code
}

func column(rnd *rand.Rand, j judged) string {
	code := pick(rnd, j, huibao.KindCount, huibao.ModeFlow, huibao.FieldThis)
	if code == "" || j.rows[code][huibao.FieldThis].Equal(j.rows[code][huibao.FieldCumulative]) {
		return ""
	}
	j.rows[code][huibao.FieldThis] = j.rows[code][huibao.FieldCumulative]
	return code
}

func again(_ *rand.Rand, j judged) string {
	for _, r := range j.form.Rows {
		if r.Kind != huibao.KindCount || r.Mode != huibao.ModeFlow {
			continue
		}
		if len(r.Series) == 0 {
			return ""
		}
		row := j.rows[r.Code]
		was := r.Series[len(r.Series)-1].This.Or(decimal.Zero)
		row[huibao.FieldCumulative] = row[huibao.FieldCumulative].Add(was).Sub(row[huibao.FieldThis])
		row[huibao.FieldThis] = was
	}
	return "whole"
}

// lower pastes this period's figures of counts one row too low.
func lower(_ *rand.Rand, j judged) string {
	above, moved := decimal.Zero, 0
	for _, r := range j.form.Rows {
		if r.Kind != huibao.KindCount || r.Mode != huibao.ModeFlow {
			continue
		}
		row := j.rows[r.Code]
		was := row[huibao.FieldThis]
		if moved > 0 {
			row[huibao.FieldCumulative] = row[huibao.FieldCumulative].Add(above).Sub(was)
			row[huibao.FieldThis] = above
		}
		above = was
		moved++
	}
	if moved < 4 {
		return ""
	}
	return "whole"
}

// pastAll pastes the last cumulatives into this period's column.
func pastAll(_ *rand.Rand, j judged) string {
	if j.form.Period.Month < 3 {
		return ""
	}
	for _, r := range j.form.Rows {
		if r.Kind != huibao.KindCount || r.Mode != huibao.ModeFlow {
			continue
		}
		was, ok := r.Prior.Values[huibao.FieldCumulative].Decimal()
		if !ok {
			return ""
		}
		row := j.rows[r.Code]
		row[huibao.FieldCumulative] = row[huibao.FieldCumulative].Add(was).Sub(row[huibao.FieldThis])
		row[huibao.FieldThis] = was
	}
	return "whole"
}

func transpose(rnd *rand.Rand, j judged, follows bool) string {
	code := pick(rnd, j, huibao.KindCount, huibao.ModeFlow, huibao.FieldThis)
	if code == "" || len(j.form.RowByCode(code).Series) == 0 {
		return ""
	}
	row := j.rows[code]
	text := []byte(row[huibao.FieldThis].String())
	i := slices.IndexFunc(text, func(c byte) bool { return c == '.' })
	if i < 0 {
		i = len(text)
	}
	if i < 2 || text[i-1] == text[i-2] || strings.HasPrefix(string(text), "-") {
		return ""
	}
	text[i-1], text[i-2] = text[i-2], text[i-1]
	now := decimal.RequireFromString(string(text))
	if follows {
		row[huibao.FieldCumulative] = row[huibao.FieldCumulative].Add(now).Sub(row[huibao.FieldThis])
	}
	row[huibao.FieldThis] = now
	return code
}
