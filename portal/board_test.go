package portal

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"huibao"
	"huibao/act"
	"huibao/internal/thorough"
	"huibao/portal/desk"
)

// TestR10TimeLeft: what is left is told by the server's clock in the office's zone: days,
// on the last day hours and minutes, and the last instant is still in time.
func TestR10TimeLeft(t *testing.T) {
	deadline := huibao.Date{Year: 2024, Month: 7, Day: 5}
	at := func(day, hour, minute, second int) time.Time {
		return time.Date(2024, 7, day, hour, minute, second, 999_999_999, huibao.China)
	}
	for _, c := range []struct {
		now  time.Time
		want string
	}{
		{at(2, 0, 0, 0), "还有 3 天"}, {at(4, 23, 59, 59), "还有 1 天"}, {at(5, 0, 0, 0), "23 小时 59 分"},
		{at(5, 22, 47, 59), "1 小时 12 分"}, {at(5, 15, 59, 0), "8 小时"}, {at(5, 23, 0, 0), "59 分"}, {at(5, 23, 59, 59), "1 分以内"},
		{at(5, 23, 59, 59).Add(1), "已过 1 天"}, {at(8, 12, 0, 0), "已过 3 天"},
		{at(5, 22, 47, 59).UTC(), "1 小时 12 分"}, {at(6, 0, 0, 0).UTC(), "已过 1 天"},
	} {
		if got := timeLeftOf(deadline, false, c.now.In(huibao.China)); got.Text != c.want || got.Says != "7月5日 24:00 截止" {
			t.Errorf("%s: %+v, want %s", c.now, got, c.want)
		}
	}
}

// TestLockedTimeLeft: of a locked period no page counts days that have passed; of one that is
// open, each does.
func TestLockedTimeLeft(t *testing.T) {
	thorough.Need(t)
	h := newHouse(t)
	h.clerk()
	h.overseer()
	h.clock.move(4 * 24 * time.Hour)
	clerk, officer := h.enter("clerk"), h.enter("overseer")
	for _, locked := range []bool{false, true} {
		if locked {
			h.lock()
		}
		for page, body := range map[string]string{"login": (&browser{h: h}).get("/login").body, "home": clerk.get("/").body, "return": clerk.get("/r/" + june + "/" + h.mine).body, "board": officer.get("/board/" + june).body} {
			passed, said := strings.Contains(body, ">已过 4 天</b>"), strings.Contains(body, ">已锁定</b>")
			if passed == locked || said != locked {
				t.Errorf("%s, locked %v: days that passed %v, locked %v", page, locked, passed, said)
			}
		}
	}
}

var unitRow = regexp.MustCompile(`<tr><th scope="row">(?:<a href="/r/[^"]*">)?([^<]+)`)

// listed are the names of the units that a board lists.
func listed(body string) (names []string) {
	_, table, _ := strings.Cut(body, `aria-label="各单位"`)
	table, _, _ = strings.Cut(table, "</table>")
	for _, m := range unitRow.FindAllStringSubmatch(table, -1) {
		names = append(names, m[1])
	}
	return names
}

// TestBoardFilters: the board lists who is urgent first; a count, a level and a part of a
// name leave out the others, by links and a form alone, and say so.
func TestBoardFilters(t *testing.T) {
	h := newHouse(t)
	h.admit("off", act.Held{Role: act.Officer})
	h.admit("lead", act.Held{Role: act.Leader})
	off := h.enter("off")
	page := off.get("/board/" + june).body
	all := listed(page)
	if len(all) != 18 || all[0] != "市总工会" || all[1] != "市水务局" {
		t.Fatalf("%d units: %v", len(all), all)
	}
	for query, want := range map[string]string{
		"":                                  strings.Join(all, " "),
		"s=未报":                              "市总工会",
		"s=退回":                              "市水务局",
		"s=待说明&k=县区":                        "沙坡头区 中宁县",
		"q=中宁":                              "中宁县",
		"k=县区&q= 海 原":                       "海原县",
		"s=通过&q=中宁":                         "",
		"s=没有这个":                            "",
		"q=<script>alert(1)":                "",
		"q=" + strings.Repeat("长", 100_000): "", // looked for in every name, and said back
	} {
		q, err := url.ParseQuery(query)
		must(t, err)
		r := off.get("/board/" + june + "?" + q.Encode())
		if got := strings.Join(listed(r.body), " "); r.status != http.StatusOK || got != want {
			t.Errorf("%s: %d %s, want %s", query, r.status, got, want)
		}
		if said := strings.Contains(r.body, "看所有单位"); said != (query != "") {
			t.Errorf("%s: that units are left out is told: %v", query, said)
		}
		if strings.Contains(r.body, "<script>alert") || strings.Contains(r.body, strings.Repeat("长", maxFilter+1)) {
			t.Error("what was asked stands raw in the page")
		}
	}
	for word, n := range map[string]int{"应报": 16, "已报": 15, "通过": 8, "待说明": 6, "未报": 1, "退回": 1, "会审": 2} {
		m := regexp.MustCompile(`href="([^"]+)#units"[^>]*><b>[0-9]+</b><span>(?:<i[^>]*>[^<]*</i> )?` + word + `</span>`).FindStringSubmatch(page)
		if m == nil {
			t.Errorf("no link of %s", word)
			continue
		}
		r := off.get(html.UnescapeString(m[1]))
		if got := listed(r.body); len(got) != n || !strings.Contains(r.body, `aria-current="true"`) {
			t.Errorf("%s: %d units, want %d: %v", word, len(got), n, got)
		}
	}
	if body := h.enter("lead").get("/board/" + june).body; strings.Contains(body, `"/r/`) || strings.Contains(body, "/decide/") || strings.Contains(body, "/lock/") {
		t.Error("who only looks is led to what is not his")
	}
}

