package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/quote"
	"huibao/internal/regexp"
)

// settleParts takes of the rows of a unit's own table that stand under one indicator's name the
// one of which the own target is the plan's; parts are never taken for the whole, nor added up
// (readings.md, 7.2).
func settleParts(row *huibao.FormRow, r *huibao.ReturnRow) {
	if len(r.Parts) == 0 || !row.Target.IsNumber() {
		return
	}
	found := -1
	for i := range r.Parts {
		if !asksPlans(row, &r.Parts[i]) {
			continue
		}
		if found >= 0 {
			return
		}
		found = i
	}
	if found < 0 {
		return
	}
	part, kind := r.Parts[found], huibao.RemarkPartTaken
	if _, short := r.Has(huibao.RemarkShortName); short {
		kind = huibao.RemarkShortName
	}
	part.Name = r.Name
	part.Remarks = append(slices.Clone(part.Remarks), huibao.Remark{Kind: kind, Text: r.Parts[found].Name, Place: huibao.Place{Sheet: part.Sheet}})
	*r = part
}

// asksPlans reports whether the target that a row writes beside its figure, else the only
// number in its name (培训100人次), is the plan's.
func asksPlans(row *huibao.FormRow, part *huibao.ReturnRow) bool {
	for _, m := range part.Remarks {
		if f, _, other := otherThanPlan(row, m); f == huibao.FieldTarget {
			return !other
		}
	}
	numbers := numbersIn.FindAllString(part.Name, 2)
	if len(numbers) != 1 {
		return false
	}
	d, err := huibao.ParseDecimal(numbers[0])
	return err == nil && row.Target.Equal(huibao.Num(d))
}

var numbersIn = regexp.MustCompile(`\d+(?:\.\d+)?`)

// subtotalled is a part that is called a whole, with its figure or without.
var subtotalled = regexp.MustCompile(`(?:小计|合计|总计)(?: |$)`)

// undecided are the rows of S18 of which one can't tell which is the whole.
func undecided(s *scope) []hit {
	var list []hit
	for i := range s.Return.Rows {
		r := &s.Return.Rows[i]
		if len(r.Parts) == 0 {
			continue
		}
		var names, figures []string
		sum, whole := decimal.Decimal{}, true
		for j := range r.Parts {
			p := &r.Parts[j]
			figure := p.Values.Of(mainField(r.Kind)).Text
			names = append(names, strings.TrimSpace(p.Name+" "+figure))
			figures = append(figures, figure)
			d, ok := p.Quantity(mainField(r.Kind)).Decimal()
			sum, whole = sum.Add(d), whole && ok
		}
		at := r.Parts[0].At(mainField(r.Kind))
		h := hit{place: at, code: r.Code, found: strings.Join(figures, "、"), expected: s.nameOf(r.Code), remedy: "请加写一行合计，或在一行的名称里写明是全部；几行不会替您相加"}
		added, none := "", "没有合计一行"
		if slices.ContainsFunc(names, func(name string) bool { return subtotalled.MatchString(name) }) {
			whole, none = false, "小计、合计不止一行，或管不到其余各行"
		}
		if whole && r.Kind == huibao.KindCount {
			added = "，还是要几行相加（" + sum.String() + "）"
		}
		if len(r.Parts) == 1 {
			h.message = fmt.Sprintf("%s：%s下只有“%s”一行，是 %s 的全部，还是只是其中一部分？", at, quote.Text(r.Name), names[0], s.nameOf(r.Code))
		} else {
			h.message = fmt.Sprintf("%s：%s分成 %d 行（%s），%s，也没有一行的目标是本单位的任务数，不知哪一行是 %s 的全部%s。", at, quote.Text(r.Name), len(r.Parts), strings.Join(names, "、"), none, s.nameOf(r.Code), added)
		}
		list = append(list, h)
	}
	return list
}

// belowPart is L02 of the whole itself in a table of the unit's own, which nobody drew up so that a figure stands in its
// own place: either of the two may be the wrong one.
func belowPart(s *scope) []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindCount) {
		whole := s.Return.RowByCode(p.PartOf)
		if p.PartOf == "" || whole == nil || !p.r.ByName || !whole.ByName {
			continue
		}
		part, known := p.r.Quantity(huibao.FieldCumulative).Decimal()
		all, also := whole.Quantity(huibao.FieldCumulative).Decimal()
		if !known || !also || !part.GreaterThan(all) {
			continue
		}
		at := whole.At(huibao.FieldCumulative)
		list = append(list, hit{place: at, code: p.PartOf, found: whole.Values.Of(huibao.FieldCumulative).Text, expected: "不小于 " + part.String(),
			message: fmt.Sprintf("%s：%s 本年累计 %s，小于 %s 的 %s，不知哪一个错。", at, s.nameOf(p.PartOf), all, s.nameOf(p.Code), part)})
	}
	return list
}
