package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// runBench measures a whole period over generated workspaces: the first run, one
// with nothing changed, one with a hundredth of the returns changed; and the script
// that an office would otherwise have.
func runBench(args []string) error {
	flags := flag.NewFlagSet("run", flag.ExitOnError)
	sizes := flags.String("sizes", "100,1000", "returns, separated by commas")
	year := flags.Int("year", 0, "returns of each of twelve periods that are run one after the other")
	_ = flags.Parse(args)
	dir, err := os.MkdirTemp("", "huibao-bench-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	program, err := buildProgram(dir)
	if err != nil {
		return err
	}
	fmt.Print("\n| returns | run | wall s | CPU s | memory MiB |\n|---|---|---|---|---|\n")
	for _, text := range strings.Split(*sizes, ",") {
		n, err := strconv.Atoi(text)
		if err != nil {
			return err
		}
		if err := runSize(program, filepath.Join(dir, text), n); err != nil {
			return err
		}
	}
	if *year > 0 {
		return runYear(program, filepath.Join(dir, "year"), *year)
	}
	return nil
}

// buildProgram builds huibao into a folder.
func buildProgram(dir string) (program string, err error) {
	program = filepath.Join(dir, "huibao")
	_, err = measure(1, []string{"CGO_ENABLED=0"}, "go", "build", "-o", program, "./cmd/huibao")
	return program, err
}

// runYear runs twelve periods one after the other, and the last one once more.
func runYear(program, dir string, n int) error {
	list, err := yearCosts(program, dir, n, 13)
	for i, c := range list {
		name := fmt.Sprintf("month %d", i+1)
		if i == 12 {
			name = "month 12, nothing changed"
		}
		printCost(fmt.Sprintf("12 × %d", n), name, c)
	}
	return err
}

// yearCosts is what the first runs of a year took, of its twelve periods and, after
// them, of the last once more.
func yearCosts(program, dir string, n, runs int) (list []cost, err error) {
	if _, err := measure(1, nil, self(), "make", "year", strconv.Itoa(n), dir); err != nil {
		return nil, err
	}
	for month := 1; month <= runs; month++ {
		c, err := measure(1, nil, program, "-C", dir, "run", "--period", fmt.Sprintf("2024-%02d", min(month, 12)), "--date", "2025-01-10", "--quiet")
		if err != nil {
			return list, err
		}
		list = append(list, c)
	}
	return list, nil
}

func printCost(returns, run string, c cost) {
	fmt.Printf("| %s | %s | %s | %s | %s |\n", returns, run, ms(c.wall), ms(c.cpu), mib(c.memory))
}

// periodCosts is what a period took the first time, with nothing changed, and with one
// return in a hundred changed.
func periodCosts(program, dir string, n int) (list []cost, err error) {
	if _, err := measure(1, nil, self(), "make", "workspace", strconv.Itoa(n), dir); err != nil {
		return nil, err
	}
	for i := range 3 {
		if i == 2 {
			if err := mend(filepath.Join(dir, "returns", "2024-01"), max(n/100, 1)); err != nil {
				return list, err
			}
		}
		c, err := measure(1, nil, program, "-C", dir, "run", "--period", "2024-01", "--date", "2024-02-05", "--quiet")
		if err != nil {
			return list, err
		}
		list = append(list, c)
	}
	return list, nil
}

func runSize(program, dir string, n int) error {
	list, err := periodCosts(program, dir, n)
	for i, c := range list {
		printCost(strconv.Itoa(n), []string{"first", "nothing changed", "one in a hundred changed"}[i], c)
	}
	if err != nil {
		return err
	}
	python := "python3"
	if p := os.Getenv("BENCH_PYTHON"); p != "" {
		python = p
	}
	if !installed(python, "-c", "import pandas, openpyxl") {
		return nil
	}
	c, err := measure(1, nil, python, script("consolidate.py"), filepath.Join(dir, "returns", "2024-01"), filepath.Join(dir, "script.xlsx"))
	if err == nil {
		printCost(strconv.Itoa(n), "a pandas and openpyxl script", c)
	}
	return err
}

// mend puts the content of a return of another period's figures in the place of
// some: a zip comment's worth of change will do.
func mend(folder string, n int) error {
	files, err := filepath.Glob(filepath.Join(folder, "*.xlsx"))
	if err != nil {
		return err
	}
	for _, f := range files[:min(n, len(files))] {
		data, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		const note = "mended"
		data[len(data)-2] = byte(len(note)) // the length of the zip's comment, which was 0
		if err := os.WriteFile(f, append(data, note...), 0o644); err != nil {
			return err
		}
	}
	return nil
}
