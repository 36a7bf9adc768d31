package sheet

import (
	"strings"

	"github.com/shopspring/decimal"
	"golang.org/x/net/html"
)

// pageValue is what a spreadsheet program wrote into a page's cell beside the text
// that it shows: Excel as x:num, x:bool, x:err, x:fmla, LibreOffice as sdval, sdnum,
// SheetJS as data-t, data-v, data-z.
type pageValue struct {
	number  string
	code    string // the number format, where it is given
	formula string
	isTrue  string // "1" or "0" of a truth value
	isError bool
	plain   bool // the text itself is the number (x:num without a value)
}

// valueOf reads the attributes of a cell.
func valueOf(attrs []html.Attribute) (v pageValue) {
	kind := ""
	for _, a := range attrs {
		text := strings.TrimSpace(a.Val)
		switch a.Key {
		case "x:num", "sdval":
			v.number, v.plain = text, text == ""
		case "sdnum": // language;language;code
			if parts := strings.SplitN(text, ";", 3); len(parts) == 3 {
				v.code = parts[2]
			}
		case "x:bool":
			v.isTrue = truth(text)
		case "x:err":
			v.isError = true
		case "x:fmla":
			v.formula = strings.TrimPrefix(text, "=")
		case "data-t":
			kind = text
		case "data-v":
			v.number = text
		case "data-z":
			v.code = text
		}
	}
	switch {
	case kind == "b":
		v.isTrue, v.number = truth(v.number), ""
	case kind == "e":
		v.isError, v.number = true, ""
	case kind != "" && kind != "n":
		v.number = ""
	case strings.EqualFold(v.code, "BOOLEAN"):
		v.isTrue, v.number = truth(v.number), ""
	}
	return v
}

func isErrorName(s string) bool {
	switch s {
	case "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A":
		return true
	}
	return false
}

func truth(s string) string {
	switch strings.ToLower(s) {
	case "1", "true":
		return "1"
	case "0", "false":
		return "0"
	}
	return ""
}

// settle gives a cell its content: the value beside the text where the text shows
// that very value; the text where it says more (12户, 3月5日); neither, where they
// are two numbers.
func (v *pageValue) settle(c *Cell, shown string, odd *oddities) (code string) {
	c.Type, c.Raw = Text, shown
	if v.formula != "" {
		c.HasFormula, c.Cached, c.Formula = true, true, v.formula
	}
	if v.plain {
		v.number = strings.ReplaceAll(shown, ",", "")
	}
	switch {
	case v.isTrue != "":
		c.Type, c.Raw = Bool, v.isTrue
	case v.isError, v.number != "" && isErrorName(shown):
		c.Type = ErrorValue
	case isNumber(v.number):
		return v.numeric(c, shown, odd)
	}
	return ""
}

func (v *pageValue) numeric(c *Cell, shown string, odd *oddities) (code string) {
	stored, err := Decimal15(v.number)
	if err != nil {
		return ""
	}
	seen, ok := readShown(shown)
	switch {
	case ok && seen.agrees(stored):
		code = v.code
		if code == "" && seen.percent {
			code = seen.code()
		}
	case ok && !newNumFmt(0, v.code).scales():
		c.Type, c.Raw = Broken, shown+"、"+v.number
		odd.note(oddCell, c.Ref())
		return ""
	case !ok && v.code == "" && strings.Trim(shown, "#") != "" && (shown != "-" || !stored.IsZero()):
		return "" // the text says more than the number
	default:
		code = v.code
	}
	c.Type, c.Raw = Number, v.number
	return code
}

// scales reports whether a format shows another number than is stored.
func (f NumFmt) scales() bool {
	return f.Class == ClassScaled || f.Class == ClassDate || f.Class == ClassTime
}

// shownNumber is a number as a page shows it.
type shownNumber struct {
	decimal.Decimal
	places  int32 // after the point, negative with an exponent; of a percentage, two more
	percent bool
}

// readShown reads a text that is nothing but a number: with separators, a currency
// sign, a percent sign, in brackets where it is negative.
func readShown(text string) (n shownNumber, ok bool) {
	s := strings.Map(func(r rune) rune {
		if r == ',' || r == ' ' || r == '¥' || r == '￥' {
			return -1
		}
		return r
	}, text)
	if len(s) > 2 && s[0] == '(' && s[len(s)-1] == ')' {
		s = "-" + s[1:len(s)-1]
	}
	s, n.percent = strings.CutSuffix(s, "%")
	d, err := parseNumber(s)
	if err != nil {
		return n, false
	}
	n.Decimal, n.places = d, -d.Exponent()
	if n.percent {
		n.Decimal, n.places = d.Shift(-2), n.places+2
	}
	return n, true
}

// agrees reports whether a stored number is shown as n.
func (n *shownNumber) agrees(stored decimal.Decimal) bool {
	return stored.Sub(n.Decimal).Abs().LessThanOrEqual(decimal.New(5, -n.places-1))
}

// code is the format of a percentage as it is shown.
func (n *shownNumber) code() string {
	if n.places <= 2 {
		return "0%"
	}
	return "0." + strings.Repeat("0", int(n.places)-2) + "%"
}
