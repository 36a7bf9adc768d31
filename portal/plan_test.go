package portal

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"huibao"
	"huibao/act"
	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/ledger"
	"huibao/planfile"
	"huibao/portal/desk"
)

// planner is a house with its director, and a plan with one more revision.
type planner struct {
	*house
	director *browser
	old, now []byte
	target   string // that the revision sets
}

func newPlanner(t *testing.T) *planner {
	t.Helper()
	x := &planner{house: newHouse(t)}
	x.admit("director", act.Held{Role: act.Director})
	x.director = x.enter("director")
	var err error
	x.old, err = os.ReadFile(x.file())
	must(t, err)
	plan, err := batch.ReadPlan(context.Background(), x.file(), sheet.DefaultLimits())
	must(t, err)
	ind := plan.Plan.Indicators[0]
	cells, err := planfile.RevisionCells(plan.Plan, []huibao.Revision{{From: huibao.Date{Year: 2024, Month: 6, Day: 10}, Recorded: huibao.Date{Year: 2024, Month: 6, Day: 11},
		Indicator: ind.Code, Column: huibao.ReviseTarget, Old: ind.Target.String(), New: ind.Target.String() + "1", Basis: "会议纪要第9号"}})
	must(t, err)
	x.target = ind.Target.String() + "1"
	x.now, err = planfile.Put(x.old, cells)
	must(t, err)
	return x
}

func (x *planner) file() string { return filepath.Join(x.dir, batch.PlanFile) }

func hashOf(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func (x *planner) upload(data []byte) reply {
	x.t.Helper()
	body, kind := form(x.t, []upload{{"plan.xlsx", data}})
	return x.director.send("/plan/proposed", body.String(), kind)
}

func (x *planner) put(data []byte, base string) reply {
	x.t.Helper()
	return x.director.post("/plan", "sha256", hashOf(data), "base", base)
}

// lies holds plan.xlsx to be these bytes.
func (x *planner) lies(what string, want []byte) {
	x.t.Helper()
	got, err := os.ReadFile(x.file())
	must(x.t, err)
	if !bytes.Equal(got, want) {
		x.t.Errorf("%s: plan.xlsx is %.8s, not %.8s", what, hashOf(got), hashOf(want))
	}
}

// plans are the 方案 of the chain: who put which plan in force.
func (x *planner) plans() (list []string) {
	x.t.Helper()
	led, err := placed(x.dir).ReadLedger()
	must(x.t, err)
	defer led.Close()
	must(x.t, led.View(context.Background(), func(v *ledger.View) error {
		acts, err := v.Acts(huibao.Period{})
		for _, a := range acts {
			if a.Kind == act.PlanChanged {
				list = append(list, a.Who+" "+a.Object[:8])
			}
		}
		return err
	}))
	found, err := led.Verify(context.Background(), nil)
	must(x.t, err)
	if len(found.Problems) > 0 {
		x.t.Error(found.Problems)
	}
	return list
}

// TestPlan: a new plan is in force only once its differences were seen and it is put so;
// then the chain says who did, a run says it no second time, and the one before can come
// back. What was compared with another plan than the one that lies there is refused.
func TestPlan(t *testing.T) {
	x := newPlanner(t)
	before := x.plans()
	if r := x.upload(x.now); r.status != http.StatusSeeOther || r.where != "/plan/proposed?sha256="+hashOf(x.now) {
		t.Fatal(r.status, r.where, r.body)
	}
	page := x.director.get("/plan/proposed?sha256=" + hashOf(x.now))
	for _, want := range []string{"有 1 处不同", "修订", "会议纪要第9号", "新增", "2024年6月马上按新方案重新审核", hashOf(x.old)} {
		if !strings.Contains(page.body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	x.lies("looked at", x.old)
	if r := x.put(x.now, strings.Repeat("0", 64)); r.status != http.StatusConflict || !strings.Contains(r.body, "已经换过") {
		t.Error("compared with another:", r.status)
	}
	x.lies("refused", x.old)
	x.clock.move(desk.ProofLimit)
	if r := x.put(x.now, hashOf(x.old)); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "密码") {
		t.Error("without a new proof:", r.status)
	}
	x.director = x.enter("director")
	if r := x.put(x.now, hashOf(x.old)); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body)
	}
	x.lies("put in force", x.now)
	x.desk.JudgeDue(context.Background(), func(err error) { t.Error(err) })
	if got := x.plans(); len(got) != len(before)+1 || got[len(got)-1] != "director "+hashOf(x.now)[:8] {
		t.Error(before, got)
	}
	if page := x.director.get("/plan"); !strings.Contains(page.body, "会议纪要第9号") || !strings.Contains(page.body, "director") {
		t.Error(page.body)
	} else if want := `<a href="/f/` + june + `/1.1"><span class="nb">1.1</span></a></th><td>各类招聘会</td><td data-h="类型">计数</td><td class="n" data-h="目标">≥` + huibao.Grouped(x.target) + "</td>"; !strings.Contains(page.body, want) {
		t.Errorf("the indicators in force lack %s", want)
	}
	if r := x.put(x.now, hashOf(x.old)); r.status != http.StatusUnprocessableEntity {
		t.Error("twice:", r.status)
	}
	x.upload(x.old)
	if r := x.put(x.old, hashOf(x.now)); r.status != http.StatusSeeOther {
		t.Error("back again:", r.status, r.body)
	}
	x.lies("back again", x.old)
}

