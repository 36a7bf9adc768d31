package importer_test

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/thorough"
)

// harmless are the things that people do to a return without changing what it says.
var harmless = []struct {
	name string
	do   func(p *paper)
}{
	{"nothing", func(*paper) {}},
	{"stamp removed", func(p *paper) { p.sheets = without(p.sheets, huibao.StampSheet) }},
	{"self-check sheet removed", func(p *paper) { p.sheets = without(p.sheets, huibao.SelfSheet) }},
	{"sheets renamed", func(p *paper) {
		for _, l := range tables(p) {
			l.name = "附表" + l.name
		}
	}},
	{"sheets in another order", func(p *paper) { slices.Reverse(p.sheets) }},
	{"rows above the title", func(p *paper) {
		for _, l := range tables(p) {
			l.rows = slices.Insert(l.rows, 0, []any{"附件1"}, []any{})
		}
	}},
	{"empty rows between", func(p *paper) {
		for _, l := range tables(p) {
			l.rows = slices.Insert(l.rows, l.headRow()+2, []any{}, []any{})
		}
	}},
	{"rows in reverse", func(p *paper) {
		for _, l := range tables(p) {
			slices.Reverse(l.data())
		}
	}},
	{"a column inserted in front", func(p *paper) {
		for _, l := range tables(p) {
			for i := range l.rows {
				l.rows[i] = slices.Insert(l.rows[i], 0, any(""))
			}
			l.rows[slices.IndexFunc(l.rows, func(r []any) bool { return slices.Contains(r, any("编码")) })][0] = "行号"
		}
	}},
	{"a column inserted in the middle", func(p *paper) {
		for _, l := range tables(p) {
			insertColumn(l, 4, "负责人")
		}
	}},
	{"columns moved", func(p *paper) {
		for _, l := range tables(p) {
			width := len(l.rows[l.headRow()])
			for i, r := range l.rows {
				for len(r) < width {
					r = append(r, "")
				}
				l.rows[i] = append(slices.Clone(r[2:]), r[0], r[1])
			}
		}
	}},
	{"headings with spaces and full-width brackets", func(p *paper) {
		heads(p, func(s string) string { return strings.Join(strings.Split(s, ""), " ") })
	}},
	{"headings with the measure", func(p *paper) {
		rename(p, map[string]string{"本期完成": "本期完成（个）", "本年累计": "本年累计(个、人)", "分子": "分子（人）"})
	}},
	{"headings with the period", func(p *paper) {
		rename(p, map[string]string{"本年累计": "1-6月累计完成", "本期完成": "6月完成"})
	}},
	{"a heading of the period over three columns", func(p *paper) {
		l := p.leaf("计数")
		at, from := l.headRow(), l.col("上期累计")
		row := make([]any, len(l.rows[at]))
		row[from] = "6月完成情况"
		l.rows = slices.Insert(l.rows, at, row)
		l.merges = append(l.merges, [2]string{ref(at, from), ref(at, from+2)})
	}},
	{"headings of standards, rates and milestones with the period", func(p *paper) {
		rename(p, map[string]string{"本年累计实发（元）": "截至6月底累计实发（元）", "期末对象人数": "6月末对象人数", "分子": "1-6月分子", "分母": "分母（截至6月）", "状态": "6月状态", "本单位数值": "本单位数值（6月）", "实际执行标准": "2024年实际执行标准"})
	}},
	{"headings in other words", func(p *paper) {
		rename(p, map[string]string{"编码": "指标编码", "指标": "考核指标", "本期完成": "本月完成", "本年累计": "实际完成", "说明": "备注", "实际执行标准": "执行标准", "期末对象人数": "发放人数"})
	}},
	{"headings broken over two lines", func(p *paper) {
		rename(p, map[string]string{"本年累计": "本年\n累计", "本期完成": "本期\n完成"})
	}},
	{"codes as numbers", func(p *paper) {
		for _, l := range tables(p) {
			for _, r := range l.data() {
				if len(r) > 0 {
					if d, err := decimal.NewFromString(fmt.Sprint(r[0])); err == nil && !strings.HasSuffix(fmt.Sprint(r[0]), "0") {
						r[0] = d
					}
				}
			}
		}
	}},
	{"codes removed", func(p *paper) {
		for _, l := range tables(p) {
			for i := range l.rows {
				if len(l.rows[i]) > 0 && i >= l.headRow() && l.headRow() >= 0 {
					l.rows[i][0] = ""
				}
			}
		}
	}},
	{"tasks on their first row only", func(p *paper) {
		for _, l := range tables(p) {
			last := any("")
			c := l.col("任务")
			for _, r := range l.data() {
				if len(r) > c && r[c] == last {
					r[c] = ""
				} else if len(r) > c {
					last = r[c]
				}
			}
		}
	}},
	{"names with spaces", func(p *paper) {
		for _, l := range tables(p) {
			l.each("指标", func(v any) any { return " " + strings.Join(strings.Split(v.(string), ""), " ") + " " })
		}
	}},
	{"hidden rows", func(p *paper) {
		for _, l := range tables(p) {
			l.hiddenRows[l.headRow()+1] = true
		}
	}},
	{"hidden columns", func(p *paper) {
		for _, l := range tables(p) {
			l.hiddenCols[1] = true
		}
	}},
	{"totals added", func(p *paper) {
		l := p.leaf("计数")
		l.rows = append(l.rows, []any{"", "合计", "", "", "", decimal.NewFromInt(9999), decimal.NewFromInt(9999)})
	}},
	{"a sheet of notes added", func(p *paper) {
		p.sheets = append(p.sheets, &leaf{name: "工作照片", rows: [][]any{{"照片说明"}, {"6月5日现场", decimal.NewFromInt(12)}}})
	}},
	{"the headings printed again", func(p *paper) {
		l := p.leaf("计数")
		h := l.headRow()
		l.rows = slices.Insert(l.rows, h+4, slices.Clone(l.rows[h]))
	}},
	{"two tables on one sheet", func(p *paper) {
		a, b := p.leaf("计数"), p.leaf("比率")
		a.rows = append(append(a.rows, []any{}), b.rows[b.headRow():]...)
		p.sheets = without(p.sheets, "比率")
	}},
	{"one table over two sheets", func(p *paper) {
		l := p.leaf("计数")
		h := l.headRow()
		second := &leaf{name: "计数（续）", rows: append([][]any{slices.Clone(l.rows[h])}, l.rows[h+6:]...), hiddenRows: map[int]bool{}, hiddenCols: map[int]bool{}}
		l.rows = l.rows[:h+6]
		p.sheets = append(p.sheets, second)
	}},
	{"numbers typed as text", numbers(func(s string) string { return s })},
	{"leading apostrophes", numbers(func(s string) string { return "'" + s })},
	{"full-width digits", numbers(func(s string) string {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r - '0' + '０'
			}
			return r
		}, s)
	})},
	{"blanks around the numbers", numbers(func(s string) string { return "　" + s + " " })},
	{"separators of thousands", numbers(grouped)},
	{"measures behind the numbers", typed(huibao.KindStandard, huibao.FieldPaid, func(s string) string { return s + "元" })},
	{"万元", typed(huibao.KindStandard, huibao.FieldPaid, func(s string) string { return decimal.RequireFromString(s).Shift(-4).String() + "万元" })},
	{"万", typed(huibao.KindStandard, huibao.FieldPaid, func(s string) string { return decimal.RequireFromString(s).Shift(-4).String() + "万" })},
	{"notes behind the numbers", typed(huibao.KindCount, huibao.FieldThis, func(s string) string { return s + "（含外来）" })},
	{"days as 2024.6.5", typed(huibao.KindMilestone, huibao.FieldDone, func(string) string { return "2024.6.5" })},
	{"days as 6月5日", typed(huibao.KindMilestone, huibao.FieldDone, func(string) string { return "6月5日" })},
	{"days as 2024年6月5日", typed(huibao.KindMilestone, huibao.FieldDone, func(string) string { return "2024年6月5日" })},
	{"figures shown in 万", func(p *paper) {
		l := p.leaf("标准")
		c := l.col("本年累计实发（元）")
		for i := l.headRow() + 1; i < len(l.rows); i++ {
			l.formats[ref(i, c)] = `0!.0,"万"`
		}
	}},
	{"the file renamed", func(p *paper) { p.name = "报表（最终）.xlsx" }},
	{"the title merged", func(p *paper) {
		for _, l := range tables(p) {
			l.merges = append(l.merges, [2]string{"A1", "F1"})
		}
	}},
	{"a sheet hidden", func(p *paper) { p.leaf("比率").hidden = true }},
	{"状态 in other words", typed(huibao.KindMilestone, huibao.FieldState, func(string) string { return "完成" })},
}

