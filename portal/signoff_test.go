package portal

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"huibao/act"
	"huibao/ledger"
	"huibao/portal/desk"
	"huibao/samples"
)

// team are the people of a unit and of the office.
type team struct {
	*house
	clerk, reviewer, signer, officer, director *browser
}

func newTeam(t *testing.T) *team {
	t.Helper()
	h := newHouse(t)
	x := &team{house: h}
	for id, held := range map[string]act.Held{"clerk": {Role: act.Clerk, Unit: h.mine}, "reviewer": {Role: act.Reviewer, Unit: h.mine}, "signer": {Role: act.Signer, Unit: h.mine},
		"officer": {Role: act.Officer}, "director": {Role: act.Director}} {
		h.admit(id, held)
	}
	x.clerk, x.reviewer, x.signer, x.officer, x.director = h.enter("clerk"), h.enter("reviewer"), h.enter("signer"), h.enter("officer"), h.enter("director")
	return x
}

func (h *house) signPath() string { return "/r/" + june + "/" + h.mine + "/sign" }

var matchField = regexp.MustCompile(`name="match" value="([^"]+)"`)

// match is what the page says that is seen.
func (b *browser) match() string {
	b.h.t.Helper()
	r := b.get(b.h.signPath())
	m := matchField.FindStringSubmatch(r.body)
	if m == nil {
		return ""
	}
	return m[1]
}

// does asks for a step of what the person sees.
func (b *browser) does(k act.Kind, why string) reply {
	b.h.t.Helper()
	match := b.match()
	if match == "" { // a page without a form: what a form of before said
		match = b.h.seen
	}
	b.h.seen = match
	return b.post(b.h.signPath(), "do", string(k), "match", match, "why", why, "ok", "on")
}

// stage is how far the unit's return has come.
func (h *house) stage() string {
	h.t.Helper()
	s := h.state()
	return s.Stage(h.mine)
}

// state is the period as its acts leave it.
func (h *house) state() (s *act.State) {
	h.t.Helper()
	led, err := placed(h.dir).ReadLedger()
	must(h.t, err)
	defer led.Close()
	must(h.t, led.View(context.Background(), func(v *ledger.View) (err error) { s, err = v.State(samples.Periods()[1].Period); return err }))
	return s
}

func (h *house) doing(k act.Kind, match string) desk.Doing { return desk.Doing{Kind: k, Match: match} }

// handInAnother hands the example in anew, in other bytes.
func (x *team) handInAnother(n int) error {
	if r := x.clerk.handIn(x.mine, upload{fmt.Sprintf("6月第%d次.xlsx", n), another(x.example(), n)}); r.status != http.StatusSeeOther {
		return fmt.Errorf("%d", r.status)
	}
	return nil
}

// TestR8SignOff: clerk, reviewer, signer and office go the whole way; a wrong role gets a
// page that names the right people; who acted takes back until the next level has acted.
func TestR8SignOff(t *testing.T) {
	h := newTeam(t)
	h.seen = h.clerk.match()
	for _, c := range []struct {
		who   *browser
		k     act.Kind
		code  int
		says  string
		stage string
	}{
		{h.reviewer, act.Review, http.StatusConflict, "还没有提交", ""},
		{h.signer, act.Submit, http.StatusUnprocessableEntity, "这一步归填报人办（某clerk）", ""},
		{h.clerk, act.Submit, http.StatusSeeOther, "", act.StageToReview},
		{h.clerk, act.Submit, http.StatusSeeOther, "", act.StageToReview},
		{h.signer, act.Sign, http.StatusConflict, "待复核", act.StageToReview},
		{h.clerk, act.Review, http.StatusUnprocessableEntity, "这一步归审核人办（某reviewer）", act.StageToReview},
		{h.reviewer, act.Recall, http.StatusUnprocessableEntity, "只有办这一步的人", act.StageToReview},
		{h.clerk, act.Recall, http.StatusSeeOther, "", ""},
		{h.clerk, act.Submit, http.StatusSeeOther, "", act.StageToReview},
		{h.reviewer, act.SendBack, http.StatusUnprocessableEntity, "写明原因", act.StageToReview},
		{h.reviewer, act.SendBack, http.StatusSeeOther, "", ""},
		{h.clerk, act.Submit, http.StatusSeeOther, "", act.StageToReview},
		{h.reviewer, act.Review, http.StatusSeeOther, "", act.StageToSign},
		{h.officer, act.Receive, http.StatusConflict, "待签发", act.StageToSign},
		{h.clerk, act.Recall, http.StatusUnprocessableEntity, "", act.StageToSign},
		{h.signer, act.Sign, http.StatusSeeOther, "", act.StageReported},
		{h.officer, act.Receive, http.StatusSeeOther, "", act.StageReceived},
		{h.signer, act.Recall, http.StatusConflict, "刚刚有人办了下一步", act.StageReceived},
		{h.officer, act.Recall, http.StatusSeeOther, "", act.StageReported},
		{h.director, act.SendBack, http.StatusSeeOther, "", ""},
	} {
		why := "12.4 核减没有写明"
		if strings.Contains(c.says, "写明原因") {
			why = " "
		}
		r := c.who.does(c.k, why)
		if r.status != c.code || !strings.Contains(r.body, c.says) || h.stage() != c.stage {
			t.Fatalf("%s: %d, %s, want %d %q, %s", c.k, r.status, h.stage(), c.code, c.says, c.stage)
		}
	}
	if page := h.clerk.get(h.signPath()).body; !strings.Contains(page, "办公室负责人退回来改") || !strings.Contains(page, "12.4 核减没有写明") {
		t.Error("the clerk is not told why")
	}
	if page := h.signer.get(h.signPath()).body; !strings.Contains(page, "这一步归填报人办（某clerk）") {
		t.Error("R7: a step that is not the person's does not say whose it is")
	}
}

