package check

import (
	"embed"
	"slices"
	"strings"

	"huibao"
)

//go:embed testdata/*.txtar
var cases embed.FS

// exampleOf is a message of a check as it was said of a case of the tests; "" where
// there is none (the checks of a plan, and across units).
func exampleOf(code string) string {
	data, err := cases.ReadFile("testdata/" + code + ".txtar")
	if err != nil {
		return ""
	}
	_, said, _ := strings.Cut(string(data), "-- said --\n")
	first, _, _ := strings.Cut(said, "\n")
	_, message, _ := strings.Cut(first, " ")
	return message
}

// wholeRemedy is what else is to be done where a whole column is wrong: that is an error, which the office alone can
// accept. A finding has its own remedy; this is for the lists of checks.
var wholeRemedy = map[string]string{
	"H01": "；本年累计整栏像是只填了本期数的，确是累计数也须联系办公室认可",
	"H10": "；一行就可以断定、或者整栏都是累计数的，确是本期数也须联系办公室认可",
	"H14": "；以往几期都清楚、整栏多乘了十、百的，没有错也须联系办公室认可",
	"H13": "；像是只排了一栏的，没有错也须联系办公室认可",
}

// remedyOf says in Chinese what to do about a finding of a check.
func remedyOf(c Check) string { return c.Remedy + wholeRemedy[c.Code] }

// effectOf says in Chinese what a finding of a check does to the return.
func effectOf(code string, sev huibao.Severity) string {
	switch {
	case code[0] == 'P' && sev == huibao.Error:
		return "方案有这样的问题就不能运行，改正后再试。"
	case code[0] == 'P':
		return "只提醒办公室，不影响运行。"
	case sev == huibao.Error && (code[0] == 'F' || slices.Contains(whole, code)):
		return "整份报表退回，改正后重新报送；以前通过的版本仍然有效。"
	case code == "V11" || code == "V20":
		return "该行暂不计入；改正后计入，或由办公室用 huibao accept 认可，仅有说明不够。"
	case code == "V12":
		return "该行暂不计入；填了数，或在说明栏写明为什么不再涉及，即可计入。"
	case code == "H13":
		return "这些行暂不计入；改正，或在这些行的说明栏写明确实如此的原因，即可计入；像是只排了一栏的，改正或由办公室认可才计入。"
	case code == "H14":
		return "这些行暂不计入；改正，或在这些行的说明栏（或在“其他情况说明”中写一次）写明确实如此的原因，即可计入；以往几期都清楚、整栏多乘了十、百的，改正或由办公室认可才计入；只有一期可比、整栏变少的，照常计入并加 *。"
	case code == "V17":
		return "这些行暂不计入；改正，或在这些行的说明栏写明确实如此的原因，即可计入。"
	case code == "H04":
		return "报表为“待说明”；像是整份照抄上期的，这些行暂不计入，改正或在“其他情况说明”中写明原因即可计入。"
	case code == "H03":
		return "报表为“待说明”，数照常计入并加 *；像是多写了一位、一期就超过全年任务的，该行暂不计入；写明原因或改正后通过。"
	case code == "H10":
		return "报表为“待说明”，数照常计入并加 *；几行都像是累计数的，这些行暂不计入，改正或写明原因即可计入；一行就可以断定、或者整栏都是累计数的，改正或由办公室认可才计入。"
	case code == "X04":
		return "两份都暂不计入，由办公室用 huibao prefer 指定以哪份为准。"
	case code == "X08":
		return "该行暂不计入，其余各行照常；报来改好的整份报表，办公室用 huibao accept 认可原来的数，或用 huibao leave-out 不采用后报的那一份，即可计入。"
	case sev == huibao.Error:
		return "该行暂不计入，其余各行照常；改正后重新报送即可。"
	case code == "X01":
		return "列在报告里，不影响报表的状态。"
	case sev == huibao.Warning:
		return "报表为“待说明”，数照常计入并加 *；写明原因（不少于 6 个字，“核实无误”之类不算）或改正后通过。"
	case sev == huibao.Notice:
		return "只告知，不影响通过；欢迎说明。"
	}
	return "只作提示。"
}

// settable says what bound of a check the plan may set, in Chinese; "" where it has
// none.
func settable(code string) string { return bounds[code] }
