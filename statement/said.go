package statement

import (
	"maps"
	"slices"
	"strings"

	"huibao"
)

// Said is one text that a unit wrote beside its figures (单位说明): whatever the checks made of
// it, somebody of the office reads it before the figure is published.
type Said struct {
	Sub    *huibao.Submission
	Row    *huibao.ReturnRow // beside whose figures it stands; nil where it is of the whole return
	Where  string            // in Chinese: 说明, 进展, 批注 …
	Text   string
	Source huibao.Source // Cell is "" where it is not known
	Held   bool          // the row does not count
}

// Figures names the figures of the row that the unit gives, each with its item; "" of a whole return.
func (x Said) Figures() string {
	if x.Row == nil {
		return ""
	}
	var list []string
	for _, f := range x.Row.Fields() {
		if q := x.Row.Quantity(f); q.IsNumber() && f != huibao.FieldPrevious {
			list = append(list, f.Label(x.Row.Kind)+" "+q.String())
		}
	}
	return strings.Join(list, "；")
}

// Asked are the codes of the checks that ask about the row beside which it stands, or about its place.
func (x Said) Asked() []string {
	var list []string
	for i := range x.Sub.Findings {
		f := &x.Sub.Findings[i]
		here := x.Row == nil && f.Cell != "" && f.Sheet == x.Source.Sheet && f.Cell == x.Source.Cell
		if x.Row != nil {
			here = slices.Contains(f.Indicators(), x.Row.Code)
		}
		if here && f.Stands() && !slices.Contains(list, f.Code) {
			list = append(list, f.Code)
		}
	}
	return list
}

// Counted says in a word whether the figures count; "—" of a whole return.
func (x Said) Counted() string {
	switch {
	case x.Row == nil:
		return "—"
	case x.Held:
		return "不计入"
	}
	return "计入"
}

// wroteBeside are the remarks that hold what a unit wrote beside a row or a value, and what that
// is called.
var wroteBeside = map[huibao.RemarkKind]string{
	huibao.RemarkWords:        "数字旁",
	huibao.RemarkCommented:    "批注",
	huibao.RemarkBeside:       "行旁",
	huibao.RemarkUnreadColumn: "其他栏",
	huibao.RemarkOutside:      "表外",
	huibao.RemarkNotWhole:     "表外",
	huibao.RemarkUntil:        "表外",
	huibao.RemarkMailed:       "邮件",
}

// SaidOf lists what the units wrote in the returns that count, in the order of the returns and of
// their rows.
func SaidOf(subs []huibao.Submission) []Said {
	var list []Said
	for i := range subs {
		s := &subs[i]
		if !s.Counts() || s.Return == nil {
			continue
		}
		list = append(list, saidIn(s)...)
	}
	return list
}

func saidIn(s *huibao.Submission) (list []Said) {
	file := huibao.Source{File: s.Path, SHA256: s.SHA256}
	for i, r := range s.Return.Glance() {
		var own *huibao.ReturnRow // of most rows nothing is said
		add := func(where, text string, at huibao.Source) {
			if text != "" && where != "" {
				if own == nil {
					own = s.Return.Row(i)
				}
				list = append(list, Said{s, own, where, text, at, s.Holds(r.Code)})
			}
		}
		for v := range r.Values.Some(saysWords) {
			if v.Field == huibao.FieldNote || v.Field == huibao.FieldProgress {
				add(v.Field.Label(r.Kind), v.Word, v.Source)
			}
			for _, m := range v.Remarks {
				add(wroteBeside[m.Kind], m.Text, v.Source)
			}
		}
		for _, m := range r.Remarks {
			add(wroteBeside[m.Kind], written(m), placed(fileOf(r, file), m.Place))
		}
		add(otherNotes, s.Return.OtherNotes[r.Code], file)
	}
	for _, code := range slices.Sorted(maps.Keys(s.Return.OtherNotes)) {
		if s.Return.RowByCode(code) == nil {
			list = append(list, Said{Sub: s, Where: otherNotes, Text: s.Return.OtherNotes[code], Source: file})
		}
	}
	for _, m := range s.Return.Remarks {
		if where := wroteBeside[m.Kind]; where != "" {
			list = append(list, Said{Sub: s, Where: where, Text: written(m), Source: placed(file, m.Place)})
		}
	}
	if text := s.Return.Review; text != "" {
		list = append(list, Said{Sub: s, Where: "会审意见", Text: text, Source: file})
	}
	return list
}

// saysWords reports whether a value may hold what a unit wrote.
func saysWords(f huibao.Field, remarked bool) bool {
	return remarked || f == huibao.FieldNote || f == huibao.FieldProgress
}

// written is what was written: of a column with its heading, of a text without what the reader made of it.
func written(m huibao.Remark) string {
	first, rest, _ := strings.Cut(m.Text, "\n")
	switch m.Kind {
	case huibao.RemarkUnreadColumn:
		return first + "：" + rest
	case huibao.RemarkUntil:
		if end := strings.LastIndex(m.Text, "\n"); end >= 0 {
			return m.Text[:end]
		}
	}
	return m.Text
}

// otherNotes is the part of the first sheet for what is of no single row.
const otherNotes = "其他情况说明"

// fileOf is the file in which a row stands: of a return spread over several its own.
func fileOf(r *huibao.ReturnRow, own huibao.Source) huibao.Source {
	for v := range r.Values.All() {
		if v.Source.File != "" {
			return huibao.Source{File: v.Source.File, SHA256: v.Source.SHA256}
		}
	}
	return own
}

func placed(s huibao.Source, p huibao.Place) huibao.Source {
	s.Sheet, s.Cell = p.Sheet, p.Cell
	return s
}
