//go:build unix

package main

import (
	"context"
	"errors"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"huibao/batch"
	"huibao/internal/buckettest"
)

// isOriginal reports whether a request is of an original, not of what stands beside them.
func isOriginal(r *http.Request) bool {
	return len(filepath.Base(r.URL.Path)) == 64 && !strings.Contains(r.URL.Path, "/unacted/")
}

// TestBucketKilled kills the server after a file was put into the bucket and before its act: the
// clerk has no receipt, the chain has no act, the ledger holds, and sent again the file is taken,
// once.
func TestBucketKilled(t *testing.T) {
	s := newServed(t)
	server := buckettest.New(t)
	place := batch.Workspace{Dir: s.dir, Originals: "s3://" + buckettest.Name + "/2024"}
	if _, err := (batch.Workspace{Dir: s.dir}).CopyOriginals(context.Background(), place.Originals, "test"); err != nil {
		t.Fatal(err)
	}
	t.Setenv(originalsVariable, place.Originals)
	s.originals = place.Originals

	book, err := os.ReadFile(filepath.Join(s.dir, "plan.xlsx"))
	s.must(err)
	plan := digestOf(book) // is kept when the first file is judged, before the kill or after it
	cmd, address := s.serve()
	s.taken(s.send(address, s.request(address, "一.xlsx")))
	var once sync.Once
	put := make(chan struct{})
	server.Fails(func(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
		if r.Method != http.MethodPut || !isOriginal(r) || filepath.Base(r.URL.Path) == plan {
			return false
		}
		next.ServeHTTP(w, r) // it is there, and durable
		once.Do(func() {
			s.must(cmd.Process.Kill())
			_ = cmd.Wait() // it was killed
			close(put)
		})
		return true
	})
	c := s.send(address, s.request(address, "二.xlsx"))
	<-put
	_ = c.Close()
	server.Fails(nil)
	lie := len(originalsIn(t, server, plan))
	if files := s.files(); len(files) != 1 || filepath.Base(files[0].Path) != "一.xlsx" {
		t.Fatalf("%+v", files)
	}
	cmd, address = s.serve()
	s.taken(s.send(address, s.request(address, "二.xlsx")))
	s.must(cmd.Process.Kill())
	_ = cmd.Wait() // it was killed
	if n, again := len(s.files()), len(originalsIn(t, server, plan)); n != 2 || again != lie {
		t.Errorf("%d files, %d objects, were %d", n, again, lie)
	}
}

// TestBucketDown: while the bucket is not there a file is refused with what to do, and taken when it
// is there again.
func TestBucketDown(t *testing.T) {
	s := newServed(t)
	server := buckettest.New(t)
	s.originals = "s3://" + buckettest.Name + "/2024"
	if _, err := (batch.Workspace{Dir: s.dir}).CopyOriginals(context.Background(), s.originals, "test"); err != nil {
		t.Fatal(err)
	}
	t.Setenv(originalsVariable, s.originals)
	cmd, address := s.serve()
	server.Fails(buckettest.Says(http.StatusForbidden, "AccessDenied"))
	if said := s.refused(s.send(address, s.request(address, "一.xlsx"))); !strings.Contains(said, "没有办成") || !strings.Contains(said, "请稍后再试，仍不行请把编号 E-") || strings.Contains(said, "hush") {
		t.Errorf("%s", said)
	}
	server.Fails(nil)
	s.taken(s.send(address, s.request(address, "一.xlsx")))
	s.must(cmd.Process.Kill())
	_ = cmd.Wait() // it was killed
	if n := len(s.files()); n != 1 {
		t.Errorf("%d files", n)
	}
}

// TestRunSweeps: what was put into the bucket long ago and has no act goes after a run, too: nobody
// may ever serve the workspace.
func TestRunSweeps(t *testing.T) {
	ctx := context.Background()
	s := newServed(t)
	server := buckettest.New(t)
	place := batch.Workspace{Dir: s.dir, Originals: "s3://" + buckettest.Name + "/2024"}
	_, err := (batch.Workspace{Dir: s.dir}).CopyOriginals(ctx, place.Originals, "test")
	s.must(err)
	led, err := place.OpenLedger(ctx, "test")
	s.must(err)
	o, err := led.Keep(strings.NewReader("of no act"))
	s.must(errors.Join(err, led.Settle(), led.Close()))
	t.Setenv(originalsVariable, place.Originals)
	there := func() bool {
		return slices.ContainsFunc(originalsIn(t, server), func(key string) bool { return filepath.Base(key) == o.SHA256 })
	}
	for _, days := range []int{6, 2} {
		if !there() {
			t.Error("it is gone too early")
		}
		server.Later(time.Duration(days) * 24 * time.Hour)
		out, err := exec.Command("huibao", "-C", s.dir, "--date", "2024-07-05", "run", "--period", "2024-06").CombinedOutput()
		if strings.Contains(string(out), "没有清理") || !strings.Contains(string(out), "数据校验码") {
			t.Errorf("%v: %s", err, out)
		}
	}
	if there() {
		t.Error("it is still there")
	}
}

// originalsIn are the keys of the originals in the bucket, but for some.
func originalsIn(t *testing.T, s *buckettest.Server, but ...string) (list []string) {
	t.Helper()
	for _, key := range s.Keys(t) {
		if sha := filepath.Base(key); len(sha) == 64 && !slices.Contains(but, sha) {
			list = append(list, key)
		}
	}
	return list
}
