package batch

import (
	"testing"

	"huibao"
	"huibao/check"
)

// TestMandatory: a decision answers all findings of a code on a row, so that it accepts what
// is 强制性 though the finding that it names is not.
func TestMandatory(t *testing.T) {
	ret := &huibao.Return{Rows: []huibao.ReturnRow{{Code: "1.1"}, {Code: "1.2"}}}
	found := func(code, row string, sev huibao.Severity) huibao.Finding {
		return huibao.Finding{Code: code, Indicator: row, Severity: sev}
	}
	subs := []huibao.Submission{{Unit: "A", SHA256: "a", Return: ret, Findings: []huibao.Finding{
		found("L09", "1.1", huibao.Warning), found("L09", "1.1", huibao.Error), found("L09", "1.2", huibao.Warning), found("L02", "1.2", huibao.Error)}},
		{Unit: "B", Findings: []huibao.Finding{found("L09", "1.2", huibao.Error)}}}
	for _, c := range []struct {
		unit, code, row, basis string
		want                   bool
	}{
		{"A", "L09", "1.1", check.Basis(ret, "a", "1.1"), true},
		{"A", "L09", "1.1", "another", false},
		{"A", "L09", "1.2", check.Basis(ret, "a", "1.2"), false},
		{"A", "L02", "1.2", check.Basis(ret, "a", "1.2"), true},
		{"B", "L09", "1.2", "", false},
	} {
		if got := mandatory(subs, c.unit, c.code, c.row, c.basis); got != c.want {
			t.Errorf("%+v: %t", c, got)
		}
	}
}
