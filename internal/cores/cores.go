// Package cores shares long work among the processor's cores.
package cores

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// alone is how many pieces are done without help: for fewer it costs more than it brings.
const alone = 256

// Share does pieces 0 to n-1 in stretches, several at once: at most so many as workers says, 0 for
// one a core. Stretches may come in any order; a piece must write where no other does.
func Share(workers, n int, do func(from, to int)) {
	workers = min(limit(workers), n/alone)
	if workers <= 1 {
		do(0, n)
		return
	}
	const parts = 4 // of a worker, so that none waits long for the slowest
	stretches := workers * parts
	Together(workers, stretches, func(i int) { do(n*i/stretches, n*(i+1)/stretches) })
}

// Together does n long pieces, several at once, begun in their order.
func Together(workers, n int, do func(i int)) {
	workers = min(limit(workers), n)
	if workers <= 1 {
		for i := range n {
			do(i)
		}
		return
	}
	var all sync.WaitGroup
	var next atomic.Int64
	for range workers {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	all.Wait()
}

func limit(workers int) int {
	if workers == 0 {
		return runtime.GOMAXPROCS(0)
	}
	return workers
}
