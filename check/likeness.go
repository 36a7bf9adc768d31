package check

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// Two units' columns are likely one (laws.md, 6) where copiedCells figures are the same, row by
// row, or shiftedCells of them with the rows one apart; figures below copiedLeast, round
// ones, allotments that both have finished, and those of more than commonMost units tell
// nothing.
const (
	copiedCells  = 4
	shiftedCells = 10
	commonMost   = 8
)

var (
	copiedLeast = decimal.NewFromInt(10)
)

// typedCell is a figure that a unit typed into a row: a whole number, as nearly every one is, or another's
// text.
type typedCell struct {
	field huibao.Field
	whole int64
	value string
}

// typedOf is the cell of a figure; equal ones are one cell however they were typed.
func typedOf(f huibao.Field, q huibao.Quantity) typedCell {
	d, _ := q.Decimal()
	if d.Exponent() != 0 { // 11.0 is 11
		d, _ = decimal.NewFromString(d.String())
	}
	if d.Exponent() == 0 && d.NumDigits() <= int64Digits {
		return typedCell{field: f, whole: d.CoefficientInt64()}
	}
	return typedCell{field: f, value: q.String()}
}

// int64Digits is how many digits an int64 holds, whichever they are.
const int64Digits = 18

// likeness is one unit's cells that are another's.
type likeness struct {
	two   [2]string // units, in the order of their codes
	shift int       // rows by which the second one's lie lower; 0 for the same row
}

// sameFigures is X03, told to both.
func sameFigures(in AcrossInput, out map[string][]huibao.Finding) {
	equal := map[likeness][][2]string{} // codes of the first one's and the second one's rows, once for each cell
	meet := func(upper, lower map[typedCell]holders, at, shift int) {
		if len(upper) == 0 || len(lower) == 0 {
			return // of the first row, above which there is none, too
		}
		codes := [2]string{in.Plan.Indicators[at].Code, in.Plan.Indicators[at+shift].Code}
		for cell, units := range upper {
			for _, two := range meeting(units, lower[cell]) {
				equal[likeness{two, shift}] = append(equal[likeness{two, shift}], codes)
			}
		}
	}
	var above map[typedCell]holders // of two rows at a time the figures are held, not of all
	for at := range in.Plan.Indicators {
		cells := in.typedCells(at)
		meet(cells, cells, at, 0)
		meet(cells, above, at, -1)
		meet(above, cells, at-1, 1)
		above = cells
	}
	maps.DeleteFunc(equal, func(l likeness, codes [][2]string) bool {
		n := len(codes)
		return !(l.shift == 0 && n >= copiedCells || n >= shiftedCells)
	})
	order := func(a, b likeness) int { return slices.Compare(a.two[:], b.two[:])*4 + a.shift - b.shift }
	for _, l := range slices.SortedFunc(maps.Keys(equal), order) {
		in.tellLike(l, equal[l], out)
	}
	sameAsWithheld(in, func(a, b string) bool {
		return slices.ContainsFunc([][2]string{{a, b}, {b, a}}, func(two [2]string) bool { return len(equal[likeness{two, 0}]) > 0 })
	}, out)
}

// tellLike tells each of the two which of its own rows they are.
func (in AcrossInput) tellLike(l likeness, codes [][2]string, out map[string][]huibao.Finding) {
	n := len(codes)
	for i, unit := range l.two {
		var own []string
		for _, c := range codes {
			own = append(own, c[i])
		}
		slices.SortFunc(own, huibao.CompareCodes)
		how := fmt.Sprintf("有 %d 个数逐行相同", n)
		if l.shift != 0 {
			how = fmt.Sprintf("有 %d 个数错开一行后相同", n)
		}
		other := l.two[1-i]
		in.add(out, in.subs[unit], x03, hit{found: fmt.Sprintf("%d 个数", n), message: fmt.Sprintf("与%s%s，涉及编码 %s。", in.Plan.UnitName(other), how, strings.Join(slices.Compact(own), "、"))})
	}
}

// holder is a unit that typed a figure; done says that its row reached exactly what was allotted
// to it.
type holder struct {
	unit string
	done bool
}

// holders are those of one figure; most have one alone.
type holders struct {
	first holder
	more  []holder
}

func (h holders) with(x holder) holders {
	if h.first.unit == "" {
		return holders{first: x}
	}
	h.more = append(h.more, x)
	return h
}

// count is how many there are; of no figure there is none.
func (h holders) count() int {
	if h.first.unit == "" {
		return 0
	}
	return 1 + len(h.more)
}

func (h holders) at(i int) holder {
	if i == 0 {
		return h.first
	}
	return h.more[i-1]
}

// meeting pairs the holders of one cell with those of another: each two units once, unless both
// are done.
func meeting(a, b holders) [][2]string {
	if a.count() > commonMost || b.count() > commonMost {
		return nil
	}
	var list [][2]string
	for i := range a.count() {
		for j := range b.count() {
			if x, y := a.at(i), b.at(j); x.unit < y.unit && !(x.done && y.done) {
				list = append(list, [2]string{x.unit, y.unit})
			}
		}
	}
	return list
}

// typedCells are the figures that the counties typed into the row of an indicator, counted from
// the plan's first, with who typed them. Of a count the figure of the period stands for both,
// where there is one.
func (in AcrossInput) typedCells(at int) map[typedCell]holders {
	m := map[typedCell]holders{}
	code := in.Plan.Indicators[at].Code
	for i := range in.Plan.Units {
		u := &in.Plan.Units[i]
		s := in.subs[u.Code]
		if s == nil || !u.IsArea() {
			continue
		}
		for row := range s.Return.GlanceByCode(code) {
			for _, f := range ownFields(row) {
				if q := row.Quantity(f); tells(q) {
					key := typedOf(f, q)
					m[key] = m[key].with(holder{u.Code, in.finished(row)})
				}
			}
		}
	}
	return m
}

// tells reports whether two units hardly have this figure by chance.
func tells(q huibao.Quantity) bool {
	d, ok := q.Decimal()
	return ok && !d.LessThan(copiedLeast) && !multipleOf(d, 10)
}

// finished reports whether a row reached exactly what was allotted to it.
func (in AcrossInput) finished(row *huibao.ReturnRow) bool {
	part := in.Plan.Allocation(row.Code, row.Subject)
	return part.IsNumber() && part.Equal(row.Quantity(huibao.FieldCumulative))
}

// What ownFields gives, of thousands of rows the same.
var (
	ownOfMonth    = []huibao.Field{huibao.FieldThis}
	ownSoFar      = []huibao.Field{huibao.FieldCumulative}
	ownOfRate     = []huibao.Field{huibao.FieldNumer, huibao.FieldDenom}
	ownOfStandard = []huibao.Field{huibao.FieldPeople, huibao.FieldMonths, huibao.FieldPaid}
)

// ownFields are the fields of a row whose figures are its unit's alone.
func ownFields(row *huibao.ReturnRow) []huibao.Field {
	switch row.Kind {
	case huibao.KindCount:
		if v := row.Values.Of(huibao.FieldThis); v.Quantity.IsNumber() && v.Origin != huibao.OriginDerived {
			return ownOfMonth
		}
		return ownSoFar
	case huibao.KindRate:
		return ownOfRate
	case huibao.KindStandard:
		return ownOfStandard
	}
	return nil
}
