package portal

import (
	"bytes"
	"context"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"huibao/act"
	"huibao/portal/desk"
)

var onceShown = regexp.MustCompile(`[a-z0-9]{5}-[a-z0-9]{5}-[a-z0-9]{4}`)

// TestSetup: while nobody keeps the accounts the printed link makes a 管理员, once; any
// other key, and any key after that, is a page that is not there.
func TestSetup(t *testing.T) {
	h := newHouse(t)
	h.desk.AskCodes(desk.OfficeCodes)
	key, err := h.desk.SetupKey(context.Background())
	must(t, err)
	b := &browser{h: h}
	for _, wrong := range []string{"", "x", key + "x"} {
		if r := b.get("/setup?key=" + wrong); r.status != http.StatusNotFound {
			t.Errorf("%q: %d", wrong, r.status)
		}
		if r := b.post("/setup", "key", wrong, "account", "admin", "name", "某人", "fresh", ownPassword, "again", ownPassword); r.status != http.StatusNotFound {
			t.Errorf("%q: %d", wrong, r.status)
		}
	}
	if r := b.get("/setup?key=" + key); r.status != http.StatusOK || !strings.Contains(r.body, key) {
		t.Error(r.status)
	}
	if r := b.post("/setup", "key", key, "account", "admin", "name", "某人", "fresh", "123456789012", "again", "123456789012"); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "太好猜") {
		t.Error(r.status)
	}
	if r := b.post("/setup", "key", key, "account", "admin", "name", "某人", "fresh", ownPassword, "again", ownPassword); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body)
	}
	if r := b.get("/people"); r.where != "/me/code" {
		t.Error("a 管理员 needs a code:", r.status, r.where)
	}
	h.enrolled(b)
	if r := b.get("/people"); r.status != http.StatusOK {
		t.Error(r.status)
	}
	if r := (&browser{h: h}).get("/setup?key=" + key); r.status != http.StatusNotFound {
		t.Error("a second time:", r.status)
	}
	if key, err := h.desk.SetupKey(context.Background()); err != nil || key != "" {
		t.Error("a new link, with a 管理员 there:", err)
	}
}

// TestPeople: the 管理员 adds, changes, disables and resets; never his own account; the
// one-time password is on one page, and works.
func TestPeople(t *testing.T) {
	h := newHouse(t)
	h.admit("keeper", act.Held{Role: act.Keeper})
	b := h.enter("keeper")
	r := b.do("POST", "/people", url.Values{"account": {"zhao"}, "name": {"赵六"}, "unit": {h.mine}, "role": {"填报人", "领导"}}, nil)
	once := onceShown.FindString(r.body)
	if r.status != http.StatusOK || once == "" || !strings.Contains(r.body, "中宁县 填报人、领导") {
		t.Fatal(r.status, r.body)
	}
	if people := b.get("/people").body; strings.Contains(people, once) || !strings.Contains(people, "一次性密码，还没登录改过") {
		t.Error("the list shows it, or doesn't know of it")
	}
	h.slips["zhao"] = once
	zhao := h.enter("zhao")
	for _, c := range []struct {
		name string
		form url.Values
		want string
	}{
		{"there already", url.Values{"account": {"zhao"}, "name": {"赵"}, "role": {"领导"}}, "已经有这个账号"},
		{"no role", url.Values{"account": {"qian"}, "name": {"钱"}}, "至少选一个角色"},
		{"no unit", url.Values{"account": {"qian"}, "name": {"钱"}, "role": {"填报人"}}, "单位不对"},
		{"a unit that is not", url.Values{"account": {"qian"}, "name": {"钱"}, "role": {"填报人"}, "unit": {"X99"}}, "没有这个单位"},
		{"fills in and signs", url.Values{"account": {"qian"}, "name": {"钱"}, "role": {"填报人", "负责人"}, "unit": {h.mine}}, "不能同时是填报人"},
		{"no such role", url.Values{"account": {"qian"}, "name": {"钱"}, "role": {"局长"}}, "没有“局长”"},
		{"can't be seen", url.Values{"account": {"qi\u200ban"}, "name": {"钱"}, "role": {"领导"}}, "看不见的字符"},
	} {
		if r := b.do("POST", "/people", c.form, nil); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, c.want) {
			t.Errorf("%s: %d", c.name, r.status)
		}
	}
	change := func(pairs ...string) reply { return b.post("/people/one", pairs...) }
	if r := change("account", "zhao", "do", "roles", "name", "赵六", "held", "填报人 "+h.mine); r.status != http.StatusSeeOther {
		t.Error(r.status, r.body)
	}
	if r := zhao.get("/board/" + june); r.status != http.StatusNotFound {
		t.Error("领导 is taken away, and the board is there:", r.status)
	}
	if r := change("account", "zhao", "do", "disable"); r.status != http.StatusSeeOther || zhao.get("/").status != http.StatusSeeOther {
		t.Error(r.status)
	}
	change("account", "zhao", "do", "enable")
	zhao = h.enter("zhao")
	h.enrolled(zhao)
	again := onceShown.FindString(change("account", "zhao", "do", "reset").body)
	if again == "" || again == once || zhao.get("/me").status != http.StatusSeeOther {
		t.Error("no new beginning")
	}
	if r := (&browser{h: h}).post("/login", "account", "zhao", "password", again); r.where != "/" {
		t.Error("the code is asked for still:", r.status)
	}
	for _, do := range []string{"roles", "disable"} {
		if r := change("account", "keeper", "do", do, "name", "我", "role", "办公室负责人"); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "另一位管理员") {
			t.Error(do, r.status)
		}
	}
	if r := change("account", "keeper", "do", "reset"); r.status != http.StatusNotFound {
		t.Error("resets himself:", r.status)
	}
}

