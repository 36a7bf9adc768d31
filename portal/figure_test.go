package portal

import (
	"context"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/internal/thorough"
	"huibao/portal/desk"
	"huibao/samples"
)

// TestFigures: every figure of the city and of a county opens for the office, down to the
// cell; what there is none of is not there.
func TestFigures(t *testing.T) {
	h := newHouse(t)
	h.admit("off", act.Held{Role: act.Officer})
	off := h.enter("off")
	list := linked(off.get("/board/"+june).body, "/f/"+june+"/")
	if len(list) < 60 {
		t.Fatalf("%d figures on the board", len(list))
	}
	units := map[string]bool{}
	for _, link := range list {
		r := off.get(link)
		if r.status != http.StatusOK || !strings.Contains(r.body, "怎么来的") && !strings.Contains(r.body, "本期不报") {
			t.Errorf("%s: %d", link, r.status)
		}
		for _, u := range linked(r.body, link+"/") {
			units[u] = true
		}
	}
	if len(units) < 60 {
		t.Errorf("%d figures of units", len(units))
	}
	body := off.get("/f/" + june + "/21.2").body
	for _, want := range []string{"174 户", "94 ＋ 63 ＋ 17 ＝ 174 户", "16 ＋ 11 － 12 ＝ 15 户", "应达 540", "−20.3", "计数!G25", "<svg", `中宁县</span><span class="s">63 户，应达 180，目标 600`} {
		if !strings.Contains(body, want) {
			t.Errorf("21.2: no %q", want)
		}
	}
	for _, want := range []string{"用在哪里", "最近印的草稿里", "改造城镇老旧小区（第21项）。累计174户，占年度任务1800户的9.7%", "附件1", "编码 21.2 的一行", `href="/period/` + june + `/draft/`, "为第1、11、13、21"} {
		if !strings.Contains(body, want) {
			t.Errorf("21.2 is used: no %q", want)
		}
	}
	for _, link := range linked(body, "/period/"+june+"/draft/") {
		if r := off.get(link); r.status != http.StatusOK {
			t.Errorf("what it is used in: %s: %d", link, r.status)
		}
	}
	own := off.get("/f/" + june + "/21.2/" + h.mine).body
	for _, want := range []string{"63 户", "（取自这一格）", "<mark>63</mark>", "original/", "用在哪里", "中宁县 累计／任务 63/600", "改造城镇老旧小区（中宁县）：任务（目标） 600"} {
		if !strings.Contains(own, want) {
			t.Errorf("21.2 of 中宁县: no %q", want)
		}
	}
	_, sheet, _ := strings.Cut(own, `<table class="sheet">`)
	sheet, _, _ = strings.Cut(sheet, "</table>")
	kept := -1
	for row := range strings.SplitSeq(sheet, "</tr>") { // on a narrow screen the same columns are left out of each row
		n := strings.Count(row, "<th scope=\"col\"") + strings.Count(row, "<td class=") - strings.Count(row, "o\">")
		if strings.Contains(row, "<tr") {
			if kept >= 0 && n != kept {
				t.Errorf("%d cells in a row of an excerpt, %d in the one above: %s", n, kept, row)
			}
			kept = n
		}
	}
	for _, path := range []string{"/f/" + june + "/99.9", "/f/" + june + "/21.2/X99", "/f/2024-13/21.2", "/f/2023-06/21.2", "/f/" + june + "/21.2?edition=1", "/f/" + june + "/21.2?edition=x"} {
		if r := off.get(path); r.status != http.StatusNotFound {
			t.Errorf("%s: %d", path, r.status)
		}
	}
}

// TestS13Figures: a unit opens its own part alone; the city's once an edition was sent out,
// with no part, file or cell of others.
func TestS13Figures(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	city, own, other := "/f/"+june+"/21.2", "/f/"+june+"/21.2/"+h.mine, "/f/"+june+"/21.2/"+h.other
	statuses := func(when string, want ...int) {
		t.Helper()
		for i, path := range []string{city, own, other, city + "?edition=1"} {
			if r := b.get(path); r.status != want[i] {
				t.Errorf("%s, %s: %d, want %d", when, path, r.status, want[i])
			}
		}
	}
	const yes, no = http.StatusOK, http.StatusNotFound
	statuses("open", no, yes, no, no)
	h.lock()
	statuses("locked", no, yes, no, no)
	if strings.Contains(b.get(own).body, "用在哪里") {
		t.Error("locked: a unit is told where its figure is used before it was sent out")
	}
	m := samples.Periods()[1]
	_, err := batch.SendOut(context.Background(), placed(h.dir), batch.Options{Period: m.Period, Date: m.Date, Limits: sheet.DefaultLimits(), Who: "test"}, batch.Sending{Number: "卫政办发〔2024〕1号"})
	must(t, err)
	statuses("sent out", yes, yes, no, yes)
	_, uses, told := strings.Cut(b.get(own).body, "用在哪里")
	for _, theirs := range []string{"海原", "沙坡头", "94", "17户", "174", "/period/"} {
		if strings.Contains(uses, theirs) {
			t.Errorf("where a figure of 中宁县 is used tells %q of others", theirs)
		}
	}
	if !told || !strings.Contains(uses, "第 1 版里") || !strings.Contains(uses, "通报.pdf") || !strings.Contains(uses, "附件") {
		t.Errorf("a unit is not told where its own figure was printed: %s", uses)
	}
	body := b.get(city).body
	if !strings.Contains(body, "174 户") || !strings.Contains(body, "63") {
		t.Error("the city's figure is not shown")
	}
	for _, theirs := range []string{"海原", "沙坡头", ">94", ">17<", "a286d87352ba", "94 ＋"} {
		if strings.Contains(body, theirs) {
			t.Errorf("a page of 中宁县 shows %q of another", theirs)
		}
	}
	if body := b.get("/f/" + june + "/27.1").body; !strings.Contains(body, "129 台") || strings.Contains(body, "核对数") || strings.Contains(body, "138 台") {
		t.Error("the bureau's own sum is shown to a county, or the city's is not")
	}
	h.admit("off", act.Held{Role: act.Officer})
	if body := h.enter("off").get("/f/" + june + "/27.1").body; !strings.Contains(body, "核对数") || !strings.Contains(body, "138 台") {
		t.Error("the bureau's own sum is not shown to the office")
	}
}

