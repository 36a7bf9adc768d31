package check

import (
	"fmt"
	"testing"
	"time"

	"huibao"
	"huibao/inforce"
)

// TestSameAsWithheld is X03 of what another unit sent first and replaced since, or had sent back.
func TestSameAsWithheld(t *testing.T) {
	figures := []string{"13", "27", "31", "45", "58", "61"}
	others := []string{"14", "28", "33", "46", "59", "62"}
	rows := func(unit string, list []string) (rows []huibao.ReturnRow) {
		for i, f := range list {
			rows = append(rows, countRow(fmt.Sprintf("1.%d", i+1), unit, "", f, f))
		}
		return rows
	}
	sub := func(unit string, version, day int, state huibao.ReturnState, list []string) huibao.Submission {
		return huibao.Submission{Path: fmt.Sprintf("%s-%d", unit, version), Unit: unit, Version: version, State: state, Return: &huibao.Return{Unit: unit, Rows: rows(unit, list)},
			Receipt: huibao.Receipt{Time: time.Date(2024, 7, day, 0, 0, 0, 0, time.UTC)}}
	}
	doubted := sub("C1", 1, 1, huibao.StateRejected, figures)
	doubted.Findings = []huibao.Finding{{Code: "S04"}}
	for _, c := range []struct {
		name string
		subs []huibao.Submission
		want string
	}{
		{"replaced since", []huibao.Submission{sub("C1", 1, 1, huibao.StateSuperseded, figures), sub("C1", 2, 3, huibao.StateAccepted, others), sub("C2", 1, 2, huibao.StateAccepted, figures)},
			"C2-1 与甲县先报来的一份有 6 个数逐行相同，涉及编码 1.1、1.2、1.3、1.4、1.5、1.6。"},
		{"sent back", []huibao.Submission{sub("C1", 1, 1, huibao.StateRejected, figures), sub("C2", 1, 2, huibao.StateAccepted, figures)},
			"C2-1 与甲县先报来的一份有 6 个数逐行相同，涉及编码 1.1、1.2、1.3、1.4、1.5、1.6。"},
		{"sent back twice", []huibao.Submission{sub("C1", 1, 1, huibao.StateRejected, figures), sub("C1", 2, 1, huibao.StateRejected, figures[:4]), sub("C2", 1, 2, huibao.StateAccepted, figures)},
			"C2-1 与甲县先报来的一份有 6 个数逐行相同，涉及编码 1.1、1.2、1.3、1.4、1.5、1.6。"},
		{"came later", []huibao.Submission{sub("C1", 1, 2, huibao.StateRejected, figures), sub("C2", 1, 1, huibao.StateAccepted, figures)}, ""},
		{"whose it is is in doubt", []huibao.Submission{doubted, sub("C2", 1, 2, huibao.StateAccepted, figures)}, ""},
		{"its own", []huibao.Submission{sub("C2", 1, 1, huibao.StateSuperseded, figures), sub("C2", 2, 2, huibao.StateAccepted, figures)}, ""},
		{"had it first, in a version of its own that was replaced", []huibao.Submission{sub("C2", 1, 1, huibao.StateSuperseded, figures), sub("C1", 1, 2, huibao.StateSuperseded, figures),
			sub("C1", 2, 3, huibao.StateAccepted, others), sub("C2", 2, 4, huibao.StateAccepted, figures)}, ""},
		{"three the same", []huibao.Submission{sub("C1", 1, 1, huibao.StateRejected, figures[:3]), sub("C2", 1, 2, huibao.StateAccepted, figures)}, ""},
	} {
		period := huibao.Period{Year: 2024, Month: 6}
		got := ""
		for path, list := range Across(AcrossInput{Plan: inforce.At(counties(12), period), Period: period, Submissions: c.subs}) {
			for _, f := range list {
				if f.Code == "X03" {
					got += path + " " + f.Message
				}
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}
