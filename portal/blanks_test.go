package portal

import (
	"net/http"
	"strings"
	"testing"

	"huibao/act"
)

// TestGiveOut: the office makes a period's blank returns in the page: for who has none, for
// one unit, and not once the period is locked.
func TestGiveOut(t *testing.T) {
	h := newHouse(t)
	h.admit("jb", act.Held{Role: act.Officer})
	h.admit("tb", act.Held{Role: act.Clerk, Unit: h.mine})
	officer, clerk := h.enter("jb"), h.enter("tb")
	const july, page = "2024-07", "/blanks/2024-07"
	if r := clerk.get("/blank/" + july + "/" + h.mine); r.status != http.StatusNotFound {
		t.Errorf("before: %d", r.status)
	}
	if r := officer.get(page); r.status != http.StatusOK || strings.Count(r.body, "还没有</td>") != strings.Count(r.body, `<th scope="row">`) {
		t.Errorf("%d, %d of %d have none", r.status, strings.Count(r.body, "还没有</td>"), strings.Count(r.body, `<th scope="row">`))
	}
	made := ""
	for _, x := range []struct {
		to     string
		status int
		says   string
	}{
		{"", http.StatusUnprocessableEntity, "请选给哪些单位"},
		{"没有的", http.StatusSeeOther, ""},
		{"没有的", http.StatusUnprocessableEntity, "都有按现行方案制作的空白表"},
		{h.mine, http.StatusSeeOther, ""},
		{"C9", http.StatusUnprocessableEntity, "请选给哪些单位"},
	} {
		if r := officer.post(page, "to", x.to); r.status != x.status || !strings.Contains(r.body, x.says) {
			t.Errorf("%q: %d, want %d and %q", x.to, r.status, x.status, x.says)
		} else if made == "" {
			made = r.where
		}
	}
	if r := officer.get(made); strings.Contains(r.body, "还没有</td>") || !strings.Contains(r.body, "已下发 18 份") {
		t.Errorf("after: %s", r.body)
	}
	if r := clerk.get("/blank/" + july + "/" + h.mine); r.status != http.StatusOK || !strings.HasPrefix(r.body, "PK") {
		t.Errorf("the unit's: %d", r.status)
	}
	h.lock()
	if r := officer.post("/blanks/"+june, "to", "所有"); r.status != http.StatusConflict || !strings.Contains(r.body, "已锁定") {
		t.Errorf("locked: %d", r.status)
	}
}
