package check

import (
	"fmt"

	"github.com/shopspring/decimal"

	"huibao"
)

// slipFactors are the factors by which a figure is off when its measure is mixed
// up (checks.md, V11): 万, 千, 百, year for month, 亩 for 公顷, 里 for 公里.
var slipFactors = []int64{10000, 1000, 100, 12, 15, 2}

// How far a figure must be from what it is compared with to be taken for a slip of
// measure. Of the factors, 100 and above stand clear of what happens in truth; 12, 15
// and 2 are told only where the right figure is known, within nearness.
const (
	farFrom     = 20  // times the middle of its own history, and past the year's target by half
	farFromOne  = 30  // times the only figure that is known
	farFromPace = 40  // times what the pace asks, where nothing is known
	farBelow    = 50  // times less than a steady history
	farKnown    = 6   // times what a standard, a relation or a payment must be
	farTopUp    = 60  // times less than what topping up pays at most
	farMoney    = 500 // times less than it must be: money in 千元 or 万元
)

var (
	nearness   = decimal.New(2, -2)
	floorCount = decimal.NewFromInt(50)  // small counts are no slips
	floorBelow = decimal.NewFromInt(500) // of a history, for a figure far below it
	floorOld   = decimal.NewFromInt(100) // of the last figure, for one far below it
	pastTarget = decimal.New(15, -1)
	threeTimes = decimal.NewFromInt(3)
)

func scaled(d decimal.Decimal, n int64) decimal.Decimal { return d.Mul(decimal.NewFromInt(n)) }

// slips judges figures whose measure is in doubt. Their rows are held out where the number
// can be read in two ways; a small figure of people or things is only a surprise, which the
// row's 说明 answers (laws.md, 5).
func slips(s *scope) []hit {
	var list []hit
	for _, p := range s.rows("") {
		if p.Prior.Period.Year != s.Form.Year && len(growing(p)) > 0 { // it began again with the year
			row := *p.FormRow
			row.Prior, p.FormRow = huibao.Prior{}, &row
		}
		h, off := slip(p)
		if !off {
			h, off = s.formulaSlip(p)
		}
		if !off {
			continue
		}
		h.code = p.Code
		h.message = h.place.String() + "：" + h.message + slipHint(measureOf(p, h.at)) + "。"
		list = append(list, h)
	}
	return list
}

func slip(p pair) (hit, bool) {
	switch p.Kind {
	case huibao.KindCount:
		judge := levelSlip
		if p.Mode == huibao.ModeFlow {
			judge = flowSlip
		}
		if h, off := judge(p); off {
			return h, true
		}
		return tableSlip(p)
	case huibao.KindRate:
		return rateSlip(p)
	case huibao.KindStandard:
		return standardSlip(p)
	case huibao.KindRelation:
		return knownSlip(p, huibao.FieldOwn, "本单位数值")
	}
	return hit{}, false
}

// measureOf is the measure of a field's cell: people and money have their own, the two numbers
// of a rate none that the form names.
func measureOf(p pair, f huibao.Field) string {
	switch f {
	case huibao.FieldPeople:
		return "人"
	case huibao.FieldPaid, huibao.FieldBackPay:
		return "元"
	case huibao.FieldNumer, huibao.FieldDenom:
		return ""
	}
	return p.Measure
}

func slipHint(measure string) string {
	switch {
	case measure == "":
		return "，可能填错了位数或计量单位"
	case measure == "公里":
		return "，计量单位可能填错（如把米填成了公里）"
	case huibao.IsMoney(measure):
		return "，计量单位可能填错（如元与万元混填）"
	}
	return "，计量单位（" + measure + "）可能填错"
}

// slipHit says what a figure is compared with.
func slipHit(v huibao.Value, label string, d decimal.Decimal, with string, ref decimal.Decimal) hit {
	return hit{place: v.Source.Place(), at: v.Field, found: v.Text, expected: with + " " + ref.String(), holds: twoReadings(v.Field, d, ref),
		message: fmt.Sprintf("%s %s，%s %s，相差 %s 倍", label, d, with, ref, timesText(d, ref))}
}

