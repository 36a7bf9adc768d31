package notify

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"testing"

	"huibao/internal/mailtest"
)

// elsewhere is a place of this machine that nobody may come to.
func elsewhere(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			t.Error("somebody came to another place than the one that is set")
			_ = c.Close()
		}
	}()
	return l.Addr().String()
}

// TestS34Mail: mail goes to the server that is set alone, whatever port the library would try
// next, and by no proxy that the environment names.
func TestS34Mail(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://"+elsewhere(t))
	t.Setenv("ALL_PROXY", "socks5://"+elsewhere(t))
	p := &mailtest.Server{}
	m := &Mail{Server: p.Serve(t), Security: Plain, From: "office@example.gov.cn"}
	if err := m.Send(context.Background(), []string{"a@example.gov.cn"}, "x", "y", day); err != nil || len(p.Letters()) != 1 {
		t.Fatal(err, len(p.Letters()))
	}
	if c, err := m.dial(nil, func(net.Conn) {})(context.Background(), "tcp", elsewhere(t)); !errors.Is(err, errElsewhere) || c != nil {
		t.Errorf("another address than the one that is set: %v", err)
	}
}

// TestS34Hook: a message goes to the robot that is set alone: by no redirect, of any kind, and no
// proxy that the environment names.
func TestS34Hook(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://"+elsewhere(t))
	t.Setenv("HTTPS_PROXY", "http://"+elsewhere(t))
	for _, status := range []int{301, 302, 303, 307, 308} {
		away := elsewhere(t)
		robot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "http://"+away+"/", status)
		}))
		err := (&Hook{URL: robot.URL}).Send(context.Background(), "x", day)
		robot.Close()
		var f *Failure
		if !errors.As(err, &f) {
			t.Errorf("%d: %v", status, err)
		}
	}
}
