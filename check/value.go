package check

import (
	"fmt"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/quote"
)

// onValue makes a hit of every value that carries a remark of a kind.
func onValue(kind huibao.RemarkKind, say func(v huibao.Value, label string, r huibao.Remark) hit) func(*scope) []hit {
	return func(s *scope) []hit {
		var list []hit
		for _, p := range s.filled() {
			for _, f := range p.r.Fields() {
				v := p.r.Values.Of(f)
				for _, r := range v.Remarks {
					if r.Kind == kind {
						h := say(v, f.Label(p.Kind), r)
						h.place, h.code, h.found = v.Source.Place(), p.Code, quote.Visible(v.Text)
						list = append(list, h)
					}
				}
			}
		}
		return list
	}
}

func say(v huibao.Value, label, format string, args ...any) hit {
	return hit{message: fmt.Sprintf("%s：%s%s", v.Source.Place(), label, fmt.Sprintf(format, args...))}
}

func valueChecks() []Check {
	return []Check{
		{"V02", huibao.Error, "不能确定是什么数", "含糊的数不能猜", "请填一个确切的数；计划数、说明请写在说明栏", onValue(huibao.RemarkUnreadable, unread)},
		{"V06", huibao.Error, "公式出错", "出错的公式没有数", "请改正公式，或直接填数", brokenFormulas},
		{"V07", huibao.Error, "公式没有结果", "没有保存结果的公式读不出数", "请用 Excel 或 WPS 打开，保存后再报；或直接填数", noResult},
		{"V09", huibao.Error, "不是日期或日期不合理", "日期用来判断执行和完成", "请写作 2024-06-05 的样子", badDates},
		{"V10", huibao.Error, "不在可选的词中", "状态只能从列表中选", "请从下拉列表中选择", onValue(huibao.RemarkNotInList,
			func(v huibao.Value, label string, r huibao.Remark) hit {
				h := say(v, label, "填的是%s，只能是 %s。", quote.Text(v.Text), r.Text)
				h.cause = "有 %d 格填的是" + quoted(v.Text) + "，只能是 " + escaped(r.Text)
				return h
			})},
		{"V14", huibao.Error, "数字超过 15 位", "Excel 只保留 15 位，后面的已经丢失", "请核对后重填", onValue(huibao.RemarkTooManyDigits,
			func(v huibao.Value, label string, _ huibao.Remark) hit {
				return say(v, label, " %s 超过 15 位。", v.Text)
			})},
		{"V01", huibao.Error, "没有填", "没有填和填 0 是两回事", "请填数；没有发生的填 0，不涉及的填 /", blank},
		{"V04", huibao.Error, "负数", "累计、人数、金额不会是负数；本期负数是核减，须说明", "核减的请在说明栏写明原因；误填的请改正", negative},
		{"V05", huibao.Error, "应为整数", "这类指标只有整数", "请核对，填整数", fraction},
		{"V08", huibao.Warning, "累计数与本期数对不上", "模板的公式被直接填的数代替", "请核对上期累计、本期完成和本年累计；确有调整的请说明", onValue(huibao.RemarkFormulaLost,
			func(v huibao.Value, label string, r huibao.Remark) hit {
				h := say(v, label, "直接填了 %s，按上期累计＋本期完成应为 %s。", v.Text, r.Text)
				h.cause, h.item = "有 %d 行的累计数与本期数对不上", fmt.Sprintf("%s 填 %s，应为 %s", v.Source.Place(), v.Text, r.Text)
				return h
			})},
		{"V20", huibao.Warning, "计量单位与下发的不同", "同一个数按两种计量单位是两个数", "请改回下发的计量单位，并按它填数；确认无误的请联系办公室认可，未认可前该行不计入", either(measures, ownScales)},
		{"V11", huibao.Warning, "数量级或计量单位可疑", "把米填成公里、把元填成万元，会使全市数失真", "请核对计量单位；确认无误的请联系办公室认可，未认可前该行不计入", slips},
		{"V17", huibao.Warning, "完成数正好是年度任务数", "任务数填成了完成数，没有做的事就成了做完的", "请改填已完成的数；确已完成的请在这些行的说明栏写明", planned},
		{"V03", huibao.Info, "已按通常写法读取", "写法不规范但意思清楚", "请核对读数；下次请直接填数字", lenient},
		{"V12", huibao.Warning, "有任务或有数而填为不涉及", "以前有数、分解了任务的指标不会不声不响地不涉及", "没有新增请填 0，确不再涉及请在说明写明原因", notApplicable},
		{"V15", huibao.Info, "数写在说明里", "说明里的数不会被取用", "请把数填到它自己的格子里", numberInNote},
		{"V16", huibao.Info, "说明中的期间不是本期", "照抄的旧说明会误导看表的人", "请按本期情况更新说明", otherMonth},
		{"V13", huibao.Warning, "存的数与显示的数不同", "看表的人和程序看到的不是一个数", "请把要报的数直接填入；本次按所存的数计", rounded},
	}
}

