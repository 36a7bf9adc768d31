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

// causes are what happens to many cells of the counts at once. Of all that is found one
// question (or hint) has the code, and names the cells of the column.
var causes = []struct {
	name, code string
	asks       bool
	column     string // to whose cells it points; all rows of the table are among them
	do         func(l *leaf)
}{
	{"上期累计 emptied", "H02", true, "上期累计", func(l *leaf) {
		for _, r := range l.data() {
			if prior, this, cum := l.col("上期累计"), l.col("本期完成"), l.col("本年累计"); len(r) > cum && r[prior] != "" {
				r[prior], r[cum] = "", r[this]
			}
		}
	}},
	{"every number a text", "V03", false, "本期完成", func(l *leaf) {
		for _, r := range l.data() {
			for c := range r {
				if d, ok := r[c].(decimal.Decimal); ok && c > 0 {
					r[c] = d.String()
				}
			}
		}
	}},
	{"nothing filled in", "V01", true, "本期完成", func(l *leaf) { set(l, "", "本期完成", "本年累计") }},
	{"the same word", "V02", true, "本期完成", func(l *leaf) { set(l, "正在统计", "本期完成"); set(l, "", "本年累计") }},
	{"formulas without results", "V07", true, "本期完成", func(l *leaf) { set(l, formulaCell("1+1"), "本期完成"); set(l, "", "本年累计") }},
	{"names one row off", "S13", true, "指标", func(l *leaf) {
		c, data := l.col("指标"), l.data()
		var names []any
		for _, r := range data {
			if len(r) > c {
				names = append(names, r[c])
			}
		}
		for i, r := range data {
			if len(r) > c {
				r[c] = names[(i+1)%len(names)]
			}
		}
	}},
	{"all rows twice", "S10", true, "本期完成", func(l *leaf) {
		for _, r := range slices.Clone(l.data()) {
			l.rows = append(l.rows, slices.Clone(r))
		}
	}},
}

func set(l *leaf, v any, columns ...string) {
	for _, r := range l.data() {
		for _, head := range columns {
			if c := l.col(head); len(r) > c {
				r[c] = v
			}
		}
	}
}

// TestOneCauseOneFinding damages a whole column: what is asked is asked once.
func TestOneCauseOneFinding(t *testing.T) {
	plan := samplePlan(t)
	code := plan.UnitByName("海原县").Code
	blank := plan.Form(code, nil)
	var history huibao.History
	for _, r := range blank.RowsOf(huibao.KindCount) {
		history = append(history, huibao.Record{Period: huibao.Period{Year: 2024, Month: 5}, Subject: r.Subject.Code, Code: r.Code, Counted: true,
			Field: huibao.FieldCumulative, Quantity: huibao.NumInt(40)})
	}
	form := plan.Form(code, history)
	judge := func(do func(l *leaf)) (*leaf, check.Verdict) {
		p := readIssued(t, form)
		fill(p, form)
		l := p.leaf("计数")
		for i, r := range form.RowsOf(huibao.KindCount) {
			if r.Mode == huibao.ModeFlow {
				this := l.rows[l.row(r.Code)][l.col("本期完成")].(decimal.Decimal)
				this = this.Add(decimal.NewFromInt(int64(i % 2 * 25))) // not in order from top to bottom, as if sorted by itself
				l.set(r.Code, "本期完成", this)
				l.set(r.Code, "本年累计", this.Add(decimal.NewFromInt(40)))
			}
		}
		do(l)
		ret := readBack(t, plan, p.name, p.write(t))
		return l, check.Run(check.Input{Form: form, Return: ret, Path: p.name, SHA256: strings.Repeat("cd", 32), Collecting: june})
	}
	var flows []string // rows with figures of this period, that agree with the others
	_, clean := judge(func(*leaf) {})
	for _, r := range form.RowsOf(huibao.KindCount) {
		if r.Mode == huibao.ModeFlow && !slices.Contains(clean.HeldOut, r.Code) && r.PartOf == "" {
			flows = append(flows, r.Code)
		}
	}
	if len(flows) < 20 {
		t.Fatal(flows)
	}
	for _, c := range causes {
		l, v := judge(c.do)
		var found []huibao.Finding
		for _, f := range v.Findings {
			if f.Code == c.code && f.Sheet == "计数" {
				found = append(found, f)
			} else if c.asks && f.Severity == huibao.Error && slices.ContainsFunc(f.Indicators(), func(row string) bool { return slices.Contains(flows, row) }) {
				t.Errorf("%s: says %s besides: %s", c.name, f.Code, f.Message)
			}
		}
		if len(found) != 1 || (found[0].Severity == huibao.Error) != c.asks {
			t.Errorf("%s: %d findings %s: %+v", c.name, len(found), c.code, found)
			continue
		}
		f := found[0]
		for _, row := range flows {
			if !slices.Contains(f.Indicators(), row) || c.asks && !slices.Contains(v.HeldOut, row) {
				t.Errorf("%s: nothing of %s, or it counts: %v", c.name, row, v.HeldOut)
			}
		}
		column := fmt.Sprintf("%c", 'A'+l.col(c.column))
		if !slices.ContainsFunc(f.Places(), func(p huibao.Place) bool { return strings.TrimRight(p.Cell, "0123456789") == column }) {
			t.Errorf("%s: points at %v, not at column %s", c.name, f.Places(), column)
		}
		if len([]rune(f.Message)) > 1200 {
			t.Errorf("%s: a message of %d characters: %s", c.name, len([]rune(f.Message)), f.Message)
		}
	}
}
