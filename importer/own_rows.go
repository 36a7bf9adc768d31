package importer

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// naming is a column that names a table's rows: of what they are, or (part) of which part of
// it, or in words what is to be built.
type naming struct {
	col  int
	part bool
}

var (
	partHeads = regexp.MustCompile(`^(?:子项|子项目|分项|细项|小项|其中|镇街|镇|乡|乡镇|乡\(镇\)|乡镇\(街道\)|街道|镇村|村|社区|行政村|区域|片区|地区|地点|建设地点|实施地点|类型|种类|项目类型|对象|人群|明细|分类|阶段|环节|建设阶段|进度阶段|工序)$`)
	textHeads = regexp.MustCompile(`^(?:(?:年度|\d+年|具体|主要|工程|项目|任务|工作)?(?:建设|实施|工作|任务|目标|具体)?内容|建设规模|建设任务|具体指标|指标|子指标|二级指标|考核指标|分项指标|具体事项|具体项目|项目明细|目标任务|工作任务|具体任务|考核内容)$`)
)

// namings are the columns that name a table's rows, from the left: those headed so, those under
// the same merged heading, and those between them of which the heading is of parts.
func (t table) namings() []naming {
	var list []naming
	name := t.nameColumn()
	for col := t.from; col <= t.to; col++ {
		if slices.Contains([]int{t.columns[huibao.FieldTarget], t.columns[huibao.FieldCumulative], t.columns[huibao.FieldThis], t.unitCol}, col) || col != name && t.numbersOnly(col) {
			continue
		}
		text := strings.Join(strings.Fields(fold(t.headText(t.head, col))), "")
		f, ok := headingOf(text)
		m, merged := t.grid.Merge(t.head, col)
		beside := len(list) > 0 && list[len(list)-1].col == col-1
		switch {
		case col == name, ok && (f == huibao.FieldTask || f == huibao.FieldIndicator), merged && beside && m.Col1 < col && m.Col1 >= list[0].col:
			list = append(list, naming{col: col})
		case len(list) > 0 && partHeads.MatchString(text):
			list = append(list, naming{col, true})
		case len(list) > 0 && textHeads.MatchString(text), text == "" && beside && t.holdsNames(col):
			list = append(list, naming{col: col})
		}
	}
	return list
}

// numbersOnly reports whether nothing but numbers stands in a column.
func (t table) numbersOnly(col int) bool {
	return !t.blank(col) && t.every(col, func(c sheet.Cell) bool { return c.Type == sheet.Number })
}

// holdsNames reports whether words stand in a column without a heading, and no figures.
func (t table) holdsNames(col int) bool {
	return !t.blank(col) && t.every(col, func(c sheet.Cell) bool { return c.Type == sheet.Text && !digitAt(strings.TrimSpace(fold(c.Raw)), 0) })
}

// ownRow is a row of figures with its names, from the widest to its own; part says that the
// last one stands in a column of parts.
type ownRow struct {
	n     int
	names []written
	part  bool
}

// written is a name, and the row in which it stands.
type written struct {
	text string
	row  int
}

// leaf is what a row is called itself; of its own that stands in the row itself.
func (o ownRow) leaf() string { return o.names[len(o.names)-1].text }
func (o ownRow) own() bool    { return o.names[len(o.names)-1].row == o.n }

// under is the name under which a row stands: of several above its own the last that is an
// indicator's (农村供水维修养护工程 › 海城镇 › 维修养护5处), else the nearest.
func (u *ownTable) under(o ownRow) written {
	last := len(o.names) - 1
	if last == 0 || !o.own() {
		return o.names[last]
	}
	for i := last - 1; i > 0; i-- {
		if standsOut(u.matches(o.names[i].text), certain) {
			return o.names[i]
		}
	}
	if last > 1 && standsOut(u.matches(o.names[0].text), certain) {
		return o.names[0]
	}
	return o.names[last-1]
}

// group are the rows under one name: the row itself, or several of which at most one is the
// whole.
type group struct {
	name string
	from int // the row in which the name stands
	rows []ownRow
}

// groups are a table's rows of figures by their names; a name that is merged downwards, stands
// only in the first of several rows or in each of them again is that of all of them. A row of
// figures without any name is none of ours.
func (u *ownTable) groups(end int) []group {
	var list []group
	t := u.table
	columns, last := t.namings(), map[int]written{}
	for _, n := range t.grid.Rows() {
		if n <= t.head || n > end || n == t.subHead() {
			continue
		}
		o := t.named(n, columns, last)
		switch {
		case u.done[n], !t.hasFigures(n), t.unitCol > 0 && !u.isUnits(t, n):
		case len(o.names) == 0:
			u.extra(t, n, "", "")
		case isTotal(o.names[0].text) && !u.isFamily(o.names[0].text):
		default:
			list = u.grouped(list, o)
		}
	}
	return list
}

