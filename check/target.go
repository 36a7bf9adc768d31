package check

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

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
		{"T06", huibao.Info, "已达到全年目标", "完成的时间会记入通报", "不必处理", reachedTarget},
		{"T07", huibao.Info, "没有分解任务", "没有分解任务的指标只列数，不作评价", "不必处理；应有任务的请联系办公室", unallocated},
		{"T08", huibao.Notice, "连续两期滞后", "连续滞后的任务会在通报中点名", "请在说明栏写明原因、赶上的办法和时间", stillBehind},
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
var overShare = decimal.New(150, -2)

// overfulfilled is one hit for the whole return.
func overfulfilled(s *scope) []hit {
	text, n := "", 0
	most := s.bound("T05", overShare)
	for _, p := range s.rows(huibao.KindCount) {
		now, ok := p.r.Quantity(huibao.FieldCumulative).Decimal()
		target, okT := p.Target.Decimal()
		if !ok || !okT || !p.Allocated || target.Sign() <= 0 || p.Role == huibao.RoleCheck {
			continue
		}
		if share := huibao.NewRatio(now, target); share.Cmp(huibao.Whole(most)) > 0 {
			n++
			text += fmt.Sprintf("、%s（%s）", s.nameOf(p.Code), share.PercentText(2))
		}
	}
	if n == 0 {
		return nil
	}
	return []hit{{message: fmt.Sprintf("超过年度目标 %s 的指标有 %d 个：%s。", huibao.Whole(most).PercentText(0), n, text[len("、"):])}}
}

func reachedTarget(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindCount) {
		now, ok := p.r.Quantity(huibao.FieldCumulative).Decimal()
		target, okT := p.Target.Decimal()
		if ok && okT && p.Allocated && target.Sign() > 0 && p.Role != huibao.RoleCheck && p.Comparator == huibao.AtLeast && now.GreaterThanOrEqual(target) {
			at := p.r.At(huibao.FieldCumulative)
			list = append(list, hit{place: at, code: p.Code, found: now.String(), cause: "有 %d 个指标已达到全年目标", item: s.nameOf(p.Code),
				message: fmt.Sprintf("%s：累计 %s %s，已达到年度目标 %s。", at, now, p.Measure, target)})
		}
	}
	return list
}

// unallocated is T07: one for the return.
func unallocated(s *scope) []hit {
	var codes []string
	for _, p := range s.rows(huibao.KindCount) {
		if !p.Target.IsNumber() && p.Role == huibao.RolePart {
			codes = append(codes, p.Code)
		}
	}
	if len(codes) == 0 {
		return nil
	}
	return []hit{{found: strings.Join(codes, "、"), message: fmt.Sprintf("有 %d 个指标没有分解到本单位，只列数、不评价：%s。", len(codes), strings.Join(codes, "、"))}}
}

// stillBehind is T08: a count that is behind from the yellow bound on, as it was a
// period before.
func stillBehind(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindCount) {
		now, ok := p.r.Quantity(huibao.FieldCumulative).Decimal()
		was, okWas := p.Prior.Values[huibao.FieldCumulative].Decimal()
		if !ok || !okWas || !p.Prior.Counted || p.Mode != huibao.ModeFlow || !s.behind(p.FormRow, now, p.Share) || !s.behind(p.FormRow, was, p.PriorShare) {
			continue
		}
		at := p.r.At(huibao.FieldCumulative)
		target, _ := p.Target.Decimal()
		list = append(list, hit{place: at, code: p.Code, found: now.String(), message: fmt.Sprintf("%s：上期累计 %s，本期累计 %s，年度目标 %s %s，连续两期低于序时 %s 个百分点以上。",
			at, was, now, target, p.Measure, s.yellow().Percent(0))})
	}
	return list
}

// yellow is the plan's bound of a yellow light; a form without one has the usual.
func (s *scope) yellow() huibao.Ratio {
	if s.Form.Yellow.Valid() {
		return s.Form.Yellow
	}
	return huibao.RatioOf(10, 100)
}

// behind reports whether a count stood behind its pace from the yellow bound on.
func (s *scope) behind(row *huibao.FormRow, cum decimal.Decimal, share huibao.Ratio) bool {
	target, ok := row.Target.Decimal()
	if !ok || !row.Allocated || target.Sign() <= 0 || !share.Valid() || row.Comparator == huibao.AtMost {
		return false
	}
	reached := huibao.Whole(cum)
	points := huibao.FlowPoints(reached.Quo(huibao.Whole(target)), share, reached, huibao.DueAmount(target, share, row.Places == 0))
	return points.Add(s.yellow()).Sign() <= 0
}
