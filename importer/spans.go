package importer

import (
	"cmp"
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// settleSpans leaves aside, of a table that we issued, the columns whose headings say another period than
// the one that is reported (5月完成 in June), or a month alone where what is filled in is of the year so far,
// and the cumulatives that a formula makes of a column that is none of ours (计划完成 in the place of 本期完成).
func (r *reader) settleSpans(t *table) {
	if r.ret.Period.IsZero() {
		return
	}
	var aside, fields []string
	var at []int
	for _, c := range huibao.Columns(t.kind) {
		f, col := c.Field, t.columns[c.Field]
		if col == 0 {
			continue
		}
		heading := t.groupOver(col) + t.headText(t.head, col)
		why := cmp.Or(r.otherHead(t.kind, f, t.headText(t.head, col)), r.otherHead(t.kind, f, heading))
		if why == "" {
			continue
		}
		delete(t.columns, f)
		if again := r.ownSpan(*t, f); again > 0 && again != col {
			t.columns[f] = again
			continue
		}
		t.doubted[f] = true
		aside, fields, at = append(aside, "“"+heading+"”"+why), append(fields, string(f)), append(at, col)
	}
	if t.kind == huibao.KindCount {
		if col, how := r.foreign(*t); col > 0 {
			t.unsummed = col
			t.release(col)
			if len(aside) == 0 && !t.doubted[huibao.FieldThis] {
				aside, at = append(aside, how+"“"+t.headText(t.head, col)+"”栏，不知是不是本期完成的数"), append(at, col)
			}
		}
	}
	if len(aside) > 0 {
		r.remark(huibao.RemarkColumnUnclear, strings.TrimSuffix(strings.Join(aside, "；")+"\n"+strings.Join(fields, ","), "\n"), t.at(t.head, at[0]))
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
		if got, ok := headingOf(c.Raw); ok && got == f && c.Type == sheet.Text && c.Col >= t.from && c.Col <= t.to && r.otherHead(t.kind, f, c.Raw) == "" {
			return c.Col
		}
	}
	return 0
}

// foreign is the column on which the 本年累计 of the form that we issued rests and of which its heading
// does not say that it is 本期完成, whatever else it says: that of which the formulas make use, or,
// where they were saved as figures, that between 上期累计 and 本年累计; 0 without one. how says which.
func (r *reader) foreign(t table) (col int, how string) {
	cum, before := t.columns[huibao.FieldCumulative], t.columns[huibao.FieldPrevious]
	if cum == 0 || t.columns[huibao.FieldCode] == 0 || t.columns[huibao.FieldThis] > 0 {
		return 0, ""
	}
	for _, n := range t.grid.Rows() {
		if n <= t.head {
			continue
		}
		if !t.grid.At(n, cum).HasFormula {
			if before > 0 && before == cum-2 && t.headText(t.head, cum-1) != "" && t.sums(n, cum-1) {
				return cum - 1, "本年累计等于上期累计加上"
			}
			continue
		}
		f := r.work.parse(spot{t.Name, n, cum})
		if f == nil {
			continue
		}
		for _, a := range f.Refs() {
			if a.Row1 == n && a.Row2 == n && a.Sheet == "" && a.Col1 == a.Col2 && a.Col1 != before && a.Col1 != cum && t.headText(t.head, a.Col1) != "" {
				return a.Col1, "本年累计的公式用了"
			}
		}
	}
	return 0, ""
}

// sums reports whether a row's 本年累计 is its 上期累计 and what stands in a column, which adds something.
func (t table) sums(n, col int) bool {
	before, ok1 := t.figureAt(n, t.columns[huibao.FieldPrevious])
	add, ok2 := t.figureAt(n, col)
	sum, ok3 := t.figureAt(n, t.columns[huibao.FieldCumulative])
	return ok1 && ok2 && ok3 && !add.IsZero() && before.Add(add).Equal(sum)
}

// restsOnForeign reports whether a row's 本年累计 comes of the column of which one can't tell what it is.
func (t table) restsOnForeign(n int) bool {
	return t.unsummed > 0 && (t.grid.At(n, t.columns[huibao.FieldCumulative]).HasFormula || t.sums(n, t.unsummed))
}

// release takes a column from the field as which its heading reads and gives that the next one that is
// headed so: 任务数 in the place of 本期完成 is not the column of the targets that we print.
func (t table) release(col int) {
	for f, is := range t.columns {
		if is != col {
			continue
		}
		delete(t.columns, f)
		for next := t.from; next <= t.to; next++ {
			if got, ok := headingOf(t.headText(t.head, next)); ok && got == f && next != col && t.columns[f] == 0 {
				t.columns[f] = next
			}
		}
	}
}
