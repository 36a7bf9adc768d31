package batch_test

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"

	"huibao/batch"
	"huibao/internal/durable"
	"huibao/internal/thorough"
	"huibao/samples"
)

// faultStep is how many operations lie between those that are failed: see stepOf. .ci/run
// fails more of them.
const faultStep = 61

// stepOf is the step of a test of faults: its own, or what HUIBAO_FAULTS says (all: 1).
func stepOf(t *testing.T, own int) int {
	switch said := os.Getenv("HUIBAO_FAULTS"); said {
	case "":
		return own
	case "all":
		return 1
	default:
		n, err := strconv.Atoi(said)
		if err != nil || n < 1 {
			t.Fatalf("HUIBAO_FAULTS is all, or a number: %q", said)
		}
		return n
	}
}

// TestFaults fails the Nth operation on a file, once and from then on, with a full
// disk and with a broken one. A run that was disturbed says so or has done all; the
// next one gives the outputs of an undisturbed one, the ledger holds, and nothing
// unfinished is left.
func TestFaults(t *testing.T) {
	thorough.Need(t, "HUIBAO_FAULTS")
	month := samples.Periods()[0]
	clean := faultWorkspace(t)
	if _, err := batch.Run(context.Background(), kept(clean), options(month)); err != nil {
		t.Fatal(err)
	}
	want := outputs(t, clean)
	step := stepOf(t, faultStep)
	for _, forever := range []bool{false, true} {
		for n := 1; ; n += step {
			reason := error(syscall.ENOSPC)
			if n%2 == 0 {
				reason = syscall.EIO
			}
			dir := faultWorkspace(t)
			w := kept(dir)
			hit, err := disturbed(w, options(month), n, forever, reason)
			if !hit {
				break
			}
			if err == nil && len(outputs(t, dir)) != len(want) {
				t.Errorf("operation %d, for ever %v: no error, and not all outputs", n, forever)
			}
			if err != nil && !errors.Is(err, reason) {
				t.Errorf("operation %d: %v", n, err)
			}
			if _, err := batch.Run(context.Background(), w, options(month)); err != nil {
				t.Fatalf("operation %d: the next run: %v", n, err)
			}
			sameFiles(t, want, outputs(t, dir), 5)
			nothingLeft(t, dir)
		}
	}
}

// faultWorkspace is the sample with the returns of three units of one month.
func faultWorkspace(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := samples.Unpack(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(filepath.Join(dir, "returns", "2024-06")); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dir, "returns", "2024-05")
	list, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		if !strings.HasPrefix(f.Name(), "海原县") && !strings.HasPrefix(f.Name(), "市财政局") && !strings.HasPrefix(f.Name(), "市妇联") {
			if err := os.Remove(filepath.Join(folder, f.Name())); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

// disturbed runs with the Nth operation failing; hit says that there were so many.
func disturbed(w batch.Workspace, opt batch.Options, n int, forever bool, reason error) (hit bool, err error) {
	return failing(n, forever, reason, func() error {
		_, err := batch.Run(context.Background(), w, opt)
		return err
	})
}

// failing does something with the Nth operation failing, once or from then on.
func failing(n int, forever bool, reason error, do func() error) (hit bool, err error) {
	var mu sync.Mutex
	count := 0
	durable.Fault = func(string) error {
		mu.Lock()
		defer mu.Unlock()
		count++
		if count == n || forever && count > n {
			hit = true
			return reason
		}
		return nil
	}
	defer func() { durable.Fault = nil }()
	err = do()
	return hit, err
}

func nothingLeft(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && strings.HasPrefix(d.Name(), durable.TempPrefix) {
			t.Errorf("left over: %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	led, err := kept(dir).ReadLedger()
	if err != nil {
		t.Fatal(err)
	}
	defer led.Close()
	if v, err := led.Verify(context.Background(), nil); err != nil || len(v.Problems) > 0 {
		t.Errorf("%v, %v", v, err)
	}
}
