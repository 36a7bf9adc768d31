package main

import (
	"math"
	"runtime/debug"
	"testing"
)

// TestMemoryLimit: what is live may stand in the aim, and beyond it never fills the limit; an
// office's own limit is left as it is.
func TestMemoryLimit(t *testing.T) {
	for live, want := range map[uint64]int64{0: memoryAim, 100 << 20: memoryAim, 160 << 20: memoryAim, 200 << 20: 250 << 20, 1 << 30: 5 << 28} {
		if got := memoryLimit(live); got != want {
			t.Errorf("%d live: %d, want %d", live, got, want)
		}
	}
	was := debug.SetMemoryLimit(math.MaxInt64)
	defer debug.SetMemoryLimit(was)
	t.Setenv("GOMEMLIMIT", "1GiB")
	holdMemory()
	if got := debug.SetMemoryLimit(-1); got != math.MaxInt64 {
		t.Errorf("limit %d", got)
	}
}
