package report

import (
	"strings"

	"huibao"
	"huibao/inforce"
)

// countyTable is a file in which a bureau tells of counties, and of itself nothing: none of what is read of it stands by
// the bureau's name.
type countyTable struct {
	sender, path string
	at           int // of its first part among the submissions
	units        []string
}

// named names the counties.
func (t countyTable) named(p *inforce.Plan) string {
	var names []string
	for _, code := range t.units {
		names = append(names, p.UnitName(code))
	}
	return strings.Join(names, "、")
}

// countyTables lists them in the order of the submissions.
func (m *Model) countyTables() (list []countyTable) {
	places, own := map[string]int{}, map[string]bool{}
	for i := range m.Submissions() {
		s := &m.Submissions()[i]
		file := strings.TrimSuffix(s.Path, "#"+m.Plan.UnitName(s.Unit)) // of several returns in one file each has its unit's name behind it
		if s.Return == nil || s.Return.SentBy == "" {
			own[file] = true
			continue
		}
		at, known := places[file]
		if !known {
			at = len(list)
			places[file] = at
			list = append(list, countyTable{sender: s.Return.SentBy, path: file, at: i})
		}
		list[at].units = append(list[at].units, s.Unit)
	}
	kept := list[:0]
	for _, t := range list {
		if !own[t.path] {
			kept = append(kept, t)
		}
	}
	return kept
}

// countyTable writes the bureau's own line of 收件.
func (w *workbook) countyTable(g *grid, t countyTable) {
	s := &w.Submissions()[t.at]
	g.next(hashKey("f", s.SHA256, t.path))
	g.text(1, "left", w.Plan.UnitName(t.sender))
	g.text(2, "center", "已读入")
	g.text(3, "center", huibao.DateOf(s.Receipt.Time).String())
	why := "表里是" + t.named(w.Plan) + "的数，分列在下面各行；没有本单位自己的报表"
	g.text(4, "left", why)
	g.text(5, "left", t.path)
	g.text(6, "left", s.SHA256)
	g.style(6, g.styles.line())
	g.height(why, 56)
}
