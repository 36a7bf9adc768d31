package draft

import (
	"regexp"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
)

// nodeForm is a month or quarter at the beginning of a clause: what is to be done
// by then.
var nodeForm = regexp.MustCompile(`(?:\d{1,2}月(?:底|末|份|中旬|\d{1,2}日)?(?:之?前)?|[一二三]季度|上半年|年中)`)

// node is a step on the way to a year's target.
type node struct{ step, target *target }

// nodeOf is the target on the way to which another is a step: a count of the same
// measure, no smaller, while the step is due by a month or quarter.
func (t *target) nodeOf(of []*target) *target {
	if t.kind != huibao.KindCount || !t.byMonth() {
		return nil
	}
	i := slices.IndexFunc(of, func(y *target) bool {
		return y != t && y.kind == t.kind && y.measure == t.measure && !t.value.GreaterThan(y.value) && (y.sentence != t.sentence || y.at > t.at) && !y.byMonth() && yearly(y)
	})
	if i < 0 {
		return nil
	}
	return of[i]
}

// byMonth reports whether a target's clause says a month or quarter.
func (t *target) byMonth() bool {
	clause := backTo(t.sentence[:t.at], "，；。")
	return nodeForm.MatchString(clause) && !strings.Contains(clause, "12月")
}

// yearly reports whether a target is told of the whole year: by the words in front of
// it, or because it stands in another sentence than the step.
func yearly(t *target) bool {
	clause := backTo(t.sentence[:t.at], "，；。")
	return containsAny(clause, []string{"年底", "全年", "累计", "年末", "12月", "四季度", "年内"}) != "" || !nodeForm.MatchString(t.sentence)
}

// paces makes 序时 of the steps: their share of the target by the end of their month, and
// all of it by the end of the year.
func (b *builder) paces() {
	p := b.draft.Plan
	for _, n := range b.nodes {
		code := b.codes[n.target]
		month := monthOf(backTo(n.step.sentence[:n.step.at], "，；。"))
		if code == "" || month == 0 || p.Year == 0 || slices.ContainsFunc(p.Paces, func(x huibao.PacePoint) bool { return x.Indicator == code }) {
			continue
		}
		share := n.step.value.Mul(decimal.NewFromInt(100)).DivRound(n.target.value, 2)
		p.Paces = append(p.Paces, huibao.PacePoint{Indicator: code, Period: huibao.Period{Year: p.Year, Month: month}, Share: share},
			huibao.PacePoint{Indicator: code, Period: huibao.Period{Year: p.Year, Month: 12}, Share: decimal.NewFromInt(100)})
		b.paced[n.step] = code
	}
}

var monthForm = regexp.MustCompile(`(\d{1,2})月`)

// monthOf is the month by the end of which a clause says that something is due; 0
// where it says none, or that of the year's end.
func monthOf(clause string) int {
	for _, q := range []struct {
		word  string
		month int
	}{{"一季度", 3}, {"二季度", 6}, {"上半年", 6}, {"年中", 6}, {"三季度", 9}} {
		if strings.Contains(clause, q.word) {
			return q.month
		}
	}
	if g := monthForm.FindStringSubmatch(clause); g != nil {
		if m := atoi(g[1]); m >= 1 && m < 12 {
			return m
		}
	}
	return 0
}
