package ledger

import (
	"context"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"huibao/internal/buckettest"
)

// TestWhoseUnconditionally: a server that does not know the condition under which a mark is put
// has it put in the place of another's; nobody does that.
func TestWhoseUnconditionally(t *testing.T) {
	server := buckettest.New(t)
	server.Fails(func(_ http.ResponseWriter, r *http.Request, _ http.Handler) bool {
		r.Header.Del("If-None-Match")
		return false
	})
	s := inServer(t, server)
	l := s.open(t)
	appends(t, l, handIn(june, "云.xlsx", keeps(t, l, "one")))
	must(t, l.Close())
	stranger := lies(filepath.Join(t.TempDir(), "ledger"))
	stranger.Originals = s.place.Originals
	refusedAtUse(t, stranger, "已有另一个工作区的原件；请换一个前缀")
	if v := s.verified(t); len(v.Problems) > 0 || v.Originals != 1 {
		t.Errorf("%+v", v)
	}
	l = s.open(t)
	appends(t, l, handIn(june, "石.xlsx", keeps(t, l, "two")))
}

// TestActBesideReading: what is learnt at every act of the place is read by others meanwhile (-race).
func TestActBesideReading(t *testing.T) {
	s := inServer(t, buckettest.New(t))
	l, err := place(s.place, "test")
	must(t, err)
	first := s.open(t)
	o := keeps(t, first, "one")
	appends(t, first, handIn(june, "云.xlsx", o))
	var both sync.WaitGroup
	both.Go(func() {
		if err := l.storeHere(); err != nil {
			t.Error(err)
		}
	})
	both.Go(func() {
		if err := l.store.known(context.Background()); err != nil && !strings.Contains(err.Error(), "不是这个工作区的") {
			t.Error(err) // its identity was not known yet
		}
	})
	both.Wait()
}
