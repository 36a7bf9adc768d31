package sheet

import (
	"strconv"
	"strings"
	"time"
)

func (x *xmlReader) numberFormat(code string) error {
	if x.styleID == "" || code == "" {
		return nil
	}
	if len(x.formats) > x.lim.Styles {
		return boundStyles.over(int64(len(x.formats)), int64(x.lim.Styles), "", 0)
	}
	x.styles[x.styleID] = uint16(len(x.formats))
	x.formats = append(x.formats, newNumFmt(0, namedFormat(code)))
	return nil
}

// namedFormat gives the code of a format that is called by name.
func namedFormat(code string) string {
	switch code {
	case "General Number", "General":
		return ""
	case "Percent":
		return "0.00%"
	case "Fixed":
		return "0.00"
	case "Standard":
		return "#,##0.00"
	case "Short Date", "General Date":
		return "yyyy/m/d"
	case "Medium Date", "Long Date":
		return `yyyy"年"m"月"d"日"`
	}
	return code
}

// data reads a cell's value by its type.
func (x *xmlReader) data(text string) {
	c, bare := &x.cell, strings.TrimSpace(text)
	c.Cached = c.HasFormula
	switch x.kind {
	case "Number", "Boolean", "Error", "DateTime":
		if bare == "" {
			c.Cached = false
			return
		}
	}
	switch x.kind {
	case "Number":
		c.Type, c.Raw = Number, bare
		if !isNumber(bare) {
			x.broken(bare)
		}
	case "DateTime":
		x.dateTime(bare)
	case "Boolean":
		c.Type, c.Raw = Bool, bare
		if bare != "0" && bare != "1" {
			x.broken(bare)
		}
	case "Error":
		c.Type, c.Raw = ErrorValue, bare
	default:
		c.Type, c.Raw = Text, text
	}
}

// broken marks a cell whose content is not of its type.
func (x *xmlReader) broken(stored string) {
	x.cell.Type, x.cell.Raw = Broken, clip([]byte(stored))
	x.table.layout.odd.note(oddCell, x.cell.Ref())
}

// dateTime turns 2024-06-05T00:00:00.000 into Excel's serial number, shown as a day
// where the style says nothing.
func (x *xmlReader) dateTime(text string) {
	at, err := time.Parse("2006-01-02T15:04:05.999", strings.TrimSuffix(text, "Z"))
	if err != nil || at.Year() < 1900 {
		x.cell.Type, x.cell.Raw = Text, text
		return
	}
	x.cell.Type, x.cell.Raw = Number, strconv.Itoa(serialDay(at, x.book.Date1904))
	if x.formats[x.style].Class != ClassDate {
		if x.dateStyle == 0 {
			x.dateStyle = uint16(len(x.formats))
			x.formats = append(x.formats, newNumFmt(14, ""))
		}
		x.style = x.dateStyle
	}
}
