package check

import (
	"testing"

	"huibao"
)

// TestContinued finds the row of which another one, directly under it, is a part or is in the place.
func TestContinued(t *testing.T) {
	for name, want := range map[string]bool{"更正": true, "27.2续 农机安全检查(续)": true, "农机安全检查更正": true, "补报5月": true, "其中：拖拉机": false, "兴隆乡": false, "办理手续": false, "后续": false} {
		for _, c := range []struct {
			cell, sheet string
			total, own  bool
			may         bool
		}{{"F38", "计数", false, false, true}, {"F39", "计数", false, false, false}, {"F38", "比率", false, false, false}, {"F38", "计数", true, false, false}, {"F38", "计数", false, true, false}} {
			s := &scope{Input: Input{Return: &huibao.Return{Rows: []huibao.ReturnRow{{Code: "27.2", Sheet: "计数", Row: 37, ByName: c.own}}}}}
			x := huibao.ExtraRow{Place: huibao.Place{Sheet: c.sheet, Cell: c.cell}, Total: c.total}
			if got := s.continued(x, name) != nil; got != (want && c.may) {
				t.Errorf("%s at %s!%s: %v", name, c.sheet, c.cell, got)
			}
		}
	}
	if got := someOf("一、二、三、四、五、六、七"); got != "一、二、三、四、五、六等" {
		t.Error(got)
	}
}
