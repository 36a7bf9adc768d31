package check

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/numtext"
	"huibao/internal/regexp"
)

var (
	// paidBy is by how much a standard is paid, where that is not what the cell says.
	paidBy = regexp.MustCompile(`(?:(?:实际|仍|还是?|暂|目前)(?:仍|还|暂)?(?:然)?|^|[，,。；;])按(?:照)?(?:每[人户]每?月)?\s*(\d+(?:\.\d+)?)\s*元|实际(?:发放|执行)(?:标准)?[为是]?\s*(\d+(?:\.\d+)?)\s*元|按(?:照)?\s*(\d+(?:\.\d+)?)\s*元(?:的?标准)?(?:先|预|垫|暂)(?:行|时)?[发付拨]`)
	// ofPaying is in the name of what counts those who were paid.
	ofPaying = regexp.MustCompile(`发放|补贴|补助|津贴|救助金|慰问金`)
	// placeOpen is in a note of what a place has not told, of a time that is left out, or of a figure that another will
	// replace: no tone of the rest settles that.
	placeOpen = regexp.MustCompile(`(?:乡|镇|村|街道|社区|片区)[^,，。；;]{0,6}(?:未|没|不|还|尚)|(?:月|日|号)[^,，。；;]{0,4}(?:后|底)|为准|汇总`)
	// begun is in what counts as done, where what has only begun does.
	begun = regexp.MustCompile(`开工|启动|签约|立项|(?:^|[^不])(?:含|包括)在建`)
)

// doubtedIn asks about a figure of which its own note says that it is an estimate, not verified, not
// whole, or holds what is not done, or is paid otherwise.
func doubtedIn(s *scope, p pair, note, where string) (hit, bool) {
	said := doubt.OfNote(note)
	if g := paidBy.FindStringSubmatch(note); g != nil && p.Kind == huibao.KindStandard {
		said = append(said, doubt.Said{Kind: doubt.Guessed, Clause: g[0], Number: g[1] + g[2] + g[3], Words: "元"})
	}
	var apart map[string]bool
	for _, d := range said {
		if d.Kind == doubt.LeftOpen && doubt.Light(note) && !placeOpen.MatchString(note) && !noteOf(s, p).allParts(note) || !s.doubts(p, d) || certain(d.Clause) || noteOf(s, p).ofYears(d.Clause) || d.Kind == doubt.Guessed && noteOf(s, p).rounds(note, d.Clause) {
			continue
		}
		if apart == nil {
			apart = noteOf(s, p).apart(note)
		}
		if apart[d.Clause] || noteOf(s, p).ofRest(d.Clause, false) || d.Kind == doubt.PartBefore && beginsWithDigit(d.Clause) && strings.Contains(note, strconv.Itoa(s.Form.Period.Month)+"月") {
			continue
		}
		f := saidField(p)
		if p.Kind == huibao.KindStandard {
			f = huibao.FieldStandard
		}
		h := openClause(p, f, note, d.Clause, where)
		h.remedy = "请只填核实过的、已经完成的数；填的就是这样的数，请改正说明"
		return h, true
	}
	return hit{}, false
}

