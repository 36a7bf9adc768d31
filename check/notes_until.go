package check

import (
	"fmt"
	"strconv"
	"strings"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/quote"
	"huibao/internal/regexp"
)

// untilSaid is a clause of nothing but the day up to which figures go; what stands in one about
// anything else may tell of an earlier month and go on (截至5月底437台次，6月88台次).
var untilSaid = regexp.MustCompile(`(?:^|[，,。；;（(])\s*(数据|统计|数字|[仅只]统计)?(?:统计)?(?:截[至止到]|到|至)\s*(?:20\d\d年)?(\d{1,2})月份?(?:(\d{1,2})[日号]|底|末|([上中])旬)?的?(?:数据?|统计)?\s*(?:$|[，,。；;）)])`)

// untilEarlier asks about a figure of which a text says that it ends before the cut-off.
func untilEarlier(s *scope, p pair, text, where string) (hit, bool) {
	g := untilSaid.FindStringSubmatch(text)
	if g == nil || p.Kind == huibao.KindMilestone || g[1] == "" && strings.Trim(text, "，,。；;（()） ") != strings.Trim(g[0], "，,。；;（()） ") {
		return hit{}, false
	}
	month, _ := strconv.Atoi(g[2]) // one or two digits
	day, _ := strconv.Atoi(g[3])
	if tenth := map[string]int{"上": 10, "中": 20}[g[4]]; tenth > 0 {
		day = tenth
	}
	cut, period := s.Form.Day.CutOff, s.Form.Period
	switch {
	case cut.IsZero() || month < 1 || month > 12 || period.Year != cut.Year:
		return hit{}, false
	case month < period.Month && month < cut.Month:
	case month == cut.Month && day > 0 && day+doubt.EarlyDays < cut.Day:
	default:
		return hit{}, false
	}
	f := saidField(p)
	at := p.r.At(f)
	return hit{place: at, code: p.Code, found: quote.Visible(text), severity: huibao.Error, holds: true, remedy: "请填到数据截止日的数；填的就是的，请改正说明",
		message: fmt.Sprintf("%s：填的是 %s，%s却写着%s，本期的数据截止日是 %s。", at, p.r.Quantity(f), where, quote.Text(strings.Trim(g[0], "，,。；;（()） ")), cut)}, true
}
