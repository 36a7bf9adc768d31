package check

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// A figure is another row's (laws.md, 6) where it is strange in its own and not in that one. Of shiftRows such rows one
// below the other a column was pasted a row off, where what tells for that comes to shiftAsked points, those that tell
// against it taken off; of shiftHeld it does not count until it is told why. Figures below shiftLeast on both sides
// tell little.
const (
	shiftRows  = 3
	shiftAsked = 12
	shiftHeld  = 20

	shiftFarther = 18 // by more than one row
)

var (
	shiftNear  = decimal.NewFromInt(2)
	shiftOff   = decimal.NewFromInt(3)
	shiftFar   = decimal.NewFromInt(5)
	shiftLeast = decimal.NewFromInt(10)
	shiftFew   = decimal.NewFromInt(2)
)

// expected is a figure, if one was typed, and about what its row's own past lets expect.
type expected struct {
	pair
	field  huibao.Field
	is, as decimal.Decimal
	given  bool
}

// shifted is H13: figures of one column that are those of the row above or below, or, where that
// tells of few rows, that lie in order as a whole.
func shifted(s *scope) []hit {
	var list []hit
	for _, kind := range []huibao.Kind{huibao.KindCount, huibao.KindRate, huibao.KindStandard} {
		rows := expectedRows(s, kind)
		var found []hit
		for _, by := range shifts(rows) {
			if other := shiftedBy(s, rows, by); len(other) > len(found) {
				found = other
			}
		}
		if whole := displaced(s, kind, rows); len(whole) > 2*len(found) {
			found = whole
		}
		if two := twoExchanged(s, rows); len(two) >= len(found) {
			found = two
		}
		if len(found) == 0 {
			found = besideBlanks(s, rows)
		}
		list = append(list, found...)
	}
	return list
}

// shifts are by how many rows a column may have been pasted off: by one, or two, or by as many as are hidden one below
// the other, into which what was pasted over a filtered table went, too.
func shifts(rows []*expected) []int {
	list := []int{1, -1, 2, -2}
	hidden := 0
	for i, x := range rows {
		if x != nil && x.r.Hidden {
			hidden++
		}
		if hidden > 0 && (x == nil || !x.r.Hidden || i+1 == len(rows)) {
			if !slices.Contains(list, hidden) {
				list = append(list, hidden, -hidden)
			}
			hidden = 0
		}
	}
	return list
}

// shiftedBy finds the runs of rows whose figures are those of the rows that many lower: of which what tells for that is
// most in all, and enough.
func shiftedBy(s *scope, rows []*expected, by int) []hit {
	season := seasonOf(rows)
	var list []hit
	for from := 0; from < len(rows); {
		run, next := bestRun(rows, by, from, season)
		from = next
		if run.tells < shiftRows || run.points < shiftAsked || by*by > 1 && run.points < shiftFarther {
			continue
		}
		for i := run.from; i <= run.to; i++ {
			if rows[i] != nil && rows[i].given && !s.misread[rows[i].Code] {
				h := shiftHit(rows, i, by)
				h.holds = run.points >= shiftHeld
				list = append(list, h)
			}
		}
	}
	return list
}

// shiftRun are rows one below the other, with how much tells that they are a row off, and how many of them tell.
type shiftRun struct{ from, to, points, tells int }

// bestRun is the first run from a row on that gains all it can, and where to look on behind it.
func bestRun(rows []*expected, by, from int, season decimal.Decimal) (best shiftRun, next int) {
	var run shiftRun
	for i := from; i < len(rows); i++ {
		points := 0
		if x := rows[i]; x != nil && x.given && i+by >= 0 && i+by < len(rows) && rows[i+by] != nil {
			points = x.strangeAtHome(season) - x.strangeAt(rows[i+by])
		}
		switch {
		case points > 0 && run.points == 0:
			run = shiftRun{i, i, points, 1}
		case points > 0:
			run.to, run.points, run.tells = i, run.points+points, run.tells+1
		default:
			run.points += points
		}
		if run.points <= 0 || run.points < best.points-shiftAsked {
			if best.points > 0 {
				return best, best.to + 1
			}
			run = shiftRun{}
		}
		if run.points > best.points {
			best = run
		}
	}
	return best, max(best.to, from) + len(rows)
}

