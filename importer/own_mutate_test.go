package importer_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/thorough"
)

// ownTruth is a row of a unit's own table: what it reached by June, in June alone, and
// what stands beside that and must never be taken for either.
type ownTruth struct {
	code, name                string
	target, done, month, last int64
}

var ownTruths = []ownTruth{
	{"12.3", "残疾人职业技能培训", 120, 82, 20, 62},
	{"12.4", "新增残疾人就业", 80, 45, 22, 23},
	{"12.1", "残疾人辅具适配", 500, 210, 31, 179},
	{"12.5", "困难残疾人家庭无障碍改造", 100, 48, 9, 39},
}

// ownColumn is a column that a unit may put into its table: headings from the top down,
// and what stands in a row.
type ownColumn struct {
	heads []string
	value func(ownTruth) any
}

func num(n int64) any { return decimal.NewFromInt(n) }

func done(o ownTruth) any   { return num(o.done) }
func month(o ownTruth) any  { return num(o.month) }
func last(o ownTruth) any   { return num(o.last) }
func decoy(o ownTruth) any  { return num(o.done + 7) }
func target(o ownTruth) any { return num(o.target) }

// The cumulative to June, June alone, and what is neither, as units head them.
var (
	doneHeads = []string{"累计完成", "1-6月完成数", "1—6月实际完成情况", "截至6月底累计完成", "1- 6月完成情况", "完成情况", "已完成数", "年度累计", "上半年完成情况", "截至6月30日完成情况", "2024年1-6月完成数", "本年累计完成",
		"元至6月完成", "本月止累计完成", "截止6月累计完成", "6月末累计完成", "完成情况·数量", "1-6月·完成数", "完成情况·合计"}
	monthHeads = []string{"本月完成", "6月完成数", "6月份完成", "当月完成", "6月·完成数"}
	decoys     = []ownColumn{
		{[]string{"1-5月完成数"}, last}, {[]string{"截至5月底累计完成"}, last}, {[]string{"上月累计完成"}, last}, {[]string{"上期累计"}, last},
		{[]string{"5月完成数"}, decoy}, {[]string{"上月完成"}, decoy}, {[]string{"去年同期完成数"}, decoy}, {[]string{"去年同期"}, decoy}, {[]string{"2023年1-6月完成数"}, decoy},
		{[]string{"2023年", "完成数"}, decoy}, {[]string{"去年", "累计完成"}, decoy}, {[]string{"上年同期", "1-6月完成数"}, decoy},
		{[]string{"较上年±"}, decoy}, {[]string{"同比%"}, decoy}, {[]string{"同比增长"}, decoy}, {[]string{"排名"}, decoy}, {[]string{"完成数排名"}, decoy}, {[]string{"全年预计完成"}, decoy},
		{[]string{"预计完成数"}, decoy}, {[]string{"计划完成数"}, decoy}, {[]string{"1-7月计划完成"}, decoy}, {[]string{"7月完成数"}, decoy}, {[]string{"下月完成"}, decoy}, {[]string{"剩余任务数"}, decoy}, {[]string{"未完成数"}, decoy},
		{[]string{"开工数"}, decoy}, {[]string{"竣工数"}, decoy}, {[]string{"完成投资"}, decoy}, {[]string{"其中：城镇"}, decoy}, {[]string{"其中", "城镇"}, decoy},
		{[]string{"一季度完成"}, decoy}, {[]string{"二季度完成数"}, decoy}, {[]string{"第二季度", "完成数"}, decoy}, {[]string{"2季度完成情况"}, decoy}, {[]string{"本季度完成"}, decoy}, {[]string{"4-6月完成数"}, decoy}, {[]string{"4—6月", "完成数"}, decoy},
		{[]string{"本周完成"}, decoy}, {[]string{"十三五累计完成"}, decoy}, {[]string{"历年累计完成"}, decoy}, {[]string{"2021-2024年累计完成"}, decoy}, {[]string{"自开工以来累计完成"}, decoy}, {[]string{"2021年以来累计完成"}, decoy},
		{[]string{"全年完成"}, decoy}, {[]string{"1-12月完成数"}, decoy}, {[]string{"1—6月", "计划完成"}, decoy}, {[]string{"核减数"}, decoy}, {[]string{"5月", "完成数"}, decoy}, {[]string{"5月", "累计完成"}, last}, {[]string{"甲镇", "完成数"}, decoy},
		{[]string{"完成投资（万元）", "累计"}, decoy}, {[]string{"资金", "完成数"}, decoy}, {[]string{"资金支付", "累计完成"}, decoy}, {[]string{"投资", "1-6月完成数"}, decoy},
	}
	plain = []ownColumn{
		{[]string{"计量单位"}, func(ownTruth) any { return "" }}, {[]string{"责任单位"}, func(ownTruth) any { return "县残联" }}, {[]string{"备注"}, func(ownTruth) any { return "" }},
		{[]string{"完成率"}, func(o ownTruth) any {
			return decimal.NewFromInt(o.done*100).DivRound(decimal.NewFromInt(o.target), 1).String() + "%"
		}},
		{[]string{"联系电话"}, func(ownTruth) any { return "0955-1234567" }},
	}
)

