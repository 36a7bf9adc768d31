package templates

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"huibao/internal/book"
	"huibao/internal/theme"
)

// styles are the looks of a return's cells; numbers by their places.
type styles struct {
	b                             *book.Book
	title, sub, head, label       int
	shown, centre, note, complain int
	text, front                   int
	numbers                       map[string]int
}

func newStyles(b *book.Book) styles {
	s := styles{b: b, numbers: map[string]int{}}
	s.title = s.make(&excelize.Style{Font: theme.TitleFont(), Alignment: align("center", false)})
	s.sub = s.make(&excelize.Style{Font: theme.SubFont(), Alignment: align("left", false)})
	s.head = s.make(&excelize.Style{Font: theme.HeadFont(), Fill: theme.Fill(theme.Heading), Border: theme.Border(), Alignment: align("center", true)})
	s.label = s.make(&excelize.Style{Font: theme.HeadFont(), Fill: theme.Fill(theme.Locked), Border: theme.Border(), Alignment: align("left", true)})
	s.shown = s.make(locked("left"))
	s.centre = s.make(locked("center"))
	s.note = s.make(&excelize.Style{Font: theme.BodyFont(""), Alignment: align("left", true)})
	complain := locked("left")
	complain.Font.Color = theme.ErrorText
	s.complain = s.make(complain)
	s.text = s.make(input("left", ""))
	s.front = s.make(&excelize.Style{Font: theme.BodyFont(""), Border: theme.Border(), Alignment: align("left", true)})
	return s
}

func (s styles) make(style *excelize.Style) int {
	id, err := s.b.NewStyle(style)
	s.b.Check(err)
	return id
}

func align(h string, wrap bool) *excelize.Alignment {
	return &excelize.Alignment{Horizontal: h, Vertical: "center", WrapText: wrap}
}

func locked(h string) *excelize.Style {
	return &excelize.Style{Font: theme.BodyFont(theme.LockedText), Fill: theme.Fill(theme.Locked), Border: theme.Border(), Alignment: align(h, true)}
}

func input(h, format string) *excelize.Style {
	st := &excelize.Style{Font: theme.BodyFont(""), Fill: theme.Fill(theme.Input), Border: theme.Border(), Alignment: align(h, true),
		Protection: &excelize.Protection{Locked: false}}
	if format != "" {
		st.CustomNumFmt = &format
	}
	return st
}

// number is the look of a number with places decimals; open ones are inputs.
func (s styles) number(places int32, percent, open bool) int {
	format := "#,##0"
	if places > 0 {
		format += "." + strings.Repeat("0", int(places))
	}
	if percent {
		format = "0.00%"
	}
	return s.formatted(format, "right", open)
}

func (s styles) formatted(format, h string, open bool) int {
	key := format + h
	if open {
		key += "!"
	}
	if id, ok := s.numbers[key]; ok {
		return id
	}
	st := locked(h)
	if open {
		st = input(h, "")
	}
	st.CustomNumFmt = &format
	id := s.make(st)
	s.numbers[key] = id
	return id
}
