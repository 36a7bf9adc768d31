package portal

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"huibao"
	"huibao/act"
	"huibao/portal/desk"
)

// TestRefusedIsUse: a hand-in that is refused is a use of the session all the same.
func TestRefusedIsUse(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	h.clock.move(desk.IdleLimit - time.Minute)
	if r := b.handIn(h.mine, upload{"空.xlsx", nil}); r.status != http.StatusUnprocessableEntity {
		t.Fatalf("%d %s", r.status, r.body)
	}
	h.clock.move(desk.IdleLimit - time.Minute)
	if r := b.get("/"); r.status != http.StatusOK {
		t.Errorf("the session ended: %d", r.status)
	}
}

// TestStillClerk: who is disabled, or changes the role, while the body comes hands nothing in.
func TestStillClerk(t *testing.T) {
	ctx := context.Background()
	h := newHouse(t)
	mine := []act.Held{{Role: act.Clerk, Unit: h.mine}}
	for name, change := range map[string]func(){
		"disabled": func() { must(t, h.desk.Disable(ctx, "test", "disabled", true)) },
		"moved":    func() { h.admit("moved", act.Held{Role: act.Reviewer, Unit: h.mine}) },
	} {
		h.admit(name, mine...)
		came := false
		_, err := h.desk.HandIn(ctx, &desk.Person{ID: name, Roles: mine}, huibao.Period{Year: 2024, Month: 6}, h.mine, h.clock.now(), func() (desk.Incoming, error) {
			if came {
				change()
				return desk.Incoming{}, io.EOF
			}
			came = true
			return desk.Incoming{Name: "6月.xlsx", Body: strings.NewReader(string(h.example()))}, nil
		})
		if p := (*desk.Problem)(nil); !errors.As(err, &p) || len(h.web()) != 0 {
			t.Errorf("%s: %v, %d files", name, err, len(h.web()))
		}
	}
}
