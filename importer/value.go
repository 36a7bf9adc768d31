package importer

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/numtext"
	"huibao/internal/sheet"
)

// readValue reads one cell of a row; a blank input is no value.
func (r *reader) readValue(t table, n, col int, row *huibao.FormRow, c huibao.Column, out *huibao.ReturnRow) {
	cell := t.grid.At(n, col)
	v := huibao.Value{Field: c.Field, Text: cell.Plain(), Source: huibao.Source{File: r.file.Path, SHA256: r.file.SHA256, Sheet: t.Name, Cell: t.ref(n, col)}}
	if cell.HasFormula {
		v.Formula, v.Origin = t.grid.Formula(n, col), huibao.OriginFormula
		if v.Formula == "" {
			v.Formula = unknownFormula
		}
	}
	cell, under := t.underMerge(&v, n, col, cell, c)
	switch {
	case cell.Type == sheet.Broken && !c.IsInput(): // an oddity of the file's
		return
	case cell.Type == sheet.Broken:
		v.Remarks = append(v.Remarks, remark(huibao.RemarkUnreadable, "文件里这一格存得有误，看不出是什么数"))
	case cell.Type == sheet.ErrorValue && t.lostPrevious(c.Field, v.Formula): // it follows from this period's
		out.Blanks = append(out.Blanks, huibao.Blank{Field: c.Field, Cell: t.ref(n, col)})
		return
	case cell.Type == sheet.ErrorValue:
		v.Remarks = append(v.Remarks, remark(huibao.RemarkErrorValue, cell.Raw))
	case cell.Type == sheet.Blank && cell.HasFormula && !cell.Cached && c.IsInput():
		v.Remarks = append(v.Remarks, remark(huibao.RemarkUncached, "公式没有保存结果"))
	case cell.Type == sheet.Blank && !under:
		if c.Field != huibao.FieldCode {
			if c.IsInput() {
				out.Blanks = append(out.Blanks, huibao.Blank{Field: c.Field, Cell: t.ref(n, col)})
			}
			return
		}
	case under && c.Type != huibao.TypeNumber:
	case judgedBySight(c) && r.covered(&v, t, n, col, cell):
	case c.Type == huibao.TypeNumber:
		r.readNumber(&v, t, cell, row, c)
		r.recompute(&v, t, n, col, cell)
		describeMark(&v)
		if own := measureOf(row, c.Field); own != "" && !(t.isOwn() && t.byTheYear(&v, n, col, row)) && !(own == row.Measure && r.mayBeKilometres(&v, t, n, col, row)) {
			r.inMeasure(&v, t, n, col, own)
		}
	case judgedBySight(c) && marked(cell) != "":
		holdBack(&v, huibao.RemarkNotAsShown, marked(cell))
	case c.Type == huibao.TypeDate:
		r.readDate(&v, cell)
		r.recompute(&v, t, n, col, cell)
	case c.Type == huibao.TypeWord:
		readWord(&v, cell)
		r.recompute(&v, t, n, col, cell)
	default:
		v.Word = strings.TrimSpace(cell.Raw)
		if c.Type == huibao.TypeShown && c.Field != huibao.FieldCode {
			return
		}
		if c.Type == huibao.TypeFormula {
			typedRate(c, cell, v, out)
			return
		}
	}
	out.Values.Set(v)
}

// lostPrevious reports whether a formula of 本年累计 has lost what it was computed of: the column of
// 上期累计 was deleted.
func (t table) lostPrevious(f huibao.Field, formula string) bool {
	return f == huibao.FieldCumulative && t.columns[huibao.FieldPrevious] == 0 && t.columns[huibao.FieldThis] > 0 && strings.Contains(formula, "#REF!")
}

// underMerge is what a cell of a row comes to under a merge that begins in a row above it:
// one day, or one note, stands there for all rows of the merge; one figure does not, nor does
// one state of things.
func (t table) underMerge(v *huibao.Value, n, col int, cell sheet.Cell, c huibao.Column) (sheet.Cell, bool) {
	m, ok := t.grid.Merge(n, col)
	if !ok || m.Row1 == n || cell.Type != sheet.Blank || !c.IsInput() {
		return cell, false
	}
	first := t.grid.At(m.Row1, m.Col1)
	switch inColumn := m.Col1 == col && m.Row1 > t.head && first.Type != sheet.Blank; {
	case inColumn && c.Type == huibao.TypeDate:
		v.Remarks = append(v.Remarks, remark(huibao.RemarkMerged, "与 "+t.ref(m.Row1, m.Col1)+" 合并"))
		fallthrough
	case inColumn && c.Type == huibao.TypeText:
		v.Text = first.Plain()
		return first, false
	case c.Type == huibao.TypeText:
		return cell, false
	}
	v.Remarks = append(v.Remarks, remark(huibao.RemarkUnderMerge, "与 "+t.ref(m.Row1, m.Col1)+" 合并，数值只计入上面一行"))
	return cell, true
}

