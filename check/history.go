package check

import (
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

func historyChecks() []Check {
	return []Check{
		{"H02", huibao.Error, "上期累计＋本期≠累计", "三个数应当对得上", "请核对本期完成和本年累计；上期有误的请在本期核减或补报，并说明", oneBreak(unaltered(either(exchangedColumns, brokenRows, unsettled)))},
		{"H12", huibao.Warning, "上期累计与下发的不同", "上期累计以已计入的为准，不从回表取", "上期确有更正的，请在说明栏写明为什么；没有更正的请改回下发的数", carriedFigures},
		{"H01", huibao.Warning, "累计数减少", "从年初累计的数只增不减", "请核对；确有核减、追回、去重的，请在说明栏写明原因（有本期数的，本期填负数）", fell},
		{"H11", huibao.Error, "推不出本年累计", "上一期没有计入的数，只有本期数就不知道累计是多少", "请在本年累计直接填写到本期的累计数，或补报缺的报告期", baseless},
		{"H14", huibao.Warning, "整栏的数像是没有按行填", "整栏成倍、向下填充、复制另一栏，单看一行看不出来", "请逐行核对整栏的数；确实如此的请在这些行的说明栏写明原因", wholeColumns},
		{"H13", huibao.Warning, "可能错了一行", "整列往上或往下错一行，每行的数都成了别的指标的", "请逐行核对；确实如此的请在这些行的说明栏写明原因", either(shifted, carriedRows)},
		{"H10", huibao.Warning, "本期数像是累计数", "多半是把上期累计或本年累计填到了本期", "请核对本期完成；确实如此的请说明", pasted},
		{"H03", huibao.Warning, "本期数与以往相差很大", "大起大落可能是填错，也可能确有原因", "请核对；属实的请写明原因", either(jumps, fallenRates, wholeRates, raised)},
		{"H04", huibao.Warning, "各指标与上期完全相同", "可能照抄了上期的表", "请核对是否照抄了上期；确实如此的请在“其他情况说明”中写明", unchanged},
		{"H05", huibao.Warning, "分母、人数或现有数变动较大", "全年固定的分母、在册的人数、现有的数一般不会大变", "请核对；口径或对象有变化的请说明", either(denominators, levels)},
		{"H07", huibao.Info, "上一期没有计入", "与上期的核对只能用更早一期的数", "不必处理；上一期应报未报的请补报", staleHistory},
		{"H08", huibao.Warning, "进展倒退", "状态、标准、日期一般不会倒退", "请核对；确有变化的请说明", backwards},
		{"H09", huibao.Info, "说明与上期相同或多行相同", "照抄的说明可能已经过时，或没有针对性", "请按本行本期的情况写说明", sameNote},
	}
}

// either runs several checks of one code.
func either(checks ...func(*scope) []hit) func(*scope) []hit {
	return func(s *scope) []hit {
		var list []hit
		for _, c := range checks {
			list = append(list, c(s)...)
		}
		return list
	}
}

// baseless is H11, of rows of which nothing else is asked.
func baseless(s *scope) []hit {
	list := onValue(huibao.RemarkNoBase, func(v huibao.Value, _ string, r huibao.Remark) hit {
		h := say(v, "", "%s，只填本期完成推不出本年累计。本年累计是多少？", r.Text)
		h.cause, h.item = "有 %d 行只有本期数，推不出本年累计", v.Source.Place().String()+"（"+v.Text+"）："+r.Text
		return h
	})(s)
	return slices.DeleteFunc(list, func(h hit) bool { return s.blocked[h.code] })
}

// broken is H02; an info where the office itself corrected what it had printed.
func broken(s *scope, p pair, _ huibao.RowRule) hit {
	before, this, cum := p.Prior.Values[huibao.FieldCumulative], p.r.Quantity(huibao.FieldThis), p.r.Quantity(huibao.FieldCumulative)
	want := before.Add(this)
	h := hit{expected: want.String(), message: fmt.Sprintf("上期累计 %s ＋ 本期完成 %s ＝ %s，填的本年累计是 %s。", before, this, want, cum)}
	filled, ok := p.r.Quantity(huibao.FieldPrevious).Decimal()
	switch a := s.anchors[p.Code]; {
	case !ok:
	case a.how == carriedOld && s.issuedNow(p.Code, filled) && adds(p, filled):
		h.severity = huibao.Info
		h.message = fmt.Sprintf("表中预填的上期累计 %s 后来更正为 %s；本期完成 %s，本年累计按填报的 %s 计入。", filled, before, this, cum)
		h.remedy = "请核对本年累计是否要随之更正"
		h.cause = "有 %d 行预填的上期累计后来更正过"
	case a.how == carriedAgainst:
		h.message += fmt.Sprintf("表中的上期累计改成了 %s。", filled)
	}
	if p.r.Values.Of(huibao.FieldPrevious).Source.Cell == "" && cum.Equal(this) {
		h.cause, h.at = "上期累计没有了，有 %d 行的本年累计里少了上期的数", huibao.FieldPrevious
		h.message = fmt.Sprintf("上期累计没有了（应为 %s），本年累计 %s 里只有本期的数。", before, cum)
		h.remedy = "请恢复上期累计，或把本年累计改为含上期的数"
	}
	return h
}

// staleHistory is H07: rows whose last counted figure is of an earlier period than the
// one before.
func staleHistory(s *scope) []hit {
	if s.Form == nil {
		return nil
	}
	codes, last := 0, huibao.Period{}
	for i := range s.Form.Rows {
		if prior := s.Form.Rows[i].Prior; !prior.Period.IsZero() && !prior.Counted && prior.Period.Year == s.Form.Year {
			codes++
			if last.Before(prior.Period) {
				last = prior.Period
			}
		}
	}
	before := s.Form.Period.Prev()
	if codes == 0 || before.Year != s.Form.Year {
		return nil
	}
	return []hit{{found: last.String(), expected: before.String(),
		message: fmt.Sprintf("%s有 %d 行没有计入的数，与上期的核对按最近计入的 %s 进行。", before.Chinese(), codes, last.Chinese())}}
}

// maxChange is by how much a year-fixed denominator, or a number of people, may
// change: 30 %. changeLeast keeps small numbers from being looked at.
var (
	maxChange   = decimal.New(30, -2)
	changeLeast = decimal.NewFromInt(20)
)

// levels are stocks of which less than half is left, or that are three times what they were,
// beyond what they are to come to.
func levels(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindCount) {
		was, ok := p.Prior.Values[huibao.FieldCumulative].Decimal()
		now, okNow := p.r.Quantity(huibao.FieldCumulative).Decimal()
		if p.Mode != huibao.ModeStock || !ok || !okNow || decimal.Max(was, now).LessThan(changeLeast) || was.Sign() <= 0 {
			continue
		}
		if now.Mul(two).GreaterThanOrEqual(was) && !(now.GreaterThanOrEqual(was.Mul(threeTimes)) && beyondTarget(p)) {
			continue
		}
		at := p.r.At(huibao.FieldCumulative)
		list = append(list, hit{place: at, code: p.Code, found: now.String(), expected: was.String(), message: fmt.Sprintf("%s：现有数由上期的 %s 变为 %s。", at, was, now)})
	}
	return list
}

