package annotate

import (
	"fmt"
	"path"
	"strings"

	"huibao/internal/theme"
)

// entries are what the workbook's styles are given at the end of each of their lists:
// the looks of the list, and the three colours. They are always the same ones, so
// that Strip knows them.
type entries struct {
	list string
	of   func(at map[string]int) []string // at: where each list's new entries begin; cellStyleXfs: how many there are
}

// stylesOrder are the lists of a stylesheet in the order of ECMA-376 part 1, 18.8.39.
var stylesOrder = strings.Fields("numFmts fonts fills borders cellStyleXfs cellXfs cellStyles dxfs tableStyles colors extLst")

// marks are the fills of cells and groups by grade.
var marks = [...]string{Must: theme.MustFill, Ask: theme.AskFill, Tell: theme.TellFill}

var ourEntries = []entries{
	{"fonts", func(map[string]int) []string {
		return []string{
			font(theme.Hei, theme.TitleSize, "", false), font(theme.Song, theme.SubSize, theme.Subtle, false),
			font(theme.Hei, theme.BodySize, "", false), font(theme.Song, theme.BodySize, "", false), font(theme.Song, theme.BodySize, theme.Link, true),
		}
	}},
	{"fills", func(map[string]int) []string {
		out := []string{fill(theme.Heading), fill(theme.Category)}
		for _, colour := range marks {
			out = append(out, fill(colour))
		}
		return out
	}},
	{"borders", func(map[string]int) []string {
		side := func(name string) string {
			return "<~" + name + ` style="thin"><~color rgb="FF` + theme.Hairline + `"/></~` + name + ">"
		}
		return []string{"<~border>" + side("left") + side("right") + side("top") + side("bottom") + "<~diagonal/></~border>"}
	}},
	{"cellXfs", func(at map[string]int) []string {
		var out []string
		named := ""
		if at["cellStyleXfs"] > 0 {
			named = ` xfId="0"`
		}
		for _, l := range looks {
			borderID, fillID := 0, 0
			if l.boxed {
				borderID = at["borders"]
			}
			if l.fill >= 0 {
				fillID = at["fills"] + l.fill
			}
			out = append(out, fmt.Sprintf(`<~xf numFmtId="0" fontId="%d" fillId="%d" borderId="%d"%s quotePrefix="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">`+
				`<~alignment horizontal="%s" vertical="center"%s/></~xf>`, at["fonts"]+l.font, fillID, borderID, named, l.align, l.wrap))
		}
		return out
	}},
	{"dxfs", func(map[string]int) []string {
		var out []string
		for _, colour := range marks {
			out = append(out, `<~dxf><~fill><~patternFill patternType="solid"><~bgColor rgb="FF`+colour+`"/></~patternFill></~fill></~dxf>`)
		}
		return out
	}},
}

// The looks of the list's cells, by their place in looks.
const (
	lookTitle = iota
	lookLine
	lookHead
	lookGroup // and the graver grades before it
	lookLeft  = iota + 3
	lookCenter
	lookLink
)

var looks = []struct {
	font, fill int
	boxed      bool
	align      string
	wrap       string
}{
	{0, -1, false, "center", wrapped}, {1, -1, false, "left", wrapped}, {2, 0, true, "center", wrapped},
	{2, 2, true, "left", wrapped}, {2, 3, true, "left", wrapped}, {2, 4, true, "left", wrapped}, {2, 1, true, "left", wrapped},
	{3, -1, true, "left", wrapped}, {3, -1, true, "center", wrapped}, {4, -1, true, "center", wrapped},
}

const wrapped = ` wrapText="1"`

func font(name string, size any, colour string, line bool) string {
	s := "<~font>"
	if line {
		s += "<~u/>"
	}
	s += fmt.Sprintf(`<~sz val="%v"/>`, size)
	if colour != "" {
		s += `<~color rgb="FF` + colour + `"/>`
	}
	return s + `<~name val="` + name + `"/><~family val="2"/></~font>`
}

func fill(colour string) string {
	return `<~fill><~patternFill patternType="solid"><~fgColor rgb="FF` + colour + `"/><~bgColor indexed="64"/></~patternFill></~fill>`
}

