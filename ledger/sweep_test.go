package ledger

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"huibao/internal/buckettest"
)

// TestSweptByOurselves: one process keeps what gets no act, and sweeps it: it goes on acting, and
// no act names what went, until it is kept again.
func TestSweptByOurselves(t *testing.T) {
	server := buckettest.New(t)
	s := inServer(t, server)
	l := s.open(t)
	must(t, l.PreparePortal(context.Background()))
	o, sent := keeps(t, l, "refused"), keeps(t, l, "a plan")
	must(t, l.Settle())
	does(t, l, func(x *Tx) error { return x.Saw(Access{Person: "a", What: "上传方案", Object: sent.SHA256}) })
	server.Later(unactedAge + time.Hour)
	must(t, l.SweepOriginals(context.Background()))
	hand := func(o Original) func(*Tx) error {
		return func(x *Tx) error { _, err := x.Append(handIn(june, o.SHA256, o)); return err }
	}
	if err := l.Act(context.Background(), actor(), hand(o)); err == nil || !strings.Contains(err.Error(), "刚被清理") {
		t.Errorf("got %v", err)
	}
	for _, text := range []string{"one", "two"} {
		appends(t, l, handIn(june, text, keeps(t, l, text)))
	}
	does(t, l, hand(sent))
	keeps(t, l, "refused")
	does(t, l, hand(o))
	if v := s.verified(t); len(v.Problems) > 0 || v.Originals != 4 {
		t.Errorf("%+v", v)
	}
}

// TestActsWithoutServer: an act that names no file does not need the server, though something was
// kept that has no act; nor does one wait for it after the commit.
func TestActsWithoutServer(t *testing.T) {
	server := buckettest.New(t)
	s := inServer(t, server)
	l := s.open(t)
	must(t, l.PreparePortal(context.Background()))
	keeps(t, l, "a member")
	must(t, l.Settle())
	o := keeps(t, l, "one")
	must(t, l.Settle())
	release := make(chan struct{})
	server.Fails(func(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
		if r.Method == http.MethodDelete {
			<-release
			return false
		}
		return r.URL.Query().Get("prefix") != prefix+"/"+unactedPrefix+stoneSign && buckettest.Says(503, "SlowDown")(w, r, next)
	})
	does(t, l, func(x *Tx) error { return x.Saw(Access{Person: "a", What: "登录"}) })
	appends(t, l, handIn(june, "云.xlsx", o))
	close(release)
	server.Fails(nil)
	must(t, l.Close())
	if n := notes(t, server, noteSign); n != 1 {
		t.Errorf("%d notes: that of the act is gone", n)
	}
}