// denominators are the others of H05.
func denominators(s *scope) []hit {
	most := huibao.Whole(s.bound("H05", maxChange))
	var list []hit
	for _, p := range s.rows("") {
		field := huibao.FieldPeople
		switch {
		case p.Kind == huibao.KindRate && (p.Mode == huibao.ModeCumulative || p.Mode == huibao.ModeFinal):
			field = huibao.FieldDenom
		case p.Kind != huibao.KindStandard:
			continue
		}
		before, ok := p.Prior.Values[field].Decimal()
		now, okNow := p.r.Quantity(field).Decimal()
		if !ok || !okNow || before.Sign() <= 0 || decimal.Max(now, before).LessThan(changeLeast) {
			continue
		}
		if now.LessThan(before) && slices.Contains(growing(p), field) {
			continue // H01
		}
		if field == huibao.FieldDenom && s.grewInStep(p) {
			continue
		}
		if change := huibao.NewRatio(now.Sub(before).Abs(), before); change.Cmp(most) > 0 {
			at := p.r.At(field)
			list = append(list, hit{place: at, code: p.Code, found: now.String(), expected: before.String(),
				message: fmt.Sprintf("%s：%s由上期的 %s 变为 %s，变动 %s。", at, field.Label(p.Kind), before, now, change.PercentText(2))})
		}
	}
	return list
}

