package importer

import (
	"path"
	"slices"
	"strings"

	"huibao"
	"huibao/internal/regexp"
)

// What a unit's own table says of one of its places alone, a town's row or tab, is a part of what
// the unit did: of the whole only where it says so, or its own target is the plan's (check).

// placeHeads are headings of columns of places, workHeads of who does the work: a town there may
// do all of it.
var (
	placeHeads = regexp.MustCompile(`^(?:镇街|镇|乡|乡镇|乡\(镇\)|乡镇\(街道\)|街道|镇村|村|社区|行政村|区域|片区|地区)$`)
	workHeads  = regexp.MustCompile(`单位|部门|责任|牵头`)
	byPlaces   = regexp.MustCompile(`^(?:分|各|按)(?:乡镇|镇街|街镇|镇村|村镇|乡|镇|街道?|村|社区)$`) // a tab of all of them
	placeKinds = regexp.MustCompile(`^各?(?:乡镇|城乡|城镇|农村|乡村|村镇|镇街|镇村)$`)
)

// ofPlaces reports whether the parts before a table's names are places, as one of them is.
func (u *ownTable) ofPlaces(part string) bool {
	head := strings.Join(strings.Fields(fold(u.headText(u.head, u.partCol))), "")
	return placeHeads.MatchString(head) || isTown(part) && !workHeads.MatchString(head)
}

// within reports whether a place is one within the unit: not all of it, nor what the indicator
// itself is of (农村 of 农村低保标准).
func (r *reader) within(place string, row *huibao.FormRow) bool {
	place = strings.Join(strings.Fields(fold(place)), "")
	if place == "" || isWhole(place) || wholeRow.MatchString(place) || strings.Contains(row.Name, place) {
		return false
	}
	unit := r.known.Plan.UnitNamed(place)
	return unit == nil || unit.Code != r.ret.Unit
}

// tabOfTown reports whether a table is one of a town's of the unit: its tab is called so, or its
// title or the file's name says it.
func (r *reader) tabOfTown(t table, row *huibao.FormRow) bool { return r.townOf(t, row) != "" }

// townOf is the town that a table is of alone; "" for none.
func (r *reader) townOf(t table, row *huibao.FormRow) string {
	if isTown(t.Name) && !placeKinds.MatchString(t.Name) && !byPlaces.MatchString(t.Name) && r.within(t.Name, row) {
		return t.Name
	}
	if wholeRow.MatchString(t.Name) {
		return ""
	}
	for _, title := range t.titles() {
		if town := r.townIn(title); town != "" && r.within(town, row) {
			return town
		}
	}
	for n := max(1, t.head-textRows); n < t.head; n++ { // 填报单位：青口镇人民政府
		for _, c := range textsOf(t.page, n) {
			if sender, ok := afterLabel(fold(c.Raw), fold(t.grid.At(n, c.Col+1).Raw), senderLabels...); ok && len(c.Raw) <= maxProse {
				if town := r.townIn(sender); town != "" && r.within(town, row) {
					return town
				}
			}
		}
	}
	name := strings.TrimSuffix(path.Base(r.file.Path), path.Ext(r.file.Path))
	if g := townFile.FindStringSubmatch(r.behindUnit(fold(name))); g != nil && r.isTownOf(g[1]) && r.within(g[1], row) { // 海原县/三河镇.xlsx
		return g[1]
	}
	return ""
}

// townIn is the town whose table a title says that it is, behind the unit's own name (海原县海城镇
// 2024年…); "" for none, and for a unit that is a town itself.
func (r *reader) townIn(title string) string {
	text := r.behindUnit(title)
	if g := someTowns.FindStringSubmatch(text); g != nil && !kindsIn.MatchString(g[0]) {
		return strings.TrimSuffix(g[1], ")")
	}
	text = yearBefore.ReplaceAllString(text, "")
	g := townTitle.FindStringSubmatch(text)
	if g == nil && !kindsOfTown.MatchString(text) {
		g = townFirst.FindStringSubmatch(text)
	}
	if g == nil || !r.isTownOf(g[1]) {
		return ""
	}
	return g[1]
}

// isTownOf reports whether what is written as a town's name is one, and no kind of places.
func (r *reader) isTownOf(name string) bool {
	return !placeKinds.MatchString(name) && !noTown.MatchString(name) && r.known.Plan.UnitNamed(name) == nil
}

// behindUnit is what stands in a title behind the unit's own name; "" for a unit that is a town itself.
func (r *reader) behindUnit(title string) string {
	if r.known.Plan == nil {
		return ""
	}
	unit := r.known.Plan.UnitByCode(r.ret.Unit)
	if unit == nil || !unit.IsArea() {
		return ""
	}
	text := bareName(title)
	for _, name := range unit.Names() {
		if rest, ok := strings.CutPrefix(text, bareName(name)); ok && name != "" {
			return rest
		}
	}
	return text
}

