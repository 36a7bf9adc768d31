package check

import (
	"cmp"
	"fmt"

	"github.com/shopspring/decimal"

	"huibao"
)

// numbers gives the figures of one row to the rules of the one table.
type numbers struct {
	s *scope
	p pair
}

func (n numbers) Cell(f huibao.Field) huibao.Quantity { return cellNumber(n.p.r, f) }

// cellNumber is a field's number; a day counts as its serial number.
func cellNumber(r *huibao.ReturnRow, f huibao.Field) huibao.Quantity {
	v := r.Values.Of(f)
	if !v.Date.IsZero() {
		return huibao.NumInt(int64(v.Date.Serial()))
	}
	return v.Quantity
}

func (n numbers) Whole(f huibao.Field) huibao.Quantity {
	if r := n.s.Return.RowByCode(n.p.PartOf); r != nil && !n.s.blocked[n.p.PartOf] {
		return cellNumber(r, f)
	}
	return huibao.Quantity{}
}

// Parts is the sum over the rows that add up to this one; missing when any of them
// is.
func (n numbers) Parts(f huibao.Field) huibao.Quantity {
	sum, any := huibao.Num(decimal.Zero), false
	for _, row := range n.s.Form.Rows {
		if !row.SumsUp || row.PartOf != n.p.Code {
			continue
		}
		r := n.s.Return.RowByCode(row.Code)
		if r == nil || n.s.blocked[row.Code] {
			return huibao.Quantity{}
		}
		any = true
		sum = sum.Add(cellNumber(r, f))
	}
	if !any {
		return huibao.Quantity{}
	}
	return sum
}

// byRules runs the rules of a code over the rows of their kind.
func byRules(code string, message func(s *scope, p pair, rule huibao.RowRule) hit) func(*scope) []hit {
	return func(s *scope) []hit {
		var list []hit
		for _, rule := range huibao.RowRules() {
			if rule.Code != code {
				continue
			}
			for _, p := range s.rows(rule.Kind) {
				if rule.Applies != nil && !rule.Applies(p.FormRow) {
					continue
				}
				wrong, ok := huibao.Eval(rule.Wrong, s.Form, p.FormRow, numbers{s, p}).Decimal()
				if !ok || wrong.IsZero() {
					continue
				}
				h := message(s, p, rule)
				if h.at == "" {
					h.at = rule.At
				}
				h.place, h.code, h.found = p.r.At(h.at), p.Code, p.r.Values.Of(h.at).Text
				h.message = h.place.String() + "：" + h.message
				list = append(list, h)
			}
		}
		return list
	}
}

// q prints a field's number.
func (p pair) q(f huibao.Field) string { return p.r.Quantity(f).String() }

func logicChecks() []Check {
	return []Check{
		{"L01", huibao.Error, "总数不等于分项之和", "总分不符，必有一错", "请核对总数和各分项", byRules("L01", func(s *scope, p pair, _ huibao.RowRule) hit {
			sum := numbers{s, p}.Parts(huibao.FieldCumulative).String()
			return hit{expected: sum, message: fmt.Sprintf("%s 本年累计 %s，各分项之和为 %s。", s.nameOf(p.Code), p.q(huibao.FieldCumulative), sum)}
		})},
		{"L02", huibao.Error, "“其中”数大于总数", "部分不会大于全部", "请核对“其中”数和总数", either(byRules("L02", func(s *scope, p pair, _ huibao.RowRule) hit {
			whole := numbers{s, p}.Whole(huibao.FieldCumulative).String()
			return hit{expected: "不大于 " + whole, message: fmt.Sprintf("%s 本年累计 %s，大于 %s 的 %s。", s.nameOf(p.Code), p.q(huibao.FieldCumulative), s.nameOf(p.PartOf), whole)}
		}), belowPart)},
		{"L03", huibao.Error, "累计小于本期", "本年累计包含本期", "请核对本期完成和本年累计", byRules("L03", func(_ *scope, p pair, _ huibao.RowRule) hit {
			return hit{message: fmt.Sprintf("本年累计 %s 小于本期完成 %s。", p.q(huibao.FieldCumulative), p.q(huibao.FieldThis))}
		})},
		{"L04", huibao.Error, "分子大于分母", "比率超过 100% 多半是分子、分母填反或口径不同", "请核对分子、分母；只填数，不填百分数", exchanged},
		{"L05", huibao.Warning, "实发与应发不符", "标准、人月、金额三个数应当对得上", "请核对标准、人月（次）和金额（元）；补发、缓发等请在说明栏写明", either(byRules("L05", func(_ *scope, p pair, rule huibao.RowRule) hit {
			due := cmp.Or(dueAmount(p.r).String(), "—")
			return hit{expected: due, message: fmt.Sprintf("%s：实发 %s 元，标准 %s × %s 人月（次）＝ %s 元。", rule.Say, p.q(huibao.FieldPaid), p.q(huibao.FieldStandard), p.q(huibao.FieldMonths), due)}
		}), averages)},
		{"L06", huibao.Warning, "执行标准低于原标准", "标准只升不降", "请核对；确有调整的请说明依据", byRules("L06", func(_ *scope, p pair, _ huibao.RowRule) hit {
			return hit{message: fmt.Sprintf("实际执行标准 %s 低于原标准 %s。", p.q(huibao.FieldStandard), p.Baseline)}
		})},
		{"L07", huibao.Error, "已完成而缺日期或佐证", "完成要有据可查", "请填写完成日期和佐证材料（文号）", completed},
		{"L08", huibao.Notice, "发现与救助数不等", "应当发现一例、救助一例", "请核对；尚未救助的请说明", unhelped},
		{"L10", huibao.Warning, "全部为 0 或空", "可能没有填", "请核对；确实没有发生的请在“其他情况说明”中写明", allZero},
		{"L12", huibao.Warning, "手填的比率与算出的不符", "比率应由所填的数算出", "请核对分子、分母（完成数、目标）和比率；口径不同的请说明", typedRates},
		{"L14", huibao.Warning, "有关联的数相互矛盾", "人次不会少于人数，户数不会多于人数，人月与人数相称，同一分母应当相等；说明里不会是另一个数", "请核对这两处；确实如此的请说明", either(fewerMonths, farMonths, moreHouseholds, otherDenominators, correctedInNote, otherState, partsBeside)},
		{"L13", huibao.Notice, "填报日期早于数据截止日或晚于收到日", "数据截止前填的表可能缺后几天的数，日期写在收到之后多半写错", "请核对填报日期", signedEarly},
	}
}

