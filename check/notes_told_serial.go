package check

import (
	"fmt"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/claim"
	"huibao/internal/regexp"
)

var (
	// serials are the first and last of numbers that were given out one by one: SJ2024-0145至SJ2024-0172.
	serials = regexp.MustCompile(`((?:[A-Z]{0,4}\d{0,6}-)?[A-Z]{0,4})(\d{1,8})号?(?:至|到|~|—|–)\p{Han}?((?:[A-Z]{0,4}\d{0,6}-)?[A-Z]{0,4})(\d{1,8})(?:号|[^\d月日年.:-]|$)`)
	// oneNumber is in a sentence in which each of what is counted has a number, gaps in one where not all have.
	oneNumber = regexp.MustCompile(`号牌|车牌|牌照号|流水号|序号|证书?编?号|一\p{Han}{1,2}一[号证牌]`)
	gaps      = regexp.MustCompile(`其中|另|作废|[跳空断缺重]号|除|不含|含|未|补|发票|收据|合同|票据`)
)

// otherSerial is how many numbers were given out, of what a count has one each.
func (n rowNote) otherSerial(s claim.Sentence) (contradiction, bool) {
	g := serials.FindStringSubmatch(s.Text)
	this, known := n.p.r.Quantity(huibao.FieldThis).Decimal()
	if g == nil || g[1] != g[3] || !known || n.p.Kind != huibao.KindCount || n.p.Mode != huibao.ModeFlow || !oneNumber.MatchString(s.Text) || gaps.MatchString(n.unowned(s.Text)) {
		return contradiction{}, false
	}
	first, a := decimal.NewFromString(g[2])
	last, b := decimal.NewFromString(g[4])
	count := last.Sub(first).Add(decimal.NewFromInt(1))
	if a != nil || b != nil || anyFigure(n.p.r, count) || !isNear(count, this) {
		return contradiction{}, false
	}
	return contradiction{field: saidField(n.p), words: g[1] + g[2] + "至" + g[3] + g[4], why: fmt.Sprintf("（共 %s 个号）", count)}, true
}
