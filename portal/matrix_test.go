package portal

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/sheet"
	"huibao/internal/thorough"
	"huibao/portal/desk"
	"huibao/samples"
)

// mayDo is who may ask a route for what, said apart from the table of routes: of the own
// unit (1), of every unit (2).
var mayDo = map[string]map[act.Role]int{
	"GET /r/{period}/{unit}":                         {act.Clerk: 1, act.Reviewer: 1, act.Signer: 1, act.Officer: 2, act.Director: 2},
	"GET /blank/{period}/{unit}":                     {act.Clerk: 1, act.Reviewer: 1, act.Signer: 1, act.Officer: 2, act.Director: 2},
	"POST /r/{period}/{unit}/files":                  {act.Clerk: 1},
	"POST /r/{period}/{unit}/explain":                {act.Clerk: 1},
	"POST /staged":                                   {act.Clerk: 2},
	"GET /r/{period}/{unit}/receipt/{n}":             {act.Clerk: 1, act.Reviewer: 1, act.Signer: 1, act.Officer: 2, act.Director: 2},
	"GET /r/{period}/{unit}/{what}/{n}":              {act.Clerk: 1, act.Reviewer: 1, act.Signer: 1, act.Officer: 2, act.Director: 2},
	"GET /r/{period}/{unit}/issued/{edition}/{file}": {act.Clerk: 1, act.Reviewer: 1, act.Signer: 1, act.Officer: 2, act.Director: 2},
	"GET /board/{period}":                            {act.Officer: 2, act.Director: 2, act.Leader: 2},
	"GET /board/{period}/remind":                     {act.Officer: 2, act.Director: 2},
	"POST /board/{period}/remind":                    {act.Officer: 2, act.Director: 2},
	"GET /notices":                                   {act.Officer: 2, act.Director: 2, act.Keeper: 2},
	"POST /notices/boxes":                            {act.Keeper: 2},
	"POST /notices/try":                              {act.Keeper: 2},
	"GET /people":                                    {act.Officer: 2, act.Director: 2, act.Keeper: 2},
	"GET /people/table":                              {act.Keeper: 2},
	"GET /people/one":                                {act.Officer: 2, act.Director: 2, act.Keeper: 2},
	"POST /notices/tokens":                           {act.Keeper: 2},
	"POST /notices/tokens/end":                       {act.Keeper: 2},
	"GET /api/v1/board/{period}":                     {act.Officer: 2, act.Director: 2, act.Leader: 2},
	"GET /api/v1/returns/{period}/{unit}":            {act.Clerk: 1, act.Reviewer: 1, act.Signer: 1, act.Officer: 2, act.Director: 2},
	"POST /api/v1/returns/{period}/{unit}/files":     {act.Clerk: 1},
	"GET /plan":                                      {act.Officer: 2, act.Director: 2},
	"POST /plan":                                     {act.Director: 2},
	"POST /plan/proposed":                            {act.Director: 2},
	"GET /plan/proposed":                             {act.Director: 2},
	"POST /people":                                   {act.Keeper: 2},
	"POST /people/import":                            {act.Keeper: 2},
	"POST /people/one":                               {act.Officer: 2, act.Director: 2, act.Keeper: 2},
	"GET /audit":                                     {act.Officer: 2, act.Director: 2, act.Keeper: 2},
	"GET /said/{period}":                             {act.Officer: 2, act.Director: 2},
	"GET /f/{period}":                                {act.Clerk: 2, act.Reviewer: 2, act.Signer: 2, act.Officer: 2, act.Director: 2, act.Leader: 2}, // of units: their own, see TestS13Find
	"GET /f/{period}/{code}":                         {act.Officer: 2, act.Director: 2, act.Leader: 2},                                               // and of units who are shown an edition: TestS13Figures
	"GET /api/v1/figures/{period}/{code}":            {act.Officer: 2, act.Director: 2, act.Leader: 2},
	"GET /api/v1/figures/{period}/{code}/{unit}":     {act.Clerk: 1, act.Reviewer: 1, act.Signer: 1, act.Officer: 2, act.Director: 2, act.Leader: 2},
	"GET /f/{period}/{code}/{unit}":                  {act.Clerk: 1, act.Reviewer: 1, act.Signer: 1, act.Officer: 2, act.Director: 2, act.Leader: 2},
	"GET /period/{period}":                           {act.Officer: 2, act.Director: 2, act.Leader: 2},
	"GET /period/{period}/{edition}/{file}":          {act.Officer: 2, act.Director: 2, act.Leader: 2},
	"GET /r/{period}/{unit}/sign":                    {act.Clerk: 1, act.Reviewer: 1, act.Signer: 1, act.Officer: 2, act.Director: 2},
	"POST /r/{period}/{unit}/sign":                   {act.Clerk: 1, act.Reviewer: 1, act.Signer: 1, act.Officer: 2, act.Director: 2},
	"GET /blanks/{period}":                           {act.Officer: 2, act.Director: 2},
	"POST /blanks/{period}":                          {act.Officer: 2, act.Director: 2},
	"GET /decide/{period}/{unit}":                    {act.Officer: 2, act.Director: 2},
	"POST /decide/{period}/{unit}":                   {act.Officer: 2, act.Director: 2},
	"GET /lock/{period}":                             {act.Officer: 2, act.Director: 2},
	"POST /lock/{period}":                            {act.Officer: 2, act.Director: 2},
	"POST /issued/{period}":                          {act.Officer: 2, act.Director: 2},
	"GET /settings":                                  {act.Officer: 2, act.Director: 2, act.Keeper: 2},
	"POST /settings":                                 {act.Director: 2},
}