// completed judges milestones that are said to be done.
func completed(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindMilestone) {
		state := p.r.Values.Of(huibao.FieldState)
		if state.Word != huibao.StateCompleted {
			continue
		}
		h := hit{place: state.Source.Place(), code: p.Code, found: state.Text}
		done := p.r.Values.Of(huibao.FieldDone).Date
		switch {
		case done.IsZero():
			h.place = p.r.At(huibao.FieldDone)
			h.message, h.cause = fmt.Sprintf("%s：状态为已完成，没有填完成日期。", h.place), "有 %d 个已完成的指标没有填完成日期"
		case done.After(s.Form.Day.CutOff) && done.After(s.Form.Period.End()):
			h.message = fmt.Sprintf("%s：完成日期 %s 晚于数据截止日 %s。", h.place, done, s.Form.Day.CutOff)
		case p.r.Values.Of(huibao.FieldEvidence).Word == "":
			h.severity, h.place = huibao.Warning, p.r.At(huibao.FieldEvidence)
			h.message, h.cause = fmt.Sprintf("%s：状态为已完成，没有填佐证材料。", h.place), "有 %d 个已完成的指标没有填佐证材料"
		default:
			continue
		}
		list = append(list, h)
	}
	return list
}

// unhelped judges rates that must be 100: as many helped as found.
func unhelped(s *scope) []hit {
	var list []hit
	hundred := decimal.NewFromInt(100)
	for _, p := range s.rows(huibao.KindRate) {
		t, ok := p.Target.Decimal()
		n, okN := p.r.Quantity(huibao.FieldNumer).Decimal()
		d, okD := p.r.Quantity(huibao.FieldDenom).Decimal()
		if ok && okN && okD && t.Equal(hundred) && p.Mode == huibao.ModeMaintain && n.LessThan(d) {
			at := p.r.At(huibao.FieldNumer)
			list = append(list, hit{place: at, code: p.Code, found: n.String(), expected: d.String(), message: fmt.Sprintf("%s：应为 %s，实为 %s，尚差 %s。", at, d, n, d.Sub(n))})
		}
	}
	return list
}

func allZero(s *scope) []hit {
	rows := s.rows("")
	if len(rows) < 3 || s.Return.ZeroReport != nil {
		return nil
	}
	for _, p := range rows {
		for _, f := range p.r.Fields() {
			v := p.r.Values.Of(f)
			if d, ok := v.Quantity.Decimal(); ok && !d.IsZero() && f != huibao.FieldPrevious || v.Word != "" && f == huibao.FieldState {
				return nil
			}
		}
	}
	return []hit{{message: fmt.Sprintf("全部 %d 行的数都是 0 或空。", len(rows))}}
}

func signedEarly(s *scope) []hit {
	d := s.Return.SignOff.Date
	if s.Form == nil || d.IsZero() {
		return nil
	}
	h := hit{place: s.Return.SignOff.Place, found: d.String()}
	switch {
	case d.Before(s.Form.Day.CutOff):
		h.message = fmt.Sprintf("填报日期 %s 早于数据截止日 %s。", d, s.Form.Day.CutOff)
	case !s.Received.IsZero() && d.After(s.Received):
		h.message = fmt.Sprintf("填报日期 %s 晚于收到的日期 %s。", d, s.Received)
	default:
		return nil
	}
	return []hit{h}
}
