package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
)

// A table of one indicator and of the parts of which the plan says that they make it may call them shortly
// (燃气, 供热, 供水, 排水, 四类管线合计). Each short name may be of another thing; together, each of one part's
// words alone, with figures that come to the whole's in every column, they are what the plan has.

// family finds on a page the rows of such an indicator and its parts: what they are called, and what they are.
func (r *reader) family(p page) map[string]*huibao.FormRow {
	for _, family := range r.families() {
		for col := 1; col <= min(p.grid.MaxCol, unitColumns); col++ {
			if called := r.familyIn(p, col, family[0], family[1:]); called != nil {
				return called
			}
		}
	}
	return nil
}

// familyIn are those names in one column; nil where one is missing or stands twice, another row with figures
// stands between them, or a column of figures does not add up.
func (r *reader) familyIn(p page, col int, whole *huibao.FormRow, parts []*huibao.FormRow) map[string]*huibao.FormRow {
	called, at := map[string]*huibao.FormRow{}, map[string]int{}
	first, last := p.grid.MaxRow, 0
	for _, n := range p.grid.Rows() {
		c := p.grid.At(n, col)
		row := ofFamily(c.Raw, whole, parts)
		if row == nil || len(c.Raw) > maxHeading || wordsOnly(p, n) {
			continue
		}
		if at[row.Code] > 0 {
			return nil
		}
		called[familyName(c.Raw)], at[row.Code] = row, n
		first, last = min(first, n), max(last, n)
	}
	if len(at) != len(parts)+1 || last-first != len(parts) {
		return nil
	}
	t := table{page: p, head: first, from: col + 1}
	if !t.familyAdds(at, whole.Code) || !t.familyMeasured(at, whole) || !r.familyTitled(t, whole, parts) {
		return nil
	}
	return called
}

// familyAdds reports whether in every column of numbers but those of percentages the rows of parts come to the
// whole's, and there is one in which they do.
func (t table) familyAdds(at map[string]int, whole string) bool {
	adds := false
	for col := t.from; col <= min(t.grid.MaxCol, headColumns); col++ {
		var s summed
		total, ok := t.figureAt(at[whole], col)
		if !ok || shareText.MatchString(fold(t.grid.At(at[whole], col).Raw)) || strings.Contains(t.grid.At(at[whole], col).Raw, "%") || t.percentAt(at[whole], col) {
			continue
		}
		for code, n := range at {
			if code != whole && !s.add(t, n, col) {
				return false
			}
		}
		if s.count == 0 {
			continue // of the whole alone
		}
		if !s.makes(total) {
			return false
		}
		adds = adds || s.count >= leastSummed && total.IsPositive()
	}
	return adds
}

// percentAt reports whether a number is shown as a percentage, or stands in a column that is headed as one.
func (t table) percentAt(n, col int) bool {
	head := headOver(t.page, n)
	path := table{page: t.page, head: head}.headPath(col, 0)
	return t.shares(col) || len(path) > 0 && shareHead.MatchString(path[len(path)-1])
}

// familyName is a row's name without 其中 and its measure.
func familyName(text string) string {
	bare, _ := nameMeasure(text)
	bare = nameSigns.Replace(bareName(bare))
	return strings.TrimPrefix(bare, "其中")
}

// ofFamily is the one of an indicator and its parts that a name may be of; nil for none, or more.
func ofFamily(text string, whole *huibao.FormRow, parts []*huibao.FormRow) (found *huibao.FormRow) {
	name := familyName(text)
	if name == "" {
		return nil
	}
	for _, row := range parts {
		full := familyName(row.Name)
		if name != full && !(utf8.RuneCountInString(name) >= leastPiece && strings.HasPrefix(full, name)) {
			continue
		}
		if found != nil {
			return nil
		}
		found = row
	}
	if found != nil {
		return found
	}
	bare := name
	for _, tail := range totals {
		bare = strings.TrimSuffix(bare, tail)
	}
	full := familyName(whole.Name)
	if bare == "" || bare == full || utf8.RuneCountInString(bare) >= leastTitled && strings.Contains(full, bare) {
		return whole
	}
	return nil
}

// isFamily reports whether a row is one of those.
func (r *reader) isFamily(name string) bool {
	return len(r.called) > 0 && r.called[familyName(name)] != nil
}

// asCalled is the one match of a name that was found so.
func (r *reader) asCalled(texts []string) []match {
	if len(r.called) == 0 {
		return nil
	}
	i := slices.IndexFunc(texts, r.isFamily)
	if i < 0 {
		return nil
	}
	return []match{{r.called[familyName(texts[i])], certain}}
}
