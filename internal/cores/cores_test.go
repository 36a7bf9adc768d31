package cores

import (
	"slices"
	"testing"
)

// TestShare does every piece once, whoever does it.
func TestShare(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 4, 100} {
		for _, n := range []int{0, 1, alone - 1, alone, 2*alone + 1, 10 * alone, 12345} {
			times := make([]int, n)
			Share(workers, n, func(from, to int) {
				for i := from; i < to; i++ {
					times[i]++
				}
			})
			if slices.ContainsFunc(times, func(k int) bool { return k != 1 }) {
				t.Errorf("%d workers and %d pieces: not each once", workers, n)
			}
		}
	}
}

// TestTogether does every piece once, and one after the other where one works.
func TestTogether(t *testing.T) {
	for _, workers := range []int{0, 1, 2, 4, 100} {
		times := make([]int, 57)
		Together(workers, len(times), func(i int) { times[i]++ })
		if slices.ContainsFunc(times, func(k int) bool { return k != 1 }) {
			t.Errorf("%d workers: not each once", workers)
		}
	}
	var order []int
	Together(1, 5, func(i int) { order = append(order, i) })
	if !slices.Equal(order, []int{0, 1, 2, 3, 4}) {
		t.Errorf("one worker goes %v", order)
	}
}
