package huibao_test

import (
	"testing"

	"huibao"
)

// typed are the numbers of a row, of the row it is a part of, and of its parts.
type typed struct {
	own, whole, parts map[huibao.Field]huibao.Quantity
}

func (n typed) Cell(f huibao.Field) huibao.Quantity  { return n.own[f] }
func (n typed) Whole(f huibao.Field) huibao.Quantity { return n.whole[f] }
func (n typed) Parts(f huibao.Field) huibao.Quantity { return n.parts[f] }

func numbers(list ...any) map[huibao.Field]huibao.Quantity {
	m := map[huibao.Field]huibao.Quantity{}
	for i := 0; i < len(list); i += 2 {
		m[list[i].(huibao.Field)] = huibao.MustNum(list[i+1].(string))
	}
	return m
}

// TestRowRules works every rule of the return's self-check out for a row that it
// complains of, one that it does not, and one that lacks a number: then it is silent.
func TestRowRules(t *testing.T) {
	const this, cum, num, den = huibao.FieldThis, huibao.FieldCumulative, huibao.FieldNumer, huibao.FieldDenom
	const std, since, months, paid = huibao.FieldStandard, huibao.FieldSince, huibao.FieldMonths, huibao.FieldPaid
	form := &huibao.Form{Year: 2024}
	flow := huibao.Promise{Kind: huibao.KindCount, Mode: huibao.ModeFlow}
	part := huibao.Promise{Kind: huibao.KindCount, Mode: huibao.ModeFlow, PartOf: "1.1"}
	held := huibao.Promise{Kind: huibao.KindCount, Mode: huibao.ModeFlow, Target: huibao.NumInt(100), Allocated: true, Share: huibao.RatioOf(1, 2)}
	rate := huibao.Promise{Kind: huibao.KindRate}
	over := huibao.Promise{Kind: huibao.KindRate, Over100: true}
	pays := func(by huibao.PayBy) huibao.Promise {
		return huibao.Promise{Kind: huibao.KindStandard, PayBy: by, Baseline: huibao.NumInt(90), Target: huibao.NumInt(100)}
	}
	before := huibao.Prior{Counted: true, Values: numbers(cum, "30")}
	grows := huibao.Promise{Kind: huibao.KindRate, Basis: huibao.BasisYear}
	last := huibao.Prior{Period: huibao.Period{Year: 2024, Month: 5}, Values: numbers(num, "40", den, "50", months, "30", paid, "3000")}
	for _, c := range []struct {
		say   string
		row   huibao.FormRow
		wrong typed
		right typed
		blank typed // lacks one number that the rule needs
	}{
		{"累计数不能为负", huibao.FormRow{Promise: flow}, typed{own: numbers(cum, "-1")}, typed{own: numbers(cum, "0")}, typed{}},
		{"本期为负（核减），请在说明栏写明原因", huibao.FormRow{Promise: flow}, typed{own: numbers(this, "-0.5")}, typed{own: numbers(this, "0")}, typed{}},
		{"本年累计小于本期完成", huibao.FormRow{Promise: flow}, typed{own: numbers(this, "5", cum, "4")}, typed{own: numbers(this, "5", cum, "5")}, typed{own: numbers(this, "5")}},
		{"累计数比上期减少，请核对；确有核减请写明原因", huibao.FormRow{Promise: flow, Prior: before}, typed{own: numbers(cum, "29")}, typed{own: numbers(cum, "30")}, typed{}},
		{"上期累计＋本期完成≠本年累计", huibao.FormRow{Promise: flow, Prior: before}, typed{own: numbers(this, "5", cum, "36")}, typed{own: numbers(this, "5", cum, "35")}, typed{own: numbers(cum, "36")}},
		{"“其中”数大于总数", huibao.FormRow{Promise: part}, typed{own: numbers(cum, "6"), whole: numbers(cum, "5")}, typed{own: numbers(cum, "5"), whole: numbers(cum, "5")}, typed{own: numbers(cum, "6")}},
		{"分项之和不等于总数", huibao.FormRow{Promise: flow}, typed{own: numbers(cum, "6"), parts: numbers(cum, "5")}, typed{own: numbers(cum, "5"), parts: numbers(cum, "5")}, typed{own: numbers(cum, "6")}},
		{"进度滞后，请说明原因", huibao.FormRow{Promise: held}, typed{own: numbers(cum, "40")}, typed{own: numbers(cum, "40.1")}, typed{}},
		{"分子不能为负", huibao.FormRow{Promise: rate}, typed{own: numbers(num, "-1")}, typed{own: numbers(num, "0")}, typed{}},
		{"分母不能为负", huibao.FormRow{Promise: rate}, typed{own: numbers(den, "-1")}, typed{own: numbers(den, "0")}, typed{}},
		{"分子大于分母", huibao.FormRow{Promise: rate}, typed{own: numbers(num, "9", den, "8")}, typed{own: numbers(num, "8", den, "8")}, typed{own: numbers(num, "9")}},
		{"分母为 0，分子不为 0", huibao.FormRow{Promise: over}, typed{own: numbers(num, "9", den, "0")}, typed{own: numbers(num, "9", den, "8")}, typed{own: numbers(den, "0")}},
		{"分子（本年累计）比上期减少，请核对；确有核减请写明原因", huibao.FormRow{Promise: grows, Prior: last}, typed{own: numbers(num, "39")}, typed{own: numbers(num, "40")}, typed{}},
		{"分母比上期减少 5% 以上，请核对；口径有变化的请写明原因", huibao.FormRow{Promise: grows, Prior: last}, typed{own: numbers(den, "47")}, typed{own: numbers(den, "47.5")}, typed{}},
		{"累计人月（次）比上期减少，请核对；确有核减请写明原因", huibao.FormRow{Promise: pays(huibao.PayFull), Prior: last}, typed{own: numbers(months, "29")}, typed{own: numbers(months, "30")}, typed{}},
		{"累计实发比上期减少，请核对；确有追回请写明原因", huibao.FormRow{Promise: pays(huibao.PayFull), Prior: last}, typed{own: numbers(paid, "2999.99")}, typed{own: numbers(paid, "3000")}, typed{}},
		{"金额不能为负", huibao.FormRow{Promise: pays(huibao.PayFull)}, typed{own: numbers(paid, "-1")}, typed{own: numbers(paid, "0")}, typed{}},
		{"人月（次）不能为负", huibao.FormRow{Promise: pays(huibao.PayFull)}, typed{own: numbers(months, "-1")}, typed{own: numbers(months, "0")}, typed{}},
		{"人数不能为负", huibao.FormRow{Promise: pays(huibao.PayFull)}, typed{own: numbers(huibao.FieldPeople, "-1")}, typed{own: numbers(huibao.FieldPeople, "0")}, typed{}},
		{"补发不能为负", huibao.FormRow{Promise: pays(huibao.PayFull)}, typed{own: numbers(huibao.FieldBackPay, "-1")}, typed{own: numbers(huibao.FieldBackPay, "0")}, typed{}},
		{"执行标准低于原标准", huibao.FormRow{Promise: pays(huibao.PayFull)}, typed{own: numbers(std, "89.99")}, typed{own: numbers(std, "90")}, typed{}},
		{"执行标准低于应执行标准", huibao.FormRow{Promise: pays(huibao.PayFull)}, typed{own: numbers(std, "99.99")}, typed{own: numbers(std, "100")}, typed{}},
		{"实发大于应发", huibao.FormRow{Promise: pays(huibao.PayFull)}, typed{own: numbers(std, "100", months, "3", paid, "300.51")}, typed{own: numbers(std, "100", months, "3", paid, "300.5")}, typed{own: numbers(std, "100", paid, "301")}},
		{"实发小于应发", huibao.FormRow{Promise: pays(huibao.PayFull)}, typed{own: numbers(std, "100", months, "3", paid, "299", since, "45292")}, typed{own: numbers(std, "100", months, "3", paid, "299", since, "45293")}, typed{own: numbers(std, "100", months, "3", paid, "299")}},
		{"实发小于按原标准应发", huibao.FormRow{Promise: pays(huibao.PayFull)}, typed{own: numbers(months, "3", paid, "269.49")}, typed{own: numbers(months, "3", paid, "269.5")}, typed{own: numbers(paid, "1")}},
		{"补差发放的实发不应大于标准×人月", huibao.FormRow{Promise: pays(huibao.PayTopUp)}, typed{own: numbers(std, "100", months, "3", paid, "301")}, typed{own: numbers(std, "100", months, "3", paid, "1")}, typed{own: numbers(std, "100", paid, "301")}},
		{"实发大于应发", huibao.FormRow{Promise: pays(huibao.PayOnce)}, typed{own: numbers(std, "100", months, "3", paid, "301")}, typed{own: numbers(std, "100", months, "3", paid, "300")}, typed{own: numbers(std, "100", paid, "301")}},
		{"实发小于应发", huibao.FormRow{Promise: pays(huibao.PayByYear)}, typed{own: numbers(std, "100", months, "3", paid, "299")}, typed{own: numbers(std, "100", months, "3", paid, "299.5")}, typed{own: numbers(std, "100", paid, "1")}},
	} {
		for name, x := range map[string]struct {
			in   typed
			want bool
		}{"wrong": {c.wrong, true}, "right": {c.right, false}, "blank": {c.blank, false}} {
			if got := complains(form, &c.row, x.in, c.say); got != x.want {
				t.Errorf("%s, a %s row: %v", c.say, name, got)
			}
		}
	}
}

