package check_test

import (
	"slices"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/check"
	"huibao/internal/thorough"
)

// newYear is the day on which every standard of the truthful returns begins.
var newYear = huibao.Date{Year: 2024, Month: 1, Day: 1}

// typed is the habit of typing a text, whatever the cell should hold.
func typed(s string) typing {
	return typing{name: "“" + s + "”", cell: func(decimal.Decimal, string) string { return text(s) }}
}

// drawn is the habit of storing a number that is shown by a format.
func drawn(number, format string) typing {
	return typing{name: number + " as " + format, cell: func(decimal.Decimal, string) string { return stored(number) }, style: look{format: format}}
}

// readDays are the first of January as people write it.
func readDays() []typing {
	list := []typing{drawn("45292", "yyyy-mm-dd"), drawn("45292", `yyyy"年"m"月"d"日"`), drawn("45292", "d-mmm-yy"), drawn("45292", "General"), drawn("20240101", "0"), drawn("45292.5", "yyyy/m/d h:mm")}
	for _, s := range []string{"2024-01-01", "2024-1-1", "2024.1.1", "2024/1/1", "2024年1月1日", "2024年1月1号", "24年1月1日", "1月1日", "元月1日", "二〇二四年一月一日", "２０２４．１．１", "20240101", "2024-1-1。", "自2024年1月1日起", "2024年1月1日起执行",
		"2024-01-01 00:00:00", "2024–01–01", "2024-01-01\u200b", " 2024-01-01 "} {
		list = append(list, typed(s))
	}
	return list
}

// askedDays are none, or may be another one.
func askedDays() []typing {
	list := []typing{drawn("45292", ";;;"), drawn("45292", `yyyy-mm-dd"（预计）"`), drawn("45292", `"2024年2月"`), drawn("45292", "h:mm"), drawn("2024", "0"), drawn("1.1", "0.0"), drawn("2024.1", "0.0"),
		{name: "struck out", cell: plainNewYear, style: look{font: "<strike/>"}}, {name: "white on white", cell: plainNewYear, style: look{font: `<color rgb="FFFFFFFF"/>`}},
		{name: "a stale day", cell: func(decimal.Decimal, string) string { return "n|<f>DATE(2024,2,1)</f><v>45292</v>" }}}
	for _, s := range []string{"2024年", "年初", "1-1", "1.1", "24.1.1", "2024.1-6", "2024年1-12月", "2024-01-01至2024-12-31", "2024-01-01\n2024-07-01", "2024-02-30", "2042-13-01", "约2024年1月1日", "预计2024年1月1日", "2024-01-01（拟）", "2024-01-01?", "2024年1月1日前",
		"待定", "已执行", "尚未执行", "同上", "√", "×", "1924-01-01"} {
		list = append(list, typed(s))
	}
	return list
}

func plainNewYear(decimal.Decimal, string) string { return stored("45292") }

// TestHabitsOfDays types the day on which each standard begins in a clerk's habit, as TestHabits
// does the figures; a plain run takes one standard.
func TestHabitsOfDays(t *testing.T) {
	month, d := plainDesk(t, 0)
	plain := d.judge(t, month, d.data)
	asks := len(standing(plain, ""))
	tried, all := 0, thorough.All(t)
	for _, row := range d.form.Rows {
		v := plain.Return.RowByCode(row.Code).Values.Of(huibao.FieldSince)
		if v.Date != newYear || tried > 0 && !all {
			continue
		}
		part := d.partOf(t, v.Source.Sheet)
		for _, h := range readDays() {
			e := edited{d: d, at: v.Source, part: part, code: row.Code, field: v.Field, typing: h}
			got := d.judge(t, month, e.file(t))
			if day := got.Return.RowByCode(row.Code).Values.Of(v.Field).Date; day != newYear || !e.counts(got) || len(standing(got, "")) > asks {
				t.Errorf("%s: %s %v", &e, day, messages(standing(got, row.Code)))
			}
			tried++
		}
		for _, h := range askedDays() {
			e := edited{d: d, at: v.Source, part: part, code: row.Code, field: v.Field, typing: h}
			e.holdsDoubted(t, d.judge(t, month, e.file(t)))
			tried++
		}
	}
	t.Logf("%d edits", tried)
	if tried == 0 {
		t.Error("no standard begins on a day")
	}
}

// holdsDoubted holds that nothing counts of a row with a day that is none, and that it is
// asked at the cell.
func (e *edited) holdsDoubted(t *testing.T, v check.Verdict) {
	at := huibao.Place{Sheet: e.at.Sheet, Cell: e.at.Cell}
	if e.counts(v) && !v.Return.RowByCode(e.code).Values.Of(e.field).Date.IsZero() {
		t.Errorf("%s counts", e)
	}
	if !slices.ContainsFunc(standing(v, e.code), func(f huibao.Finding) bool { return slices.Contains(f.Places(), at) }) {
		t.Errorf("%s: nothing is asked at the cell: %v", e, messages(standing(v, e.code)))
	}
}
