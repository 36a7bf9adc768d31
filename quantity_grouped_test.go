package huibao

import "testing"

func TestGrouped(t *testing.T) {
	for in, want := range map[string]string{"0": "0", "-12": "-12", "999": "999", "1000": "1,000", "-1234567.50": "-1,234,567.50", "0.1234": "0.1234", "100000": "100,000"} {
		if got := Grouped(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}
