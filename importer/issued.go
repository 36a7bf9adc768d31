package importer

import (
	"cmp"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// describeIssued remarks which of the cells that we printed into a row came back with
// another meaning than the file's own stamp gives them: the measure, the target and the
// standards. Without a stamp whatever number stands there is remarked.
func (r *reader) describeIssued(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	r.otherMeasure(t, n, row, out)
	r.describeWords(t, n, row, out)
	for _, f := range []huibao.Field{huibao.FieldTarget, huibao.FieldBaseline, huibao.FieldDueStd, huibao.FieldReference} {
		r.describePrinted(t, n, f, row, out)
	}
}

// describePrinted remarks what stands in a cell that we print, of any table, unless it is
// the stamp's: its field, the text, and the numbers that it may be.
func (r *reader) describePrinted(t table, n int, f huibao.Field, row *huibao.FormRow, out *huibao.ReturnRow) {
	col := t.columns[f]
	if col == 0 {
		return
	}
	cell := t.grid.At(n, col)
	if cell.Type == sheet.Blank {
		return
	}
	got, ok := shownNumber(cell, row.Measure)
	if !ok || r.isStamped(row, f, got) {
		return
	}
	lines := []string{string(f), strings.TrimSpace(cell.Raw), got.String()}
	if row.Kind == huibao.KindRate {
		lines = append(lines, got.Shift(2).String()) // printed as a share
	}
	v := huibao.Value{Quantity: huibao.Num(got)}
	r.inMeasure(&v, t, n, col, row.Measure)
	out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkIssuedOther, Place: t.at(n, col), Text: strings.Join(append(lines, v.Quantity.String()), "\n")})
}

// boundWords may stand around a target.
var boundWords = strings.NewReplacer("不低于", "", "不少于", "", "以上", "", "≥", "", ">=", "")

// isStamped reports whether a printed figure is the stamp's.
func (r *reader) isStamped(row *huibao.FormRow, f huibao.Field, got decimal.Decimal) bool {
	if r.ret.Stamp == nil {
		return false
	}
	old := r.ret.Stamp.RowByCode(row.Code)
	if old == nil {
		return false
	}
	d, ok := old.Printed(f).Decimal()
	return ok && (got.Equal(d) || row.Kind == huibao.KindRate && got.Shift(2).Equal(d))
}

// otherMeasure remarks that a row's 计量单位, or a heading's bracket, is another measure
// than the indicator's, or than its column's; shortened ones (元/月 for 元/人/月) are the same.
func (r *reader) otherMeasure(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	add := func(text string, at huibao.Place) {
		out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkMeasureOther, Text: text, Place: at})
	}
	if col := t.columns[huibao.FieldMeasure]; col > 0 {
		cell := t.grid.At(n, col)
		if text := bareMeasure(cell.Raw); cell.Type == sheet.Text && text != "" && text != row.Measure && !sameMeasured(text, row) {
			add(text, t.at(n, col))
			return
		}
	}
	said := map[string]bool{} // measures of which one column has told
	for _, c := range huibao.Columns(row.Kind) {
		own := measureOf(row, c.Field)
		if col := t.columns[c.Field]; col > 0 && own == "" && (c.Field == huibao.FieldNumer || c.Field == huibao.FieldDenom) {
			if g := scaledBracket.FindStringSubmatch(strings.Join(strings.Fields(fold(t.grid.At(t.head, col).Raw)), "")); g != nil && r.typedNumber(t, n, col) {
				add(g[1]+"\n"+string(c.Field), t.at(t.head, col))
			}
		}
		if col := t.columns[c.Field]; col > 0 && c.Type == huibao.TypeNumber && own != "" {
			if m := cmp.Or(r.headingMeasure(t, col, own), r.unlikeMeasure(t, n, col, own, row)); m != "" && !huibao.SameMeasure(m, own) && !said[own] {
				said[own] = true
				add(m+"\n"+string(c.Field), t.at(t.head, col))
			}
		}
	}
}

// unlikeMeasure is the measure that a heading of a standard's or relation's figures has in brackets, where it can't be
// turned into theirs (元/年 over 元/人/月) and a figure stands below; else "".
func (r *reader) unlikeMeasure(t table, n, col int, own string, row *huibao.FormRow) string {
	if row.Kind != huibao.KindStandard && row.Kind != huibao.KindRelation || !r.typedNumber(t, n, col) {
		return ""
	}
	_, m := nameMeasure(t.grid.At(t.head, col).Raw)
	if m == "" || m == "元" && huibao.IsMoney(own) || convertible(m, own) || sameMeasured(m, row) {
		return ""
	}
	return m
}

// scaledBracket is the bracket of a heading by which the figures under it are in 万.
var scaledBracket = regexp.MustCompile(`\((?:单位:?)?([万千百亿]\p{Han}{0,3})\)$`)

// typedNumber reports whether a cell holds something other than 0.
func (r *reader) typedNumber(t table, n, col int) bool {
	text := strings.TrimSpace(t.grid.At(n, col).Raw)
	return text != "" && text != "0" && !isMark(text)
}

// bareMeasure is a measure as a cell has it, without “单位：” before it.
func bareMeasure(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(strings.TrimSpace(fold(s)), "计量"), "单位")
	s = strings.Trim(s, ": 。.、,，;；")
	if strings.HasPrefix(s, "(") || strings.Count(s, "(") != strings.Count(s, ")") {
		s = strings.Trim(s, "()")
	}
	return s
}

// sameMeasured reports whether a text is a row's measure, alone or with what is counted, as the
// row's name has it, in a bracket behind it: 个(岗位) of 企业见习岗位.
func sameMeasured(text string, row *huibao.FormRow) bool {
	if huibao.SameMeasure(text, row.Measure) {
		return true
	}
	if once, is := strings.CutSuffix(text, "次"); is && strings.Contains(row.Name, "一次性") && huibao.SameMeasure(once, row.Measure) {
		return true // 元/孩次 of what is paid once
	}
	g := thingBehind.FindStringSubmatch(text)
	return g != nil && strings.Contains(row.Name, g[2]) && huibao.SameMeasure(g[1], row.Measure)
}

// thingBehind is a measure with a thing of two characters or more in a bracket behind it.
var thingBehind = regexp.MustCompile(`^(\p{Han}{1,2})\((\p{Han}{2,6})\)$`)

// shownNumber is the number of a printed cell, with or without words around it.
func shownNumber(cell sheet.Cell, measure string) (decimal.Decimal, bool) {
	if cell.Type == sheet.Number {
		d, err := sheet.Decimal15(cell.Raw)
		return d, err == nil
	}
	q, _ := ReadNumber(boundWords.Replace(fold(cell.Raw)), measure)
	return q.Decimal()
}
