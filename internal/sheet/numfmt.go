package sheet

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Class is what a number format shows a number as, in the way that matters.
type Class uint8

// The classes of a number format.
const (
	ClassGeneral Class = iota
	ClassNumber        // fixed places
	ClassPercent
	ClassDate
	ClassTime
	ClassText
	ClassScaled // 万: divided by a power of ten (0!.0,"万" and #,##0,), or with a 万 beside the number
	ClassHidden // ;;;
)

var classNames = [...]string{"general", "number", "percent", "date", "time", "text", "scaled", "hidden"}

// String is the class's name.
func (c Class) String() string { return classNames[c] }

// NumFmt is a cell's format (单元格格式): its number format (数字格式), and what of its
// font and fill says that the content is not meant to be read. Class, Places and
// Scale are those of its first section; a format may show other numbers in another
// way, and Shown and Display look at the section that a value falls into.
type NumFmt struct {
	ID     int
	Code   string // as the file has it, of a built-in one as Excel's Chinese version has it
	Class  Class
	Places int // decimals that it shows; −1: as many as there are
	Scale  int // the power of ten by which it divides
	Look   Look
}

// firstOwnFormat is the first id that a file must say the code of.
const firstOwnFormat = 164

var general = NumFmt{Class: ClassGeneral, Places: -1}

// builtin are the formats that a file may name by id alone (ECMA-376 part 1,
// 18.8.30; 27–36 and 50–58 as in the Chinese version).
var builtin = map[int]string{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	5: `"¥"#,##0;"¥"-#,##0`, 6: `"¥"#,##0;[Red]"¥"-#,##0`, 7: `"¥"#,##0.00;"¥"-#,##0.00`, 8: `"¥"#,##0.00;[Red]"¥"-#,##0.00`,
	14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "yyyy/m/d h:mm",
	27: `yyyy"年"m"月"`, 28: `m"月"d"日"`, 29: `m"月"d"日"`, 30: "m-d-yy", 31: `yyyy"年"m"月"d"日"`, 32: `h"时"mm"分"`, 33: `h"时"mm"分"ss"秒"`,
	34: `上午/下午h"时"mm"分"`, 35: `上午/下午h"时"mm"分"ss"秒"`, 36: `yyyy"年"m"月"`, 37: "#,##0;-#,##0", 38: "#,##0;[Red]-#,##0", 39: "#,##0.00;-#,##0.00",
	40: "#,##0.00;[Red]-#,##0.00", 41: `_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ `, 42: `_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ `,
	43: `_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ `, 44: `_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ `,
	45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@", 50: `yyyy"年"m"月"`, 51: `m"月"d"日"`, 52: `yyyy"年"m"月"`, 53: `m"月"d"日"`,
	54: `m"月"d"日"`, 55: `上午/下午h"时"mm"分"`, 56: `上午/下午h"时"mm"分"ss"秒"`, 57: `yyyy"年"m"月"`, 58: `m"月"d"日"`}

// newNumFmt is the format of an id, with its own code if the file gives one.
func newNumFmt(id int, code string) NumFmt {
	if code == "" {
		code = builtin[id]
	}
	f := NumFmt{ID: id, Code: code, Class: ClassGeneral, Places: -1}
	if isGeneral(code) {
		return f
	}
	s := parseSection(splitSections(code)[0])
	f.Class, f.Places, f.Scale = s.class, s.places, s.scale
	return f
}

func isGeneral(code string) bool {
	return code == "" || strings.EqualFold(code, "General") || code == "G/通用格式"
}

// forValue is the section that shows a value: by conditions where a format has
// them, else positive; negative; zero (ECMA-376 part 1, 18.8.31).
func (f NumFmt) forValue(d decimal.Decimal) section {
	if isGeneral(f.Code) {
		return section{class: ClassGeneral, places: -1}
	}
	texts := splitSections(f.Code)
	n := min(len(texts), 3)
	for i := 0; i < n-1; i++ {
		s := parseSection(texts[i])
		if s.holds(d, i, n) {
			return s
		}
	}
	return parseSection(texts[n-1])
}

func (s *section) holds(d decimal.Decimal, index, sections int) bool {
	op, bound := s.op, s.bound
	if op == "" {
		switch {
		case index == 1:
			op = "<"
		case sections == 2:
			op = ">="
		default:
			op = ">"
		}
	}
	c := d.Cmp(bound)
	switch op {
	case "<":
		return c < 0
	case "<=":
		return c <= 0
	case ">":
		return c > 0
	case ">=":
		return c >= 0
	case "<>":
		return c != 0
	}
	return c == 0
}

// splitSections cuts a format at its semicolons, but not within quotes, brackets
// or after an escape.
func splitSections(code string) []string {
	var list []string
	start := 0
	for i := 0; i < len(code); i++ {
		switch code[i] {
		case ';':
			list = append(list, code[start:i])
			start = i + 1
		case '"':
			i += skipPast(code[i+1:], '"')
		case '[':
			i += skipPast(code[i+1:], ']')
		case '\\', '!', '_', '*':
			i++
		}
	}
	if start > len(code) {
		start = len(code)
	}
	return append(list, code[start:])
}

// skipPast is how many bytes to skip so as to stand on the end mark, or at the end.
func skipPast(s string, end byte) int {
	if i := strings.IndexByte(s, end); i >= 0 {
		return i + 1
	}
	return len(s)
}
