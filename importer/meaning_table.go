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
	r := newReader(f, k)
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
	list := []TableMeaning{}
	for _, p := range pages {
		for _, t := range r.findTables(p) {
			if t.isOwn() {
				list = append(list, r.meaningTable(t))
			}
		}
	}
	return list, nil
}

func (r *reader) meaningTable(t table) TableMeaning {
	out := TableMeaning{Sheet: t.Name, Row: t.head}
	asked := len(r.ret.Remarks)
	r.settleMeanings(&t)
	for _, m := range r.ret.Remarks[asked:] {
		out.Unclear = append(out.Unclear, m.Text)
	}
	done := map[int]meaning{}
	for _, m := range t.meanings(r.ret.Period.Year, r.ret.Period) {
		done[m.col] = m
	}
	for col := t.from; col <= t.to; col++ {
		heads := t.headPath(col, t.subHead())
		if len(heads) == 0 {
			continue
		}
		c := ColumnMeaning{Column: sheet.ColName(col), Heading: strings.Join(heads, "·")}
		for f, at := range t.columns {
			if at == col {
				c.Means, c.Taken = f.Label(t.kind), f != huibao.FieldTarget && f != huibao.FieldComplete // these are compared alone
			}
		}
		if m, ok := done[col]; ok {
			c.Span, c.Scope = m.span.String(), m.scope()
			if c.Means == "" {
				c.Means = "完成数"
			}
		}
		out.Columns = append(out.Columns, c)
	}
	return out
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
