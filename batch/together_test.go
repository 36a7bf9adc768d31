package batch_test

import (
	"context"
	"sync"
	"testing"

	"huibao/batch"
	"huibao/internal/thorough"
	"huibao/samples"
)

// TestTogether runs a period several times at once: one works, the others wait, and
// all find the same.
func TestTogether(t *testing.T) {
	thorough.Need(t)
	dir := faultWorkspace(t)
	month := samples.Periods()[0]
	w := kept(dir)
	sums := make([]map[string]string, 6)
	errs := make([]error, len(sums))
	var wg sync.WaitGroup
	for i := range sums {
		wg.Add(1)
		go func() {
			defer wg.Done()
			res, err := batch.Run(context.Background(), w, options(month))
			if errs[i] = err; err != nil {
				return
			}
			sums[i] = map[string]string{}
			for _, o := range res.Outputs {
				sums[i][o.Path] = o.SHA256
			}
		}()
	}
	wg.Wait()
	for i := range sums {
		if errs[i] != nil {
			t.Fatal(errs[i])
		}
		sameFiles(t, sums[0], sums[i], 5)
	}
	nothingLeft(t, dir)
}