// asked are the fields of every request of the matrix.
var asked = url.Values{"account": {"victim"}, "do": {"reset"}, "occasion": {"手工第1次"}, "by": {"邮件"}, "program": {"接口-victim"}}

// TestS11S12Matrix: every role at every route, of its own and another unit, before and
// after the lock: as mayDo says, and what is not for a person is the same page as what is
// not there. A route with roles that is not in mayDo, or the other way, fails.
func TestS11S12Matrix(t *testing.T) {
	for _, r := range routes {
		if _, named := mayDo[r.method+" "+r.pattern]; named != (len(r.who.roles) > 0) {
			t.Errorf("%s %s: not in the matrix, or not in the table", r.method, r.pattern)
		}
	}
	h := newHouse(t)
	h.admit("victim", act.Held{Role: act.Reviewer, Unit: h.mine})
	people := map[act.Role]*browser{}
	for i, role := range act.Roles() {
		held := act.Held{Role: role}
		if role.OfUnit() {
			held.Unit = h.mine
		}
		id := fmt.Sprintf("p%d", i)
		h.admit(id, held)
		people[role] = h.enter(id)
	}
	for _, state := range []string{"open", "locked"} {
		if state == "locked" {
			if !thorough.All(t) {
				break
			}
			h.lock()
		}
		for role, b := range people {
			h.walk(state, role, b)
		}
	}
}

// lock locks June as the command line does.
func (h *house) lock() {
	h.t.Helper()
	m := samples.Periods()[1]
	opt := batch.Options{Period: m.Period, Date: m.Date, Limits: sheet.DefaultLimits(), MaxFiles: 1000, MaxDepth: 8, Who: "test"}
	w := placed(h.dir)
	_, err := batch.Lock(context.Background(), w, opt, batch.LockOptions{LeaveOutRest: true, Why: "不再等", IssuedOn: m.Date})
	must(h.t, err)
}

var times = regexp.MustCompile(`\d\d:\d\d:\d\d`)

