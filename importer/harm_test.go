package importer_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
)

// harmful are the things that make a return say something else, or nothing, and
// the remark by which that is known: on the file, or on a value of a row.
var harmful = []struct {
	name   string
	do     func(p *paper)
	remark huibao.RemarkKind
	code   string // of the row; "" for the file
	field  huibao.Field
}{
	{"a row deleted", func(p *paper) {
		l := p.leaf("计数")
		l.rows = slices.Delete(l.rows, l.row("20.1"), l.row("20.1")+1)
	}, huibao.RemarkRowMissing, "", ""},
	{"a row twice", func(p *paper) {
		l := p.leaf("计数")
		l.rows = append(l.rows, slices.Clone(l.rows[l.row("20.1")]))
	}, huibao.RemarkRowTwice, "", ""},
	{"rows pasted one off", func(p *paper) {
		l := p.leaf("计数")
		a, b := l.row("12.3"), l.row("12.4")
		l.rows[a][2], l.rows[b][2] = l.rows[b][2], l.rows[a][2]
	}, huibao.RemarkRowMismatch, "12.3", ""},
	{"a column twice", func(p *paper) { insertColumn(p.leaf("计数"), 5, "本期完成") }, huibao.RemarkColumnAmbiguous, "", ""},
	{"a column deleted", func(p *paper) {
		l := p.leaf("比率")
		c := l.col("分子")
		for i := range l.rows {
			if len(l.rows[i]) > c {
				l.rows[i] = slices.Delete(l.rows[i], c, c+1)
			}
		}
	}, huibao.RemarkColumnMissing, "", ""},
	{"no table at all", func(p *paper) {
		for _, l := range tables(p) {
			l.rows = l.rows[:1]
		}
	}, huibao.RemarkNoTable, "", ""},
	{"figures in a hidden row of one's own", func(p *paper) {
		l := p.leaf("计数")
		l.rows = append(l.rows, []any{"99.1", "", "自设指标", "", "", decimal.NewFromInt(5), decimal.NewFromInt(5)})
		l.hiddenRows[len(l.rows)-1] = true
	}, huibao.RemarkHiddenFigures, "", ""},
	{"约", cell("计数", "20.1", "本期完成", "约1200"), huibao.RemarkUnreadable, "20.1", huibao.FieldThis},
	{"a range", cell("计数", "20.1", "本期完成", "10-12"), huibao.RemarkUnreadable, "20.1", huibao.FieldThis},
	{"two numbers", cell("计数", "20.1", "本期完成", "计划110/完成90"), huibao.RemarkUnreadable, "20.1", huibao.FieldThis},
	{"a sum as text", cell("计数", "20.1", "本期完成", "5+7"), huibao.RemarkUnreadable, "20.1", huibao.FieldThis},
	{"余", cell("计数", "20.1", "本期完成", "200余"), huibao.RemarkUnreadable, "20.1", huibao.FieldThis},
	{"同上", cell("计数", "20.1", "本期完成", "同上"), huibao.RemarkUnreadable, "20.1", huibao.FieldThis},
	{"words", cell("计数", "20.1", "本期完成", "全部完成"), huibao.RemarkUnreadable, "20.1", huibao.FieldThis},
	{"another measure", cell("计数", "20.1", "本期完成", "12个"), huibao.RemarkUnreadable, "20.1", huibao.FieldThis},
	{"metres", cell("计数", "20.1", "本期完成", "1500米"), huibao.RemarkConverted, "20.1", huibao.FieldThis},
	{"numerals", cell("计数", "12.3", "本期完成", "一百二十"), huibao.RemarkNumeral, "12.3", huibao.FieldThis},
	{"formal numerals", cell("计数", "12.3", "本期完成", "壹佰贰拾"), huibao.RemarkNumeral, "12.3", huibao.FieldThis},
	{"1万2千", cell("计数", "12.3", "本期完成", "1万2千"), huibao.RemarkMultiplier, "12.3", huibao.FieldThis},
	{"an error value", cell("计数", "20.1", "本期完成", errorCell("#DIV/0!")), huibao.RemarkUncached, "20.1", huibao.FieldThis},
	{"a formula without its result", cell("计数", "20.1", "本期完成", formulaCell("5+7")), huibao.RemarkUncached, "20.1", huibao.FieldThis},
	{"16 digits", cell("计数", "20.1", "本期完成", "1234567890123456"), huibao.RemarkTooManyDigits, "20.1", huibao.FieldThis},
	{"shown rounded", func(p *paper) {
		l := p.leaf("计数")
		l.set("20.1", "本期完成", decimal.RequireFromString("1999.6"))
		l.formats[ref(l.row("20.1"), l.col("本期完成"))] = "0"
	}, huibao.RemarkShownDiffers, "20.1", huibao.FieldThis},
	{"cells merged over values", func(p *paper) {
		l := p.leaf("计数")
		r, c := l.row("12.3"), l.col("本期完成")
		l.merges = append(l.merges, [2]string{ref(r, c), ref(r+1, c)})
	}, huibao.RemarkUnderMerge, "12.4", huibao.FieldThis},
	{"no day", cell("事项", "24.2", "完成日期", "上半年"), huibao.RemarkNotDate, "24.2", huibao.FieldDone},
	{"a word that is none", cell("事项", "24.2", "状态", "基本完成"), huibao.RemarkNotInList, "24.2", huibao.FieldState},
}

func cell(sheet, code, label string, v any) func(*paper) {
	return func(p *paper) { p.leaf(sheet).set(code, label, v) }
}

// TestHarmful holds that what cannot be read is not read, and said so, and that
// the rest of the return is.
func TestHarmful(t *testing.T) {
	plan := samplePlan(t)
	form := plan.Form(plan.UnitByName("海原县").Code, nil)
	for _, h := range harmful {
		p := copyPaper(t, form)
		want := fill(p, form)
		h.do(p)
		ret := readBack(t, plan, p.name, p.write(t))
		if !remarked(ret, h.code, h.field, h.remark) {
			row := ret.RowByCode(h.code)
			t.Errorf("%s: no %s (%v; %+v)", h.name, h.remark, ret.Remarks, row)
			continue
		}
		for _, d := range differences(ret, form.Unit.Code, want) {
			known := h.code != "" && strings.HasPrefix(d, h.code+" ") || h.code == "" && (strings.Contains(d, "20.1") || h.remark == huibao.RemarkNoTable || h.remark == huibao.RemarkColumnMissing && strings.Contains(d, "numerator") || h.remark == huibao.RemarkColumnAmbiguous)
			if !known {
				t.Errorf("%s: %s", h.name, d)
			}
		}
	}
}

func remarked(ret *huibao.Return, code string, f huibao.Field, kind huibao.RemarkKind) bool {
	if code == "" {
		_, ok := ret.Has(kind)
		return ok
	}
	row := ret.RowByCode(code)
	if row == nil {
		return false
	}
	remarks := row.Remarks
	if f != "" {
		remarks = row.Values.Of(f).Remarks
	}
	return slices.ContainsFunc(remarks, func(r huibao.Remark) bool { return r.Kind == kind })
}
