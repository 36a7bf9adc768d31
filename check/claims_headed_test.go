package check

import (
	"testing"

	"huibao"
)

// TestHeadedOther asks of a sheet that names another unit or month than all other places do, and not of
// one where that is left over from the form that was filled in again.
func TestHeadedOther(t *testing.T) {
	june, may := huibao.Period{Year: 2024, Month: 6}, huibao.Period{Year: 2024, Month: 5}
	stamp := func(unit string, p huibao.Period) huibao.Claim {
		return huibao.Claim{By: "stamp", Unit: unit, UnitText: unit, Period: p}
	}
	own := huibao.Claim{By: "text", Unit: "C01", UnitText: "甲县", Period: june, Sheets: []string{huibao.FrontSheet, "比率", "标准"}}
	says := func(unit, name string, p huibao.Period, sheet string) huibao.Claim {
		return huibao.Claim{By: "text", Unit: unit, UnitText: name, Period: p, Sheets: []string{sheet}}
	}
	for _, c := range []struct {
		why    string
		claims []huibao.Claim
		rows   int // that are held
	}{
		{"all agree", []huibao.Claim{stamp("C01", june), own}, 0},
		{"last month in a title", []huibao.Claim{stamp("C01", june), own, says("", "", may, "计数")}, 2},
		{"last year in a title", []huibao.Claim{stamp("C01", june), own, says("", "", huibao.Period{Year: 2023, Month: 6}, "计数")}, 2},
		{"next month in a title", []huibao.Claim{stamp("C01", june), own, says("", "", june.Next(), "计数")}, 2},
		{"last month on the cover", []huibao.Claim{stamp("C01", june), own, says("", "", may, huibao.FrontSheet)}, 6},
		{"left over in last month's form", []huibao.Claim{stamp("C01", may), own, says("", "", may, "计数")}, 0},
		{"on a tab that was not read", []huibao.Claim{stamp("C01", june), own, says("", "", may, "附表")}, 0},
		{"in the file's name", []huibao.Claim{stamp("C01", june), own, {By: "name", Period: may}}, 0},
		{"another county in a title", []huibao.Claim{stamp("C01", june), own, says("C02", "乙县", june, "计数")}, 2},
		{"an office that gets it in a title", []huibao.Claim{stamp("C01", june), own, says("B01", "市民政局", june, "计数")}, 0},
		{"another county's form filled in", []huibao.Claim{stamp("C02", june), own, says("C02", "乙县", june, "计数")}, 0},
	} {
		in := input(good())
		in.Return.Claims, in.Return.Stamp = c.claims, in.Form
		held, told := 0, 0
		for _, f := range Run(in).Findings {
			switch f.Code {
			case "S22":
				held++
			case "S21":
				told++
			}
		}
		if h := Run(in).HeldOut; (held == 0) != (c.rows == 0) || len(h) != c.rows || held > 0 && told > 0 {
			t.Errorf("%s: %d questions, %d told of, rows held: %v", c.why, held, told, h)
		}
	}
}
