package portal

import (
	"html"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"huibao/act"
	"huibao/internal/thorough"
)

// decider posts to the page on which the office decides of a unit.
func (b *browser) decider(unit string, pairs ...string) reply {
	b.h.t.Helper()
	return b.post("/decide/"+june+"/"+unit, pairs...)
}

var (
	hidden = regexp.MustCompile(`<input type="hidden" name="([a-z]+)" value="([^"]*)">`)
	row    = regexp.MustCompile(`(?s)<tr>.*?</tr>`)
	tagged = regexp.MustCompile(`<[^>]+>`)
)

// fields are the hidden fields of a page's forms, as pairs.
func fields(page string) []string {
	var list []string
	for _, m := range hidden.FindAllStringSubmatch(page, -1) {
		list = append(list, m[1], html.UnescapeString(m[2]))
	}
	return list
}

// effects are the rows of a page's table, without tags.
func effects(page string) string {
	var list []string
	for _, m := range row.FindAllString(page, -1) {
		if text := strings.Join(strings.Fields(tagged.ReplaceAllString(m, " ")), " "); !strings.HasPrefix(text, "编码") {
			list = append(list, text)
		}
	}
	return strings.Join(list, "; ")
}

// decisions are those in force of a unit.
func (h *house) decisions(unit string) string {
	var list []string
	for _, a := range h.state().Answers() {
		if a.Unit == unit {
			list = append(list, string(a.Act.Kind)+" "+a.Row+" "+a.Act.Who)
		}
	}
	return strings.Join(list, "; ")
}

// numbered are the acts of those decisions.
func (h *house) numbered(unit string) string {
	var list []string
	for _, a := range h.state().Answers() {
		if a.Unit == unit {
			list = append(list, strconv.Itoa(a.Act.N))
		}
	}
	return strings.Join(list, " ")
}

// TestDecide: every decision shows what it comes to before it is taken; the office's head
// takes what is his, of what another prepared where it takes two; nothing is decided that
// was not seen.
func TestDecide(t *testing.T) {
	h := newTeam(t)
	held, err := h.desk.UnitCode("沙坡头区")
	must(t, err)
	const accepted = "16.2 其中：具备助餐服务功能 个 2（不含 1 个单位） 7 未评 → 达序时"
	look := func(b *browser, pairs ...string) reply {
		t.Helper()
		r := b.decider(held, pairs...)
		if r.status != http.StatusOK || !strings.Contains(r.body, "还没有记下") {
			t.Fatalf("%v: %d", pairs, r.status)
		}
		return r
	}
	finding := []string{"do", "认可", "what", "63ac3c39-L02-16.2-G19", "why", "已与区民政局核对"}
	seen := look(h.officer, finding...)
	if got := effects(seen.body); !strings.HasPrefix(got, accepted) {
		t.Error(got)
	}
	if h.decisions(held) != "" || !strings.Contains(seen.body, "拟办，请另一个人来办") || strings.Contains(seen.body, `value="take"`) {
		t.Error("looking decides, or a 强制性 row is accepted by one person")
	}
	taken := append(fields(seen.body), "step", "take")
	if r := h.officer.decider(held, taken...); r.status != http.StatusUnprocessableEntity || h.decisions(held) != "" {
		t.Error("the officer takes what is the director's:", r.status)
	}
	if r := h.director.decider(held, taken...); r.status != http.StatusUnprocessableEntity || h.decisions(held) != "" {
		t.Error("one person takes what needs two:", r.status)
	}
	if r := h.officer.decider(held, append(fields(seen.body), "step", "propose", "match", "0000")...); r.status != http.StatusConflict {
		t.Error("what was not seen:", r.status)
	}
	if r := h.officer.decider(held, append(fields(seen.body), "step", "propose")...); r.status != http.StatusSeeOther || len(h.state().Proposals()) != 1 {
		t.Fatal(r.status)
	}
	if page := h.director.get("/lock/" + june).body; !strings.Contains(page, "拟办的 1 件") || !strings.Contains(page, "已与区民政局核对") {
		t.Error("what waits for another is not listed")
	}
	if page := h.officer.get("/decide/" + june + "/" + held).body; !strings.Contains(page, "这一条是您拟办的") || strings.Contains(page, "看影响，去办") {
		t.Error("who prepared it is led to take it")
	}
	n := fields(h.director.get("/decide/" + june + "/" + held).body)
	seen = look(h.director, n[:2]...)
	if got := effects(seen.body); !strings.HasPrefix(got, accepted) || !strings.Contains(seen.body, `value="take"`) {
		t.Error(got)
	}
	if r := h.officer.decider(held, append(fields(seen.body), "step", "take")...); r.status < 400 {
		t.Error("by who prepared it:", r.status)
	}
	if r := h.director.decider(held, append(fields(seen.body), "step", "take")...); r.status != http.StatusSeeOther || h.decisions(held) != "认可 16.2 director" || len(h.state().Proposals()) != 0 {
		t.Fatal(r.status, h.decisions(held))
	}
	if r := h.director.decider(held, append(fields(seen.body), "step", "take")...); r.status != http.StatusConflict {
		t.Error("a second time:", r.status)
	}
	h.judge()
	if r := h.officer.decider(held, finding...); r.status != http.StatusOK { // it stands: nothing more comes of it
		t.Error(r.status)
	}
	undo := look(h.director, "do", "撤销", "what", strings.Fields(h.numbered(held))[0], "why", "记错了")
	if got := effects(undo.body); !strings.HasPrefix(got, "16.2 其中：具备助餐服务功能 个 7 2（不含 1 个单位） 达序时 → 未评") {
		t.Error(got)
	}
	if r := h.officer.decider(held, append(fields(undo.body), "step", "take")...); r.status != http.StatusUnprocessableEntity || h.decisions(held) == "" {
		t.Error("the officer takes back what two decided:", r.status)
	}
	if r := h.director.decider(held, append(fields(undo.body), "step", "take")...); r.status != http.StatusSeeOther || h.decisions(held) != "" {
		t.Error(r.status, h.decisions(held))
	}
	for _, bad := range [][]string{{"do", "认可", "what", "none", "why", "核实过了"}, {"do", "认可", "what", "63ac3c39-L02-16.2-G19", "why", " "}, {"do", "锁定"}, {"do", "撤销", "what", "x"}, {"step", "take"}, {"proposed", "99"}} {
		if r := h.officer.decider(held, bad...); r.status != http.StatusUnprocessableEntity && r.status != http.StatusConflict || strings.Contains(r.body, "huibao ") || strings.Contains(r.body, "--why") {
			t.Errorf("%v: %d, or a command is named", bad, r.status)
		}
	}
	if r := h.officer.decider(h.mine, finding...); r.status != http.StatusNotFound {
		t.Error("another unit's finding:", r.status)
	}
}