func without(list []*leaf, name string) []*leaf {
	return slices.DeleteFunc(slices.Clone(list), func(l *leaf) bool { return l.name == name })
}

// tables are the sheets that hold one of our tables.
func tables(p *paper) []*leaf {
	var list []*leaf
	for _, l := range p.sheets {
		if !l.veryHidden && l.name != huibao.SelfSheet && l.headRow() >= 0 {
			list = append(list, l)
		}
	}
	return list
}

func insertColumn(l *leaf, at int, head string) {
	for i := range l.rows {
		if len(l.rows[i]) > at {
			l.rows[i] = slices.Insert(l.rows[i], at, any(""))
		}
	}
	l.rows[l.headRow()][at] = head
}

func heads(p *paper, change func(string) string) {
	for _, l := range tables(p) {
		row := l.rows[l.headRow()]
		for j, v := range row {
			row[j] = change(v.(string))
		}
	}
}

func rename(p *paper, words map[string]string) {
	heads(p, func(s string) string {
		if w, ok := words[s]; ok {
			return w
		}
		return s
	})
}

func ref(row, col int) string { return fmt.Sprintf("%c%d", 'A'+col, row+1) }

// numbers types every number of the inputs in another way.
func numbers(change func(string) string) func(*paper) {
	return func(p *paper) {
		for _, k := range huibao.Kinds() {
			for _, c := range huibao.Columns(k) {
				if c.Type == huibao.TypeNumber {
					typed(k, c.Field, change)(p)
				}
			}
		}
	}
}