// judgedBySight reports whether a column holds what is counted: of notes it does not
// matter how they are drawn.
func judgedBySight(c huibao.Column) bool {
	return c.Type == huibao.TypeNumber || c.Type == huibao.TypeDate || c.Type == huibao.TypeWord
}

// typedRate remarks a rate or a completion that was typed where the form computes it.
func typedRate(c huibao.Column, cell sheet.Cell, v huibao.Value, out *huibao.ReturnRow) {
	if cell.HasFormula || v.Word == "" || c.Field != huibao.FieldRate && c.Field != huibao.FieldComplete {
		return
	}
	text := v.Word
	if d, err := sheet.Decimal15(cell.Raw); err == nil && cell.Type == sheet.Number {
		text = d.String()
		if cell.Format.Class == sheet.ClassPercent {
			text = d.Shift(2).String() + "%"
		}
	}
	out.Remarks = append(out.Remarks, huibao.Remark{Kind: huibao.RemarkTypedRate, Text: text, Place: v.Source.Place()})
}

// unknownFormula stands for a formula whose text the file does not give (.xls, the
// followers of a shared formula).
const unknownFormula = "="

func remark(kind huibao.RemarkKind, text string) huibao.Remark {
	return huibao.Remark{Kind: kind, Text: text}
}

// readNumber reads a number cell to 15 digits, or a text by the grammar of numtext.
func (r *reader) readNumber(v *huibao.Value, t table, cell sheet.Cell, row *huibao.FormRow, c huibao.Column) {
	measure := measureOf(row, c.Field)
	switch cell.Type {
	case sheet.Number:
		d, err := sheet.Decimal15(cell.Raw)
		if err != nil {
			v.Remarks = append(v.Remarks, remark(huibao.RemarkUnreadable, "不是数字"))
			return
		}
		if clean := withoutNoise(d, row.Places); !clean.Equal(d) {
			d, v.Text = clean, clean.String()
		}
		r.seeNumber(v, cell, d, r.asTyped(row, c.Field), measure, r.measureIn(t, cell.Row, cell.Col, measure))
		if digits := sheet.SignificantDigits(cell.Raw); digits > 15 && d.Abs().GreaterThanOrEqual(decimal.New(1, 15)) {
			v.Remarks = append(v.Remarks, remark(huibao.RemarkTooManyDigits, "超过 15 位"))
		}
	case sheet.Bool:
		v.Remarks = append(v.Remarks, remark(huibao.RemarkUnreadable, "是逻辑值，不是数字"))
	default:
		if cell.HasFormula && strings.TrimSpace(cell.Raw) == "" {
			return
		}
		if seeText(v, cell, measure) {
			return
		}
		q, remarks := readText(cell.Raw, func() *numtext.Row { return r.numberRow(row, c.Field) })
		v.Quantity = q
		v.Remarks = append(v.Remarks, remarks...)
		if typed := leadingFigure.FindString(fold(cell.Raw)); row.Kind == huibao.KindStandard && c.Field == huibao.FieldStandard && v.Has(huibao.RemarkConverted) {
			if d, err := decimal.NewFromString(strings.ReplaceAll(typed, ",", "")); err == nil && throughTime(cell.Raw, row.Measure) {
				handOn(v, d)
			}
		}
	}
}

// differs reports whether stored and shown differ beyond a binary tail.
func differs(a, b decimal.Decimal) bool {
	return a.Sub(b).Abs().GreaterThan(decimal.New(1, -9))
}

// measureOf is the measure in which a field of a row is reported.
func measureOf(row *huibao.FormRow, f huibao.Field) string {
	switch f {
	case huibao.FieldPaid, huibao.FieldBackPay:
		return "元"
	case huibao.FieldPeople:
		return "人"
	case huibao.FieldMonths, huibao.FieldNumer, huibao.FieldDenom:
		return ""
	}
	return row.Measure
}

func readWord(v *huibao.Value, cell sheet.Cell) {
	text, straight := numtext.Plain(cell.Raw)
	word := strings.TrimRight(strings.Join(strings.Fields(text), ""), "。.，,、；;")
	plain := strings.TrimSpace(cell.Raw)
	if straight {
		for w, others := range stateWords {
			if word != w && !slices.Contains(others, word) {
				continue
			}
			if v.Word = w; plain != w {
				v.Remarks = append(v.Remarks, remark(huibao.RemarkWordRead, "读作“"+w+"”"))
			}
			return
		}
	}
	if notApplicable(text) {
		v.Quantity = huibao.NA()
		return
	}
	v.Remarks = append(v.Remarks, remark(huibao.RemarkNotInList, strings.Join(huibao.MilestoneStates(), "、")))
}
