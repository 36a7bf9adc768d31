package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// Nothing that stands on a page may vanish: rows of figures that no row, question or note accounts for are told of.

// stretch are rows of figures under one another, between headings or lines of words.
type stretch []int

// mostUnread is how many such stretches are told of, and mostUnreadCells how many figures of one.
const (
	mostUnread      = 20
	mostUnreadCells = 6
)

// askUnread asks about stretches of this unit's figures of which nothing was read, asked or said, on pages of which
// something was; of a page of which nothing was it is told.
func (r *reader) askUnread(pages []page) {
	if _, refused := r.ret.Has(huibao.RemarkNoTable); refused || r.form == nil || r.ret.Stamp != nil || r.known.Plan == nil {
		return
	}
	told, accounted := 0, r.accounted()
	for _, p := range pages {
		if p.isOurs() || p.State == sheet.VeryHidden || hasOurColumns(p) {
			continue
		}
		known := accounted[p.Name]
		for _, s := range stretches(p, known) {
			if told == mostUnread || r.late() {
				return
			}
			if slices.ContainsFunc(s, func(n int) bool { return known[n] }) {
				continue
			}
			rows := r.ownOf(p, s)
			if len(rows) == 0 {
				continue
			}
			told++
			r.unread(p, s[0], rows, len(known) > 0 && !(table{page: p, head: s[0]}).plansAhead())
		}
	}
}

// askOfOthers asks about the parts of a page that are of several units which it does not name (其他各县).
func (r *reader) askOfOthers(pages []page) {
	if r.form == nil || r.ret.Stamp != nil || r.known.Plan == nil {
		return
	}
	for _, p := range pages {
		if p.isOurs() || p.upright != nil {
			continue
		}
		for _, x := range r.unitParts(p) {
			if x.unit != "" || !ofUnnamed.MatchString(loneText(p, x.first)) {
				continue
			}
			var rows []int
			for n := x.first; n <= x.last; n++ {
				if figuresIn(p, n) {
					rows = append(rows, n)
				}
			}
			if len(rows) > 0 {
				r.unread(p, rows[0], rows, true)
			}
		}
	}
}

// ofUnnamed is a line over the figures of units that it does not name.
var ofUnnamed = regexp.MustCompile(`^(?:其[他它余]|各)\p{Han}{0,4}[县区市旗]`)

// unread asks about rows of which nothing was read, of a table from a row on, or tells of them.
func (r *reader) unread(p page, head int, rows []int, ask bool) {
	t := table{page: p, head: head}
	over, first := "", ""
	if own, _ := t.titlesByTable(); len(own) > 0 {
		over = strings.TrimSpace(own[len(own)-1])
	}
	var figures []string
	place := huibao.Place{}
	for _, c := range p.grid.Row(rows[0]) {
		if isFigure(c) && len(figures) < mostUnreadCells {
			if len(figures) == 0 {
				place = p.at(rows[0], c.Col)
			}
			figures = append(figures, p.ref(rows[0], c.Col)+" "+strings.TrimSpace(c.Plain()))
		} else if first == "" && c.Type == sheet.Text && len(c.Raw) <= maxHeading {
			first = strings.TrimSpace(c.Raw)
		}
	}
	kind := huibao.RemarkUnread
	if !ask {
		kind = huibao.RemarkLeftAside
	}
	if list := r.matches(over); ask && over != "" && len(list) > 0 {
		r.remark(huibao.RemarkRowUnclear, over+"\n"+candidates(list)+"\n"+strings.Join(figures, "、"), place)
		return
	}
	r.remark(kind, strings.Join([]string{over, first, strings.Join(figures, "、")}, "\n"), place)
}

// ownOf are the rows of a stretch that are the unit's: those under its name, or all where none is named, but for
// what they come to.
func (r *reader) ownOf(p page, s stretch) (own []int) {
	named := false
	var others []int
	for _, n := range s {
		whole := false
		for col := 1; col <= unitColumns; col++ {
			name := r.rowUnit(p, n, col)
			u, _ := r.unitOrSubtotal(name)
			named = named || u != nil
			whole = whole || isWhole(name) || isTotal(name)
			if u != nil && (u.Code == r.ret.Unit || r.reportsFor(u)) {
				own = append(own, n)
			}
		}
		if !whole {
			others = append(others, n)
		}
	}
	if named || r.ret.SentBy != "" || len(r.others) > 0 {
		return own
	}
	return others
}

// stretches are those of a page; of which rows anything is known parts none of them.
func stretches(p page, known map[int]bool) (list []stretch) {
	open := false
	for _, n := range p.grid.Rows() {
		switch {
		case known[n] || figuresIn(p, n):
			if !open {
				list, open = append(list, nil), true
			}
			list[len(list)-1] = append(list[len(list)-1], n)
		case wordsOnly(p, n) && len(textsOf(p, n)) > 0:
			open = false
		}
	}
	return list
}

// figuresIn reports whether a row holds a figure behind what stands first in it.
func figuresIn(p page, n int) bool {
	first := true
	for _, c := range p.grid.Row(n) {
		if strings.TrimSpace(c.Raw) == "" {
			continue
		}
		if isFigure(c) && (c.Type == sheet.Number || figureAlone(c.Raw)) && !first {
			return true
		}
		first = false
	}
	return false
}

// accounted are the rows of each sheet of which anything was read, asked or said.
func (r *reader) accounted() map[string]map[int]bool {
	rows := map[string]map[int]bool{}
	note := func(at huibao.Place) {
		row, _, ok := sheet.ParseRef(at.Cell)
		if ok && rows[at.Sheet] == nil {
			rows[at.Sheet] = map[int]bool{}
		}
		if ok {
			rows[at.Sheet][row] = true
		}
	}
	remarks := func(list []huibao.Remark) {
		for _, m := range list {
			if m.Kind == huibao.RemarkOutside {
				continue
			}
			note(m.Place)
			for _, ref := range cellNames.FindAllString(m.Text, -1) {
				note(huibao.Place{Sheet: m.Place.Sheet, Cell: ref})
			}
		}
	}
	read := func(row *huibao.ReturnRow) {
		for v := range row.Values.All() {
			note(v.Source.Place())
			remarks(v.Remarks)
		}
		remarks(row.Remarks)
	}
	for i := range r.ret.Rows {
		read(&r.ret.Rows[i])
		for k := range r.ret.Rows[i].Parts {
			read(&r.ret.Rows[i].Parts[k])
		}
	}
	remarks(r.ret.Remarks)
	for _, x := range r.ret.Extra {
		note(x.Place)
	}
	return rows
}

// cellNames are the names of cells in a remark.
var cellNames = regexp.MustCompile(`[A-Z]{1,2}[1-9]\d{0,4}`)
