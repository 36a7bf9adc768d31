package importer

import (
	"strings"

	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// unitsAcross are the units that stand across a table's headings: in which row, and which
// columns are of this return's unit, and which of others or of all.
type unitsAcross struct {
	row        int
	own, other map[int]bool
	of         map[int]string // the codes of those that are units
	heads      map[int]string // where their names stand before headings (西岚区完成), the rest of them
}

// unitsAcross finds, in a row of headings or those above it, the columns of this return's
// unit among those of other units (units across instead of down); others says that only
// theirs stand there.
func (r *reader) unitsAcross(p page, row int) (u unitsAcross, others bool) {
	if r.known.Plan == nil {
		return u, false
	}
	for up := range headDepth {
		if row-up < 1 || up > 0 && !wordsOnly(p, row-up) {
			break
		}
		if u, seen := r.unitsIn(p, row-up); seen > 0 {
			return u, !u.hasOwn()
		}
	}
	if below := row + 1; wordsOnly(p, below) && len(textsOf(p, row)) > 1 { // 完成数 over them
		if u, seen := r.unitsIn(p, below); seen > 0 && (table{page: p, head: row, from: 1, to: min(p.grid.MaxCol, headColumns)}).subHead() == below && u.hasOwn() {
			return u, false
		}
	}
	return r.unitsInHeads(p, row), false
}

// unitsIn finds the units in a row, and how many there are; 0 for fewer than make a row of them.
func (r *reader) unitsIn(p page, row int) (unitsAcross, int) {
	u := unitsAcross{row: row, own: map[int]bool{}, other: map[int]bool{}, of: map[int]string{}}
	t, seen, city := table{page: p}, map[string]bool{}, false
	for col := 1; col <= min(p.grid.MaxCol, headColumns); col++ {
		text := strings.Join(strings.Fields(fold(t.headText(row, col))), "")
		unit := r.known.Plan.UnitNamed(text)
		switch {
		case unit != nil:
			seen[unit.Code], u.of[col] = true, unit.Code
			u.own[col], u.other[col] = unit.Code == r.ret.Unit, unit.Code != r.ret.Unit
		case wholeWords.MatchString(text), wholeCity.MatchString(text):
			u.own[col], u.other[col] = r.isBureau(), !r.isBureau()
			seen[r.ret.Unit] = seen[r.ret.Unit] || r.isBureau()
			city = city || !r.isBureau() && wholeCity.MatchString(text)
		}
	}
	if city && len(seen) == 1 && u.hasOwn() { // its own beside all of them
		return u, leastUnits
	}
	if len(seen) >= 3 || len(seen) == 2 && !(r.isBureau() && seen[r.ret.Unit]) {
		return u, len(seen)
	}
	return unitsAcross{}, 0
}

// leastUnits is how many columns of units there are at least.
const leastUnits = 2

// headsUnits reports whether units stand across a row, and nothing but words.
func (r *reader) headsUnits(p page, n int) bool {
	if !wordsOnly(p, n) {
		return false
	}
	_, seen := r.unitsIn(p, n)
	return seen > 0
}

// hasOwn reports whether a column is this return's unit's.
func (u unitsAcross) hasOwn() bool {
	for _, own := range u.own {
		if own {
			return true
		}
	}
	return false
}

// unitsInHeads finds those whose names stand before headings in a row (全市完成 | 西岚区完成): this return's
// unit, and another or the whole city.
func (r *reader) unitsInHeads(p page, row int) unitsAcross {
	u := unitsAcross{row: row, own: map[int]bool{}, other: map[int]bool{}, of: map[int]string{}, heads: map[int]string{}}
	t, own, others := table{page: p}, false, false
	for col := 1; col <= min(p.grid.MaxCol, headColumns); col++ {
		text := strings.Join(strings.Fields(fold(t.headText(row, col))), "")
		unit, rest := r.unitBefore(text)
		if rest == "" {
			continue
		}
		is := unit == r.ret.Unit || unit == "" && r.isBureau()
		u.own[col], u.other[col], u.heads[col] = is, !is, rest
		own, others = own || is, others || !is
	}
	if !own || !others {
		return unitsAcross{}
	}
	return u
}

// unitBefore parts a heading that begins with a unit's name, or the whole city's, into its code ("" for
// the city) and a heading that is known; rest is "" for others.
func (r *reader) unitBefore(text string) (code, rest string) {
	if len(text) > maxHeading {
		return "", ""
	}
	known := func(name string) string {
		after, ok := strings.CutPrefix(text, name)
		if !ok || name == "" {
			return ""
		}
		if _, is := headingOf(after); !is {
			return ""
		}
		return after
	}
	if rest = known("全市"); rest != "" {
		return "", rest
	}
	for n := len(text) - 1; n > 0; n-- { // the longest name; of hundreds of units, asked of every heading of every page
		if u := r.known.Plan.UnitNamed(text[:n]); u != nil && u.Code != text[:n] {
			if rest = known(text[:n]); rest != "" {
				return u.Code, rest
			}
		}
	}
	return "", ""
}

// unitColumn is the column of a table that says of which unit each row is: it names two or
// more; 0 without one.
func (r *reader) unitColumn(t table, end int) int {
	if r.known.Plan == nil || t.unitCol > 0 {
		return t.unitCol
	}
	for col := t.from; col <= min(t.to, t.from+unitColumns); col++ {
		seen := map[string]bool{}
		for n := t.head + 1; n <= end; n++ {
			if u := r.known.Plan.UnitNamed(r.rowUnit(t.page, n, col)); u != nil && u.IsArea() {
				seen[u.Code] = true
			}
		}
		if len(seen) >= 2 {
			return col
		}
	}
	return 0
}

// isUnits reports whether a row of a table is this return's unit's, by the column of units: the
// name there, or that above it where it is merged or left out.
func (r *reader) isUnits(t table, n int) bool {
	for ; n > t.head; n-- {
		if name := r.rowUnit(t.page, n, t.unitCol); name != "" {
			u := r.known.Plan.UnitNamed(name)
			return u != nil && (u.Code == r.ret.Unit || r.reportsFor(u)) || u == nil && r.isBureau() && (wholeCity.MatchString(name) || isWhole(name))
		}
	}
	return false
}

// isBureau reports whether the return is a bureau's: of a table by counties, the row or column of
// all of them is its own.
func (r *reader) isBureau() bool {
	u := r.known.Plan.UnitByCode(r.ret.Unit)
	return u != nil && !u.IsArea()
}

// wholeCity is what a column or row of all units is called.
var wholeCity = regexp.MustCompile(`^(?:全市|全市合计|市合计|全市小计|共计)$`)

// wordsOnly reports whether nothing but texts stands in a row, and no figures as text (CSV).
func wordsOnly(p page, row int) bool {
	for _, c := range p.grid.Row(row) {
		if c.Type == sheet.Number || c.Type == sheet.Bool || c.Type == sheet.Text && figureAlone(c.Raw) {
			return false
		}
	}
	return true
}

// figureAlone reports whether a text is a number and nothing else, and no year.
func figureAlone(text string) bool {
	digits := false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c >= '0' && c <= '9':
			digits = true
		case c != ',' && c != '.' && !(c == '%' && i == len(text)-1):
			return false
		}
	}
	return digits && len(text) <= maxPlain && !(len(text) == 4 && strings.HasPrefix(text, "20"))
}