// complains reports whether a rule that says so holds for the row and finds it wrong.
func complains(form *huibao.Form, row *huibao.FormRow, n typed, say string) bool {
	for _, r := range huibao.RowRules() {
		if r.Say != say || r.Kind != row.Kind || r.Applies != nil && !r.Applies(row) {
			continue
		}
		if d, ok := huibao.Eval(r.Wrong, form, row, n).Decimal(); ok && d.Sign() != 0 {
			return true
		}
	}
	return false
}

// TestRulesApply: which rows a rule is not for.
func TestRulesApply(t *testing.T) {
	const cum = huibao.FieldCumulative
	form := &huibao.Form{Year: 2024}
	before := huibao.Prior{Counted: true, Values: numbers(cum, "30")}
	fell := typed{own: numbers(huibao.FieldThis, "5", cum, "4"), whole: numbers(cum, "1"), parts: numbers(cum, "9")}
	stock := huibao.FormRow{Promise: huibao.Promise{Kind: huibao.KindCount, Mode: huibao.ModeStock, PartOf: "1.1", SumsUp: true}, Prior: before}
	for _, r := range huibao.RowRules() {
		if r.Kind == huibao.KindCount && complains(form, &stock, fell, r.Say) {
			t.Errorf("of a stock that is one of the parts: %s", r.Say)
		}
	}
	uncounted := huibao.FormRow{Promise: huibao.Promise{Kind: huibao.KindCount, Mode: huibao.ModeFlow}, Prior: huibao.Prior{Values: numbers(cum, "30")}}
	if complains(form, &uncounted, typed{own: numbers(cum, "4")}, "累计数比上期减少，请核对；确有核减请写明原因") {
		t.Error("held to what did not count")
	}
	was := huibao.Prior{Period: huibao.Period{Year: 2023, Month: 12}, Values: numbers(huibao.FieldNumer, "40", huibao.FieldPaid, "3000")}
	for _, row := range []huibao.FormRow{{Promise: huibao.Promise{Kind: huibao.KindStandard}, Prior: was}, {Promise: huibao.Promise{Kind: huibao.KindRate, Basis: huibao.BasisYear}, Prior: was},
		{Promise: huibao.Promise{Kind: huibao.KindRate, Basis: huibao.BasisNow}, Prior: huibao.Prior{Period: huibao.Period{Year: 2024, Month: 5}, Values: was.Values}}} {
		for _, r := range huibao.RowRules() {
			if r.Code == "H01" && r.Kind == row.Kind && complains(form, &row, typed{own: numbers(huibao.FieldNumer, "4", huibao.FieldPaid, "3")}, r.Say) {
				t.Errorf("held to last year's, or a figure of a day: %s", r.Say)
			}
		}
	}
}

