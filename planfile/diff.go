package planfile

import (
	"slices"
	"strings"

	"huibao"
)

// Change is one difference between two plans: a row that one of them lacks (Field
// is empty), or a cell.
type Change struct {
	Sheet string `json:"sheet"`
	Key   string `json:"key"` // of the row, in the words of its first columns
	Name  string `json:"name,omitempty"`
	Field string `json:"field,omitempty"`
	Old   string `json:"old"`
	New   string `json:"new"`
	Kind  string `json:"change"` // added, removed, changed
}

// Kinds of changes.
const (
	Added   = "added"
	Removed = "removed"
	Changed = "changed"
)

// What is what changed in Chinese: the field, or that the row is new or gone.
func (c Change) What() string {
	return map[string]string{Added: "新增", Removed: "删去", Changed: c.Field}[c.Kind]
}

func (c Change) String() string {
	words := strings.Join(strings.Fields(c.Sheet+" "+c.Key+" "+c.Name+" "+c.What()), " ")
	if c.Kind != Changed {
		return words
	}
	return words + "：" + c.Old + " → " + c.New
}

// keys are how many of a sheet's first columns name a row.
var keys = map[string][]string{"方案": {"项目"}, "报送日历": {"报告期"}, "任务": {"序号"}, "指标": {"编码"}, "单位": {"编码"},
	"参照": {"名称", "类区", "单位", "起始日期"}, "分解": {"指标"}, "序时": {"指标", "期间"}, "期初": {"指标", "单位"}, "审核公式": {"编号"}, "审核设置": {"编号"}, holidaySheet: {"日期"}, phraseSheet: {"情形"},
	"修订": {"生效日期", "录入时间", "编码", "单位", "栏目"}}

// Diff lists what changed from one plan to another, sheet by sheet in the order of
// plan.xlsx, rows in the order of the new plan, removed ones last.
func Diff(old, now *huibao.Plan) []Change {
	a, b := Tables(old), Tables(now)
	var list []Change
	for _, sheet := range everySheet() {
		list = append(list, diffTable(sheet, newKeyed(sheet, a[sheet]), newKeyed(sheet, b[sheet]), now)...)
	}
	return list
}

// keyed is a table's rows by key and heading.
type keyed struct {
	order []string
	rows  map[string]map[string]string
	heads []string
}

func newKeyed(sheet string, table [][]string) keyed {
	k := keyed{rows: map[string]map[string]string{}, heads: table[0]}
	for _, cells := range table[1:] {
		row := map[string]string{}
		for i, head := range table[0] {
			row[head] = cells[i]
		}
		var parts []string
		for _, head := range keys[sheet] {
			if row[head] != "" {
				parts = append(parts, row[head])
			}
		}
		key := strings.Join(parts, " ")
		k.order = append(k.order, key)
		k.rows[key] = row
	}
	return k
}

func diffTable(sheet string, a, b keyed, now *huibao.Plan) []Change {
	heads := slices.Clone(b.heads)
	for _, h := range a.heads {
		if !slices.Contains(heads, h) {
			heads = append(heads, h)
		}
	}
	var list []Change
	for _, key := range b.order {
		was, is := a.rows[key], b.rows[key]
		c := Change{Sheet: sheet, Key: key, Name: rowName(sheet, key, is, now)}
		if was == nil {
			c.Kind, c.New = Added, describe(heads, is)
			list = append(list, c)
			continue
		}
		for _, h := range heads {
			if was[h] != is[h] {
				c.Kind, c.Field, c.Old, c.New = Changed, h, was[h], is[h]
				list = append(list, c)
			}
		}
	}
	for _, key := range a.order {
		if b.rows[key] == nil {
			list = append(list, Change{Sheet: sheet, Key: key, Name: rowName(sheet, key, a.rows[key], now), Kind: Removed, Old: describe(a.heads, a.rows[key])})
		}
	}
	return list
}

// rowName says in words which row is meant.
func rowName(sheet, key string, row map[string]string, p *huibao.Plan) string {
	switch sheet {
	case "任务", "指标", "单位":
		return row[map[string]string{"任务": "任务", "指标": "指标", "单位": "名称"}[sheet]]
	case "分解", "序时", "期初":
		if ind := p.IndicatorByCode(row["指标"]); ind != nil {
			return ind.Name
		}
	}
	return ""
}

// describe writes the filled cells of a row in one line.
func describe(heads []string, row map[string]string) string {
	var list []string
	for _, h := range heads {
		if row[h] != "" {
			list = append(list, h+"："+row[h])
		}
	}
	return strings.Join(list, "；")
}

// Revisions turns the changes of targets, allocations and deadlines into rows of
// 修订, in force from a day on; other changes, and values that were taken away, are
// not of that sort.
func Revisions(changes []Change, now *huibao.Plan, from, recorded huibao.Date, basis string) []huibao.Revision {
	var list []huibao.Revision
	for _, c := range changes {
		r := huibao.Revision{From: from, Recorded: recorded, Indicator: c.Key, Old: c.Old, New: c.New, Basis: basis}
		switch {
		case c.Kind != Changed, c.New == "":
			continue
		case c.Sheet == "指标" && c.Field == huibao.ReviseTarget, c.Sheet == "指标" && c.Field == huibao.ReviseDeadline:
			r.Column = c.Field
		case c.Sheet == "分解":
			r.Column = huibao.ReviseAllocation
			if u := now.UnitByName(c.Field); u != nil {
				r.Unit = u.Code
			}
		default:
			continue
		}
		list = append(list, r)
	}
	return list
}