// twoReadings reports whether a figure far from another may be one of another measure: all
// that are far above; below it standards, and money in 千元 or 万元.
func twoReadings(f huibao.Field, d, ref decimal.Decimal) bool {
	switch {
	case d.GreaterThanOrEqual(ref), f == huibao.FieldStandard, f == huibao.FieldOwn:
		return true
	case f == huibao.FieldPaid:
		return scaled(d, farMoney).LessThanOrEqual(ref)
	}
	return false
}

// timesText is how many times one figure is the other, as 100 or 1/100.
func timesText(d, ref decimal.Decimal) string {
	if d.LessThan(ref) && d.Sign() > 0 {
		return "1/" + ref.DivRound(d, 0).String()
	}
	return d.DivRound(ref, 0).String()
}

// flowSlip compares a flow with its own history, else with what its pace asks.
func flowSlip(p pair) (hit, bool) {
	v := p.r.Values.Of(huibao.FieldThis)
	expect := step(p.FormRow)
	if !v.Quantity.IsNumber() || v.Origin == huibao.OriginDerived {
		v, expect = p.r.Values.Of(huibao.FieldCumulative), p.Share
		if len(p.Series) > 0 {
			v = p.r.Values.Of(huibao.FieldThis)
		}
	}
	d, ok := v.Quantity.Decimal()
	if !ok || d.Sign() <= 0 {
		return hit{}, false
	}
	past := positive(flows(p.FormRow))
	if len(past) == 0 {
		return paceSlip(p, v, d, expect)
	}
	ref := median(past)
	far := int64(farFrom)
	if len(past) == 1 {
		far = farFromOne
	}
	switch {
	case d.GreaterThanOrEqual(scaled(ref, far)) && d.GreaterThanOrEqual(floorCount) && beyondTarget(p):
	case len(past) >= 3 && steady(past, ref) && scaled(d, farBelow).LessThanOrEqual(ref) && ref.GreaterThanOrEqual(floorBelow) && !met(p):
	default:
		return hit{}, false
	}
	return slipHit(v, v.Field.Label(p.Kind), d, "以往各期的中位数", ref), true
}

// paceSlip compares a flow without a history with the target: the low side never is.
func paceSlip(p pair, v huibao.Value, d decimal.Decimal, expect huibao.Ratio) (hit, bool) {
	target, ok := p.Target.Decimal()
	if !ok || !p.Allocated || target.Sign() <= 0 || d.LessThan(floorCount) || d.LessThan(target.Mul(threeTimes)) {
		return hit{}, false
	}
	if expect.Valid() && expect.Sign() > 0 && huibao.Whole(d).Cmp(expect.Mul(huibao.Whole(scaled(target, farFromPace)))) < 0 {
		return hit{}, false
	}
	return slipHit(v, v.Field.Label(p.Kind), d, "年度目标", target), true
}

func positive(list []decimal.Decimal) []decimal.Decimal {
	var out []decimal.Decimal
	for _, d := range list {
		if d.Sign() > 0 {
			out = append(out, d)
		}
	}
	return out
}

// steady reports whether no figure is less than a quarter of the middle.
func steady(list []decimal.Decimal, middle decimal.Decimal) bool {
	for _, d := range list {
		if scaled(d, 4).LessThan(middle) {
			return false
		}
	}
	return true
}

// beyondTarget reports whether the year's target, if there is one, is passed by half:
// what is done at once, such as schools in September, is not.
func beyondTarget(p pair) bool {
	target, ok := p.Target.Decimal()
	if !ok || !p.Allocated || target.Sign() <= 0 {
		return true
	}
	cum, okC := p.r.Quantity(huibao.FieldCumulative).Decimal()
	this := p.r.Quantity(huibao.FieldThis).Or(decimal.Zero)
	return decimal.Max(cum, this).GreaterThan(target.Mul(pastTarget)) || !okC
}

