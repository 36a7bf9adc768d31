package importer

import (
	"strings"
	"testing"

	"huibao"
	"huibao/inforce"
	"huibao/internal/sheet"
)

// TestRowsNamed finds the rows that a text outside a table names, and what it says of them.
func TestRowsNamed(t *testing.T) {
	r := &reader{form: &huibao.Form{}}
	for _, c := range [][2]string{{"27.2", "农机安全检查(含年检)"}, {"27.3", "审验驾驶员(检查和换证)"}, {"20.1", "农村公路路况提升"}} {
		row := huibao.FormRow{}
		row.Code, row.Name = c[0], c[1]
		r.form.Rows = append(r.form.Rows, row)
	}
	for text, want := range map[string]string{
		"注：1.27.2为估算数": "27.2 为估算数", "27.2 为估算数，其余数据准确": "27.2 为估算数,其余数据准确", "27.2、27.3 为预计数": "27.2 27.3 为预计数", "27.2和27.3两行填反了": "27.2 27.3 填反了",
		"注：任务27各项为预计数": "27.2 27.3 为预计数", "计数表27.3行数据有误": "27.3 数据有误", "农机安全检查数据待核实": "27.2 数据待核实", "（1）27.2应为90": "27.2 应为90",
		"20.1公里已完成": "", "20.1%的村已完成": "", "农机类数据均为估算数": "", "表中27.2为估算数": "27.2 为估算数", "另外27.3的数没核": "27.3 另外本行的数没核", "数据不含20.1": "", "截至20.1": "", "注：2.按季度填报": "", "以上数据均已核实": "", "99.9 应为12": "",
	} {
		rows, rest := r.rowsNamed(fold(text))
		got := ""
		for _, row := range rows {
			got += row.Code + " "
		}
		if got != "" {
			got += rest
		}
		if strings.TrimSpace(got) != want {
			t.Errorf("%s: %q, not %q", text, got, want)
		}
	}
}

// TestTabUntil takes a tab of an earlier month for that of its figures, but not in the form of that month
// and not where other tabs have the same rows.
func TestTabUntil(t *testing.T) {
	june, may := huibao.Period{Year: 2024, Month: 6}, huibao.Period{Year: 2024, Month: 5}
	for _, c := range []struct {
		tab   string
		stamp huibao.Period
		want  string
	}{
		{"计数5月", june, "2024-05"}, {"1-5月计数", june, "2024-05"}, {"计数（5月）", june, "2024-05"}, {"2023年6月", june, "2023-06"}, {"计数4月", may, "2024-04"},
		{"计数5月", may, ""}, {"计数6月", june, ""}, {"6月计数", june, ""}, {"计数", june, ""}, {"计数7月", june, ""}, {"5月26日至6月25日", june, ""}, {"计数 (2)", june, ""}, {"2024年6月", june, ""},
	} {
		r := newReader(t.Context(), File{}, Known{Period: june})
		r.ret.Period, r.ret.Stamp = june, &huibao.Form{Period: c.stamp}
		r.ret.Rows = []huibao.ReturnRow{{Sheet: c.tab}}
		p := page{Sheet: &sheet.Sheet{Name: c.tab}, grid: &sheet.Grid{}}
		if got := r.tabUntil(p).String(); got != c.want {
			t.Errorf("%s in the form of %s: %q, not %q", c.tab, c.stamp, got, c.want)
		}
		r.twoRows = []rowTwice{{}}
		if got := r.tabUntil(p); !got.IsZero() {
			t.Errorf("%s beside another tab: %s", c.tab, got)
		}
	}
}

// TestCutOffAltered asks of a day of the cut-off, as we print it, that was put earlier.
func TestCutOffAltered(t *testing.T) {
	june := huibao.Period{Year: 2024, Month: 6}
	for text, want := range map[string]bool{"报告期:2024年6月数据截止:2024年6月10日": true, "数据截止:2024年6月25日": false, "数据截止:2024年6月24日": false, "数据截止:2024年7月1日": false} {
		r := newReader(t.Context(), File{}, Known{Period: june})
		r.ret.Period = june
		if r.ret.Stamp = nil; r.beforeCutOff(text) {
			t.Errorf("%s: asked without the form", text)
		}
		r.ret.Stamp = &huibao.Form{Period: june, Day: huibao.CalendarDay{CutOff: huibao.Date{Year: 2024, Month: 6, Day: 25}}}
		if got := r.beforeCutOff(text); got != want {
			t.Errorf("%s: asked %v", text, got)
		}
	}
	r := newReader(t.Context(), File{}, Known{Period: june, Plan: inforce.At(&huibao.Plan{Year: 2024}, june)})
	r.ret.Period, r.ret.Stamp = june, &huibao.Form{Period: june.Prev(), Day: huibao.CalendarDay{CutOff: huibao.Date{Year: 2024, Month: 5, Day: 20}}}
	for text, want := range map[string]bool{"数据截止:2024年6月20日": false, "数据截止:2024年6月10日": true} {
		if got := r.beforeCutOff(text); got != want {
			t.Errorf("%s in May's form: asked %v", text, got)
		}
	}
}
