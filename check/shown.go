package check

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/quote"
)

// What is asked of a unit's own table shows the figures that it is about (readings.md, 7.8): those
// of the rows that it holds out; of a file that is sent back those of all rows that are known, or
// that may be an indicator's.

// showing adds these figures to what is said.
func (s *scope) showing(j judged) judged {
	codes := j.indicators()
	switch {
	case j.severity != huibao.Error && !j.holds, s.Form == nil && s.Return.RowCount() == 0 && !slices.Contains(whole, j.check.Code):
		return j
	case slices.Contains(whole, j.check.Code):
		codes = s.shownCodes()
	case !j.holds:
		return j
	}
	var texts []string
	for _, code := range codes {
		if text := s.shownOf(code); text != "" && !holdsAll(j.message, text) {
			texts = append(texts, code+" "+text)
		}
	}
	if len(texts) == 0 {
		return j
	}
	list := strings.Join(texts[:min(len(texts), listMost)], "；")
	if len(texts) > listMost {
		list += " 等"
	}
	j.message += "表里看到的数：" + list + "。"
	if j.item != "" {
		j.item += "（看到 " + list + "）"
	}
	return j
}

// holdsAll reports whether a message has a text already, or of each figure of it that, and its cell or what
// it is.
func holdsAll(message, text string) bool {
	return strings.Contains(message, text) || !slices.ContainsFunc(strings.Split(text, "、"), func(one string) bool {
		place, figure, ok := strings.Cut(one, " ")
		label := strings.TrimLeft(place, cellSigns)
		return !ok || !strings.Contains(message, figure) || !strings.Contains(message, place) && (label == "" || !strings.Contains(message, label))
	})
}

// cellSigns are what cells are called by.
const cellSigns = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

// shownCodes are the rows of a unit's own tables of which a figure is known, and those of which one
// may be, in the form's order.
func (s *scope) shownCodes() []string {
	var codes []string
	for _, row := range s.Return.Glance() {
		codes = append(codes, row.Code)
	}
	for _, r := range s.Return.Remarks {
		if code, _, _ := strings.Cut(r.Text, "\n"); r.Kind == huibao.RemarkSeen && code != "" && !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	return codes
}

// shownOf is a row's figure with its place, else what may be it; "" without one, and of a table
// that we issued.
func (s *scope) shownOf(code string) string {
	if row := s.Return.RowByCode(code); row != nil && row.ByName && s.isOwn() {
		if text := figuresOf(row); text != "" {
			return text
		}
		if m, ok := row.Has(huibao.RemarkMayBe); ok {
			return m.Text
		}
	}
	if r, ok := s.seen(code); ok {
		lines := strings.Split(r.Text, "\n")
		return "“" + r.Place.Sheet + "”的" + quote.Text(lines[1]) + "：" + lines[2]
	}
	return ""
}

// figuresOf are a row's figures with their cells, the one that it is mostly about first; "" without any.
func figuresOf(row *huibao.ReturnRow) (text string) {
	var seen []string
	for _, f := range shownFields(row.Kind) {
		v := row.Values.Of(f)
		if v.Source.Cell == "" || strings.TrimSpace(v.Text) == "" || slices.Contains(seen, v.Source.Cell) {
			continue
		}
		seen = append(seen, v.Source.Cell)
		figure := strings.TrimSpace(quote.Visible(v.Text))
		if text != "" {
			text += "、" + v.Source.Cell + f.Label(row.Kind) + " " + figure
			continue
		}
		text = v.Source.Place().String() + " " + figure
		if found := noteNumber.FindString(row.Note()); found != "" && v.Quantity.IsMissing() {
			text += "，说明里写着" + quote.Text(found)
		}
	}
	return text
}

// shownFields are the fields of figures of a kind, in the order in which they are shown.
func shownFields(kind huibao.Kind) []huibao.Field {
	list := []huibao.Field{mainField(kind), huibao.FieldCumulative, huibao.FieldThis, huibao.FieldStandard, huibao.FieldNumer}
	for _, c := range huibao.Columns(kind) {
		if c.IsInput() && c.Type == huibao.TypeNumber && c.Field != huibao.FieldPrevious && !slices.Contains(list, c.Field) {
			list = append(list, c.Field)
		}
	}
	return list
}

// seen is what the tables show of an indicator of which nothing was read: by its name, else by its
// target, where that of one row alone is the same.
func (s *scope) seen(code string) (found huibao.Remark, ok bool) {
	row := (*huibao.FormRow)(nil)
	if s.Form != nil {
		row = s.Form.RowByCode(code)
	}
	for _, r := range s.Return.Remarks {
		lines := strings.Split(r.Text, "\n")
		switch {
		case r.Kind != huibao.RemarkSeen || len(lines) < 3:
		case lines[0] == code:
			return r, true
		case row != nil && lines[0] == "" && len(lines) == 4 && row.Target.String() == lines[3] && s.onlyTarget(row):
			if ok {
				return huibao.Remark{}, false
			}
			found, ok = r, true
		}
	}
	return found, ok
}

// onlyTarget reports whether no other row that was not read is held to the same target.
func (s *scope) onlyTarget(row *huibao.FormRow) bool {
	return !slices.ContainsFunc(s.Form.Rows, func(x huibao.FormRow) bool {
		return x.Code != row.Code && x.Target.Equal(row.Target) && s.Return.RowByCode(x.Code) == nil
	})
}
