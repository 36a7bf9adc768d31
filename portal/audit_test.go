package portal

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"huibao/act"
	"huibao/portal/desk"
)

// TestAuditSearch: who keeps the records looks for words of any column, a unit's name among
// them, and for days; the 管理员 sees that something was done and not what was said, nor
// finds it by that.
func TestAuditSearch(t *testing.T) {
	h := newTeam(t)
	h.admit("keeper", act.Held{Role: act.Keeper})
	keeper := h.enter("keeper")
	seen := h.director.decider(h.other, "do", "不等", "what", "", "why", "已两次催报")
	if r := h.director.decider(h.other, append(fields(seen.body), "step", "take")...); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body)
	}
	name := ""
	for _, u := range h.desk.UnitNames() {
		if u.Code == h.other {
			name = u.Name
		}
	}
	found := func(b *browser, query ...string) (acts, lines int, body string) {
		t.Helper()
		q := url.Values{}
		for i := 0; i < len(query); i += 2 {
			q.Set(query[i], query[i+1])
		}
		p, err := h.desk.Who(context.Background(), b.cookie, "")
		must(t, err)
		a, err := h.desk.Seen(context.Background(), p, desk.Asked{Words: q.Get("q"), From: q.Get("from"), Until: q.Get("until")})
		must(t, err)
		r := b.get("/audit?" + q.Encode())
		if r.status != http.StatusOK {
			t.Error(query, r.status)
		}
		return len(a.Acts), len(a.List), r.body
	}
	for _, c := range []struct {
		who         *browser
		query       []string
		acts, lines int
		says        string
	}{
		{h.officer, []string{"q", "不等"}, 1, 0, "已两次催报"},
		{h.officer, []string{"q", "DIRECTOR 不等 " + name}, 1, 0, name},
		{h.officer, []string{"q", "不等 clerk"}, 0, 0, "没有找到"},
		{h.officer, []string{"q", "已两次催报"}, 1, 0, "已两次催报"},
		{h.officer, []string{"q", "不等", "from", "2024-07-05", "until", "2024-07-05"}, 1, 0, "已两次催报"},
		{h.officer, []string{"q", "不等", "until", "2024-07-04"}, 0, 0, "没有找到"},
		{h.officer, []string{"q", "不等", "from", "2024-07-06"}, 0, 0, "没有找到"},
		{h.officer, []string{"q", "%"}, 0, 0, "没有找到"},
		{h.officer, []string{"q", "改密码 clerk"}, 0, 1, "改密码"},
		{keeper, []string{"q", "不等"}, 1, 0, name},
		{keeper, []string{"q", "已两次催报"}, 0, 0, "没有找到"},
		{keeper, []string{"q", "授权 clerk"}, 1, 0, "授权"},
	} {
		acts, lines, body := found(c.who, c.query...)
		if acts != c.acts || lines != c.lines || !strings.Contains(body, c.says) {
			t.Errorf("%v: %d acts, %d lines; want %d, %d, %q", c.query, acts, lines, c.acts, c.lines, c.says)
		}
	}
	if _, _, body := found(keeper, "q", "不等"); strings.Contains(body, "催报</td>") || strings.Contains(body, "已两次") {
		t.Error("the 管理员 reads what was said")
	}
	for query, says := range map[string]string{"from=7月": "日期（从哪天）", "from=x&until=x": "日期（从哪天）", "until=x": "日期（到哪天）", "q=a+b+c+d+e+f+g+h+i": "8 个词", "q=" + strings.Repeat("a", 65): "64 字"} {
		if r := h.officer.get("/audit?" + query); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, `role="alert"`) || !strings.Contains(r.body, says) {
			t.Error(query, r.status)
		}
	}
	if r := h.officer.get("/audit?q=" + strings.Repeat("a", 64)); r.status != http.StatusOK {
		t.Error("a long word:", r.status)
	}
	h.clock.move(24 * time.Hour) // two days with something of each
	officer := h.enter("officer")
	for _, c := range []struct {
		from, until string
		lines       int
	}{{"2024-07-05", "2024-07-05", 2}, {"2024-07-06", "2024-07-06", 1}, {"2024-07-05", "2024-07-06", 3}, {"2024-07-06", "", 1}, {"", "2024-07-05", 2}, {"2024-07-07", "2024-07-07", 0}} {
		if _, lines, _ := found(officer, "q", "登录 officer", "from", c.from, "until", c.until); lines != c.lines {
			t.Errorf("from %s until %s: %d lines, want %d", c.from, c.until, lines, c.lines)
		}
	}
}

// TestSettingsAhead: what begins in a later period is on the page beside what is now, until
// something else is said of that period or an earlier one.
func TestSettingsAhead(t *testing.T) {
	h := newTeam(t)
	set := func(value, unit, from string) {
		t.Helper()
		if r := h.director.post("/settings", "name", act.SetReviewer, "value", value, "unit", unit, "from", from); r.status != http.StatusSeeOther {
			t.Fatal(r.status, r.body)
		}
	}
	says := func(what string, want bool) {
		t.Helper()
		if strings.Contains(h.officer.get("/settings").body, what) != want {
			t.Errorf("%q: want %v", what, want)
		}
	}
	says("以后的改动", false)
	set(act.NotReviewed, h.mine, "2024-09")
	says("审核人：设</h2>", true)
	says("以后的改动：2024年9月起，中宁县：不设", true)
	set(act.NotReviewed, "", "2024-08")
	says("以后的改动：2024年8月起，所有单位：不设；2024年9月起，中宁县：不设", true)
	set(act.Reviewed, h.mine, "2024-07")
	says("以后的改动：2024年7月起，中宁县：设；2024年8月起，所有单位：不设</p>", true)
	set(act.NotReviewed, "", june)
	says("审核人：不设</h2>", true)
	says("以后的改动：2024年7月起，中宁县：设</p>", true)
}