// TestRecovery: the office gives people of units a new beginning, and no others.
func TestRecovery(t *testing.T) {
	h := newHouse(t)
	h.admit("office", act.Held{Role: act.Officer})
	h.admit("unit", act.Held{Role: act.Signer, Unit: h.mine})
	h.admit("both", act.Held{Role: act.Signer, Unit: h.mine}, act.Held{Role: act.Keeper})
	b := h.enter("office")
	for account, want := range map[string]int{"unit": http.StatusOK, "both": http.StatusNotFound, "office": http.StatusNotFound, "none": http.StatusNotFound} {
		if r := b.post("/people/one", "account", account, "do", "reset"); r.status != want {
			t.Errorf("%s: %d", account, r.status)
		}
	}
	if r := b.post("/people/one", "account", "unit", "do", "disable"); r.status != http.StatusNotFound {
		t.Error("the office disables:", r.status)
	}
}

// TestPeopleTable: the table that is offered has who has an account, imported again it changes nothing,
// and the lines of nobody are passed over; a line whose account is blank is refused, so that it takes
// nobody's second role away, and one who was disabled since is not brought back.
func TestPeopleTable(t *testing.T) {
	h := newHouse(t)
	h.admit("keeper", act.Held{Role: act.Keeper})
	h.admit("fill", act.Held{Role: act.Clerk, Unit: h.mine})
	h.admit("both", act.Held{Role: act.Signer, Unit: h.mine}, act.Held{Role: act.Officer})
	h.admit("gone", act.Held{Role: act.Leader})
	must(t, h.desk.Disable(context.Background(), "test", "gone", true))
	b := h.enter("keeper")
	r := b.get("/people/table")
	list, err := h.desk.ReadPeopleFrom(context.Background(), strings.NewReader(r.body), int64(len(r.body)), "人员表.xlsx")
	if err != nil || len(list) != 2 {
		t.Fatalf("%d: %+v %v", r.status, list, err)
	}
	for _, g := range list {
		now, err := h.desk.Account(context.Background(), &desk.Person{Roles: []act.Held{{Role: act.Keeper}}}, g.Person)
		must(t, err)
		if g.Name != now.Name || len(g.Roles) != len(now.Roles) {
			t.Errorf("%+v, and the account is %+v", g, now.Grant)
		}
	}
	if r := b.table("人员表.xlsx", r.body); r.status != http.StatusOK || !strings.Contains(r.body, "没有发新的") {
		t.Errorf("imported again: %d", r.status)
	}
	if r := b.table("人员.csv", "账号,姓名,角色,单位\n空缺,,负责人,海原县\nnew,新,填报人,海原县\n,,,\n空缺,,领导,\n"); r.status != http.StatusOK || len(onceShown.FindAllString(r.body, -1)) != 1 {
		t.Errorf("with lines that name nobody: %d %s", r.status, r.body)
	}
	for _, line := range []string{",,填报,海原县", ",某,填报人,海原县", "x,,填报人,海原县", ",,填报人,海原县", "空缺,某,填报人,海原县"} {
		if r := b.table("人员.csv", "账号,姓名,角色,单位\n"+line+"\n"); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "第 2 行") {
			t.Errorf("%s: %d", line, r.status)
		}
	}
	must(t, h.desk.Disable(context.Background(), "test", "fill", true))
	if r := b.table("人员表.xlsx", r.body); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, "已停用") {
		t.Errorf("an older table: %d", r.status)
	}
	if a, err := h.desk.Account(context.Background(), &desk.Person{Roles: []act.Held{{Role: act.Keeper}}}, "fill"); err != nil || !a.Disabled {
		t.Errorf("%+v %v", a, err)
	}
}

// table posts a table of people.
func (b *browser) table(name, text string) reply {
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", name)
	must(b.h.t, err)
	_, err = part.Write([]byte(text))
	must(b.h.t, err)
	must(b.h.t, w.Close())
	return b.send("/people/import", body.String(), w.FormDataContentType())
}

