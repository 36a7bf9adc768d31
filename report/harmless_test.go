package report

import "testing"

// TestHarmless keeps a spreadsheet from taking a text for a formula.
func TestHarmless(t *testing.T) {
	for text, want := range map[string]string{"=1+1": "'=1+1", "+1": "+1", "-12.5": "-12.5", "-1+2": "'-1+2", "@x": "'@x", "＝1": "'＝1", "\t=1": "'\t=1", "甲": "甲", "a\x00": "a"} {
		if got := harmless(text); got != want {
			t.Errorf("%q became %q, want %q", text, got, want)
		}
	}
}
