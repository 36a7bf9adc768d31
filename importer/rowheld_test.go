package importer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/check"
)

// blows are what happens to a few rows of a return: do gives back the codes of the
// rows that cannot count any more. What says so is one finding, of the code named.
var blows = []struct {
	name string
	code string // of the one question; "" where nothing is asked
	do   func(l *leaf) []string
}{
	{"a row taken out", "S09", func(l *leaf) []string { return []string{cut(l, 3)} }},
	{"three rows taken out", "S09", func(l *leaf) []string { return []string{cut(l, 1), cut(l, 1), cut(l, 2)} }},
	{"a row twice, with other figures", "S10", func(l *leaf) []string {
		code := again(l, 2, func(r []any, this int) { r[this] = decimal.NewFromInt(777) })
		return []string{code}
	}},
	{"two rows twice", "S10", func(l *leaf) []string {
		other := func(r []any, this int) { r[this] = decimal.NewFromInt(777) }
		return []string{again(l, 2, other), again(l, 4, other)}
	}},
	{"a row twice, the second blank", "", func(l *leaf) []string {
		again(l, 2, func(r []any, this int) { r[this], r[this+1] = "", "" })
		return nil
	}},
	{"a row twice, the first blank", "", func(l *leaf) []string {
		at := l.headRow() + 2
		first := slices.Clone(l.rows[at])
		this := l.col("本期完成")
		first[this], first[this+1] = "", ""
		l.rows = slices.Insert(l.rows, at, first)
		return nil
	}},
	{"a row of the unit's own", "S11", func(l *leaf) []string {
		l.rows = append(l.rows, []any{"", "", "新增的工作", "", "", decimal.NewFromInt(5)})
		return nil
	}},
	{"figures without a name", "S11", func(l *leaf) []string {
		l.rows = append(l.rows, []any{"", "", "", "", "", decimal.NewFromInt(5)})
		return nil
	}},
	{"a total in the code's column", "", func(l *leaf) []string {
		l.rows = append(l.rows, []any{"合计：", "", "", "", "", decimal.NewFromInt(9999), decimal.NewFromInt(9999)})
		return nil
	}},
	{"two names changed for each other", "S13", func(l *leaf) []string {
		a, b, name := l.rows[l.headRow()+1], l.rows[l.headRow()+2], l.col("指标")
		a[name], b[name] = b[name], a[name]
		return []string{fmt.Sprint(a[0]), fmt.Sprint(b[0])}
	}},
	{"a code as a date", "", func(l *leaf) []string {
		l.rows[l.headRow()+1][0] = decimal.NewFromInt(45292)
		l.formats[ref(l.headRow()+1, 0)] = `m"月"d"日"`
		return nil
	}},
	{"a code that is none", "", func(l *leaf) []string {
		l.rows[l.headRow()+1][0] = "一"
		return nil
	}},
	{"the code of another unit's row beside the name", "S13", func(l *leaf) []string {
		r := l.rows[l.headRow()+1]
		code := fmt.Sprint(r[0])
		r[0] = "99.9"
		return []string{code}
	}},
	{"a code with the binary tail of Excel", "", func(l *leaf) []string {
		r := l.rows[l.headRow()+1]
		r[0] = decimal.RequireFromString(fmt.Sprint(r[0]) + "00000000000001")
		return nil
	}},
	{"two columns of one heading that agree", "", func(l *leaf) []string {
		twin(l, func(v any, _ int) any { return v })
		return nil
	}},
	{"two columns of one heading that do not", "S08", func(l *leaf) []string {
		var held []string
		twin(l, func(v any, i int) any {
			if i == 1 || i == 2 {
				held = append(held, fmt.Sprint(l.data()[i][0]))
				return decimal.NewFromInt(888)
			}
			return ""
		})
		return held
	}},
	{"the column of this period taken out", "S06", func(l *leaf) []string {
		var held []string
		this := l.col("本期完成")
		for _, r := range l.data() {
			if len(r) > this+1 && r[this] != "" {
				r[this+1] = ""
				held = append(held, fmt.Sprint(r[0]))
			}
		}
		cutColumn(l, this)
		cutColumn(l, this) // and the cumulative
		for _, r := range l.data() {
			if len(r) > 0 && !slices.Contains(held, fmt.Sprint(r[0])) && r[0] != "" {
				held = append(held, fmt.Sprint(r[0]))
			}
		}
		return held
	}},
}

