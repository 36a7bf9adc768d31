package importer

import (
	"testing"

	"huibao"
)

// TestSettleClaims: who and when a return is of, by what its places say.
func TestSettleClaims(t *testing.T) {
	may, june := huibao.Period{Year: 2024, Month: 5}, huibao.Period{Year: 2024, Month: 6}
	stamp := func(unit string, p huibao.Period) huibao.Claim {
		return huibao.Claim{By: "stamp", Unit: unit, Period: p}
	}
	text := func(unit string, p huibao.Period, sheets ...string) huibao.Claim {
		return huibao.Claim{By: "text", Unit: unit, Period: p, Sheets: sheets}
	}
	name := func(unit string, p huibao.Period) huibao.Claim {
		return huibao.Claim{By: "name", Unit: unit, Period: p}
	}
	cases := []struct {
		why    string
		claims []huibao.Claim
		unit   string
		period huibao.Period
	}{
		{"all agree", []huibao.Claim{stamp("A", june), text("A", june, "填报说明", "计数"), name("A", june)}, "A", june},
		{"last month's file", []huibao.Claim{stamp("A", may), text("A", june, "填报说明", "计数"), name("A", june)}, "A", june},
		{"last month's file under its old name", []huibao.Claim{stamp("A", may), text("A", june, "填报说明", "计数"), name("A", may)}, "A", june},
		{"only the name was changed", []huibao.Claim{stamp("A", may), text("A", may, "填报说明", "计数"), name("A", june)}, "A", may},
		{"cover and name, not the tables", []huibao.Claim{stamp("A", may), text("A", june, "填报说明"), text("A", may, "计数", "比率"), name("A", june)}, "A", may},
		{"another unit's file filled in", []huibao.Claim{stamp("B", june), text("A", june, "填报说明", "计数"), name("A", june)}, "A", june},
		{"one place alone is not believed", []huibao.Claim{stamp("B", june), name("A", may)}, "B", june},
		{"no stamp", []huibao.Claim{text("A", june, "填报说明"), name("B", may)}, "A", june},
	}
	for _, c := range cases {
		r := newReader(t.Context(), File{}, Known{})
		r.ret.Claims = c.claims
		r.settleClaims()
		if r.ret.Unit != c.unit || r.ret.Period != c.period {
			t.Errorf("%s: %s %s, not %s %s", c.why, r.ret.Unit, r.ret.Period, c.unit, c.period)
		}
	}
}

// TestFit: of months a quarter is its last month, of quarters a month that ends one.
func TestFit(t *testing.T) {
	month, quarter := huibao.Period{Year: 2024, Month: 3}, huibao.Period{Year: 2024, Month: 3, Quarter: true}
	for _, c := range []struct {
		known huibao.Period
		text  string
		want  string
	}{{month, "二季度", "2024-06"}, {month, "6月", "2024-06"}, {quarter, "上半年", "2024-Q2"}, {quarter, "1-6月", "2024-Q2"}, {quarter, "二季度", "2024-Q2"}, {quarter, "5月", "2024-05"}, {month, "", ""}} {
		r := newReader(t.Context(), File{}, Known{Period: c.known})
		if got := r.periodIn(c.text).String(); got != c.want {
			t.Errorf("%s, of %s: %q, not %q", c.text, c.known, got, c.want)
		}
	}
}

// TestPeriodOfTitle: when a thing was decided is none of its figures' time, nor the end of a time that is
// still going on.
func TestPeriodOfTitle(t *testing.T) {
	may := huibao.Period{Year: 2024, Month: 5}
	for text, want := range map[string]string{"2024年民生实事清单(2023年12月人代会票决)": "", "甲县2024年4月民生实事进展表": "2024-04", "甲县2023年5月民生实事进展表": "2023-05", "甲县2024年第二季度民生实事进展表": "", "甲县2024年上半年民生实事进展表": "",
		"甲县2024年一季度民生实事进展表": "2024-03", "甲县2024年6月民生实事进展表": "2024-06", "甲县2024年5月民生实事进展表(2024年1月印发)": "2024-05"} {
		r := newReader(t.Context(), File{}, Known{Period: may})
		if got := r.periodOfTitle(text).String(); got != want {
			t.Errorf("%s: %q, not %q", text, got, want)
		}
	}
}

// TestPartOfMonth leaves aside a heading that is of a part of the month.
func TestPartOfMonth(t *testing.T) {
	june := huibao.Period{Year: 2024, Month: 6}
	for text, want := range map[string]bool{"本期完成(6月上旬)": true, "本期完成(上半月)": true, "6月中旬完成": true, "本周完成": true, "本期完成(6月)": false, "本期完成": false, "6月完成": false, "上半年完成": false,
		"本周期完成数": false, "第二周期完成": false, "上周期完成": false, "上周完成": true, "第二周完成": true, "本期完成(本周)": true} {
		r := newReader(t.Context(), File{}, Known{Period: june})
		r.ret.Period = june
		if got := r.otherSpan(text); got != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}