// TestS13Reported: a part that a bureau reports for another unit is that unit's own figure; the
// bureau's return is the office's to see, not the unit's.
func TestS13Reported(t *testing.T) {
	h := newHouse(t)
	m := samples.Periods()[1]
	code, err := h.desk.UnitCode("市本级")
	must(t, err)
	for _, c := range []struct {
		held act.Held
		sees bool
	}{{act.Held{Role: act.Clerk, Unit: code}, false}, {act.Held{Role: act.Officer}, true}} {
		x, err := h.desk.Figure(t.Context(), &desk.Person{ID: "x", Roles: []act.Held{c.held}}, m.Period, "1.1", code, 0)
		must(t, err)
		if len(x.Tables) == 0 || len(x.Tables[0].Parts) != 1 {
			t.Fatalf("%+v", x.Tables)
		}
		f := x.Tables[0].Parts[0]
		if f.Value != "5" || (f.File != "") != c.sees || (f.SHA256 != "") != c.sees || (f.Excerpt != nil) != c.sees || (f.Text != "") != c.sees {
			t.Errorf("%v: %+v", c.held, f)
		}
	}
}

// TestLockedYear: the page of a locked period's figure has the periods of the year that there are, though none of them is
// locked; a unit has those of its own figures, and none of the city's, which may not have been sent out.
func TestLockedYear(t *testing.T) {
	thorough.Repeats(t)
	h := newHouse(t)
	b, off := h.clerk(), h.overseer()
	body, kind := form(t, []upload{{"5月.xlsx", []byte("编码,本期\n1.1,3\n")}})
	if r := b.send("/r/2024-05/"+h.mine+"/files", body.String(), kind); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body)
	}
	h.judge()
	city, own := "/f/"+june+"/21.2", "/f/"+june+"/21.2/"+h.mine
	year := func(b *browser, path string) string {
		t.Helper()
		_, chart, _ := strings.Cut(b.get(path).body, `<title id="line-title">`)
		says, _, _ := strings.Cut(chart, "<")
		return says
	}
	h.lock()
	h.sendsOut(off)
	if got, want := year(off, city), "5月 159 户；6月 174 户"; got != want {
		t.Errorf("the office: %q, want %q", got, want)
	}
	if got, want := year(b, own), "5月 52 户；6月 63 户"; got != want {
		t.Errorf("the unit: %q, want %q", got, want)
	}
	if got := year(b, city); got != "" {
		t.Errorf("a unit is shown the city's year: %q", got)
	}
}

// TestYearUnread: where an earlier period can't be read, the page of an edition's figure opens without the year's periods, and
// says so; what is said stands in the log, too.
func TestYearUnread(t *testing.T) {
	thorough.Need(t)
	h := newHouse(t)
	b, off := h.clerk(), h.overseer()
	h.lock()
	h.sendsOut(off)
	var log strings.Builder
	h.desk.Log(slog.New(slog.NewTextHandler(&log, nil)))
	city, own := "/f/"+june+"/21.2", "/f/"+june+"/21.2/"+h.mine
	const said = "以前各期读不出来"
	if body := off.get(city).body; strings.Contains(body, said) || log.Len() > 0 {
		t.Error("said where they can be read", log.String())
	}
	body, kind := form(t, []upload{{"5月.xlsx", []byte("编码,本期\n1.1,3\n")}})
	if r := b.send("/r/2024-05/"+h.mine+"/files", body.String(), kind); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body)
	}
	h.judge()
	before, may := h.originals(), samples.Periods()[0]
	_, err := batch.Lock(t.Context(), placed(h.dir), batch.Options{Period: may.Period, Date: may.Date, Limits: sheet.DefaultLimits(), MaxFiles: 1000, MaxDepth: 8, Who: "test"},
		batch.LockOptions{LeaveOutRest: true, Why: "不再等", IssuedOn: may.Date})
	must(t, err)
	log.Reset()
	for name := range h.originals() {
		if !before[name] {
			must(t, os.Remove(name))
		}
	}
	for who, c := range map[*browser]struct{ path, figure, to string }{off: {city, "174 户", "运行日志"}, b: {own, "63 户", "请告诉办公室"}} {
		r := who.get(c.path)
		for _, want := range []string{said, c.figure, c.to} {
			if r.status != http.StatusOK || !strings.Contains(r.body, want) {
				t.Errorf("%s: %d, no %q", c.path, r.status, want)
			}
		}
	}
	if !strings.Contains(log.String(), "earlier periods of a figure") {
		t.Errorf("the log: %q", log.String())
	}
	if body := b.get(city).body; strings.Contains(body, said) {
		t.Error("a unit is told of a year that it is not shown")
	}
}

// originals are the files of the ledger's originals.
func (h *house) originals() map[string]bool {
	h.t.Helper()
	list, err := filepath.Glob(filepath.Join(h.dir, "ledger", "originals", "??", "*"))
	must(h.t, err)
	names := map[string]bool{}
	for _, name := range list {
		names[name] = true
	}
	return names
}
