package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// A bureau's tables of several counties may stand above each other on one page, each under a line that names its
// county: of these a return has its own.

// unitPart is what stands under such a line, down to its last figures; unit is "" for one of the whole city.
type unitPart struct {
	first, last int
	unit        string
}

// ofOwnParts are pages without the parts that are of other units than the return's.
func (r *reader) ofOwnParts(pages []page) []page {
	if r.known.Plan == nil || r.ret.Stamp != nil {
		return pages
	}
	pages = slices.Clone(pages)
	for i, p := range pages {
		if p.isOurs() || p.upright != nil {
			continue
		}
		parts := r.unitParts(p)
		if len(parts) == 0 {
			continue
		}
		pages[i].grid = p.grid.Without(func(row int) bool {
			return slices.ContainsFunc(parts, func(x unitPart) bool {
				own := x.unit == r.ret.Unit || x.unit == "" && r.isBureau()
				return !own && x.first <= row && row <= x.last
			})
		})
	}
	return pages
}

// unitParts are the parts of a page of two counties or more, each with figures; none where it is not so parted.
func (r *reader) unitParts(p page) (list []unitPart) {
	units := map[string]bool{}
	for _, n := range p.grid.Rows() {
		if n > mostLines {
			break
		}
		unit, whole := r.partLine(p, n)
		switch {
		case unit != "" || whole:
			list = append(list, unitPart{first: n, unit: unit})
			units[unit] = unit != ""
		case len(list) > 0 && !wordsOnly(p, n):
			list[len(list)-1].last = n
		}
	}
	delete(units, "")
	if len(units) < leastUnits || slices.ContainsFunc(list, func(x unitPart) bool { return x.last == 0 }) {
		return nil
	}
	for i := range list[:len(list)-1] {
		list[i].last = list[i+1].first - 1
	}
	return list
}

// partLine is the county that a line names which stands alone in its row, or (whole) whether it names the city.
func (r *reader) partLine(p page, n int) (unit string, whole bool) {
	cells := slices.DeleteFunc(slices.Clone(p.grid.Row(n)), func(c sheet.Cell) bool { return strings.TrimSpace(c.Raw) == "" })
	if len(cells) != 1 || cells[0].Type != sheet.Text || len(cells[0].Raw) > maxHeading {
		return "", false
	}
	text := lineNumber.ReplaceAllString(strings.Join(strings.Fields(fold(cells[0].Raw)), ""), "")
	text = strings.TrimRight(text, ":")
	if wholeCity.MatchString(text) {
		return "", true
	}
	u := r.known.Plan.UnitNamed(text)
	if u == nil && r.known.Plan.Heads(text) && holdsAny(text, tableTitles) {
		u = r.known.Plan.UnitByCode(r.known.Plan.Mentioned(text))
	}
	if u == nil || !u.IsArea() {
		return "", false
	}
	return u.Code, false
}

// lineNumber is a number in front of such a line.
var lineNumber = regexp.MustCompile(`^(?:\(?[一二三四五六七八九十]{1,3}\)?[、.]?|\(?\d{1,2}\)?[、.])`)

// beside reads the pages that name no unit beside tabs of counties (汇总) for each county: the figures of one
// that has no tab, what its own tab has not, and what is another there.
func (r *reader) beside(groups []unitPages, pages []page) {
	sender := r.senderOf(groups)
	if sender == "" {
		return
	}
	rest := slices.DeleteFunc(slices.Clone(pages), func(p page) bool {
		return p.isOurs() || slices.ContainsFunc(groups, func(g unitPages) bool {
			return slices.ContainsFunc(g.pages, func(x page) bool { return x.Name == p.Name })
		})
	})
	for _, u := range r.areasIn(rest) {
		own := newReader(r.stop, r.file, r.known)
		own.book, own.work = r.book, r.work
		own.ret.Unit, own.ret.SentBy = u.Code, sender
		own.claimByText(rest)
		own.ret.Claims = slices.DeleteFunc(own.ret.Claims, func(c huibao.Claim) bool { return c.Period.IsZero() })
		for i := range own.ret.Claims {
			own.ret.Claims[i].Unit, own.ret.Claims[i].UnitText = u.Code, u.Name
		}
		own.settleClaims()
		if own.form = own.known.form(u.Code, nil); own.form == nil {
			continue
		}
		if own.readTables(rest); own.noneOfOurs() {
			continue
		}
		own.noteHidden(rest)
		if i := slices.IndexFunc(r.others, func(x *huibao.Return) bool { return x.Unit == u.Code }); i >= 0 {
			joined(r.others[i], own.ret)
			continue
		}
		r.others = append(r.others, own.ret)
	}
}

// joined adds to a return the rows of another reading of the same unit that it has not, and remarks those of
// which the figures are others.
func joined(ret, other *huibao.Return) {
	for i := range other.Rows {
		row := other.Rows[i]
		old := ret.RowByCode(row.Code)
		if old == nil {
			ret.Rows = append(ret.Rows, row)
			ret.Remarks = slices.DeleteFunc(ret.Remarks, func(m huibao.Remark) bool { return m.Kind == huibao.RemarkRowMissing && m.Text == row.Code })
			continue
		}
		from := row
		if len(row.Parts) == 1 { // of a short name
			from = row.Parts[0]
		}
		for v := range from.Values.All() {
			c, ok := huibao.ColumnOf(row.Kind, v.Field)
			was, has := old.Values.Lookup(v.Field)
			if ok && has && c.IsInput() && c.Type == huibao.TypeNumber && v.Quantity.IsNumber() && was.Quantity.IsNumber() && !was.Quantity.Equal(v.Quantity) {
				ret.Remarks = append(ret.Remarks, huibao.Remark{Kind: huibao.RemarkTableTwice, Text: row.Code + "\n" + strings.TrimSpace(v.Text), Place: v.Source.Place()})
				break
			}
		}
	}
}