// brokenFormulas is V06; an info in a column that our own formulas fill, of which nothing is read: what it
// is made from stands in the cells that the unit fills in.
func brokenFormulas(s *scope) []hit {
	return onValue(huibao.RemarkErrorValue, func(v huibao.Value, label string, _ huibao.Remark) hit {
		h := say(v, label, "是错误值 %s。", v.Text)
		h.cause = "有 %d 格是错误值 " + escaped(v.Text)
		if !byTemplate(v.Field) || s.isOwn() && v.Field == huibao.FieldRate {
			return h
		}
		h.severity, h.remedy = huibao.Info, "不必处理；下次请不要删下发的表的栏"
		h.message = strings.TrimSuffix(h.message, "。") + "，这一栏不是要报的数，其余的照读。"
		h.cause = "“" + label + "”栏有 %d 格是错误值 " + escaped(v.Text) + "，不是要报的数，其余的照读"
		return h
	})(s)
}

// byTemplate reports whether a field is one that the sheets we issue compute, and nobody fills in.
func byTemplate(f huibao.Field) bool {
	return slices.ContainsFunc(huibao.Kinds(), func(kind huibao.Kind) bool {
		c, has := huibao.ColumnOf(kind, f)
		return has && c.Type == huibao.TypeFormula
	})
}

// rounded is V13, of cells that the unit fills in: what we printed and locked is ours.
func rounded(s *scope) []hit {
	list := onValue(huibao.RemarkShownDiffers, func(v huibao.Value, label string, r huibao.Remark) hit {
		if v.Has(huibao.RemarkConverted) && !s.isOwn() { // 597.6143 万元 in a cell that we drew with two places
			return hit{at: huibao.FieldPrevious}
		}
		h := say(v, label, "存的是 %s，显示为 %s。", v.Quantity, r.Text)
		h.at = v.Field
		h.cause, h.item = "有 %d 格存的数与显示的数不同", fmt.Sprintf("%s 存 %s，显示 %s", v.Source.Place(), v.Quantity, r.Text)
		return h
	})(s)
	return slices.DeleteFunc(list, func(h hit) bool { return h.at == huibao.FieldPrevious })
}

// noResult is V07: formulas without a saved result, or with one that was never
// computed.
func noResult(s *scope) []hit {
	list := onValue(huibao.RemarkUncached, func(v huibao.Value, label string, _ huibao.Remark) hit {
		h := say(v, label, "的公式没有保存结果。")
		h.cause = "有 %d 格的公式没有保存结果"
		return h
	})(s)
	list = append(list, onValue(huibao.RemarkChanging, func(v huibao.Value, label string, r huibao.Remark) hit {
		h := say(v, label, "是公式算出来的，公式里有 %s，每次打开都会变，不是确定的数。", r.Text)
		h.cause, h.remedy = "有 %d 格的公式里有 "+escaped(r.Text)+"，每次打开都会变", "请直接填确切的数，不要用随机数或当天日期的公式"
		return h
	})(s)...)
	return append(list, onValue(huibao.RemarkUncalculated, func(v huibao.Value, label string, r huibao.Remark) hit {
		h := say(v, label, "的公式结果没有算过（%s）。", r.Text)
		h.cause = "有 %d 格的公式结果没有算过（" + escaped(r.Text) + "）"
		return h
	})(s)...)
}

// badDates judges days that cannot be read, completions outside the plan's year and
// standards that begin after the period.
func badDates(s *scope) []hit {
	list := onValue(huibao.RemarkNotDate, func(v huibao.Value, label string, _ huibao.Remark) hit {
		h := say(v, label, "填的是%s，不是日期。", quote.Text(v.Text))
		h.cause = "有 %d 格填的是" + quoted(v.Text) + "，不是日期"
		return h
	})(s)
	for _, p := range s.filled() {
		done, since := p.r.Values.Of(huibao.FieldDone), p.r.Values.Of(huibao.FieldSince)
		if !done.Date.IsZero() && done.Date.Year != s.Form.Year {
			h := say(done, "完成日期", " %s 不在方案年度 %d 年内。", done.Date, s.Form.Year)
			h.place, h.code, h.found = done.Source.Place(), p.Code, done.Text
			list = append(list, h)
		}
		if since.Date.After(s.Form.Period.End()) {
			h := say(since, "执行日期", " %s 晚于报告期末 %s。", since.Date, s.Form.Period.End())
			h.place, h.code, h.found = since.Source.Place(), p.Code, since.Text
			list = append(list, h)
		}
	}
	return list
}

