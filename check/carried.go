package check

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// carriedRowsLeast is how many rows must bear another row's 上期累计 to the digit: what was printed there went with the
// figures while codes and names stayed, or the other way round.
const carriedRowsLeast = 2

// carriedRow is a row's 上期累计 as it came back.
type carriedRow struct {
	pair
	got, before decimal.Decimal
	of          string // whose it is, if another row's
}

// carriedRows is H13 of rows whose printed 上期累计 are other rows': those that are not their own either are no more
// certain.
func carriedRows(s *scope) []hit {
	rows := carriedOf(s)
	others, signs := 0, 0
	for _, c := range rows {
		switch {
		case c.of != "":
			signs++
		case !c.got.Equal(c.before):
			others++
		}
	}
	if signs < carriedRowsLeast || others > signs {
		return nil // of a sheet of another period some are another row's by chance
	}
	var list []hit
	for _, c := range rows {
		if c.got.Equal(c.before) {
			continue
		}
		at := c.r.At(huibao.FieldPrevious)
		h := hit{place: at, at: huibao.FieldPrevious, code: c.Code, found: c.got.String(), expected: c.before.String(), holds: true,
			cause:   "有 %d 行的上期累计是别行的，像是编码、名称与数错了行",
			item:    fmt.Sprintf("%s 是 %s，下发的是 %s", at, c.got, c.before),
			remedy:  "请按编码逐行核对，把数填回自己的行；排序、移动时请选全部的栏",
			message: fmt.Sprintf("%s：上期累计是 %s，下发的是 %s，像是编码、名称与数错了行。", at, c.got, c.before)}
		if c.of != "" {
			h.item += fmt.Sprintf("（是 %s 的）", c.of)
		}
		list = append(list, h)
	}
	return list
}

// carriedOf are the rows of one sheet as they stand, with their 上期累计.
func carriedOf(s *scope) []carriedRow {
	var list []carriedRow
	for _, p := range s.pairs(huibao.KindCount, s.misread) {
		got, ok := p.r.Quantity(huibao.FieldPrevious).Decimal()
		before, known := p.Prior.Values[huibao.FieldCumulative].Decimal()
		if ok && known && !p.r.ByName && s.anchors[p.Code].how != carriedOld {
			list = append(list, carriedRow{pair: p, got: got, before: before})
		}
	}
	slices.SortStableFunc(list, func(a, b carriedRow) int { return cmp.Compare(a.r.Row, b.r.Row) })
	for i := range list {
		c := &list[i]
		if c.got.Equal(c.before) || c.got.LessThan(copiedLeast) {
			continue
		}
		for _, other := range list {
			if other.Code != c.Code && other.r.Sheet == c.r.Sheet && other.before.Equal(c.got) {
				c.of = other.Code
			}
		}
	}
	return list
}
