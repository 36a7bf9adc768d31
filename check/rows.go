package check

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/quote"
)

// headingsMost is how many of the headings that were looked for are named.
const headingsMost = 6

// someOf are the first of a list of headings.
func someOf(headings string) string {
	if list := strings.Split(headings, "、"); len(list) > headingsMost {
		return strings.Join(list[:headingsMost], "、") + "等"
	}
	return headings
}

// missingColumns is S06: the rows that lack a figure because their table has no column
// for it. Where every row has its figure from other columns it is an info.
func missingColumns(s *scope) []hit {
	var list []hit
	for _, r := range s.Return.Remarks {
		if r.Kind != huibao.RemarkColumnMissing {
			continue
		}
		label, headings, _ := strings.Cut(r.Text, "\n")
		headings, seen, _ := strings.Cut(headings, "\n")
		if seen != "" {
			seen = "；表里没有认出的标题是" + seen
		}
		h := hit{place: r.Place, found: label, severity: huibao.Info, remedy: "不必处理",
			message: fmt.Sprintf("%s所在的表没有“%s”栏，各行不缺它的数。", r.Place, label)}
		for _, p := range s.rows("") {
			if p.r.Sheet == r.Place.Sheet && lacks(p, label) {
				h.rows = append(h.rows, p.Code)
			}
		}
		if len(h.rows) > 0 {
			h.severity, h.remedy = "", ""
			h.message = fmt.Sprintf("%s所在的表缺少“%s”栏（找过这些标题：%s%s），指标 %s 没有这一项的数。", r.Place, label, someOf(headings), seen, few(h.rows))
		}
		list = append(list, h)
	}
	for _, gone := range s.goneColumns() {
		if i := slices.IndexFunc(list, func(h hit) bool { return h.severity == "" && h.place.Sheet == gone.place.Sheet && sharesRows(h, gone) }); i >= 0 {
			list[i] = bothGone(gone, list[i])
			continue
		}
		list = append(list, gone)
	}
	return list
}

func sharesRows(a, b hit) bool {
	return slices.ContainsFunc(a.rows, func(code string) bool { return slices.Contains(b.rows, code) })
}

// bothGone is one hit for two columns that went from the same rows.
func bothGone(gone, missing hit) hit {
	for _, code := range gone.rows {
		if !slices.Contains(missing.rows, code) {
			missing.rows = append(missing.rows, code)
		}
	}
	slices.SortFunc(missing.rows, huibao.CompareCodes)
	missing.found = gone.found + "、" + missing.found
	missing.message = fmt.Sprintf("%s所在的表缺少“%s”两栏（可能整栏删掉了），指标 %s 没有这两项的数。", missing.place, strings.ReplaceAll(missing.found, "、", "”“"), few(missing.rows))
	return missing
}

// goneColumns are S06 of an optional column of ours that is not there, where rows need it after all: a
// period's figure, where the cumulative that would do for it is empty.
func (s *scope) goneColumns() []hit {
	var list []hit
	for _, p := range s.rows(huibao.KindCount) {
		inputs := needed(p)
		if p.r.ByName || len(inputs) == 0 || inputs[0].Field != huibao.FieldThis || hasCell(p.r, huibao.FieldThis) || !s.lostOne(p.r) {
			continue
		}
		label := inputs[0].Label
		at := slices.IndexFunc(list, func(h hit) bool { return h.place.Sheet == p.r.Sheet && h.found == label })
		if at < 0 {
			list, at = append(list, hit{place: s.headOf(p.r), found: label}), len(list)
		}
		list[at].rows = append(list[at].rows, p.Code)
	}
	for i := range list {
		h := &list[i]
		h.message = fmt.Sprintf("“%s”没有“%s”栏（可能整栏删掉了），指标 %s 没有这一项的数。", h.place.Sheet, h.found, few(h.rows))
	}
	return list
}

// lostOne reports whether a row's table lost a column of ours: the cumulative's is there, or the others
// have moved, and none is there of which one cannot tell what it is.
func (s *scope) lostOne(r *huibao.ReturnRow) bool {
	moved := hasCell(r, huibao.FieldCumulative)
	for _, m := range s.Return.Remarks {
		if m.Place.Sheet != r.Sheet {
			continue
		}
		if m.Kind == huibao.RemarkColumnUnclear {
			return false // S08
		}
		moved = moved || m.Kind == huibao.RemarkColumnMoved
	}
	return moved
}

// hasCell reports whether a row has a cell for a field, filled in or not.
func hasCell(r *huibao.ReturnRow, f huibao.Field) bool {
	_, given := r.Values.Lookup(f)
	return given || slices.ContainsFunc(r.Blanks, func(b huibao.Blank) bool { return b.Field == f })
}

