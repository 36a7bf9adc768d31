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
			at, found := slices.BinarySearchFunc(parts, row, func(x unitPart, row int) int {
				if x.first <= row && row <= x.last {
					return 0
				}
				return x.first - row
			})
			return found && parts[at].unit != r.ret.Unit && !(parts[at].unit == "" && r.isBureau())
		})
	}
	return pages
}

// unitParts are the parts of a page of two counties or more with figures; none where it is not so parted.
func (r *reader) unitParts(p page) (list []unitPart) {
	units := map[string]bool{}
	for _, n := range p.grid.Rows() {
		if r.late() {
			return nil
		}
		text := loneText(p, n)
		unit, whole := r.partLine(text)
		last := len(list) - 1
		switch {
		case unit != "" || whole, last >= 0 && list[last].last > 0 && ofSeveral.MatchString(text):
			list = append(list, unitPart{first: n, unit: unit})
		case last >= 0 && !wordsOnly(p, n):
			list[last].last = n
			units[list[last].unit] = true
		}
	}
	delete(units, "")
	if len(units) < leastUnits {
		return nil
	}
	for i := range list[:len(list)-1] {
		list[i].last = list[i+1].first - 1
	}
	if x := &list[len(list)-1]; x.last == 0 {
		x.last = x.first + 1 // what it says instead of figures
	}
	return list
}

// ofSeveral is a line over what is of several counties, or of an area that is none of the plan's.
var ofSeveral = regexp.MustCompile(`^(?:[各全]?[县区市旗]{0,3}(?:\([县区市旗]\))?|以上|全部)(?:合计|总计|小计|共计|汇总)$|^(?:其[他它余]|各)\p{Han}{0,4}[县区市旗](?:\([县区市旗]\))?$|^\p{Han}{1,6}(?:[县旗]|(?:新|开发|示范|合作|管理|产业园|工业园)区)$`)

// loneText is a text that stands alone in its row, without its number and as it is looked for; "" for none.
func loneText(p page, n int) string {
	text := ""
	for _, c := range p.grid.Row(n) {
		switch raw := strings.TrimSpace(c.Raw); {
		case raw == "":
		case text != "" || c.Type != sheet.Text || len(raw) > maxHeading:
			return ""
		default:
			text = raw
		}
	}
	return strings.TrimRight(lineNumber.ReplaceAllString(strings.Join(strings.Fields(fold(text)), ""), ""), ":")
}

// partLine is the county that a line names, or (whole) whether it names the city.
func (r *reader) partLine(text string) (unit string, whole bool) {
	if text == "" {
		return "", false
	}
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
