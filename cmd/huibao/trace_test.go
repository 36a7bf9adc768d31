package main

import (
	"testing"

	"huibao/report"
)

// TestComment says how a value came to be, before what else is to be said of it.
func TestComment(t *testing.T) {
	for _, c := range []struct {
		part report.TracePart
		want string
	}{
		{report.TracePart{Origin: "填报"}, ""},
		{report.TracePart{Origin: "公式", Pending: true}, "公式；报表待说明"},
		{report.TracePart{Origin: "预填"}, "预填"},
		{report.TracePart{Origin: "推算", Derived: "上期累计 842 ＋ 本期完成 7", Remarks: []string{"上期累计 842 ＋ 本期完成 7"}}, "推算：上期累计 842 ＋ 本期完成 7"},
		{report.TracePart{Origin: "填报", Remarks: []string{"“-”读作 0"}}, "“-”读作 0"},
		{report.TracePart{Excluded: "不适用"}, "未计入：不适用"},
	} {
		if got := comment(c.part); got != c.want {
			t.Errorf("%+v: %q, want %q", c.part, got, c.want)
		}
	}
}