// in writes an entry with the prefix that a document has.
func (n *node) in(entry string) string {
	if p := prefixOf(n.name); p != "" {
		return strings.ReplaceAll(entry, "~", p+":")
	}
	return strings.ReplaceAll(entry, "~", "")
}

// addStyles appends our entries and says where each list's begin.
func (p *pack) addStyles() (map[string]int, error) {
	q, err := p.styles()
	if err != nil {
		return nil, err
	}
	e := q.edits()
	at := e.namedStyles()
	for _, x := range ourEntries {
		box := e.root.kid(x.list)
		if box == nil {
			at[x.list] = 0
			list := strings.Join(x.of(at), "")
			e.place(e.root, x.list, stylesOrder, e.root.in(fmt.Sprintf(`<~%s count="%d"`+madeTag, x.list, len(x.of(at)))+list+"</~"+x.list+">"))
			continue
		}
		at[x.list] = len(box.kids)
		list := x.of(at)
		if len(box.kids)+len(list) > limits.Styles {
			return nil, cannot("单元格样式太多", nil)
		}
		e.shift(box, "count", len(list))
		e.last(box, e.root.in(strings.Join(list, "")))
	}
	q.edit(e)
	return at, nil
}

// namedStyles is how many there are that a cell's style may build on.
func (d *document) namedStyles() map[string]int {
	at := map[string]int{}
	if box := d.root.kid("cellStyleXfs"); box != nil {
		at["cellStyleXfs"] = len(box.kids)
	}
	return at
}

// styles is the stylesheet; a workbook without one is given one.
func (p *pack) styles() (*part, error) {
	if r, ok := p.links.ofKind("styles"); ok && p.has(r.target) {
		return p.load(r.target)
	}
	d := p.main.tree()
	name := path.Join(p.dir(), "styles.xml") // where some programs look, whatever the relationships say
	if p.has(name) {
		return nil, cannot("样式部件没有与工作簿关联", nil)
	}
	q := p.put(name, plainStyles(d.root.ns))
	p.declare(q.name, sheetType+"styles+xml")
	_, err := p.link(p.main.name, "styles", q.name, d.strict())
	if err != nil {
		return nil, err
	}
	p.links, err = p.relations(p.main.name)
	return q, err
}

// plainStyles is the stylesheet that a workbook without one is given.
func plainStyles(ns string) string {
	return xmlHead + `<styleSheet xmlns="` + ns + `">` +
		`<fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>` +
		`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
		`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
		`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
		`<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>`
}

// sheetType begins the content types of a workbook's parts.
const sheetType = "application/vnd.openxmlformats-officedocument.spreadsheetml."

// stripStyles takes our entries off the ends of the lists, where they stand as we
// wrote them; what another program made of them stays, and does no harm.
func (p *pack) stripStyles() error {
	r, ok := p.links.ofKind("styles")
	if !ok || !p.has(r.target) {
		return nil
	}
	q, err := p.load(r.target)
	if err != nil {
		return err
	}
	e := q.edits()
	at := e.namedStyles()
	for _, x := range ourEntries {
		box := e.root.kid(x.list)
		if box == nil {
			return nil
		}
		n := len(x.of(at))
		if at[x.list] = len(box.kids) - n; at[x.list] < 0 {
			return nil
		}
	}
	for _, x := range ourEntries {
		box := e.root.kid(x.list)
		list, first := x.of(at), at[x.list]
		for i, want := range list {
			if n := box.kids[first+i]; string(e.b[n.start:n.end]) != e.root.in(want) {
				return nil
			}
		}
		e.shift(box, "count", -len(list))
		if first == 0 {
			e.reshut(box)
			continue
		}
		e.put(box.kids[first].start, box.kids[len(box.kids)-1].end, "")
	}
	if len(e.root.kids) == len(e.list) && e.opened(e.root) {
		e.reshut(e.root)
	}
	q.edit(e)
	if string(q.data) != plainStyles(p.main.tree().root.ns) {
		return nil
	}
	if err := p.withdraw(p.main.name, r.target); err != nil {
		return err
	}
	p.links, err = p.relations(p.main.name)
	return err
}
