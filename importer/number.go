package importer

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"
	"golang.org/x/text/width"

	"huibao"
)

// maxNumberText bounds what is tried to be read as a number, in bytes.
const maxNumberText = 120

var (
	plainForm   = regexp.MustCompile(`^[+-]?(\d+(\.\d*)?|\.\d+)$`)
	groupedForm = regexp.MustCompile(`^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$`)
	wanGrouped  = regexp.MustCompile(`^[+-]?\d{1,4}(,\d{4})+(\.\d+)?$`)
	leadNumber  = regexp.MustCompile(`^([+-]?[\d,]*\.?\d+)\s*([十百千万亿]*)(.*)$`)
	mixedForm   = regexp.MustCompile(`^(\d+)万(\d+)千$`)
	noteForm    = regexp.MustCompile(`^(.*\d[^()]*)\([^()]*\)$`)
	// doubt are the words that make a number a guess or more than one number.
	doubt = regexp.MustCompile(`约|近|大概|左右|上下|余|多|以上|以下|不足|超过|接近|预计|计划|目标|同上|至|~|～|或|\d\s*[-—－]+\s*\d|\d\s*/\s*\d|\d\s*\+\s*\d|=|\?|？|几|若干|数十|数百|:|：`)
)

// ReadNumber reads a number as a person typed it, into the given measure. What a
// person would read without doubt is read, and remarks say how; what one would have
// to ask about is missing, with a remark that says why. A blank text is missing
// without a remark.
func ReadNumber(text, measure string) (huibao.Quantity, []huibao.Remark) {
	raw := strings.TrimSpace(text)
	if raw == "" {
		return huibao.Quantity{}, nil
	}
	if len(raw) > maxNumberText {
		return unreadable("文字过长，不是一个数")
	}
	n := &numberText{measure: measure, text: strings.TrimSpace(strings.TrimLeft(raw, "'‘’"))}
	n.fold()
	if isMark(n.text) {
		return huibao.NA(), nil
	}
	if doubt.MatchString(n.text) {
		return unreadable("写法含糊或不止一个数，请只填一个确切的数")
	}
	d, ok := n.read()
	if !ok {
		return unreadable("不能确定是哪个数")
	}
	if digits := strings.Trim(d.Coefficient().String(), "0"); len(digits) > 15 {
		return huibao.Quantity{}, []huibao.Remark{remark(huibao.RemarkTooManyDigits, "超过 15 位")}
	}
	if len(n.remarks) == 0 {
		n.note(huibao.RemarkTextNumber, "文本型数字")
	}
	for i := range n.remarks {
		n.remarks[i].Text += "，读作 " + d.String()
	}
	return huibao.Num(d), n.remarks
}

func unreadable(why string) (huibao.Quantity, []huibao.Remark) {
	return huibao.Quantity{}, []huibao.Remark{remark(huibao.RemarkUnreadable, why)}
}

// numberText is a number's text while it is read, with the remarks so far.
type numberText struct {
	text, measure string
	remarks       []huibao.Remark
}

func (n *numberText) note(kind huibao.RemarkKind, text string) {
	n.remarks = append(n.remarks, remark(kind, text))
}

// fold narrows full-width forms and drops the white space between digits.
func (n *numberText) fold() {
	folded := width.Narrow.String(n.text)
	folded = numberSigns.Replace(folded)
	if folded != n.text && strings.ContainsAny(folded, "0123456789") {
		n.note(huibao.RemarkFullWidth, "全角字符")
	}
	n.text = strings.TrimSpace(folded)
}

func (n *numberText) read() (decimal.Decimal, bool) {
	if g := noteForm.FindStringSubmatch(n.text); g != nil {
		n.text = strings.TrimSpace(g[1])
		n.note(huibao.RemarkWithMeasure, "略去括号中的注")
	}
	if d, ok := n.plain(n.text); ok {
		return d, true
	}
	if g := mixedForm.FindStringSubmatch(n.text); g != nil {
		n.note(huibao.RemarkMultiplier, "万、千")
		return decimal.RequireFromString(g[1]).Shift(4).Add(decimal.RequireFromString(g[2]).Shift(3)), true
	}
	if g := leadNumber.FindStringSubmatch(n.text); g != nil {
		if d, ok := n.plain(g[1]); ok {
			return n.scaled(d, g[2], strings.TrimSpace(g[3]))
		}
	}
	return n.numeral()
}

// plain reads digits, with Western (1,234) or Chinese (1,2345) groups, or blanks
// between them.
func (n *numberText) plain(s string) (decimal.Decimal, bool) {
	bare := strings.ReplaceAll(s, " ", "")
	switch {
	case plainForm.MatchString(bare):
		if bare != s {
			n.note(huibao.RemarkSeparators, "数字间有空格")
		}
	case groupedForm.MatchString(bare), wanGrouped.MatchString(bare):
		n.note(huibao.RemarkSeparators, "有分隔符")
		bare = strings.ReplaceAll(bare, ",", "")
	default:
		return decimal.Decimal{}, false
	}
	d, err := decimal.NewFromString(bare)
	return d, err == nil
}

var powers = map[string]int32{"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12}

// scaled applies 万 and the like, a percent sign, and a measure after the number.
func (n *numberText) scaled(d decimal.Decimal, power, rest string) (decimal.Decimal, bool) {
	shift, ok := powers[power]
	if !ok {
		return d, false
	}
	if shift > 0 {
		n.note(huibao.RemarkMultiplier, "“"+power+"”")
	}
	d = d.Shift(shift)
	if rest == "" {
		return d, true
	}
	if rest == "%" {
		n.note(huibao.RemarkPercent, "百分数")
		return d, n.measure == "%" || n.measure == ""
	}
	return n.measured(d, rest)
}

// measured takes the measure that stands after a number: the indicator's own, or
// one that converts into it exactly.
func (n *numberText) measured(d decimal.Decimal, m string) (decimal.Decimal, bool) {
	if n.measure == "" {
		if utf8.RuneCountInString(m) > 3 || strings.ContainsAny(m, "0123456789") {
			return d, false
		}
		n.note(huibao.RemarkWithMeasure, "带单位“"+m+"”")
		return d, true
	}
	factor, ok := huibao.ConvertMeasure(m, n.measure)
	if !ok {
		head, _, _ := strings.Cut(n.measure, "/")
		if factor, ok = huibao.ConvertMeasure(m, head); !ok {
			return d, false
		}
	}
	if factor.Cmp(huibao.RatioOf(1, 1)) == 0 {
		n.note(huibao.RemarkWithMeasure, "带单位“"+m+"”")
		return d, true
	}
	product := huibao.Whole(d).Mul(factor)
	exact := product.Round(exactPlaces)
	if huibao.Whole(exact).Cmp(product) != 0 {
		return d, false
	}
	n.note(huibao.RemarkConverted, "由“"+m+"”换算为“"+n.measure+"”")
	return exact, true
}

// numberSigns are other forms of the signs in a number.
var numberSigns = strings.NewReplacer("，", ",", "。", ".", "．", ".", "－", "-", "﹣", "-", "−", "-", "　", " ", "\u00a0", " ")
