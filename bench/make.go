package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"huibao"
)

// makeSubject makes what the others read, in a process of its own, so that the one
// that measures stays small (a process's peak begins with its parent's).
func makeSubject(args []string) error {
	if len(args) != 3 {
		return fmt.Errorf("usage: bench make returns|large|workspace|year N FOLDER")
	}
	n, err := strconv.Atoi(args[1])
	if err != nil {
		return err
	}
	if err := os.MkdirAll(args[2], 0o755); err != nil {
		return err
	}
	switch args[0] {
	case "returns":
		return makeReturns(args[2], makePlan(n), huibao.Period{Year: 2024, Month: 1}, 0)
	case "large":
		return makeLarge(filepath.Join(args[2], "large.xlsx"), n)
	case "year":
		var periods []huibao.Period
		for m := 1; m <= 12; m++ {
			periods = append(periods, huibao.Period{Year: 2024, Month: m})
		}
		return makeWorkspace(args[2], n, 10, periods...)
	case "workspace":
		return makeWorkspace(args[2], n, 10, huibao.Period{Year: 2024, Month: 1})
	}
	return fmt.Errorf("cannot make %q", args[0])
}