// levelSlip compares a stock, or a count of what counts once, with what it was.
func levelSlip(p pair) (hit, bool) {
	v := p.r.Values.Of(huibao.FieldCumulative)
	d, ok := v.Quantity.Decimal()
	if !ok || d.Sign() <= 0 {
		return hit{}, false
	}
	with, old := "上期", p.Prior.Values[huibao.FieldCumulative]
	if !old.IsNumber() {
		with, old = "原值", p.Baseline
	}
	ref, known := old.Decimal()
	if !known || ref.Sign() <= 0 {
		return paceSlip(p, v, d, p.Share)
	}
	up := d.GreaterThanOrEqual(scaled(ref, farFrom)) && d.GreaterThanOrEqual(floorCount) && beyondTarget(p)
	down := scaled(d, farFrom).LessThanOrEqual(ref) && ref.GreaterThanOrEqual(floorOld)
	return slipHit(v, "累计（现值）", d, with, ref), up || down
}

// rateSlip compares numerator and denominator with what they were, else the rate with
// its target.
func rateSlip(p pair) (hit, bool) {
	if h, is := rateForNumerator(p); is {
		return h, true
	}
	for _, f := range []huibao.Field{huibao.FieldDenom, huibao.FieldNumer} {
		v := p.r.Values.Of(f)
		d, ok := v.Quantity.Decimal()
		ref, known := p.Prior.Values[f].Decimal()
		if !ok || !known || d.Sign() <= 0 || ref.Sign() <= 0 {
			continue
		}
		up := f == huibao.FieldDenom && d.GreaterThanOrEqual(scaled(ref, farFrom)) && d.GreaterThanOrEqual(floorCount)
		down := scaled(d, farFrom).LessThanOrEqual(ref) && ref.GreaterThanOrEqual(floorOld)
		if up || down {
			return slipHit(v, f.Label(p.Kind), d, "上期", ref), true
		}
	}
	n, okN := p.r.Quantity(huibao.FieldNumer).Decimal()
	d, okD := p.r.Quantity(huibao.FieldDenom).Decimal()
	target, okT := p.Target.Decimal()
	if !okN || !okD || !okT || n.Sign() <= 0 || d.LessThan(scaled(floorCount, 4)) || target.LessThan(floorCount) || p.Comparator == huibao.AtMost {
		return hit{}, false
	}
	due := huibao.Whole(target.Shift(-2))
	if p.Mode == huibao.ModeCumulative && p.Share.Valid() {
		due = due.Mul(p.Share)
	}
	rate := huibao.NewRatio(n, d)
	if due.Sign() <= 0 || rate.Mul(huibao.RatioOf(farFrom, 1)).Cmp(due) > 0 {
		return hit{}, false
	}
	v := p.r.Values.Of(huibao.FieldNumer)
	return hit{place: v.Source.Place(), at: v.Field, found: v.Text, expected: due.PercentText(2) + " 左右",
		message: fmt.Sprintf("分子 %s ÷ 分母 %s ＝ %s，不到应达 %s 的 1/%d", n, d, rate.PercentText(2), due.PercentText(2), farFrom)}, true
}

// rateForNumerator tells a rate that stands where its numerator should: it is about the rate of
// the period before, as 97.5 or as 0.975, and as a numerator would be far from that before. Small
// whole numbers are numerators: 1 of 3 after 20 of 20, 2 of 400 after 20 of 1000.
func rateForNumerator(p pair) (hit, bool) {
	v := p.r.Values.Of(huibao.FieldNumer)
	n, ok := v.Quantity.Decimal()
	now, okNow := rateOf(v.Quantity, p.r.Quantity(huibao.FieldDenom))
	was, known := rateOf(p.Prior.Values[huibao.FieldNumer], p.Prior.Values[huibao.FieldDenom])
	if !ok || !okNow || !known || n.LessThan(leastShare) && n.IsInteger() || scaled(n, 2).GreaterThan(p.Prior.Values[huibao.FieldNumer].Or(decimal.Zero)) || now.Mul(huibao.RatioOf(2, 1)).Cmp(was) >= 0 {
		return hit{}, false
	}
	for _, x := range []decimal.Decimal{n, n.Shift(-2)} {
		if rate := huibao.Whole(x); rate.Cmp(was.Mul(rateNearLow)) >= 0 && rate.Cmp(was.Mul(rateNearHigh)) <= 0 {
			return hit{place: v.Source.Place(), at: v.Field, found: v.Text, expected: was.PercentText(2) + " 左右", holds: true,
				message: fmt.Sprintf("分子 %s 像是比率（上期 %s），不是人数、件数一类的数", n, was.PercentText(2))}, true
		}
	}
	return hit{}, false
}

