package check

import (
	"fmt"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/claim"
	"huibao/internal/doubt"
	"huibao/internal/quote"
	"huibao/internal/regexp"
)

// contradiction is what a note tells of a figure that the figure does not bear out.
type contradiction struct {
	field huibao.Field
	words string // of the note
	why   string // the reckoning, in brackets; "" where the two numbers say it
}

// toldOtherwise asks about a figure beside which a note tells, of the same thing, another number.
func (n rowNote) toldOtherwise(note, where string) (hit, bool) {
	if !hasFigure(n.p) || fallen(n.p) || n.p.Kind == huibao.KindMilestone {
		return hit{}, false
	}
	n.known = n.figures()
	read := claim.Read(note, n.own)
	for _, sentence := range read {
		for _, c := range sentence.Claims {
			if _, _, of := n.measured(c); of {
				n.toldInAll++
			}
		}
	}
	for _, sentence := range read {
		found, is := n.contradicted(sentence)
		if !is {
			continue
		}
		return n.contradict(found, note, where), true
	}
	return hit{}, false
}

// contradict asks which of the two numbers it is.
func (n rowNote) contradict(c contradiction, note, where string) hit {
	at := n.p.r.At(c.field)
	return hit{place: at, code: n.p.Code, found: quote.Visible(note), severity: huibao.Error, holds: true, remedy: "请只留一个数：改正这一格，或改正说明",
		message: fmt.Sprintf("%s：%s填的是 %s，%s却写着%s%s，不知以哪个为准。", at, c.field.Label(n.p.Kind), n.p.r.Quantity(c.field), where, quote.Text(c.words), c.why)}
}

// contradicted is the first number of a sentence, or the first list, that the row's figures don't bear out.
func (n rowNote) contradicted(s claim.Sentence) (contradiction, bool) {
	for i, c := range s.Claims {
		if found, is := n.otherEach(s, i); is {
			return found, true
		}
		if c.About || n.ofElse(s, c) {
			continue
		}
		for _, judge := range []func(claim.Sentence, int) (contradiction, bool){n.otherCumulative, n.otherThis, n.otherUntil, n.otherLast, n.otherChange, n.otherRest, n.otherShare, n.otherPercent, n.otherPeople, n.otherPaid, n.otherPaper, n.otherProduct, n.otherAttended} {
			if found, is := judge(s, i); is {
				return found, true
			}
		}
	}
	if found, is := n.otherSum(s); is {
		return found, true
	}
	return n.otherSerial(s)
}

var (
	// ofElse is before a number in its sentence, by which it is of a part, of another place or time.
	ofElse = regexp.MustCompile(`其中|另|其[余他它]|剩余|下一?步|计划|预计|拟|若|如果|(?:[镇乡]|街道|社区|小区|标段|[一二三四]期)`)
	// toldBeside is in a sentence that says that there are others beside those of the month.
	toldBeside = regexp.MustCompile(`另|其[余他它]|续建|跨年|部分`)
	// wholeWork is before a number of works that are done, of which a row that counts them when they are begun has more.
	wholeWork = regexp.MustCompile(`[竣完]工`)
	// putRight is in a sentence that says why a number is another one.
	putRight = regexp.MustCompile(`退出|核减|扣除|扣减|剔除|结转|去重|重复|不含|含|未计|历年|以来已|补[报录发]|漏报|多报|少报|有误|误[报填计录]|更正|调整|20\d\d年(?:起|至|以来)`)
)

// ofElse reports whether a number of a sentence is, by the words before it, of something else than the row.
func (n rowNote) ofElse(s claim.Sentence, c claim.Claim) bool {
	before, _, _ := strings.Cut(s.Text, c.Clause)
	before += c.Before
	return ofElse.MatchString(n.unowned(before)) && c.Kind != claim.Remainder
}

// measured is a number in the row's measure and one in its last place, exactly; false where it is of another measure.
func (n rowNote) measured(c claim.Claim) (value, last decimal.Decimal, ok bool) {
	m, _ := leadingMeasure(c.Words)
	value, of := inRow(n.p, c.Value, c.Words)
	last, _ = inRow(n.p, decimal.New(1, min(c.Value.Exponent(), 0)), c.Words)
	return value, last, of && m != "" && m != "%"
}

