// Command bench measures huibao beside what an office would otherwise use, in one
// run on one machine, so that the ratios can be trusted where the times cannot:
//
//	go run ./bench read [-n 1000] [-rounds 3]      reading spreadsheets
//	go run ./bench run [-sizes 100,1000,10000]     a whole period
//	go run ./bench portal [-units 200]             a server that is pressed
//	go run ./bench scale [-spaces 1,2,4]           cities on one PostgreSQL (.ci/postgres go run …)
//	go run ./bench gates [-year 100]               what a period may cost, and a year
//
// Every subject is a process of its own; what is printed is the least CPU time of
// the rounds, the wall time of that round and the greatest memory.
package main

import (
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 2 {
		fail(fmt.Errorf("usage: bench read|run|portal|scale|gates"))
	}
	var err error
	switch name, args := os.Args[1], os.Args[2:]; name {
	case "read":
		err = readBench(args)
	case "run":
		err = runBench(args)
	case "portal":
		err = portalBench(args)
	case "scale":
		err = scaleBench(args)
	case "gates":
		err = gates(args)
	case "make":
		err = makeSubject(args)
	case "subject":
		err = runSubject(args)
	default:
		err = fmt.Errorf("no benchmark %q", name)
	}
	if err != nil {
		fail(err)
	}
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "bench:", err)
	os.Exit(1)
}