// leastShare is from which on a whole number may be a percentage in a numerator's place.
var leastShare = decimal.NewFromInt(20)

// rateNearLow and rateNearHigh bound how near a rate is to that of the period before.
var rateNearLow, rateNearHigh = huibao.RatioOf(95, 100), huibao.RatioOf(105, 100)

// knownSlip compares a figure with what it must be: near a factor, or far off.
func knownSlip(p pair, f huibao.Field, label string) (hit, bool) {
	v := p.r.Values.Of(f)
	d, ok := v.Quantity.Decimal()
	due, known := p.DueStandard().Decimal()
	if !ok || !known || d.Sign() <= 0 || due.Sign() <= 0 {
		return hit{}, false
	}
	far := d.GreaterThanOrEqual(scaled(due, farKnown)) || scaled(d, farKnown).LessThanOrEqual(due)
	if p.Kind == huibao.KindStandard {
		far = far || nearFactor(d, due)
	}
	return slipHit(v, label, d, "应为", due), far
}

// standardSlip compares the standard with what is due, the payment with standard ×
// person-months, the people with last period's.
func standardSlip(p pair) (hit, bool) {
	if h, off := knownSlip(p, huibao.FieldStandard, "实际执行标准"); off {
		return h, true
	}
	if h, off := paymentSlip(p); off {
		return h, true
	}
	v := p.r.Values.Of(huibao.FieldPeople)
	d, ok := v.Quantity.Decimal()
	ref, known := p.Prior.Values[huibao.FieldPeople].Decimal()
	if !ok || !known || d.Sign() <= 0 || ref.Sign() <= 0 {
		return hit{}, false
	}
	up := d.GreaterThanOrEqual(scaled(ref, farFrom)) && d.GreaterThanOrEqual(floorCount)
	down := scaled(d, farFrom).LessThanOrEqual(ref) && ref.GreaterThanOrEqual(floorOld)
	return slipHit(v, "期末对象人数", d, "上期", ref), up || down
}

func paymentSlip(p pair) (hit, bool) {
	v := p.r.Values.Of(huibao.FieldPaid)
	paid, ok := v.Quantity.Decimal()
	std, months := p.r.Quantity(huibao.FieldStandard), p.r.Quantity(huibao.FieldMonths)
	due, okD := dueAmount(p.r).Decimal()
	if !ok || !okD || paid.Sign() <= 0 || !above(std) || !above(months) {
		return hit{}, false
	}
	far := paid.GreaterThanOrEqual(scaled(due, farKnown))
	switch p.PayBy {
	case huibao.PayTopUp, huibao.PayByTerm:
		far = far || scaled(paid, farTopUp).LessThanOrEqual(due)
	default:
		far = far || scaled(paid, farKnown).LessThanOrEqual(due) || nearFactor(paid, due)
	}
	return slipHit(v, "本年累计实发", paid, "应发 "+std.String()+" × "+months.String()+" ＝", due), far
}

// nearFactor reports whether a figure is a slip factor's multiple of another, or its
// part.
func nearFactor(got, want decimal.Decimal) bool {
	for _, n := range slipFactors {
		if near(got, scaled(want, n)) || near(scaled(got, n), want) {
			return true
		}
	}
	return false
}

func near(a, b decimal.Decimal) bool {
	return a.Sub(b).Abs().LessThanOrEqual(b.Mul(nearness))
}
