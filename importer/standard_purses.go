package importer

import (
	"strings"

	"huibao"
	"huibao/internal/quote"
	"huibao/internal/regexp"
)

// heldToPurses holds back what was paid of a standard where what one level of government or another purse pays
// (县级配套) stands beside it: one can't tell whether it is in it. It is, where these come to what was paid, or
// are said to be within it (其中).
func (r *reader) heldToPurses(t table, n int, row *huibao.FormRow, out *huibao.ReturnRow) {
	paid := t.columns[huibao.FieldPaid]
	if row.Kind != huibao.KindStandard || paid == 0 {
		return
	}
	all, ok := t.figureAt(n, paid)
	var s summed
	var names []string
	for col := t.from; col <= t.to && ok; col++ {
		if col == paid || !r.ofPurse(t, col) {
			continue
		}
		if d, is := t.figureAt(n, col); !is || d.IsZero() || !s.add(t, n, col) {
			continue
		}
		names = append(names, t.ref(n, col)+quote.Text(strings.TrimSpace(t.headText(t.head, col)))+strings.TrimSpace(t.grid.At(n, col).Raw))
	}
	if len(names) == 0 || s.makes(all) {
		return
	}
	t.holdRow(n, paid, "旁边还有"+strings.Join(names, "、")+"，不知在不在累计发放资金里", all, out)
}

// ofPurse reports whether a column is of the money that one purse has paid up to now.
func (r *reader) ofPurse(t table, col int) bool {
	path, now := t.headPath(col, t.subHead()), r.reported()
	if len(path) == 0 {
		return false
	}
	heading := strings.Join(path, "")
	own, m := nameMeasure(path[len(path)-1])
	s := spanOf(heading, now.Year, now)
	return levelPart.MatchString(heading) && !noPart.MatchString(heading) && !besideDone.MatchString(heading) && !s.past && !s.ahead && s.month == 0 &&
		!partStandard.MatchString(own) && (huibao.IsMoney(m) || m == "" && purseWords.MatchString(own))
}

// purseWords are of money where no measure says so.
var purseWords = regexp.MustCompile(`资金|金额|配套|自筹|财政|支出|补助|补贴|发放|拨付|承担|负担|彩票|捐赠`)