// grouped adds a row to the group that it is of: where a column of parts stands before that of
// the names, of the rows of one name wherever they stand.
func (u *ownTable) grouped(list []group, o ownRow) []group {
	name := u.under(o)
	at := len(list) - 1
	switch {
	case u.partCol > 0 && len(o.names) == 1:
		o.names, o.part = append(o.names, written{u.partAbove(o.n), o.n}), true
		at = slices.IndexFunc(list, func(g group) bool { return g.name == name.text && len(g.rows[0].names) > 1 })
	case at >= 0 && u.unitAt(u.table, list[at].rows[0].n) != u.unitAt(u.table, o.n), len(o.names) == 1 && o.own(), at >= 0 && list[at].from != name.row && (list[at].name != name.text || len(list[at].rows[0].names) == 1):
		at = -1
	}
	if at < 0 {
		return append(list, group{name: name.text, from: name.row, rows: []ownRow{o}})
	}
	list[at].rows = append(list[at].rows, o)
	return list
}

// partColumn is the column before that of the names that says of which part a row is (乡镇,
// 项目名称): it names two or more, or one town; 0 without one.
func (t table) partColumn() int {
	for col := t.from; col < t.nameColumn(); col++ {
		seen, towns := map[string]bool{}, true
		t.every(col, func(c sheet.Cell) bool {
			name := strings.Join(strings.Fields(fold(c.Raw)), "")
			seen[name] = true
			towns = towns && (isTown(name) || isWhole(name))
			return true
		})
		alone := len(seen) == 1 && isTown(slices.Collect(maps.Keys(seen))[0])
		if col != t.unitCol && (len(seen) > 1 || alone) && (towns || partHeads.MatchString(strings.Join(strings.Fields(fold(t.headText(t.head, col))), ""))) {
			return col
		}
	}
	return 0
}

// partAbove is the part that a row is of: what stands there, or above it.
func (u *ownTable) partAbove(n int) string {
	for ; n > u.head; n-- {
		if text := strings.TrimSpace(u.grid.At(n, u.partCol).Raw); text != "" {
			return text
		}
	}
	return ""
}

// named are a row's names; last is what was written last in each column.
func (t table) named(n int, columns []naming, last map[int]written) (o ownRow) {
	o.n = n
	cells := make([]written, len(columns))
	deepest := -1
	for i, c := range columns {
		m, merged := t.grid.Merge(n, c.col)
		switch text := strings.TrimRight(strings.TrimSpace(t.grid.At(n, c.col).Raw), ":："); {
		case text != "":
			cells[i] = written{text, n}
			last[i] = cells[i]
			for deeper := i + 1; deeper < len(columns); deeper++ {
				delete(last, deeper)
			}
			deepest = i
		case merged && m.Row1 < n && m.Col1 == c.col && m.Row1 > t.head:
			cells[i] = last[i]
			deepest = max(deepest, i)
		}
	}
	for i := range deepest { // a name that stands only in the first of several rows
		if cells[i].text == "" {
			if m, merged := t.grid.Merge(n, columns[i].col); !merged || m.Col1 == columns[i].col {
				cells[i] = last[i]
			}
		}
	}
	for i, c := range cells {
		if c.text != "" {
			o.names, o.part = append(o.names, c), columns[i].part
		}
	}
	return o
}

// read takes the rows of a group that are an indicator's, if any are.
func (u *ownTable) read(g group) {
	first := g.rows[0].n
	said := func(f huibao.Field) func(o ownRow) bool {
		return func(o ownRow) bool { return u.rowSays(o.n) == f }
	}
	if g.rows = slices.DeleteFunc(slices.Clone(g.rows), said(huibao.FieldTarget)); len(g.rows) == 0 {
		u.unclear(first, g.name+"（任务、目标一行）", u.matches(g.name))
		return
	}
	if slices.ContainsFunc(g.rows, said(huibao.FieldCumulative)) { // 本月完成 above 累计完成
		g.rows = slices.DeleteFunc(g.rows, said(huibao.FieldThis))
	}
	if len(g.rows) == 1 && u.readTogether(first, g.rows[0].leaf()) {
		return
	}
	if len(g.rows) == 1 && (len(g.rows[0].names) == 1 || u.partCol > 0 && len(g.rows[0].names) == 2 && g.rows[0].part) {
		u.readRow(g.rows[0], g.name)
		return
	}
	var parts []ownRow
	for _, o := range g.rows { // some may be indicators of their own
		list := u.orStandard(u.matches(o.leaf(), g.name+o.leaf()), g.name+o.leaf(), o.leaf()+g.name)
		if o.leaf() != g.name && !wholeRow.MatchString(o.leaf()) && standsOut(list, certain) {
			u.accept(o.n, list, cmp.Or(o.leaf(), g.name))
			continue
		}
		parts = append(parts, o)
	}
	if len(parts) == 0 {
		return
	}
	list := u.matches(g.name)
	switch {
	case !standsOut(list, certain) && !(u.known.AcceptMatches && standsOut(list, likely)):
		u.strangers(g, parts, list)
	case u.wholeOf(parts) > 0:
		u.accept(u.wholeOf(parts), list, g.name)
	case len(parts) == 1 && len(g.rows) == 1 && !parts[0].part && !u.hasTarget(parts[0].n) && dice(u.spelt(parts[0].leaf()), u.spelt(g.name)) >= possible:
		u.accept(parts[0].n, list, g.name) // its own name says in words what is to be done
	case len(g.rows) == 1 && u.isFamily(g.name):
		u.accept(parts[0].n, list, g.name) // with the others it comes to the whole
	default:
		u.split(g, parts, list)
	}
}

