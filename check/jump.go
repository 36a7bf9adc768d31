package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// jumpMost is how many spreads from the middle of its own history a flow may lie, and
// jumpPeriods of how many periods that history must be.
var jumpMost = decimal.NewFromInt(5)

const jumpPeriods = 4

// Of jumpFew periods on a figure of jumpAlone at least is held to the best of them; later it
// must be jumpBest times the best.
const jumpFew = 2

var (
	jumpAlone = decimal.NewFromInt(20)
	jumpBest  = decimal.NewFromInt(2)
)

// jumpFloor and jumpLeast are the least spread: a share of the middle, and a number of
// things.
var (
	jumpFloor = decimal.New(30, -2)
	jumpLeast = decimal.NewFromInt(5)
)

// moves are what a count brought in the period and in the earlier ones; of what counts once, the
// growth of its cumulative.
func moves(p pair) (now decimal.Decimal, past []decimal.Decimal, at huibao.Field, ok bool) {
	if p.Mode != huibao.ModeDistinct {
		now, ok = p.r.Quantity(huibao.FieldThis).Decimal()
		return now, flows(p.FormRow), huibao.FieldThis, ok
	}
	last := decimal.Zero
	for _, x := range p.Series {
		if d, known := x.Cumulative.Decimal(); known {
			past, last = append(past, d.Sub(last)), d
		}
	}
	cum, ok := p.r.Quantity(huibao.FieldCumulative).Decimal()
	return cum.Sub(last), past, huibao.FieldCumulative, ok && p.Prior.Counted
}

// grown reports whether a cumulative is several times the last one: what has no figure of the
// period is asked about as a whole.
func grown(p pair, now decimal.Decimal) bool {
	return now.GreaterThanOrEqual(p.Prior.Values[huibao.FieldCumulative].Or(decimal.Zero).Mul(threeTimes))
}

// jumps is H03. An indicator with a pace of its own is compared with what its pace
// asks of each period, so that schools that open in September say nothing then; and a
// period in which what is left of the year's target is done at once says nothing
// either; nor does the first figure after none at all, such as works that count when
// they are accepted in December, nor one that makes up for empty periods before it.
func jumps(s *scope) []hit {
	most := s.bound("H03", jumpMost)
	low := lowRows(s)
	var list []hit
	for _, p := range s.rows(huibao.KindCount) {
		if h, is := s.tenfold(p); is {
			list = append(list, h)
			continue
		}
		now, past, field, ok := moves(p)
		if !ok || p.Mode == huibao.ModeStock || now.Sign() < 0 {
			continue
		}
		if finishes(p) {
			continue
		}
		if h, is := yearAtOnce(s, p, past, now); is {
			list = append(list, h)
			continue
		}
		if field == huibao.FieldThis && (shrunken(p, now) || low[p.Code]) {
			at := p.r.At(field)
			list = append(list, hit{place: at, code: p.Code, found: now.String(), expected: "以往各期多为 " + median(past).String() + " 左右", cause: "有 %d 行的本期完成只有以往的几分之一，可能少写了一位",
				item:    fmt.Sprintf("%s 填 %s，以往约 %s", at, now, median(past)),
				message: fmt.Sprintf("%s：本期完成 %s %s，以往每期约 %s，从没有少到这样的，可能少写了一位。", at, now, p.Measure, median(past))})
			continue
		}
		if !far(p, past, now, most) || madeUp(past, now) || field == huibao.FieldCumulative && !grown(p, now) {
			continue
		}
		at, brought := p.r.At(field), "本期完成"
		if field == huibao.FieldCumulative {
			brought = "累计比上期多"
		}
		list = append(list, hit{place: at, code: p.Code, found: now.String(), expected: "以往各期多为 " + median(past).String() + " 左右",
			message: fmt.Sprintf("%s：%s %s %s，以往 %d 期的中位数是 %s（%s）。", at, brought, now, p.Measure, len(past), median(past), listed(past))})
	}
	return list
}

// A figure is a surprise where it is a seventh of what is usual, of some size, and not half of the least that any
// period brought.
var (
	shrunkenPart  = decimal.NewFromInt(7)
	shrunkenLeast = decimal.NewFromInt(24)
)

// lowRowsLeast is how many rows that are low at once are no chance.
const lowRowsLeast = 2

// shrunken reports whether a period's figure is, for the first time, a small part of what it was; what ends a year's
// work, and none at all, is no surprise, nor what is a third of the last after months that brought less and less.
func shrunken(p pair, now decimal.Decimal) bool {
	some, even := mostly(p)
	middle := median(some)
	if known := positive(flows(p.FormRow)); len(known) > 2 && now.Mul(threeTimes).GreaterThan(known[len(known)-1]) && slices.IsSortedFunc(known[len(known)-3:], func(a, b decimal.Decimal) int { return b.Cmp(a) }) {
		return false // it has been going down
	}
	return now.Sign() > 0 && even && !met(p) && !asPaced(p, now) && middle.GreaterThanOrEqual(atLeast(p, shrunkenLeast)) &&
		now.Mul(shrunkenPart).LessThanOrEqual(middle) && now.Mul(two).LessThanOrEqual(slices.MinFunc(some, decimal.Decimal.Cmp))
}

