package ledger

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"huibao/act"
)

func prepared(t *testing.T) (*Ledger, string) {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "ledger")
	l := opened(t, dir)
	must(t, l.PreparePortal(context.Background()))
	must(t, l.PreparePortal(context.Background())) // a second time changes nothing
	return l, dir
}

func sees(t *testing.T, l *Ledger, fn func(*View) error) {
	t.Helper()
	must(t, l.View(context.Background(), fn))
}

// TestGrants: the last grant of a person holds, the same one again is no act.
func TestGrants(t *testing.T) {
	l, _ := prepared(t)
	zhang := act.Grant{Person: "zhang", Name: "张三", Roles: []act.Held{{Role: act.Clerk, Unit: "C01"}}}
	gone := zhang
	gone.Disabled = true
	for _, g := range []act.Grant{zhang, {Person: "li", Name: "李四", Roles: []act.Held{{Role: act.Leader}}}, zhang, gone} {
		does(t, l, func(x *Tx) error { return x.Grant(g) })
	}
	sees(t, l, func(v *View) error {
		list, err := v.Grants()
		must(t, err)
		head, err := v.Head()
		must(t, err)
		if len(list) != 2 || list[0].Person != "li" || !list[1].Disabled || head.Length != 3 {
			t.Errorf("%d acts, %+v", head.Length, list)
		}
		_, ok, err := v.GrantOf("nobody")
		if ok {
			t.Error("nobody has a grant")
		}
		return err
	})
}

// TestS17TwoPersons: who fills in does not sign for the same unit; a unit's role names
// its unit, others none.
func TestS17TwoPersons(t *testing.T) {
	for _, c := range []struct {
		roles []act.Held
		ok    bool
	}{
		{[]act.Held{{Role: act.Clerk, Unit: "C01"}, {Role: act.Signer, Unit: "C02"}}, true},
		{[]act.Held{{Role: act.Clerk, Unit: "C01"}, {Role: act.Reviewer, Unit: "C01"}}, true},
		{[]act.Held{{Role: act.Clerk, Unit: "C01"}, {Role: act.Signer, Unit: "C01"}}, false},
		{[]act.Held{{Role: act.Clerk, Unit: "C09"}, {Role: act.Signer, Unit: "C09"}}, true},
		{[]act.Held{{Role: act.Clerk}}, false},
		{[]act.Held{{Role: act.Officer, Unit: "C01"}}, false},
		{[]act.Held{{Role: "局长"}}, false},
	} {
		if err := (act.Grant{Person: "p", Name: "n", Roles: c.roles}).Check(func(unit string) bool { return unit == "C09" }); (err == nil) != c.ok {
			t.Errorf("%v: %v", c.roles, err)
		}
	}
}

// TestSessions: a session is a person's own, and ends for good.
func TestSessions(t *testing.T) {
	l, _ := prepared(t)
	made := time.Date(2024, 7, 5, 1, 2, 3, 0, time.UTC)
	does(t, l, func(x *Tx) error {
		for _, s := range []Session{{"a", "zhang", made, made, "10.0.0.1"}, {"b", "zhang", made.Add(time.Hour), made, ""}, {"c", "li", made, made, ""}} {
			must(t, x.PutSession(s))
		}
		return x.EndSession("li", "a") // not li's
	})
	tokens := func(person string) (list []string) {
		sees(t, l, func(v *View) error {
			all, err := v.SessionsOf(person)
			for _, s := range all {
				list = append(list, s.Token)
			}
			return err
		})
		return list
	}
	if got := tokens("zhang"); !slices.Equal(got, []string{"a", "b"}) {
		t.Error(got)
	}
	does(t, l, func(x *Tx) error { return x.EndSessions("zhang", "b") })
	if got := tokens("zhang"); !slices.Equal(got, []string{"b"}) {
		t.Error(got)
	}
	if got := tokens("li"); !slices.Equal(got, []string{"c"}) {
		t.Error(got)
	}
}

// TestS38AccessChain: a changed, removed or added line of the access chain is named; what was
// cut off its end is told by a head that it had.
func TestS38AccessChain(t *testing.T) {
	for _, c := range []struct {
		spoil string
		bad   int
	}{
		{"SELECT 1", 0},
		{"DELETE FROM access WHERE n=3", -1},
		{"UPDATE access SET address='10.9.9.9' WHERE n=2", 1},
		{"DELETE FROM access WHERE n=2", 1},
		{"INSERT INTO access VALUES (4,'2024','x','登录','','','','00')", 1},
	} {
		l, dir := prepared(t)
		for _, what := range []string{"登录", "登录未成", "退出"} {
			does(t, l, func(x *Tx) error { return x.Saw(Access{Person: "zhang", What: what, Address: "10.0.0.1"}) })
		}
		before, err := l.Verify(context.Background(), nil)
		must(t, err)
		must(t, l.Close())
		db := behind(t, dir)
		_, err = db.Exec(c.spoil)
		must(t, err)
		must(t, db.Close())
		r, err := Read(lies(dir))
		must(t, err)
		found, err := r.Verify(context.Background(), nil)
		must(t, err)
		must(t, r.View(context.Background(), func(v *View) error {
			still, err := v.StillSeen(before.Seen)
			if still != (c.bad >= 0) || before.Seen.Length != 3 {
				t.Errorf("%s: %v, goes on from %+v: %v", c.spoil, found.Seen, before.Seen, still)
			}
			return err
		}))
		must(t, r.Close())
		if (len(found.Problems) > 0) != (c.bad > 0) {
			t.Errorf("%s: %v", c.spoil, found.Problems)
		}
	}
}
