package check

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/shopspring/decimal"

	"huibao"
)

// A column as a whole is another one than its heading says, or its figures were moved, where so many of its rows show it
// as no chance does. wholeRows are of how many rows, wholeMonths after how many months a figure of one is as large as
// the year's before it by chance alone.
const (
	wholeRows   = 4
	wholeMonths = 3
	sortedRows  = 10
	sortedKinds = 7
)

// yearColumn is H10 of rows whose figure of the period is the year's: of all that can be told apart three in four are no
// smaller than what had been reached before the period.
func yearColumn(s *scope) []hit {
	if s.Form == nil || s.Form.Period.Month <= wholeMonths || s.Form.Period.Quarter {
		return nil
	}
	var list []hit
	like, others := 0, 0
	elapsed := decimal.NewFromInt(int64(s.Form.Period.Month - 1))
	for _, p := range s.pairs(huibao.KindCount, s.misread) {
		now, before, ok := twoFigures(p)
		if !ok || before.Sign() <= 0 || now.Sign() <= 0 {
			continue
		}
		if now.LessThan(before) {
			others++
			continue
		}
		if now.Sub(before).Mul(elapsed).LessThanOrEqual(before.Mul(threeTimes)) { // what one more period brings to it
			like++
		} else {
			others++
		}
		at := p.r.At(huibao.FieldThis)
		list = append(list, hit{place: at, code: p.Code, found: now.String(), expected: "本期新完成的数", holds: true, cause: "有 %d 行的本期完成像是累计数", item: fmt.Sprintf("%s 填 %s，上期累计 %s", at, now, before),
			message: fmt.Sprintf("%s：本期完成 %s，不小于上期累计 %s；整栏都是这样，可能把本年累计填到了本期。", at, now, before)})
	}
	if like < wholeRows || others*3 > like {
		return nil
	}
	return list
}

// monthColumn is H01 of rows whose cumulative is the period's figure: there is no figure of the period, and of the
// cumulatives that were typed three in four are less than what counted before.
func monthColumn(s *scope) []hit {
	var list []hit
	less, others := 0, 0
	for _, p := range s.pairs(huibao.KindCount, s.misread) {
		was, known := p.Prior.Values[huibao.FieldCumulative].Decimal()
		now, ok := p.r.Quantity(huibao.FieldCumulative).Decimal()
		if p.Mode != huibao.ModeFlow || !ok || !known || p.Prior.Period.Year != s.Form.Year || !typed(p, huibao.FieldCumulative) || p.r.Values.Of(huibao.FieldCumulative).Formula != "" || typed(p, huibao.FieldThis) {
			continue
		}
		if was.Sign() > 0 && now.LessThan(was) {
			less++
		} else if was.Sign() > 0 {
			others++
		}
		at := p.r.At(huibao.FieldCumulative)
		list = append(list, hit{place: at, code: p.Code, found: now.String(), expected: "不小于 " + was.String(), holds: true, cause: "有 %d 行的本年累计像是本期数", item: fmt.Sprintf("%s 填 %s，上期累计 %s", at, now, was),
			message: fmt.Sprintf("%s：本年累计 %s，上期累计 %s，本期完成没有填；整栏多半少于上期，可能把本期数填到了本年累计。", at, now, was)})
	}
	if less < wholeRows || others*3 > less {
		return nil
	}
	return list
}

// sortedColumn is H13 of a table's column whose figures stand by their size, while those of the period before did not:
// it was sorted by itself.
func sortedColumn(s *scope) []hit {
	var list []hit
	bySheet := map[string][]pair{}
	var sheets []string
	for _, p := range s.pairs(huibao.KindCount, s.misread) {
		if typed(p, huibao.FieldThis) && p.r.Row > 0 {
			if bySheet[p.r.Sheet] == nil {
				sheets = append(sheets, p.r.Sheet)
			}
			bySheet[p.r.Sheet] = append(bySheet[p.r.Sheet], p)
		}
	}
	for _, name := range sheets {
		rows := bySheet[name]
		slices.SortStableFunc(rows, func(a, b pair) int { return cmp.Compare(a.r.Row, b.r.Row) })
		var now, was []decimal.Decimal
		for _, p := range rows {
			d, _ := p.r.Quantity(huibao.FieldThis).Decimal()
			now = append(now, d)
			if past := flows(p.FormRow); len(past) > 0 {
				was = append(was, past[len(past)-1])
			}
		}
		if !inOrder(now) || len(was) < sortedRows || inOrder(was) {
			continue
		}
		for _, p := range rows {
			at, d := p.r.At(huibao.FieldThis), p.r.Quantity(huibao.FieldThis)
			list = append(list, hit{place: at, at: huibao.FieldThis, code: p.Code, found: d.String(), holds: true, cause: "有 %d 行的数像是错了行", item: fmt.Sprintf("%s 填 %s", at, d),
				message: fmt.Sprintf("%s：本期完成 %s；整栏的数从头到尾按大小排着，可能只排了这一栏的序，数都错了行。", at, d)})
		}
	}
	return list
}

// inOrder reports whether figures stand by their size, one way or the other: enough of them, and of enough sizes, that
// they don't by chance.
func inOrder(list []decimal.Decimal) bool {
	kinds := 1
	for i := 1; i < len(list); i++ {
		if !list[i].Equal(list[i-1]) {
			kinds++
		}
	}
	up := slices.IsSortedFunc(list, decimal.Decimal.Cmp)
	down := slices.IsSortedFunc(list, func(a, b decimal.Decimal) int { return b.Cmp(a) })
	return (up || down) && len(list) >= sortedRows && kinds >= sortedKinds
}

// codesAt are the rows of hits.
func codesAt(list []hit) map[string]bool {
	found := map[string]bool{}
	for _, h := range list {
		found[h.code] = true
	}
	return found
}
