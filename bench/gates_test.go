package main

import (
	"testing"
	"time"
)

// TestGate holds a bound to what it lets through, and what not.
func TestGate(t *testing.T) {
	for _, x := range []struct {
		measured float64
		broken   bool
	}{{1.19, false}, {1.20, false}, {1.21, true}} {
		if err := gate("x", x.measured, 1.20); (err != nil) != x.broken {
			t.Errorf("%v of 1.20: %v", x.measured, err)
		}
	}
}

// TestLeast takes the least of what was measured, of one kind.
func TestLeast(t *testing.T) {
	list := []cost{{cpu: 3 * time.Second, memory: 5}, {cpu: 2 * time.Second, memory: 9}}
	if got := least(list, cpuOf); got != 2 {
		t.Errorf("CPU %v, want 2", got)
	}
	if got := least(list, memoryOf); got != 5 {
		t.Errorf("memory %v, want 5", got)
	}
}
