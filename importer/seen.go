package importer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// holdBack takes a value back: what a reader sees of the cell is not what it stores.
func holdBack(v *huibao.Value, kind huibao.RemarkKind, why string) {
	v.Quantity, v.Date, v.Word = huibao.Quantity{}, huibao.Date{}, ""
	v.Remarks = append(v.Remarks, remark(kind, why))
}

// figures are what a number may be written with.
const figures = "0123456789０１２３４５６７８９〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟①②③④⑤⑥⑦⑧⑨⑩-−.,"

// marked says what of a cell's text is struck out, raised or not to be seen; "" where
// all of it is to be read.
func marked(cell sheet.Cell) string {
	if cell.Type == sheet.Blank {
		return ""
	}
	m, any := cell.Marks()
	if !any {
		return ""
	}
	rest := strings.TrimSpace(m.Rest)
	switch {
	case m.Unseen != "":
		return "“" + m.Unseen + "”看不见：字与底色相同，或字号太小"
	case m.Struck != "" && rest == "":
		return "整格划了删除线，不知还算不算数"
	case m.Struck != "":
		return "其中“" + m.Struck + "”划了删除线，余下“" + rest + "”，不知以哪个为准"
	case strings.ContainsAny(m.Raised, figures):
		return "其中“" + m.Raised + "”是上标或下标，余下“" + rest + "”，不知是哪个数"
	}
	return ""
}

// seeText holds back a text that is no plain number to its reader; it reports whether
// it did.
func seeText(v *huibao.Value, cell sheet.Cell, measure string) bool {
	why := marked(cell)
	if why == "" && measure != "%" && bareShare.MatchString(fold(cell.Raw)) {
		why = "是百分数，这里要填的是数"
	}
	if why == "" {
		return false
	}
	holdBack(v, huibao.RemarkNotAsShown, why)
	return true
}

// bareShare is a text with a percentage and no other number.
var bareShare = regexp.MustCompile(`^[^\d]*[\d.,]+\s*%$`)

// seeNumber takes a stored number for what its cell shows, in the measure of the field
// or of the table: a difference beyond rounding is remarked as doubt.
func (r *reader) seeNumber(v *huibao.Value, cell sheet.Cell, stored decimal.Decimal, read asTyped, measures ...string) {
	v.Quantity = huibao.Num(stored)
	if why := marked(cell); why != "" {
		holdBack(v, huibao.RemarkNotAsShown, why)
		return
	}
	view, ok := sheet.Display(cell, r.book.Date1904)
	if !ok {
		return
	}
	if view.Class == sheet.ClassPercent && measures[0] == "%" {
		v.Quantity = huibao.Num(stored.Shift(2))
		v.Remarks = append(v.Remarks, remark(huibao.RemarkPercent, "百分数，读作 "+v.Quantity.String()))
		return
	}
	if why := unlike(view, stored, read, measures); why != "" {
		holdBack(v, huibao.RemarkNotAsShown, why)
		return
	}
	shown := view.Numeral.Shift(int32(view.Scale))
	if !cell.HasFormula && differs(shown, stored) {
		v.Remarks = append(v.Remarks, remark(huibao.RemarkShownDiffers, shown.String()))
	}
}

// asTyped reads what a cell shows as if it had been typed, in a measure.
type asTyped func(text, measure string) huibao.Quantity

// unlike says how a cell shows something else than its number; "" where it does not,
// but for rounding.
func unlike(view sheet.View, stored decimal.Decimal, read asTyped, measures []string) string {
	switch {
	case view.Class == sheet.ClassDate:
		return "单元格显示为“" + view.Text + "”，是日期，不是数"
	case view.Class == sheet.ClassTime:
		return "单元格显示为“" + view.Text + "”，是时间，不是数"
	case stored.IsZero() && !strings.ContainsAny(view.Text, "0123456789"):
		if !showsNone(view.Bare, measures) {
			return "单元格显示为“" + view.Text + "”，存的是 0"
		}
		return ""
	case view.Text == "" || view.Unseen:
		return "单元格里存的是 " + stored.String() + "，却什么也不显示"
	case view.Class == sheet.ClassPercent:
		return "单元格显示为“" + view.Text + "”，是百分数，这里要填的是数"
	case view.Money && !moneyAmong(measures):
		return "单元格显示为“" + view.Text + "”，是金额，本行的计量单位是“" + measures[0] + "”"
	case view.Plain:
		return ""
	case view.Scale > 0 && view.Numeral.IsZero() && strings.Trim(view.Bare, "-0.") == "": // 210 by “0,” looks like none; 0.0万 is rounded
		return "单元格显示为“" + view.Text + "”，存的是 " + stored.String()
	}
	want := huibao.Num(view.Numeral.Shift(int32(view.Scale)))
	for _, m := range measures {
		if read(view.Bare, m).Equal(want) {
			return ""
		}
	}
	return "单元格显示为“" + view.Text + "”，存的是 " + stored.String()
}

