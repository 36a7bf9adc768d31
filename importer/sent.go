package importer

import (
	"slices"
	"strings"

	"huibao"
)

// sentFor reads a bureau's own tables for the counties that they name (readings.md, 7.6): a
// return for each of which an indicator is found, said to be sent by the bureau. What the
// tables hold of the bureau's own is read by itself.
func (r *reader) sentFor(pages []page) {
	sender := (*huibao.Unit)(nil)
	if r.known.Plan != nil && r.ret.Stamp == nil && r.ret.Unit != "" {
		sender = r.known.Plan.UnitByCode(r.ret.Unit)
	}
	if sender == nil || sender.IsArea() {
		return
	}
	var seen []huibao.Remark
	for _, u := range r.areasIn(pages) {
		own := newReader(r.stop, r.file, r.known)
		own.book, own.work = r.book, r.work
		own.ret.Remarks = slices.Clone(r.ret.Remarks)
		own.ret.Unit, own.ret.Period, own.ret.SentBy = u.Code, r.ret.Period, sender.Code
		own.ret.Correction, own.ret.Revision = r.ret.Correction, r.ret.Revision
		own.claim(huibao.Claim{By: "text", Unit: u.Code, UnitText: u.Name, Period: r.ret.Period})
		if own.form = own.known.form(u.Code, nil); own.form == nil {
			continue
		}
		if own.readTables(pages); !own.noneOfOurs() {
			own.noteHidden(pages)
			r.others = append(r.others, own.ret)
			continue
		}
		seen = withSeen(seen, u, own.ret)
	}
	r.ret.Remarks = append(r.ret.Remarks, seen...)
}

// withSeen adds to what a bureau's table shows of counties of which nothing is read what it shows of one.
func withSeen(seen []huibao.Remark, u *huibao.Unit, ret *huibao.Return) []huibao.Remark {
	for _, m := range ret.Remarks {
		lines := strings.Split(m.Text, "\n")
		if m.Kind != huibao.RemarkSeen || len(lines) < 3 || lines[0] == "" {
			continue
		}
		lines[2] = u.Name + " " + lines[2]
		if i := slices.IndexFunc(seen, func(old huibao.Remark) bool { return strings.HasPrefix(old.Text, lines[0]+"\n") }); i >= 0 {
			seen[i].Text += "、" + lines[2]
			continue
		}
		m.Text = strings.Join(lines[:3], "\n")
		seen = append(seen, m)
	}
	return seen
}

// seesOwn reports whether a table that a bureau sent for counties shows, under their very names, what may be figures of
// the bureau alone, which no county reports: its return is asked for them then, and not refused.
func (r *reader) seesOwn() bool {
	own := slices.ContainsFunc(r.ret.Remarks, func(m huibao.Remark) bool {
		code, rest, _ := strings.Cut(m.Text, "\n")
		words, _, _ := strings.Cut(rest, "\n")
		if m.Kind != huibao.RemarkSeen || code == "" {
			return false
		}
		list := r.matches(words)
		return standsOut(list, certain) && list[0].row.Code == code && !slices.ContainsFunc(r.others, func(x *huibao.Return) bool {
			form := r.known.form(x.Unit, nil)
			return form != nil && form.RowByCode(code) != nil
		})
	})
	if own {
		r.ret.Remarks = slices.DeleteFunc(r.ret.Remarks, func(m huibao.Remark) bool { return m.Kind == huibao.RemarkNoTable })
		r.missingRows()
	}
	return own
}

// areasIn are the counties that the pages name in the first columns or rows, if there are
// several.
func (r *reader) areasIn(pages []page) []*huibao.Unit {
	var list []*huibao.Unit
	for _, p := range pages {
		for _, n := range p.grid.Rows() {
			if u := r.known.Plan.UnitNamed(loneText(p, n)); u != nil && u.IsArea() && !slices.Contains(list, u) { // 一、沙坡头区
				list = append(list, u)
			}
			for _, c := range p.grid.Row(n) {
				if n > textRows && c.Col > unitColumns {
					break
				}
				if u := r.known.Plan.UnitNamed(r.rowUnit(p, n, c.Col)); u != nil && u.IsArea() && !slices.Contains(list, u) {
					list = append(list, u)
				}
			}
		}
	}
	if len(list) < 2 {
		return nil
	}
	return list
}

// marksBoth marks the rows that a bureau's table has for a county of indicators that both report
// (双报核对): the county's figure is to be compared with the bureau's, and can't be taken from it.
func (r *reader) marksBoth() {
	if r.ret.SentBy == "" || r.known.Plan == nil {
		return
	}
	for i := range r.ret.Rows {
		row := &r.ret.Rows[i]
		if ind := r.known.Plan.IndicatorByCode(row.Code); ind != nil && ind.ReportBy == huibao.ByBoth {
			row.Remarks = append(row.Remarks, huibao.Remark{Kind: huibao.RemarkNotItsOwn, Text: r.known.Plan.UnitName(r.ret.SentBy)})
		}
	}
}
