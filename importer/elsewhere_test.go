package importer_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// again is the table of a paper once more, under another name.
func (p *paper) again(name string, change func(l *leaf)) *leaf {
	l := p.leaf("计数")
	m := &leaf{name: name, hiddenRows: map[int]bool{}, hiddenCols: map[int]bool{}, formats: map[string]string{}}
	for _, row := range l.rows {
		m.rows = append(m.rows, slices.Clone(row))
	}
	change(m)
	p.sheets = append(p.sheets, m)
	return m
}

// emptied takes the figures of an indicator out of a table.
func emptied(l *leaf, codes ...string) {
	for _, row := range l.data() {
		if len(row) > 0 && (len(codes) == 0 || slices.Contains(codes, row[0].(string))) {
			for _, head := range []string{"本期完成", "本年累计"} {
				if c := l.col(head); c < len(row) {
					row[c] = ""
				}
			}
		}
	}
}

// others puts other figures into a table.
func others(l *leaf) {
	l.each("本期完成", func(any) any { return decimal.NewFromInt(7) })
}

// lastMonths changes the title of a table.
func lastMonths(l *leaf) {
	l.rows[1][0] = strings.Replace(l.rows[1][0].(string), "2024年6月", "2024年5月", 1)
}

// TestOnlyElsewhere: a row that is blank is not filled in from what is hidden, nor from a
// table with other figures; it is from the filled-in copy of a blank form.
func TestOnlyElsewhere(t *testing.T) {
	same := func(*leaf) {}
	for _, c := range []struct {
		name  string
		do    func(p *paper)
		asked bool
		twice int // rows that stand twice with different figures
	}{
		{"a hidden copy", func(p *paper) {
			p.again("备份", same).hidden = true
			emptied(p.leaf("计数"), "20.1")
		}, true, 0},
		{"a hidden row", func(p *paper) {
			l := p.leaf("计数")
			l.rows = append(l.rows, slices.Clone(l.rows[l.row("20.1")]))
			l.hiddenRows[len(l.rows)-1] = true
			blanked(l, l.row("20.1"))
		}, true, 0},
		{"a visible copy of the row", func(p *paper) {
			l := p.leaf("计数")
			l.rows = append(l.rows, slices.Clone(l.rows[l.row("20.1")]))
			blanked(l, l.row("20.1"))
		}, false, 0},
		{"another version", func(p *paper) {
			p.again("计数 (2)", others)
			emptied(p.leaf("计数"), "20.1")
		}, true, 35},
		{"the same version", func(p *paper) {
			p.again("计数 (2)", same)
			emptied(p.leaf("计数"), "20.1")
		}, false, 0},
		{"a blank form", func(p *paper) {
			p.again("计数 (2)", same)
			emptied(p.leaf("计数"))
		}, false, 0},
		{"a form with one figure left in it", func(p *paper) {
			p.again("计数 (2)", func(l *leaf) { l.set("12.3", "本期完成", decimal.NewFromInt(3)) })
			l := p.leaf("计数")
			keep := slices.Clone(l.rows[l.row("12.3")])
			emptied(l)
			l.rows[l.row("12.3")] = keep
		}, false, 1},
		{"a hidden blank form", func(p *paper) { p.again("空表", func(l *leaf) { emptied(l) }).hidden = true }, false, 0},
		{"last month's tab", func(p *paper) { lastMonths(p.again("上月", others)) }, false, 0},
		{"a tab named after last month, titled this month's", func(p *paper) { p.again("上月", others) }, false, 36},
		{"last month's tab, blank now", func(p *paper) {
			lastMonths(p.again("计数（上期）", others))
			emptied(p.leaf("计数"), "20.1")
		}, false, 0},
	} {
		plan := samplePlan(t)
		form := plan.Form(plan.UnitByName("海原县").Code, nil)
		p := copyPaper(t, form)
		want := fill(p, form)
		c.do(p)
		ret := readBack(t, plan, p.name, p.write(t))
		asked, twice := false, 0
		for _, r := range ret.Remarks {
			asked = asked || r.Kind == huibao.RemarkOnlyElsewhere && r.Text == "20.1" && r.Place.Cell != ""
			if r.Kind == huibao.RemarkTableTwice {
				twice++
			}
		}
		if asked != c.asked || twice != c.twice {
			t.Errorf("%s: asked %v, %d rows twice", c.name, asked, twice)
		}
		if v := ret.RowByCode("12.3").Values.Of(huibao.FieldThis).Quantity.String(); v != want["12.3"][huibao.FieldThis] {
			t.Errorf("%s: 12.3 is %s", c.name, v)
		}
	}
}