// TestS18Seen: nobody signs what he did not see: another version, other reading, another
// step in between are refused with what changed, and nothing is written.
func TestS18Seen(t *testing.T) {
	h := newTeam(t)
	h.clerk.does(act.Submit, "")
	old := h.reviewer.match()
	must(t, h.handInAnother(7))
	if r := h.reviewer.post(h.signPath(), "do", string(act.Review), "match", old); r.status != http.StatusConflict || !strings.Contains(r.body, "正在审核") && !strings.Contains(r.body, "没有复核") {
		t.Error("while a file is not judged:", r.status)
	}
	h.judge()
	r := h.reviewer.post(h.signPath(), "do", string(act.Review), "match", old)
	if r.status != http.StatusConflict || !strings.Contains(r.body, "您看的是第") || !strings.Contains(r.body, "原来的签字已失效") {
		t.Errorf("%d %s", r.status, r.body)
	}
	if r := h.reviewer.does(act.Review, ""); r.status != http.StatusConflict || h.stage() != act.StageToReview {
		t.Error("what was handed on was an older version:", r.status)
	}
	if r := h.clerk.does(act.Submit, ""); r.status != http.StatusSeeOther {
		t.Error(r.status)
	}
	for _, bad := range []string{"", "x", "1-2-3", strings.Repeat("-", 50)} {
		if r := h.reviewer.post(h.signPath(), "do", string(act.Review), "match", bad); r.status != http.StatusConflict {
			t.Errorf("%q: %d", bad, r.status)
		}
	}
	if r := h.reviewer.does(act.Review, ""); r.status != http.StatusSeeOther || h.stage() != act.StageToSign {
		t.Error(r.status)
	}
	h.clock.move(16 * time.Minute)
	if r := h.signer.does(act.Sign, ""); r.status != http.StatusUnprocessableEntity {
		t.Error("S25: signed without a new proof:", r.status)
	}
	if r := h.signer.post(h.signPath(), "do", string(act.Sign), "match", h.signer.match(), "proof", ownPassword); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "请先核对") || h.stage() != act.StageToSign {
		t.Error("signed, and not said to be looked through:", r.status)
	}
	if r := h.signer.post(h.signPath(), "do", string(act.Sign), "match", h.signer.match(), "proof", ownPassword, "ok", "on"); r.status != http.StatusSeeOther || h.stage() != act.StageReported {
		t.Error(r.status)
	}
}

// TestS16Nothing: where nothing came there is nothing to hand on, whatever a form says.
func TestS16Nothing(t *testing.T) {
	h := newTeam(t)
	silent, err := h.desk.UnitCode("市总工会")
	must(t, err)
	clerk := &desk.Person{ID: "clerk", Name: "某clerk", Roles: []act.Held{{Role: act.Clerk, Unit: silent}}}
	june := samples.Periods()[1].Period
	x, err := h.desk.SignOff(context.Background(), clerk, june, silent)
	must(t, err)
	err = h.desk.Step(context.Background(), clerk, june, silent, h.doing(act.Submit, x.Match))
	var no *desk.Problem
	if s := h.state(); !errors.As(err, &no) || !strings.Contains(no.Sentence, "还没有能提交的报表") || s.Stage(silent) != "" {
		t.Error(err, s.Stage(silent))
	}
}

// TestRaceSign: many sign at once, twice and in other browsers: one signature, the chain
// whole; of a signature and its taking back one is first.
func TestRaceSign(t *testing.T) {
	h := newTeam(t)
	h.clerk.does(act.Submit, "")
	h.reviewer.does(act.Review, "")
	match := h.signer.match()
	ctx := context.Background()
	signer, err := h.desk.Who(ctx, h.signer.cookie, "10.0.0.9")
	must(t, err)
	reviewer, err := h.desk.Who(ctx, h.reviewer.cookie, "10.0.0.9")
	must(t, err)
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Go(func() {
			if i%3 == 2 {
				_ = h.desk.Step(ctx, reviewer, samples.Periods()[1].Period, h.mine, h.doing(act.Recall, match))
				return
			}
			_ = h.desk.Step(ctx, signer, samples.Periods()[1].Period, h.mine, h.doing(act.Sign, match))
		})
	}
	wg.Wait()
	h.web() // the ledger verifies
	signs := len(h.state().Signed(h.mine))
	switch stage := h.stage(); {
	case signs == 1 && stage == act.StageReported, signs == 0 && stage == act.StageToReview:
	default:
		t.Error(fmt.Sprint(signs, " signatures, ", stage))
	}
}

