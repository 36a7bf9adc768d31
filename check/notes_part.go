package check

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/doubt"
)

// spokenDigits writes a number in words before a measure in figures: 其中一场.
func spokenDigits(text string) string {
	at := spoken.FindAllStringSubmatchIndex(text, -1)
	for i := len(at) - 1; i >= 0; i-- {
		g := at[i]
		if strings.HasSuffix(text[:g[0]], "每") || strings.HasSuffix(text[:g[0]], "第") || strings.HasSuffix(text[:g[0]], "逐") || strings.HasSuffix(text[:g[0]], "十") || strings.HasPrefix(text[g[1]:], "一") {
			continue
		}
		value := strings.Index("一二两三四五六七八九十", text[g[2]:g[3]]) / len("一")
		if value > 1 {
			value-- // 两 is 二
		}
		text = text[:g[2]] + strconv.Itoa(value+1) + text[g[3]:]
	}
	return text
}

// figures are those of the row.
func (n rowNote) figures() []decimal.Decimal {
	if n.known != nil {
		return n.known
	}
	var list []decimal.Decimal
	add := func(q huibao.Quantity) {
		if d, known := q.Decimal(); known {
			list = append(list, d)
		}
	}
	n.p.r.Values.Any(func(v huibao.Value) bool { add(v.Quantity); return false })
	add(n.p.Prior.Values[huibao.FieldCumulative])
	add(n.p.Prior.Values[huibao.FieldThis])
	add(n.p.Target)
	var more []decimal.Decimal
	for i, a := range list {
		for _, b := range list[:i] {
			more = append(more, a.Sub(b).Abs(), a.Add(b))
		}
	}
	return append(list, more...)
}

func (n rowNote) isFigure(d decimal.Decimal) bool {
	return slices.ContainsFunc(n.figures(), func(f decimal.Decimal) bool { return f.Equal(d) })
}

// wholly reports whether a clause without a number is of the figure of the period: there is one.
func (n rowNote) wholly() bool {
	this, known := n.p.r.Quantity(huibao.FieldThis).Decimal()
	return n.p.Kind != huibao.KindCount || !known || !this.IsZero()
}

// totalOf is what numbers come to together.
func totalOf(list []toldNumber) decimal.Decimal {
	total := decimal.Zero
	for _, k := range list {
		total = total.Add(k.value)
	}
	return total
}

// sum reports whether two numbers or more add up to a figure of the row: they are its parts.
func (n rowNote) sum(list []toldNumber) bool {
	return len(list) > 1 && anyFigure(n.p.r, totalOf(list))
}

// allParts reports whether all numbers of a note are its figure's parts: what it says of one of them is of the figure.
func (n rowNote) allParts(note string) bool {
	var list []toldNumber
	for _, c := range doubt.Clauses(note) {
		numbers, _ := n.numbers(spokenDigits(c.Text))
		list = append(list, numbers...)
	}
	return n.sum(list)
}

// ofOther reports whether a clause parts a number of the clause before it that is none of the row's.
func (n rowNote) ofOther(text string, before []doubt.Clause) bool {
	if g := amongOf.FindStringSubmatch(text); g != nil {
		d, err := huibao.ParseDecimal(g[1])
		return err == nil && !n.isFigure(d)
	}
	if !strings.HasPrefix(text, "其中") || len(before) == 0 {
		return false
	}
	last, others := n.numbers(before[len(before)-1].Text)
	if len(last) == 0 {
		return others
	}
	return !n.isFigure(last[len(last)-1].value)
}

// claimed reports whether a number is told as the row's own, and is none of its figures.
func (n rowNote) claimed(k toldNumber) bool {
	if n.isFigure(k.value) {
		return false
	}
	switch n.p.Kind {
	case huibao.KindRate:
		return n.otherRate(k)
	case huibao.KindStandard:
		claims, recorded := doubt.Claims(k.before, n.own)
		return claims && recorded && strings.Trim(k.behind, "。.整的") == ""
	}
	if fieldTold(n.s, n.p, "本月") == "" || !n.p.r.Quantity(huibao.FieldThis).IsNumber() {
		return false
	}
	before := k.before
	month := strconv.Itoa(n.s.Form.Period.Month) + "月"
	before = strings.TrimPrefix(strings.TrimPrefix(before, month), "份")
	claims, recorded := doubt.Claims(before, n.own)
	ofMonth := before != k.before && n.alone
	return (claims || before == "") && (recorded || ofMonth && !k.bare) && strings.Trim(k.behind, "。.左右整以上的") == ""
}