// doubts reports whether what a note says doubts the row's figure.
func (s *scope) doubts(p pair, said doubt.Said) bool {
	d, err := huibao.ParseDecimal(said.Number)
	month, _ := strconv.Atoi(said.Number)
	switch said.Kind {
	case doubt.Figure, doubt.LeftOpen:
		return true
	case doubt.Counted:
		return p.Kind == huibao.KindCount
	case doubt.Unpaid:
		if p.Kind == huibao.KindCount {
			return ofPaying.MatchString(p.Name) && p.r.Quantity(huibao.FieldThis).Or(decimal.Zero).Sign() > 0
		}
		paid, known := p.r.Quantity(huibao.FieldPaid).Decimal()
		return p.Kind == huibao.KindStandard && known && paid.Sign() > 0
	case doubt.OfCode:
		return said.Words != p.Code && s.Form.RowByCode(said.Words) != nil
	case doubt.OfOwnYear:
		return month != s.Form.Period.Year
	case doubt.OfSpan:
		return !s.Form.Period.Quarter && p.Kind == huibao.KindCount && p.r.Quantity(huibao.FieldThis).IsNumber()
	case doubt.OfYear:
		return p.Kind == huibao.KindCount && p.r.Quantity(huibao.FieldThis).IsNumber() && !p.r.Quantity(huibao.FieldThis).Equal(p.r.Quantity(huibao.FieldCumulative))
	case doubt.InMeasure:
		if p.Kind == huibao.KindStandard {
			return said.Words == "万元"
		}
		bare := strings.TrimLeft(said.Words, "万亿千百")
		return p.Kind == huibao.KindCount && (bare != said.Words || convertsTo(bare, p.Measure) || slices.Contains(numtext.Measures, bare) && !p.CountsAs(bare)) && said.Words != p.Measure
	case doubt.OfArea:
		return said.Words == "全省" || said.Words == "全市" && huibao.IsAreaName(s.Form.Unit.Name)
	case doubt.OfUnit:
		own := append([]string{s.Form.Unit.Name}, s.Form.UnitAliases...)
		return huibao.IsAreaName(s.Form.Unit.Name) && !slices.ContainsFunc(own, func(name string) bool {
			return name != "" && (strings.Contains(name, said.Words) || strings.Contains(said.Words, name))
		})
	case doubt.PartBefore:
		return p.Kind != huibao.KindMilestone && month > 0 && month != s.Form.Period.Month
	case doubt.AllBegun, doubt.PartDone:
		this, counted := p.r.Quantity(huibao.FieldThis).Decimal()
		d, of := inRow(p, d, said.Words)
		return err == nil && of && counted && p.Kind == huibao.KindCount && !begun.MatchString(p.DoneMeans) && (said.Kind == doubt.AllBegun && d.Equal(this) || said.Kind == doubt.PartDone && d.LessThan(this))
	case doubt.NoneDone:
		this, counted := p.r.Quantity(huibao.FieldThis).Decimal()
		return p.Kind == huibao.KindCount && counted && this.Sign() > 0 && strings.Contains(p.Name, said.Words)
	case doubt.OfOther:
		return p.Kind == huibao.KindRate && !strings.Contains(p.Numerator+p.Denominator, said.Words)
	case doubt.Unapplied:
		return p.Kind == huibao.KindStandard
	case doubt.OfRow:
		return !strings.Contains(p.Name, said.Words) && slices.ContainsFunc(s.Form.Rows, func(row huibao.FormRow) bool {
			return row.Code != p.Code && strings.Contains(row.Name, said.Words)
		})
	case doubt.KindLeft:
		return namesAll(p, said.Words)
	case doubt.RowLeft:
		row := s.Form.RowByCode(said.Words)
		return row == nil || row.Code == p.Code || row.PartOf == p.Code
	case doubt.OfBegun: // beside a 0 it says why
		return p.Kind == huibao.KindCount && !begun.MatchString(p.DoneMeans) && !p.r.Quantity(huibao.FieldThis).Equal(huibao.Num(decimal.Zero))
	case doubt.NotYet:
		from, _ := strconv.Atoi(said.Words)
		return p.Kind == huibao.KindStandard && from > s.Form.Period.Month && (said.Number == "" || err == nil && anyFigure(p.r, d))
	case doubt.OfMonth:
		return month > 0 && month != s.Form.Period.Month && month != s.Form.Day.CutOff.Month
	case doubt.PartUpTo:
		return (p.Kind == huibao.KindCount || p.Kind == huibao.KindStandard) && (month == 0 || month > s.Form.Period.Month)
	case doubt.Part:
		d, of := inRow(p, d, said.Words)
		return err == nil && of && p.Kind == huibao.KindCount && !begun.MatchString(p.DoneMeans) && !d.GreaterThan(p.r.Quantity(huibao.FieldCumulative).Or(p.r.Quantity(huibao.FieldThis).Or(d)))
	case doubt.Guessed, doubt.Replaced:
		d, of := inRow(p, d, said.Words)
		if p.Kind == huibao.KindStandard && said.Kind == doubt.Guessed {
			return err == nil && !anyFigure(p.r, d)
		}
		return err == nil && of && anyFigure(p.r, d)
	}
	return s.groundDoubts(p, said)
}

// groundDoubts is doubts of what a note says of the ground on which the row's figure stands.
func (s *scope) groundDoubts(p pair, said doubt.Said) bool {
	d, err := huibao.ParseDecimal(said.Number)
	month, _ := strconv.Atoi(said.Number)
	switch said.Kind {
	case doubt.CountedAs:
		return (p.Kind == huibao.KindRate || p.Kind == huibao.KindCount && !begun.MatchString(p.DoneMeans)) && !countsState(p, said.Words)
	case doubt.PartGone:
		whole, bad := huibao.ParseDecimal(said.Of)
		d, of := inRow(p, d, said.Words)
		return err == nil && bad == nil && of && d.Sign() > 0 && p.Kind == huibao.KindCount && anyFigure(p.r, whole)
	case doubt.Beyond:
		day, _ := strconv.Atoi(said.Of)
		cut := s.Form.Day.CutOff
		return p.Kind != huibao.KindMilestone && cut.Year == s.Form.Period.Year && (month > cut.Month || month == cut.Month && day >= cut.Day)
	case doubt.OfStage:
		return p.Kind != huibao.KindMilestone && !strings.Contains(p.Name+p.DoneMeans+p.Numerator+p.Denominator+p.Measure, said.Words)
	case doubt.OfBasis:
		return (p.Kind == huibao.KindRate || p.Kind == huibao.KindStandard) && !sharesWord(said.Words, p.Name+p.Numerator+p.Denominator+p.DoneMeans)
	}
	return false
}

// countsState reports whether a row's own words have a state, where they don't leave it out (预约诊疗, but
// not 不含未验收的).
func countsState(p pair, state string) bool {
	if state == "" {
		return false
	}
	for _, piece := range ownPieces.Split(p.Name+"，"+p.DoneMeans+"，"+p.Numerator+"，"+p.Denominator, -1) {
		if strings.Contains(piece, state) && !leavesOut.MatchString(piece) {
			return true
		}
	}
	return false
}

var (
	ownPieces = regexp.MustCompile(`[,，。;；()（）]`)
	leavesOut = regexp.MustCompile(`不[计含算予纳统包得]|[未没][有]?[计含列纳包]|剔除|扣除|除外|以外`)
)

// sharesWord reports whether two characters of a word that stand together stand so in a row's own words, too.
func sharesWord(word, own string) bool {
	list := []rune(word)
	for i := range len(list) - 1 {
		if strings.Contains(own, string(list[i:i+2])) {
			return true
		}
	}
	return false
}

// namesAll reports whether a row's name, or what counts as done of it, has all of a word's characters:
// 驾驶证审验 in 审验驾驶员(检查和换证).
func namesAll(p pair, word string) bool {
	for _, c := range word {
		if !strings.ContainsRune(p.Name+p.DoneMeans, c) {
			return false
		}
	}
	return true
}

// convertsTo reports whether a measure is another one of the same kind (里 for 公里).
func convertsTo(from, to string) bool {
	factor, ok := huibao.ConvertMeasure(from, to)
	return ok && factor.Cmp(huibao.RatioOf(1, 1)) != 0
}