// typed types the inputs of one column in another way.
func typed(k huibao.Kind, f huibao.Field, change func(string) string) func(*paper) {
	return func(p *paper) {
		l := p.leaf(k.Label())
		c, _ := huibao.ColumnOf(k, f)
		if l == nil || l.headRow() < 0 || l.col(c.Label) < 0 {
			return
		}
		l.each(c.Label, func(v any) any {
			if d, ok := v.(decimal.Decimal); ok {
				return change(d.String())
			}
			if c.Type == huibao.TypeNumber {
				return v
			}
			return change(fmt.Sprint(v))
		})
	}
}

func grouped(s string) string {
	whole, rest, dot := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if dot {
		return whole + "." + rest
	}
	return whole
}

// TestHarmless does each thing that changes nothing to a filled-in return, of a
// county and, but for a plain run, of a bureau, and reads back what was filled in.
func TestHarmless(t *testing.T) {
	if len(harmless) < 40 {
		t.Fatalf("%d ways", len(harmless))
	}
	plan := samplePlan(t)
	for _, unit := range []string{"海原县", "市教育局"}[:thorough.Rounds(t, 1, 2)] {
		form := plan.Form(plan.UnitByName(unit).Code, nil)
		for _, h := range harmless {
			p := copyPaper(t, form)
			want := fill(p, form)
			if p.leaf("比率") == nil || p.leaf("标准") == nil || p.leaf("计数") == nil || p.leaf("事项") == nil {
				if unit == "市教育局" {
					continue
				}
				t.Fatal("the county's return lacks a kind")
			}
			h.do(p)
			ret := readBack(t, plan, p.name, p.write(t))
			if d := differences(ret, form.Unit.Code, want); len(d) > 0 {
				t.Errorf("%s, %s:\n%s", unit, h.name, strings.Join(d[:min(len(d), 6)], "\n"))
			}
		}
	}
}

// TestHarmlessTogether does several of them at once, by a fixed seed.
func TestHarmlessTogether(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("中宁县").Code, nil)
	rnd := rand.New(rand.NewSource(7))
	for range thorough.Rounds(t, 15, 60) {
		p := copyPaper(t, form)
		want := fill(p, form)
		var names []string
		for range 3 {
			h := harmless[rnd.Intn(len(harmless))]
			if slices.Contains(names, h.name) || !fits(p, names) {
				continue
			}
			names = append(names, h.name)
			h.do(p)
		}
		ret := readBack(t, plan, p.name, p.write(t))
		if d := differences(ret, form.Unit.Code, want); len(d) > 0 {
			t.Errorf("%s:\n%s", strings.Join(names, " + "), strings.Join(d[:min(len(d), 6)], "\n"))
		}
	}
}

// fits reports whether a paper still has the sheets and headings by which the next
// thing finds its way.
func fits(p *paper, done []string) bool {
	for _, k := range []string{"计数", "比率", "标准", "事项"} {
		l := p.leaf(k)
		if l == nil || l.headRow() < 0 {
			return false
		}
		for _, c := range huibao.Columns(huibao.Kind(map[string]string{"计数": "count", "比率": "rate", "标准": "standard", "事项": "milestone"}[k])) {
			if l.col(c.Label) < 0 {
				return false
			}
		}
		if l.rows[l.headRow()][0] != any("编码") {
			return false
		}
	}
	return !slices.Contains(done, "codes removed") && !slices.Contains(done, "numbers typed as text") || len(done) < 2
}
