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

// TestHeadedBefore asks of a line over a table that was left at the month before, and holds the rows only
// where their figures are that month's too, or where it is not one of those that we printed.
func TestHeadedBefore(t *testing.T) {
	june, may := huibao.Period{Year: 2024, Month: 6}, huibao.Period{Year: 2024, Month: 5}
	for _, c := range []struct {
		why, this, until string
		rows             int
	}{
		{"of a title, and the figures are others", "7", "", 0},
		{"of a title of last year's, whatever the figures", "7", "2023-06", 2},
		{"of a title of months before, whatever the figures", "7", "2024-03", 2},
		{"of a title of a month to come, whatever the figures", "7", "2024-07", 2},
		{"of a title, and the figures are last month's", "", "", 2},
		{"of the line under it", "7", "填报单位：甲县 报告期：2024年5月 数据截止：2024年5月25日", 0},
		{"of a note under the table", "7", "数据截至2024年5月底", 2},
		{"of a note that names the period", "7", "报告期内数据截至2024年5月底", 2},
	} {
		in := input(good())
		in.Return.Stamp = in.Form
		in.Return.Claims = []huibao.Claim{{By: "stamp", Unit: "C01", UnitText: "甲县", Period: june}, {By: "text", Unit: "C01", UnitText: "甲县", Period: june, Sheets: []string{huibao.FrontSheet, "比率", "标准"}}}
		titled, err := huibao.ParsePeriod(c.until)
		if c.until == "" {
			titled = may
		}
		if c.until == "" || err == nil {
			in.Return.Claims = append(in.Return.Claims, huibao.Claim{By: "text", Period: titled, Sheets: []string{"计数"}})
		} else {
			in.Return.Remarks = append(in.Return.Remarks, huibao.Remark{Kind: huibao.RemarkUntil, Text: c.until + "\n" + may.String(), Place: huibao.Place{Sheet: "计数", Cell: "A2"}})
		}
		for i := range in.Form.Rows {
			if row := &in.Form.Rows[i]; row.Kind == huibao.KindCount {
				was := in.Return.RowByCode(row.Code).Quantity(huibao.FieldThis)
				if c.this != "" {
					was = huibao.MustNum(c.this)
				}
				row.Series = []huibao.Past{{Period: may, This: was}}
			}
		}
		asked, run := 0, Run(in)
		for _, f := range run.Findings {
			if f.Code == "S22" {
				asked++
			}
		}
		if asked != 1 || len(run.HeldOut) != c.rows {
			t.Errorf("%s: %d questions, rows held: %v", c.why, asked, run.HeldOut)
		}
	}
}
