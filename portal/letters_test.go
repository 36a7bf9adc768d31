package portal

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"huibao/act"
	"huibao/internal/thorough"
	"huibao/ledger"
	"huibao/portal/desk"
)

// moves has somebody change the office's addresses, one list after the other.
func (b *browser) moves(lists ...string) {
	b.h.t.Helper()
	for _, list := range lists {
		if r := b.post("/notices/boxes", "box.", list); r.status != http.StatusSeeOther {
			b.h.t.Fatal(r.status, r.body)
		}
	}
}

// TestS29LetterOfAnyName: an account's name keeps no letter from going out, and the letter names it whole.
func TestS29LetterOfAnyName(t *testing.T) {
	for _, account := range []string{"a｜b", "｜", "a｜b｜c@example.gov.cn", "甲"} {
		o := newOffice(t)
		o.admit(account, act.Held{Role: act.Keeper})
		o.enter(account).moves("old@example.gov.cn", "new@example.gov.cn", "")
		must(t, o.desk.SendLetters(t.Context()))
		list := o.heads()
		if len(list) != 2 {
			t.Errorf("%s: %d letters", account, len(list))
			continue
		}
		for i, change := range []string{"办公室：old@example.gov.cn 改为 new@example.gov.cn", "办公室：new@example.gov.cn 改为 （空）"} {
			if !strings.Contains(list[i][2], "管理员 "+account+" 改了") || !strings.Contains(list[i][2], change+"\n") {
				t.Errorf("%s: %q", account, list[i])
			}
		}
	}
}

// TestS29LettersOfMany: however many changes follow one another, the addresses of before the first get their letter, first of all.
func TestS29LettersOfMany(t *testing.T) {
	thorough.Need(t)
	o := newOffice(t)
	lists := []string{"real@example.gov.cn"}
	for i := range 201 {
		lists = append(lists, fmt.Sprintf("box%d@example.gov.cn", i))
	}
	o.key.moves(lists...)
	for range 2 {
		must(t, o.desk.SendLetters(t.Context()))
	}
	list := o.heads()
	if len(list) != 201 || !strings.Contains(list[0][0], "real@") || !strings.Contains(list[200][0], "box199@") {
		t.Errorf("%d letters", len(list))
	}
}

// TestS29LetterLate: a letter that could not go out for days still does; after a month it is given up, which is told once.
func TestS29LetterLate(t *testing.T) {
	const day = 24 * time.Hour
	for _, c := range []struct {
		after      time.Duration
		sent, told int
	}{{4 * day, 1, 0}, {30 * day, 1, 0}, {30*day + time.Second, 0, 1}, {400 * day, 0, 1}} {
		o := newOffice(t)
		o.key.moves("old@example.gov.cn", "new@example.gov.cn")
		o.clock.move(c.after)
		for range 2 {
			must(t, o.desk.SendLetters(t.Context()))
			again, err := desk.Open(t.Context(), placed(o.dir), "", o.clock.now) // another server looks for itself
			must(t, err)
			again.Notify(o.out, "")
			must(t, again.SendLetters(t.Context()))
			must(t, again.Close())
		}
		led, err := placed(o.dir).ReadLedger()
		must(t, err)
		must(t, led.View(t.Context(), func(v *ledger.View) error {
			lines, err := v.SeenBy(ledger.Search{Words: [][]string{{"原邮箱没有告知成"}, {"old@example.gov.cn"}, {"过了 30 天还没有发出，不再发"}}, Most: 9})
			if n := len(o.heads()); n != c.sent || len(lines) != c.told {
				t.Errorf("after %v: %d letters, told %d times", c.after, n, len(lines))
			}
			return err
		}))
		must(t, led.Close())
	}
}

// TestS29LettersInOneSecond: of two changes of the same addresses in one second each has its letter, and each once.
func TestS29LettersInOneSecond(t *testing.T) {
	o := newOffice(t)
	for _, now := range [][]string{{"old@example.gov.cn", "a@example.gov.cn"}, {"old@example.gov.cn"}, {"b@example.gov.cn"}} {
		o.key.moves(now...)
		must(t, o.desk.SendLetters(t.Context()))
	}
	list := o.heads()
	if len(list) != 3 {
		t.Fatalf("%d letters", len(list))
	}
	for i, change := range []string{"old@example.gov.cn 改为 a@example.gov.cn", "a@example.gov.cn 改为 old@example.gov.cn", "old@example.gov.cn 改为 b@example.gov.cn"} {
		if !strings.Contains(list[i][2], change+"\n") {
			t.Errorf("%d: %q", i, list[i])
		}
	}
}
