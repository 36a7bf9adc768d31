package importer_test

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// countHead is the row of the headings of the counts.
func countHead(p *paper) (l *leaf, row []any) {
	l = p.leaf("计数")
	return l, l.rows[l.headRow()]
}

// TestShortenedHeads: a heading of ours with its measure behind a stroke, of the period's month alone or cut short
// where ours stands is read; one of another month is asked about.
func TestShortenedHeads(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	for _, c := range []struct {
		sheet, label, as string
		read             bool
	}{
		{"计数", "本期完成", "本期完成/个", true},
		{"计数", "本期完成", "6月份", true},
		{"计数", "本期完成", "2024年6月", true},
		{"计数", "本期完成", "5月份", false},
		{"计数", "本期完成", "2023年6月", false},
		{"标准", "累计发放人月（次）", "发放人月", true},
		{"标准", "累计发放人月（次）", "发放户月", false},
	} {
		p := copyPaper(t, form)
		want := fill(p, form)
		l := p.leaf(c.sheet)
		l.rows[l.headRow()][l.col(c.label)] = c.as
		d := differences(readBack(t, plan, p.name, p.write(t)), form.Unit.Code, want)
		if (len(d) == 0) != c.read {
			t.Errorf("%s: read %v, %v", c.as, len(d) == 0, d[:min(len(d), 2)])
		}
	}
}

// TestUnknownHead names the heading that stands where one was looked for.
func TestUnknownHead(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	p := copyPaper(t, form)
	fill(p, form)
	l := p.leaf("标准")
	l.rows[l.headRow()][l.col("累计发放人月（次）")] = "发放户月"
	ret := readBack(t, plan, p.name, p.write(t))
	if m, missing := ret.Has(huibao.RemarkColumnMissing); !missing || !strings.HasSuffix(m.Text, "\n“发放户月”（J 列）") {
		t.Errorf("%+v", m)
	}
}

// TestGroupsOver: a row over our headings that groups some of them changes nothing; of another month it is asked about.
func TestGroupsOver(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	for over, asked := range map[string]bool{"完成情况": false, "6月完成情况": false, "5月完成情况": true} {
		p := copyPaper(t, form)
		want := fill(p, form)
		l, _ := countHead(p)
		at := l.headRow()
		group := make([]any, l.col("本年累计")+1)
		for i := range group {
			group[i] = ""
		}
		group[l.col("上期累计")] = over
		l.merges = append(l.merges, [2]string{ref(at, l.col("上期累计")), ref(at, l.col("本年累计"))})
		l.rows = append(l.rows[:at:at], append([][]any{group}, l.rows[at:]...)...)
		ret := readBack(t, plan, p.name, p.write(t))
		if _, unclear := ret.Has(huibao.RemarkColumnUnclear); unclear != asked {
			t.Errorf("%s: asked %v", over, unclear)
		}
		if d := differences(ret, form.Unit.Code, want); !asked && len(d) > 0 {
			t.Errorf("%s: %s", over, d[0])
		}
	}
}

// TestTabOfOthers: a further tab of the form says itself whose or of when its figures are.
func TestTabOfOthers(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	for _, c := range []struct{ tab, unit, name, of string }{
		{"中宁县", "海原县", "", "中宁县"},
		{"计数（外县）", "中宁县", "", "中宁县"},
		{"5月计数", "海原县", "", "2024年5月"},
		{"乡镇汇总", "海原县", "（甲镇）", "甲镇"},
		{"计数 (2)", "海原县", "", ""},
		{"6月计数", "海原县", "", ""},
		{"7月3日更正", "海原县", "", ""},
		{"5月31日更正", "海原县", "", ""},
	} {
		p := copyPaper(t, form)
		want := fill(p, form)
		other := p.clone().leaf("计数")
		other.name = c.tab
		other.rows[1][0] = "填报单位：" + c.unit + "　报告期：2024年6月"
		other.set("14.1", "本期完成", decimal.NewFromInt(99))
		other.set("14.1", "指标", form.RowByCode("14.1").Name+c.name)
		p.sheets = append(p.sheets, other)
		ret := readBack(t, plan, p.name, p.write(t))
		m, twice := ret.Has(huibao.RemarkTableTwice)
		if lines := strings.Split(m.Text+"\n\n", "\n"); !twice || lines[0] != "14.1" || lines[1] != "99" || lines[2] != c.of {
			t.Errorf("%s: %q, want %s", c.tab, m.Text, c.of)
		}
		if d := differences(ret, form.Unit.Code, want); len(d) > 0 {
			t.Errorf("%s: %s", c.tab, d[0])
		}
	}
}

// TestNamesWithWays: how a thing was done, both ways, and the row's own figure leave a name what it is.
func TestNamesWithWays(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	for behind, same := range map[string]bool{"（线上线下）": true, "（线上、线下结合）": true, "（线上）": false, "77人": true, "（77人）": true, "26人": false, "77": false} {
		p := copyPaper(t, form)
		fill(p, form)
		l, _ := countHead(p)
		l.set("12.1", "指标", form.RowByCode("12.1").Name+behind)
		l.set("12.1", "本期完成", decimal.NewFromInt(77))
		row := readBack(t, plan, p.name, p.write(t)).RowByCode("12.1")
		if _, other := row.Has(huibao.RemarkIssuedWords); other == same {
			t.Errorf("%s: asked %v", behind, other)
		}
	}
}
