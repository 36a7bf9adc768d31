package importer

import (
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

var headingBracket = regexp.MustCompile(`\(([^()0-9]{1,8})\)$`)

// measureIn is the measure in which a cell of a row is filled in: what stands in
// brackets in its heading (全年累计（万元）), else in the row's 计量单位, where it
// measures the same as the field's own; otherwise that.
func (r *reader) measureIn(t table, n, col int, own string) string {
	if t.isOwn() {
		said := own
		if list := t.measuresSaid(n, col, own); len(list) > 0 {
			said = list[0]
		}
		if path := t.headPath(col, t.subHead()); len(path) > 0 {
			if scale := headScale(path[len(path)-1]); scale != "" && !strings.ContainsAny(said, "万亿") && convertible(scale+said, own) {
				return scale + said
			}
		}
		return said
	}
	if m := r.headingMeasure(t, col, own); m != "" {
		return m
	}
	if m := strings.TrimSpace(fold(t.text(n, huibao.FieldMeasure))); m != "" && convertible(m, own) {
		return m
	}
	return own
}

// headScale is the 万 or 亿 that stands alone in the bracket of a heading: 1-6月完成（万）; "" without one.
func headScale(heading string) string {
	if g := scaleBracket.FindStringSubmatch(fold(heading)); g != nil {
		return g[1]
	}
	return ""
}

var scaleBracket = regexp.MustCompile(`\(单?位?[:：]?(万|亿)\)$`)

// lineMeasure is the line over a table that says in what its figures are: 金额单位：万元.
var lineMeasure = regexp.MustCompile(`(?:金额|数量|计量)?单位[:：]\s*(\p{Han}{1,6})`)

// measureAbove is the measure that a line above the headings says; "" without one.
func (t table) measureAbove() string {
	for row := max(1, t.head-textRows); row < t.head; row++ {
		for _, c := range t.grid.Row(row) {
			if g := lineMeasure.FindStringSubmatch(c.Raw); c.Type == sheet.Text && len(c.Raw) <= maxHeading && g != nil && !strings.Contains(c.Raw, "填报单位") {
				return g[1]
			}
		}
	}
	return ""
}

// asTarget reads a bare figure in the measure in which its row's target is written (10000万):
// beside it nobody would take it for another.
func (r *reader) asTarget(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	col := t.columns[huibao.FieldTarget]
	v := out.Values.Cell(ownFields[row.Kind])
	if col == 0 || v == nil || v.Has(huibao.RemarkConverted) || v.Has(huibao.RemarkMultiplier) || v.Has(huibao.RemarkWithMeasure) {
		return
	}
	d, ok := v.Quantity.Decimal()
	g := targetScale.FindStringSubmatch(fold(t.grid.At(n, col).Raw))
	if !ok || g == nil || t.grid.At(n, col).Type != sheet.Text {
		return
	}
	said := g[1] + row.Measure
	if huibao.IsMoney(row.Measure) { // 1.15亿元 in a row of 万元
		said = g[1] + "元"
	}
	exact, ok := exactly(d, said, row.Measure)
	if !ok || exact.Equal(d) {
		return
	}
	if q, _ := ReadNumber(boundWords.Replace(fold(t.grid.At(n, col).Raw)), row.Measure); q.IsNumber() {
		goal, _ := q.Decimal()
		switch {
		case exact.LessThanOrEqual(goal.Mul(plausible)):
		case d.GreaterThanOrEqual(goal.Mul(itself)):
			return // 1.2万 beside 8000
		default:
			v.Quantity = huibao.Quantity{}
			v.Remarks = append(v.Remarks, remark(huibao.RemarkUnreadable, "目标写作“"+strings.TrimSpace(t.grid.At(n, col).Raw)+"”，不知这个数是什么单位\n"+exact.String()+"\n"+d.String()))
			return
		}
	}
	v.Quantity = huibao.Num(exact)
	v.Remarks = append(v.Remarks, remark(huibao.RemarkConverted, "目标写作“"+strings.TrimSpace(t.grid.At(n, col).Raw)+"”，"+d.String()+" 按同一单位读作 "+exact.String()))
}

// plausible bounds how often a target may be reached by a figure in the target's measure, and
// itself from which share of it on a bare figure is one as it stands.
var plausible, itself = decimal.New(15, -1), decimal.New(5, -2)

// targetScale is a target with 万 or 亿 behind its number.
var targetScale = regexp.MustCompile(`\d(万|亿)`)

// headingMeasure is the measure that a heading has in brackets, where it measures the same
// as a field's own; else "".
func (r *reader) headingMeasure(t table, col int, own string) string {
	raw := slashed(t.grid.At(t.head, col).Raw)
	if !strings.ContainsAny(raw, "(（") {
		return ""
	}
	if g := headingBracket.FindStringSubmatch(strings.Join(strings.Fields(fold(raw)), "")); g != nil && convertible(g[1], own) {
		return g[1]
	}
	return ""
}

func convertible(from, to string) bool {
	if from == "" || to == "" {
		return false
	}
	_, ok := huibao.ConvertMeasure(from, to)
	return ok
}

// inMeasure turns a bare number, as typed in another measure than the indicator's,
// into the indicator's, with a remark. In a table of ours that applies to what was typed
// alone: not to the 上期累计 that we printed, nor to what a formula adds up with it.
func (r *reader) inMeasure(v *huibao.Value, t table, n, col int, own string) {
	if !t.isOwn() && (v.Field == huibao.FieldPrevious || v.Field == huibao.FieldCumulative && v.Formula != "") {
		return
	}
	d, ok := v.Quantity.Decimal()
	typed := r.measureIn(t, n, col, own)
	if ok && t.isOwn() && !v.Has(huibao.RemarkWithMeasure) && !v.Has(huibao.RemarkConverted) && t.contradict(v, n, col, own, d) {
		return
	}
	if !ok || typed == own || v.Has(huibao.RemarkWithMeasure) || v.Has(huibao.RemarkConverted) || v.Has(huibao.RemarkMultiplier) {
		return
	}
	exact, ok := exactly(d, typed, own)
	if !ok || exact.Equal(d) {
		return
	}
	v.Quantity = huibao.Num(exact)
	v.Remarks = append(v.Remarks, remark(huibao.RemarkConverted, "表中计量单位为“"+typed+"”，由 "+d.String()+" 换算，读作 "+exact.String()))
}

// mayBeKilometres holds a figure back that a table of a unit's own says is of 里 where the row is of
// 公里: it may be a slip.
func (r *reader) mayBeKilometres(v *huibao.Value, t table, n, col int, row *huibao.FormRow) bool {
	d, ok := v.Quantity.Decimal()
	if !ok || !strings.HasSuffix(row.Measure, "公里") || !t.isOwn() || r.measureIn(t, n, col, row.Measure) != "里" || v.Has(huibao.RemarkWithMeasure) || v.Has(huibao.RemarkConverted) {
		return false
	}
	read, _ := exactly(d, "里", row.Measure)
	v.Quantity = huibao.Quantity{}
	v.Remarks = append(v.Remarks, remark(huibao.RemarkUnreadable, "表中计量单位写的是“里”（500 米），本行是“"+row.Measure+"”，不知是不是漏了“公”字\n"+d.String()+"\n"+read.String()))
	return true
}

// exactPlaces are the places to which a conversion must be exact.
const exactPlaces = 12

// exactly turns a figure of one measure into another, unless a part would be lost.
func exactly(d decimal.Decimal, from, to string) (decimal.Decimal, bool) {
	factor, ok := huibao.ConvertMeasure(from, to)
	if !ok {
		return d, false
	}
	product := huibao.Whole(d).Mul(factor)
	exact := product.Round(exactPlaces)
	return exact, huibao.Whole(exact).Cmp(product) == 0
}

// measureInto turns figures of what may be typed behind a number into a measure: itself,
// one that converts, and of a standard its head (元 for 元/人/月) or the same without 人.
func measureInto(own string) func(decimal.Decimal, string) (decimal.Decimal, bool, bool) {
	head, _, _ := strings.Cut(own, "/")
	accepted := []string{own, head, strings.ReplaceAll(own, "/人", "")}
	return func(d decimal.Decimal, measure string) (decimal.Decimal, bool, bool) {
		if strings.IndexAny(measure, "/·．每") == 0 {
			return d, false, false
		}
		if same, ok := sameMeasure[measure]; ok {
			measure = same
		}
		for _, to := range accepted {
			if convertible(measure, to) {
				v, exact := exactly(d, measure, to)
				return v, true, exact
			}
		}
		return d, false, false
	}
}

// sameMeasure are other words for a measure.
var sameMeasure = map[string]string{"名": "人", "位": "人", "个百分点": "百分点", "元/人月": "元/人/月", "元/户月": "元/户/月"}
