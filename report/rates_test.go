package report_test

import (
	"regexp"
	"testing"

	"github.com/shopspring/decimal"

	"huibao/statement"
)

// What a rate and a stock are told with.
var (
	rateOf  = regexp.MustCompile(`([\d.]+)%（(\d+)/(\d+)）`)
	aimOf   = regexp.MustCompile(`([\d.]+)%（(\d+)/(\d+)）(?:，不含[^，]*)?，为目标([\d.]+)%的([\d.]+)%`)
	stockOf = regexp.MustCompile(`比年初净增([\d.]+)[^\d，]*，占年度净增任务([\d.]+)[^\d]*的([\d.]+)%`)
	noBase  = regexp.MustCompile(`为年度(?:目标|任务)\d|占年度净增任务[\d.]+[^\d]*的−`)
)

// ratesOfWhatStands computes every rate again from its two numbers, its share of the target from
// both rates, and a stock's share from its two increases.
func ratesOfWhatStands(t *testing.T, printed []statement.Printed) {
	t.Helper()
	near := func(said, of, whole string, slack int64, text string) {
		t.Helper()
		got := decimal.RequireFromString(of).Shift(2).DivRound(decimal.RequireFromString(whole), 12)
		if got.Sub(decimal.RequireFromString(said)).Abs().GreaterThan(decimal.New(slack, -2)) {
			t.Errorf("%s of %s is no %s%%: %s", of, whole, said, text)
		}
	}
	for i := range printed {
		p := &printed[i]
		if p.Cells[0].Column != "" {
			continue
		}
		text := p.Cells[0].Text
		for _, g := range rateOf.FindAllStringSubmatch(text, -1) {
			near(g[1], g[2], g[3], 5, text)
		}
		for _, g := range aimOf.FindAllStringSubmatch(text, -1) {
			near(g[5], g[1], g[4], 30, text) // of the printed rate, which was rounded
		}
		for _, g := range stockOf.FindAllStringSubmatch(text, -1) {
			near(g[3], g[1], g[2], 5, text)
		}
		if odd := noBase.FindString(text); odd != "" {
			t.Errorf("%s: %s", odd, text)
		}
	}
}