// otherRate reports whether a record's rate is another one than the row's numerator and denominator give.
func (n rowNote) otherRate(k toldNumber) bool {
	num, a := n.p.r.Quantity(huibao.FieldNumer).Decimal()
	den, b := n.p.r.Quantity(huibao.FieldDenom).Decimal()
	claims, recorded := doubt.Claims(k.before, n.own)
	if !a || !b || den.Sign() <= 0 || !claims || !recorded || k.measure != "%" {
		return false
	}
	return num.Mul(decimal.NewFromInt(100)).Sub(k.value.Mul(den)).Abs().GreaterThan(den)
}

// partly reports whether so many of the figure are told with a word of doubt.
func (n rowNote) partly(k toldNumber, first bool) bool {
	if k.bare || n.beyond(k.value) || movement.MatchString(k.before) || servedOf.MatchString(k.before) || n.isPrior(k) {
		return false
	}
	if stageOf.MatchString(k.before) && !anyFigure(n.p.r, k.value) || another.MatchString(k.behind) && !strings.Contains(n.p.Name, another.FindString(k.behind)) || !k.within && n.isLeft(k.value) {
		return false
	}
	before := strings.TrimPrefix(k.before, "其中")
	if !first {
		before = strings.TrimLeft(before, "、和及")
	}
	if n.p.Kind == huibao.KindRate && !k.within && !strings.ContainsAny(k.before, "含括") && !strings.HasPrefix(k.before, "其中") && !strings.HasPrefix(k.before, "有") && n.lacking(k.value) && !ofOthers.MatchString(k.before+k.behind) {
		return false
	}
	all := before + "，" + k.behind
	if anyFigure(n.p.r, k.value) {
		all = strings.NewReplacer("仅", "", "只", "").Replace(all)
	}
	word := doubt.Doubted(n.inTime(all), n.own, true)
	if strings.ContainsAny(word, "未没待尚暂") && begun.MatchString(n.p.DoneMeans) {
		return false
	}
	return word != "" || !k.beside && n.otherMonth(all) || n.partAt(k)
}

// isLeft reports whether a number is what is left of the target.
func (n rowNote) isLeft(d decimal.Decimal) bool {
	cum, known := n.p.r.Quantity(huibao.FieldCumulative).Decimal()
	target, set := n.p.Target.Decimal()
	return known && set && target.Sub(cum).Equal(d)
}

// isPrior reports whether a number is told as what was handed in before.
func (n rowNote) isPrior(k toldNumber) bool {
	last, known := n.p.Prior.Values[huibao.FieldCumulative].Decimal()
	return known && last.Equal(k.value) && !strings.HasPrefix(k.before, "其中") && strings.ContainsAny(k.before, "上前月底")
}

// lacking reports whether a number may be of those of a rate's base who are not in its numerator.
func (n rowNote) lacking(d decimal.Decimal) bool {
	num, a := n.p.r.Quantity(huibao.FieldNumer).Decimal()
	den, b := n.p.r.Quantity(huibao.FieldDenom).Decimal()
	return a && b && d.LessThanOrEqual(den.Sub(num))
}

// beyond reports whether a number is too large for a part of the row's figure.
func (n rowNote) beyond(d decimal.Decimal) bool {
	for _, f := range []huibao.Field{huibao.FieldCumulative, huibao.FieldThis, huibao.FieldNumer, huibao.FieldDenom, huibao.FieldMonths, huibao.FieldPeople} {
		if q, known := n.p.r.Quantity(f).Decimal(); known && d.LessThanOrEqual(q.Abs()) {
			return false
		}
	}
	return true
}

