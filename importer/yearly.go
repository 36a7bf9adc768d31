package importer

import (
	"strings"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/internal/regexp"
	"huibao/internal/sheet"
)

// A standard by the month that is written by the year (7,728元/年 for 644元/月), or the other way
// round, comes to a twelfth of it, or twelve of them.

// otherTime is a measure by the year said by the month, or by the month said by the year, if own is
// by that; times says by how much.
func otherTime(measure, own string) (same string, times huibao.Ratio, ok bool) {
	year, month := huibao.RatioOf(1, 12), huibao.RatioOf(12, 1)
	switch {
	case strings.Contains(measure, "年") && !strings.Contains(measure, "月") && strings.Contains(own, "/月"):
		return strings.ReplaceAll(measure, "年", "月"), year, true
	case strings.Contains(measure, "月") && !strings.Contains(measure, "年") && strings.Contains(own, "/年"):
		return strings.ReplaceAll(measure, "月", "年"), month, true
	}
	return "", huibao.Ratio{}, false
}

type intoMeasure func(decimal.Decimal, string) (decimal.Decimal, bool, bool)

// throughYear turns figures by the year or the month, too, into those of a standard.
func throughYear(row *huibao.FormRow, into intoMeasure) intoMeasure {
	return func(d decimal.Decimal, measure string) (decimal.Decimal, bool, bool) {
		v, known, exact := into(d, measure)
		same, times, ok := otherTime(measure, row.Measure)
		if known || !ok {
			return v, known, exact
		}
		if v, known, exact = into(d, same); !known {
			return d, false, false
		}
		product := huibao.Whole(v).Mul(times)
		rounded := product.Round(exactPlaces)
		return rounded, true, exact && huibao.Whole(rounded).Cmp(product) == 0
	}
}

// handOn holds a standard back that was read through the year: whether it is that is told by what
// the row is held to, of which reading knows nothing (check). What was typed, and what it comes to,
// are handed on.
func handOn(v *huibao.Value, typed decimal.Decimal) {
	d, ok := v.Quantity.Decimal()
	if !ok {
		return
	}
	v.Quantity = huibao.Quantity{}
	v.Remarks = append(v.Remarks, remark(huibao.RemarkOtherTime, d.String()+"\n"+typed.String()))
}

// byTheYear reads a bare standard of a table that says another time of it than its row (a heading
// 元/年, a column of measures).
func (t table) byTheYear(v *huibao.Value, n, col int, row *huibao.FormRow) bool {
	d, ok := v.Quantity.Decimal()
	if !ok || row.Kind != huibao.KindStandard || v.Field != huibao.FieldStandard || v.Has(huibao.RemarkWithMeasure) || v.Has(huibao.RemarkConverted) {
		return false
	}
	for _, m := range t.measureWords(n, col) {
		if convertible(m, row.Measure) {
			return false
		}
		if _, _, other := otherTime(m, row.Measure); !other {
			continue
		}
		read, known, exact := throughYear(row, measureInto(row.Measure))(d, m)
		if !known || !exact {
			continue
		}
		v.Quantity = huibao.Num(read)
		v.Remarks = append(v.Remarks, remark(huibao.RemarkConverted, "表中计量单位为“"+m+"”，由 "+d.String()+" 换算，读作 "+read.String()))
		handOn(v, d)
		return true
	}
	return false
}

// leadingFigure is the number of a text that is one with its measure.
var leadingFigure = regexp.MustCompile(`[\d,]+(?:\.\d+)?`)

// throughTime reports whether a text says another time of its figure than a standard's.
func throughTime(text, own string) bool {
	_, _, ok := otherTime(fold(text), own)
	return ok
}

// newStandard heads a standard that is in force since a day that stands beside it, and oldStandard the one
// before.
var (
	newStandard = regexp.MustCompile(`^(?:调整后|提标后|现行|新)(?:的)?(?:保障|补助|补贴|发放|救助|供养)?(?:标准)?$`)
	oldStandard = regexp.MustCompile(`^(?:调整前|提标前|原|旧)(?:的)?(?:保障|补助|补贴|发放|救助|供养)?(?:标准)?$`)
	standardOf  = regexp.MustCompile(`^(20\d\d)年度?(?:的)?(?:保障|补助|补贴|发放|救助|供养|执行)?标准$`)
)

// tellsByDays settles a table of standards before and after (调整前, 调整后; 2025年标准, 2026年标准) by the days
// since when these are in force, if all of them lie no later than the period.
func (r *reader) tellsByDays(t *table, rows []int) bool {
	since, now := t.columns[huibao.FieldSince], r.reported()
	if since == 0 || now.IsZero() {
		return false
	}
	after, before := 0, 0
	for col := t.from; col <= t.to; col++ {
		path := t.headPath(col, t.subHead())
		if len(path) == 0 {
			continue
		}
		bare, _ := nameMeasure(path[len(path)-1])
		g := standardOf.FindStringSubmatch(bare)
		switch {
		case newStandard.MatchString(bare), g != nil && atoi(g[1]) == now.Year:
			if after > 0 {
				return false
			}
			after = col
		case oldStandard.MatchString(bare), g != nil && atoi(g[1]) < now.Year:
			before = col
		}
	}
	if after == 0 || before == 0 || len(rows) == 0 {
		return false
	}
	for _, n := range rows {
		c := t.grid.At(n, since)
		if day, _, ok := ReadDate(c.Raw, firstYear); t.grid.At(n, after).Type != sheet.Blank && (!ok || now.End().Before(day)) {
			return false
		}
	}
	t.columns[huibao.FieldStandard], t.kind = after, huibao.KindStandard
	return true
}
