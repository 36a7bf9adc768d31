package batch_test

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"huibao/batch"
	"huibao/internal/buckettest"
	"huibao/internal/thorough"
	"huibao/samples"
)

// inBucket is a sample whose originals lie in a bucket.
func inBucket(t *testing.T) (batch.Workspace, *buckettest.Server) {
	t.Helper()
	server := buckettest.New(t)
	dir := t.TempDir()
	must(t, samples.Unpack(dir))
	w := kept(dir)
	w.Originals = "s3://" + buckettest.Name + "/2024"
	return w, server
}

// TestBucket runs the sample with its originals in a bucket: what is put out has the same bytes as
// from a folder, none lies in the folder, and the edition can be made again from the bucket alone.
func TestBucket(t *testing.T) {
	thorough.Need(t)
	embedded(t)
	ctx := context.Background()
	w, server := inBucket(t)
	for _, m := range samples.Periods() {
		_, err := batch.Run(ctx, w, options(m))
		must(t, err)
	}
	dir, _ := sharedDemo(t)
	sameFiles(t, outputs(t, dir), outputs(t, w.Dir), 15)
	if list, err := filepath.Glob(filepath.Join(w.Ledger(), "originals", "*")); err != nil || len(list) > 0 {
		t.Errorf("in the folder: %v, %v", list, err)
	}
	led, err := w.ReadLedger()
	must(t, err)
	defer led.Close()
	v, err := led.Verify(ctx, nil)
	must(t, err)
	if len(v.Problems) > 0 || v.Originals < 30 {
		t.Errorf("%+v", v)
	}
	before := len(server.Asked())
	june := samples.Periods()[1]
	_, err = batch.Run(ctx, w, options(june))
	must(t, err)
	for _, x := range server.Asked()[before:] { // all is there
		if strings.HasPrefix(x, "PUT ") {
			t.Errorf("nothing is new, and yet: %s", x)
		}
	}
	may := samples.Periods()[0]
	lock := batch.LockOptions{LeaveOutRest: true, Why: "未核实"}
	folder := kept(t.TempDir())
	demo(t, folder.Dir, 0)
	for _, w := range []batch.Workspace{folder, w} {
		_, err := batch.Lock(ctx, w, options(may), lock)
		must(t, err)
	}
	edition := filepath.Join(w.Out(may.Period), "第1版")
	want := tree(t, edition)
	sameFiles(t, tree(t, filepath.Join(folder.Out(may.Period), "第1版")), want, 15)
	must(t, os.RemoveAll(edition))
	_, err = batch.Run(ctx, w, options(may))
	must(t, err)
	sameFiles(t, want, tree(t, edition), 15)
}

// TestBucketGone: the server goes in the middle of a run; that ends with what to do, and the next
// run has all.
func TestBucketGone(t *testing.T) {
	thorough.Need(t)
	embedded(t)
	ctx := context.Background()
	w, server := inBucket(t)
	months := samples.Periods()
	for _, after := range []int32{0, 5, 20} {
		var asked atomic.Int32
		server.Fails(func(w http.ResponseWriter, r *http.Request, next http.Handler) bool {
			return asked.Add(1) > after && buckettest.Says(http.StatusServiceUnavailable, "SlowDown")(w, r, next)
		})
		_, err := batch.Run(ctx, w, options(months[0]))
		if err == nil || !strings.Contains(err.Error(), "现在忙或出了故障，试了几次都不行；请稍后再试") {
			t.Errorf("after %d: %v", after, err)
		}
	}
	server.Fails(nil)
	for _, m := range months {
		_, err := batch.Run(ctx, w, options(m))
		must(t, err)
	}
	dir, _ := sharedDemo(t)
	sameFiles(t, outputs(t, dir), outputs(t, w.Dir), 15)
}
