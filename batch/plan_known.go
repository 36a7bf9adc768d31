package batch

import (
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"sync"
	"weak"

	"huibao/internal/sheet"
)

// knownPlans are the plans that somebody in this process holds, by what they were read from: a period
// is judged by a plan that its past was judged by too, and a server asks for one again and again. A
// plan is never written into once it is read, so one may serve several; one that nobody holds is gone.
var knownPlans struct {
	sync.Mutex
	by map[string]weak.Pointer[LoadedPlan]
}

// planKey says what reading a file would depend on; "" where it is not to be remembered.
func planKey(f *os.File, size int64, name string, lim sheet.Limits) string {
	if size > lim.FileBytes || len(lim.Passwords) > 0 {
		return ""
	}
	sum := sha256.New()
	if n, err := io.Copy(sum, io.NewSectionReader(f, 0, size)); err != nil || n != size {
		return ""
	}
	return fmt.Sprintf("%x %s %v", sum.Sum(nil), name, lim)
}

// knownPlan is a plan that was read before, or nil.
func knownPlan(key string) *LoadedPlan {
	knownPlans.Lock()
	defer knownPlans.Unlock()
	return knownPlans.by[key].Value()
}

// remember lets later readers have a plan, and forgets those that are gone.
func (p *LoadedPlan) remember(key string) {
	knownPlans.Lock()
	defer knownPlans.Unlock()
	if knownPlans.by == nil {
		knownPlans.by = map[string]weak.Pointer[LoadedPlan]{}
	}
	for other, held := range knownPlans.by {
		if held.Value() == nil {
			delete(knownPlans.by, other)
		}
	}
	knownPlans.by[key] = weak.Make(p)
}