// TestHeadsDecisionStands: what the head left out the officer does not bring in by another
// decision, nor take back, by whatever form.
func TestHeadsDecisionStands(t *testing.T) {
	h := newTeam(t)
	file := regexp.MustCompile(`name="what" value="([0-9a-f]{64})"`).FindStringSubmatch(h.director.get("/decide/" + june + "/" + h.mine).body)
	if file == nil {
		t.Fatal("no version to choose")
	}
	seen := h.director.decider(h.mine, "do", "不采用", "what", file[1], "why", "未盖章")
	if r := h.director.decider(h.mine, append(fields(seen.body), "step", "take")...); r.status != http.StatusSeeOther {
		t.Fatal(r.status)
	}
	stands := h.numbered(h.mine)
	for _, c := range [][]string{{"do", "以此为准", "what", file[1], "why", "已补盖章"}, {"do", "撤销", "what", stands, "why", "已补盖章"}} {
		seen := h.officer.decider(h.mine, c...)
		if seen.status != http.StatusOK || strings.Contains(seen.body, `value="take"`) || strings.Contains(seen.body, `value="propose"`) != (c[1] != "撤销") ||
			strings.Contains(seen.body, "您可以拟办") != (c[1] != "撤销") {
			t.Errorf("%v: %d, or it is offered", c, seen.status)
		}
		no := append(fields(seen.body), "do", c[1], "what", c[3], "why", c[5], "step", "take")
		if r := h.officer.decider(h.mine, no...); r.status < 400 || h.numbered(h.mine) != stands {
			t.Errorf("%v: %d, %s", c, r.status, h.decisions(h.mine))
		}
	}
}

// TestDecideWhatCounts: what came later and can't be read hides nothing of what counts: a lock
// asks of that.
func TestDecideWhatCounts(t *testing.T) {
	h := newTeam(t)
	page := func() string { t.Helper(); return h.officer.get("/decide/" + june + "/" + h.mine).body }
	before := page()
	if strings.Contains(before, "现在计入的") {
		t.Error("of one file it is said which it is")
	}
	if r := h.clerk.handIn(h.mine, upload{"更正.xlsx", []byte("no workbook")}); r.status != http.StatusSeeOther {
		t.Fatal(r.status)
	}
	h.judge()
	after := page()
	for _, part := range []string{`value="认可"`, `<option value=`} {
		if n := strings.Count(before, part); n == 0 || strings.Count(after, part) != n {
			t.Errorf("%s: %d, was %d", part, strings.Count(after, part), n)
		}
	}
	if !strings.Contains(after, "现在计入的") || !strings.Contains(after, "更正.xlsx（没有计入）") {
		t.Error("two files, and it is not said which is which")
	}
}