func shiftHit(rows []*expected, i, by int) hit {
	x := rows[i]
	at, where, off := x.r.At(x.field), "下", "一行"
	if by < 0 {
		where = "上"
	}
	other := where + off
	if by*by > 1 {
		off = fmt.Sprintf(" %d 行", max(by, -by))
		other = "往" + where + off + "的"
	}
	h := hit{place: at, at: x.field, code: x.Code, found: x.is.String(), expected: "约 " + x.as.String(), holds: true, cause: "有 %d 行的数像是错了" + off,
		item:    fmt.Sprintf("%s 填 %s，本行以往约 %s", at, x.is, x.as),
		message: fmt.Sprintf("%s：%s %s，本行以往约 %s，相邻几行的数都更像%s一行的，可能粘贴时错了%s。", at, x.field.Label(x.Kind), x.is, x.as, where, off)}
	if k := i + by; k >= 0 && k < len(rows) && rows[k] != nil && alike(x.is, rows[k].as) {
		h.message = fmt.Sprintf("%s：%s %s，本行以往约 %s，%s %s 以往约 %s；相邻几行都是这样，可能粘贴时错了%s。", at, x.field.Label(x.Kind), x.is, x.as, other, rows[k].Code, rows[k].as, off)
	}
	return h
}

// besideAsked is how much more a figure must tell for the blank row beside its own, and besideHeld for it not to count.
const (
	besideAsked = 4
	besideHeld  = 7
)

// besideBlanks are figures that are those of the row above or below, where nothing stands: a cell was put in or taken
// out above it.
func besideBlanks(s *scope, rows []*expected) []hit {
	var list []hit
	season := seasonOf(rows)
	for i, x := range rows {
		if x == nil || !x.given || x.is.Sign() <= 0 || s.misread[x.Code] {
			continue
		}
		for _, by := range []int{-1, 1} {
			k := i + by
			if k < 0 || k >= len(rows) || rows[k] == nil || rows[k].given || !rows[k].blank() || wasDone(rows[k].pair) || rows[k].as.LessThan(shiftLeast) || rows[k].r.Sheet != x.r.Sheet || !alike(x.is, rows[k].as) {
				continue
			}
			if points := x.strangeAtHome(season) - x.strangeAt(rows[k]); points >= besideAsked {
				h := shiftHit(rows, i, by)
				h.holds = points >= besideHeld
				h.message = fmt.Sprintf("%s：%s %s，本行以往约 %s；旁边的 %s 没有填，以往约 %s，像是填错了一行。", h.place, x.field.Label(x.Kind), x.is, x.as, rows[k].Code, rows[k].as)
				list = append(list, h)
			}
		}
	}
	return list
}

// blank reports whether nothing stands in a row's cell, not even what cannot be read.
func (x *expected) blank() bool {
	return strings.TrimSpace(x.r.Values.Of(x.field).Text) == ""
}

// twoExchanged are rows two of which each have the other's usual figure, and none such as they ever had themselves; of
// three that fit nobody can tell which two.
func twoExchanged(s *scope, rows []*expected) []hit {
	var odd []*expected
	for _, x := range rows {
		if x != nil && x.given && x.is.Sign() > 0 && decimal.Max(x.is, x.as).GreaterThanOrEqual(exchangedLeast) && off(x.is, x.as, shiftFar) && x.never() && !s.misread[x.Code] {
			odd = append(odd, x)
		}
	}
	partners := map[*expected][]*expected{}
	for _, x := range odd {
		for _, y := range odd {
			if x != y && x.r.Sheet == y.r.Sheet && likeOther(x, y) && likeOther(y, x) && asUsual(x.is, y.as) && asUsual(y.is, x.as) {
				partners[x] = append(partners[x], y)
			}
		}
	}
	var list []hit
	for _, x := range odd {
		if len(partners[x]) != 1 || len(partners[partners[x][0]]) != 1 {
			continue
		}
		other := partners[x][0]
		at := x.r.At(x.field)
		_, known := evenly(x.pair)
		_, knownOther := evenly(other.pair)
		list = append(list, hit{place: at, at: x.field, code: x.Code, found: x.is.String(), expected: "约 " + x.as.String(), holds: known && knownOther, cause: "有 %d 行的数像是互换了",
			item:    fmt.Sprintf("%s 填 %s，本行以往约 %s（像是 %s 的）", at, x.is, x.as, other.Code),
			message: fmt.Sprintf("%s：%s %s，本行以往约 %s，%s 以往约 %s，像是两行的数互换了。", at, x.field.Label(x.Kind), x.is, x.as, other.Code, other.as)})
	}
	return list
}