// otherMonth reports whether a part is told to be of a month that is neither the period's nor that of
// its cut-off, nor the end of the one before.
func (n rowNote) otherMonth(text string) bool {
	if g := ofYear.FindStringSubmatch(text); g != nil && g[1] != strconv.Itoa(n.s.Form.Period.Year) && !madeUpFor.MatchString(text) {
		return true
	}
	own := strconv.Itoa(n.s.Form.Period.Month) + "月"
	if at := strings.Index(text, own); madeUpFor.MatchString(text) || at >= 0 && (at == 0 || text[at-1] < '0' || text[at-1] > '9') && monthDay.FindStringSubmatch(text[at:])[2] == "" {
		return false
	}
	for _, g := range monthDay.FindAllStringSubmatch(n.withoutBirths(text), -1) {
		month, _ := strconv.Atoi(g[1])
		day, _ := strconv.Atoi(g[2])
		period, cut := n.s.Form.Period, n.s.Form.Day.CutOff
		switch {
		case month == period.Month && (month != cut.Month || day <= cut.Day), period.Quarter, month < 1 || month > 12:
		case month == period.Month-1 && day > cut.Day, month < period.Month && n.p.Mode == huibao.ModeStock:
		default:
			return true
		}
	}
	return false
}

// soundPart reports whether a clause about a rate's part tells its figure, or is of the row's own words or year.
func (n rowNote) soundPart(text string) bool {
	for _, at := range numberIn.FindAllString(text, -1) {
		if d, err := huibao.ParseDecimal(at); err == nil && (n.isFigure(d) || at == strconv.Itoa(n.s.Form.Year) || at == strconv.Itoa(n.s.Form.Period.Month)) {
			return true
		}
	}
	_, behind, _ := strings.Cut(text, "分")
	return !doubt.HoldsRate(text) && strings.Contains(doubt.OwnMarked(behind, n.own), "·")
}

// endsLater reports whether a clause says that the thing ends, or is done, after the cut-off.
func (n rowNote) endsLater(text string) bool {
	g := doneOn.FindStringSubmatch(text)
	if g == nil || n.p.Kind != huibao.KindCount || strings.Contains(text, "为准") {
		return false
	}
	month, _ := strconv.Atoi(g[1])
	day, _ := strconv.Atoi(g[2])
	cut := n.s.Form.Day.CutOff
	return cut.Year == n.s.Form.Period.Year && (month > cut.Month || month == cut.Month && day > cut.Day)
}

// unpaid reports whether a clause says of a standard that money of the period was not paid, whatever follows.
func (n rowNote) unpaid(text string) bool {
	return n.p.Kind == huibao.KindStandard && strings.Contains(text, strconv.Itoa(n.s.Form.Period.Month)+"月") && notPaid.MatchString(text)
}

// holds reports whether what a figure is said to hold may be in it: what is told in another measure is beside it.
func (n rowNote) holds(numbers []toldNumber, others bool) bool {
	return len(numbers) > 0 && !n.sum(numbers) || !others
}

// apart are the clauses of a note that are of a part of another number than the row's.
func (n rowNote) apart(note string) map[string]bool {
	list := doubt.Clauses(note)
	n.known = n.figures()
	found := map[string]bool{}
	for i, c := range list {
		if strings.HasPrefix(c.Text, "其中") && n.ofOther(c.Text, list[:i]) {
			found[c.Text] = true
		}
	}
	return found
}

// withoutApart is a note without the clauses that are of a part of another number than the row's.
func (n rowNote) withoutApart(note string) string {
	for clause := range n.apart(note) {
		note = withoutClause(note, clause)
	}
	return note
}

// beginsWithDigit reports whether a clause is of an earlier month that is told beside the period's (5月87台次，6月88台次).
func beginsWithDigit(clause string) bool { return clause != "" && clause[0] >= '0' && clause[0] <= '9' }

// withoutBirths is a text without the times of which people are that are counted; one behind the period is left, since
// nobody can be counted for it yet.
func (n rowNote) withoutBirths(text string) string {
	return bornIn.ReplaceAllStringFunc(text, func(found string) string {
		g := bornIn.FindStringSubmatch(found)
		year, _ := strconv.Atoi(g[1])
		month, _ := strconv.Atoi(g[2])
		if of := n.s.Form.Period; year > of.Year || year == of.Year && month > of.Month {
			return found
		}
		return ""
	})
}
