package main

import (
	"errors"
	"flag"
	"os"
	"path/filepath"

	"huibao/bench/bound"
)

// What a run may cost at most, in parts of another run on the same machine or in
// memory: no time of a clock, which says little where others work too.
const (
	mostMemory    = 220 << 20 // of the first run of gateReturns
	mostIdle      = 0.15      // CPU with nothing changed, of the first run's
	mostChanged   = 0.55      // CPU with one in a hundred changed, of the first run's
	mostLate      = 1.20      // CPU of the last months of a year, of the first ones'
	mostLateSpace = 1.40      // memory of the same
)

// gateReturns are so many that they outweigh the start of the program; of a year, the
// least of gateMonths at each end counts.
const (
	gateReturns = 500
	gateMonths  = 3
)

// gates holds a whole period to what it may cost, and where it is asked for a year.
func gates(args []string) error {
	flags := flag.NewFlagSet("gates", flag.ExitOnError)
	n := flags.Int("year", 0, "returns of each of twelve periods, held to what the last of them may cost of the first")
	_ = flags.Parse(args)
	dir, err := os.MkdirTemp("", "huibao-gates-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	program, err := buildProgram(dir)
	if err != nil {
		return err
	}
	runs, err := periodCosts(program, filepath.Join(dir, "period"), gateReturns)
	if err != nil {
		return err
	}
	broken := []error{
		bound.Hold("MiB of a first run", float64(runs[0].memory)/(1<<20), mostMemory>>20),
		bound.Hold("CPU with nothing changed, of a first run's", cpuOf(runs[1])/cpuOf(runs[0]), mostIdle),
		bound.Hold("CPU with one in a hundred changed, of a first run's", cpuOf(runs[2])/cpuOf(runs[0]), mostChanged),
	}
	if *n > 0 {
		broken = append(broken, yearGates(program, filepath.Join(dir, "year"), *n))
	}
	return errors.Join(broken...)
}

// yearGates holds a year's last months to its first ones.
func yearGates(program, dir string, n int) error {
	year, err := yearCosts(program, dir, n, 12)
	if err != nil {
		return err
	}
	first, last := year[:gateMonths], year[len(year)-gateMonths:]
	err = bound.Hold("CPU of a year's last months, of its first ones'", bound.Least(last, cpuOf)/bound.Least(first, cpuOf), mostLate)
	if most := bound.Least(first, memoryOf); most > 0 { // where the system tells
		err = errors.Join(err, bound.Hold("memory of a year's last months, of its first ones'", bound.Least(last, memoryOf)/most, mostLateSpace))
	}
	return err
}

func cpuOf(c cost) float64    { return c.cpu.Seconds() }
func memoryOf(c cost) float64 { return float64(c.memory) }