var (
	townTitle = regexp.MustCompile(`^(\p{Han}{2,6}?(?:镇|乡|街道(?:办事处)?|社区|管委会|开发区))(?:20\d\d|年|\d|截|上半年|民生|实事|重点|项目|工作|任务|情况|人民政府|政府|$|[(:])`)
	townFile  = regexp.MustCompile(`^(\p{Han}{2,3}(?:镇|乡|街道(?:办事处)?))(?:上?报|数据|汇总|民生|实事|进展|\d|[-_(.]|表|$)`)
	// townFirst is a title that begins with a town's name, whatever follows (青口镇残疾人…表); kindsOfTown one
	// that so begins with a kind of town, or with a word that ends as such a name does.
	townFirst   = regexp.MustCompile(`^(\p{Han}{2,3}?(?:镇|乡|街道(?:办事处)?))`)
	kindsOfTown = regexp.MustCompile(`^(?:(?:[全我本]?[县区市旗]|` + beforeTowns + `)?小?[城集村乡]镇|(?:[全我本]?[县区市旗]|` + beforeTowns + `)?镇(?:街|村|企|卫生))|^\p{Han}{0,3}?(?:小镇|乡[村镇]|[下返回进入离家]乡|街道[路建改整])`)
	// someTowns are several towns that a title names one by one (海城、三河、李旺三镇),
	// and kindsIn what stands there for kinds of places.
	someTowns = regexp.MustCompile(`(?:^|[(、,])(\p{Han}{1,4}(?:[、,和与及]\p{Han}{1,4}?)+[两二三四五六七八九\d]个?(?:乡镇|镇街|镇|乡|街道|社区|村)|\p{Han}{2,4}(?:[、,和与及]\p{Han}{2,4}?)+(?:镇|乡|街道)\))`)
	kindsIn   = regexp.MustCompile(`[各全本]|县城|城[区乡镇]|[、,(]乡镇|农|社区|部门|单位|镇街|街道[、,)]`)
	noTown    = regexp.MustCompile(`\p{Han}{2}[和与及]\p{Han}{2}|[县区市旗村乡镇][和与及]|^[和与及](?:乡镇|[乡镇]$|街道)|[分按]乡镇$|(?:住房|统筹|推进|建设)城乡$|各(?:[乡村]?镇|乡|街道|级|有关|相关)|[下返回进入离家]乡$|^(?:农村|[全我本]?[县区市旗]|\p{Han}*[县区市旗])[城乡]镇$`)
)

// beforeTowns stand in a title before a kind of town (推进镇村环境整治).
const beforeTowns = `新型|推进|改造|实施|开展|新建|完成|加快|提升|建设|加强|关于|农村|美丽|重点|示范|中心|试点|特色|建制`

// ofTown is a row of a town's table as a part of its indicator's.
func (r *reader) ofTown(t table, n int, row *huibao.FormRow, name string) huibao.ReturnRow {
	part := r.rowOf(t, n, row, name)
	part.Name = r.townOf(t, row)
	part.Remarks = slices.DeleteFunc(part.Remarks, func(m huibao.Remark) bool { // a town's, whatever target stands beside it
		return m.Kind == huibao.RemarkIssuedOther && strings.HasPrefix(m.Text, string(huibao.FieldTarget))
	})
	if r.ofTowns == nil {
		r.ofTowns = map[string]bool{}
	}
	r.ofTowns[row.Code] = true
	return huibao.ReturnRow{Code: row.Code, Subject: row.Subject.Code, Kind: row.Kind, Sheet: t.Name, Row: t.rowNumber(n), Name: name, ByName: true, Parts: []huibao.ReturnRow{part}}
}

// againAfterTowns joins a second row to those of towns' tabs: the tab of the whole holds in their
// place, any other is one more of which nobody can tell.
func (r *reader) againAfterTowns(t table, n int, row *huibao.FormRow, name string, old *huibao.ReturnRow) {
	if wholeRow.MatchString(t.Name) {
		*old = r.rowOf(t, n, row, name)
		return
	}
	old.Parts = append(old.Parts, r.ofTown(t, n, row, name).Parts...)
}

// fromTowns reports whether a row is of parts that stand in towns' tabs, or in tables of theirs.
func (r *reader) fromTowns(row *huibao.ReturnRow) bool {
	return r.ofTowns[row.Code] && len(row.Parts) > 0
}