// A denominator is counted since January, and no fixed one, where it grew no faster than the year by much, and the
// rate stayed what it was.
var inStepMost = huibao.RatioOf(11, 10)

// grewInStep reports whether a rate's two numbers grew together since its last period as the year did.
func (s *scope) grewInStep(p pair) bool {
	was, ok := rateOf(p.Prior.Values[huibao.FieldNumer], p.Prior.Values[huibao.FieldDenom])
	now, okNow := rateOf(p.r.Quantity(huibao.FieldNumer), p.r.Quantity(huibao.FieldDenom))
	if !ok || !okNow || p.Basis != huibao.BasisYear || !s.ofThisYear(p) || p.Prior.Period.Month < 1 {
		return false
	}
	grew := huibao.NewRatio(p.r.Quantity(huibao.FieldDenom).Or(decimal.Zero), p.Prior.Values[huibao.FieldDenom].Or(decimal.Zero))
	year := huibao.RatioOf(int64(s.Form.Period.Month), int64(p.Prior.Period.Month))
	return grew.Cmp(huibao.RatioOf(1, 1)) > 0 && grew.Cmp(year.Mul(inStepMost)) <= 0 && now.Cmp(was.Mul(rateNearLow)) >= 0 && now.Cmp(was.Mul(rateNearHigh)) <= 0
}

func backwards(s *scope) []hit {
	var list []hit
	for _, p := range s.rows("") {
		switch p.Kind {
		case huibao.KindMilestone:
			was, now := p.Prior.Words[huibao.FieldState], p.r.Values.Of(huibao.FieldState)
			if stateRank(was) > stateRank(now.Word) && now.Word != "" {
				list = append(list, hit{place: now.Source.Place(), code: p.Code, found: now.Word, expected: was,
					message: fmt.Sprintf("%s：状态由上期的“%s”变为“%s”。", now.Source.Place(), was, now.Word)})
			}
			list = append(list, movedDay(p, huibao.FieldDone)...)
		case huibao.KindStandard:
			was, ok := p.Prior.Values[huibao.FieldStandard].Decimal()
			now, okNow := p.r.Quantity(huibao.FieldStandard).Decimal()
			if ok && okNow && now.LessThan(was) {
				at := p.r.At(huibao.FieldStandard)
				list = append(list, hit{place: at, code: p.Code, found: now.String(), expected: "不低于 " + was.String(),
					message: fmt.Sprintf("%s：实际执行标准由上期的 %s 降为 %s。", at, was, now)})
			}
			if ok && okNow && now.Equal(was) {
				list = append(list, movedDay(p, huibao.FieldSince)...)
			}
		}
	}
	return list
}

// movedDay is a day that was another last period.
func movedDay(p pair, f huibao.Field) []hit {
	was, now := p.Prior.Words[f], p.r.Values.Of(f)
	if was == "" || now.Date.IsZero() || now.Date.String() == was {
		return nil
	}
	at := now.Source.Place()
	return []hit{{place: at, code: p.Code, found: now.Text, expected: was, message: fmt.Sprintf("%s：%s由上期的 %s 变为 %s。", at, f.Label(p.Kind), was, now.Date)}}
}

func stateRank(word string) int {
	for i, w := range huibao.MilestoneStates() {
		if w == word {
			return i + 1
		}
	}
	return 0
}