// showsNone reports whether what a cell shows for 0 says that there is none: nothing, a
// stroke, a word for it, or the measure alone.
func showsNone(s string, measures []string) bool {
	for _, m := range measures {
		s = strings.TrimSpace(strings.TrimSuffix(s, m))
	}
	return s == "" || isNone(s) || s == "零"
}

// moneyAmong reports whether a figure may be one of money: in one of the measures, or where
// none is known.
func moneyAmong(measures []string) bool {
	return slices.ContainsFunc(measures, func(m string) bool { return m == "" || huibao.IsMoney(m) })
}

// noisePlaces are the places at least that must be 0 for a number to be whole but for
// what binary arithmetic left behind (0.1+0.2-0.3).
const noisePlaces = 6

// withoutNoise is a stored number, whole where it is so but for binary noise.
func withoutNoise(d decimal.Decimal, places int32) decimal.Decimal {
	if d.IsInteger() {
		return d
	}
	if whole := d.Round(max(places+2, noisePlaces)); whole.IsInteger() {
		return whole
	}
	return d
}

// covered describes a cell with content under a merge: the sheet shows the merge's
// first cell only. It reports whether the two differ, so that the value is held back.
func (r *reader) covered(v *huibao.Value, t table, n, col int, cell sheet.Cell) bool {
	m, ok := t.grid.Merge(n, col)
	if !ok || m.Row1 == n && m.Col1 == col || cell.Type == sheet.Blank {
		return false
	}
	top := t.grid.At(m.Row1, m.Col1)
	if sameContent(top, cell) {
		v.Remarks = append(v.Remarks, remark(huibao.RemarkCoveredSame, "与 "+t.ref(m.Row1, m.Col1)+" 合并，两格存的数相同"))
		return false
	}
	first := "是空的"
	if top.Type != sheet.Blank {
		first = "填的是“" + top.Raw + "”"
	}
	holdBack(v, huibao.RemarkCovered, "并入了 "+t.ref(m.Row1, m.Col1)+"（"+first+"），格里还存着“"+cell.Raw+"”，看表时看不到")
	return true
}

func sameContent(a, b sheet.Cell) bool {
	if a.Type == sheet.Number && b.Type == sheet.Number {
		x, errX := sheet.Decimal15(a.Raw)
		y, errY := sheet.Decimal15(b.Raw)
		return errX == nil && errY == nil && x.Equal(y)
	}
	return a.Type == b.Type && strings.TrimSpace(a.Raw) == strings.TrimSpace(b.Raw)
}

// noteHidden marks the remarks whose place is in a hidden row or column.
func (r *reader) noteHidden(pages []page) {
	mark := func(list []huibao.Remark) {
		for i := range list {
			for _, p := range pages {
				row, col, ok := sheet.ParseRef(list[i].Place.Cell)
				if ok && p.Name == list[i].Place.Sheet {
					list[i].Hidden = p.grid.RowHidden(row) || p.grid.ColHidden(col)
				}
			}
		}
	}
	mark(r.ret.Remarks)
	for i := range r.ret.Rows {
		mark(r.ret.Rows[i].Remarks)
	}
}

// hiddenInputs remarks the columns of a table that are filled in and hidden.
func (r *reader) hiddenInputs(t table) {
	for _, c := range huibao.Columns(t.kind) {
		if col := t.columns[c.Field]; col > 0 && c.IsInput() && t.grid.ColHidden(col) {
			r.remark(huibao.RemarkHiddenColumn, c.Label, t.at(t.head, col))
		}
	}
}
