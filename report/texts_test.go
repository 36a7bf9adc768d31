package report_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/shopspring/decimal"

	"huibao"
	"huibao/inforce"
	"huibao/internal/oracle"
	"huibao/internal/pdf"
	"huibao/report"
	"huibao/rollup"
)

// texts are the templates that huibao brings.
func texts(t testing.TB) report.Texts {
	t.Helper()
	list := report.Texts{}
	for _, name := range []string{"通报", "专报", "公示", "更正", "反馈"} {
		data, err := os.ReadFile(filepath.Join("..", "templates", "text", name+".tmpl"))
		if err != nil {
			t.Fatal(err)
		}
		list[name] = string(data)
	}
	return list
}

// TestCheckText takes huibao's own templates on facts of every sort, and says the line
// of what is wrong with others.
func TestCheckText(t *testing.T) {
	for name, text := range texts(t) {
		if err := report.CheckText(name, text); err != nil {
			t.Error(err)
		}
	}
	for text, want := range map[string]string{
		"甲\n{{.期}":                 "第 2 行",
		"甲\n乙{{.没有的}}":             "第 2 行",
		"{{range .滞后}}":            "有误",
		"{{列举 .完成}}":               "第 1 行",
		"{{数量 .期}}":                "这个函数只能用于列表",
		"{{template \"没有\"}}":      "有误",
		strings.Repeat("长", 99999): "太长",
		"{{range .滞后}}{{range $.滞后}}{{range $.滞后}}{{range $.滞后}}长长长长长长长长{{end}}{{end}}{{end}}{{end}}": "过长",
		"\xff": "UTF-8",
	} {
		if err := report.CheckText("通报", "{{/* 格式 2 */}}"+text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40q: %v, want %q", text, err, want)
		}
	}
}

// TestS35Templates: an office's template goes on for so many rounds, and has the functions that
// it is offered: no loop without an end, no text of any length in a variable, nothing called.
func TestS35Templates(t *testing.T) {
	for text, want := range map[string]string{
		"甲\n{{range 9000000000000}}{{end}}":                                                          "第 2 行有误：循环太多；",
		"甲\n乙\n丙{{range 9000000000000 -}}\n\n丁{{end}}\n戊":                                            "第 3 行有误：循环太多；",
		"{{range 9}}甲{{end}}\n\n{{if true}}\n{{range 9}}\n{{range 9000000}}\n乙{{end}}{{end}}{{end}}": "第 5 行有误：循环太多；",
		"甲\n{{define \"乙\"}}\n{{template \"乙\"}}{{end}}\n{{template \"乙\"}}":                         "第 2 行有误：循环太多；",
		"{{range 9000000}}{{range 9000000}}{{range 9000000}}{{end}}{{end}}{{end}}":                   "循环太多",
		"{{range .滞后}}{{continue}}{{end}}{{range 9000000000000}}{{continue}}{{end}}":                 "循环太多",
		`{{define "甲"}}{{template "甲"}}{{template "甲"}}{{end}}{{template "甲"}}`:                      "循环太多",
		`{{if true}}{{with .期}}{{range 9000000000000}}{{if false}}甲{{end}}{{end}}{{end}}{{end}}`:     "循环太多",
		`{{$x := printf "%100000000d" 1}}`:                                                           "第 1 行有误：模板里没有 printf：文字直接写在 {{…}} 外面，数据用 {{.任务数}} 这样的写法，过长的用 {{短 .事由 20}}；",
		"甲\n{{if false}}\n{{call .期}}{{end}}":                                                        "第 3 行有误：模板里没有 call：",
		"{{range $.没有}}{{else}}{{.期 | html}}{{end}}":                                                 "第 1 行有误：模板里没有 html：",
		"{{with (len (println .期))}}{{end}}":                                                         "模板里没有 println：",
		"{{define \"乙\"}}\n{{(print .).期}}{{end}}":                                                   "第 2 行有误：模板里没有 print：",
		"{{template \"乙\" (js .期)}}{{define \"乙\"}}{{end}}":                                          "模板里没有 js：",
		`{{打开 "/etc/passwd"}}`:                                                                       "没有“打开”这个函数",
	} {
		if err := report.CheckText("通报", "{{/* 格式 2 */}}"+text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60q: %v, want %q", text, err, want)
		}
	}
	if err := report.CheckText("通报", "{{/* 格式 2 */}}printf {{\"html\"}} {{len .期}}{{if and .首期 (not .到期)}}call{{end}}"); err != nil {
		t.Error("words that are no functions:", err)
	}
	if err := report.CheckText("通报", "{{/* 格式 2 */}}{{range 1000}}{{range 90}}{{end}}{{end}}{{.期}}"); err != nil {
		t.Error("a loop with an end:", err)
	}
}

// TestOldText refuses an office's template of the format before, and says what to do.
func TestOldText(t *testing.T) {
	if err := report.CheckText("通报", "{{.期}}"); err == nil || !strings.Contains(err.Error(), "第一行应以 {{/* 格式 2 */}} 开头") {
		t.Error(err)
	}
}

