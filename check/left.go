package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// What is left of a task stands where what was done should: it is exactly that, some, and several times the best period
// so far, while the year is not over. Of leftHeld such rows those that say so do not count until they are told why, of
// leftRows they are asked about; one alone is where it does as much each period and this would be several times that.
// What comes in batches is done when the last one is, several rows at once too: of such rows alone it is asked, and
// towards the year's end nothing.
const (
	leftRows = 2
	leftHeld = 3
)

var leftLeast, leftBest, leftUsual = decimal.NewFromInt(10), decimal.NewFromInt(2), decimal.NewFromInt(3)

// leftCell is a figure that is what was left of its row's task.
type leftCell struct {
	pair
	field             huibao.Field
	is, before, usual decimal.Decimal
	tells, alone      bool
	batches           bool // of what comes in batches
}

// leftOver is V17 of what is left of tasks.
func leftOver(s *scope) []hit {
	var cells []leftCell
	signs, batches, alone := 0, 0, 0
	for _, p := range s.pairs(huibao.KindCount, s.misread) {
		c, ok := leftOf(p)
		if !ok {
			continue
		}
		cells = append(cells, c)
		if c.tells {
			signs++
		}
		if c.batches && c.tells {
			batches++
		}
		if c.alone {
			alone++
		}
	}
	if signs < leftRows && alone == 0 || signs == batches && !slices.ContainsFunc(cells, leftCell.early) {
		return nil
	}
	held := signs >= leftHeld && signs-batches >= leftRows
	var list []hit
	for _, c := range cells {
		if held || c.tells || c.alone {
			list = append(list, c.asked(held))
		}
	}
	return list
}

// early reports whether a figure tells before most of the year is due.
func (c leftCell) early() bool { return c.tells && c.Share.Valid() && c.Share.Cmp(plannedDue) < 0 }

// leftOf is what a flow typed, for the period or as its cumulative, where that is what was left of its task.
func leftOf(p pair) (c leftCell, ok bool) {
	before, known := p.Prior.Values[huibao.FieldCumulative].Decimal()
	target, set := p.Target.Decimal()
	if !known || !set || !p.Allocated || !p.Prior.Counted || p.Mode != huibao.ModeFlow || !before.LessThan(target) || p.Share.Valid() && p.Share.Cmp(huibao.RatioOf(1, 1)) >= 0 {
		return c, false
	}
	c = leftCell{pair: p, field: huibao.FieldThis, before: before}
	if !typed(p, c.field) {
		c.field = huibao.FieldCumulative
	}
	c.is = p.r.Quantity(c.field).Or(decimal.Zero)
	if !typed(p, c.field) || p.r.Values.Of(c.field).Formula != "" || !c.is.Equal(target.Sub(before)) {
		return c, false
	}
	some := positive(flows(p.FormRow))
	if c.field == huibao.FieldCumulative {
		c.tells = before.Sign() > 0 && c.is.GreaterThanOrEqual(atLeast(p, leftLeast))
		return c, before.Sign() > 0
	}
	if len(some) > 0 {
		best := slices.MaxFunc(some, decimal.Decimal.Cmp)
		c.usual = median(some)
		c.tells = c.is.GreaterThanOrEqual(atLeast(p, leftLeast)) && c.is.GreaterThanOrEqual(best.Mul(leftBest)) && c.is.GreaterThanOrEqual(c.usual.Mul(leftUsual))
		c.batches = comesInBatches(p)
		_, even := evenly(p)
		c.alone = c.tells && even && c.is.GreaterThanOrEqual(atLeast(p, jumpAlone)) && c.is.GreaterThanOrEqual(best.Mul(leftUsual))
	}
	return c, c.is.Sign() > 0
}

// comesInBatches reports whether a flow had nothing in more than a third of its periods, or is of very different size.
func comesInBatches(p pair) bool {
	past := flows(p.FormRow)
	some := positive(past)
	return 3*len(some) < 2*len(past) || !steady(some, median(some))
}

func (c leftCell) asked(holds bool) hit {
	at := c.r.At(c.field)
	label := escaped(c.field.Label(c.Kind))
	h := hit{place: at, at: c.field, code: c.Code, found: c.is.String(), holds: holds,
		cause:   "“" + label + "”像是填了剩余任务：正好是年度任务减去上期累计，%d 行",
		item:    fmt.Sprintf("%s 填 %s，年度任务 %s，上期累计 %s", at, c.is, c.Target, c.before),
		remedy:  "请填" + label + "的数；确实一次完成了剩余任务的，请在说明栏写明，或在“其他情况说明”中写一次，问题编号填 V17",
		message: fmt.Sprintf("%s：%s %s，正好是年度任务 %s 减去上期累计 %s 的剩余任务，是本期完成的数吗？", at, c.field.Label(c.Kind), c.is, c.Target, c.before)}
	if c.usual.Sign() > 0 {
		h.expected = "约 " + c.usual.String()
		h.item += "，以往每期约 " + c.usual.String()
	}
	return h
}
