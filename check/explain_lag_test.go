package check

import (
	"strings"
	"testing"

	"huibao"
)

// TestLagExplained takes a note for the reason of a lag where it gives one, or says what is to come.
func TestLagExplained(t *testing.T) {
	behind := "form 1.1 priorshare 5/12\nform 1.1 target 200\nset 1.1 this 1\nset 1.1 cumulative 41\nset 1.1 note "
	for note, want := range map[string]bool{
		"6月18日验收1个，签字齐全":   false,
		"红泉村1个，已投入运营":      false,
		"红泉村1个，3月已投入运营":    false,
		"另两个点8月投入运营":       true,
		"受征地影响，进度慢":        true,
		"资金6月才到位，计划三季度补上":  true,
		"开工晚，汛期停了半个月":      true,
		"其余点位已进场，力争9月底前完成": true,
	} {
		in := input(good())
		for _, line := range strings.Split(behind+note, "\n") {
			fields := strings.Fields(line)
			if err := change(&in, fields[0], fields[1:]); err != nil {
				t.Fatal(err)
			}
		}
		found := false
		for _, f := range Run(in).Findings {
			if f.Code == "T08" {
				found = true
				if got := f.Status == huibao.StatusExplained; got != want {
					t.Errorf("%s: %s", note, f.Status)
				}
			}
		}
		if !found {
			t.Error(note, "no T08")
		}
	}
}
