package sheet

import (
	"strings"

	"github.com/shopspring/decimal"
)

// View is how a number cell looks.
type View struct {
	Text    string          // as it is shown, without the blanks around; "" where nothing is
	Bare    string          // Text with a sign for brackets, and without the sign of the currency
	Class   Class           // of the section that shows it
	Numeral decimal.Decimal // the figure that is shown: divided and rounded, with the sign that is stored
	Scale   int             // the power of ten by which it is divided
	Plain   bool            // Bare is that figure and nothing else
	Money   bool            // the sign of the currency stands beside it
	Unseen  bool            // the format prints it in the colour of the cell's ground
}

// Display is how a number cell looks, by its number format; ok is false for a cell
// that holds no number.
func Display(c Cell, date1904 bool) (v View, ok bool) {
	if c.Type != Number {
		return v, false
	}
	d, err := Decimal15(c.Raw)
	if err != nil {
		return v, false
	}
	if c.Format.simple() {
		v = View{Class: c.Format.Class, Numeral: d, Plain: true}
		if v.Class == ClassNumber {
			v.Numeral = d.Round(int32(c.Format.Places))
		}
		v.Text = v.Numeral.String()
		v.Bare = v.Text
		return v, true
	}
	s := c.Format.forValue(d)
	v = View{Class: s.class, Numeral: d, Unseen: s.hue != 0 && sameColour(s.hue, c.Format.Look.Ground)}
	switch s.class {
	case ClassDate, ClassTime:
		v.Text = drawDate(s.code, d, date1904)
		return v, true
	case ClassNumber, ClassScaled:
		v.Scale = s.scale
		v.Numeral = d.Shift(-int32(s.scale)).Round(int32(s.places))
	case ClassPercent:
		v.Scale = -2
		v.Numeral = d.Shift(2).Round(int32(s.places))
	}
	v.draw(s, d, c.Format.signs())
	return v, true
}

// simple reports whether a format shows every number as it is, rounded, with no blank in it.
func (f NumFmt) simple() bool {
	return isGeneral(f.Code) || f.Class == ClassNumber && f.Scale == 0 && strings.Trim(f.Code, "0#?.,_ ") == "" && !strings.Contains(strings.TrimSpace(f.Code), " ")
}

// signs reports whether numbers below zero get their sign by themselves: they do
// unless the format has a section for them.
func (f NumFmt) signs() bool {
	texts := splitSections(f.Code)
	return len(texts) < 2 || parseSection(texts[0]).op != "" || parseSection(texts[1]).op != ""
}

// draw shows a number by a section.
func (v *View) draw(s section, d decimal.Decimal, sign bool) {
	v.Text = strings.TrimSpace(drawNumber(s, d.Abs()))
	negative := d.Sign() < 0
	if negative && sign && v.Text != "" {
		v.Text = "-" + v.Text
	}
	v.Money = strings.ContainsAny(v.Text, "¥￥") || strings.Contains(v.Text, "RMB") || strings.Contains(v.Text, "CNY")
	v.Bare = strings.TrimSpace(currency.Replace(v.Text))
	if inner, ok := strings.CutPrefix(v.Bare, "("); ok && negative && strings.HasSuffix(inner, ")") {
		v.Bare = "-" + strings.TrimSpace(strings.TrimSuffix(inner, ")"))
	}
	if negative && s.hue == red && v.Bare != "" && !strings.Contains(v.Bare, "-") {
		v.Bare = "-" + v.Bare
	}
	read, err := decimal.NewFromString(strings.ReplaceAll(strings.TrimPrefix(v.Bare, "+"), ",", ""))
	v.Plain = err == nil && v.Scale == 0 && read.Equal(v.Numeral)
}

// currency drops the signs of the only currency that is reported in, and gives the
// others one form.
var currency = strings.NewReplacer("¥", "", "￥", "", "RMB", "", "CNY", "", "−", "-", "－", "-", "（", "(", "）", ")", "，", ",")

// drawNumber shows a number that is not negative by a section.
func drawNumber(s section, d decimal.Decimal) string {
	p := elementsOf(s.code)
	if s.class == ClassGeneral && p.digits > 0 { // 1.5E+01, 1/2
		return d.String()
	}
	if p.digits == 0 {
		return p.around(d.String())
	}
	d = d.Shift(int32(2*p.percents - 3*p.thousands)).Round(int32(p.after))
	whole, part, _ := strings.Cut(d.StringFixed(int32(p.after)), ".")
	if whole == "0" {
		whole = ""
	}
	return p.before(whole) + p.behind(part)
}