// rowSays is what a row says, beside its name, that its figures are: what was to be done, was done in
// the period, or up to now (类别: 年度任务, 本月完成, 累计完成); "" where it says nothing.
func (u *ownTable) rowSays(n int) huibao.Field {
	for col := 1; col <= unitColumns; col++ {
		text := strings.Join(strings.Fields(fold(u.grid.At(n, col).Raw)), "")
		if col == u.nameColumn() || text == strings.TrimSpace(u.headText(u.head, col)) {
			continue
		}
		switch f, _ := headingOf(text); f {
		case huibao.FieldTarget, huibao.FieldThis, huibao.FieldCumulative:
			return f
		}
	}
	return ""
}

func (u *ownTable) hasTarget(n int) bool {
	col := u.columns[huibao.FieldTarget]
	return col > 0 && u.grid.At(n, col).Type != sheet.Blank
}

// strangers asks about rows of which the name over them is no indicator's either: each by what
// it may be itself; for all of those that may be none, once where that name may be one.
func (u *ownTable) strangers(g group, parts []ownRow, list []match) {
	if whole := u.wholeOf(parts); whole > 0 && len(list) > 0 && u.makesWhole(whole, parts) {
		u.unclear(whole, g.name, list)
		return
	}
	var rest []ownRow
	for _, o := range parts {
		own := u.matches(o.leaf(), g.name+o.leaf())
		switch {
		case o.leaf() == g.name || len(own) == 0:
			rest = append(rest, o)
		case u.known.AcceptMatches && standsOut(own, likely):
			u.accept(o.n, own, o.leaf())
		default:
			u.unclear(o.n, o.leaf(), own)
		}
	}
	if len(list) > 0 && len(rest) > 1 {
		u.unclear(rest[0].n, g.name+"（"+strings.Join(leaves(rest), "、")+"）", list)
		return
	}
	for _, o := range rest {
		name := g.name
		if o.leaf() != g.name {
			name += " " + o.leaf()
		}
		u.unclear(o.n, name, list)
	}
}

func leaves(rows []ownRow) []string {
	var list []string
	for _, o := range rows {
		list = append(list, o.leaf())
	}
	return list
}

// split hands on the rows of one indicator of which none is called the whole: which one is may
// be told by its own target, if by anything (check).
func (u *ownTable) split(g group, parts []ownRow, list []match) {
	u.exact, u.parted = false, true
	row := list[0].row
	if u.ret.RowByCode(row.Code) != nil {
		u.remark(huibao.RemarkTableTwice, row.Code, u.at(parts[0].n, u.nameColumn()))
		return
	}
	out := huibao.ReturnRow{Code: row.Code, Subject: row.Subject.Code, Kind: row.Kind, Sheet: u.Name, Row: parts[0].n, Name: g.name, ByName: true}
	for _, o := range parts {
		out.Parts = append(out.Parts, u.rowOf(u.table, o.n, row, o.leaf()))
	}
	u.ret.Rows = append(u.ret.Rows, out)
}

// wholeOf is the row of a group that is called all of it; 0 where none is, or more than one.
func (u *ownTable) wholeOf(rows []ownRow) int {
	found := 0
	for _, o := range rows {
		switch {
		case !wholeRow.MatchString(o.leaf()):
		case found > 0:
			return 0
		default:
			found = o.n
		}
	}
	return found
}

// wholeRow is what a row is called that is all of its group: 合计, 全部新增就业.
var wholeRow = regexp.MustCompile(`^(?:合计|总计|小计|总数|全部|全县|全区|全市|汇总)|合计$|总计$|小计$`)

func (u *ownTable) readRow(o ownRow, name string) {
	list := u.underGroup(o.n, u.orShare(o.n, u.orStandard(u.orWithoutVerb(o.n, name, u.coded(o.n, u.matches(name))), name), name), name)
	switch {
	case u.codedOther(o.n, list), !standsOut(list, certain) && !(u.known.AcceptMatches && standsOut(list, likely)):
		u.unclear(o.n, name, list)
	case o.part && u.ofPlaces(o.leaf()) && u.within(o.leaf(), list[0].row):
		u.split(group{name: name}, []ownRow{o}, list)
	default:
		u.accept(o.n, list, name)
	}
}