// TestUndoIsJudged: of what was taken back nothing is shown or locked before it was judged
// again, and then nothing waits, though what stands is what stood before.
func TestUndoIsJudged(t *testing.T) {
	thorough.Need(t)
	h := newTeam(t)
	take := func(pairs ...string) {
		t.Helper()
		seen := h.director.decider(h.mine, append(pairs, "why", "未经核实")...)
		if r := h.director.decider(h.mine, append(fields(seen.body), "step", "take")...); r.status != http.StatusSeeOther {
			t.Fatal(pairs, r.status)
		}
	}
	take("do", "不采用", "what", "14.1")
	take("do", "撤销", "what", h.numbered(h.mine))
	if seen := h.director.seenNow(); seen != "" {
		t.Error("locked by what nobody saw, at", seen)
	}
	if page := h.officer.get("/decide/" + june + "/" + h.mine).body; !strings.Contains(page, "正在按最新的文件和决定重新审核") {
		t.Error("the page does not say that it is judged again")
	}
	h.judge()
	if h.director.seenNow() == "" {
		t.Error("it is judged, and there is no lock")
	}
}

// TestDirectorsDecisions: what leaves a unit or a row out is the head's; others prepare it,
// and may take that back.
func TestDirectorsDecisions(t *testing.T) {
	h := newTeam(t)
	silent, err := h.desk.UnitCode("市总工会")
	must(t, err)
	for _, c := range []struct{ unit, do, what string }{{silent, "不等", ""}, {h.mine, "不采用", "14.1"}} {
		seen := h.officer.decider(c.unit, "do", c.do, "what", c.what, "why", "多次催报未报")
		if seen.status != http.StatusOK || !strings.Contains(seen.body, `value="propose"`) {
			t.Fatal(c, seen.status)
		}
		if r := h.officer.decider(c.unit, append(fields(seen.body), "step", "take")...); r.status != http.StatusUnprocessableEntity {
			t.Error(c, r.status)
		}
		if r := h.officer.decider(c.unit, append(fields(seen.body), "step", "propose")...); r.status != http.StatusSeeOther {
			t.Error(c, r.status)
		}
		n := h.state().Proposals()[0].Act.N
		if r := h.director.decider(c.unit, "step", "drop", "proposed", strconv.Itoa(n)); r.status != http.StatusUnprocessableEntity {
			t.Error("without a reason:", r.status)
		}
		if r := h.officer.decider(c.unit, "step", "drop", "proposed", strconv.Itoa(n)); r.status != http.StatusSeeOther || len(h.state().Proposals()) != 0 {
			t.Error(r.status)
		}
		if r := h.director.decider(c.unit, append(fields(seen.body), "step", "take")...); r.status != http.StatusSeeOther || !strings.HasPrefix(h.decisions(c.unit), c.do) {
			t.Error(c, r.status, h.decisions(c.unit))
		}
	}
	if page := h.officer.get("/decide/" + june + "/" + h.mine).body; !strings.Contains(page, "没有能计入的数（或整份不能用），不能认可") || strings.Count(page, `value="认可"`) != 2 {
		t.Error("R7: what can't be accepted is offered, or nothing says why not")
	}
	// what a unit explained is not enough: the officer says so himself
	if page := h.officer.get("/decide/" + june + "/" + h.other).body; !strings.Contains(page, "说明不够，请补充") || !strings.Contains(page, "5月将同一小区12户重复计入") {
		t.Error("the explanation is not shown")
	}
	seen := h.officer.decider(h.other, "do", "不认可", "what", "a286d873-V04-21.2-F25", "why", "请附核查记录")
	if r := h.officer.decider(h.other, append(fields(seen.body), "step", "take")...); r.status != http.StatusSeeOther || h.decisions(h.other) != "不认可 21.2 officer" {
		t.Error(r.status, h.decisions(h.other))
	}
	if page := h.officer.get("/decide/" + june + "/" + silent).body; !strings.Contains(page, "多次催报未报") || !strings.Contains(page, string(act.Waive)) {
		t.Error("the decision is not shown")
	}
}
