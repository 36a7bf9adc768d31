package batch_test

import (
	"context"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"huibao/batch"
	"huibao/internal/thorough"
)

// whole is every file under a folder with its content.
func whole(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path) // of what was walked from it
		files[rel] = string(data)
		return err
	}))
	return files
}

// TestRebuild lives through four months at random, each changed again after later ones
// were run by 1, 2 or 4 workers, and locked or opened; then everything derived is dropped
// and made again, by each number of workers: every output is the same, byte for byte, and
// so are the rows. HUIBAO_MODEL is the number of seeds.
func TestRebuild(t *testing.T) {
	thorough.Need(t, "HUIBAO_THOROUGH", "HUIBAO_MODEL")
	seeds := uint64(1)
	if n, err := strconv.ParseUint(os.Getenv("HUIBAO_MODEL"), 10, 32); err == nil {
		seeds = n
	}
	for seed := range seeds {
		t.Run(strconv.FormatUint(seed, 10), func(t *testing.T) {
			t.Parallel()
			ctx := context.Background()
			r := rand.New(rand.NewPCG(seed, 17))
			first := newSmall(t, true)
			run := func(s *small) {
				t.Helper()
				opt := s.opt
				opt.Public, opt.Jobs = true, []int{1, 2, 4}[r.IntN(3)]
				_, err := batch.Run(ctx, s.w, opt)
				must(t, err)
			}
			months := []*small{first}
			for m := 2; m <= 4; m++ {
				s := months[len(months)-1]
				for _, county := range smallCounties {
					s.put(t, county, "1", r.IntN(3))
				}
				run(s)
				months = append(months, first.month(t, m))
			}
			for range 6 {
				s := months[r.IntN(3)]
				switch r.IntN(4) {
				case 0:
					_, err := batch.Lock(ctx, s.w, s.opt, batch.LockOptions{LeaveOutRest: true, Why: "未核实"})
					allowed(t, err)
				case 1:
					_, err := batch.Unlock(ctx, s.w, s.opt, smallCounties[r.IntN(3)], "更正")
					allowed(t, err)
				case 2:
					s.put(t, smallCounties[r.IntN(3)], "1", r.IntN(5))
				default:
					s.plan(t, 1000+100*r.Int64N(3))
				}
				run(months[r.IntN(3)])
			}
			for _, s := range months { // so that each stands as it was left
				run(s)
			}
			before := whole(t, filepath.Join(first.w.Dir, "out"))
			for _, jobs := range []int{1, 2, 4} {
				opt := first.opt
				opt.Jobs = jobs
				list, err := batch.Rebuild(ctx, first.w, opt)
				must(t, err)
				for _, x := range list {
					if !x.Same {
						t.Errorf("%s has other rows, by %d workers", x.Period, jobs)
					}
				}
				if len(list) < 3 {
					t.Errorf("%d periods were rebuilt", len(list))
				}
				sameFiles(t, before, whole(t, filepath.Join(first.w.Dir, "out")), 5)
			}
			first.state(t) // the ledger holds
		})
	}
}

// TestPastOfParts locks January and looks at a county's own edition and the public's of
// February: their January is their own, as it would be had it not been locked.
func TestPastOfParts(t *testing.T) {
	thorough.Need(t)
	ctx := context.Background()
	seen := map[bool]map[string]string{}
	for _, lock := range []bool{false, true} {
		jan := newSmall(t, true)
		for i, county := range smallCounties {
			jan.put(t, county, "1", i)
		}
		_, err := batch.Run(ctx, jan.w, jan.opt)
		must(t, err)
		feb := jan.month(t, 2)
		for i, county := range smallCounties {
			feb.put(t, county, "1", i+1)
		}
		if lock {
			_, err := batch.Lock(ctx, jan.w, jan.opt, batch.LockOptions{LeaveOutRest: true, Why: "未核实"})
			must(t, err)
		}
		_, err = batch.Run(ctx, feb.w, feb.opt)
		must(t, err)
		_, err = batch.Editions(ctx, feb.w, feb.opt, []string{"乙县"})
		must(t, err)
		seen[lock] = map[string]string{}
		for name, data := range whole(t, feb.w.Out(feb.opt.Period)) {
			if strings.Contains(name, "乙县") {
				seen[lock][name] = data
			}
		}
	}
	if len(seen[true]) != 3 || !maps.Equal(seen[true], seen[false]) {
		t.Errorf("a county's edition is another after January was locked: %d files, %d", len(seen[true]), len(seen[false]))
	}
}