// blank is V01: required cells that are empty.
func blank(s *scope) []hit {
	var list []hit
	for _, p := range s.filled() {
		if h, lacks := s.lacking(p); lacks {
			list = append(list, h)
			continue
		}
		for _, c := range needed(p) {
			at := p.r.At(c.Field)
			list = append(list, hit{place: at, code: p.Code, cause: "有 %d 格没有填",
				message: fmt.Sprintf("%s：指标 %s 没有填“%s”。", at, s.nameOf(p.Code), c.Label)})
			if p.Kind == huibao.KindCount {
				break // either of the two is enough
			}
		}
	}
	return list
}

func empty(r *huibao.ReturnRow, f huibao.Field) bool {
	v, ok := r.Values.Lookup(f)
	return !ok || v.Quantity.IsMissing() && v.Word == "" && v.Date.IsZero() && len(v.Remarks) == 0
}

func otherGiven(r *huibao.ReturnRow, f huibao.Field) bool {
	if f == huibao.FieldThis {
		return !empty(r, huibao.FieldCumulative)
	}
	return f == huibao.FieldCumulative && !empty(r, huibao.FieldThis)
}

// fraction judges parts of things that come whole.
func fraction(s *scope) []hit {
	var list []hit
	for _, p := range s.filled() {
		for _, f := range p.r.Fields() {
			whole := p.Kind == huibao.KindCount && p.Places == 0 && (f == huibao.FieldThis || f == huibao.FieldCumulative) ||
				f == huibao.FieldPeople
			v := p.r.Values.Of(f)
			if d, ok := v.Quantity.Decimal(); ok && whole && !d.IsInteger() && v.Origin != huibao.OriginDerived && !onlyFollows(p, v) {
				h := say(v, f.Label(p.Kind), " %s 不是整数，计量单位是“%s”。", d, p.Measure)
				h.place, h.code, h.found = v.Source.Place(), p.Code, v.Text
				list = append(list, h)
			}
		}
	}
	return list
}

// onlyFollows reports whether a cumulative is a part of a thing because this period's
// figure, that it adds up, is.
func onlyFollows(p pair, v huibao.Value) bool {
	this, ok := p.r.Quantity(huibao.FieldThis).Decimal()
	return v.Field == huibao.FieldCumulative && v.Formula != "" && ok && !this.IsInteger()
}

// lenient shows how what was not typed as a plain number was read.
func lenient(s *scope) []hit {
	var list []hit
	for _, p := range s.filled() {
		for _, f := range p.r.Fields() {
			v := p.r.Values.Of(f)
			if !v.Quantity.IsNumber() && v.Date.IsZero() {
				continue
			}
			for _, r := range v.Remarks {
				if slices.Contains(huibao.Lenient(), r.Kind) {
					list = append(list, readAs(v, p.Code, r.Kind))
					break
				}
			}
		}
	}
	return list
}

// readAs is V03 of one value, with what beside it was taken for mere words: numbers that
// are only typed as text say nothing each.
func readAs(v huibao.Value, code string, kind huibao.RemarkKind) hit {
	read := v.Quantity.String() + v.Date.String()
	h := hit{place: v.Source.Place(), code: code, found: v.Text, expected: read, cause: "有 %d 格写法不规范，已照读",
		item: fmt.Sprintf("%s%s读作 %s", v.Source.Place(), quote.Text(v.Text), read)}
	for _, r := range v.Remarks {
		if words, _, _ := strings.Cut(r.Text, "，读作"); r.Kind == huibao.RemarkWords || r.Kind == huibao.RemarkInvisible {
			h.item += "（" + words + "不改变这个数）"
		}
	}
	h.message = strings.Replace(h.item, quote.Text(v.Text)+"读作", "："+quote.Text(v.Text)+"读作", 1) + "。"
	if kind == huibao.RemarkTextNumber {
		h.cause, h.item = "有 %d 格的数存成了文本，已照读", ""
	}
	return h
}

// escaped is a text within a cause, which is a format.
func escaped(s string) string { return strings.ReplaceAll(s, "%", "%%") }

// quoted is a typed text within a cause.
func quoted(s string) string { return escaped(quote.Text(s)) }

// notApplicable is V12. A mark in the figure of the period is answered by a number or by
// an explanation; one in what was reached in all by a number alone.
func notApplicable(s *scope) []hit {
	asked := func(v huibao.Value, _ string, r huibao.Remark) hit {
		return hit{holds: true, message: v.Source.Place().String() + "：" + r.Text + "。",
			cause: "有 %d 格填的是" + quoted(v.Text), item: v.Source.Place().String() + "：" + r.Text}
	}
	list := onValue(huibao.RemarkNoneUnclear, asked)(s)
	for _, h := range onValue(huibao.RemarkNoneElsewhere, asked)(s) {
		h.severity, h.remedy = huibao.Error, "请填数；确不再涉及的请联系办公室"
		list = append(list, h)
	}
	return list
}
