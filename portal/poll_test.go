package portal

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"huibao/act"
	"huibao/batch"
	"huibao/ledger"
	"huibao/portal/desk"
)

// poll asks as the script does.
func (b *browser) poll(path, tag string) reply {
	return b.do("GET", path, nil, func(r *http.Request) {
		r.Header.Set("If-None-Match", tag)
		r.Header.Set(pollHeader, "1")
	})
}

// TestPolled: a page that asks is answered 304 while nothing is another, and the whole page
// when something is: what came in, a verdict, a grant, the day; never by a tag of somebody
// else or of another page.
func TestPolled(t *testing.T) {
	h := newHouse(t)
	h.admit("off", act.Held{Role: act.Officer})
	h.admit("lead", act.Held{Role: act.Leader})
	clerk, off, lead := h.clerk(), h.enter("off"), h.enter("lead")
	pages := []string{"/r/" + june + "/" + h.mine, "/board/" + june, "/period/" + june, "/f/" + june + "/21.2"}
	tags := map[string]string{}
	fresh := func(when string, want int) {
		t.Helper()
		for _, path := range pages {
			r := off.poll(path, tags[path])
			if r.status != want || r.status == http.StatusOK && !strings.Contains(r.body, "data-tag=") || r.status == http.StatusNotModified && r.body != "" {
				t.Errorf("%s, %s: %d, want %d", when, path, r.status, want)
			}
			tags[path] = off.get(path).header.Get("ETag")
		}
	}
	fresh("at first", http.StatusOK)
	fresh("nothing new", http.StatusNotModified)
	if r := lead.poll(pages[1], tags[pages[1]]); r.status != http.StatusOK {
		t.Errorf("another person's tag: %d", r.status)
	}
	if r := off.poll(pages[2], tags[pages[1]]); r.status != http.StatusOK {
		t.Errorf("another page's tag: %d", r.status)
	}
	if r := clerk.handIn(h.mine, upload{"表.xlsx", another(h.example(), 7)}); r.status != http.StatusSeeOther {
		t.Fatal(r.status, r.body)
	}
	fresh("handed in", http.StatusOK)
	h.judge()
	fresh("judged", http.StatusOK)
	h.admit("lead", act.Held{Role: act.Officer})
	fresh("a grant", http.StatusOK)
	fresh("nothing new again", http.StatusNotModified)
	h.clock.move(desk.ProofLimit)
	fresh("the proof is old", http.StatusOK)
	h.admit("off", act.Held{Role: act.Clerk, Unit: h.mine})
	if r := off.poll(pages[1], tags[pages[1]]); r.status != http.StatusNotFound || r.header.Get("ETag") != "" {
		t.Errorf("a page that is no longer the person's: %d %s", r.status, r.header.Get("ETag"))
	}
}

// TestR9Banner: what asks by itself keeps no session from ending; a page says how long is
// left, and in the last ten minutes of the twelve hours that it ends.
func TestR9Banner(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	left := func() string {
		_, rest, _ := strings.Cut(b.get("/").body, `data-left="`)
		text, _, _ := strings.Cut(rest, `"`)
		return text
	}
	if got := left(); got != "3600" {
		t.Errorf("%s s left", got)
	}
	for range 11 {
		h.clock.move(5 * time.Minute)
		b.poll("/", "")
	}
	if r := b.poll("/", ""); r.status != http.StatusOK {
		t.Errorf("after 55 minutes: %d", r.status)
	}
	h.clock.move(5 * time.Minute)
	if r := b.poll("/", ""); r.status != http.StatusSeeOther {
		t.Errorf("polling keeps a session: %d", r.status)
	}
	b = h.enter("clerk")
	for range 12 { // in use until ten minutes before the end
		h.clock.move(55 * time.Minute)
		if strings.Contains(b.get("/").body, "满 12 小时") {
			t.Fatal("said too early")
		}
	}
	h.clock.move(50*time.Minute + time.Second)
	if body := b.get("/").body; !strings.Contains(body, "满 12 小时") || left() != "599" {
		t.Errorf("not said at the end: %s left", left())
	}
}

// TestSettled: what comes in moves the head and not what a board is rolled up for; a run
// does.
func TestSettled(t *testing.T) {
	h := newHouse(t)
	b := h.clerk()
	ends := func() (settled, head int) {
		led, err := batch.Workspace{Dir: h.dir}.ReadLedger()
		must(t, err)
		defer led.Close()
		must(t, led.View(t.Context(), func(v *ledger.View) error {
			at, err := v.Head()
			must(t, err)
			head = at.Length
			settled, err = v.Settled()
			return err
		}))
		return settled, head
	}
	settled, head := ends()
	if r := b.handIn(h.mine, upload{"表.xlsx", another(h.example(), 20)}); r.status != http.StatusSeeOther {
		t.Fatal(r.status)
	}
	if s, n := ends(); s != settled || n <= head {
		t.Errorf("a hand-in: settled %d, %d before; head %d, %d before", s, settled, n, head)
	}
	h.judge()
	if s, n := ends(); s <= settled || s != n {
		t.Errorf("a run: settled %d, %d before; head %d", s, settled, n)
	}
}