// TestOneClerkUnit: a unit without 审核人 goes from 提交 to 签发, and one person does both
// where the office lets him.
func TestOneClerkUnit(t *testing.T) {
	h := newTeam(t)
	set := func(name, value string, want int) {
		t.Helper()
		if r := h.director.post("/settings", "name", name, "value", value, "unit", h.mine, "from", june); r.status != want {
			t.Fatal(name, r.status)
		}
	}
	if r := h.officer.post("/settings", "name", act.SetReviewer, "value", act.NotReviewed, "unit", h.mine, "from", june); r.status != http.StatusNotFound {
		t.Error("not his:", r.status)
	}
	set(act.SetCounting, act.OnReport, http.StatusUnprocessableEntity) // of one unit
	set(act.SetReviewer, act.NotReviewed, http.StatusSeeOther)
	h.clerk.does(act.Submit, "")
	if h.stage() != act.StageToSign {
		t.Error(h.stage())
	}
	set(act.SetPersons, act.SamePerson, http.StatusSeeOther)
	h.admit("clerk", act.Held{Role: act.Clerk, Unit: h.mine}, act.Held{Role: act.Signer, Unit: h.mine})
	if r := h.clerk.does(act.Sign, ""); r.status != http.StatusSeeOther || h.stage() != act.StageReported {
		t.Error(r.status, h.stage())
	}
}

// TestOnlyReportedCounts: with 报出才计 a return waits for its signature, on every page, and
// counts with it; nothing is left that says it is being judged.
func TestOnlyReportedCounts(t *testing.T) {
	h := newTeam(t)
	page := func(path string) string {
		t.Helper()
		body := h.clerk.get(path).body
		if strings.Contains(body, "data-renew") {
			t.Errorf("%s: it is being judged, and nothing is due", path)
		}
		return body
	}
	set := func(from string) {
		t.Helper()
		if r := h.director.post("/settings", "name", act.SetCounting, "value", act.OnReport, "from", from); r.status != http.StatusSeeOther {
			t.Fatal(r.status)
		}
		h.judge()
	}
	set("2024-07")
	if !strings.Contains(page("/"), "待说明：第 1 版已计入") {
		t.Error("of a later period something comes now")
	}
	set(june)
	if !strings.Contains(page("/"), "未签发：第 1 版还没有计入") || !strings.Contains(page(h.signPath()), "签发以后才计入") {
		t.Error("a return that is not signed")
	}
	h.clerk.does(act.Submit, "")
	h.reviewer.does(act.Review, "")
	if r := h.signer.does(act.Sign, ""); r.status != http.StatusSeeOther {
		t.Fatal(r.status)
	}
	h.judge()
	if !strings.Contains(page("/"), "待说明：第 1 版已计入") || !strings.Contains(page("/"), "已报出") {
		t.Error("signed, and it does not count")
	}
	if r := h.signer.does(act.Recall, ""); r.status != http.StatusSeeOther {
		t.Fatal(r.status)
	}
	h.judge()
	if !strings.Contains(page("/"), "未签发：第 1 版还没有计入") {
		t.Error("taken back, and it counts")
	}
	h.signer.does(act.Sign, "")
	h.judge()
	finding := regexp.MustCompile(`name="finding" value="([^"]+)"`).FindStringSubmatch(page("/r/" + june + "/" + h.mine))
	if finding == nil {
		t.Fatal("nothing to explain")
	}
	if r := h.clerk.post("/r/"+june+"/"+h.mine+"/explain", "finding", finding[1], "text", "6月新增网点 3 个，7月10日前补报凭证"); r.status != http.StatusSeeOther {
		t.Fatal(r.status)
	}
	h.judge()
	if body := page(h.signPath()); !strings.Contains(body, "原来的签字已失效") || !strings.Contains(body, "已报，未签发；签发以后才计入。") || strings.Contains(body, "仍以") {
		t.Error("no version counts, and the page says that one does")
	}
}

// TestNextStep: the front page sends each person to what waits for him, open findings or not.
func TestNextStep(t *testing.T) {
	x := newTeam(t)
	says := func(b *browser, want string, button bool) {
		t.Helper()
		if page := b.get("/").body; !strings.Contains(page, want) || strings.Contains(page, "看清楚，去") != button {
			t.Errorf("no %q, or the wrong button: %s", want, page)
		}
	}
	says(x.reviewer, "下一步：改好再报，或写明原因，再提交", false)
	x.clerk.does(act.Submit, "")
	says(x.clerk, "下一步：审核人", false)
	says(x.reviewer, "看清楚，去复核", true)
	x.reviewer.does(act.Review, "")
	says(x.clerk, "下一步：负责人", false)
	says(x.signer, "看清楚，去签发", true)
	x.signer.does(act.Sign, "")
	says(x.signer, "下一步：改好再报，或写明原因，再提交", false)
}