func cut(l *leaf, n int) string {
	at := l.headRow() + n
	code := fmt.Sprint(l.rows[at][0])
	l.rows = slices.Delete(l.rows, at, at+1)
	return code
}

func again(l *leaf, n int, change func(r []any, this int)) string {
	at := l.headRow() + n
	r := slices.Clone(l.rows[at])
	for len(r) <= l.col("本年累计") {
		r = append(r, "")
	}
	change(r, l.col("本期完成"))
	l.rows = slices.Insert(l.rows, at+1, r)
	return fmt.Sprint(r[0])
}

// twin puts a second column 本期完成 behind the table.
func twin(l *leaf, value func(v any, i int) any) {
	this, width := l.col("本期完成"), len(l.rows[l.headRow()])
	for i, r := range l.data() {
		if len(r) <= this || r[0] == "" {
			continue
		}
		for len(r) < width {
			r = append(r, "")
		}
		l.rows[l.headRow()+1+i] = append(r, value(r[this], i))
	}
	l.rows[l.headRow()] = append(l.rows[l.headRow()], "本期完成")
}

func cutColumn(l *leaf, at int) {
	for i, r := range l.rows {
		if i >= l.headRow() && len(r) > at {
			l.rows[i] = slices.Delete(slices.Clone(r), at, at+1)
		}
	}
}

// TestOtherRowsCount damages rows of a return: they are held out, in one question, and
// all others are read and count.
func TestOtherRowsCount(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	for _, b := range blows {
		p := copyPaper(t, form)
		want := fill(p, form)
		held := b.do(p.leaf("计数"))
		ret := readBack(t, plan, p.name, p.write(t))
		for _, code := range held {
			delete(want, code)
		}
		if d := differences(ret, form.Unit.Code, want); len(d) > 0 {
			t.Errorf("%s:\n%s", b.name, strings.Join(d[:min(len(d), 6)], "\n"))
		}
		v := check.Run(check.Input{Form: form, Return: ret, Path: p.name, SHA256: strings.Repeat("ab", 32), Collecting: june})
		if !v.State.Counts() {
			t.Errorf("%s: %s, %s", b.name, v.State, v.Why)
		}
		var asked []string
		for _, f := range v.Findings {
			if (f.Severity == huibao.Error || f.Severity == huibao.Warning) && (f.Code[0] == 'S' || slices.ContainsFunc(f.Indicators(), func(code string) bool { return slices.Contains(held, code) })) {
				asked = append(asked, f.Code)
			}
		}
		if strings.Join(asked, " ") != b.code {
			t.Errorf("%s: asks %v, want %q", b.name, asked, b.code)
		}
		slices.SortFunc(held, huibao.CompareCodes)
		got := slices.DeleteFunc(slices.Clone(v.HeldOut), func(code string) bool { return !slices.Contains(held, code) })
		if !slices.Equal(got, held) {
			t.Errorf("%s: holds %v, want %v", b.name, v.HeldOut, held)
		}
	}
}

// TestNoneOfOurs sends a file back in which no row is of the unit's form.
func TestNoneOfOurs(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	p := copyPaper(t, form)
	for _, l := range tables(p) {
		for i := range l.data() {
			if r := l.data()[i]; len(r) > 5 {
				r[0], r[l.col("指标")], r[5] = fmt.Sprintf("90.%d", i), fmt.Sprintf("另一件事%d", i), decimal.NewFromInt(3)
			}
		}
	}
	ret := readBack(t, plan, p.name, p.write(t))
	v := check.Run(check.Input{Form: form, Return: ret, Path: p.name, SHA256: strings.Repeat("ab", 32), Collecting: june})
	if v.State != huibao.StateRejected || len(v.Findings) == 0 || v.Findings[0].Code != "S01" || !strings.Contains(v.Why, "“90.0 另一件事0”") {
		t.Errorf("%s, %s", v.State, v.Why)
	}
}