// walk asks every route in the name of a role.
func (h *house) walk(state string, role act.Role, b *browser) {
	same := func(r reply) string { return times.ReplaceAllString(r.body, "") }
	gone := same(b.get("/no/such/page"))
	for _, r := range routes {
		name := r.method + " " + r.pattern
		if strings.HasPrefix(r.pattern, apiRoot) {
			continue // a cookie is nothing there; see TestAPI
		}
		if len(r.who.roles) == 0 && r.method == "POST" {
			continue // signs out, or changes the person's own
		}
		for level, unit := range map[int]string{1: h.mine, 2: h.other} {
			path := strings.NewReplacer("{period}", june, "{unit}", unit, "{name}", "app.css", "{$}", "", "{what}", "original", "{edition}", "1", "{code}", "21.2", "{file}", "SHA256SUMS.txt", "{n}", strconv.Itoa(h.number(unit))).Replace(r.pattern)
			got := b.do(r.method, path+"?"+asked.Encode(), asked, nil)
			if anon := (&browser{h: h}).get(path); r.method == "GET" && !r.who.anyone && (anon.status != http.StatusSeeOther || !strings.HasPrefix(anon.where, "/login")) {
				h.t.Errorf("nobody %s: %d %s", path, anon.status, anon.where)
			}
			may := mayDo[name][role]
			if !strings.Contains(r.pattern, "{unit}") && may > 0 {
				may = 2
			}
			if state == "open" && strings.Contains(r.pattern, "{edition}") || strings.Contains(r.pattern, "/issued/{edition}") {
				may = 0 // there is none yet, or none that was sent out: TestS12Issued
			}
			refused := got.status == http.StatusNotFound && same(got) == gone
			switch {
			case len(r.who.roles) == 0:
				if got.status >= 500 || got.status >= 400 && r.pattern != "/setup" {
					h.t.Errorf("%s, %s %s: %d", state, role, name, got.status)
				}
			case may >= level:
				if got.status != http.StatusOK && got.status != http.StatusSeeOther && got.status != http.StatusUnprocessableEntity && got.status != http.StatusConflict {
					h.t.Errorf("%s, %s %s %s: %d", state, role, name, unit, got.status)
				}
			case !refused:
				h.t.Errorf("%s, %s %s %s: %d, or another page than of what is not there", state, role, name, unit, got.status)
			}
		}
	}
}

// TestS14Desk: the desk itself refuses what a page would not have offered.
func TestS14Desk(t *testing.T) {
	h := newHouse(t)
	h.admit("fill", act.Held{Role: act.Clerk, Unit: h.mine})
	h.admit("victim", act.Held{Role: act.Clerk, Unit: h.other})
	b := h.enter("fill")
	ctx := context.Background()
	p, err := h.desk.Who(ctx, b.cookie, "10.0.0.9")
	must(t, err)
	m := samples.Periods()[1].Period
	tries := map[string]func() error{
		"Return":         func() error { _, err := h.desk.Return(ctx, p, m, h.other, desk.Pick{}); return err },
		"Blank":          func() error { _, err := h.desk.Blank(ctx, p, m, h.other); return err },
		"Board":          func() error { _, err := h.desk.Board(ctx, p, m); return err },
		"People":         func() error { _, err := h.desk.People(ctx, p); return err },
		"Account":        func() error { _, err := h.desk.Account(ctx, p, "victim"); return err },
		"Reset":          func() error { _, err := h.desk.Reset(ctx, p, "victim"); return err },
		"DisableAccount": func() error { return h.desk.DisableAccount(ctx, p, "victim", true) },
		"AdmitList":      func() error { _, err := h.desk.AdmitList(ctx, p, nil); return err },
		"Seen":           func() error { _, err := h.desk.Seen(ctx, p, desk.Asked{}); return err },
		"PutAccount": func() error {
			_, err := h.desk.PutAccount(ctx, p, act.Grant{Person: "new", Name: "新", Roles: []act.Held{{Role: act.Keeper}}}, true)
			return err
		},
	}
	for name, try := range tries {
		if err := try(); err == nil || err.Error() != "没有这一页，或者不归您看" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if b.get("/r/"+june+"/"+h.mine).status != http.StatusOK || !slices.Contains(p.Units(), h.mine) {
		t.Error("the own unit is not to be seen")
	}
}