// ownRandom is a unit's table with columns by chance, and what they are headed;
// known says that one of the cumulative stands among them.
func ownRandom(rnd *rand.Rand) (l *leaf, what string, known bool) {
	pick := func(list []string) ownColumn { return ownColumn{heads: strings.Split(list[rnd.IntN(len(list))], "·")} }
	columns := []ownColumn{{[]string{[]string{"年度目标", "目标任务数", "全年任务", "工作目标"}[rnd.IntN(4)]}, target}}
	if known = rnd.IntN(8) > 0; known {
		c := pick(doneHeads)
		c.value = done
		columns = append(columns, c)
	}
	if rnd.IntN(3) == 0 {
		c := pick(monthHeads)
		c.value = month
		columns = append(columns, c)
	}
	for range rnd.IntN(4) {
		columns = append(columns, decoys[rnd.IntN(len(decoys))])
	}
	for range rnd.IntN(3) {
		columns = append(columns, plain[rnd.IntN(len(plain))])
	}
	rnd.Shuffle(len(columns), func(i, j int) { columns[i], columns[j] = columns[j], columns[i] })
	return ownLaid(rnd, columns), fmt.Sprint(headsOf(columns)), known
}

func headsOf(columns []ownColumn) (list []string) {
	for _, c := range columns {
		list = append(list, strings.Join(c.heads, "·"))
	}
	return list
}

// ownLaid sets the columns as a table: one row of headings, or two with the upper ones
// merged.
func ownLaid(rnd *rand.Rand, columns []ownColumn) *leaf {
	l := &leaf{name: "Sheet1", hiddenRows: map[int]bool{}, hiddenCols: map[int]bool{}, formats: map[string]string{}}
	deep := false
	for _, c := range columns {
		deep = deep || len(c.heads) > 1
	}
	top, low := []any{"序号", []string{"项目名称", "考核指标", "民生实事项目", "指标名称"}[rnd.IntN(4)]}, []any{"", ""}
	for _, c := range columns {
		top = append(top, c.heads[0])
		if len(c.heads) > 1 {
			low = append(low, c.heads[1])
		} else {
			low = append(low, "")
		}
	}
	l.rows = [][]any{{"海原县2024年1-6月民生实事进展情况表"}, top}
	if deep {
		l.rows = append(l.rows, low)
		for i := range top {
			if low[i] == "" {
				name := string(rune('A' + i))
				l.merges = append(l.merges, [2]string{name + "2", name + "3"})
			}
		}
	}
	for i, o := range ownTruths {
		row := []any{num(int64(i + 1)), o.name}
		for _, c := range columns {
			row = append(row, c.value(o))
		}
		l.rows = append(l.rows, row)
	}
	return l
}

// TestOwnTablesByChance reads tables of a unit's own with columns by chance: whatever is
// read for a row as the cumulative, or as this period's, is that.
func TestOwnTablesByChance(t *testing.T) {
	plan := samplePlan(t)
	rnd := rand.New(rand.NewPCG(19, 7))
	knowable, read := 0, 0
	bad := map[string]bool{}
	for range thorough.Rounds(t, 120, 600) {
		l, what, known := ownRandom(rnd)
		p := &paper{name: "海原县.xlsx", sheets: []*leaf{l}}
		ret := readBack(t, plan, p.name, p.write(t))
		for _, o := range ownTruths {
			row := ret.RowByCode(o.code)
			if known {
				knowable++
			}
			if known && row != nil && row.Quantity(huibao.FieldCumulative).IsNumber() {
				read++
			}
			if row == nil {
				continue
			}
			for f, want := range map[huibao.Field]int64{huibao.FieldCumulative: o.done, huibao.FieldThis: o.month} {
				q := row.Quantity(f)
				if !q.IsNumber() {
					continue
				}
				if !q.Equal(huibao.NumInt(want)) && !bad[what] {
					bad[what] = true
					t.Errorf("%s: %s of %s read as %s, is %d", what, f, o.code, q, want)
				}
			}
		}
	}
	if read*10 < knowable*7 {
		t.Errorf("%d of %d read", read, knowable)
	}
	t.Logf("%d of %d read", read, knowable)
}
