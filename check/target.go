package check

import (
	"fmt"

	"huibao"
)

func targetChecks() []Check {
	return []Check{
		{"T01", huibao.Notice, "进度滞后", "低于序时的要说明原因", "请在说明栏写明滞后原因和赶上的办法", byRules("T01", func(_ *scope, p pair, _ huibao.RowRule) hit {
			now, _ := p.r.Quantity(huibao.FieldCumulative).Decimal()
			target, _ := p.Target.Decimal()
			due := huibao.DueAmount(target, p.Share, p.Places == 0)
			short := due.Sub(huibao.Whole(now))
			return hit{expected: due.Round(p.Places).StringFixed(p.Places), message: fmt.Sprintf("应达 %s %s，已达 %s %s，欠 %s %s（序时 %s）。",
				due.Round(p.Places).StringFixed(p.Places), p.Measure, now, p.Measure, short.Round(p.Places).StringFixed(p.Places), p.Measure, p.Share.PercentText(2))}
		})},
		{"T02", huibao.Notice, "到期未完成", "已到完成时限", "请写明原因和完成日期", overdue},
		{"T03", huibao.Notice, "比率低于目标", "应当持续保持的比率低于目标", "请在说明栏写明原因", lowRate},
		{"T04", huibao.Notice, "标准、关系未达到", "应执行的标准没有执行到位", "请写明原因和执行日期", lowStandard},
		{"T05", huibao.Notice, "超额完成较多", "超额很常见，请确认数量无误", "请核对", overfulfilled},
		{"T06", huibao.Info, "已达到全年目标", "", "不必处理", reachedTarget},
	}
}

func overdue(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindCount) {
		now, ok := p.r.Quantity(huibao.FieldCumulative).Decimal()
		target, okT := p.Target.Decimal()
		if ok && okT && p.Allocated && p.Role == huibao.RolePart && !s.Form.Period.End().Before(p.Deadline) && now.LessThan(target) && p.Comparator != huibao.AtMost {
			at := p.r.At(huibao.FieldCumulative)
			list = append(list, hit{place: at, code: p.Code, found: now.String(), expected: target.String(),
				message: fmt.Sprintf("%s：完成时限 %s 已到，累计 %s，目标 %s %s。", at, p.Deadline, now, target, p.Measure)})
		}
	}
	return list
}

func lowRate(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindRate) {
		n, okN := p.r.Quantity(huibao.FieldNumer).Decimal()
		d, okD := p.r.Quantity(huibao.FieldDenom).Decimal()
		t, okT := p.Target.Decimal()
		if !okN || !okD || !okT || d.Sign() <= 0 || p.Mode != huibao.ModeMaintain && s.Form.Period.End().Before(p.Deadline) {
			continue
		}
		rate := huibao.NewRatio(n, d)
		if !p.Comparator.Meets(rate, huibao.Whole(t.Shift(-2))) {
			at := p.r.At(huibao.FieldNumer)
			list = append(list, hit{place: at, code: p.Code, found: rate.PercentText(2), expected: t.String() + "%",
				message: fmt.Sprintf("%s：%s ÷ %s ＝ %s，目标 %s%%。", at, n, d, rate.PercentText(2), t)})
		}
	}
	return list
}

func lowStandard(s *scope) []hit {
	list := byRules("T04", func(_ *scope, p pair, _ huibao.RowRule) hit {
		return hit{expected: p.DueStandard().String(), message: fmt.Sprintf("实际执行标准 %s 低于应执行标准 %s %s。", p.q(huibao.FieldStandard), p.DueStandard(), p.Measure)}
	})(s)
	for _, p := range s.rows(huibao.KindRelation) {
		own, ok := p.r.Quantity(huibao.FieldOwn).Decimal()
		due, okDue := p.DueStandard().Decimal()
		if ok && okDue && !p.Comparator.Meets(huibao.Whole(own), huibao.Whole(due)) {
			at := p.r.At(huibao.FieldOwn)
			list = append(list, hit{place: at, code: p.Code, found: own.String(), expected: due.String(),
				message: fmt.Sprintf("%s：本单位数值 %s 未达到 %s（参照 %s × %s）。", at, own, due, p.Reference, p.Factor)})
		}
	}
	return list
}

// overShare is from which share of its target a count is named as over-fulfilled.
var overShare = huibao.RatioOf(150, 100)

// overfulfilled is one hit for the whole return.
func overfulfilled(s *scope) []hit {
	text, n := "", 0
	for _, p := range s.rows(huibao.KindCount) {
		now, ok := p.r.Quantity(huibao.FieldCumulative).Decimal()
		target, okT := p.Target.Decimal()
		if !ok || !okT || !p.Allocated || target.Sign() <= 0 || s.unsure[p.Code] || p.Role == huibao.RoleCheck {
			continue
		}
		if share := huibao.NewRatio(now, target); share.Cmp(overShare) > 0 {
			n++
			text += fmt.Sprintf("、%s（%s）", s.nameOf(p.Code), share.PercentText(2))
		}
	}
	if n == 0 {
		return nil
	}
	return []hit{{message: fmt.Sprintf("超过年度目标 150%% 的指标有 %d 个：%s。", n, text[len("、"):])}}
}

func reachedTarget(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindCount) {
		now, ok := p.r.Quantity(huibao.FieldCumulative).Decimal()
		target, okT := p.Target.Decimal()
		if ok && okT && p.Allocated && target.Sign() > 0 && p.Role != huibao.RoleCheck && p.Comparator == huibao.AtLeast && now.GreaterThanOrEqual(target) {
			at := p.r.At(huibao.FieldCumulative)
			list = append(list, hit{place: at, code: p.Code, found: now.String(), message: fmt.Sprintf("%s：累计 %s %s，已达到年度目标 %s。", at, now, p.Measure, target)})
		}
	}
	return list
}