// agrees reports whether a figure, rounded or cut, is what was told, or what was told is the figure when it is rounded.
func agrees(figure, value, last decimal.Decimal) bool {
	more := figure.Sub(value)
	if value.Sign() < 0 {
		more = more.Neg()
	}
	return more.LessThan(last) && more.Add(more).GreaterThanOrEqual(last.Neg()) || figure.Exponent() < 0 && value.Round(-figure.Exponent()).Equal(figure)
}

// ofPeriod reports whether a month is that of the period or of its cut-off, or none was told.
func (n rowNote) ofPeriod(month int) bool {
	return month == 0 || month == n.s.Form.Period.Month || month == n.s.Form.Day.CutOff.Month
}

// otherFigure compares a number with a figure of a count.
func (n rowNote) otherFigure(s claim.Sentence, i int, f huibao.Field) (contradiction, bool) {
	c := s.Claims[i]
	figure, known := n.p.r.Quantity(f).Decimal()
	value, last, of := n.measured(c)
	if f == "" || !known || !of || wholeWork.MatchString(c.Before) && begun.MatchString(n.p.DoneMeans) || agrees(figure, value, last) || putRight.MatchString(s.Text) || n.addsUp(s, i) {
		return contradiction{}, false
	}
	return contradiction{field: f, words: c.Clause}, true
}

// addsUp reports whether a number and another one of its sentence make a figure of the period, or of the year.
func (n rowNote) addsUp(s claim.Sentence, i int) bool {
	value, _, _ := n.measured(s.Claims[i])
	for j, c := range s.Claims {
		other, _, of := n.measured(c)
		if j != i && of && c.Kind != claim.Cumulative && anyFigure(n.p.r, value.Add(other)) {
			return true
		}
	}
	return false
}

func (n rowNote) otherCumulative(s claim.Sentence, i int) (contradiction, bool) {
	c := s.Claims[i]
	if c.Kind != claim.Cumulative || n.p.Kind != huibao.KindCount || !n.ofPeriod(c.Month) {
		return contradiction{}, false
	}
	return n.otherFigure(s, i, fieldTold(n.s, n.p, "累计"))
}

// otherThis is a number of the period near the row's, which it is meant for: one far from it may be of anything.
func (n rowNote) otherThis(s claim.Sentence, i int) (contradiction, bool) {
	c := s.Claims[i]
	if c.Kind != claim.Month || n.p.Kind != huibao.KindCount || c.Month != 0 && c.Month != n.s.Form.Period.Month {
		return contradiction{}, false
	}
	this, _ := n.p.r.Quantity(huibao.FieldThis).Decimal()
	if value, _, of := n.measured(c); !of || n.isFigure(value) || !isNear(value, this) || toldBeside.MatchString(s.Text) {
		return contradiction{}, false
	}
	return n.otherFigure(s, i, fieldTold(n.s, n.p, "本月"))
}

// ofMonth is what the row had in a month before, as it counted, and the cumulative then.
func (n rowNote) ofMonth(month int) (this, cumulative decimal.Decimal, known bool) {
	period := n.s.Form.Period
	if month == 0 {
		month = period.Month - 1
	}
	for _, past := range n.p.Series {
		if past.Period == (huibao.Period{Year: period.Year, Month: month}) {
			this, a := past.This.Decimal()
			cumulative, b := past.Cumulative.Decimal()
			return this, cumulative, a && b
		}
	}
	return this, cumulative, false
}

// otherUntil is a cumulative up to the month before that is not what counted then.
func (n rowNote) otherUntil(s claim.Sentence, i int) (contradiction, bool) {
	c := s.Claims[i]
	value, last, of := n.measured(c)
	before, known := n.p.Prior.Values[huibao.FieldCumulative].Decimal()
	if c.Kind != claim.Cumulative || c.Month == 0 || c.Month != n.s.Form.Period.Month-1 || n.ofPeriod(c.Month) || !of || !known || !n.p.Prior.Counted || fieldTold(n.s, n.p, "累计") == "" {
		return contradiction{}, false
	}
	if agrees(before, value, last) || !isNear(value, before) || putRight.MatchString(s.Text) {
		return contradiction{}, false
	}
	return contradiction{field: saidField(n.p), words: c.Clause, why: fmt.Sprintf("（上期累计计入的是 %s）", before)}, true
}

