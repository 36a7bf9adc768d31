package main

import (
	"math"
	"runtime/debug"
)

// What a server may hold, in bytes: a run's typefaces and pages and two passwords that are
// derived at once are some 75 MiB that live, and each unit's return adds to them. Without
// a bound the collector lets that double, just when all units upload; with one it works
// more where many sign in. It is far above what lives, so that it is never in straits: of
// 200 units all that the system counts, the program's own pages included, stays below 256 MiB.
const (
	memoryBase = 160 << 20
	memoryUnit = 256 << 10
)

// boundMemory bounds a server of so many units, unless GOMEMLIMIT did, and says to what.
func boundMemory(units int) int64 {
	if now := debug.SetMemoryLimit(-1); now != math.MaxInt64 {
		return now
	}
	limit := int64(memoryBase + units*memoryUnit)
	debug.SetMemoryLimit(limit)
	return limit
}
