package check

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// unchangedLeast is how many rows must be as they were last period. Rates and standards among them must have
// unchangedFigures figures in all; of unchangedHeld the return is last period's with another label, for figures of so
// many do not come again by chance. For that flows alone tell, whose figures are known not to have come again before:
// rates and payments stand for a quarter, or half a year. Zeros at the end of a round figure tell nothing.
const (
	unchangedLeast   = 3
	unchangedPart    = 2 // of a part of a column
	unchangedFigures = 6
	unchangedHeld    = 8

	printedLeast = 2 // rows, and
	printedTell  = 4 // digits, beside last period's 上期累计
)

// constancy is how a row's figures of the period stand to those of the one before.
type constancy uint8

const (
	tellsNothing constancy = iota
	stands
	moved
)

// stood is a row that is as it was.
type stood struct {
	pair
	at     huibao.Field
	text   string
	digits int
	tells  int // its digits without the zeros at the end
}

// unchanged is H04: the rows that have figures, and whose figures could have changed, are exactly as last period; of
// flow counts alone, one is at least unfinished. Where counts changed, all rates are.
func unchanged(s *scope) []hit {
	var same, others []stood
	digits, unfinished := 0, false
	changed := map[huibao.Kind]bool{}
	usual := true        // whether the figure of each count came again before, as a fixed number each month does
	signs, tells := 0, 0 // rows whose figure does not come again by chance, and their digits
	for _, p := range s.rows("") {
		how, at, figures := standsAs(p)
		switch {
		case how == moved:
			changed[p.Kind] = true
		case how == stands:
			x := standingAt(p, at, figures)
			if p.Kind == huibao.KindCount {
				same, unfinished = append(same, x), unfinished || !met(p)
				past := flows(p.FormRow)
				if !repeats(past) {
					signs, tells = signs+1, tells+x.tells
				}
				usual = usual && len(past) > 1 && repeats(past)
			} else {
				others = append(others, x)
			}
			digits += x.digits
		}
	}
	if changed[huibao.KindCount] {
		sheets := sheetsAsLast(s)
		if _, all := sheetAsLast(s, huibao.KindRate); !all {
			sheets = append(sheets, ratesAsLast(others, changed)...)
		}
		return append(sheets, sectionsAsLast(s)...)
	}
	if len(changed) > 0 {
		others = nil
	}
	if len(others) == 0 && usual {
		return nil
	}
	asPrinted := s.lastMonthsSheet(same, signs, tells)
	if !asPrinted && !(len(same) >= unchangedLeast && (unfinished || len(others) > 0)) && !(len(others) > 0 && len(same)+len(others) > 1 && digits >= unchangedFigures) {
		return nil
	}
	all := slices.Concat(same, others)
	return []hit{asLast(all, len(others) > 0, len(changed) == 0 && (asPrinted || signs >= unchangedLeast && tells >= unchangedHeld))}
}

// lastMonthsSheet reports whether counts that are as they were stand beside the 上期累计 of the period before as well: it
// is that period's return with another label, so that fewer figures tell.
func (s *scope) lastMonthsSheet(same []stood, signs, tells int) bool {
	return signs >= printedLeast && tells >= printedTell && !slices.ContainsFunc(same, func(x stood) bool {
		got, ok := x.r.Quantity(huibao.FieldPrevious).Decimal()
		return !ok || s.anchors[x.Code].how != carriedOld || !s.printedOnce(x.pair, got) || x.r.ByName
	})
}

// ratesAsLast asks about the rates of a return whose counts changed: their table was not filled in anew. Standards may
// be paid by the quarter.
func ratesAsLast(others []stood, changed map[huibao.Kind]bool) []hit {
	rows, digits := []stood{}, 0
	for _, x := range others {
		if x.Kind == huibao.KindRate {
			rows, digits = append(rows, x), digits+x.digits
		}
	}
	if changed[huibao.KindRate] || len(rows) < unchangedLeast || digits < unchangedHeld {
		return nil
	}
	h := asLast(rows, true, false)
	h.message = "别的表有变动，“" + huibao.KindRate.Label() + "”表里" + h.message
	return []hit{h}
}

// sectionsAsLast asks about counts one below the other that are as they were while others changed: a part of the
// column was not typed anew. Figures that come again, as they did before, tell nothing; two that are long tell as
// much as several short ones.
func sectionsAsLast(s *scope) (list []hit) {
	var run []stood
	tells := 0
	flush := func() {
		if len(run) >= unchangedPart && tells >= unchangedFigures {
			h := asLast(run, false, len(run) >= unchangedLeast && tells >= unchangedHeld)
			h.message = "别的行有变动，编码相连的几行里" + h.message
			for _, x := range run {
				h.rows = append(h.rows, x.Code)
			}
			list = append(list, h)
		}
		run, tells = nil, 0
	}
	for _, p := range s.rows(huibao.KindCount) {
		how, at, figures := standsAs(p)
		switch {
		case how == moved:
			flush()
		case how == stands && !repeats(flows(p.FormRow)):
			x := standingAt(p, at, figures)
			run, tells = append(run, x), tells+x.tells
		}
	}
	flush()
	return list
}

