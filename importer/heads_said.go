package importer

import (
	"slices"
	"strings"
	"unicode/utf8"

	"huibao"
	"huibao/internal/doubt"
	"huibao/internal/numtext"
	"huibao/internal/regexp"
)

// What heads a column of the form that we issued says more than which one it is: of when its figures are, and
// whether of the month alone or of the year so far. Whatever is filled in below is held to that.

var (
	monthAlone = regexp.MustCompile(`(?:[本当]个?月|单月|[本当]期|[本当]季度?)(?:[^末底止初以]|$)`)
	inForce    = regexp.MustCompile(`\d[月日年]?(?:\d+日)?(?:起|后|执行|调整|提高|提标)|^自|\(自`)
)

// groupOver is the heading that stands above those of a table's figures (6月完成情况 over 本期完成 and 本年累计), of a column
// that it is merged over or stands in; "" without one.
func (t table) groupOver(col int) string {
	text := t.headText(t.head-1, col)
	first := col
	if m, ok := t.grid.Merge(t.head-1, col); ok {
		first = m.Col1
	}
	if first <= t.nameColumn() || strings.ContainsAny(text, ":：") || len(text) > maxHeading {
		return ""
	}
	return text
}

// groups reports whether what was taken for a table of the unit's own is a row that groups the headings of this one.
func (t table) groups(above table) bool {
	return above.isOwn() && above.head == t.head-1 && above.columns[huibao.FieldCode] == 0
}

// otherHead is why the figures under the heading of an input are not the form's: they are of another period than the
// one reported, or of the month alone where all of the year so far is asked, or the other way round; "" where they are.
func (r *reader) otherHead(kind huibao.Kind, f huibao.Field, heading string) string {
	if heading == "" || len(heading) > maxHeading || r.ret.Period.IsZero() {
		return ""
	}
	other := "不是" + r.ret.Period.Chinese() + "的数"
	switch f {
	case huibao.FieldThis, huibao.FieldCumulative:
		if r.otherSpan(heading) {
			return other
		}
	case huibao.FieldStandard, huibao.FieldPeople, huibao.FieldMonths, huibao.FieldPaid, huibao.FieldBackPay, huibao.FieldNumer, huibao.FieldDenom, huibao.FieldOwn, huibao.FieldState:
		if r.otherTimes(f, heading) {
			return other
		}
		return r.otherWay(kind, f, plainPeriods(heading))
	}
	return ""
}

// otherTimes reports whether a heading that is none of a count's says anywhere another time than the one reported. A
// standard may be in force since another year.
func (r *reader) otherTimes(f huibao.Field, heading string) bool {
	text := plainHeading(heading)
	if f == huibao.FieldStandard && inForce.MatchString(text) {
		return false
	}
	if r.otherSpan(text) {
		return true
	}
	for _, piece := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune("()〔〕[]【】,，、;；", c) }) {
		if r.otherSpan(piece) {
			return true
		}
		if since, _ := cutPeriod(piece); since == sinceJanuary {
			return false // up to some day, which may be one after the month
		}
	}
	p := r.ret.Period
	s := spanOf(text, p.Year, p)
	return s.past || s.ahead || s.until != 0 && s.until != p.Month || s.until == 0 && s.month != 0 && s.month != p.Month
}

// otherWay is why a heading counts in another way than the form does: the month's own figures where those of the year so
// far are asked, or all that there were where those of now are.
func (r *reader) otherWay(kind huibao.Kind, f huibao.Field, text string) string {
	label := f.Label(kind)
	switch f {
	case huibao.FieldNumer, huibao.FieldDenom:
		if kind != huibao.KindRate || !r.asksYear() {
			return ""
		}
		fallthrough
	case huibao.FieldMonths, huibao.FieldPaid, huibao.FieldBackPay:
		if monthAlone.MatchString(text) && !cumWords.MatchString(strings.ReplaceAll(text, "本年累计", "累计")) {
			return "像是本月一个月的数，" + label + "要填本年累计的数"
		}
	case huibao.FieldPeople:
		if strings.Contains(text, "累计") {
			return "像是累计的人数，" + label + "要填期末的人数"
		}
	}
	return ""
}

// asksYear reports whether one of the form's rates is of the year so far.
func (r *reader) asksYear() bool {
	if r.form == nil {
		return false
	}
	for i := range r.form.Rows {
		if row := &r.form.Rows[i]; row.Kind == huibao.KindRate && row.Basis == huibao.BasisYear {
			return true
		}
	}
	return false
}

// inOtherScale reports whether a text on the cover or on a sheet of the form that we issued says that figures are in a
// measure of thousands or more (单位：万元) that none of its rows has.
func (r *reader) inOtherScale(p page, text string) bool {
	m := doubt.ScaledUnit(text)
	if _, n := utf8.DecodeRuneInString(m); m == "" || m[n:] != "元" && !slices.Contains(numtext.Measures, m[n:]) && !slices.Contains(numtext.Measures, m) {
		return false // it is the name of a place
	}
	if r.form == nil || p.Name != huibao.FrontSheet && !r.issuedOn(p) {
		return false
	}
	for i := range r.form.Rows {
		row := &r.form.Rows[i]
		on := r.ret.RowByCode(row.Code)
		if huibao.SameMeasure(row.Measure, m) && (p.Name == huibao.FrontSheet || on != nil && on.Sheet == p.Name) {
			return false
		}
	}
	return true
}