// lowRows are rows whose figures of the period are a fifth of what is usual, and less than any before: several at once,
// while most are what they were. Each by itself tells little.
func lowRows(s *scope) map[string]bool {
	low, others := map[string]bool{}, 0
	for _, p := range s.rows(huibao.KindCount) {
		now, _, ok := twoFigures(p)
		some, even := mostly(p)
		switch middle := median(some); {
		case !ok || !even || now.Sign() <= 0 || middle.LessThan(lowLeast):
		case now.Mul(lowPart).LessThanOrEqual(middle) && now.LessThan(slices.MinFunc(some, decimal.Decimal.Cmp)) && !met(p) && !asPaced(p, now):
			low[p.Code] = true
		default:
			others++
		}
	}
	if len(low) < lowRowsLeast || len(low) > others {
		return nil
	}
	return low
}

// asPaced reports whether a figure that is small is about what the row's own pace asks of the period: most of the work
// lies in other months.
func asPaced(p pair, now decimal.Decimal) bool {
	target, ok := p.Target.Decimal()
	return ok && p.Allocated && uneven(p.FormRow) && huibao.Whole(now.Mul(threeTimes)).Cmp(step(p.FormRow).Mul(huibao.Whole(target))) >= 0
}

// mostly are the positive figures of a flow that had one in most periods, each of some size.
func mostly(p pair) ([]decimal.Decimal, bool) {
	if some, even := evenly(p); even {
		return some, true
	}
	past := flows(p.FormRow)
	some := positive(past)
	return some, len(some) >= jumpPeriods && 3*len(some) >= 2*len(past) && steady(some, median(some))
}

// far reports whether a figure lies far from the others of its row: by so many spreads, and
// past the best of them, for work that comes in batches has great months; of few others, by
// several times the best.
func far(p pair, past []decimal.Decimal, now, most decimal.Decimal) bool {
	some := positive(past)
	switch {
	case len(some) == 0 && !beyondTarget(p), len(past) < jumpFew, len(past) < jumpPeriods && len(some) < len(past):
		return false
	case len(past) < jumpPeriods, len(some) > 0 && len(some) < jumpPeriods && !alikeAll(some): // months without anything tell nothing of what is usual
		return now.GreaterThanOrEqual(jumpAlone) && now.GreaterThanOrEqual(slices.MaxFunc(past, decimal.Decimal.Cmp).Mul(most))
	}
	adjusted, here := seasonal(p, past, now)
	middle := median(adjusted)
	width := spread(adjusted, middle, decimal.Max(median(past).Abs().Mul(jumpFloor), jumpLeast))
	return here.Sub(middle).Abs().GreaterThan(width.Mul(most)) && now.GreaterThan(slices.MaxFunc(past, decimal.Decimal.Cmp).Mul(jumpBest))
}

// alikeAll reports whether three figures or more are each within twice the least.
func alikeAll(list []decimal.Decimal) bool {
	return len(list) > 2 && slices.MaxFunc(list, decimal.Decimal.Cmp).LessThanOrEqual(slices.MinFunc(list, decimal.Decimal.Cmp).Mul(two))
}

// madeUp reports whether a figure, shared out over the empty periods just before it, is no
// more than was done in the best of all.
func madeUp(past []decimal.Decimal, now decimal.Decimal) bool {
	periods := int64(1)
	for i := len(past) - 1; i >= 0 && past[i].IsZero(); i-- {
		periods++
	}
	best := slices.MaxFunc(past, decimal.Decimal.Cmp)
	return periods > 1 && now.LessThanOrEqual(best.Mul(decimal.NewFromInt(periods)))
}

// flows are the figures of a count's earlier periods.
func flows(row *huibao.FormRow) []decimal.Decimal {
	var list []decimal.Decimal
	for _, x := range row.Series {
		if d, ok := x.This.Decimal(); ok {
			list = append(list, d)
		}
	}
	return list
}

// seasonal takes from every figure what the pace asks of its period, where an
// allocated target has a pace that is not the same in every period.
func seasonal(p pair, past []decimal.Decimal, now decimal.Decimal) ([]decimal.Decimal, decimal.Decimal) {
	target, ok := p.Target.Decimal()
	if !ok || !p.Allocated || !uneven(p.FormRow) {
		return past, now
	}
	var list []decimal.Decimal
	for _, x := range p.Series {
		if d, isNumber := x.This.Decimal(); isNumber {
			list = append(list, d.Sub(x.Step.Mul(huibao.Whole(target)).Round(p.Places+2)))
		}
	}
	return list, now.Sub(step(p.FormRow).Mul(huibao.Whole(target)).Round(p.Places + 2))
}

// step is the share of the year that is due in this period alone.
func step(row *huibao.FormRow) huibao.Ratio { return row.Share.Sub(row.PriorShare) }

func uneven(row *huibao.FormRow) bool {
	now, differs := step(row), false
	for _, x := range row.Series {
		if !x.Step.Valid() || !now.Valid() {
			return false
		}
		differs = differs || x.Step.Cmp(now) != 0
	}
	return differs
}

// finishes reports whether the period reaches the target and does not go past it by
// more than a tenth: what was left was done.
func finishes(p pair) bool {
	cum, ok := p.r.Quantity(huibao.FieldCumulative).Decimal()
	target, okT := p.Target.Decimal()
	return ok && okT && target.Sign() > 0 && cum.GreaterThanOrEqual(target) && cum.LessThanOrEqual(target.Mul(decimal.New(11, -1)))
}

func listed(list []decimal.Decimal) string {
	var texts []string
	for _, d := range list {
		texts = append(texts, d.String())
	}
	return strings.Join(texts, "、")
}

func met(p pair) bool {
	cum, ok := p.r.Quantity(huibao.FieldCumulative).Decimal()
	target, okT := p.Target.Decimal()
	return ok && okT && cum.GreaterThanOrEqual(target)
}