// TestPlanRefused: what is no plan, has errors or is of another year is not put in force,
// whatever a form says; an edit of the file that no run has seen is kept.
func TestPlanRefused(t *testing.T) {
	x := newPlanner(t)
	for what, data := range map[string][]byte{"a text": []byte("不是表"), "nothing": nil, "half": x.old[:len(x.old)/2]} {
		if r := x.upload(data); r.status != http.StatusUnprocessableEntity && what != "a text" { // which is a table with everything missing
			t.Errorf("%s: %d", what, r.status)
		}
		if r := x.put(data, hashOf(x.old)); r.status != http.StatusUnprocessableEntity {
			t.Errorf("%s is put in force: %d", what, r.status)
		}
	}
	for _, sha := range []string{"", "../../plan.xlsx", strings.Repeat("g", 64), strings.Repeat("a", 64)} {
		if r := x.director.post("/plan", "sha256", sha, "base", hashOf(x.old)); r.status != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d", sha, r.status)
		}
	}
	x.upload(x.old)
	if page := x.director.get("/plan/proposed?sha256=" + hashOf(x.old)); !strings.Contains(page.body, "同一个文件") || strings.Contains(page.body, "看清楚了") {
		t.Error(page.body)
	}
	x.lies("refused", x.old)
	must(t, os.WriteFile(x.file(), x.now, 0o644)) // in Excel, and no run since
	x.upload(x.old)
	if r := x.put(x.old, hashOf(x.now)); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body)
	}
	got := x.plans()
	if n := len(got); n < 2 || !strings.HasSuffix(got[n-2], hashOf(x.now)[:8]) || !strings.HasSuffix(got[n-1], hashOf(x.old)[:8]) {
		t.Error(got)
	}
}

// TestPlanHeeded: a plan that a run read is the one that all pages speak of, and one that could not be read is tried
// again, though nothing of it changed since; that it can't be read is said once.
func TestPlanHeeded(t *testing.T) {
	x := newPlanner(t)
	clerk := x.clerk()
	shows := func(what string, want bool) {
		t.Helper()
		if got := strings.Contains(x.director.get("/plan").body, "会议纪要第9号"); got != want {
			t.Errorf("%s: the page of the plan shows the revision: %t", what, got)
		}
	}
	must(t, os.WriteFile(x.file(), x.now, 0o600))
	shows("before a run", false)
	clerk.handIn(x.mine, upload{"a.xlsx", x.example()})
	x.judge()
	shows("after a run", true)

	broken := bytes.Repeat([]byte("x"), len(x.old))
	lies := func(data []byte) {
		t.Helper()
		must(t, os.WriteFile(x.file(), data, 0o600))
		must(t, os.Chtimes(x.file(), x.clock.now(), x.clock.now()))
	}
	lies(broken)
	said := 0
	for range 4 {
		if x.desk.LookAtPlan(t.Context()) != nil {
			said++
		}
	}
	lies(x.old)
	must(t, x.desk.LookAtPlan(t.Context()))
	if shows("read at last", false); said != 1 {
		t.Errorf("said %d times that it can't be read", said)
	}
}
