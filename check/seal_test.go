package check

import (
	"testing"

	"huibao"
	"huibao/inforce"
)

// TestSealOfPart: the receipt of a part of a return is that of the number it had, and not of the return that it became a part of.
func TestSealOfPart(t *testing.T) {
	subs := []huibao.Submission{
		{Path: "a.xlsx", Unit: "C1", Version: 1, State: huibao.StateSuperseded, PartOf: "b.xlsx", Return: &huibao.Return{Unit: "C1"}},
		{Path: "b.xlsx", Unit: "C1", Version: 2, State: huibao.StateAccepted, Return: &huibao.Return{Unit: "C1"}},
	}
	for version, want := range map[int]string{
		1: "notice 盖章件是第 1 次报送（a.xlsx）的，那一次是现在计入的第 2 次（b.xlsx）的一部分。",
		2: "info 盖章件与现在计入的报表是同一次：b.xlsx，回执编号 N。",
	} {
		sealed := huibao.Submission{Path: "s.pdf", State: huibao.StateAttachment, Return: &huibao.Return{Seals: []huibao.Seal{{Number: "N", Period: sealedIn, Unit: "C1", Version: version}}}}
		for _, f := range Across(AcrossInput{Plan: inforce.At(counties(1), sealedIn), Period: sealedIn, Submissions: append(subs[:2:2], sealed)})["s.pdf"] {
			if got := string(f.Severity) + " " + f.Message; got != want {
				t.Errorf("%d: %s, want %s", version, got, want)
			}
			want = ""
		}
		if want != "" {
			t.Errorf("%d: nothing is said", version)
		}
	}
}

var sealedIn = huibao.Period{Year: 2024, Month: 6}