// oddModel is a period of long and odd data: a title of 300 characters, a unit with a
// rare character, texts with emoji, control characters and marks of direction, a word
// without a break, a figure of 15 digits, 2,000 findings.
func oddModel(t testing.TB, returns bool) *report.Model {
	june := huibao.Period{Year: 2024, Month: 6}
	long := strings.Repeat("提升农村公路通达水平和养护质量", 20)
	p := &huibao.Plan{Title: "二〇二四年民生实事", Office: "市人民政府办公室", MainTo: "各县（区）", DocNumber: "市政办发〔2024〕1号", CopyTo: strings.Repeat("市委各部门，", 12) + "市政协", Year: 2024, Yellow: decimal.NewFromInt(10), Red: decimal.NewFromInt(30),
		Tasks: []huibao.Task{{No: 1, Category: "类", Title: long, Deadline: huibao.Date{Year: 2024, Month: 12, Day: 31}, Lead: []string{"B1"}},
			{No: 2, Category: "类", Title: "名😀称\u202e反\u0007向" + strings.Repeat("Supercalifragilistic", 12), Deadline: huibao.Date{Year: 2024, Month: 12, Day: 31}, Lead: []string{"B1"}}},
		Units: []huibao.Unit{{Code: "B1", Name: "市𬭎局", Level: huibao.LevelBureau}, {Code: "C1", Name: "𬒈县", Level: huibao.LevelCounty}, {Code: "C2", Name: "乙县", Level: huibao.LevelCounty}},
		Indicators: []huibao.Indicator{{Code: "1.1", Task: 1, Name: long, Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "元", Comparator: huibao.AtLeast, Scope: huibao.ScopeCity, ReportBy: huibao.ByCounties, Public: true},
			{Code: "2.1", Task: 2, Name: "受助😀人数", Kind: huibao.KindCount, Mode: huibao.ModeFlow, Measure: "人", Comparator: huibao.AtLeast, Scope: huibao.ScopeCity, ReportBy: huibao.ByCounties, Public: true}},
		Allocations: []huibao.Allocation{{Indicator: "1.1", Value: decimal.New(1, 15)}, {Indicator: "2.1", Value: decimal.NewFromInt(100)}}}
	var subs []huibao.Submission
	for u, code := range []string{"C1", "C2"} {
		ret := &huibao.Return{Unit: code, Period: june}
		for i, ind := range p.Indicators {
			q := huibao.MustNum("123456789012345")
			if i == 1 {
				q = huibao.NumInt(int64(3 + 40*u))
			}
			row := huibao.ReturnRow{Code: ind.Code, Subject: code, Kind: ind.Kind, Sheet: "计数", Row: i + 4}
			row.Values.Set(huibao.Value{Field: huibao.FieldCumulative, Quantity: q, Text: q.String(), Source: huibao.Source{File: "returns/a.xlsx", Sheet: "计数", Cell: "F4"}})
			row.Values.Set(huibao.Value{Field: huibao.FieldNote, Word: "说明\u202e😀" + strings.Repeat("很长", 400)})
			ret.Rows = append(ret.Rows, row)
		}
		s := huibao.Submission{Path: code + ".xlsx", Unit: code, Period: june, Version: 1, State: huibao.StateAccepted, Return: ret}
		for n := range 1000 {
			text := fmt.Sprintf("第%d条说明😀", n)
			s.Findings = append(s.Findings, huibao.Finding{Code: "V04", Severity: huibao.Warning, Status: huibao.StatusExplained, Indicator: "1.1", Message: long, Explanation: &text})
		}
		subs = append(subs, s)
	}
	if !returns {
		subs = nil
	}
	c := rollup.Consolidate(rollup.Input{Plan: inforce.At(p, june), Period: june, Submissions: subs})
	return report.NewModel(c, report.Info{Date: huibao.Date{Year: 2024, Month: 7, Day: 1}, Texts: texts(t)})
}

// TestOddTexts sets the official texts of odd data, and of an empty month: nothing
// panics, nothing is lost, and small numbers of people are not given away.
func TestOddTexts(t *testing.T) {
	pdf.Unembedded = false // their text is read back
	t.Cleanup(func() { pdf.Unembedded = true })
	for _, returns := range []bool{true, false} {
		m := oddModel(t, returns)
		var bulletin, brief, notice bytes.Buffer
		laid, err := report.Bulletin(&bulletin, m)
		pages := laid.Pages
		if err != nil {
			t.Fatal(err)
		}
		if one, err := report.Brief(&brief, m); err != nil || returns && len(one.Pages) > 2 {
			t.Errorf("the brief: %d pages, %v", len(one.Pages), err)
		}
		if _, err := report.Notice(&notice, m); err != nil {
			t.Fatal(err)
		}
		if last := pages[len(pages)-1]; len(last) > 0 || len(pages)%2 != 0 {
			t.Errorf("the colophon's page bears %v; %d pages", last, len(pages))
		}
		if !returns {
			continue
		}
		if laid.Missing != "😀" {
			t.Errorf("characters without a glyph: %q", laid.Missing)
		}
		oracle.Need(t, "pdftotext")
		text := extracted(t, bulletin.Bytes())
		for _, want := range []string{strings.Repeat("提升农村公路通达水平和养护质量", 20), "246,913,578,024,690", "𬒈县", "〓", "抄送："} {
			if !strings.Contains(text, want) {
				t.Errorf("the bulletin lacks %.40q", want)
			}
		}
		public := extracted(t, notice.Bytes())
		for _, word := range []string{"序时", "亮灯", "未报", "退回", "核减", "口径", "待说明", "达序时"} {
			if strings.Contains(public, word) {
				t.Errorf("the notice says %s", word)
			}
		}
		if !strings.Contains(public, strings.Repeat("Supercalifragilistic", 12)) || !strings.Contains(public, "46") || strings.Count(public, "＊") < 3 {
			t.Errorf("the notice: %s", public)
		}
	}
}

// extracted is the text of a PDF without blanks.
func extracted(t *testing.T, data []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.pdf")
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return strings.Join(strings.Fields(oracle.Run(t, "pdftotext", "-raw", path, "-")), "")
}
