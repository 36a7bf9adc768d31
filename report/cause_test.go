package report

import (
	"testing"

	"huibao"
	"huibao/inforce"
	"huibao/statement"
)

// TestCause quotes of a lag what its unit says of it: nothing that a figure was taken back for,
// that answers another question too, or that is of another period.
func TestCause(t *testing.T) {
	june := huibao.Period{Year: 2024, Month: 6}
	plan := &huibao.Plan{Year: 2024, Tasks: []huibao.Task{{No: 1, Lead: []string{"B1"}}},
		Units:      []huibao.Unit{{Code: "C1", Name: "甲县", Level: huibao.LevelCounty}},
		Indicators: []huibao.Indicator{{Code: "1.1", Task: 1, Kind: huibao.KindCount, ReportBy: huibao.ByCounties, Scope: huibao.ScopeCity}}}
	finding := func(code, text string, at ...string) huibao.Finding {
		f := huibao.Finding{Code: code, Indicator: "1.1", Found: text, Status: huibao.StatusOpen}
		if code[0] != 'V' && code != "H09" {
			f.Status, f.Explanation, f.Found = huibao.StatusExplained, &text, ""
		}
		for _, row := range at {
			f.Indicator = ""
			f.Cells = append(f.Cells, huibao.FindingCell{Indicator: row, Found: text})
		}
		return f
	}
	land, taken, may := "征地未完成，预计8月开工", "因5月重复计入，核减12户", "5月雨水多，未能施工"
	for _, c := range []struct {
		name string
		list []huibao.Finding
		want string
	}{
		{"said of the lag", []huibao.Finding{finding("T01", land)}, land + "（甲县所报）"},
		{"the same as last period", []huibao.Finding{finding("T08", "征地仍未完成，无法开工"), finding("H09", "征地仍未完成，无法开工")}, "征地仍未完成，无法开工（甲县所报）"},
		{"of what was taken back", []huibao.Finding{finding("T01", taken)}, ""},
		{"of a fall too", []huibao.Finding{finding("T01", land), finding("H01", land)}, ""},
		{"last period's, of its month", []huibao.Finding{finding("T01", may), finding("H09", may)}, ""},
		{"one of several rows with last period's", []huibao.Finding{finding("T01", may), finding("H09", may, "1.1", "1.2")}, ""},
		{"of a month, new", []huibao.Finding{finding("T01", may)}, may + "（甲县所报）"},
		{"up to another month", []huibao.Finding{finding("T01", "截至5月底正在施工"), finding("V16", "截至5月")}, ""},
		{"another row's is", []huibao.Finding{finding("T01", land), finding("V16", "截至5月", "1.2")}, land + "（甲县所报）"},
	} {
		con := &statement.Consolidation{Period: june, Plan: inforce.At(plan, june),
			Files: statement.FilesFor(june, []huibao.Submission{{Unit: "C1", Period: june, State: huibao.StateAccepted, Return: &huibao.Return{Unit: "C1"}, Findings: c.list}})}
		m := &Model{Consolidation: con}
		if got := m.cause(IndicatorRow{Indicator: con.Plan.IndicatorByCode("1.1")}); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
