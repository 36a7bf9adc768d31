package importer

import (
	"slices"
	"strings"

	"huibao"
)

// besideIssued is what a row of another tab than the one that we issued shows that its figures are of: another
// unit or another period that its tab or the line under its title names, or the part of the unit that its name
// has in brackets; "" where nothing does, so that one cannot tell which of the two holds.
func (r *reader) besideIssued(t table, n int, row *huibao.FormRow, old *huibao.ReturnRow) string {
	if r.ret.Stamp == nil || r.ret.Stamp.Period != r.known.Period && !r.known.Period.IsZero() || old.Sheet != row.Kind.Label() || t.Name == old.Sheet {
		return ""
	}
	if name := strings.TrimSpace(t.text(n, huibao.FieldIndicator)); strings.HasPrefix(fold(name), fold(row.Name)) {
		if part := strings.Trim(strings.TrimPrefix(fold(name), fold(row.Name)), "()（） "); isTown(part) {
			return part
		}
	}
	var says huibao.Claim
	r.readLabels(&says, t.page)
	if unit := r.otherUnit(says, t.Name); unit != "" {
		return unit
	}
	now := r.ret.Stamp.Period
	if month := periodOf(t.Name, now.Year); !month.IsZero() && month.Before(now) && month.Month != now.Month && !corrections.MatchString(t.Name) {
		return month.Chinese()
	}
	if !says.Period.IsZero() && says.Period != now {
		return says.Period.Chinese()
	}
	return ""
}

// otherUnit is the county that the line under a table's title, or its tab, names, where the return is another
// county's; "" for none.
func (r *reader) otherUnit(says huibao.Claim, tab string) string {
	if r.known.Plan == nil || !huibao.IsAreaName(r.ret.Stamp.Unit.Name) {
		return ""
	}
	for _, code := range []string{says.Unit, r.known.Plan.Mentioned(fold(tab))} {
		if u := r.known.Plan.UnitByCode(code); u != nil && u.IsArea() && u.Code != r.ret.Unit {
			return u.Name
		}
	}
	return ""
}

// figuresFirst are the fields of a row that was read, the figures that a unit fills in before what we printed.
func figuresFirst(row *huibao.ReturnRow) []huibao.Field {
	fields := slices.Clone(row.Fields())
	slices.SortStableFunc(fields, func(a, b huibao.Field) int { return rankOf(row.Kind, a) - rankOf(row.Kind, b) })
	return fields
}

func rankOf(kind huibao.Kind, f huibao.Field) int {
	switch f {
	case mainInput(kind):
		return 0
	case huibao.FieldPrevious:
		return 2
	}
	return 1
}