// headOf is where a row's table has its headings, else the row's code.
func (s *scope) headOf(r *huibao.ReturnRow) huibao.Place {
	for _, m := range s.Return.Remarks {
		if m.Kind == huibao.RemarkColumnMoved && m.Place.Sheet == r.Sheet {
			return m.Place
		}
	}
	return r.At(huibao.FieldCode)
}

// lacks reports whether a row needs the input of a heading and has none.
func lacks(p pair, label string) bool {
	return slices.ContainsFunc(needed(p), func(c huibao.Column) bool { return c.Label == label })
}

// needed lists the inputs that a row lacks. A flow needs either this period's figure or the
// cumulative; of any other count nothing follows from this period's alone.
func needed(p pair) []huibao.Column {
	var list []huibao.Column
	for _, c := range p.Inputs() {
		if c.Required && empty(p.r, c.Field) && !(p.Kind == huibao.KindCount && p.Mode == huibao.ModeFlow && otherGiven(p.r, c.Field)) {
			list = append(list, c)
		}
	}
	return list
}

// twoColumns is S08: the cells of a heading that stands twice, where the two differ.
func twoColumns(s *scope) []hit {
	var list []hit
	for _, p := range s.rows("") {
		for _, f := range p.r.Fields() {
			v := p.r.Values.Of(f)
			for _, r := range v.Remarks {
				if r.Kind == huibao.RemarkColumnAmbiguous {
					at := v.Source.Place()
					if f == huibao.FieldNote && harmless(r.Text) {
						list = append(list, hit{place: r.Place, code: p.Code, found: r.Text, severity: huibao.Info, remedy: "要说明的请写在说明栏", cause: "另有一栏说明（备注），有 %d 格的文字没有读取",
							item:    fmt.Sprintf("%s%s", r.Place, quote.Text(r.Text)),
							message: fmt.Sprintf("%s：另有一栏说明（备注）写着%s，没有读取。", r.Place, quote.Text(r.Text))})
						continue
					}
					list = append(list, hit{place: at, code: p.Code, found: v.Text, expected: r.Text, cause: twoOf(f.Label(p.Kind), at, r.Place) + "，有 %d 格两列的数不同",
						message: fmt.Sprintf("%s：%s有两列，这里是%s，%s 是%s，不知以哪列为准。", at, f.Label(p.Kind), quote.Text(v.Text), r.Place.Cell, quote.Text(r.Text))})
				}
			}
		}
	}
	list = append(list, unclearColumns(s)...)
	if len(list) > 0 {
		return list
	}
	for _, r := range s.Return.Remarks {
		if r.Kind == huibao.RemarkColumnAmbiguous {
			list = append(list, hit{place: r.Place, found: r.Text, severity: huibao.Info, message: r.Place.String() + "：" + r.Text + "，两列的数没有不同，读了前一列。"})
		}
	}
	return list
}

// harmless reports whether a second note of a row has nothing in it by which the row's figures may be doubted.
func harmless(note string) bool {
	return len(doubt.OfNote(note)) == 0 && !strings.ContainsFunc(note, unicode.IsDigit)
}

// unclearColumns are the columns of a unit's own table of which one can't tell what they are:
// nothing was taken from them, so that its rows are held out.
func unclearColumns(s *scope) []hit {
	var list []hit
	for _, r := range s.Return.Remarks {
		if r.Kind != huibao.RemarkColumnUnclear {
			continue
		}
		var figures []string
		text, fields, _ := strings.Cut(r.Text, "\n")
		rows := s.rowsWithout(r.Place.Sheet, fields)
		for _, code := range rows {
			if m, ok := s.Return.RowByCode(code).Has(huibao.RemarkMayBe); ok {
				figures = append(figures, code+" "+m.Text)
			}
		}
		message := r.Place.String() + "：" + text + "。"
		if len(figures) > 0 {
			message += "没有读的数：" + strings.Join(figures[:min(len(figures), maxShownRows)], "；") + "。"
		}
		list = append(list, hit{place: r.Place, found: text, rows: rows, remedy: "请在标题里写明是哪几个月、是全部还是一部分（如“1—6月累计完成”），或使用下发的报表", message: message})
	}
	return list
}

// rowsWithout are the rows of a sheet of which nothing was read from a column that is asked about: those without a cell
// for one of its fields, and those without a figure by which they count.
func (s *scope) rowsWithout(sheet, fields string) (codes []string) {
	for i := range s.Return.Rows {
		row := &s.Return.Rows[i]
		none := (row.ByName || row.Quantity(huibao.FieldThis).IsMissing()) && row.Quantity(mainField(row.Kind)).IsMissing()
		if fields != "" && s.Form != nil {
			form := s.Form.RowByCode(row.Code)
			none = form != nil && slices.ContainsFunc(form.Inputs(), func(c huibao.Column) bool {
				return slices.Contains(strings.Split(fields, ","), string(c.Field)) && !hasCell(row, c.Field)
			})
		}
		if none && row.Sheet == sheet {
			codes = append(codes, row.Code)
		}
	}
	return codes
}

