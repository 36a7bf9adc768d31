package check

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// A table of the unit's own may say a measure (单位：元, a column 单位) that its figures are not in.
// Beside the task they tell it: a target that is the plan's only in the plan's measure, or a figure
// that the conversion makes next to nothing, and that is a likely one as it was typed.

// Bounds of a figure that a conversion makes next to nothing: below this share of the target, while
// it is between these shares of it as typed.
var (
	scaledNothing = decimal.New(2, -3)
	scaledLikely  = decimal.New(5, -2)
	scaledMost    = decimal.New(3, 0)
)

// ownScales is V20 of such figures.
func ownScales(s *scope) []hit {
	if !s.isOwn() {
		return nil
	}
	var list []hit
	for _, p := range s.rows(huibao.KindCount) {
		v := p.r.Values.Of(huibao.FieldCumulative)
		read, ok := v.Quantity.Decimal()
		raw, err := huibao.ParseDecimal(v.Text)
		goal, known := p.Target.Decimal()
		if !v.Has(huibao.RemarkConverted) || v.Has(huibao.RemarkWithMeasure) || !ok || err != nil || !known || goal.Sign() <= 0 || read.Equal(raw) {
			continue
		}
		why := ""
		switch {
		case plansUnconverted(p):
			why = fmt.Sprintf("表里的目标不换算正好是方案的 %s %s", goal, p.Measure)
		case read.Sign() > 0 && read.LessThan(goal.Mul(scaledNothing)) && raw.GreaterThanOrEqual(goal.Mul(scaledLikely)) && raw.LessThanOrEqual(goal.Mul(scaledMost)):
			why = fmt.Sprintf("换算后还不到任务 %s %s 的千分之二", goal, p.Measure)
		default:
			continue
		}
		both := fmt.Sprintf("%s 按表里写的计量单位是 %s %s，按方案的是 %s %s", v.Text, read, p.Measure, raw, p.Measure)
		list = append(list, hit{place: v.Source.Place(), code: p.Code, found: v.Text, expected: p.Measure, holds: true,
			cause: "有 %d 个数不知是按表里写的计量单位填的，还是按方案的", item: v.Source.Place().String() + "：" + p.Code + " " + both + "；" + why,
			message: fmt.Sprintf("%s：%s 的完成数 %s；%s，不知是哪一个。", v.Source.Place(), s.nameOf(p.Code), both, why)})
	}
	return list
}

// plansUnconverted reports whether the target beside a figure is the plan's as it was typed, and no
// longer once it is converted.
func plansUnconverted(p pair) bool {
	for _, m := range p.r.Remarks {
		lines := strings.Split(m.Text, "\n")
		if m.Kind != huibao.RemarkIssuedOther || len(lines) < 4 || huibao.Field(lines[0]) != huibao.FieldTarget {
			continue
		}
		if plans := p.Target.String(); lines[2] == plans && lines[3] != plans {
			return true
		}
	}
	return false
}