func (n rowNote) otherLast(s claim.Sentence, i int) (contradiction, bool) {
	c := s.Claims[i]
	value, last, of := n.measured(c)
	if c.Kind != claim.LastMonth && (c.Kind != claim.Month || c.Month == 0 || c.Month >= n.s.Form.Period.Month) || !of || n.p.Mode != huibao.ModeFlow {
		return contradiction{}, false
	}
	this, cumulative, known := n.ofMonth(c.Month)
	if !known || agrees(this, value, last) || agrees(cumulative, value, last) || putRight.MatchString(s.Text) || n.addsUp(s, i) {
		return contradiction{}, false
	}
	return contradiction{field: saidField(n.p), words: c.Clause, why: fmt.Sprintf("（那时计入的是 %s）", this)}, true
}

var hundred = decimal.NewFromInt(100)

func (n rowNote) otherChange(s claim.Sentence, i int) (contradiction, bool) {
	c := s.Claims[i]
	this, filled := n.p.r.Quantity(huibao.FieldThis).Decimal()
	if c.Kind != claim.Change || n.p.Mode != huibao.ModeFlow || !filled || n.afterOther(s, i) {
		return contradiction{}, false
	}
	before, cumulative, known := n.ofMonth(c.Month)
	cum, also := n.p.r.Quantity(huibao.FieldCumulative).Decimal()
	if !known || !also || putRight.MatchString(s.Text) {
		return contradiction{}, false
	}
	value, last, of := n.measured(c)
	percent := strings.HasPrefix(c.Words, "%")
	if percent {
		value, last = c.Value, decimal.New(1, min(c.Value.Exponent(), 0))
	}
	if c.Less {
		value = value.Neg()
	}
	if !of && !percent || changedBy(before, this, value, last, percent) || changedBy(cumulative, cum, value, last, percent) {
		return contradiction{}, false
	}
	return contradiction{field: huibao.FieldThis, words: c.Clause, why: fmt.Sprintf("（那时计入的是 %s）", before)}, true
}

// changedBy reports whether one figure is more than another by so much, or so many per cent.
func changedBy(before, now, value, last decimal.Decimal, percent bool) bool {
	change := now.Sub(before)
	if percent {
		change, value, last = change.Mul(hundred), value.Mul(before), last.Mul(before.Abs())
	}
	return change.Equal(value) || agrees(change, value, last)
}

// afterOther reports whether the number before another in its sentence is none of the row's.
func (n rowNote) afterOther(s claim.Sentence, i int) bool {
	if i == 0 {
		return false
	}
	value, _, of := n.measured(s.Claims[i-1])
	return !of || !n.isFigure(value) && s.Claims[i-1].Kind == claim.Other
}

// unowned is a text without the row's own words.
func (n rowNote) unowned(text string) string {
	return strings.ReplaceAll(doubt.OwnMarked(text, n.own), "·", "")
}

// rounds reports whether a clause of a note tells anew, in round numbers, the amount before it: 571950元（约57.2万元）.
func (n rowNote) rounds(note, clause string) bool {
	for _, s := range claim.Read(note, n.own) {
		for i, c := range s.Claims {
			if i == 0 || !c.About || c.Clause != clause {
				continue
			}
			whole, last, a := inMoney(c)
			exact, _, b := inMoney(s.Claims[i-1])
			if a && b && !s.Claims[i-1].About && agrees(exact, whole, last) {
				return true
			}
		}
	}
	return false
}

// inMoney is a number in 元 and one in its last place; false where it is no money.
func inMoney(c claim.Claim) (value, last decimal.Decimal, ok bool) {
	m, rest := leadingMeasure(c.Words)
	f, is := huibao.ConvertMeasure(m, "元")
	if m == "" || !is || byTheYear.MatchString(rest) || strings.HasPrefix(rest, "/") {
		return value, last, false
	}
	in := func(d decimal.Decimal) decimal.Decimal { return huibao.Whole(d).Mul(f).Round(notePlaces) }
	return in(c.Value), in(decimal.New(1, min(c.Value.Exponent(), 0))), true
}