// element is a literal, or the place of a digit (0 # ?), of the point, or of a number
// in its general form (G).
type element struct {
	mark byte // 0 for a literal
	text string
}

// elements are those of a section, and what they ask for.
type elements struct {
	list      []element
	point     int // place of the point; without one, behind the last element
	digits    int // how many there are
	after     int // of them behind the point
	percents  int
	thousands int // by which the number is divided
	grouped   bool
}

func elementsOf(code string) *elements {
	p := &elements{point: -1}
	commas := 0 // since the last digit
	for len(code) > 0 {
		e, rest := nextElement(code)
		code = rest
		switch e.mark {
		case '.':
			if p.point >= 0 {
				e = element{text: "."}
			} else {
				p.point = len(p.list)
			}
		case '0', '#', '?':
			p.grouped = p.grouped || commas > 0 && p.point < 0
			p.thousands -= commas
			p.digits++
			commas = 0
			if p.point >= 0 {
				p.after++
			}
		case ',':
			if p.digits > 0 {
				commas++
				p.thousands++
			}
			continue
		case '%':
			p.percents++
			e = element{text: "%"}
		}
		p.list = append(p.list, e)
	}
	if p.point < 0 {
		p.point = len(p.list)
	}
	return p
}

// nextElement reads one element of a section and returns the rest.
func nextElement(code string) (e element, rest string) {
	for _, name := range []string{"General", "G/通用格式", "@"} {
		if len(code) >= len(name) && strings.EqualFold(code[:len(name)], name) {
			return element{mark: 'G'}, code[len(name):]
		}
	}
	c := code[0]
	rest = code[1:]
	switch c {
	case '"':
		n := skipPast(rest, '"')
		return element{text: strings.TrimSuffix(rest[:n], `"`)}, rest[n:]
	case '[':
		n := skipPast(rest, ']')
		symbol, ok := strings.CutPrefix(strings.TrimSuffix(rest[:n], "]"), "$")
		if symbol, _, _ = strings.Cut(symbol, "-"); !ok {
			symbol = ""
		}
		return element{text: symbol}, rest[n:]
	case '\\', '!':
		n := firstRune(rest)
		return element{text: rest[:n]}, rest[n:]
	case '_':
		return element{text: " "}, rest[firstRune(rest):]
	case '*':
		return element{}, rest[firstRune(rest):]
	case '0', '#', '?', '.', ',', '%':
		return element{mark: c}, rest
	}
	n := firstRune(code)
	return element{text: code[:n]}, code[n:]
}

// around puts the literals around a number in its general form; where there is no
// place for one, they stand alone.
func (p *elements) around(number string) string {
	var b strings.Builder
	for _, e := range p.list {
		if e.mark == 'G' {
			b.WriteString(number)
		} else {
			b.WriteString(e.text)
		}
	}
	return b.String()
}

// before draws what stands before the point: digits from the right to the left, all
// that are left over at the first place.
func (p *elements) before(whole string) string {
	places := p.digits - p.after
	out, written := "", 0
	put := func(digit string) {
		if p.grouped && written > 0 && written%3 == 0 {
			digit += ","
		}
		out = digit + out
		written++
	}
	for i := p.point - 1; i >= 0; i-- {
		e := p.list[i]
		if e.mark == 0 || e.mark == 'G' {
			out = e.text + out
			continue
		}
		places--
		for len(whole) > 0 {
			put(whole[len(whole)-1:])
			whole = whole[:len(whole)-1]
			if places > 0 {
				break
			}
		}
		if len(whole) == 0 && written < p.digits-p.after-places && e.mark == '0' {
			put("0")
		}
	}
	return out
}

// behind draws the point and what stands behind it.
func (p *elements) behind(part string) string {
	var b strings.Builder
	for _, e := range p.list[p.point:] {
		switch e.mark {
		case '.':
			b.WriteByte('.')
		case '0', '#', '?':
			if e.mark == '0' || strings.Trim(part, "0") != "" {
				b.WriteString(part[:1])
			}
			part = part[1:]
		default:
			b.WriteString(e.text)
		}
	}
	return b.String()
}
