// Package numtext reads a number as a person typed it. Its grammar covers the text to
// the last character:
//
//	text    = { word } [ 负 | sign ] number { unit } [ measure | % ] { bracket | word } { 。；、 }
//	number  = digits in regular groups, decimals | Chinese numeral
//	unit    = 十 百 千 万 亿, with the digits under it (1万2千)
//	bracket = ( unit | measure | % | the same number | words )
//	words   = harmless ones, of the indicator's own name, 含 with a smaller number
//
// What fits is read, with notes that say how; whatever is left over is asked about: why,
// and the readings that are possible. Nothing is dropped.
package numtext

import (
	"strings"

	"github.com/shopspring/decimal"
)

// Row is what is known of the figure that is asked for.
type Row struct {
	Measure string // 计量单位; "" where any count may stand
	// Into turns a figure of another measure into the row's: known says that it measures
	// the same, exact that no part is lost. Nil: only the measure itself is known.
	Into     func(d decimal.Decimal, measure string) (out decimal.Decimal, known, exact bool)
	Own      []string // the indicator's names and 完成标准: their words change nothing
	Field    []string // words that only name the column (累计 in 本年累计)
	Harmless []string // further words that change nothing, of the plan
	Level    bool     // what there is now, so that 新增 says another thing
	Counts   string   // what is counted (分子含义), where Measure is ""
}

// Kind tells how a number was read.
type Kind uint8

// How a number was read.
const (
	FullWidth Kind = iota
	Separators
	Multiplier
	Percent
	WithMeasure
	Converted
	Numeral
	Words
	Invisible
)

// Note says how a number was read, in Chinese.
type Note struct {
	Kind Kind
	Text string
}

// Doubt is why a text is asked about, in Chinese, and the numbers that it may mean.
type Doubt struct {
	Why   string
	Maybe []decimal.Decimal
}

// Outcome is what a text comes to: blank, a number with notes, or a doubt.
type Outcome struct {
	Blank bool
	Value decimal.Decimal
	Notes []Note
	Doubt *Doubt
}

// maxStarts bounds in how many places the number of a text is looked for.
const maxStarts = 4

// Read reads a text as the figure of a row.
func Read(text string, row *Row) Outcome {
	f := fold(text)
	s, quoted := unquoted(trimmed(f.text))
	if s == "" {
		if strings.Trim(f.text, " \n") == "" {
			return Outcome{Blank: true}
		}
		return Outcome{Doubt: &Doubt{Why: "不是数"}}
	}
	out := readFolded(s, row)
	if out.Doubt == nil && f.turned(s) {
		out = Outcome{Doubt: &Doubt{"有改变文字方向的字符，看到的与所存的次序不同", append([]decimal.Decimal{out.Value}, parse(backwards(s))...)}}
	}
	if out.Doubt == nil && quoted {
		out.Notes = append(out.Notes, Note{Words, "略去引号"})
	}
	hidden := strings.Join(f.hidden, "、")
	switch {
	case out.Doubt != nil && hidden != "":
		out.Doubt.Why += "；其中有看不见的字符：" + hidden
	case out.Doubt == nil && hidden != "":
		out.Notes = append(out.Notes, Note{Invisible, "略去看不见的字符：" + hidden})
	}
	if out.Doubt == nil && f.wide {
		out.Notes = append(out.Notes, Note{FullWidth, "全角字符"})
	}
	return out
}

// trimmed is a text without the stops that end it; behind a digit a point is none of them.
func trimmed(s string) string {
	s = strings.TrimRight(strings.TrimLeft(s, " \n'‘’`"), " \n。；;、,!")
	if cut := strings.TrimRight(s, "."); cut != s && cut != "" && !isDigit(cut[len(cut)-1]) {
		return trimmed(cut)
	}
	return s
}

// unquoted takes off the quotation marks around a whole text.
func unquoted(s string) (inside string, is bool) {
	for _, pair := range []string{"\"\"", "“”", "””", "「」", "『』"} {
		open, shut := pair[:len(pair)/2], pair[len(pair)/2:]
		rest, begins := strings.CutPrefix(s, open)
		if rest, ends := strings.CutSuffix(rest, shut); begins && ends && !strings.ContainsAny(rest, "\"“”「」『』") {
			return trimmed(rest), true
		}
	}
	return s, false
}

