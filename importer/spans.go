package importer

import (
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// settleSpans leaves aside, of a table that we issued, the columns of figures whose headings
// say another period than the one that is reported (5月完成 in June), and the cumulatives
// that a formula makes of a column that is none of ours (计划完成 in the place of 本期完成).
func (r *reader) settleSpans(t *table) {
	if t.kind != huibao.KindCount || r.ret.Period.IsZero() {
		return
	}
	var aside []string
	for _, f := range []huibao.Field{huibao.FieldThis, huibao.FieldCumulative} {
		col := t.columns[f]
		if col == 0 || !r.otherSpan(t.headText(t.head, col)) {
			continue
		}
		aside = append(aside, "“"+t.headText(t.head, col)+"”不是"+r.ret.Period.Chinese()+"的数")
		delete(t.columns, f)
		if again := r.ownSpan(*t, f); again > 0 {
			t.columns[f], aside = again, aside[:len(aside)-1]
		}
	}
	at := t.at(t.head, 1)
	if col := r.foreign(*t); col > 0 {
		t.unsummed, at = true, t.at(t.head, col)
		if len(aside) == 0 && !t.doubted[huibao.FieldThis] {
			aside = append(aside, "本年累计的公式用了“"+t.headText(t.head, col)+"”栏，不知是不是本期完成的数")
		}
	}
	if len(aside) > 0 {
		r.remark(huibao.RemarkColumnUnclear, strings.Join(aside, "；"), at)
	}
}

// otherSpan reports whether a heading names another period than the one reported, before its words
// or in the bracket behind them: a month, months since January, a year. A day up to which something
// was counted may lie behind the period, not before it.
func (r *reader) otherSpan(text string) bool {
	bare := plainHeading(text)
	if i := strings.IndexByte(bare, '('); i > 0 && strings.HasSuffix(bare, ")") {
		inside := bare[i+1 : len(bare)-1]
		f, known := fieldByHeading[bare[:i]]
		if fits, is := r.daysFit(f, inside); is {
			return !fits
		}
		if partMonth.MatchString(inside) {
			return true
		}
		since, _ := cutPeriod(inside)
		if r.otherSpan(inside) || known && f == huibao.FieldThis && since == sinceJanuary && r.ret.Period.Month > 1 && !r.ret.Period.Quarter {
			return true
		}
	}
	p := r.ret.Period
	if partMonth.MatchString(bare) {
		return true
	}
	if g := ofYear.FindStringSubmatch(bare); g != nil && atoi(g[1]) != p.Year {
		return true
	}
	if g := sinceMonth.FindStringSubmatch(bare); g != nil {
		if until := atoi(g[2]); until > 0 && until < p.Month {
			return true
		}
		last := atoi(g[1]) + spans[g[3]]
		return last > 0 && last != p.Month
	}
	g := singleMonth.FindStringSubmatch(bare)
	return g != nil && atoi(g[1]) != p.Month
}

// partMonth is in a heading that is of a part of a month (6月上旬), or of a week, but not of a 周期.
var partMonth = regexp.MustCompile(`月?[上中下]旬|[上本]周(?:$|[^期边])|第[一二三四五\d]周(?:$|[^期年])|上半月|下半月`)

// ofYear begins a heading that is of a year's figures.
var ofYear = regexp.MustCompile(`^(20\d\d)年`)

// ownSpan is another column of a field whose heading is not of another period; 0 without one.
func (r *reader) ownSpan(t table, f huibao.Field) int {
	for _, c := range t.grid.Row(t.head) {
		if got, ok := headingOf(c.Raw); ok && got == f && c.Type == sheet.Text && c.Col >= t.from && c.Col <= t.to && !r.otherSpan(c.Raw) {
			return c.Col
		}
	}
	return 0
}

// foreign is the column under another heading than 上期累计 of which the formulas of 本年累计 make use where there is no
// 本期完成; 0 without one.
func (r *reader) foreign(t table) int {
	cum := t.columns[huibao.FieldCumulative]
	if cum == 0 || t.columns[huibao.FieldThis] > 0 {
		return 0
	}
	known := []int{cum, t.columns[huibao.FieldPrevious]}
	for _, n := range t.grid.Rows() {
		if n <= t.head || !t.grid.At(n, cum).HasFormula {
			continue
		}
		f := r.work.parse(spot{t.Name, n, cum})
		if f == nil {
			continue
		}
		for _, a := range f.Refs() {
			if a.Row1 == n && a.Row2 == n && a.Sheet == "" && a.Col1 == a.Col2 && !slices.Contains(known, a.Col1) && t.headText(t.head, a.Col1) != "" {
				return a.Col1
			}
		}
	}
	return 0
}
