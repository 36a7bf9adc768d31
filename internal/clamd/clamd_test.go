package clamd_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"huibao/internal/clamd"
	"huibao/internal/clamdtest"
)

func at(t *testing.T, address string) *clamd.Scanner {
	t.Helper()
	s, err := clamd.At(address)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestAnswers: clean, a virus, and everything else is not scanned.
func TestAnswers(t *testing.T) {
	fake := clamdtest.Serve(t, "tcp", "127.0.0.1:0")
	s := at(t, fake.Address)
	for _, c := range []struct {
		name, data, says, virus string
		fails                   bool
	}{
		{name: "clean", data: "完成数 12"},
		{name: "empty"},
		{name: "of one chunk", data: strings.Repeat("a", 64<<10)},
		{name: "a virus", data: clamdtest.EICAR, virus: clamdtest.Name},
		{name: "a virus across chunks", data: strings.Repeat("a", 64<<10-9) + clamdtest.EICAR, virus: clamdtest.Name},
		{name: "a name with spaces", data: "x", says: "stream: A b FOUND\x00", virus: "A b"},
		{name: "limits of the scan", data: "x", says: "stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\x00", fails: true},
		{name: "no end", data: "x", says: "stream: OK", fails: true},
		{name: "half a word", data: "x", says: "stream: O\x00", fails: true},
		{name: "no name", data: "x", says: "stream:  FOUND\x00", fails: true},
		{name: "its own error", data: "x", says: "Can't allocate memory ERROR\x00", fails: true},
		{name: "without bound", data: "x", says: "stream: " + strings.Repeat("A", 4<<10) + " FOUND\x00", fails: true},
		{name: "nothing", data: "x", says: "\x00", fails: true},
	} {
		fake.Set(clamdtest.Well, 0, c.says)
		virus, err := s.Scan(context.Background(), strings.NewReader(c.data))
		if virus != c.virus || (err != nil) != c.fails {
			t.Errorf("%s: %q, %v", c.name, virus, err)
		}
	}
}

// TestNotScanned: a scanner that is away, breaks off, says nothing or takes no more is never
// a clean file; nor is a file that could not be read to its end.
func TestNotScanned(t *testing.T) {
	fake := clamdtest.Serve(t, "tcp", "127.0.0.1:0")
	s := at(t, fake.Address)
	big := strings.Repeat("a", 1<<20)
	fake.Set(clamdtest.Cuts, 0, "")
	if virus, err := s.Scan(context.Background(), strings.NewReader(big)); virus != "" || err == nil {
		t.Errorf("cut: %q, %v", virus, err)
	}
	fake.Set(clamdtest.Silent, 0, "")
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	if _, err := s.Scan(ctx, strings.NewReader("x")); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("silent: %v", err)
	}
	fake.Set(clamdtest.Well, 0, "")
	seen := fake.Seen()
	broken := io.MultiReader(strings.NewReader(big), iotest.ErrReader(io.ErrClosedPipe))
	if _, err := s.Scan(context.Background(), broken); err == nil || fake.Seen() != seen {
		t.Errorf("a file that breaks off: %v", err)
	}
	if _, err := at(t, filepath.Join(t.TempDir(), "none")).Scan(context.Background(), strings.NewReader("x")); err == nil {
		t.Error("nobody is there")
	}
}

// TestTakes: what clamd takes is tried to the byte.
func TestTakes(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "c")
	fake := clamdtest.Serve(t, "unix", socket)
	s := at(t, "unix:"+socket)
	const limit = 1<<20 + 17
	fake.Set(clamdtest.Well, limit, "")
	if err := s.Takes(context.Background(), limit); err != nil {
		t.Error(err)
	}
	if err := s.Takes(context.Background(), limit+1); !errors.Is(err, clamd.ErrSize) {
		t.Error(err)
	}
	if _, err := s.Scan(context.Background(), bytes.NewReader(make([]byte, limit+1))); !errors.Is(err, clamd.ErrSize) {
		t.Error(err)
	}
	fake.Set(clamdtest.Cuts, 0, "")
	if err := s.Takes(context.Background(), limit); err == nil || errors.Is(err, clamd.ErrSize) {
		t.Errorf("one that answers nothing has no limit that is known: %v", err)
	}
}

// TestAt: an address is a socket's path or a host with a port.
func TestAt(t *testing.T) {
	for address, ok := range map[string]bool{"unix:/run/clamav/clamd.ctl": true, "/run/clamav/clamd.ctl": true, "127.0.0.1:3310": true, "[::1]:3310": true,
		"": false, "clamd": false, ":3310": false, "host:": false, "unix:clamd.ctl": false} {
		if _, err := clamd.At(address); (err == nil) != ok {
			t.Errorf("%q: %v", address, err)
		}
	}
}

// TestS34Clamd: files go to the scanner that is set alone, by no proxy that the environment names,
// whatever it answers.
func TestS34Clamd(t *testing.T) {
	other := clamdtest.Serve(t, "tcp", "127.0.0.1:0")
	other.Set(clamdtest.Well, 0, "stream: Other FOUND\x00")
	t.Setenv("ALL_PROXY", "socks5://"+other.Address)
	t.Setenv("HTTP_PROXY", "http://"+other.Address)
	fake := clamdtest.Serve(t, "tcp", "127.0.0.1:0")
	s := at(t, fake.Address)
	for _, says := range []string{"", "stream: " + other.Address + " FOUND\x00"} {
		fake.Set(clamdtest.Well, 0, says)
		if virus, err := s.Scan(context.Background(), strings.NewReader("x")); err != nil || virus == "Other" {
			t.Errorf("%q: %q, %v", says, virus, err)
		}
	}
}