// maxShownRows is of how many rows a question about a column shows the figures.
const maxShownRows = 12

// missingRows is S09. The cell to mend is that of the row before it in the form, below
// which it belongs.
func missingRows(s *scope) []hit {
	var list []hit
	for _, r := range s.Return.Remarks {
		if r.Kind != huibao.RemarkRowMissing {
			continue
		}
		h := hit{place: s.beside(r), code: r.Text, cause: "缺少 %d 个指标的行", item: s.nameOf(r.Text),
			message: "“" + r.Place.Sheet + "”中没有指标 " + s.nameOf(r.Text) + " 的行。"}
		if cell := s.miscodedAs(r.Text); cell != "" {
			h.cause, h.remedy = "", "这一行在表里，编码写错了：请把 "+cell+" 的编码改为 "+r.Text+"，不要删行"
		}
		if seen, ok := s.seen(r.Text); ok {
			h.place, h.cause, h.remedy = seen.Place, "有 %d 个指标没有读出来，表里有可能是它的数", "是这个数的，请写明指标编码、是本年累计，或填入下发的报表；不是的请补上该行"
			h.message = "没有读出指标 " + s.nameOf(r.Text) + " 的数。"
		}
		list = append(list, h)
	}
	return list
}

// beside is the place below which a missing row belongs.
func (s *scope) beside(r huibao.Remark) huibao.Place {
	if s.Form == nil {
		return r.Place
	}
	at := slices.IndexFunc(s.Form.Rows, func(row huibao.FormRow) bool { return row.Code == r.Text })
	for i := at - 1; i >= 0 && s.Form.Rows[i].Kind == s.Form.Rows[at].Kind; i-- {
		if before := s.Return.RowByCode(s.Form.Rows[i].Code); before != nil {
			return before.At(huibao.FieldCode)
		}
	}
	return r.Place
}

// stillMissing are the rows, of candidates in words (1.2 甲；1.3 乙), that were read
// from nowhere.
func (s *scope) stillMissing(candidates string) []string {
	var list []string
	for _, c := range strings.Split(candidates, "；") {
		code, _, _ := strings.Cut(c, " ")
		if s.Form != nil && s.Form.RowByCode(code) != nil && s.Return.RowByCode(code) == nil {
			list = append(list, code)
		}
	}
	return list
}

// twoOf names the two columns of one heading.
func twoOf(label string, first, second huibao.Place) string {
	if columnOf(first) == columnOf(second) || columnOf(second) == "" {
		return "“" + label + "”有两列"
	}
	return fmt.Sprintf("“%s”有两列（%s 列和 %s 列）", label, columnOf(first), columnOf(second))
}

// columnOf is the letters of a place's column.
func columnOf(p huibao.Place) string { return strings.TrimRight(p.Cell, "0123456789") }

// firstOf is the cell of a row in the column of another cell, with what was typed there; of the main
// field where none is.
func firstOf(row *huibao.ReturnRow, other huibao.Place) string {
	for v := range row.Values.All() {
		if v.Source.Sheet == other.Sheet && columnOf(v.Source.Place()) == columnOf(other) {
			return strings.TrimSpace(v.Source.Place().String() + " " + v.Text)
		}
	}
	at := row.At(mainField(row.Kind))
	return strings.TrimSpace(at.String() + " " + row.Values.Of(mainField(row.Kind)).Text)
}

// twoRows is S10: two rows of an indicator in one table; an info where nothing is
// filled in in one of them.
func twoRows(s *scope) []hit {
	var list []hit
	for _, r := range s.Return.Remarks {
		code, rest, _ := strings.Cut(r.Text, "\n")
		second, miscoded, _ := strings.Cut(rest, "\n")
		row := s.Return.RowByCode(code)
		switch {
		case r.Kind == huibao.RemarkRowTwice && row != nil && miscoded != "":
			list = append(list, s.miscodedRow(r, row))
		case r.Kind == huibao.RemarkRowTwice && row != nil:
			first, again := firstOf(row, r.Place), strings.TrimSpace(r.Place.String()+" "+second)
			if r.Hidden {
				again += "，在隐藏的行或列里"
			}
			list = append(list, hit{place: r.Place, code: code, found: second, cause: "同一张表里有 %d 个指标出现两行", item: fmt.Sprintf("%s（%s 和 %s）", code, first, again),
				message: fmt.Sprintf("指标 %s 在同一张表里有两行：%s 和 %s。", s.nameOf(code), first, again)})
		case r.Kind == huibao.RemarkRowBlankTwice:
			list = append(list, hit{place: r.Place, code: r.Text, severity: huibao.Info, remedy: "不必处理", cause: "有 %d 个指标多出没有填数的一行，读了填了数的一行",
				message: fmt.Sprintf("指标 %s 有两行，%s 所在的一行没有填数，读了另一行。", s.nameOf(r.Text), r.Place)})
		}
	}
	return list
}