// repeats reports whether a row's figure came again before, or whether nothing is known of that.
func repeats(past []decimal.Decimal) bool {
	for i := 1; i < len(past); i++ {
		if past[i].Equal(past[i-1]) && !past[i].IsZero() {
			return true
		}
	}
	return len(past) < 2
}

func standingAt(p pair, at huibao.Field, figures []decimal.Decimal) stood {
	x := stood{pair: p, at: at}
	var texts []string
	for _, d := range figures {
		texts = append(texts, d.String())
		whole := d.Abs().Truncate(0).String()
		x.digits, x.tells = x.digits+len(whole), x.tells+significant(d)
	}
	x.text = fmt.Sprintf("%s（%s）", p.Code, strings.Join(texts, "/"))
	return x
}

// significant is how many digits a figure has, without the zeros at either end.
func significant(d decimal.Decimal) int {
	return len(strings.Trim(strings.Replace(d.Abs().String(), ".", "", 1), "0"))
}

// asLast asks about rows that are as they were; held, they are not counted until it is told why.
func asLast(same []stood, others, held bool) hit {
	var texts, codes []string
	for _, x := range same {
		texts, codes = append(texts, x.text), append(codes, x.Code)
	}
	h := hit{place: same[0].r.At(same[0].at), found: strings.Join(texts, "、")}
	of := "有数的 %d 个指标，本期完成数与上期一个不差：%s"
	if others {
		of = "有数的 %d 个指标，所填的数与上期一个不差：%s"
	}
	h.message = fmt.Sprintf(of, len(same), h.found)
	if held {
		h.rows, h.holds = codes, true
		h.message += "，像是没有换成本期的，这些行暂不计入"
		h.remedy = "请换成本期的数；确实相同的，请在“其他情况说明”中写明原因"
	}
	h.message += "。"
	return h
}

// standsAs is how a row's figures stand to those of the period before, and those that stand. What is kept at a level,
// is there in full, or is 0 in both tells nothing where it stands, and neither does a standard itself, without what was
// paid by it.
func standsAs(p pair) (constancy, huibao.Field, []decimal.Decimal) {
	if !p.Prior.Counted {
		return tellsNothing, "", nil
	}
	switch {
	case p.Kind == huibao.KindCount && p.Mode == huibao.ModeFlow && len(p.Series) > 0:
		return ofFlow(p)
	case p.Kind == huibao.KindRate:
		how, figures := ofBoth(p, huibao.FieldNumer, huibao.FieldDenom)
		if how == stands && (p.Mode == huibao.ModeMaintain || figures[0].GreaterThanOrEqual(figures[1])) {
			how = tellsNothing
		}
		return how, huibao.FieldNumer, figures
	case p.Kind == huibao.KindStandard:
		how, figures := ofBoth(p, huibao.FieldMonths, huibao.FieldPaid)
		if how == stands && paysInLumps(p) {
			how = tellsNothing
		}
		return how, huibao.FieldPaid, figures
	}
	return tellsNothing, "", nil
}

// lump is how many months of the people at least are paid at once by what is not paid each month.
var lump = decimal.New(15, -1)

// paysInLumps reports whether a standard is not paid each month: by its kind, or as it was in the year so far, when
// again and again nothing was paid and then for several months; one month that was made up tells nothing.
func paysInLumps(p pair) bool {
	switch p.PayBy {
	case huibao.PayOnce, huibao.PayByTerm, huibao.PayByYear:
		return true
	}
	least := p.Prior.Values[huibao.FieldPeople].Or(decimal.Zero).Mul(lump)
	last, stood, moved, lumps := decimal.Zero, 0, 0, 0
	for _, x := range p.Series {
		months, ok := x.Cumulative.Decimal()
		if !ok {
			continue
		}
		if months.Equal(last) {
			stood++
			continue
		}
		moved++
		if stood > 0 && months.Sub(last).GreaterThanOrEqual(least) {
			lumps++
		}
		last = months
	}
	return least.Sign() > 0 && (lumps > 1 || lumps == 1 && stood >= moved)
}

func ofFlow(p pair) (constancy, huibao.Field, []decimal.Decimal) {
	now, ok := p.r.Quantity(huibao.FieldThis).Decimal()
	was, known := p.Series[len(p.Series)-1].This.Decimal()
	switch {
	case !ok || !known || now.IsZero() && was.IsZero():
		return tellsNothing, "", nil
	case !now.Equal(was):
		return moved, "", nil
	}
	return stands, huibao.FieldThis, []decimal.Decimal{now}
}

// ofBoth is how two figures stand that go together.
func ofBoth(p pair, fields ...huibao.Field) (constancy, []decimal.Decimal) {
	var list []decimal.Decimal
	for _, f := range fields {
		now, ok := p.r.Quantity(f).Decimal()
		was, known := p.Prior.Values[f].Decimal()
		switch {
		case !ok || !known:
			return tellsNothing, nil
		case !now.Equal(was):
			return moved, nil
		}
		list = append(list, now)
	}
	if slices.ContainsFunc(list, decimal.Decimal.IsZero) {
		return tellsNothing, nil
	}
	return stands, list
}
