package draft

import (
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
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
		if y == t || y.kind != t.kind || y.measure != t.measure || t.value.GreaterThan(y.value) || y.byMonth() {
			return false
		}
		if y.sentence == t.sentence && y.at < t.at { // 新建公园10个，三季度完成6个
			return t.whole == y || t.base() == y.base()
		}
		return yearly(y)
	})
	if i < 0 {
		return t.lastOfSeries(of)
	}
	return of[i]
}

// lastOfSeries is the last of several that are due one after the other, each no smaller than
// the one before, where nothing tells of the year: 3月底前2家，6月底前4家，9月底前7家.
func (t *target) lastOfSeries(of []*target) *target {
	last := t
	for _, y := range of {
		if y.sentence == t.sentence && y.kind == t.kind && y.measure == t.measure && y.base() == t.base() && y.at > last.at && y.byMonth() {
			if y.value.LessThan(last.value) {
				return nil
			}
			last = y
		}
	}
	if last == t {
		return nil
	}
	last.doubt("目标值", "原文只写了各节点的数，以最后一个为全年目标")
	return last
}

// byMonth reports whether a target's clause says a month or quarter.
func (t *target) byMonth() bool {
	clause := backTo(t.sentence[:t.at], "，；。、")
	return nodeForm.MatchString(clause) && !strings.Contains(clause, "12月")
}

// restates reports whether a target says once more, of the year's end, what stands before
// it in its sentence: 新建公园10个，三季度完成6个、年底10个.
func (t *target) restates(y *target) bool {
	return y.at < t.at && t.base() == y.base() && containsAny(backTo(t.sentence[:t.at], "，；。、"), yearWords) != ""
}

// yearWords say that something is told of the whole year.
var yearWords = []string{"年底", "全年", "累计", "年末", "12月", "四季度", "年内"}

// yearly reports whether a target is told of the whole year: by the words in front of
// it, or because it stands in another sentence than the step.
func yearly(t *target) bool {
	clause := backTo(t.sentence[:t.at], "，；。")
	return containsAny(clause, yearWords) != "" || !nodeForm.MatchString(t.sentence)
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
