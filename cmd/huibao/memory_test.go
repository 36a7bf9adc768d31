package main

import (
	"math"
	"runtime/debug"
	"testing"
)

// TestS5Memory: a server's memory is bounded by how many units report, and by GOMEMLIMIT
// alone where that is set.
func TestS5Memory(t *testing.T) {
	was := debug.SetMemoryLimit(math.MaxInt64)
	defer debug.SetMemoryLimit(was)
	if got := boundMemory(200); got != 210<<20 || debug.SetMemoryLimit(-1) != 210<<20 {
		t.Errorf("%d MiB, in force %d", got>>20, debug.SetMemoryLimit(-1)>>20)
	}
	if got := boundMemory(10000); got != 210<<20 {
		t.Errorf("a bound that was set is another: %d MiB", got>>20)
	}
	debug.SetMemoryLimit(math.MaxInt64)
	if got := boundMemory(10000); got != 2660<<20 {
		t.Errorf("%d MiB", got>>20)
	}
}
