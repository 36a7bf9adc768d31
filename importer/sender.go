package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// Who sends a table that neither labels, titles, the file's name nor its folder tell: an office may sign
// it, above the headings or below the last figures; and a table of several counties' figures of indicators
// that are all of one bureau's is that bureau's.

const (
	// footRows is how many of the last rows of a page may be signed.
	footRows = 3
	// mostTried bounds how many rows are read to find the bureau by their indicators, those of each bureau tried
	// together: a table with more than a few hundred rows is a register of another kind.
	mostTried = 20000
)

// signedBy is what may stand behind the name of an office that signs a table: a section of it, and when.
var signedBy = regexp.MustCompile(`^(?:\p{Han}{0,10}(?:科|处|股|室|部|中心|站|局|委|办|会|联|院|政府))?(?:[(]?(?:截[至止到]?)?(?:(?:20\d\d年?)?(?:1[0-2]|0?[1-9])[月.-]?(?:[0-3]?\d日?|底|末)?|20\d\d[.-]\d{1,2}[.-]\d{1,2})[)]?)?(?:单位:\p{Han}{1,4}(?:[、,]\p{Han}{1,4}){0,4})?$`)

// claimBySigning adds the unit of an office that signs a page, where nothing else says whose it is.
func (r *reader) claimBySigning(pages []page) {
	if r.known.Plan == nil || r.ret.SentBy != "" || slices.ContainsFunc(r.ret.Claims, func(c huibao.Claim) bool { return c.Unit != "" }) {
		return
	}
	found := map[string]string{}
	for _, p := range pages {
		if p.isOurs() || p.State == sheet.VeryHidden {
			continue
		}
		rows := p.grid.Rows()
		for i, n := range rows {
			if n > textRows && i < len(rows)-footRows {
				continue
			}
			for _, c := range p.grid.Row(n) {
				if unit, text := r.signer(p, n, c); unit != "" {
					found[unit] = text
				}
			}
		}
	}
	if len(found) != 1 {
		return
	}
	for unit, text := range found {
		r.claim(huibao.Claim{By: "text", Unit: unit, UnitText: text})
	}
}

// signer is the unit of which a cell that stands alone in its row, or beside words of the table's figures,
// names an office, and no more.
func (r *reader) signer(p page, n int, c sheet.Cell) (unit, text string) {
	text = strings.Join(strings.Fields(fold(c.Raw)), "")
	if c.Type != sheet.Text || utf8.RuneCountInString(text) > maxTitle || !r.known.Plan.Heads(text) || !wordsOnly(p, n) || len(textsOf(p, n)) > 2 || textRow(p, n) {
		return "", ""
	}
	unit = r.known.Plan.Mentioned(text)
	u := r.known.Plan.UnitByCode(unit)
	if u == nil {
		return "", ""
	}
	rest := text
	for name, of := range r.known.Plan.Called() {
		if cut, ok := strings.CutPrefix(text, fold(name)); ok && of.Code == unit && len(cut) < len(rest) {
			rest = cut
		}
	}
	if rest == text || rest == "" && u.IsArea() || isTown(rest) || !signedBy.MatchString(rest) {
		return "", ""
	}
	return unit, text
}

// claimByContent takes a table of several counties for that of the one bureau whose all of its indicators are.
func (r *reader) claimByContent(pages []page) {
	if r.ret.Unit != "" || r.known.Plan == nil || r.known.Form == nil || r.ret.Stamp != nil || r.ret.SentBy != "" {
		return
	}
	rows := 0
	for _, p := range pages {
		rows += len(p.grid.Rows())
	}
	if rows > mostTried {
		return
	}
	areas := r.areasIn(pages)
	if len(areas) == 0 {
		return
	}
	read, seen := r.codesAs(pages, areas[0].Code, (*reader).readTables)
	bureaus := r.responsibleOf(read)
	if len(bureaus) == 0 {
		tried := rows
		for _, u := range r.known.Plan.Units {
			if u.IsArea() {
				continue
			}
			if tried += rows; tried > mostTried {
				return
			}
			if codes, _ := r.codesAs(pages, u.Code, (*reader).readRows); len(codes) > 0 {
				bureaus[u.Code] = true
			}
		}
	}
	if len(bureaus) == 0 {
		bureaus = r.responsibleOf(seen) // to whom what is asked is put
	}
	if len(bureaus) != 1 || bureaus[""] {
		return
	}
	for code := range bureaus {
		u := r.known.Plan.UnitByCode(code)
		if u == nil || u.IsArea() {
			return
		}
		r.ret.Unit = code
		r.ret.Remarks = slices.DeleteFunc(r.ret.Remarks, func(m huibao.Remark) bool { return m.Kind == huibao.RemarkNoUnit })
		r.remark(huibao.RemarkOwnTable, "没有写填报单位，填的是几个县区的数，指标都由"+u.Name+"负责，当作"+u.Name+"的表", pages[0].at(1, 1))
	}
}

// responsibleOf are the bureaus that are responsible for indicators.
func (r *reader) responsibleOf(codes map[string]bool) map[string]bool {
	bureaus := map[string]bool{}
	for code := range codes {
		if ind := r.known.Plan.IndicatorByCode(code); ind != nil {
			bureaus[r.known.Plan.ResponsibleOf(ind)] = true
		}
	}
	return bureaus
}

// codesAs are the indicators that are read of pages, in one of the ways to do so, if they are a unit's, and those of which one may
// be seen.
func (r *reader) codesAs(pages []page, unit string, by func(*reader, []page)) (read, seen map[string]bool) {
	own := newReader(r.stop, r.file, r.known)
	own.book, own.work = r.book, r.work
	own.ret.Unit, own.ret.Period = unit, r.ret.Period
	if own.form = own.known.form(unit, nil); own.form == nil || r.late() {
		return nil, nil
	}
	by(own, pages)
	read, seen = map[string]bool{}, map[string]bool{}
	for _, row := range own.ret.Rows {
		read[row.Code] = true
	}
	for _, m := range own.ret.Remarks {
		if code, _, _ := strings.Cut(m.Text, "\n"); m.Kind == huibao.RemarkSeen && code != "" {
			seen[code] = true
		}
	}
	return read, seen
}
