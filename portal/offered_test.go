package portal

import (
	"regexp"
	"strings"
	"testing"

	"huibao/act"
)

var (
	closedButton = regexp.MustCompile(`<(?:button|input|select|textarea)[^>]*\sdisabled[^>]*>`)
	describedBy  = regexp.MustCompile(`aria-describedby="([^"]+)"`)
)

// TestR7Closed: whatever can't be done here and now says why and whose it is: no page shows a
// control that is closed without a word, and who may not act is told who does.
func TestR7Closed(t *testing.T) {
	h := newHouse(t)
	people := map[act.Role]*browser{}
	for _, role := range act.Roles() {
		held := act.Held{Role: role}
		if role.OfUnit() {
			held.Unit = h.mine
		}
		h.admit(string("p"+role), held)
		people[role] = h.enter(string("p" + role))
	}
	pages := []string{"/", "/r/" + june + "/" + h.mine, "/r/" + june + "/" + h.mine + "/sign", "/board/" + june, "/board/" + june + "/remind", "/lock/" + june, "/blanks/" + june,
		"/period/" + june, "/plan", "/settings", "/people", "/notices", "/me", "/decide/" + june + "/" + h.mine}
	for _, state := range []string{"open", "locked"} {
		for role, b := range people {
			for _, page := range pages {
				body := b.get(page).body
				for _, control := range closedButton.FindAllString(body, -1) {
					by := describedBy.FindStringSubmatch(control)
					if by == nil || !strings.Contains(body, `id="`+by[1]+`"`) {
						t.Errorf("%s, %s, %s: %s does not say why", state, role, page, control)
					}
				}
			}
		}
		if state == "open" {
			for _, c := range []struct {
				role       act.Role
				page, says string
			}{
				{act.Reviewer, "/", "报送由本单位的填报人办"}, {act.Signer, "/r/" + june + "/" + h.mine, "报送由本单位的填报人办"},
				{act.Officer, "/lock/" + june, "锁定和解锁归办公室负责人办（"}, {act.Officer, "/plan", "换方案由办公室负责人办"},
				{act.Officer, "/settings", "改设置归办公室负责人办"}, {act.Keeper, "/settings", "改设置归办公室负责人办"},
			} {
				if !strings.Contains(people[c.role].get(c.page).body, c.says) {
					t.Errorf("%s at %s is not told: %s", c.role, c.page, c.says)
				}
			}
			h.lock()
		}
	}
	if page := people[act.Clerk].get("/r/" + june + "/" + h.mine).body; !strings.Contains(page, "要改请办公室解锁") {
		t.Error("a clerk is not told who opens what is locked")
	}
}
