package sheet

import (
	"context"
	"strconv"
	"strings"
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
	ClassScaled // divided by a power of ten: 0!.0,万 and 0,
	ClassHidden // ;;;
)

// NumFmt is a cell's number format. Places is how many decimals it shows (−1:
// General), Scale the power of ten by which it divides.
type NumFmt struct {
	ID     int
	Code   string
	Class  Class
	Places int
	Scale  int
}

// builtin are the formats that a file may name by id alone (ECMA-376 part 1,
// 18.8.30, with the Chinese ones of 27–36 and 50–58, which are dates).
var builtin = map[int]string{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
	14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss",
	22: "yyyy-mm-dd h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@"}

func (x *xlsx) readStyles(ctx context.Context, part string) error {
	codes := map[int]string{}
	inCells := false
	return x.each(ctx, part, func(s *scanner) error {
		switch string(s.name) {
		case "numFmt":
			id, _ := s.attr("numFmtId")
			code, _ := s.attr("formatCode")
			if n, err := strconv.Atoi(id); err == nil && len(codes) <= x.lim.Styles {
				codes[n] = code
			}
		case "cellXfs":
			inCells = true
		case "cellStyles", "dxfs":
			inCells = false
		case "xf":
			if !inCells {
				return nil
			}
			if len(x.styles) >= x.lim.Styles {
				return overLimit("单元格样式数", int64(len(x.styles)+1), int64(x.lim.Styles), "--limit-styles")
			}
			id, _ := s.attr("numFmtId")
			n, _ := strconv.Atoi(id)
			x.styles = append(x.styles, newNumFmt(n, codes[n]))
		}
		return nil
	})
}

func newNumFmt(id int, code string) NumFmt {
	if code == "" {
		code = builtin[id]
	}
	if id >= 27 && id <= 36 || id >= 50 && id <= 58 {
		return NumFmt{ID: id, Code: code, Class: ClassDate}
	}
	f := NumFmt{ID: id, Code: code, Places: -1}
	if code == "" || strings.EqualFold(code, "General") || code == "G/通用格式" {
		return f
	}
	if code == ";;;" {
		f.Class = ClassHidden
		return f
	}
	section, _, _ := strings.Cut(code, ";")
	bare := bareFormat(section)
	f.Class, f.Places, f.Scale = classify(section, bare)
	return f
}

// bareFormat leaves out what a format prints as it stands: quoted and escaped
// text, colours, locales, padding.
func bareFormat(code string) string {
	var b strings.Builder
	for i := 0; i < len(code); i++ {
		switch c := code[i]; c {
		case '"':
			end := strings.IndexByte(code[i+1:], '"')
			if end < 0 {
				return b.String()
			}
			i += end + 1
		case '\\', '!', '_', '*':
			i++
		case '[':
			end := strings.IndexByte(code[i:], ']')
			if end < 0 {
				return b.String()
			}
			if inner := strings.ToLower(code[i+1 : i+end]); strings.Trim(inner, "hms") == "" {
				b.WriteString(inner)
			}
			i += end
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

func classify(section, bare string) (Class, int, int) {
	lower := strings.ToLower(bare)
	switch {
	case strings.Contains(lower, "general"):
		return ClassGeneral, -1, 0
	case strings.ContainsAny(lower, "yd"), strings.Contains(lower, "m") && !strings.ContainsAny(lower, "hs0#"):
		return ClassDate, 0, 0
	case strings.ContainsAny(lower, "hs"):
		return ClassTime, 0, 0
	case strings.TrimSpace(bare) == "@":
		return ClassText, -1, 0
	case strings.Contains(lower, "e+"), strings.Contains(lower, "e-"), strings.Contains(bare, "?/"):
		return ClassGeneral, -1, 0
	case strings.Contains(bare, "%"):
		return ClassPercent, placesOf(bare), 0
	}
	if scale := scaleOf(section, bare); scale > 0 {
		return ClassScaled, placesOf(bare), scale
	}
	if !strings.ContainsAny(bare, "0#") {
		return ClassGeneral, -1, 0
	}
	return ClassNumber, placesOf(bare), 0
}

func placesOf(bare string) int {
	_, after, ok := strings.Cut(bare, ".")
	if !ok {
		return 0
	}
	n := 0
	for _, c := range after {
		if c != '0' && c != '#' && c != '?' {
			break
		}
		n++
	}
	return n
}

// scaleOf is the power of ten by which a format divides: three for each comma
// after the last digit; 0!.0, prints a literal point before the fourth digit, which
// makes it 万.
func scaleOf(section, bare string) int {
	trimmed := strings.TrimRight(strings.TrimRight(bare, " "), ",")
	commas := len(strings.TrimRight(bare, " ")) - len(trimmed)
	scale := 3 * commas
	for _, mark := range []string{"!.", `\.`, `"."`} {
		if _, after, ok := strings.Cut(section, mark); ok {
			scale += strings.Count(strings.SplitN(after, ",", 2)[0], "0")
		}
	}
	return scale
}
