package planfile

import (
	"slices"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
)

func itoa(n int) string { return strconv.Itoa(n) }

func (b *builder) units() {
	b.each("单位", func(r row) {
		u := huibao.Unit{Code: r.text("编码"), Aliases: names(r.raw("简称")), Level: word(r, "级别", huibao.ParseLevel, huibao.LevelLabels()),
			Parent: r.text("上级"), Classes: r.classes(), Population: r.quantity("人口").Or(decimal.Zero),
			Start: r.date("起始日期"), End: r.date("撤销日期"), At: r.at()}
		u.Name, u.Renamed = r.unitNames()
		if u.Code == "" || u.Name == "" {
			r.wrong("名称", "单位要有编码和名称")
			return
		}
		taken := func(name string) bool { return b.called(name) != nil }
		if b.coded(u.Code) != nil || taken(u.Name) || slices.ContainsFunc(u.Renamed, func(n huibao.DatedName) bool { return taken(n.Name) }) {
			r.remark(huibao.PlanDuplicate, "编码", "不重复的编码和名称")
			return
		}
		b.byCode[u.Code] = len(b.plan.Units)
		b.plan.Units = append(b.plan.Units, u)
		for _, name := range append(u.Names(), u.Code) {
			if _, ok := b.byName[name]; !ok {
				b.byName[name] = len(b.plan.Units) - 1
			}
		}
	})
}

// called is Plan.UnitByName, and coded Plan.UnitByCode, while the plan is being made.
func (b *builder) called(name string) *huibao.Unit { return b.at(b.byName, name) }
func (b *builder) coded(code string) *huibao.Unit  { return b.at(b.byCode, code) }

func (b *builder) at(index map[string]int, key string) *huibao.Unit {
	if i, ok := index[key]; ok {
		return &b.plan.Units[i]
	}
	return nil
}

// successors reads 后继, which may name a unit further down.
func (b *builder) successors() {
	b.each("单位", func(r row) {
		u := b.coded(r.text("编码"))
		if u == nil || r.raw("后继") == "" {
			return
		}
		to := b.unit(r, "后继")
		for at := to; at != ""; at = b.coded(at).Successor {
			if at == u.Code {
				r.wrong("后继", "另一个单位，且不能绕回本单位")
				return
			}
		}
		u.Successor = to
	})
}

// unitNames reads 名称: one name, or "甲县；2024-11-01 乙县" where it changes.
func (r row) unitNames() (name string, later []huibao.DatedName) {
	const form = "如 甲县，或 甲县；2024-11-01 乙县"
	parts := strings.FieldsFunc(r.raw("名称"), func(c rune) bool { return c == ';' || c == '；' })
	for i, part := range parts {
		if i == 0 {
			name = strings.TrimSpace(part)
			continue
		}
		words := append(strings.Fields(part), "")
		d, ok := parseDate(words[0])
		if !ok || words[1] == "" {
			r.wrong("名称", form)
			continue
		}
		later = append(later, huibao.DatedName{From: d, Name: strings.Join(words[1:len(words)-1], " ")})
	}
	return name, later
}

// classes reads 类区: one class, or "三类区；2024-02-01 二类区" where it changes.
func (r row) classes() []huibao.DatedClass {
	var list []huibao.DatedClass
	for _, part := range strings.FieldsFunc(r.text("类区"), func(c rune) bool { return c == ';' || c == '；' }) {
		fields := strings.Fields(part)
		c := huibao.DatedClass{Class: fields[len(fields)-1]}
		if len(fields) == 2 {
			d, ok := parseDate(fields[0])
			if !ok {
				r.wrong("类区", "如 二类区，或 三类区；2024-02-01 二类区")
				continue
			}
			c.From = d
		}
		list = append(list, c)
	}
	return list
}

// groups are names that stand for many units: 各县(市、区)人民政府, 各镇(街道); 市政府各
// 有关部门(单位), 区直有关单位.
var groups = []struct {
	form    *regexp.Regexp
	belongs func(*huibao.Unit) bool
}{
	{regexp.MustCompile(`^各(?:[县市区旗州乡镇()、/]|街道|园区)+(?:人民政府|政府|办事处|管委会)?$`), (*huibao.Unit).IsArea},
	{regexp.MustCompile(`^各?[省市州县区]?(?:直|级|政府)?各?(?:有关|相关)(?:部门|单位)(?:\((?:部门|单位)\))?$`), isBureau},
}

func isBureau(u *huibao.Unit) bool { return u.Level == huibao.LevelBureau }

// unitsOf resolves a list of names to codes, groups expanded, each once.
func (b *builder) unitsOf(r row, head string) []string {
	var codes []string
	add := func(code string) {
		if !slices.Contains(codes, code) {
			codes = append(codes, code)
		}
	}
	for _, name := range names(r.raw(head)) {
		if members, ok := b.group(name); ok {
			for _, m := range members {
				add(m)
			}
			continue
		}
		if u := b.find(name); u != nil {
			add(u.Code)
			continue
		}
		b.remarks = append(b.remarks, huibao.PlanRemark{Kind: huibao.PlanUnknownName, Place: r.place(head), Found: name, Allowed: "单位表中的名称、简称或编码"})
	}
	return codes
}

func (b *builder) group(name string) ([]string, bool) {
	for _, g := range groups {
		if !g.form.MatchString(fold(name)) {
			continue
		}
		var list []string
		for i := range b.plan.Units {
			if g.belongs(&b.plan.Units[i]) {
				list = append(list, b.plan.Units[i].Code)
			}
		}
		return list, true
	}
	return nil, false
}

func (b *builder) find(name string) *huibao.Unit {
	if u := b.called(name); u != nil {
		return u
	}
	return b.called(fold(name))
}

// unit resolves one name to a code; "" where the cell is empty.
func (b *builder) unit(r row, head string) string {
	s := r.raw(head)
	if s == "" || s == huibao.CityName {
		return ""
	}
	if u := b.find(s); u != nil {
		return u.Code
	}
	r.remark(huibao.PlanUnknownName, head, "单位表中的名称、简称或编码")
	return ""
}

// code reads an indicator's code that must exist.
func (b *builder) code(r row, head string) string {
	code := r.text(head)
	if b.plan.IndicatorByCode(code) != nil {
		return code
	}
	r.remark(huibao.PlanUnknownName, head, "指标表中的编码")
	return ""
}