// TestImportPage: a table makes accounts, a sheet a unit; a fault in it makes none.
func TestImportPage(t *testing.T) {
	h := newHouse(t)
	h.admit("keeper", act.Held{Role: act.Keeper})
	b := h.enter("keeper")
	r := b.table("人员.csv", "账号,姓名,角色,单位\na,甲,填报人,中宁县\nb,乙,负责人,中宁县\nc,丙,经办,\nd,丁,填报人,海原县\n")
	if r.status != http.StatusOK || strings.Count(r.body, `class="paper`) != 3 || len(onceShown.FindAllString(r.body, -1)) != 4 {
		t.Errorf("%d %s", r.status, r.body)
	}
	for text, want := range map[string]string{
		"账号,姓名,角色,单位\ne,甲,填报人,无此县\n":            "第 2 行",
		"账号,姓名,角色,单位\nkeeper,某keeper,办公室负责人,\n": "您自己的账号",
		"甲,乙\n": "人员表里没有人",
		"":      "没有导入",
	} {
		if r := b.table("人员.csv", text); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, want) || len(onceShown.FindAllString(r.body, -1)) > 0 {
			t.Errorf("%q: %d", text, r.status)
		}
	}
	if r := b.send("/people/import", "--x\r\nhalf", "multipart/form-data; boundary=x"); r.status != http.StatusBadRequest {
		t.Error("half a body:", r.status)
	}
	if r := b.table("人员.xlsx", strings.Repeat("x", maxPeopleFile)); r.status != http.StatusRequestEntityTooLarge || !strings.Contains(r.body, "4 MB") {
		t.Error(r.status)
	}
}

// TestS25Proof: an account is changed only with a password of the last 15 minutes; a
// proof begins a new session, and the old cookie is worth nothing.
func TestS25Proof(t *testing.T) {
	h := newHouse(t)
	h.admit("keeper", act.Held{Role: act.Keeper})
	b := h.enter("keeper")
	add := func(account, proof string) reply {
		return b.post("/people", "account", account, "name", "某人", "role", "领导", "proof", proof)
	}
	if r := add("one", ""); r.status != http.StatusOK {
		t.Error("just signed in:", r.status)
	}
	h.clock.move(desk.ProofLimit)
	if r := add("two", ""); r.status != http.StatusUnprocessableEntity || !strings.Contains(r.body, `value="two"`) {
		t.Error("after 15 minutes, or what was typed is lost:", r.status)
	}
	if r := add("two", "wrong-Password1"); r.status != http.StatusUnprocessableEntity {
		t.Error(r.status)
	}
	old := *b
	if r := add("two", ownPassword); r.status != http.StatusOK {
		t.Error(r.status)
	}
	if old.get("/me").status != http.StatusSeeOther || b.get("/me").status != http.StatusOK {
		t.Error("not a new session")
	}
	if r := add("three", ""); r.status != http.StatusOK {
		t.Error("just proven:", r.status)
	}
}

// TestNames: pages call who did something by name and account, each page looks the names up
// once; who has no account is called as the ledger has him.
func TestNames(t *testing.T) {
	h := newHouse(t)
	clerk := h.clerk()
	for i := range 3 {
		takenNo(t, clerk.handIn(h.mine, upload{"6月.xlsx", another(h.example(), i)}))
	}
	page := h.overseer().get("/r/" + june + "/" + h.mine).body
	if got := strings.Count(page, "某clerk（clerk）"); got != 3 {
		t.Errorf("%d times", got)
	}
	asked := 0
	f := frame{names: sync.OnceValue(func() map[string]string { asked++; return map[string]string{"clerk": "王 13900001234"} })}
	for account, want := range map[string]string{"clerk": "王 139******34（clerk）", "huibao serve": "huibao serve"} {
		if got := f.Name(account) + f.Name(account); got != want+want {
			t.Errorf("%q, want %q twice", got, want)
		}
	}
	if asked != 1 {
		t.Errorf("asked %d times", asked)
	}
}

// TestLacking: who is still to be given an account is told once a unit, of those that have a
// return to make this year.
func TestLacking(t *testing.T) {
	h := newHouse(t)
	h.admit("keeper", act.Held{Role: act.Keeper})
	page := h.enter("keeper").get("/people").body
	for _, want := range []string{"<li>中宁县：填报人、负责人</li>", "<li>海原县：填报人、负责人</li>", "还有 18 个单位"} {
		if !strings.Contains(page, want) {
			t.Errorf("no %q", want)
		}
	}
	h.admit("fill", act.Held{Role: act.Clerk, Unit: h.mine})
	if page = h.enter("keeper").get("/people").body; !strings.Contains(page, "<li>中宁县：负责人</li>") || strings.Contains(page, "市公安局：") {
		t.Error("a clerk is there, or one is asked for who has nothing to report:", page)
	}
}
