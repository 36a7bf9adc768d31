package han

import "testing"

func TestSimplified(t *testing.T) {
	if got := Simplified("新增婦女「兩癌」篩查機構10個，義務教育學位"); got != "新增妇女「两癌」筛查机构10个，义务教育学位" {
		t.Error(got)
	}
	if n := Traditional("个体工商户、著名、乾县、干部"); n != 0 {
		t.Error(n, "characters of a simplified text are called traditional")
	}
	if n := Traditional("個體"); n != 2 {
		t.Error(n)
	}
}
