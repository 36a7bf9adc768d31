package check_test

import (
	"math/rand/v2"

	"github.com/shopspring/decimal"

	"huibao"
)

// mixedUp are figures that stand where others belong: of the plan, of the other cell, of the
// period before.
func mixedUp() []slipOf {
	return []slipOf{
		{"年度任务整列填成累计", 0.85, tasks},
		{"一行的年度任务填成累计", 0, task},
		{"分子、分母填反", 0.95, turned(huibao.KindRate, huibao.FieldNumer, huibao.FieldDenom)},
		{"人数、人月填反", 0.95, turned(huibao.KindStandard, huibao.FieldPeople, huibao.FieldMonths)},
		{"分母也填成了分子", 0.75, wholeRate},
		{"标准数位颠倒（690 写成 960）", 0.90, digits},
		{"补贴整行照抄上期", 0, sameRow},
	}
}

// tasks gives every flow the year's task as what was reached; of four that tell, before three
// quarters of them are due.
func tasks(_ *rand.Rand, j judged) string {
	telling, last := 0, ""
	for _, r := range j.form.Rows {
		task, reached := openTaskOf(j, r.Code)
		if !reached || task.LessThan(decimal.NewFromInt(10)) {
			continue
		}
		if j.form.Period.Month < 9 && r.Share.Cmp(huibao.RatioOf(3, 4)) < 0 {
			telling++
		}
		j.rows[r.Code][huibao.FieldThis], j.rows[r.Code][huibao.FieldCumulative] = task.Sub(r.Prior.Values[huibao.FieldCumulative].Or(decimal.Zero)), task
		last = r.Code
	}
	if telling < 4 {
		return ""
	}
	return last
}

// task does so with one row.
func task(rnd *rand.Rand, j judged) string {
	code := pick(rnd, j, huibao.KindCount, huibao.ModeFlow, huibao.FieldThis)
	if code == "" {
		return ""
	}
	task, open := openTaskOf(j, code)
	if !open || j.form.Period.Month > 8 {
		return ""
	}
	row, before := j.rows[code], j.form.RowByCode(code).Prior.Values[huibao.FieldCumulative].Or(decimal.Zero)
	row[huibao.FieldThis], row[huibao.FieldCumulative] = task.Sub(before), task
	return code
}

// openTaskOf is the year's task of a flow that had not been reached before.
func openTaskOf(j judged, code string) (decimal.Decimal, bool) {
	r := j.form.RowByCode(code)
	task, ok := r.Target.Decimal()
	before := r.Prior.Values[huibao.FieldCumulative].Or(decimal.Zero)
	return task, ok && r.Kind == huibao.KindCount && r.Mode == huibao.ModeFlow && before.LessThan(task)
}

// turned lets two cells of a row change places.
func turned(kind huibao.Kind, a, b huibao.Field) func(*rand.Rand, judged) string {
	return func(rnd *rand.Rand, j judged) string {
		code := pick(rnd, j, kind, "", a)
		if code == "" || j.rows[code][a].Equal(j.rows[code][b]) {
			return ""
		}
		j.rows[code][a], j.rows[code][b] = j.rows[code][b], j.rows[code][a]
		return code
	}
}

// wholeRate puts the denominator into both cells of a rate that is not half reached.
func wholeRate(rnd *rand.Rand, j judged) string {
	code := pick(rnd, j, huibao.KindRate, huibao.ModeCumulative, huibao.FieldNumer)
	if code == "" || j.form.RowByCode(code).Prior.Period.IsZero() {
		return ""
	}
	row := j.rows[code]
	if row[huibao.FieldNumer].Mul(decimal.NewFromInt(2)).GreaterThan(row[huibao.FieldDenom]) {
		return ""
	}
	row[huibao.FieldNumer] = row[huibao.FieldDenom]
	return code
}

// digits lets two digits of a standard change places.
func digits(rnd *rand.Rand, j judged) string {
	code := pick(rnd, j, huibao.KindStandard, "", huibao.FieldStandard)
	if code == "" || j.form.RowByCode(code).Prior.Period.IsZero() {
		return ""
	}
	j.rows[code][huibao.FieldStandard] = decimal.NewFromInt(960)
	return code
}

// sameRow gives a payment last period's figures again.
func sameRow(rnd *rand.Rand, j judged) string {
	code := pick(rnd, j, huibao.KindStandard, "", huibao.FieldMonths)
	if code == "" || j.form.RowByCode(code).Prior.Period.IsZero() {
		return ""
	}
	for _, f := range []huibao.Field{huibao.FieldPeople, huibao.FieldMonths, huibao.FieldPaid} {
		j.rows[code][f] = j.form.RowByCode(code).Prior.Values[f].Or(decimal.Zero)
	}
	return code
}
