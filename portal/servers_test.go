package portal

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"huibao/act"
	"huibao/batch"
	"huibao/internal/testdb"
	"huibao/ledger"
	"huibao/portal/desk"
	"huibao/samples"
)

// TestServers: two servers of one ledger are one to who is served by now one and now the other.
// A ledger in a file has one.
func TestServers(t *testing.T) {
	if testdb.DSN() == "" {
		return
	}
	h := newHouse(t)
	d, err := desk.Open(context.Background(), placed(h.dir), "", h.clock.now, cheap)
	must(t, err)
	defer d.Close()
	one, err := h.desk.SetupKey(t.Context())
	must(t, err)
	if other, err := d.SetupKey(t.Context()); err != nil || one == "" || other != one {
		t.Errorf("the first 管理员 is made by %q and %q, %v", one, other, err)
	}
	s, err := New(d, Options{Log: slog.New(slog.DiscardHandler)})
	must(t, err)
	second := httptest.NewServer(s)
	defer second.Close()
	first := h.site.URL
	at := func(url string) { h.site.URL = url }
	h.admit("jb", act.Held{Role: act.Officer})
	officer := h.enter("jb")

	made := officer.post("/blanks/2024-07", "to", h.mine)
	at(second.URL)
	if r := officer.get(made.where); made.status != http.StatusSeeOther || !strings.Contains(r.body, "已下发 1 份") {
		t.Errorf("what one said through the browser, the other does not: %d %d", made.status, r.status)
	}
	page := "/r/" + june + "/" + h.mine
	tag := officer.get(page).header.Get("ETag")
	at(first)
	if got := officer.do("GET", page, nil, func(r *http.Request) { r.Header.Set("If-None-Match", tag) }); tag == "" || got.status != http.StatusNotModified {
		t.Errorf("the same page of the other is another: %q, %d", tag, got.status)
	}
	h.failsAndMends(d)
	for i := range 6 { // five tries of an account, wherever
		at([]string{first, second.URL}[i%2])
		r := (&browser{h: h}).post("/login", "account", "nobody", "password", "wrong-Riverbank9")
		if tooMany := r.status == http.StatusTooManyRequests; tooMany != (i == 5) {
			t.Errorf("try %d: %d", i+1, r.status)
		}
	}
}

// failsAndMends: a run that comes to nothing at one server is known to the other, and that it
// comes to something later.
func (h *house) failsAndMends(other *desk.Desk) {
	t := h.t
	t.Helper()
	clerk, plan := h.clerk(), filepath.Join(h.dir, batch.PlanFile)
	data, err := os.ReadFile(plan)
	must(t, err)
	period := samples.Periods()[1].Period
	for i, broken := range []bool{true, false} {
		text := data
		if broken {
			text = []byte("no plan")
		}
		must(t, os.WriteFile(plan, text, 0o600))
		if r := clerk.handIn(h.mine, upload{"6月.xlsx", another(h.example(), i)}); r.status != http.StatusSeeOther {
			t.Fatalf("%d %s", r.status, r.body)
		}
		h.desk.JudgeDue(t.Context(), func(error) {})
		must(t, other.Hear(t.Context()))
		if f, failed := other.Failed(period); failed != broken || failed && f.Sentence == "" {
			t.Errorf("failed is %v: %+v", failed, f)
		}
	}
}

// TestPanicInARun: a run that panics, once or wherever, has come to nothing, is said to have, and
// leaves the period to the next, be it by a clock that is ahead of his.
func TestPanicInARun(t *testing.T) {
	h := newHouse(t)
	h.clerk().handIn(h.mine, upload{"6月.xlsx", another(h.example(), 1)})
	var armed atomic.Bool
	d, err := desk.Open(context.Background(), placed(h.dir), "", func() time.Time {
		if armed.CompareAndSwap(true, false) {
			panic("broken")
		}
		return h.clock.now().Add(10 * time.Minute)
	})
	must(t, err)
	defer d.Close()
	d.Jobs(1)
	must(t, d.Sweep(t.Context()))
	period := samples.Periods()[1].Period
	armed.Store(true)
	var said error
	d.JudgeDue(t.Context(), func(err error) { said = err })
	if f, failed := d.Failed(period); said == nil || !failed || !strings.Contains(f.Sentence, "broken") {
		t.Errorf("%v; %v, %+v", said, failed, f)
	}
	must(t, errors.Join(h.desk.Hear(t.Context()), h.desk.Sweep(t.Context())))
	if _, failed := h.desk.Failed(period); !failed {
		t.Error("nobody else knows of it")
	}
	h.judge()
	if n := h.due(); n != 0 {
		t.Errorf("nobody could run the period after it: %d are due", n)
	}
}

// due is how many open periods have what no run has seen.
func (h *house) due() (n int) {
	h.t.Helper()
	led, err := placed(h.dir).ReadLedger()
	must(h.t, err)
	defer led.Close()
	must(h.t, led.View(h.t.Context(), func(v *ledger.View) error {
		all, err := v.Periods()
		for _, p := range all {
			s, err := v.State(p)
			must(h.t, err)
			last, err := v.LastRun(p)
			must(h.t, err)
			if !s.Locked() && s.Since(last.Head) {
				n++
			}
		}
		return err
	}))
	return n
}

// TestLog: every act that a server adds is in its log by its number, and nothing else of it but what
// it is and of which period.
func TestLog(t *testing.T) {
	h := newHouse(t)
	var said bytes.Buffer
	h.desk.Log(slog.New(slog.NewJSONHandler(&said, nil)))
	head := func() (n int) {
		led, err := placed(h.dir).ReadLedger()
		must(t, err)
		defer led.Close()
		must(t, led.View(t.Context(), func(v *ledger.View) error { x, err := v.Head(); n = x.Length; return err }))
		return n
	}
	before := head()
	clerk := h.clerk()
	if r := clerk.handIn(h.mine, upload{"6月.xlsx", another(h.example(), 1)}); r.status != http.StatusSeeOther {
		t.Fatalf("%d %s", r.status, r.body)
	}
	after := head()
	if after == before {
		t.Fatal("nobody acted")
	}
	for n := before + 1; n <= after; n++ {
		if !strings.Contains(said.String(), fmt.Sprintf(`"msg":"act","act":%d,"kind":"`, n)) {
			t.Errorf("act %d is not in\n%s", n, &said)
		}
	}
	if !strings.Contains(said.String(), fmt.Sprintf(`"act":%d,"kind":"%s","period":"2024-06"}`, after, act.HandIn)) {
		t.Errorf("no hand-in in\n%s", &said)
	}
}

// TestMetrics: what was handed in and judged is counted, and no page of the portal shows it.
func TestMetrics(t *testing.T) {
	h := newHouse(t)
	clerk := h.clerk()
	clerk.handIn(h.mine, upload{"6月.xlsx", another(h.example(), 1)})
	h.judge()
	w := httptest.NewRecorder()
	h.desk.Metrics().ServeHTTP(w, httptest.NewRequest("GET", "/metrics", nil))
	text := w.Body.String()
	for _, want := range []string{"huibao_acknowledged_seconds_count 1\n", "huibao_judged_seconds_count 1\n", "huibao_runs_total 1\n", "huibao_runs_failed_total 0\n", "huibao_queue_oldest_seconds ", "huibao_queue_lost 0\n", "huibao_metrics_missing 0\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.Contains(text, "huibao_acts_total 0\n") {
		t.Error("no acts")
	}
	if r := clerk.get("/metrics"); r.status != http.StatusNotFound {
		t.Errorf("served to all: %d", r.status)
	}
}