// TestFind: a figure as it is printed, its digits, a code, names: what is meant is opened or
// listed; a near miss is not.
func TestFind(t *testing.T) {
	h := newHouse(t)
	h.admit("off", act.Held{Role: act.Officer})
	off := h.enter("off")
	ask := func(q string) reply { return off.get("/f/" + june + "?" + url.Values{"q": {q}}.Encode()) }
	for q, where := range map[string]string{
		"21.2": "/f/" + june + "/21.2", "1,498": "/f/" + june + "/27.2", "1498台次": "/f/" + june + "/27.2", "１４９８": "/f/" + june + "/27.2",
		"老旧小区 中宁": "/f/" + june + "/21.2/" + h.mine, "中宁县 63户": "/f/" + june + "/21.2/" + h.mine,
	} {
		if r := ask(q); r.status != http.StatusSeeOther || r.where != where {
			t.Errorf("%s: %d %s, want %s", q, r.status, r.where, where)
		}
	}
	for q, want := range map[string][]string{
		"老旧小区": {"/21.2", "/21.2/" + h.mine, "/21.2/" + h.other}, "任务1": {"/1.1", "/1.4"}, "174": {"/21.2"}, "市总工会": {"/15.1"},
	} {
		r := ask(q)
		links := strings.Join(linked(r.body, "/f/"+june+"/"), " ") + " "
		for _, link := range want {
			if r.where != "/f/"+june+link && !strings.Contains(links, "/f/"+june+link+" ") {
				t.Errorf("%s: no %s among %s", q, link, links)
			}
		}
		if strings.Contains(links, "/12.1 ") || strings.Contains(links, "/10.1 ") {
			t.Errorf("%s: %s", q, links)
		}
	}
	for _, q := range []string{"173", "1498户", "21.22", "没有这个指标", "\"><script>alert(1)</script>", strings.Repeat("9", 5000), strings.Repeat("无 老 ", 3000)} {
		if r := ask(q); r.status != http.StatusOK || len(linked(r.body, "/f/"+june+"/21.2")) != 0 || strings.Contains(r.body, "<script>alert") {
			t.Errorf("%.20s: %d", q, r.status)
		}
	}
	if n := len(linked(off.get("/f/"+june).body, "/f/"+june+"/")); n < 60 {
		t.Errorf("%d figures without a question", n)
	}
}

// TestS13Find: a unit finds its own figures, of the city what was sent out, and nothing of
// others, not even that there is something.
func TestS13Find(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	ask := func(q string) string { return b.get("/f/" + june + "?" + url.Values{"q": {q}}.Encode()).body }
	own := linked(b.get("/f/"+june).body, "/f/"+june+"/")
	if len(own) == 0 {
		t.Fatal("a unit finds nothing of its own")
	}
	for _, link := range own {
		if !strings.HasSuffix(link, "/"+h.mine) || b.get(link).status != http.StatusOK {
			t.Errorf("%s is listed to 中宁县", link)
		}
	}
	for _, q := range []string{"174", "94", "海原县", "沙坡头"} {
		if body := ask(q); len(linked(body, "/f/"+june+"/")) != 0 {
			t.Errorf("%s: a unit finds what is not its own", q)
		}
	}
	if x, err := h.desk.Find(t.Context(), &desk.Person{ID: "x", Roles: []act.Held{{Role: act.Keeper}}}, h.desk.Current(), ""); err != nil || len(x.List) != 0 {
		t.Errorf("who keeps the accounts finds figures: %v, %v", x, err)
	}
}

// TestUntilWhen: a unit that reported, and one that did not, are told until when they may, before the
// deadline and after it.
func TestUntilWhen(t *testing.T) {
	h := newHouse(t)
	silent, err := h.desk.UnitCode("市总工会")
	must(t, err)
	h.admit("p", act.Held{Role: act.Clerk, Unit: h.mine}, act.Held{Role: act.Clerk, Unit: silent})
	b := h.enter("p")
	for _, says := range [][]string{{"第一次报得及时，改了也不算迟报", "过了截止也能报，记“迟报”"}, {"截止已过；第一次报得及时，锁定以前再改也不算迟报", "截止已过；锁定以前仍可以报，记“迟报”"}} {
		home := b.get("/").body
		for _, s := range says {
			if strings.Count(home, s) != 1 {
				t.Errorf("%s: %q is said %d times", h.clock.now(), s, strings.Count(home, s))
			}
		}
		h.clock.move(24 * time.Hour)
		b = h.enter("p")
	}
}
