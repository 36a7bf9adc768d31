package check

import (
	"fmt"
	"slices"

	"huibao"
)

// brokenRows is H02 of each row by itself.
func brokenRows(s *scope) []hit {
	column := hitRows(exchangedColumns(s))
	return slices.DeleteFunc(byRules("H02", broken)(s), func(h hit) bool { return slices.Contains(column, h.code) })
}

// exchangedColumns is H02 of the rows of a table in which the last cumulatives stand as the
// period's figures, and other figures where we had printed them: two columns were exchanged, and
// of no row can be told which of its figures was meant.
func exchangedColumns(s *scope) []hit {
	var list []hit
	same, other := 0, 0
	for _, p := range s.rows(huibao.KindCount) {
		now, before, ok := twoFigures(p)
		was, okWas := p.r.Quantity(huibao.FieldPrevious).Decimal()
		switch {
		case !ok || !okWas || was.Equal(before):
			continue // what we had printed stands where it stood
		case !now.Equal(before):
			other++
			continue
		}
		same++
		at := p.r.At(huibao.FieldThis)
		list = append(list, hit{place: at, at: huibao.FieldThis, code: p.Code, found: now.String(), expected: was.String() + "？",
			cause:   "“上期累计”和“本期完成”两栏的数像是换了位置，有 %d 行",
			item:    fmt.Sprintf("%s 填 %s，表中的上期累计是 %s，已计入 %s", at, now, was, before),
			remedy:  "请把两栏的数换回来：上期累计是下发的数，本期完成是本期新完成的数",
			message: fmt.Sprintf("%s：本期完成 %s 正是上期累计，表中的上期累计却是 %s，像是换了位置。", at, now, was)})
	}
	if !ofColumn(same, other) {
		return nil
	}
	return list
}

// oneBreak makes one of many breaks: where more than half of the flows do not add up, and five at
// least, it is a formula that refers to another column, or a column of another table.
func oneBreak(run func(*scope) []hit) func(*scope) []hit {
	return func(s *scope) []hit {
		list := run(s)
		rows, broken := 0, 0
		for _, p := range s.pairs(huibao.KindCount, nil) {
			if _, _, ok := twoFigures(p); ok {
				rows++
			}
		}
		for _, h := range list {
			if h.cause == "" && h.severity == "" {
				broken++
			}
		}
		if broken < breakRows || 2*broken <= rows {
			return list
		}
		for i := range list {
			h := &list[i]
			if h.cause != "" || h.severity != "" {
				continue
			}
			p := pair{s.Form.RowByCode(h.code), s.Return.RowByCode(h.code)}
			h.cause = "大半的行上期累计＋本期完成≠本年累计，共 %d 行，像是同一个原因（如插了一栏、公式还引用旧的栏，或整栏贴错）"
			h.item = fmt.Sprintf("%s 填 %s，%s＋%s 应为 %s", h.place, p.q(huibao.FieldCumulative), p.Prior.Values[huibao.FieldCumulative], p.q(huibao.FieldThis), h.expected)
			h.remedy = "请看“本年累计”的公式引用的是不是上期累计和本期完成两栏，改正后各行会一起改正；单独有误的再逐行核对"
		}
		return list
	}
}

const breakRows = 5
