package check

import (
	"fmt"
	"slices"

	"huibao"
)

// A column lies in order, down or up, though its rows' own do not: of orderRows figures, of which
// orderDistinct are different, no row by itself would have come there. orderAgainst rows must
// tell that it is not so in truth, by their past or, where there is none, by their targets.
const (
	orderRows     = 12
	orderDistinct = 9
	orderAgainst  = 3
)

// displaced are the rows of a column of which the figures as a whole have left their rows: put in order by
// itself. That figures are each other's in no order is not told here: any noisy column, put in order, fits
// what its rows let expect, put in order.
func displaced(s *scope, kind huibao.Kind, rows []*expected) []hit {
	column, how := typedColumn(s, kind), ""
	switch {
	case inOrder(column, 1) && againstOrder(column, rows, 1):
		how = "从小到大排列，像是只排了这一栏、别的栏没有跟着动"
	case inOrder(column, -1) && againstOrder(column, rows, -1):
		how = "从大到小排列，像是只排了这一栏、别的栏没有跟着动"
	default:
		return nil
	}
	var list []hit
	for _, c := range column {
		if s.misread[c.Code] {
			continue
		}
		at := c.r.At(c.field)
		h := hit{place: at, at: c.field, code: c.Code, found: c.is.String(), severity: huibao.Error,
			cause:   "“" + escaped(c.field.Label(kind)) + "”整栏的数" + how + "，%d 行的数都可能是别行的",
			item:    fmt.Sprintf("%s 填 %s", at, c.is),
			remedy:  "请逐行核对，按编码把数填回自己的行；排序时请选全部的栏。确实没有错的，请联系办公室认可",
			message: fmt.Sprintf("%s：%s %s，整栏的数%s。", at, c.field.Label(kind), c.is, how)}
		if x := expectedOf(rows, c.Code); x != nil {
			h.expected = "约 " + x.as.String()
			h.item += "，本行以往约 " + x.as.String()
		}
		list = append(list, h)
	}
	return list
}

// typedColumn are the figures that were typed in the main column of a kind, from top to bottom, with
// what is to be reached by the year's end for what they let expect.
func typedColumn(s *scope, kind huibao.Kind) []*expected {
	var list []*expected
	for _, p := range s.pairs(kind, nil) {
		x := &expected{pair: p, field: mainInput(p)}
		d, ok := p.r.Quantity(x.field).Decimal()
		if !ok || !typed(p, x.field) {
			continue
		}
		x.is = d
		if target, known := p.Target.Decimal(); known && p.Allocated {
			x.as, x.given = target, true
		}
		list = append(list, x)
	}
	slices.SortStableFunc(list, func(a, b *expected) int { return a.r.Row - b.r.Row })
	return list
}

// mainInput is the column of a row that H13 looks at.
func mainInput(p pair) huibao.Field {
	switch p.Kind {
	case huibao.KindRate:
		return huibao.FieldNumer
	case huibao.KindStandard:
		return huibao.FieldPeople
	}
	return huibao.FieldThis
}

// inOrder reports whether a column of one sheet does not fall anywhere (or, for -1, rise), and is not
// mostly one figure.
func inOrder(column []*expected, sign int) bool {
	if len(column) < orderRows {
		return false
	}
	distinct := 1
	for i, x := range column[1:] {
		before := column[i]
		c := x.is.Cmp(before.is) * sign
		if c < 0 || x.r.Sheet != before.r.Sheet {
			return false
		}
		if c > 0 {
			distinct++
		}
	}
	return distinct >= orderDistinct
}

// againstOrder reports whether a column would not lie in this order by itself: rows are far from
// their past, or parts of what comes whole; where nothing is known of any, a row's
// target is several times that of another which has more.
func againstOrder(column []*expected, rows []*expected, sign int) bool {
	against, known := 0, 0
	for _, c := range column {
		x := expectedOf(rows, c.Code)
		if x != nil {
			known++
		}
		if c.isPart() || x != nil && off(c.is, x.as, shiftOff) {
			against++
		}
	}
	if known >= orderRows {
		return against >= orderAgainst
	}
	for i, a := range column {
		if !a.given {
			continue
		}
		if slices.ContainsFunc(column[i+1:], func(b *expected) bool {
			small, large := a, b
			if sign < 0 {
				small, large = b, a
			}
			return b.given && small.is.LessThan(large.is) && small.as.GreaterThan(large.as.Mul(shiftOff))
		}) {
			against++
		}
	}
	return against >= orderAgainst
}

func expectedOf(rows []*expected, code string) *expected {
	for _, x := range rows {
		if x != nil && x.Code == code {
			return x
		}
	}
	return nil
}