// never reports whether a row that has much the same figure every period, as far as that is known, never had one near to
// that of this one.
func (x *expected) never() bool {
	past, even := evenly(x.pair)
	if all := flows(x.FormRow); len(past) == 0 && len(all) < jumpPeriods {
		past = positive(all)
		even = len(past) > 0 && len(past) == len(all) && steady(past, median(past))
	}
	return even && !slices.ContainsFunc(past, func(d decimal.Decimal) bool { return alike(x.is, d) })
}

// exchangedLeast is the least of the larger figure of two that were exchanged, exchangedNear within what it is the usual one.
var exchangedLeast, exchangedNear = decimal.NewFromInt(20), decimal.New(13, -1)

func asUsual(d, as decimal.Decimal) bool {
	return d.LessThanOrEqual(as.Mul(exchangedNear)) && as.LessThanOrEqual(d.Mul(exchangedNear))
}

// expectedRows are the rows of a kind as they stand below each other, nil for one that
// nothing is known of.
func expectedRows(s *scope, kind huibao.Kind) []*expected {
	var list []*expected
	pairs := s.pairs(kind, nil)
	slices.SortStableFunc(pairs, func(a, b pair) int {
		return cmp.Or(strings.Compare(a.r.Sheet, b.r.Sheet), cmp.Compare(a.r.Row, b.r.Row))
	})
	for _, p := range pairs {
		list = append(list, expectation(p))
	}
	return list
}

// expectation is what a row's past lets expect of what was typed in it.
func expectation(p pair) *expected {
	x := &expected{pair: p}
	known := false
	switch p.Kind {
	case huibao.KindCount:
		x.field = huibao.FieldThis
		if !typed(p, x.field) && typed(p, huibao.FieldCumulative) {
			x.field = huibao.FieldCumulative
			x.as, known = p.Prior.Values[x.field].Decimal()
			break
		}
		x.as, known = ofPeriod(p)
	case huibao.KindRate:
		x.field = huibao.FieldNumer
		x.as, known = p.Prior.Values[x.field].Decimal()
	case huibao.KindStandard:
		x.field = huibao.FieldPeople
		x.as, known = p.Prior.Values[x.field].Decimal()
	}
	d, ok := p.r.Quantity(x.field).Decimal()
	if !known {
		return nil
	}
	x.is, x.given = d, ok && typed(p, x.field)
	return x
}

// ofPeriod is the middle of what a count did in the periods so far. A pace alone lets expect
// too little: many rows do not keep to it.
func ofPeriod(p pair) (decimal.Decimal, bool) {
	past := flows(p.FormRow)
	some := positive(past)
	if len(some) == 0 {
		return decimal.Zero, len(past) > 0
	}
	return median(some), true
}

func typed(p pair, f huibao.Field) bool {
	v := p.r.Values.Of(f)
	return v.Quantity.IsNumber() && v.Origin != huibao.OriginDerived
}

// likeOther reports whether a row's figure is about what another row lets expect, or a few of what
// comes in ones and twos there.
func likeOther(x, y *expected) bool {
	if x.is.IsInteger() || y.Places > 0 || y.Kind != huibao.KindCount {
		return alike(x.is, y.as) || x.is.Sign() > 0 && decimal.Max(x.is, y.as).LessThanOrEqual(shiftFew)
	}
	return false
}

// isPart reports whether a figure is a part of what comes whole.
func (x *expected) isPart() bool {
	return x.Kind == huibao.KindCount && x.Places == 0 && !x.is.IsInteger()
}

func alike(d, as decimal.Decimal) bool {
	return d.LessThanOrEqual(as.Mul(shiftNear)) && as.LessThanOrEqual(d.Mul(shiftNear))
}

func off(d, as, times decimal.Decimal) bool {
	return decimal.Max(d, as).GreaterThanOrEqual(shiftLeast) && (d.GreaterThan(as.Mul(times)) || as.GreaterThan(d.Mul(times)))
}