// TestKnown gives the numbers of the form itself.
func TestKnown(t *testing.T) {
	form := &huibao.Form{Year: 2024}
	row := huibao.FormRow{Promise: huibao.Promise{Target: huibao.NumInt(7), Baseline: huibao.NumInt(2), Reference: huibao.MustNum("1750.5"), Factor: huibao.NumInt(2), Share: huibao.RatioOf(1, 2)},
		Prior: huibao.Prior{Counted: true, Values: numbers(huibao.FieldCumulative, "3")}}
	for k, want := range map[huibao.KnownNumber]string{huibao.KnownTarget: "7", huibao.KnownBaseline: "2", huibao.KnownDue: "3501", huibao.KnownPrevious: "3", huibao.KnownDueNow: "3",
		huibao.KnownShareNum: "1", huibao.KnownShareDen: "2", huibao.KnownYearStart: "45292", huibao.KnownReference: "1750.5", huibao.KnownReferenceK: "2", "?": ""} {
		if got := row.KnownIn(form, k); got.String() != want {
			t.Errorf("%s: %s, want %s", k, got, want)
		}
	}
	row.Factor = huibao.Quantity{}
	if got := row.DueStandard(); got.String() != "1750.5" {
		t.Errorf("without a factor: %s", got)
	}
	row.Reference, row.Places = huibao.Quantity{}, 1
	if got := row.KnownIn(form, huibao.KnownDueNow); row.DueStandard().String() != "7" || got.String() != "3.5" {
		t.Errorf("without a reference: %s; what can be divided: %s", row.DueStandard(), got)
	}
	for f, want := range map[huibao.Field]string{huibao.FieldTarget: "7", huibao.FieldBaseline: "2", huibao.FieldDueStd: "7", huibao.FieldReference: "", huibao.FieldPrevious: "3", huibao.FieldThis: ""} {
		if got := row.Printed(f); got.String() != want {
			t.Errorf("printed %s: %s, want %s", f, got, want)
		}
	}
}
