package check

import (
	"strings"
	"testing"

	"huibao"
	"huibao/inforce"
)

// TestSettings takes what the office may change of a check and refuses, by cell, what
// would let untrue figures through.
func TestSettings(t *testing.T) {
	for _, c := range []struct{ code, severity, bound, want string }{
		{"H05", "告知性", "50%", ""},
		{"L01", "核实性", "", ""},
		{"T07", "不审", "", ""},
		{"T01", "核实性", "", ""},
		{"空话", "", "正在核实、情况正常", ""},
		{"分册级别", "", "县区、功能区", ""},
		{"分册级别", "", "县区、乡镇", "“乡镇”无法采用，应为市级部门、县区"},
		{"补报期限", "", "5", ""},
		{"补报期限", "", "31", "工作日数，1 到 30"},
		{"补报期限", "", "五天", "“五天”无法采用"},
		{"无碍词", "", "验收、销号", ""},
		{"无碍词", "", "验收、约", "“约”无法采用，应为不改变数的词"},
		{"无碍词", "", "未验收", "“未验收”无法采用"},
		{"L01", "告知性", "", "这条规则保证数字真实"},
		{"V02", "核实性", "", "这条规则保证数字真实"},
		{"V11", "告知性", "", "这条规则保证数字真实"},
		{"S05", "提示性", "", "这条规则保证数字真实"},
		{"H03", "不审", "", "只有告知性、提示性的规则可以不审"},
		{"H03", "很重", "", "强制性、核实性、告知性、提示性或不审"},
		{"H03", "", "-1", "偏离中位数的倍数"},
		{"H03", "", "1e9999", "偏离中位数的倍数"},
		{"V01", "", "5", "这条规则没有界限"},
		{"Z99", "", "", "审核规则的编号"},
	} {
		p := goodPlan()
		p.Settings = []huibao.Setting{{Code: c.code, Severity: c.severity, Bound: c.bound, At: huibao.Row{Sheet: "审核设置", Row: 2}}}
		text := ""
		for _, f := range Plan(p, nil) {
			text += f.Code + " " + f.Message
		}
		if c.want == "" && text != "" || c.want != "" && (!strings.Contains(text, c.want) || !strings.HasPrefix(text, "P01")) {
			t.Errorf("%+v: %q", c, text)
		}
	}
}

// TestSeverity lets a setting change a finding's severity and what it does, and a
// phrase of the plan explain nothing.
func TestSeverity(t *testing.T) {
	in := good()
	in["1.2"][huibao.FieldCumulative] = "51"
	x := input(in)
	x.Form.Settings = []huibao.Setting{{Code: "L02", Severity: "核实性"}, {Code: "空话", Bound: "正在逐级核实之中"}}
	v := Run(x)
	if v.Findings[0].Code != "H02" && v.Findings[0].Severity != huibao.Warning {
		t.Errorf("%+v", v.Findings[0])
	}
	for _, f := range v.Findings {
		if f.Code == "L02" && (f.Severity != huibao.Warning || f.Holds) {
			t.Errorf("%+v", f)
		}
	}
	in = good()
	in["3.1"][huibao.FieldPaid] = "6800"
	in["3.1"][huibao.FieldNote] = "正在逐级核实之中"
	x = input(in)
	x.Form.Settings = []huibao.Setting{{Code: "空话", Bound: "正在逐级核实之中"}}
	if v := Run(x); v.State != huibao.StatePending {
		t.Errorf("a phrase of the plan explains: %s", v.State)
	}
}

// TestSeverityAcross lets a setting change the severity of what comparing units finds, and switch
// it off; a phrase of the plan explains it no more than any other finding.
func TestSeverityAcross(t *testing.T) {
	for _, c := range []struct {
		settings []huibao.Setting
		want     string
	}{
		{nil, "warning explained"},
		{[]huibao.Setting{{Code: "X01", Severity: "告知性"}}, "notice explained"},
		{[]huibao.Setting{{Code: "X01", Severity: settingOff}}, "warning explained"}, // a warning stays
		{[]huibao.Setting{{Code: phrasesSetting, Bound: "正在逐级核实之中"}}, "warning open"},
	} {
		p := both()
		p.Settings = c.settings
		june := huibao.Period{Year: 2024, Month: 2}
		in := AcrossInput{Plan: inforce.At(p, june), Period: june}
		for unit, figure := range map[string]string{"B1": "61", "C1": "10", "C2": "20", "C3": "30"} {
			row := huibao.ReturnRow{Code: "1.1", Kind: huibao.KindCount}
			row.Values.Set(huibao.Value{Field: huibao.FieldCumulative, Quantity: huibao.MustNum(figure)})
			row.Values.Set(huibao.Value{Field: huibao.FieldNote, Word: "正在逐级核实之中"})
			in.Submissions = append(in.Submissions, huibao.Submission{Path: unit, Unit: unit, State: huibao.StateAccepted, Return: &huibao.Return{Unit: unit, Rows: []huibao.ReturnRow{row}}})
		}
		got := ""
		for _, f := range Across(in)["B1"] {
			if f.Code == "X01" {
				got = string(f.Severity) + " " + string(f.Status)
			}
		}
		if got != c.want {
			t.Errorf("%+v: %q, want %q", c.settings, got, c.want)
		}
	}
}