func blanked(l *leaf, row int) {
	for _, head := range []string{"本期完成", "本年累计"} {
		l.rows[row][l.col(head)] = ""
	}
}

// TestMergedDown: a day and a note that are merged stand for all rows; a code that is, for
// one; of none of them a figure is said to be missing.
func TestMergedDown(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	p := copyPaper(t, form)
	want := fill(p, form)
	merge := func(l *leaf, label, first, last, text string) {
		c := l.col(label)
		for n := l.row(first); n <= l.row(last); n++ {
			for len(l.rows[n]) <= c {
				l.rows[n] = append(l.rows[n], "")
			}
			if n > l.row(first) {
				defer func() { l.rows[n][c] = "" }()
			} else if text != "" {
				l.rows[n][c] = text
			}
		}
		l.merges = append(l.merges, [2]string{ref(l.row(first), c), ref(l.row(last), c)})
	}
	merge(p.leaf("标准"), "执行日期", "8.1", "8.3", "")
	merge(p.leaf("计数"), "说明", "12.1", "12.4", "均已核实，见附表")
	merge(p.leaf("计数"), "编码", "20.1", "21.1", "")
	ret := readBack(t, plan, p.name, p.write(t))
	if d := differences(ret, form.Unit.Code, want); len(d) > 0 {
		t.Error(d)
	}
	for code, f := range map[string]huibao.Field{"12.3": huibao.FieldNote, "12.4": huibao.FieldNote, "8.2": huibao.FieldSince, "8.3": huibao.FieldSince, "21.1": huibao.FieldCode} {
		v := ret.RowByCode(code).Values.Of(f)
		if v.Has(huibao.RemarkUnderMerge) || f == huibao.FieldNote && v.Word != "均已核实，见附表" || v.Has(huibao.RemarkMerged) != (f == huibao.FieldSince) {
			t.Errorf("%s: %+v", code, v)
		}
	}
}

// TestBeside: what stands in a row beside the table, or in a column without a heading, is
// remarked; a column with a heading is not.
func TestBeside(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	p := copyPaper(t, form)
	want := fill(p, form)
	l := p.leaf("计数")
	width := len(l.rows[l.headRow()])
	insertColumn(l, 4, "")
	insertColumn(l, 4, "责任人")
	for _, row := range l.data() {
		row[4] = "甲"
	}
	n := l.row("20.1")
	l.rows[n][5] = decimal.NewFromInt(14)
	for len(l.rows[n]) < width+4 {
		l.rows[n] = append(l.rows[n], "")
	}
	l.rows[n][width+3] = "应为31"
	ret := readBack(t, plan, p.name, p.write(t))
	if d := differences(ret, form.Unit.Code, want); len(d) > 0 {
		t.Error(d)
	}
	var got []string
	for _, row := range ret.Rows {
		for _, r := range row.Remarks {
			if r.Kind == huibao.RemarkBeside {
				got = append(got, row.Code+" "+r.Text+" "+r.Place.Cell)
			}
		}
	}
	if at := strconv.Itoa(n + 1); !slices.Equal(got, []string{"20.1 14 F" + at, "20.1 应为31 O" + at}) {
		t.Error(got)
	}
}
