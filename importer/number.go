package importer

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/numtext"
)

// maxNumberText bounds what is tried to be read as a number, in bytes.
const maxNumberText = 160

// ReadNumber reads a number as a person typed it, into the given measure. What a
// person would read without doubt is read, and remarks say how; what one would have
// to ask about is missing, with a remark that says why and, on lines of their own, which
// numbers it may be. A blank text is missing without a remark.
func ReadNumber(text, measure string) (huibao.Quantity, []huibao.Remark) {
	return readText(text, func() *numtext.Row { return &numtext.Row{Measure: measure, Into: measureInto(measure)} })
}

// readText reads a text as the figure of a row, which is asked for only where the text is
// more than digits.
func readText(text string, row func() *numtext.Row) (huibao.Quantity, []huibao.Remark) {
	if plainDigits(text) {
		d, err := decimal.NewFromString(text)
		if err == nil {
			return numberRead(d, []huibao.Remark{remark(huibao.RemarkTextNumber, "文本型数字")})
		}
	}
	if len(text) > maxNumberText {
		return unreadable(&numtext.Doubt{Why: "文字过长，不是一个数"})
	}
	if isMark(text) {
		return huibao.NA(), nil
	}
	out := numtext.Read(text, row())
	switch {
	case out.Blank:
		return huibao.Quantity{}, nil
	case out.Doubt != nil:
		return unreadable(out.Doubt)
	}
	var remarks []huibao.Remark
	for _, n := range out.Notes {
		remarks = append(remarks, remark(noteKinds[n.Kind], n.Text))
	}
	if len(remarks) == 0 {
		remarks = append(remarks, remark(huibao.RemarkTextNumber, "文本型数字"))
	}
	return numberRead(out.Value, remarks)
}

// maxPlain bounds a text of digits alone, in bytes.
const maxPlain = 40

// plainDigits reports whether a text is digits, with a minus or a point, and nothing else.
func plainDigits(s string) bool {
	if len(s) > maxPlain {
		return false
	}
	point, digits := false, 0
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '-' && i == 0:
		case c == '.' && !point && digits > 0:
			point = true
		default:
			return false
		}
	}
	return digits > 0
}

// noteKinds are the remarks on how a text was read.
var noteKinds = [...]huibao.RemarkKind{numtext.FullWidth: huibao.RemarkFullWidth, numtext.Separators: huibao.RemarkSeparators, numtext.Multiplier: huibao.RemarkMultiplier,
	numtext.Percent: huibao.RemarkPercent, numtext.WithMeasure: huibao.RemarkWithMeasure, numtext.Converted: huibao.RemarkConverted, numtext.Numeral: huibao.RemarkNumeral,
	numtext.Words: huibao.RemarkWords, numtext.Invisible: huibao.RemarkInvisible}

// numberRead gives a number with its remarks, unless Excel would have lost some of it.
func numberRead(d decimal.Decimal, remarks []huibao.Remark) (huibao.Quantity, []huibao.Remark) {
	if digits := strings.Trim(d.Coefficient().String(), "0"); len(digits) > 15 {
		return huibao.Quantity{}, []huibao.Remark{remark(huibao.RemarkTooManyDigits, "超过 15 位")}
	}
	for i := range remarks {
		remarks[i].Text += "，读作 " + d.String()
	}
	return huibao.Num(d), remarks
}

// unreadable is a doubt as a remark: why, and a line for each number that it may be.
func unreadable(d *numtext.Doubt) (huibao.Quantity, []huibao.Remark) {
	lines := []string{d.Why}
	for _, m := range d.Maybe {
		if s := m.String(); !slices.Contains(lines, s) {
			lines = append(lines, s)
		}
	}
	return huibao.Quantity{}, []huibao.Remark{remark(huibao.RemarkUnreadable, strings.Join(lines, "\n"))}
}

// numberRow is what is known of a field of a row when a text stands in it.
func (r *reader) numberRow(row *huibao.FormRow, f huibao.Field) *numtext.Row {
	measure := measureOf(row, f)
	n := &numtext.Row{Measure: measure, Into: measureInto(measure), Level: row.Mode == huibao.ModeStock, Field: fieldWords[f]}
	if f == huibao.FieldThis {
		n.Field = append(slices.Clone(n.Field), monthWords(r.known.Period)...)
	}
	if row.Kind == huibao.KindStandard && f == huibao.FieldStandard {
		n.Into = throughYear(row, n.Into)
	}
	names := append([]string{row.Name, row.DoneMeans}, row.Aliases...)
	switch f {
	case huibao.FieldNumer:
		names, n.Counts = append(names, row.Numerator), row.Numerator
	case huibao.FieldDenom:
		names, n.Counts = append(names, row.Denominator), row.Denominator
	}
	for _, name := range names {
		if name = numtext.Name(name); name != "" {
			n.Own = append(n.Own, name)
		}
	}
	if name := numtext.Name(r.form.Unit.Name); name != "" {
		n.Harmless = append(n.Harmless, name)
	}
	for _, s := range r.form.Settings {
		if s.Code != huibao.HarmlessSetting {
			continue
		}
		for _, w := range s.Words() {
			if w = numtext.Name(w); !numtext.Doubtful(w) {
				n.Harmless = append(n.Harmless, w)
			}
		}
	}
	return n
}

// asTyped reads texts as figures of a field of a row.
func (r *reader) asTyped(row *huibao.FormRow, f huibao.Field) asTyped {
	return func(text, measure string) huibao.Quantity {
		q, _ := readText(text, func() *numtext.Row {
			n := r.numberRow(row, f)
			n.Measure, n.Into = measure, measureInto(measure)
			return n
		})
		return q
	}
}

// monthWords are the names of a month, beside which a figure is that month's.
func monthWords(p huibao.Period) []string {
	if p.IsZero() || p.Quarter {
		return nil
	}
	var list []string
	for _, s := range []string{fmt.Sprintf("%d月", p.Month), fmt.Sprintf("%d年%d月", p.Year, p.Month)} {
		list = append(list, s+"份", s)
	}
	return list
}

// fieldWords are words that say no more than which column it is.
var fieldWords = map[huibao.Field][]string{huibao.FieldCumulative: {"本年累计", "全年累计", "年度累计", "累计", "本年"}, huibao.FieldThis: {"本期", "本月", "当月", "本季", "本季度"},
	huibao.FieldPaid: {"本年累计", "累计", "实发"}, huibao.FieldMonths: {"累计"}, huibao.FieldPeople: {"期末"}}