// readFolded reads from the first place from which the whole text is accounted for.
func readFolded(s string, row *Row) Outcome {
	if d := inBrackets(s, row); d != nil {
		return Outcome{Doubt: d}
	}
	if strings.Contains("一〇○", s) {
		return Outcome{Doubt: &Doubt{"可能是数，也可能只是横线或圆圈", parse(map[bool]string{true: "1", false: "0"}[s == "一"])}}
	}
	var first *Doubt
	for _, from := range starts(s) {
		r := &reading{row: row}
		d := r.at(s, from)
		if d == nil && r.isName(s) {
			d = r.doubt("与指标名称中的字相同，不知是不是完成的数")
		}
		if d == nil {
			return Outcome{Value: r.value, Notes: r.notes}
		}
		if first == nil {
			first = d
		}
	}
	if first == nil {
		first = &Doubt{Why: "不是数"}
	}
	return Outcome{Doubt: first}
}

// inBrackets is the doubt about a number in brackets: accountants write what is less
// than nothing so.
func inBrackets(s string, row *Row) *Doubt {
	inside, rest, ok := bracket(s)
	if !ok || rest != "" {
		return nil
	}
	out := readFolded(strings.TrimSpace(inside), row)
	if out.Doubt != nil {
		return nil
	}
	return &Doubt{"数写在括号里，会计上这样写表示负数", []decimal.Decimal{out.Value, out.Value.Neg()}}
}

// reading is one number while it is read.
type reading struct {
	row     *Row
	value   decimal.Decimal
	notes   []Note
	known   bool   // value has been read
	numeral bool   // in Chinese
	scaled  bool   // with 万 or the like, without a measure so far
	measure string // that stood beside it
	percent bool
	money   bool   // ¥ before it
	per     string // 每人每月 before it
}

func (r *reading) note(k Kind, text string) { r.notes = append(r.notes, Note{k, text}) }

// doubt is a doubt about the number read so far, with others that stand beside it.
func (r *reading) doubt(why string, others ...decimal.Decimal) *Doubt {
	d := &Doubt{Why: why}
	if r.known {
		d.Maybe = append(d.Maybe, r.value)
	}
	d.Maybe = append(d.Maybe, others...)
	return d
}

// at reads the number that begins at byte from, and accounts for the rest.
func (r *reading) at(s string, from int) *Doubt {
	rest, d := r.number(s[from:])
	if d != nil {
		return d
	}
	r.known = true
	if d := r.front(s[:from]); d != nil {
		others := numbersIn(rest)
		d.Maybe = append(d.Maybe, others[:min(len(others), max(maxMaybe-len(d.Maybe), 0))]...)
		return d
	}
	if rest, d = r.unit(strings.TrimLeft(rest, " \n")); d != nil {
		return d
	}
	for rest = strings.TrimLeft(rest, " \n"); rest != ""; rest = strings.TrimLeft(rest, " \n") {
		inside, after, ok := bracket(rest)
		if ok {
			d, rest = r.bracketed(strings.Trim(inside, " \n")), after
		} else {
			end := strings.IndexByte(rest[1:], '(') + 1
			if end == 0 {
				end = len(rest)
			}
			d, rest = r.words(rest[:end]), rest[end:]
		}
		if d != nil {
			return d
		}
	}
	return r.settle()
}

// settle doubts a bare 万 in a row that is counted in 万: 66.6万 beside 万元.
func (r *reading) settle() *Doubt {
	if !r.scaled || r.measure != "" || !multiple(r.row.Measure) {
		return nil
	}
	d := r.doubt("计量单位已经是“" + r.row.Measure + "”，又写了倍数")
	if base := strings.TrimLeft(r.row.Measure, unitRunes); base != "" {
		if v, known, exact := r.into(r.value, base); known && exact {
			d.Maybe = append([]decimal.Decimal{v}, d.Maybe...)
		}
	}
	return d
}

// into turns a figure of a measure into the row's.
func (r *reading) into(d decimal.Decimal, measure string) (out decimal.Decimal, known, exact bool) {
	switch {
	case measure == "":
		return d, false, false
	case measure == r.row.Measure || r.row.Measure == "" && counted[measure] && countsIn(r.row.Counts, measure):
		return d, true, true
	case r.row.Into == nil:
		return d, false, false
	}
	return r.row.Into(d, measure)
}

// bracket cuts a bracket off at the beginning of s.
func bracket(s string) (inside, rest string, ok bool) {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
		if depth == 0 {
			if i == 0 {
				return "", s, false
			}
			return s[1:i], s[i+1:], true
		}
	}
	return "", s, false
}
