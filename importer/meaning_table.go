package importer

import (
	"context"
	"fmt"
	"path"
	"strings"

	"huibao"
	"huibao/internal/sheet"
)

// TableMeaning is what the columns of a unit's own table mean, before a value is taken.
type TableMeaning struct {
	Sheet   string          `json:"sheet"`
	Row     int             `json:"row"` // of the headings
	Columns []ColumnMeaning `json:"columns"`
	Unclear []string        `json:"unclear,omitempty"` // what would be asked
}

// ColumnMeaning is that of one column. Taken says that figures are taken from it; Means is
// empty where its heading is none that is known.
type ColumnMeaning struct {
	Column  string `json:"column"`
	Heading string `json:"heading"`
	Means   string `json:"means,omitempty"`
	Span    string `json:"span,omitempty"`
	Scope   string `json:"scope,omitempty"`
	Taken   bool   `json:"taken"`
}

// Meanings tells what the columns of a file's tables mean for a period, else for the one
// that the file names: of tables of the unit's own, which bear no codes. An error is the
// program's own, or a *sheet.Error.
func Meanings(ctx context.Context, f File, k Known) ([]TableMeaning, error) {
	book, err := sheet.Open(ctx, f.Data, f.Size, path.Base(f.Path), k.Limits)
	if err != nil {
		return nil, err
	}
	r := newReader(ctx, f, k)
	r.book = book
	var pages []page
	for _, s := range book.Sheets {
		g, err := s.Grid(ctx)
		if err != nil {
			return nil, err
		}
		if p := (page{Sheet: s, grid: g, follows: followed(s.Name, g)}); !p.isOurs() && s.State != sheet.VeryHidden {
			pages = append(pages, p)
		}
	}
	pages = r.ofPeriod(pages)
	r.form = &huibao.Form{}
	r.claimByText(pages)
	r.claimByName()
	r.settleClaims()
	if !k.Period.IsZero() {
		r.ret.Period = k.Period
	}
	if own := k.form(r.ret.Unit, nil); own != nil {
		r.form = own
	}
	list := []TableMeaning{}
	for _, p := range pages {
		list = append(list, r.meaningsOn(p)...)
	}
	return list, nil
}

// meaningsOn are those of a page, as it is read.
func (r *reader) meaningsOn(p page) (list []TableMeaning) {
	for side := range r.sides(p) {
		if side.from == nil {
			if wide := r.meaningsAcross(side); len(wide) > 0 {
				return wide
			}
		}
		tables := r.findTables(side)
		for _, t := range tables {
			if t.isOwn() {
				list = append(list, r.meaningTable(t))
			}
		}
		if len(tables) > 0 {
			break
		}
	}
	return list
}

// unclearText says in one line what a remark leaves open.
func unclearText(m huibao.Remark) string {
	if title, word, _ := strings.Cut(m.Text, "\n"); m.Kind == huibao.RemarkStrangeTitle {
		return "表题“" + title + "”里的“" + word + "”是不是说这只是一部分"
	}
	return m.Text
}

func (r *reader) meaningTable(t table) TableMeaning {
	row, _ := t.place(t.head, t.nameColumn())
	out := TableMeaning{Sheet: t.Name, Row: row}
	asked := len(r.ret.Remarks)
	r.settleMeanings(&t)
	for _, m := range r.ret.Remarks[asked:] {
		out.Unclear = append(out.Unclear, unclearText(m))
	}
	out.Columns = r.columnMeanings(t)
	return out
}

// columnMeanings are those of a table's columns, once they are settled.
func (r *reader) columnMeanings(t table) []ColumnMeaning {
	var list []ColumnMeaning
	done := map[int]meaning{}
	for _, m := range t.meanings(r.ret.Period.Year, r.ret.Period) {
		done[m.col] = m
	}
	for col := t.from; col <= t.to; col++ {
		heads := t.headPath(col, t.subHead())
		if len(heads) == 0 {
			continue
		}
		c := ColumnMeaning{Column: t.lineName(col), Heading: strings.Join(heads, "·")}
		for f, at := range t.columns {
			if at == col {
				c.Means, c.Taken = labelOf(f, t.kind), f != huibao.FieldTarget && f != huibao.FieldComplete // these are compared alone
			}
		}
		if m, ok := done[col]; ok {
			c.Span, c.Scope = m.span.String(), m.scope()
			if c.Means == "" {
				c.Means = "完成数"
			}
		}
		list = append(list, c)
	}
	return list
}

