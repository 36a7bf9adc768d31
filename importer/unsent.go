package importer

import (
	"strings"

	"huibao"
)

// seeUnsent notes what a table that tells nowhere whose it is shows of the plan's indicators, for whoever asks
// about it: as it is read for a county, else for the first bureau for which anything is.
func (r *reader) seeUnsent(pages []page) {
	if r.ret.Unit != "" || r.known.Plan == nil || r.known.Form == nil || r.ret.Stamp != nil {
		return
	}
	rows := 0
	for _, p := range pages {
		rows += len(p.grid.Rows())
	}
	units := r.known.Plan.Units
	county, tried := false, 0
	for i := range units {
		if units[i].IsArea() && county {
			continue
		}
		county = county || units[i].IsArea()
		if tried += rows; tried > mostTried || r.seeAs(pages, units[i].Code) {
			return
		}
	}
}

// seeAs notes it as it is read for a unit; it reports whether there was anything.
func (r *reader) seeAs(pages []page, unit string) bool {
	own := newReader(r.stop, r.file, r.known)
	own.book, own.work = r.book, r.work
	own.ret.Unit, own.ret.Period = unit, r.ret.Period
	if own.form = own.known.form(unit, nil); own.form == nil || r.late() {
		return false
	}
	own.readTables(pages)
	var list []huibao.Remark
	for i := range own.ret.Rows {
		if m, ok := shownRow(&own.ret.Rows[i]); ok {
			list = append(list, m)
		}
	}
	for _, m := range own.ret.Remarks {
		if code, _, _ := strings.Cut(m.Text, "\n"); m.Kind == huibao.RemarkSeen && code != "" && own.ret.RowByCode(code) == nil {
			list = append(list, m)
		}
	}
	r.ret.Remarks = append(r.ret.Remarks, list...)
	return len(list) > 0
}

// shownRow is a row's figures as what is seen of it.
func shownRow(row *huibao.ReturnRow) (m huibao.Remark, ok bool) {
	var texts []string
	for v := range row.Values.All() {
		if c, known := huibao.ColumnOf(row.Kind, v.Field); known && c.IsInput() && c.Type == huibao.TypeNumber && v.Source.Cell != "" && strings.TrimSpace(v.Text) != "" {
			if len(texts) == 0 {
				m.Place = v.Source.Place()
			}
			texts = append(texts, v.Source.Cell+" "+strings.TrimSpace(v.Text))
		}
	}
	if len(texts) == 0 {
		return m, false
	}
	m.Kind, m.Text = huibao.RemarkSeen, strings.Join([]string{row.Code, strings.Join(strings.Fields(row.Name), ""), strings.Join(texts, "、")}, "\n")
	return m, true
}
