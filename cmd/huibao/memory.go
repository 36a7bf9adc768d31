package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// memoryAim is what the program keeps within while what is live leaves room in it: the
// collector lets what is live double only below it. Of what is live beyond, a quarter as much again
// is let stand, lest the program do nothing but collect. The program's own pages come beside it.
const memoryAim = 210 << 20

// memoryLimit is what the program may take while so much is live, in bytes.
func memoryLimit(live uint64) int64 { return max(memoryAim, int64(live+live/4)) }

// holdMemory keeps to it from here on; whoever set GOMEMLIMIT has said otherwise.
func holdMemory() {
	if os.Getenv("GOMEMLIMIT") != "" {
		return
	}
	debug.SetMemoryLimit(memoryAim)
	followLive()
}

// followLive sets the limit anew after every collection.
func followLive() {
	runtime.AddCleanup(&struct{ next *int }{}, func(int) { // collected by the next one
		live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(live)
		debug.SetMemoryLimit(memoryLimit(live[0].Value.Uint64()))
		followLive()
	}, 0)
}