// meaningsAcross are those of a page's tables with units or towns down and indicators across; nil
// where there is none of the plan's.
func (r *reader) meaningsAcross(p page) []TableMeaning {
	var list []TableMeaning
	for _, b := range r.blocks(p) {
		a := across{reader: r, block: b, names: r.formNames()}
		if a.own = a.ownRows(); len(a.own) == 0 || (table{page: p, head: b.first}).plansAhead() {
			continue
		}
		var rows []string
		for _, n := range a.own {
			rows = append(rows, "“"+r.rowUnit(p, n, b.col)+"”")
		}
		out := TableMeaning{Sheet: p.Name, Row: b.first - 1}
		out.Columns = []ColumnMeaning{{Column: sheet.ColName(b.col), Heading: strings.Join(a.headings(b.col), "·"), Means: "单位，取" + strings.Join(rows, "、") + "一行", Taken: true}}
		asked, known := len(r.ret.Remarks), false
		for _, g := range a.indicators() {
			t := a.tableOf(g)
			switch {
			case len(g.list) == 0:
				out.Unclear = append(out.Unclear, "没有认出“"+g.name+"”是哪个指标")
				continue
			case !a.sure(g):
				out.Unclear = append(out.Unclear, "“"+g.name+"”是哪个指标？可能是："+candidates(g.list))
				continue
			}
			known = true
			a.settleColumns(&t, g)
			for _, c := range r.columnMeanings(t) {
				if c.Means != "" {
					c.Means = g.list[0].row.Code + " " + g.list[0].row.Name + "：" + c.Means
				}
				out.Columns = append(out.Columns, c)
			}
		}
		for _, m := range r.ret.Remarks[asked:] {
			out.Unclear = append(out.Unclear, unclearText(m))
		}
		if known {
			list = append(list, out)
		}
	}
	return list
}

// labelOf is what a field is called in the tables that we issue: in those of the kind, else in any.
func labelOf(f huibao.Field, kind huibao.Kind) string {
	for _, k := range append([]huibao.Kind{kind}, huibao.Kinds()...) {
		if c, ok := huibao.ColumnOf(k, f); ok {
			return c.Label
		}
	}
	if words := headings[f]; len(words) > 0 {
		return words[0]
	}
	return string(f)
}

// String is the span in Chinese; "" where the heading names none.
func (s span) String() string {
	switch {
	case s.past:
		return "往年"
	case s.ahead:
		return "计划、预计"
	case s.some:
		return "别的几个月"
	case s.until == 1:
		return "1月"
	case s.until > 0:
		return fmt.Sprintf("1—%d月", s.until)
	case s.quarter:
		return "本期"
	case s.month > 0:
		return fmt.Sprintf("%d月", s.month)
	}
	return ""
}

func (m meaning) scope() string {
	switch {
	case m.whole:
		return "合计"
	case m.part != "":
		return "只是“" + m.part + "”"
	}
	return ""
}

// partIn is the heading of a path that names a part: a town, a kind, money spent on it. The
// last one is of the column itself.
func partIn(path []string) string {
	for i, text := range path {
		if partWords.MatchString(text) {
			return text
		}
		_, known := headingOf(text)
		if i < len(path)-1 && !known && !wholeWords.MatchString(text) && !holdsAny(text, groupWords) && periodWords.ReplaceAllString(text, "") != "" {
			return text
		}
	}
	return ""
}

// groupWords stand in headings over several columns that name no part.
var groupWords = []string{"完成", "进展", "进度", "目标", "任务", "情况", "实绩", "指标"}
