// Package theme is the one look of everything that people see: colours, fonts,
// sizes and widths, after a well-made official annex (docs: look of the outputs).
// Returns, workbook, bulletin and charts take theirs from here.
package theme

import (
	"strings"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
)

// Fonts by name; every system has a fallback for them.
const (
	Hei  = "黑体"
	Song = "宋体"
)

// Colours, RGB in hex.
const (
	Heading    = "D9E2F3"
	Category   = "F2F2F2"
	Hairline   = "BFBFBF"
	Frame      = "7F7F7F"
	Subtle     = "595959"
	Input      = "FFFBE6"
	Locked     = "F7F7F7"
	LockedText = "404040"
	WarnFill   = "FFE9C7"
	ErrorFill  = "FDE7E7"
	ErrorText  = "C62828"

	// The grades of notes in annotated copies, told apart in print too.
	MustFill = "F4B0A8"
	AskFill  = "FFE0A3"
	TellFill = "EEF3FA"

	Link     = "1F4E79"
	Blue     = "2F5597"
	PaleBlue = "9DC3E6"
	Grid     = "E0E0E0"
	Masthead = "C00000"
)

// Sizes in points.
const (
	TitleSize   = 16.0
	SubSize     = 9.0
	BodySize    = 10.5
	RowHeight   = 20.0
	LineHeight  = 15.0
	TitleHeight = 30.0
)

// LightColour is the text colour and the faint fill of a light, by its key
// (green, yellow, red, grey). Each text has a contrast of 4.5 : 1 at least on its ground.
func LightColour(light string) (text, fill string) {
	switch light {
	case "green":
		return "2E7D32", ""
	case "yellow":
		return "7D4A00", "FFF4D6"
	case "red":
		return "C62828", "FDE7E7"
	}
	return "505A66", ""
}

// LightBar is the fill of a light's part of a bar, on which black labels stand.
func LightBar(light string) string {
	switch light {
	case "green":
		return "A8D5AA"
	case "yellow":
		return "F0B64C"
	case "red":
		return "E57373"
	}
	return "CFD4DA"
}

// Width is how wide a text is in Excel's units: a Han character is two.
func Width(s string) int {
	widest := 0
	for _, line := range strings.Split(s, "\n") {
		n := 0
		for _, r := range line {
			n++
			if r >= 0x1100 && utf8.RuneLen(r) >= 3 {
				n++
			}
		}
		widest = max(widest, n)
	}
	return widest
}

// Column widths in Excel's units.
const (
	minColumn = 6
	maxColumn = 60
)

// ColumnFor is the width, in Excel's units, of a column whose widest text is given.
func ColumnFor(widest int) int { return min(max(widest+2, minColumn), maxColumn) }

// Column is a width in Excel's units as excelize takes it.
func Column(units int) float64 { return float64(units) }

// tallest is how high a row may be in Excel, in points.
const tallest = 400.0

// Height is the height of a row of so many lines, in points.
func Height(lines int) float64 {
	return min(max(RowHeight, float64(lines)*LineHeight+4), tallest)
}

// TitleFont is the type of a sheet's title.
func TitleFont() *excelize.Font { return &excelize.Font{Family: Hei, Size: TitleSize} }

// HeadFont is the type of headings and categories.
func HeadFont() *excelize.Font { return &excelize.Font{Family: Hei, Size: BodySize} }

// BodyFont is the type of the body in a colour; "" is black.
func BodyFont(colour string) *excelize.Font {
	return &excelize.Font{Family: Song, Size: BodySize, Color: colour}
}

// SubFont is the type of the line under a title.
func SubFont() *excelize.Font {
	return &excelize.Font{Family: Song, Size: SubSize, Color: Subtle}
}

// Align is vertically centred, wrapped text.
func Align(horizontal string) *excelize.Alignment {
	return &excelize.Alignment{Horizontal: horizontal, Vertical: "center", WrapText: true}
}

// Lines is on how many lines a text stands in a column of a width in Excel's units.
func Lines(s string, column int) int {
	n := 0
	room := max(column-1, 1)
	for _, line := range strings.Split(s, "\n") {
		n += max(1, (Width(line)+room-1)/room)
	}
	return n
}

// Border is a hairline around a cell.
func Border() []excelize.Border {
	var list []excelize.Border
	for _, side := range []string{"left", "right", "top", "bottom"} {
		list = append(list, excelize.Border{Type: side, Color: Hairline, Style: 1})
	}
	return list
}

// Fill is a plain fill; none for the empty colour.
func Fill(colour string) excelize.Fill {
	if colour == "" {
		return excelize.Fill{}
	}
	return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}
}
