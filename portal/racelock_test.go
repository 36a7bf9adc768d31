package portal

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"testing"

	"huibao/act"
	"huibao/internal/thorough"
	"huibao/ledger"
	"huibao/portal/desk"
	"huibao/samples"
)

// TestRaceLock: two lock, a unit hands in again and again, and its signer signs and takes back,
// all at once. There is one edition or none; it holds nothing that who locked had not seen, and
// after it nobody signs; what was acknowledged is kept. Then two lock and nothing else happens:
// one edition, which stays as it is when more comes and is judged.
func TestRaceLock(t *testing.T) {
	thorough.Need(t)
	h := newTeam(t)
	h.admit("second", act.Held{Role: act.Director})
	second := h.enter("second")
	h.clerk.does(act.Submit, "")
	h.reviewer.does(act.Review, "")
	if locked := h.allAtOnce(second, 6, 3); locked != h.state().Edition || locked > 1 {
		t.Fatalf("%d locked, edition %d", locked, h.state().Edition)
	}
	if n := len(h.web()); n != 3 { // and the ledger verifies
		t.Errorf("3 acknowledged, %d kept", n)
	}
	h.judge()
	if h.state().Edition == 0 {
		h.clerk.does(act.Submit, "")
		h.reviewer.does(act.Review, "")
		if locked := h.allAtOnce(second, 0, 0); locked != 1 || h.state().Edition != 1 {
			t.Fatalf("%d locked, edition %d, and nothing new had come", locked, h.state().Edition)
		}
	}
	before := h.editionSums()
	must(t, h.handInAnother(9))
	h.judge()
	h.web()
	if after := h.editionSums(); !slices.Equal(before, after) || len(before) < 10 {
		t.Errorf("the edition was\n%q and is\n%q", before, after)
	}
}

// allAtOnce lets two directors lock what one of them sees now, the signer sign and take back so
// many times, and the clerk hand in so many files; it returns how many locked.
func (h *team) allAtOnce(second *browser, steps, files int) (locked int) {
	h.t.Helper()
	period, ctx := samples.Periods()[1].Period, context.Background()
	seen, err := strconv.Atoi(h.director.seenNow())
	must(h.t, err)
	match := h.signer.match()
	person := func(b *browser) *desk.Person {
		p, err := h.desk.Who(ctx, b.cookie, "10.0.0.9")
		must(h.t, err)
		return p
	}
	signer := person(h.signer)
	var wg sync.WaitGroup
	var mu sync.Mutex
	start := make(chan struct{})
	for _, b := range []*browser{h.director, second} {
		p := person(b)
		wg.Go(func() {
			<-start
			_, err := h.desk.Lock(ctx, p, period, desk.Closing{Rest: true, Why: "截止已过，不再等", Seen: seen})
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				locked++
			}
		})
	}
	for i := range steps {
		wg.Go(func() {
			<-start
			_ = h.desk.Step(ctx, signer, period, h.mine, h.doing([]act.Kind{act.Sign, act.Recall}[i%2], match)) // the order decides
		})
	}
	for i := range files {
		wg.Go(func() {
			<-start
			if r := h.clerk.handIn(h.mine, upload{fmt.Sprintf("抢报%d.xlsx", i), another(h.example(), 300+i)}); r.status != http.StatusSeeOther {
				h.t.Error(r.status)
			}
		})
	}
	close(start)
	wg.Wait()
	h.afterLock(seen)
	return locked
}

// afterLock looks at the chain around a lock: what was handed in before it was seen; after it
// nobody signs or decides.
func (h *team) afterLock(seen int) {
	h.t.Helper()
	led, err := placed(h.dir).ReadLedger()
	must(h.t, err)
	defer led.Close()
	must(h.t, led.View(context.Background(), func(v *ledger.View) error {
		acts, err := v.Acts(samples.Periods()[1].Period)
		lock := slices.IndexFunc(acts, func(a act.Act) bool { return a.Kind == act.Lock })
		for i, a := range acts {
			switch {
			case lock < 0:
			case i < lock && a.Kind == act.HandIn && a.N > seen:
				h.t.Errorf("act %d, %s, is in the edition and was not seen", a.N, a.Object)
			case i > lock && (a.Kind.IsDecision() || slices.Contains([]act.Kind{act.Submit, act.Review, act.Sign, act.Recall, act.SendBack, act.Lock}, a.Kind)):
				h.t.Errorf("act %d, %s, is after the lock", a.N, a.Kind)
			}
		}
		return err
	}))
}

// editionSums are the hashes of the files of the first edition, by name; none where there is
// none.
func (h *house) editionSums() (list []string) {
	h.t.Helper()
	files, err := filepath.Glob(filepath.Join(h.dir, "out", june, "第1版", "*"))
	must(h.t, err)
	for _, f := range files {
		data, err := os.ReadFile(f)
		must(h.t, err)
		list = append(list, fmt.Sprintf("%s %x", filepath.Base(f), sha256.Sum256(data)))
	}
	return list
}
