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
	program := filepath.Join(dir, "huibao")
	if _, err := measure(1, []string{"CGO_ENABLED=0"}, "go", "build", "-o", program, "./cmd/huibao"); err != nil {
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

// runYear runs twelve periods one after the other, and the last one once more.
func runYear(program, dir string, n int) error {
	if _, err := measure(1, nil, self(), "make", "year", strconv.Itoa(n), dir); err != nil {
		return err
	}
	for month := 1; month <= 13; month++ {
		name, period := fmt.Sprintf("month %d", month), fmt.Sprintf("2024-%02d", min(month, 12))
		if month == 13 {
			name = "month 12, nothing changed"
		}
		c, err := measure(1, nil, program, "-C", dir, "run", "--period", period, "--date", "2025-01-10", "--quiet")
		if err != nil {
			return err
		}
		fmt.Printf("| 12 × %d | %s | %s | %s | %s |\n", n, name, ms(c.wall), ms(c.cpu), mib(c.memory))
	}
	return nil
}

func runSize(program, dir string, n int) error {
	if _, err := measure(1, nil, self(), "make", "workspace", strconv.Itoa(n), dir); err != nil {
		return err
	}
	command := []string{program, "-C", dir, "run", "--period", "2024-01", "--date", "2024-02-05", "--quiet"}
	line := func(name string, args ...string) error {
		c, err := measure(1, nil, args[0], args[1:]...)
		if err == nil {
			fmt.Printf("| %d | %s | %s | %s | %s |\n", n, name, ms(c.wall), ms(c.cpu), mib(c.memory))
		}
		return err
	}
	if err := line("first", command...); err != nil {
		return err
	}
	if err := line("nothing changed", command...); err != nil {
		return err
	}
	if err := mend(filepath.Join(dir, "returns", "2024-01"), max(n/100, 1)); err != nil {
		return err
	}
	if err := line("one in a hundred changed", command...); err != nil {
		return err
	}
	python := "python3"
	if p := os.Getenv("BENCH_PYTHON"); p != "" {
		python = p
	}
	if !installed(python, "-c", "import pandas, openpyxl") {
		return nil
	}
	return line("a pandas and openpyxl script", python, script("consolidate.py"), filepath.Join(dir, "returns", "2024-01"), filepath.Join(dir, "script.xlsx"))
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
