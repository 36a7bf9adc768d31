package check

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
)

// Formulas of the unit's own, in one column, are of one shape where they refer to cells that lie as far from each of
// them. Beside shapeRows or more those that are of another, no more than one in shapeFew of them, were changed by hand, or
// refer to another row's figures, if they stand between such rows or are another one to the letter.
const (
	shapeRows = 4
	shapeFew  = 4
)

var (
	cellRef   = regexp.MustCompile(`\$?([A-Z]{1,3})(\$?)([0-9]{1,7})`)
	tenTimes  = regexp.MustCompile(`([*/])(10+)$`)
	tenBefore = regexp.MustCompile(`^(10+)\*`)
)

// shapeOf is a formula in a row with the rows to which it refers as they lie from that; "" for one that refers to none.
func shapeOf(formula string, at int) string {
	var shape strings.Builder
	text, done, refs := strings.ToUpper(formula), 0, 0
	for _, m := range cellRef.FindAllStringSubmatchIndex(text, -1) {
		if m[0] > 0 && partOfName(text[m[0]-1]) || m[1] < len(text) && (partOfName(text[m[1]]) || strings.IndexByte("!('", text[m[1]]) >= 0) {
			continue // a sheet's or a function's name
		}
		refs++
		row, err := strconv.Atoi(text[m[6]:m[7]])
		if err != nil || text[m[4]:m[5]] == "$" {
			continue // it stays where it is
		}
		fmt.Fprintf(&shape, "%s%s[%d]", text[done:m[0]], text[m[2]:m[3]], row-at)
		done = m[1]
	}
	if refs == 0 {
		return ""
	}
	return shape.String() + text[done:]
}

// partOfName reports whether a byte beside what looks like a cell makes it a part of a name.
func partOfName(b byte) bool {
	return b >= '0' && b <= '9' || b >= 'A' && b <= 'Z' || b == '_' || b == '.' || b == '[' || b == ']' || b >= 0x80
}

// otherShapes is H14 of formulas that are not as those above and below them are.
func otherShapes(s *scope) []hit {
	var list []hit
	for _, x := range inputColumns {
		for _, f := range x.fields {
			list = append(list, oddShapes(s, x.kind, f)...)
		}
	}
	return list
}

// shaped is a formula in its column.
type shaped struct {
	pair
	value huibao.Value
	shape string
}

func oddShapes(s *scope, kind huibao.Kind, f huibao.Field) []hit {
	var column []shaped
	rows, same := map[string]int{}, map[string]int{}
	for _, p := range s.pairs(kind, s.misread) {
		v := p.r.Values.Of(f)
		if shape := shapeOf(v.Formula, p.r.Row); shape != "" && typed(p, f) && !(f == huibao.FieldCumulative && p.Mode == huibao.ModeFlow) { // which is our own formula
			column = append(column, shaped{p, v, shape})
			rows[shape]++
			same[v.Formula]++
		}
	}
	most := ""
	for _, x := range column {
		if rows[x.shape] > rows[most] {
			most = x.shape
		}
	}
	if odd := len(column) - rows[most]; rows[most] < shapeRows || shapeFew*odd > rows[most] {
		return nil
	}
	slices.SortStableFunc(column, func(a, b shaped) int { return cmp.Compare(a.r.Row, b.r.Row) })
	like := column[slices.IndexFunc(column, func(x shaped) bool { return x.shape == most })].value
	var list []hit
	for i, x := range column {
		between := i > 0 && i+1 < len(column) && column[i-1].shape == most && column[i+1].shape == most
		if x.shape == most || !between && same[x.value.Formula] == 1 { // behind a subtotal all are further down
			continue
		}
		at := x.r.At(f)
		list = append(list, hit{place: at, at: f, code: x.Code, found: "=" + x.value.Formula, cause: "“" + escaped(f.Label(kind)) + "”一栏有 %d 格的公式与上下各行的不同",
			item:    fmt.Sprintf("%s 的公式是 =%s，结果 %s", at, x.value.Formula, x.value.Quantity),
			remedy:  "请核对公式，改成与各行一样的，或直接填数；确应不同的请在说明栏写明原因，或在“其他情况说明”中写一次，问题编号填 H14",
			message: fmt.Sprintf("%s 的公式是 =%s，结果 %s；这一栏其他 %d 行的公式都像 %s 的 =%s 那样，这一格是不是改过或引用错了行？", at, x.value.Formula, x.value.Quantity, rows[most], like.Source.Cell, like.Formula)})
	}
	return list
}

// formulaSlip is V11 of a figure that a formula multiplied, or divided, by ten or more, and that without that would be
// as usual.
func (s *scope) formulaSlip(p pair) (hit, bool) {
	for _, x := range inputColumns {
		for _, f := range x.fields {
			v := p.r.Values.Of(f)
			d, ok := v.Quantity.Decimal()
			k, times := tenfoldOf(v.Formula)
			if x.kind != p.Kind || !ok || k.IsZero() || v.Origin == huibao.OriginDerived {
				continue
			}
			without := d.Mul(k)
			if times {
				without = d.DivRound(k, p.Places+4)
			}
			c := s.cellOf(p, f, d)
			if !c.known || c.due.LessThan(atLeast(p, lowLeast)) || !off(d, c.due, shiftFar) || !alike(without, c.due) {
				continue
			}
			return hit{place: p.r.At(f), at: f, found: v.Text, expected: "约 " + c.due.String(), holds: true,
				message: fmt.Sprintf("%s %s 由公式 =%s 得出，以往约 %s，去掉公式里的 %s 则是 %s", f.Label(p.Kind), d, v.Formula, c.due, k, without)}, true
		}
	}
	return hit{}, false
}

// tenfoldOf is the power of ten by which a formula multiplies, or divides, all that it computes; 0 where it does not.
func tenfoldOf(formula string) (k decimal.Decimal, times bool) {
	formula = strings.ReplaceAll(formula, " ", "")
	if m := tenTimes.FindStringSubmatch(formula); m != nil {
		return decimal.RequireFromString(m[2]), m[1] == "*"
	}
	if m := tenBefore.FindStringSubmatch(formula); m != nil {
		return decimal.RequireFromString(m[1]), true
	}
	return decimal.Zero, false
}
