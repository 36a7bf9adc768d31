package check

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/regexp"
)

var (
	// ofEarlier is of what was there before the year, notEarlier says that it should not be.
	ofEarlier  = regexp.MustCompile(`历年|历史|往年|以前年度|[去上]年(?:年)?底|早年`)
	notEarlier = regexp.MustCompile(`[未没不]|漏|欠|在建|拟|估|重复|意向|申报|待`)
	// lackedBy begins a clause of some of a rate's base by which they are not in its numerator.
	lackedBy = regexp.MustCompile(`^(?:空置|(?:部分|个别|有的|有些|少数)[^,按是为算当计填抄估血片果]{0,8}(?:楼层|户型|房型|偏[大远小高]|没人|无人|不愿|不想|没有?[电厨]|漏水|维修|外出|拒|不在家|失联))`)
	// stillOn is a clause by which what it begins with goes on; ofPapers is in one of figures and papers.
	stillOn  = regexp.MustCompile(`^([^,\d]{0,10})[尚仍还]在(?:进行|开展|陆续|持续|推进)[^,]{0,4}$`)
	ofPapers = regexp.MustCompile(`[核审复校录验去补改]|统计|数据|数字|更正|更新|名单|口径|摸底|汇总|比对`)
	// doneBefore is a day after which a thing was done, and not before.
	doneBefore = regexp.MustCompile(`(\d{1,2})月(\d{1,2})[日号]才`)
)

// ofYears reports whether a clause says of a figure that is of all years so far, that it holds earlier ones.
func (n rowNote) ofYears(text string) bool {
	all := n.p.Mode == huibao.ModeStock || strings.ContainsAny(n.p.Name+n.p.Numerator, "历") || strings.Contains(n.p.Name, "累计")
	return all && ofEarlier.MatchString(text) && !notEarlier.MatchString(text)
}

// ofRest reports whether a clause is of those of a rate's base who are not in its numerator: it tells how many
// they are, or it stands behind one that does, which rest says, and does not come back to the figure.
func (n rowNote) ofRest(text string, rest bool) bool {
	num, a := n.p.r.Quantity(huibao.FieldNumer).Decimal()
	den, b := n.p.r.Quantity(huibao.FieldDenom).Decimal()
	if n.p.Kind != huibao.KindRate || !a || !b || !num.LessThan(den) || doubt.CountedAll(text) || doubt.OfRate(text) {
		return false
	}
	list, _ := n.numbers(text)
	total := decimal.Zero
	for _, k := range list {
		if k.value.Equal(num) || k.value.Equal(den) {
			return false
		}
		total = total.Add(k.value)
	}
	if len(list) > 0 && !strings.ContainsAny(text, "算含") {
		lacking := den.Sub(num)
		return total.Equal(lacking) || list[0].value.Equal(lacking) || rest && total.LessThan(lacking)
	}
	return rest || lackedBy.MatchString(text)
}

// underWay reports whether by a clause what a rate is of goes on: those who are not in its numerator are still to
// come. Where its figures are still looked through, that is a doubt.
func (n rowNote) underWay(text string) bool {
	g := stillOn.FindStringSubmatch(text)
	return n.p.Kind == huibao.KindRate && g != nil && !ofPapers.MatchString(g[1]) && (g[1] == "" || doubt.OwnMarked(g[1], n.named) != g[1])
}

// isBase reports whether a number is a rate's denominator.
func (n rowNote) isBase(d decimal.Decimal) bool {
	den, known := n.p.r.Quantity(huibao.FieldDenom).Decimal()
	return n.p.Kind == huibao.KindRate && known && den.Equal(d)
}

// inTime takes the 才 out of a text that says that a part was done on a day up to the cut-off.
func (n rowNote) inTime(text string) string {
	return doneBefore.ReplaceAllStringFunc(text, func(said string) string {
		g := doneBefore.FindStringSubmatch(said)
		month, _ := strconv.Atoi(g[1]) // one or two digits
		day, _ := strconv.Atoi(g[2])
		if cut := n.s.Form.Day.CutOff; month == n.s.Form.Period.Month && (month < cut.Month || month == cut.Month && day <= cut.Day) {
			return strings.TrimSuffix(said, "才")
		}
		return said
	})
}

// windowed is how many characters behind a number are read as of it.
const windowed = 24

// window is what behind a number is of it: up to the next one that is of no time, and windowed characters at most.
func (n rowNote) window(behind string) string {
	at, count := 0, 0
	for at < len(behind) && count < windowed {
		if c := behind[at]; c >= '0' && c <= '9' {
			end := at
			for end < len(behind) && (behind[end] >= '0' && behind[end] <= '9' || behind[end] == '.') {
				end++
			}
			if !ofTime.MatchString(behind[end:]) {
				return behind[:at+1] // with its first digit, which tells that a number follows (退出9户)
			}
			at, count = end, count+1
			continue
		}
		_, size := utf8.DecodeRuneInString(behind[at:])
		at, count = at+size, count+1
	}
	return behind[:at]
}
